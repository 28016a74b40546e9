"""The order of a delivery: look, compare, add what is missing, look again.

A tracker is the memory of its ticket: a file counts as attached when one with the same bytes is
there, a comment when its mark is, a sub-task when its mark is. Whatever stops a run midway, the
same command again finds what is done and does the rest.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from checklist.delivery.errors import DeliveryError, Unsettled
from checklist.delivery.group_note import (
    group_from,
    group_lines,
    group_title,
    unchanged,
)
from checklist.delivery.link import Link
from checklist.delivery.note import note_of, plain_note
from checklist.delivery.parcel import Parcel, plan_from, same_company
from checklist.delivery.tickets import (
    Item,
    SubTasks,
    Ticket,
    Tracker,
    holds,
    note_mark,
    same_text,
)
from checklist.difference import compare
from checklist.groupplan import GroupPlan
from checklist.messages import Lang
from checklist.messages.delivery import FAILURES
from checklist.outputs.group import render_group_json
from checklist.outputs.plan_json import render_json
from checklist.plan import Plan

LOOKED_AT: Final = 12
"""Plans of a ticket that are read in search of the company's last one."""


@dataclass(slots=True)
class Report:
    """What a delivery did; it grows while it goes on."""

    where: str = ""
    url: str = ""
    added: list[str] = field(default_factory=list)
    """Names of files that were attached or sent."""
    there: list[str] = field(default_factory=list)
    """Names of files that were there already."""
    commented: bool = False
    former: dt.date | None = None
    """The day of the plan that the comment compares with."""
    unchanged: bool = False
    """Nothing was sent, because nothing but the day has changed."""
    created: int = 0
    changed: int = 0
    kept: int = 0
    stuck: list[str] = field(default_factory=list)
    """Sub-tasks that are done here, but that the tracker's workflow does not let be closed."""
    ahead: list[str] = field(default_factory=list)
    """Sub-tasks that are closed there and still open in the plan."""

    gone: list[str] = field(default_factory=list)
    """Sub-tasks that are open there and no longer in the plan."""
    busy: bool = False
    """Whether something is being changed just now."""
    unsure: bool = False
    """Whether something may have arrived that is not counted here."""

    @property
    def idle(self) -> bool:
        """Whether everything was there already."""
        return not (self.added or self.commented or self.created or self.changed)


def to_ticket(
    tracker: Tracker,
    link: Link,
    place: str,
    parcel: Parcel,
    lang: Lang,
    report: Report,
    *,
    since: Plan | None = None,
    if_changed: bool = False,
) -> Ticket:
    """Attach a parcel's files and write the comment, as far as they are not there."""
    ticket = tracker.look(link, place)
    report.where, report.url = f"{ticket.id} {ticket.title}", ticket.url
    items = (*parcel.items, *parcel.data)
    fresh = tuple(item for item in items if not holds(ticket, item))
    report.there = [item.name for item in items if item not in fresh]
    name = note_mark(*sorted(item.digest for item in items))
    if not fresh and name in ticket.comments:
        return ticket
    before = _before(ticket, parcel)
    before = before._replace(plan=since or before.plan)
    if if_changed and same(before, parcel):
        report.unchanged = True
        return ticket
    report.former = before.as_of
    return _put(
        tracker, link, place, ticket, fresh, [*lines_of(parcel, before, lang), "", name], report
    )


def to_ticket_as_text(
    tracker: Tracker, link: Link, place: str, lines: list[str], key: str, report: Report
) -> None:
    """Write a comment, unless one of the same `key` is there."""
    ticket = tracker.look(link, place)
    report.where, report.url = f"{ticket.id} {ticket.title}", ticket.url
    name = note_mark(key)
    if name not in ticket.comments:
        _put(tracker, link, place, ticket, (), [*lines, "", name], report)


class Before(NamedTuple):
    """What a target was told last, other than what is sent now."""

    plan: Plan | None = None
    group: GroupPlan | None = None

    @property
    def as_of(self) -> dt.date | None:
        """Its day."""
        return next((one.as_of for one in self if one is not None), None)


def lines_of(parcel: Parcel, before: Before, lang: Lang, *, bullet: str = "* ") -> list[str]:
    """What is said with a parcel."""
    if parcel.plan is None and parcel.group is None:
        return plain_note([item.name for item in parcel.items], lang, bullet=bullet)
    lines: list[str] = []
    if parcel.plan is not None:
        lines = note_of(parcel.plan, parcel.code, before.plan, lang, bullet=bullet)
    elif parcel.group is not None:
        lines = [group_title(parcel.group, lang)]
    if parcel.group is not None:
        lines += ["", *group_lines(parcel.group, before.group, lang, bullet=bullet)]
    return lines


def same(before: Before, parcel: Parcel) -> bool:
    """Whether nothing but the day has changed since then."""
    if parcel.plan is None and parcel.group is None:
        return False
    plans = parcel.plan is None or (
        before.plan is not None and compare(before.plan, parcel.plan).unchanged
    )
    groups = parcel.group is None or (
        before.group is not None and unchanged(before.group, parcel.group)
    )
    return plans and groups


def _put(
    tracker: Tracker,
    link: Link,
    place: str,
    ticket: Ticket,
    items: tuple[Item, ...],
    lines: list[str],
    report: Report,
) -> Ticket:
    """Add, then see that it is there: a tracker may leave out what somebody may not do."""
    wrong: DeliveryError | None = None
    report.busy = not link.dry
    try:
        tracker.add(link, ticket, items, "\n".join(lines))
    except DeliveryError as error:
        wrong = error
    if link.dry:
        if wrong:
            raise wrong
        report.added, report.commented = [item.name for item in items], True
        return ticket
    try:
        after = tracker.look(link, place)
        report.added = [item.name for item in items if holds(after, item)]
    except DeliveryError as error:
        report.unsure = True
        raise wrong or error from None
    report.commented = lines[-1] in after.comments
    report.busy = False
    whole = len(report.added) == len(items) and report.commented
    if whole and (wrong is None or isinstance(wrong, Unsettled)):
        return after
    if wrong:
        raise wrong
    missing = "、".join(item.name for item in items if item.name not in report.added) or "–"
    raise DeliveryError(FAILURES["not-there"], host=link.host, missing=missing)


def _before(ticket: Ticket, parcel: Parcel) -> Before:
    """The last plans of the company and the group among a ticket's files, but for those of now."""
    own = render_json(parcel.plan) if parcel.plan else None
    whole = render_group_json(parcel.group) if parcel.group else None
    candidates = [one for one in ticket.attached if one.name.lower().endswith(".json")]
    found = Before()
    for one in candidates[:LOOKED_AT] if own or whole else ():
        data = one.read()
        plan, group = plan_from(data), group_from(data)
        if parcel.plan and plan and found.plan is None and data != own:
            found = found._replace(plan=plan if same_company(plan, parcel.plan) else None)
        if parcel.group and group and found.group is None and data != whole:
            found = found._replace(group=group if group.name == parcel.group.name else None)
        if (found.plan or not own) and (found.group or not whole):
            break
    return found


def to_subtasks(
    tracker: Tracker,
    link: Link,
    ticket: Ticket,
    wanted: SubTasks,
    report: Report,
    tell: Callable[[], None],
) -> None:
    """Make a sub-task for every entry that is not done, and bring those there up to date."""
    there = tracker.children(link, ticket)
    report.gone = [
        child.subject
        for name, child in there.items()
        if name.startswith(wanted.families) and name not in wanted.known and not child.closed
    ]
    for entry in wanted.mine:
        child = there.get(entry.id) or there.get(entry.by_name)
        if child is None:
            if not entry.done:
                report.busy = not link.dry
                tracker.create(link, ticket, entry)
                report.created += 1
                report.busy = False
        else:
            if child.closed and not entry.done:
                report.ahead.append(entry.subject)
            due = entry.due.isoformat() if entry.due else None
            if (
                child.subject == entry.subject[:255]
                and same_text(child.text, entry.text)
                and child.due == due
                and (child.closed or not entry.done)
            ):
                report.kept += 1
            else:
                if not tracker.change(link, child, entry):
                    report.stuck.append(entry.subject)
                report.changed += 1
        tell()
