"""When things happened, are planned, or will probably happen.

Dates in the input (`events:`, `done:`) are facts: past ones actual, later ones planned by the
user. Every other date is projected from the schedule. Near-synonymous events of the law
(`same_as`) are one event here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from checklist.planning.graph import Selected
from checklist.rules.schema import Law

Basis = Literal["actual", "planned", "projected"]


@dataclass(frozen=True, slots=True)
class Dated:
    """An event's date and where it comes from; `path` is the input key that gave it."""

    day: dt.date
    basis: Basis
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two input keys that give one event different dates."""

    event: str
    first: tuple[str, ...]
    first_day: dt.date
    second: tuple[str, ...]
    second_day: dt.date


def known_events(
    law: Law,
    selected: Mapping[str, Selected],
    events: Mapping[str, dt.date],
    done: Mapping[str, dt.date],
    as_of: dt.date,
) -> tuple[dict[str, Dated], list[Disagreement]]:
    """The dated events of the input, and the pairs of keys that contradict each other."""
    found: dict[str, Dated] = {}
    wrong: list[Disagreement] = []

    def note(event: str, day: dt.date, path: tuple[str, ...]) -> None:
        name = law.canonical(event)
        before = found.get(name)
        if before is not None and before.day != day:
            wrong.append(Disagreement(name, before.path, before.day, path, day))
            return
        found.setdefault(name, Dated(day, "actual" if day <= as_of else "planned", path))

    for event, day in events.items():
        note(event, day, ("events", event))
    for name, day in done.items():
        brought = selected[name].event if name in selected else None
        if brought:
            note(brought, day, ("done", name))
    return found, wrong


def producers(selected: Mapping[str, Selected]) -> dict[str, str]:
    """Which task of the plan brings about which event."""
    return {task.event: name for name, task in selected.items() if task.event}
