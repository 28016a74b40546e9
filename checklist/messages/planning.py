"""What the planner says: why a route and a day, names of dates and records, the disclaimer."""

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
    "revoked": Message(
        "已被吊销营业执照、责令关闭或者被撤销：解散事由已经出现，依法清算后申请注销，不适用简易注销。",
        "The licence is revoked, or the <company> ordered to close or annulled: the cause of "
        "dissolution has arisen; it is liquidated, then deregistered, never by the simple route.",
    ),
    "only-general": Message(
        "{condition}没有简易注销。", "{condition_en} There is no simple route."
    ),
    "insolvent": Message(
        "财产不足以清偿债务：停止清偿和分配，向人民法院申请破产清算，由管理人办理注销登记。",
        "Assets do not cover the debts: stop paying and distributing, apply to the court for "
        "bankruptcy; the administrator deregisters the <company>.",
    ),
    "insolvent-first": Message(
        "没有解散而资不抵债：不作<解散决议>、不成立清算组，由<公司>向人民法院申请破产清算，受理后由管理人接管。",
        "Insolvent and not dissolved: no resolution to dissolve and no liquidation group; the "
        "<company> applies to the court for bankruptcy, and the administrator takes over.",
    ),
    "only-branch": Message(
        "分支机构由<股东>申请注销：不清算、不公告债权人，先清税；<股东>注销之前须办完。",
        "The <shareholder> deregisters its branch: no liquidation and no announcement, tax first; "
        "before the <shareholder> itself may go.",
    ),
    "only-rep-office": Message(
        "代表机构没有简易注销：自撤销或者驻在期满起60日内申请，税务、海关、外汇先行办结。",
        "A representative office has no simple route: apply within sixty days of closing or the "
        "end of its term, after tax, customs and foreign exchange.",
    ),
    "court": Message(
        "法院已受理强制清算并指定清算组：由清算组清算，凭终结裁定申请注销登记。",
        "The court has ordered the liquidation and appointed the group, which liquidates and "
        "deregisters with the closing ruling.",
    ),
    "court-wanted": Message(
        "按要求安排申请法院强制清算：逾期不成立清算组或者成立后不清算的，利害关系人可以申请。",
        "Court-ordered liquidation, as asked: open to interested persons where no group was formed "
        "in time, or it does not act.",
    ),
    "merger-wanted": Message(
        "按要求因合并或者分立注销：不清算，债权债务由承继方承担，通知、公告债权人后申请。",
        "Merger or division, as asked: no liquidation, the successor takes over; creditors are "
        "notified and the announcement is made first.",
    ),
    "forced-notice": Message(
        "登记机关已发布强制注销公告：期满无异议的依职权注销。股东和清算义务人的责任不受影响；"
        "公告期内可以提出异议或者自行清算（route 写 after-revocation）。",
        "The registry has published its notice and will deregister the company if nobody objects. "
        "Shareholders and those who must liquidate stay liable; during the notice one may object, "
        "or liquidate oneself (route: after-revocation).",
    ),
    "forced-wanted": Message(
        "按要求列出强制注销的进程：由登记机关依职权办理，公司不能申请，责任不因此免除。",
        "Forced deregistration, as asked: the registry acts, the company cannot apply, and nobody "
        "is freed by it.",
    ),
    "forced-averted": Message(
        "按要求自行清算注销：登记机关已发布强制注销公告，须在期满前提出异议或者完成注销。",
        "A liquidation of one's own, as asked: the registry's notice is running, so object or be "
        "deregistered before it ends.",
    ),
    "simple-open": Message(
        "未发现不适用简易注销的情形，走简易注销。",
        "No ground bars the simple route, so it is planned.",
    ),
}

TIMING: Final[dict[str, Message]] = {
    "after": Message("“{title}”于 {day} 完成之后", "after “{title}”, on {day}"),
    "opens": Message("“{title}”期满，{day} 起可以办理", "“{title}” has run; open from {day}"),
    "wait-ends": Message(
        "自“{title}”（{day}）起算的期间届满之日", "the period from “{title}” ({day}) ends"
    ),
    "put-off": Message(
        "推后安排：过早办理会使后续法定期限来不及办",
        "put off: done earlier, a later legal limit could not be met",
    ),
    "member": Message(
        "该单位自己的清单预计 {day} 注销完毕", "its own checklist expects it to end on {day}"
    ),
    "settled": Message(
        "各成员单位另有清单，以它们的预计注销日为准",
        "the members' own checklists say when they end",
    ),
    "from-today": Message("没有前置事项，自 {day} 起", "nothing comes first; from {day}"),
    "period": Message("所属期 {first}", "period {first}"),
    "usual-day": Message(
        "没有全国统一日期，按通常征收期安排，以当地为准",
        "no national date; the usual day, ask locally",
    ),
    "planned-by-user": Message("日期由输入文件给定", "dated by the input file"),
    "estimate": Message("假设用时{days}个工作日", "{days} working days assumed"),
}

NO_PERIOD: Final = Message(
    "在该项义务终止之前没有新的所属期到期。", "No period of this duty falls due before it ends."
)

PATH: Final[dict[str, Message]] = {
    "start": Message("自 {day} 起即可着手", "can start on {day}"),
    "order": Message("“{title}”完成后即可办理", "follows “{title}”"),
    "estimate": Message(
        "“{title}”完成后，假设用时{days}个工作日", "after “{title}”, {days} working days assumed"
    ),
    "legal-wait": Message(
        "“{title}”的法定期间届满后才能办理", "only after the period of “{title}” has run"
    ),
    "put-off": Message(
        "与后续法定期限衔接，推后安排", "put off to fit the legal limits that follow"
    ),
    "recorded": Message("日期由输入文件给定", "dated by the input file"),
    "member": Message("日期取自该单位自己的清单", "the day is that of the member's own checklist"),
}

FINISH_BY: Final[dict[str, Message]] = {
    "met": Message(
        "可以在 {target} 前完成：预计 {expected} 注销。",
        "{target} can be met: deregistration is expected on {expected}.",
    ),
    "estimates-too-long": Message(
        "按假设工期预计 {expected} 注销，比 {target} 晚{late}日；"
        "法定等待本身允许的最早日是 {least}，须压缩关键路径上的办理时间。",
        "With the assumed times the end is {expected}, {late} days after {target}; waiting periods "
        "alone would allow {least}, so the times on the critical path must shrink.",
    ),
    "impossible-by-law": Message(
        "不能在 {target} 前完成：即使各项手续当日办结，法定等待（{waits}）也使注销不早于 {least}。",
        "{target} cannot be met: even if everything else took no time, the waiting periods of law "
        "({waits}) put the end no earlier than {least}.",
    ),
}

RECORDS: Final[dict[str, Message]] = {
    "accounting-archives-retention": Message(
        "会计凭证、会计账簿及清算会计资料", "vouchers, books and accounts of the liquidation"
    ),
    "tax-records-10-years": Message("涉税资料、完税凭证", "tax papers and receipts"),
    "contract-text-2-years": Message("已终止的劳动合同文本", "ended labour contracts"),
    "customs-records-3-years": Message("报关单证和账簿", "customs declarations and books"),
    "invoice-stubs-5-years": Message("发票存根联和登记簿", "invoice stubs and register"),
}

WECOM: Final[dict[str, Message]] = {
    "hand-over": Message(
        "移交创建者、超级管理员身份，或者先解散该企业",
        "hand over the creator or super-administrator role, or dissolve that enterprise",
    ),
    "leave-others": Message("退出其他全部企业", "leave every other enterprise"),
    "one-enterprise": Message(
        "账号只在一个企业中，且不是创建者、超级管理员",
        "in one enterprise only, neither its creator nor super administrator",
    ),
    "safe": Message("账号安全，未被盗、未被封", "account safe: not stolen, not banned"),
    "backup": Message("已备份会话和文件", "chats and files backed up"),
    "tax-and-insurance": Message(
        "税务注销办结，社会保险结清无欠费",
        "tax deregistration done, social insurance settled without arrears",
    ),
    "notice-general": Message(
        "已发布债权人公告（{days}日）", "announcement to creditors published ({days} days)"
    ),
    "notice-simple": Message("已发布简易注销公告（20日）", "simple notice published (20 days)"),
}

KEY_DATES: Final[dict[str, Message]] = {
    "resolve-dissolution": Message("<解散决议>", "Decision to dissolve or close"),
    "record-revocation": Message("被吊销、责令关闭或者撤销", "Licence revoked or closed"),
    "tax-declare-after-revocation": Message("吊销后申报税务注销", "Tax told of the revocation"),
    "publish-cause": Message("公示解散事由", "Publish the cause"),
    "form-liquidation-group": Message("<成立清算组>", "<Form the liquidation group>"),
    "announce-creditors": Message("债权人公告", "Announcement to creditors"),
    "start-liquidation": Message("开始清算", "Liquidation starts"),
    "referral-check": Message("部门异议期满", "Referral has run"),
    "claims-window": Message("债权申报期届满", "Claim window closes"),
    "end-employment": Message("终止劳动合同", "Employment ends"),
    "liquidation-tax-return": Message("清算所得税申报", "Liquidation tax return"),
    "iit-stop-settlement": Message("经营所得个税汇缴（停止经营）", "Business income tax settled"),
    "iit-settlement": Message("经营所得个税结清", "Business income tax cleared"),
    "confirm-report": Message("确认清算报告", "Report confirmed"),
    "tax-clear": Message("取得清税文书", "Tax clearance"),
    "simple-commit": Message("签署全体投资人承诺书", "Commitment signed"),
    "simple-publish": Message("简易注销公告", "Simple notice published"),
    "simple-notice-check": Message("简易注销公告期满", "Simple notice has run"),
    "simple-tax": Message("清税或者免办确认", "Tax clearance or exemption"),
    "simple-apply": Message("申请简易注销登记", "Apply (simple route)"),
    "general-apply": Message("申请注销登记", "Apply for deregistration"),
    "branch-debts": Message("债权债务交<股东>", "Claims and debts with the <shareholder>"),
    "branch-apply": Message("申请分支机构注销登记", "Apply for the branch"),
    "rep-office-apply": Message("申请代表机构注销登记", "Apply for the office"),
    "bankruptcy-decide": Message("申请破产的决定", "Decision to apply for bankruptcy"),
    "bankruptcy-apply": Message("向法院申请破产清算", "Bankruptcy applied for"),
    "bankruptcy-accepted": Message("法院受理并公告", "Court accepts and announces"),
    "bankruptcy-claims": Message("破产债权申报期届满", "Claims in bankruptcy close"),
    "bankruptcy-closed": Message("法院裁定终结破产程序", "Court closes the bankruptcy"),
    "bankruptcy-deregister": Message("管理人申请注销登记", "Administrator deregisters"),
    "merger-resolve": Message("合并（分立）决议", "Merger or division resolved"),
    "merger-notify": Message("通知债权人", "Creditors notified"),
    "merger-announce": Message("合并（分立）公告", "Merger announced"),
    "merger-claims": Message("债权人要求清偿、担保期满", "Creditors' terms end"),
    "merger-apply": Message("申请注销登记", "Apply for deregistration"),
    "court-cause": Message("解散事由出现", "Cause arises"),
    "court-accepted": Message("法院指定清算组", "Court appoints the group"),
    "court-closed": Message("法院裁定终结", "Court ends the liquidation"),
    "court-deregister": Message("凭裁定申请注销登记", "Apply with the ruling"),
    "forced-notice": Message("强制注销公告", "Forced notice published"),
    "forced-response": Message("提出异议或者自行清算", "Object or liquidate"),
    "forced-notice-end": Message("强制注销公告期满", "Forced notice has run"),
    "listed-delist": Message("终止上市", "Delisted"),
    "registered-end": Message("准予注销登记（预计）", "Deregistered (expected)"),
    "si-close": Message("注销社会保险登记", "Social insurance closed"),
    "hf-close": Message("注销公积金缴存登记", "Housing fund closed"),
    "bank-close": Message("撤销银行账户", "Bank accounts closed"),
    "wecom-dissolve": Message("解散企业微信", "WeCom enterprise dissolved"),
}

WINDOWS: Final[dict[str, Message]] = {
    "creditor-claim-unnotified": Message("债权申报期（45日）", "Claim window (45 days)"),
    "partnership-claim-45": Message("债权申报期（45日）", "Claim window (45 days)"),
    "coop-claim-45": Message("债权申报期（45日）", "Claim window (45 days)"),
    "sole-claim-unnotified": Message("债权申报期（60日）", "Claim window (60 days)"),
    "sole-claim-notified": Message("债权申报期（30日）", "Claim window (30 days)"),
    "legal-person-claim-unnotified": Message("债权申报期（45日）", "Claim window (45 days)"),
    "merger-claim-unnotified": Message("债权人要求期（45日）", "Creditors' term (45 days)"),
    "forced-deregistration-notice-90": Message("强制注销公告（90日）", "Forced notice (90 days)"),
    "bankruptcy-claim-period": Message("破产债权申报期", "Bankruptcy claim period"),
    "simple-notice-company": Message("简易注销公告（20日）", "Simple notice (20 days)"),
    "simple-notice": Message("简易注销公示（20日）", "Simple notice (20 days)"),
    "simple-application-window-company": Message("申请期（20日）", "Application window (20 days)"),
    "simple-application-window": Message("申请期（20日）", "Application window (20 days)"),
    "individual-business-10-day-referral": Message("部门异议期（10日）", "Referral (10 days)"),
}

DISCLAIMER: Final = Message(
    "本清单是办理注销的工作辅助，不构成法律或者税务意见。日期依据所列法律来源及其核对日期推算；"
    "各地经办口径可能不同，重要步骤请向主管机关或者专业人员确认。",
    "This checklist is a working aid, not legal or tax advice. Its dates follow from the sources "
    "named and the days they were checked; local offices may differ. Confirm what matters with "
    "the authority or a professional.",
)

LOCAL: Final[dict[str, Message]] = {
    "says": Message("{place}：{says}", "{place}: {says}"),
    "office": Message("经办：{office}。", "Office: {office}."),
    "portal": Message("平台：{portal}。", "Portal: {portal}."),
    "ask": Message("【核实】{ask}", "To check: {ask}"),
    "source": Message("（来源：{page}，{day}核对）", "(Source: {page}, checked on {day}.)"),
    "join": Message("", " "),
}
"""How a local practice is printed at its task."""
