"""Workbooks of the checklist for tests: made, filled in by openpyxl, found again by task."""

import io
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from checklist.outputs.xlsx_tasks import COLUMNS

PLACES = list(COLUMNS)


def cell(book: Workbook, task: str, column: str) -> Cell:
    """The cell of a task, wherever it stands."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if len(row) == len(PLACES) and row[-1].value == task:
                return row[PLACES.index(column)]  # type: ignore[no-any-return]
    raise AssertionError(task)


def fill(data: bytes, values: dict[tuple[str, str], Any]) -> bytes:
    """The workbook with these cells filled in, by task and column."""
    book = load_workbook(io.BytesIO(data))
    for (task, column), value in values.items():
        cell(book, task, column).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
