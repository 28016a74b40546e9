"""The law's periods: worked dates, the contract's fields, which law applies on a day."""

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import edges
import oracle
import pytest
from click.testing import Result

from checklist.answers import as_json
from checklist.deadlines import Deadline, NoDateError, compute
from checklist.holidays import Calendar
from checklist.rules.schema import Law

Run = Callable[..., Result]
CASES = Path(__file__).parent / "cases" / "dates"
FIELDS = {
    "within": {"nominal_last_day", "deadline", "plan_by"},
    "at-most": {"nominal_last_day", "deadline", "plan_by"},
    "extension": {"nominal_last_day", "deadline", "plan_by"},
    "valid-for": {"nominal_last_day", "deadline", "plan_by"},
    "at": {"nominal_last_day", "deadline", "plan_by"},
    "period-open": {"nominal_last_day", "period_end", "earliest_next_step"},
    "at-least": {"nominal_end", "earliest_filing"},
    "only-after": {"earliest_day"},
    "at-least-before": {"latest_day", "earliest_day_in_window", "plan_by"},
    "within-before": {"latest_day", "earliest_day_in_window", "plan_by"},
    "retain-for": {"keep_through"},
    "estimate": {"nominal_last_day", "estimate"},
    "informational": {"nominal_last_day", "estimate"},
}
ALWAYS = {
    "rule",
    "applied_rule",
    "trigger_date",
    "convention",
    "provisional",
    "bounds",
    "rest_days_in_period",
    "also_defensible",
    "steps",
    "source",
    "confidence",
}


def worked() -> list[object]:
    """The rows of the tables, those of one rule and one trigger together."""
    found: dict[tuple[str, str, dt.date], list[edges.Row]] = {}
    for row in edges.rows():
        found.setdefault((row.table, row.rule, row.day), []).append(row)
    return [
        pytest.param(rows, id=f"{table}:{rows[0].line}-{rule}@{day}")
        for (table, rule, day), rows in found.items()
    ]


def value(answer: Deadline, field: str) -> str:
    """A field of an answer as the tables write it.

    `also:FIELD` lists the other readings, `bounds:FIELD` the two days between which it lies.
    """
    if field.startswith("also:"):
        wanted = field.removeprefix("also:")
        days = [dt.date.fromordinal(a.day) for a in answer.also if a.field == wanted]
        return " ".join(day.isoformat() for day in days)
    if field.startswith("bounds:"):
        bounds = answer.counted.bounds or {}
        return " ".join(day.isoformat() for day in bounds.get(field.removeprefix("bounds:"), ()))
    if field == "rest_days_in_period":
        return str(answer.counted.rest_days_in_period)
    if field == "provisional":
        return str(answer.provisional).lower()
    if field == "applied_rule":
        return answer.applied.id
    return answer.fields[field].isoformat()


@pytest.fixture(scope="session")
def papers_then(law: Law) -> Calendar:
    """The papers with which the tables were counted: a later one must not change them."""
    return Calendar(
        [year for year in law.holidays.values() if year.year <= oracle.COUNTED_THROUGH],
        [year for year in law.filing.values() if year.year <= oracle.COUNTED_THROUGH],
    )


@pytest.mark.parametrize("rows", worked())
def test_worked_dates(rows: list[edges.Row], law: Law, papers_then: Calendar) -> None:
    answer = compute(law, papers_then, rows[0].rule, rows[0].day)
    found = {row.field: value(answer, row.field) for row in rows}
    assert found == {row.field: row.value for row in rows}, rows[0].why


def test_every_rule_with_a_period_answers_in_the_fields_of_its_direction(
    law: Law, calendar: Calendar
) -> None:
    for rule in law.rules.values():
        if rule.period is None:
            continue
        source = law.sources[rule.source]
        for day in (dt.date(2026, 3, 10), dt.date(2026, 12, 31), dt.date(2029, 2, 28)):
            if source.effective_to and day > source.effective_to:
                day = source.effective_to
            data = as_json(compute(law, calendar, rule.id, day), law, calendar, "zh")
            applied = law.rules[data["applied_rule"]]
            assert set(data) >= ALWAYS, rule.id
            assert set(data) >= FIELDS[applied.direction], rule.id
            assert data["steps"], rule.id
            json.dumps(data)


def test_rules_without_a_period_say_what_they_say(law: Law, run: Run) -> None:
    for rule in law.rules.values():
        if rule.period is not None:
            continue
        with pytest.raises(NoDateError) as refused:
            compute(law, Calendar(), rule.id, dt.date(2026, 3, 10))
        assert refused.value.reason == "no-period"
    result = run("deadline", "distribution-order", "--from", "2026-03-10", "--lang", "zh")
    assert result.exit_code == 2
    assert law.rules["distribution-order"].says.zh in result.stderr
    assert result.stdout == ""


def lineages() -> list[dict[str, str]]:
    path = CASES.parent / "lineage.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", lineages(), ids=lambda row: f"{row['asked']}@{row['from']}")
def test_the_trigger_date_selects_the_law(
    row: dict[str, str], law: Law, calendar: Calendar
) -> None:
    answer = compute(law, calendar, row["asked"], dt.date.fromisoformat(row["from"]))
    assert answer.applied.id == row["applied"]
    assert answer.fields["deadline"].isoformat() == row["deadline"]


def test_the_cause_on_the_line_shows_both_readings(law: Law, calendar: Calendar) -> None:
    answer = compute(law, calendar, "liquidation-group-formation", dt.date(2024, 6, 16))
    assert [dt.date.fromordinal(also.day) for also in answer.also] == [dt.date(2024, 7, 16)]


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("creditor-claim-unnotified", "2023-05-01"),
        ("simple-notice-company", "2021-09-01"),
        ("telecom-licence-90", "2010-01-01"),
    ],
)
def test_where_no_rule_is_recorded_it_says_so(rule: str, day: str, run: Run) -> None:
    result = run("deadline", rule, "--from", day, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "未收录" in result.stderr
    assert rule in result.stderr


def test_an_old_revocation_still_counts_for_forced_deregistration(
    law: Law, calendar: Calendar
) -> None:
    answer = compute(law, calendar, "forced-deregistration-three-years", dt.date(2019, 3, 5))
    assert answer.fields["earliest_day"] == dt.date(2022, 3, 8)


def test_json_answers_hold_plain_dates(run: Run) -> None:
    result = run("deadline", "simple-notice-company", "--from", "2026-07-06", "--json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert data["nominal_end"] == "2026-07-26"
    assert data["earliest_filing"] == "2026-07-27"
    assert data["application_window_deadline"] == "2026-08-17"
    assert data["plan_by"] == "2026-08-14"
    assert [also["value"] for also in data["also_defensible"]] == ["2026-07-28"]
    assert data["source"]["article"] == "第二百四十条第二款"


def test_a_date_that_hangs_on_an_unpublished_year_is_flagged_with_both_bounds(run: Run) -> None:
    result = run("deadline", "liquidation-group-formation", "--from", "2026-12-18", "--json")
    data = json.loads(result.stdout)
    assert data["provisional"] is True
    assert data["nominal_last_day"] == "2027-01-02"
    assert data["deadline"] == data["bounds"]["deadline"]["earliest"]
    assert data["bounds"]["deadline"]["latest"] > data["deadline"]


def test_a_users_year_file_settles_it(tmp_path: Path, run: Run) -> None:
    year = tmp_path / "2027.yaml"
    year.write_text(
        """kind: holidays
year: 2027
papers:
  - {zh: 测试用的2027年放假安排, checked_on: 2026-11-23, confidence: from-memory}
days_off:
  - {from: 2027-01-01, to: 2027-01-03, festival: 元旦}
make_up_workdays: []
""",
        encoding="utf-8",
    )
    arguments = ("deadline", "liquidation-group-formation", "--from", "2026-12-18", "--json")
    data = json.loads(run(*arguments, "--calendar", str(year)).stdout)
    assert data["provisional"] is False
    assert data["deadline"] == "2027-01-04"


def test_a_wrong_year_file_is_refused_with_its_place(tmp_path: Path, run: Run) -> None:
    year = tmp_path / "2027.yaml"
    year.write_text("kind: holidays\nyear: 2027\ndays_off: []\n", encoding="utf-8")
    arguments = ("deadline", "liquidation-group-formation", "--from", "2026-12-18")
    result = run(*arguments, "--calendar", str(year))
    assert result.exit_code == 2
    assert f"{year}:1:1" in result.stderr
    assert "papers" in result.stderr


@pytest.mark.parametrize(
    "day", ["2026-02-30", "gestern", "", "20260101", "1890-01-01", "2199-12-31"]
)
def test_a_wrong_date_is_refused(day: str, run: Run) -> None:
    result = run("deadline", "liquidation-group-formation", "--from", day)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_near_name_is_suggested(run: Run) -> None:
    result = run("deadline", "liquidation-group-formatoin", "--from", "2026-03-10")
    assert result.exit_code == 2
    assert "liquidation-group-formation" in result.stderr


def test_steps_call_an_assumption_an_assumption(run: Run) -> None:
    """4 January 2027 is a Monday that a notice may make a day off; 2 January a Saturday."""
    wait = run("deadline", "creditor-claim-unnotified", "--from", "2026-11-20", "--lang", "zh")
    assert "2027-01-04（周一）可能放假" in wait.stdout
    limit = run("deadline", "liquidation-group-formation", "--from", "2026-12-18", "--lang", "zh")
    assert "2027-01-02（周六）可能调休上班" in limit.stdout
