"""The workbook, opened by openpyxl: sheets, filters, what may be filled in, colours, plain text."""

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan_factory import make_plan
from plan_full import make_full_plan

from checklist.messages import LANGS, Lang
from checklist.messages.exports import TABLE
from checklist.outputs.code import plan_code
from checklist.outputs.options import Look
from checklist.outputs.plain import words
from checklist.outputs.xlsx import META, render_xlsx
from checklist.outputs.xlsx_tasks import COLUMNS
from checklist.plan import Plan
from checklist.vocabulary import LABELS, Owner, Phase

PLACES = list(COLUMNS)
EVIL = "=cmd|'/c calc'!A1"


def xlsx(plan: Plan, lang: Lang = "zh", look: Look | None = None) -> bytes:
    return render_xlsx(plan, lang, look, code=plan_code(plan))


def book(plan: Plan, lang: Lang = "zh", look: Look | None = None) -> Workbook:
    return load_workbook(io.BytesIO(xlsx(plan, lang, look)))


def phases(found: Workbook) -> Iterator[Worksheet]:
    """The sheets that can be filled in."""
    for sheet in found.worksheets:
        if sheet.max_column == len(COLUMNS):
            yield sheet


def value(cells: tuple[object, ...], name: str) -> object:
    return cells[PLACES.index(name)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_task_stands_on_its_phases_sheet(lang: Lang) -> None:
    plan = make_full_plan()
    found = book(plan, lang)
    titles = {phase: LABELS[phase].en if lang == "en" else LABELS[phase].zh for phase in Phase}
    titles[Phase.STAFF] = titles[Phase.STAFF].replace(", housing fund", "")  # 31 characters
    tasks = {(titles[task.phase], task.id): task for task in plan.tasks}
    seen = []
    for sheet in phases(found):
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == f"A1:S{sheet.max_row}"
        for cells in sheet.iter_rows(min_row=2, values_only=True):
            task = tasks[sheet.title, str(value(cells, "task"))]
            assert (task.title.en if lang == "en" else task.title.zh) in str(value(cells, "title"))
            for name, day in (("limit", task.deadline), ("done-on", task.done_on)):
                cell = value(cells, name)
                assert day is None or (isinstance(cell, dt.datetime) and cell.date() == day)
            state = TABLE["done" if task.status == "done" else "open"]
            assert value(cells, "status") == words(state, lang)
            seen.append((sheet.title, task.id))
    assert sorted(seen) == sorted(tasks)
    assert found[META].sheet_state == "hidden"


def test_questions_sources_and_what_does_not_apply_have_their_sheets() -> None:
    plan = make_full_plan()
    found = book(plan)

    def column(sheet: str, place: int) -> list[object]:
        return [cells[place] for cells in found[sheet].iter_rows(min_row=2, values_only=True)]

    assert sorted(map(str, column("待回答的问题", 1))) == sorted(q.text.zh for q in plan.questions)
    assert set(column("不适用的事项", 0)) == {entry.title.zh for entry in plan.not_applicable}
    cited = {entry.law.zh for task in plan.tasks for entry in task.citations}
    assert cited <= set(column("法律来源", 0))
    assert all(isinstance(day, dt.datetime) for day in column("法律来源", 5))


@pytest.mark.parametrize("lang", LANGS)
def test_status_and_day_are_validated_and_late_due_and_provisional_shown(lang: Lang) -> None:
    for sheet in phases(book(make_plan(), lang)):
        rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
        states = rules[f"C2:C{sheet.max_row}" if sheet.max_row > 2 else "C2"]
        assert states.type == "list"
        assert states.formula1 == f'"{words(TABLE["open"], lang)},{words(TABLE["done"], lang)}"'
        days = rules[f"D2:D{sheet.max_row}" if sheet.max_row > 2 else "D2"]
        assert (days.type, days.formula2, days.errorStyle) == ("date", "TODAY()", "warning")
        coloured = [
            rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules
        ]
        assert len(coloured) == 5
        assert sum("TODAY()" in formula for formula in coloured) == 2


def test_text_stays_text_whatever_it_looks_like() -> None:
    plan = make_plan()
    tasks = tuple(task.model_copy(update={"assignee": EVIL}) for task in plan.tasks)
    company = plan.company.model_copy(update={"name": EVIL})
    plan = plan.model_copy(update={"company": company, "tasks": tasks})
    found = book(plan)
    cells = [cell for sheet in found for cells in sheet.iter_rows() for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert found["摘要"]["B2"].value == EVIL
    sheet = next(phases(found))
    cell = sheet.cell(2, PLACES.index("assignee") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (EVIL, "s", True)
    assert not any(
        cell.hyperlink for sheet in found for cells in sheet.iter_rows() for cell in cells
    )


def test_the_same_plan_gives_the_same_bytes_and_a_team_its_share() -> None:
    plan = make_plan()
    assert xlsx(plan) == xlsx(plan)
    mine = [task.id for task in plan.tasks if task.owner is Owner.HR]
    found = [
        value(cells, "task")
        for sheet in phases(book(plan, "zh", Look(Owner.HR)))
        for cells in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert found == mine
