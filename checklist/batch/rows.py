"""A company's line of the portfolio: taken from its plan when that is made, kept in the manifest.

Nothing is computed about law here; statuses, days and doubts stand in the plan.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from checklist.company import Company
from checklist.groupplan import GroupPlan
from checklist.plan import Part, Plan, Task
from checklist.text import Text
from checklist.vocabulary import LABELS, Owner


class Item(Part):
    """One task that wants somebody's attention."""

    task: str
    number: int
    title: Text
    day: dt.date | None
    """The day to act: the arranged day, or the last one to plan for where that is earlier."""
    limit: dt.date | None
    """The binding legal limit."""
    who: str | None
    team: Text
    provisional: bool


class Doubt(Part):
    """A date that is provisional: it hangs on a year whose days off are not published."""

    title: Text
    day: dt.date


class Settled(Part):
    """A date that was provisional and is certain now."""

    task: str
    title: Text
    before: dt.date
    now: dt.date


class Certainty(Part):
    """Which dates of a company are open on a day, and which have just been settled."""

    as_of: dt.date
    provisional: Mapping[str, Doubt]
    """By task."""
    settled: tuple[Settled, ...]
    """What became certain since the run before."""


class Row(Certainty):
    """One company."""

    company: str
    credit_code: str | None
    accountants: tuple[str, ...]
    """Who answers for it: the people of the finance team, else what the team is called."""
    route: Text
    expected_end: dt.date | None
    end_provisional: bool
    done: int
    tasks: int
    overdue: tuple[Item, ...]
    due: tuple[Item, ...]
    """Due within seven days."""
    next: Item | None
    """What comes next among the tasks that can be done now and are not late."""
    conflicts: tuple[Text, ...]


class Unit(Part):
    """A company of an input file, with its documents."""

    stem: str
    """What the names of its documents begin with."""
    documents: tuple[str, ...]
    row: Row


class Overview(Part):
    """A group, with the documents that show it as a whole."""

    name: str
    documents: tuple[str, ...]
    members: int
    ended: int
    expected_end: dt.date | None
    end_provisional: bool
    deciding: tuple[str, ...]
    """Who decides the end of all."""


def overview_of(group: GroupPlan, documents: Iterable[str]) -> Overview:
    """The line of a group."""
    return Overview(
        name=group.name,
        documents=tuple(documents),
        members=len(group.members),
        ended=sum(one.ended for one in group.members),
        expected_end=group.expected_end,
        end_provisional=any(
            one.provisional for one in group.members if one.expected_end == group.expected_end
        ),
        deciding=tuple(one.short for one in group.members if one.critical),
    )


def row_of(company: Company, plan: Plan, doubts: Mapping[str, Doubt]) -> Row:
    """The line of one company; `doubts` are the dates that the run before left open."""
    by_status: dict[str, list[Task]] = {}
    for task in plan.tasks:
        by_status.setdefault(task.status, []).append(task)
    due = items_of(by_status.get("due-soon", ()))
    ahead = (*due, *items_of(by_status.get("open", ())))
    return Row(
        as_of=plan.as_of,
        company=plan.company.name,
        credit_code=plan.company.credit_code,
        accountants=_accountants(company),
        route=_text(LABELS[plan.route.chosen]),
        expected_end=plan.expected_end,
        end_provisional=any(
            entry.provisional for entry in plan.key_dates if entry.date == plan.expected_end
        ),
        done=len(by_status.get("done", ())),
        tasks=len(plan.tasks),
        overdue=tuple(sorted(items_of(by_status.get("overdue", ())), key=_late_first)),
        due=due,
        next=min(ahead, key=_soon_first, default=None),
        conflicts=tuple(entry.text for entry in plan.warnings if entry.level == "conflict"),
        provisional=doubts_in(plan),
        settled=settled_of(plan, doubts),
    )


def doubts_in(plan: Plan) -> dict[str, Doubt]:
    """The provisional dates of a plan, by task."""
    return {
        task.id: Doubt(title=task.title, day=day)
        for task in plan.tasks
        if task.provisional and task.status != "done" and (day := task.plan_by or task.planned)
    }


def doubts_of(row: Certainty, as_of: dt.date) -> Mapping[str, Doubt]:
    """The dates of a company that a plan for `as_of` may settle.

    What was news on the same day stays news: a file that is made again because of a slip of the
    pen, or in another language, has not been looked at yet.
    """
    news = row.settled if row.as_of == as_of else ()
    return {
        **{item.task: Doubt(title=item.title, day=item.before) for item in news},
        **row.provisional,
    }


def settled_of(plan: Plan, doubts: Mapping[str, Doubt]) -> tuple[Settled, ...]:
    """What was in doubt and is no more; what has been done meanwhile is no news."""
    return tuple(
        Settled(task=task.id, title=task.title, before=doubts[task.id].day, now=day)
        for task in plan.tasks
        if task.id in doubts
        and not task.provisional
        and task.status != "done"
        and (day := task.plan_by or task.planned)
    )


def _accountants(company: Company) -> tuple[str, ...]:
    named = tuple(
        dict.fromkeys(person.name for person in company.people if person.team is Owner.FINANCE)
    )
    return named or ((company.teams.finance,) if company.teams.finance else ())


def items_of(tasks: Iterable[Task]) -> tuple[Item, ...]:
    """Tasks as items, the soonest first."""
    found = (
        Item(
            task=task.id,
            number=task.number,
            title=task.title,
            day=min((day for day in (task.planned, task.plan_by) if day), default=None),
            limit=task.deadline,
            who=task.assignee,
            team=_text(LABELS[task.owner]),
            provisional=task.provisional,
        )
        for task in tasks
    )
    return tuple(sorted(found, key=_soon_first))


def _soon_first(item: Item) -> tuple[dt.date, int]:
    return item.day or dt.date.max, item.number


def _late_first(item: Item) -> tuple[dt.date, int]:
    return item.limit or item.day or dt.date.max, item.number


def _text(message: tuple[str, str]) -> Text:
    return Text(zh=message[0], en=message[1])
