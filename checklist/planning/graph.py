"""Which tasks a route holds for this company, and in what order.

A task whose condition fails drops out with its reason; what waited for it waits for what it
waited for, so no order is lost. A task whose condition is unknown stays, marked 待确认. A task
with `each` becomes one task per item (a person's WeCom account); recurring tasks are not in the
order: `checklist.planning.recurring` dates them once the end is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checklist.planning.items import Item
from checklist.rules.conditions import Facts
from checklist.rules.graphs import outline
from checklist.rules.schema import Condition, Law, TaskRule, Text
from checklist.vocabulary import Tri


@dataclass(frozen=True, slots=True)
class Selected:
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
        return replace(
            self,
            after=(*self.after, *before),
            advisory_after=(*self.advisory_after, *advisory),
        )


@dataclass(frozen=True, slots=True)
class Dropped:
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
    undecided: list[Condition] = []
    for condition in conditions:
        value = facts[condition.fact].value
        if value is Tri.UNKNOWN:
            undecided.append(condition)
        elif value is not condition.is_:
            return Tri.NO, (condition,)
    return (Tri.UNKNOWN, tuple(undecided)) if undecided else (Tri.YES, ())


@dataclass(frozen=True, slots=True)
class Selection:
    """The tasks of a route for a company, recurring ones apart, and what is left out."""

    tasks: dict[str, Selected]
    recurring: tuple[tuple[TaskRule, tuple[str, ...]], ...]
    """Recurring tasks that apply or may apply, with the facts that are unknown."""
    dropped: tuple[Dropped, ...]


def select(law: Law, graph: str, facts: Facts, items: Sequence[Item] = ()) -> Selection:
    """The tasks of `graph` that apply or may apply, in an order that respects every `after`."""
    plan = outline(law, graph)
    kept: dict[str, Selected] = {}
    recurring: list[tuple[TaskRule, tuple[str, ...]]] = []
    dropped = [
        Dropped(name, law.tasks[name], entry.why, basis=entry.basis)
        for name, entry in plan.without.items()
    ]
    # What stands for a task in the order: itself, its instances, or what it waited for.
    stands: dict[tuple[str, str | None], tuple[str, ...]] = {}
    whole: dict[str, tuple[str, ...]] = {}
    moved: set[str] = set()  # tasks for which something else stands

    def resolved(names: tuple[str, ...], key: str | None) -> tuple[str, ...]:
        return names if moved.isdisjoint(names) else _resolved(names, key, stands, whole)

    for name in plan.order:
        task = law.tasks[name]
        every: list[str] = []
        for item in items if task.each else (None,):
            key = item.key if item else None
            id_ = f"{name}@{key}" if key else name
            known = {**facts, **item.facts} if item else facts
            value, deciding = holds(task.when, known)
            if value is Tri.NO:
                assert task.why_not is not None, "the schema asks for it"
                supposed = known[deciding[0].fact].supposed
                why, basis = (supposed.why, supposed.basis) if supposed else (task.why_not, ())
                dropped.append(Dropped(id_, task, why, deciding[0], item, basis))
            unknown = tuple(condition.fact for condition in deciding)
            if task.recurs:
                if value is not Tri.NO:
                    recurring.append((task, unknown))
                continue
            after = resolved(plan.after[name], key)
            if value is Tri.NO:
                stands[name, key] = after if task.carries else ()
            else:
                advisory = tuple(
                    other for other in resolved(plan.advisory[name], key) if other not in after
                )
                event = law.canonical(task.produces) if task.produces else None
                if event and key:
                    event = f"{event}@{key}"
                kept[id_] = Selected(id_, task, after, advisory, unknown, item, None, event)
                stands[name, key] = (id_,)
            every += stands[name, key]
        if task.each and not items:
            assert task.why_not is not None, "the checks ask for it"
            dropped.append(Dropped(name, task, task.why_not))
            every += resolved(plan.after[name], None)
        whole[name] = tuple(dict.fromkeys(every))
        if whole[name] != (name,):
            moved.add(name)
    return Selection(kept, tuple(recurring), tuple(dropped))


def _resolved(
    names: Iterable[str],
    key: str | None,
    stands: Mapping[tuple[str, str | None], tuple[str, ...]],
    whole: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """What `names` stand for: the same item's task where there is one, else all of them."""
    found: dict[str, None] = {}
    for name in names:
        own = stands.get((name, key))
        # Nothing of its own is an answer too: nobody waits for another person's task.
        for other in whole[name] if own is None else own:
            found[other] = None
    return tuple(found)


def descendants(selected: Mapping[str, Selected], name: str) -> set[str]:
    """Every task that waits, directly or not, for `name`."""
    found: set[str] = set()
    for other, task in selected.items():  # in order, so one pass is enough
        if any(before == name or before in found for before in (*task.after, *task.advisory_after)):
            found.add(other)
    return found
