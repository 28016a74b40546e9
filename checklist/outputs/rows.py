"""The rows of the checklist, prepared once for every format: dates, marks, numbered law notes.

No law is computed here and no date: what is chosen, counted and put in order stands in the plan.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from checklist.messages import Message
from checklist.plan import Citation, Task, TaskDeadline
from checklist.text import Text
from checklist.vocabulary import LABELS, Confidence, Phase

MARKS: Final = (
    "done",
    "overdue",
    "due-soon",
    "critical",
    "provisional",
    "to-confirm",
    "verify",
)
_CONFIDENCE: Final = tuple(Confidence)


class Note(NamedTuple):
    """A law note at the end of a phase: one article, and all that is taken from it there."""

    number: int
    anchor: str
    citation: Citation
    """The least certain of the citations; it decides the mark."""
    says: tuple[Text, ...]
    remarks: tuple[Text, ...]
    questions: tuple[int, ...]
    """Numbers of the questions for the office that this text leaves open."""
    asks: tuple[Text, ...]
    """Such questions that no list of the plan holds."""


class Detail(NamedTuple):
    """What stands below a task's title: papers, evidence, what to mind."""

    label: str
    """Key of its label."""
    texts: tuple[Text, ...]


class Line(NamedTuple):
    """One row of the checklist."""

    task: Task
    marks: tuple[str, ...]
    notes: tuple[Note, ...]
    day: dt.date | None
    """The date printed large."""
    limits: tuple[tuple[str, dt.date], ...]
    """What stands below it: a label's key and a date."""
    details: tuple[Detail, ...]
    after: tuple[str, ...]
    """What comes first, as long as the task is not done."""
    advisory_after: tuple[str, ...]


class Month(NamedTuple):
    """The recurring returns of one month."""

    name: str
    """`2026-12`, or empty where no day is known."""
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """A phase with its rows and its law notes."""

    phase: Phase
    title: Message
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    done: int

    @property
    def months(self) -> tuple[Month, ...]:
        """The rows by the month in which they are due."""
        found: dict[str, list[Line]] = {}
        for line in sorted(self.lines, key=lambda line: line.day or dt.date.max):
            found.setdefault(f"{line.day:%Y-%m}" if line.day else "", []).append(line)
        return tuple(Month(name, tuple(lines)) for name, lines in found.items())

    @property
    def kinds(self) -> tuple[Line, ...]:
        """One row of each recurring return, for what holds in every period."""
        found: dict[str, Line] = {}
        for line in self.lines:
            always = tuple(detail for detail in line.details if detail.label != "remark")
            found.setdefault(line.task.id.partition("@")[0], line._replace(details=always))
        return tuple(line for line in found.values() if line.task.how or line.details)


def aim(task: Task) -> dt.date | None:
    """The day on which a reader should act: the arranged day, or the last one if earlier."""
    return min((day for day in (task.planned, task.plan_by) if day), default=None)


def printed_day(task: Task) -> dt.date | None:
    """The date printed large."""
    return task.done_on if task.status == "done" else task.plan_by or task.planned


def period(task: Task) -> str:
    """The period (or person) of an instance: what follows `@` in its id."""
    return task.id.partition("@")[2]


def section(phase: Phase, tasks: Iterable[Task], asked: Mapping[str, int]) -> Section:
    """A phase; `asked` has the numbers of the questions for the office by their Chinese text."""
    chosen = tuple(tasks)
    cited: dict[tuple[str, str | None], list[Citation]] = {}
    for task in chosen:
        for entry in citations(task):
            known = cited.setdefault(_key(entry), [])
            if entry.rule not in (other.rule for other in known):
                known.append(entry)
    notes = {
        key: _note(number, f"note-{phase.value}-{number}", entries, asked)
        for number, (key, entries) in enumerate(cited.items(), 1)
    }
    lines = tuple(_line(task, notes) for task in chosen)
    done = sum(task.status == "done" for task in chosen)
    return Section(phase, LABELS[phase], lines, tuple(notes.values()), done)


def citations(task: Task) -> tuple[Citation, ...]:
    """What a task cites, for itself and for its limits."""
    return (*task.citations, *(limit.citation for limit in task.limits))


def _key(cited: Citation) -> tuple[str, str | None]:
    return cited.law.zh, cited.article


def _note(number: int, anchor: str, entries: list[Citation], asked: Mapping[str, int]) -> Note:
    asks = {entry.ask.zh: entry.ask for entry in entries if entry.ask}
    return Note(
        number=number,
        anchor=anchor,
        citation=max(entries, key=lambda entry: _CONFIDENCE.index(entry.confidence)),
        says=_distinct(entry.says for entry in entries),
        remarks=_distinct(entry.note for entry in entries if entry.note),
        questions=tuple(sorted(asked[words] for words in asks if words in asked)),
        asks=tuple(text for words, text in asks.items() if words not in asked),
    )


def _distinct(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple({text.zh: text for text in texts}.values())


def _line(task: Task, notes: Mapping[tuple[str, str | None], Note]) -> Line:
    found = {notes[_key(entry)].number: notes[_key(entry)] for entry in citations(task)}
    own = tuple(found[number] for number in sorted(found))
    open_ = task.status != "done"
    # Of what is done only the evidence is still of use.
    details = (
        Detail("documents", task.documents if open_ else ()),
        Detail("evidence", task.evidence),
        Detail("note", (task.note,) if task.note and open_ else ()),
        Detail("remark", (Text(zh=task.remark, en=task.remark),) if task.remark else ()),
        Detail("local", tuple(each.text for each in task.local) if open_ else ()),
    )
    return Line(
        task=task,
        marks=_marks(task, own),
        notes=own,
        day=printed_day(task),
        limits=_limits(task),
        details=tuple(detail for detail in details if detail.texts),
        after=task.after if open_ else (),
        advisory_after=task.advisory_after if open_ else (),
    )


def _marks(task: Task, notes: tuple[Note, ...]) -> tuple[str, ...]:
    unread = any(note.citation.confidence is not Confidence.READ for note in notes)
    open_ = task.status != "done"
    has = {
        task.status: task.status in ("done", "overdue", "due-soon"),
        "critical": task.critical and open_,
        "provisional": task.provisional and open_,
        "to-confirm": task.to_confirm,
        "verify": unread
        or task.confidence is not Confidence.READ
        or any(each.confidence is not Confidence.READ for each in task.local if open_),
    }
    return tuple(mark for mark in MARKS if has.get(mark))


def _limits(task: Task) -> tuple[tuple[str, dt.date], ...]:
    """The binding limit, else an advisory one; and the day before which it may not be done."""
    shown: list[tuple[str, dt.date]] = []
    open_ = task.status != "done"
    advisory = [
        entry.limit for entry in task.limits if entry.limit and entry.strength == "advisory"
    ]
    if task.deadline:
        shown.append(("limit", task.deadline))
    elif advisory:
        shown.append(("advisory-limit", min(advisory)))
    if open_ and task.planned and task.plan_by and task.planned < task.plan_by:
        shown.append(("arranged", task.planned))
    for kind, name in (("window", "not-before"), ("earliest", "next-not-before")):
        opens = [entry.earliest for entry in task.limits if entry.earliest and entry.kind == kind]
        if opens and open_:
            shown.append((name, max(opens)))
    if open_ and task.finish_by:
        shown.append(("finish-by", task.finish_by))
    return tuple(shown)


def bounds(limit: TaskDeadline) -> tuple[dt.date, dt.date] | None:
    """Both ends of a provisional date: of the limit if it has bounds, else of the first field."""
    if not limit.bounds:
        return None
    found = limit.bounds.get("deadline") or next(iter(limit.bounds.values()))
    return (found.earliest, found.latest) if found.earliest != found.latest else None
