"""Two plans to their `Difference`: pure, and every change once."""

from collections.abc import Iterable
from typing import Final, TypeVar

from checklist.difference.causes import end_causes
from checklist.difference.model import (
    AnsweredQuestion,
    AssumptionChange,
    Difference,
    EndChange,
    EventChange,
    OverrideChange,
    RouteChange,
    Side,
    WarningChange,
)
from checklist.difference.rest import dates, law
from checklist.difference.tasks import TaskGroups, compare_tasks
from checklist.plan import Plan, Question, Warning
from checklist.vocabulary import Tri

Entry = TypeVar("Entry")

END_TASK: Final = "registered-end"
"""The task whose day is the expected end."""


def compare(old: Plan, new: Plan) -> Difference:
    """What changed from `old` to `new`; plans of two companies are compared all the same."""
    tasks = compare_tasks(old, new)
    told = _told(tasks)
    overdue = {task.id for task in tasks.overdue}
    fresh, changed, gone = _warnings(old.warnings, new.warnings)
    # The line of a task that has just become overdue says that its limit has passed.
    fresh = [entry for entry in fresh if entry.code != "limit-passed" or entry.task not in overdue]
    answered, asked = _questions(old, new)
    found = Difference(
        old=_side(old),
        new=_side(new),
        other_company=_identity(old) != _identity(new),
        route=_route(old, new),
        end=_end(old, new),
        conflicts=tuple(entry for entry in fresh if entry.level == "conflict"),
        warnings=tuple(entry for entry in fresh if entry.level != "conflict"),
        warnings_changed=tuple(changed),
        warnings_gone=tuple(gone),
        **tasks._asdict(),
        events=_events(old, new, told, _triggers(tasks)),
        questions_answered=tuple(answered),
        questions_new=tuple(asked),
        assumptions=_assumptions(old, new),
        overrides=_overrides(old, new),
        dates=dates(old, new),
        law=law(old, new),
    )
    return found.model_copy(update={"unchanged": _empty(found)})


def _empty(found: Difference) -> bool:
    blank = Difference(old=found.old, new=found.new)
    return found.old.what_if == found.new.what_if and found == blank


def _side(plan: Plan) -> Side:
    return Side(
        as_of=plan.as_of,
        company=plan.company.name,
        credit_code=plan.company.credit_code,
        tasks=len(plan.tasks),
        what_if=plan.what_if,
    )


def _identity(plan: Plan) -> tuple[str, str | None]:
    return plan.company.name, plan.company.credit_code


def _route(old: Plan, new: Plan) -> RouteChange | None:
    first, second = old.route, new.route
    barred, is_barred = ({entry.ground: entry for entry in part.barred} for part in (first, second))
    found = RouteChange(
        old=first.chosen,
        new=second.chosen,
        why=second.why,
        opened=tuple(route for route in second.available if route not in first.available),
        closed=tuple(route for route in first.available if route not in second.available),
        newly_barred=tuple(entry for name, entry in is_barred.items() if name not in barred),
        no_longer_barred=tuple(entry for name, entry in barred.items() if name not in is_barred),
    )
    same = first.chosen is second.chosen and not (
        found.opened or found.closed or found.newly_barred or found.no_longer_barred
    )
    return None if same else found


def _end(old: Plan, new: Plan) -> EndChange | None:
    first, second = old.expected_end, new.expected_end
    if first == second:
        return None
    days = (second - first).days if first and second else None
    reached = any(task.id == END_TASK and task.status == "done" for task in new.tasks)
    return EndChange(old=first, new=second, days=days, reached=reached, causes=end_causes(old, new))


def _told(tasks: TaskGroups) -> set[str]:
    """Ids of the tasks whose line says what became of the event they bring about."""
    groups = (tasks.done, tasks.reopened, tasks.overdue, tasks.moved)
    return {task.id for group in groups for task in group}.union(
        (task.id for task in tasks.added), (task.id for task in tasks.removed)
    )


def _triggers(tasks: TaskGroups) -> set[str]:
    """Events that a moved limit names as its trigger."""
    return {
        limit.trigger.event
        for group in (tasks.overdue, tasks.moved)
        for task in group
        for limit in task.limits
        if limit.trigger
    }


def _without(entries: list[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Entries less the others, each of which takes away one."""
    left = list(entries)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _warnings(
    old: tuple[Warning, ...], new: tuple[Warning, ...]
) -> tuple[list[Warning], list[WarningChange], list[Warning]]:
    """New, changed and gone: first what is worded alike, then what is about the same thing.

    Of a notice a new wording is no news: it counts facts or rules, which are told by themselves.
    """
    first = [entry.model_copy(update={"input_line": None}) for entry in old]
    second = [entry.model_copy(update={"input_line": None}) for entry in new]
    gone, fresh = _without(first, second), _without(second, first)
    changed: list[WarningChange] = []
    for entry in list(fresh):
        about = (entry.level, entry.code, entry.task)
        same = next((one for one in gone if (one.level, one.code, one.task) == about), None)
        if same is not None:
            gone.remove(same)
            fresh.remove(entry)
            if entry.level != "notice":
                changed.append(WarningChange(old=same, new=entry))
    return fresh, changed, gone


def _questions(old: Plan, new: Plan) -> tuple[list[AnsweredQuestion], list[Question]]:
    """By their text: the ids of questions may be numbers that shift."""
    before = {question.text.zh: question for question in old.questions}
    after = {question.text.zh: question for question in new.questions}
    answers = _answers(new)
    gone = [
        AnsweredQuestion(question=question, answer=_answer(question, answers))
        for words, question in before.items()
        if words not in after
    ]
    return gone, [question for words, question in after.items() if words not in before]


def _answers(plan: Plan) -> dict[str, Tri]:
    """Answers that a plan shows, by the key of the input file or the id of the ground."""
    found: dict[str, Tri] = {}
    for task in plan.tasks:
        found.update((fact.input_path, fact.value) for fact in task.facts)
    for ground in (*plan.route.barred, *plan.route.cleared):
        found[f"ground-{ground.ground}"] = ground.answer
    return {name: value for name, value in found.items() if value is not Tri.UNKNOWN}


def _answer(question: Question, answers: dict[str, Tri]) -> Tri | None:
    return answers.get(question.id) or answers.get(question.input_path or "")


def _assumptions(old: Plan, new: Plan) -> tuple[AssumptionChange, ...]:
    """Of tasks that both plans have and that are still open: the rest follows from the tasks."""
    before = {task.id: task for task in old.tasks}
    by_user, was_by_user = (
        {entry.task for entry in plan.assumptions if entry.set_by_user} for plan in (new, old)
    )
    return tuple(
        AssumptionChange(
            task=task.id,
            title=task.title,
            old=before[task.id].estimate_days,
            new=task.estimate_days,
            set_by_user=task.id in by_user,
        )
        for task in new.tasks
        if task.id in before
        and task.status != "done"
        and before[task.id].status != "done"
        and (
            before[task.id].estimate_days != task.estimate_days
            or (task.id in by_user) is not (task.id in was_by_user)
        )
    )


def _overrides(old: Plan, new: Plan) -> tuple[OverrideChange, ...]:
    first = [entry.model_copy(update={"input_line": None}) for entry in old.overrides]
    second = [entry.model_copy(update={"input_line": None}) for entry in new.overrides]
    gone, fresh = _without(first, second), _without(second, first)
    found: list[OverrideChange] = []
    for entry in fresh:
        same = next((one for one in gone if one.target == entry.target), None)
        if same is not None:
            gone.remove(same)
        found.append(OverrideChange(old=same, new=entry))
    return (*found, *(OverrideChange(old=entry, new=None) for entry in gone))


def _events(old: Plan, new: Plan, told: set[str], triggers: set[str]) -> tuple[EventChange, ...]:
    """Events that came, went or moved, less those that a task's line already tells of."""
    before = {event.id: event for event in old.events}
    after = {event.id: event for event in new.events}
    found = []
    for name in dict.fromkeys((*after, *before)):
        first, second = before.get(name), after.get(name)
        event = second or first
        if event is None or event.task in told or name in triggers:
            continue
        if first and second and (first.date, first.basis) == (second.date, second.basis):
            continue
        found.append(
            EventChange(
                event=name,
                title=event.title,
                old=first.date if first else None,
                new=second.date if second else None,
                old_basis=first.basis if first else None,
                new_basis=second.basis if second else None,
            )
        )
    return tuple(found)
