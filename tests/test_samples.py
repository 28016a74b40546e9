"""The sample companies: each is valid, plans on any day, and shows what its header says.

Dates are counted by hand here, with the steps beside them, against the days off of 2026
(国庆节 10-01 to 10-07, make-up workdays 09-20 and 10-10).
"""

import datetime as dt
import re
from pathlib import Path

import pytest

from checklist.holidays import Calendar
from checklist.loading import line_of_key, loaded
from checklist.plan import Plan, Task, WeComAccount
from checklist.planning.build import make_plan
from checklist.rules.loader import load_law
from checklist.vocabulary import Phase, Route

LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
FOLDER = Path(__file__).parent.parent / "sample_inputs"
AS_OF = dt.date(2026, 11, 23)
DAYS = (AS_OF, dt.date(2026, 12, 31), dt.date(2027, 7, 1))
NOTICE_RUNS = dt.date(2026, 9, 28)

ROUTES = {
    "bankruptcy": Route.BANKRUPTCY,
    "bankruptcy-first": Route.BANKRUPTCY_FIRST,
    "barred-from-simple": Route.GENERAL,
    "beginner": Route.GENERAL,
    "branch": Route.BRANCH,
    "court-liquidation": Route.COURT_ORDERED,
    "forced-deregistration": Route.FORCED,
    "farmer-coop": Route.GENERAL,
    "foreign-company-branch": Route.GENERAL,
    "foreign-invested": Route.GENERAL,
    "general-with-staff": Route.GENERAL,
    "group-parent-with-branches": Route.GENERAL,
    "importer-with-customs": Route.GENERAL,
    "individual-business": Route.SIMPLE,
    "licence-revoked": Route.AFTER_REVOCATION,
    "limited-partnership": Route.SIMPLE,
    "listed-company": Route.GENERAL,
    "merger": Route.MERGER_DIVISION,
    "mid-wind-down-late": Route.GENERAL,
    "non-company-legal-person": Route.GENERAL,
    "notice-in-national-day": Route.SIMPLE,
    "objection-received": Route.GENERAL,
    "partnership": Route.GENERAL,
    "partnership-branch": Route.BRANCH,
    "representative-office": Route.REP_OFFICE,
    "simple-shell": Route.SIMPLE,
    "sole-proprietorship": Route.GENERAL,
    "two-enterprise-admin": Route.SIMPLE,
}


def sample(name: str, as_of: dt.date = AS_OF) -> Plan:
    found = loaded(FOLDER / f"{name}.yaml", LAW, max(as_of, AS_OF))
    return make_plan(found.company, LAW, CALENDAR, as_of, lambda keys: line_of_key(found, keys))


def task(plan: Plan, name: str) -> Task:
    return next(entry for entry in plan.tasks if entry.id == name)


def planned(plan: Plan, name: str) -> dt.date:
    day = task(plan, name).planned
    assert day is not None
    return day


def codes(plan: Plan, level: str) -> set[str]:
    return {entry.code for entry in plan.warnings if entry.level == level}


def account(plan: Plan, person: str) -> WeComAccount:
    return next(entry for entry in plan.wecom_accounts if entry.person == person)


def test_each_is_named_here() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(ROUTES)


@pytest.mark.parametrize("name", ROUTES)
def test_a_sample_opens_with_its_schema_and_what_it_shows(name: str) -> None:
    lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../checklist/schema/input.schema.json"
    assert re.match(r"# .*[\u4e00-\u9fff]", lines[1])


def test_the_beginner_needs_ten_lines_at_most() -> None:
    assert len((FOLDER / "beginner.yaml").read_text(encoding="utf-8").splitlines()) <= 10


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("name", ROUTES)
def test_a_sample_plans_on_any_day_and_every_task_has_one(name: str, as_of: dt.date) -> None:
    plan = sample(name, as_of)
    assert plan.expected_end is not None
    assert all(entry.planned for entry in plan.tasks)
    assert all(entry.reason.zh for entry in plan.not_applicable)


@pytest.mark.parametrize("name", ROUTES)
def test_a_sample_takes_the_route_its_header_says(name: str) -> None:
    as_of = NOTICE_RUNS if name == "notice-in-national-day" else AS_OF
    assert sample(name, as_of).route.chosen is ROUTES[name]


@pytest.mark.parametrize("name", sorted(ROUTES.keys() - {"beginner"}))
def test_no_sample_but_the_beginners_leaves_returns_overdue_or_much_unknown(name: str) -> None:
    as_of = NOTICE_RUNS if name == "notice-in-national-day" else AS_OF
    plan = sample(name, as_of)
    assert "returns-overdue" not in codes(plan, "conflict")
    assert "out-of-order" not in codes(plan, "warning")
    assert plan.unknown_facts <= 8


@pytest.mark.parametrize("name", ROUTES)
def test_what_is_done_in_an_office_or_by_staff_is_planned_on_a_working_day(name: str) -> None:
    """Only the end of a waiting period may fall on a day off."""
    waits = ("claims-window", "simple-notice-check", "wecom-watch", "wecom-personal-check")
    waits += ("start-liquidation", "referral-check")
    waits += ("forced-notice-end", "merger-claims", "bankruptcy-claims")
    as_of = NOTICE_RUNS if name == "notice-in-national-day" else AS_OF
    likely = CALENDAR.likely
    likely.cover(2025, 2029)
    for entry in sample(name, as_of).tasks:
        if entry.done_on or entry.id.startswith(waits):
            continue
        assert entry.planned is not None
        day = entry.planned.toordinal()
        assert likely.on_or_after(day) == day, (entry.id, entry.planned)


def test_mid_wind_down_has_one_late_task_that_holds_up_the_rest() -> None:
    plan = sample("mid-wind-down-late")
    late = task(plan, "stop-business-final-settlement")
    # Business stopped 08-31; day 1 is 09-01, day 30 is 09-30, day 60 is 10-30, a Friday.
    assert late.deadline == dt.date(2026, 10, 30)
    assert late.critical
    assert [entry.id for entry in plan.tasks if entry.status == "overdue"] == [late.id]
    conflicts = [entry for entry in plan.warnings if entry.level == "conflict"]
    assert [(entry.code, entry.task) for entry in conflicts] == [("limit-passed", late.id)]
    assert sum(entry.status == "done" for entry in plan.tasks) > 30
    assert late.id in task(plan, "liquidation-tax-return").after
    # The other limits were met: announced 09-03, day 45 is 10-18, a Sunday, so 10-19.
    window = {
        entry.rule: entry.limit or entry.earliest for entry in task(plan, "claims-window").limits
    }
    assert window["creditor-claim-unnotified"] == dt.date(2026, 10, 20)


def test_a_notice_that_ends_in_national_day_lets_nobody_apply_before_its_end() -> None:
    plan = sample("notice-in-national-day", NOTICE_RUNS)
    # Published 09-14; day 1 is 09-15, day 16 is 09-30, day 20 is 10-04, a Sunday and a day off.
    assert planned(plan, "simple-notice-check") == dt.date(2026, 10, 4)
    apply = task(plan, "simple-apply")
    window = next(e for e in apply.limits if e.rule == "simple-application-window-company")
    # A notice has run when its last day is over; the first working day after it is 10-08.
    assert planned(plan, "simple-apply") == dt.date(2026, 10, 8)
    # Twenty days from 10-04: day 20 is 10-24, a Saturday, so Monday 10-26; aim for Friday 10-23.
    assert window.nominal == dt.date(2026, 10, 24)
    assert window.limit == apply.deadline == dt.date(2026, 10, 26)
    assert window.plan_by == dt.date(2026, 10, 23)
    # The end of the company waits for it: the plan's own day is the first one.
    assert apply.plan_by == dt.date(2026, 10, 8)
    # Three working days of the registry after Thursday 10-08: Friday, make-up Saturday, Monday.
    assert plan.expected_end == dt.date(2026, 10, 12)
    assert codes(plan, "conflict") == set()


def test_the_notice_of_national_day_lapses_when_nobody_applies() -> None:
    """Seen again on 11-23: the window has passed, first as missed, then as lapsed."""
    assert {"window-missed", "notice-lapsed"} & codes(sample("notice-in-national-day"), "conflict")


def test_each_person_has_the_wecom_steps_that_concern_him() -> None:
    plan = sample("two-enterprise-admin")
    steps = {
        entry.person: {name.partition("@")[0] for name in entry.tasks}
        for entry in plan.wecom_accounts
    }
    own = {"wecom-personal-backup", "wecom-apply", "wecom-review", "wecom-personal-check"}
    assert steps["罗启明"] == own | {"wecom-admin-handover", "wecom-leave", "wecom-officer-ready"}
    assert steps["谭雪"] == own | {"wecom-leave", "wecom-officer-ready"}
    assert steps["庄妍"] == own
    for person in steps:
        assert len(task(plan, f"wecom-apply@{person}").sub_steps) == 8
        others = {name for name in steps if name != person}
        for name in account(plan, person).tasks:
            waits = {before.partition("@")[2] for before in task(plan, name).after}
            assert not waits & others, name
    # Officers wait for tax, insurance and the notice; the other one only for the end of the job.
    for person in ("罗启明", "谭雪"):
        assert planned(plan, f"wecom-apply@{person}") > planned(plan, "simple-tax")
        assert planned(plan, f"wecom-apply@{person}") > planned(plan, "simple-publish")
    assert planned(plan, "end-employment") < planned(plan, "wecom-apply@庄妍")
    assert planned(plan, "wecom-apply@庄妍") < planned(plan, "simple-tax")
    assert planned(plan, "wecom-dissolve") < planned(plan, "wecom-apply@罗启明")


def test_a_revoked_licence_has_its_fifteen_days_and_no_simple_route() -> None:
    plan = sample("licence-revoked")
    # Revoked Monday 11-09; day 1 is 11-10, day 15 is 11-24, a Tuesday.
    declare = task(plan, "tax-declare-after-revocation")
    assert declare.deadline == dt.date(2026, 11, 24)
    assert declare.status == "due-soon"
    dates = {entry.id: entry.date for entry in plan.key_dates}
    assert dates["tax-declare-after-revocation-limit"] == dt.date(2026, 11, 24)
    assert dates["record-revocation"] == dt.date(2026, 11, 9)
    assert task(plan, "form-liquidation-group").deadline == dt.date(2026, 11, 24)
    assert plan.route.available == (Route.AFTER_REVOCATION,)
    assert {"licence-revoked", "abnormal-list"} <= {entry.ground for entry in plan.route.barred}
    left_out = {entry.id for entry in plan.not_applicable}
    assert {"hear-union", "resolve-dissolution"} <= left_out


def test_an_objection_replans_as_general_and_says_how_to_cure_it() -> None:
    plan = sample("objection-received")
    ground = next(entry for entry in plan.route.barred if entry.ground == "objection-open")
    assert ground.cure is not None
    assert ground.input_line is not None
    said = next(entry for entry in plan.warnings if entry.code == "objection-open")
    assert said.level == "conflict"
    assert said.remedy is not None
    assert "simple-bar-cured" in said.remedy.zh
    # Resolved 09-28; day 1 is 09-29, day 15 is 10-13, a working day, and no group was formed.
    group = task(plan, "form-liquidation-group")
    assert group.deadline == dt.date(2026, 10, 13)
    assert group.status == "overdue"
    assert "simple-apply" not in {entry.id for entry in plan.tasks}


@pytest.mark.parametrize("name", ["importer-with-customs", "foreign-invested"])
def test_customs_and_foreign_exchange_come_in_their_order(name: str) -> None:
    plan = sample(name)
    order = [
        ("report-customs", "form-liquidation-group"),
        ("realise-assets", "export-rebate"),
        ("export-rebate", "customs-close"),
        ("customs-open-matters", "customs-close"),
        ("customs-close", "general-apply"),
        ("distribute", "withhold-foreign"),
        ("withhold-foreign", "tax-clear"),
        ("tax-clear", "fx-cancel"),
        ("fx-cancel", "fx-remit"),
        ("fx-remit", "general-apply"),
        ("fx-remit", "bank-close"),
    ]
    for first, later in order:
        assert planned(plan, first) <= planned(plan, later), (first, later)


def test_a_group_closes_branches_and_holdings_before_it_applies() -> None:
    plan = sample("group-parent-with-branches")
    apply = task(plan, "general-apply")
    assert {"deregister-branches", "dispose-investments"} <= set(apply.after)
    assert planned(plan, "deregister-branches") < planned(plan, "general-apply")
    assert planned(plan, "dispose-investments") < planned(plan, "general-apply")
    resolve = task(plan, "resolve-dissolution")
    assert resolve.planned == dt.date(2026, 12, 14)
    assert resolve.done_on is None
    barred = {entry.ground for entry in plan.route.barred}
    assert {"invests-in-others", "branch-not-deregistered"} <= barred


def test_a_shell_with_nothing_to_sell_does_not_wait_for_sales() -> None:
    plan = sample("simple-shell")
    assert task(plan, "realise-assets").estimate_days == 2
    simple, general = (
        next(entry.days for entry in plan.comparisons if entry.route is route)
        for route in (Route.SIMPLE, Route.GENERAL)
    )
    assert simple is not None
    assert general is not None
    assert simple < general


def test_a_listed_company_asks_first_to_be_taken_off_the_abnormal_list() -> None:
    plan = sample("barred-from-simple")
    assert "lift-abnormal-list" in task(plan, "general-apply").advisory_after


def test_bankruptcy_nobody_is_paid_any_more() -> None:
    """Found insolvent, the group stops paying whom it likes and applies (公司法 237, 破产法 7)."""
    plan = sample("bankruptcy")
    ids = {entry.id for entry in plan.tasks}
    assert {"stop-payments", "bankruptcy-apply", "bankruptcy-deregister"} <= ids
    paying = {"pay-in-order", "si-arrears", "pay-tax-arrears", "distribute"}
    left_out = {entry.id: entry.reason.zh for entry in plan.not_applicable}
    assert paying <= left_out.keys()
    assert all("管理人" in left_out[name] for name in paying)
    assert "insolvent" in codes(plan, "conflict")


def test_bankruptcy_first_nothing_of_a_liquidation_and_everything_to_the_administrator() -> None:
    """Not dissolved, the company applies itself (企业破产法 7) and then hands over (15, 25)."""
    plan = sample("bankruptcy-first")
    ids = [entry.id for entry in plan.tasks]
    assert {"bankruptcy-decide", "handover-administrator", "bankruptcy-duties"} <= {*ids}
    left_out = {entry.id: entry.reason.zh for entry in plan.not_applicable}
    for name in ("resolve-dissolution", "form-liquidation-group", "claims-window"):
        assert "企业破产法" in left_out[name]
    for name in ("realise-assets", "end-employment", "bank-close"):
        assert "管理人" in left_out[name]
    # 注销之后没有公司自己的手续：管理人办理
    assert not [entry for entry in plan.tasks if entry.phase is Phase.CLOSING]


def test_a_foreign_companys_branch_remits_last() -> None:
    """Nothing leaves China before the debts are paid (公司法 249)."""
    plan = sample("foreign-company-branch")
    assert planned(plan, "pay-in-order") < planned(plan, "distribute")
    assert planned(plan, "tax-clear") < planned(plan, "fx-remit")
    cited = {each.article for each in task(plan, "fx-remit").citations}
    assert "第二百四十九条" in cited
    # 公告11月23日发布：11月剩7日、12月31日、1月7日（周四）为第45日；2027年放假未公布，取保守一侧
    window = task(plan, "claims-window").limits[0]
    assert window.nominal == dt.date(2027, 1, 7)


def test_limited_partnership_the_simple_route_of_partners() -> None:
    plan = sample("limited-partnership")
    ids = {entry.id for entry in plan.tasks}
    assert {"simple-publish", "simple-apply"} <= ids
    assert not ids & {"publish-cause", "hear-union", "liquidation-tax-return"}
    # 企业所得税不是合伙企业缴纳：停止经营后60日内结清经营所得，自停止经营日起算
    stopped = planned(plan, "cease-operations")
    limits = task(plan, "iit-stop-settlement").limits
    assert [limit.trigger_date for limit in limits] == [stopped]


def test_a_clock_that_runs_is_not_to_be_started_later() -> None:
    """30 days for the housing fund from the resolution of 2026-11-09 end on 12-09 (条例 14)."""
    plan = sample("general-with-staff", dt.date(2026, 11, 24))
    found = next(entry for entry in plan.warnings if entry.code == "limit-running-out")
    assert found.task == "hf-close"
    assert "2026-12-09" in found.text.zh
    assert found.remedy is not None
    assert "转移或者封存职工公积金账户" in found.remedy.zh
    assert "推迟启动" not in found.remedy.zh


def test_a_duty_on_the_day_itself_is_no_key_date_of_its_own() -> None:
    """Wages and certificates fall due on the day the contracts end: one date, not two."""
    plan = sample("general-with-staff", dt.date(2026, 11, 25))
    names = [entry.id for entry in plan.key_dates]
    assert "end-employment" in names
    assert "end-employment-limit" not in names
    assert "hf-close-limit" in names
    # What happened on 11-20 is certain, though its own limit lies in a year not published yet.
    announced = next(entry for entry in plan.key_dates if entry.id == "announce-creditors")
    assert announced.basis == "actual"
    assert not announced.provisional


def test_nothing_is_planned_for_a_day_after_the_company_is_gone_when_it_comes_before() -> None:
    """The annual report may wait until 30 June by law, but not past the application itself."""
    plan = sample("general-with-staff", dt.date(2026, 11, 25))
    report = task(plan, "annual-report@2026")
    assert report.deadline == dt.date(2027, 6, 30)
    assert report.plan_by is not None
    assert report.plan_by < planned(plan, "general-apply")


def test_what_foreign_investment_would_bring_is_cited_while_nobody_has_said() -> None:
    plan = sample("beginner")
    for name, rule in (
        ("fie-report-none", "fie-no-separate-report"),
        ("fx-cancel", "fx-basic-info-cancel"),
        ("fx-remit", "fx-remit-after-tax"),
    ):
        assert task(plan, name).to_confirm
        assert rule in {entry.rule for entry in task(plan, name).citations}


def test_a_joint_stock_company_votes_by_its_own_majority() -> None:
    """公司法 116: two thirds of the votes present; 66, a limited company: of all votes."""
    steps = {
        name: " ".join(step.zh for step in task(sample(name), "resolve-dissolution").sub_steps)
        for name in ("listed-company", "general-with-staff")
    }
    assert "出席会议" in steps["listed-company"]
    assert "全部表决权" not in steps["listed-company"]
    assert "全部表决权" in steps["general-with-staff"]
    assert "出席会议" not in steps["general-with-staff"]
    listed = sample("listed-company")
    assert planned(listed, "listed-disclose") == planned(listed, "resolve-dissolution")


def test_the_dissolving_of_the_wecom_enterprise_has_its_steps() -> None:
    plan = sample("general-with-staff")
    steps = [step.zh for step in task(plan, "wecom-dissolve").sub_steps]
    for word in ("成员", "客户", "会话存档", "余额", "解散企业", "events"):
        assert any(word in step for step in steps), word


@pytest.mark.parametrize("name", ["general-with-staff", "licence-revoked", "simple-shell"])
def test_a_plan_names_the_rules_by_which_its_periods_are_counted(name: str) -> None:
    found = {entry.rule for entry in sample(name).law.counted_by}
    civil = {"count-start-day-excluded", "count-roll-over", "count-weekend", "count-holidays"}
    assert civil <= found
    assert {"count-tax-109", "tax-monthly-calendar"} <= found
    assert "count-litigation" not in found  # no period of a court
