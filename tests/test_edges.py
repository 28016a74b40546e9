"""Every rule with a period is worked at every edge of the calendar that it can meet.

What the six edges are says `edges.py`; what a rule cannot meet stands in
`cases/edges-excused.csv`, each exception with its reason.
"""

import datetime as dt
from collections import Counter
from itertools import pairwise

import edges
import oracle
import pytest

from checklist.rules.schema import Law


def test_every_rule_meets_every_edge_or_is_excused(law: Law) -> None:
    missing = [f"{rule.id}: {edge}" for rule, edge in edges.gaps(law, list(edges.rows()))]
    assert not missing, "python tests/edges.py names days that would meet them"


def test_a_row_taken_away_is_missed(law: Law) -> None:
    """The only make-up day of a rule's rows, and the bounds of its unpublished year."""
    everything = list(edges.rows())
    rule = "creditor-notice-known"
    worked_on = {row.day for row in everything if row.rule == rule}
    make_up = {day for day in worked_on if "make-up" in edges.edges(law.rules[rule], day)}
    assert make_up
    without = [row for row in everything if row.rule != rule or row.day not in make_up]
    assert [(gap.id, edge) for gap, edge in edges.gaps(law, without)] == [(rule, "make-up")]
    unsure = [row for row in everything if row.rule != rule or row.field != "bounds:deadline"]
    assert [(gap.id, edge) for gap, edge in edges.gaps(law, unsure)] == [(rule, "unpublished")]


def test_no_exception_is_needless(law: Law) -> None:
    """An exception stands only where no day of the recorded years would meet the edge."""
    for excuse in edges.excuses():
        rule = law.rules[excuse.rule]
        assert rule.period is not None, excuse
        assert excuse.edge in edges.EDGES, excuse
        assert len(excuse.reason) > 20, excuse
        day = next(edges.days_that_meet(law, rule, excuse.edge), None)
        assert day is None, f"{excuse.rule}: {excuse.edge} would be met by {day}"


def test_no_exception_stands_twice() -> None:
    counted = Counter((excuse.rule, excuse.edge) for excuse in edges.excuses())
    assert set(counted.values()) == {1}


@pytest.mark.parametrize(
    ("rule", "day", "met"),
    [
        ("liquidation-group-formation", "2026-03-11", {"ordinary"}),
        ("liquidation-group-formation", "2026-07-03", {"rest-day"}),
        ("liquidation-group-formation", "2026-09-05", {"make-up"}),
        ("liquidation-group-formation", "2026-04-30", {"long-holiday"}),  # inside
        ("liquidation-group-formation", "2026-09-18", {"long-holiday", "rest-day"}),  # the end
        ("liquidation-group-formation", "2024-12-20", {"rest-day", "year-end"}),
        ("liquidation-group-formation", "2026-12-18", {"unpublished"}),
        ("si-agency-10-working-days", "2024-07-26", {"ordinary"}),
        ("si-agency-10-working-days", "2024-07-29", {"ordinary", "rest-day"}),  # Monday 08-12
        ("si-agency-10-working-days", "2024-01-22", {"make-up", "rest-day"}),  # Sunday 02-04
        ("layoff-notice-30", "2026-03-20", {"long-holiday", "rest-day"}),
        ("individual-dismissal-notice-30", "2024-01-25", {"long-holiday", "year-end"}),
        ("iit-withholding-15", "2024-01-31", {"long-holiday", "make-up", "rest-day"}),
        ("tax-clearance-immediate", "2026-02-28", {"make-up"}),
        ("overpaid-tax-refund-3-years", "2021-02-28", {"ordinary", "year-end"}),
    ],
)
def test_the_edges_are_what_they_say(rule: str, day: str, met: set[str], law: Law) -> None:
    assert edges.edges(law.rules[rule], dt.date.fromisoformat(day)) == met


def test_the_second_implementation_agrees_with_every_row() -> None:
    assert list(oracle.disagreements(edges.calendar())) == []


def test_the_tables_are_in_order() -> None:
    """By rule, then by day, the rows of one day together: what a rule has is seen at a glance."""
    rows = list(edges.rows())
    for one, two in pairwise(rows):
        if one.table == two.table:
            assert (one.rule, one.day) <= (two.rule, two.day), f"{two.table}:{two.line}"
    stated = Counter((row.rule, row.day, row.field) for row in rows)
    assert [key for key, count in stated.items() if count > 1] == []
