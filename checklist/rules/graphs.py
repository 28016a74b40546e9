"""A route's graph as the law's data has it: its tasks and their order, before any company.

A graph may be `like` another one: it then holds that one's tasks but for `without`, and in their
order `instead` takes the place of a task that it does not have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from checklist.rules.schema import Law, LeftOut, TaskRule


@dataclass(frozen=True, slots=True)
class Outline:
    """A graph as the law's data knows it, before anything is known of the company."""

    tasks: Mapping[str, TaskRule]
    """Its tasks, each in its sentences of this graph."""
    order: tuple[str, ...]
    """Every task in an order that respects every `after`, recurring ones last."""
    after: Mapping[str, tuple[str, ...]]
    advisory: Mapping[str, tuple[str, ...]]
    without: Mapping[str, LeftOut]
    """Tasks of the graph it is like that it does not have, with the reason."""


def lineage(law: Law, graph: str) -> tuple[str, ...]:
    """A graph and those it is like, nearest first."""
    found: dict[str, None] = {}
    name: str | None = graph
    while name is not None and name not in found and name in law.graphs:
        found[name] = None
        name = law.graphs[name].like
    return tuple(found)


def members(law: Law, graph: str) -> dict[str, TaskRule]:
    """The tasks of a graph, its own and those of the graph it is like, in its sentences."""
    about = law.graphs[graph]
    inherited = members(law, about.like).keys() if about.like else frozenset[str]()
    line = lineage(law, graph)
    return {
        name: _worded(task, line)
        for name, task in law.tasks.items()
        if (graph in task.graphs or name in inherited) and name not in about.left_out
    }


def _worded(task: TaskRule, line: tuple[str, ...]) -> TaskRule:
    """A task in the sentences of a graph; the nearest graph's win, of one graph the later."""
    own: dict[str, object] = {}
    for graph in reversed(line):
        for wording in task.texts:
            if wording.graphs and graph in wording.graphs:
                own |= wording.of(task)
    return task.model_copy(update=own) if own else task


def orders(law: Law, graph: str, task: TaskRule, kind: str) -> tuple[str, ...]:
    """What a task waits for in a graph (`kind` is `after` or `advisory_after`), as written."""
    about = law.graphs[graph]
    written: Mapping[str, tuple[str, ...]] = getattr(task, kind)
    own = written.get(graph)
    if about.like is not None:
        if own is not None:
            return own
        own = orders(law, about.like, task, kind)
    return tuple(dict.fromkeys(about.instead.get(name, name) for name in own or ()))


def outline(law: Law, graph: str) -> Outline:
    """The tasks and the order of a graph; computed once for a law."""
    return law.once(("outline", graph), lambda: _outline(law, graph))


def _outline(law: Law, graph: str) -> Outline:
    about = law.graphs[graph]
    tasks = members(law, graph)

    def written(task: TaskRule, kind: str) -> tuple[str, ...]:
        """Its own order, else the order it has in the other graph, which holds no gap any more."""
        if about.like is None or graph in getattr(task, kind):
            return orders(law, graph, task, kind)
        other = outline(law, about.like)
        resolved = other.after if kind == "after" else other.advisory
        return tuple(about.instead.get(name, name) for name in resolved.get(task.id, ()))

    def behind(name: str) -> Iterator[str]:
        """What stands before a left-out task, as far as it is here."""
        queue, seen = [name], {name}
        while queue:
            for before in written(law.tasks[queue.pop()], "after"):
                if before in tasks:
                    yield before
                elif before not in seen:
                    seen.add(before)
                    queue.append(before)

    def waits(task: TaskRule, kind: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for name in written(task, kind):
            if name in tasks:
                found[name] = None
            elif kind == "after" and name in about.left_out:
                found |= dict.fromkeys(behind(name))
        found.pop(task.id, None)
        return tuple(found)

    after = {name: waits(task, "after") for name, task in tasks.items()}
    advisory = {name: waits(task, "advisory_after") for name, task in tasks.items()}
    sorter = TopologicalSorter({name: (*after[name], *advisory[name]) for name in tasks})
    order = tuple(sorter.static_order())
    once = tuple(name for name in order if tasks[name].recurs is None)
    again = tuple(name for name in tasks if tasks[name].recurs is not None)
    return Outline(tasks, (*once, *again), after, advisory, left_out(law, graph))


def left_out(law: Law, graph: str) -> dict[str, LeftOut]:
    """The tasks that a graph or one it is like leaves out, with the reason."""
    tasks = members(law, graph)
    return {
        name: entry
        for other in reversed(lineage(law, graph))
        for name, entry in law.graphs[other].left_out.items()
        if name not in tasks
    }
