"""The dates as a calendar file (RFC 5545): all-day events with alarms, safe to import again.

An event for every task on its day to act, with the legal limit in the text; one for each period in
which something may be done, each wait of law, and each span without a WeCom login. Written with
icalendar, which folds lines by bytes without breaking a character and escapes as the standard says.

A calendar program knows an event by its UID and takes the higher SEQUENCE for the newer one: the
UID comes from company and task, the SEQUENCE from the plan's day and, within it, from how much is
recorded as done. Nothing comes from a clock. What is done keeps its event, without alarms, so that
importing again also ends old reminders.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from checklist.messages import Lang
from checklist.messages.exports import CALENDAR
from checklist.outputs.options import Look
from checklist.outputs.plain import dated, joined, laws, punct, said, stable_id, who, words
from checklist.outputs.rows import Line, bounds
from checklist.outputs.templates import clean
from checklist.outputs.view import View, filled, label, pick
from checklist.plan import Plan, TaskDeadline, WeComAccount
from checklist.vocabulary import LABELS, Phase

_DAY: Final = dt.timedelta(days=1)
_MORNING: Final = dt.timedelta(hours=9)
"""When a reminder appears, counted from the midnight with which an all-day event begins."""
_WITH_LIMIT: Final = (_MORNING - 7 * _DAY, _MORNING - _DAY)
_WITHOUT: Final = (_MORNING,)
_FIRST: Final = dt.date(2020, 1, 1)
_A_DAY: Final = 1000
"""Steps of the SEQUENCE that a day has room for."""


class Entry(NamedTuple):
    """An event before it is written."""

    id: tuple[str, ...]
    start: dt.date
    last: dt.date
    """The last day, included."""
    summary: str
    text: str
    provisional: bool = False
    open: bool = True
    alarms: tuple[dt.timedelta, ...] = ()
    limit: dt.date | None = None
    """A binding limit after the last day: the day before it is reminded of as well."""
    place: str | None = None
    kind: str | None = None


def render_ics(plan: Plan, lang: Lang, look: Look | None = None, *, code: str) -> bytes:
    """The calendar; the same plan gives the same bytes. `code` is the plan's code."""
    name = _say("name", lang, company=plan.company.name)
    note = _say("note", lang, as_of=plan.as_of, code=code)
    calendar = new_calendar(name, note)
    add_plan(calendar, View(plan, lang, look or Look()), code)
    return bytes(calendar.to_ical())


def new_calendar(name: str, note: str) -> Any:
    """A calendar without events."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//winddown-checklist//checklist//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-caldesc", note)
    return calendar


def add_plan(
    calendar: Any, view: View, code: str, also: Mapping[str, str] = MappingProxyType({})
) -> None:
    """The events of a plan; `also` is a further category of some tasks, by id."""
    plan, lang = view.plan, view.lang
    source = _say("source", lang, as_of=plan.as_of, code=code)
    for entry in entries(view):
        task = entry.id[1] if entry.id[0] == "task" else ""
        kinds = [kind for kind in (entry.kind, also.get(task)) if kind]
        uid = stable_id(plan, *entry.id)
        add_entry(calendar, entry, uid, source, plan.as_of, sequence(plan), kinds, lang)


def add_entry(
    calendar: Any,
    entry: Entry,
    uid: str,
    source: str,
    as_of: dt.date,
    number: int,
    kinds: list[str],
    lang: Lang,
) -> None:
    """An event; `number` is its SEQUENCE, `kinds` are its categories."""
    from icalendar import Alarm, Event

    stamp = dt.datetime.combine(as_of, dt.time(), dt.UTC) - dt.timedelta(hours=8)
    event = Event()
    event.add("uid", f"{uid}@winddown-checklist")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", number)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.last + _DAY)
    event.add("summary", entry.summary)
    event.add("description", f"{entry.text}\n{source}")
    event.add("status", "TENTATIVE" if entry.provisional and entry.open else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if kinds:
        event.add("categories", kinds)
    for after, text in _reminders(entry, as_of, lang):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", text)
        alarm.add("trigger", after)
        event.add_component(alarm)
    calendar.add_component(event)


def _reminders(entry: Entry, as_of: dt.date, lang: Lang) -> Iterator[tuple[dt.timedelta, str]]:
    """When to remind, from the midnight that begins the event, and of what; nothing of the past."""
    if not entry.open:
        return
    found = [(after, entry.summary) for after in entry.alarms]
    if entry.limit and entry.limit > entry.last + _DAY:
        before = entry.limit - entry.start - _DAY + _MORNING
        found.append((before, _say("limit-alarm", lang, day=entry.limit, text=entry.summary)))
    start = dt.datetime.combine(entry.start, dt.time())
    for after, text in found:
        if (start + after).date() >= as_of:
            yield after, text


def sequence(plan: Plan) -> int:
    """How new the plan is: later days count higher, within a day what has more recorded."""
    return number_of(plan.as_of, recorded(plan))


def recorded(plan: Plan) -> int:
    """How much is recorded as done or as happened."""
    done = sum(task.status == "done" for task in plan.tasks)
    return done + sum(event.basis == "actual" for event in plan.events)


def number_of(as_of: dt.date, recorded: int) -> int:
    """The SEQUENCE of a day with so much recorded."""
    return max((as_of - _FIRST).days, 0) * _A_DAY + min(recorded, _A_DAY - 1)


def entries(view: View) -> Iterator[Entry]:
    """The events of a view, by phase and number, then the WeCom spans."""
    waits: set[tuple[str, dt.date]] = set()
    for section in view.sections:
        for line in section.lines:
            if line.day:
                yield _task(view, line, line.day)
            if line.task.status == "done":
                continue
            for limit in line.task.limits:
                if limit.strength != "binding" or limit.earliest is None:
                    continue
                if limit.kind == "window" and limit.limit and limit.earliest <= limit.limit:
                    yield _window(view, line, limit, limit.earliest, limit.limit)
                elif limit.kind == "earliest" and limit.trigger_date < limit.earliest:
                    key = (limit.rule, limit.trigger_date)
                    if key not in waits:
                        waits.add(key)
                        yield _wait(view, line, limit, limit.earliest)
    for account in view.wecom_accounts:
        if account.state != "cancelled":
            yield _no_login(view, account)


def _task(view: View, line: Line, day: dt.date) -> Entry:
    lang, task = view.lang, line.task
    open_ = task.status != "done"
    has_limit = any(limit.limit for limit in task.limits)
    shown = "plan-by" if open_ else "is-done"
    text = [_pair(shown, dated(day, lang), lang)]
    text += [_pair(name, dated(date, lang), lang) for name, date in line.limits]
    if open_:
        text += _doubts(line, lang)
    text.append(_pair("who", who(line, lang), lang))
    if open_ and task.how:
        text.append(words(task.how, lang))
    text += [_pair(each.label, joined(each.texts, lang), lang) for each in line.details]
    if line.notes:
        text.append(_pair("basis-law", laws(line, lang), lang))
    return Entry(
        id=("task", task.id),
        start=day,
        last=day,
        summary=_summary(view, words(task.title, lang), _marked(line)),
        text="\n".join(text),
        provisional=task.provisional,
        open=open_,
        alarms=_WITH_LIMIT if has_limit else _WITHOUT,
        limit=task.deadline,
        place=None if task.authority == "internal" else words(task.authority_label, lang),
        kind=words(LABELS[task.phase], lang),
    )


def _window(view: View, line: Line, limit: TaskDeadline, start: dt.date, end: dt.date) -> Entry:
    lang = view.lang
    title = _say("window", lang, title=limit.title)
    text = [_say("window-text", lang, start=start, end=end), *_doubts(line, lang)]
    return _span(view, line, limit, "window", title, text, start, end)


def _wait(view: View, line: Line, limit: TaskDeadline, opens: dt.date) -> Entry:
    lang = view.lang
    title = _say("wait", lang, title=limit.title)
    text = [_say("wait-text", lang, day=opens)]
    if limit.provisional:
        text.append(said("explain-provisional", lang))
    if limit.trigger_basis == "projected":
        text.append(_say("projected", lang))
    return _span(view, line, limit, "wait", title, text, limit.trigger_date, opens - _DAY)


def _span(
    view: View,
    line: Line,
    limit: TaskDeadline,
    kind: str,
    title: str,
    text: list[str],
    start: dt.date,
    last: dt.date,
) -> Entry:
    """A window or a wait: the counting steps and the article are its text."""
    lang = view.lang
    text = [*text, *(words(step, lang) for step in limit.steps)]
    if line.notes:
        text.append(_pair("basis-law", laws(line, lang), lang))
    return Entry(
        id=(kind, limit.rule, line.task.id if kind == "window" else ""),
        start=start,
        last=last,
        summary=_summary(view, title, ("provisional",) * limit.provisional),
        text="\n".join(text),
        provisional=limit.provisional,
        alarms=_WITHOUT if kind == "window" else (),
        kind=words(LABELS[line.task.phase], lang),
    )


def _no_login(view: View, account: WeComAccount) -> Entry:
    lang = view.lang
    text = _say(
        "no-login-text",
        lang,
        person=account.person,
        role=account.role_label,
        start=account.no_login_from,
        end=account.no_login_until,
        gone=account.gone_on,
    )
    title = _say("no-login", lang, person=account.person)
    return Entry(
        id=("no-login", account.person),
        start=account.no_login_from,
        last=account.no_login_until,
        summary=_summary(view, title, ("verify",)),
        text=text,
        alarms=(_MORNING - _DAY, _MORNING),
        kind=words(LABELS[Phase.WECOM], lang),
    )


def _marked(line: Line) -> tuple[str, ...]:
    """The marks that a calendar has room for."""
    return tuple(
        name for name in line.marks if name in ("done", "overdue", "provisional", "to-confirm")
    )


def _summary(view: View, title: str, marked: Iterable[str]) -> str:
    """Marks, title, company: an agency's calendar holds many companies."""
    company = clean(view.plan.company.name)
    text = pick(filled(CALENDAR["summary"], title=title, company=company), view.lang)[0]
    for name in reversed(tuple(marked)):
        mark = label(f"mark-{name}")
        text = pick(filled(CALENDAR["marked"], mark=mark, text=text), view.lang)[0]
    return text


def _doubts(line: Line, lang: Lang) -> list[str]:
    """What makes the date uncertain: an unpublished year, a projected trigger, an open fact."""
    task = line.task
    found = []
    if task.provisional:
        ends = [both for limit in task.limits if (both := bounds(limit))]
        if ends:
            earliest, latest = ends[0]
            found.append(said("bounds", lang, earliest=earliest, latest=latest))
        else:
            found.append(said("explain-provisional", lang))
    if any(limit.limit and limit.trigger_basis == "projected" for limit in task.limits):
        found.append(_say("projected", lang))
    if task.to_confirm:
        found.append(said("explain-to-confirm", lang))
    return found


def _pair(key: str, text: str, lang: Lang) -> str:
    """法定期限：2026-12-15 周二."""
    return f"{said(key, lang)}{punct('colon', lang)}{text}"


def _say(key: str, lang: Lang, **values: object) -> str:
    return clean(words(filled(CALENDAR[key], **values), lang))
