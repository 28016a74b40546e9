"""The forward pass: the earliest and the planned day of every task.

A task starts when everything before it is done and every waiting period it depends on has run;
estimates (named, printed, changeable) fill in where no law gives a time. No clock is started
before its followers can meet it: a task whose event would start a period that a later task could
not meet is put off until it can.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from checklist.deadlines import Deadline
from checklist.holidays import RestDays
from checklist.planning.events import Dated
from checklist.planning.graph import Selected
from checklist.rules.schema import Limit

WAITING = frozenset({"period-open", "at-least", "only-after"})
"""Directions whose period must run before the next step."""

Ask = Callable[[str, dt.date], Deadline | None]
"""Computes a rule for a trigger's date; None where no rule is recorded for that day."""


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


@dataclass(slots=True)
class Schedule:
    """The slots by task id, and the days to which tasks were put off."""

    slots: dict[str, Slot]
    known: Mapping[str, Dated]
    produced_by: Mapping[str, str]
    put_off: dict[str, int] = field(default_factory=dict)

    def event_day(self, event: str) -> dt.date | None:
        """The day of a (canonical) event: from the input, else from the task that produces it."""
        if event in self.known:
            return self.known[event].day
        slot = self.slots.get(self.produced_by.get(event, ""))
        if slot is None:
            return None
        return dt.date.fromordinal(slot.planned if slot.ended is None else slot.ended)


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Everything the forward pass needs; `run` is the whole computation."""

    selected: Mapping[str, Selected]
    limits: Mapping[str, tuple[Limit, ...]]
    known: Mapping[str, Dated]
    produced_by: Mapping[str, str]
    done: Mapping[str, dt.date]
    estimates: Mapping[str, int]
    trigger_of: Callable[[str], str]
    canonical: Callable[[str], str]
    is_wait: Callable[[str], bool]
    is_calendar: Callable[[str], bool]
    ask: Ask
    days: RestDays
    as_of: dt.date

    def run(self) -> Schedule:
        """Plan every task, then put off what starts a clock too early."""
        put_off: dict[str, int] = {}
        settled: set[tuple[str, str]] = set()
        schedule = self._forward(put_off)
        for _ in range(4 * len(self.selected)):
            move = self._too_early(schedule, settled)
            if move is None:
                break
            starter, follower, missing = move
            attempt = {**put_off, starter: schedule.slots[starter].planned + missing}
            moved = self._forward(attempt)
            if self._missing(moved, starter, follower) < missing:
                put_off, schedule = attempt, moved
            else:
                settled.add((starter, follower))
        schedule.put_off = put_off
        return schedule

    def _forward(self, put_off: Mapping[str, int]) -> Schedule:
        slots: dict[str, Slot] = {}
        schedule = Schedule(slots, self.known, self.produced_by)
        today = self.as_of.toordinal()
        self.days.cover(self.as_of.year - 3, self.as_of.year + 12)
        for name, task in self.selected.items():
            own = self._given(name, task)
            work = self.estimates[name]
            ready = self._ready((*task.after, *task.advisory_after), slots, today)
            must = self._ready(task.after, slots, today)
            gate = self._gate((*task.after, *task.advisory_after), slots)
            planned = self._finish(ready, max(gate, put_off.get(name, 0)), work, today)
            earliest = self._finish(must, self._gate(task.after, slots), work, today)
            if own is not None:
                slots[name] = Slot(own, own, fixed=True)
            else:
                slots[name] = Slot(planned, min(earliest, planned))
            self._wait(name, schedule)
        return schedule

    def _given(self, name: str, task: Selected) -> int | None:
        if name in self.done:
            return self.done[name].toordinal()
        event = self.canonical(task.rule.produces) if task.rule.produces else None
        if event and event in self.known:
            return self.known[event].day.toordinal()
        return None

    def _ready(self, names: Iterable[str], slots: Mapping[str, Slot], today: int) -> int:
        return max((slots[name].planned for name in names), default=today - 1)

    def _gate(self, names: Iterable[str], slots: Mapping[str, Slot]) -> int:
        return max((slots[name].opens or 0 for name in names), default=0)

    def _finish(self, ready: int, gate: int, work: int, today: int) -> int:
        """The day the work is done, when it takes `work` working days after `ready`."""
        ready = max(ready, today - 1)
        if work == 0:
            return self.days.on_or_after(max(ready, today, gate))
        done = self.days.nth_after(ready, work)
        return max(done, self.days.on_or_after(gate)) if gate else done

    def _wait(self, name: str, schedule: Schedule) -> None:
        """Let a waiting period that ends with, or starts from, this task hold back what follows."""
        slot = schedule.slots[name]
        for limit in self.limits.get(name, ()):
            if not self.is_wait(limit.rule):
                continue
            event = self.trigger_of(limit.rule)
            day = schedule.event_day(event)
            answer = self.ask(limit.rule, day) if day else None
            if answer is None:
                continue
            fields = answer.fields
            opens = next(value for key, value in fields.items() if key.startswith("earliest"))
            ends = fields.get("period_end") or fields.get("nominal_end")
            if self.produced_by.get(event) == name:
                continue  # another task watches the wait that this one starts
            if ends is not None and not slot.fixed:
                slot.ended = max(slot.ended or 0, ends.toordinal())
                slot.planned = max(slot.planned, slot.ended)
                slot.earliest = max(slot.earliest, slot.ended)
            slot.opens = max(slot.opens or 0, opens.toordinal())

    def _too_early(
        self, schedule: Schedule, settled: set[tuple[str, str]]
    ) -> tuple[str, str, int] | None:
        for follower in self.selected:
            if schedule.slots[follower].fixed:
                continue
            for limit in self.limits.get(follower, ()):
                if limit.strength != "binding" or self.is_wait(limit.rule):
                    continue
                if self.is_calendar(limit.rule):
                    continue
                starter = self._starter(limit.rule)
                if starter is None or starter == follower or schedule.slots[starter].fixed:
                    continue
                missing = self._missing(schedule, starter, follower)
                if missing > 0 and (starter, follower) not in settled:
                    return starter, follower, missing
        return None

    def _starter(self, rule: str) -> str | None:
        """The task that may be put off so that `rule` starts later; a legal wait cannot be."""
        event = self.trigger_of(rule)
        task = None if event in self.known else self.produced_by.get(event)
        for limit in self.limits.get(task, ()) if task else ():
            if self.is_wait(limit.rule):
                before = self.trigger_of(limit.rule)
                return None if before in self.known else self.produced_by.get(before)
        return task

    def _missing(self, schedule: Schedule, starter: str, follower: str) -> int:
        """By how many days `follower` misses the plan_by that `starter` sets it."""
        worst = 0
        for limit in self.limits.get(follower, ()):
            if limit.strength != "binding" or self.is_wait(limit.rule):
                continue
            if self._starter(limit.rule) != starter:
                continue
            day = schedule.event_day(self.trigger_of(limit.rule))
            answer = self.ask(limit.rule, day) if day else None
            if answer is not None and "plan_by" in answer.fields:
                late = schedule.slots[follower].planned - answer.fields["plan_by"].toordinal()
                worst = max(worst, late)
        return worst
