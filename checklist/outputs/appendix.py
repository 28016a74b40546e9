"""What stands behind the checklist, grouped so that nothing is printed twice."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from checklist.outputs.rows import Section, citations
from checklist.plan import Assumption, Citation, NotApplicable, Plan, SourceDates, Task
from checklist.text import Text
from checklist.vocabulary import Confidence


class Entry(NamedTuple):
    """A day of the calendar of the appendix."""

    date: dt.date
    title: Text
    basis: str
    """Key of its label."""
    provisional: bool
    task: str | None
    input_line: int | None


class Effort(NamedTuple):
    """Tasks with the same estimate."""

    days: int
    entries: tuple[Assumption, ...]


class Reason(NamedTuple):
    """Tasks left out for the same reason."""

    reason: Text
    citation: str | None
    entries: tuple[NotApplicable, ...]


class Law(NamedTuple):
    """A legal text and what is cited from it."""

    title: Text
    articles: tuple[str, ...]
    unread: bool


class Source(NamedTuple):
    """A legal text, its dates, and whether something cited from it was not read."""

    title: Text
    number: str | None
    number_seen: bool
    effective: dt.date | None
    ended: dt.date | None
    text_as_of: dt.date | None
    unread: bool


class Checked(NamedTuple):
    """The sources checked on one day."""

    day: dt.date
    sources: tuple[Source, ...]


def calendar(plan: Plan) -> tuple[Entry, ...]:
    """Every key date and every event, by day, each once."""
    lines: dict[tuple[str | None, dt.date], int | None] = {
        (event.task, event.date): event.input_line for event in plan.events if event.task
    }
    entries = [
        Entry(
            key.date,
            key.title,
            key.basis,
            key.provisional,
            key.task,
            lines.get((key.task, key.date)) if key.basis != "legal" else None,
        )
        for key in plan.key_dates
    ]
    known = {(entry.task, entry.date) for entry in entries if entry.basis != "legal"}
    entries += [
        Entry(event.date, event.title, event.basis, False, event.task, event.input_line)
        for event in plan.events
        if event.task is None or (event.task, event.date) not in known
    ]
    return tuple(sorted(entries, key=lambda entry: entry.date))


def counted(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Tasks whose day or place in the plan has something to be explained."""
    return tuple(task for task in tasks if task.limits or task.timing or task.facts)


def efforts(assumptions: Iterable[Assumption]) -> tuple[Effort, ...]:
    """Estimates by their length; those that the user set come first."""
    found: dict[int, list[Assumption]] = {}
    for entry in assumptions:
        found.setdefault(entry.working_days, []).append(entry)
    return tuple(
        Effort(days, tuple(sorted(entries, key=lambda entry: not entry.set_by_user)))
        for days, entries in sorted(found.items())
    )


def reasons(left_out: Iterable[NotApplicable]) -> tuple[Reason, ...]:
    """What does not apply, by its reason."""
    found: dict[tuple[str, str | None], list[NotApplicable]] = {}
    for entry in left_out:
        found.setdefault((entry.reason.zh, entry.citation), []).append(entry)
    return tuple(
        Reason(entries[0].reason, entries[0].citation, tuple(entries)) for entries in found.values()
    )


def laws(tasks: Iterable[Task]) -> tuple[Law, ...]:
    """The legal texts and articles behind the tasks, in their order."""
    return grouped(entry for task in tasks for entry in citations(task))


def grouped(cited: Iterable[Citation]) -> tuple[Law, ...]:
    """Citations by their legal text, in their order."""
    found: dict[str, list[Citation]] = {}
    for entry in cited:
        found.setdefault(entry.law.zh, []).append(entry)
    return tuple(
        Law(
            entries[0].law,
            tuple(dict.fromkeys(entry.article for entry in entries if entry.article)),
            any(entry.confidence is not Confidence.READ for entry in entries),
        )
        for entries in found.values()
    )


def checked(plan: Plan, sections: Iterable[Section]) -> tuple[Checked, ...]:
    """The legal texts cited, in the order of the checklist, by the day of their last check."""
    dates = {(entry.title.zh, entry.number): entry for entry in plan.law.used}
    cited: dict[tuple[str, str | None], list[Citation]] = {}
    for part in sections:
        for line in part.lines:
            for entry in citations(line.task):
                cited.setdefault((entry.law.zh, entry.number), []).append(entry)
    found: dict[dt.date, list[Source]] = {}
    for key, entries in cited.items():
        known = dates.get(key)
        day = known.checked_on if known else min(entry.checked_on for entry in entries)
        found.setdefault(day, []).append(_source(entries, known))
    return tuple(Checked(day, tuple(sources)) for day, sources in sorted(found.items()))


def _source(entries: list[Citation], known: SourceDates | None) -> Source:
    first = entries[0]
    return Source(
        title=first.law,
        number=first.number,
        number_seen=first.number_seen,
        effective=known.effective_from if known else None,
        ended=known.effective_to if known else None,
        text_as_of=known.text_as_of if known else first.text_as_of,
        unread=any(entry.confidence is not Confidence.READ for entry in entries),
    )
