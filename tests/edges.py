"""Which edges of the calendar the worked dates of ``tests/cases/dates`` meet, rule by rule.

Six edges, each met by one trigger of one rule whose rows state the rule's answer. *Inside* are the
days that are counted, *the last day* is the nominal one, before any roll-over or extension (of a
period that is counted back from an event: the day furthest from it):

``ordinary``
    the last day is a working day from Monday to Friday, and nothing inside would extend a period;
``rest-day``
    the last day is a weekend or a day off. Of working days: the last of them would fall on a rest
    day if that counted;
``make-up``
    the last day is a make-up workday (调休上班的周末). Where the last day is always a 15th, which
    none has been: a make-up workday is counted in the extension;
``long-holiday``
    three or more rest days in a row lie inside, or the last day is one of them. Periods of months
    or years always hold some: there the last day must be one of them;
``year-end``
    day 0 and the last day lie on either side of a 31 December, both years recorded at the end;
``unpublished``
    the last day lies in a year whose paper is not recorded. Such rows say whether the answer is
    provisional, and if it is, between which two days it lies.

The tables were counted with the papers up to ``oracle.COUNTED_THROUGH``; a later paper changes
none of them. What a rule cannot meet stands in ``tests/cases/edges-excused.csv`` with the reason.

``python tests/edges.py`` prints what is missing, with days that would meet it.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import oracle

from checklist.deadlines import NoDateError, applied_rule
from checklist.rules.loader import load_law
from checklist.rules.schema import Direction, Law, Rule

CASES: Final = Path(__file__).parent / "cases"
EDGES: Final = ("ordinary", "rest-day", "make-up", "long-holiday", "year-end", "unpublished")
FIRST_PAPER: Final = 2020

ANSWER: Final[dict[Direction, str]] = {
    "within": "deadline",
    "at-most": "deadline",
    "extension": "deadline",
    "valid-for": "deadline",
    "at": "deadline",
    "period-open": "earliest_next_step",
    "at-least": "earliest_filing",
    "only-after": "earliest_day",
    "at-least-before": "latest_day",
    "within-before": "earliest_day_in_window",
    "retain-for": "keep_through",
    "estimate": "nominal_last_day",
    "informational": "nominal_last_day",
}
"""The field without which a row has not said what the rule answers."""

MONTH_ENDS: Final = frozenset({"month-end", "month-or-quarter-end", "tax-period-end"})
QUARTER_ENDS: Final = frozenset({"quarter-or-year-end"})
YEAR_ENDS: Final = frozenset({"fiscal-year-end", "tax-year-end"})


class Row(NamedTuple):
    """One line of a table."""

    table: str
    line: int
    rule: str
    day: dt.date
    field: str
    value: str
    why: str


class Span(NamedTuple):
    """The days that a period counts, both inclusive, and its last one."""

    first: dt.date
    final: dt.date
    last: dt.date


class Excuse(NamedTuple):
    """An edge that a rule cannot meet."""

    rule: str
    edge: str
    reason: str


def rows() -> Iterator[Row]:
    """Every worked date."""
    for path in sorted((CASES / "dates").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                day = dt.date.fromisoformat(row["from"])
                yield Row(path.stem, line, row["rule"], day, row["field"], row["value"], row["why"])


def excuses() -> list[Excuse]:
    """The table of exceptions."""
    with (CASES / "edges-excused.csv").open(encoding="utf-8", newline="") as file:
        return [Excuse(row["rule"], row["edge"], row["reason"]) for row in csv.DictReader(file)]


@cache
def calendar() -> oracle.Calendar:
    """The papers with which the tables were counted."""
    return oracle.read_calendar(through=oracle.COUNTED_THROUGH)


@cache
def long_holidays() -> dict[dt.date, tuple[dt.date, dt.date]]:
    """Every day that lies in a run of three or more rest days, with the run's two ends."""
    found = {}
    day, end = dt.date(FIRST_PAPER, 1, 1), dt.date(oracle.COUNTED_THROUGH, 12, 31)
    run: list[dt.date] = []
    while day <= end + oracle.ONE_DAY:
        if day <= end and calendar().is_rest(day):
            run.append(day)
        else:
            if len(run) >= 3:
                found.update(dict.fromkeys(run, (run[0], run[-1])))
            run = []
        day += oracle.ONE_DAY
    return found


def published(day: dt.date) -> bool:
    """Whether the tables know the day's paper."""
    return FIRST_PAPER <= day.year <= oracle.COUNTED_THROUGH


def span(rule: Rule, trigger: dt.date) -> Span:
    """The days that `rule` counts from `trigger`, by the second implementation."""
    assert rule.period is not None
    n, unit, day = rule.period.n, rule.period.unit, oracle.ONE_DAY
    if rule.direction in ("at-least-before", "within-before"):
        opens = trigger - n * day
        return Span(opens, trigger - day, opens)
    if rule.counting == "instant":
        return Span(trigger, trigger, trigger)
    if rule.counting == "year-end":
        last = dt.date(trigger.year, 12, 31)
        return Span(trigger + day, last, last)
    if rule.id == oracle.TRANSITION_RULE:
        trigger = oracle.TRANSITION_START
    if rule.counting == "tax-month-of":
        trigger = oracle.month_end(trigger)
    try:
        last = oracle.nominal(trigger, n, unit, calendar())
    except oracle.Unpublished:  # working days that reach a year without a paper
        last = dt.date(oracle.COUNTED_THROUGH + 1, 1, 1)
    return Span(trigger + day, last, last)


def edges(rule: Rule, trigger: dt.date) -> set[str]:
    """The edges that `trigger` meets under `rule`."""
    first, final, last = span(rule, trigger)
    if not published(last):
        return {"unpublished"} if last.year > oracle.COUNTED_THROUGH else set()
    assert rule.period is not None
    found = set()
    by_length = rule.period.unit in ("day", "working-day") and rule.counting != "year-end"
    extends = by_length and any(_runs_inside(first, final))
    if last in long_holidays() or extends:
        found.add("long-holiday")
    if calendar().is_rest(last):
        found.add("rest-day")
    elif last in calendar().make_up:
        found.add("make-up")
    elif not extends:
        found.add("ordinary")
    if rule.period.unit == "working-day" and _would_rest(trigger, rule.period.n):
        found.add("rest-day")
    if rule.counting in ("tax-monthly", "tax-month-of") and _extended_over_make_up(first, last):
        found.add("make-up")
    if trigger.year != last.year and published(final):
        found.add("year-end")
    return found


def _runs_inside(first: dt.date, final: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    day = first
    while day <= final:
        run = long_holidays().get(day)
        if run is not None and first <= run[0] and run[1] <= final:
            yield run
        day = run[1] + oracle.ONE_DAY if run else day + oracle.ONE_DAY


def _would_rest(trigger: dt.date, n: int) -> bool:
    """Whether the day after working day n - 1 is a rest day, so that working day n is later."""
    before = oracle.working_day_after(trigger, n - 1, calendar())
    return calendar().is_rest(before + oracle.ONE_DAY)


def _extended_over_make_up(first: dt.date, last: dt.date) -> bool:
    result = oracle.tax_monthly(first - oracle.ONE_DAY, calendar())["deadline"]
    return any(last < day <= result for day in calendar().make_up)


def covered(law: Law, worked: list[Row]) -> dict[str, set[str]]:
    """For each rule the edges that its rows meet."""
    said: dict[tuple[str, dt.date], dict[str, Row]] = defaultdict(dict)
    for row in worked:
        said[row.rule, row.day][row.field] = row
    found: dict[str, set[str]] = defaultdict(set)
    for (name, day), fields in said.items():
        rule = law.rules[name]
        if rule.period is None or not governs(law, rule, day):
            continue
        answer = ANSWER[rule.direction]
        if answer not in fields:
            continue
        met = edges(rule, day)
        if not _says_how_sure(fields, answer):
            met.discard("unpublished")
        found[name] |= met
    return found


def _says_how_sure(fields: dict[str, Row], answer: str) -> bool:
    provisional = fields.get("provisional")
    if provisional is None:
        return False
    return provisional.value == "false" or f"bounds:{answer}" in fields


def governs(law: Law, rule: Rule, day: dt.date) -> bool:
    """Whether the rule itself answers for a trigger on `day`, and an event can have that day."""
    following = day + oracle.ONE_DAY
    if rule.trigger in MONTH_ENDS and following.day != 1:
        return False
    if rule.trigger in QUARTER_ENDS and (following.day != 1 or following.month % 3 != 1):
        return False
    if rule.trigger in YEAR_ENDS and (day.month, day.day) != (12, 31):
        return False
    try:
        return applied_rule(law, rule, day).id == rule.id
    except NoDateError:
        return False


def days_that_meet(law: Law, rule: Rule, edge: str) -> Iterator[dt.date]:
    """Every trigger that meets `edge` under `rule`: the latest of the recorded years first."""
    assert rule.period is not None
    length = {"day": 1, "working-day": 3, "month": 31, "year": 366}[rule.period.unit]
    end = dt.date(oracle.COUNTED_THROUGH, 12, 31)
    back = (end - dt.date(FIRST_PAPER, 1, 1)).days + length * rule.period.n
    for away in (*range(back + 1), *range(-1, -366, -1)):
        day = end - away * oracle.ONE_DAY
        if governs(law, rule, day) and edge in edges(rule, day):
            yield day


def gaps(law: Law, worked: list[Row]) -> list[tuple[Rule, str]]:
    """The edges that neither a row meets nor the table excuses."""
    met = covered(law, worked)
    excused = {(excuse.rule, excuse.edge) for excuse in excuses()}
    return [
        (rule, edge)
        for rule in law.rules.values()
        if rule.period is not None
        for edge in EDGES
        if edge not in met[rule.id] and (rule.id, edge) not in excused
    ]


def main() -> int:
    law = load_law()
    missing = gaps(law, list(rows()))
    for rule, edge in missing:
        candidates = [day.isoformat() for day in islice(days_that_meet(law, rule, edge), 4)]
        print(f"{rule.id}: {edge}: {', '.join(candidates) or 'no day meets it: excuse it'}")
    print(f"{len(missing)} edges missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
