"""What must be seen first: conflicts, traps, accidents, doubts; with a remedy where one is."""

from typing import Final

from checklist.messages import Message

_UNREACHABLE: Final = Message(
    "“{title}”最早 {earliest} 才能完成，晚于法定期限 {limit}。",
    "“{title_en}” can be done on {earliest} at the earliest, after its limit, {limit}.",
)

WARNINGS: Final[dict[str, tuple[Message, Message | None]]] = {
    "barred-route-wanted": (
        Message(
            "输入文件要求走简易注销，但存在“{title}”的情形，依法不适用。",
            "The file asks for the simple route, but “{title_en}” is yes: the law bars it.",
        ),
        Message("{cure}", "{cure_en}"),
    ),
    "forced-averted": (
        Message(
            "登记机关已于 {start} 发布强制注销公告，{day} 期满：自行清算在期满前完不成的，"
            "须由利害关系人在期满前提出异议，否则将被依职权注销。",
            "The registry's notice of {start} has run on {day}: if the liquidation is not over by "
            "then, an interested person must object before, or the company is deregistered.",
        ),
        Message(
            "期满前提出异议并登记 forced-objection-raised，或者完成注销。",
            "Object before that day and record forced-objection-raised, or be deregistered.",
        ),
    ),
    "limit-passed": (
        Message(
            "“{title}”的法定期限 {limit} 已过，输入文件中没有办理记录。",
            "The legal limit for “{title_en}”, {limit}, has passed and it is not recorded as done.",
        ),
        Message(
            "已办理的，在 done 中登记日期；未办理的，立即补办并咨询主管机关或律师。",
            "If it was done, record the date under `done`; if not, do it at once and ask the "
            "authority or a lawyer.",
        ),
    ),
    "limit-unreachable": (
        _UNREACHABLE,
        Message(
            "提前其前置事项（{before}），或者推迟启动该期限的事项“{starter}”；无法调整的，"
            "事先与主管机关沟通。",
            "Bring forward what it waits for ({before_en}), or start the clock (“{starter_en}”) "
            "later; failing that, speak with the authority beforehand.",
        ),
    ),
    "limit-running-out": (
        _UNREACHABLE,
        Message(
            "期限已自“{starter}”起算，不能推迟：压缩本项和尚未办结的前置事项（{before}）的办理时间；"
            "来不及的，事先与主管机关沟通。",
            "The clock runs already (“{starter_en}”): shorten this and what it still waits for "
            "({before_en}); failing that, speak with the authority beforehand.",
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
            "<公司>财产不足以清偿债务：<清算组>应当依法向人民法院申请破产清算，不得再清偿和分配。",
            "The <company> cannot pay its debts: the <liquidation group> must apply to the court "
            "for bankruptcy; nothing more is paid or distributed.",
        ),
        Message("立即咨询破产律师。", "See an insolvency lawyer at once."),
    ),
    "insolvent-first": (
        Message(
            "<公司>财产不足以清偿债务，不能以解散清算、简易注销了结：可以向人民法院申请破产清算，"
            "也可以申请重整或者和解；先作<解散决议>的，仍须转入破产。",
            "The <company> cannot pay its debts, so neither a liquidation nor the simple route "
            "will do: it may apply to the court for bankruptcy, reorganisation or settlement; "
            "dissolved first, it would have to apply all the same.",
        ),
        Message(
            "停止个别清偿，立即咨询破产律师。",
            "Stop single payments and see an insolvency lawyer at once.",
        ),
    ),
    "merger-one-side": (
        Message(
            "本清单只安排因合并或者解散分立而注销的一方；存续公司的变更登记、新设公司的设立登记和它们对债权人的"
            "通知公告由承继方办理，只列核对事项。存续（派生）分立的原公司不注销，不适用本清单。",
            "This list is for the company that ends by the merger or division. The successor "
            "registers its change or establishment and tells its own creditors; only what must be "
            "checked there is listed. A company that goes on after a division is not deregistered.",
        ),
        None,
    ),
    "insolvent-owners-answer": (
        Message(
            "<公司>财产不足以清偿债务：不足部分由<无限责任人>以其他财产清偿，注销不免除这一责任。",
            "The assets of the <company> do not cover its debts: <those liable without limit> "
            "must pay the rest from other property, also after the end.",
        ),
        Message(
            "先与债权人商定清偿安排，再办理注销；必要时咨询律师。",
            "Agree with the creditors how the rest is paid before deregistering; see a lawyer.",
        ),
    ),
    "only-limited-partners": (
        Message(
            "有限合伙企业仅剩有限合伙人，依法应当解散：以最后一名普通合伙人退出之日为解散事由出现日。",
            "Only limited partners are left, so the partnership must dissolve: the cause arose on "
            "the day the last general partner left.",
        ),
        Message(
            "把该日登记在 events 的 dissolution-cause-arises，15日内确定清算人。",
            "Record that day under events as dissolution-cause-arises and name the liquidator "
            "within fifteen days.",
        ),
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
        Message("{text}", "{text_en}"),
        Message(
            "见关键路径；压缩其中的假设工期后在 estimates 中调整。",
            "See the critical path; shorten what can be shortened and change it under `estimates`.",
        ),
    ),
    "target-impossible": (
        Message("{text}", "{text_en}"),
        Message(
            "改定目标日期；法定等待期不能缩短。",
            "Set another date; waiting periods of law cannot be shortened.",
        ),
    ),
    "legacy-capital": (
        Message(
            "预计 {end} 才能注销，晚于 {day}：2024年6月30日前设立的公司，剩余出资期限自次日起仍超过"
            "5年的，须先缩短到5年以内并修改章程（股份公司由发起人缴足股款）。",
            "Deregistration is expected on {end}, after {day}: a company set up by 2024-06-30 must "
            "by then have cut what remains of its terms of contribution to five years and amended "
            "its articles (in a joint-stock company the promoters have paid in full).",
        ),
        Message(
            "核对章程载明的出资期限；争取在该日之前完成注销，否则先办理调整。",
            "Check the terms in the articles; be deregistered by then or adjust them first.",
        ),
    ),
    "what-if": (
        Message(
            "这是假设情形下的推演，不是实际进度。",
            "This plan supposes an event; it is not the actual state.",
        ),
        None,
    ),
    "planned-too-early": (
        Message(
            "“{title}”计划于 {day}，早于依法可以进行的 {earliest}。",
            "“{title_en}” is planned for {day}, before the law allows it ({earliest}).",
        ),
        Message(
            "改期到 {earliest} 或者之后；期间未满即清偿、分配或者申请，可能承担责任。",
            "Move it to {earliest} or later; paying, distributing or filing inside the period can "
            "create liability.",
        ),
    ),
    "planned-out-of-order": (
        Message(
            "“{title}”计划于 {day}，但其前置事项“{before}”预计 {earliest} 才能完成。",
            "“{title_en}” is planned for {day}, but “{before_en}”, which comes first, is expected "
            "on {earliest}.",
        ),
        Message("调整其中一项的日期。", "Change the date of one of them."),
    ),
    "returns-overdue": (
        Message(
            "{count}项持续申报已过期限，没有办理记录：{titles}{more}。",
            "{count} recurring returns are past their date and not recorded as done: "
            "{titles_en}{more_en}.",
        ),
        Message(
            "已办的，在 done 中逐项登记，或者在 tax.filing.filed_through 写明申报已办至哪一日；"
            "未办的立即补办，逾期会产生滞纳金和非正常户风险。",
            "If they were filed, record them under `done` or write in tax.filing.filed_through up "
            "to which day; if not, file at once: surcharges and the abnormal status follow.",
        ),
    ),
    "done-not-in-plan": (
        Message(
            "“{title}”登记于 {day} 完成，但本路径没有这项任务，日期未被采用。",
            "“{title_en}” is recorded as done on {day}, but this route has no such task; the date "
            "is not used.",
        ),
        None,
    ),
    "notice-objected": (
        Message(
            "{day} 发布的简易注销公告因 {since} 的异议作废，消除事由后须重新公告{expected}。",
            "The simple notice of {day} fell to the objection of {since}; after the cure it is "
            "published again{expected_en}.",
        ),
        Message(
            "重新公告后，把新的公告日登记在 events。",
            "Once published again, record the new day under `events`.",
        ),
    ),
    "notice-lapsed": (
        Message(
            "{day} 发布的简易注销公告期满后逾期未申请（最晚 {since}），须重新公告{expected}。",
            "After the simple notice of {day} nobody applied in time (at the latest {since}); it "
            "has to be published again{expected_en}.",
        ),
        Message(
            "先问登记机关能否重新公告；不能的转一般注销。",
            "Ask the registry whether it may be published again; failing that, the general route.",
        ),
    ),
    "objection-open": (
        Message(
            "简易注销<公告期>内 {day} 收到异议：不得申请简易注销，现按一般注销安排。",
            "An objection was raised on {day} during the simple <notice>: no application under the "
            "simple route; planned as general.",
        ),
        Message(
            "异议事由可以消除的，结清并取得撤回或者结清证明后登记 simple-bar-cured，<重新公告>。",
            "If what was objected to can be cured, settle it, obtain proof, record "
            "simple-bar-cured and <publish again>.",
        ),
    ),
    "window-missed": (
        Message(
            "简易注销申请期（第20日，{day_20}）已过。稳妥上限是公告期满后第30日（{day_30}）；"
            "此后至第50日（{day_50}）能否受理由登记机关裁量。",
            "The simple route's time to apply (day 20, {day_20}) has passed. Day 30 after the "
            "notice ({day_30}) is the safer limit; from then to day 50 ({day_50}) it is for the "
            "registry to decide.",
        ),
        Message(
            "立即申请并说明理由，同时向登记机关申请延长；超过第50日的，重新公告或者转一般注销。",
            "Apply at once with the reason and ask for an extension; after day 50 publish again or "
            "take the general route.",
        ),
    ),
    "login-restarts": (
        Message(
            "{person} 于 {since} 登录，{day} 提交的企业微信注销申请已撤销，须重新申请"
            "{expected}，15日重新起算。",
            "{person} logged in on {since}, so the WeCom application of {day} is withdrawn; apply "
            "again{expected_en}, the fifteen days start anew.",
        ),
        Message(
            "重新申请后，把新的申请日登记在 events，并从手机端、电脑端、微信插件全部退出。",
            "Record the new day under `events` and log out on phone, computer and WeChat plug-in.",
        ),
    ),
    "clearance-rejected": (
        Message(
            "{day} 税务注销被退回：补正、结清后重新申请，后续日期相应推后。",
            "The tax clearance was sent back on {day}: mend, settle and apply again; what follows "
            "moves accordingly.",
        ),
        Message(
            "按通知所列事项逐项补正；取得清税证明后登记 tax-cleared。",
            "Mend what the notice lists; record tax-cleared once you have the certificate.",
        ),
    ),
    "late-claim": (
        Message(
            "{day} 有债权人在申报期届满后申报：清算程序终结前仍须登记，核实后清偿或者留足。",
            "A creditor claimed on {day}, after the window: until the liquidation ends the claim "
            "is registered, then paid or provided for.",
        ),
        Message(
            "先处理该债权，再分配和确认清算报告。",
            "Deal with it before anything is distributed and the report confirmed.",
        ),
    ),
    "late-claim-in-time": (
        Message(
            "{day} 的债权申报在申报期届满（{closes}）之前，不属于逾期，照常登记。",
            "The claim of {day} came before the window closes ({closes}): it is not late.",
        ),
        None,
    ),
    "late-claim-after-distribution": (
        Message(
            "{day} 有债权人在申报期届满后申报，而剩余财产已经分配：以尚未分配的财产清偿，不足部分"
            "债权人可以依法向<股东>主张。",
            "A creditor claimed on {day}, after assets were distributed: what is left pays the "
            "claim, for the rest he may turn to the <shareholders>.",
        ),
        Message("暂停一切付款并咨询律师。", "Stop all payments and see a lawyer."),
    ),
    "late-claim-after-report": (
        Message(
            "{day} 有债权人申报，而清算报告已于 {ended} 确认：不再属于清算程序，责任问题咨询律师。",
            "A creditor claimed on {day}, after the report was confirmed ({ended}): the "
            "liquidation is over, who is liable is for a lawyer.",
        ),
        Message(
            "保存通知和公告凭证，立即咨询律师。",
            "Keep the proof of notices and announcement and see a lawyer at once.",
        ),
    ),
    "seal-lost": (
        Message(
            "公章于 {day} 遗失：报案、声明，并确认各机关是否接受签字代替盖章。",
            "The seal was lost on {day}: report, publish, and ask each office whether a "
            "signature will do.",
        ),
        None,
    ),
    "licence-lost": (
        Message(
            "营业执照于 {day} 遗失：在公示系统发布作废声明即可，申请注销时以声明代替缴回。",
            "The licence was lost on {day}: a statement on NECIPS is enough and stands for it.",
        ),
        None,
    ),
    "revocation-undated": (
        Message(
            "被吊销、责令关闭或者撤销的日期没有填写，各项法定期限无法从实际日期起算，很可能已经逾期。",
            "The day of the revocation is not filled in: no limit can run from its true day, and "
            "most have probably passed.",
        ),
        Message(
            "查明决定生效日，登记在 events 的 licence-revoked-or-closed。",
            "Find the day it took effect and record it under events as licence-revoked-or-closed.",
        ),
    ),
    "forced-possible": (
        Message(
            "自 {day} 起（吊销满三年），登记机关可以公告强制注销；"
            "强制注销不免除<股东>和清算义务人的责任。",
            "From {day} (three years after the revocation) the registry may start forced "
            "deregistration, which frees neither <shareholders> nor those who must liquidate.",
        ),
        None,
    ),
    "forced-possible-now": (
        Message(
            "吊销已满三年（{day}）：登记机关可以随时公告强制注销，公告期90日；责任不因此免除。",
            "Three years have passed since the revocation ({day}): the registry may start forced "
            "deregistration at any time, with a notice of ninety days; liability goes on.",
        ),
        Message(
            "在公示系统查看有无强制注销公告，有债权债务未了的及时清算。",
            "Look for such a notice on NECIPS and liquidate while it can be done.",
        ),
    ),
    "account-unsafe": (
        Message(
            "{person} 的企业微信账号不安全（被盗或者被封），解除之前不能注销。",
            "The WeCom account of {person} is not safe (stolen or banned); it cannot be cancelled "
            "before that is lifted.",
        ),
        Message("先在安全中心找回或者解封。", "Recover it or have the ban lifted first."),
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
    "no-local-practice": (
        Message(
            "没有收录{region}的本地做法：办理前先问当地经办机构要什么材料、走哪个平台、要多久。",
            "No local practice is recorded for {region}: ask the offices there first which papers "
            "and which portal they want and how long they take.",
        ),
        None,
    ),
    "local-practice": (
        Message(
            "已收录{places}的部分本地做法（第{numbers}项）；其余事项没有收录，先问当地经办机构。",
            "Some local practice of {places_en} is recorded (tasks {numbers_en}); for the others "
            "nothing is: ask the offices there first.",
        ),
        None,
    ),
    "stale-law": (
        Message(
            "本清单依据的{count}项来源距上次核对已超过180天，使用前先查有无修订：{titles}{more}。",
            "{count} sources of this checklist were last checked more than 180 days ago; look for "
            "amendments first: {titles_en}{more_en}.",
        ),
        Message(
            "运行 checklist law stale 查看全部；核对后更新 checked_on。",
            "checklist law stale lists them all; renew checked_on after checking.",
        ),
    ),
    "no-rule-for-date": (
        Message(
            "“{title}”的期限无法计算：{day} 适用的规定未收录（规则 {rule}）。",
            "No limit can be computed for “{title_en}”: no rule is recorded for {day} ({rule}).",
        ),
        Message("查当时有效的规定，人工确定。", "Look up the text that applied then."),
    ),
}

EXPECTED: Final[dict[bool, Message]] = {
    True: Message("（预计 {day}）", " (expected {day})"),
    False: Message("；本清单现按其他路径安排", "; this plan now takes another route"),
}
"""When a step that was undone is planned again; or that the plan has it no more."""
STATES: Final[dict[str, Message]] = {
    "not-done": Message("没有办理记录", "is not recorded as done"),
    "later": Message("登记于 {day} 完成", "is recorded as done on {day}"),
}
