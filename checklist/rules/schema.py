"""What the law's data files may say: sources, rules, events, grounds, tasks, year files.

The YAML files under `checklist/rules/` are edited by accountants; these models are their grammar.
They check what one entry can get wrong by itself; `checklist.rules.checks` checks what entries
say about each other.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from checklist.text import Text
from checklist.vocabulary import Confidence, LegalForm, Owner, Phase, Route, Tri

T = TypeVar("T")
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Unit = Literal["day", "working-day", "month", "year"]
Convention = Literal[
    "civil",
    "civil-procedure",
    "tax-109",
    "tax-safe",
    "tax-monthly",
    "tax-month-of",
    "year-end",
    "workday",
    "publication",
    "instant",
    "none",
    "date-window",
    "retention",
    "platform",
]
Direction = Literal[
    "within",
    "at-least",
    "only-after",
    "period-open",
    "at-least-before",
    "within-before",
    "before",
    "after",
    "at",
    "precondition",
    "prohibition",
    "exemption",
    "extension",
    "valid-for",
    "at-most",
    "retain-for",
    "informational",
    "estimate",
    "promptly",
    "by-date",
    "may",
    "rule",
]


class Entry(BaseModel):
    """Base of every entry: frozen, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _said(text: Text) -> Text:
    """A sentence as an accountant writes it: something, without the file's line ends around it."""
    zh, en = text.zh.strip(), text.en.strip()
    if not zh or not en:
        raise ValueError("a sentence is empty in one language")
    return text if (zh, en) == (text.zh, text.en) else Text(zh=zh, en=en)


Said = Annotated[Text, AfterValidator(_said)]


class Source(Entry):
    """One law, circular or page: its number, its life, and when it was last checked."""

    id: Slug
    title: Said
    number: str | None = None
    number_seen: bool = False
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    checked_on: dt.date
    text_as_of: dt.date | None = None
    note: Said | None = None

    @model_validator(mode="after")
    def _life_in_order(self) -> Self:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        return self


class Period(Entry):
    """A length of time as a legal text gives it."""

    n: Annotated[int, Field(ge=0, le=1000)]
    unit: Unit


class CalendarDates(Entry):
    """Dates fixed by the calendar: every year (`MM-DD`) or once (`YYYY-MM-DD`)."""

    opens: Annotated[str, StringConstraints(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")] | None = None
    closes: Annotated[str, StringConstraints(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")]


class Rule(Entry):
    """One legal period or condition with its source.

    `earlier` names rules that governed the same act before this one; asking for a date outside
    this rule's life finds the one that applied then.
    """

    id: Slug
    title: Said
    forms: tuple[str, ...]
    routes: tuple[str, ...]
    trigger: Slug
    period: Period | None = None
    figures: dict[Slug, Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]] = {}
    """Numbers of the text that are no period, by name: a rate, a multiple, a ceiling."""
    dates: CalendarDates | None = None
    direction: Direction
    counting: Convention
    source: Slug
    article: str | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    """The life of this rule where an amendment gives it another one than its source has."""
    says: Said
    note: Said | None = None
    ask: Said | None = None
    confidence: Confidence
    read_form: str
    earlier: tuple[Slug, ...] = ()
    opens: Slug | None = None
    """The rule whose period starts when this one ends (the simple route's application window)."""
    any_trigger_date: bool = False
    """The trigger may be older than the law (forced deregistration: the announcement counts)."""

    @model_validator(mode="after")
    def _doubt_has_a_question(self) -> Self:
        if self.confidence is not Confidence.READ and self.ask is None:
            raise ValueError("a rule that was not read in its source needs `ask`")
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        if self.period is not None and self.counting == "none":
            raise ValueError("a period needs a counting convention")
        return self


class Event(Entry):
    """A named, dated fact that starts clocks; `same_as` names what starts them alike."""

    id: Slug
    title: Said
    same_as: Slug | None = None


class GroundWording(Entry):
    """What a ground says of itself where a legal form needs other sentences than a company."""

    forms: Annotated[tuple[LegalForm, ...], Field(min_length=1)]
    title: Said | None = None
    question: Said | None = None
    cure: Said | None = None


class Ground(Entry):
    """One ground that bars the simple route (简易注销负面清单)."""

    id: Slug
    title: Said
    fact: Slug
    input_path: str
    question: Said
    basis: tuple[Slug, ...]
    citation: Said
    confidence: Confidence
    curable: bool
    forms: tuple[LegalForm, ...] | None = None
    """The legal forms it can bar; all where it names none."""
    cure: Said | None = None
    note: Said | None = None
    texts: tuple[GroundWording, ...] = ()

    @model_validator(mode="after")
    def _curable_says_how(self) -> Self:
        if self.curable and self.cure is None:
            raise ValueError("a curable ground needs `cure`")
        return self


class Condition(Entry):
    """One typed predicate on a named fact (`checklist.rules.conditions`)."""

    fact: Slug
    is_: Annotated[Tri, Field(alias="is")] = Tri.YES


class Limit(Entry):
    """A rule with a period that limits a task."""

    rule: Slug
    strength: Literal["binding", "advisory"] = "binding"
    graphs: tuple[str, ...] | None = None
    forms: tuple[LegalForm, ...] | None = None


class EstimateCase(Entry):
    """What a task takes where a fact holds, such as a general VAT taxpayer's tax clearance."""

    fact: Slug
    is_: Annotated[Tri, Field(alias="is")] = Tri.YES
    working_days: Annotated[int, Field(ge=0, le=250)]
    why: Said


class Estimate(Entry):
    """How long a task usually takes where no law says so: an assumption, printed as one.

    The first of `cases` whose fact has the value wins; where none does, `working_days` holds.
    """

    working_days: Annotated[int, Field(ge=0, le=250)]
    why: Said
    cases: tuple[EstimateCase, ...] = ()


class LeftOut(Entry):
    """Tasks that a graph does not take over from the one it is like, and why."""

    tasks: Annotated[tuple[Slug, ...], Field(min_length=1)]
    why: Said
    basis: tuple[Slug, ...] = ()
    """The rules behind the reason, where they are not the task's own."""


class Graph(Entry):
    """A route's set of tasks; `like` takes over another graph's tasks and their order.

    `without` names tasks of that other graph which this one does not have, `instead` what stands
    in the order in their place. `liability` and `condition` are printed where routes are compared.
    """

    id: Slug
    title: Said
    like: Slug | None = None
    without: tuple[LeftOut, ...] = ()
    instead: dict[Slug, Slug] = {}
    liability: Said | None = None
    condition: Said | None = None

    @cached_property
    def left_out(self) -> dict[str, LeftOut]:
        """Each left-out task with the entry that says why."""
        return {name: entry for entry in self.without for name in entry.tasks}


class Words(Entry):
    """What a form says for a word of a company, in each language."""

    zh: dict[str, str] = {}
    en: dict[str, str] = {}


class Compared(Entry):
    """What is said of a route where routes stand side by side."""

    liability: Said
    condition: Said


class Supposition(Entry):
    """Facts that the law answers with no for a form, as long as the file does not say otherwise."""

    facts: Annotated[tuple[Slug, ...], Field(min_length=1)]
    why: Said
    basis: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Form(Entry):
    """A legal form: the graph it takes on each route, its words, its own rules and omissions.

    `words` stand for the words that sentences have in angle brackets, so that a partnership has
    partners and no shareholders; a form without words speaks as a company does. `rules` names the
    rule that governs a partnership where the data name a company's (null: none does). `without` and
    `instead` hold on every route, as they do in a graph; `supposes` names what such an entity
    cannot have, so that nobody is asked for it. `like` takes over from another form what this one
    does not say itself.
    """

    id: LegalForm
    like: LegalForm | None = None
    graphs: dict[Route, Slug] = {}
    words: Words = Words()
    rules: dict[Slug, Slug | None] = {}
    without: tuple[LeftOut, ...] = ()
    instead: dict[Slug, Slug] = {}
    supposes: tuple[Supposition, ...] = ()
    compared: dict[Route, Compared] = {}

    @model_validator(mode="after")
    def _says_its_routes(self) -> Self:
        if not self.like and not self.graphs:
            raise ValueError("a form needs `graphs`, or `like`")
        return self


class Alternative(Entry):
    """What a legal form may do instead of ending: shown beside the route, never planned."""

    id: Slug
    title: Said
    forms: tuple[LegalForm, ...]
    when: tuple[Condition, ...] = ()
    says: Said
    basis: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Recurrence(Entry):
    """A duty that comes back each period until an event ends it.

    `every` names the period; `vat` and `cit` follow the company's filing frequency. A period
    counts while it ends before the `until` event (`partial: excluded`), or begins before it
    (`included`). `before` names the task that waits for the last one, per graph as tasks do.
    """

    every: Literal["month", "quarter", "year", "vat", "cit"]
    until: Slug
    partial: Literal["included", "excluded"] = "excluded"
    before: tuple[Slug, ...] = ()
    usual_day: Annotated[int, Field(ge=1, le=31)] | None = None
    """The usual day of the following month where no law gives a date: an estimate."""


class Wording(Entry):
    """What a task says of itself where a legal form or a route needs other sentences.

    `forms` are the legal forms it is for (every one where it names none), `graphs` the graphs, with
    those that are like them (every one where it names none); it names at least one of both.
    """

    forms: Annotated[tuple[LegalForm, ...], Field(min_length=1)] | None = None
    graphs: Annotated[tuple[Slug, ...], Field(min_length=1)] | None = None
    title: Said | None = None
    why_not: Said | None = None
    question: Said | None = None
    how: Said | None = None
    sub_steps: tuple[Said, ...] | None = None
    documents: tuple[Said, ...] | None = None
    evidence: tuple[Said, ...] | None = None
    note: Said | None = None
    takes: Said | None = None
    """Why the estimate is what it is."""
    basis: tuple[Slug, ...] | None = None
    """Rules cited in place of the task's own."""

    @model_validator(mode="after")
    def _is_for_some(self) -> Self:
        if self.forms is None and self.graphs is None:
            raise ValueError("a wording needs `forms` or `graphs`")
        return self

    def of(self, task: "TaskRule") -> dict[str, object]:
        """What changes in `task` where this wording holds."""
        said = self.model_fields_set - {"forms", "graphs", "takes"}
        own = {name: getattr(self, name) for name in said}
        if self.takes is not None:
            own["takes"] = task.takes.model_copy(update={"why": self.takes})
        return own


class TaskRule(Entry):
    """A task as the law's data knows it: one line of a checklist, for one or more graphs.

    `each` makes it one task per item of the input (a personal WeCom account), `recurs` one task
    per period; their ids then carry the item or the period after an `@`.
    """

    id: Slug
    title: Said
    phase: Phase
    owner: Owner
    authority: Slug
    graphs: tuple[Slug, ...]
    forms: tuple[LegalForm, ...] | None = None
    """The legal forms that have it at all; every one where it names none."""
    each: Literal["wecom-account", "member"] | None = None
    recurs: Recurrence | None = None
    carries: bool = True
    """Whether, when it drops out, what waited for it waits for what it waited for."""
    when: tuple[Condition, ...] = ()
    why_not: Said | None = None
    question: Said | None = None
    after: dict[str, tuple[Slug, ...]] = {}
    advisory_after: dict[str, tuple[Slug, ...]] = {}
    produces: Slug | None = None
    limits: tuple[Limit, ...] = ()
    basis: tuple[Slug, ...] = ()
    takes: Estimate
    how: Said | None = None
    sub_steps: tuple[Said, ...] = ()
    documents: tuple[Said, ...] = ()
    evidence: tuple[Said, ...] = ()
    note: Said | None = None
    texts: tuple[Wording, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_list_for_all_graphs(cls, data: object) -> object:
        if isinstance(data, dict):
            for key in ("after", "advisory_after"):
                if isinstance(data.get(key), list):
                    data = data | {key: dict.fromkeys(data.get("graphs", []), data[key])}
        return data

    @model_validator(mode="after")
    def _a_condition_is_explained(self) -> Self:
        if self.when and (self.why_not is None or self.question is None):
            raise ValueError("a task with `when` needs `why_not` and `question`")
        return self

    @model_validator(mode="after")
    def _a_recurring_task_has_a_date(self) -> Self:
        if self.recurs and not self.limits and self.recurs.usual_day is None:
            raise ValueError("a recurring task needs a limit or a usual day")
        if self.recurs and (self.produces or self.after or self.each):
            raise ValueError("a recurring task has no `after`, `produces` or `each`")
        return self


class Paper(Entry):
    """A notice that publishes a year's days off or filing dates."""

    zh: Sentence
    number: str | None = None
    number_seen: bool = False
    checked_on: dt.date
    confidence: Confidence


class DaysOff(Entry):
    """A run of consecutive days off."""

    from_: Annotated[dt.date, Field(alias="from")]
    to: dt.date
    festival: Sentence


class HolidayYear(Entry):
    """One calendar year's days off and make-up workdays, as the State Council published them."""

    kind: Literal["holidays"]
    year: Annotated[int, Field(ge=1949, le=2200)]
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    days_off: tuple[DaysOff, ...]
    make_up_workdays: tuple[dt.date, ...]
    note: str | None = None

    @model_validator(mode="after")
    def _dates_belong_to_the_year(self) -> Self:
        days = [run.from_ for run in self.days_off] + [run.to for run in self.days_off]
        for day in [*days, *self.make_up_workdays]:
            if day.year != self.year:
                raise ValueError(f"{day} is not in {self.year}")
        for run in self.days_off:
            if run.to < run.from_:
                raise ValueError(f"{run.from_}: the run ends before it begins")
        for day in self.make_up_workdays:
            if day.weekday() < 5:
                raise ValueError(
                    f"{day} is not a Saturday or Sunday, so it cannot be a make-up day"
                )
            if any(run.from_ <= day <= run.to for run in self.days_off):
                raise ValueError(f"{day} is both a day off and a make-up workday")
        return self


class FilingYear(Entry):
    """One year's filing dates for monthly and quarterly returns, as the STA published them."""

    kind: Literal["tax-filing"]
    year: Annotated[int, Field(ge=1949, le=2200)]
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    due: dict[int, dt.date]
    note: str | None = None

    @model_validator(mode="after")
    def _one_date_a_month(self) -> Self:
        if sorted(self.due) != list(range(1, 13)):
            raise ValueError("`due` needs the months 1 to 12")
        for month, day in self.due.items():
            if (day.year, day.month) != (self.year, month):
                raise ValueError(f"{day} is not in month {month} of {self.year}")
        return self


STATUTORY: Final = frozenset(
    {
        *("period", "dates", "figures", "limits", "limit", "deadline", "strength", "direction"),
        *("counting", "trigger", "rule", "rules", "basis", "article", "law", "after", "when"),
    }
)
"""What a local practice may not say: periods, orders and conditions are for the law's own data."""


class Practice(Entry):
    """What one place does about some tasks: an office, a portal, papers, an estimate."""

    tasks: Annotated[tuple[Slug, ...], Field(min_length=1)]
    forms: tuple[LegalForm, ...] | None = None
    """The legal forms it is said of; every one where it names none."""
    says: Said
    office: Said | None = None
    portal: Said | None = None
    documents: tuple[Said, ...] = ()
    """Papers asked for there besides."""
    working_days: Annotated[int, Field(ge=0, le=250)] | None = None
    """How long it takes there: an estimate in place of the general one."""
    page: Said
    """Where it was read."""
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    checked_on: dt.date
    confidence: Confidence
    ask: Said | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_number_of_the_law(cls, data: object) -> object:
        if isinstance(data, dict) and (said := sorted(STATUTORY & data.keys())):
            raise PydanticCustomError("statutory", "{keys}", {"keys": ", ".join(said)})
        return data

    @model_validator(mode="after")
    def _doubt_has_a_question(self) -> Self:
        if self.confidence is not Confidence.READ and self.ask is None:
            raise ValueError("a practice that was not read in its source needs `ask`")
        return self


class Place(Entry):
    """A province, city or district with what it does in its own way."""

    id: Slug
    title: Said
    level: Literal["province", "city", "district"]
    within: Slug | None = None
    """The wider place it lies in, whose practices hold there too."""
    names: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """How a company's registered place may name it: 上海市, 上海, Shanghai."""
    practices: tuple[Practice, ...]

    @model_validator(mode="before")
    @classmethod
    def _no_number_of_the_law(cls, data: object) -> object:
        if isinstance(data, dict) and (said := sorted(STATUTORY & data.keys())):
            raise PydanticCustomError("statutory", "{keys}", {"keys": ", ".join(said)})
        return data


class Law(Entry):
    """The whole law as data; ids map to entries."""

    sources: dict[str, Source]
    events: dict[str, Event]
    rules: dict[str, Rule]
    grounds: tuple[Ground, ...]
    graphs: dict[str, Graph]
    forms: dict[LegalForm, Form]
    alternatives: dict[str, Alternative]
    tasks: dict[str, TaskRule]
    holidays: dict[int, HolidayYear]
    filing: dict[int, FilingYear]
    local: dict[str, Place] = {}
    places: tuple[Place, ...] = ()
    """The places whose practices are in this law (`checklist.rules.local`), the widest first."""
    spoken: LegalForm | None = None
    """The legal form whose words and rules fill this law (`checklist.rules.forms`), if any."""

    @cached_property
    def memory(self) -> dict[tuple[object, ...], object]:
        """What was computed from this law once and holds for every company."""
        return {}

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, kept under `key` for as long as this law lives."""
        memory = self.memory
        if key not in memory:
            memory[key] = make()
        found: T = memory[key]  # type: ignore[assignment]
        return found

    @cached_property
    def triggers(self) -> dict[str, str]:
        """The canonical event that starts each rule's period, by the rule's id."""
        return {name: self.canonical(rule.trigger) for name, rule in self.rules.items()}

    def canonical(self, event: str) -> str:
        """The event that `event` is another name of, or itself; `@` and what follows stays."""
        name, at, item = event.partition("@")
        entry = self.events.get(name)
        return f"{entry.same_as}{at}{item}" if entry and entry.same_as else event

    @cached_property
    def families(self) -> dict[str, tuple[str, ...]]:
        """Rules that governed the same act one after the other, by each member's id."""
        groups: dict[str, set[str]] = {}
        for rule in self.rules.values():
            for name in rule.earlier:
                merged = groups.get(rule.id, {rule.id}) | groups.get(name, {name})
                for member in merged:
                    groups[member] = merged
        return {name: tuple(sorted(members)) for name, members in groups.items()}
