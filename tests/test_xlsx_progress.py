"""A filled-in workbook taken back into the YAML: what is understood, and what names its cell."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from spreadsheets import cell, fill

from checklist.holidays import Calendar
from checklist.loading import planned
from checklist.messages import Lang
from checklist.messages.exports import TABLE
from checklist.messages.progressfile import PROGRESS
from checklist.messages.workbookfile import CELL_REMEDIES, CELLS
from checklist.outputs.code import plan_code
from checklist.outputs.plain import words
from checklist.outputs.xlsx import META, render_xlsx
from checklist.outputs.xlsx_progress import read_workbook
from checklist.progressfile import ProgressFileError, Tick
from checklist.reading import read_file
from checklist.rules.schema import Law

Run = Callable[..., Result]
SAMPLE = "general-with-staff"
DAY = dt.date(2026, 11, 20)
CEASE, SEALS, DONE = "cease-operations", "seals", "hear-union"
"""Two open tasks of the sample, and one that is done (on 28 October)."""


@pytest.fixture(scope="module")
def made(root: Path, law: Law, calendar: Calendar) -> bytes:
    """The sample's workbook."""
    path = root / "sample_inputs" / f"{SAMPLE}.yaml"
    plan = planned(path, law, calendar, dt.date(2026, 11, 23))
    return render_xlsx(plan, "zh", code=plan_code(plan))


@pytest.fixture
def company(tmp_path: Path, root: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes((root / "sample_inputs" / f"{SAMPLE}.yaml").read_bytes())
    return path


def ticked(data: bytes) -> list[Tick]:
    return list(read_workbook(data, "a.xlsx").progress.ticks)


def refused(data: bytes) -> list[tuple[str, str]]:
    """The place and the key of each error."""
    with pytest.raises(ProgressFileError) as caught:
        read_workbook(data, "a.xlsx")
    for lang in ("zh", "en"):
        assert caught.value.render(lang).startswith("a.xlsx: ")  # type: ignore[arg-type]
    return [(problem.place, problem.key) for problem in caught.value.problems]


def test_an_untouched_workbook_says_nothing(made: bytes) -> None:
    filled = read_workbook(made, "a.xlsx")
    assert filled.progress.ticks == ()
    assert filled.progress.notes == ()
    assert filled.progress.as_of == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("status", "day", "read"),
    [
        ("已完成", DAY, DAY),
        ("已完成", dt.datetime(2026, 11, 20, 17, 30), DAY),
        ("已完成", "2026-11-20", DAY),
        ("已完成", " 2026/11/20 ", DAY),
        ("已完成", "2026年11月20日", DAY),
        ("已完成", "２０２６．１１．２０", DAY),
        ("已完成", "2026.11.20", DAY),
        ("已完成", 20261120, DAY),
        ("已完成", "20261120", DAY),
        ("Done", DAY, DAY),
        ("已完成 / Done", DAY, DAY),
        (" ✓ ", DAY, DAY),
        ("已完成", None, None),
        ("未完成", None, "open"),
        (None, None, "open"),
        ("已完成", "2026-11-31", "not-a-cell-date"),
        ("已完成", "11月20日", "not-a-cell-date"),
        ("已完成", dt.time(9, 0), "not-a-cell-date"),
        ("已完成", 46346, "bare-number"),
        ("已完成", True, "not-a-cell-date"),
        ("未完成", DAY, "date-but-open"),
        (None, DAY, "date-but-open"),
        ("差不多", DAY, "not-a-status"),
    ],
)
def test_what_a_cell_may_hold(made: bytes, status: Any, day: Any, read: Any) -> None:
    book = load_workbook(io.BytesIO(made))
    dated = cell(book, CEASE, "done-on")
    place = f"{dated.parent.title}!{dated.coordinate}"
    dated.value = day
    if isinstance(day, int):
        dated.number_format = "General"
    cell(book, CEASE, "status").value = status
    data = save(book)
    if isinstance(read, str) and read != "open":
        ((at, key),) = refused(data)
        assert key == read
        assert at == (place.replace("!D", "!C") if key == "not-a-status" else place)
    else:
        assert ticked(data) == ([] if read == "open" else [Tick(task=CEASE, done_on=read)])


def save(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("lang", ["en", "zh-en"])
def test_workbooks_in_other_languages_and_of_an_old_mac_are_read(
    lang: Lang, root: Path, law: Law, calendar: Calendar
) -> None:
    path = root / "sample_inputs" / f"{SAMPLE}.yaml"
    plan = planned(path, law, calendar, dt.date(2026, 11, 23))
    book = load_workbook(io.BytesIO(render_xlsx(plan, lang, code=plan_code(plan))))
    book.epoch = CALENDAR_MAC_1904
    status = words(TABLE["done"], lang)
    data = fill(save(book), {(CEASE, "status"): status, (CEASE, "done-on"): DAY})
    assert ticked(data) == [Tick(task=CEASE, done_on=DAY)]


def test_rows_may_be_sorted_deleted_and_columns_moved(made: bytes) -> None:
    book = load_workbook(io.BytesIO(made))
    sheet = cell(book, CEASE, "status").parent
    rows = [[each.value for each in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    sheet.title = "改了名"
    sheet["A1"] = "我加的标题"
    for at, row in enumerate([rows[0], *reversed(rows[2:])], 3):
        for column, value in enumerate([row[-1], *row[:-1]], 1):  # the ids first
            sheet.cell(at, column, value)
            if row[-1] == CEASE and row[column - 2] == "未完成":
                sheet.cell(at, column, "已完成")
    assert ticked(save(book)) == [Tick(task=CEASE)]


def test_what_was_done_before_is_changed_in_the_input_file_only(made: bytes) -> None:
    (opened,) = refused(fill(made, {(DONE, "status"): "未完成"}))
    assert opened[1] == "was-done"
    (moved,) = refused(fill(made, {(DONE, "done-on"): DAY}))
    assert moved[1] == "day-changed"
    assert moved[0].endswith("!D2")


def test_two_rows_of_a_task_must_agree(made: bytes) -> None:
    def twice(status: str) -> bytes:
        book = load_workbook(io.BytesIO(made))
        first = cell(book, CEASE, "status")
        copy = [each.value for each in first.parent[first.row]]
        copy[2] = status
        first.parent.append(copy)
        return save(book)

    assert ticked(twice("未完成")) == []
    ((_, key),) = refused(twice("已完成"))
    assert key == "rows-differ"


def test_rows_of_ones_own_and_missing_columns_are_named(made: bytes) -> None:
    book = load_workbook(io.BytesIO(made))
    sheet = cell(book, CEASE, "status").parent
    sheet.append([None, "我自己的事项"])
    assert ticked(save(book)) == []
    sheet.cell(sheet.max_row, 3, "已完成")
    assert refused(save(book)) == [(f"{sheet.title}!S{sheet.max_row}", "no-task")]
    sheet.delete_cols(19)
    assert refused(save(book)) == [(sheet.title, "no-column")]


def test_every_fault_has_a_remedy_and_a_long_remark_is_one(made: bytes) -> None:
    assert set(CELLS) == set(CELL_REMEDIES)
    assert not set(CELLS) & set(PROGRESS)
    ((place, key),) = refused(fill(made, {(CEASE, "remark"): "长" * 10_001}))
    assert re.search(r"!E\d+$", place)
    assert key == "remark-too-long"


def test_files_that_are_no_workbook_of_ours_are_refused(made: bytes) -> None:
    assert refused(save(Workbook())) == [("", "not-workbook")]
    assert refused(made[:5000]) == [("", "workbook-broken")]
    assert refused(b"\xd0\xcf\x11\xe0" + b"x" * 5000) == [("", "workbook-broken")]
    assert refused(b"PK\x03\x04" + b"x" * 20_000_000) == [("", "workbook-too-large")]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 200_000_001, compresslevel=1)
    assert refused(bomb.getvalue()) == [("", "workbook-too-large")]
    book = load_workbook(io.BytesIO(made))
    book[META]["B2"] = "2"
    assert refused(save(book)) == [("", "other-workbook")]


def test_the_yaml_gets_the_new_lines_alone(
    made: bytes, company: Path, tmp_path: Path, run: Run
) -> None:
    before = company.read_text(encoding="utf-8").splitlines()
    source = tmp_path / "filled.xlsx"
    values = {
        (CEASE, "status"): "已完成",
        (CEASE, "done-on"): "2026年11月20日",
        (SEALS, "status"): "已完成",
    }
    source.write_bytes(fill(made, values))
    undated = run("progress", str(company), str(source), "--lang", "zh")
    assert undated.exit_code == 1
    assert "--done-on" in undated.stdout
    result = run("progress", str(company), str(source), "--done-on", "2026-11-23", "--lang", "zh")
    assert result.exit_code == 0, result.output
    after = company.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "  cease-operations: 2026-11-20",
        "  seals: 2026-11-23",
    ]
    assert [line for line in before if line not in after] == []
    again = run("progress", str(company), str(source), "--done-on", "2026-11-23", "--lang", "zh")
    assert again.exit_code == 0
    assert company.read_text(encoding="utf-8").splitlines() == after


def test_a_remark_is_kept_from_one_workbook_to_the_next(
    company: Path, tmp_path: Path, run: Run
) -> None:
    out = str(tmp_path / "out")

    def export() -> bytes:
        result = run("plan", str(company), "--as-of", "2026-11-23", "--format", "xlsx", "-o", out)
        assert result.exit_code == 0
        return (tmp_path / "out" / "a-2026-11-23.xlsx").read_bytes()

    def give_back(data: bytes) -> Result:
        (tmp_path / "b.xlsx").write_bytes(data)
        return run("progress", str(company), str(tmp_path / "b.xlsx"), "--lang", "zh")

    def last_line() -> str:
        return company.read_text(encoding="utf-8").splitlines()[-1]

    assert give_back(fill(export(), {(SEALS, "remark"): "印章在\n保险柜"})).exit_code == 0
    assert last_line() == "  seals: 印章在 保险柜"
    second = export()
    assert read_workbook(second, "b").progress.notes == ()
    assert cell(load_workbook(io.BytesIO(second)), SEALS, "remark").value == "印章在 保险柜"
    assert give_back(fill(second, {(SEALS, "remark"): 2})).exit_code == 0
    assert read_file(company).company.notes == {SEALS: "2"}
    written = last_line()
    # One that knows the first remark only must not win.
    late = give_back(fill(second, {(SEALS, "remark"): "另一句"}))
    assert late.exit_code == 1
    assert "另一句" in late.stdout
    assert last_line() == written


def test_a_person_whose_number_did_not_travel_is_found_again(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "company: {name: 甲有限公司, legal_form: llc}\n"
        "wecom:\n  used: 是\n  accounts:\n"
        "    - {person: 张三 13800138000, role: other}\n",
        encoding="utf-8",
    )
    out = str(tmp_path / "out")
    run("plan", str(path), "--as-of", "2026-11-23", "--format", "xlsx", "-o", out)
    task = "wecom-personal-backup@张三 〔TEL-1〕"
    filled = tmp_path / "b.xlsx"
    values = {(task, "status"): "已完成", (task, "done-on"): DAY, (task, "remark"): "已备份"}
    filled.write_bytes(fill((tmp_path / "out" / "a-2026-11-23.xlsx").read_bytes(), values))
    assert run("progress", str(path), str(filled), "--lang", "zh").exit_code == 0
    own = "wecom-personal-backup@张三 13800138000"
    company = read_file(path).company
    assert (company.done, company.notes) == ({own: DAY}, {own: "已备份"})
    assert (
        run("plan", str(path), "--as-of", "2026-11-23", "--format", "csv", "-o", out).exit_code == 0
    )


def test_one_wrong_cell_and_another_company_change_nothing(
    made: bytes, company: Path, tmp_path: Path, run: Run
) -> None:
    before = company.read_bytes()
    source = tmp_path / "filled.xlsx"
    values = {
        (CEASE, "status"): "已完成",
        (CEASE, "done-on"): DAY,
        (SEALS, "status"): "已完成",
        (SEALS, "done-on"): "明天",
    }
    source.write_bytes(fill(made, values))
    wrong = run("progress", str(company), str(source), "--lang", "zh")
    assert wrong.exit_code == 2
    assert "filled.xlsx: 错误：" in wrong.stderr
    assert "“明天”不是有效日期" in wrong.stderr
    assert company.read_bytes() == before
    source.write_bytes(fill(made, {(CEASE, "status"): "已完成", (CEASE, "done-on"): DAY}))
    other = tmp_path / "other.yaml"
    other.write_text("company: {name: 别的公司, legal_form: llc}\n", encoding="utf-8")
    refusal = run("progress", str(other), str(source), "--lang", "zh")
    assert refusal.exit_code == 2
    assert "别的公司" in refusal.stderr
