"""Mail and chat: sent once, remembered here, told what changed since."""

import datetime as dt
import hashlib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Final

from checklist.delivery import mail, wecom
from checklist.delivery.errors import TargetError
from checklist.delivery.flow import Before, Report, lines_of, same
from checklist.delivery.group_note import group_from, group_title
from checklist.delivery.ledger import Ledger, open_ledger, state_folder
from checklist.delivery.link import linked
from checklist.delivery.parcel import Parcel, plan_from, whose
from checklist.delivery.settings import Environment
from checklist.delivery.targets import Target
from checklist.delivery.tickets import Item
from checklist.groupplan import GroupPlan
from checklist.messages import Lang, in_lang, say
from checklist.messages.delivery import FAILURES, NOTE, SHOWN
from checklist.outputs.group import render_group_json
from checklist.outputs.plan_json import render_json
from checklist.plan import Plan

BULLET: Final = "· "
_GROUP: Final = "group:"
"""What comes before a group's name among the plans that are remembered."""
Show = Callable[[str], None]


def send_parcel(
    target: Target,
    parcel: Parcel,
    lang: Lang,
    report: Report,
    environment: Environment,
    *,
    since: Plan | None = None,
    if_changed: bool = False,
    show: Show | None = None,
    sleep: Callable[[float], None] | None = None,
) -> None:
    """Send the files that were not sent to this target yet, with what is to be said."""
    ledger = open_ledger(state_folder(environment), target.name)
    items = tuple(item for item in parcel.items if item.digest not in ledger.sent)
    report.there = [item.name for item in parcel.items if item not in items]
    name = _digest(*sorted(item.digest for item in parcel.items))
    before = Before(since or _remembered(ledger, parcel.plan), _group_before(ledger, parcel.group))
    if if_changed and same(before, parcel):
        report.unchanged = True
        return
    lines = [] if name in ledger.sent else lines_of(parcel, before, lang, bullet=BULLET)
    if not items and not lines:
        return
    report.former = before.as_of
    subject = _subject(parcel, lang)
    _send(target, subject, lines, items, name, ledger, report, environment, lang, show, sleep)
    if show is None and (parcel.plan is not None or parcel.group is not None):
        if parcel.plan is not None:
            ledger.plans[whose(parcel.plan)] = render_json(parcel.plan).decode()
        if parcel.group is not None:
            ledger.plans[_GROUP + parcel.group.name] = render_group_json(parcel.group).decode()
        ledger.save()


def send_text(
    target: Target,
    subject: str,
    lines: list[str],
    key: str,
    lang: Lang,
    report: Report,
    environment: Environment,
    *,
    show: Show | None = None,
    sleep: Callable[[float], None] | None = None,
) -> None:
    """Send lines, unless something of the same `key` was sent to this target."""
    ledger = open_ledger(state_folder(environment), target.name)
    name = _digest(key)
    if name not in ledger.sent:
        _send(target, subject, lines, (), name, ledger, report, environment, lang, show, sleep)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _subject(parcel: Parcel, lang: Lang) -> str:
    if parcel.plan is None and parcel.group is not None:
        return group_title(parcel.group, lang)
    title = in_lang(NOTE["title"], lang)
    if parcel.plan is None:
        return title
    day = say(NOTE["as-of"], lang, day=parcel.plan.as_of)
    return " · ".join((title, parcel.plan.company.name, day))


def _remembered(ledger: Ledger, plan: Plan | None) -> Plan | None:
    """The plan that the target was told of last, other than this one."""
    if plan is None:
        return None
    text = ledger.plans.get(whose(plan)) or ledger.plans.get(plan.company.name)
    if text is None or text == render_json(plan).decode():
        return None
    return plan_from(text.encode())


def _group_before(ledger: Ledger, group: GroupPlan | None) -> GroupPlan | None:
    """The plan of the group that the target was told of last, other than this one."""
    text = ledger.plans.get(_GROUP + group.name) if group else None
    if text is None or group is None or text == render_group_json(group).decode():
        return None
    return group_from(text.encode())


def _send(
    target: Target,
    subject: str,
    lines: list[str],
    items: tuple[Item, ...],
    name: str,
    ledger: Ledger,
    report: Report,
    environment: Environment,
    lang: Lang,
    show: Show | None,
    sleep: Callable[[float], None] | None,
) -> None:
    if show is None:
        ledger.save()  # what cannot be remembered is not sent
    by_digest = {item.digest: item.name for item in items}

    def note(digest: str) -> None:
        """Count and remember what arrived."""
        if digest in by_digest:
            report.added.append(by_digest[digest])
        else:
            report.commented = True
        if show is None:
            ledger.note(digest)

    text = "\n".join(lines)
    report.busy = show is None
    if target.kind == "wecom":
        with linked(wecom.access(environment, target.place), lang, show, sleep) as link:
            wecom.deliver(link, text, items, note, name)
        report.busy = False
        return
    post = mail.access(environment)
    now = dt.datetime.now(dt.UTC)
    message = mail.compose(post, target.place, subject, text or subject, items, now, name)
    refused: tuple[str, ...] = ()
    if show is None:
        refused = mail.deliver(post, message, sleep)
    else:
        _show(post, message, items, show, lang)
    for digest in (name, *by_digest):
        note(digest)
    report.busy = False
    if refused:
        host, names = post.server.parts.hostname, "、".join(refused)
        raise TargetError(FAILURES["some-recipients"], host=host, names=names)


def _show(
    post: mail.Post, message: EmailMessage, items: tuple[Item, ...], show: Show, lang: Lang
) -> None:
    """What would be sent, without the account and its password."""
    parts = post.server.parts
    show(f"{parts.scheme}://{parts.netloc}  {say(SHOWN['not-sent'], lang)}")
    for header in ("From", "To", "Subject", "Message-ID"):
        show(f"    {header}: {message[header]}")
    body = message.get_body(("plain",))
    for line in (body.get_content() if body else "").splitlines():
        show(f"    {line}")
    for item in items:
        show(f"    {item.name}, {len(item.data)} bytes, sha256 {item.digest}")
