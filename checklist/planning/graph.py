"""Which tasks a route holds for this company, and in what order.

A task whose condition fails drops out with its reason; what waited for it waits for what it
waited for, so no order is lost. A task whose condition is unknown stays, marked 待确认. A task
with `each` becomes one task per item (a person's WeCom account); recurring tasks are not in the
order: `checklist.planning.recurring` dates them once the end is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.planning.items import Item
from checklist.rules.conditions import Facts
from checklist.rules.graphs import outline
from checklist.rules.schema import Condition, Law, TaskRule
from checklist.text import Text
from checklist.vocabulary import Tri


class Selected(NamedTuple):
    """A task of the plan with its predecessors, all of which are in the plan too."""

    id: str
    rule: TaskRule
    after: tuple[str, ...]
    advisory_after: tuple[str, ...]
    unknown_facts: tuple[str, ...]
    item: Item | None = None
    not_before: int | None = None
    """The first day it can be done at all: a yearly duty after its year (ordinal)."""
    event: str | None = None
    """The canonical event it brings about; of a person's task, that person's event."""
    elsewhere: tuple[int, int] | None = None
    """The day another plan gives it: expected, and by law alone (ordinals)."""

    def with_more(self, before: tuple[str, ...], advisory: tuple[str, ...] = ()) -> "Selected":
        """The same task with more predecessors."""
        return self._replace(
            after=(*self.after, *before),
            advisory_after=(*self.advisory_after, *advisory),
        )


class Dropped(NamedTuple):
    """A task that does not apply: a condition that failed, or a graph without it."""

    id: str
    rule: TaskRule
    why: Text
    failed: Condition | None = None
    item: Item | None = None
    basis: tuple[str, ...] = ()
    """The rules behind the reason, where they are not the task's own."""


def holds(conditions: Iterable[Condition], facts: Facts) -> tuple[Tri, tuple[Condition, ...]]:
    """Kleene's conjunction of `conditions`; the conditions that decide it come with it.

    `no` comes with the first condition that fails, `unknown` with every undecided one.
    """
    undecided: tuple[Condition, ...] = ()
    for condition in conditions:
        value = facts[condition.fact].value
        if value is not condition.is_:
            if value is not Tri.UNKNOWN:
                return Tri.NO, (condition,)
            undecided = (*undecided, condition)
    return (Tri.UNKNOWN, undecided) if undecided else (Tri.YES, ())


@dataclass(frozen=True, slots=True)
class Selection:
    """The tasks of a route for a company, recurring ones apart, and what is left out."""

    tasks: dict[str, Selected]
    recurring: tuple[tuple[TaskRule, tuple[str, ...]], ...]
    """Recurring tasks that apply or may apply, with the facts that are unknown."""
    dropped: tuple[Dropped, ...]


def select(law: Law, graph: str, facts: Facts, items: Sequence[Item] = ()) -> Selection:
    """The tasks of `graph` that apply or may apply, in an order that respects every `after`."""
    kept: dict[str, Selected] = {}
    recurring: list[tuple[TaskRule, tuple[str, ...]]] = []
    dropped = list(_left_out(law, graph))
    # What stands in the order for a task that does not stand there as it is: its instances, or
    # what it waited for; and the same for each person.
    instead: dict[str, tuple[str, ...]] = {}
    own: dict[tuple[str, str], tuple[str, ...]] = {}
    moved = instead.keys()
    of_item = {item.key: {**facts, **item.facts} for item in items}

    for plain, once, when, before_it in _in_order(law, graph):
        name, task, after, advisory, *_ = plain
        if once and moved.isdisjoint(before_it):
            for fact, wanted in when:
                if facts[fact].value is not wanted:
                    break
            else:
                kept[name] = plain
                continue
        every: list[str] = []
        for item in items if task.each else (None,):
            known = of_item[item.key] if item else facts
            value, deciding = holds(task.when, known)
            key = item.key if item else None
            id_ = f"{name}@{key}" if key else name
            if value is Tri.NO:
                assert task.why_not is not None, "the schema asks for it"
                supposed = known[deciding[0].fact].supposed
                why, basis = (supposed.why, supposed.basis) if supposed else (task.why_not, ())
                dropped.append(Dropped(id_, task, why, deciding[0], item, basis))
            unknown = tuple([condition.fact for condition in deciding])
            if task.recurs:
                if value is not Tri.NO:
                    recurring.append((task, unknown))
                continue
            if value is Tri.NO:
                stands = _resolved(after, key, instead, own) if task.carries else ()
            else:
                before = _resolved(after, key, instead, own)
                advised = tuple(
                    other for other in _resolved(advisory, key, instead, own) if other not in before
                )
                event = f"{plain.event}@{key}" if plain.event and key else plain.event
                kept[id_] = Selected(id_, task, before, advised, unknown, item, None, event)
                stands = (id_,)
            if key:
                own[name, key] = stands
            every += stands
        if task.each and not items:
            assert task.why_not is not None, "the checks ask for it"
            dropped.append(Dropped(name, task, task.why_not))
            every += _resolved(after, None, instead, own)
        if every != [name]:
            instead[name] = tuple(dict.fromkeys(every))
    return Selection(kept, tuple(recurring), tuple(dropped))


def _left_out(law: Law, graph: str) -> tuple[Dropped, ...]:
    """What no company has on this graph; made once for a law."""

    def make() -> tuple[Dropped, ...]:
        without = outline(law, graph).without
        return tuple(
            Dropped(name, law.tasks[name], entry.why, basis=entry.basis)
            for name, entry in without.items()
        )

    return law.once(("left-out", graph), make)


class _Place(NamedTuple):
    """A task's place in a graph's order, and what decides whether it stands there as it is."""

    plain: Selected
    """The task where all that it waits for is in the plan too."""
    once: bool
    """Whether it is one task, neither repeated for persons nor recurring."""
    when: tuple[tuple[str, Tri], ...]
    before: frozenset[str]


def _in_order(law: Law, graph: str) -> tuple[_Place, ...]:
    """Every task of a graph in order; made once for a law."""
    return law.once(("in-order", graph), lambda: _ordered(law, graph))


def _ordered(law: Law, graph: str) -> tuple[_Place, ...]:
    plan = outline(law, graph)

    def place(name: str) -> _Place:
        task, after, advisory = plan.tasks[name], plan.after[name], plan.advisory[name]
        return _Place(
            Selected(
                name,
                task,
                after,
                tuple(other for other in advisory if other not in after),
                (),
                event=law.canonical(task.produces) if task.produces else None,
            ),
            task.each is None and task.recurs is None,
            tuple((condition.fact, condition.is_) for condition in task.when),
            frozenset((*after, *advisory)),
        )

    return tuple(map(place, plan.order))


def _resolved(
    names: tuple[str, ...],
    key: str | None,
    instead: Mapping[str, tuple[str, ...]],
    own: Mapping[tuple[str, str], tuple[str, ...]],
) -> tuple[str, ...]:
    """What `names` stand for: the same item's task where there is one, else all of them."""
    if instead.keys().isdisjoint(names):
        return names
    found: dict[str, None] = {}
    for name in names:
        # Nothing of its own is an answer too: nobody waits for another person's task.
        one = own.get((name, key)) if key else None
        for other in instead.get(name, (name,)) if one is None else one:
            found[other] = None
    return tuple(found)


def descendants(selected: Mapping[str, Selected], name: str) -> set[str]:
    """Every task that waits, directly or not, for `name`."""
    found: set[str] = set()
    for other, task in selected.items():  # in order, so one pass is enough
        if any(before == name or before in found for before in (*task.after, *task.advisory_after)):
            found.add(other)
    return found
