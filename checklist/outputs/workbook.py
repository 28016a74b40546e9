"""What every workbook has in common: text stays text, the same content gives the same bytes.

Written with XlsxWriter: it is well kept, writes only, and dates the parts of its archive with a
fixed day. Every text is written as text, whatever it looks like: a name that begins with `=` is a
name, also after somebody edits the cell (`quote_prefix`).
"""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any, Final

from checklist.outputs.options import Paper
from checklist.outputs.templates import clean
from checklist.problems import columns

_LONGEST: Final = 32_767
"""Characters a cell may hold."""
_LINE: Final = 14.5
"""Points of a line in the default font."""
_TALLEST: Final = 409
_LONGEST_NAME: Final = 31
"""Characters of a sheet's name."""
_PAPERS: Final[dict[Paper, int]] = {"A4": 9, "letter": 1}
FORMATS: Final[dict[str, dict[str, Any]]] = {
    "head": {"bold": True, "bg_color": "#EEEEEE", "bottom": 1, "top": 1, "text_wrap": True},
    "text": {"text_wrap": True, "valign": "top", "quote_prefix": True},
    "strong": {"text_wrap": True, "valign": "top", "quote_prefix": True, "bold": True},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    "number": {"valign": "top", "align": "left"},
    "link": {"text_wrap": True, "valign": "top", "font_color": "#174A8C", "underline": 1},
}
"""The looks of cells; a sheet may have some of its own."""


def new_workbook(target: io.BytesIO, title: str, as_of: dt.date, **options: Any) -> Any:
    """A workbook that takes text for nothing but text, dated with the plan's day."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            **options,
        },
    )
    midnight = dt.datetime.combine(as_of, dt.time())
    book.set_properties({"title": cell_text(title), "created": midnight})
    return book


def new_sheet(book: Any, name: str) -> Any:
    """A sheet called so, as far as spreadsheets allow: 31 characters, no name twice."""
    name = "".join(" " if mark in "[]:*?/\\'" else mark for mark in name)
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0].rstrip(" ,，、") or name
    name = name[:_LONGEST_NAME]
    taken = {known.lower() for known in book.sheetnames}
    chosen, number = name, 1
    while chosen.lower() in taken:
        number += 1
        chosen = f"{name[: _LONGEST_NAME - 3]} {number}"
    return book.add_worksheet(chosen)


def set_page(sheet: Any, paper: Paper = "A4") -> None:
    """For printing: landscape, one page wide, the header row on every page."""
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[paper])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def row_height(cells: Iterable[tuple[str, int]]) -> float:
    """Points that a row needs for its texts in columns of these widths, in characters.

    Excel measures by itself, other programs do not; a Chinese character is two wide.
    """
    lines = 1
    for text, width in cells:
        wrapped = sum(-(-columns(line) // max(width - 1, 1)) or 1 for line in text.split("\n"))
        lines = max(lines, wrapped)
    return min(lines * _LINE + 2, _TALLEST)


def write_day(sheet: Any, row: int, column: int, day: dt.date, look: Any) -> None:
    """A date as the spreadsheet's own."""
    sheet.write_datetime(row, column, dt.datetime.combine(day, dt.time()), look)


def cell_text(text: str) -> str:
    """Text as a cell takes it: line ends stay, other control characters do not."""
    return "\n".join(clean(line) for line in text.split("\n"))[:_LONGEST]
