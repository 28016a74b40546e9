"""The workbook in LibreOffice: what it shows, and that what it saves is read back."""

import csv
import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from plan_factory import make_plan
from spreadsheets import PLACES, fill

from checklist.outputs.code import plan_code
from checklist.outputs.xlsx import META, render_xlsx
from checklist.outputs.xlsx_progress import read_workbook
from checklist.plan import Plan
from checklist.progressfile import Note, Tick

SOFFICE = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Commas, quotation marks, UTF-8, as shown, one file for each sheet."""
EVIL = "=1+1"
DAY = dt.date(2026, 11, 20)

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def plan() -> Plan:
    made = make_plan()
    company = made.company.model_copy(update={"name": EVIL})
    tasks = tuple(task.model_copy(update={"assignee": EVIL}) for task in made.tasks)
    return made.model_copy(update={"company": company, "tasks": tasks})


@pytest.fixture(scope="module")
def opened(plan: Plan) -> list[str]:
    """Two tasks that are not done."""
    return [task.id for task in plan.tasks if task.status != "done"][:2]


@pytest.fixture(scope="module")
def saved(plan: Plan, opened: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what LibreOffice makes of a workbook that is filled in."""
    folder = tmp_path_factory.mktemp("office")
    values = {
        (opened[0], "status"): "已完成",
        (opened[0], "done-on"): DAY,
        (opened[0], "remark"): "回执在\n共享盘",
        (opened[1], "status"): "已完成",
        (opened[1], "done-on"): "2026年11月20日",
    }
    book = fill(render_xlsx(plan, "zh", code=plan_code(plan)), values)
    (folder / "a.xlsx").write_bytes(book)
    for kind in (EVERY_SHEET, "xlsx:Calc MS Excel 2007 XML"):
        subprocess.run(
            [
                *(SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--convert-to", kind, "--outdir", folder / "out", folder / "a.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder / "out"


def test_it_shows_every_task_with_dates_as_dates_and_computes_nothing(
    plan: Plan, saved: Path
) -> None:
    rows = {}
    for path in saved.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for cells in csv.reader(file):
                if len(cells) == len(PLACES):
                    rows[cells[-1]] = dict(zip(PLACES, cells, strict=True))
    for task in plan.tasks:
        row = rows[task.id]
        assert row["title"] == task.title.zh
        assert row["assignee"] == EVIL
        assert task.deadline is None or row["limit"] == str(task.deadline)
    summary = (saved / "a-摘要.csv").read_text(encoding="utf-8")
    assert f"企业,{EVIL}" in summary


def test_what_it_saves_is_read_back(saved: Path, opened: list[str]) -> None:
    filled = read_workbook((saved / "a.xlsx").read_bytes(), "a.xlsx").progress
    assert filled.company.name == EVIL
    assert filled.ticks == tuple(Tick(task=task, done_on=DAY) for task in opened)
    assert filled.notes == (Note(task=opened[0], text="回执在 共享盘"),)
    assert META in [path.stem.partition("-")[2] for path in saved.glob("*.csv")]
