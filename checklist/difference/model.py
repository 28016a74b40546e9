"""What `compare` gives: every change between two plans once, in groups.

A task stands in exactly one of the groups `added`, `removed`, `done`, `reopened`, `overdue`,
`moved`, `other`, the first that fits; its line there holds everything that changed about it.
"""

import datetime as dt
from typing import Final, Literal

from pydantic import Field

from checklist.plan import (
    BarredGround,
    FactUsed,
    Override,
    Part,
    Question,
    SourceDates,
    Status,
    Warning,
    WhatIf,
)
from checklist.text import Text
from checklist.vocabulary import Confidence, Route, Tri

DIFFERENCE_VERSION: Final = 1

Basis = Literal["actual", "planned", "projected", "calendar"]


class Side(Part):
    """Which plan this is."""

    as_of: dt.date
    company: str
    credit_code: str | None
    tasks: int
    what_if: tuple[WhatIf, ...] = ()


class DateMove(Part):
    """A date that changed; None where there was or is none."""

    what: Literal["deadline", "plan_by", "planned", "earliest", "finish_by", "limit"]
    old: dt.date | None
    new: dt.date | None
    days: int | None
    """New less old; None where one is missing."""


class Cause(Part):
    """A reason that follows from the two plans, never a guess."""

    code: str
    task: str | None = None
    text: Text


class RouteChange(Part):
    """The route, or what is open and barred, changed."""

    old: Route
    new: Route
    why: Text
    """The new plan's own reason for its route."""
    opened: tuple[Route, ...] = ()
    closed: tuple[Route, ...] = ()
    newly_barred: tuple[BarredGround, ...] = ()
    no_longer_barred: tuple[BarredGround, ...] = ()


class EndChange(Part):
    """The expected day of deregistration moved."""

    old: dt.date | None
    new: dt.date | None
    days: int | None
    reached: bool = False
    """Whether it is no longer expected: the company is deregistered."""
    causes: tuple[Cause, ...] = ()


class TriggerMove(Part):
    """The event that a limit runs from has another date, or the date has another basis."""

    event: str
    title: Text
    old: dt.date
    new: dt.date
    old_basis: Basis
    new_basis: Basis


class LimitChange(Part):
    """What changed about one legal date of a task."""

    rule: str
    title: Text
    strength: Literal["binding", "advisory"]
    state: Literal["added", "removed", "changed"]
    moves: tuple[DateMove, ...] = ()
    trigger: TriggerMove | None = None
    old_rule: str | None = None
    """The rule that applied before, where another one applies now."""
    new_rule: str | None = None
    certainty: Literal["certain", "provisional"] | None = None
    """What the date became, if that changed."""


class TaskPart(Part):
    """A task, named."""

    id: str
    title: Text


class AddedTask(TaskPart):
    """A task that only the new plan has."""

    status: Status
    to_confirm: bool
    day: dt.date | None
    """The day it was done, else the day to do it."""
    deadline: dt.date | None
    facts: tuple[FactUsed, ...]
    """The facts that put it into the plan."""
    was_left_out: Text | None = None
    """Why the old plan left it out."""


class RemovedTask(TaskPart):
    """A task that only the old plan has."""

    was_done: dt.date | None
    reason: Text | None = None
    """Why the new plan leaves it out, if it says so."""
    citation: str | None = None


Aspect = Literal[
    "title",
    "who",
    "status",
    "to-confirm",
    "facts",
    "order",
    "critical",
    "reserve",
    "estimate",
    "timing",
    "counting",
    "papers",
    "remark",
    "law",
]


class ChangedTask(TaskPart):
    """A task of both plans that is not the same in both."""

    old_status: Status
    new_status: Status
    old_planned: dt.date | None
    done_on: dt.date | None = None
    deadline: dt.date | None = None
    moves: tuple[DateMove, ...] = ()
    limits: tuple[LimitChange, ...] = ()
    also: tuple[Aspect, ...] = ()
    """What else changed."""
    old_who: Text
    new_who: Text
    to_confirm: bool = False
    critical: bool = False
    old_reserve: int | None = None
    new_reserve: int | None = None


class WarningChange(Part):
    """A conflict or warning whose text changed, such as the dates in it."""

    old: Warning
    new: Warning


class EventChange(Part):
    """An event that was recorded, moved or withdrawn and that no task tells of."""

    event: str
    title: Text
    old: dt.date | None
    new: dt.date | None
    old_basis: Basis | None
    new_basis: Basis | None


class AnsweredQuestion(Part):
    """A question that is no longer asked."""

    question: Question
    answer: Tri | None = None
    """The answer, where the new plan shows it; else it may have been settled another way."""


class AssumptionChange(Part):
    """Another estimate for a task that both plans have and that is still to be done."""

    task: str
    title: Text
    old: int
    new: int
    set_by_user: bool


class OverrideChange(Part):
    """A professional's decision that came, went or changed."""

    old: Override | None
    new: Override | None


class RuleChange(Part):
    """A cited rule that is read or worded in another way."""

    rule: str
    law: Text
    article: str | None
    old_confidence: Confidence
    new_confidence: Confidence
    reworded: bool
    tasks: tuple[str, ...]


class SourceChange(Part):
    """A legal text whose dates or number changed."""

    old: SourceDates
    new: SourceDates


class LawChange(Part):
    """What changed about the law that the plans rely on."""

    sources: tuple[SourceChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    years_added: tuple[int, ...] = ()
    years_removed: tuple[int, ...] = ()


class DatedChange(Part):
    """A date beside the tasks that moved: how long a record is kept, a no-login span, the wish."""

    kind: Literal["retention", "wecom", "finish-by", "company"]
    title: Text
    old: Text | None
    new: Text | None


class Difference(Part):
    """What changed between two plans; empty groups mean that nothing did."""

    difference_version: Literal[1] = DIFFERENCE_VERSION
    old: Side
    new: Side
    other_company: bool = False
    """Whether the plans are of different companies."""
    route: RouteChange | None = None
    end: EndChange | None = None
    conflicts: tuple[Warning, ...] = ()
    """New ones."""
    overdue: tuple[ChangedTask, ...] = ()
    warnings: tuple[Warning, ...] = ()
    """New warnings and notices."""
    warnings_changed: tuple[WarningChange, ...] = ()
    warnings_gone: tuple[Warning, ...] = ()
    """Conflicts, warnings and notices that only the old plan had."""
    done: tuple[ChangedTask, ...] = ()
    reopened: tuple[ChangedTask, ...] = ()
    moved: tuple[ChangedTask, ...] = ()
    """Those whose legal dates moved come first."""
    added: tuple[AddedTask, ...] = ()
    removed: tuple[RemovedTask, ...] = ()
    other: tuple[ChangedTask, ...] = ()
    events: tuple[EventChange, ...] = ()
    questions_answered: tuple[AnsweredQuestion, ...] = ()
    questions_new: tuple[Question, ...] = ()
    assumptions: tuple[AssumptionChange, ...] = ()
    overrides: tuple[OverrideChange, ...] = ()
    dates: tuple[DatedChange, ...] = ()
    law: LawChange | None = None
    unchanged: bool = Field(default=False)
    """Nothing but the day of the plan changed."""


def move(
    what: Literal["deadline", "plan_by", "planned", "earliest", "finish_by", "limit"],
    old: dt.date | None,
    new: dt.date | None,
) -> tuple[DateMove, ...]:
    """The move of one date: one entry, or none where it stayed."""
    if old == new:
        return ()
    days = (new - old).days if old and new else None
    return (DateMove(what=what, old=old, new=new, days=days),)
