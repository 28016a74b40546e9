"""Page 1 of every sample holds all that a reader has to know, in every language, on every paper.

Only the summary and what follows it on page 2 are laid out: the whole document takes ten times as
long, and its first page is the same.
"""

import datetime as dt
import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from checklist.holidays import Calendar
from checklist.loading import planned
from checklist.messages import LANGS, Lang
from checklist.messages.document import DOCUMENT
from checklist.outputs.fit import first_page
from checklist.outputs.html import render_for_pdf
from checklist.outputs.options import PAPERS, Look, Paper
from checklist.outputs.pdf import render_sheet
from checklist.plan import Plan
from checklist.rules.loader import load_law
from checklist.text import Text

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

AS_OF = dt.date(2026, 11, 23)
FOLDER = Path(__file__).parent.parent / "sample_inputs"
SAMPLES = sorted(FOLDER.glob("*.yaml"))
CROWDED = FOLDER / "objection-received.yaml"


def plan_of(sample: Path, as_of: dt.date = AS_OF) -> Plan:
    """A sample's plan with the packaged law."""
    law = load_law()
    return planned(sample, law, Calendar.of(law), as_of)


def front(plan: Plan, lang: Lang, look: Look) -> list[str]:
    """The words, without any space, of the pages that the summary takes."""
    source = render_for_pdf(plan, lang, look)
    summary = (
        re.split('<section class="(?:overleaf|checklist)', source)[0] + "</main></body></html>"
    )
    return words_of(render_sheet(without_links(summary), lang, {}))


def without_links(source: str) -> str:
    """What the links lead to is not laid out here."""
    return re.sub(r' href="#[^"]*"', "", source)


def words_of(data: bytes) -> list[str]:
    """The words of every page in the order in which they were set."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return [flat(page) for page in done.stdout.decode().split("\f")[:-1]]


def flat(words: str) -> str:
    """Without any space: line breaks of a page are none of the text."""
    return re.sub(r"\s", "", words)


def one(sentence: Text, lang: Lang) -> str:
    """The language that is sure to be printed."""
    return flat(sentence.en if lang == "en" else sentence.zh)


def label(key: str, lang: Lang) -> str:
    """A label in that language."""
    return flat(DOCUMENT[key].en if lang == "en" else DOCUMENT[key].zh)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("paper", PAPERS)
def test_one_page_has_route_end_week_late_doubts_and_timeline(sample: Path, paper: Paper) -> None:
    plan = plan_of(sample)
    lang: Lang = "zh-en"
    view, page = first_page(plan, lang, Look(paper=paper))
    found = front(plan, lang, Look(paper=paper))
    assert page.one_page
    assert len(found) == 1
    wanted = [one(plan.route.why, lang), str(plan.expected_end), label("timeline", lang)]
    late = {task.id for task in view.late_shown}
    if not view.alerts_left:
        told = [each for each in view.warnings("conflict") if each.task not in late]
        wanted += [one(entry.text, lang) for entry in told]
    wanted += [one(task.title, lang) for task in (*view.late_shown, *view.next)]
    wanted += [one(entry.title, lang) for entry in view.key_dates]
    wanted += [one(question.text, lang) for question in view.first_questions]
    wanted.append(label("uncertain", lang))
    for words in wanted:
        assert words in found[0]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-21"])
def test_the_same_holds_on_other_days(lang: Lang, paper: Paper, day: str) -> None:
    for name in ("objection-received", "mid-wind-down-late", "simple-shell"):
        plan = plan_of(FOLDER / f"{name}.yaml", dt.date.fromisoformat(day))
        found = front(plan, lang, Look(paper=paper))
        assert len(found) == 1
        assert label("timeline", lang) in found[0]


@pytest.mark.parametrize("lang", LANGS)
def test_what_page_one_shortens_stands_in_full_on_page_two(lang: Lang) -> None:
    plan = plan_of(CROWDED)
    view, _ = first_page(plan, lang)
    assert view.overleaf
    source = render_for_pdf(plan, lang)
    start = source.index('<section class="overleaf')
    behind = source[start : source.index('<section class="checklist')]
    sheet = f'<html lang="zh"><body><main>{without_links(behind)}</main></body></html>'
    pages = words_of(render_sheet(sheet, lang, {}))
    alerts = [*view.warnings("conflict"), *view.warnings("warning")]
    assert alerts
    for entry in alerts:
        assert one(entry.text, lang) in pages[0]
        assert entry.remedy is None or one(entry.remedy, lang) in pages[0]
        if lang == "zh-en":
            assert flat(entry.text.en) in pages[0]
    for notice in view.warnings("notice"):
        said = one(notice.text, lang)
        assert said in pages[0] or said in front(plan, lang, Look())[0]


def test_the_full_text_is_linked_and_comes_before_the_checklist() -> None:
    source = render_for_pdf(plan_of(CROWDED), "zh-en")
    assert 'href="#overleaf"' in source
    assert source.index('id="overleaf"') < source.index('class="checklist')
    data = render_sheet(source, "zh-en", {})
    pages = words_of(data)
    assert label("overleaf", "zh") in pages[1]
    assert label("checklist", "zh") in pages[1]
    with pikepdf.open(io.BytesIO(data)) as read:
        assert len(read.pages) == len(pages)
