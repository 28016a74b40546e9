"""Any company at all, from a string of bytes: what hypothesis draws and can shrink.

A byte decides one fact; zero is the plainest answer (unknown, nothing recorded), so a failing
example shrinks to the few facts that matter.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

SIZE = 120
"""Bytes that one company takes."""

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2030, 12, 31)

_GROUNDS = (
    "approval_required",
    "abnormal_list",
    "serious_violation_list",
    "equity_frozen_or_pledged",
    "chattel_mortgage",
    "under_investigation",
    "litigation_or_arbitration",
    "penalty_not_executed",
    "fie_negative_list",
    "terminated_before",
)
ROUTES = ("after-revocation", "forced", "court-ordered", "merger-division")
FORMS = (
    "llc",
    "branch",
    "foreign-branch",
    "partnership-branch",
    "rep-office",
    "non-company-legal-person",
    "sole-proprietorship",
    "partnership",
    "individual-business",
    "farmer-coop",
)
EVENTS = (
    "dissolution-cause-arises",
    "dissolution-cause-published",
    "liquidation-group-formed",
    "creditors-notified",
    "creditor-announcement-published",
    "operations-ceased",
    "employment-ends",
    "simple-notice-published",
    "simple-objection-raised",
    "simple-bar-cured",
    "tax-clearance-rejected",
    "tax-cleared",
    "distribution",
    "liquidation-ended",
    "late-claim-received",
    "seal-lost",
    "licence-lost",
    "insolvency-found",
    "forced-notice-published",
    "forced-objection-raised",
    "court-liquidation-accepted",
    "registry-pushes-application",
    "wecom-application-filed@王芳",
    "wecom-login@王芳",
)


class _Bytes:
    """Hands out one decision a byte."""

    def __init__(self, data: bytes) -> None:
        self._data: Iterator[int] = iter(data)

    def pick(self, *choices: Any) -> Any:
        """One of `choices`; the first for zero."""
        return choices[next(self._data, 0) % len(choices)]

    def tri(self) -> str:
        return str(self.pick("unknown", "no", "yes", "no"))

    def facts(self, *names: str) -> dict[str, str]:
        return {name: self.tri() for name in names}


def company(data: bytes, as_of: dt.date) -> dict[str, Any]:
    """An input file's data; dates of events lie within 400 days before and 60 after `as_of`."""
    b = _Bytes(data)
    kind = b.pick("llc", "jsc", "fie", *FORMS)
    easy = b.pick(False, False, True)
    grounds = dict.fromkeys(_GROUNDS, "no") if easy else b.facts(*_GROUNDS)
    revoked = b.pick(*["no"] * 12, "yes", "unknown")
    events: dict[str, str] = {}
    for name in EVENTS:
        if b.pick(*[0] * 7, 1, 2) == 0:
            continue
        offset = b.pick(-1, -10, -20, -30, -45, -60, -90, -150, -250, -400, 0, 5, 20, 60)
        events[name] = (as_of + dt.timedelta(days=offset)).isoformat()
    if "court-liquidation-accepted" in events:  # the day on which the group is formed
        events.pop("liquidation-group-formed", None)
    accounts = [
        {"person": "王芳", "role": b.pick("other", "finance-head"), "administers": b.tri()},
        {
            "person": "李强",
            "role": "legal-representative",
            "other_enterprises": b.pick("unknown", "no", ["甲公司", "乙公司"]),
        },
    ]
    return {
        "company": {
            "name": "随机有限公司",
            "legal_form": kind,
            **b.facts("foreign_invested", "listed", "state_owned"),
        },
        "partnership": {
            "kind": b.pick("unknown", "general", "limited"),
            **b.facts("general_partner_left", "limited_partner_left"),
        },
        "shareholders": b.facts("individuals", "foreign", "foreign_corporate", "all_agree"),
        "tax": {
            "taxpayer": b.pick("unknown", "general", "small-scale"),
            "filing": {
                "vat": b.pick("unknown", "monthly", "quarterly"),
                "cit": b.pick("unknown", "monthly", "quarterly"),
            },
            **b.facts(
                "ever_filed",
                "invoices_drawn",
                "arrears",
                "refund_due",
                "export_rebate_record",
                "abnormal_household",
                "open_inspection",
                "e_invoice_account",
            ),
        },
        "staff": {"count": b.pick(None, 0, 3), **b.facts("union", "wages_unpaid")},
        "social_insurance": b.facts("registered", "arrears"),
        "housing_fund": b.facts("registered"),
        "debts": {
            "outstanding": b.pick("no", "unknown", "yes"),
            "insolvent": b.pick(*["no"] * 9, "yes", "unknown"),
            **b.facts("all_notified"),
        },
        "simple_route": {**grounds, "licence_revoked": revoked},
        "branches": b.tri(),
        "investments": b.tri(),
        "customs": b.facts("filed", "open_matters"),
        "foreign_exchange": b.facts("registered"),
        "permits": b.tri(),
        "internet": b.facts("icp_filings", "apps", "mini_programs", "domains", "telecom_licence"),
        "assets": b.facts("vehicles", "real_estate", "trademarks", "receivables", "state_aid"),
        "platforms": b.facts("merchant_accounts"),
        "personal_data": b.tri(),
        "wecom": {
            **b.facts("used", "customers", "chat_archive", "apps", "workflows"),
            "accounts": accounts,
        },
        "route": b.pick("auto", "general", "simple", "auto", "auto", *ROUTES),
        "target_date": b.pick(None, (as_of + dt.timedelta(days=30)).isoformat()),
        "events": events,
    }
