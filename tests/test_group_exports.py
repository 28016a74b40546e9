"""A group's calendar, workbook, table and ticket texts, each opened by another reader."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
import vobject
from jira2markdown import convert
from markdown_it import MarkdownIt

from checklist.groupplan import GroupPlan
from checklist.holidays import Calendar
from checklist.loading import loaded_group, overview, planned_group
from checklist.messages import LANGS, Lang
from checklist.messages.exports import TABLE, TICKET, WORKBOOK
from checklist.messages.group import GROUP
from checklist.outputs import group_text
from checklist.outputs.documents import Printed, printed, render_all
from checklist.outputs.group import render_group
from checklist.outputs.group_csv import GROUP_COLUMNS
from checklist.outputs.group_xlsx import GROUP_TASKS
from checklist.outputs.options import Look, Options
from checklist.outputs.plain import words
from checklist.reading.members import every
from checklist.rules.schema import Law
from checklist.vocabulary import Owner

AS_OF = dt.date(2026, 11, 23)
SAMPLES = Path(__file__).parent.parent / "sample_inputs"
FILES = {
    "parent": SAMPLES / "group-parent-with-branches.yaml",
    "sisters": SAMPLES / "group" / "sisters.yaml",
}
ZH = Options("zh")


@dataclass(frozen=True)
class Made:
    """A group as it is printed."""

    plan: GroupPlan
    members: Mapping[str, Printed]
    sources: tuple[bytes, ...]

    def render(self, kind: str, options: Options = ZH, *, together: bool = False) -> bytes:
        return render_group(self.plan, kind, options, self.members, self.sources, together=together)

    @property
    def tasks(self) -> dict[tuple[str, str], object]:
        """Every task by company and id."""
        return {
            (ready.plan.company.name, task.id): task
            for ready in self.members.values()
            for task in ready.plan.tasks
        }

    @property
    def path(self) -> set[tuple[str, str]]:
        return {(step.name, step.step.task) for step in self.plan.critical_path}


def made(file: Path, law: Law) -> Made:
    group = loaded_group(file, law, AS_OF)
    found = planned_group(group, law, Calendar.of(law), AS_OF)
    sources = {one.key: one.loaded.source for one in every(*group.tops)}
    ready = {key: printed(one.plan, replace(ZH, source=sources[key])) for key, one in found.items()}
    return Made(overview(group, found), ready, (group.source, *sources.values()))


@pytest.fixture(scope="module", params=sorted(FILES))
def group(request: pytest.FixtureRequest, law: Law) -> Made:
    return made(FILES[request.param], law)


@pytest.fixture(scope="module")
def sisters(law: Law) -> Made:
    return made(FILES["sisters"], law)


@pytest.mark.parametrize("kind", ["ics", "xlsx", "csv", "md", "md-gitlab", "jira"])
def test_the_same_plans_give_the_same_bytes(sisters: Made, kind: str) -> None:
    assert sisters.render(kind) == sisters.render(kind)


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_has_every_task_of_every_member(group: Made, lang: Lang) -> None:
    data = group.render("csv", Options(lang))
    head, *body = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [words(TABLE[name], lang) for name in GROUP_COLUMNS]
    rows = [dict(zip(GROUP_COLUMNS, cells, strict=True)) for cells in body]
    assert {(row["company"], row["task"]) for row in rows} == set(group.tasks)
    assert len(rows) == len(group.tasks)
    assert {(row["company"], row["task"]) for row in rows if row["on-path"]} == group.path
    by_name = {one.name: one for one in group.plan.members}
    for row in rows:
        assert bool(row["holder"]) is bool(by_name[row["company"]].holders)


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_by_openpyxl(group: Made, lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(group.render("xlsx", Options(lang))))
    tasks = book.worksheets[2]
    rows = [
        dict(zip(GROUP_TASKS, (cell.value for cell in row), strict=True))
        for row in tasks.iter_rows(min_row=2)
    ]
    assert {(row["company"], row["task"]) for row in rows} == set(group.tasks)
    assert {(row["company"], row["task"]) for row in rows if row["on-path"]} == group.path
    days = [row["done-on"] or row["plan-by"] for row in rows]
    known = [day for day in days if day]
    assert known == sorted(known), "in the order of their days"
    assert all(day.year >= 2026 for day in known), "dates are dates"
    ends = [(row[1].value, row[7].value.date()) for row in book.worksheets[1].iter_rows(min_row=2)]
    assert ends == [(one.name, one.expected_end) for one in group.plan.members]
    steps = [(row[0].value.date(), row[4].value) for row in book.worksheets[3].iter_rows(min_row=2)]
    assert steps == [(step.step.date, step.step.task) for step in group.plan.critical_path]
    dates = [row[0].value.date() for row in book.worksheets[4].iter_rows(min_row=2)]
    assert dates == [entry.date for entry in group.plan.key_dates]
    assert not tasks.data_validations.dataValidation, "it is not to be filled in"
    said = {row[1].value for row in book.worksheets[0].iter_rows()}
    assert words(WORKBOOK["group-note-how"], lang) in said


def test_the_calendar_is_the_members_calendars_and_the_end(group: Made) -> None:
    (calendar,) = vobject.readComponents(group.render("ics").decode())
    calendar.validate()
    events = {event.uid.value: event for event in calendar.vevent_list}
    assert len(events) == len(list(calendar.vevent_list)), "no UID twice"
    own = {}
    for ready in group.members.values():
        data = render_all(ready, ["ics"], ZH)["ics"].decode()
        (one,) = vobject.readComponents(data)
        own |= {event.uid.value: event for event in one.vevent_list}
    (end,) = (event for uid, event in events.items() if uid not in own)
    assert set(own) < set(events)
    for uid, event in own.items():
        for name in ("summary", "dtstart", "dtend", "sequence", "description"):
            assert getattr(events[uid], name).value == getattr(event, name).value
    assert end.dtstart.value == group.plan.expected_end
    assert group.plan.name in end.summary.value
    critical = [
        event
        for event in events.values()
        if TABLE["on-path"].zh in [kind for line in event.categories_list for kind in line.value]
    ]
    assert len(critical) == len(group.path) + 1
    newest = max(int(event.sequence.value) for event in own.values())
    assert int(end.sequence.value) >= newest


def test_the_end_follows_the_plan(sisters: Made) -> None:
    """A later plan replaces the end; when it is over nobody is reminded."""
    import icalendar

    later = replace(
        sisters, plan=sisters.plan.model_copy(update={"expected_end": AS_OF, "as_of": AS_OF})
    )
    found = []
    for one in (sisters, later):
        calendar = icalendar.Calendar.from_ical(one.render("ics"))
        found.append(list(calendar.walk("VEVENT"))[-1])
    assert found[0]["UID"] == found[1]["UID"]
    assert found[1]["STATUS"] == "CONFIRMED"
    assert not found[1].walk("VALARM")


@pytest.mark.parametrize("kind", ["md", "md-gitlab"])
def test_the_markdown_by_markdown_it(group: Made, kind: str) -> None:
    text = group.render(kind).decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [token.content for token in tokens if token.type == "inline"]
    for one in group.plan.members:
        assert any(one.name in cell for cell in cells)
    boxes = [cell for cell in cells if cell.startswith("[ ] ")]
    assert len(boxes) == len(group.plan.tasks)
    assert ("[[_TOC_]]" in text) is (kind == "md-gitlab")


def test_the_wiki_markup_by_jira2markdown(group: Made) -> None:
    text = group.render("jira").decode()
    assert len(text) <= 32_767
    tokens = MarkdownIt("commonmark").enable("table").parse(convert(text))
    rows = sum(token.type == "tr_open" for token in tokens)
    plan = group.plan
    assert rows == 3 + len(plan.members) + len(plan.critical_path) + len(plan.tasks)


def test_what_is_too_long_for_a_tracker_is_left_out_in_steps(
    group: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = group.render("md", together=True).decode()
    alone = group.render("md").decode()
    note = TICKET["no-parts"].zh
    assert len(alone) <= 65_536
    assert len(whole) <= 65_536
    assert (note in whole) or len(whole) > 3 * len(alone)
    jira = group.render("jira", together=True).decode()
    assert len(jira) <= 32_767
    form = group_text._FORMS["md"]._replace(limit=len(alone) - 1)
    monkeypatch.setitem(group_text._FORMS, "md", form)
    text = group.render("md", together=True).decode()
    assert len(text) < len(alone)
    boxes = text.count("- [ ] ")
    left = len(group.plan.tasks) - boxes
    assert left > 0
    assert TICKET["excerpt"].zh.format(left=left) in text


@pytest.mark.parametrize("kind", ["csv", "md", "html"])
def test_a_team_s_share(sisters: Made, kind: str) -> None:
    options = Options("zh", Look(team=Owner.FINANCE))
    text = sisters.render(kind, options).decode("utf-8-sig")
    hr = {task.title.zh for task in sisters.tasks.values() if task.owner is Owner.HR}
    finance = [task for task in sisters.plan.tasks if task.owner is Owner.FINANCE]
    tasks = text.partition(GROUP["next"].zh)[2] if kind != "csv" else text
    assert all(task.title.zh in tasks for task in finance)
    assert not any(f"{title}<" in tasks or f",{title}," in tasks for title in hr)
    if kind != "csv":
        assert "财务部分" in text


def test_no_format_lets_numbers_travel(tmp_path: Path, law: Law) -> None:
    phone, identity = "13812345678", "11010519491231002X"
    (tmp_path / "b.yaml").write_text(
        "company: {name: 乙有限公司, legal_form: llc}\n"
        f"people: [{{name: '=王芳 {phone}', team: finance}}]\n"
        f"notes: {{precheck: '身份证{identity}，工资 8371元'}}\n",
        "utf-8",
    )
    (tmp_path / "a.yaml").write_text("group: '=甲氏'\nmembers: [{file: b.yaml}]\n", "utf-8")
    found = made(tmp_path / "a.yaml", law)
    for kind in ("ics", "csv", "md", "jira", "html", "json"):
        text = found.render(kind).decode().replace("\r\n ", "")
        assert phone not in text, kind
        assert identity not in text, kind
        assert "8371" not in text, kind
    book = openpyxl.load_workbook(io.BytesIO(found.render("xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert not any(phone in str(cell.value) or identity in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "no formula"
    assert any(str(cell.value).startswith("=甲氏") for cell in cells)
