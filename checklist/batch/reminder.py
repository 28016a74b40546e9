"""What is overdue, due or newly certain over many companies, in one order.

A task is due where it can be done now and should be within so many days, and wherever a binding
limit ends within them, whatever it still waits for. Nothing about law is computed here.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from checklist.batch.rows import (
    Certainty,
    Item,
    Settled,
    doubts_in,
    doubts_of,
    items_of,
    settled_of,
)
from checklist.delivery.ledger import read_private, write_private
from checklist.difference.text import fill
from checklist.messages import Lang
from checklist.messages.delivery import DUE
from checklist.outputs.plain import words
from checklist.plan import Plan, Task
from checklist.problems import Loc
from checklist.reading.outline import member_key
from checklist.text import Text

FILE: Final = "due.json"


@dataclass(frozen=True, slots=True)
class Company:
    """One company's part."""

    file: str
    name: str
    credit_code: str | None
    overdue: tuple[Item, ...]
    due: tuple[Item, ...]
    settled: tuple[Settled, ...]


@dataclass(slots=True)
class Reminder:
    """All of it; it grows while the files are read."""

    as_of: dt.date
    days: int
    companies: list[Company] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Files that have no plan, and why."""

    def all(self, group: str) -> list[tuple[Company, Any]]:
        """One group over all companies: what is late by its limit, the rest by its day."""
        found = [(one, item) for one in self.companies for item in getattr(one, group)]
        return sorted(found, key=lambda pair: (_day(pair[1], group), pair[0].name, pair[0].file))

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell."""
        groups = ("overdue", "due", "settled")
        return not self.refused and not any(self.all(group) for group in groups)


def _day(item: Any, group: str) -> dt.date:
    if isinstance(item, Settled):
        return item.now
    day = (item.limit or item.day) if group == "overdue" else item.day
    return day or dt.date.max


def part_of(file: Path, plan: Plan, days: int, before: Certainty | None) -> Company:
    """What one plan contributes; `before` is what was open when it was last looked at."""
    until = plan.as_of + dt.timedelta(days)
    late = [task for task in plan.tasks if task.status == "overdue"]
    return Company(
        file=str(file),
        name=plan.company.name,
        credit_code=plan.company.credit_code,
        overdue=items_of(late),
        due=items_of(task for task in plan.tasks if _is_due(task, until)),
        settled=settled_of(plan, doubts_of(before, plan.as_of)) if before else (),
    )


def _is_due(task: Task, until: dt.date) -> bool:
    if task.status in ("done", "overdue"):
        return False
    if task.deadline is not None and task.deadline <= until:
        return True
    days = [day for day in (task.planned, task.plan_by) if day]
    return task.status != "blocked" and bool(days) and min(days) <= until


def certainty_of(plan: Plan, part: Company) -> Certainty:
    """What to remember of a plan until the next look."""
    return Certainty(as_of=plan.as_of, provisional=doubts_in(plan), settled=part.settled)


class Memory:
    """What was open at the last look, by the file's absolute path and the place in it."""

    def __init__(self, folder: Path) -> None:
        """Read it; raises `DeliveryError` where it is damaged."""
        self.path = folder / FILE
        known = read_private(self.path).get("companies")
        self.known: dict[str, Any] = known if isinstance(known, dict) else {}
        self.fresh: dict[str, Certainty] = {}

    def before(self, file: Path, place: Loc) -> Certainty | None:
        """What was open for the company at a place of a file."""
        try:
            return Certainty.model_validate(self.known.get(member_key(file.absolute(), place)))
        except ValidationError:
            return None

    def keep(self, file: Path, place: Loc, now: Certainty) -> None:
        """Remember it when all is told."""
        self.fresh[member_key(file.absolute(), place)] = now

    def save(self) -> None:
        """Write it down; raises `DeliveryError`."""
        fresh = {name: one.model_dump(mode="json") for name, one in self.fresh.items()}
        write_private(self.path, {"version": 1, "companies": {**self.known, **fresh}})


def lines_of(found: Reminder, lang: Lang, clean: Callable[[str], str], bullet: str) -> list[str]:
    """The reminder in words; `clean` makes a line fit for where it goes."""
    counts = {group: len(found.all(group)) for group in ("overdue", "due", "settled")}
    head = fill(DUE["head"], title=DUE["title"], day=found.as_of, days=found.days, **counts)
    lines = [words(head, lang)]
    for group in counts:
        entries = found.all(group)
        if entries:
            lines += ["", words(fill(DUE[group], days=found.days), lang)]
            lines += [bullet + clean(words(_line(one, item), lang)) for one, item in entries]
    if found.refused:
        lines += ["", words(fill(DUE["refused"], number=len(found.refused)), lang)]
    return lines


def _line(one: Company, item: Any) -> Text:
    named = {"company": one.name, "title": item.title}
    if isinstance(item, Settled):
        return fill(DUE["line-settled"], now=item.now, before=item.before, **named)
    key = "line-limit" if item.limit is not None and item.limit != item.day else "line"
    who = fill(DUE["who-named"], person=item.who, team=item.team) if item.who else item.team
    text = fill(DUE[key], day=item.day or DUE["no-day"], who=who, limit=item.limit, **named)
    return fill(DUE["provisional"], text=text) if item.provisional else text


def as_json(found: Reminder) -> dict[str, Any]:
    """The reminder for programs."""
    return {
        "as_of": found.as_of.isoformat(),
        "within_days": found.days,
        "companies": len(found.companies),
        **{group: list(_entries(found, group)) for group in ("overdue", "due", "settled")},
        "refused": [{"file": file, "error": why} for file, why in found.refused.items()],
    }


def _entries(found: Reminder, group: str) -> Iterator[Mapping[str, Any]]:
    for one, item in found.all(group):
        names = {"file": one.file, "company": one.name, "credit_code": one.credit_code}
        yield {**names, **item.model_dump(mode="json")}
