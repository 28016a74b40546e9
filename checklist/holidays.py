"""Rest days and make-up workdays: published years, and what can be known of the others.

A rest day (休息日) is a Saturday, a Sunday or a day off of the State Council's yearly notice,
except the notice's make-up workdays. A year without a recorded notice is *unpublished*: only its
statutory festival days (全国年节及纪念日放假办法, art. 2) are certain. There every other weekend
day may become a make-up workday, and a weekday near a festival may become a day off; the two
extreme readings, `all_work` and `all_rest`, bound every date that depends on such days; `likely`
(weekends rest, the long holidays have their usual length, nothing is moved) serves only to project
when work could be done.

Days are proleptic Gregorian ordinals (`date.toordinal()`), because counting is arithmetic.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from checklist.rules.schema import FilingYear, HolidayYear, Law

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Years whose lunar dates are known; counting stays inside them."""

Reading = Literal["work", "rest", "likely"]

REACH_OF_A_FESTIVAL = 6
"""Days around a statutory day in which an unpublished notice may move a weekday.

The furthest that any notice of 2008 to 2026 moved one is five days; one more is for safety.
"""


@lru_cache(maxsize=256)
def statutory_days(year: int) -> dict[dt.date, str]:
    """The days off that the law itself names for `year`, by date, with the festival's name.

    From 2025 thirteen days (国务院令第795号), before that eleven (第644号): New Year's Eve of the
    lunar year and 2 May were added. Lunar dates and the Qingming solar term come from the lunar
    calendar, so no notice is needed.
    """
    from borax.calendars.lunardate import LunarDate, TermUtils

    def lunar_day(month: int, day: int) -> dt.date:
        found: dt.date = LunarDate(year, month, day).to_solar_date()
        return found

    new_year = lunar_day(1, 1)
    qingming = TermUtils.nth_term_day(year, term_name="清明")
    day = dt.timedelta(days=1)
    from_2025 = year >= 2025
    named: dict[dt.date, str] = {dt.date(year, 1, 1): "元旦"}
    for offset in range(-1 if from_2025 else 0, 3):
        named[new_year + offset * day] = "春节"
    named[qingming] = "清明节"
    for offset in range(2 if from_2025 else 1):
        named[dt.date(year, 5, 1) + offset * day] = "劳动节"
    named[lunar_day(5, 5)] = "端午节"
    named[lunar_day(8, 15)] = "中秋节"
    for offset in range(3):
        named[dt.date(year, 10, 1) + offset * day] = "国庆节"
    return named


@lru_cache(maxsize=256)
def usual_days_off(year: int) -> frozenset[int]:
    """The days of the three long holidays that every notice since 2020 has given, as ordinals.

    春节 from New Year's Eve or New Year's Day to the seventh, 1 to 5 May, 1 to 7 October. No law
    promises them, so no limit is counted by them.
    """
    named = statutory_days(year)
    eve = min(day for day, festival in named.items() if festival == "春节").toordinal()
    spring = range(eve, eve + 8)
    labour = range(dt.date(year, 5, 1).toordinal(), dt.date(year, 5, 6).toordinal())
    national = range(dt.date(year, 10, 1).toordinal(), dt.date(year, 10, 8).toordinal())
    return frozenset({*spring, *labour, *national})


class RestDays:
    """One reading of the calendar: a set of rest-day ordinals and the questions asked of it.

    Years are filled in on first use by `cover`; every method takes and gives ordinals that lie in
    covered years.
    """

    __slots__ = ("_calendar", "_covered", "_reading", "_rest")

    def __init__(self, calendar: "Calendar", reading: Reading) -> None:
        self._calendar = calendar
        self._reading = reading
        self._rest: set[int] = set()
        self._covered: set[int] = set()

    def cover(self, first: int, last: int) -> None:
        """Fill in every year between two years, and one on either side."""
        for year in range(max(first - 1, FIRST_YEAR), min(last + 1, LAST_YEAR) + 1):
            if year not in self._covered:
                certain, uncertain = self._calendar.year_days(year)
                self._rest |= certain
                if self._reading == "rest":
                    self._rest |= uncertain
                elif self._reading == "likely":
                    self._rest |= {day for day in uncertain if day % 7 in (0, 6)}
                    if not self._calendar.published(year):
                        self._rest |= usual_days_off(year)
                self._covered.add(year)

    def is_rest(self, day: int) -> bool:
        """Whether offices rest on this day."""
        return day in self._rest

    def on_or_after(self, day: int) -> int:
        """The first working day on or after `day`."""
        rest = self._rest
        while day in rest:
            day += 1
        return day

    def on_or_before(self, day: int, after: int) -> int | None:
        """The last working day on or before `day` and later than `after`, if there is one."""
        rest = self._rest
        while day > after:
            if day not in rest:
                return day
            day -= 1
        return None

    def nth_after(self, day: int, n: int) -> int:
        """The `n`-th working day after `day`; `day` itself for zero."""
        rest = self._rest
        while n > 0:
            day += 1
            if day not in rest:
                n -= 1
        return day

    def runs_of_three(self, first: int, last: int) -> list[tuple[int, int]]:
        """The runs of three or more rest days inside `first`..`last`, cut at both ends."""
        rest = self._rest
        runs: list[tuple[int, int]] = []
        start: int | None = None
        for day in range(first, last + 2):
            if day <= last and day in rest:
                if start is None:
                    start = day
            elif start is not None:
                if day - start >= 3:
                    runs.append((start, day - 1))
                start = None
        return runs


class Calendar:
    """The recorded years and the two extreme readings of the unrecorded ones."""

    def __init__(
        self, holidays: Iterable[HolidayYear] = (), filing: Iterable[FilingYear] = ()
    ) -> None:
        self._holidays = {year.year: year for year in holidays}
        self.filing = {year.year: year for year in filing}
        self._festivals: dict[int, str] = {
            day: run.festival
            for year in self._holidays.values()
            for run in year.days_off
            for day in range(run.from_.toordinal(), run.to.toordinal() + 1)
        }
        self._make_up = {
            day.toordinal() for year in self._holidays.values() for day in year.make_up_workdays
        }
        self.all_work = RestDays(self, "work")
        self.all_rest = RestDays(self, "rest")
        self.likely = RestDays(self, "likely")

    @classmethod
    def of(
        cls,
        law: Law,
        holidays: Mapping[int, HolidayYear] | None = None,
        filing: Mapping[int, FilingYear] | None = None,
    ) -> "Calendar":
        """The years recorded with the law; the user's own, by year, go before them."""
        return cls(
            {**law.holidays, **(holidays or {})}.values(), {**law.filing, **(filing or {})}.values()
        )

    def published(self, year: int) -> bool:
        """Whether the State Council's paper for `year` is recorded."""
        return year in self._holidays

    def paper_of(self, year: int) -> HolidayYear | None:
        """The recorded year file, if any."""
        return self._holidays.get(year)

    def year_days(self, year: int) -> tuple[set[int], set[int]]:
        """The certain and the uncertain rest days of a year, as ordinals."""
        first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
        weekend = {day for day in range(first, last + 1) if day % 7 in (0, 6)}
        if year in self._holidays:
            days_off = {day for day in self._festivals if first <= day <= last}
            certain = (weekend | days_off) - self._make_up
            uncertain = self._december_bridge(year)
            return certain - uncertain, uncertain
        statutory = {day.toordinal() for day in statutory_days(year)}
        near = {
            day + offset
            for day in statutory
            for offset in range(-REACH_OF_A_FESTIVAL, REACH_OF_A_FESTIVAL + 1)
        }
        near |= set(range(last + 1 - REACH_OF_A_FESTIVAL, last + 1))  # next year's 元旦
        near = {day for day in near if first <= day <= last}
        return statutory, (weekend | near) - statutory

    def _december_bridge(self, year: int) -> set[int]:
        """Days of late December that the next, unpublished notice may still move.

        When 1 January is a Tuesday or Wednesday the days before it have been bridged (2018-12-29
        was a make-up Saturday under the notice for 2019).
        """
        if year + 1 in self._holidays:
            return set()
        new_year = dt.date(year + 1, 1, 1)
        if new_year.weekday() not in (1, 2):
            return set()
        ordinal = new_year.toordinal()
        return set(range(ordinal - new_year.weekday() - 2, ordinal))

    def uncertain(self, first: int, last: int) -> bool:
        """Whether any day between two ordinals hangs on a paper that is not recorded."""
        years = range(dt.date.fromordinal(first).year, dt.date.fromordinal(last).year + 1)
        for year in years:
            if year not in self._holidays:
                return True
            if any(first <= day <= last for day in self._december_bridge(year)):
                return True
        return False

    def describe(self, day: int) -> str:
        """Why a day is what it is: `festival:NAME`, `make-up`, `weekend` or `workday`.

        In an unpublished year the statutory festivals are named, the rest is by the weekday.
        """
        date = dt.date.fromordinal(day)
        if day in self._festivals:
            return f"festival:{self._festivals[day]}"
        if day in self._make_up:
            return "make-up"
        if not self.published(date.year) and date in statutory_days(date.year):
            return f"festival:{statutory_days(date.year)[date]}"
        return "weekend" if day % 7 in (0, 6) else "workday"
