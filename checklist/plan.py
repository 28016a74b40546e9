"""The result: one `Plan`, from which every output is made.

Everything a reader sees is in here, in both languages where it is text; outputs choose the
language and the look, and compute nothing. `Plan.model_dump(mode="json")` is the published JSON.
"""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from checklist.vocabulary import Confidence, Owner, Phase, Route, Tri

PLAN_VERSION: Final = 1


class Part(BaseModel):
    """Base of the plan's parts."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """A sentence in both languages."""

    zh: str
    en: str


class Citation(Part):
    """A legal text and the article relied on."""

    rule: str
    """Rule id; `checklist law show ID` prints it."""
    law: Text
    number: str | None = None
    number_seen: bool = False
    article: str | None = None
    says: Text
    confidence: Confidence
    """Anything but `read-in-source` is printed with a 核实 mark."""
    ask: Text | None = None
    """The question for the local office where the text was not read."""
    note: Text | None = None
    checked_on: dt.date
    text_as_of: dt.date | None = None


class Bound(Part):
    """Both ends of a date that hangs on an unpublished year."""

    earliest: dt.date
    latest: dt.date


class OtherReading(Part):
    """Another defensible reading of a period."""

    field: str
    value: dt.date
    why: Text


class TaskDeadline(Part):
    """A computed legal date that limits a task."""

    rule: str
    applied_rule: str
    kind: Literal["latest", "earliest", "window"]
    """`latest`: act by it; `earliest`: not before it; `window`: between the two."""
    title: Text
    trigger: str
    trigger_date: dt.date
    trigger_basis: Literal["actual", "planned", "projected"]
    """Whether it happened, the user plans it, or the planner projects it."""
    earliest: dt.date | None = None
    limit: dt.date | None = None
    """The legal limit: the last lawful day."""
    nominal: dt.date | None = None
    plan_by: dt.date | None = None
    """The day to aim for: the last working day on or before the nominal day."""
    strength: Literal["binding", "advisory"]
    provisional: bool
    bounds: dict[str, Bound] | None = None
    other_readings: tuple[OtherReading, ...] = ()
    steps: tuple[Text, ...]
    citation: Citation


Status = Literal["done", "overdue", "due-soon", "open", "blocked"]


class Task(Part):
    """One line on the printed checklist."""

    number: int
    id: str
    title: Text
    phase: Phase
    owner: Owner
    assignee: str | None = None
    authority: str
    authority_label: Text
    status: Status
    to_confirm: bool = False
    """待确认: a fact that decides whether the task applies is unknown."""
    after: tuple[str, ...] = ()
    advisory_after: tuple[str, ...] = ()
    produces: str | None = None
    earliest: dt.date | None = None
    """The earliest possible day, by the order of tasks and by waits of law."""
    planned: dt.date | None = None
    """The day the plan puts it on."""
    done_on: dt.date | None = None
    deadline: dt.date | None = None
    """The binding legal limit, if the task has one."""
    plan_by: dt.date | None = None
    """The date printed large: the tightest `plan_by` of its limits, else the planned day."""
    slack: int | None = None
    """Days between the planned day and the legal limit."""
    provisional: bool = False
    limits: tuple[TaskDeadline, ...] = ()
    steps: tuple[Text, ...] = ()
    """How the legal limit was counted: the steps of the limit that gives `deadline`."""
    how: Text | None = None
    documents: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    note: Text | None = None
    citations: tuple[Citation, ...] = ()
    estimate_days: int
    estimate_why: Text
    confidence: Confidence
    """The lowest confidence among its citations."""


class NotApplicable(Part):
    """A task left out, and why: nothing vanishes."""

    id: str
    title: Text
    reason: Text
    citation: str | None = None


class BarredGround(Part):
    """One ground of the simple route's negative list, answered for this company."""

    ground: str
    title: Text
    answer: Tri
    citation: Text
    confidence: Confidence
    input_line: int | None = None
    input_path: str
    curable: bool
    cure: Text | None = None
    question: Text


class RouteDecision(Part):
    """Which route, which are open, and what bars the others."""

    chosen: Route
    wanted: Literal["auto", "general", "simple"]
    available: tuple[Route, ...]
    open_if_confirmed: tuple[Route, ...] = ()
    """Routes that no known fact bars but unknown ones may."""
    why: Text
    barred: tuple[BarredGround, ...] = ()
    """Grounds answered yes."""
    unknown: tuple[BarredGround, ...] = ()
    """Grounds nobody answered: they must be checked before the commitment is signed."""
    cleared: tuple[BarredGround, ...] = ()
    """Grounds answered no."""


class KeyDate(Part):
    """A date for page 1."""

    id: str
    title: Text
    date: dt.date
    basis: Literal["actual", "planned", "projected", "legal"]
    provisional: bool = False
    task: str | None = None


class Warning(Part):
    """Something to see first: a conflict, a trap, a doubt."""

    level: Literal["conflict", "warning", "notice"]
    code: str
    text: Text
    remedy: Text | None = None
    citation: str | None = None
    task: str | None = None
    input_line: int | None = None


class Question(Part):
    """What somebody has to answer, and which tasks hang on it."""

    id: str
    text: Text
    tasks: tuple[str, ...] = ()
    ask: Literal["company", "office"] = "company"


class Assumption(Part):
    """An estimate the dates rest on; `estimates:` in the input file changes it."""

    task: str
    title: Text
    working_days: int
    why: Text
    set_by_user: bool = False


class Override(Part):
    """A professional's decision, printed beside the computed value."""

    target: str
    date: dt.date | None = None
    decision: str | None = None
    computed: dt.date | None = None
    who: str
    when: dt.date
    why: str
    input_line: int | None = None


class Interval(Part):
    """A bar of the timeline."""

    id: str
    label: Text
    start: dt.date
    end: dt.date
    kind: Literal["phase", "window", "notice"]
    provisional: bool = False


class CompanyCard(Part):
    """What the document says about the company itself."""

    name: str
    credit_code: str | None = None
    legal_form: str
    legal_form_label: Text
    region: str | None = None
    established: dt.date | None = None
    foreign_invested: Tri


class SourceDates(Part):
    """One legal text that the plan relies on, with its dates."""

    id: str
    title: Text
    number: str | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    checked_on: dt.date
    text_as_of: dt.date | None = None


class LawDates(Part):
    """How fresh the law behind this plan is."""

    sources: int
    used: tuple[SourceDates, ...] = ()
    checked_from: dt.date
    checked_to: dt.date
    text_as_of_from: dt.date | None = None
    stale: tuple[str, ...] = ()
    """Sources not checked for more than 180 days before `as_of`."""
    unverified: int
    """Cited rules whose text was not read."""
    years_published: tuple[int, ...]


class Plan(Part):
    """The dated checklist for winding a company down."""

    plan_version: Literal[1] = PLAN_VERSION
    as_of: dt.date
    company: CompanyCard
    route: RouteDecision
    key_dates: tuple[KeyDate, ...]
    warnings: tuple[Warning, ...]
    tasks: tuple[Task, ...]
    not_applicable: tuple[NotApplicable, ...]
    questions: tuple[Question, ...]
    assumptions: tuple[Assumption, ...]
    overrides: tuple[Override, ...]
    timeline: tuple[Interval, ...]
    law: LawDates
    expected_end: dt.date | None = None
    """The expected day of deregistration (登记机关准予注销)."""
    provisional: Annotated[bool, Field(description="Whether any date is provisional.")] = False
    unknown_facts: int = 0
    disclaimer: Text
