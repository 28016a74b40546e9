"""The portfolio as a workbook: one sheet for each question, to filter and to pass on.

XlsxWriter needs the memory of one row however many companies there are.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from checklist.batch.portfolio import Entry, Portfolio, to_read
from checklist.batch.rows import Item
from checklist.messages import Lang, Message, in_lang, say
from checklist.messages.batch import PORTFOLIO
from checklist.outputs.workbook import FORMATS, cell_text, new_workbook, set_page, write_day

_MOST_LINKS: Final = 60_000
"""Excel opens a sheet with 65,530 links at most; what comes after is plain text."""
_ESCAPED: Final = str.maketrans({mark: f"%{ord(mark):02X}" for mark in '%# "<>[]^`{}?'})
"""What a link to a file may not hold as it stands."""


class _Link(NamedTuple):
    """A text that leads to a file beside the workbook."""

    text: str
    file: str


_Cell = str | int | dt.date | _Link | None


class _Column(NamedTuple):
    title: str
    width: int


def render_portfolio_xlsx(portfolio: Portfolio, lang: Lang) -> bytes:
    """The workbook; the same portfolio gives the same bytes."""
    target = io.BytesIO()
    book = new_workbook(target, _say("title", lang), portfolio.as_of, constant_memory=True)
    formats = {name: book.add_format(look) for name, look in FORMATS.items()}
    for key, columns, rows in _sheets(portfolio, lang):
        _write(book, formats, _say(f"sheet-{key}", lang), columns, rows)
    book.close()
    return target.getvalue()


def _sheets(
    portfolio: Portfolio, lang: Lang
) -> Iterable[tuple[str, Sequence[_Column], Iterable[Sequence[_Cell]]]]:
    """Each sheet's key, columns and rows."""

    def columns(*given: tuple[str, int]) -> list[_Column]:
        return [_Column(_say(key, lang), width) for key, width in given]

    company = columns(
        ("client", 34),
        ("credit-code", 21),
        ("accountant", 16),
        ("route", 14),
        ("expected-end", 13),
        ("overdue", 9),
        ("due", 12),
        ("next", 13),
        ("next-task", 34),
        ("conflicts", 9),
        ("provisional", 11),
        ("done", 9),
        ("documents", 12),
    )
    task = columns(
        ("day", 13),
        ("limit", 13),
        ("client", 34),
        ("task", 44),
        ("who", 18),
        ("accountant", 16),
        ("provisional", 9),
    )
    yield "companies", company, (_company(entry, lang) for entry in portfolio.entries)
    yield "overdue", task, (_task(*pair, lang) for pair in portfolio.overdue)
    yield "due", task, (_task(*pair, lang) for pair in portfolio.due)
    yield (
        "settled",
        columns(("now", 13), ("before", 13), ("client", 34), ("task", 44), ("accountant", 16)),
        (
            (item.now, item.before, _name(entry), in_lang(item.title, lang), _who(entry))
            for entry, item in portfolio.settled
        ),
    )
    yield (
        "accountants",
        [_Column(_say("accountant", lang), 16), *company[:2], *company[3:]],
        (
            (name or _say("nobody", lang), *cells[:2], *cells[3:])
            for name, entries in portfolio.by_accountant
            for cells in (_company(entry, lang) for entry in entries)
        ),
    )
    yield (
        "conflicts",
        columns(("client", 34), ("conflict", 80), ("accountant", 16)),
        ((_name(entry), in_lang(text, lang), _who(entry)) for entry, text in portfolio.conflicts),
    )
    if portfolio.groups:
        yield (
            "groups",
            columns(
                ("group", 34),
                ("all-ended", 15),
                ("provisional", 9),
                ("member-count", 10),
                ("deciding", 60),
            ),
            (
                (
                    _Link(group.name, to_read(group.documents)),
                    group.expected_end,
                    _say("mark-provisional", lang) if group.end_provisional else None,
                    group.members,
                    "、".join(group.deciding),
                )
                for group in portfolio.groups
            ),
        )
    yield "refused", columns(("file", 34), ("reason", 100)), portfolio.refused.items()


def _company(entry: Entry, lang: Lang) -> tuple[_Cell, ...]:
    row = entry.row
    return (
        _name(entry),
        row.credit_code,
        _who(entry),
        in_lang(row.route, lang),
        row.expected_end,
        len(row.overdue),
        len(row.due),
        row.next.day if row.next else None,
        in_lang(row.next.title, lang) if row.next else None,
        len(row.conflicts),
        len(row.provisional),
        f"{row.done}/{row.tasks}",
        _Link(entry.main.rpartition(".")[2].upper(), entry.main),
    )


def _task(entry: Entry, item: Item, lang: Lang) -> tuple[_Cell, ...]:
    who = " ".join(filter(None, (item.who, in_lang(item.team, lang))))
    doubt = _say("mark-provisional", lang) if item.provisional else None
    title = f"{item.number}. {in_lang(item.title, lang)}"
    return (item.day, item.limit, _name(entry), title, who, _who(entry), doubt)


def _name(entry: Entry) -> _Link:
    return _Link(entry.row.company, entry.main)


def _who(entry: Entry) -> str:
    return "、".join(entry.row.accountants)


def _write(
    book: Any,
    formats: dict[str, Any],
    title: str,
    columns: Sequence[_Column],
    rows: Iterable[Sequence[_Cell]],
) -> None:
    """One sheet, row by row, as constant memory demands."""
    sheet = book.add_worksheet(title)
    set_page(sheet)
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.title, formats["head"])
    last = 0
    links = 0
    for last, cells in enumerate(rows, 1):
        for number, cell in enumerate(cells):
            if isinstance(cell, _Link) and links < _MOST_LINKS:
                links += 1
                address = f"external:{cell.file.translate(_ESCAPED)}"
                sheet.write_url(last, number, address, formats["link"], cell_text(cell.text))
            elif isinstance(cell, _Link):
                sheet.write_string(last, number, cell_text(cell.text), formats["text"])
            elif isinstance(cell, dt.date):
                write_day(sheet, last, number, cell, formats["day"])
            elif isinstance(cell, int):
                sheet.write_number(last, number, cell, formats["number"])
            elif cell:
                sheet.write_string(last, number, cell_text(cell), formats["text"])
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _say(key: str, lang: Lang) -> str:
    message: Message = PORTFOLIO[key]
    if key.startswith("sheet-") and lang == "zh-en":
        return message.zh  # a sheet's name has room for 31 characters
    return say(message, lang)
