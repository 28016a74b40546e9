"""Which tasks a route holds for this company, and in what order.

A task whose condition fails drops out with its reason; what waited for it waits for what it
waited for, so no order is lost. A task whose condition is unknown stays, marked 待确认.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from checklist.rules.conditions import Facts
from checklist.rules.schema import Condition, Law, TaskRule
from checklist.vocabulary import Route, Tri


@dataclass(frozen=True, slots=True)
class Selected:
    """A task of the plan with its predecessors, all of which are in the plan too."""

    rule: TaskRule
    after: tuple[str, ...]
    advisory_after: tuple[str, ...]
    unknown_facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A task that does not apply, with the condition that failed."""

    rule: TaskRule
    failed: Condition


def holds(conditions: Iterable[Condition], facts: Facts) -> tuple[Tri, tuple[Condition, ...]]:
    """Kleene's conjunction of `conditions`; the conditions that decide it come with it.

    `no` comes with the first condition that fails, `unknown` with every undecided one.
    """
    undecided: list[Condition] = []
    for condition in conditions:
        value = facts[condition.fact].value
        if value is Tri.UNKNOWN:
            undecided.append(condition)
        elif value is not condition.is_:
            return Tri.NO, (condition,)
    return (Tri.UNKNOWN, tuple(undecided)) if undecided else (Tri.YES, ())


def select(law: Law, route: Route, facts: Facts) -> tuple[dict[str, Selected], list[Dropped]]:
    """The tasks of `route` that apply or may apply, in an order that respects every `after`."""
    graph = route.value
    members = {name: task for name, task in law.tasks.items() if task.in_route(route)}
    kept: dict[str, tuple[str, ...]] = {}
    dropped: list[Dropped] = []
    for name, task in members.items():
        value, deciding = holds(task.when, facts)
        if value is Tri.NO:
            dropped.append(Dropped(task, deciding[0]))
        else:
            kept[name] = tuple(condition.fact for condition in deciding)
    resolved = {
        name: _through(members, graph, members[name].after.get(graph, ()), kept) for name in kept
    }
    advisory = {
        name: tuple(
            other
            for other in _through(members, graph, members[name].advisory_after.get(graph, ()), kept)
            if other not in resolved[name]
        )
        for name in kept
    }
    order = TopologicalSorter({name: (*resolved[name], *advisory[name]) for name in kept})
    selected = {
        name: Selected(members[name], resolved[name], advisory[name], kept[name])
        for name in order.static_order()
    }
    return selected, dropped


def _through(
    members: Mapping[str, TaskRule],
    graph: str,
    names: Iterable[str],
    kept: Mapping[str, object],
) -> tuple[str, ...]:
    """`names`, each dropped one replaced by what it waits for."""
    found: dict[str, None] = {}
    queue = list(names)
    seen: set[str] = set()
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in kept:
            found[name] = None
        elif name in members:
            queue.extend(members[name].after.get(graph, ()))
    return tuple(found)


def descendants(selected: Mapping[str, Selected], name: str) -> set[str]:
    """Every task that waits, directly or not, for `name`."""
    found: set[str] = set()
    for other, task in selected.items():  # in order, so one pass is enough
        if any(before == name or before in found for before in (*task.after, *task.advisory_after)):
            found.add(other)
    return found
