"""Scenarios counted by hand: facts and events in, route, tasks, dates and conflicts out."""

from pathlib import Path

import pytest
from scenario_check import failures
from scenarios import FOLDER, Case, CaseError, load, load_all

from checklist.holidays import Calendar
from checklist.rules.schema import Law

CASES = load_all()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_scenario(case: Case, law: Law, calendar: Calendar) -> None:
    wrong = failures(case, law, calendar)
    if wrong:
        path = (FOLDER / case.file).relative_to(FOLDER.parent.parent.parent)
        counted = "\n".join(f"    {line}" for line in case.why)
        found = "\n".join(f"  - {line}" for line in wrong)
        pytest.fail(
            f"{path}, case {case.id} (as of {case.as_of}): {case.about}\n{found}\n"
            f"  counted by hand:\n{counted}",
            pytrace=False,
        )


def test_there_are_many_and_no_two_share_an_id() -> None:
    assert len(CASES) >= 60
    names = [case.id for case in CASES]
    assert len(set(names)) == len(names)


GOOD = """
- id: one
  about: a case
  as_of: 2026-07-10
  company: {route: general}
  why: [公司法第二百二十九条]
  expect: {route: general}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_case_that_fits_passes_and_one_that_does_not_says_what(
    tmp_path: Path, law: Law, calendar: Calendar
) -> None:
    good = load(written(tmp_path, GOOD))[0]
    assert failures(good, law, calendar) == []
    wrong = GOOD.replace("expect: {route: general}", "expect: {route: bankruptcy}")
    bad = load(written(tmp_path, wrong))
    assert failures(bad[0], law, calendar) == ["route: expected bankruptcy, the plan has general"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expect: {route: general}", "expect: {}", "says nothing"),
        ("expect: {route: general}", "expect: {rout: general}", "expect.rout"),
        ("expect: {route: general}", "expect: {tasks: {precheck: {}}}", "says nothing"),
        ("expect: {route: general}", "expect: {tasks: {precheck: {plan: x}}}", "precheck.plan"),
        ("expect: {route: general}", "", "expect"),
        ("about: a case", "abuot: a case", "abuot"),
        ("why: [公司法第二百二十九条]", "why: []", "缺少依据"),
        ("as_of: 2026-07-10", "as_of: 2026-02-30", "as_of"),
    ],
)
def test_a_broken_case_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(CaseError, match=r"cases\.yaml") as error:
        load(written(tmp_path, GOOD.replace(old, new)))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{exclude: [no-such-task]}", "unknown task: no-such-task"),
        ("{no_warnings: [no-such-code]}", "unknown warning: no-such-code"),
        ("{barred: [no-such-ground]}", "unknown ground: no-such-ground"),
        ("{events: {no-such-event: 2026-01-01}}", "unknown event: no-such-event"),
        ("{tasks: {precheck: {limits: {no-such-rule: {absent: true}}}}}", "unknown rule"),
    ],
)
def test_a_name_the_law_does_not_know_never_passes(
    tmp_path: Path, law: Law, calendar: Calendar, expect: str, said: str
) -> None:
    case = load(written(tmp_path, GOOD.replace("expect: {route: general}", f"expect: {expect}")))[0]
    assert any(said in line for line in failures(case, law, calendar))
