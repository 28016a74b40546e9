"""What is said of accidents: the step they undid or the task they added, and the new dates."""

from checklist.messages.warnings import EXPECTED
from checklist.plan import Warning
from checklist.planning.accidents import NOTICE, Window, window
from checklist.planning.draft import Draft, forms_of
from checklist.planning.limits import cited, concerns
from checklist.planning.sentences import warn
from checklist.rules.forms import rule_of
from checklist.vocabulary import Route, Tri


def accident_warnings(work: Draft) -> list[Warning]:
    """A warning for each accident the file records or the calendar shows."""
    return [
        *_notices(work),
        *_logins(work),
        *_late_claim(work),
        *_recorded(work),
        *_revocation(work),
        *_unsafe_accounts(work),
    ]


def missed_window(work: Draft, task: str) -> Window | None:
    """The simple route's window, where `task` is the application and day 20 has passed."""
    if task != "simple-apply" or task in work.done:
        return None
    dated = work.known.get(NOTICE)
    if dated is None or dated.basis != "actual":
        return None
    times = window(work.counter, dated.day)
    return times if times is not None and work.as_of > times.day_20 else None


def _expected(work: Draft, event: str) -> dict[str, str]:
    """When a step that was undone is planned again, in both languages."""
    day = work.schedule.event_day(event)
    words = EXPECTED[day is not None]
    return {"expected": words.zh.format(day=day), "expected_en": words.en.format(day=day)}


def _notices(work: Draft) -> list[Warning]:
    found: list[Warning] = []
    source = cited(work.law, rule_of(work.law, "simple-application-window-company"))
    again = _expected(work, NOTICE)
    for void in work.voided:
        if void.event != NOTICE:
            continue
        code = "notice-objected" if void.kind == "objected" else "notice-lapsed"
        line = work.line_of(("events", void.by)) if void.by else None
        found.append(
            warn(
                work.law,
                "conflict",
                code,
                day=void.day,
                since=void.since,
                **again,
                citation=source,
                task="simple-publish" if "simple-publish" in work.selected else None,
                input_line=line,
            )
        )
    times = missed_window(work, "simple-apply") if work.route is Route.SIMPLE else None
    if times is not None:
        found.append(
            warn(
                work.law,
                "conflict",
                "window-missed",
                day_20=times.day_20,
                day_30=times.day_30,
                day_50=times.day_50,
                citation=source,
                task="simple-apply",
            )
        )
    if work.facts["objection-open"].value is Tri.YES:
        path = work.facts["objection-open"].path
        found.append(
            warn(
                work.law,
                "conflict",
                "objection-open",
                day=work.company.events["simple-objection-raised"],
                citation=source,
                input_line=work.line_of(path),
            )
        )
    return found


def _logins(work: Draft) -> list[Warning]:
    found: list[Warning] = []
    for void in work.voided:
        name, _, person = void.event.partition("@")
        if void.kind != "login" or name != "wecom-application-filed":
            continue
        found.append(
            warn(
                work.law,
                "warning",
                "login-restarts",
                person=person,
                day=void.day,
                since=void.since,
                **_expected(work, void.event),
                task=f"wecom-apply@{person}",
                input_line=work.line_of(("events", void.by)) if void.by else None,
            )
        )
    return found


def _late_claim(work: Draft) -> list[Warning]:
    day = work.company.events.get("late-claim-received")
    if day is None:
        return []
    source = cited(work.law, "late-claims-until-report-confirmed")
    ended = work.known.get("liquidation-ended") or work.known.get("deregistration-completed")
    line = work.line_of(("events", "late-claim-received"))
    if ended is not None and ended.day < day:
        return [
            warn(
                work.law,
                "conflict",
                "late-claim-after-report",
                day=day,
                ended=ended.day,
                citation=source,
                input_line=line,
            )
        ]
    closes = work.schedule.event_day("claim-period-expired")
    if closes is not None and day <= closes:
        return [
            warn(work.law, "notice", "late-claim-in-time", day=day, closes=closes, input_line=line)
        ]
    paid = work.known.get("distribution")
    task = "late-claim" if "late-claim" in work.selected else None
    values = {"day": day, "citation": source, "task": task, "input_line": line}
    if paid is not None and paid.basis == "actual":
        return [warn(work.law, "conflict", "late-claim-after-distribution", **values)]
    return [warn(work.law, "warning", "late-claim", **values)]


def _recorded(work: Draft) -> list[Warning]:
    """Accidents that added a task: the clearance sent back, a seal or a licence lost."""
    found: list[Warning] = []
    for fact, event, task in (
        ("clearance-rejected", "tax-clearance-rejected", "mend-tax-rejection"),
        ("seal-lost", "seal-lost", "replace-seal"),
        ("licence-lost", "licence-lost", "state-licence-lost"),
    ):
        if work.facts[fact].value is not Tri.YES or task not in work.selected:
            continue
        found.append(
            warn(
                work.law,
                "notice" if task in work.done else "warning",
                fact,
                day=work.company.events[event],
                task=task,
                input_line=work.line_of(("events", event)),
            )
        )
    return found


def _revocation(work: Draft) -> list[Warning]:
    if work.route is not Route.AFTER_REVOCATION:
        return []
    dated = work.known.get("dissolution-cause-arises")
    if dated is None:
        line = work.line_of(work.facts["licence-revoked"].path)
        return [
            warn(
                work.law,
                "conflict",
                "revocation-undated",
                task="record-revocation",
                input_line=line,
            )
        ]
    answer = work.counter.ask("forced-deregistration-three-years", dated.day)
    forms = forms_of(work.company, work.facts)
    if answer is None or not concerns(answer.rule, forms):
        return []  # only companies are deregistered by force (公司法 art. 241)
    source = cited(work.law, "forced-deregistration-three-years")
    earliest = answer.fields["earliest_day"]
    if earliest <= work.as_of:
        return [warn(work.law, "warning", "forced-possible-now", day=earliest, citation=source)]
    return [warn(work.law, "notice", "forced-possible", day=earliest, citation=source)]


def _unsafe_accounts(work: Draft) -> list[Warning]:
    return [
        warn(
            work.law,
            "warning",
            "account-unsafe",
            person=account.person,
            task=f"wecom-apply@{account.person}",
            input_line=work.line_of(("wecom", "accounts", str(number), "safe")),
        )
        for number, account in enumerate(work.company.wecom.accounts.items)
        if account.safe is Tri.NO
    ]
