"""The short code: the same for the same plan, another for any other, readable aloud."""

import datetime as dt
import re

from plan_factory import make_plan

from checklist.outputs.code import ALPHABET, plan_code
from checklist.outputs.documents import render
from checklist.outputs.options import Embed, Options
from checklist.plan import Plan


def test_it_has_eight_characters_that_nobody_mixes_up() -> None:
    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", plan_code(make_plan()))
    assert not set(ALPHABET) & set("0O1IL2Z5S8BU")
    assert len(set(ALPHABET)) == len(ALPHABET) == 24


def test_the_company_is_in_its_first_half_and_the_version_in_the_second() -> None:
    whose, version = plan_code(make_plan()).split("-")
    later, changed = plan_code(make_plan(as_of=dt.date(2026, 11, 24))).split("-")
    assert later == whose
    assert changed != version
    plan = make_plan()
    other = plan.model_copy(
        update={"company": plan.company.model_copy(update={"credit_code": "91110105MA01XXXX0G"})}
    )
    assert plan_code(other).split("-")[0] != whose


def test_whatever_a_reader_sees_changes_it() -> None:
    plan = make_plan()

    def with_task(**changes: object) -> Plan:
        first = plan.tasks[0].model_copy(update=changes)
        return plan.model_copy(update={"tasks": (first, *plan.tasks[1:])})

    codes = {
        plan_code(plan),
        plan_code(with_task(assignee="别人")),
        plan_code(with_task(planned=dt.date(2027, 1, 4))),
        plan_code(with_task(status="blocked")),
        plan_code(plan.model_copy(update={"questions": plan.questions[1:]})),
    }
    assert len(codes) == 5


def test_a_line_more_in_the_input_file_does_not() -> None:
    plan = make_plan()
    moved = tuple(
        task.model_copy(
            update={
                "input_line": (task.input_line or 1) + 7,
                "limits": tuple(
                    limit.model_copy(update={"trigger_line": 99}) for limit in task.limits
                ),
            }
        )
        for task in plan.tasks
    )
    assert plan_code(plan.model_copy(update={"tasks": moved})) == plan_code(plan)


def test_it_is_the_same_whatever_travels() -> None:
    plan = make_plan(name="杭州青禾 13800138000")
    ways: tuple[Embed, ...] = ("full", "redacted", "none")
    pages = {embed: render(plan, "html", Options("zh", embed=embed)).decode() for embed in ways}
    codes = {
        found[0] for page in pages.values() if (found := re.search(r"编号 (\w{4}-\w{4})", page))
    }
    assert len(codes) == 1
    assert "13800138000" in pages["full"]
    assert "13800138000" not in pages["redacted"]
    assert "13800138000" not in pages["none"]
