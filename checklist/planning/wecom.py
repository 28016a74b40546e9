"""The dates of cancelling each personal WeCom account (企业微信个人账号).

All of it is a vendor's practice known from articles, not law: every rule carries the 核实 mark.
The safe reading is planned: review first, then fifteen days without any login, one day of margin.
"""

import datetime as dt
from typing import Literal

from checklist.messages.planning import WECOM
from checklist.plan import WeComAccount
from checklist.planning.draft import Draft
from checklist.planning.items import OFFICERS, Item, role_label
from checklist.planning.limits import message, sentence
from checklist.rules.forms import rule_of
from checklist.text import Text
from checklist.vocabulary import Tri

APPLY, REVIEW, CHECK = "wecom-apply", "wecom-review", "wecom-personal-check"
REVIEW_RULE = "wecom-personal-review"

State = Literal["not-yet", "applied", "cooling-off", "login-restarts", "cancelled"]


def wecom_accounts(work: Draft) -> tuple[WeComAccount, ...]:
    """One entry for each account whose cancelling is in the plan."""
    return tuple(
        _account(work, item) for item in work.items if f"{APPLY}@{item.key}" in work.selected
    )


def _account(work: Draft, item: Item) -> WeComAccount:
    slots = work.schedule.slots
    apply, review, check = (slots[f"{name}@{item.key}"] for name in (APPLY, REVIEW, CHECK))
    applied = dt.date.fromordinal(apply.planned)
    answer = work.counter.ask(REVIEW_RULE, applied)
    reviewed = dt.date.fromordinal(review.planned)
    longest = answer.fields["nominal_last_day"] if answer else reviewed
    gone = dt.date.fromordinal(check.opens or check.planned)
    return WeComAccount(
        person=item.zh if item.key == item.role.value else item.key,
        role=item.role.value,
        role_label=message(role_label(work.law, item.role)),
        state=_state(work, item),
        conditions=_conditions(work, item),
        earliest_application=dt.date.fromordinal(apply.earliest),
        review_until=max(longest, reviewed),
        no_login_from=applied,
        no_login_until=gone - dt.timedelta(days=1),
        gone_on=gone,
        tasks=tuple(name for name, task in work.selected.items() if task.item == item),
    )


def _state(work: Draft, item: Item) -> State:
    if f"{CHECK}@{item.key}" in work.done:
        return "cancelled"
    if any(void.kind == "login" and void.event.endswith(f"@{item.key}") for void in work.voided):
        return "login-restarts"
    if f"{REVIEW}@{item.key}" in work.done:
        return "cooling-off"
    return "applied" if f"{APPLY}@{item.key}" in work.done else "not-yet"


def _conditions(work: Draft, item: Item) -> tuple[Text, ...]:
    """What must hold before this person applies."""
    keys = ["one-enterprise", "safe", "backup"]
    if item.facts["account-in-other-enterprises"].value is not Tri.NO:
        keys.insert(0, "leave-others")
    if item.facts["account-administers"].value is not Tri.NO:
        keys.insert(0, "hand-over")
    if item.role in OFFICERS:
        keys += ["tax-and-insurance", *_notice(work)]
    claims = work.law.rules[rule_of(work.law, "creditor-claim-unnotified")].period
    days = claims.n if claims else 0
    return tuple(sentence(work.law, WECOM[key], days=days) for key in keys)


def _notice(work: Draft) -> tuple[str, ...]:
    """Which public notice the route has; an individual business publishes none."""
    if "simple-publish" in work.selected:
        return ("notice-simple",)
    return ("notice-general",) if "announce-creditors" in work.selected else ()
