"""The counting against a second implementation, and what must hold for every period."""

import datetime as dt
import random
from functools import partial

import oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.holidays import Calendar, statutory_days
from checklist.periods import Counted, count
from checklist.rules.loader import load_law
from checklist.rules.schema import Convention, Direction, Period, Unit

LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
ORACLE = oracle.read_calendar()
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2026, 12, 31)

PAIRS: list[tuple[Convention, Direction, Unit, int]] = [
    ("civil", "within", "day", 120),
    ("civil", "within", "month", 14),
    ("civil", "period-open", "day", 90),
    ("civil-procedure", "within", "day", 60),
    ("tax-109", "within", "day", 90),
    ("tax-safe", "within", "day", 90),
    ("tax-monthly", "within", "day", 15),
    ("workday", "within", "working-day", 30),
    ("publication", "at-least", "day", 90),
    ("civil", "at-least-before", "day", 120),
    ("retention", "retain-for", "year", 30),
]
"""Convention, direction, unit, and the longest period that is drawn."""


def ours(
    convention: Convention, direction: Direction, n: int, unit: Unit, trigger: dt.date
) -> Counted:
    return count(CALENDAR, convention, direction, Period(n=n, unit=unit), trigger)


def theirs(
    convention: Convention, direction: Direction, n: int, unit: Unit, trigger: dt.date
) -> oracle.Result:
    return oracle.answer(direction, convention, n, unit, trigger, ORACLE)


def draw(chance: random.Random) -> tuple[Convention, Direction, int, Unit, dt.date]:
    convention, direction, unit, longest = chance.choice(PAIRS)
    trigger = FIRST + dt.timedelta(days=chance.randrange((LAST - FIRST).days))
    if convention == "tax-monthly":
        trigger = trigger.replace(day=1) - dt.timedelta(days=1)
        return convention, direction, 15, unit, trigger
    return convention, direction, chance.randint(1, longest), unit, trigger


def test_a_second_implementation_agrees_on_a_hundred_thousand_periods() -> None:
    chance = random.Random(20261123)
    compared: dict[str, int] = {}
    while sum(compared.values()) < 100_000:
        convention, direction, n, unit, trigger = draw(chance)
        try:
            expected = theirs(convention, direction, n, unit, trigger)
        except oracle.Unpublished:
            continue
        found = ours(convention, direction, n, unit, trigger)
        context = f"{convention} {direction} {n} {unit} from {trigger}"
        assert not found.provisional, context
        for field, day in found.fields.items():
            assert expected[field] == day, f"{context}: {field}"
        if "rest_days_in_period" in expected and convention != "tax-monthly":
            assert expected["rest_days_in_period"] == found.rest_days_in_period, context
        if convention in ("tax-safe", "publication"):
            readings = [dt.date.fromordinal(also.day) for also in found.also]
            assert [also["value"] for also in expected["also_defensible"]] == readings, context
        compared[convention] = compared.get(convention, 0) + 1
    assert min(compared.values()) > 1_000
    assert set(compared) == {pair[0] for pair in PAIRS}


def test_the_second_implementation_agrees_on_the_bounds_of_unpublished_years() -> None:
    chance = random.Random(7)
    compared = 0
    while compared < 2_000:
        convention, direction, n, unit, _ = draw(chance)
        if convention in ("tax-monthly", "retention") or direction == "at-least-before":
            continue
        trigger = dt.date(2026, 9, 1) + dt.timedelta(days=chance.randrange(2_500))
        found = ours(convention, direction, n, unit, trigger)
        if not found.provisional:
            continue

        under = partial(oracle.answer, direction, convention, n, unit, trigger)
        work, rest = oracle.bounds(
            under, ORACLE, lambda day: day in statutory_days(day.year) if day.year > 2026 else False
        )
        assert found.bounds is not None
        for field, (low, high) in found.bounds.items():
            pair = sorted((work[field], rest[field]))
            if field == "plan_by" and convention != "workday":
                # Where no day is surely a working day, the last one that usually is.
                pair[0] = min(pair[0], last_usual(trigger, work["nominal_last_day"]) or pair[0])
            assert [low, high] == pair, f"{convention} {n} {unit} from {trigger}: {field}"
        compared += 1


LUNAR_NEW_YEAR = {
    **{2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11)},
    **{2033: (1, 31), 2034: (2, 19)},
}


def usually_rests(day: dt.date) -> bool:
    """Weekends, the days the law names, and the long holidays as every notice since 2020 had."""
    if day.year <= 2026:
        return ORACLE.is_rest(day)
    spring = day - dt.date(day.year, *LUNAR_NEW_YEAR[day.year])
    long = -1 <= spring.days <= 6 or (day.month == 5 and day.day <= 5)
    national = day.month == 10 and day.day <= 7
    return long or national or day.weekday() >= 5 or day in statutory_days(day.year)


def last_usual(trigger: dt.date, nominal: dt.date) -> dt.date | None:
    day = nominal
    while day > trigger and usually_rests(day):
        day -= dt.timedelta(days=1)
    return day if day > trigger else None


def test_no_day_to_aim_for_lies_in_the_spring_festival_of_an_unpublished_year() -> None:
    """Seven days from Tuesday 2027-02-02 end on 02-09, in the week of the lunar new year, 02-06."""
    found = ours("civil", "within", 7, "day", dt.date(2027, 2, 2))
    # 除夕 is Friday 02-05, 初七 Friday 02-12: the last day before the holiday is Thursday 02-04.
    assert found.fields["plan_by"] == dt.date(2027, 2, 4)
    assert found.fields["deadline"] == dt.date(2027, 2, 9)
    assert "plan-by-usual" in [step.key for step in found.steps]


def test_work_is_projected_past_the_long_holidays_of_an_unpublished_year() -> None:
    """除夕 2027-02-05 to 初七 02-12, then a weekend: work goes on on Monday 02-15."""
    CALENDAR.likely.cover(2027, 2027)
    for first, resumes in (
        (dt.date(2027, 2, 5), dt.date(2027, 2, 15)),
        (dt.date(2027, 5, 1), dt.date(2027, 5, 6)),
        (dt.date(2027, 10, 1), dt.date(2027, 10, 8)),
    ):
        assert CALENDAR.likely.on_or_after(first.toordinal()) == resumes.toordinal()


days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
lengths = st.integers(1, 90)


@pytest.mark.parametrize(
    ("convention", "unit"), [("civil", "day"), ("civil", "month"), ("workday", "working-day")]
)
@given(first=days, later=st.integers(0, 40), n=lengths)
def test_a_later_trigger_never_gives_an_earlier_deadline(
    convention: Convention, unit: Unit, first: dt.date, later: int, n: int
) -> None:
    n = n % 24 + 1 if unit == "month" else n
    second = first + dt.timedelta(days=later)
    one = ours(convention, "within", n, unit, first)
    two = ours(convention, "within", n, unit, second)
    assume(one.provisional == two.provisional)
    assert one.fields["deadline"] <= two.fields["deadline"]


@given(
    kind=st.sampled_from(["civil", "civil-procedure", "tax-109", "tax-safe", "workday"]),
    trigger=days,
    n=lengths,
)
def test_the_day_to_plan_for_is_a_working_day_within_the_limit(
    kind: Convention, trigger: dt.date, n: int
) -> None:
    unit: Unit = "working-day" if kind == "workday" else "day"
    found = ours(kind, "within", n, unit, trigger)
    plan_by, limit = found.fields["plan_by"], found.fields["deadline"]
    assert trigger < plan_by <= limit
    CALENDAR.all_work.cover(plan_by.year, plan_by.year)
    assert plan_by == limit or not CALENDAR.all_work.is_rest(plan_by.toordinal())


@given(
    pair=st.sampled_from(PAIRS),
    trigger=days,
    n=lengths,
)
def test_no_unflagged_date_depends_on_an_unpublished_year(
    pair: tuple[Convention, Direction, Unit, int], trigger: dt.date, n: int
) -> None:
    """Whatever a later paper says, an unflagged date stays; a flagged one stays in its bounds."""
    convention, direction, unit, longest = pair
    n = min(n, longest)
    if direction == "at-least-before":
        trigger += dt.timedelta(days=longest + 60)  # counted back, it must not leave 2020
    found = ours(convention, direction, n, unit, trigger)
    for seed in (1, 2):
        guessed = count(_with_papers(seed), convention, direction, Period(n=n, unit=unit), trigger)
        assert not guessed.provisional
        for field, day in guessed.fields.items():
            if not found.provisional:
                assert found.fields[field] == day
            elif field != "plan_by":
                assert found.bounds is not None
                low, high = found.bounds[field]
                assert low <= day <= high


_PAPERS: dict[int, Calendar] = {}


def _with_papers(seed: int) -> Calendar:
    """A calendar in which every later year has a paper somebody might have published."""
    if seed not in _PAPERS:
        from checklist.rules.schema import DaysOff, HolidayYear, Paper

        chance = random.Random(seed)
        paper = Paper.model_validate(
            {"zh": "假设", "checked_on": "2026-11-23", "confidence": "from-memory"}
        )
        years = []
        for year in range(2027, 2070):
            off = dict(statutory_days(year))
            for day in list(off):
                for away in range(1, chance.randint(1, 4)):
                    near = day + dt.timedelta(days=away)
                    if near.year == year and near not in off and chance.random() < 0.6:
                        off[near] = off[day]
            weekends = [
                day
                for number in range(366)
                if (day := dt.date(year, 1, 1) + dt.timedelta(days=number)).year == year
                and day.weekday() >= 5
                and day not in off
            ]
            years.append(
                HolidayYear(
                    kind="holidays",
                    year=year,
                    papers=(paper,),
                    days_off=tuple(
                        DaysOff.model_validate({"from": day, "to": day, "festival": name})
                        for day, name in sorted(off.items())
                    ),
                    make_up_workdays=tuple(chance.sample(weekends, 6)),
                )
            )
        _PAPERS[seed] = Calendar([*LAW.holidays.values(), *years], LAW.filing.values())
    return _PAPERS[seed]


def test_published_festivals_hold_the_days_that_the_law_names() -> None:
    """The lunar reckoning against seven published papers."""
    for year in LAW.holidays:
        CALENDAR.all_work.cover(year, year)
        for day in statutory_days(year):
            assert CALENDAR.all_work.is_rest(day.toordinal()), day


def test_chinesecalendar_knows_the_same_days() -> None:
    """Every day of 2020 to 2026 that the package covers, one by one."""
    import chinese_calendar

    checked = 0
    for year in LAW.holidays:
        CALENDAR.all_work.cover(year, year)
        for number in range(366):
            day = dt.date(year, 1, 1) + dt.timedelta(days=number)
            if day.year != year:
                continue
            try:
                rests = chinese_calendar.is_holiday(day)
            except NotImplementedError:
                continue
            assert CALENDAR.all_work.is_rest(day.toordinal()) == rests, day
            checked += 1
    assert checked > 2_500


def test_the_tax_table_follows_article_109() -> None:
    """All thirty-six published dates by the rule."""
    period = Period(n=15, unit="day")
    for year, table in LAW.filing.items():
        for month, due in table.due.items():
            end = dt.date(year, month, 1) - dt.timedelta(days=1)
            assert count(CALENDAR, "tax-109", "within", period, end).fields["deadline"] == due
