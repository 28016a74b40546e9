"""The printed pages, read back with other programs: what stands where, and where pages break."""

import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from plan_factory import make_plan
from plan_full import make_full_plan

from checklist.holidays import Calendar
from checklist.loading import planned
from checklist.messages import LANGS, Lang
from checklist.messages.document import DOCUMENT
from checklist.outputs.documents import render
from checklist.outputs.options import PAPERS, Look, Options, Paper
from checklist.outputs.view import View
from checklist.plan import Plan
from checklist.rules.schema import Law
from checklist.text import Text
from checklist.vocabulary import Owner

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

AS_OF = dt.date(2026, 11, 23)
SIZES = {"A4": (595.3, 841.9), "letter": (612.0, 792.0)}


def flat(words: str) -> str:
    """Without any space: line breaks of a page are none of the text."""
    return re.sub(r"\s", "", words)


def pages(data: bytes) -> list[list[str]]:
    """The lines of every page without its two lines of footer."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    found = []
    for page in done.stdout.decode().split("\f")[:-1]:
        lines = [line for line in page.splitlines() if line.strip()]
        found.append(lines[:-2])
    return found


def raw_pages(data: bytes) -> list[str]:
    """The words of every page in the order in which they were set."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return [flat(page) for page in done.stdout.decode().split("\f")[:-1]]


def one(sentence: Text, lang: Lang) -> str:
    """The words that are sure to be printed."""
    return flat(sentence.en if lang == "en" else sentence.zh)


def label(key: str, lang: Lang) -> str:
    """A label without spaces."""
    found = DOCUMENT[key]
    return flat(found.en if lang == "en" else found.zh)


def cases() -> Iterator[tuple[str, Plan, Look]]:
    """Plans of several lengths, so that pages end in many different places."""
    full = make_full_plan()
    yield "full", full, Look()
    yield "letter", make_full_plan(tasks=full.tasks[3:]), Look(paper="letter")
    yield "plain", make_plan(), Look()
    yield "finance", full, Look(team=Owner.FINANCE)
    yield "compact", full, Look(compact=True)


CASES = {name: (plan, look) for name, plan, look in cases()}


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, Lang], bytes]:
    """Documents already set, by case and language."""
    return {}


def document(made: dict[tuple[str, Lang], bytes], case: str, lang: Lang) -> bytes:
    """The document of a case, set once for all tests."""
    key = (case, lang)
    if key not in made:
        plan, look = CASES[case]
        made[key] = render(plan, "pdf", Options(lang, look))
    return made[key]


every_case = pytest.mark.parametrize("case", list(CASES))


@every_case
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_heading_stands_alone_at_the_end_of_a_page(
    made: dict[tuple[str, Lang], bytes], case: str, lang: Lang
) -> None:
    plan, look = CASES[case]
    view = View(plan, lang, look)
    headings = [label("checklist", lang), label("appendix", lang), label("timeline", lang)]
    headings += [flat(title.en if lang == "en" else title.zh) for title, *_ in _titles(view)]
    headings += [label(f"a-{name}", lang) for name in view.appendices]
    header = (label("number", lang), label("task", lang), label("plan-by", lang))
    for number, lines in enumerate(pages(document(made, case, lang)), 1):
        last = flat(lines[-1])
        assert not all(word in last for word in header), f"page {number} ends with a header row"
        for heading in headings:
            alone = re.fullmatch(rf"(\d+\.)?{re.escape(heading)}(\d.*)?", last)
            assert not alone, f"page {number} ends with {heading}"
        assert not re.fullmatch(r"\d{4}年\d+月.*|\d+/\d{4}.*", last), f"page {number}: a month"


def _titles(view: View) -> list[tuple[Text]]:
    return [(Text(zh=part.title.zh, en=part.title.en),) for part in view.sections]


@every_case
def test_a_page_with_tasks_has_the_header_row_above_them(
    made: dict[tuple[str, Lang], bytes], case: str
) -> None:
    plan, _ = CASES[case]
    header = "".join(
        label(key, "zh") for key in ("number", "box", "task", "who", "plan-by", "signature")
    )
    first = re.compile("|".join(f"{t.number}{re.escape(one(t.title, 'zh'))}" for t in plan.tasks))
    seen = 0
    for page in raw_pages(document(made, case, "zh"))[1:]:
        appendix = page.find(label("a-dates", "zh"))
        body = page if appendix < 0 else page[:appendix]
        if header in body:
            seen += 1
            found = first.search(body)
            assert found is None or body.index(header) < found.start()
    assert seen >= 2


@pytest.mark.parametrize("case", ["full", "letter", "finance"])
def test_no_row_is_torn(made: dict[tuple[str, Lang], bytes], case: str) -> None:
    plan, look = CASES[case]
    found = raw_pages(document(made, case, "zh"))
    for part in View(plan, "zh", look).sections:
        if part.phase.value == "returns":
            continue
        for line in part.lines:
            said = [line.task.title, *(words for each in line.details for words in each.texts)]
            wanted = [one(words, "zh") for words in said] + [str(line.day)]
            together = [page for page in found if all(words in page for words in wanted)]
            assert together, line.task.id


@every_case
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_task_is_printed_and_no_page_is_empty(
    made: dict[tuple[str, Lang], bytes], case: str, lang: Lang
) -> None:
    plan, look = CASES[case]
    data = document(made, case, lang)
    words = "".join(raw_pages(data))
    for task in plan.tasks:
        if look.team in (None, task.owner):
            assert one(task.title, lang) in words, task.id
    for number, lines in enumerate(pages(data), 1):
        assert sum(len(flat(line)) for line in lines) > 60, f"page {number} is as good as empty"
    assert one(plan.disclaimer, lang) in words


@every_case
def test_the_paper_is_the_one_asked_for(made: dict[tuple[str, Lang], bytes], case: str) -> None:
    _, look = CASES[case]
    with pikepdf.open(io.BytesIO(document(made, case, "zh"))) as read:
        for page in read.pages:
            assert [float(side) for side in list(page.mediabox)[2:]] == pytest.approx(
                SIZES[look.paper], abs=0.5
            )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_first_page_answers(lang: Lang, paper: Paper) -> None:
    """Route, end, what is late, what to do, what is uncertain, and the picture."""
    plan = make_plan()
    data = render(plan, "pdf", Options(lang, Look(paper=paper)))
    front = raw_pages(data)[0]
    view = View(plan, lang)
    for key in ("expected-end", "late", "uncertain", "key-dates", "timeline"):
        assert label(key, lang) in front
    assert str(plan.expected_end) in front
    assert one(plan.route.why, lang) in front
    assert one(view.late[0].title, lang) in front
    assert one(view.next[0].title, lang) in front
    for warning in view.warnings("conflict"):
        assert one(warning.text, lang) in front
    assert label("checklist", lang) not in front


@pytest.mark.parametrize("lang", LANGS)
def test_a_supposed_event_is_on_the_first_page_and_in_every_footer(lang: Lang) -> None:
    found = raw_pages(render(make_full_plan(), "pdf", Options(lang)))
    assert label("what-if", lang) in found[0]
    assert all(label("what-if-short", lang) in page for page in found)


@pytest.fixture(scope="module")
def simple_shell(law: Law, calendar: Calendar, root: Path) -> Plan:
    """The plan of the smallest sample."""
    return planned(root / "sample_inputs" / "simple-shell.yaml", law, calendar, AS_OF)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_small_company_fits_on_two_pages(simple_shell: Plan, lang: Lang, paper: Paper) -> None:
    data = render(simple_shell, "pdf", Options(lang, Look(compact=True, paper=paper)))
    words = "".join(raw_pages(data))
    for task in simple_shell.tasks:
        assert one(task.title, lang) in words
    assert len(pages(data)) <= 2


def test_the_outline_leads_through_phases_tasks_and_appendices() -> None:
    plan = make_full_plan()
    with pikepdf.open(io.BytesIO(render(plan, "pdf", Options("zh")))) as read:
        with read.open_outline() as outline:
            names = [str(item.title) for item in outline.root]
            below = {str(item.title): item.children for item in outline.root}
        assert names[1:] == [DOCUMENT["checklist"].zh, DOCUMENT["appendix"].zh]
        phases = below[DOCUMENT["checklist"].zh]
        assert sum(len(phase.children) for phase in phases) == len(plan.tasks)
        appendices = [str(item.title) for item in below[DOCUMENT["appendix"].zh]]
        assert appendices[-1] == DOCUMENT["a-disclaimer"].zh
        for earlier, later in pairwise(appendices[:-1]):
            order = "一二三四五六七八"
            assert order.index(earlier[2]) + 1 == order.index(later[2])


def test_the_command_line_gives_a_teams_share_on_letter(
    run: Callable[..., Result], root: Path, tmp_path: Path
) -> None:
    sample = str(root / "sample_inputs" / "general-with-staff.yaml")
    options = ("--as-of", str(AS_OF), "--for", "it", "--paper", "LETTER", "--lang", "en")
    done = run("plan", sample, *options, "--format", "pdf,md", "-o", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    data = (tmp_path / f"general-with-staff-{AS_OF}.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as read:
        assert float(read.pages[0].mediabox[2]) == pytest.approx(SIZES["letter"][0], abs=0.5)
    front = raw_pages(data)[0]
    assert "ITshare" in front
    assert label("waits-heading", "en") in front
    ticket = (tmp_path / f"general-with-staff-{AS_OF}.md").read_text(encoding="utf-8")
    assert "Export the WeCom data" in ticket
    assert "Obtain tax clearance" not in ticket.split("## 1.")[1]


@pytest.mark.parametrize(
    "wrong", [("--for", "sales"), ("--paper", "A5")], ids=["an unknown team", "an unknown paper"]
)
def test_a_wrong_team_or_paper_is_refused_before_anything_is_written(
    run: Callable[..., Result], root: Path, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    sample = str(root / "sample_inputs" / "simple-shell.yaml")
    done = run("plan", sample, *wrong, "-o", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert wrong[1] in done.stderr
    assert not (tmp_path / "out").exists()
