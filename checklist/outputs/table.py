"""The checklist as a table: the columns that a spreadsheet shows, row by row, for XLSX and CSV."""

import datetime as dt
from typing import NamedTuple

from checklist.messages.exports import TABLE
from checklist.outputs.plain import joined, laws, limit, marks, punct, words
from checklist.outputs.rows import Line
from checklist.outputs.view import View
from checklist.vocabulary import LABELS


class Row(NamedTuple):
    """A task in words; dates stay dates."""

    line: Line
    number: int
    status: str
    done_on: dt.date | None
    title: str
    plan_by: dt.date | None
    limit: dt.date | None
    """The binding limit, else an advisory one; `marks` says which."""
    arranged: dt.date | None
    marks: str
    assignee: str
    owner: str
    authority: str
    how: str
    documents: str
    evidence: str
    mind: str
    remark: str
    law: str
    after: str


def row(view: View, line: Line) -> Row:
    """One task as the columns show it."""
    lang, task = view.lang, line.task
    details = {each.label: joined(each.texts, lang) for each in line.details}
    open_ = task.status != "done"
    return Row(
        line=line,
        number=task.number,
        status=words(TABLE["open" if open_ else "done"], lang),
        done_on=task.done_on,
        title=words(task.title, lang),
        plan_by=line.day if open_ else None,
        limit=limit(line),
        arranged=dict(line.limits).get("arranged"),
        marks=punct("list-separator", lang).join(marks(line, lang)),
        assignee=task.assignee or "",
        owner=words(LABELS[task.owner], lang),
        authority=words(task.authority_label, lang),
        how=words(task.how, lang) if task.how else "",
        documents=details.get("documents", ""),
        evidence=details.get("evidence", ""),
        mind=" ".join(filter(None, (details.get("note"), details.get("local")))),
        remark=task.remark or "",
        law=laws(line, lang),
        after=punct("list-separator", lang).join(
            str(each.number) for each in view.numbers(line.after)
        ),
    )
