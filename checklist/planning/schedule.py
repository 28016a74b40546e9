"""The forward pass: the earliest and the planned day of every task, and why that day.

A task starts when everything before it is done and every waiting period it depends on has run;
estimates (named, printed, changeable) fill in where no law gives a time. No clock is started
before its followers can meet it: a task whose event would start a period that a later task could
not meet is put off until it can.

Days are ordinals in here, and tasks are numbers in the order of the graph, because the pass runs
several times for a plan.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final, Literal, NamedTuple

from checklist.deadlines import Deadline
from checklist.holidays import RestDays
from checklist.planning.events import Dated
from checklist.planning.graph import Selected
from checklist.planning.limits import Counter
from checklist.rules.schema import Limit

Ask = Callable[[str, dt.date], Deadline | None]
"""Computes a rule for a trigger's date; None where no rule is recorded for that day."""

Why = Literal["start", "order", "legal-wait", "put-off", "recorded", "member"]


class Reason(NamedTuple):
    """What decided a task's day, and the task that did it."""

    kind: Why
    by: str | None = None


END: Final = "registered-end"
"""The task that ends the entity: its day is the expected day of deregistration."""

START: Final = Reason("start")
MEMBER: Final = Reason("member")
RECORDED: Final = Reason("recorded")


@dataclass(slots=True)
class Slot:
    """One task's place in time, in ordinals."""

    planned: int
    earliest: int
    fixed: bool = False
    opens: int | None = None
    """The first day on which a task behind this one may start, where a wait follows."""
    ended: int | None = None
    """The day on which the waiting period that this task watches ends, whoever looks when."""
    wait: str | None = None
    """The rule of that waiting period."""
    reason: Reason = START


class Watch(NamedTuple):
    """A waiting period that a task watches or that holds back what follows it."""

    rule: str
    event: str
    vendor: bool
    """A vendor's period: the task itself waits for the first safe day."""


class Clock(NamedTuple):
    """A binding limit that one task's event starts and another task must meet."""

    starter: str
    follower: str
    rule: str
    event: str


@dataclass(slots=True)
class Schedule:
    """The slots by task id, and the days to which tasks were put off."""

    slots: dict[str, Slot]
    known: Mapping[str, Dated]
    produced_by: Mapping[str, str]
    put_off: dict[str, int]

    def event_day(self, event: str) -> dt.date | None:
        """The day of a (canonical) event: from the input, else from the task that produces it."""
        dated = self.known.get(event)
        if dated is not None:
            return dated.day
        slot = self.slots.get(self.produced_by.get(event, ""))
        if slot is None:
            return None
        return dt.date.fromordinal(slot.planned if slot.ended is None else slot.ended)


class Scheduler:
    """Everything the forward pass needs; `run` is the whole computation."""

    def __init__(
        self,
        selected: Mapping[str, Selected],
        limits: Callable[[Selected], tuple[Limit, ...]],
        known: Mapping[str, Dated],
        produced_by: Mapping[str, str],
        done: Mapping[str, dt.date],
        estimates: Mapping[str, int],
        counter: Counter,
        days: RestDays,
        as_of: dt.date,
    ) -> None:
        """Take the tasks in an order that respects their predecessors, and what is known."""
        self.selected = selected
        self.known = known
        self.produced_by = produced_by
        self.estimates = estimates
        self.counter = counter
        self.days = days
        self.today = as_of.toordinal()
        days.cover(as_of.year - 3, as_of.year + 12)
        self.given = _given(selected, known, done)
        self.watches: dict[str, tuple[Watch, ...]] = {}
        clocks: list[tuple[str, Limit, str]] = []
        for name, task in selected.items():
            watched: list[Watch] = []
            for limit in limits(task) if task.rule.limits else ():
                event = counter.event_of_limit(limit.rule, task, produced_by)
                if counter.is_wait(limit.rule):
                    if produced_by.get(event) != name:  # else another task watches the wait
                        watched.append(Watch(limit.rule, event, counter.is_vendors(limit.rule)))
                elif limit.strength == "binding" and not counter.is_calendar(limit.rule):
                    clocks.append((name, limit, event))
            if watched:
                self.watches[name] = tuple(watched)
        self.clocks = tuple(
            Clock(starter, name, limit.rule, event)
            for name, limit, event in clocks
            if (starter := self._starter(event)) is not None
            and starter != name
            and starter not in self.given
            and name not in self.given
        )
        self._between: dict[tuple[str, str], list[Clock]] = {}
        for clock in self.clocks:
            self._between.setdefault((clock.starter, clock.follower), []).append(clock)

    def _starter(self, event: str) -> str | None:
        """The task that may be put off so that `event` comes later; a legal wait cannot be."""
        if event in self.known:
            return None
        task = self.produced_by.get(event)
        for watch in self.watches.get(task or "", ()):
            return None if watch.event in self.known else self.produced_by.get(watch.event)
        return task

    def run(self, since: tuple[Schedule, str] | None = None) -> Schedule:
        """Plan every task, then put off what starts a clock too early; `since` as in `forward`."""
        put_off: dict[str, int] = {}
        settled: set[tuple[str, str]] = set()
        schedule = self.forward(put_off, since=since)
        for _ in range(4 * len(self.selected)):
            move = self._too_early(schedule, settled)
            if move is None:
                break
            starter, follower, missing = move
            attempt = {**put_off, starter: schedule.slots[starter].planned + missing}
            moved = self.forward(attempt, since=(schedule, starter))
            if self._missing(moved, starter, follower) < missing:
                put_off, schedule = attempt, moved
            else:
                settled.add((starter, follower))
        return schedule

    def forward(
        self,
        put_off: Mapping[str, int],
        *,
        by_law_alone: bool = False,
        without: Set[str] = frozenset(),
        since: tuple[Schedule, str] | None = None,
    ) -> Schedule:
        """One pass; `by_law_alone` takes every estimate as zero.

        Nothing waits for the tasks `without`: duties of a year that the entity may not live into.
        `since` is a pass that differs only from one task on, and in tasks it did not have: what
        comes before that one is taken over.
        """
        slots: dict[str, Slot] = {}
        taken: dict[str, Slot] = {}
        if since is not None:
            earlier, first_moved = since
            before_it = takewhile(lambda name: name != first_moved, self.selected)
            taken = {name: earlier.slots[name] for name in before_it if name in earlier.slots}
        schedule = Schedule(slots, self.known, self.produced_by, dict(put_off))
        yesterday = self.today - 1
        given, watches, estimates = self.given, self.watches, self.estimates
        finish = self._finish
        for name, task in self.selected.items():
            if name in taken:
                slots[name] = taken[name]
                continue
            if name in given:
                own = given[name]
                slot = Slot(own, own, True, reason=RECORDED)
            else:
                ready = yesterday
                if task.not_before is not None and task.not_before > ready:
                    ready = task.not_before - 1
                gate, before, gated = 0, None, None
                after, advised = task.after, task.advisory_after
                if without:
                    after = tuple([other for other in after if other not in without])
                    advised = tuple([other for other in advised if other not in without])
                must, must_gate = ready, gate
                for names in (after, advised):
                    for other in names:
                        found = slots[other]
                        if found.planned > ready:
                            ready, before = found.planned, other
                        elif before is None:
                            before = other
                        if found.opens is not None and found.opens > gate:
                            gate, gated = found.opens, other
                    if names is after:
                        must, must_gate = ready, gate
                if task.elsewhere is not None:
                    gate = must_gate = task.elsewhere[by_law_alone]
                work = 0 if by_law_alone else estimates[name]
                later = put_off.get(name, 0)
                planned = finish(ready, later if later > gate else gate, work)
                if must == ready and must_gate == gate and not later:
                    earliest = planned
                else:
                    earliest = min(finish(must, must_gate, work), planned)
                slot = Slot(planned, earliest)
                if later and planned == self.days.on_or_after(later):
                    slot.reason = Reason("put-off", before)
                elif task.elsewhere is not None:
                    slot.reason = MEMBER
                elif gated and planned == self.days.on_or_after(gate):
                    slot.reason = Reason("legal-wait", gated)
                elif before is not None and slots[before].planned > yesterday:
                    slot.reason = Reason("order", before)
            slots[name] = slot
            if name in watches:
                self._wait(name, slot, schedule)
        return schedule

    @cached_property
    def by_law_alone(self) -> Schedule:
        """The schedule if every estimate were zero: only order and waiting periods of law.

        A year's report is no condition where the entity would end before that year is over.
        """
        yearly = {name: task.not_before for name, task in self.selected.items() if task.not_before}
        bare = self.forward({}, by_law_alone=True, without=yearly.keys())
        if not yearly or END not in bare.slots:
            return bare
        end = bare.slots[END].planned
        later = {name for name, first in yearly.items() if first > end}
        return (
            bare if later == yearly.keys() else self.forward({}, by_law_alone=True, without=later)
        )

    def _finish(self, ready: int, gate: int, work: int) -> int:
        """The day the work is done, when it takes `work` working days after `ready`."""
        days = self.days
        if work == 0:
            return days.on_or_after(max(ready, self.today, gate))
        done = days.nth_after(max(ready, self.today - 1), work)
        return max(done, days.on_or_after(gate)) if gate else done

    def _wait(self, name: str, slot: Slot, schedule: Schedule) -> None:
        """Let a waiting period that this task watches hold it back, and what follows it."""
        for watch in self.watches[name]:
            day = schedule.event_day(watch.event)
            answer = self.counter.ask(watch.rule, day) if day else None
            if answer is None:
                continue
            fields = answer.fields
            assert answer.opens is not None, "a wait opens something"
            opens = answer.opens.toordinal()
            ends = fields.get("period_end") or fields.get("nominal_end")
            if ends is not None:
                last = opens if watch.vendor else ends.toordinal()
                if slot.ended is None or last > slot.ended:
                    slot.ended = last
                    slot.wait = watch.rule
                if not slot.fixed and slot.ended > slot.planned:
                    slot.planned = slot.ended
                    slot.reason = Reason("legal-wait", self.produced_by.get(watch.event))
                if not slot.fixed:
                    slot.earliest = max(slot.earliest, slot.ended)
            if slot.opens is None or opens > slot.opens:
                slot.opens = opens

    def _too_early(
        self, schedule: Schedule, settled: set[tuple[str, str]]
    ) -> tuple[str, str, int] | None:
        for pair in self._between:
            if pair not in settled and (missing := self._missing(schedule, *pair)) > 0:
                return *pair, missing
        return None

    def _missing(self, schedule: Schedule, starter: str, follower: str) -> int:
        """By how many days `follower` misses the plan_by that `starter` sets it."""
        worst = 0
        for clock in self._between[starter, follower]:
            day = schedule.event_day(clock.event)
            answer = self.counter.ask(clock.rule, day) if day else None
            if answer is not None and "plan_by" in answer.fields:
                late = schedule.slots[follower].planned - answer.fields["plan_by"].toordinal()
                worst = max(worst, late)
        return worst


def _given(
    selected: Mapping[str, Selected], known: Mapping[str, Dated], done: Mapping[str, dt.date]
) -> dict[str, int]:
    """The days the input gives to tasks, done or dated by their event."""
    found = {
        name: known[task.event].day.toordinal()
        for name, task in (selected.items() if known else ())
        if task.event is not None and task.event in known
    }
    return found | {name: day.toordinal() for name, day in done.items() if name in selected}
