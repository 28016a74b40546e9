"""The hand-made plan with everything a plan can hold: returns, sub-steps, accounts, both routes.

As in `plan_factory`, the dates are plausible, not computed.
"""

from typing import Any, Final

from plan_factory import CITE, day, make_plan, text

from checklist.plan import (
    FactUsed,
    FinishBy,
    LegalWait,
    PathStep,
    Plan,
    PlanEvent,
    Question,
    Retention,
    RouteComparison,
    Task,
    TaskDeadline,
    WeComAccount,
    WhatIf,
)
from checklist.vocabulary import AUTHORITIES, Confidence, Owner, Phase, Route, Tri

STEPS: Final = (
    text("打开企业微信，进入“我”", "Open WeCom and go to “Me”"),
    text("进入“设置”", "Open “Settings”"),
    text("进入“账号与安全”", "Open “Account and security”"),
    text("进入“企业微信安全中心”", "Open the “Security centre”"),
    text("选择“注销账号”", "Choose “Cancel the account”"),
    text("逐项核对页面所列条件", "Go through the conditions shown"),
    text("点击“申请注销”", "Tap “Apply”"),
    text("等待审核结果", "Wait for the review"),
)

_RETURNS: Final = (
    ("vat-return", "申报增值税及附加", "File VAT and surcharges", Owner.FINANCE, 15),
    ("iit-withholding", "代扣代缴个人所得税", "Withhold income tax", Owner.FINANCE, 15),
    ("si-contribution", "申报缴纳社会保险费", "Pay social insurance", Owner.HR, 25),
    ("hf-contribution", "汇缴住房公积金", "Pay the housing fund", Owner.HR, 28),
)


def _returns(first: int) -> tuple[Task, ...]:
    label = AUTHORITIES["tax"]
    months = ((2026, 11), (2026, 12), (2027, 1), (2027, 2))
    found = []
    for year, month in months:
        for name, zh, en, owner, last in _RETURNS:
            due = day(month % 12 + 1, last, year + month // 12)
            found.append(
                Task(
                    number=first + len(found),
                    id=f"{name}@{year}-{month:02}",
                    title=text(zh, en),
                    phase=Phase.RETURNS,
                    owner=owner,
                    authority="tax",
                    authority_label=text(label.zh, label.en),
                    status="open",
                    planned=due,
                    plan_by=due,
                    deadline=due,
                    provisional=year > 2026,
                    how=text(
                        "没有收入的，也作零申报。", "File a nil return where there is nothing."
                    ),
                    documents=(text("申报表", "the return"),),
                    evidence=(text("申报回执", "receipt"),),
                    citations=(CITE["liquidation-tax-return"],),
                    estimate_days=1,
                    estimate_why=text("网上申报", "filed online"),
                    confidence=Confidence.READ,
                )
            )
    return tuple(found)


def _tasks(plan: Plan) -> tuple[Task, ...]:
    more: dict[str, dict[str, Any]] = {
        "claims-window": {
            "critical": True,
            "reserve": 0,
            "finish_by": day(1, 18, 2027),
            "timing": (text("公告发布后第46日起方可清偿。", "Payment from day 46 on."),),
            "facts": (
                FactUsed(fact="route-general", value=Tri.YES, input_path="route", input_line=12),
            ),
        },
        "registered-end": {
            "critical": True,
            "timing": (text("受理后按5个工作日估计。", "Five working days are assumed."),),
        },
        "end-employment": {
            "reserve": 18,
            "facts": (
                FactUsed(fact="has-staff", value=Tri.YES, input_path="staff.count", input_line=31),
            ),
        },
        "wecom-dissolve": {"sub_steps": STEPS, "finish_by": day(4, 9, 2027)},
    }
    old = [task.model_copy(update=more.get(task.id, {})) for task in plan.tasks]
    return (*old, *_returns(len(old) + 1))


def _calendar_limit() -> TaskDeadline:
    return TaskDeadline(
        rule="annual-report-window",
        applied_rule="annual-report-window",
        kind="latest",
        title=text("年度报告", "Annual report"),
        trigger="year-ended",
        trigger_title=text("年度终了", "Year ended"),
        trigger_date=day(12, 31),
        trigger_basis="calendar",
        limit=day(6, 30, 2027),
        nominal=day(6, 30, 2027),
        plan_by=day(6, 30, 2027),
        strength="binding",
        provisional=False,
        steps=(text("每年1月1日至6月30日报送。", "From 1 January to 30 June."),),
        citation=CITE["apply-30"],
    )


def make_full_plan(**changes: Any) -> Plan:
    """A plan in which no part is empty; `changes` replace its fields."""
    plan = make_plan()
    tasks = list(_tasks(plan))
    tasks[1] = tasks[1].model_copy(update={"limits": (*tasks[1].limits, _calendar_limit())})
    found: dict[str, Any] = {
        "tasks": tuple(tasks),
        "comparisons": (
            RouteComparison(
                route=Route.GENERAL,
                label=text("一般注销", "General"),
                state="open",
                chosen=True,
                expected_end=day(3, 29, 2027),
                days=126,
                by_law_alone=day(1, 22, 2027),
                tasks=53,
                papers=71,
                liability=text("股东以分得的财产为限", "Shareholders up to what they received"),
                condition=text("完成清算", "Liquidation is finished"),
            ),
            RouteComparison(
                route=Route.SIMPLE,
                label=text("简易注销", "Simple"),
                state="open-if-confirmed",
                chosen=False,
                expected_end=day(1, 12, 2027),
                days=50,
                by_law_alone=day(12, 25),
                tasks=25,
                papers=30,
                liability=text(
                    "承诺不实的，全体投资人连带", "All investors jointly if the promise is untrue"
                ),
                condition=text("债务、工资、税款均已结清", "Debts, wages, taxes are settled"),
            ),
        ),
        "critical_path": (
            PathStep(
                task="announce-creditors",
                title=text("发布债权人公告", "Announcement"),
                date=day(12, 2),
                why=text("清算组成立后即可公告", "possible once the group is formed"),
                kind="order",
            ),
            PathStep(
                task="claims-window",
                title=text("债权申报期届满", "Claim window closes"),
                date=day(1, 18, 2027),
                why=text("公告之日起45日", "45 days from the announcement"),
                kind="legal-wait",
            ),
            PathStep(
                task="registered-end",
                title=text("准予注销", "Deregistered"),
                date=day(3, 29, 2027),
                why=text("登记机关审核按5个工作日估计", "five working days for the review"),
                kind="estimate",
            ),
        ),
        "finish_by": FinishBy(
            target=day(2, 28, 2027),
            state="estimates-too-long",
            expected_end=day(3, 29, 2027),
            by_law_alone=day(1, 22, 2027),
            text=text(
                "按现有估计要到2027-03-29；法定等待本身允许2027-01-22。",
                "With these estimates it is 2027-03-29; the law alone would allow 2027-01-22.",
            ),
            legal_minimum=(
                LegalWait(
                    rule="creditor-claim-unnotified",
                    title=text("债权申报期", "Claim window"),
                    task="claims-window",
                    start=day(12, 2),
                    opens=day(1, 19, 2027),
                    citation=text("公司法第二百三十五条", "Company Law, article 235"),
                ),
            ),
            squeeze=("tax-clear", "registered-end"),
        ),
        "what_if": (
            WhatIf(
                event="creditor-objects",
                title=text("债权人提出异议", "A creditor objects"),
                date=day(12, 20),
            ),
        ),
        "wecom_accounts": (
            WeComAccount(
                person="陈晓岚",
                role="finance-head",
                role_label=text("财务负责人", "finance head"),
                state="not-yet",
                conditions=(
                    text("税务注销已办结", "tax deregistration is done"),
                    text("社会保险无欠费", "no social insurance arrears"),
                ),
                earliest_application=day(3, 18, 2027),
                review_until=day(3, 22, 2027),
                no_login_from=day(3, 18, 2027),
                no_login_until=day(4, 6, 2027),
                gone_on=day(4, 7, 2027),
                tasks=("wecom-dissolve",),
            ),
        ),
        "retention": (
            Retention(
                rule="archive-10",
                what=text("会计凭证、会计账簿", "Vouchers and ledgers"),
                start=day(1, 1, 2027),
                keep_through=day(12, 31, 2056),
                custodian="陈晓岚",
                citation=CITE["archive-10"],
            ),
            Retention(
                rule="liquidation-papers",
                what=text("清算资料", "Liquidation papers"),
                start=day(3, 29, 2027),
                keep_through=day(3, 29, 2037),
                citation=CITE["archive-10"],
            ),
        ),
        "events": (
            PlanEvent(
                id="dissolution-cause-arises",
                title=text("解散事由出现", "Cause of dissolution"),
                date=day(11, 13),
                basis="actual",
                task="resolve-dissolution",
                input_line=70,
            ),
            PlanEvent(
                id="creditor-objects",
                title=text("债权人提出异议", "A creditor objects"),
                date=day(12, 20),
                basis="planned",
            ),
        ),
        "questions": (
            *plan.questions,
            Question(
                id="approval",
                text=text("注销是否须经批准？", "Does the end need an approval?"),
                tasks=tuple(task.id for task in plan.tasks[:14]),
                input_path="simple_route.approval_required",
                decides_route=True,
                weight=len(plan.tasks),
            ),
        ),
    }
    return make_plan(**{**found, **changes})
