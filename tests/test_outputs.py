"""HTML, Markdown, JSON, the timeline, glyphs and files: read back, and with hostile input."""

import datetime as dt
import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from plan_factory import CITE, CREDIT_CODE, NAME, make_plan, text
from plan_full import make_full_plan

from checklist.files import OutputError, write_all
from checklist.messages import LANGS, Lang
from checklist.messages.document import DOCUMENT
from checklist.outputs import glyphs
from checklist.outputs.fit import first_page
from checklist.outputs.html import render_html
from checklist.outputs.markdown import escape, render_markdown
from checklist.outputs.options import Look
from checklist.outputs.plan_json import render_json
from checklist.outputs.templates import FONTS, clean, html_environment, templates_folder
from checklist.outputs.timeline import timeline_svg
from checklist.outputs.view import View
from checklist.plan import Interval, Plan
from checklist.text import Text
from checklist.vocabulary import Confidence, Owner, Phase

HOSTILE = "<script>alert(1)</script>{{7*7}}{%x%} =cmd|'/c calc'!A1 @all #12 [a](http://b.c) $x$ `y`"
OUR_SCRIPTS = 2
"""The page's data and its one script; the policy lets no other run."""
WEIGHTS = ("Regular", "Bold")
VOID = {"meta", "br", "img", "link", "input", "hr", "col"}


class Reader(HTMLParser):
    """A strict reader: every element is closed in order; text, ids and links are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words, spaces taken together."""
        return " ".join(" ".join(self.words).split())


def read(html: str) -> Reader:
    """The document, read strictly."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("lang", LANGS)
def test_html_is_well_formed_and_its_links_lead_somewhere(lang: Lang) -> None:
    page = read(render_html(make_plan(), lang))
    assert len(page.ids) == len(set(page.ids))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert len(inside) == len(page.links), "a link leaves the document"
    assert set(inside) <= set(page.ids)
    for task in make_plan().tasks:
        assert f"task-{task.id}" in page.ids


@pytest.mark.parametrize("lang", LANGS)
def test_html_needs_nothing_from_outside(lang: Lang) -> None:
    html = render_html(make_plan(), lang)
    page = read(html)
    assert page.elements.count("script") == OUR_SCRIPTS
    assert not {"link", "img", "iframe", "object"} & set(page.elements)
    assert not [value for name, value in page.attributes if name in ("src", "action")]
    assert not re.search(r"@import|url\(", html)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", html)


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en"), ("zh-en", "zh-CN")])
def test_html_says_its_language(lang: Lang, tag: str) -> None:
    assert f'<html lang="{tag}">' in render_html(make_plan(), lang)


def test_every_language_says_what_matters() -> None:
    plan = make_plan()
    for lang in LANGS:
        words = read(render_html(plan, lang)).text
        assert NAME in words
        assert CREDIT_CODE in words
        for task in plan.tasks:
            if lang != "en":
                assert task.title.zh in words
            if lang != "zh":
                assert task.title.en in words
        for entry in (*plan.not_applicable, *plan.questions):
            said = entry.reason if hasattr(entry, "reason") else entry.text
            assert (said.en if lang == "en" else said.zh) in words
        assert (plan.disclaimer.en if lang == "en" else plan.disclaimer.zh) in words
        assert "None" not in words


def test_chinese_has_no_english_sentence_and_the_other_way_round() -> None:
    plan = make_plan()
    chinese = read(render_html(plan, "zh")).text
    english = read(render_html(plan, "en")).text
    assert not [task.title.en for task in plan.tasks if task.title.en in chinese]
    assert not [task.title.zh for task in plan.tasks if task.title.zh in english]
    assert 'class="en"' not in render_html(plan, "zh") + render_html(plan, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_names_are_printed_and_do_nothing(lang: Lang) -> None:
    name = HOSTILE + "\u202e反\u200f" + "很长的名称" * 60
    page = read(render_html(make_plan(name=name), lang))
    assert page.elements.count("script") == OUR_SCRIPTS
    assert HOSTILE in page.text
    assert "49" not in page.text.split("反")[0][-40:]
    assert "\u202e" not in page.text
    assert "\u200f" not in page.text
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_hostile_text_in_every_field() -> None:
    plan = make_plan()
    evil = text(HOSTILE, HOSTILE)
    tasks = tuple(
        task.model_copy(
            update={
                "title": evil,
                "how": evil,
                "note": evil,
                "documents": (evil,),
                "assignee": HOSTILE,
                "authority_label": evil,
            }
        )
        for task in plan.tasks
    )
    warnings = tuple(
        entry.model_copy(update={"text": evil, "citation": HOSTILE}) for entry in plan.warnings
    )
    bars = tuple(bar.model_copy(update={"label": evil}) for bar in plan.timeline)
    evil_plan = make_plan(tasks=tasks, warnings=warnings, timeline=bars)
    for lang in LANGS:
        page = read(render_html(evil_plan, lang))
        assert page.elements.count("script") == OUR_SCRIPTS
        assert page.text.count(HOSTILE) > 100
        markdown = render_markdown(evil_plan, lang)
        assert "<script" not in markdown.replace("\\<", "")
        assert not re.search(r"(?<!\\)\]\(", markdown)


def test_marks_and_dates_of_a_row() -> None:
    view = View(make_plan(), "zh")
    rows = {line.task.id: line for section in view.sections for line in section.lines}
    assert rows["check-tax-status"].marks == ("overdue",)
    assert rows["hand-in-invoices"].marks == ("provisional", "to-confirm", "verify")
    assert rows["collect-facts"].marks == ("done",)
    assert rows["collect-facts"].day == dt.date(2026, 11, 9)
    assert ("limit", dt.date(2027, 2, 1)) in rows["si-close"].limits
    assert ("advisory-limit", dt.date(2027, 4, 6)) in rows["bank-close"].limits
    assert ("next-not-before", dt.date(2027, 1, 18)) in rows["claims-window"].limits


def test_law_notes_are_numbered_once_in_each_phase() -> None:
    for section in View(make_plan(), "zh").sections:
        assert [note.number for note in section.notes] == list(range(1, len(section.notes) + 1))
        keys = [(note.citation.law.zh, note.citation.article) for note in section.notes]
        assert len(keys) == len(set(keys))
        for line in section.lines:
            cited = [*line.task.citations, *(limit.citation for limit in line.task.limits)]
            said = {words.zh for note in line.notes for words in note.says}
            assert {entry.says.zh for entry in cited} <= said
            assert {(entry.law.zh, entry.article) for entry in cited} == {
                (note.citation.law.zh, note.citation.article) for note in line.notes
            }


def test_a_note_is_as_doubtful_as_its_most_doubtful_part() -> None:
    sure, task = CITE["apply-30"], make_plan().tasks[0]
    doubtful = sure.model_copy(
        update={"rule": "other", "confidence": Confidence.SECONDARY, "says": text("别的", "else")}
    )
    plan = make_plan(tasks=(task.model_copy(update={"citations": (sure, doubtful)}),))
    (note,) = View(plan, "zh").sections[0].notes
    assert note.citation.confidence is Confidence.SECONDARY
    assert [words.zh for words in note.says] == [sure.says.zh, "别的"]
    assert View(plan, "zh").sections[0].lines[0].marks == ("done", "verify")


def test_a_question_of_a_note_stands_in_the_list_and_is_referred_to() -> None:
    plan = make_plan()
    asked = next(entry for entry in plan.questions if entry.ask == "office")
    task = next(task for task in plan.tasks if task.id == "liquidation-tax-return")
    cited = tuple(entry.model_copy(update={"ask": asked.text}) for entry in task.citations)
    changed = make_plan(tasks=(task.model_copy(update={"citations": cited, "limits": ()}),))
    view = View(changed, "zh")
    number = next(each.number for each in view.asked("office"))
    assert all(note.questions == (number,) for note in view.sections[0].notes)
    assert read(render_html(changed, "zh")).text.count(asked.text.zh) == 1


def test_next_actions_come_by_date_and_leave_out_what_waits() -> None:
    view = View(make_plan(), "zh")
    days = [view.aim(task) for task in view.next]
    assert days == sorted(days, key=lambda day: day or dt.date.max)
    assert {task.status for task in view.next} <= {"open", "due-soon"}
    assert [task.id for task in view.late] == ["check-tax-status"]


def test_key_dates_of_page_one_keep_the_end() -> None:
    plan = make_plan()
    many = tuple(
        plan.key_dates[0].model_copy(
            update={"id": f"d{n}", "date": dt.date(2026, 10, 1) + dt.timedelta(days=9 * n)}
        )
        for n in range(30)
    )
    view = View(make_plan(key_dates=many), "zh")
    assert len(view.key_dates) <= 12
    assert view.key_dates[-1] == many[-1]
    assert view.key_dates[1].date >= plan.as_of


def test_a_crowded_summary_shows_less_rather_than_spill_over() -> None:
    plan = make_plan()
    view, page = first_page(plan, "zh")
    assert page.one_page
    assert not view.short
    crowded = make_plan(warnings=plan.warnings * 3)
    shorter, found = first_page(crowded, "zh")
    assert found.one_page
    assert shorter.short
    both, found = first_page(make_plan(warnings=plan.warnings * 5), "zh-en")
    assert found.lists
    assert both.brief
    most, found = first_page(make_plan(warnings=plan.warnings * 30), "zh")
    assert found.one_page
    assert most.alerts_left + len(most.alerts) >= 30


def boxes(svg: str) -> list[tuple[float, float, float, float, str]]:
    """The place of every word of the picture, by the widths of the font it is drawn with."""
    space = "{http://www.w3.org/2000/svg}"
    fonts = {
        name: TTFont(FONTS / "main" / f"ChecklistSansSC-{name}.ttf", lazy=True) for name in WEIGHTS
    }
    found = []
    for item in ElementTree.fromstring(svg).iter(f"{space}text"):
        font = fonts["Bold" if item.get("font-weight") == "700" else "Regular"]
        size = float(item.get("font-size", "0"))
        names, widths = font.getBestCmap(), font["hmtx"].metrics
        units = font["head"].unitsPerEm
        wide = sum(widths[names[ord(c)]][0] for c in item.text or "") * size / units
        x, y = float(item.get("x", "0")), float(item.get("y", "0"))
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[item.get("text-anchor", "start")]
        left = x - wide * shift
        found.append((left, y - size * 0.8, left + wide, y + size * 0.1, item.text or ""))
    return found


LONG = text(
    "登记机关依法不予受理或者另有要求时须等待的期间（省级口径不一）", "A very long name of it" * 3
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("end", [1, 3, 9, 20, 41, 90, 126, 400, 2000])
def test_labels_of_the_timeline_do_not_overlap(lang: Lang, end: int) -> None:
    plan = make_full_plan()
    last = plan.as_of + dt.timedelta(days=end)
    assert plan.finish_by
    goal = plan.finish_by.model_copy(update={"target": plan.as_of + dt.timedelta(days=end // 2)})
    bars = (*plan.timeline, plan.timeline[-1].model_copy(update={"label": LONG, "end": last}))
    svg = timeline_svg(make_full_plan(expected_end=last, finish_by=goal, timeline=bars), lang)
    _, _, wide, tall = (float(part) for part in re.search(r'viewBox="([^"]+)"', svg)[1].split())  # type: ignore[index]
    placed = boxes(svg)
    for i, one in enumerate(placed):
        assert one[0] >= -0.1
        assert one[2] <= wide + 0.1
        assert one[3] <= tall
        for two in placed[i + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (one, two)
    names = {label.zh if lang != "en" else label.en for label in (bar.label for bar in bars)}
    gutter = max(box[2] for box in placed if box[4] in names or box[4].endswith("…"))
    drawn = re.findall(r'<rect class="\w+" x="([\d.]+)" y="([\d.]+)"', svg)
    legend = tall - 20
    assert gutter <= min(float(left) for left, top in drawn if float(top) < legend)


def test_only_the_part_in_an_unpublished_year_is_hatched() -> None:
    bar = Interval(
        id="x",
        label=text("阶段", "phase"),
        start=dt.date(2026, 12, 1),
        end=dt.date(2027, 1, 31),
        kind="phase",
        provisional=True,
    )
    split = timeline_svg(make_plan(timeline=(bar,)), "zh")
    assert split.count('class="fill"') == 2, "the sure part, and the legend"
    whole = bar.model_copy(update={"start": dt.date(2027, 1, 4)})
    assert timeline_svg(make_plan(timeline=(whole,)), "zh").count('class="fill"') == 1
    sure = bar.model_copy(update={"provisional": False})
    assert "L" in split
    assert timeline_svg(make_plan(timeline=(sure,)), "zh").count("<rect") == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-11-23", "2026-11-23"), ("2026-11-30", "2026-12-01"), ("2020-01-31", "2036-12-31")],
)
def test_the_timeline_bears_any_length(start: str, end: str) -> None:
    bar = Interval(
        id="x",
        label=text("阶段", "phase"),
        start=dt.date.fromisoformat(start),
        end=dt.date.fromisoformat(end),
        kind="phase",
        provisional=True,
    )
    svg = timeline_svg(make_plan(timeline=(bar,)), "zh")
    for number in re.findall(r'[xy]="(-?[\d.]+)"', svg):
        assert -1 <= float(number) <= 700


@pytest.mark.parametrize("lang", LANGS)
def test_everything_a_plan_holds_is_printed(lang: Lang) -> None:
    plan = make_full_plan()
    words = read(render_html(plan, lang)).text

    def said(sentence: Text) -> str:
        return sentence.en if lang == "en" else sentence.zh

    wanted = [said(event.title) for event in plan.what_if]
    wanted += [said(step) for task in plan.tasks for step in task.sub_steps]
    wanted += [said(why) for task in plan.tasks for why in task.timing]
    wanted += [fact.input_path for task in plan.tasks for fact in task.facts]
    wanted += [said(each.liability) for each in plan.comparisons]
    wanted += [said(step.why) for step in plan.critical_path]
    wanted += [said(each.what) for each in plan.retention]
    wanted += [str(each.keep_through) for each in plan.retention]
    wanted += [each.person for each in plan.wecom_accounts]
    wanted += [str(each.gone_on) for each in plan.wecom_accounts]
    wanted += [said(event.title) for event in plan.events if event.id == "creditor-objects"]
    assert plan.finish_by
    wanted += [said(plan.finish_by.text), str(plan.finish_by.by_law_alone)]
    wanted += [said(entry.reason) for entry in plan.not_applicable]
    wanted += [said(entry.why) for entry in plan.assumptions]
    wanted += [said(step) for task in plan.tasks for limit in task.limits for step in limit.steps]
    wanted += [said(entry.title) for task in plan.tasks for entry in task.limits]
    missing = [each for each in wanted if " ".join(each.split()) not in words]
    assert not missing


def test_a_supposed_event_is_said_on_the_first_page_and_in_every_footer() -> None:
    html = render_html(make_full_plan(), "zh")
    assert html.index("conflict suppose") < html.index('class="strip"')
    assert re.search(r'data-two="[^"]*并非事实', html)
    assert "suppose" not in read(render_html(make_plan(), "zh")).text


def test_empty_parts_print_nothing() -> None:
    html = render_html(
        make_plan(
            not_applicable=(), questions=(), assumptions=(), overrides=(), key_dates=(), tasks=()
        ),
        "zh",
    )
    for name in ("dates", "not-applicable", "questions", "assumptions", "overrides", "retention"):
        assert f'id="a-{name}"' not in html
    assert 'id="a-grounds"' in html
    assert "附录一　" in html.replace(" ", "")


def test_returns_stand_by_month_each_with_its_box() -> None:
    plan = make_full_plan()
    section = next(part for part in View(plan, "zh").sections if part.phase is Phase.RETURNS)
    assert [month.name for month in section.months] == ["2026-12", "2027-01", "2027-02", "2027-03"]
    assert sum(len(month.lines) for month in section.months) == len(section.lines) == 16
    assert len(section.kinds) == 4
    html = render_html(plan, "zh")
    table = html[html.index('class="tasks returns"') :].partition("</table>")[0]
    assert table.count('class="box"') == 16
    assert "2026-11 申报增值税及附加" in table
    assert table.count("申报表") == 0, "what holds in every period is said once, below the table"


@pytest.mark.parametrize("team", list(Owner))
@pytest.mark.parametrize("lang", LANGS)
def test_a_teams_share_has_its_tasks_and_what_they_wait_for(team: Owner, lang: Lang) -> None:
    plan = make_full_plan()
    page = read(render_html(plan, lang, Look(team=team)))
    rows = {name.removeprefix("task-") for name in page.ids if name.startswith("task-")}
    assert rows == {task.id for task in plan.tasks if task.owner is team}
    assert {link[1:] for link in page.links} <= set(page.ids)
    view = View(plan, lang, Look(team=team))
    for wait in view.waits:
        assert wait.task.owner is not team
        assert wait.task.status != "done"
        assert (wait.task.title.en if lang == "en" else wait.task.title.zh) in page.text
    held = {each for task in view.mine if task.status != "done" for each in task.after}
    others = {task.id for task in plan.tasks if task.owner is not team and task.status != "done"}
    assert {wait.task.id for wait in view.waits} == held & others


@pytest.mark.parametrize("lang", LANGS)
def test_the_compact_form_has_every_task_with_its_box(lang: Lang) -> None:
    plan = make_full_plan()
    html = render_html(plan, lang, Look(compact=True))
    page = read(html)
    for task in plan.tasks:
        assert f"task-{task.id}" in page.ids
        assert (task.title.en if lang == "en" else task.title.zh) in page.text
    assert html.count('class="box"') == len(plan.tasks)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert (plan.disclaimer.en if lang == "en" else plan.disclaimer.zh) in page.text


def test_questions_come_by_weight() -> None:
    asked = View(make_full_plan(), "zh").asked("company")
    assert asked[0].question.id == "approval"
    assert [each.number for each in asked] == [1, 2, 3, 4]
    assert asked[0].question.decides_route


def test_no_bars_no_picture() -> None:
    assert timeline_svg(make_plan(timeline=()), "zh") == ""
    assert "<svg" not in render_html(make_plan(timeline=()), "zh")


def test_an_empty_plan_prints() -> None:
    empty = make_plan(
        tasks=(),
        key_dates=(),
        warnings=(),
        questions=(),
        assumptions=(),
        overrides=(),
        not_applicable=(),
        timeline=(),
        expected_end=None,
    )
    for lang in LANGS:
        read(render_html(empty, lang))
        render_markdown(empty, lang)


def test_markdown_has_a_box_for_every_task_and_one_line_each() -> None:
    plan = make_plan()
    markdown = render_markdown(plan, "zh")
    boxes = re.findall(r"^- \[([ x])\] \*\*(\d+)\. (.+?)\*\*", markdown, re.M)
    assert [int(number) for _, number, _ in boxes] == [task.number for task in plan.tasks]
    assert sum(mark == "x" for mark, _, _ in boxes) == 2
    assert "## 冲突" in markdown
    assert "\n\n\n\n" not in markdown
    assert re.search(r"^  计划办理日：\*\*2026-11-18 周三\*\*", markdown, re.M)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a*b_c`d", r"a\*b\_c\`d"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("@all", "@<!-- -->all"),
        ("见 #12", "见 #<!-- -->12"),
        ("!3 %4", "!<!-- -->3 %<!-- -->4"),
        ("# x", r"\# x"),
        ("- x", r"\- x"),
        ("1. x", r"1\. x"),
        ("/close", r"\/close"),
        ("| a |", r"\| a \|"),
        ("a\nb\r\n# c", "a b # c"),
        ("http://x.cn", "http<!-- -->://x.cn"),
        ("王\u202e五", "王五"),
    ],
)
def test_markdown_escapes(given: str, wanted: str) -> None:
    assert escape(given) == wanted


def test_json_reads_back_to_the_same_plan() -> None:
    data = render_json(make_plan())
    assert data.endswith(b"}\n")
    assert NAME.encode() in data
    assert Plan.model_validate_json(data) == make_plan()
    assert list(json.loads(data))[:3] == ["plan_version", "as_of", "company"]
    assert data == render_json(make_plan())


def test_labels_name_the_same_values_in_both_languages() -> None:
    for key, label in DOCUMENT.items():
        assert set(re.findall(r"\{(\w+)\}", label.zh)) == set(re.findall(r"\{(\w+)\}", label.en)), (
            key
        )


def test_every_label_is_printed_somewhere() -> None:
    code = [*templates_folder().rglob("*.j2"), *Path(glyphs.__file__).parent.glob("*.py")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in code)
    # put together from a word of the plan
    built = ("mark-", "explain-", "a-", "for-", "cell-", "step-", "route-", "account-", "finish-")
    basis = ("actual", "planned", "projected", "legal", "calendar", "conflict", "warning")
    code_only = used.replace("'", '"')
    unused = [
        key
        for key in DOCUMENT
        if f'"{key}"' not in code_only
        and not key.startswith(built)
        and not key.endswith("-bar")
        and key not in (*basis, "notice")
    ]
    assert not unused


def test_text_is_cleaned_of_what_moves_its_neighbours() -> None:
    assert clean("a\u202eb\u2066c\x00d\te") == "abc d e"


# glyphs (more in test_fonts.py)


def test_every_label_has_its_glyphs() -> None:
    words = "".join(label.zh + label.en for label in DOCUMENT.values())
    assert not [c for c in set(words) if not glyphs.has_glyph(c)]


# files


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "b" / "1.txt", tmp_path / "2.txt"
    two.write_bytes(b"old")
    write_all({one: b"one", two: b"two"})
    assert one.read_bytes() == b"one"
    assert two.read_bytes() == b"two"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["1.txt", "2.txt", "a", "b"]


def test_one_bad_target_and_nothing_is_written(tmp_path: Path) -> None:
    good, bad = tmp_path / "new" / "1.txt", tmp_path / "folder"
    old = tmp_path / "old.txt"
    old.write_bytes(b"old")
    bad.mkdir()
    with pytest.raises(OutputError) as caught:
        write_all({good: b"1", old: b"new", bad: b"2"})
    assert "folder" in str(caught.value)
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "old.txt"]


def test_a_failed_move_gives_the_others_their_content_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, fresh, last = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    first.write_bytes(b"old")
    move = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target == last:
            raise PermissionError(13, "in use", str(target))
        move(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="in use"):
        write_all({first: b"new", fresh: b"new", last: b"new"})
    assert first.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


@pytest.mark.skipif(sys.platform == "win32", reason="a full disk is simulated the POSIX way")
def test_a_full_disk_is_said_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        write_all({tmp_path / "x": b"data"})
    assert "无法写入" in caught.value.render("zh")
    assert "No space left" in caught.value.render("en")
    assert list(tmp_path.iterdir()) == []


# the templates, compiled


def test_a_cache_of_templates_that_is_damaged_or_in_the_way_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a process compiled is used by the next; whatever became of it, the page is the same."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "none"))
    (tmp_path / "none").write_text("a file where the folder should be")

    def page() -> str:
        html_environment.cache_clear()
        return render_html(make_plan(), "zh")

    expected = page()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert page() == expected
    kept = list(tmp_path.rglob("*.cache"))
    assert kept
    for content in (b"", b"no bytecode", kept[0].read_bytes()[:-40]):
        for path in kept:
            path.write_bytes(content)
        assert page() == expected
    html_environment.cache_clear()
