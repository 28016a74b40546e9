"""Plans: routes, order, dates, conflicts; and what must hold for any company."""

import datetime as dt
import itertools
from pathlib import Path

import pytest

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.plan import Plan, Task
from checklist.planning.build import make_plan
from checklist.planning.draft import draft
from checklist.planning.limits import concerns
from checklist.reading import read_file
from checklist.rules.conditions import FACTS, Fact, all_of, any_of, named_facts, negation
from checklist.rules.forms import for_form, form_of
from checklist.rules.graphs import lineage, members
from checklist.rules.loader import load_law
from checklist.rules.schema import Law
from checklist.vocabulary import LegalForm, Route, Tri

LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
AS_OF = dt.date(2026, 11, 23)
SAMPLES = sorted((Path(__file__).parent.parent / "sample_inputs").glob("*.yaml"))
IDENTITY = {"name": "测试有限公司", "legal_form": "llc"}


def plan_of(data: dict[str, object], as_of: dt.date = AS_OF) -> Plan:
    company = Company.model_validate({"company": IDENTITY, **data})
    return make_plan(company, LAW, CALENDAR, as_of, lambda _: None)


def sample(name: str, as_of: dt.date = AS_OF) -> Plan:
    loaded = read_file(SAMPLES[0].parent / f"{name}.yaml")
    return make_plan(loaded.company, LAW, CALENDAR, as_of, lambda _: None)


def task(plan: Plan, name: str) -> Task:
    return next(entry for entry in plan.tasks if entry.id == name)


ALL_NO = {
    "simple_route": dict.fromkeys(
        (
            "approval_required",
            "licence_revoked",
            "abnormal_list",
            "serious_violation_list",
            "equity_frozen_or_pledged",
            "chattel_mortgage",
            "under_investigation",
            "litigation_or_arbitration",
            "penalty_not_executed",
            "fie_negative_list",
            "terminated_before",
        ),
        "no",
    ),
    "branches": "no",
    "investments": "no",
    "debts": {"outstanding": "no", "insolvent": "no"},
    "staff": {"count": 0, "union": "no"},
    "social_insurance": {"registered": "no"},
    "tax": {"arrears": "no"},
    "shareholders": {"all_agree": "yes", "individuals": "yes", "foreign": "no"},
}

GROUND_KEYS = {
    "approval-required": ("simple_route", "approval_required"),
    "abnormal-list": ("simple_route", "abnormal_list"),
    "serious-violation-list": ("simple_route", "serious_violation_list"),
    "equity-frozen-or-pledged": ("simple_route", "equity_frozen_or_pledged"),
    "chattel-mortgage": ("simple_route", "chattel_mortgage"),
    "invests-in-others": ("investments",),
    "under-investigation": ("simple_route", "under_investigation"),
    "in-litigation-or-arbitration": ("simple_route", "litigation_or_arbitration"),
    "penalty-not-executed": ("simple_route", "penalty_not_executed"),
    "not-meeting-art-33": ("debts", "outstanding"),
    "branch-not-deregistered": ("branches",),
    "previously-terminated-simple": ("simple_route", "terminated_before"),
}


def answered(key: tuple[str, ...], value: str) -> dict[str, object]:
    data: dict[str, object] = dict(ALL_NO)
    if len(key) == 1:
        data[key[0]] = value
    else:
        data[key[0]] = {**ALL_NO[key[0]], key[1]: value}  # type: ignore[dict-item]
    return data


def test_with_every_ground_answered_no_the_simple_route_is_taken() -> None:
    plan = plan_of(ALL_NO)
    assert plan.route.chosen is Route.SIMPLE
    assert plan.route.available == (Route.GENERAL, Route.SIMPLE)
    assert len(plan.route.cleared) == len(LAW.grounds)


@pytest.mark.parametrize("ground", sorted(GROUND_KEYS))
def test_each_ground_bars_the_simple_route_when_it_is_yes(ground: str) -> None:
    plan = plan_of({**answered(GROUND_KEYS[ground], "yes"), "route": "simple"})
    assert plan.route.chosen is Route.GENERAL
    barred = [entry for entry in plan.route.barred if entry.ground == ground]
    assert len(barred) == 1
    assert barred[0].citation.zh
    assert barred[0].cure is not None or not barred[0].curable
    assert plan.warnings[0].level == "conflict"
    assert barred[0].title.zh in plan.warnings[0].text.zh


@pytest.mark.parametrize("ground", sorted(GROUND_KEYS))
def test_each_unanswered_ground_leaves_the_simple_route_in_doubt(ground: str) -> None:
    plan = plan_of(answered(GROUND_KEYS[ground], "unknown"))
    assert plan.route.chosen is Route.GENERAL
    assert plan.route.open_if_confirmed == (Route.SIMPLE,)
    assert [entry.ground for entry in plan.route.unknown] == [ground]
    assert f"ground-{ground}" in {question.id for question in plan.questions}


def test_every_ground_of_the_list_is_covered() -> None:
    rest = {"licence-revoked", "listed-company", "fie-negative-list", "objection-open"}
    assert {ground.id for ground in LAW.grounds} == set(GROUND_KEYS) | rest


def test_the_negative_list_industry_matters_only_to_foreign_invested_companies() -> None:
    data = answered(("simple_route", "fie_negative_list"), "yes")
    assert plan_of(data).route.chosen is Route.SIMPLE
    foreign = {**IDENTITY, "foreign_invested": "yes"}
    assert plan_of({**data, "company": foreign}).route.barred[0].ground == "fie-negative-list"


def test_a_listed_company_may_not_take_the_simple_route() -> None:
    listed = {"name": "测试股份有限公司", "legal_form": "jsc", "listed": "yes"}
    plan = plan_of({**ALL_NO, "company": listed})
    assert [entry.ground for entry in plan.route.barred] == ["listed-company"]


BEFORE_GENERAL = [
    ("hear-union", "resolve-dissolution"),
    ("report-tax-and-customs", "form-liquidation-group"),
    ("claims-window", "pay-in-order"),
    ("liquidation-plan", "pay-in-order"),
    ("liquidation-tax-return", "distribute"),
    ("distribute", "withhold-on-distribution"),
    ("withhold-on-distribution", "tax-clear"),
    ("distribute", "withhold-foreign"),
    ("withhold-foreign", "tax-clear"),
    ("withhold-foreign", "fx-remit"),
    ("tax-clear", "fx-remit"),
    ("fx-remit", "bank-close"),
    ("report-customs", "form-liquidation-group"),
    ("take-inventory", "liquidation-plan"),
    ("take-inventory", "realise-assets"),
    ("liquidation-accounts", "liquidation-tax-return"),
    ("realise-assets", "invoices-and-devices"),
    ("real-estate-transfer", "invoices-and-devices"),
    ("vehicles", "invoices-and-devices"),
    ("invoices-and-devices", "control-devices"),
    ("control-devices", "tax-clear"),
    ("e-invoice-account", "tax-clear"),
    ("real-estate", "land-vat"),
    ("land-vat", "distribute"),
    ("stamp-duty", "distribute"),
    ("lift-abnormal-household", "tax-clear"),
    ("close-inspection", "tax-clear"),
    ("pay-tax-arrears", "tax-clear"),
    ("soe-approval", "resolve-dissolution"),
    ("protected-staff", "end-employment"),
    ("occupational-exam", "end-employment"),
    ("severance-plan", "end-employment"),
    ("hf-accounts", "hf-close"),
    ("unemployed-list", "si-close"),
    ("customs-open-matters", "customs-close"),
    ("litigation", "confirm-report"),
    ("union-end", "bank-close"),
    ("insurance-policies", "bank-close"),
    ("bank-close", "certificates"),
    ("appoint-custodian", "archive"),
    ("distribute", "confirm-report"),
    ("tax-clear", "general-apply"),
    ("deregister-branches", "general-apply"),
    ("general-apply", "registered-end"),
    ("registered-end", "si-close"),
    ("registered-end", "archive"),
    ("registered-end", "bank-close"),
    ("tax-refund", "bank-close"),
    ("bank-close", "wecom-dissolve"),
    ("wecom-backup", "wecom-dissolve"),
    ("tax-clear", "wecom-apply@legal-representative"),
    ("si-arrears", "wecom-apply@legal-representative"),
    ("announce-creditors", "wecom-apply@finance-head"),
    ("wecom-leave@finance-head", "wecom-apply@finance-head"),
    ("wecom-review@finance-head", "wecom-personal-check@finance-head"),
    ("stop-business-final-settlement", "liquidation-tax-return"),
]
BEFORE_SIMPLE = [
    ("hear-union", "resolve-dissolution"),
    ("end-employment", "simple-commit"),
    ("si-arrears", "simple-commit"),
    ("simple-settle", "simple-commit"),
    ("liquidation-tax-return", "distribute"),
    ("distribute", "simple-commit"),
    ("withhold-on-distribution", "simple-commit"),
    ("withhold-foreign", "simple-commit"),
    ("stamp-duty", "simple-commit"),
    ("land-vat", "simple-commit"),
    ("pay-tax-arrears", "simple-commit"),
    ("close-inspection", "simple-commit"),
    ("lift-abnormal-household", "simple-commit"),
    ("litigation", "simple-commit"),
    ("protected-staff", "simple-commit"),
    ("customs-open-matters", "simple-commit"),
    ("soe-approval", "resolve-dissolution"),
    ("take-inventory", "realise-assets"),
    ("liquidation-accounts", "liquidation-tax-return"),
    ("simple-tax", "fx-remit"),
    ("e-invoice-account", "simple-tax"),
    ("bank-close", "certificates"),
    ("other-taxes", "simple-commit"),
    ("simple-commit", "simple-publish"),
    ("simple-publish", "simple-apply"),
    ("simple-tax", "simple-apply"),
    ("simple-apply", "registered-end"),
    ("registered-end", "archive"),
    ("simple-tax", "wecom-apply@legal-representative"),
    ("si-arrears", "wecom-apply@legal-representative"),
    ("simple-publish", "wecom-apply@finance-head"),
]


@pytest.mark.parametrize(
    ("route", "first", "later"),
    [("general", *pair) for pair in BEFORE_GENERAL] + [("simple", *pair) for pair in BEFORE_SIMPLE],
)
def test_the_order_of_the_law_holds(route: str, first: str, later: str) -> None:
    """With everything unknown every task is in the plan, so every order can be seen."""
    plan = plan_of({"route": route})
    assert first in ancestors(plan, later)
    one, two = task(plan, first), task(plan, later)
    assert one.planned is not None
    assert two.planned is not None
    assert one.planned <= two.planned


def ancestors(plan: Plan, name: str) -> set[str]:
    by_id = {entry.id: entry for entry in plan.tasks}
    found: set[str] = set()
    queue = [name]
    while queue:
        for before in by_id[queue.pop()].after:
            if before not in found:
                found.add(before)
                queue.append(before)
    return found


def test_a_dropped_task_leaves_its_order_behind() -> None:
    """Without staff, settling still waits for what ending employment waited for."""
    work = draft(
        Company.model_validate({"company": IDENTITY, **ALL_NO}),
        LAW,
        CALENDAR,
        AS_OF,
        lambda _: None,
    )
    assert "end-employment" not in work.selected
    assert "resolve-dissolution" in ancestors(plan_of(ALL_NO), "simple-settle")


def test_the_sample_with_staff_has_the_dates_of_the_law() -> None:
    plan = sample("general-with-staff")
    assert plan.route.chosen is Route.GENERAL
    assert task(plan, "publish-cause").deadline == dt.date(2026, 11, 19)
    assert task(plan, "form-liquidation-group").deadline == dt.date(2026, 11, 24)
    assert task(plan, "announce-group").deadline == dt.date(2026, 11, 26)
    assert task(plan, "hf-close").deadline == dt.date(2026, 12, 9)
    window = task(plan, "claims-window").limits[0]
    assert window.nominal == dt.date(2027, 1, 4)
    assert window.provisional
    assert task(plan, "announce-creditors").status == "done"


def test_simple_dates_follow_the_notice() -> None:
    plan = plan_of(
        {**ALL_NO, "events": {"simple-notice-published": "2026-07-06"}}, dt.date(2026, 7, 10)
    )
    apply = task(plan, "simple-apply")
    assert apply.plan_by == dt.date(2026, 8, 14)
    assert apply.deadline == dt.date(2026, 8, 17)
    assert apply.limits[0].earliest == dt.date(2026, 7, 27)


def test_a_passed_limit_is_a_conflict_with_a_remedy() -> None:
    plan = plan_of({"events": {"dissolution-cause-arises": "2026-09-21"}})
    found = [entry for entry in plan.warnings if entry.code == "limit-passed"]
    assert "publish-cause" in {entry.task for entry in found}
    assert all(entry.level == "conflict" and entry.remedy and entry.citation for entry in found)
    assert task(plan, "publish-cause").status == "overdue"


def test_paying_inside_the_claim_window_is_a_conflict() -> None:
    plan = plan_of(
        {
            "events": {
                "dissolution-cause-arises": "2026-07-01",
                "liquidation-group-formed": "2026-07-08",
                "creditors-notified": "2026-07-10",
                "creditor-announcement-published": "2026-07-13",
            },
            "done": {"pay-in-order": "2026-08-10"},
        }
    )
    found = [entry for entry in plan.warnings if entry.code == "done-too-early"]
    assert found
    assert found[0].task == "pay-in-order"


def test_insolvency_is_shown_first() -> None:
    begun = {"events": {"dissolution-cause-arises": "2026-11-02"}}
    for over, code in (({}, "insolvent-first"), (begun, "insolvent")):
        plan = plan_of({"debts": {"insolvent": "yes"}, **over})
        assert plan.warnings[0].code == code


def test_the_report_is_confirmed_only_when_the_application_can_follow() -> None:
    """Confirming starts thirty days; it is put off until tax clearance lets them be met."""
    plan = sample("general-with-staff")
    report, application = task(plan, "confirm-report"), task(plan, "general-apply")
    assert report.planned is not None
    assert report.earliest is not None
    assert report.planned > report.earliest
    assert application.planned is not None
    assert application.deadline is not None
    assert application.planned <= application.deadline


def test_a_rerun_with_progress_moves_the_plan() -> None:
    early = plan_of({"events": {"dissolution-cause-arises": "2026-11-16"}})
    late = plan_of({"events": {"dissolution-cause-arises": "2026-11-16"}}, dt.date(2027, 1, 18))
    assert early.expected_end is not None
    assert late.expected_end is not None
    assert late.expected_end > early.expected_end


def test_an_override_stands_beside_the_computed_date() -> None:
    plan = plan_of(
        {
            "events": {"dissolution-cause-arises": "2026-11-16"},
            "overrides": [
                {
                    "task": "publish-cause",
                    "date": "2026-11-20",
                    "who": "王律师",
                    "when": "2026-11-18",
                    "why": "登记机关电话答复",
                }
            ],
        }
    )
    assert plan.overrides[0].computed == dt.date(2026, 11, 26)
    assert plan.overrides[0].date == dt.date(2026, 11, 20)
    assert task(plan, "publish-cause").deadline == dt.date(2026, 11, 26)


def test_a_limits_trigger_can_happen_in_every_route_that_shows_it(law: Law) -> None:
    calendar_events = {
        "month-end",
        "month-or-quarter-end",
        "quarter-or-year-end",
        "tax-period-end",
        "calendar-year-end",
    }
    for form in LegalForm:
        own = for_form(law, form)
        for graph in form_of(law, form).graphs.values():
            tasks = members(own, graph).values()
            produced = {canonical(own, entry.produces) for entry in tasks if entry.produces}
            for entry, limit in [(task, limit) for task in tasks for limit in task.limits]:
                ours = limit.graphs is None or {*lineage(own, graph)}.intersection(limit.graphs)
                if ours and concerns(own.rules[limit.rule], frozenset({form.value})):
                    event = canonical(own, own.rules[limit.rule].trigger)
                    assert event in produced | calendar_events, (form, graph, entry.id, limit.rule)


def canonical(law: Law, event: str) -> str:
    return law.events[event].same_as or event


COMPANY_GRAPHS = ("general", "simple", "after-revocation", "bankruptcy")
ACCIDENTS: dict[str, object] = {
    "events": {
        "late-claim-received": "2026-11-20",
        "tax-clearance-rejected": "2026-11-20",
        "seal-lost": "2026-11-20",
        "licence-lost": "2026-11-20",
        "operations-ceased": "2027-06-30",
    }
}


def bases(plan: Plan) -> set[str]:
    """The law's tasks of a plan, without persons and periods."""
    return {entry.id.partition("@")[0] for entry in plan.tasks}


def test_every_task_of_a_company_is_in_some_plan_and_left_out_of_another(law: Law) -> None:
    law = for_form(law, LegalForm.LLC)
    of_companies = {
        entry.id: entry for entry in law.tasks.values() if {"general", "simple"} & {*entry.graphs}
    }
    own = {
        entry.id
        for entry in law.tasks.values()
        if {"after-revocation", "bankruptcy"} & {*entry.graphs}
    }
    everything: set[str] = set()
    for data in (
        {"route": "general", **ACCIDENTS},
        {"route": "simple", **ACCIDENTS},
        {"simple_route": {"licence_revoked": "yes"}},
        {"debts": {"insolvent": "yes"}},
    ):
        everything |= bases(plan_of(data))
    assert everything >= of_companies.keys() | own
    left_out: set[str] = set()
    for data in ({**ALL_NO, **NOTHING}, {**ALL_NO, **NOTHING, "route": "general"}):
        left_out |= {entry.id.partition("@")[0] for entry in plan_of(data).not_applicable}
    always_for_companies = {
        "announce-creditors",
        "financial-statements",
        "stop-business-final-settlement",
        "liquidation-tax-return",
    }
    conditional = {name for name, entry in of_companies.items() if entry.when or entry.each}
    assert conditional - left_out <= always_for_companies


NOTHING: dict[str, object] = {
    "company": {**IDENTITY, "foreign_invested": "no", "state_owned": "no"},
    "shareholders": {"all_agree": "yes", "individuals": "no", "foreign": "no"},
    "housing_fund": {"registered": "no"},
    "tax": {
        "ever_filed": "no",
        "arrears": "no",
        "invoices_drawn": "no",
        "invoices_unused": "no",
        "control_devices": "no",
        "refund_due": "no",
        "export_rebate_record": "no",
        "e_invoice_account": "no",
        "abnormal_household": "no",
        "open_inspection": "no",
    },
    "bank": {"accounts": "no"},
    "customs": {"filed": "no"},
    "foreign_exchange": {"registered": "no"},
    "permits": "no",
    "internet": {
        "icp_filings": "no",
        "apps": "no",
        "mini_programs": "no",
        "domains": "no",
        "telecom_licence": "no",
    },
    "assets": {"trademarks": "no", "other_ip": "no", "vehicles": "no", "real_estate": "no"},
    "leases": "no",
    "certificates": "no",
    "archives": {"custodian": "王某"},
    "platforms": {"merchant_accounts": "no"},
    "personal_data": "no",
    "wecom": {"used": "no"},
}


def test_kleene() -> None:
    values = [Fact(value, ()) for value in Tri]
    truth = {Tri.NO: 0, Tri.UNKNOWN: 1, Tri.YES: 2}
    for one, two in itertools.product(values, repeat=2):
        assert truth[all_of((one, two)).value] == min(truth[one.value], truth[two.value])
        assert truth[any_of((one, two)).value] == max(truth[one.value], truth[two.value])
        assert truth[negation(one).value] == 2 - truth[one.value]


def test_every_fact_of_an_empty_company_is_unknown_or_follows_from_the_form() -> None:
    facts = named_facts(Company.model_validate({"company": IDENTITY}))
    assert set(facts) == set(FACTS)
    settled = {name for name, fact in facts.items() if fact.value is not Tri.UNKNOWN}
    by_form = {"is-company", "cit-payer", "pays-iit-on-business-income", "listed"}
    by_form |= {"announcement-due", "only-limited-partners", "only-general-partners"}
    by_form |= {"files-returns", "returns-cit"}  # a taxpayer, unless the file says otherwise
    by_event = {"objection-open", "clearance-rejected", "late-claim", "seal-lost", "licence-lost"}
    by_event |= {"forced-notice-open", "court-liquidation", "dissolution-begun"}
    assert settled == by_form | by_event


def test_a_task_cites_only_rules_of_the_companys_form() -> None:
    rules = {entry.rule for entry in task(plan_of({}), "resolve-dissolution").citations}
    assert "dissolution-resolution-llc" in rules
    assert "dissolution-resolution-jsc" not in rules
    joint = {"name": "测试股份有限公司", "legal_form": "jsc"}
    rules = {
        entry.rule for entry in task(plan_of({"company": joint}), "resolve-dissolution").citations
    }
    assert "dissolution-resolution-jsc" in rules
    assert "dissolution-resolution-llc" not in rules


def test_a_foreign_corporate_shareholder_binds_the_seven_days_of_withholding() -> None:
    def limits(foreign: str, corporate: str) -> list[tuple[str, str]]:
        plan = plan_of({"shareholders": {"foreign": foreign, "foreign_corporate": corporate}})
        return [
            (limit.rule, limit.strength)
            for entry in plan.tasks
            if entry.id == "withhold-foreign"
            for limit in entry.limits
        ]

    assert limits("yes", "yes") == [("wht-nonresident-7", "binding")]
    assert limits("yes", "no") == []
    assert limits("no", "unknown") == []


CLEARANCE = [
    ({"ever_filed": "no"}, "yes", "unknown"),
    (
        {
            "invoices_drawn": "no",
            "invoices_unused": "no",
            "arrears": "no",
            "open_inspection": "no",
            "abnormal_household": "no",
        },
        "yes",
        "unknown",
    ),
    (
        {
            "invoices_drawn": "yes",
            "ever_filed": "yes",
            "credit_grade": "B",
            "arrears": "no",
            "open_inspection": "no",
            "abnormal_household": "no",
        },
        "no",
        "yes",
    ),
    ({"invoices_drawn": "yes", "ever_filed": "yes", "credit_grade": "A"}, "no", "unknown"),
    ({"credit_grade": "D", "taxpayer": "general"}, "unknown", "no"),
    ({"credit_grade": "A", "open_inspection": "yes"}, "unknown", "no"),
    ({"ever_filed": "yes", "arrears": "yes"}, "no", "no"),
    ({}, "unknown", "unknown"),
]


@pytest.mark.parametrize(("tax", "immediate", "commitment"), CLEARANCE)
def test_the_ways_of_tax_clearance_follow_from_the_facts(
    tax: dict[str, str], immediate: str, commitment: str
) -> None:
    facts = named_facts(Company.model_validate({"company": IDENTITY, "tax": tax}))
    assert facts["clearance-immediate"].value.value == immediate
    assert facts["clearance-exempt"].value.value == immediate
    assert facts["clearance-commitment"].value.value == commitment


def test_the_estimate_of_tax_clearance_has_a_reason_for_each_case(law: Law) -> None:
    for name in ("tax-clear", "simple-tax"):
        takes = law.tasks[name].takes
        cases = {case.fact: case.working_days for case in takes.cases}
        assert cases["small-scale-taxpayer"] == 5
        assert cases["vat-general-taxpayer"] == 10 == takes.working_days
        assert list(cases)[-2:] == ["small-scale-taxpayer", "vat-general-taxpayer"]
        assert all(case.why.zh and case.why.en for case in takes.cases)


@pytest.mark.parametrize(
    ("data", "fact", "value"),
    [
        ({"permits": [{"name": "食品经营许可证", "kind": "food"}]}, "has-food-permit", "yes"),
        ({"permits": [{"name": "道路运输", "kind": "other"}]}, "has-food-permit", "no"),
        ({"permits": [{"name": "食品经营许可证", "kind": "food"}]}, "has-other-permits", "no"),
        ({"permits": [{"name": "道路运输", "kind": "other"}]}, "has-other-permits", "yes"),
        ({"permits": "yes"}, "has-other-permits", "yes"),
        ({"permits": "no"}, "has-other-permits", "no"),
        ({}, "has-other-permits", "unknown"),
        ({"permits": "no"}, "has-food-permit", "no"),
        ({"permits": [{"name": "ICP证", "kind": "telecom"}]}, "has-telecom-licence", "yes"),
        ({"permits": "no", "internet": {"telecom_licence": "no"}}, "has-telecom-licence", "no"),
        ({"permits": "no"}, "has-telecom-licence", "unknown"),
        ({"permits": "yes"}, "has-food-permit", "unknown"),
        ({"tax": {"taxpayer": "general"}}, "small-scale-taxpayer", "no"),
        ({"tax": {"taxpayer": "general"}}, "vat-general-taxpayer", "yes"),
        ({}, "vat-general-taxpayer", "unknown"),
        ({"archives": {"custodian": "王某"}}, "no-custodian-named", "no"),
        ({"shareholders": {"individuals": "yes"}}, "state-owned", "no"),
        ({"shareholders": {"count": 2}}, "state-owned", "no"),
        ({"shareholders": {"count": 1}}, "state-owned", "unknown"),
        ({"company": {**IDENTITY, "state_owned": "yes"}}, "state-owned", "yes"),
        ({}, "no-custodian-named", "unknown"),
        ({"staff": {"count": 3, "work_injury": 1}}, "has-protected-staff", "yes"),
        ({"staff": {"count": 0}}, "has-protected-staff", "no"),
        ({"staff": {"count": 3, "work_injury": 0}}, "has-protected-staff", "unknown"),
    ],
)
def test_named_facts(data: dict[str, object], fact: str, value: str) -> None:
    facts = named_facts(Company.model_validate({"company": IDENTITY, **data}))
    assert facts[fact].value.value == value


def test_tax_withheld_from_individuals_is_due_in_the_month_after_the_distribution() -> None:
    data = {"shareholders": {"individuals": "yes"}, "events": {"distribution": "2026-09-30"}}
    limits = task(plan_of(data, dt.date(2026, 9, 30)), "withhold-on-distribution").limits
    assert [(limit.rule, limit.strength, limit.limit) for limit in limits] == [
        ("iit-distribution-15", "binding", dt.date(2026, 10, 26))
    ]


def test_an_advised_day_that_cannot_be_met_is_no_day_to_aim_for() -> None:
    """The bank's five working days end before social insurance and refunds let it close."""
    bank = task(sample("general-with-staff"), "bank-close")
    (advised,) = (limit.plan_by for limit in bank.limits if limit.strength == "advisory")
    assert advised is not None
    assert bank.planned is not None
    assert advised < bank.planned == bank.plan_by


def test_business_may_stop_before_the_resolution_without_a_warning() -> None:
    events = {"operations-ceased": "2026-09-30", "dissolution-cause-arises": "2026-11-16"}
    plan = plan_of({"events": events})
    assert "cease-operations" not in {entry.task for entry in plan.warnings}
    assert task(plan, "stop-business-final-settlement").deadline == dt.date(2026, 11, 30)


def test_nobody_waits_for_the_wecom_steps_of_somebody_else() -> None:
    accounts = [
        {"person": "甲", "role": "legal-representative", "administers": "yes"},
        {"person": "乙", "role": "other", "administers": "no", "other_enterprises": "yes"},
    ]
    plan = plan_of({"wecom": {"used": "yes", "accounts": accounts}})
    for name in ("wecom-apply@乙", "wecom-leave@乙"):
        assert not [before for before in task(plan, name).after if before.endswith("@甲")]


def test_loans_to_individual_shareholders_are_repaid_by_the_end_of_the_year() -> None:
    data = {
        "shareholders": {"individuals": "yes"},
        "events": {"dissolution-cause-arises": "2026-11-09"},
    }
    limits = task(plan_of(data), "shareholder-loans").limits
    assert [(limit.rule, limit.strength, limit.limit) for limit in limits] == [
        ("shareholder-loan-repay-year-end", "advisory", dt.date(2026, 12, 31))
    ]


def test_paying_shareholders_before_the_liquidation_tax_is_a_conflict() -> None:
    plan = plan_of({"route": "general", "done": {"distribute": "2026-11-20"}})
    found = [
        entry
        for entry in plan.warnings
        if entry.code == "out-of-order" and entry.task == "distribute" and entry.citation
    ]
    assert found
    assert all(entry.level == "conflict" and entry.remedy for entry in found)


def test_a_claim_inside_the_window_is_not_late() -> None:
    events = {
        "dissolution-cause-arises": "2026-11-02",
        "creditor-announcement-published": "2026-11-10",
        "late-claim-received": "2026-11-20",
    }
    codes = {entry.code for entry in plan_of({"route": "general", "events": events}).warnings}
    assert "late-claim-in-time" in codes
    assert "late-claim" not in codes
