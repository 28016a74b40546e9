"""The closed words of the program: legal forms, routes, owners, phases, three values.

A word's value is what data files, input files and the plan's JSON carry; `LABELS` holds what a
reader sees, Chinese and English. Chinese legal terms are accepted wherever a word is (`ALIASES`).
"""

from enum import StrEnum
from typing import Final

from checklist.messages import Message


class Tri(StrEnum):
    """Kleene's three values: an unknown fact never counts as a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class LegalForm(StrEnum):
    """Legal forms (企业类型), as in the registration rules."""

    LLC = "llc"
    JSC = "jsc"
    SOLE_PROPRIETORSHIP = "sole-proprietorship"
    PARTNERSHIP = "partnership"
    INDIVIDUAL_BUSINESS = "individual-business"
    FARMER_COOP = "farmer-coop"
    BRANCH = "branch"
    FOREIGN_BRANCH = "foreign-branch"
    FIE = "fie"
    NON_COMPANY_LEGAL_PERSON = "non-company-legal-person"
    REP_OFFICE = "rep-office"
    PARTNERSHIP_BRANCH = "partnership-branch"


RULED_AS: Final = {
    LegalForm.FIE: LegalForm.LLC,
    LegalForm.PARTNERSHIP_BRANCH: LegalForm.BRANCH,
}
"""Forms that what the law says of another form concerns too."""


def kin(form: LegalForm) -> frozenset[LegalForm]:
    """A form and the one whose rules and wordings concern it too."""
    return frozenset({form, RULED_AS.get(form, form)})


class Route(StrEnum):
    """Routes (路径) a company's end may take, as this version plans them."""

    GENERAL = "general"
    SIMPLE = "simple"
    AFTER_REVOCATION = "after-revocation"
    BANKRUPTCY = "bankruptcy"
    BANKRUPTCY_FIRST = "bankruptcy-first"
    BRANCH = "branch"
    REP_OFFICE = "rep-office"
    FORCED = "forced"
    COURT_ORDERED = "court-ordered"
    MERGER_DIVISION = "merger-division"


class RouteChoice(StrEnum):
    """The route the input file asks for; `auto` lets the plan decide."""

    AUTO = "auto"
    GENERAL = "general"
    SIMPLE = "simple"
    AFTER_REVOCATION = "after-revocation"
    FORCED = "forced"
    COURT_ORDERED = "court-ordered"
    MERGER_DIVISION = "merger-division"


class Owner(StrEnum):
    """The team that does a task."""

    FINANCE = "finance"
    LEGAL = "legal"
    HR = "hr"
    IT = "it"
    MANAGEMENT = "management"


class Phase(StrEnum):
    """The phases of a plan, in the order in which they are printed."""

    PRECHECK = "precheck"
    DECISION = "decision"
    CREDITORS = "creditors"
    STAFF = "staff"
    SETTLEMENT = "settlement"
    RETURNS = "returns"
    TAX = "tax"
    REGISTRY = "registry"
    CLOSING = "closing"
    WECOM = "wecom"


class Taxpayer(StrEnum):
    """VAT status (增值税纳税人类别)."""

    GENERAL = "general"
    SMALL_SCALE = "small-scale"
    UNKNOWN = "unknown"


class PartnershipKind(StrEnum):
    """Kinds of partnership (合伙企业类别)."""

    GENERAL = "general"
    LIMITED = "limited"
    UNKNOWN = "unknown"


class CreditGrade(StrEnum):
    """Tax credit grade (纳税信用级别)."""

    A = "A"
    B = "B"
    M = "M"
    C = "C"
    D = "D"
    UNKNOWN = "unknown"


class Frequency(StrEnum):
    """How often a return is filed (申报周期)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    UNKNOWN = "unknown"


class AccountKind(StrEnum):
    """Kinds of bank account (银行结算账户)."""

    BASIC = "basic"
    GENERAL = "general"
    SPECIAL = "special"
    TEMPORARY = "temporary"
    CAPITAL = "capital"
    UNKNOWN = "unknown"


class PermitKind(StrEnum):
    """Kinds of permit (行业许可) that have their own closing rules."""

    FOOD = "food"
    TELECOM = "telecom"
    OTHER = "other"


class CertificateKind(StrEnum):
    """Kinds of electronic certificate (数字证书)."""

    CA = "ca"
    U_KEY = "u-key"
    OTHER = "other"


class AccountRole(StrEnum):
    """Whose personal WeCom account it is; the first two wait for tax and social insurance."""

    LEGAL_REPRESENTATIVE = "legal-representative"
    FINANCE_HEAD = "finance-head"
    OTHER = "other"


class InvestorKind(StrEnum):
    """Kinds of investor, as the tax on what the liquidation gives them tells them apart."""

    INDIVIDUAL = "individual"
    FOREIGN_INDIVIDUAL = "foreign-individual"
    RESIDENT_COMPANY = "resident-company"
    FOREIGN_COMPANY = "foreign-company"
    PARTNERSHIP = "partnership-investor"


class StaffGroup(StrEnum):
    """Staff whom the law protects or to whom more is owed (劳动合同法 art. 42)."""

    PREGNANT_OR_NURSING = "pregnant-or-nursing"
    MEDICAL_TREATMENT = "medical-treatment"
    INJURED = "injured"
    INJURED_1_TO_4 = "injured-1-to-4"
    NEAR_RETIREMENT = "near-retirement"


class Confidence(StrEnum):
    """How far a text was read; anything but the first carries a 核实 mark."""

    READ = "read-in-source"
    SECONDARY = "secondary-source"
    MEMORY = "from-memory"


class Labels:
    """Words to labels. Two lists may spell a word alike, so the list is part of the key."""

    def __init__(self, *pairs: tuple[StrEnum, Message]) -> None:
        """Take (word, label) pairs; `unknown` has the same label in every list."""
        self._labels = {(type(word), word.value): text for word, text in pairs}

    def __getitem__(self, word: StrEnum) -> Message:
        """The label of `word`; a grade (A, B, …) is its own label."""
        kind = Tri if word.value == "unknown" else type(word)
        return self._labels.get((kind, word.value)) or Message(word.value, word.value)


LABELS: Final = Labels(
    (Tri.YES, Message("是", "yes")),
    (Tri.NO, Message("否", "no")),
    (Tri.UNKNOWN, Message("未知", "unknown")),
    (LegalForm.LLC, Message("有限责任公司", "limited liability company")),
    (LegalForm.JSC, Message("股份有限公司", "joint-stock company")),
    (LegalForm.SOLE_PROPRIETORSHIP, Message("个人独资企业", "sole proprietorship")),
    (LegalForm.PARTNERSHIP, Message("合伙企业", "partnership")),
    (LegalForm.INDIVIDUAL_BUSINESS, Message("个体工商户", "individual business")),
    (LegalForm.FARMER_COOP, Message("农民专业合作社", "farmers' cooperative")),
    (LegalForm.BRANCH, Message("分公司/分支机构", "branch")),
    (LegalForm.FOREIGN_BRANCH, Message("外国公司分支机构", "branch of a foreign company")),
    (LegalForm.FIE, Message("外商投资企业", "foreign-invested enterprise")),
    (LegalForm.NON_COMPANY_LEGAL_PERSON, Message("非公司企业法人", "non-company legal person")),
    (LegalForm.REP_OFFICE, Message("外国企业常驻代表机构", "representative office")),
    (LegalForm.PARTNERSHIP_BRANCH, Message("合伙企业分支机构", "branch of a partnership")),
    (Route.GENERAL, Message("一般注销", "general deregistration")),
    (Route.SIMPLE, Message("简易注销", "simple deregistration")),
    (Route.AFTER_REVOCATION, Message("吊销后清算注销", "deregistration after revocation")),
    (Route.BANKRUPTCY, Message("转入破产清算", "bankruptcy")),
    (Route.BANKRUPTCY_FIRST, Message("直接申请破产清算", "direct bankruptcy")),
    (Route.BRANCH, Message("分支机构注销", "deregistration of a branch")),
    (Route.REP_OFFICE, Message("代表机构注销", "deregistration of a representative office")),
    (Route.FORCED, Message("强制注销", "forced deregistration")),
    (Route.COURT_ORDERED, Message("法院强制清算", "court-ordered liquidation")),
    (Route.MERGER_DIVISION, Message("因合并、分立注销", "merger or division")),
    (RouteChoice.AUTO, Message("自动", "automatic")),
    (RouteChoice.GENERAL, Message("一般注销", "general deregistration")),
    (RouteChoice.SIMPLE, Message("简易注销", "simple deregistration")),
    (RouteChoice.AFTER_REVOCATION, Message("吊销后清算注销", "deregistration after revocation")),
    (RouteChoice.FORCED, Message("强制注销", "forced deregistration")),
    (RouteChoice.COURT_ORDERED, Message("法院强制清算", "court-ordered liquidation")),
    (RouteChoice.MERGER_DIVISION, Message("因合并、分立注销", "merger or division")),
    (Owner.FINANCE, Message("财务", "finance")),
    (Owner.LEGAL, Message("法务", "legal")),
    (Owner.HR, Message("人事", "HR")),
    (Owner.IT, Message("信息技术", "IT")),
    (Owner.MANAGEMENT, Message("管理层", "management")),
    (Phase.PRECHECK, Message("注销前自查", "Pre-check")),
    (Phase.DECISION, Message("决定与启动", "Decision")),
    (Phase.CREDITORS, Message("清算与债权人", "Liquidation and creditors")),
    (Phase.STAFF, Message("职工与社保公积金", "Staff, social insurance, housing fund")),
    (Phase.SETTLEMENT, Message("清产与清偿", "Assets, payment, distribution")),
    (Phase.RETURNS, Message("注销前持续申报", "What keeps falling due")),
    (Phase.TAX, Message("税务", "Tax")),
    (Phase.REGISTRY, Message("登记机关", "Registry")),
    (Phase.CLOSING, Message("注销后收尾", "After deregistration")),
    (Phase.WECOM, Message("企业微信停用", "WeCom deactivation")),
    (PartnershipKind.GENERAL, Message("普通合伙", "general partnership")),
    (PartnershipKind.LIMITED, Message("有限合伙", "limited partnership")),
    (Taxpayer.GENERAL, Message("一般纳税人", "general VAT taxpayer")),
    (Taxpayer.SMALL_SCALE, Message("小规模纳税人", "small-scale taxpayer")),
    (Frequency.MONTHLY, Message("按月", "monthly")),
    (Frequency.QUARTERLY, Message("按季", "quarterly")),
    (AccountKind.BASIC, Message("基本存款账户", "basic account")),
    (AccountKind.GENERAL, Message("一般存款账户", "general account")),
    (AccountKind.SPECIAL, Message("专用存款账户", "special account")),
    (AccountKind.TEMPORARY, Message("临时存款账户", "temporary account")),
    (AccountKind.CAPITAL, Message("资本金账户", "capital account")),
    (PermitKind.FOOD, Message("食品经营许可", "food licence")),
    (PermitKind.TELECOM, Message("增值电信业务经营许可", "value-added telecom licence")),
    (PermitKind.OTHER, Message("其他许可", "another permit")),
    (CertificateKind.CA, Message("CA证书", "CA certificate")),
    (CertificateKind.U_KEY, Message("U盾", "U-key")),
    (CertificateKind.OTHER, Message("其他证书", "another certificate")),
    (AccountRole.LEGAL_REPRESENTATIVE, Message("法定代表人", "legal representative")),
    (AccountRole.FINANCE_HEAD, Message("财务负责人", "finance head")),
    (AccountRole.OTHER, Message("其他人员", "other")),
    (InvestorKind.INDIVIDUAL, Message("个人", "individual")),
    (InvestorKind.FOREIGN_INDIVIDUAL, Message("外籍个人", "foreign individual")),
    (InvestorKind.RESIDENT_COMPANY, Message("居民企业", "resident company")),
    (InvestorKind.FOREIGN_COMPANY, Message("境外企业", "foreign company")),
    (InvestorKind.PARTNERSHIP, Message("合伙企业股东", "partnership as investor")),
    (StaffGroup.PREGNANT_OR_NURSING, Message("孕期、产期、哺乳期", "pregnant or nursing")),
    (StaffGroup.MEDICAL_TREATMENT, Message("医疗期内", "in medical treatment")),
    (StaffGroup.INJURED, Message("工伤或者职业病", "injured at work")),
    (StaffGroup.INJURED_1_TO_4, Message("工伤一级至四级", "injured at work, grades 1 to 4")),
    (StaffGroup.NEAR_RETIREMENT, Message("临近退休", "near retirement")),
    (Confidence.READ, Message("已核对原文", "text read")),
    (Confidence.SECONDARY, Message("二手来源，待核实", "second-hand, to be checked")),
    (Confidence.MEMORY, Message("未见原文，待核实", "text not seen, to be checked")),
)

AUTHORITIES: Final[dict[str, Message]] = {
    "internal": Message("<公司内部>", "the <company> itself"),
    "samr": Message("市场监管部门（登记机关）", "market regulator (registry)"),
    "tax": Message("主管税务机关", "tax bureau"),
    "hrss": Message("社会保险经办机构", "social insurance agency"),
    "hf": Message("住房公积金管理中心", "housing fund centre"),
    "customs": Message("海关", "customs"),
    "bank": Message("开户银行", "account bank"),
    "police": Message("公安机关/印章制作单位", "police or seal maker"),
    "miit": Message("通信管理局（经接入商）", "communications administration"),
    "court": Message("人民法院", "court"),
    "safe": Message("银行（外汇登记）", "bank (foreign exchange registration)"),
    "vendor": Message("企业微信", "WeCom vendor"),
    "union": Message("上级工会", "higher-level union"),
    "licensing": Message("许可证发证机关", "licensing authority"),
    "cnipa": Message("国家知识产权局等", "CNIPA and others"),
    "immigration": Message("外国人工作管理、出入境部门", "work permit and exit-entry offices"),
    "platform": Message("平台", "platform operator"),
    "health": Message("职业健康检查机构", "occupational health clinic"),
    "vehicle": Message("车辆管理所", "vehicle office"),
    "land": Message("不动产登记机构", "real estate registry"),
    "exchange": Message("证券交易所", "stock exchange"),
    "depository": Message("证券登记结算机构", "securities depository"),
    "owner": Message("履行出资人职责的机构", "body acting as the state's contributor"),
}

ALIASES: Final[dict[str, str]] = {
    "有限公司": "llc",
    "一人有限责任公司": "llc",
    "自然人独资有限责任公司": "llc",
    "股份公司": "jsc",
    "分公司": "branch",
    "分支机构": "branch",
    "外国公司的分支机构": "foreign-branch",
    "外国公司分公司": "foreign-branch",
    "外国企业分支机构": "foreign-branch",
    "合伙企业的分支机构": "partnership-branch",
    "合伙企业分所": "partnership-branch",
    "代表机构": "rep-office",
    "代表处": "rep-office",
    "合作社": "farmer-coop",
    "普通合伙企业": "partnership",
    "特殊的普通合伙企业": "partnership",
    "有限合伙企业": "partnership",
    "个人独资": "sole-proprietorship",
    "个体户": "individual-business",
    "个体": "individual-business",
    "农民专业合作社联合社": "farmer-coop",
    "普通": "general",
    "特殊普通合伙": "general",
    "特殊的普通合伙": "general",
    "有限": "limited",
    "强制清算": "court-ordered",
    "合并": "merger-division",
    "分立": "merger-division",
    "合并分立": "merger-division",
    "吊销后注销": "after-revocation",
    "简易": "simple",
    "一般": "general",
    "小规模": "small-scale",
    "食品": "food",
    "食品经营": "food",
    "电信": "telecom",
    "增值电信": "telecom",
    "icp许可证": "telecom",
    "自然人": "individual",
    "境内企业": "resident-company",
    "境内公司": "resident-company",
    "非居民企业": "foreign-company",
    "境外公司": "foreign-company",
    "合伙企业": "partnership-investor",
    "其他": "other",
    "法人": "legal-representative",
    "法人代表": "legal-representative",
    "财务": "finance-head",
    "财务主管": "finance-head",
    "ca证书": "ca",
    "ukey": "u-key",
    "usbkey": "u-key",
    "u盾": "u-key",
    "税务ukey": "u-key",
    "月": "monthly",
    "季": "quarterly",
    "基本户": "basic",
    "一般户": "general",
    "专户": "special",
    "临时户": "temporary",
    "资本金户": "capital",
    "hr": "hr",
    "人力资源": "hr",
    "it": "it",
    "行政": "management",
    "true": "yes",
    "false": "no",
    "有": "yes",
    "无": "no",
    "没有": "no",
    "待确认": "unknown",
    "不清楚": "unknown",
    "null": "unknown",
    "~": "unknown",
    "": "unknown",
}
"""Other spellings of a word, besides its value and its Chinese label."""
