"""What a ticket, a mail or a chat is told of a group: ends, what comes next, what changed."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from checklist.delivery.note import NEXT, inert
from checklist.difference.text import Words, fill
from checklist.groupplan import GroupMember, GroupPlan, GroupTask
from checklist.messages import Lang
from checklist.messages.delivery import GROUP_NOTE, NOTE
from checklist.outputs.plain import words
from checklist.text import Text
from checklist.vocabulary import LABELS

MEMBERS: Final = 12
"""Members whose end is told."""


def group_title(group: GroupPlan, lang: Lang) -> str:
    """The first line about a group that has no company above."""
    parts = (GROUP_NOTE["title"], _same(group.name), fill(NOTE["as-of"], day=group.as_of))
    return " · ".join(_line(part, lang) for part in parts)


def group_lines(
    group: GroupPlan, former: GroupPlan | None, lang: Lang, *, bullet: str = "* "
) -> list[str]:
    """The lines about a group, and what changed since a former plan of it."""
    deciding = "、".join(one.short for one in group.members if one.critical) or "–"
    facts = {"count": len(group.members), "day": group.expected_end or "–", "names": deciding}
    lines = [_line(fill(GROUP_NOTE["summary"], **facts), lang)]
    lines += [bullet + _line(_end(one), lang) for one in group.members[:MEMBERS]]
    if (left := len(group.members) - MEMBERS) > 0:
        lines.append(bullet + _line(fill(GROUP_NOTE["more"], number=left), lang))
    if coming := [task for task in group.tasks if task.status != "blocked"][:NEXT]:
        lines += ["", _line(NOTE["next"], lang)]
        lines += [bullet + _line(_dated(task), lang) for task in coming]
    if former is not None:
        changes = [_line(change, lang) for change in _changes(former, group)]
        since = fill(GROUP_NOTE["since"], day=former.as_of)
        lines += ["", _line(since, lang)]
        lines += [bullet + one for one in changes or [_line(GROUP_NOTE["nothing"], lang)]]
    return lines


def unchanged(old: GroupPlan, new: GroupPlan) -> bool:
    """Whether nothing but the day has changed."""
    return bool(_said(old) == _said(new))


def group_from(data: bytes | None) -> GroupPlan | None:
    """The plan of a group in an attachment's bytes, or None where it holds none."""
    if data is None or b'"group_version"' not in data:
        return None
    try:
        return GroupPlan.model_validate_json(data)
    except ValidationError:
        return None


def _said(group: GroupPlan) -> Any:
    """What a plan says, without the day and without where its files stand."""
    names = {one.key: one.name for one in group.members}
    members = [
        (one.name, one.route, one.expected_end, one.ended, one.tasks, one.done, one.conflicts)
        for one in group.members
    ]
    tasks = [
        (names[task.member], task.task, task.day, task.limit, task.provisional, task.assignee)
        for task in group.tasks
    ]
    return members, sorted(tasks, key=str)


def _changes(old: GroupPlan, new: GroupPlan) -> Iterator[Words]:
    if old.expected_end != new.expected_end:
        yield fill(GROUP_NOTE["end-moved"], old=_day(old.expected_end), new=_day(new.expected_end))
    before = {one.name: one for one in old.members}
    for one in new.members:
        was = before.pop(one.name, None)
        if was is None:
            yield fill(GROUP_NOTE["joined"], name=one.name)
        elif one.ended and not was.ended:
            yield fill(GROUP_NOTE["has-ended"], name=one.name, day=_day(one.expected_end))
        elif one.expected_end != was.expected_end:
            days = {"old": _day(was.expected_end), "new": _day(one.expected_end)}
            yield fill(GROUP_NOTE["member-moved"], name=one.name, **days)
        if was is not None and one.done != was.done:
            yield fill(GROUP_NOTE["done"], name=one.name, old=was.done, new=one.done)
    for name in before:
        yield fill(GROUP_NOTE["left"], name=name)


def _end(one: GroupMember) -> Words:
    key = "ended" if one.ended else "ends-late" if one.overdue else "ends"
    return fill(GROUP_NOTE[key], name=one.name, day=_day(one.expected_end), number=one.overdue)


def _dated(task: GroupTask) -> Words:
    key = "dated-late" if task.status == "overdue" else "dated"
    key += "-provisional" if task.provisional else ""
    text = fill(NOTE[key], day=task.day, title=task.title, team=LABELS[task.owner])
    return fill(GROUP_NOTE["of"], text=text, name=task.name)


def _day(day: dt.date | None) -> str:
    return str(day or "–")


def _same(text: str) -> Text:
    return Text(zh=text, en=text)


def _line(text: Words, lang: Lang) -> str:
    return inert(words(text, lang))
