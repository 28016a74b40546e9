"""What the planner says: why a route, what to see first, the disclaimer."""

from typing import Final

from checklist.messages import Message

ROUTE_WHY: Final[dict[str, Message]] = {
    "simple-wanted": Message(
        "按要求走简易注销；负面清单各项均已排除。",
        "The simple route, as asked; every ground of the negative list is ruled out.",
    ),
    "simple-wanted-unknown": Message(
        "按要求走简易注销，但负面清单中有{count}项尚未核实：全部确认为“否”之前，不得签署承诺书。",
        "The simple route, as asked, but {count} grounds of the negative list are unanswered: do "
        "not sign the commitment before each is confirmed to be no.",
    ),
    "simple-refused": Message(
        "要求走简易注销，但存在禁止情形（{grounds}），改按一般注销安排。",
        "The simple route was asked for, but it is barred ({grounds_en}); planned as general.",
    ),
    "general-wanted": Message("按要求走一般注销。", "The general route, as asked."),
    "simple-barred": Message(
        "存在不适用简易注销的情形（{grounds}），走一般注销。",
        "The simple route is barred ({grounds_en}); the general route remains.",
    ),
    "simple-unknown": Message(
        "简易注销负面清单中有{count}项尚未核实，先按一般注销安排；全部确认为“否”后可改走简易注销。",
        "{count} grounds of the simple route's negative list are unanswered; planned as general. "
        "Once each is confirmed to be no, the simple route is open.",
    ),
    "simple-open": Message(
        "未发现不适用简易注销的情形，走简易注销。",
        "No ground bars the simple route, so it is planned.",
    ),
}

WARNINGS: Final[dict[str, tuple[Message, Message | None]]] = {
    "barred-route-wanted": (
        Message(
            "输入要求简易注销，但“{title}”为“是”，依法不适用。",
            "The file asks for the simple route, but “{title_en}” is yes: the law bars it.",
        ),
        Message("{cure}", "{cure_en}"),
    ),
    "limit-passed": (
        Message(
            "“{title}”的法定期限 {limit} 已过，尚未登记完成。",
            "The legal limit for “{title_en}”, {limit}, has passed and it is not recorded as done.",
        ),
        Message(
            "已办理的，在 done 中登记日期；未办理的，立即补办并咨询主管机关或律师。",
            "If it was done, record the date under `done`; if not, do it at once and ask the "
            "authority or a lawyer.",
        ),
    ),
    "limit-unreachable": (
        Message(
            "“{title}”最早 {earliest} 才能完成，晚于法定期限 {limit}。",
            "“{title_en}” can be done on {earliest} at the earliest, after its limit, {limit}.",
        ),
        Message(
            "提前其前置事项（{before}），或者推迟启动该期限的事项“{starter}”；无法调整的，"
            "事先与主管机关沟通。",
            "Bring forward what it waits for ({before_en}), or start the clock (“{starter_en}”) "
            "later; failing that, speak with the authority beforehand.",
        ),
    ),
    "done-too-early": (
        Message(
            "“{title}”登记于 {day} 完成，早于依法可以进行的 {earliest}。",
            "“{title_en}” is recorded as done on {day}, before the law allows it ({earliest}).",
        ),
        Message(
            "核对日期；属实的，立即咨询律师（期间未满即清偿、分配或者申请，可能承担责任）。",
            "Check the date; if it is right, see a lawyer at once: paying, distributing or filing "
            "inside the period can create liability.",
        ),
    ),
    "done-too-late": (
        Message(
            "“{title}”于 {day} 完成，晚于法定期限 {limit}。",
            "“{title_en}” was done on {day}, after its legal limit {limit}.",
        ),
        Message(
            "保留说明材料，并向主管机关了解后果。",
            "Keep a record of the reasons and ask the authority what follows.",
        ),
    ),
    "out-of-order": (
        Message(
            "“{title}”于 {day} 完成，但其前置事项“{before}”{state}。",
            "“{title_en}” was done on {day}, but “{before_en}”, which comes first, {state_en}.",
        ),
        Message("核对两项的日期与材料。", "Check the dates and papers of both."),
    ),
    "insolvent": (
        Message(
            "公司财产不足以清偿债务：清算组应当依法向人民法院申请破产清算，不能按本清单继续清偿和分配。",
            "The company cannot pay its debts: the liquidation group must apply to the court for "
            "bankruptcy; do not go on paying and distributing by this checklist.",
        ),
        Message("立即咨询破产律师。", "See an insolvency lawyer at once."),
    ),
    "abnormal-household": (
        Message(
            "税务非正常户：解除非正常状态、补办申报之前，不能办理税务注销。",
            "Abnormal tax household: no tax deregistration before the status is lifted and the "
            "missing returns are filed.",
        ),
        Message(
            "先到主管税务机关解除非正常状态。", "Have the status lifted by the tax bureau first."
        ),
    ),
    "open-inspection": (
        Message(
            "有未结的税务检查：结案前税务机关不会出具清税文书，预计日期可能大幅推迟。",
            "A tax inspection is open: no clearance before it is closed; the dates may slip far.",
        ),
        None,
    ),
    "target-missed": (
        Message(
            "预计 {expected} 才能完成注销登记，晚于目标日期 {target}。",
            "Deregistration is expected on {expected}, after the target date {target}.",
        ),
        Message("见关键日期与假设工期。", "See the key dates and the assumptions."),
    ),
    "override": (
        Message(
            "专业人员改定：{target}，见附录。",
            "A professional has overruled {target}; see the appendix.",
        ),
        None,
    ),
    "provisional": (
        Message(
            "部分日期落入放假安排尚未公布或收录的年份，标有“暂定”，已取保守一侧；公布后请重新生成。",
            "Some dates fall in a year whose days off are not published or recorded. They are "
            "marked provisional and on the safe side; make the plan again once they are.",
        ),
        None,
    ),
    "unknown-facts": (
        Message(
            "有{count}项事实未填写，相关任务标为“待确认”，问题见附录。",
            "{count} facts are not filled in; the tasks that hang on them are marked “to confirm”.",
        ),
        None,
    ),
    "unverified-law": (
        Message(
            "本清单引用的规则中有{count}条未核对原文，标有“核实”，请先问当地经办机构。",
            "{count} of the rules cited were not read in their source; they carry a 核实 mark: ask "
            "the local office first.",
        ),
        None,
    ),
    "stale-law": (
        Message(
            "有{count}项法律来源距上次核对已超过180天。",
            "{count} sources were last checked more than 180 days ago.",
        ),
        Message("运行 checklist law stale 查看。", "Run checklist law stale."),
    ),
    "no-rule-for-date": (
        Message(
            "“{title}”的期限无法计算：{day} 适用的规定未收录（规则 {rule}）。",
            "No limit can be computed for “{title_en}”: no rule is recorded for {day} ({rule}).",
        ),
        Message("查当时有效的规定，人工确定。", "Look up the text that applied then."),
    ),
}

STATES: Final[dict[str, Message]] = {
    "not-done": Message("尚未登记完成", "is not recorded as done"),
    "later": Message("登记于 {day} 完成", "is recorded as done on {day}"),
}

KEY_DATES: Final[dict[str, Message]] = {
    "resolve-dissolution": Message("解散决议", "Resolution to dissolve"),
    "publish-cause": Message("公示解散事由", "Publish the cause"),
    "form-liquidation-group": Message("成立清算组", "Form the liquidation group"),
    "announce-creditors": Message("债权人公告", "Announcement to creditors"),
    "claims-window": Message("债权申报期届满", "Claim window closes"),
    "end-employment": Message("终止劳动合同", "Employment ends"),
    "liquidation-tax-return": Message("清算所得税申报", "Liquidation tax return"),
    "confirm-report": Message("确认清算报告", "Report confirmed"),
    "tax-clear": Message("取得清税文书", "Tax clearance"),
    "simple-commit": Message("签署全体投资人承诺书", "Commitment signed"),
    "simple-publish": Message("简易注销公告", "Simple notice published"),
    "simple-tax": Message("清税或者免办确认", "Tax clearance or exemption"),
    "simple-apply": Message("申请简易注销登记", "Apply (simple route)"),
    "general-apply": Message("申请注销登记", "Apply for deregistration"),
    "registered-end": Message("准予注销登记（预计）", "Deregistered (expected)"),
    "si-close": Message("注销社会保险登记", "Social insurance closed"),
    "hf-close": Message("注销公积金缴存登记", "Housing fund closed"),
    "bank-close": Message("撤销银行账户", "Bank accounts closed"),
    "wecom-dissolve": Message("解散企业微信", "WeCom enterprise dissolved"),
}

WINDOWS: Final[dict[str, Message]] = {
    "creditor-claim-unnotified": Message("债权申报期（45日）", "Claim window (45 days)"),
    "simple-notice-company": Message("简易注销公告（20日）", "Simple notice (20 days)"),
    "simple-application-window-company": Message("申请期（20日）", "Application window (20 days)"),
}

DISCLAIMER: Final = Message(
    "本清单是办理注销的工作辅助，不构成法律或者税务意见。日期依据所列法律来源及其核对日期推算；"
    "各地经办口径可能不同，重要步骤请向主管机关或者专业人员确认。",
    "This checklist is a working aid, not legal or tax advice. Its dates follow from the sources "
    "named and the days they were checked; local offices may differ. Confirm what matters with "
    "the authority or a professional.",
)
