"""A hand-made plan that looks like a real one: every phase, every mark, conflicts, questions.

The dates are plausible, not computed: outputs print what stands in the plan.
"""

import datetime as dt
from typing import Any, Final

from checklist.messages.planning import DISCLAIMER
from checklist.plan import (
    Assumption,
    BarredGround,
    Bound,
    Citation,
    CompanyCard,
    Interval,
    KeyDate,
    LawDates,
    NotApplicable,
    OtherReading,
    Override,
    Plan,
    Question,
    RouteDecision,
    Task,
    TaskDeadline,
    Warning,
)
from checklist.text import Text
from checklist.vocabulary import (
    AUTHORITIES,
    LABELS,
    Confidence,
    LegalForm,
    Owner,
    Phase,
    Route,
    Tri,
)

AS_OF: Final = dt.date(2026, 11, 23)
NAME: Final = "杭州青禾云帆信息技术有限公司"
CREDIT_CODE: Final = "91330106MA27XK3C7H"


def text(zh: str, en: str) -> Text:
    """A sentence in both languages."""
    return Text(zh=zh, en=en)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    """A date, short to write."""
    return dt.date(year, month, number)


LAWS: Final = {
    "company": (text("中华人民共和国公司法", "Company Law"), "主席令第十五号（2023）", True),
    "tax": (text("税收征收管理法实施细则", "Rules on tax collection"), "国务院令第362号", True),
    "registry": (
        text("市场主体登记管理条例", "Rules on registration of market entities"),
        "国务院令第746号",
        True,
    ),
    "insurance": (text("社会保险法", "Social Insurance Law"), "主席令第三十五号", True),
    "labour": (text("劳动合同法", "Labour Contract Law"), "主席令第六十五号", True),
    "invoice": (text("发票管理办法", "Rules on invoices"), "国务院令第587号", False),
    "bank": (
        text("人民币银行结算账户管理办法", "Rules on bank accounts"),
        "银发〔2003〕5号",
        False,
    ),
    "wecom": (text("企业微信管理后台说明", "WeCom administrator's guide"), None, False),
    "archive": (text("会计档案管理办法", "Rules on accounting archives"), "财政部令第79号", True),
}


def citation(
    law: str,
    rule: str,
    article: str | None,
    zh: str,
    en: str,
    confidence: Confidence = Confidence.READ,
) -> Citation:
    """A citation of one of the laws above."""
    name, number, seen = LAWS[law]
    asked = confidence is not Confidence.READ
    return Citation(
        rule=rule,
        law=name,
        number=number,
        number_seen=seen,
        article=article,
        says=text(zh, en),
        confidence=confidence,
        ask=text("当地办理时限和材料是否另有要求？", "Do you ask for other papers or times?")
        if asked
        else None,
        checked_on=day(11, 3),
        text_as_of=day(7, 1, 2024) if law == "company" else None,
    )


CITE: Final = {
    entry.rule: entry
    for entry in (
        citation(
            "company",
            "dissolution-publicity",
            "第二百二十九条第二款",
            "解散事由出现之日起十日内，通过国家企业信用信息公示系统公示。",
            "The cause of dissolution is published on the credit system within 10 days.",
        ),
        citation(
            "company",
            "liquidation-group",
            "第二百三十二条第一款",
            "董事为清算义务人，十五日内组成清算组。",
            "The directors form the liquidation group within 15 days.",
        ),
        citation(
            "company",
            "creditor-notice",
            "第二百三十五条第一款",
            "清算组自成立之日起十日内通知债权人，六十日内公告。",
            "Known creditors are notified within 10 days, an announcement is made within 60.",
        ),
        citation(
            "company",
            "creditor-claim-unnotified",
            "第二百三十五条第一款",
            "未接到通知的，自公告之日起四十五日内申报债权。",
            "Creditors who were not notified file claims within 45 days of the announcement.",
        ),
        citation(
            "company",
            "distribution-order",
            "第二百三十六条第二款",
            "清偿顺序：清算费用、职工工资和社保、法定补偿金、税款、债务；之后才可分配。",
            "Costs, wages and insurance, compensation, taxes, debts; shareholders only after them.",
        ),
        citation(
            "tax",
            "liquidation-tax-return",
            "第五十条",
            "清算前向主管税务机关报告；未结清税款的，由其参加清算。",
            "The bureau is told before liquidation and takes part where tax is unpaid.",
        ),
        citation(
            "tax",
            "liquidation-return-15",
            None,
            "清算结束之日起十五日内报送清算所得税申报表。",
            "The liquidation tax return is filed within 15 days of the end of liquidation.",
            Confidence.SECONDARY,
        ),
        citation(
            "invoice",
            "invoice-return",
            "第二十九条",
            "注销前缴销发票和专用设备。",
            "Invoices and devices are handed in before deregistration.",
            Confidence.MEMORY,
        ),
        citation(
            "registry",
            "apply-30",
            "第三十二条第二款",
            "自清算结束之日起三十日内申请注销登记。",
            "Deregistration is applied for within 30 days of the end of liquidation.",
        ),
        citation(
            "insurance",
            "insurance-30",
            "第五十七条第二款",
            "用人单位终止的，三十日内办理变更或者注销社会保险登记。",
            "Insurance registration is closed within 30 days of the employer's end.",
        ),
        citation(
            "labour",
            "employment-end",
            "第四十四条第（五）项",
            "用人单位决定提前解散的，劳动合同终止，依法支付经济补偿。",
            "Employment ends when the employer decides to dissolve; severance is due.",
        ),
        citation(
            "bank",
            "bank-five-days",
            "第五十条",
            "注销登记后五个工作日内提出撤销银行账户申请。",
            "Closing the accounts is asked for within 5 working days.",
            Confidence.SECONDARY,
        ),
        citation(
            "archive",
            "archive-10",
            "第十四条",
            "凭证、账簿保管三十年；其他资料十年。",
            "Vouchers and ledgers are kept 30 years, other papers 10.",
        ),
        citation(
            "wecom",
            "wecom-exit",
            None,
            "解散企业后，数据在规定期限后删除，不能恢复。",
            "After the enterprise is dissolved its data is deleted for good after a time.",
            Confidence.SECONDARY,
        ),
    )
}


def limit(
    rule: str,
    title: Text,
    start: dt.date,
    end: dt.date,
    aim: dt.date,
    *,
    kind: Any = "latest",
    basis: Any = "projected",
    provisional: bool = False,
    advisory: bool = False,
    other: bool = False,
) -> TaskDeadline:
    """A legal date with counting steps in the manner of the planner."""
    steps = [
        text(
            f"起算当日不计入，第1日为{start + dt.timedelta(1)}；名义到期日为{end}。",
            f"The trigger day is not counted; day 1 is {start + dt.timedelta(1)}, the last {end}.",
        ),
        text(f"{end}为工作日，不顺延。", f"{end} is a working day, nothing rolls."),
        text(
            f"建议不晚于{aim}办理（名义到期日当日或之前的最后一个工作日）。",
            f"Plan for {aim}, the last working day on or before the nominal day.",
        ),
    ]
    if provisional:
        steps.append(
            text(
                "【暂定】2027年的放假安排尚未公布或未收录，已按保守一侧取值；公布后须重新计算。",
                "PROVISIONAL: the days off of 2027 are not published; the safe side is shown.",
            )
        )
    late = end + dt.timedelta(4)
    return TaskDeadline(
        rule=rule,
        applied_rule=rule,
        kind=kind,
        title=title,
        trigger="liquidation-group-formed",
        trigger_title=text("清算组成立", "Liquidation group formed"),
        trigger_date=start,
        trigger_basis=basis,
        earliest=end if kind == "earliest" else None,
        limit=None if kind == "earliest" else end,
        nominal=end,
        plan_by=None if kind == "earliest" else aim,
        strength="advisory" if advisory else "binding",
        provisional=provisional,
        bounds={"deadline": Bound(earliest=end, latest=late)} if provisional else None,
        other_readings=(
            OtherReading(
                field="deadline",
                value=late,
                why=text("按字面以自然日顺延", "literal extension by calendar days"),
            ),
        )
        if other
        else (),
        steps=tuple(steps),
        citation=CITE[rule],
    )


def _tasks() -> tuple[Task, ...]:
    made: list[Task] = []

    def add(
        name: str, phase: Phase, owner: Owner, authority: str, zh: str, en: str, **more: Any
    ) -> None:
        label = AUTHORITIES[authority]
        cited = tuple(CITE[rule] for rule in more.pop("cite", ()))
        levels = [entry.confidence for entry in cited]
        order = list(Confidence)
        how = more.pop("how", None)
        note = more.pop("note", None)
        values: dict[str, Any] = {
            "status": "open",
            "estimate_days": 2,
            "estimate_why": text("估计", "an estimate"),
            "confidence": max(levels, key=order.index, default=Confidence.READ),
            "how": text(*how) if how else None,
            "note": text(*note) if note else None,
            "documents": tuple(text(*entry) for entry in more.pop("papers", ())),
            "evidence": tuple(text(*entry) for entry in more.pop("proof", ())),
        }
        made.append(
            Task(
                number=len(made) + 1,
                id=name,
                title=text(zh, en),
                phase=phase,
                owner=owner,
                authority=authority,
                authority_label=text(label.zh, label.en),
                citations=cited,
                **{**values, **more},
            )
        )

    p, o = Phase, Owner
    add(
        "collect-facts",
        p.PRECHECK,
        o.FINANCE,
        "internal",
        "整理企业资料，逐项回答附录中的问题",
        "Collect the facts and answer the questions of the appendix",
        assignee="陈晓岚",
        status="done",
        done_on=day(11, 9),
        planned=day(11, 9),
        plan_by=day(11, 10),
        how=("银行流水、合同台账、固定资产清单各一份。", "Bank records, contracts, assets."),
        papers=(("营业执照正副本", "Business licence"), ("公司章程", "Articles of association")),
        proof=(("资料清单（双人复核）", "List of papers, checked by two"),),
    )
    add(
        "check-tax-status",
        p.PRECHECK,
        o.FINANCE,
        "tax",
        "在电子税务局查询未申报、欠税、未缴销发票和风险提示",
        "Look up missing returns, arrears, unused invoices and risk notices",
        assignee="陈晓岚",
        status="overdue",
        planned=day(11, 16),
        plan_by=day(11, 18),
        how=(
            "电子税务局“我要办税—清税注销”先做预检，未办结事项逐条截图。",
            "Run the pre-check of the e-tax bureau and keep a picture of every open item.",
        ),
        proof=(("预检结果截图", "Pictures of the pre-check"),),
    )
    add(
        "check-investments",
        p.PRECHECK,
        o.LEGAL,
        "internal",
        "核实对外投资、分支机构、股权质押和动产抵押",
        "Check investments, branches, pledges and mortgages",
        to_confirm=True,
        planned=day(11, 25),
        plan_by=day(11, 25),
        note=(
            "名下有分公司的，须先注销分公司，否则登记机关不予受理。",
            "Branches go first, or the registry turns the application down.",
        ),
    )
    add(
        "resolve-dissolution",
        p.DECISION,
        o.MANAGEMENT,
        "internal",
        "股东会作出解散决议（三分之二以上表决权）",
        "The shareholders resolve to dissolve (two thirds of the votes)",
        assignee="周启明",
        status="done",
        done_on=day(11, 13),
        planned=day(11, 13),
        plan_by=day(11, 13),
        papers=(("股东会决议", "Resolution"), ("股东签到表", "Attendance list")),
        cite=("dissolution-publicity",),
    )
    add(
        "publish-cause",
        p.DECISION,
        o.LEGAL,
        "samr",
        "在国家企业信用信息公示系统公示解散事由",
        "Publish the cause of dissolution",
        status="due-soon",
        assignee="沈律",
        planned=day(11, 23),
        plan_by=day(11, 23),
        deadline=day(11, 23),
        slack=0,
        limits=(
            limit(
                "dissolution-publicity",
                text("公示解散事由", "Publish the cause"),
                day(11, 13),
                day(11, 23),
                day(11, 23),
                basis="actual",
            ),
        ),
        cite=("dissolution-publicity",),
        proof=(("公示页面截图（含日期）", "Picture of the notice with its date"),),
    )
    add(
        "form-liquidation-group",
        p.CREDITORS,
        o.LEGAL,
        "samr",
        "成立清算组，并在公示系统公示清算组成员和负责人",
        "Form the liquidation group and publish its members",
        status="due-soon",
        planned=day(11, 27),
        plan_by=day(11, 27),
        deadline=day(11, 30),
        slack=3,
        after=("resolve-dissolution",),
        limits=(
            limit(
                "liquidation-group",
                text("组成清算组", "Form the group"),
                day(11, 13),
                day(11, 30),
                day(11, 27),
                basis="actual",
                other=True,
            ),
        ),
        papers=(("清算组成员名单及身份证明", "Members and their identity papers"),),
        cite=("liquidation-group",),
    )
    add(
        "notify-creditors",
        p.CREDITORS,
        o.FINANCE,
        "internal",
        "书面通知已知债权人（逐户寄送，保留签收）",
        "Notify every known creditor in writing",
        planned=day(12, 2),
        plan_by=day(12, 4),
        deadline=day(12, 7),
        slack=5,
        after=("form-liquidation-group",),
        limits=(
            limit(
                "creditor-notice",
                text("通知债权人", "Notify creditors"),
                day(11, 27),
                day(12, 7),
                day(12, 4),
            ),
        ),
        papers=(("债权申报通知书", "Notice"), ("应付账款明细", "List of payables")),
        proof=(("快递签收记录", "Receipts of delivery"),),
        cite=("creditor-notice",),
    )
    add(
        "announce-creditors",
        p.CREDITORS,
        o.LEGAL,
        "samr",
        "发布债权人公告（公示系统，免费）",
        "Announce to creditors (free of charge)",
        planned=day(12, 2),
        plan_by=day(12, 2),
        deadline=day(1, 26, 2027),
        slack=55,
        provisional=True,
        after=("form-liquidation-group",),
        produces="creditor-announcement-published",
        limits=(
            limit(
                "creditor-notice",
                text("债权人公告", "Announcement"),
                day(11, 27),
                day(1, 26, 2027),
                day(1, 26, 2027),
                provisional=True,
            ),
        ),
        cite=("creditor-notice", "creditor-claim-unnotified"),
    )
    add(
        "claims-window",
        p.CREDITORS,
        o.LEGAL,
        "internal",
        "债权申报期届满，汇总并确认申报的债权",
        "The claim window closes; list and confirm the claims",
        planned=day(1, 19, 2027),
        plan_by=day(1, 19, 2027),
        provisional=True,
        after=("announce-creditors",),
        limits=(
            limit(
                "creditor-claim-unnotified",
                text("债权申报期", "Claim window"),
                day(12, 2),
                day(1, 18, 2027),
                day(1, 18, 2027),
                kind="earliest",
                provisional=True,
            ),
        ),
        cite=("creditor-claim-unnotified",),
        note=(
            "期间届满前不得清偿债务，也不得向股东分配。",
            "No debt is paid and nothing distributed before the window closes.",
        ),
    )
    add(
        "staff-plan",
        p.STAFF,
        o.HR,
        "union",
        "向职工说明情况，征求工会意见，确定安置方案",
        "Explain to the staff, hear the union, settle the plan",
        assignee="刘佳",
        planned=day(12, 4),
        plan_by=day(12, 4),
        cite=("employment-end",),
        papers=(("职工花名册（不含身份证号）", "Staff list without identity numbers"),),
    )
    add(
        "end-employment",
        p.STAFF,
        o.HR,
        "internal",
        "终止劳动合同，支付工资、经济补偿和未休年假工资",
        "End employment; pay wages, severance and leave",
        assignee="刘佳",
        planned=day(12, 31),
        plan_by=day(12, 31),
        cite=("employment-end",),
        papers=(("终止劳动合同证明书", "Certificate"), ("经济补偿计算表", "Severance sheet")),
        proof=(("银行代发回单", "Bank receipts"), ("员工签收单", "Signed receipts")),
        note=(
            "三期女职工、工伤和职业病职工另行评估，见附录问题。",
            "Pregnant, injured and ill staff are looked at one by one.",
        ),
        to_confirm=True,
    )
    add(
        "si-close",
        p.STAFF,
        o.HR,
        "hrss",
        "停保减员，注销社会保险登记",
        "Close the social insurance registration",
        planned=day(1, 8, 2027),
        plan_by=day(1, 29, 2027),
        deadline=day(2, 1, 2027),
        provisional=True,
        slack=24,
        after=("end-employment",),
        limits=(
            limit(
                "insurance-30",
                text("注销社会保险登记", "Close the registration"),
                day(12, 31),
                day(2, 1, 2027),
                day(1, 29, 2027),
                provisional=True,
            ),
        ),
        cite=("insurance-30",),
    )
    add(
        "hf-close",
        p.STAFF,
        o.HR,
        "hf",
        "封存职工账户，注销住房公积金缴存登记",
        "Seal accounts and close the housing fund registration",
        planned=day(1, 11, 2027),
        plan_by=day(1, 11, 2027),
        provisional=True,
    )
    add(
        "inventory",
        p.SETTLEMENT,
        o.FINANCE,
        "internal",
        "清查财产，编制清算资产负债表和财产清单",
        "Take stock; draw up the balance sheet and the list of assets",
        assignee="陈晓岚",
        planned=day(12, 18),
        plan_by=day(12, 18),
        how=("固定资产逐件盘点，往来款逐户函证。", "Count every asset; confirm every balance."),
        papers=(
            ("财产清单", "List of assets"),
            ("往来函证", "Confirmations"),
            ("存货盘点表", "Stock count"),
        ),
    )
    add(
        "settle-debts",
        p.SETTLEMENT,
        o.FINANCE,
        "internal",
        "按法定顺序清偿：清算费用、职工债权、税款、普通债务",
        "Pay in the order of law: costs, staff, taxes, debts",
        planned=day(1, 22, 2027),
        plan_by=day(1, 22, 2027),
        provisional=True,
        after=("claims-window",),
        cite=("distribution-order",),
        status="blocked",
    )
    add(
        "confirm-report",
        p.SETTLEMENT,
        o.MANAGEMENT,
        "internal",
        "股东会确认清算报告",
        "The shareholders confirm the liquidation report",
        planned=day(2, 24, 2027),
        plan_by=day(2, 24, 2027),
        provisional=True,
        after=("settle-debts",),
        note=(
            "确认之日起算十五日申报和三十日申请两个期限，办妥后续准备再确认。",
            "It starts the 15-day return and the 30-day application; confirm when both can follow.",
        ),
        status="blocked",
        cite=("distribution-order", "apply-30"),
    )
    add(
        "report-tax",
        p.TAX,
        o.FINANCE,
        "tax",
        "向主管税务机关报告解散和清算",
        "Tell the tax bureau of dissolution and liquidation",
        planned=day(11, 30),
        plan_by=day(12, 1),
        status="due-soon",
        cite=("liquidation-tax-return",),
    )
    add(
        "vat-return@2026-11",
        p.TAX,
        o.FINANCE,
        "tax",
        "申报缴纳11月增值税及附加、个人所得税",
        "File and pay VAT and surcharges, individual income tax for November",
        planned=day(12, 10),
        plan_by=day(12, 15),
        deadline=day(12, 15),
        slack=5,
        how=("一般纳税人按月申报；零申报也要申报。", "Monthly; a nil return is a return too."),
    )
    add(
        "cit-quarter@2026-Q4",
        p.TAX,
        o.FINANCE,
        "tax",
        "第四季度企业所得税预缴申报",
        "Prepay corporate income tax for the fourth quarter",
        planned=day(1, 12, 2027),
        plan_by=day(1, 15, 2027),
        deadline=day(1, 20, 2027),
        provisional=True,
        slack=8,
    )
    add(
        "liquidation-tax-return",
        p.TAX,
        o.FINANCE,
        "tax",
        "报送清算期间企业所得税申报表，缴清税款",
        "File the liquidation tax return and pay",
        planned=day(3, 5, 2027),
        plan_by=day(3, 11, 2027),
        deadline=day(3, 11, 2027),
        provisional=True,
        slack=6,
        after=("confirm-report",),
        limits=(
            limit(
                "liquidation-return-15",
                text("清算所得税申报", "Liquidation return"),
                day(2, 24, 2027),
                day(3, 11, 2027),
                day(3, 11, 2027),
                provisional=True,
                other=True,
            ),
        ),
        cite=("liquidation-return-15", "liquidation-tax-return"),
        papers=(
            ("清算所得税申报表及附表", "Return and annexes"),
            ("资产处置损益明细", "Gains and losses"),
        ),
    )
    add(
        "hand-in-invoices",
        p.TAX,
        o.FINANCE,
        "tax",
        "缴销空白发票和税控设备，结清发票",
        "Hand in blank invoices and tax devices",
        planned=day(3, 8, 2027),
        plan_by=day(3, 8, 2027),
        provisional=True,
        cite=("invoice-return",),
        to_confirm=True,
    )
    add(
        "tax-clear",
        p.TAX,
        o.FINANCE,
        "tax",
        "取得清税证明",
        "Get the tax clearance",
        planned=day(3, 18, 2027),
        plan_by=day(3, 18, 2027),
        provisional=True,
        after=("liquidation-tax-return", "hand-in-invoices"),
        papers=(("清税申报表", "Clearance form"), ("清算报告", "Report")),
        proof=(("清税证明（电子）", "Certificate of clearance"),),
        status="blocked",
    )
    add(
        "general-apply",
        p.REGISTRY,
        o.LEGAL,
        "samr",
        "申请注销登记",
        "Apply for deregistration",
        assignee="沈律",
        planned=day(3, 22, 2027),
        plan_by=day(3, 26, 2027),
        deadline=day(3, 26, 2027),
        slack=4,
        provisional=True,
        after=("tax-clear", "confirm-report"),
        limits=(
            limit(
                "apply-30",
                text("申请注销登记", "Apply"),
                day(2, 24, 2027),
                day(3, 26, 2027),
                day(3, 26, 2027),
                provisional=True,
            ),
        ),
        cite=("apply-30",),
        papers=(
            ("注销登记申请书", "Application"),
            ("清算报告及确认文件", "Report and its confirmation"),
            ("清税证明", "Tax clearance"),
            ("营业执照正副本", "Licence"),
        ),
        status="blocked",
    )
    add(
        "registered-end",
        p.REGISTRY,
        o.LEGAL,
        "samr",
        "领取注销登记通知书，缴回营业执照",
        "Receive the notice of deregistration, hand in the licence",
        planned=day(3, 29, 2027),
        plan_by=day(3, 29, 2027),
        provisional=True,
        after=("general-apply",),
        status="blocked",
    )
    add(
        "bank-close",
        p.CLOSING,
        o.FINANCE,
        "bank",
        "撤销银行账户：先一般户，后基本户",
        "Close the bank accounts, the basic one last",
        planned=day(4, 2, 2027),
        plan_by=day(4, 2, 2027),
        provisional=True,
        limits=(
            limit(
                "bank-five-days",
                text("申请撤销账户", "Ask to close"),
                day(3, 29, 2027),
                day(4, 6, 2027),
                day(4, 2, 2027),
                provisional=True,
                advisory=True,
            ),
        ),
        advisory_after=("tax-clear",),
        cite=("bank-five-days",),
        note=(
            "有退税未到账的，暂不撤销收款账户。",
            "Keep the account while a tax refund is outstanding.",
        ),
        status="blocked",
    )
    add(
        "seals",
        p.CLOSING,
        o.MANAGEMENT,
        "police",
        "缴销公章、财务专用章、发票专用章",
        "Hand in the seals",
        planned=day(4, 6, 2027),
        plan_by=day(4, 6, 2027),
        provisional=True,
        status="blocked",
    )
    add(
        "archive",
        p.CLOSING,
        o.FINANCE,
        "internal",
        "移交会计档案，确定保管人和保管期限",
        "Hand over the accounting archives",
        planned=day(4, 9, 2027),
        plan_by=day(4, 9, 2027),
        provisional=True,
        cite=("archive-10",),
        papers=(("会计档案移交清册", "Register of the archives"),),
        status="blocked",
    )
    add(
        "wecom-export",
        p.WECOM,
        o.IT,
        "vendor",
        "导出企业微信通讯录、会话存档、微盘、审批和客户联系数据",
        "Export contacts, chat archive, drive, approvals and customers",
        assignee="Zoë Müller",
        planned=day(3, 15, 2027),
        plan_by=day(3, 15, 2027),
        provisional=True,
        how=(
            "会话存档需要专区权限和解密私钥，先确认私钥由谁保管。",
            "The chat archive needs its private key; find out who holds it.",
        ),
        cite=("wecom-exit",),
        proof=(("导出文件校验值（SHA-256）", "Checksums (SHA-256)"),),
    )
    add(
        "wecom-members",
        p.WECOM,
        o.IT,
        "vendor",
        "分批停用成员，转交客户和群，解除第三方应用授权",
        "Deactivate members in turn, hand over customers, revoke apps",
        planned=day(4, 1, 2027),
        plan_by=day(4, 1, 2027),
        provisional=True,
        after=("wecom-export",),
    )
    add(
        "wecom-dissolve",
        p.WECOM,
        o.IT,
        "vendor",
        "在管理后台解散企业（不可恢复）",
        "Dissolve the enterprise in the console (cannot be undone)",
        planned=day(4, 12, 2027),
        plan_by=day(4, 12, 2027),
        provisional=True,
        after=("wecom-members", "bank-close"),
        cite=("wecom-exit",),
        status="blocked",
    )
    return tuple(made)


def _ground(name: str, zh: str, en: str, answer: Tri, line: int | None) -> BarredGround:
    cure = text("清偿或者移出后可以消除。", "Cured once it is paid or lifted.")
    return BarredGround(
        ground=name,
        title=text(zh, en),
        answer=answer,
        citation=text("市场主体登记管理条例实施细则第四十八条", "Implementing rules, art. 48"),
        confidence=Confidence.READ,
        input_line=line,
        input_path=f"simple_route.{name}",
        curable=answer is Tri.YES,
        cure=cure if answer is Tri.YES else None,
        question=text(f"企业是否{zh}？", f"Is this so: {en}?"),
    )


def make_plan(**changes: Any) -> Plan:
    """The plan; fields of `Plan` may be replaced, `name` replaces the company's name."""
    name = changes.pop("name", NAME)
    values: dict[str, Any] = {
        "as_of": AS_OF,
        "company": CompanyCard(
            name=name,
            credit_code=CREDIT_CODE,
            legal_form="llc",
            legal_form_label=text(LABELS[LegalForm.LLC].zh, LABELS[LegalForm.LLC].en),
            region="浙江省杭州市西湖区",
            established=day(5, 16, 2016),
            foreign_invested=Tri.NO,
        ),
        "route": RouteDecision(
            chosen=Route.GENERAL,
            wanted="simple",
            available=(Route.GENERAL,),
            why=text(
                "要求走简易注销，但存在禁止情形（有未结清的职工工资、被列入经营异常名录），改按一般注销安排。",
                "The simple route was asked for, but it is barred (unpaid wages, list of abnormal "
                "operation); planned as general.",
            ),
            barred=(
                _ground("unpaid-wages", "有未结清的职工工资", "unpaid wages", Tri.YES, 41),
                _ground(
                    "abnormal-list", "被列入经营异常名录", "on the list of abnormality", Tri.YES, 44
                ),
            ),
            unknown=(
                _ground("pledged-shares", "有股权被质押", "pledged shares", Tri.UNKNOWN, None),
                _ground("open-case", "有正在被立案调查的情形", "an open case", Tri.UNKNOWN, None),
            ),
            cleared=(
                _ground("listed", "是上市公司", "a listed company", Tri.NO, 46),
                _ground("branches", "有未注销的分支机构", "open branches", Tri.NO, 47),
                _ground("frozen", "有股权被冻结", "frozen shares", Tri.NO, 48),
                _ground("liquidation", "曾被终止简易注销程序", "ended before", Tri.NO, 49),
            ),
        ),
        "key_dates": (
            KeyDate(
                id="resolve-dissolution",
                title=text("解散决议", "Resolution to dissolve"),
                date=day(11, 13),
                basis="actual",
                task="resolve-dissolution",
            ),
            KeyDate(
                id="publish-cause-limit",
                title=text("公示解散事由：法定期限", "Publish the cause: legal limit"),
                date=day(11, 23),
                basis="legal",
                task="publish-cause",
            ),
            KeyDate(
                id="form-liquidation-group-limit",
                title=text("成立清算组：法定期限", "Liquidation group: legal limit"),
                date=day(11, 30),
                basis="legal",
                task="form-liquidation-group",
            ),
            KeyDate(
                id="end-employment",
                title=text("终止劳动合同", "Employment ends"),
                date=day(12, 31),
                basis="planned",
                task="end-employment",
            ),
            KeyDate(
                id="claims-window",
                title=text("债权申报期届满", "Claim window closes"),
                date=day(1, 18, 2027),
                basis="projected",
                provisional=True,
                task="claims-window",
            ),
            KeyDate(
                id="confirm-report",
                title=text("确认清算报告", "Report confirmed"),
                date=day(2, 24, 2027),
                basis="projected",
                provisional=True,
                task="confirm-report",
            ),
            KeyDate(
                id="liquidation-tax-return-limit",
                title=text("清算所得税申报：法定期限", "Liquidation return: legal limit"),
                date=day(3, 11, 2027),
                basis="legal",
                provisional=True,
                task="liquidation-tax-return",
            ),
            KeyDate(
                id="registered-end",
                title=text("准予注销登记（预计）", "Deregistered (expected)"),
                date=day(3, 29, 2027),
                basis="projected",
                provisional=True,
                task="registered-end",
            ),
            KeyDate(
                id="wecom-dissolve",
                title=text("解散企业微信", "WeCom enterprise dissolved"),
                date=day(4, 12, 2027),
                basis="projected",
                provisional=True,
                task="wecom-dissolve",
            ),
        ),
        "warnings": (
            Warning(
                level="notice",
                code="provisional",
                text=text(
                    "部分日期落入放假安排尚未公布或收录的年份，标有“暂定”，已取保守一侧；公布后请重新生成。",
                    "Some dates fall in a year whose days off are not published; they are marked "
                    "provisional and on the safe side. Make the plan again once they are.",
                ),
            ),
            Warning(
                level="conflict",
                code="barred-route-wanted",
                text=text(
                    "输入文件要求走简易注销，但存在“有未结清的职工工资”的情形，依法不适用。",
                    "The file asks for the simple route, but “unpaid wages” is yes: barred.",
                ),
                remedy=text(
                    "消除方式：结清工资后重新生成。", "Cure: pay the wages and plan again."
                ),
                citation="公司法第二百四十条",
                input_line=41,
            ),
            Warning(
                level="warning",
                code="target-missed",
                text=text(
                    "预计 2027-03-29 才能完成注销登记，晚于目标日期 2027-02-28。",
                    "Deregistration is expected on 2027-03-29, after the target date 2027-02-28.",
                ),
                remedy=text("见关键日期与假设工期。", "See the key dates and the assumptions."),
            ),
            Warning(
                level="notice",
                code="unverified-law",
                text=text(
                    "本清单引用的规则中有4条未核对原文，标有“核实”，请先问当地经办机构。",
                    "4 of the rules cited were not read in their source; they carry a 核实 mark: "
                    "ask the local office first.",
                ),
            ),
        ),
        "tasks": _tasks(),
        "not_applicable": (
            NotApplicable(
                id="customs-close",
                title=text("注销海关报关单位备案", "Close the customs filing"),
                reason=text("未办理海关备案。", "There is no customs filing."),
                citation="海关报关单位备案管理规定第十条",
            ),
            NotApplicable(
                id="safe-close",
                title=text("注销外汇登记", "Close the foreign exchange registration"),
                reason=text("没有外商投资。", "There is no foreign investment."),
            ),
        ),
        "questions": (
            Question(
                id="pledged-shares",
                text=text("股东所持股权是否有质押？", "Are any shares pledged?"),
                tasks=("check-investments",),
            ),
            Question(
                id="special-staff",
                text=text(
                    "是否有孕期、产期、哺乳期，工伤或者职业病职工？",
                    "Are any staff pregnant, nursing, injured or ill from work?",
                ),
                tasks=("end-employment",),
            ),
            Question(
                id="devices",
                text=text("是否持有税控设备？", "Are there tax-control devices?"),
                tasks=("hand-in-invoices",),
            ),
            Question(
                id="liquidation-return-15",
                text=text(
                    "清算所得税申报的起算日，贵局按清算报告确认日还是清算结束公告日？",
                    "From which day does the bureau count the 15 days?",
                ),
                tasks=("liquidation-tax-return",),
                ask="office",
            ),
        ),
        "assumptions": (
            Assumption(
                task="tax-clear",
                title=text("取得清税证明", "Tax clearance"),
                working_days=10,
                why=text("一般流程的经验值", "experience with the ordinary procedure"),
            ),
            Assumption(
                task="registered-end",
                title=text("登记机关审核", "Review by the registry"),
                working_days=5,
                why=text("当地服务指南", "the local guide"),
                set_by_user=True,
            ),
        ),
        "overrides": (
            Override(
                target="bank-close",
                date=day(4, 16, 2027),
                computed=day(4, 2, 2027),
                who="王会计师",
                when=day(11, 20),
                why="留抵退税预计4月中旬到账",
                input_line=88,
            ),
        ),
        "timeline": (
            *(
                Interval(
                    id=phase.value,
                    label=text(LABELS[phase].zh, LABELS[phase].en),
                    start=start,
                    end=end,
                    kind="phase",
                    provisional=provisional,
                )
                for phase, start, end, provisional in (
                    (Phase.PRECHECK, day(11, 9), day(11, 25), False),
                    (Phase.DECISION, day(11, 13), day(11, 23), False),
                    (Phase.CREDITORS, day(11, 27), day(1, 19, 2027), True),
                    (Phase.STAFF, day(12, 4), day(1, 29, 2027), True),
                    (Phase.SETTLEMENT, day(12, 18), day(2, 24, 2027), True),
                    (Phase.TAX, day(11, 30), day(3, 18, 2027), True),
                    (Phase.REGISTRY, day(3, 22, 2027), day(3, 29, 2027), True),
                    (Phase.CLOSING, day(4, 2, 2027), day(4, 9, 2027), True),
                    (Phase.WECOM, day(3, 15, 2027), day(4, 12, 2027), True),
                )
            ),
            Interval(
                id="creditor-claim-unnotified",
                label=text("债权申报期（45日）", "Claim window (45 days)"),
                start=day(12, 2),
                end=day(1, 18, 2027),
                kind="notice",
                provisional=True,
            ),
            Interval(
                id="apply-30",
                label=text("申请注销期（30日）", "Application window (30 days)"),
                start=day(2, 24, 2027),
                end=day(3, 26, 2027),
                kind="window",
                provisional=True,
            ),
        ),
        "law": LawDates(
            sources=9,
            checked_from=day(10, 12),
            checked_to=day(11, 3),
            text_as_of_from=day(7, 1, 2024),
            unverified=4,
            years_published=(2024, 2025, 2026),
        ),
        "expected_end": day(3, 29, 2027),
        "provisional": True,
        "unknown_facts": 6,
        "disclaimer": text(DISCLAIMER.zh, DISCLAIMER.en),
    }
    return Plan(**{**values, **changes})
