"""What decides the end: the critical path, each task's reserve, and planning backwards."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from checklist.planning.graph import descendants
from checklist.planning.schedule import END, Schedule, Scheduler


class Station(NamedTuple):
    """One station of the critical path: a task and what it waited for."""

    task: str
    kind: str
    by: str | None


def critical_path(scheduler: Scheduler, schedule: Schedule) -> list[Station]:
    """The chain of tasks that leads to the end, first to last; empty if there is no end."""
    slots = schedule.slots
    if END not in slots:
        return []
    found: list[Station] = []
    seen: set[str] = set()
    name: str | None = END
    while name is not None and name not in seen:
        seen.add(name)
        reason = slots[name].reason
        found.append(Station(name, reason.kind, reason.by))
        following = reason.by
        if reason.kind == "put-off":
            following = _behind_put_off(scheduler, schedule, name) or reason.by
        name = following
    return found[::-1]


def _behind_put_off(scheduler: Scheduler, schedule: Schedule, name: str) -> str | None:
    """What a task that was put off really waits for: another condition of its follower.

    Conditions that are met later than the task itself are not what it was put off for.
    """
    later = descendants(scheduler.selected, name) | {name}
    slots = schedule.slots
    others = {
        other
        for clock in scheduler.clocks
        if clock.starter == name
        for task in (scheduler.selected[clock.follower],)
        for other in (*task.after, *task.advisory_after)
        if other not in later and slots[other].planned <= slots[name].planned
    }
    return max(others, key=lambda other: (slots[other].planned, other), default=None)


def latest_days(scheduler: Scheduler, schedule: Schedule, end: int) -> dict[str, int]:
    """The last day for each task on which the entity can still end on `end`, by task id.

    Only tasks on the way to the end have one. What is recorded stays where it is.
    """
    selected, slots = scheduler.selected, schedule.slots
    if END not in slots:
        return {}
    latest: dict[str, int] = {END: end}
    opening: dict[str, int] = {}
    for name in reversed(list(selected)):
        if name not in latest:
            continue
        task, slot = selected[name], slots[name]
        if slot.fixed:
            continue
        ready = _latest_ready(scheduler, latest[name], scheduler.estimates[name])
        for names in (task.after, task.advisory_after):
            for other in names:
                if other not in latest or ready < latest[other]:
                    latest[other] = ready
                if slots[other].opens is not None:
                    opening[other] = min(opening.get(other, latest[name]), latest[name])
        for watch in scheduler.watches.get(name, ()):
            starter = scheduler.produced_by.get(watch.event)
            if starter is None or watch.event in scheduler.known:
                continue
            opens = opening.get(name, latest[name] + 1)
            day = _latest_trigger(scheduler, watch.rule, slots[starter].planned, opens)
            latest[starter] = min(latest.get(starter, day), day)
    return latest


def _latest_ready(scheduler: Scheduler, done: int, work: int) -> int:
    """The last day on which what comes before may end, for `work` to end on `done`."""
    days = scheduler.days
    day = days.on_or_before(done, done - 60) or done
    for _ in range(work):
        day = days.on_or_before(day - 1, day - 61) or day - 1
    return day


def _latest_trigger(scheduler: Scheduler, rule: str, start: int, opens: int) -> int:
    """The last trigger day for which the wait lets the next step happen by `opens`."""

    def opened(day: int) -> int:
        answer = scheduler.counter.ask(rule, dt.date.fromordinal(day))
        return day if answer is None or answer.opens is None else answer.opens.toordinal()

    day = start + (opens - opened(start))
    for _ in range(40):
        if opened(day) <= opens:
            return day
        day -= 1
    return day


def waits_on(path: list[Station], schedule: Schedule) -> list[str]:
    """The tasks of a path that watch a waiting period of law."""
    return [station.task for station in path if schedule.slots[station.task].wait is not None]


def reserves(schedule: Schedule, latest: Mapping[str, int]) -> dict[str, int]:
    """Days by which each task may slip before the end moves."""
    return {
        name: max(day - schedule.slots[name].planned, 0)
        for name, day in latest.items()
        if not schedule.slots[name].fixed
    }
