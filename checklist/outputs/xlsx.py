"""The checklist as a workbook: to filter, to fill in, and to give back to `checklist progress`.

A sheet of the answers of page 1, one sheet for each phase, then the questions, what does not apply
and the sources. In a phase's sheet three columns are to be filled in: status (a list), the day it
was done, and a remark. The last column holds the task's id; a hidden sheet says whose plan it is.
`checklist.outputs.xlsx_progress` reads both back, whatever program saved the file.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from checklist.messages import Lang
from checklist.outputs.options import Look, Paper
from checklist.outputs.plain import dated, punct, said, words
from checklist.outputs.view import View, pick
from checklist.outputs.workbook import (
    FORMATS,
    cell_text,
    new_sheet,
    new_workbook,
    row_height,
    set_page,
    write_day,
)
from checklist.outputs.xlsx_tasks import LOOKS, column_title, message, say_short, write_phase
from checklist.plan import Plan

META: Final = "winddown"
"""The hidden sheet."""
KIND: Final = "winddown-workbook"
VERSION: Final = 1
DONE: Final = "done:"
REMARK: Final = "remark:"
"""What comes before a task's id where the hidden sheet says what the workbook was made with: a
reader can tell what was filled in since."""

Cell = str | int | dt.date | None


class Sheet(NamedTuple):
    """A plain table."""

    key: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Cell]]


def render_xlsx(plan: Plan, lang: Lang, look: Look | None = None, *, code: str) -> bytes:
    """The workbook; the same plan gives the same bytes. `code` is the plan's code."""
    view = View(plan, lang, look or Look())
    target = io.BytesIO()
    title = said("subject", lang, name=plan.company.name, as_of=plan.as_of)
    book = new_workbook(target, title, plan.as_of, in_memory=True)
    looks = {name: book.add_format(each) for name, each in (FORMATS | LOOKS).items()}
    _summary(book, looks, view, code)
    for section in view.sections:
        write_phase(book, looks, view, section)
    for sheet in _tables(view):
        write_table(book, looks, sheet, lang, view.look.paper)
    _meta(book, plan, code)
    book.close()
    return target.getvalue()


def _summary(book: Any, looks: dict[str, Any], view: View, code: str) -> None:
    """What page 1 says, and how to give the file back."""
    lang, plan = view.lang, view.plan
    sheet = new_sheet(book, pick(message("summary"), lang)[0])
    set_page(sheet, view.look.paper)
    widths = (34, 100)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, cell_text(said("title", lang)), looks["title"])
    at = 0

    def add(key: str | dt.date, text: str, key_look: str = "strong", look: str = "text") -> None:
        nonlocal at
        at += 1
        if isinstance(key, dt.date):
            write_day(sheet, at, 0, key, looks["day"])
        else:
            sheet.write_string(at, 0, cell_text(key), looks[key_look])
        sheet.write_string(at, 1, cell_text(text), looks[look])
        sheet.set_row(at, row_height(zip((str(key), text), widths, strict=True)))

    for key, text in _facts(view, code):
        add(key, text)
    for level in ("conflict", "warning", "notice"):
        for entry in view.warnings(level):
            parts = [words(entry.text, lang)]
            if entry.remedy:
                parts.append(
                    f"{said('remedy', lang)}{punct('colon', lang)}{words(entry.remedy, lang)}"
                )
            parts += [entry.citation] if entry.citation else []
            add(
                said(level, lang),
                "\n".join(parts),
                look="strong" if level == "conflict" else "text",
            )
    add(said("key-dates", lang), "", "head", "head")
    for date in view.all_key_dates:
        basis = [said(date.basis, lang)]
        if date.provisional:
            basis.append(said("mark-provisional", lang))
        about = punct("comma", lang).join(basis)
        add(
            date.date,
            f"{words(date.title, lang)}{punct('open', lang)}{about}{punct('close', lang)}",
        )
    add(said("a-disclaimer", lang), words(plan.disclaimer, lang))


def _facts(view: View, code: str) -> Iterable[tuple[str, str]]:
    lang, plan = view.lang, view.plan
    yield column_title("company", lang), plan.company.name
    if plan.company.credit_code:
        yield column_title("credit-code", lang), plan.company.credit_code
    yield said("legal-form", lang), words(plan.company.legal_form_label, lang)
    yield said("as-of", lang), dated(plan.as_of, lang)
    yield said("law-date", lang), str(plan.law.checked_to)
    yield said("code", lang), code
    for event in plan.what_if:
        text = said("what-if-text", lang, title=event.title, day=event.date)
        yield said("what-if", lang), text
    if view.team:
        yield column_title("owner", lang), said("share", lang, team=view.team)
    yield said("route", lang), words(plan.route.why, lang)
    for other in plan.route.alternatives:
        text = f"{words(other.title, lang)}{punct('colon', lang)}{words(other.says, lang)}"
        yield said("alternative", lang), text
    end = dated(plan.expected_end, lang) if plan.expected_end else said("not-known", lang)
    if view.end_provisional:
        end = f"{end} [{said('mark-provisional', lang)}]"
    yield said("expected-end", lang), end
    progress = said("progress", lang, done=view.done, all=len(view.mine))
    late = f"{said('late', lang)}{punct('colon', lang)}{len(view.late)}"
    yield said("checklist", lang), f"{progress}{punct('separator', lang)}{late}"
    yield say_short("give-back", lang), say_short("give-back-how", lang)


def _tables(view: View) -> Iterable[Sheet]:
    """Questions, what does not apply, sources."""
    lang = view.lang
    if view.questions("company") or view.questions("office"):
        yield Sheet(
            "questions",
            (
                *(("number", 6), ("question", 70), ("for", 16), ("answer", 40)),
                *(("input-key", 36), ("concerns", 30)),
            ),
            [
                (
                    each.number,
                    words(each.question.text, lang),
                    said(f"for-{who}", lang),
                    None,
                    each.question.input_path,
                    ", ".join(str(task.number) for task in view.numbers(each.question.tasks)),
                )
                for who in ("company", "office")
                for each in view.asked(who)
            ],
        )
    if view.left_out:
        yield Sheet(
            "not-applicable",
            (("title", 40), ("reason", 70), ("law", 40)),
            [
                (words(entry.title, lang), words(reason.reason, lang), reason.citation)
                for reason in view.left_out
                for entry in reason.entries
            ],
        )
    yield Sheet(
        "sources",
        (
            *(("source", 44), ("source-number", 24), ("in-force", 13), ("until", 13)),
            *(("text-as-of", 13), ("checked-on", 13), ("marks", 14)),
        ),
        [
            (
                words(source.title, lang),
                source.number,
                source.effective,
                source.ended,
                source.text_as_of,
                checked.day,
                said("mark-verify", lang) if source.unread else None,
            )
            for checked in view.checked
            for source in checked.sources
        ],
    )


def write_table(book: Any, looks: dict[str, Any], table: Sheet, lang: Lang, paper: Paper) -> None:
    """A plain table on a sheet of its own."""
    sheet = new_sheet(book, pick(message(table.key), lang)[0])
    set_page(sheet, paper)
    sheet.freeze_panes(1, 1)
    for place, (name, width) in enumerate(table.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column_title(name, lang), looks["head"])
    last = 0
    for last, cells in enumerate(table.rows, 1):
        for place, value in enumerate(cells):
            if isinstance(value, dt.date):
                write_day(sheet, last, place, value, looks["day"])
            elif isinstance(value, int):
                sheet.write_number(last, place, value, looks["number"])
            elif value:
                sheet.write_string(last, place, cell_text(value), looks["text"])
        texts = (str(value or "") for value in cells)
        sheet.set_row(
            last, row_height(zip(texts, (width for _, width in table.columns), strict=True))
        )
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _meta(book: Any, plan: Plan, code: str) -> None:
    """Whose plan it is, for the program that reads the file back."""
    sheet = book.add_worksheet(META)
    entries = {
        "kind": KIND,
        "version": str(VERSION),
        "company": plan.company.name,
        "credit_code": plan.company.credit_code or "",
        "as_of": plan.as_of.isoformat(),
        "code": code,
    }
    entries |= {f"{DONE}{task.id}": str(task.done_on) for task in plan.tasks if task.done_on}
    entries |= {f"{REMARK}{task.id}": task.remark for task in plan.tasks if task.remark}
    for at, (key, value) in enumerate(entries.items()):
        sheet.write_string(at, 0, key)
        sheet.write_string(at, 1, cell_text(value))
    sheet.hide()
