"""The company model: what an input file may say.

A section is a model, a fact a field. Every fact may be left out and is then unknown; only the
name and the legal form must be given. Names of fields are the keys of the file, so a path such as
`simple_route.abnormal_list` is valid in both. Labels and hints stand in
`checklist.messages.fields`; how a value is read stands in `checklist.values`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from checklist.values import (
    LISTED,
    Count,
    CreditCode,
    Currency,
    Day,
    Estimate,
    Fact,
    Holdings,
    Inline,
    MemberFile,
    Text,
    Version,
    fail,
    word,
)
from checklist.vocabulary import (
    AccountKind,
    AccountRole,
    CertificateKind,
    CreditGrade,
    Frequency,
    LegalForm,
    Owner,
    PartnershipKind,
    PermitKind,
    RouteChoice,
    Taxpayer,
    Tri,
)


class Part(BaseModel):
    """Base of every section: frozen, and a key nobody knows is an error."""

    # defer_build: only `Company` is ever validated, so only its validator is built.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Identity(Part):
    """Section `company`: what the licence says (营业执照)."""

    name: Text
    legal_form: Annotated[LegalForm, word(LegalForm)]
    credit_code: CreditCode | None = None
    region: Text | None = None
    established: Day | None = None
    legal_representative: Text | None = None
    foreign_invested: Fact = Tri.UNKNOWN
    listed: Fact = Tri.UNKNOWN
    state_owned: Fact = Tri.UNKNOWN


class Partnership(Part):
    """Section `partnership`: which partners there are and are left (合伙企业)."""

    kind: Annotated[PartnershipKind, word(PartnershipKind, PartnershipKind.UNKNOWN)] = (
        PartnershipKind.UNKNOWN
    )
    general_partner_left: Fact = Tri.UNKNOWN
    limited_partner_left: Fact = Tri.UNKNOWN


class Shareholders(Part):
    """Section `shareholders`: the investors (股东)."""

    count: Count | None = None
    individuals: Fact = Tri.UNKNOWN
    foreign: Fact = Tri.UNKNOWN
    foreign_corporate: Fact = Tri.UNKNOWN
    all_agree: Fact = Tri.UNKNOWN


class Filing(Part):
    """How often returns are filed (申报周期)."""

    vat: Annotated[Frequency, word(Frequency, Frequency.UNKNOWN)] = Frequency.UNKNOWN
    cit: Annotated[Frequency, word(Frequency, Frequency.UNKNOWN)] = Frequency.UNKNOWN
    filed_through: Day | None = None


class Tax(Part):
    """Section `tax` (税务)."""

    taxpayer: Annotated[Taxpayer, word(Taxpayer, Taxpayer.UNKNOWN)] = Taxpayer.UNKNOWN
    credit_grade: Annotated[CreditGrade, word(CreditGrade, CreditGrade.UNKNOWN)] = (
        CreditGrade.UNKNOWN
    )
    ever_filed: Fact = Tri.UNKNOWN
    invoices_drawn: Fact = Tri.UNKNOWN
    invoices_unused: Fact = Tri.UNKNOWN
    control_devices: Fact = Tri.UNKNOWN
    e_invoice_account: Fact = Tri.UNKNOWN
    arrears: Fact = Tri.UNKNOWN
    abnormal_household: Fact = Tri.UNKNOWN
    open_inspection: Fact = Tri.UNKNOWN
    refund_due: Fact = Tri.UNKNOWN
    export_rebate_record: Fact = Tri.UNKNOWN
    filing: Filing = Field(default_factory=Filing)

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        return _empty_where_absent(data, ("filing",))


class Staff(Part):
    """Section `staff` (职工). Pay stays in a file of its own."""

    count: Count | None = None
    union: Fact = Tri.UNKNOWN
    pay_file: Text | None = None
    pregnant_or_nursing: Count | None = None
    medical_treatment: Count | None = None
    work_injury: Count | None = None
    hazard_exposed: Count | None = None
    foreign: Count | None = None
    wages_unpaid: Fact = Tri.UNKNOWN

    @model_validator(mode="after")
    def _groups_are_part_of_the_staff(self) -> Self:
        if self.count is None:
            return self
        for group in (
            "pregnant_or_nursing",
            "medical_treatment",
            "work_injury",
            "hazard_exposed",
            "foreign",
        ):
            number = getattr(self, group)
            if number is not None and number > self.count:
                fail("group-too-large", at=group, number=number, count=self.count)
        return self


class SocialInsurance(Part):
    """Section `social_insurance` (社会保险)."""

    registered: Fact = Tri.UNKNOWN
    arrears: Fact = Tri.UNKNOWN


class HousingFund(Part):
    """Section `housing_fund` (住房公积金)."""

    registered: Fact = Tri.UNKNOWN
    arrears: Fact = Tri.UNKNOWN


class Account(Part):
    """One bank account (银行账户)."""

    bank: Text | None = None
    kind: Annotated[AccountKind, word(AccountKind, AccountKind.UNKNOWN)] = AccountKind.UNKNOWN
    currency: Currency = "CNY"


class Bank(Part):
    """Section `bank` (银行)."""

    accounts: Annotated[Holdings[Account], LISTED] = Holdings()
    owes_bank: Fact = Tri.UNKNOWN


class Debts(Part):
    """Section `debts` (债权债务)."""

    outstanding: Fact = Tri.UNKNOWN
    known_creditors: Annotated[Holdings[Text], LISTED] = Holdings()
    all_notified: Fact = Tri.UNKNOWN
    insolvent: Fact = Tri.UNKNOWN


class SimpleRoute(Part):
    """Section `simple_route`: the grounds that bar it (简易注销负面清单)."""

    approval_required: Fact = Tri.UNKNOWN
    licence_revoked: Fact = Tri.UNKNOWN
    abnormal_list: Fact = Tri.UNKNOWN
    serious_violation_list: Fact = Tri.UNKNOWN
    equity_frozen_or_pledged: Fact = Tri.UNKNOWN
    chattel_mortgage: Fact = Tri.UNKNOWN
    under_investigation: Fact = Tri.UNKNOWN
    litigation_or_arbitration: Fact = Tri.UNKNOWN
    penalty_not_executed: Fact = Tri.UNKNOWN
    fie_negative_list: Fact = Tri.UNKNOWN
    terminated_before: Fact = Tri.UNKNOWN


class Held(Part):
    """What belongs to the company and may have a checklist of its own: a branch, a holding.

    The input of that checklist stands in a file of its own (`file`) or right here (`inline`).
    """

    name: Text
    file: MemberFile = None
    inline: Inline = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.file is not None and self.inline is not None:
            fail("member-twice", at="inline")
        return self


class Branch(Held):
    """One branch (分支机构)."""

    credit_code: CreditCode | None = None
    deregistered: Fact = Tri.UNKNOWN


class Investment(Held):
    """One holding in another entity (对外投资)."""

    disposed: Fact = Tri.UNKNOWN


class Customs(Part):
    """Section `customs` (海关)."""

    filed: Fact = Tri.UNKNOWN
    open_matters: Fact = Tri.UNKNOWN


class ForeignExchange(Part):
    """Section `foreign_exchange` (外汇)."""

    registered: Fact = Tri.UNKNOWN


class Permit(Part):
    """One permit (行业许可)."""

    name: Text
    kind: Annotated[PermitKind, word(PermitKind, PermitKind.OTHER)] = PermitKind.OTHER
    approval_to_close: Fact = Tri.UNKNOWN


class Internet(Part):
    """Section `internet` (网站、应用、域名)."""

    icp_filings: Annotated[Holdings[Text], LISTED] = Holdings()
    apps: Annotated[Holdings[Text], LISTED] = Holdings()
    mini_programs: Annotated[Holdings[Text], LISTED] = Holdings()
    domains: Annotated[Holdings[Text], LISTED] = Holdings()
    telecom_licence: Fact = Tri.UNKNOWN


class Certificate(Part):
    """One electronic certificate (数字证书)."""

    kind: Annotated[CertificateKind, word(CertificateKind, CertificateKind.OTHER)] = (
        CertificateKind.OTHER
    )
    holder: Text | None = None
    expires: Day | None = None


class Assets(Part):
    """Section `assets` (资产)."""

    vehicles: Annotated[Holdings[Text], LISTED] = Holdings()
    real_estate: Annotated[Holdings[Text], LISTED] = Holdings()
    trademarks: Annotated[Holdings[Text], LISTED] = Holdings()
    other_ip: Annotated[Holdings[Text], LISTED] = Holdings()
    receivables: Annotated[Holdings[Text], LISTED] = Holdings()
    inventory: Annotated[Holdings[Text], LISTED] = Holdings()
    state_aid: Fact = Tri.UNKNOWN


class Lease(Part):
    """One lease (租赁合同)."""

    what: Text
    ends: Day | None = None


class Platforms(Part):
    """Section `platforms` (支付商户号、公众号、店铺)."""

    merchant_accounts: Annotated[Holdings[Text], LISTED] = Holdings()


class Archives(Part):
    """Section `archives`: who keeps the records afterwards (档案保管)."""

    custodian: Text | None = None
    place: Text | None = None


class WeComAccount(Part):
    """One personal WeCom account to cancel (个人企业微信账号)."""

    person: Text
    role: Annotated[AccountRole, word(AccountRole, AccountRole.OTHER)] = AccountRole.OTHER
    other_enterprises: Annotated[Holdings[Text], LISTED] = Holdings()
    administers: Annotated[Holdings[Text], LISTED] = Holdings()
    safe: Fact = Tri.UNKNOWN


class WeCom(Part):
    """Section `wecom` (企业微信)."""

    used: Fact = Tri.UNKNOWN
    creator: Text | None = None
    verified: Fact = Tri.UNKNOWN
    customers: Fact = Tri.UNKNOWN
    chat_archive: Fact = Tri.UNKNOWN
    apps: Annotated[Holdings[Text], LISTED] = Holdings()
    workflows: Annotated[Holdings[Text], LISTED] = Holdings()
    members: Count | None = None
    data_protection_plan: Fact = Tri.UNKNOWN
    accounts: Annotated[Holdings[WeComAccount], LISTED] = Holdings()

    @model_validator(mode="after")
    def _one_account_a_person(self) -> Self:
        seen: set[str] = set()
        for number, account in enumerate(self.accounts.items):
            if account.person in seen:
                fail("person-twice", at=("accounts", number, "person"), name=account.person)
            seen.add(account.person)
        return self


class Override(Part):
    """A professional's decision on one task or rule (人工调整)."""

    task: Text | None = None
    rule: Text | None = None
    date: Day | None = None
    decision: Text | None = None
    who: Text
    when: Day
    why: Text

    @model_validator(mode="after")
    def _one_target_and_something_decided(self) -> Self:
        if (self.task is None) == (self.rule is None):
            fail("override-target")
        if self.date is None and self.decision is None:
            fail("override-content")
        return self


class Person(Part):
    """One person who does tasks (经办人)."""

    name: Text
    team: Annotated[Owner, word(Owner)] | None = None
    role: Text | None = None


class Teams(Part):
    """Section `teams`: what the company calls its teams (部门)."""

    finance: Text | None = None
    legal: Text | None = None
    hr: Text | None = None
    it: Text | None = None
    management: Text | None = None


class Company(Part):
    """A whole input file."""

    version: Version = 1
    company: Identity
    partnership: Partnership = Field(default_factory=Partnership)
    shareholders: Shareholders = Field(default_factory=Shareholders)
    tax: Tax = Field(default_factory=Tax)
    staff: Staff = Field(default_factory=Staff)
    social_insurance: SocialInsurance = Field(default_factory=SocialInsurance)
    housing_fund: HousingFund = Field(default_factory=HousingFund)
    bank: Bank = Field(default_factory=Bank)
    debts: Debts = Field(default_factory=Debts)
    simple_route: SimpleRoute = Field(default_factory=SimpleRoute)
    branches: Annotated[Holdings[Branch], LISTED] = Holdings()
    investments: Annotated[Holdings[Investment], LISTED] = Holdings()
    customs: Customs = Field(default_factory=Customs)
    foreign_exchange: ForeignExchange = Field(default_factory=ForeignExchange)
    permits: Annotated[Holdings[Permit], LISTED] = Holdings()
    internet: Internet = Field(default_factory=Internet)
    seals: Annotated[Holdings[Text], LISTED] = Holdings()
    certificates: Annotated[Holdings[Certificate], LISTED] = Holdings()
    assets: Assets = Field(default_factory=Assets)
    leases: Annotated[Holdings[Lease], LISTED] = Holdings()
    platforms: Platforms = Field(default_factory=Platforms)
    personal_data: Fact = Tri.UNKNOWN
    money_file: Text | None = None
    archives: Archives = Field(default_factory=Archives)
    wecom: WeCom = Field(default_factory=WeCom)
    route: Annotated[RouteChoice, word(RouteChoice, RouteChoice.AUTO)] = RouteChoice.AUTO
    target_date: Day | None = None
    events: dict[str, Day] = {}
    done: dict[str, Day] = {}
    notes: dict[str, Text] = {}
    """What somebody remarked on a task; it decides nothing and is printed beside the task."""
    estimates: dict[str, Estimate] = {}
    overrides: tuple[Override, ...] = ()
    people: tuple[Person, ...] = ()
    teams: Teams = Field(default_factory=Teams)

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        return _without_undated(_empty_where_absent(data, SECTIONS))


def _empty_where_absent(data: Any, sections: tuple[str, ...]) -> Any:
    """`data` with an empty section where one is absent or left empty; `company` must be there."""
    if not isinstance(data, dict):
        return data
    return data | {
        name: {}
        for name in sections
        if data.get(name) is None and (name != "company" or name in data)
    }


def _without_undated(data: Any) -> Any:
    """`data` without events, done tasks, notes and estimates that are named but left empty."""
    if isinstance(data, dict):
        for name in ("events", "done", "notes", "estimates"):
            entries = data.get(name, {})
            if isinstance(entries, dict):
                data[name] = {key: value for key, value in entries.items() if value is not None}
            elif entries is None:
                data[name] = {}
        for name in ("overrides", "people"):
            if data.get(name, ()) is None:
                data[name] = ()
    return data


SECTIONS = tuple(
    name
    for name, annotation in Company.__annotations__.items()
    if isinstance(annotation, type) and issubclass(annotation, Part)
)
"""Names of the sections: keys that hold further keys."""

NOT_FACTS = frozenset(
    {
        "version",
        "company.legal_representative",
        "staff.pay_file",
        "money_file",
        "tax.filing.filed_through",
        "archives.place",
        "wecom.creator",
        "route",
        "target_date",
        "events",
        "done",
        "notes",
        "estimates",
        "overrides",
        "people",
    }
    | {f"teams.{name}" for name in Teams.__annotations__}
)
"""Paths of what is not a fact about the company: wishes, records, names of people."""


_COMPANIES = (LegalForm.LLC, LegalForm.JSC, LegalForm.FIE)
_WITHOUT_OWNERS = (
    LegalForm.BRANCH,
    LegalForm.FOREIGN_BRANCH,
    LegalForm.PARTNERSHIP_BRANCH,
    LegalForm.REP_OFFICE,
)
_WITH_OWNERS = tuple(form for form in LegalForm if form not in _WITHOUT_OWNERS)
_INDIVIDUAL = LegalForm.INDIVIDUAL_BUSINESS
_MAY_BE_FOREIGN = (*_COMPANIES, LegalForm.PARTNERSHIP)


def _but(*others: LegalForm) -> tuple[LegalForm, ...]:
    return tuple(form for form in LegalForm if form not in others)


_OF_OWNERS = (
    "shareholders.",
    "branches",
    "simple_route.serious_violation_list",
    "simple_route.equity_frozen_or_pledged",
    "simple_route.chattel_mortgage",
    "simple_route.under_investigation",
    "simple_route.penalty_not_executed",
    "simple_route.fie_negative_list",
)
ASKED_OF = {
    **dict.fromkeys(_OF_OWNERS, _WITH_OWNERS),
    "company.listed": _COMPANIES,
    "company.state_owned": _COMPANIES,
    "partnership.": (LegalForm.PARTNERSHIP,),
    "debts.all_notified": (LegalForm.SOLE_PROPRIETORSHIP, LegalForm.FARMER_COOP),
    "assets.state_aid": (LegalForm.FARMER_COOP,),
    "investments": _but(*_WITHOUT_OWNERS, _INDIVIDUAL),
    "simple_route.terminated_before": _but(*_WITHOUT_OWNERS, _INDIVIDUAL),
    "company.foreign_invested": _MAY_BE_FOREIGN,
    "shareholders.foreign": _MAY_BE_FOREIGN,
    "foreign_exchange.": (*_MAY_BE_FOREIGN, *_WITHOUT_OWNERS),
    "internet.telecom_licence": _COMPANIES,
    "permits": _but(LegalForm.REP_OFFICE),
    "platforms.": _but(LegalForm.REP_OFFICE),
    "tax.export_rebate_record": _but(LegalForm.REP_OFFICE),
    "tax.filing.cit": (
        *(*_COMPANIES, LegalForm.FARMER_COOP, LegalForm.NON_COMPANY_LEGAL_PERSON),
        LegalForm.REP_OFFICE,
    ),
    "assets.trademarks": _but(LegalForm.REP_OFFICE),
    "assets.other_ip": _but(LegalForm.REP_OFFICE),
    "assets.real_estate": _but(_INDIVIDUAL),
    "archives.custodian": _but(_INDIVIDUAL),
    "staff.union": _but(_INDIVIDUAL),
    "staff.foreign": _but(_INDIVIDUAL),
}
"""What only some legal forms are asked: a path or the beginning of one.

The law's data say the same with the reasons (`supposes` in `rules/routes/forms.yaml`); checking a
file does without them.
"""


def unknown_facts(company: Company) -> tuple[str, ...]:
    """Paths of the facts nobody answered, such as `simple_route.abnormal_list`, in file order.

    Where there is no staff or no WeCom, what else the section asks is no open question, nor is what
    only other legal forms are asked.
    """
    form = company.company.legal_form
    closed = tuple(
        section
        for section, ended in (
            ("staff.", company.staff.count == 0),
            ("wecom.", company.wecom.used is Tri.NO),
            *((path, form not in forms) for path, forms in ASKED_OF.items()),
        )
        if ended
    )
    return tuple(
        path
        for path in _unknown(company, "")
        if path not in NOT_FACTS and not path.startswith(closed)
    )


def _unknown(part: Part, prefix: str) -> Iterator[str]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _unknown(value, f"{prefix}{name}.")
        elif isinstance(value, Holdings):
            if value.has is Tri.UNKNOWN:
                yield prefix + name
        elif value is None or value == "unknown":
            yield prefix + name
