"""The result for a group: every member's plan seen together. Outputs compute nothing of it.

The members' plans stay what they are; this says how they hang together: who waits for whom, what
decides the end of all, and which dates of all members come next.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from checklist.plan import Interval, Part, PathStep, Status, Warning
from checklist.text import Text
from checklist.vocabulary import Owner

GROUP_VERSION: Final = 1

Relation = Literal["holder", "branch", "investment", "sister"]
"""`sister`: a company that no other one of the group holds, where there are several."""


class GroupMember(Part):
    """One company or branch of the group, in short."""

    key: str
    """What tells it from the others; where the plan is written, its `stem`."""
    stem: str
    """What the names of its documents begin with."""
    name: str
    short: str
    """The name without its holder's in front."""
    credit_code: str | None = None
    legal_form_label: Text
    relation: Relation
    holders: tuple[str, ...] = ()
    """Keys of the members it belongs to; they end after it."""
    level: int
    route: Text
    expected_end: dt.date | None = None
    ended: bool = False
    provisional: bool = False
    reserve: int | None = None
    """Days by which its end may slip before a holder's end moves; for a company that none holds,
    before the end of all does."""
    critical: bool = False
    """Whether its end decides the end of the group."""
    tasks: int
    done: int
    overdue: int
    conflicts: int


class GroupStep(Part):
    """One station of the critical path through the members."""

    member: str
    name: str
    step: PathStep


class GroupTask(Part):
    """A task of any member that is not done, by its day."""

    member: str
    name: str
    task: str
    number: int
    title: Text
    day: dt.date
    limit: dt.date | None = None
    provisional: bool = False
    status: Status
    owner: Owner
    assignee: str | None = None
    authority: Text
    critical: bool = False


class GroupDate(Part):
    """A key date of any member."""

    member: str
    name: str
    title: Text
    date: dt.date
    provisional: bool = False


class GroupWarning(Part):
    """A conflict or warning of any member."""

    member: str
    name: str
    warning: Warning


class GroupPlan(Part):
    """All members of a group together."""

    group_version: Literal[1] = GROUP_VERSION
    as_of: dt.date
    name: str
    """The name of the company at the top; or how companies side by side are called together."""
    members: tuple[GroupMember, ...]
    """In the order in which they end: what belongs to a company before it."""
    critical_path: tuple[GroupStep, ...]
    timeline: tuple[Interval, ...]
    key_dates: tuple[GroupDate, ...]
    tasks: tuple[GroupTask, ...]
    warnings: tuple[GroupWarning, ...]
    expected_end: dt.date | None = None
    years_published: tuple[int, ...] = ()
    checked_to: dt.date
    disclaimer: Text


def portable(group: GroupPlan) -> GroupPlan:
    """The plan as it may be written: its members go by their stems, not by where files lie here."""
    stems = {one.key: one.stem for one in group.members}

    return group.model_copy(
        update={
            "members": tuple(
                one.model_copy(
                    update={"key": one.stem, "holders": tuple(stems[key] for key in one.holders)}
                )
                for one in group.members
            ),
            **{
                name: tuple(
                    each.model_copy(update={"member": stems[each.member]})
                    for each in getattr(group, name)
                )
                for name in ("critical_path", "key_dates", "tasks", "warnings")
            },
            "timeline": tuple(
                bar.model_copy(update={"id": _with_stem(bar.id, stems)}) for bar in group.timeline
            ),
        }
    )


def _with_stem(name: str, stems: Mapping[str, str]) -> str:
    """The id of a bar: a member's, or one of a wait behind it."""
    if name in stems:
        return stems[name]
    key, _, rest = name.rpartition(":")
    return f"{stems[key]}:{rest}"
