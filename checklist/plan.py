"""The result: one `Plan`, from which every output is made.

Everything a reader sees is in here, in both languages where it is text; outputs choose the
language and the look, and compute nothing. `Plan.model_dump(mode="json")` is the published JSON.
"""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from checklist.text import Text
from checklist.vocabulary import Confidence, Owner, Phase, Route, RouteChoice, Tri

PLAN_VERSION: Final = 1


class Part(BaseModel):
    """Base of the plan's parts."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
    trigger_title: Text
    trigger_date: dt.date
    trigger_basis: Literal["actual", "planned", "projected", "calendar"]
    """Whether it happened, the user plans it, the planner projects it, or the calendar sets it."""
    trigger_task: str | None = None
    """The task that brings the trigger about, where one does."""
    trigger_line: int | None = None
    """The line of the input file that dates the trigger, where one does."""
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
DUE_SOON_DAYS: Final = 7
"""How near a day is due soon, for the planner and for the page, which looks again when read."""


class LocalPractice(Part):
    """What the company's place does about a task; it changes no period of law."""

    place: Text
    says: Text
    office: Text | None = None
    portal: Text | None = None
    source: Text
    address: str | None = None
    checked_on: dt.date
    confidence: Confidence
    """Anything but `read-in-source` is printed with a 核实 mark."""
    ask: Text | None = None
    text: Text
    """All of it in one sentence, as documents print it."""


class FactUsed(Part):
    """A fact that decided whether a task is in the plan."""

    fact: str
    value: Tri
    input_path: str
    input_line: int | None = None


class Task(Part):
    """One line on the printed checklist."""

    number: int
    id: str
    """The id of the law's task; an instance adds its period or person (`vat-return@2026-11`)."""
    title: Text
    phase: Phase
    owner: Owner
    assignee: str | None = None
    authority: str
    authority_label: Text
    status: Status
    to_confirm: bool = False
    """待确认: a fact that decides whether the task applies is unknown."""
    facts: tuple[FactUsed, ...] = ()
    """The facts that put it into the plan."""
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
    """The date printed large: the tightest `plan_by` of its limits (advisory ones only while they
    can be met); the planned day where there are none, or where something that waits for the task
    is planned before the limits end."""
    slack: int | None = None
    """Days between the planned day and the legal limit."""
    reserve: int | None = None
    """Days by which it may slip before the expected end moves; None where it does not matter."""
    critical: bool = False
    """Whether it lies on the critical path to the expected end."""
    finish_by: dt.date | None = None
    """The last day on which the wished end (`Plan.finish_by`) can still be met."""
    timing: tuple[Text, ...] = ()
    """Why it is planned for that day: what it waits for, and the estimate."""
    input_line: int | None = None
    """The line of the input file that records it as done or dates its event."""
    provisional: bool = False
    limits: tuple[TaskDeadline, ...] = ()
    steps: tuple[Text, ...] = ()
    """How the legal limit was counted: the steps of the limit that gives `deadline`."""
    how: Text | None = None
    sub_steps: tuple[Text, ...] = ()
    """Steps inside the task, each with its own box."""
    documents: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    note: Text | None = None
    remark: str | None = None
    """What the input file remarks on it (`notes:`)."""
    local: tuple[LocalPractice, ...] = ()
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


class RouteAlternative(Part):
    """What may be done instead of ending; shown, never planned."""

    id: str
    title: Text
    says: Text
    citations: tuple[Citation, ...] = ()


class RouteDecision(Part):
    """Which route, which are open, and what bars the others."""

    chosen: Route
    wanted: RouteChoice
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
    alternatives: tuple[RouteAlternative, ...] = ()
    """What may be done instead of ending."""


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
    """What somebody has to answer, and which tasks hang on it; the weightiest come first."""

    id: str
    text: Text
    tasks: tuple[str, ...] = ()
    ask: Literal["company", "office"] = "company"
    input_path: str | None = None
    """The key of the input file that answers it."""
    decides_route: bool = False
    """Whether the answer may open or bar a route."""
    weight: int = 0
    """How much of the plan it decides: tasks that hang on it, and all tasks for a route."""


class Assumption(Part):
    """An estimate the dates rest on; `estimates:` in the input file changes it."""

    task: str
    title: Text
    working_days: int
    why: Text
    set_by_user: bool = False


class PlanEvent(Part):
    """A named, dated fact that clocks run from, and where its date comes from."""

    id: str
    title: Text
    date: dt.date
    basis: Literal["actual", "planned", "projected"]
    task: str | None = None
    """The task that brings it about."""
    input_path: str | None = None
    input_line: int | None = None


class PathStep(Part):
    """One station of the critical path: the task and what it waited for."""

    task: str
    title: Text
    date: dt.date
    why: Text
    kind: Literal["start", "order", "estimate", "legal-wait", "put-off", "recorded", "member"]


class RouteComparison(Part):
    """One route beside the others: how long, how much paper, who is liable."""

    route: Route
    label: Text
    state: Literal["open", "open-if-confirmed"]
    chosen: bool
    expected_end: dt.date | None = None
    days: int | None = None
    """Calendar days from `as_of` to the expected end."""
    by_law_alone: dt.date | None = None
    """The end if every estimate were zero: what waiting periods of law alone allow."""
    tasks: int
    papers: int
    """Papers to prepare, over all tasks."""
    liability: Text
    condition: Text
    """What must hold for the route."""


class LegalWait(Part):
    """A waiting period of law that keeps the end from coming earlier."""

    rule: str
    title: Text
    task: str
    start: dt.date
    opens: dt.date
    """The first day on which the next step is lawful."""
    citation: Text


class FinishBy(Part):
    """Planning backwards from a wished end."""

    target: dt.date
    state: Literal["met", "estimates-too-long", "impossible-by-law"]
    expected_end: dt.date
    by_law_alone: dt.date
    """The end if every estimate were zero."""
    text: Text
    legal_minimum: tuple[LegalWait, ...] = ()
    """The waiting periods on the way; where the state says so, what makes the date impossible."""
    squeeze: tuple[str, ...] = ()
    """Tasks on the critical path whose estimate would have to shrink."""


class WhatIf(Part):
    """An event that was supposed for this plan (`--what-if`), not a fact."""

    event: str
    title: Text
    date: dt.date


class WeComAccount(Part):
    """The dates of cancelling one personal WeCom account; all vendor rules carry 核实."""

    person: str
    role: str
    role_label: Text
    state: Literal["not-yet", "applied", "cooling-off", "login-restarts", "cancelled"]
    conditions: tuple[Text, ...]
    """What must hold before the application."""
    earliest_application: dt.date
    review_until: dt.date
    """The longer of the review times that articles name."""
    no_login_from: dt.date
    no_login_until: dt.date
    gone_on: dt.date
    """The first day on which the account is surely gone."""
    tasks: tuple[str, ...]


class Retention(Part):
    """A kind of record and the day through which it must be kept."""

    rule: str
    what: Text
    start: dt.date
    keep_through: dt.date
    custodian: str | None = None
    citation: Citation


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
    kind: Literal["phase", "window", "notice", "wait"]
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
    counted_by: tuple[Citation, ...] = ()
    """The rules by which this plan's periods are counted: start day, roll-over, rest days."""


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
    events: tuple[PlanEvent, ...] = ()
    critical_path: tuple[PathStep, ...] = ()
    comparisons: tuple[RouteComparison, ...] = ()
    """The open routes side by side; empty where only one is open."""
    finish_by: FinishBy | None = None
    what_if: tuple[WhatIf, ...] = ()
    wecom_accounts: tuple[WeComAccount, ...] = ()
    retention: tuple[Retention, ...] = ()
    timeline: tuple[Interval, ...]
    law: LawDates
    expected_end: dt.date | None = None
    """The expected day of deregistration (登记机关准予注销)."""
    provisional: Annotated[bool, Field(description="Whether any date is provisional.")] = False
    unknown_facts: int = 0
    disclaimer: Text
