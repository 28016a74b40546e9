"""A group's workbook: who ends when, every task of every member by date, the critical path.

To read, filter and print. What is filled in goes into each member's own workbook, which
`checklist progress` takes back.
"""

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from checklist.groupplan import GroupMember, GroupPlan
from checklist.messages import Lang
from checklist.messages.document import DOCUMENT
from checklist.messages.exports import WORKBOOK
from checklist.messages.group import GROUP
from checklist.outputs.documents import Printed
from checklist.outputs.group_csv import on_path
from checklist.outputs.options import Look
from checklist.outputs.plain import punct, words
from checklist.outputs.rows import printed_day
from checklist.outputs.view import View, filled, pick
from checklist.outputs.workbook import FORMATS, new_sheet, new_workbook, set_page
from checklist.outputs.xlsx import Sheet, write_table
from checklist.outputs.xlsx_tasks import COLUMNS, LOOKS, task_cells, write_tasks

_WIDTHS: Final = {"company": 26, "on-path": 9, "holder": 20, "credit-code": 21}
GROUP_TASKS: Final[dict[str, int]] = {
    name: _WIDTHS.get(name) or COLUMNS[name]
    for name in (
        *("company", "number", "title", "on-path", "plan-by", "limit", "arranged", "marks"),
        *("status", "done-on", "assignee", "owner", "authority", "remark", "documents", "how"),
        *("mind", "evidence", "law", "after", "holder", "credit-code", "task"),
    )
}
"""Columns of all tasks and their widths in characters."""


def render_group_xlsx(
    group: GroupPlan, members: Mapping[str, Printed], lang: Lang, look: Look
) -> bytes:
    """The workbook; the same plans give the same bytes."""
    target = io.BytesIO()
    title = words(filled(GROUP["overview"], name=group.name), lang)
    book = new_workbook(target, title, group.as_of, in_memory=True)
    looks = {name: book.add_format(each) for name, each in (FORMATS | LOOKS).items()}
    summary, ends, *others = _tables(group, lang)
    for table in (summary, ends):
        write_table(book, looks, table, lang, look.paper)
    _all_tasks(book, looks, group, members, lang, look)
    for table in others:
        write_table(book, looks, table, lang, look.paper)
    book.close()
    return target.getvalue()


def _all_tasks(
    book: Any,
    looks: dict[str, Any],
    group: GroupPlan,
    members: Mapping[str, Printed],
    lang: Lang,
    look: Look,
) -> None:
    path = on_path(group)
    short = _short(group)
    rows = []
    for one in group.members:
        view = View(members[one.key].plan, lang, look)
        for section in view.sections:
            for line in section.lines:
                critical = (one.key, line.task.id) in path
                more = {
                    "company": one.name,
                    "credit-code": one.credit_code,
                    "holder": _held(one, short, lang),
                    "on-path": words(GROUP["critical"], lang) if critical else None,
                }
                rows.append(task_cells(view, line) | more)
    rows.sort(key=lambda cells: printed_day(cells["line"].task) or dt.date.max)
    sheet = new_sheet(book, pick(WORKBOOK["all-tasks"], lang)[0])
    set_page(sheet, look.paper)
    sheet.freeze_panes(1, 3)
    write_tasks(sheet, looks, GROUP_TASKS, rows, lang, fill_in=False)


def _tables(group: GroupPlan, lang: Lang) -> Iterable[Sheet]:
    """A summary and the members; then the critical path, key dates, and what is wrong."""
    short = _short(group)
    doubt = words(GROUP["provisional"], lang)
    yield Sheet("summary", (("about", 24), ("text", 100)), _about(group, lang))
    yield Sheet(
        "members",
        (
            *(("number", 6), ("company", 40), ("credit-code", 21), ("legal-form", 20)),
            *(("relation", 12), ("holder", 24), ("route", 16), ("expected-end", 13)),
            *(("marks", 14), ("reserve", 9), ("progress", 9), ("overdue", 7), ("conflicts", 7)),
        ),
        [
            (
                number,
                one.name,
                one.credit_code,
                words(one.legal_form_label, lang),
                words(GROUP[one.relation], lang),
                _held(one, short, lang),
                words(one.route, lang),
                one.expected_end,
                _marks(one, lang),
                None if one.ended else one.reserve,
                f"{one.done}/{one.tasks}",
                one.overdue,
                one.conflicts,
            )
            for number, one in enumerate(group.members, 1)
        ],
    )
    yield Sheet(
        "path",
        (("date", 13), ("company", 34), ("title", 44), ("why", 60), ("task", 24)),
        [
            (
                each.step.date,
                each.name,
                words(each.step.title, lang),
                words(each.step.why, lang),
                each.step.task,
            )
            for each in group.critical_path
        ],
    )
    yield Sheet(
        "key-dates",
        (("date", 13), ("company", 34), ("title", 60), ("marks", 14)),
        [
            (
                each.date,
                short[each.member],
                words(each.title, lang),
                doubt if each.provisional else None,
            )
            for each in group.key_dates
        ],
    )
    if group.warnings:
        yield Sheet(
            "group-warnings",
            (("level", 9), ("company", 34), ("text", 70), ("remedy", 60), ("law", 30)),
            [
                (
                    words(GROUP[f"level-{each.warning.level}"], lang),
                    short[each.member],
                    words(each.warning.text, lang),
                    words(each.warning.remedy, lang) if each.warning.remedy else None,
                    each.warning.citation,
                )
                for each in group.warnings
            ],
        )


def _about(group: GroupPlan, lang: Lang) -> list[tuple[str, str]]:
    """What the workbook is of, and what it is not."""
    deciding = punct("list-separator", lang).join(
        one.short for one in group.members if one.critical
    )
    return [
        (words(GROUP["title"], lang), group.name),
        (words(GROUP["as-of"], lang), str(group.as_of)),
        (words(GROUP["law-date"], lang), str(group.checked_to)),
        (words(GROUP["end"], lang), str(group.expected_end or "–")),
        (words(GROUP["deciding"], lang), deciding or "–"),
        (words(WORKBOOK["group-note"], lang), words(WORKBOOK["group-note-how"], lang)),
        (words(DOCUMENT["a-disclaimer"], lang), words(group.disclaimer, lang)),
    ]


def _marks(one: GroupMember, lang: Lang) -> str:
    found = {"critical": one.critical, "ended": one.ended}
    found["provisional"] = one.provisional and not one.ended
    names = [words(GROUP[name], lang) for name, has in found.items() if has]
    return punct("list-separator", lang).join(names)


def _held(one: GroupMember, short: Mapping[str, str], lang: Lang) -> str:
    return punct("list-separator", lang).join(short[key] for key in one.holders)


def _short(group: GroupPlan) -> dict[str, str]:
    return {one.key: one.short for one in group.members}
