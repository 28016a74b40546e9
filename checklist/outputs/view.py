"""What every format prints, prepared once: groups, marks, numbered law notes, selections.

No law is computed here and no date: what is chosen, counted and put in order stands in the plan.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from checklist.messages import Lang, Message
from checklist.messages.document import DOCUMENT, WEEKDAYS
from checklist.plan import (
    Citation,
    KeyDate,
    Plan,
    Question,
    Task,
    TaskDeadline,
    Text,
    Warning,
)
from checklist.vocabulary import LABELS, Confidence, Phase

NEXT_ROWS: Final = 7
KEY_ROWS: Final = 10
FIRST_QUESTIONS: Final = 3
GROUNDS_SHOWN: Final = 6
FOOTER_NAME: Final = 50
"""Characters of the company's name that the footer has room for."""

Words = Text | Message


class Note(NamedTuple):
    """A law note at the end of a phase; every citation has one number in its phase."""

    number: int
    anchor: str
    citation: Citation


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


class Section(NamedTuple):
    """A phase with its rows and its law notes."""

    phase: Phase
    title: Message
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    done: int


class Source(NamedTuple):
    """A legal text and what is cited from it."""

    citation: Citation
    """The one checked longest ago."""
    articles: tuple[str, ...]
    unread: bool


@dataclass(frozen=True)
class View:
    """A plan in one language, in the order in which it is printed."""

    plan: Plan
    lang: Lang
    tight: bool = False
    """Whether page 1 shows less, so that it stays one page."""
    grounds_shown: int = GROUNDS_SHOWN

    @cached_property
    def next_rows(self) -> int:
        """Rows of "what to do next" on page 1: fewer where much is late."""
        return 5 if self.tight else max(NEXT_ROWS - min(len(self.late), 4), 5)

    @cached_property
    def end_provisional(self) -> bool:
        """Whether the expected end hangs on an unpublished year."""
        return any(
            entry.provisional
            for entry in self.plan.key_dates
            if entry.date == self.plan.expected_end
        )

    @cached_property
    def html_lang(self) -> str:
        """The language tag of the document."""
        return "en" if self.lang == "en" else "zh-CN"

    @cached_property
    def footer_name(self) -> str:
        """The company's name, cut where it would not fit into a footer."""
        name = self.plan.company.name
        return name if len(name) <= FOOTER_NAME else name[: FOOTER_NAME - 1] + "…"

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The phases that have tasks."""
        grouped: dict[Phase, list[Task]] = {}
        for task in self.plan.tasks:
            grouped.setdefault(task.phase, []).append(task)
        return tuple(_section(phase, grouped[phase]) for phase in Phase if phase in grouped)

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(task.status == "done" for task in self.plan.tasks)

    @cached_property
    def late(self) -> tuple[Task, ...]:
        """What is overdue, the oldest first."""
        return tuple(_by_day(task for task in self.plan.tasks if task.status == "overdue"))

    @cached_property
    def next(self) -> tuple[Task, ...]:
        """What to do next: open tasks by date; blocked ones only where nothing else is left."""
        ready = [task for task in self.plan.tasks if task.status in ("open", "due-soon")]
        waiting = [task for task in self.plan.tasks if task.status == "blocked"]
        chosen = sorted(ready or waiting, key=lambda task: (_aim(task) or dt.date.max, task.number))
        return tuple(chosen[:NEXT_ROWS])

    @cached_property
    def marks_used(self) -> tuple[str, ...]:
        """The marks that occur, for the legend."""
        used = {mark for section in self.sections for line in section.lines for mark in line.marks}
        return tuple(mark for mark in _MARKS if mark in used and mark != "done")

    def count(self, mark: str) -> int:
        """How many tasks that are not done carry a mark."""
        return sum(
            mark in line.marks
            for section in self.sections
            for line in section.lines
            if line.task.status != "done"
        )

    def warnings(self, level: str) -> tuple[Warning, ...]:
        """The warnings of one level."""
        return tuple(entry for entry in self.plan.warnings if entry.level == level)

    @cached_property
    def key_dates(self) -> tuple[KeyDate, ...]:
        """The key dates that page 1 has room for: what is to come first, and the very last.

        Limits are left to the appendix where there is no room: they stand beside their tasks.
        """
        dates = list(self.all_key_dates)
        room = KEY_ROWS - 3 if self.tight else KEY_ROWS
        if len(dates) > room:
            dates = [entry for entry in dates if entry.basis != "legal"]
        past = sum(entry.date < self.plan.as_of for entry in dates)
        spare = max(len(dates) - room, 0)
        dates = dates[min(spare, max(past - 1, 0)) :]
        if len(dates) > room:
            dates = [*dates[: room - 1], dates[-1]]
        return tuple(dates)

    @cached_property
    def all_key_dates(self) -> tuple[KeyDate, ...]:
        """Every key date, by day."""
        return tuple(sorted(self.plan.key_dates, key=lambda entry: entry.date))

    @cached_property
    def first_questions(self) -> tuple[Question, ...]:
        """The company's questions on which most tasks hang."""
        asked = self.questions("company")
        return tuple(
            sorted(asked, key=lambda entry: -len(entry.tasks))[
                : 1 if self.tight else FIRST_QUESTIONS
            ]
        )

    def questions(self, ask: str) -> tuple[Question, ...]:
        """The questions for the company or for an office."""
        return tuple(entry for entry in self.plan.questions if entry.ask == ask)

    @cached_property
    def dated(self) -> tuple[Task, ...]:
        """Tasks with computed dates, for the appendix."""
        return tuple(task for task in self.plan.tasks if task.limits)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The legal texts cited, in the order of the checklist."""
        grouped: dict[tuple[str, str | None], list[Citation]] = {}
        for section in self.sections:
            for note in section.notes:
                found = note.citation
                grouped.setdefault((found.law.zh, found.number), []).append(found)
        return tuple(_source(cited) for cited in grouped.values())

    def numbers(self, ids: Iterable[str]) -> tuple[Task, ...]:
        """The tasks with these ids that are in the plan, by number."""
        found = (self.tasks[each] for each in ids if each in self.tasks)
        return tuple(sorted(found, key=lambda task: task.number))

    def aim(self, task: Task) -> dt.date | None:
        """The day on which a reader should act: the arranged day, or the last one if earlier."""
        return _aim(task)

    def days_late(self, task: Task) -> int:
        """Days since the legal limit, or since the day to act where there is none."""
        day = task.deadline or task.plan_by or task.planned or self.plan.as_of
        return (self.plan.as_of - day).days


_MARKS: Final = (
    "done",
    "overdue",
    "due-soon",
    "blocked",
    "provisional",
    "to-confirm",
    "verify",
)


def pick(text: Words, lang: Lang) -> tuple[str, str | None]:
    """The sentence to print, and the English to stand beside it (`zh-en` only)."""
    if lang == "en":
        return text.en, None
    if lang == "zh" or text.en == text.zh:
        return text.zh, None
    return text.zh, text.en


def label(key: str, **values: object) -> Message:
    """A label with its values filled in, in both languages."""
    found = DOCUMENT[key]
    return Message(found.zh.format(**values), found.en.format(**values)) if values else found


def weekday(day: dt.date) -> Message:
    """周一, Mon."""
    return WEEKDAYS[day.weekday()]


def anchor(prefix: str, name: str) -> str:
    """An id for a place in the document; task ids keep theirs."""
    return f"{prefix}-{name}"


def _by_day(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (_day(task) or dt.date.max, task.number))


def _aim(task: Task) -> dt.date | None:
    return min((day for day in (task.planned, task.plan_by) if day), default=None)


def _day(task: Task) -> dt.date | None:
    if task.status == "done":
        return task.done_on
    return task.plan_by or task.planned


def _section(phase: Phase, tasks: list[Task]) -> Section:
    notes: dict[tuple[str, str, str | None], Note] = {}
    lines = []
    for task in tasks:
        cited: dict[int, Note] = {}
        for entry in (*task.citations, *(limit.citation for limit in task.limits)):
            key = (entry.rule, entry.law.zh, entry.article)
            number = len(notes) + 1
            note = notes.setdefault(key, Note(number, f"note-{phase.value}-{number}", entry))
            cited[note.number] = note
        found = tuple(cited[number] for number in sorted(cited))
        lines.append(_line(task, found))
    done = sum(task.status == "done" for task in tasks)
    return Section(phase, LABELS[phase], tuple(lines), tuple(notes.values()), done)


def _line(task: Task, notes: tuple[Note, ...]) -> Line:
    details = (
        Detail("documents", task.documents),
        Detail("evidence", task.evidence),
        Detail("note", (task.note,) if task.note else ()),
    )
    open_ = task.status != "done"
    return Line(
        task=task,
        marks=_marks(task, notes),
        notes=notes,
        day=_day(task),
        limits=_limits(task),
        details=tuple(detail for detail in details if detail.texts),
        after=task.after if open_ else (),
        advisory_after=task.advisory_after if open_ else (),
    )


def _marks(task: Task, notes: tuple[Note, ...]) -> tuple[str, ...]:
    unread = any(note.citation.confidence is not Confidence.READ for note in notes)
    has = {
        task.status: task.status != "open",
        "provisional": task.provisional and task.status != "done",
        "to-confirm": task.to_confirm,
        "verify": unread or task.confidence is not Confidence.READ,
    }
    return tuple(mark for mark in _MARKS if has.get(mark))


def _limits(task: Task) -> tuple[tuple[str, dt.date], ...]:
    """The binding limit, else an advisory one; and the day before which it may not be done."""
    shown: list[tuple[str, dt.date]] = []
    if task.status != "done" and task.planned and task.plan_by and task.planned < task.plan_by:
        shown.append(("arranged", task.planned))
    for kind, name in (("window", "not-before"), ("earliest", "next-not-before")):
        opens = [entry.earliest for entry in task.limits if entry.earliest and entry.kind == kind]
        if opens and task.status != "done":
            shown.append((name, max(opens)))
    advisory = [
        entry.limit for entry in task.limits if entry.limit and entry.strength == "advisory"
    ]
    if task.deadline:
        shown.append(("limit", task.deadline))
    elif advisory:
        shown.append(("advisory-limit", min(advisory)))
    return tuple(shown)


def bounds(limit: TaskDeadline) -> tuple[dt.date, dt.date] | None:
    """Both ends of a provisional date: of the limit if it has bounds, else of the first field."""
    if not limit.bounds:
        return None
    found = limit.bounds.get("deadline") or next(iter(limit.bounds.values()))
    return (found.earliest, found.latest) if found.earliest != found.latest else None


def _source(cited: list[Citation]) -> Source:
    articles = dict.fromkeys(entry.article for entry in cited if entry.article)
    return Source(
        citation=min(cited, key=lambda entry: entry.checked_on),
        articles=tuple(articles),
        unread=any(entry.confidence is not Confidence.READ for entry in cited),
    )
