"""From the members' drafts and plans to the plan of the group."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from checklist.groupplan import (
    GroupDate,
    GroupMember,
    GroupPlan,
    GroupStep,
    GroupTask,
    GroupWarning,
    Relation,
)
from checklist.plan import Interval, Plan
from checklist.planning.awaiting import TASKS
from checklist.planning.draft import Draft
from checklist.planning.limits import message
from checklist.planning.schedule import END
from checklist.text import Text
from checklist.vocabulary import LABELS

_RELATION: dict[str, Relation] = {"branches": "branch", "investments": "investment"}
_AWAITED = tuple(f"{name}@" for name, _ in TASKS.values())


class Planned(NamedTuple):
    """A member with its draft and its plan."""

    key: str
    stem: str
    draft: Draft
    plan: Plan


def group_plan(
    members: Mapping[str, Planned], tops: Sequence[str], name: str | None = None
) -> GroupPlan:
    """How the plans of the members hang together.

    In: every member by its key, what belongs to a company before it; the keys of the companies
    that no other one holds; how companies side by side are called together, None for a company
    and what belongs to it. Their drafts say what each waits for.
    """
    first = members[tops[0]].plan
    ends = [members[key].plan.expected_end for key in tops]
    end = max((day for day in ends if day), default=None) if all(ends) else None
    sisters = frozenset(tops) if name is not None else frozenset[str]()
    shown = sorted(
        _members(members, sisters, end),
        key=lambda one: (one.expected_end or dt.date.max, -one.level),
    )
    last = [key for key, day in zip(tops, ends, strict=True) if day == end]
    path = tuple(dict.fromkeys(step for key in last for step in _path(members, key)))
    critical = {step.member for step in path}
    names = {one.key: one.short for one in shown}
    return GroupPlan(
        as_of=first.as_of,
        name=name or first.company.name,
        members=tuple(
            one.model_copy(update={"critical": one.key in critical and not one.ended})
            for one in shown
        ),
        critical_path=path if len(last) == 1 else tuple(sorted(path, key=lambda s: s.step.date)),
        timeline=tuple(_bars(members, shown)),
        key_dates=tuple(sorted(_dates(members, names), key=lambda entry: (entry.date, entry.name))),
        tasks=tuple(sorted(_tasks(members, names), key=lambda task: (task.day, task.name))),
        warnings=tuple(_warnings(members, names)),
        expected_end=end,
        years_published=first.law.years_published,
        checked_to=first.law.checked_to,
        disclaimer=first.disclaimer,
    )


def _members(
    members: Mapping[str, Planned], sisters: frozenset[str], end: dt.date | None
) -> list[GroupMember]:
    """The members in short; a company side by side with others may be late until all `end`."""
    holders: dict[str, list[str]] = {}
    relation: dict[str, Relation] = {}
    reserve: dict[str, int] = {}
    for key, one in members.items():
        by_id = {task.id: task for task in one.plan.tasks}
        for awaited in one.draft.awaited:
            holders.setdefault(awaited.member, []).append(key)
            relation[awaited.member] = _RELATION[awaited.kind]
            task = by_id.get(f"{TASKS[awaited.kind][0]}@{awaited.name}")
            if task is not None and task.reserve is not None:
                least = reserve.get(awaited.member, task.reserve)
                reserve[awaited.member] = min(least, task.reserve)
    for key in sisters - reserve.keys():
        own = members[key].plan.expected_end
        if own is not None and end is not None:
            reserve[key] = (end - own).days
    found: list[GroupMember] = []
    for key, one in members.items():
        plan, above = one.plan, holders.get(key, [])
        name = plan.company.name
        slot = one.draft.schedule.slots[END]
        found.append(
            GroupMember(
                key=key,
                stem=one.stem,
                name=name,
                short=_short(name, [members[holder].plan.company.name for holder in above]),
                credit_code=plan.company.credit_code,
                legal_form_label=plan.company.legal_form_label,
                relation=relation.get(key, "sister" if key in sisters else "holder"),
                holders=tuple(above),
                level=_level(key, holders),
                route=message(LABELS[plan.route.chosen]),
                expected_end=plan.expected_end,
                ended=slot.fixed and slot.planned <= plan.as_of.toordinal(),
                provisional=_end_provisional(plan),
                reserve=reserve.get(key),
                tasks=len(plan.tasks),
                done=sum(task.status == "done" for task in plan.tasks),
                overdue=sum(task.status == "overdue" for task in plan.tasks),
                conflicts=sum(warning.level == "conflict" for warning in plan.warnings),
            )
        )
    return found


def _level(key: str, holders: Mapping[str, list[str]]) -> int:
    above = holders.get(key)
    return 1 + max(_level(holder, holders) for holder in above) if above else 0


def _short(name: str, holders: list[str]) -> str:
    for holder in holders:
        if name.startswith(holder) and name != holder:
            return name[len(holder) :]
    return name


def _end_provisional(plan: Plan) -> bool:
    return any(entry.provisional for entry in plan.key_dates if entry.date == plan.expected_end)


def _path(members: Mapping[str, Planned], key: str) -> Iterator[GroupStep]:
    """The critical path to a member's end, through the members it waits for."""
    one = members[key]
    for step in one.plan.critical_path:
        if step.kind == "member":
            for awaited in one.draft.awaited:
                if step.task == f"{TASKS[awaited.kind][0]}@{awaited.name}":
                    yield from _path(members, awaited.member)
        else:
            yield GroupStep(member=key, name=one.plan.company.name, step=step)


def _bars(members: Mapping[str, Planned], shown: list[GroupMember]) -> Iterator[Interval]:
    """One bar for each member, and below them the notices that the law makes them wait for."""
    for one in shown:
        plan = members[one.key].plan
        phases = [bar for bar in plan.timeline if bar.kind == "phase"]
        if plan.expected_end is None:
            continue
        start = min([bar.start for bar in phases], default=plan.as_of)
        yield Interval(
            id=one.key,
            label=Text(zh=one.short, en=one.short),
            start=min(start, plan.expected_end),
            end=plan.expected_end,
            kind="phase",
            provisional=one.provisional,
        )
    for one in shown:
        for bar in members[one.key].plan.timeline:
            if bar.kind != "phase" and bar.end >= members[one.key].plan.as_of:
                label = Text(zh=f"{one.short}：{bar.label.zh}", en=f"{one.short}: {bar.label.en}")
                yield bar.model_copy(update={"id": f"{one.key}:{bar.id}", "label": label})


def _dates(members: Mapping[str, Planned], names: Mapping[str, str]) -> Iterator[GroupDate]:
    for key, one in members.items():
        for entry in one.plan.key_dates:
            if (entry.task or "").startswith(_AWAITED):
                continue  # the member's own end says it
            yield GroupDate(
                member=key,
                name=names[key],
                title=entry.title,
                date=entry.date,
                provisional=entry.provisional,
            )


def _tasks(members: Mapping[str, Planned], names: Mapping[str, str]) -> Iterator[GroupTask]:
    """What is not done; what only waits for another member stands there under its own name."""
    for key, one in members.items():
        for task in one.plan.tasks:
            day: dt.date | None = task.plan_by or task.planned
            if task.status == "done" or day is None or task.id.startswith(_AWAITED):
                continue
            yield GroupTask(
                member=key,
                name=names[key],
                task=task.id,
                number=task.number,
                title=task.title,
                day=day,
                limit=task.deadline,
                provisional=task.provisional,
                status=task.status,
                owner=task.owner,
                assignee=task.assignee,
                authority=task.authority_label,
                critical=task.critical,
            )


def _warnings(members: Mapping[str, Planned], names: Mapping[str, str]) -> Iterator[GroupWarning]:
    levels: tuple[Literal["conflict", "warning"], ...] = ("conflict", "warning")
    for level in levels:
        for key, one in members.items():
            for warning in one.plan.warnings:
                if warning.level == level:
                    yield GroupWarning(member=key, name=names[key], warning=warning)
