"""What a company waits for in other plans: branches and holdings with a checklist of their own.

A branch ends before the company may apply (登记管理条例 art. 32 para. 2), a holding that is wound
up pays what is left to its holder before that one distributes. Each such member becomes a task of
the holder's plan, on the day on which the member's own plan ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from checklist.company import Company
from checklist.planning.graph import Selected
from checklist.planning.items import Item
from checklist.planning.schedule import END
from checklist.rules.schema import Law
from checklist.vocabulary import AccountRole, Tri

Kind = Literal["branches", "investments"]

TASKS: Final[dict[Kind, tuple[str, str]]] = {
    "branches": ("branch-ends", "deregister-branches"),
    "investments": ("investment-ends", "dispose-investments"),
}
"""For each list: the task that stands for a member's end, and the task that waits for it."""
GONE: Final[dict[Kind, str]] = {"branches": "deregistered", "investments": "disposed"}


@dataclass(frozen=True, slots=True)
class Awaited:
    """A member's end as its holder's plan needs it; days are ordinals."""

    kind: Kind
    number: int
    """Its place in the holder's list."""
    name: str
    member: str
    """The key of the member's own plan."""
    end: int
    by_law_alone: int
    over: bool = False
    """Whether the member's file records that it has ended."""


def without_ended(company: Company, awaited: Iterable[Awaited]) -> Company:
    """The company without the members that have ended: what their files record counts here too."""
    for one in awaited:
        if not one.over:
            continue
        held = getattr(company, one.kind)
        items = list(held.items)
        items[one.number] = items[one.number].model_copy(update={GONE[one.kind]: Tri.YES})
        company = company.model_copy(update={one.kind: replace(held, items=tuple(items))})
    return company


def with_awaited(
    law: Law, tasks: Mapping[str, Selected], awaited: Iterable[Awaited]
) -> dict[str, Selected]:
    """The tasks, and before those that wait for it one for each member that has not ended."""
    found: dict[str, Selected] = {}
    waits: dict[str, tuple[str, ...]] = {}
    for one in awaited:
        if one.over:
            continue
        name, follower = TASKS[one.kind]
        id_ = f"{name}@{one.name}"
        path = (one.kind, str(one.number))
        item = Item(one.name, one.name, one.name, AccountRole.OTHER, {}, path)
        days = (one.end, one.by_law_alone)
        found[id_] = Selected(id_, law.tasks[name], (), (), (), item, elsewhere=days)
        follower = follower if follower in tasks else END
        waits[follower] = (*waits.get(follower, ()), id_)
    for name, task in tasks.items():
        found[name] = task.with_more(waits[name]) if name in waits else task
    return found


def covered(company: Company, awaited: Iterable[Awaited]) -> frozenset[str]:
    """The tasks whose every item has a plan of its own, so that no time is left to estimate."""
    planned = {(one.kind, one.number) for one in awaited}
    found: set[str] = set()
    for kind, (_, follower) in TASKS.items():
        items = getattr(company, kind).items
        left = [
            (kind, number)
            for number, item in enumerate(items)
            if getattr(item, GONE[kind]) is not Tri.YES
        ]
        if left and planned.issuperset(left):
            found.add(follower)
    return frozenset(found)
