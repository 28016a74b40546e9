"""Scenario cases: what a case file may say, and how a plan is held against it.

A case is a company, a day and what the law makes of them, counted by hand (`why`). It goes through
the real reader, so an input that the program would refuse is a broken case. Every word is checked:
an unknown key, task, rule, event or warning is an error of the case, not a case that passes.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from checklist.holidays import Calendar
from checklist.known_names import known_events, known_tasks
from checklist.plan import Plan
from checklist.planning.build import make_plan
from checklist.reading import read_company
from checklist.rules.schema import Law
from checklist.vocabulary import Route

FOLDER = Path(__file__).parent / "cases" / "scenarios"
BASES = FOLDER / "bases.yaml"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _says_something(self) -> "Strict":
        if not self.model_fields_set:
            raise ValueError("says nothing / 没有断言任何内容")
        return self

    def said(self) -> Iterator[tuple[str, Any]]:
        """The keys the case gives, with their values."""
        return ((name, getattr(self, name)) for name in sorted(self.model_fields_set))


class LimitSaid(Strict):
    """What a limit must be; `absent` says that the task must not have it."""

    applied_rule: str | None = None
    kind: Literal["latest", "earliest", "window"] | None = None
    trigger_date: dt.date | None = None
    trigger_basis: Literal["actual", "planned", "projected", "calendar"] | None = None
    earliest: dt.date | None = None
    nominal: dt.date | None = None
    limit: dt.date | None = None
    plan_by: dt.date | None = None
    strength: Literal["binding", "advisory"] | None = None
    provisional: bool | None = None
    bounds: dict[str, tuple[dt.date, dt.date]] | None = None
    other_readings: tuple[dt.date, ...] | None = None
    absent: bool = False


class TaskSaid(Strict):
    """What a task must be; `not_before` and `not_after` bound its planned day."""

    status: Literal["done", "overdue", "due-soon", "open", "blocked"] | None = None
    to_confirm: bool | None = None
    done_on: dt.date | None = None
    planned: dt.date | None = None
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    deadline: dt.date | None = None
    plan_by: dt.date | None = None
    provisional: bool | None = None
    estimate_days: int | None = None
    after: tuple[str, ...] = ()
    """Tasks that must come before it, directly or not."""
    limits: dict[str, LimitSaid] = {}


class WarningSaid(Strict):
    """A warning that must be there; `mentions` are pieces of its Chinese text or remedy."""

    code: str
    level: Literal["conflict", "warning", "notice"] | None = None
    task: str | None = None
    mentions: tuple[str, ...] = ()


class AccountSaid(Strict):
    """The dates of one person's WeCom account."""

    role: str | None = None
    state: str | None = None
    earliest_application: dt.date | None = None
    review_until: dt.date | None = None
    no_login_from: dt.date | None = None
    no_login_until: dt.date | None = None
    gone_on: dt.date | None = None
    not_before: dt.date | None = None
    """The application must not be possible before this day."""
    tasks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class FinishSaid(Strict):
    """How the wished end must fare, and the waits of law that must be named."""

    state: Literal["met", "estimates-too-long", "impossible-by-law"] | None = None
    by_law_alone: dt.date | None = None
    waits: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class OverrideSaid(Strict):
    """An override as it must be printed: beside the computed date."""

    date: dt.date | None = None
    computed: dt.date | None = None
    decision: str | None = None


class RetentionSaid(Strict):
    """A kind of record and the day through which it is kept."""

    start: dt.date | None = None
    keep_through: dt.date | None = None
    custodian: str | None = None


class ComparisonSaid(Strict):
    """One of the routes shown side by side."""

    state: Literal["open", "open-if-confirmed"] | None = None
    chosen: bool | None = None
    faster: bool | None = None
    """Whether its end comes before those of the others."""


class Expected(Strict):
    """What must come out. Lists of grounds are complete; the others name what must be there."""

    error: Literal["contradicting-dates"] | None = None
    route: Route | None = None
    available: tuple[Route, ...] | None = None
    open_if_confirmed: tuple[Route, ...] | None = None
    barred: tuple[str, ...] | None = None
    unknown: tuple[str, ...] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    tasks: dict[str, TaskSaid] = {}
    events: dict[str, dt.date] = {}
    order: tuple[tuple[str, str], ...] = ()
    """Pairs: the first must come before the second, by the graph and by the planned day."""
    advised: tuple[tuple[str, str], ...] = ()
    """Pairs like `order` whose order is good practice, not law."""
    warnings: tuple[WarningSaid, ...] = ()
    no_warnings: tuple[str, ...] = ()
    without: tuple[WarningSaid, ...] = ()
    """Warnings that must not be there, where the code alone says too much."""
    conflicts: tuple[str, ...] | None = None
    """The codes of all conflicts, complete."""
    questions: tuple[str, ...] = ()
    accounts: dict[str, AccountSaid] = {}
    finish_by: FinishSaid | None = None
    overrides: dict[str, OverrideSaid] = {}
    retention: dict[str, RetentionSaid] = {}
    comparisons: dict[Route, ComparisonSaid] | None = None
    expected_end: dt.date | None = None
    end_not_before: dt.date | None = None


class Case(Strict):
    """One scenario. `company` holds what an input file may say, laid over the named base."""

    id: str
    about: str
    base: str = "bare"
    as_of: dt.date
    company: dict[str, Any] = {}
    what_if: dict[str, dt.date] = {}
    finish_by: dt.date | None = None
    why: tuple[str, ...]
    expect: Expected
    file: str = ""

    @model_validator(mode="after")
    def _has_a_reason(self) -> "Case":
        if not self.why or not all(line.strip() for line in self.why):
            raise ValueError("why: the counting or the article is missing / 缺少依据")
        return self


class CaseError(Exception):
    """A case file that is wrong in itself."""


def load(path: Path) -> list[Case]:
    """The cases of a file; raises `CaseError` that names the case and the key."""
    # The base loader keeps `no` and 2026-02-30 as text; pydantic decides what they are.
    entries = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    if not isinstance(entries, list) or not entries:
        raise CaseError(f"{path.name}: a list of cases was expected")
    found: list[Case] = []
    for number, entry in enumerate(entries, 1):
        name = entry.get("id", number) if isinstance(entry, dict) else number
        try:
            found.append(Case.model_validate({**entry, "file": path.name}))
        except (ValidationError, TypeError) as error:
            raise CaseError(f"{path.name}: case {name}: {error}") from None
    return found


def load_all(folder: Path = FOLDER) -> list[Case]:
    """Every case of the folder."""
    return [case for path in sorted(folder.glob("*.yaml")) if path != BASES for case in load(path)]


@lru_cache
def bases() -> dict[str, dict[str, Any]]:
    """The companies that cases start from, by name."""
    loaded: dict[str, dict[str, Any]] = yaml.load(
        BASES.read_text("utf-8"),
        Loader=yaml.CBaseLoader,
    )
    found: dict[str, dict[str, Any]] = {}
    for name, base in loaded.items():
        like = base.pop("like", None)
        found[name] = merged(found[like], base) if like else base
    return found


def merged(base: Any, over: Any) -> Any:
    """`over` laid on `base`, section by section."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in over.items()}}
    return over


def plan_of(case: Case, law: Law, calendar: Calendar) -> Plan:
    """The plan of a case, its company read as an input file is."""
    base = bases()
    if case.base not in base:
        raise CaseError(f"{case.file}: case {case.id}: no base called {case.base}")
    text = yaml.safe_dump(merged(base[case.base], case.company), allow_unicode=True)
    loaded = read_company(
        text.encode(),
        name=case.id,
        known_events=known_events(law),
        known_tasks=known_tasks(law),
        known_rules=law.rules.keys(),
    )
    return make_plan(
        loaded.company,
        law,
        calendar,
        case.as_of,
        lambda _: None,
        target=case.finish_by,
        what_if=case.what_if,
    )
