"""What keeps falling due until the end: one dated task for each period (持续申报).

A company in liquidation still files: VAT, withholding, prepayments, contributions, annual reports
(征管法 art. 25, 实施细则 art. 32: also where nothing is due). Each period's date comes from the
published table or the rule; where no law gives one, from a usual day that is an estimate.

Yearly duties may hold back the end, so they enter the order; the others fit in between and are
placed when the end is known.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import Final, NamedTuple

from checklist.company import Company
from checklist.planning.graph import Selected, Selection
from checklist.planning.limits import Counter, remembered
from checklist.planning.schedule import RECORDED, Schedule, Slot
from checklist.rules.schema import TaskRule
from checklist.vocabulary import Frequency, Taxpayer

MOST_PERIODS: Final = 60
"""Periods of one duty: five years of months, more than any plan should need."""

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Period(NamedTuple):
    """One period of a duty, by its name and its first and last day (ordinals)."""

    name: str
    first: int
    last: int


class Due(NamedTuple):
    """One period's task: which duty, which period, by when."""

    id: str
    """The task's id: the duty and its period."""
    rule: TaskRule
    period: Period
    last_day: int
    """The last day to do it: the legal limit, or the usual day."""
    aim: int
    """The day to aim for."""
    unknown: tuple[str, ...]
    opens: int
    """The first day on which it can be done: the period is over, and the law's window is open."""

    @property
    def task(self) -> Selected:
        """The period's task; it may not be done before it opens."""
        return Selected(self.id, self.rule, (), (), self.unknown, not_before=self.opens)


class Horizon(NamedTuple):
    """From which day on duties are asked for, and the days on which they end, by event."""

    base: dt.date
    ends: Mapping[str, dt.date | None]


def frequency(company: Company, every: str) -> tuple[str, tuple[str, ...]]:
    """The length of a period, and the fact that is missing where it had to be assumed.

    Unknown VAT periods are taken as months, the stricter reading; income tax is prepaid by the
    quarter unless the file says otherwise.
    """
    filing, taxpayer = company.tax.filing, company.tax.taxpayer
    if every == "vat":
        if filing.vat is not Frequency.UNKNOWN:
            return ("quarter" if filing.vat is Frequency.QUARTERLY else "month"), ()
        if taxpayer is Taxpayer.SMALL_SCALE:
            return "quarter", ()
        return "month", ("vat-frequency",) if taxpayer is Taxpayer.UNKNOWN else ()
    if every == "cit":
        if filing.cit is Frequency.UNKNOWN:
            return "quarter", ("cit-frequency",)
        return ("month" if filing.cit is Frequency.MONTHLY else "quarter"), ()
    return every, ()


@lru_cache(maxsize=256)
def periods(length: str, start: dt.date) -> tuple[Period, ...]:
    """The periods of a length, from the one that holds `start` on; as many as are ever needed."""
    months = MONTHS[length]
    index = start.year * 12 + start.month - 1
    index -= index % months
    found: list[Period] = []
    for _ in range(MOST_PERIODS):
        year, month = divmod(index, 12)
        first = dt.date(year, month + 1, 1)
        index += months
        last = dt.date(index // 12, index % 12 + 1, 1).toordinal() - 1
        name = {
            "month": f"{year}-{month + 1:02}",
            "quarter": f"{year}-Q{month // 3 + 1}",
            "year": str(year),
        }[length]
        found.append(Period(name, first.toordinal(), last))
    return tuple(found)


def is_period(name: str) -> bool:
    """Whether a text names a month (2026-11), a quarter (2026-Q4) or a year (2026)."""
    return re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?", name) is not None


def dues(
    selection: Selection, company: Company, counter: Counter, horizon: Horizon, *, yearly: bool
) -> Iterator[Due]:
    """The periods that fall due, duty by duty; `yearly` tells which of the duties."""
    for task, unknown in selection.recurring:
        assert task.recurs is not None
        # It speaks of returns to the bureau: the annual report goes to the registry.
        filed = company.tax.filing.filed_through if task.authority == "tax" else None
        length, missing = frequency(company, task.recurs.every)
        if (length == "year") is not yearly:
            continue
        end = horizon.ends.get(counter.canonical(task.recurs.until))
        back = horizon.base.replace(day=1) - dt.timedelta(days=MONTHS[length] * 31)
        for period in periods(length, back):
            over = period.first if task.recurs.partial == "included" else period.last
            if end is None or over >= end.toordinal():
                break
            if filed is not None and period.last <= filed.toordinal():
                continue
            opens, found = _days(task, period, counter)
            if period.last + 1 < opens and opens > end.toordinal():
                break  # the entity is gone before the window opens
            name = f"{task.id}@{period.name}"
            if found is not None and (found[0] >= horizon.base.toordinal() or name in company.done):
                yield Due(name, task, period, *found, (*unknown, *missing), opens)


def _days(task: TaskRule, period: Period, counter: Counter) -> tuple[int, tuple[int, int] | None]:
    """The first day of a period's duty; its last day and the day to aim for, as `_date` has them.

    Remembered: they are the same for every company.
    """

    def make() -> tuple[int, tuple[int, int] | None]:
        return _opens(task, period, counter), _date(task, period, counter)

    return remembered(counter, "days", (task.id, period.name), make)


def _opens(task: TaskRule, period: Period, counter: Counter) -> int:
    """The day after the period, or the later one on which the law's yearly window opens."""
    first = period.last + 1
    for limit in task.limits:
        dates = counter.law.rules[limit.rule].dates
        if dates is not None and dates.opens is not None:
            month, day = (int(part) for part in dates.opens.split("-"))
            year = dt.date.fromordinal(first).year
            first = max(first, dt.date(year, month, day).toordinal())
    return first


def _date(task: TaskRule, period: Period, counter: Counter) -> tuple[int, int] | None:
    """The last day of a period's duty and the day to aim for; None where no rule is recorded."""
    assert task.recurs is not None
    for limit in task.limits:
        rule = counter.law.rules[limit.rule]
        if rule.dates is not None:
            month, day = (int(part) for part in rule.dates.closes.split("-"))
            year = dt.date.fromordinal(period.last).year + 1
            closes = dt.date(year, month, day).toordinal()
            return closes, _working_day(counter, closes, period.last)
        answer = counter.ask(limit.rule, dt.date.fromordinal(period.last))
        if answer is None:
            return None
        fields = answer.fields
        return fields["deadline"].toordinal(), fields["plan_by"].toordinal()
    assert task.recurs.usual_day is not None, "the schema asks for it"
    usual = period.last + task.recurs.usual_day
    return usual, _working_day(counter, usual, period.last)


def _working_day(counter: Counter, day: int, after: int) -> int:
    days = counter.calendar.likely
    days.cover(dt.date.fromordinal(day).year - 1, dt.date.fromordinal(day).year)
    return days.on_or_before(day, after) or day


def enter(
    tasks: Mapping[str, Selected], found: list[Due], counter: Counter, end: int
) -> dict[str, Selected]:
    """The tasks with the yearly duties among them, each before what waits for it.

    A report whose window is still open when the entity ends (`end`, an ordinal) is only advised.
    """
    open_still = {
        due.id
        for due in found
        if due.last_day >= end
        and any(counter.law.rules[limit.rule].dates for limit in due.rule.limits)
    }
    return {**{due.id: due.task for due in found}, **_waiting(tasks, found, open_still)}


def _waiting(
    tasks: Mapping[str, Selected], found: list[Due], advised: Set[str] = frozenset()
) -> dict[str, Selected]:
    """The tasks, those that wait for a duty with its periods among their predecessors."""
    before: dict[str, list[str]] = {}
    for due in found:
        assert due.rule.recurs is not None
        for name in due.rule.recurs.before:
            before.setdefault(name, []).append(due.id)
    return {
        name: task.with_more(
            tuple(other for other in before[name] if other not in advised),
            tuple(other for other in before[name] if other in advised),
        )
        if name in before
        else task
        for name, task in tasks.items()
    }


def place(
    tasks: Mapping[str, Selected],
    found: list[Due],
    schedule: Schedule,
    done: Mapping[str, dt.date],
    today: int,
) -> dict[str, Selected]:
    """Put the other duties into a finished schedule: no later than what waits for them.

    Returns the tasks with these among them; the schedule gets their slots.
    """
    for due in found:
        assert due.rule.recurs is not None
        if due.id in done:
            day = done[due.id].toordinal()
            schedule.slots[due.id] = Slot(day, day, fixed=True, reason=RECORDED)
            continue
        latest = min(
            (
                schedule.slots[name].planned
                for name in due.rule.recurs.before
                if name in schedule.slots and not schedule.slots[name].fixed
            ),
            default=due.aim,
        )
        # A period that is cut short (wages end before the month does) is returned early.
        earliest = max(min(due.period.last + 1, latest), today)
        planned = max(min(due.aim, latest), earliest)
        schedule.slots[due.id] = Slot(planned, earliest)
    return {**{due.id: due.task for due in found}, **_waiting(tasks, found)}
