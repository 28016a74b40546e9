"""What each key of the input file means: the label in errors, the hint in editors and the starter.

Keys are paths without indexes: `staff.count`, `branches.name`. A test holds the table against the
company model.
"""

from typing import Final, NamedTuple

from checklist.messages import Message


class Field(NamedTuple):
    """A key's short name and what to write there."""

    label: Message
    hint: Message


def _f(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Field:
    return Field(Message(zh, en), Message(hint_zh, hint_en))


FIELDS: Final[dict[str, Field]] = {
    "version": _f("文件版本", "file version", "固定写 1", "always 1"),
    "company": _f("企业基本情况", "the company", "以营业执照为准", "as on the business licence"),
    "company.name": _f("企业名称", "name", "营业执照上的全称", "full name on the licence"),
    "company.credit_code": _f(
        "统一社会信用代码", "unified social credit code", "18 位", "18 characters"
    ),
    "company.legal_form": _f(
        "企业类型",
        "legal form",
        "如 llc 或 有限责任公司、合伙企业、个人独资企业、个体工商户、农民专业合作社",
        "such as llc, jsc or partnership; the Chinese legal term does too",
    ),
    "company.region": _f(
        "所在地区", "region", "如 上海市浦东新区，各地办法不同", "such as 上海; practice differs"
    ),
    "company.established": _f("成立日期", "date of establishment", "如 2019-03-18", "2019-03-18"),
    "company.legal_representative": _f(
        "法定代表人",
        "legal representative",
        "姓名；没有法定代表人的填执行事务合伙人、投资人或者经营者",
        "the name; the managing partner, investor or operator where there is none",
    ),
    "company.foreign_invested": _f(
        "外商投资", "foreign-invested", "有无外国或港澳台投资者", "any investor from abroad"
    ),
    "company.listed": _f("上市公司", "listed", "股票是否上市交易", "shares traded on an exchange"),
    "company.state_owned": _f(
        "国有独资", "wholly state-owned", "解散须报出资机构批准", "the owner must approve"
    ),
    "partnership": _f("合伙企业", "partnership", "只有合伙企业填写", "partnerships only"),
    "partnership.kind": _f(
        "合伙类别",
        "kind of partnership",
        "general 普通合伙（含特殊的普通合伙），limited 有限合伙",
        "general or limited",
    ),
    "partnership.general_partner_left": _f(
        "尚有普通合伙人", "a general partner is left", "仅剩有限合伙人的应当解散", "else dissolve"
    ),
    "partnership.limited_partner_left": _f(
        "尚有有限合伙人",
        "a limited partner is left",
        "仅剩普通合伙人的转为普通合伙企业",
        "else it becomes a general partnership",
    ),
    "shareholders": _f(
        "股东",
        "shareholders",
        "合伙企业填合伙人，合作社填成员，个人独资企业、个体工商户填投资人、经营者",
        "partners, members, the investor or the operator in other legal forms",
    ),
    "shareholders.count": _f("股东人数", "number of shareholders"),
    "shareholders.individuals": _f(
        "有自然人股东", "individual shareholders", "分配剩余财产要扣个人所得税", "tax is withheld"
    ),
    "shareholders.foreign": _f(
        "有境外股东", "foreign shareholders", "分配要扣缴预提所得税", "withholding tax applies"
    ),
    "shareholders.foreign_corporate": _f(
        "有境外企业股东",
        "foreign corporate shareholders",
        "代扣的企业所得税 7 日内缴库",
        "tax withheld is paid over within 7 days",
    ),
    "shareholders.all_agree": _f(
        "全体投资人同意签承诺书",
        "every investor will sign the commitment",
        "简易注销须全体投资人签署",
        "the simple route needs every signature",
    ),
    "tax": _f("税务", "tax"),
    "tax.taxpayer": _f(
        "增值税纳税人类别",
        "VAT status",
        "general 一般纳税人，或 small-scale 小规模纳税人",
        "general or small-scale",
    ),
    "tax.credit_grade": _f("纳税信用级别", "tax credit grade", "A、B、M、C、D", "A, B, M, C or D"),
    "tax.ever_filed": _f(
        "办理过涉税事宜", "ever dealt with the tax bureau", "从未办理可免清税", "if never, exempt"
    ),
    "tax.invoices_drawn": _f("领用过发票", "invoices ever drawn"),
    "tax.invoices_unused": _f("有未缴销发票", "unused invoices", "须先缴销", "cancel them first"),
    "tax.control_devices": _f(
        "有税控设备", "tax-control devices", "税控盘、税务UKey等，须先注销", "hand them in first"
    ),
    "tax.e_invoice_account": _f(
        "开通数电发票", "electronic invoicing account", "注销前收回额度", "its quota is withdrawn"
    ),
    "tax.arrears": _f("有欠税、滞纳金、罚款", "tax, surcharge or fine owed"),
    "tax.abnormal_household": _f(
        "非正常户", "abnormal household", "须先解除才能注销", "must be lifted first"
    ),
    "tax.open_inspection": _f("税务检查未结", "open tax inspection"),
    "tax.refund_due": _f(
        "有应退税款、留抵", "refund due", "须在销户前到账", "must arrive before the account closes"
    ),
    "tax.export_rebate_record": _f("出口退税备案", "export refund record"),
    "tax.filing": _f("申报周期", "filing frequency"),
    "tax.filing.vat": _f(
        "增值税申报周期", "VAT returns", "monthly 按月，quarterly 按季", "monthly or quarterly"
    ),
    "tax.filing.cit": _f(
        "企业所得税预缴周期",
        "income tax prepayments",
        "monthly 按月，quarterly 按季",
        "monthly or quarterly",
    ),
    "tax.filing.filed_through": _f(
        "申报已办至",
        "returns filed through",
        "如 2026-10-31：所属期截至该日的申报均已办妥",
        "2026-10-31: every return for periods up to that day is filed",
    ),
    "staff": _f("职工", "staff"),
    "staff.count": _f("职工人数", "number of employees", "没有职工写 0", "0 if there are none"),
    "staff.union": _f("有工会", "trade union"),
    "staff.pay_file": _f(
        "工资表文件",
        "pay file",
        "只写路径，不在此写工资数额",
        "a path only; no amounts in this file",
    ),
    "staff.pregnant_or_nursing": _f("孕期、产期、哺乳期人数", "pregnant or nursing"),
    "staff.medical_treatment": _f("医疗期内人数", "in medical treatment"),
    "staff.work_injury": _f("工伤人数", "injured at work"),
    "staff.hazard_exposed": _f(
        "接触职业病危害人数",
        "exposed to occupational hazards",
        "离岗前须做职业健康检查",
        "an exit health check comes first",
    ),
    "staff.foreign": _f("外籍职工人数", "foreign employees"),
    "staff.wages_unpaid": _f("拖欠工资", "wages unpaid"),
    "social_insurance": _f("社会保险", "social insurance"),
    "social_insurance.registered": _f("社保登记", "registered"),
    "social_insurance.arrears": _f("社保欠费", "contributions owed"),
    "housing_fund": _f("住房公积金", "housing fund"),
    "housing_fund.registered": _f("公积金缴存登记", "registered"),
    "housing_fund.arrears": _f("公积金欠缴", "contributions owed"),
    "bank": _f("银行", "bank"),
    "bank.accounts": _f(
        "银行账户", "bank accounts", "每户一行；基本户最后销", "the basic account closes last"
    ),
    "bank.accounts.bank": _f("开户银行", "bank"),
    "bank.accounts.kind": _f(
        "账户类型",
        "kind of account",
        "basic 基本户，general 一般户，special 专用，temporary 临时，capital 资本金",
        "basic, general, special, temporary or capital",
    ),
    "bank.accounts.currency": _f("币种", "currency", "不写为 CNY", "CNY if left out"),
    "bank.owes_bank": _f(
        "欠开户银行债务", "debt to the account bank", "欠款未清不能销户", "blocks"
    ),
    "debts": _f("债权债务", "debts"),
    "debts.outstanding": _f("有未清偿债务", "debts outstanding"),
    "debts.known_creditors": _f(
        "已知债权人",
        "known creditors",
        "家数，或名称清单；须逐一书面通知",
        "a number or a list; each gets a written notice",
    ),
    "debts.all_notified": _f(
        "能通知到每一位债权人",
        "every creditor can be notified",
        "个人独资企业、合作社（含每名成员）据此决定是否公告",
        "decides on the announcement of a sole proprietorship or cooperative (members too)",
    ),
    "debts.insolvent": _f(
        "资不抵债", "insolvent", "是则应申请破产清算", "if so, bankruptcy is the way"
    ),
    "simple_route": _f(
        "简易注销的不适用情形",
        "grounds that bar the simple route",
        "逐项回答；有一项为“是”即不能简易注销",
        "one yes bars the simple route",
    ),
    "simple_route.approval_required": _f("注销须经批准", "closing needs approval"),
    "simple_route.licence_revoked": _f(
        "被吊销、责令关闭、撤销", "licence revoked, ordered to close or annulled"
    ),
    "simple_route.abnormal_list": _f("列入经营异常名录", "on the list of abnormal operations"),
    "simple_route.serious_violation_list": _f(
        "列入严重违法失信名单", "on the list of serious violations"
    ),
    "simple_route.equity_frozen_or_pledged": _f("股权冻结、出质", "equity frozen or pledged"),
    "simple_route.chattel_mortgage": _f("动产抵押", "chattel mortgage"),
    "simple_route.under_investigation": _f(
        "被立案调查或采取强制措施", "under investigation or enforcement"
    ),
    "simple_route.litigation_or_arbitration": _f("诉讼、仲裁未结", "lawsuit or arbitration open"),
    "simple_route.penalty_not_executed": _f("行政处罚未执行完毕", "penalty not fully executed"),
    "simple_route.fie_negative_list": _f(
        "涉及外商投资准入特别管理措施", "on the foreign investment negative list"
    ),
    "simple_route.terminated_before": _f("曾被终止简易注销程序", "simple route terminated before"),
    "branches": _f("分支机构", "branches", "须先于公司注销", "close before the company"),
    "branches.name": _f("分支机构名称", "branch name"),
    "branches.credit_code": _f("分支机构信用代码", "branch credit code"),
    "branches.deregistered": _f("分支机构已注销", "branch deregistered"),
    "branches.file": _f(
        "分支机构自己的输入文件",
        "the branch's own input file",
        "相对本文件的路径，如 hangzhou.yaml",
        "a path relative to this file",
    ),
    "branches.inline": _f(
        "分支机构的资料",
        "the branch's own input",
        "不另建文件时写在这里，内容与单独的文件相同",
        "written here instead of in a file of its own",
    ),
    "investments": _f(
        "对外投资", "holdings in others", "须先转让或注销", "sell or close them first"
    ),
    "investments.name": _f("被投资企业名称", "name of the entity"),
    "investments.disposed": _f("已处置", "disposed of"),
    "investments.file": _f(
        "被投资企业自己的输入文件",
        "the entity's own input file",
        "该企业也要注销时填写，相对本文件的路径",
        "where it is wound down too: a path relative to this file",
    ),
    "investments.inline": _f(
        "被投资企业的资料",
        "the entity's own input",
        "不另建文件时写在这里，内容与单独的文件相同",
        "written here instead of in a file of its own",
    ),
    "customs": _f("海关", "customs"),
    "customs.filed": _f("海关备案", "filed with customs"),
    "customs.open_matters": _f(
        "海关事项未结", "open customs matters", "报关单、税款担保、稽查等", "entries, securities"
    ),
    "foreign_exchange": _f("外汇", "foreign exchange"),
    "foreign_exchange.registered": _f("外汇登记", "registered"),
    "permits": _f("行业许可", "permits", "食品、增值电信等", "food, telecom and others"),
    "permits.name": _f("许可证名称", "permit name"),
    "permits.kind": _f(
        "许可证类别",
        "kind of permit",
        "food 食品，telecom 增值电信，other 其他",
        "food, telecom or other",
    ),
    "permits.approval_to_close": _f("停业须经批准", "approval needed to close"),
    "internet": _f("网站与应用", "internet"),
    "internet.icp_filings": _f("ICP备案", "ICP filings", "备案号清单", "a list of numbers"),
    "internet.apps": _f("应用备案", "filed apps"),
    "internet.mini_programs": _f(
        "小程序", "mini-programs", "注销备案不可撤回", "cancelling the filing is final"
    ),
    "internet.domains": _f("域名", "domain names"),
    "internet.telecom_licence": _f(
        "电信业务经营许可证", "telecom licence", "终止经营须提前 90 日申请", "apply 90 days before"
    ),
    "seals": _f("印章", "seals", "如 公章、财务专用章", "such as 公章, 财务专用章"),
    "certificates": _f("数字证书", "electronic certificates"),
    "certificates.kind": _f("证书类型", "kind", "ca、u-key、other", "ca, u-key or other"),
    "certificates.holder": _f("保管人", "holder"),
    "certificates.expires": _f("到期日", "expires"),
    "assets": _f("资产", "assets", "是/否，或清单", "yes or no, or a list"),
    "assets.vehicles": _f("车辆", "vehicles"),
    "assets.real_estate": _f("不动产", "real estate"),
    "assets.trademarks": _f(
        "商标", "trademarks", "须在公司存续时转让", "assign while the company lives"
    ),
    "assets.other_ip": _f("专利、著作权等", "other intellectual property"),
    "assets.receivables": _f("应收账款", "receivables"),
    "assets.inventory": _f("存货", "inventory"),
    "assets.state_aid": _f(
        "有国家财政直接补助形成的财产",
        "property from state aid",
        "合作社填写；不得分配给成员",
        "cooperatives; not distributed to members",
    ),
    "leases": _f("租赁合同", "leases"),
    "leases.what": _f("租赁物", "what is leased"),
    "leases.ends": _f("租期届满日", "end of the lease"),
    "platforms": _f("平台账户", "platforms"),
    "platforms.merchant_accounts": _f(
        "支付商户号、公众号、店铺",
        "merchant and platform accounts",
        "先提现再注销",
        "withdraw first",
    ),
    "money_file": _f(
        "金额文件",
        "money file",
        "只写路径；税额、可分配财产等另存该文件，只进财务附录",
        "a path only; its amounts reach finance's appendix alone",
    ),
    "personal_data": _f("持有个人信息", "holds personal data"),
    "archives": _f("档案保管", "records"),
    "archives.custodian": _f(
        "档案保管人", "custodian", "注销后保管会计档案的单位或者个人", "who keeps them afterwards"
    ),
    "archives.place": _f("保管地点", "place"),
    "wecom": _f("企业微信", "WeCom"),
    "wecom.used": _f("使用企业微信", "uses WeCom"),
    "wecom.creator": _f(
        "企业创建者", "creator", "解散企业由创建者办理", "the creator dissolves the enterprise"
    ),
    "wecom.verified": _f("已认证", "verified"),
    "wecom.customers": _f("有外部客户", "external customers", "须先移交", "hand them over first"),
    "wecom.chat_archive": _f(
        "开通会话存档", "chat archive", "最后几天的记录要及时拉取", "fetch the last days in time"
    ),
    "wecom.apps": _f("自建或第三方应用", "own or third-party apps"),
    "wecom.workflows": _f(
        "依赖企业微信的流程",
        "what runs through it",
        "如 审批、开票、登录验证码，办结后才能解散",
        "approvals, invoicing, log-in codes: finish them first",
    ),
    "wecom.members": _f("成员人数", "members"),
    "wecom.data_protection_plan": _f(
        "付费的数据保障套餐", "paid data protection plan", "解散后 14 天内可恢复", "restores data"
    ),
    "wecom.accounts": _f(
        "要注销的个人账号",
        "personal accounts to cancel",
        "逐人列出，如法定代表人、财务负责人",
        "one entry a person: legal representative, finance head, others",
    ),
    "wecom.accounts.person": _f("姓名", "name", "每人一条", "one entry each"),
    "wecom.accounts.role": _f(
        "身份",
        "role",
        "legal-representative 法定代表人，finance-head 财务负责人，other 其他",
        "legal-representative, finance-head or other",
    ),
    "wecom.accounts.other_enterprises": _f(
        "还加入的其他企业", "other enterprises joined", "注销前须全部退出", "leave them all first"
    ),
    "wecom.accounts.administers": _f(
        "担任创建者或超级管理员的企业",
        "enterprises it created or administers",
        "先移交或者解散",
        "hand over or dissolve first",
    ),
    "wecom.accounts.safe": _f(
        "账号安全", "account safe", "未被盗、未被封", "not stolen, not banned"
    ),
    "route": _f(
        "注销路径",
        "route",
        "auto 由程序判断，general 一般注销，simple 简易注销",
        "auto, general or simple",
    ),
    "target_date": _f("希望完成日", "target date", "希望何时完成注销", "when it should be over"),
    "events": _f(
        "已发生或已定日期的事件", "dated events", "事件名: 日期", "name of the event: date"
    ),
    "done": _f("已完成的任务", "done tasks", "任务编号: 完成日期", "task id: date"),
    "notes": _f("任务备注", "remarks on tasks", "任务编号: 备注文字", "task id: a remark"),
    "estimates": _f(
        "办理时间估计", "estimates", "任务编号: 工作日数", "task id: number of working days"
    ),
    "overrides": _f(
        "人工调整", "overrides", "专业人员的决定，与计算结果并列打印", "printed beside the result"
    ),
    "overrides.task": _f("调整的任务", "task overruled"),
    "overrides.rule": _f("调整的规则", "rule overruled"),
    "overrides.date": _f("改定日期", "new date"),
    "overrides.decision": _f("决定内容", "decision"),
    "overrides.who": _f("决定人", "who decided"),
    "overrides.when": _f("决定日期", "when decided"),
    "overrides.why": _f("理由", "why"),
    "people": _f("经办人", "people"),
    "people.name": _f("经办人姓名", "name"),
    "people.team": _f(
        "所属部门",
        "team",
        "finance 财务，legal 法务，hr 人事，it 信息技术，management 管理层",
        "finance, legal, hr, it or management",
    ),
    "people.role": _f("职责", "role"),
    "teams": _f("部门名称", "teams", "清单上显示的名称", "names to print"),
    "teams.finance": _f("财务", "finance"),
    "teams.legal": _f("法务", "legal"),
    "teams.hr": _f("人事", "HR"),
    "teams.it": _f("信息技术", "IT"),
    "teams.management": _f("管理层", "management"),
}

GROUP_FIELDS: Final[dict[str, Field]] = {
    "version": FIELDS["version"],
    "group": _f("集团名称", "name of the group", "印在总表上", "printed on the overview"),
    "members": _f(
        "成员单位",
        "members",
        "一同注销而没有共同上级企业的单位；分公司、子公司写在上级企业自己的文件里",
        "companies that close together without one above them; branches and subsidiaries stand in "
        "their holder's own file",
    ),
    "members.name": _f(
        "成员单位名称", "name of the member", "有 file 的可以不写", "may be left out beside file"
    ),
    "members.file": _f(
        "成员单位自己的输入文件",
        "the member's own input file",
        "相对本文件的路径，如 hangzhou.yaml",
        "a path relative to this file",
    ),
    "members.inline": _f(
        "成员单位的资料",
        "the member's own input",
        "不另建文件时写在这里，内容与单独的文件相同",
        "written here instead of in a file of its own",
    ),
}
"""The keys of a group's file."""

EXAMPLES: Final[dict[str, str]] = {
    "group": "group: 某某名下企业",
    "members": "- file: hangzhou.yaml",
    "company": "name: 上海某某贸易有限公司",
    "company.name": "name: 上海某某贸易有限公司",
    "company.legal_form": "legal_form: llc",
    "branches": "- name: 某某公司杭州分公司",
    "branches.name": "name: 某某公司杭州分公司",
    "investments": "- name: 某某供应链有限公司",
    "investments.name": "name: 某某供应链有限公司",
    "bank.accounts": "- {bank: 中国工商银行, kind: basic}",
    "permits": "- {name: 食品经营许可证, kind: food}",
    "permits.name": "name: 食品经营许可证",
    "certificates": "- {kind: ca, holder: 王芳}",
    "leases": "- {what: 办公室, ends: 2026-12-31}",
    "wecom.accounts": "- {person: 王芳, role: finance-head}",
    "wecom.accounts.person": "person: 王芳",
    "leases.what": "what: 办公室",
    "seals": "- 公章",
    "people": "- {name: 王芳, team: finance}",
    "people.name": "name: 王芳",
    "events": "dissolution-cause-arises: 2026-11-09",
    "done": "precheck: 2026-11-02",
    "notes": "seals: 印章在保险柜",
    "estimates": "tax-clear: 15",
    "overrides": "- {task: tax-clear, date: 2026-12-31, who: 李敏, when: 2026-11-20, why: …}",
    "overrides.who": "who: 李敏",
    "overrides.when": "when: 2026-11-20",
    "overrides.why": "why: 主管税务机关电话答复",
    "tax": "taxpayer: general",
    "tax.filing": "vat: monthly",
    "staff": "count: 18",
    "teams": "finance: 财务部",
}

STARTER_VALUES: Final[dict[str, str]] = {
    "version": "1",
    "company.name": "上海某某贸易有限公司",
    "company.legal_form": "llc",
    "route": "auto",
}
"""What stands in the starter file; everything else is left empty, that is unknown."""
