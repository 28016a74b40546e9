"""What the law's entries say about each other: the checks one entry cannot do alone.

Unknown and unused sources, dangling ids, triggers that are not events, tasks that wait for one
another, grounds on facts nobody computes. Each finding names the entry's kind and id, so that the
loader can point at its line.
"""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from checklist.rules.graphs import members, orders
from checklist.rules.schema import Law, TaskRule
from checklist.vocabulary import AUTHORITIES


class Finding(NamedTuple):
    """One inconsistency: where (kind and id of the entry), a message key, and its values."""

    kind: str
    entry: str
    key: str
    values: dict[str, str]


def check_law(
    law: Law, facts: frozenset[str], item_facts: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Every inconsistency of the law's data.

    `facts` are the names the conditions compute, `item_facts` those of one item of a task with
    `each`.
    """
    yield from _check_rules(law)
    yield from _check_events(law)
    yield from _check_grounds(law, facts)
    yield from _check_graphs(law)
    yield from _check_tasks(law, facts, item_facts)
    used = {rule.source for rule in law.rules.values()}
    for name in law.sources:
        if name not in used:
            yield Finding("sources", name, "unused-source", {})


def _check_rules(law: Law) -> Iterator[Finding]:
    for rule in law.rules.values():
        if rule.source not in law.sources:
            yield Finding("rules", rule.id, "unknown-source", {"name": rule.source})
        elif rule.period and not rule.article and law.sources[rule.source].number:
            yield Finding("rules", rule.id, "number-without-article", {})
        if rule.trigger not in law.events:
            yield Finding("rules", rule.id, "unknown-event", {"name": rule.trigger})
        for name in (*rule.earlier, *([rule.opens] if rule.opens else [])):
            if name not in law.rules:
                yield Finding("rules", rule.id, "unknown-rule", {"name": name})


def _check_events(law: Law) -> Iterator[Finding]:
    for event in law.events.values():
        if event.same_as and event.same_as not in law.events:
            yield Finding("events", event.id, "unknown-event", {"name": event.same_as})
        elif event.same_as and law.events[event.same_as].same_as:
            yield Finding("events", event.id, "chained-event", {"name": event.same_as})


def _check_grounds(law: Law, facts: frozenset[str]) -> Iterator[Finding]:
    for ground in law.grounds:
        if ground.fact not in facts:
            yield Finding("grounds", ground.id, "unknown-fact", {"name": ground.fact})
        yield from _unknown_rules(law, "grounds", ground.id, ground.basis)


def _unknown_rules(law: Law, kind: str, entry: str, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        if name not in law.rules:
            yield Finding(kind, entry, "unknown-rule", {"name": name})


def _check_graphs(law: Law) -> Iterator[Finding]:
    for graph in law.graphs.values():
        if graph.like and graph.like not in law.graphs:
            yield Finding("graphs", graph.id, "unknown-graph", {"name": graph.like})
        for name in (*graph.without, *graph.instead.values()):
            if name not in law.tasks:
                yield Finding("graphs", graph.id, "unknown-task-in-graph", {"name": name})


def _check_tasks(law: Law, facts: frozenset[str], item_facts: frozenset[str]) -> Iterator[Finding]:
    for task in law.tasks.values():
        known = facts | item_facts if task.each else facts
        yield from _check_task(law, task, known)
    used = {graph for task in law.tasks.values() for graph in task.graphs}
    if all(graph in law.graphs for graph in used):
        for graph in law.graphs:
            yield from _check_graph(law, graph)


def _check_task(law: Law, task: TaskRule, facts: frozenset[str]) -> Iterator[Finding]:
    for case in task.takes.cases:
        if case.fact not in facts:
            yield Finding("tasks", task.id, "unknown-fact", {"name": case.fact})
    if task.authority not in AUTHORITIES:
        yield Finding("tasks", task.id, "unknown-authority", {"name": task.authority})
    for condition in task.when:
        if condition.fact not in facts:
            yield Finding("tasks", task.id, "unknown-fact", {"name": condition.fact})
    if task.each and task.why_not is None:
        yield Finding("tasks", task.id, "each-without-why-not", {})
    events = [task.produces, task.recurs.until if task.recurs else None]
    for event in events:
        if event and event not in law.events:
            yield Finding("tasks", task.id, "unknown-event", {"name": event})
    yield from _unknown_rules(law, "tasks", task.id, task.basis)
    for limit in task.limits:
        if limit.rule not in law.rules:
            yield Finding("tasks", task.id, "unknown-rule", {"name": limit.rule})
        elif law.rules[limit.rule].period is None and law.rules[limit.rule].dates is None:
            yield Finding("tasks", task.id, "limit-without-period", {"name": limit.rule})
    for graph in task.graphs:
        if graph not in law.graphs:
            yield Finding("tasks", task.id, "unknown-graph", {"name": graph})
    for graph in (*task.after, *task.advisory_after):
        if graph not in task.graphs and law.graphs[graph].like not in task.graphs:
            yield Finding("tasks", task.id, "after-foreign-graph", {"name": graph})
    for name in task.recurs.before if task.recurs else ():
        if name not in law.tasks:
            yield Finding("tasks", task.id, "unknown-task-in-graph", {"name": name})


def _check_graph(law: Law, graph: str) -> Iterator[Finding]:
    tasks = members(law, graph)
    without = law.graphs[graph].without
    edges: dict[str, set[str]] = {}
    produced: dict[str, str] = {}
    for name, task in tasks.items():
        if task.recurs is None and graph not in task.after and graph in task.graphs:
            yield Finding("tasks", name, "no-order-in-graph", {"name": graph})
        edges[name] = set()
        for kind in ("after", "advisory_after"):
            for other in orders(law, graph, task, kind):
                if other in tasks and tasks[other].recurs:
                    yield Finding("tasks", name, "waits-for-recurring", {"name": other})
                elif other in tasks:
                    edges[name].add(other)
                elif other not in without:
                    values = {"name": other, "graph": graph}
                    yield Finding("tasks", name, "unknown-predecessor", values)
        if task.produces:
            if task.produces in produced:
                values = {"name": produced[task.produces]}
                yield Finding("tasks", name, "event-produced-twice", values)
            produced[task.produces] = name
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        cycle = [str(name) for name in error.args[1]]
        yield Finding("tasks", cycle[0], "cycle", {"name": " → ".join(cycle)})
