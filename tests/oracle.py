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

``python tests/oracle.py`` checks itself against the published filing dates and against every row
of ``tests/cases/dates/*.csv`` whose period is named in ``PERIODS``.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
HOLIDAYS = ROOT / "checklist" / "rules" / "holidays"
TAX_FILING = ROOT / "checklist" / "rules" / "tax_filing"
CASES = ROOT / "tests" / "cases" / "dates"

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


def read_calendar(holidays: Path = HOLIDAYS, tax_filing: Path = TAX_FILING) -> Calendar:
    """The calendar of the year files themselves."""
    published: set[int] = set()
    days_off: set[dt.date] = set()
    make_up: set[dt.date] = set()
    filing: dict[tuple[int, int], dt.date] = {}
    for path in sorted(holidays.glob("*.yaml")):
        year = yaml.safe_load(path.read_text(encoding="utf-8"))
        published.add(year["year"])
        for run in year["days_off"]:
            day = run["from"]
            while day <= run["to"]:
                days_off.add(day)
                day += ONE_DAY
        make_up.update(year["make_up_workdays"])
    for path in sorted(tax_filing.glob("*.yaml")):
        year = yaml.safe_load(path.read_text(encoding="utf-8"))
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
    best = None
    for day in days_of(trigger, last):
        if not calendar.is_rest(day):
            best = day
    return limit if best is None else best


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


def only_after(trigger: dt.date, n: int, unit: str, calendar: Calendar) -> Result:
    """The end rolls, the step is the first working day after it (the later, safe reading).

    ``earliest_day_plain`` is the calendar day after the nominal end. No text settles which.
    """
    last = nominal(trigger, n, unit, calendar)
    return {
        "nominal_last_day": last,
        "earliest_day": working_day_after(roll(last, calendar), 1, calendar),
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
        if counting == "workday":
            return workday(trigger, n, calendar)
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


# --- Checking itself ----------------------------------------------------------------------------

# rule: (direction, counting, n, unit), for the rules of tests/cases/dates/*.csv.
PERIODS: dict[str, tuple[str, str, int, str]] = {
    "accounting-archives-retention": ("retain-for", "retention", 30, "year"),
    "approval-document-validity": ("valid-for", "civil", 90, "day"),
    "bank-account-change-report-15": ("within", "tax-109", 15, "day"),
    "bank-close-5-working-days": ("within", "workday", 5, "working-day"),
    "bank-handles-2-working-days": ("within", "workday", 2, "working-day"),
    "bank-notice-30-days": ("within", "civil", 30, "day"),
    "bank-other-accounts-3-working-days": ("within", "workday", 3, "working-day"),
    "bankruptcy-claim-period": ("at-least", "civil-procedure", 30, "day"),
    "bankruptcy-deregistration-10": ("within", "civil-procedure", 10, "day"),
    "bankruptcy-later-distribution-2-years": ("informational", "civil-procedure", 2, "year"),
    "branch-deregistration-30-old": ("within", "civil", 30, "day"),
    "cit-annual-5-months": ("within", "civil", 5, "month"),
    "cit-final-settlement-60": ("within", "tax-safe", 60, "day"),
    "cit-liquidation-return-15": ("within", "tax-safe", 15, "day"),
    "cit-prepayment-15": ("within", "tax-monthly", 15, "day"),
    "company-dissolution-cause-publicity": ("within", "civil", 10, "day"),
    "contract-text-2-years": ("retain-for", "retention", 2, "year"),
    "coop-announcement-60": ("within", "civil", 60, "day"),
    "coop-claim-30": ("period-open", "civil", 30, "day"),
    "coop-claim-45": ("period-open", "civil", 45, "day"),
    "coop-liquidation-group-15": ("within", "civil", 15, "day"),
    "coop-notice-10": ("within", "civil", 10, "day"),
    "court-liquidation-six-months": ("within", "civil", 6, "month"),
    "creditor-announcement": ("within", "civil", 60, "day"),
    "creditor-announcement-2018": ("within", "civil", 60, "day"),
    "creditor-claim-notified": ("period-open", "civil", 30, "day"),
    "creditor-claim-unnotified": ("period-open", "civil", 45, "day"),
    "creditor-notice-known": ("within", "civil", 10, "day"),
    "customs-deregistration-time": ("within", "workday", 11, "working-day"),
    "customs-records-3-years": ("retain-for", "retention", 3, "year"),
    "deregistration-application-after-liquidation": ("within", "civil", 30, "day"),
    "deregistration-application-no-liquidation": ("within", "civil", 30, "day"),
    "employee-file-transfer-15": ("within", "civil", 15, "day"),
    "food-licence-cancel": ("within", "workday", 20, "working-day"),
    "forced-deregistration-notice-90": ("at-least", "publication", 90, "day"),
    "forced-deregistration-notice-law": ("at-least", "publication", 60, "day"),
    "hf-accounts-20": ("within", "civil", 20, "day"),
    "hf-deregister-30": ("within", "civil", 30, "day"),
    "hf-employment-ends-30": ("within", "civil", 30, "day"),
    "hf-remit-5": ("within", "civil", 5, "day"),
    "iit-business-income-prepay-15": ("within", "tax-monthly", 15, "day"),
    "iit-partnership-settlement-60": ("within", "tax-safe", 60, "day"),
    "iit-withholding-15": ("within", "tax-monthly", 15, "day"),
    "individual-business-10-day-referral": ("at-least", "civil", 10, "day"),
    "individual-dismissal-notice-30": ("at-least-before", "civil", 30, "day"),
    "invoice-stubs-5-years": ("retain-for", "retention", 5, "year"),
    "land-vat-7": ("within", "tax-safe", 7, "day"),
    "layoff-notice-30": ("at-least-before", "civil", 30, "day"),
    "licence-lost-30": ("within", "civil", 30, "day"),
    "liquidation-group-filing-old": ("within", "civil", 10, "day"),
    "liquidation-group-formation": ("within", "civil", 15, "day"),
    "liquidation-group-formation-2018": ("within", "civil", 15, "day"),
    "liquidation-group-formation-transition": ("within", "civil", 15, "day"),
    "liquidation-group-name-list-announcement": ("within", "civil", 10, "day"),
    "overpaid-tax-refund-3-years": ("within", "civil", 3, "year"),
    "partnership-announcement-60": ("within", "civil", 60, "day"),
    "partnership-below-quorum-30": ("only-after", "civil", 30, "day"),
    "partnership-claim-30": ("period-open", "civil", 30, "day"),
    "partnership-claim-45": ("period-open", "civil", 45, "day"),
    "partnership-creditor-notice-10": ("within", "civil", 10, "day"),
    "partnership-liquidator-15": ("within", "civil", 15, "day"),
    "partnership-registration-15": ("within", "civil", 15, "day"),
    "refund-handling-30": ("within", "tax-109", 30, "day"),
    "registry-decision-time": ("within", "workday", 3, "working-day"),
    "rep-office-decision-10": ("within", "civil", 10, "day"),
    "rep-office-deregistration-60": ("within", "civil", 60, "day"),
    "severance-pay-on-handover": ("at", "instant", 0, "day"),
    "si-agency-10-working-days": ("within", "workday", 10, "working-day"),
    "si-deregister-30": ("within", "civil", 30, "day"),
    "simple-application-grace": ("extension", "civil", 30, "day"),
    "simple-application-grace-2021": ("extension", "civil", 30, "day"),
    "simple-application-window": ("within", "civil", 20, "day"),
    "simple-application-window-company": ("within", "civil", 20, "day"),
    "simple-notice": ("at-least", "publication", 20, "day"),
    "simple-notice-company": ("at-least", "publication", 20, "day"),
    "sole-claim-notified": ("period-open", "civil", 30, "day"),
    "sole-claim-unnotified": ("period-open", "civil", 60, "day"),
    "sole-creditor-notice-15-before": ("within-before", "civil", 15, "day"),
    "sole-registration-15": ("within", "civil", 15, "day"),
    "sole-residual-liability-5-years": ("informational", "civil", 5, "year"),
    "special-marking-six-months": ("informational", "civil", 6, "month"),
    "stamp-duty-per-document-15": ("within", "tax-safe", 15, "day"),
    "stamp-duty-quarterly-15": ("within", "tax-monthly", 15, "day"),
    "suspension-max-three-years": ("at-most", "civil", 3, "year"),
    "tax-after-revocation-15": ("within", "tax-109", 15, "day"),
    "tax-clearance-immediate": ("within", "instant", 0, "day"),
    "tax-no-registry-15": ("within", "tax-109", 15, "day"),
    "tax-records-10-years": ("retain-for", "retention", 10, "year"),
    "tax-recovery-period": ("informational", "civil", 3, "year"),
    "telecom-licence-90": ("at-least-before", "civil", 90, "day"),
    "termination-certificate": ("at", "instant", 0, "day"),
    "unemployed-list-15": ("within", "civil", 15, "day"),
    "unemployed-list-7": ("within", "civil", 7, "day"),
    "vat-return-15": ("within", "tax-monthly", 15, "day"),
    "vat-return-15-old": ("within", "tax-monthly", 15, "day"),
    "wecom-personal-review": ("estimate", "workday", 2, "working-day"),
    "wht-nonresident-7": ("within", "tax-safe", 7, "day"),
    "work-permit-cancel-10": ("within", "workday", 10, "working-day"),
}

# The period of the transition rule starts on this day, whatever the day of the cause.
TRANSITION_START = dt.date(2024, 7, 1)


def evaluate(rule: str, trigger: dt.date, calendar: Calendar) -> Result:
    """The contract's fields for one rule of ``PERIODS``."""
    direction, counting, n, unit = PERIODS[rule]
    if rule == "liquidation-group-formation-transition":
        trigger = TRANSITION_START
    if direction == "within-before":
        return {"earliest_day_in_window": at_least_before(trigger, n, calendar)["latest_day"]}
    result = answer(direction, counting, n, unit, trigger, calendar)
    if rule in ("simple-notice", "simple-notice-company"):
        result |= simple_window(trigger, calendar)
    return result


def main() -> int:
    calendar = read_calendar()
    wrong = 0
    for (year, month), published in sorted(calendar.filing.items()):
        period_end = dt.date(year, month, 1) - ONE_DAY
        counted = tax_109(period_end, 15, "day", calendar)["deadline"]
        if counted != published:
            wrong += 1
            print(f"{year}-{month:02d}: published {published}, counted {counted}")
    rows = 0
    for path in sorted(CASES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                if row["rule"] not in PERIODS:
                    continue
                try:
                    counted = evaluate(row["rule"], dt.date.fromisoformat(row["from"]), calendar)
                except Unpublished:
                    continue  # a year without a paper has two bounds
                if row["field"] not in counted:
                    continue
                rows += 1
                if str(counted[row["field"]]) != row["value"]:
                    wrong += 1
                    print(f"{path.name}:{number}: {row}, counted {counted[row['field']]}")
    print(f"{len(calendar.filing)} filing dates, {rows} rows, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
