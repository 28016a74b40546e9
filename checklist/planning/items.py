"""What a task may be repeated for: the personal WeCom accounts that are to be cancelled.

A company that does not say whose accounts these are still has a legal representative and a
finance head: both stand in the plan under their role, marked 待确认.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checklist.company import Company
from checklist.messages import Message
from checklist.rules.conditions import Fact
from checklist.rules.forms import spoken
from checklist.rules.schema import Law
from checklist.vocabulary import LABELS, AccountRole, Tri

OFFICERS = frozenset({AccountRole.LEGAL_REPRESENTATIVE, AccountRole.FINANCE_HEAD})
"""Whose accounts wait for tax and social insurance."""


@dataclass(frozen=True, slots=True)
class Item:
    """One person whose account is to be cancelled; `facts` are true of this account alone."""

    key: str
    zh: str
    en: str
    role: AccountRole
    facts: Mapping[str, Fact]
    path: tuple[str, ...]


def role_label(law: Law, role: AccountRole) -> Message:
    """What a role is called in the law's legal form: a partnership has a managing partner."""
    if role is AccountRole.LEGAL_REPRESENTATIVE:
        return spoken(law, Message("<法定代表人>", "<legal representative>"))
    return LABELS[role]


def wecom_accounts(company: Company, law: Law) -> tuple[Item, ...]:
    """One item for each account named, in the order of the file; `law` gives roles their names."""
    listed = company.wecom.accounts
    if company.wecom.used is Tri.NO or listed.has is Tri.NO:
        return ()
    if listed.items:
        return tuple(
            Item(
                account.person,
                account.person,
                account.person,
                account.role,
                {
                    "account-is-officers": _known(account.role in OFFICERS, number, "role"),
                    "account-in-other-enterprises": Fact(
                        account.other_enterprises.has, _path(number, "other_enterprises")
                    ),
                    "account-administers": _administers(company, account.person, number),
                },
                _path(number),
            )
            for number, account in enumerate(listed.items)
        )
    return tuple(_unnamed(company, law, role) for role in AccountRole if role in OFFICERS)


def _unnamed(company: Company, law: Law, role: AccountRole) -> Item:
    """An officer whom the file does not list; nothing is known of the account."""
    path = ("wecom", "accounts")
    name = company.company.legal_representative
    label = role_label(law, role)
    if role is AccountRole.LEGAL_REPRESENTATIVE and name:
        zh, en = f"{label.zh} {name}", f"{label.en} {name}"
    else:
        zh, en = label.zh, label.en
    unknown = Fact(Tri.UNKNOWN, path)
    facts = {
        "account-is-officers": Fact(Tri.YES, path),
        "account-in-other-enterprises": unknown,
        "account-administers": unknown,
    }
    return Item(role.value, zh, en, role, facts, path)


def _path(number: int, *more: str) -> tuple[str, ...]:
    return ("wecom", "accounts", str(number), *more)


def _known(value: bool, number: int, key: str) -> Fact:
    return Fact(Tri.YES if value else Tri.NO, _path(number, key))


def _administers(company: Company, person: str, number: int) -> Fact:
    """Whether the person is creator or super administrator of any enterprise."""
    said = company.wecom.accounts.items[number].administers
    if said.has is not Tri.YES and company.wecom.creator == person:
        return Fact(Tri.YES, ("wecom", "creator"))
    return Fact(said.has, _path(number, "administers"))
