"""What goes wrong on the way, and which recorded steps it undoes.

An accident is an event of the input like any other. Some make a step void, so that it is planned
again: a notice that was objected to, or that ran out unused; an application to cancel a WeCom
account after which somebody logged in. The others add tasks (a late creditor, a rejected
clearance, a lost seal) or change the route (an open objection, insolvency).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from checklist.planning.events import Dated
from checklist.planning.limits import Counter
from checklist.rules.forms import rule_of

NOTICE: Final = "simple-notice-published"
NOTICE_RULE: Final = "simple-notice-company"
GRACE_RULE: Final = "simple-application-grace"
COOLING_RULE: Final = "wecom-personal-cooling-off"

Kind = Literal["objected", "lapsed", "login"]


@dataclass(frozen=True, slots=True)
class Void:
    """A recorded event that no longer counts, and what undid it."""

    event: str
    day: dt.date
    kind: Kind
    by: str | None
    since: dt.date


@dataclass(frozen=True, slots=True)
class Window:
    """The simple route's time to apply: day 20, the safer day 30, the doubtful day 50."""

    opens: dt.date
    day_20: dt.date
    day_30: dt.date
    day_50: dt.date


def window(counter: Counter, published: dt.date) -> Window | None:
    """The dates by which to apply after a notice published on a day, in both readings."""
    notice = counter.ask(rule_of(counter.law, NOTICE_RULE), published)
    if notice is None or "application_window_deadline" not in notice.fields:
        return None
    nominal = notice.fields["application_window_nominal_last_day"]
    grace = counter.ask(GRACE_RULE, nominal)
    if grace is None:
        return None
    safer = [also.day for also in grace.also if also.field == "deadline"]
    return Window(
        notice.fields["earliest_filing"],
        notice.fields["application_window_deadline"],
        dt.date.fromordinal(min(safer)) if safer else grace.fields["deadline"],
        grace.fields["deadline"],
    )


def voids(known: Mapping[str, Dated], counter: Counter, as_of: dt.date) -> tuple[Void, ...]:
    """The recorded events that an accident has undone by `as_of`."""
    found: list[Void] = []
    published = known.get(NOTICE)
    if published is not None and published.basis == "actual":
        found += _notice(known, published.day, counter, as_of)
    for event, dated in known.items():
        name, _, person = event.partition("@")
        if name == "wecom-login" and person and dated.day <= as_of:
            found += _login(known, person, dated.day, counter)
    return tuple(found)


def _notice(
    known: Mapping[str, Dated], published: dt.date, counter: Counter, as_of: dt.date
) -> list[Void]:
    objection, cured = known.get("simple-objection-raised"), known.get("simple-bar-cured")
    applied = known.get("deregistration-application-filed")
    if objection and cured and published <= objection.day <= cured.day:
        return [Void(NOTICE, published, "objected", "simple-objection-raised", objection.day)]
    times = window(counter, published)
    if applied is None and times is not None and as_of > times.day_50:
        return [Void(NOTICE, published, "lapsed", None, times.day_50)]
    return []


def _login(known: Mapping[str, Dated], person: str, login: dt.date, counter: Counter) -> list[Void]:
    """A login from the application to the end of the cooling-off withdraws the application."""
    found: list[Void] = []
    filed = known.get(f"wecom-application-filed@{person}")
    passed = known.get(f"wecom-review-passed@{person}")
    if filed is None or login < filed.day:
        return []
    start = passed.day if passed else filed.day
    cooling = counter.ask(COOLING_RULE, start)
    if passed and cooling and login >= cooling.fields["earliest_filing"]:
        return []
    for event, dated in (
        (f"wecom-application-filed@{person}", filed),
        (f"wecom-review-passed@{person}", passed),
    ):
        if dated is not None:
            found.append(Void(event, dated.day, "login", f"wecom-login@{person}", login))
    return found
