"""CSV files and workbooks as rows of cells, however Excel saved them.

Excel on a Chinese system saves a "CSV" as GBK, a "CSV UTF-8" with a byte order mark, a "Unicode
text" as UTF-16 with tabs; all are read. A cell keeps its place for the errors. python-calamine
reads workbooks, old ones (.xls) too; it is imported only for such a file.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple, NoReturn

from checklist.problems import InputError, InputErrors

LIMIT: Final = 20 * 1_048_576
"""Bytes that a table may have; for XLSX also unpacked, five times that."""
ROWS: Final = 100_000
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"

Value = str | dt.date | Decimal | None


class Row(NamedTuple):
    """One row: its number in the file (from 1) and its cells."""

    number: int
    cells: tuple[Value, ...]


def read_table(data: bytes, name: str) -> Iterator[Row]:
    """The rows of a CSV file, or of a workbook's first visible sheet; raises `InputErrors`."""
    if len(data) > LIMIT:
        _refuse(name, "money-table-too-large")
    if data.startswith((_ZIP, _OLE)):
        return _workbook(data, name)
    return _csv(_text(data, name), name)


def _refuse(name: str, key: str, line: int = 0, column: int = 0) -> NoReturn:
    raise InputErrors([InputError(line, column, key)], name) from None


def _text(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    _refuse(name, "money-not-text")


def _csv(text: str, name: str) -> Iterator[Row]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
            if line > ROWS:
                _refuse(name, "money-too-many-rows", line, 1)
    except csv.Error:
        _refuse(name, "money-broken-csv", line, 1)


def _workbook(data: bytes, name: str) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        if data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > 5 * LIMIT:
                    _refuse(name, "money-table-too-large")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            sheet for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible
        ]
        if not sheets:
            _refuse(name, "money-broken-workbook")
        rows = book.get_sheet_by_name(sheets[0].name).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, NotImplementedError):  # damaged, or a password
        _refuse(name, "money-broken-workbook")
    if len(rows) > ROWS:
        _refuse(name, "money-too-many-rows", ROWS + 1, 1)
    for number, cells in enumerate(rows, 1):
        yield Row(number, tuple(_value(cell) for cell in cells))


def _value(cell: object) -> Value:
    """A cell of a workbook; a number keeps the digits that Excel shows for it."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float):
        # fifteen digits are all that a spreadsheet knows; the rest is binary noise
        return Decimal(f"{cell:.15g}")
    return str(cell)
