"""The table, read with the standard library's reader: text stays text, whatever opens it."""

import csv
import datetime as dt
import io

import pytest
from plan_factory import CREDIT_CODE, make_plan

from checklist.messages import LANGS, Lang
from checklist.messages.exports import TABLE
from checklist.outputs.csv_table import COLUMNS, guarded, render_csv
from checklist.outputs.options import Look
from checklist.plan import Plan
from checklist.vocabulary import Owner

BOM = b"\xef\xbb\xbf"


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(BOM)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("lang", LANGS)
def test_one_row_for_each_task_with_dates_a_program_can_read(lang: Lang) -> None:
    plan = make_plan()
    head, *body = rows(render_csv(plan, lang))
    assert len(head) == len(COLUMNS)
    assert len(body) == len(plan.tasks)
    tasks = {task.id: task for task in plan.tasks}
    for cells in body:
        cell = dict(zip(COLUMNS, cells, strict=True))
        task = tasks[cell["task"]]
        assert cell["credit-code"] == CREDIT_CODE
        assert (task.title.en if lang == "en" else task.title.zh) in cell["title"]
        assert cell["done-on"] == str(task.done_on or "")
        assert (cell["status"] == TABLE["done"].en) is (lang == "en" and task.status == "done")
        for name in ("plan-by", "limit", "arranged", "done-on"):
            if cell[name]:
                dt.date.fromisoformat(cell[name])
        if task.deadline:
            assert cell["limit"] == str(task.deadline)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("＝1+1", "'＝1+1"),
        ("+86", "'+86"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("911101081234567890", "'911101081234567890"),
        ("91330106MA27XK3C7H", "91330106MA27XK3C7H"),
        ("甲公司=乙公司", "甲公司=乙公司"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_what_a_spreadsheet_would_compute_or_round_is_marked_as_text(
    given: str, written: str
) -> None:
    assert guarded(given) == written


def test_a_hostile_name_is_one_cell_on_one_line() -> None:
    plan: Plan = make_plan()
    company = plan.company.model_copy(update={"name": '=HYPERLINK("x"),\r\n"甲"'})
    data = render_csv(plan.model_copy(update={"company": company}), "zh")
    assert {cells[0] for cells in rows(data)[1:]} == {'\'=HYPERLINK("x"),  "甲"'}
    assert data.count(b"\r\n") == len(plan.tasks) + 1


def test_a_team_gets_its_own_rows() -> None:
    plan = make_plan()
    mine = [task.id for task in plan.tasks if task.owner is Owner.IT]
    found = [cells[COLUMNS.index("task")] for cells in rows(render_csv(plan, "zh", Look(Owner.IT)))]
    assert found[1:] == mine
