"""Counting conventions (期间计算): pure functions that count and say how they counted.

A period has a trigger day, which is never counted (民法典 art. 201), a length, a convention and a
direction. `count` gives the fields of the command-line contract for that direction, the steps a
reader can follow with a calendar, other defensible readings, and whether the result hangs on a
year whose days off are not published; then both extreme readings of that year are counted and the
safe one is answered: the earlier day for a limit, the later day for a wait.

Legal basis: 民法典 arts. 200–204 (civil), 税收征收管理法实施细则 arts. 108–109 (tax-109),
行政许可法 art. 82 (workday), 民事诉讼法 art. 85 (civil-procedure). Days are ordinals inside this
module and `datetime.date` at its border.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from checklist.holidays import Calendar, RestDays
from checklist.rules.schema import Convention, Direction, Period

WAITS: Final = frozenset({"earliest_next_step", "earliest_filing", "earliest_day", "period_end"})
"""Fields for which the later bound is the safe one."""

PLATFORM_MARGIN: Final = 1
"""A vendor does not say whether the first day counts: one day of margin."""


class Step(NamedTuple):
    """One step of a count: a key of `checklist.messages.counting` and the days it speaks of."""

    key: str
    days: tuple[int, ...] = ()
    number: int = 0


class Also(NamedTuple):
    """Another defensible reading: which field, which day, and why (a message key)."""

    field: str
    day: int
    why: str


@dataclass(slots=True)
class Count:
    """The result of one count under one reading of the calendar, in ordinals."""

    fields: dict[str, int]
    steps: list[Step]
    also: list[Also] = field(default_factory=list)
    consulted: tuple[int, int] | None = None
    rest_days: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What `count` answers: fields by the contract's names, and what they rest on."""

    fields: dict[str, dt.date]
    steps: tuple[Step, ...]
    also: tuple[Also, ...]
    provisional: bool
    bounds: dict[str, tuple[dt.date, dt.date]] | None
    rest_days_in_period: int | None


class _Span(NamedTuple):
    """The end of a period: nominal last day, last day under the convention, how it was found."""

    nominal: int
    last: int
    steps: tuple[Step, ...]
    also: tuple[Also, ...] = ()
    consulted_from: int | None = None
    rest_days: int | None = None


def add_period(start: int, n: int, unit: str) -> int:
    """The day `n` days, months or years after `start`, which itself is not counted.

    Months and years are counted once from the start and end on the corresponding day or the
    month's last (民法典 art. 202). Negative `n` counts backwards.
    """
    if unit == "day":
        return start + n
    delta = relativedelta(months=n) if unit == "month" else relativedelta(years=n)
    return (dt.date.fromordinal(start) + delta).toordinal()


def _nominal_step(start: int, nominal: int, period: Period) -> Step:
    if period.unit == "day":
        return Step("nominal-days", (start + 1, nominal), period.n)
    return Step(f"nominal-{period.unit}s", (start, nominal), period.n)


def _rolled(days: RestDays, day: int) -> tuple[int, tuple[Step, ...]]:
    last = days.on_or_after(day)
    if last == day:
        return day, (Step("working-day", (day,)),)
    return last, (Step("rolls", (day, last)),)


def _civil(days: RestDays, start: int, period: Period) -> _Span:
    nominal = add_period(start, period.n, period.unit)
    last, steps = _rolled(days, nominal)
    return _Span(nominal, last, (_nominal_step(start, nominal, period), *steps))


def _extended(days: RestDays, start: int, nominal: int) -> tuple[int, int, tuple[Step, ...]]:
    """Art. 109: the last day, the rest days that extend, the steps."""
    runs = days.runs_of_three(start + 1, nominal)
    if not runs:
        last, steps = _rolled(days, nominal)
        return last, 0, (Step("no-run-of-three", (start + 1, nominal)), *steps)
    rest_days = sum(end - begin + 1 for begin, end in runs)
    found = tuple(Step("run-of-rest", run, run[1] - run[0] + 1) for run in runs)
    last = days.nth_after(nominal, rest_days)
    return last, rest_days, (*found, Step("extends", (nominal, last), rest_days))


def _tax_109(days: RestDays, start: int, period: Period) -> _Span:
    nominal = add_period(start, period.n, period.unit)
    last, rest_days, steps = _extended(days, start, nominal)
    literal = days.on_or_after(nominal + rest_days)
    also = (Also("deadline", literal, "calendar-day-extension"),) if literal != last else ()
    first = _nominal_step(start, nominal, period)
    return _Span(nominal, last, (first, *steps), also, start + 1, rest_days)


def _tax_safe(days: RestDays, start: int, period: Period) -> _Span:
    span = _civil(days, start, period)
    extended, rest_days, _ = _extended(days, start, span.nominal)
    if extended == span.last:
        return span._replace(consulted_from=start + 1, rest_days=rest_days)
    return span._replace(
        steps=(*span.steps, Step("extension-doubtful", (extended,))),
        also=(Also("deadline", extended, "tax-109-extension"),),
        consulted_from=start + 1,
        rest_days=rest_days,
    )


def _tax_monthly(days: RestDays, start: int, period: Period, calendar: Calendar) -> _Span:
    by_rule = _tax_109(days, start, period)
    due_month = dt.date.fromordinal(start + 1)
    if due_month.day != 1:
        return by_rule._replace(steps=(Step("not-a-month-end", (start,)), *by_rule.steps))
    table = calendar.filing.get(due_month.year)
    if table is None:
        return by_rule._replace(steps=(*by_rule.steps, Step("no-table", (), due_month.year)))
    published = table.due[due_month.month].toordinal()
    steps: tuple[Step, ...] = (by_rule.steps[0], Step("table", (published,), due_month.year))
    if published != by_rule.last:
        steps = (*steps, Step("table-differs", (by_rule.last,)))
    return _Span(by_rule.nominal, published, steps, (), None, by_rule.rest_days)


def _tax_month_of(days: RestDays, start: int, period: Period, calendar: Calendar) -> _Span:
    """From the end of the month in which the trigger falls, by the published table."""
    day = dt.date.fromordinal(start)
    end = (day + relativedelta(day=31)).toordinal()
    span = _tax_monthly(days, end, period, calendar)
    return span._replace(steps=(Step("month-of", (start, end)), *span.steps))


def _year_end(start: int) -> _Span:
    """The last day of the year in which the trigger falls; what counts is the balance on it."""
    end = dt.date(dt.date.fromordinal(start).year, 12, 31).toordinal()
    return _Span(end, end, (Step("year-of", (start, end)),), (), end)


def _workdays(days: RestDays, start: int, period: Period) -> _Span:
    last = days.nth_after(start, period.n)
    between = range(start + 1, last + 1)
    skipped = tuple(day for day in between if days.is_rest(day))
    steps = (
        Step("working-days", (start, last), period.n),
        *((Step("skipped", skipped),) if skipped else ()),
    )
    return _Span(last, last, steps, (), start + 1)


def _plain(days: RestDays, start: int, period: Period) -> _Span:
    if period.n == 0:
        return _Span(start, start, (Step("same-day", (start,)),), (), start)
    nominal = add_period(start, period.n, period.unit)
    return _Span(nominal, nominal, (_nominal_step(start, nominal, period),), (), nominal + 1)


def _span(
    convention: Convention, days: RestDays, start: int, period: Period, calendar: Calendar
) -> _Span:
    if convention == "tax-monthly":
        return _tax_monthly(days, start, period, calendar)
    if convention == "year-end":
        return _year_end(start)
    if convention == "tax-month-of":
        return _tax_month_of(days, start, period, calendar)
    if convention == "workday" or period.unit == "working-day":
        return _workdays(days, start, period)
    if convention == "tax-109":
        return _tax_109(days, start, period)
    if convention == "tax-safe":
        return _tax_safe(days, start, period)
    if convention in ("publication", "retention", "platform", "instant"):
        return _plain(days, start, period)
    return _civil(days, start, period)


def _limit(convention: Convention, days: RestDays, start: int, span: _Span) -> Count:
    """Act no later than the end: legal limit and the day to plan for."""
    nominal, last = span.nominal, span.last
    steps = list(span.steps)
    aim_before = nominal
    if convention == "platform":
        last = aim_before = nominal - PLATFORM_MARGIN
        steps.append(Step("platform-margin-before", (last,)))
    if convention == "instant":
        plan_by: int | None = last
        consulted = None
    else:
        plan_by = days.on_or_before(aim_before, start)
        first = span.consulted_from if span.consulted_from is not None else nominal
        consulted = (min(first, plan_by or start + 1), last)
    if plan_by is None or plan_by > last:
        plan_by = last
        steps.append(Step("plan-by-limit", (last,)))
    elif plan_by < last:
        steps.append(Step("plan-by", (plan_by,)))
    fields = {"nominal_last_day": nominal, "deadline": last, "plan_by": plan_by}
    return Count(fields, steps, list(span.also), consulted, span.rest_days)


def _open(days: RestDays, span: _Span) -> Count:
    """Others may act until the end; the next step comes after it."""
    following = days.on_or_after(span.last + 1)
    steps = [
        *span.steps,
        Step("others-until", (span.last,)),
        Step("next-step", (following,)),
    ]
    fields = {
        "nominal_last_day": span.nominal,
        "period_end": span.last,
        "earliest_next_step": following,
    }
    return Count(fields, steps, list(span.also), (span.nominal, following))


def _minimum(convention: Convention, days: RestDays, span: _Span) -> Count:
    """It must last at least so long; file only after the end."""
    end = span.nominal
    steps = list(span.steps)
    also: list[Also] = []
    if convention == "platform":
        filing = end + 1 + PLATFORM_MARGIN
        steps.append(Step("platform-margin", (filing,)))
        also.append(Also("earliest_filing", end + 1, "without-margin"))
        return Count({"nominal_end": end, "earliest_filing": filing}, steps, also)
    strict = days.on_or_after(days.on_or_after(end) + 1)
    filing = days.on_or_after(end + 1)
    if convention != "publication":
        filing = strict
        steps.append(Step("ran-in-full", (days.on_or_after(end), filing)))
    else:
        steps.append(Step("ran-in-full", (end, filing)))
        if strict != filing:
            also.append(Also("earliest_filing", strict, "strict-notice-end"))
    consulted = (end, strict)
    return Count({"nominal_end": end, "earliest_filing": filing}, steps, also, consulted)


def _only_after(convention: Convention, days: RestDays, span: _Span) -> Count:
    """It may begin only when the period is over."""
    end = span.nominal
    steps = list(span.steps)
    also: list[Also] = []
    earliest = end + 1
    consulted = None
    if convention == "platform":
        earliest += PLATFORM_MARGIN
        steps.append(Step("platform-margin", (earliest,)))
        also.append(Also("earliest_day", end + 1, "without-margin"))
    else:
        earliest = span.last + 1
        steps.append(Step("only-after", (span.last, earliest)))
        consulted = (end, span.last)
        if earliest != end + 1:
            also.append(Also("earliest_day", end + 1, "unrolled-end"))
    return Count({"earliest_day": earliest}, steps, also, consulted)


def _backwards(direction: Direction, days: RestDays, event: int, period: Period) -> Count:
    """Counted back from an event that is still to come."""
    opens = add_period(event, -period.n, period.unit)
    if direction == "at-least-before":
        plan_by = days.on_or_before(opens, opens - 60)
        assert plan_by is not None, "sixty days always hold a working day"
        steps = [
            Step("back-at-least", (event, opens), period.n),
            *([Step("plan-by", (plan_by,))] if plan_by < opens else []),
        ]
        fields = {"latest_day": opens, "plan_by": plan_by}
        return Count(fields, steps, [], (plan_by, opens))
    latest = event - 1
    plan_by = min(days.on_or_after(opens), latest)
    steps = [Step("back-inside", (opens, latest, event), period.n), Step("both-readings", (opens,))]
    also = [Also("latest_day", opens, "at-least-reading")]
    fields = {"latest_day": latest, "earliest_day_in_window": opens, "plan_by": plan_by}
    return Count(fields, steps, also, (opens, plan_by))


def _count_under(
    days: RestDays,
    calendar: Calendar,
    convention: Convention,
    direction: Direction,
    period: Period,
    start: int,
    window: Period | None,
) -> Count:
    if direction in ("at-least-before", "within-before"):
        return _backwards(direction, days, start, period)
    span = _span(convention, days, start, period, calendar)
    if direction == "period-open":
        return _open(days, span)
    if direction == "only-after":
        return _only_after(convention, days, span)
    if direction == "retain-for":
        steps = [*span.steps, Step("keep-through", (span.nominal,))]
        return Count({"keep_through": span.nominal}, steps)
    if direction in ("estimate", "informational"):
        reached = (start + 1, span.nominal) if convention == "workday" else None
        return Count({"nominal_last_day": span.nominal}, list(span.steps[:1]), [], reached)
    if direction != "at-least":
        return _limit(convention, days, start, span)
    wait = _minimum(convention, days, span)
    if window is not None:
        inner = _limit("civil", days, span.nominal, _civil(days, span.nominal, window))
        wait.fields["application_window_nominal_last_day"] = inner.fields["nominal_last_day"]
        wait.fields["application_window_deadline"] = inner.fields["deadline"]
        wait.fields["plan_by"] = inner.fields["plan_by"]
        wait.steps.append(Step("window-opens", (span.nominal + 1,)))
        wait.steps.extend(inner.steps)
        assert wait.consulted is not None
        assert inner.consulted is not None
        wait.consulted = (wait.consulted[0], inner.consulted[1])
    return wait


def _years_reached(start: int, period: Period, window: Period | None) -> tuple[int, int]:
    """A generous span of years that the count can touch."""
    length = {"day": 1, "working-day": 3, "month": 31, "year": 366}[period.unit] * period.n
    reach = length + (window.n if window else 0) + 120
    year = dt.date.fromordinal(start).year
    return year - reach // 365 - 1, year + reach // 365 + 1


def _usual_day(calendar: Calendar, low: Count, start: int, years: tuple[int, int]) -> int | None:
    """The day to aim for where no day of the period is surely a working day.

    It is the last one that is a working day when the long holidays have their usual length.
    """
    nominal = low.fields.get("nominal_last_day")
    if nominal is None or "plan_by" not in low.fields:
        return None
    if calendar.all_rest.on_or_before(nominal, start) is not None:
        return None
    calendar.likely.cover(*years)
    usual = calendar.likely.on_or_before(nominal, start)
    return usual if usual is not None and usual < low.fields["plan_by"] else None


def count(
    calendar: Calendar,
    convention: Convention,
    direction: Direction,
    period: Period,
    trigger: dt.date,
    window: Period | None = None,
) -> Counted:
    """Count `period` from `trigger` by `convention` and give the fields of `direction`.

    For the backward directions `trigger` is the event that lies ahead. `window` is the period that
    opens when a notice ends (the simple route's twenty days to apply).
    """
    start = trigger.toordinal()
    years = _years_reached(start, period, window)
    low_days, high_days = calendar.all_work, calendar.all_rest
    low_days.cover(*years)
    low = _count_under(low_days, calendar, convention, direction, period, start, window)
    if low.consulted is None or not calendar.uncertain(*low.consulted):
        dates = {name: dt.date.fromordinal(day) for name, day in low.fields.items()}
        return Counted(dates, tuple(low.steps), tuple(low.also), False, None, low.rest_days)
    high_days.cover(*years)
    high = _count_under(high_days, calendar, convention, direction, period, start, window)
    fields: dict[str, dt.date] = {}
    bounds: dict[str, tuple[dt.date, dt.date]] = {}
    for name in low.fields:
        pair = sorted((low.fields[name], high.fields[name]))
        fields[name] = dt.date.fromordinal(pair[1] if name in WAITS else pair[0])
        bounds[name] = (dt.date.fromordinal(pair[0]), dt.date.fromordinal(pair[1]))
    usual = None if period.unit == "working-day" else _usual_day(calendar, low, start, years)
    if usual is not None:
        day = dt.date.fromordinal(usual)
        fields["plan_by"], bounds["plan_by"] = day, (day, bounds["plan_by"][1])
    waits = any(name in WAITS for name in fields)
    safe = high if waits and "plan_by" not in fields else low
    also = dict.fromkeys((*low.also, *high.also))
    kept = tuple(a for a in also if dt.date.fromordinal(a.day) not in bounds[a.field])
    aim = () if usual is None else (Step("plan-by-usual", (usual,)),)
    steps = (*safe.steps, *aim, Step("provisional", low.consulted))
    return Counted(fields, steps, kept, True, bounds, safe.rest_days)
