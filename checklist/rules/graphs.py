"""A route's graph as the law's data has it: its tasks and their order, before any company.

A graph may be `like` another one: it then holds that one's tasks but for `without`, and in their
order `instead` takes the place of a task that it does not have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from checklist.rules.schema import Law, TaskRule, Text


@dataclass(frozen=True, slots=True)
class Outline:
    """A graph as the law's data knows it, before anything is known of the company."""

    order: tuple[str, ...]
    """Every task in an order that respects every `after`, recurring ones last."""
    after: Mapping[str, tuple[str, ...]]
    advisory: Mapping[str, tuple[str, ...]]
    without: Mapping[str, Text]
    """Tasks of the graph it is like that it does not have, with the reason."""


def members(law: Law, graph: str) -> dict[str, TaskRule]:
    """The tasks of a graph, its own and those of the graph it is like."""
    about = law.graphs[graph]
    return {
        name: task
        for name, task in law.tasks.items()
        if graph in task.graphs or (about.like in task.graphs and name not in about.without)
    }


def orders(law: Law, graph: str, task: TaskRule, kind: str) -> tuple[str, ...]:
    """What a task waits for in a graph (`kind` is `after` or `advisory_after`), as written."""
    about = law.graphs[graph]
    written: Mapping[str, tuple[str, ...]] = getattr(task, kind)
    own = written.get(graph)
    if own is not None:
        return own
    inherited = written.get(about.like or "", ())
    return tuple(dict.fromkeys(about.instead.get(name, name) for name in inherited))


def outline(law: Law, graph: str) -> Outline:
    """The tasks and the order of a graph; computed once for a law."""
    found = law.memory.get(("outline", graph))
    if not isinstance(found, Outline):
        found = _outline(law, graph)
        law.memory["outline", graph] = found
    return found


def _outline(law: Law, graph: str) -> Outline:
    about = law.graphs[graph]
    tasks = members(law, graph)
    without = {name: about.why_without for name in about.without if about.why_without is not None}

    def waits(task: TaskRule, kind: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name in orders(law, graph, task, kind):
            if name in tasks:
                found[name] = None
            elif kind == "after" and name in without:
                found |= dict.fromkeys(_behind(law, about.like or "", name, tasks))
        found.pop(task.id, None)
        return tuple(found)

    after = {name: waits(task, "after") for name, task in tasks.items()}
    advisory = {name: waits(task, "advisory_after") for name, task in tasks.items()}
    sorter = TopologicalSorter({name: (*after[name], *advisory[name]) for name in tasks})
    order = tuple(sorter.static_order())
    once = tuple(name for name in order if tasks[name].recurs is None)
    again = tuple(name for name in tasks if tasks[name].recurs is not None)
    return Outline((*once, *again), after, advisory, without)


def _behind(law: Law, graph: str, name: str, tasks: Mapping[str, TaskRule]) -> Iterator[str]:
    """What stands before a left-out task in the graph it belongs to, as far as it is here."""
    queue, seen = [name], {name}
    while queue:
        for before in law.tasks[queue.pop()].after.get(graph, ()):
            if before in tasks:
                yield before
            elif before not in seen:
                seen.add(before)
                queue.append(before)
