"""What changed about the tasks: which group each belongs to, and every change once."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from checklist.difference.model import (
    AddedTask,
    Aspect,
    ChangedTask,
    DateMove,
    LimitChange,
    RemovedTask,
    TriggerMove,
    move,
)
from checklist.plan import NotApplicable, Plan, Task, TaskDeadline
from checklist.text import Text
from checklist.vocabulary import LABELS

_ASPECTS: Final[dict[Aspect, Callable[[Task], object]]] = {
    "title": lambda task: (task.title, task.phase),
    "who": lambda task: (task.owner, task.assignee, task.authority, task.authority_label),
    "status": lambda task: task.status,
    "to-confirm": lambda task: task.to_confirm,
    "facts": lambda task: [(entry.fact, entry.value) for entry in task.facts],
    "order": lambda task: (task.after, task.advisory_after, task.produces),
    "critical": lambda task: task.critical,
    "reserve": lambda task: (task.reserve, task.slack),
    "estimate": lambda task: (task.estimate_days, task.estimate_why),
    "timing": lambda task: task.timing,
    "counting": lambda task: (
        task.steps,
        task.provisional,
        [_counting(limit) for limit in task.limits],
    ),
    "papers": lambda task: (
        task.how,
        task.note,
        task.sub_steps,
        task.documents,
        task.evidence,
        task.local,
    ),
    "remark": lambda task: task.remark,
    "law": lambda task: (
        task.confidence,
        task.citations,
        [limit.citation for limit in task.limits],
    ),
}
"""The parts of a task besides its dates; its number and the lines of the file are no change."""


class TaskGroups(NamedTuple):
    """Every task that changed, each in one group, in the order of the plan."""

    added: tuple[AddedTask, ...]
    removed: tuple[RemovedTask, ...]
    done: tuple[ChangedTask, ...]
    reopened: tuple[ChangedTask, ...]
    overdue: tuple[ChangedTask, ...]
    moved: tuple[ChangedTask, ...]
    other: tuple[ChangedTask, ...]


def compare_tasks(old: Plan, new: Plan) -> TaskGroups:
    """The tasks of two plans by what happened to them."""
    before = {task.id: task for task in old.tasks}
    after = {task.id: task for task in new.tasks}
    was_out = {entry.id: entry for entry in old.not_applicable}
    is_out = {entry.id: entry for entry in new.not_applicable}
    changed = [
        (found, before[name], task)
        for name, task in after.items()
        if name in before and (found := _changed(before[name], task))
    ]
    groups: dict[str, list[ChangedTask]] = {}
    for found, first, second in changed:
        groups.setdefault(_group(found, first, second), []).append(found)
    return TaskGroups(
        added=tuple(_added(task, was_out) for name, task in after.items() if name not in before),
        removed=tuple(_removed(task, is_out) for name, task in before.items() if name not in after),
        done=tuple(groups.get("done", ())),
        reopened=tuple(groups.get("reopened", ())),
        overdue=tuple(groups.get("overdue", ())),
        moved=tuple(sorted(groups.get("moved", ()), key=lambda task: not legal(task))),
        other=tuple(groups.get("other", ())),
    )


def legal(task: ChangedTask) -> bool:
    """Whether a date of the law moved, or what it hangs on, and not only the planned day."""
    return bool(task.limits) or any(change.what == "deadline" for change in task.moves)


def _group(found: ChangedTask, old: Task, new: Task) -> str:
    """The first group that fits, by importance."""
    if new.status == "done" and old.status != "done":
        return "done"
    if old.status == "done" and new.status != "done":
        return "reopened"
    if new.status == "overdue" and old.status != "overdue":
        return "overdue"
    return "moved" if found.moves or found.limits else "other"


def _out(task: str, left_out: Mapping[str, NotApplicable]) -> NotApplicable | None:
    """Why a task is left out; one person's or period's task is left out with the whole."""
    return left_out.get(task) or left_out.get(task.partition("@")[0])


def _added(task: Task, was_out: Mapping[str, NotApplicable]) -> AddedTask:
    entry = _out(task.id, was_out)
    return AddedTask(
        id=task.id,
        title=task.title,
        status=task.status,
        to_confirm=task.to_confirm,
        day=task.done_on or task.plan_by or task.planned,
        deadline=task.deadline,
        facts=task.facts,
        was_left_out=entry.reason if entry else None,
    )


def _removed(task: Task, is_out: Mapping[str, NotApplicable]) -> RemovedTask:
    entry = _out(task.id, is_out)
    return RemovedTask(
        id=task.id,
        title=task.title,
        was_done=task.done_on,
        reason=entry.reason if entry else None,
        citation=entry.citation if entry else None,
    )


def _changed(old: Task, new: Task) -> ChangedTask | None:
    """What changed about a task of both plans; None where nothing did."""
    if old == new:
        return None
    moves = (
        *move("deadline", old.deadline, new.deadline),
        *move("plan_by", old.plan_by, new.plan_by),
        *move("planned", old.planned, new.planned),
        *move("earliest", old.earliest, new.earliest),
        *move("finish_by", old.finish_by, new.finish_by),
    )
    limits = _limits(old.limits, new.limits)
    also = tuple(name for name, part in _ASPECTS.items() if part(old) != part(new))
    if old.done_on != new.done_on and "status" not in also:
        also = ("status", *also)
    if not (moves or limits or also):
        return None
    return ChangedTask(
        id=new.id,
        title=new.title,
        old_status=old.status,
        new_status=new.status,
        old_planned=old.done_on or old.planned,
        done_on=new.done_on,
        deadline=new.deadline,
        moves=moves,
        limits=limits,
        also=also,
        old_who=_who(old),
        new_who=_who(new),
        to_confirm=new.to_confirm,
        critical=new.critical,
        old_reserve=old.reserve,
        new_reserve=new.reserve,
    )


def _who(task: Task) -> Text:
    if task.assignee:
        return Text(zh=task.assignee, en=task.assignee)
    return Text(zh=LABELS[task.owner].zh, en=LABELS[task.owner].en)


def _counting(limit: TaskDeadline) -> tuple[object, ...]:
    """What of a limit is neither a date of its own nor a line of the input file."""
    return (
        limit.rule,
        limit.kind,
        limit.strength,
        limit.nominal,
        limit.plan_by,
        limit.bounds,
        limit.other_readings,
        limit.steps,
        limit.title,
        limit.trigger_title,
        limit.trigger_task,
    )


def _limits(
    old: tuple[TaskDeadline, ...], new: tuple[TaskDeadline, ...]
) -> tuple[LimitChange, ...]:
    """Limits paired by rule; where a rule limits a task twice, in their order."""
    waiting: dict[str, list[TaskDeadline]] = {}
    for limit in old:
        waiting.setdefault(limit.rule, []).append(limit)
    found: list[LimitChange] = []
    for limit in new:
        same = waiting.get(limit.rule)
        change = _limit(same.pop(0), limit) if same else _one_sided(limit, "added")
        if change:
            found.append(change)
    rest = (limit for limits in waiting.values() for limit in limits)
    return (*found, *(_one_sided(limit, "removed") for limit in rest))


def _one_sided(limit: TaskDeadline, state: Literal["added", "removed"]) -> LimitChange:
    if state == "added":
        moves = (*move("limit", None, limit.limit), *move("earliest", None, limit.earliest))
        return _change(limit, "added", moves)
    moves = (*move("limit", limit.limit, None), *move("earliest", limit.earliest, None))
    return _change(limit, "removed", moves)


def _change(
    limit: TaskDeadline,
    state: Literal["added", "removed", "changed"],
    moves: tuple[DateMove, ...],
    trigger: TriggerMove | None = None,
) -> LimitChange:
    return LimitChange(
        rule=limit.rule,
        title=limit.title,
        strength=limit.strength,
        state=state,
        moves=moves,
        trigger=trigger,
    )


def _limit(old: TaskDeadline, new: TaskDeadline) -> LimitChange | None:
    moves = (*move("limit", old.limit, new.limit), *move("earliest", old.earliest, new.earliest))
    trigger = None
    if (old.trigger, old.trigger_date, old.trigger_basis) != (
        new.trigger,
        new.trigger_date,
        new.trigger_basis,
    ):
        trigger = TriggerMove(
            event=new.trigger,
            title=new.trigger_title,
            old=old.trigger_date,
            new=new.trigger_date,
            old_basis=old.trigger_basis,
            new_basis=new.trigger_basis,
        )
    other_rule = old.applied_rule != new.applied_rule
    turned = old.provisional != new.provisional
    if not (moves or trigger or other_rule or turned):
        return None
    found = _change(new, "changed", moves, trigger)
    return found.model_copy(
        update={
            "old_rule": old.applied_rule if other_rule else None,
            "new_rule": new.applied_rule if other_rule else None,
            "certainty": ("provisional" if new.provisional else "certain") if turned else None,
        }
    )
