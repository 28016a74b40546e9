"""What holds for any company: nothing vanishes, order, dates with sources, no silent conflict."""

import datetime as dt
import random

import pytest
from companies import FIRST, LAST, SIZE, company
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checklist.company import Company
from checklist.deadlines import NoDateError, compute
from checklist.holidays import Calendar
from checklist.plan import Plan, Task
from checklist.planning.awaiting import Awaited
from checklist.planning.build import finish, make_plan
from checklist.planning.draft import ContradictingDatesError, Draft, draft
from checklist.rules.forms import for_form, graph_of
from checklist.rules.graphs import members, outline
from checklist.rules.loader import load_law
from checklist.vocabulary import Confidence, LegalForm, Route

LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())


def drafted(data: bytes, as_of: dt.date) -> Draft:
    return draft(Company.model_validate(company(data, as_of)), LAW, CALENDAR, as_of, lambda _: None)


MANY = settings(
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(data=st.binary(min_size=SIZE, max_size=SIZE), as_of=st.dates(FIRST, LAST))
@example(data=bytes(SIZE), as_of=dt.date(2026, 11, 24))
@example(data=bytes([2] * SIZE), as_of=dt.date(2024, 6, 30))
def test_what_holds_for_any_company(data: bytes, as_of: dt.date) -> None:
    work = drafted(data, as_of)
    plan = finish(work)
    nothing_vanishes(plan)
    order_holds(work, plan)
    dates_have_sources(plan)
    no_silent_conflict(plan)
    levels = [warning.level for warning in plan.warnings]
    assert levels == sorted(levels, key=["conflict", "warning", "notice"].index)
    if plan.route.chosen is Route.SIMPLE:
        assert not plan.route.barred


@settings(MANY, max_examples=200)
@given(data=st.binary(min_size=SIZE, max_size=SIZE), as_of=st.dates(FIRST, LAST))
def test_a_plan_reads_back_as_it_was(data: bytes, as_of: dt.date) -> None:
    """The published JSON holds the whole plan, and every value is what its model promises."""
    plan = finish(drafted(data, as_of))
    printed = plan.model_dump_json()
    assert Plan.model_validate_json(printed) == plan
    assert "None" not in printed  # a sentence that was filled with nothing


def nothing_vanishes(plan: Plan) -> None:
    """Every task of the route is in the plan or named with the reason."""
    there = {task.id.partition("@")[0] for task in plan.tasks}
    left_out = {entry.id.partition("@")[0] for entry in plan.not_applicable}
    form = LegalForm(plan.company.legal_form)
    law = for_form(LAW, form)
    graph = graph_of(law, form, plan.route.chosen)
    assert members(law, graph).keys() | outline(law, graph).without.keys() <= there | left_out
    assert all(entry.reason.zh and entry.reason.en for entry in plan.not_applicable)
    assert len({task.id for task in plan.tasks}) == len(plan.tasks)


def order_holds(work: Draft, plan: Plan) -> None:
    """No task before its predecessors, none before a wait of law has run, none in the past."""
    slots = work.schedule.slots
    by_id = {task.id: task for task in plan.tasks}
    for task in plan.tasks:
        assert task.planned is not None
        assert task.earliest is not None
        assert task.earliest <= task.planned
        assert {*task.after, *task.advisory_after} <= by_id.keys()
        if slots[task.id].fixed:
            continue
        assert task.planned >= plan.as_of
        for before in (*task.after, *task.advisory_after):
            assert by_id[before].planned <= task.planned, (before, task.id)  # type: ignore[operator]
            opens = slots[before].opens
            assert opens is None or opens <= slots[task.id].planned, (before, task.id)
        # The day printed large leaves room for what waits, unless the plan's own day is no earlier.
        for earlier in (by_id[before] for before in task.after):
            assert earlier.plan_by is not None
            assert earlier.planned is not None
            fits = earlier.plan_by < task.planned or earlier.plan_by <= earlier.planned
            assert fits, (earlier.id, task.id)


def dates_have_sources(plan: Plan) -> None:
    """Every limit names its law, and is what the rule gives for its trigger, whatever the plan."""
    for task in plan.tasks:
        for limit in task.limits:
            assert limit.citation.law.zh
            assert limit.citation.article or limit.citation.confidence is not Confidence.READ
            assert limit.steps
            if LAW.rules[limit.rule].period is None:
                continue
            fields = compute(LAW, CALENDAR, limit.rule, limit.trigger_date).fields
            if "deadline" in fields:
                assert limit.limit == fields["deadline"]
                assert limit.plan_by == fields["plan_by"]


def no_silent_conflict(plan: Plan) -> None:
    """A binding limit that has passed or cannot be met is said, with a source and a remedy."""
    said = {warning.task for warning in plan.warnings if warning.level == "conflict"}
    late_returns = any(warning.code == "returns-overdue" for warning in plan.warnings)
    for task in plan.tasks:
        if task.done_on is not None:
            continue
        for limit in task.limits:
            if limit.strength != "binding" or limit.limit is None:
                continue
            missed = limit.limit < plan.as_of or (task.planned or limit.limit) > limit.limit
            if missed:
                returns = task.phase.value == "returns" and late_returns
                assert task.id in said or returns, (task.id, limit.rule)
    for warning in plan.warnings:
        if warning.level == "conflict":
            assert warning.remedy, warning.code


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.binary(min_size=SIZE, max_size=SIZE),
    as_of=st.dates(FIRST, LAST),
    later=st.integers(1, 120),
)
def test_a_statutory_limit_moves_only_with_its_trigger(
    data: bytes, as_of: dt.date, later: int
) -> None:
    facts = company(data, as_of)
    limits: dict[tuple[str, str, dt.date], dt.date | None] = {}
    for day in (as_of, as_of + dt.timedelta(days=later)):
        work = draft(Company.model_validate(facts), LAW, CALENDAR, day, lambda _: None)
        for task in finish(work).tasks:
            for limit in task.limits:
                key = (task.id, limit.rule, limit.trigger_date)
                assert limits.setdefault(key, limit.limit) == limit.limit


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(min_size=SIZE, max_size=SIZE), as_of=st.dates(FIRST, LAST))
def test_the_critical_path_leads_to_the_end(data: bytes, as_of: dt.date) -> None:
    plan = finish(drafted(data, as_of))
    assert plan.critical_path[-1].task == "registered-end"
    days = [step.date for step in plan.critical_path]
    assert days == sorted(days)
    by_id: dict[str, Task] = {task.id: task for task in plan.tasks}
    for step in plan.critical_path:
        assert step.date == by_id[step.task].planned
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
    if plan.finish_by:
        assert plan.finish_by.by_law_alone <= plan.finish_by.expected_end


def test_no_rule_is_asked_for_a_day_without_one() -> None:
    """Publishing the cause is new since 2024-07-01: for 2023 no rule is guessed."""
    with pytest.raises(NoDateError) as refused:
        compute(LAW, CALENDAR, "company-dissolution-cause-publicity", dt.date(2023, 5, 5))
    assert refused.value.reason == "no-rule-for-date"


FILED = "deregistration-application-filed"
HELD = {"investments": [{"name": "乙有限公司", "disposed": "no"}]}
WAITS = (
    Route.GENERAL,
    Route.SIMPLE,
    Route.AFTER_REVOCATION,
    Route.COURT_ORDERED,
    Route.MERGER_DIVISION,
)
"""Routes on which the company itself applies; a court or the registry does not wait."""


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.binary(min_size=SIZE, max_size=SIZE),
    member=st.binary(min_size=SIZE, max_size=SIZE),
    as_of=st.dates(FIRST, LAST),
)
def test_any_company_waits_for_any_member(data: bytes, member: bytes, as_of: dt.date) -> None:
    """The member's end stands in its holder's plan, and no application comes before it."""
    below = drafted(member, as_of)
    end = below.schedule.slots["registered-end"]
    alone = below.scheduler.by_law_alone.slots["registered-end"].planned
    over = end.fixed and end.planned <= as_of.toordinal()
    one = Awaited("investments", 0, "乙有限公司", "b", end.planned, alone, over)
    facts = {**company(data, as_of), **HELD}
    facts["company"]["legal_form"] = "llc"
    work = draft(Company.model_validate(facts), LAW, CALENDAR, as_of, lambda _: None, (one,))
    plan = finish(work)
    nothing_vanishes(plan)
    order_holds(work, plan)
    waits = [task for task in plan.tasks if task.id.startswith("investment-ends@")]
    assert bool(waits) is not over
    own = work.schedule.slots["registered-end"]
    if waits and plan.route.chosen in WAITS and not own.fixed:
        apply = work.schedule.slots[
            next(name for name in work.selected if work.selected[name].event == FILED)
        ]
        if not apply.fixed:
            assert own.planned >= end.planned


def test_no_plan_depends_on_what_was_planned_before() -> None:
    """What is remembered of the law is the law's alone: a plan is the same alone and in a batch."""
    day = dt.date(2026, 11, 24)
    drawn = random.Random(3)
    every = [Company.model_validate(company(drawn.randbytes(SIZE), day)) for _ in range(60)]

    def planned(one: Company) -> Plan | None:
        try:
            return make_plan(one, LAW, CALENDAR, day, lambda _: None)
        except ContradictingDatesError:
            return None

    together = [planned(one) for one in every]
    for one, plan in zip(reversed(every), reversed(together), strict=True):
        assert planned(one) == plan  # in the other order
    for one, plan in list(zip(every, together, strict=True))[::6]:
        LAW.memory.clear()
        assert planned(one) == plan  # alone
