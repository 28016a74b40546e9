"""What the law's entries say about each other: the checks one entry cannot do alone.

Unknown and unused sources, dangling ids, triggers that are not events, tasks that wait for one
another, grounds on facts nobody computes. Each finding names the entry's kind and id, so that the
loader can point at its line.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from pydantic import BaseModel

from checklist.rules.forms import PLACE, for_form, form_of
from checklist.rules.graphs import lineage, members, orders
from checklist.rules.schema import Law, Place, TaskRule
from checklist.text import Text
from checklist.vocabulary import AUTHORITIES, LegalForm


class Finding(NamedTuple):
    """One inconsistency: where (kind and id of the entry), a message key, and its values."""

    kind: str
    entry: str
    key: str
    values: dict[str, str]
    steps: tuple[str | int, ...] = ()
    """Which part of the entry, where the whole of it is too wide."""


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
    for finding in _check_graphs(law):
        yield finding
        if finding.key in ("unknown-graph", "graph-like-itself"):
            return  # its tasks cannot be told
    for finding in _check_forms(law, facts):
        yield finding
        if finding.key in ("unknown-form", "unknown-graph"):
            return
    yield from _check_alternatives(law, facts)
    yield from _check_tasks(law, facts, item_facts)
    yield from _check_words(law)
    yield from check_local(law.local, law.tasks)
    used = {rule.source for rule in law.rules.values()}
    for name in law.sources:
        if name not in used:
            yield Finding("sources", name, "unused-source", {})


def check_local(
    places: Mapping[str, Place], tasks: Collection[str], known: Collection[str] = ()
) -> Iterator[Finding]:
    """Practices about tasks that are not there, and names that two places share.

    `known` are the ids of every place, where `places` are not all of them.
    """
    names: dict[str, str] = {}
    for place in places.values():
        if place.within is not None and place.within not in (known or places):
            yield Finding("local", place.id, "unknown-place", {"name": place.within}, ("within",))
        for number, practice in enumerate(place.practices):
            for step, task in enumerate(practice.tasks):
                if task not in tasks:
                    at = ("practices", number, "tasks", step)
                    yield Finding("local", place.id, "unknown-local-task", {"name": task}, at)
        for number, name in enumerate(place.names):
            if names.setdefault(name.casefold(), place.id) != place.id:
                values = {"name": name, "other": names[name.casefold()]}
                yield Finding("local", place.id, "place-named-twice", values, ("names", number))


def _check_rules(law: Law) -> Iterator[Finding]:
    for rule in law.rules.values():
        if rule.source not in law.sources:
            yield Finding("rules", rule.id, "unknown-source", {"name": rule.source})
        elif (rule.period or rule.figures) and not rule.article and law.sources[rule.source].number:
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
        if graph.id in lineage(law, graph.like or ""):
            yield Finding("graphs", graph.id, "graph-like-itself", {"name": graph.like or ""})
        for entry in graph.without:
            yield from _unknown_rules(law, "graphs", graph.id, entry.basis)
        for name in (*graph.left_out, *graph.instead.values()):
            if name not in law.tasks:
                yield Finding("graphs", graph.id, "unknown-task-in-graph", {"name": name})


def _check_forms(law: Law, facts: frozenset[str]) -> Iterator[Finding]:
    for form in law.forms.values():
        if form.like and (form.like not in law.forms or law.forms[form.like].like):
            yield Finding("forms", form.id, "unknown-form", {"name": form.like})
        for graph in form.graphs.values():
            if graph not in law.graphs:
                yield Finding("forms", form.id, "unknown-graph", {"name": graph})
        for name in (
            *(name for entry in form.without for name in entry.tasks),
            *form.instead.values(),
        ):
            if name not in law.tasks:
                yield Finding("forms", form.id, "unknown-task-in-graph", {"name": name})
        for left_out in form.without:
            yield from _unknown_rules(law, "forms", form.id, left_out.basis)
        for entry in form.supposes:
            yield from _unknown_rules(law, "forms", form.id, entry.basis)
            for name in set(entry.facts) - facts:
                yield Finding("forms", form.id, "unknown-fact", {"name": name})
        for old, new in form.rules.items():
            for name in filter(None, (old, new)):
                if name not in law.rules:
                    yield Finding("forms", form.id, "unknown-rule", {"name": name})
    for missing in frozenset(LegalForm) - law.forms.keys():
        yield Finding("forms", next(iter(law.forms), ""), "unknown-form", {"name": missing})


def _check_alternatives(law: Law, facts: frozenset[str]) -> Iterator[Finding]:
    for entry in law.alternatives.values():
        yield from _unknown_rules(law, "alternatives", entry.id, entry.basis)
        for condition in entry.when:
            if condition.fact not in facts:
                values = {"name": condition.fact}
                yield Finding("alternatives", entry.id, "unknown-fact", values)


def _check_words(law: Law) -> Iterator[Finding]:
    """Every word in angle brackets is one that every form says, and no form misses one."""
    words = {name: form_of(law, name).words for name in law.forms}
    for lang in ("zh", "en"):
        known = {name: frozenset(getattr(each, lang)) for name, each in words.items()}
        common = frozenset[str]().union(*known.values())
        for form, own in known.items():
            for word in sorted(common - own) if own else ():
                yield Finding("forms", form, "form-without-word", {"name": word})
        for kind, entries in (
            ("tasks", law.tasks),
            ("graphs", law.graphs),
            ("events", law.events),
            ("alternatives", law.alternatives),
            ("grounds", {ground.id: ground for ground in law.grounds}),
        ):
            for key, entry in entries.items():
                for word in sorted(set(_places(entry, lang)) - common):
                    yield Finding(kind, key, "unknown-word", {"name": word})


def _places(part: object, lang: str) -> Iterator[str]:
    """The words in angle brackets of an entry's sentences."""
    if isinstance(part, Text):
        yield from PLACE.findall(getattr(part, lang))
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _places(getattr(part, name), lang)
    elif isinstance(part, tuple):
        for each in part:
            yield from _places(each, lang)


def _check_tasks(law: Law, facts: frozenset[str], item_facts: frozenset[str]) -> Iterator[Finding]:
    for task in law.tasks.values():
        known = facts | item_facts if task.each else facts
        yield from _check_task(law, task, known)
    used = {graph for task in law.tasks.values() for graph in task.graphs}
    if all(graph in law.graphs for graph in used):
        yield from _check_orders(law)


def _check_orders(law: Law) -> Iterator[Finding]:
    """The order of every graph, for each legal form that takes it; each finding once."""
    found: dict[tuple[str, str, str, str], Finding] = {}
    taken: set[str] = set()
    for name in law.forms:
        own = for_form(law, name)
        for graph in form_of(law, name).graphs.values():
            taken.add(graph)
            for finding in _check_graph(own, graph):
                found.setdefault((*finding[:3], str(finding.values)), finding)
    for graph in law.graphs.keys() - taken:
        for finding in _check_graph(law, graph):
            found.setdefault((*finding[:3], str(finding.values)), finding)
    yield from found.values()


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
    cited = [task.basis, *(wording.basis for wording in task.texts if wording.basis)]
    yield from _unknown_rules(law, "tasks", task.id, itertools.chain(*cited))
    for limit in task.limits:
        if limit.rule not in law.rules:
            yield Finding("tasks", task.id, "unknown-rule", {"name": limit.rule})
        elif law.rules[limit.rule].period is None and law.rules[limit.rule].dates is None:
            yield Finding("tasks", task.id, "limit-without-period", {"name": limit.rule})
    for graph in task.graphs:
        if graph not in law.graphs:
            yield Finding("tasks", task.id, "unknown-graph", {"name": graph})
    for graph in (name for wording in task.texts for name in wording.graphs or ()):
        if graph not in law.graphs:
            yield Finding("tasks", task.id, "unknown-graph", {"name": graph})
    for graph in (*task.after, *task.advisory_after):
        if not set(lineage(law, graph)).intersection(task.graphs):
            yield Finding("tasks", task.id, "after-foreign-graph", {"name": graph})
    for name in task.recurs.before if task.recurs else ():
        if name not in law.tasks:
            yield Finding("tasks", task.id, "unknown-task-in-graph", {"name": name})


def _of_another_form(law: Law, task: str) -> bool:
    """Whether a task belongs to other legal forms than the law's."""
    forms = law.tasks[task].forms if task in law.tasks else None
    return forms is not None and law.spoken not in forms


def _check_graph(law: Law, graph: str) -> Iterator[Finding]:
    tasks = members(law, graph)
    without = {name for other in lineage(law, graph) for name in law.graphs[other].left_out}
    stands = {name for other in lineage(law, graph) for name in law.graphs[other].instead.values()}
    edges: dict[str, set[str]] = {}
    produced: dict[str, str] = {}
    for name, task in tasks.items():
        inherited = any(other in task.graphs for other in lineage(law, graph)[1:])
        own = graph in task.graphs and not inherited
        if task.recurs is None and own and graph not in task.after:
            yield Finding("tasks", name, "no-order-in-graph", {"name": graph})
        edges[name] = set()
        for kind in ("after", "advisory_after"):
            for other in orders(law, graph, task, kind):
                if other in tasks and tasks[other].recurs:
                    yield Finding("tasks", name, "waits-for-recurring", {"name": other})
                elif other == name and name in stands:
                    continue  # it stands for what it waited for
                elif other in tasks:
                    edges[name].add(other)
                elif other not in without and not _of_another_form(law, other):
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
