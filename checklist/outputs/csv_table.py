"""The checklist as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads the Chinese.

A cell that a spreadsheet would compute (it begins with `=`, `+`, `-`, `@`, a tab or a line end, in
whatever width) or would turn into a rounded number (a code of many digits) gets an apostrophe in
front: the sign by which spreadsheets mark text.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checklist.messages import Lang
from checklist.messages.exports import TABLE
from checklist.outputs.options import Look
from checklist.outputs.plain import words
from checklist.outputs.table import row
from checklist.outputs.templates import clean
from checklist.outputs.view import View
from checklist.plan import Plan

COLUMNS: Final = (
    *("company", "credit-code", "as-of", "phase", "number", "task", "title", "status"),
    *("plan-by", "limit", "arranged", "done-on", "remark", "marks", "assignee", "owner"),
    *("authority", "how", "documents", "evidence", "mind", "law", "after"),
)
_COMPUTED: Final = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER: Final = re.compile(r"[\d０-９]{12,}")
"""Spreadsheets keep 15 digits and write more than 11 as a power of ten."""


def render_csv(plan: Plan, lang: Lang, look: Look | None = None) -> bytes:
    """One row for each task, with its company and phase, so that tables can be put together."""
    view = View(plan, lang, look or Look())
    return write_csv(COLUMNS, csv_rows(view), lang)


def csv_rows(view: View) -> Iterator[dict[str, object]]:
    """The rows of a plan, by column."""
    company = view.plan.company
    for section in view.sections:
        for line in section.lines:
            named = row(view, line)._asdict().items()
            yield {key.replace("_", "-"): value for key, value in named} | {
                "company": company.name,
                "credit-code": company.credit_code,
                "as-of": view.plan.as_of,
                "phase": words(section.title, view.lang),
                "task": line.task.id,
            }


def write_csv(columns: Iterable[str], rows: Iterable[Mapping[str, object]], lang: Lang) -> bytes:
    """The file with these columns."""
    columns = tuple(columns)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([words(TABLE[name], lang) for name in columns])
    for cells in rows:
        writer.writerow([_cell(cells[name]) for name in columns])
    return target.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """`text` as a cell that stays text."""
    flat = clean(text)
    return f"'{flat}" if _COMPUTED.match(text) or _NUMBER.fullmatch(flat) else flat


def _cell(value: object) -> str:
    if isinstance(value, int | dt.date):
        return str(value)
    return guarded(str(value)) if value else ""
