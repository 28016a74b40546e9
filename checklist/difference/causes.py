"""Why the expected end moved, as far as the two plans themselves tell.

The critical path says which chain of tasks sets the end: the new plan's where it came later, the
old plan's where it came earlier (what got shorter lay on it). The first station of that chain that
moved the same way is where the move began, and what is recorded about it is the cause. A later
station is named only where something of its own (a day it was done, an estimate, being new) adds
to the move. Without a critical path, and without such a record, nothing is said.
"""

import datetime as dt
from typing import Final

from checklist.difference.model import Cause
from checklist.difference.text import bare, days, fill
from checklist.messages.difference import BASIS, CAUSES
from checklist.plan import PathStep, Plan, Task, TaskDeadline

MOST_CAUSES: Final = 3


def end_causes(old: Plan, new: Plan) -> tuple[Cause, ...]:
    """The causes of the expected end's move, the first one first; empty where none is recorded."""
    if old.expected_end is None or new.expected_end is None:
        return ()
    if old.route.chosen is not new.route.chosen:
        return ()  # the route is said by itself, and two routes have no path in common
    way = 1 if new.expected_end > old.expected_end else -1
    before = {task.id: task for task in old.tasks}
    after = {task.id: task for task in new.tasks}
    found: list[Cause] = []
    told = 0
    for step in _stations((new if way > 0 else old).critical_path):
        first, second = before.get(step.task), after.get(step.task)
        shift = _shift(first, second, way)
        if shift is not None and shift <= told:
            continue
        cause = _own(step, first, second, way)
        if cause is None and not found and first and second:
            cause = _waiting(first, second, new.as_of, way) or _first_moved(
                step, first, second, way
            )
        if cause is None:
            continue
        found.append(cause)
        told = max(told, shift or 0)
        if len(found) == MOST_CAUSES:
            break
    return tuple(found)


def _stations(path: tuple[PathStep, ...]) -> list[PathStep]:
    """Each task of the path once, from its start."""
    return list({step.task: step for step in path}.values())


def _day(task: Task) -> dt.date | None:
    return task.done_on or task.planned


def _shift(old: Task | None, new: Task | None, way: int) -> int | None:
    """Days by which the task moved the way the end did; None where it is in one plan only."""
    first, second = _day(old) if old else None, _day(new) if new else None
    return (second - first).days * way if first and second else None


def _own(step: PathStep, old: Task | None, new: Task | None, way: int) -> Cause | None:
    """A cause that lies in the task itself."""
    if old is None or new is None:
        return _cause("new-task" if way > 0 else "task-gone", step.task, title=step.title)
    planned = old.planned
    if new.done_on and planned and not old.done_on and (new.done_on - planned).days * way > 0:
        return _cause(
            "done-later" if way > 0 else "done-earlier",
            new.id,
            title=new.title,
            day=new.done_on,
            planned=planned,
            days=days(abs((new.done_on - planned).days)),
        )
    if new.done_on is None and (new.estimate_days - old.estimate_days) * way > 0:
        return _cause(
            "estimate", new.id, title=new.title, old=old.estimate_days, new=new.estimate_days
        )
    return None


def _waiting(old: Task, new: Task, as_of: dt.date, way: int) -> Cause | None:
    """A cause in what the task waited for: its planned day went by, or its clock started anew."""
    if way > 0 and new.done_on is None and old.planned and old.planned < as_of:
        key = "not-done-late" if new.status == "overdue" else "not-done"
        values = {"planned": old.planned, "as_of": as_of, "limit": new.deadline}
        return _cause(key, new.id, title=new.title, **values)
    limits = {limit.rule: limit for limit in old.limits}
    for limit in new.limits:
        before = limits.get(limit.rule)
        if before is None or not _opens_later(before, limit, way):
            continue
        if (limit.trigger_date - before.trigger_date).days * way > 0:
            return _cause(
                "trigger",
                new.id,
                title=new.title,
                limit=limit.title,
                event=limit.trigger_title,
                old=before.trigger_date,
                new=limit.trigger_date,
                basis=BASIS[limit.trigger_basis],
            )
        values = {"old": before.earliest, "new": limit.earliest}
        return _cause("wait", new.id, title=new.title, limit=limit.title, **values)
    return None


def _opens_later(old: TaskDeadline, new: TaskDeadline, way: int) -> bool:
    """Whether a wait of law ends on another day, the way the end moved."""
    return bool(old.earliest and new.earliest and (new.earliest - old.earliest).days * way > 0)


def _first_moved(step: PathStep, old: Task, new: Task, way: int) -> Cause:
    """No record says more: where on the path the move begins, with the plan's own words.

    The words are about the day in the plan whose path it is, so they explain only a later end.
    """
    key = "first-moved" if way > 0 else "first-moved-earlier"
    return _cause(key, new.id, title=new.title, old=_day(old), new=_day(new), why=bare(step.why))


def _cause(key: str, task: str, **values: object) -> Cause:
    return Cause(code=key, task=task, text=fill(CAUSES[key], **values))
