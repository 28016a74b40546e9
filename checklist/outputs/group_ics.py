"""A group's calendar: the entries of every member's own, and the day on which all is over.

An entry has the UID that it has in its member's calendar, so that importing both doubles nothing.
"""

import hashlib
from collections.abc import Mapping

from checklist.groupplan import GroupPlan
from checklist.messages import Lang
from checklist.messages.exports import GROUP_CALENDAR, TABLE
from checklist.messages.group import GROUP
from checklist.outputs.documents import Printed
from checklist.outputs.group_csv import on_path
from checklist.outputs.ics import Entry, add_entry, add_plan, new_calendar, number_of, recorded
from checklist.outputs.options import Look
from checklist.outputs.plain import punct, words
from checklist.outputs.templates import clean
from checklist.outputs.view import View, filled


def render_group_ics(
    group: GroupPlan, members: Mapping[str, Printed], lang: Lang, look: Look
) -> bytes:
    """The calendar; the same plans give the same bytes."""
    calendar = new_calendar(
        _say("name", lang, name=group.name), _say("note", lang, as_of=group.as_of)
    )
    path = on_path(group)
    mark = words(TABLE["on-path"], lang)
    for one in group.members:
        ready = members[one.key]
        also = {task.id: mark for task in ready.plan.tasks if (one.key, task.id) in path}
        add_plan(calendar, View(ready.plan, lang, look), ready.code, also)
    if group.expected_end is not None:
        _add_end(calendar, group, members, lang)
    return bytes(calendar.to_ical())


def _add_end(
    calendar: object, group: GroupPlan, members: Mapping[str, Printed], lang: Lang
) -> None:
    """The day on which the last member is expected to have ended."""
    day = group.expected_end
    assert day is not None
    deciding = dict.fromkeys(one.short for one in group.members if one.critical)
    names = punct("list-separator", lang).join(deciding) or "–"
    entry = Entry(
        id=("group-end",),
        start=day,
        last=day,
        summary=_say("end", lang, name=group.name),
        text=_say("end-text", lang, count=len(group.members), names=names),
        provisional=any(one.provisional for one in group.members if one.expected_end == day),
        open=day > group.as_of,
    )
    uid = hashlib.sha256(f"group-end\0{group.name}".encode()).hexdigest()[:32]
    number = number_of(group.as_of, sum(recorded(each.plan) for each in members.values()))
    source = words(filled(GROUP["as-of-day"], day=group.as_of), lang)
    kinds = [words(TABLE["on-path"], lang)]
    add_entry(calendar, entry, uid, source, group.as_of, number, kinds, lang)


def _say(key: str, lang: Lang, **values: object) -> str:
    return clean(words(filled(GROUP_CALENDAR[key], **values), lang))
