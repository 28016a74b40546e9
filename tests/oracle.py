"""A second, independent way to count legal periods, for the tests only.

It is written from the wording of the counting conventions and from the year files, without a look
at ``checklist/periods.py`` or ``checklist/holidays.py``, and it walks the calendar one day at a
time. It is slow and obvious on purpose: where it and the program differ, one of the two is wrong.

Words used here:

* a *rest day* is a Saturday, a Sunday or a day off of the State Council's yearly paper, except a
  make-up workday; every other day is a *working day*;
* the day that triggers a period is never counted: day 1 is the day after it;
* the *nominal* day is the last day before any roll-over or extension;
* to *roll* is to move from a rest day to the first working day after it.

Every function takes the calendar last and returns plain dates. A calendar refuses a day of a year
whose paper is not recorded; ``bounds`` answers for those.

What it takes from the program's data files are the papers, the filing dates and the length,
direction and convention of each rule; how those are read and counted is its own.

``python tests/oracle.py`` checks itself against the published filing dates and against every row
of ``tests/cases/dates/*.csv``.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
HOLIDAYS = ROOT / "checklist" / "rules" / "holidays"
TAX_FILING = ROOT / "checklist" / "rules" / "tax_filing"
TERMS = ROOT / "checklist" / "rules" / "terms"
CASES = ROOT / "tests" / "cases" / "dates"

# The worked dates were counted with the papers up to this year; a later paper changes none of them.
COUNTED_THROUGH = 2026

ONE_DAY = dt.timedelta(days=1)
Result = dict[str, Any]


# --- The calendar -------------------------------------------------------------------------------


class Unpublished(LookupError):  # noqa: N818 - named as the year is
    """The day lies in a year whose days off are not recorded."""


@dataclass(frozen=True)
class Calendar:
    """Rest days and working days, year by year."""

    published: frozenset[int]
    days_off: frozenset[dt.date]
    make_up: frozenset[dt.date]
    filing: Mapping[tuple[int, int], dt.date] = field(default_factory=dict)

    def is_rest(self, day: dt.date) -> bool:
        if day.year not in self.published:
            raise Unpublished(day)
        if day in self.make_up:
            return False
        return day in self.days_off or is_weekend(day)


@dataclass(frozen=True)
class Assumed(Calendar):
    """The same, with one guess for every uncertain day of the years not published.

    There the statutory festival days are certainly rest; any other weekend day, and a weekday at
    most six days away from a statutory festival day, may be either; other weekdays are work.
    """

    statutory: Callable[[dt.date], bool] = lambda day: False
    uncertain_rests: bool = False

    def is_rest(self, day: dt.date) -> bool:
        if day.year in self.published:
            return super().is_rest(day)
        if self.statutory(day):
            return True
        near = any(
            self.statutory(day + dt.timedelta(days=away)) for away in range(-6, 7) if away != 0
        )
        if is_weekend(day) or near:
            return self.uncertain_rests
        return False


def is_weekend(day: dt.date) -> bool:
    return day.isoweekday() in (6, 7)


def read_calendar(
    holidays: Path = HOLIDAYS, tax_filing: Path = TAX_FILING, through: int = 9999
) -> Calendar:
    """The calendar of the year files themselves, up to the year ``through``."""
    published: set[int] = set()
    days_off: set[dt.date] = set()
    make_up: set[dt.date] = set()
    filing: dict[tuple[int, int], dt.date] = {}
    for path in sorted(holidays.glob("*.yaml")):
        year = yaml.safe_load(path.read_text(encoding="utf-8"))
        if year["year"] > through:
            continue
        published.add(year["year"])
        for run in year["days_off"]:
            day = run["from"]
            while day <= run["to"]:
                days_off.add(day)
                day += ONE_DAY
        make_up.update(year["make_up_workdays"])
    for path in sorted(tax_filing.glob("*.yaml")):
        year = yaml.safe_load(path.read_text(encoding="utf-8"))
        if year["year"] > through:
            continue
        for month, day in year["due"].items():
            filing[year["year"], month] = day
    return Calendar(frozenset(published), frozenset(days_off), frozenset(make_up), filing)


# --- Steps along the calendar -------------------------------------------------------------------


def days_of(trigger: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Day 1, day 2, … of the period: the trigger is excluded, the last day is included."""
    day = trigger + ONE_DAY
    while day <= last:
        yield day
        day += ONE_DAY


def roll(day: dt.date, calendar: Calendar) -> dt.date:
    while calendar.is_rest(day):
        day += ONE_DAY
    return day


def working_day_after(day: dt.date, n: int, calendar: Calendar) -> dt.date:
    """The n-th working day after the given day."""
    found = 0
    while found < n:
        day += ONE_DAY
        if not calendar.is_rest(day):
            found += 1
    return day


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day number so many months later, or the last day of that month where it is short."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return dt.date(year, month, number)
        except ValueError:
            number -= 1


def month_end(day: dt.date) -> dt.date:
    """The last day of the month in which the day lies."""
    while (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day


def nominal(trigger: dt.date, n: int, unit: str, calendar: Calendar | None = None) -> dt.date:
    """The last day of the period before any roll-over or extension."""
    if unit == "day":
        day = trigger
        for _ in range(n):
            day += ONE_DAY
        return day
    if unit == "month":
        return months_later(trigger, n)
    if unit == "year":
        return months_later(trigger, 12 * n)
    if unit == "working-day":
        if calendar is None:
            raise TypeError("working days need a calendar")
        return working_day_after(trigger, n, calendar)
    raise ValueError(unit)


def plan_by(trigger: dt.date, last: dt.date, limit: dt.date, calendar: Calendar) -> dt.date:
    """The last working day after the trigger and on or before ``last``; else the limit itself."""
    day = last
    while day > trigger:
        if not calendar.is_rest(day):
            return day
        day -= ONE_DAY
    return limit


def rest_days_in_period(trigger: dt.date, last: dt.date, calendar: Calendar) -> int:
    """Days in runs of three or more rest days; only days inside the period make up a run."""
    total = 0
    run = 0
    for day in days_of(trigger, last):
        if calendar.is_rest(day):
            run += 1
            continue
        if run >= 3:
            total += run
        run = 0
    if run >= 3:
        total += run
    return total


# --- The conventions ----------------------------------------------------------------------------


def civil_within(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """Rest days inside change nothing; a last day on a rest day rolls."""
    last = nominal(trigger, n, unit, calendar)
    deadline = roll(last, calendar)
    return {
        "nominal_last_day": last,
        "deadline": deadline,
        "plan_by": plan_by(trigger, last, deadline, calendar),
    }


civil_procedure = civil_within


def tax_109(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """N rest days in runs of three or more: the N-th working day after the nominal day."""
    last = nominal(trigger, n, unit, calendar)
    extra = rest_days_in_period(trigger, last, calendar)
    deadline = working_day_after(last, extra, calendar) if extra else roll(last, calendar)
    return {
        "nominal_last_day": last,
        "deadline": deadline,
        "plan_by": plan_by(trigger, last, deadline, calendar),
        "rest_days_in_period": extra,
    }


def tax_safe(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """The civil day; the day of tax-109 is only the other reading."""
    result = civil_within(trigger, n, unit, calendar)
    extended = tax_109(trigger, n, unit, calendar)
    result["rest_days_in_period"] = extended["rest_days_in_period"]
    differs = extended["deadline"] != result["deadline"]
    result["also_defensible"] = (
        [{"field": "deadline", "value": extended["deadline"]}] if differs else []
    )
    return result


def tax_monthly(period_end: dt.date, calendar: Calendar) -> Result:
    """The published date of the month after the period; without a table, tax-109 for its 1st-15th.

    ``period_end`` is the last day of a month, so day 15 after it is the 15th of the next month.
    """
    if (period_end + ONE_DAY).day != 1:
        raise ValueError(f"{period_end} is not the end of a month")
    result = tax_109(period_end, 15, "day", calendar)
    first = period_end + ONE_DAY
    result["deadline"] = calendar.filing.get((first.year, first.month), result["deadline"])
    return result


def tax_month_of(trigger: dt.date, calendar: Calendar) -> Result:
    """Counted from the end of the month in which the trigger falls."""
    return tax_monthly(month_end(trigger), calendar)


def year_end(trigger: dt.date, calendar: Calendar) -> Result:
    """31 December of the trigger's year; what counts is the balance on it, so it never rolls."""
    last = dt.date(trigger.year, 12, 31)
    return {
        "nominal_last_day": last,
        "deadline": last,
        "plan_by": plan_by(trigger, last, last, calendar),
    }


def workday(trigger: dt.date, n: int, calendar: Calendar) -> Result:
    """Only working days count, make-up Saturdays and Sundays among them."""
    last = working_day_after(trigger, n, calendar)
    return {"nominal_last_day": last, "deadline": last, "plan_by": last}


def period_open(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """Others may act to the end, which rolls; the next step is the first working day after it."""
    last = nominal(trigger, n, unit, calendar)
    end = roll(last, calendar)
    return {
        "nominal_last_day": last,
        "period_end": end,
        "earliest_next_step": working_day_after(end, 1, calendar),
    }


def publication(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """The calendar end does not roll; the strict reading rolls it first."""
    end = nominal(trigger, n, unit, calendar)
    earliest = working_day_after(end, 1, calendar)
    strict = working_day_after(roll(end, calendar), 1, calendar)
    return {
        "nominal_end": end,
        "earliest_filing": earliest,
        "earliest_filing_strict": strict,
        "also_defensible": (
            [{"field": "earliest_filing", "value": strict}] if strict != earliest else []
        ),
    }


def simple_window(
    notice_published: dt.date, calendar: Calendar, notice: int = 20, window: int = 20
) -> Result:
    """The days in which to apply after the simple notice: day 1 is the day after its end."""
    end = nominal(notice_published, notice, "day")
    civil = civil_within(end, window, "day", calendar)
    return {
        "application_window_nominal_last_day": civil["nominal_last_day"],
        "application_window_deadline": civil["deadline"],
        "plan_by": civil["plan_by"],
    }


def at_least_before(event: dt.date, n: int, calendar: Calendar) -> Result:
    """Day n before the event; to plan by the last working day on or before it."""
    day = event
    for _ in range(n):
        day -= ONE_DAY
    latest = day
    while calendar.is_rest(day):
        day -= ONE_DAY
    return {"latest_day": latest, "plan_by": day}


def within_before(event: dt.date, n: int, calendar: Calendar) -> Result:
    """Inside the n days before the event: from day n on, to the day before the event.

    To plan for the first working day inside, the one that the stricter reading comes closest to.
    """
    opens = event - n * ONE_DAY
    latest = event - ONE_DAY
    return {
        "earliest_day_in_window": opens,
        "latest_day": latest,
        "plan_by": min(roll(opens, calendar), latest),
    }


def open_notice(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """Something to be done while a public notice runs: its calendar end does not roll."""
    end = nominal(trigger, n, unit, calendar)
    return {
        "nominal_last_day": end,
        "deadline": end,
        "plan_by": plan_by(trigger, end, end, calendar),
    }


def platform(direction: str, trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """A vendor's rule: calendar days, and one day of margin on the safe side.

    A limit is met one day before its last day; a wait is over one day after the day after its end.
    """
    last = nominal(trigger, n, unit, calendar)
    if direction == "at-least":
        return {"nominal_end": last, "earliest_filing": last + 2 * ONE_DAY}
    if direction == "only-after":
        return {"earliest_day": last + 2 * ONE_DAY}
    limit = last - ONE_DAY
    return {
        "nominal_last_day": last,
        "deadline": limit,
        "plan_by": plan_by(trigger, limit, limit, calendar),
    }


def only_after(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """The end rolls (the later, safe reading), and on the day after it the period is over.

    No office need be open for that, so the day itself may be a rest day; what is then done at an
    office waits for a working day anyhow. ``earliest_day_plain`` is the calendar day after the
    nominal end. No text settles which.
    """
    last = nominal(trigger, n, unit, calendar)
    return {
        "nominal_last_day": last,
        "earliest_day": roll(last, calendar) + ONE_DAY,
        "earliest_day_plain": last + ONE_DAY,
    }


def at_least(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """A minimum wait that is no public notice: as for ``only_after`` (the later, safe reading)."""
    last = nominal(trigger, n, unit, calendar)
    return {
        "nominal_end": last,
        "earliest_filing": working_day_after(roll(last, calendar), 1, calendar),
        "earliest_filing_plain": last + ONE_DAY,
    }


def instant(trigger: dt.date) -> Result:
    """The same day. No text says that it rolls."""
    return {"nominal_last_day": trigger, "deadline": trigger, "plan_by": trigger}


def retain_for(trigger: dt.date, n: int, unit: str = "year") -> Result:
    """The same day so many years later; it never rolls."""
    return {"keep_through": nominal(trigger, n, unit)}


def answer(
    direction: str, counting: str, n: int, unit: str, trigger: dt.date, calendar: Calendar
) -> Result:
    """The convention of a rule's direction and counting; an unsettled pair is a ``KeyError``."""
    if direction == "at-least-before":
        return at_least_before(trigger, n, calendar)
    if direction == "within-before":
        return within_before(trigger, n, calendar)
    if counting == "platform":
        return platform(direction, trigger, n, unit, calendar)
    if direction == "retain-for":
        return retain_for(trigger, n, unit)
    if direction == "only-after" and counting == "civil":
        return only_after(trigger, n, unit, calendar)
    if direction == "period-open" and counting == "civil":
        return period_open(trigger, n, unit, calendar)
    if direction == "at-least" and counting == "publication":
        return publication(trigger, n, unit, calendar)
    if direction == "at-least" and counting in ("civil", "civil-procedure"):
        return at_least(trigger, n, unit, calendar)
    if counting == "instant":
        return instant(trigger)
    if direction in ("informational", "estimate"):
        return {"nominal_last_day": nominal(trigger, n, unit, calendar)}
    if direction in ("within", "at-most", "extension", "valid-for"):
        if counting == "tax-monthly":
            return tax_monthly(trigger, calendar)
        if counting == "tax-month-of":
            return tax_month_of(trigger, calendar)
        if counting == "year-end":
            return year_end(trigger, calendar)
        if counting == "workday":
            return workday(trigger, n, calendar)
        if counting == "publication":
            return open_notice(trigger, n, unit, calendar)
        return {
            "civil": civil_within,
            "civil-procedure": civil_procedure,
            "tax-109": tax_109,
            "tax-safe": tax_safe,
        }[counting](trigger, n, unit, calendar)
    raise KeyError((direction, counting))


# --- Years without a paper ----------------------------------------------------------------------


def bounds(
    fn: Callable[[Calendar], Result],
    calendar: Calendar,
    statutory: Callable[[dt.date], bool] | Collection[dt.date] = (),
) -> tuple[Result, Result]:
    """``fn`` where every uncertain day is work, and where every uncertain day is rest.

    For a last day, an end or an earliest day these two are the true bounds: one more rest day
    never makes them earlier. ``plan_by`` is different where the period may hold no working day at
    all: it then jumps to the limit, so the second result may be the later one.
    """
    is_statutory = statutory if callable(statutory) else frozenset(statutory).__contains__
    results = [
        fn(
            Assumed(
                calendar.published,
                calendar.days_off,
                calendar.make_up,
                calendar.filing,
                statutory=is_statutory,
                uncertain_rests=rests,
            )
        )
        for rests in (False, True)
    ]
    return results[0], results[1]


# The days off that the law itself names (全国年节及纪念日放假办法 of 2024, art. 2), for the year
# after the last paper: New Year's Day; the eve of the lunar year (5 February 2027) and three days;
# Qingming; Labour Day, two days; Dragon Boat; Mid-Autumn; National Day, three days.
STATUTORY_2027 = frozenset(
    dt.date(2027, month, day)
    for month, day in [
        *((1, 1), (2, 5), (2, 6), (2, 7), (2, 8), (4, 5), (5, 1), (5, 2), (6, 9), (9, 15)),
        *((10, 1), (10, 2), (10, 3)),
    ]
) | {dt.date(2028, 1, 1)}

# The later of two bounds is the safe one for what must be waited for, the earlier one for a limit.
WAITS = ("earliest_next_step", "earliest_filing", "earliest_day", "period_end")


def safe(
    fn: Callable[[Calendar], Result],
    calendar: Calendar,
    statutory: Callable[[dt.date], bool] | Collection[dt.date] = STATUTORY_2027,
) -> Result:
    """``fn`` by the calendar; where that reaches a year without a paper, by its safe bounds.

    ``provisional`` says which; ``bounds`` then holds, for each date, the earlier and the later day.
    """
    try:
        return fn(calendar) | {"provisional": False}
    except Unpublished:
        work, rest = bounds(fn, calendar, statutory)
    result: Result = {"provisional": True, "bounds": {}}
    for name, day in work.items():
        if isinstance(day, dt.date):
            low, high = sorted((day, rest[name]))
            result["bounds"][name] = (low, high)
            result[name] = high if name in WAITS else low
    return result


# --- Checking itself ----------------------------------------------------------------------------

# The period of the transition rule starts on this day, whatever the day of the cause.
TRANSITION_RULE = "liquidation-group-formation-transition"
TRANSITION_START = dt.date(2024, 7, 1)


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Every rule of the law's data files, as it is written there."""
    return {
        rule["id"]: rule
        for path in sorted(TERMS.glob("*.yaml"))
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]
    }


def evaluate(name: str, trigger: dt.date, calendar: Calendar) -> Result:
    """The contract's fields for one rule."""
    rule = rules()[name]
    if name == TRANSITION_RULE:
        trigger = TRANSITION_START
    n, unit = rule["period"]["n"], rule["period"]["unit"]
    result = answer(rule["direction"], rule["counting"], n, unit, trigger, calendar)
    if "opens" in rule:
        window = rules()[rule["opens"]]["period"]["n"]
        result |= simple_window(trigger, calendar, n, window)
    return result


def stated(result: Result, name: str) -> str | None:
    """A field of a result as the tables write it; ``None`` where this program has no opinion."""
    if name.startswith("also:"):
        readings = result.get("also_defensible")
        wanted = name.removeprefix("also:")
        return readings and " ".join(str(r["value"]) for r in readings if r["field"] == wanted)
    if name.startswith("bounds:"):
        return " ".join(str(day) for day in result.get("bounds", {})[name.removeprefix("bounds:")])
    if name == "provisional":
        return str(result[name]).lower()
    return str(result[name]) if name in result else None


def disagreements(calendar: Calendar) -> Iterator[str]:
    """Every worked date of the tables that is counted otherwise here."""
    for path in sorted(CASES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = [(number, row) for number, row in enumerate(csv.DictReader(file), 2)]
        applied = {
            (row["rule"], row["from"]): row["value"]
            for _, row in lines
            if row["field"] == "applied_rule"
        }
        for number, row in lines:
            if row["field"] == "applied_rule":
                continue
            rule = applied.get((row["rule"], row["from"]), row["rule"])
            trigger = dt.date.fromisoformat(row["from"])
            counted = stated(safe(partial(evaluate, rule, trigger), calendar), row["field"])
            if counted is not None and counted != row["value"]:
                yield f"{path.name}:{number}: {row}, counted {counted}"


def main() -> int:
    calendar = read_calendar()
    wrong = 0
    for (year, month), published in sorted(calendar.filing.items()):
        period_end = dt.date(year, month, 1) - ONE_DAY
        counted = tax_109(period_end, 15, "day", calendar)["deadline"]
        if counted != published:
            wrong += 1
            print(f"{year}-{month:02d}: published {published}, counted {counted}")
    for line in disagreements(read_calendar(through=COUNTED_THROUGH)):
        wrong += 1
        print(line)
    print(f"{len(calendar.filing)} filing dates and the worked dates: {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
