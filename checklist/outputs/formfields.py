"""The form of a filled PDF, read back: what is ticked, when it was done, and for which plan.

A field is named after what it stands for: `task:ID`, `step:ID:INDEX` (a step inside the task,
counted from 0), `date:ID`. A dot would divide a field's name into levels, so it is written `%2E`
(and `%` itself `%25`). The result is the structure that `checklist progress` takes:

    {"kind": "winddown-progress", "version": 1,
     "company": {"name": …, "credit_code": …}, "as_of": "2026-11-23",
     "ticks": [{"task": ID, "done_on": "2026-12-01" or null, "sub_steps": [0, 2]}],
     "notes": [{"task": ID, "text": …}]}

`done_on` is the day typed beside a ticked box, else the day the caller gives for such ticks; it is
null where only steps inside the task are ticked. What was typed into a date's field and cannot
count (no date, or the task is not ticked) comes back as a note: nothing is dropped. Tasks that were
done when the PDF was made have no fields, so they do not occur.
"""

import datetime as dt
import re
from typing import Any, Final, NamedTuple

from checklist.messages.pdf import READING
from checklist.outputs.errors import OutputError

KIND: Final = "winddown-progress"
VERSION: Final = 1
TASK: Final = "task"
STEP: Final = "step"
DATE: Final = "date"

COMPANY_KEY: Final = "WinddownCompany"
CREDIT_CODE_KEY: Final = "WinddownCreditCode"
AS_OF_KEY: Final = "WinddownAsOf"
CODE_KEY: Final = "WinddownCode"
"""Entries of the document's information that say which plan the form belongs to."""


class Field(NamedTuple):
    """What a field stands for."""

    kind: str
    task: str
    step: int | None = None


def field_name(kind: str, task: str, step: int | None = None) -> str:
    """The name of a field."""
    name = f"{kind}:{task.replace('%', '%25').replace('.', '%2E')}"
    return name if step is None else f"{name}:{step}"


def read_name(name: str) -> Field | None:
    """What a field's name stands for, or None where it is not one of ours."""
    kind, colon, rest = name.partition(":")
    if not colon or kind not in (TASK, STEP, DATE):
        return None
    step = None
    if kind == STEP:
        rest, _, number = rest.rpartition(":")
        if not re.fullmatch("[0-9]{1,4}", number):
            return None
        step = int(number)
    task = rest.replace("%2E", ".").replace("%25", "%")
    return Field(kind, task, step) if task else None


def read_form(data: bytes, undated: dt.date | None, name: str = "PDF") -> dict[str, Any]:
    """The progress in a PDF's form; raises `OutputError` where there is none to read.

    In: the PDF's bytes; the day on which a task was done whose tick has no date (None: such ticks
    have `done_on` null); what messages call the PDF.
    """
    from checklist.outputs.pdfreader import open_pdf

    with open_pdf(data, name) as document:
        info = document.information()
        found = [
            (field, value) for label, value in document.fields() if (field := read_name(label))
        ]
    if not found:
        raise OutputError(READING["no-form"], name=name)
    if not (info.get(COMPANY_KEY) and info.get(AS_OF_KEY)):
        raise OutputError(READING["no-company"], name=name)
    return {
        "kind": KIND,
        "version": VERSION,
        "company": {"name": info[COMPANY_KEY], "credit_code": info.get(CREDIT_CODE_KEY)},
        "as_of": info[AS_OF_KEY],
        **_progress(found, undated),
    }


def _progress(found: list[tuple[Field, str]], undated: dt.date | None) -> dict[str, Any]:
    """Ticks and notes, in the order of the form."""
    steps: dict[str, set[int]] = {}
    typed: dict[str, str] = {}
    ticked: set[str] = set()
    for field, value in found:
        if field.kind == DATE:
            typed[field.task] = value.strip()
        elif value not in ("", "Off"):
            if field.step is None:
                ticked.add(field.task)
            else:
                steps.setdefault(field.task, set()).add(field.step)
    ticks, notes = [], []
    for task in dict.fromkeys(field.task for field, _ in found):
        text = typed.get(task, "")
        day = _day(text) if task in ticked else None
        if text and day is None:
            notes.append({"task": task, "text": text})
        if task in ticked:
            day = day or undated
        if task in ticked or task in steps:
            ticks.append(
                {
                    "task": task,
                    "done_on": day.isoformat() if day else None,
                    "sub_steps": sorted(steps.get(task, ())),
                }
            )
    return {"ticks": ticks, "notes": notes}


def _day(text: str) -> dt.date | None:
    from pydantic_core import PydanticCustomError

    from checklist.values import read_date

    try:
        return read_date(text)
    except PydanticCustomError:
        return None
