"""The named facts that data files speak of, computed from a company (three-valued, Kleene).

A task's `when:` and a ground of the negative list name facts of this module; every composite is a
function whose docstring cites the article. A fact carries the input key it came from, so that an
answer can be explained by a line of the file.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from checklist.company import Company
from checklist.rules.kleene import Fact, Facts, all_of, any_of, at, negation, reader
from checklist.rules.tax_conditions import (
    clearance_commitment,
    clearance_exempt,
    clearance_immediate,
    drew_invoices,
    drew_invoices_or_devices,
    files_returns,
    taxpayer_is,
)
from checklist.vocabulary import LegalForm, PartnershipKind, PermitKind, Taxpayer, Tri

__all__ = ["FACTS", "ITEM_FACTS", "Fact", "Facts", "all_of", "any_of", "named_facts", "negation"]


def is_company(company: Company) -> Fact:
    """A company under the Company Law (公司法 art. 2)."""
    forms = (LegalForm.LLC, LegalForm.JSC, LegalForm.FIE)
    known = company.company.legal_form in forms
    return Fact(Tri.YES if known else Tri.NO, ("company", "legal_form"))


def pays_cit(company: Company) -> Fact:
    """Pays enterprise income tax (企业所得税法 art. 1: not partnerships, sole proprietorships)."""
    outside = (
        LegalForm.PARTNERSHIP,
        LegalForm.PARTNERSHIP_BRANCH,
        LegalForm.SOLE_PROPRIETORSHIP,
        LegalForm.INDIVIDUAL_BUSINESS,
    )
    liable = company.company.legal_form not in outside
    return Fact(Tri.YES if liable else Tri.NO, ("company", "legal_form"))


def returns_cit(company: Company) -> Fact:
    """Returns enterprise income tax by the period and by the year (企业所得税法 art. 54)."""
    return all_of((files_returns(company), pays_cit(company)))


def pays_iit_on_business_income(company: Company) -> Fact:
    """Its investors pay individual income tax on business income (个人所得税法 art. 2 item 5).

    A partnership pays none itself: each partner does, an individual on business income, an
    enterprise its own income tax (财税〔2008〕159号 item 2).
    """
    if company.company.legal_form in (LegalForm.PARTNERSHIP, LegalForm.PARTNERSHIP_BRANCH):
        return at(company, "shareholders", "individuals")
    return negation(pays_cit(company))


def announcement_due(company: Company) -> Fact:
    """An announcement to creditors is due.

    Always of companies and partnerships; of a sole proprietorship only where a creditor cannot be
    notified (个人独资企业法 art. 27 para. 2), of a cooperative unless every member and creditor has
    had the notice in time (农民专业合作社法 art. 50 para. 1).
    """
    if company.company.legal_form in (LegalForm.SOLE_PROPRIETORSHIP, LegalForm.FARMER_COOP):
        return negation(at(company, "debts", "all_notified"))
    return Fact(Tri.YES, ("company", "legal_form"))


def _partners_left(company: Company, left: str, gone: str) -> Fact:
    """A limited partnership whose partners are all of one kind (合伙企业法 art. 75)."""
    if company.company.legal_form is not LegalForm.PARTNERSHIP:
        return Fact(Tri.NO, ("company", "legal_form"))
    return all_of(
        (
            limited_partnership(company),
            negation(at(company, "partnership", gone)),
            at(company, "partnership", left),
        )
    )


def limited_partnership(company: Company) -> Fact:
    """A limited partnership, where both kinds of partner must be left (合伙企业法 art. 61, 75)."""
    kinds = {PartnershipKind.LIMITED: Tri.YES, PartnershipKind.GENERAL: Tri.NO}
    return Fact(kinds.get(company.partnership.kind, Tri.UNKNOWN), ("partnership", "kind"))


def only_limited_partners(company: Company) -> Fact:
    """Only limited partners are left: the partnership must dissolve (合伙企业法 art. 75)."""
    return _partners_left(company, "limited_partner_left", "general_partner_left")


def only_general_partners(company: Company) -> Fact:
    """Only general partners are left: it becomes a general partnership (合伙企业法 art. 75)."""
    return _partners_left(company, "general_partner_left", "limited_partner_left")


def foreign_invested(company: Company) -> Fact:
    """A foreign-invested enterprise (外商投资法 art. 2).

    The branch of a foreign company is none: it is no enterprise registered here (公司法 art. 247).
    """
    if company.company.legal_form is LegalForm.FOREIGN_BRANCH:
        return Fact(Tri.NO, ("company", "legal_form"))
    if company.company.legal_form is LegalForm.FIE:
        return Fact(Tri.YES, ("company", "legal_form"))
    stated = at(company, "company", "foreign_invested")
    return stated if stated.value is not Tri.UNKNOWN else at(company, "shareholders", "foreign")


def listed(company: Company) -> Fact:
    """A listed joint-stock company; a limited liability company cannot be one (公司法 art. 134)."""
    if company.company.legal_form is LegalForm.LLC:
        return Fact(Tri.NO, ("company", "legal_form"))
    return at(company, "company", "listed")


def approval_required(company: Company) -> Fact:
    """Deregistration needs approval (登记管理条例 art. 31 para. 2).

    Wholly state-owned companies are decided by the contributor body (公司法 art. 172): that is the
    decision itself, not an approval of the registry step, so it is not counted here.
    """
    permits = [
        Fact(permit.approval_to_close, ("permits", str(number), "approval_to_close"))
        for number, permit in enumerate(company.permits.items)
        if permit.approval_to_close is Tri.YES
    ]
    return any_of((at(company, "simple_route", "approval_required"), *permits))


def has_branches(company: Company) -> Fact:
    """A branch is still registered (登记管理条例 art. 32 para. 2)."""
    return _left(company, "branches", "deregistered")


def has_investments(company: Company) -> Fact:
    """A holding in another entity is not disposed of (实施细则 art. 48 item 2)."""
    return _left(company, "investments", "disposed")


def _left(company: Company, key: str, gone: str) -> Fact:
    """Whether anything of a list is left; what is not said to be gone is still there."""
    items = getattr(company, key).items
    if not items:
        return at(company, key)
    return any_of(
        Fact(Tri.NO, (key, str(number), gone))
        if getattr(item, gone) is Tri.YES
        else Fact(Tri.YES, (key, str(number), "name"))
        for number, item in enumerate(items)
    )


def not_meeting_art_33(company: Company) -> Fact:
    """Something is unsettled, or an investor will not commit (登记管理条例 art. 33 para. 1).

    The commitment states that debts, wages, social insurance, compensation and tax are settled, so
    each open item bars the route until it is paid. The housing fund is not named in the article.
    """
    return any_of(
        (
            at(company, "debts", "outstanding"),
            _owes_more_than_it_has(company),
            wages_owed(company),
            all_of(
                (
                    at(company, "social_insurance", "arrears"),
                    at(company, "social_insurance", "registered"),
                )
            ),
            at(company, "tax", "arrears"),
            *_unwilling(company),
        )
    )


def _unwilling(company: Company) -> tuple[Fact, ...]:
    """An investor who will not commit; the operator of an individual business signs none.

    The paper list of the registration rules asks an individual business for the application and the
    licence only (市场主体登记提交材料规范, second-hand).
    """
    if company.company.legal_form is LegalForm.INDIVIDUAL_BUSINESS:
        return ()
    return (negation(at(company, "shareholders", "all_agree")),)


def wages_owed(company: Company) -> Fact:
    """Wages are owed, be it to staff who have left (登记管理条例 art. 33 para. 1)."""
    stated = at(company, "staff", "wages_unpaid")
    return stated if stated.value is Tri.YES else staff_only(company, "staff", "wages_unpaid")


def settles_staff(company: Company) -> Fact:
    """Employs staff whose contracts must be ended (劳动合同法 art. 44 item 5).

    Staff whose end is recorded counts, though the head count is none by now: lists, files and
    accounts are still due.
    """
    return any_of((_recorded(company, "employment-ends"), at(company, "staff", "count")))


def had_employees_or_si(company: Company) -> Fact:
    """Had staff or a social insurance registration (社会保险法 art. 57)."""
    return any_of((at(company, "staff", "count"), at(company, "social_insurance", "registered")))


def state_owned(company: Company) -> Fact:
    """Wholly state-owned: the state is the only contributor (公司法 art. 168 para. 2).

    Who has individual, foreign or several shareholders is not.
    """
    stated = at(company, "company", "state_owned")
    if stated.value is not Tri.UNKNOWN:
        return stated
    for key in ("individuals", "foreign"):
        if at(company, "shareholders", key).value is Tri.YES:
            return Fact(Tri.NO, ("shareholders", key))
    if (company.shareholders.count or 0) > 1:
        return Fact(Tri.NO, ("shareholders", "count"))
    return stated


def foreign_owner(company: Company) -> Fact:
    """What is left goes abroad: a shareholder is foreign, or a foreign company's branch ends.

    Both leave only after debts and tax are paid (外汇管理条例 art. 22; 公司法 art. 249).
    """
    if company.company.legal_form is LegalForm.FOREIGN_BRANCH:
        return Fact(Tri.YES, ("company", "legal_form"))
    return at(company, "shareholders", "foreign")


def foreign_corporate_shareholders(company: Company) -> Fact:
    """A shareholder is a non-resident enterprise (企业所得税法 art. 3 para. 3 and art. 37)."""
    foreign = at(company, "shareholders", "foreign")
    stated = at(company, "shareholders", "foreign_corporate")
    if stated.value is Tri.UNKNOWN and foreign.value is Tri.NO:
        return foreign
    return stated


def protected_staff(company: Company) -> Fact:
    """Staff who are pregnant, nursing, in medical treatment or injured (劳动合同法 art. 42)."""
    groups = ("pregnant_or_nursing", "medical_treatment", "work_injury")
    return any_of(staff_only(company, "staff", group) for group in groups)


def permit_of(kind: PermitKind) -> Callable[[Company], Fact]:
    """A permit of one kind; no where the permits are listed and none is of that kind."""

    def answer(company: Company) -> Fact:
        for number, permit in enumerate(company.permits.items):
            if permit.kind is kind:
                return Fact(Tri.YES, ("permits", str(number), "kind"))
        held = at(company, "permits")
        if company.permits.items:
            return Fact(Tri.NO, held.path)
        return Fact(Tri.NO if held.value is Tri.NO else Tri.UNKNOWN, held.path)

    return answer


def other_permits(company: Company) -> Fact:
    """A permit besides food and telecom, which have tasks of their own; yes where none is listed.

    Each issuer cancels its permit by its own rules (行政许可法 art. 70).
    """
    for number, permit in enumerate(company.permits.items):
        if permit.kind is PermitKind.OTHER:
            return Fact(Tri.YES, ("permits", str(number), "kind"))
    held = at(company, "permits")
    return Fact(Tri.NO, held.path) if company.permits.items else held


def telecom_licence(company: Company) -> Fact:
    """A licensed telecom business, told as such or listed as a permit (电信条例 art. 7)."""
    listed_permit = permit_of(PermitKind.TELECOM)(company)
    if listed_permit.value is Tri.YES:
        return listed_permit
    return at(company, "internet", "telecom_licence")


def no_custodian(company: Company) -> Fact:
    """Nobody is named who keeps the records: open until the file says who it is."""
    path = ("archives", "custodian")
    return Fact(Tri.NO if company.archives.custodian else Tri.UNKNOWN, path)


def staff_only(company: Company, *path: str) -> Fact:
    """A fact about staff: no where there is no staff at all."""
    return all_of((at(company, *path), at(company, "staff", "count")))


def wecom_only(company: Company, *path: str) -> Fact:
    """A fact about WeCom: no where WeCom is not used."""
    return all_of((at(company, *path), at(company, "wecom", "used")))


def _recorded(company: Company, event: str) -> Fact:
    """Whether the file records that something happened; what is not recorded did not happen."""
    happened = event in company.events
    return Fact(Tri.YES if happened else Tri.NO, ("events", event))


def _open_still(company: Company, event: str, *ends: str) -> Fact:
    """Whether something recorded has not been settled since by one of `ends`."""
    day = company.events.get(event)
    settled = day is not None and any(
        ended is not None and ended >= day for ended in map(company.events.get, ends)
    )
    return Fact(Tri.NO, ("events", event)) if settled else _recorded(company, event)


def objection_open(company: Company) -> Fact:
    """An objection to the simple notice that is not cured (登记管理条例 art. 33 para. 2)."""
    return _open_still(company, "simple-objection-raised", "simple-bar-cured")


def clearance_rejected(company: Company) -> Fact:
    """The tax bureau sent the clearance back and has not given it since (征管法 art. 16)."""
    return _open_still(company, "tax-clearance-rejected", "tax-cleared")


_BEGUN: Final = (
    *("dissolution-cause-arises", "decide-to-dissolve", "decision-made", "sole-dissolved"),
    *("dissolution-cause-published", "liquidation-group-formed", "liquidator-determined"),
    *("creditors-notified", "creditor-announcement-published", "simple-notice-published"),
)


def dissolution_begun(company: Company) -> Fact:
    """The end is decided or under way, as far as the file says (登记管理条例 art. 30)."""
    done = "resolve-dissolution"
    if done in company.done:
        return Fact(Tri.YES, ("done", done))
    return any_of(_recorded(company, event) for event in _BEGUN)


def meeting_to_call(company: Company) -> Fact:
    """A shareholders' meeting has to be called with notice (公司法 arts. 64, 115).

    Not once the end is decided, nor for a single shareholder (arts. 60, 112) or the state as such
    (art. 172), nor where all shareholders of a limited company decide in writing (art. 59 para. 3).
    """
    begun, state = dissolution_begun(company), state_owned(company)
    for settled in (begun, state):
        if settled.value is Tri.YES:
            return Fact(Tri.NO, settled.path)
    count = company.shareholders.count
    if count == 1:
        return Fact(Tri.NO, ("shareholders", "count"))
    if company.company.legal_form is LegalForm.JSC:
        return Fact(Tri.UNKNOWN if count is None else Tri.YES, ("shareholders", "count"))
    agree = at(company, "shareholders", "all_agree")
    return negation(agree)


def insolvent(company: Company) -> Fact:
    """Assets do not cover the debts (公司法 art. 237)."""
    return any_of((_recorded(company, "insolvency-found"), _owes_more_than_it_has(company)))


def _owes_more_than_it_has(company: Company) -> Fact:
    """Where nothing is owed, nothing can fall short: that is not asked again."""
    owed, stated = at(company, "debts", "outstanding"), at(company, "debts", "insolvent")
    if stated.value is Tri.UNKNOWN and owed.value is Tri.NO:
        return owed
    return stated


def licence_revoked(company: Company) -> Fact:
    """Licence revoked, ordered to close, or annulled (公司法 art. 229 item 4)."""
    return any_of(
        (
            _recorded(company, "licence-revoked-or-closed"),
            at(company, "simple_route", "licence_revoked"),
        )
    )


def forced_notice_open(company: Company) -> Fact:
    """The registry's notice of forced deregistration is unopposed (公司法 art. 241)."""
    return _open_still(company, "forced-notice-published", "forced-objection-raised")


def _answered(word: StrEnum, *path: str) -> Fact:
    """Whether a word of the file is known at all."""
    return Fact(Tri.UNKNOWN if word.value == "unknown" else Tri.YES, path)


def _event(name: str) -> Callable[[Company], Fact]:
    return lambda company: _recorded(company, name)


def _asset(*names: str) -> Callable[[Company], Fact]:
    return lambda company: any_of(at(company, "assets", name) for name in names)


FACTS: Final[dict[str, Callable[[Company], Fact]]] = {
    "is-company": is_company,
    "cit-payer": pays_cit,
    "vat-frequency": lambda company: _answered(company.tax.filing.vat, "tax", "filing", "vat"),
    "cit-frequency": lambda company: _answered(company.tax.filing.cit, "tax", "filing", "cit"),
    "pays-iit-on-business-income": pays_iit_on_business_income,
    "announcement-due": announcement_due,
    "limited-partnership": limited_partnership,
    "only-limited-partners": only_limited_partners,
    "only-general-partners": only_general_partners,
    "holds-state-aid": reader("assets", "state_aid"),
    "foreign-invested": foreign_invested,
    "listed": listed,
    "approval-required": approval_required,
    "licence-revoked": licence_revoked,
    "objection-open": objection_open,
    "dissolution-begun": dissolution_begun,
    "meeting-to-call": meeting_to_call,
    "forced-notice-open": forced_notice_open,
    "court-liquidation": _event("court-liquidation-accepted"),
    "clearance-rejected": clearance_rejected,
    "insolvent": insolvent,
    "late-claim": _event("late-claim-received"),
    "seal-lost": _event("seal-lost"),
    "licence-lost": _event("licence-lost"),
    "abnormal-list": reader("simple_route", "abnormal_list"),
    "serious-violation-list": reader("simple_route", "serious_violation_list"),
    "equity-frozen-or-pledged": reader("simple_route", "equity_frozen_or_pledged"),
    "chattel-mortgage": reader("simple_route", "chattel_mortgage"),
    "under-investigation": reader("simple_route", "under_investigation"),
    "open-litigation": reader("simple_route", "litigation_or_arbitration"),
    "penalty-not-executed": reader("simple_route", "penalty_not_executed"),
    "fie-negative-list": lambda company: all_of(
        (at(company, "simple_route", "fie_negative_list"), foreign_invested(company))
    ),
    "terminated-before": reader("simple_route", "terminated_before"),
    "not-meeting-art-33": not_meeting_art_33,
    "has-branches": has_branches,
    "has-investments": has_investments,
    "employs-staff": settles_staff,
    "had-employees-or-si": had_employees_or_si,
    "has-union": reader("staff", "union"),
    "has-foreign-staff": lambda company: staff_only(company, "staff", "foreign"),
    "has-hazard-exposed-staff": lambda company: staff_only(company, "staff", "hazard_exposed"),
    "has-protected-staff": protected_staff,
    "si-registered": reader("social_insurance", "registered"),
    "hf-registered": reader("housing_fund", "registered"),
    "customs-filed": reader("customs", "filed"),
    "customs-open-matters": lambda company: all_of(
        (at(company, "customs", "open_matters"), at(company, "customs", "filed"))
    ),
    "fx-registered": reader("foreign_exchange", "registered"),
    "has-ip": _asset("trademarks", "other_ip"),
    "has-real-estate": _asset("real_estate"),
    "has-vehicles": _asset("vehicles"),
    "has-assets-to-sell": _asset("vehicles", "real_estate", "receivables", "inventory"),
    "has-other-permits": other_permits,
    "has-icp-or-apps": lambda company: any_of(
        at(company, "internet", key) for key in ("icp_filings", "apps")
    ),
    "has-domains": reader("internet", "domains"),
    "has-mini-programs": reader("internet", "mini_programs"),
    "has-food-permit": permit_of(PermitKind.FOOD),
    "has-telecom-licence": telecom_licence,
    "has-merchant-accounts": reader("platforms", "merchant_accounts"),
    "has-leases": reader("leases"),
    "has-certificates": reader("certificates"),
    "no-custodian-named": no_custodian,
    "holds-personal-data": reader("personal_data"),
    "has-bank-accounts": reader("bank", "accounts"),
    "has-individual-shareholders": reader("shareholders", "individuals"),
    "has-foreign-shareholders": foreign_owner,
    "has-foreign-corporate-shareholders": foreign_corporate_shareholders,
    "state-owned": state_owned,
    "files-returns": files_returns,
    "returns-cit": returns_cit,
    "tax-refund-due": reader("tax", "refund_due"),
    "export-rebate-record": reader("tax", "export_rebate_record"),
    "drew-invoices": drew_invoices,
    "drew-invoices-or-devices": drew_invoices_or_devices,
    "has-control-devices": reader("tax", "control_devices"),
    "has-e-invoice-account": reader("tax", "e_invoice_account"),
    "tax-arrears": reader("tax", "arrears"),
    "abnormal-household": reader("tax", "abnormal_household"),
    "open-inspection": reader("tax", "open_inspection"),
    "vat-general-taxpayer": taxpayer_is(Taxpayer.GENERAL),
    "small-scale-taxpayer": taxpayer_is(Taxpayer.SMALL_SCALE),
    "clearance-exempt": clearance_exempt,
    "clearance-immediate": clearance_immediate,
    "clearance-commitment": clearance_commitment,
    "uses-wecom": reader("wecom", "used"),
    "wecom-has-customers": lambda company: wecom_only(company, "wecom", "customers"),
    "wecom-archive-on": lambda company: wecom_only(company, "wecom", "chat_archive"),
    "wecom-has-workflows": lambda company: wecom_only(company, "wecom", "workflows"),
    "wecom-has-apps": lambda company: wecom_only(company, "wecom", "apps"),
}
"""Every named fact and the function that computes it."""


ITEM_FACTS: Final = frozenset(
    {"account-is-officers", "account-in-other-enterprises", "account-administers"}
)
"""Facts of one person's WeCom account (`checklist.planning.items`), for tasks with `each`."""


def named_facts(company: Company) -> dict[str, Fact]:
    """All named facts of a company."""
    return {name: compute(company) for name, compute in FACTS.items()}
