"""The order of a delivery: look, compare, add what is missing, look again.

A tracker is the memory of its ticket: a file counts as attached when one with the same bytes is
there, a comment when its mark is, a sub-task when its mark is. Whatever stops a run midway, the
same command again finds what is done and does the rest.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from checklist.delivery.errors import DeliveryError, Unsettled
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
from checklist.messages import Lang
from checklist.messages.delivery import FAILURES
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
    items = (*parcel.items, parcel.data) if parcel.data else parcel.items
    fresh = tuple(item for item in items if not holds(ticket, item))
    report.there = [item.name for item in items if item not in fresh]
    name = note_mark(*sorted(item.digest for item in items))
    if not fresh and name in ticket.comments:
        return ticket
    former = since or _former(ticket, parcel)
    if if_changed and _same(former, parcel.plan):
        report.unchanged = True
        return ticket
    report.former = former.as_of if former else None
    return _put(
        tracker, link, place, ticket, fresh, [*lines_of(parcel, former, lang), "", name], report
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


def lines_of(parcel: Parcel, former: Plan | None, lang: Lang, *, bullet: str = "* ") -> list[str]:
    """What is said with a parcel."""
    if parcel.plan is None:
        return plain_note([item.name for item in parcel.items], lang, bullet=bullet)
    return note_of(parcel.plan, parcel.code, former, lang, bullet=bullet)


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


def _former(ticket: Ticket, parcel: Parcel) -> Plan | None:
    """The company's last plan among a ticket's files, other than the one that is sent now."""
    if parcel.plan is None:
        return None
    own = render_json(parcel.plan)
    candidates = [one for one in ticket.attached if one.name.lower().endswith(".json")]
    for one in candidates[:LOOKED_AT]:
        data = one.read()
        found = plan_from(data)
        if found and data != own and same_company(found, parcel.plan):
            return found
    return None


def _same(former: Plan | None, plan: Plan | None) -> bool:
    return former is not None and plan is not None and compare(former, plan).unchanged


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
