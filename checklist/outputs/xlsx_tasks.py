"""The workbook's sheets of tasks: what may be filled in, and how it looks from day to day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from checklist.messages import Lang, Message
from checklist.messages.exports import TABLE, WORKBOOK
from checklist.outputs.plain import said, words
from checklist.outputs.rows import Line, Section
from checklist.outputs.table import row
from checklist.outputs.view import View, pick
from checklist.outputs.workbook import (
    FORMATS,
    cell_text,
    new_sheet,
    row_height,
    set_page,
    write_day,
)
from checklist.plan import DUE_SOON_DAYS

COLUMNS: Final[dict[str, int]] = {
    "number": 6,
    "title": 34,
    "status": 10,
    "done-on": 13,
    "remark": 26,
    "plan-by": 13,
    "limit": 13,
    "arranged": 13,
    "marks": 14,
    "assignee": 12,
    "owner": 12,
    "authority": 22,
    "documents": 36,
    "how": 48,
    "mind": 36,
    "evidence": 28,
    "law": 40,
    "after": 12,
    "task": 24,
}
"""Columns of a phase's sheet and their widths in characters."""
_PRINTED: Final = "owner"
"""The last column that is printed: what lies behind it would make the rest too small to read."""
_FILL_IN: Final = ("status", "done-on", "remark")
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "fill-text": FORMATS["text"] | {"bg_color": "#FFFBE6", "border": 1, "border_color": "#CCCCCC"},
    "fill-day": FORMATS["day"] | {"bg_color": "#FFFBE6", "border": 1, "border_color": "#CCCCCC"},
    "id": FORMATS["text"] | {"font_color": "#666666"},
    "title": {"bold": True, "font_size": 14},
    "is-done": {"font_color": "#666666"},
    "is-overdue": {"bold": True, "bg_color": "#F8D7DA", "font_color": "#7A1420"},
    "is-due": {"bold": True, "bg_color": "#FFE8B3"},
    "is-provisional": {"italic": True, "bg_color": "#E3EAF5"},
}
_FIRST_DAY: Final = dt.date(2000, 1, 1)


def write_phase(book: Any, looks: dict[str, Any], view: View, section: Section) -> None:
    """The tasks of a phase."""
    lang = view.lang
    sheet = new_sheet(book, pick(section.title, lang)[0])
    set_page(sheet, view.look.paper)
    sheet.freeze_panes(1, 2)
    write_tasks(sheet, looks, COLUMNS, [task_cells(view, line) for line in section.lines], lang)
    _validate(sheet, {name: place for place, name in enumerate(COLUMNS)}, len(section.lines), lang)


def task_cells(view: View, line: Line) -> dict[str, Any]:
    """The cells of a task by column."""
    cells = {key.replace("_", "-"): each for key, each in row(view, line)._asdict().items()}
    return cells | {"task": line.task.id}


def write_tasks(
    sheet: Any,
    looks: dict[str, Any],
    columns: Mapping[str, int],
    rows: Sequence[Mapping[str, Any]],
    lang: Lang,
    *,
    fill_in: bool = True,
) -> None:
    """Rows of tasks under their columns, with marks that follow the day.

    `columns` are names with widths; `fill_in`: whether what can be filled in looks so.
    """
    places = {name: place for place, name in enumerate(columns)}
    for name, width in columns.items():
        sheet.set_column(places[name], places[name], width)
        sheet.write_string(0, places[name], column_title(name, lang), looks["head"])
    for at, cells in enumerate(rows, 1):
        for name, place in places.items():
            fill = fill_in and name in _FILL_IN and cells["line"].task.status != "done"
            text_look = looks["fill-text" if fill else "id" if name == "task" else "text"]
            day_look = looks["fill-day" if fill else "day"]
            value = cells[name]
            if isinstance(value, dt.date):
                write_day(sheet, at, place, value, day_look)
            elif isinstance(value, int):
                sheet.write_number(at, place, value, looks["number"])
            elif value:
                sheet.write_string(at, place, cell_text(value), text_look)
            else:
                sheet.write_blank(at, place, None, day_look if name == "done-on" else text_look)
        sheet.set_row(at, row_height((str(cells[name] or ""), columns[name]) for name in columns))
    last = len(rows)
    sheet.print_area(0, 0, last, places[_PRINTED])
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _colour(sheet, looks, places, last, lang)


def _validate(sheet: Any, places: Mapping[str, int], last: int, lang: Lang) -> None:
    """What may be filled in; a date typed in another way is read as well, so that is no error."""
    status, done = places["status"], places["done-on"]
    choices = [words(TABLE[name], lang) for name in ("open", "done")]
    sheet.data_validation(
        *(1, status, last, status),
        {
            "validate": "list",
            "source": choices,
            "error_title": say_short("error-title", lang, limit=32),
            "error_message": say_short("error-status", lang, limit=255),
        },
    )
    sheet.data_validation(
        *(1, done, last, done),
        {
            "validate": "date",
            "criteria": "between",
            "minimum": _FIRST_DAY,
            "maximum": "=TODAY()",
            "error_type": "warning",
            "error_title": say_short("error-title", lang, limit=32),
            "error_message": say_short("error-day", lang, limit=255),
        },
    )


def _colour(
    sheet: Any, looks: dict[str, Any], places: Mapping[str, int], last: int, lang: Lang
) -> None:
    """Marks that follow the day on which the file is looked at; the words stand in their column."""
    column = {name: f"${_letter(place)}2" for name, place in places.items()}
    finished = f'{column["status"]}="{words(TABLE["done"], lang)}"'
    advisory = f'ISNUMBER(SEARCH("{said("advisory-limit", lang)}",{column["marks"]}))'
    late = f'=AND({column["limit"]}<>"",{column["limit"]}<TODAY(),NOT({advisory}))'
    provisional = said("mark-provisional", lang)
    whole = (1, 0, last, len(places) - 1)
    dates = (1, places["plan-by"], last, places["arranged"])
    filled = (1, places["status"], last, places["done-on"])
    for area, formula, look, stop in (
        (filled, f'=AND({column["done-on"]}<>"",NOT({finished}))', "is-overdue", True),
        (whole, f"={finished}", "is-done", True),
        (whole, late, "is-overdue", True),
        (
            whole,
            f'=AND({column["plan-by"]}<>"",{column["plan-by"]}<=TODAY()+{DUE_SOON_DAYS})',
            "is-due",
            False,
        ),
        (
            dates,
            f'=ISNUMBER(SEARCH("{provisional}",{column["marks"]}))',
            "is-provisional",
            False,
        ),
    ):
        rule = {"type": "formula", "criteria": formula, "format": looks[look]}
        sheet.conditional_format(*area, rule | {"stop_if_true": stop})


def column_title(name: str, lang: Lang) -> str:
    """The heading of a column."""
    return cell_text(words(message(name), lang))


def message(key: str) -> Message:
    """A sentence or heading of the workbook, by its key."""
    return WORKBOOK[key] if key in WORKBOOK else TABLE[key]


def say_short(key: str, lang: Lang, limit: int | None = None) -> str:
    """A sentence of the workbook, cut where the file's format has a limit."""
    return cell_text(words(WORKBOOK[key], lang))[:limit]


def _letter(place: int) -> str:
    """The letter of a column; there are fewer than 27."""
    return chr(ord("A") + place)
