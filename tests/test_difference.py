"""What changed between two plans: every change once, reasons only where the plans record them."""

import datetime as dt
import functools
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.company import Company
from checklist.difference import Difference, compare, summary
from checklist.holidays import Calendar
from checklist.messages import LANGS, Lang
from checklist.messages.planfile import PLAN_INPUT
from checklist.outputs.plan_json import render_json
from checklist.plan import (
    FactUsed,
    Override,
    PathStep,
    Plan,
    PlanEvent,
    Question,
    Task,
    Warning,
    WhatIf,
)
from checklist.planfile import read_plan, read_plan_file
from checklist.planning.build import make_plan
from checklist.problems import InputErrors
from checklist.reading import read_company
from checklist.rules.forms import plainly
from checklist.rules.loader import load_law
from checklist.text import Text
from checklist.vocabulary import Confidence, Route, Tri

ROOT = Path(__file__).resolve().parent.parent
LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
EARLY, LATE = dt.date(2026, 11, 23), dt.date(2026, 12, 28)
MONTHS_LATER = dt.date(2027, 4, 30)
DAY = dt.timedelta(days=1)


def planned(data: dict[str, Any], as_of: dt.date) -> Plan:
    text = yaml.safe_dump(data, allow_unicode=True)
    company = read_company(text.encode(), name="x.yaml").company
    return make_plan(company, LAW, CALENDAR, as_of, lambda _: None)


def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        (ROOT / "sample_inputs" / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    return found


@functools.cache
def sample(name: str, as_of: dt.date = EARLY) -> Plan:
    return planned(facts(name), as_of)


def changed(plan: Plan, task: str, **values: Any) -> Plan:
    """The plan with one task altered."""
    assert any(entry.id == task for entry in plan.tasks)
    tasks = [entry.model_copy(update=values) if entry.id == task else entry for entry in plan.tasks]
    return plan.model_copy(update={"tasks": tuple(tasks)})


def by_id(plan: Plan) -> dict[str, Task]:
    return {task.id: task for task in plan.tasks}


def words(plan: Plan | Difference, lang: Lang = "zh", other: Plan | None = None) -> str:
    found = compare(plan, other) if isinstance(plan, Plan) and other else plan
    assert isinstance(found, Difference)
    return "\n".join(summary(found, lang))


GROUPS = ("overdue", "done", "reopened", "moved", "added", "removed", "other")


def grouped(found: Difference) -> list[str]:
    return [task.id for group in GROUPS for task in getattr(found, group)]


# --- two days, and what was recorded between them -------------------------------------------


@pytest.mark.parametrize("name", ["general-with-staff", "simple-shell", "beginner"])
def test_a_plan_against_itself_has_no_change_and_says_so(name: str) -> None:
    found = compare(sample(name), sample(name))
    assert found.unchanged
    assert grouped(found) == []
    for short in (True, False):
        (line,) = summary(found, "zh", short=short)
        assert "没有变化" in line
    assert "nothing changed" in summary(found, "en")[0]


def test_what_was_done_since_is_told_with_its_day_and_what_is_late() -> None:
    data = facts("general-with-staff")
    old = planned(data, EARLY)
    open_ = next(task for task in old.tasks if task.status in ("open", "due-soon"))
    day = LATE - 3 * DAY
    data["done"][open_.id] = day.isoformat()
    new = planned(data, LATE)
    found = compare(old, new)
    assert [task.id for task in found.done] == [open_.id]
    line = next(line for line in summary(found, "zh") if f"（{open_.id}）" in line)
    assert f"{day} 完成" in line
    late = (day - (open_.planned or day)).days
    assert late > 0, "the task was planned for the week after the old plan"
    assert f"比原安排晚{late}天" in line


def test_newly_overdue_is_told_once_and_not_again_as_a_conflict_or_a_move() -> None:
    old, new = sample("general-with-staff"), sample("general-with-staff", MONTHS_LATER)
    late = {task.id for task in new.tasks if task.status == "overdue"} - {
        task.id for task in old.tasks if task.status == "overdue"
    }
    assert late, "the sample has a limit that passes"
    found = compare(old, new)
    fresh = late - by_id(old).keys()  # a period that began and passed meanwhile
    assert fresh, "a return fell due meanwhile"
    assert fresh <= {task.id for task in found.added if task.status == "overdue"}
    late -= fresh
    assert {task.id for task in found.overdue} == late
    assert not [entry for entry in found.conflicts if entry.code == "limit-passed"]
    text = words(found)
    for name in late:
        assert text.count(f"（{name}）") == 1
        limit = by_id(new)[name].deadline
        assert limit is not None
        assert f"法定期限 {limit} 已过{(MONTHS_LATER - limit).days}天" in text


def test_no_task_stands_in_two_groups() -> None:
    for old, new in (
        (sample("general-with-staff"), sample("general-with-staff", LATE)),
        (sample("simple-shell"), sample("beginner", LATE)),
        (sample("beginner"), sample("general-with-staff")),
    ):
        names = grouped(compare(old, new))
        assert len(names) == len(set(names))


def test_a_fact_answered_yes_adds_tasks_and_answered_no_removes_them_with_the_reason() -> None:
    data = facts("general-with-staff")
    assert data["staff"]["foreign"] == "0"
    old = planned(data, EARLY)
    data["staff"]["foreign"] = "2"
    new = planned(data, EARLY)
    added = compare(old, new).added
    assert added
    reasons = {entry.id: entry.reason for entry in old.not_applicable}
    for task in added:
        if task.id in reasons:
            assert task.was_left_out == reasons[task.id]
            assert reasons[task.id].zh.rstrip("。") in words(old, "zh", new)
    removed = compare(new, old).removed
    assert {task.id for task in removed} == {task.id for task in added}
    assert any(task.reason for task in removed)
    assert compare(new, old).added == ()


def test_an_event_that_moves_a_limit_is_named_as_its_start() -> None:
    data = facts("general-with-staff")
    old = planned(data, EARLY)
    data["events"]["liquidation-group-formed"] = "2026-11-18"
    new = planned(data, EARLY)
    found = compare(old, new)
    moved = [
        limit.trigger
        for task in found.moved
        for limit in task.limits
        if limit.trigger and limit.trigger.event == "liquidation-group-formed"
    ]
    assert moved
    assert {(entry.old, entry.new) for entry in moved} == {
        (dt.date(2026, 11, 16), dt.date(2026, 11, 18))
    }
    title = plainly(LAW.events["liquidation-group-formed"]).title.zh
    assert f"起算点“{title}”由 2026-11-16 改为 2026-11-18（已发生）" in words(found)


def test_a_line_says_nothing_twice() -> None:
    for as_of in (LATE, MONTHS_LATER):
        found = compare(sample("general-with-staff"), sample("general-with-staff", as_of))
        for line in summary(found, "zh"):
            clauses = line.removeprefix("- ").partition("）：")[2].split("；")
            assert len(clauses) == len(set(clauses)), line
            moves = re.findall(r"[：；](?:法定期限|计划办理日|安排) (\S+ → \S{10})", line)
            assert len(moves) == len(set(moves)), line


def test_another_route_is_told_with_the_plans_reason_and_no_other_cause() -> None:
    data = facts("simple-shell")
    old = planned(data, EARLY)
    data["simple_route"]["abnormal_list"] = "yes"
    data["estimates"] = {"pay-in-order": "9"}  # so that both ends cannot fall on one day
    new = planned(data, EARLY)
    found = compare(old, new)
    assert found.route is not None
    assert [ground.ground for ground in found.route.newly_barred] == ["abnormal-list"]
    assert found.end is not None
    assert found.end.causes == ()
    text = words(found)
    assert "注销路径由简易注销改为一般注销" in text
    assert new.route.why.zh in text
    assert "一般注销的计划中没有" in text


def test_the_expected_end_moves_by_a_number_of_days() -> None:
    old, new = sample("general-with-staff"), sample("general-with-staff", MONTHS_LATER)
    assert old.expected_end
    assert new.expected_end
    days = (new.expected_end - old.expected_end).days
    assert days > 0
    later = f"预计注销日由 {old.expected_end} 推迟到 {new.expected_end}（+{days}天）"
    sooner = f"预计注销日由 {new.expected_end} 提前到 {old.expected_end}（-{days}天）"
    assert later in words(old, "zh", new)
    assert sooner in words(new, "zh", old)


# --- causes: from what the plans record, else none ------------------------------------------


def with_path(plan: Plan, *names: str, why: str = "等前一项") -> Plan:
    """The plan with a critical path through tasks of its own."""
    tasks = by_id(plan)
    steps = [
        PathStep(
            task=name,
            title=tasks[name].title,
            date=tasks[name].done_on or tasks[name].planned or EARLY,
            why=Text(zh=why, en="waits for the one before"),
            kind="order",
        )
        for name in names
    ]
    end = tasks[names[-1]]
    return plan.model_copy(
        update={"critical_path": tuple(steps), "expected_end": end.done_on or end.planned}
    )


def open_tasks(plan: Plan) -> list[Task]:
    """Tasks that are neither done nor late, have no limits, and are not the last one."""
    return [
        task
        for task in plan.tasks
        if task.status in ("open", "due-soon", "blocked")
        and not task.limits
        and task.estimate_days
        and task.id != "registered-end"
    ]


PATH = (*(task.id for task in open_tasks(sample("general-with-staff"))[:2]), "registered-end")


def shifted(plan: Plan, days: int, names: tuple[str, ...] = PATH) -> Plan:
    for name in names:
        day = by_id(plan)[name].planned
        assert day is not None
        plan = changed(plan, name, planned=day + days * DAY)
    return plan


def codes(old: Plan, new: Plan) -> list[tuple[str, str | None]]:
    found = compare(old, new).end
    assert found is not None
    return [(cause.code, cause.task) for cause in found.causes]


def test_without_a_critical_path_no_cause_is_given() -> None:
    old = sample("general-with-staff").model_copy(update={"critical_path": ()})
    new = shifted(old, 7).model_copy(update={"expected_end": by_id(old)["registered-end"].planned})
    assert new.expected_end
    new = new.model_copy(update={"expected_end": new.expected_end + 7 * DAY})
    assert codes(old, new) == []
    assert "因为" not in next(line for line in summary(compare(old, new), "zh") if "推迟" in line)


def test_a_task_done_late_on_the_path_is_the_cause() -> None:
    base = sample("general-with-staff")
    first = by_id(base)[PATH[0]].planned
    assert first is not None
    new = changed(shifted(base, 7), PATH[0], done_on=first + 7 * DAY, status="done")
    old, new = with_path(base, *PATH), with_path(new, *PATH)
    assert codes(old, new) == [("done-later", PATH[0])]
    title = by_id(new)[PATH[0]].title.zh
    assert f"，因为“{title}”于 {first + 7 * DAY} 完成，比原安排（{first}）晚7天。" in words(
        old, "zh", new
    )
    assert [code for code, _ in codes(new, old)] == ["first-moved-earlier"]


def test_a_planned_day_that_went_by_is_the_cause() -> None:
    base = sample("general-with-staff")
    first = by_id(base)[PATH[0]].planned
    assert first is not None
    new = shifted(base, 10).model_copy(update={"as_of": first + 5 * DAY})
    assert codes(with_path(base, *PATH), with_path(new, *PATH)) == [("not-done", PATH[0])]
    late = changed(new, PATH[0], status="overdue", deadline=first + DAY)
    assert codes(with_path(base, *PATH), with_path(late, *PATH)) == [("not-done-late", PATH[0])]


def test_another_estimate_is_the_cause_both_ways() -> None:
    base = sample("general-with-staff")
    days = by_id(base)[PATH[0]].estimate_days
    new = changed(shifted(base, 4), PATH[0], estimate_days=days + 4)
    assert codes(with_path(base, *PATH), with_path(new, *PATH)) == [("estimate", PATH[0])]
    assert codes(with_path(new, *PATH), with_path(base, *PATH)) == [("estimate", PATH[0])]


def test_a_station_further_on_is_named_where_it_adds_something_of_its_own() -> None:
    base = sample("general-with-staff")
    days = by_id(base)[PATH[1]].estimate_days
    first = by_id(base)[PATH[0]].planned
    assert first is not None
    new = changed(shifted(base, 7), PATH[0], done_on=first + 7 * DAY, status="done")
    new = changed(shifted(new, 3, PATH[1:]), PATH[1], estimate_days=days + 3)
    assert codes(with_path(base, *PATH), with_path(new, *PATH)) == [
        ("done-later", PATH[0]),
        ("estimate", PATH[1]),
    ]


def test_a_station_whose_change_was_absorbed_is_no_cause() -> None:
    base = sample("general-with-staff")
    days = by_id(base)[PATH[1]].estimate_days
    first = by_id(base)[PATH[0]].planned
    assert first is not None
    new = changed(shifted(base, 7), PATH[0], done_on=first + 7 * DAY, status="done")
    new = changed(new, PATH[1], estimate_days=days + 3)
    assert codes(with_path(base, *PATH), with_path(new, *PATH)) == [("done-later", PATH[0])]


def test_two_routes_have_no_path_in_common() -> None:
    base = sample("general-with-staff")
    days = by_id(base)[PATH[0]].estimate_days
    new = with_path(changed(shifted(base, 4), PATH[0], estimate_days=days + 4), *PATH)
    route = new.route.model_copy(update={"chosen": Route.AFTER_REVOCATION})
    new = new.model_copy(update={"route": route})
    assert codes(with_path(base, *PATH), new) == []


def test_a_new_task_on_the_path_is_the_cause_and_a_lost_one_the_other_way() -> None:
    base = sample("general-with-staff")
    new = with_path(shifted(base, 5, PATH[1:]), *PATH)
    old = base.model_copy(
        update={"tasks": tuple(task for task in base.tasks if task.id != PATH[0])}
    )
    old = with_path(old, *PATH[1:])
    assert codes(old, new) == [("new-task", PATH[0])]
    assert codes(new, old) == [("task-gone", PATH[0])]


def test_a_wait_of_law_that_started_later_is_the_cause() -> None:
    base = sample("general-with-staff")
    host = next(
        task
        for task in base.tasks
        if task.status != "done" and any(limit.earliest for limit in task.limits)
    )
    path = (host.id, "registered-end")
    limits = tuple(
        limit.model_copy(
            update={
                "trigger_date": limit.trigger_date + 7 * DAY,
                "earliest": limit.earliest + 7 * DAY if limit.earliest else None,
            }
        )
        for limit in host.limits
    )
    new = changed(shifted(base, 7, path), host.id, limits=limits, planned=host.planned + 7 * DAY)  # type: ignore[operator]
    assert codes(with_path(base, *path), with_path(new, *path)) == [("trigger", host.id)]


def test_where_nothing_is_recorded_the_plans_own_words_are_given() -> None:
    base = sample("general-with-staff")
    new = with_path(shifted(base, 7), *PATH, why="等债权申报期届满")
    old = with_path(base, *PATH)
    assert codes(old, new) == [("first-moved", PATH[0])]
    line = next(line for line in summary(compare(old, new), "zh") if "推迟" in line)
    assert "因为" not in line, "where the move begins is not why"
    assert line.endswith("：等债权申报期届满。")


def test_a_name_with_a_line_feed_stays_on_its_line() -> None:
    old = sample("general-with-staff")
    company = old.company.model_copy(update={"name": "甲\n乙\x1b[2J有限公司"})
    new = old.model_copy(update={"company": company})
    assert not any(set(line) & {"\n", "\x1b"} for line in summary(compare(old, new), "zh-en"))


def test_a_deregistered_company_is_no_longer_expected() -> None:
    base = sample("general-with-staff")
    day = dt.date(2027, 3, 1)
    new = changed(base, "registered-end", done_on=day, planned=day, status="done")
    new = new.model_copy(update={"expected_end": day})
    found = compare(base, new)
    assert found.end is not None
    assert found.end.reached
    assert f"已于 {day} 准予注销登记" in words(found)


# --- what is no change, and what is only said --------------------------------------------------


def test_a_number_or_a_line_of_the_file_is_no_change() -> None:
    old = sample("general-with-staff")
    tasks = tuple(
        task.model_copy(
            update={
                "number": task.number + 5,
                "input_line": 99,
                "limits": tuple(
                    limit.model_copy(update={"trigger_line": 12}) for limit in task.limits
                ),
            }
        )
        for task in old.tasks
    )
    warnings = tuple(entry.model_copy(update={"input_line": 7}) for entry in old.warnings)
    new = old.model_copy(update={"tasks": tasks, "warnings": warnings})
    assert compare(old, new).unchanged


def test_a_limit_that_became_certain_is_told_and_so_is_the_way_back() -> None:
    old = sample("general-with-staff")
    host = next(task for task in old.tasks for limit in task.limits if limit.provisional)
    limits = tuple(limit.model_copy(update={"provisional": False}) for limit in host.limits)
    new = changed(old, host.id, limits=limits, provisional=False)
    assert "不再是暂定" in words(old, "zh", new)
    assert "变为暂定" in words(new, "zh", old)


def test_conflicts_come_first_and_those_that_are_gone_are_told() -> None:
    old = sample("general-with-staff")
    text = Text(zh="公司财产不足以清偿债务。", en="The company cannot pay.")
    cure = Text(zh="咨询律师。", en="See a lawyer.")
    conflict = Warning(level="conflict", code="insolvent", text=text, remedy=cure)
    new = changed(old, PATH[0], status="overdue").model_copy(
        update={"warnings": (conflict, *old.warnings)}
    )
    lines = summary(compare(old, new), "zh")
    assert lines[1].startswith("新出现的冲突（1项）")
    assert "公司财产不足以清偿债务。处理：咨询律师。" in lines[2]
    assert "新增冲突1项：公司财产不足以清偿债务。" in "".join(
        summary(compare(old, new), "zh", short=True)
    )
    gone = compare(new, old)
    assert gone.warnings_gone == (conflict,)
    assert "已消除的冲突和提示（1项）" in words(gone)


def test_a_warning_worded_anew_is_one_change() -> None:
    old = sample("general-with-staff")
    first, second = (
        Warning(level="warning", code="late", task=PATH[0], text=Text(zh=zh, en=zh))
        for zh in ("晚3天", "晚5天")
    )
    found = compare(
        old.model_copy(update={"warnings": (first,)}),
        old.model_copy(update={"warnings": (second,)}),
    )
    assert (found.warnings, found.warnings_gone) == ((), ())
    assert [entry.new for entry in found.warnings_changed] == [second]


def test_questions_are_compared_by_their_words_and_an_answer_is_shown_where_the_plan_has_it() -> (
    None
):
    data = facts("simple-shell")
    data["simple_route"]["abnormal_list"] = "unknown"
    old = planned(data, EARLY)
    data["simple_route"]["abnormal_list"] = "no"
    new = planned(data, EARLY)
    question = next(entry for entry in old.questions if entry.id == "ground-abnormal-list")
    found = compare(old, new)
    answers = {entry.question.id: entry.answer for entry in found.questions_answered}
    assert answers[question.id] is Tri.NO
    assert f"- {question.text.zh} —— 否" in summary(found, "zh")
    renamed = tuple(
        entry.model_copy(update={"id": f"fact-{number}"})
        for number, entry in enumerate(old.questions)
    )
    assert compare(old, old.model_copy(update={"questions": renamed})).unchanged
    asked = Question(id="q", text=Text(zh="有无车位？", en="Any parking?"))
    more = old.model_copy(update={"questions": (*old.questions, asked)})
    assert compare(old, more).questions_new == (asked,)


def test_assumptions_events_overrides_and_suppositions_are_told() -> None:
    data = facts("general-with-staff")
    old = planned(data, EARLY)
    (name, *_) = (task.id for task in open_tasks(old) if task.id in LAW.tasks)
    data["estimates"] = {name: "33"}
    new = planned(data, EARLY)
    (change,) = compare(old, new).assumptions
    assert (change.task, change.new, change.set_by_user) == (name, 33, True)
    assert "33个工作日；企业自定" in words(old, "zh", new)

    objection = PlanEvent(
        id="objection-received",
        title=Text(zh="收到异议", en="Objection received"),
        date=LATE,
        basis="actual",
    )
    decision = Override(
        target="tax-clear", date=LATE, who="王会计师", when=EARLY, why="税务局已约定"
    )
    told = objection.model_copy(update={"id": "told", "task": name})
    more = (*new.events, told)
    assert compare(new, new.model_copy(update={"events": more})).events
    done = changed(new, name, status="done", done_on=EARLY)
    found = compare(new, done.model_copy(update={"events": more}))
    assert ([task.id for task in found.done], found.events) == ([name], ())

    supposed = WhatIf(event="objection-received", title=objection.title, date=LATE)
    new = old.model_copy(
        update={
            "events": (*old.events, objection),
            "overrides": (decision,),
            "what_if": (supposed,),
        }
    )
    text = words(old, "zh", new)
    assert text.startswith(f"注意：新计划是按假设推算的（收到异议 {LATE}）")
    assert f"收到异议：{LATE}（已发生）" in text
    assert f"王会计师 于 {EARLY} 改定为 {LATE}：税务局已约定" in text
    back = words(new, "en", old)
    assert "no longer recorded" in back
    assert "decision is withdrawn" in back


def test_the_law_that_was_checked_again_or_read_is_told() -> None:
    old = sample("general-with-staff")
    first = old.law.used[0]
    used = (first.model_copy(update={"checked_on": LATE}), *old.law.used[1:])
    law = old.law.model_copy(
        update={"used": used, "years_published": (*old.law.years_published, 2027)}
    )
    host = next(
        task
        for task in old.tasks
        for entry in task.citations
        if entry.confidence is not Confidence.READ
    )
    cited = next(entry for entry in host.citations if entry.confidence is not Confidence.READ)
    tasks = tuple(
        task.model_copy(
            update={
                "citations": tuple(
                    entry.model_copy(update={"confidence": Confidence.READ})
                    if entry.rule == cited.rule
                    else entry
                    for entry in task.citations
                )
            }
        )
        for task in old.tasks
    )
    new = old.model_copy(update={"law": law, "tasks": tasks})
    found = compare(old, new).law
    assert found is not None
    assert [(entry.rule, entry.new_confidence) for entry in found.rules] == [
        (cited.rule, Confidence.READ)
    ]
    text = words(old, "zh", new)
    assert f"{first.title.zh}：核对日 {first.checked_on} → {LATE}" in text
    assert "放假安排新收录：2027年" in text
    assert f"（{cited.rule}）：核对程度" in text
    assert f"（{host.id}）" in text


def test_two_companies_are_compared_but_that_is_said_first() -> None:
    old, new = sample("simple-shell"), sample("beginner")
    found = compare(old, new)
    assert found.other_company
    for short in (True, False):
        first = summary(found, "zh", short=short)[0]
        assert first.startswith("注意：两份计划不是同一家企业")
        assert old.company.name in first
        assert new.company.name in first


def test_an_older_plan_as_the_new_one_is_noticed() -> None:
    old, new = sample("general-with-staff", LATE), sample("general-with-staff")
    assert summary(compare(old, new), "zh")[0].startswith("注意：新计划的基准日早于旧计划")


def test_both_languages_say_the_same_lines() -> None:
    for old, new in (
        (sample("general-with-staff"), sample("general-with-staff", LATE)),
        (sample("simple-shell"), sample("beginner", LATE)),
    ):
        found = compare(old, new)
        zh, en, both = (summary(found, lang) for lang in LANGS)
        assert len(zh) == len(en) == len(both)
        for line, chinese, english in zip(both, zh, en, strict=True):
            assert line == f"{chinese} / {english.removeprefix('- ')}"
        for lines in (zh, en, both):
            assert not any("{" in line or "None" in line for line in lines)


# --- any two plans -----------------------------------------------------------------------------

tri = st.sampled_from(["yes", "no", "unknown"])
days = st.dates(dt.date(2026, 9, 1), dt.date(2027, 3, 31))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of a random company on a random day, with something recorded."""
    as_of = draw(days)
    names = [name for name in LAW.tasks if LAW.tasks[name].phase.value in ("precheck", "staff")]
    done = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    data = {
        "company": {"name": "随机有限公司", "legal_form": "llc", "foreign_invested": draw(tri)},
        "shareholders": {"individuals": draw(tri), "all_agree": draw(tri)},
        "tax": {"refund_due": draw(tri), "invoices_drawn": draw(tri)},
        "staff": {"count": draw(st.sampled_from([None, 0, 3])), "union": draw(tri)},
        "debts": {"outstanding": draw(tri)},
        "branches": draw(tri),
        "wecom": {"used": draw(tri), "customers": draw(tri)},
        "route": draw(st.sampled_from(["auto", "general", "simple"])),
        "done": {name: (as_of - DAY).isoformat() for name in done},
    }
    return make_plan(Company.model_validate(data), LAW, CALENDAR, as_of, lambda _: None)


LINES_ONLY = {
    "number": True,
    "input_line": True,
    "facts": {"__all__": {"input_line", "input_path"}},
    "limits": {"__all__": {"trigger_line"}},
}
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=25, deadline=None, suppress_health_check=QUIET)
@given(plan=plans())
def test_no_plan_differs_from_itself_or_from_what_its_file_gives_back(plan: Plan) -> None:
    assert compare(plan, plan).unchanged
    again = read_plan(render_json(plan), name="plan.json")
    assert again == plan
    assert compare(plan, again).unchanged


@settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
@given(old=plans(), new=plans())
def test_of_any_two_plans_every_task_that_differs_is_named(old: Plan, new: Plan) -> None:
    before, after = by_id(old), by_id(new)
    found = compare(old, new)
    differ = set(before) ^ set(after)
    differ |= {
        name
        for name in set(before) & set(after)
        if before[name].model_dump(exclude=LINES_ONLY) != after[name].model_dump(exclude=LINES_ONLY)
    }
    assert set(grouped(found)) == differ
    assert len(grouped(found)) == len(differ)
    for lang in LANGS:
        text = "\n".join(summary(found, lang))
        for name in differ:
            assert f"（{name}）" in text or f"({name})" in text, name
        assert len(summary(found, lang, short=True)) <= 5


@settings(max_examples=40, deadline=None, suppress_health_check=QUIET)
@given(old=plans(), new=plans())
def test_swapping_the_plans_swaps_what_came_and_what_went(old: Plan, new: Plan) -> None:
    there, back = compare(old, new), compare(new, old)
    ids = lambda tasks: {task.id for task in tasks}  # noqa: E731
    assert ids(there.added) == ids(back.removed)
    assert ids(there.removed) == ids(back.added)
    assert ids(there.done) == ids(back.reopened)
    assert there.conflicts == tuple(
        entry for entry in back.warnings_gone if entry in there.conflicts
    )
    assert (there.end is None) == (back.end is None)
    if there.end and back.end and there.end.days is not None:
        assert there.end.days == -(back.end.days or 0)


FIELDS = sorted(set(Task.model_fields) - {"number", "input_line", "id"})
A_TEXT = Text(zh="一句话", en="a sentence")
MADE: dict[str, Any] = {
    "facts": (FactUsed(fact="x", value=Tri.YES, input_path="staff.count"),),
    "sub_steps": (A_TEXT,),
    "timing": (A_TEXT, A_TEXT),
    "advisory_after": ("nothing",),
    "reserve": 77,
    "finish_by": MONTHS_LATER,
    "critical": None,
    "remark": "一句话",
    "to_confirm": None,
    "provisional": None,
}
"""Values for what the samples leave empty; None turns a yes into a no and back."""


@pytest.mark.parametrize("field", FIELDS)
def test_whatever_changes_about_a_task_it_is_named(field: str) -> None:
    old = sample("general-with-staff")
    task = open_tasks(old)[0]
    mine = getattr(task, field)
    value = MADE.get(field)
    if value is None:
        others = (getattr(other, field) for other in old.tasks)
        value = not mine if isinstance(mine, bool) else next(one for one in others if one != mine)
    new = changed(old, task.id, **{field: value})
    found = compare(old, new)
    assert grouped(found) == [task.id]
    for lang, colon in (("zh", "："), ("en", ":")):
        (line,) = [line for line in summary(found, lang) if f"{task.id}" in line]
        assert not line.rstrip().endswith(colon), "something is said of it"


# --- reading a plan back, and the command -----------------------------------------------------

Run = Callable[..., Result]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    names = []
    for as_of in (EARLY, LATE):
        path = tmp_path / f"{as_of}.json"
        path.write_bytes(render_json(sample("general-with-staff", as_of)))
        names.append(str(path))
    return names[0], names[1]


def test_the_command_says_what_changed_and_exits_with_0(files: tuple[str, str], run: Run) -> None:
    long = run("diff", *files, "--lang", "zh")
    assert long.exit_code == 0
    assert long.stderr == ""
    assert "推迟到" in long.stdout
    short = run("diff", *files, "--lang", "zh", "--short")
    assert len(short.stdout.splitlines()) <= 5
    same = run("diff", files[0], files[0], "--lang", "en")
    assert (same.exit_code, same.stdout.count("\n")) == (0, 1)
    assert "nothing changed" in same.stdout


def test_the_json_of_a_difference_is_the_model(files: tuple[str, str], run: Run) -> None:
    result = run("diff", *files, "--json")
    assert result.exit_code == 0
    expected = compare(*(read_plan_file(file) for file in files))
    assert Difference.model_validate_json(result.stdout) == expected
    assert json.loads(result.stdout)["unchanged"] is False


def test_without_a_utf_8_terminal_it_still_speaks(files: tuple[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "checklist", "diff", *files, "--lang", "zh"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        cwd=ROOT,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert "预计注销日" in result.stdout.decode()


GOOD = render_json(sample("simple-shell")).decode()


def altered(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def place(text: str, part: str) -> str:
    index = text.index(part)
    return f":{text.count(chr(10), 0, index) + 1}:{index - text.rfind(chr(10), 0, index)}"


VERSION = '"plan_version": 1,'
TWICE = altered('  "as_of"', '  "as_of": "2026-01-01",\n  "as_of"')
SECOND = sample("simple-shell").tasks[1].id
AGAIN = f'"{sample("simple-shell").tasks[0].id}"  '
REPEATED = altered(f'"id": "{SECOND}"', f'"id": {AGAIN}')

CUT = GOOD[: GOOD.rindex("}")].rstrip()
ZWEI = altered('"number": 2,', '"number": "zwei",')
THIRTEEN = altered('"as_of": "2026-11-23"', '"as_of": "2026-13-23"')

BAD: dict[str, tuple[bytes, str, str]] = {
    "empty": (b" \n", "plan-empty", ""),
    "cut short": (CUT.encode(), "plan-syntax", place(f"{CUT}!", "!")),
    "yaml": (b"company:\n  name: x\n", "plan-syntax", ":1:1"),
    "syntax": (b'{\n  "a": 1,\n  b\n}', "plan-syntax", ":3:3"),
    "not utf-8": ("公司".encode("gbk"), "plan-encoding", ""),
    "nan": (b'{"plan_version": 1,\n "a": NaN}', "plan-constant", ":2:7"),
    "deep": (b"[" * 200_000, "plan-too-deep", ""),
    "list": (b"[1, 2]", "plan-none", ""),
    "other json": (b'{"plan": 1}', "plan-none", ""),
    "later": (altered(VERSION, '"plan_version": 2,').encode(), "plan-version", ":2:19"),
    "text": (altered(VERSION, '"plan_version": "1",').encode(), "plan-version", ":2:19"),
    "true": (altered(VERSION, '"plan_version": true,').encode(), "plan-version", ":2:19"),
    "no version": (altered(VERSION, "").encode(), "plan-none", ""),
    "only version": (b'{"plan_version": 1}', "plan-missing", ":1:1"),
    "extra": (altered(VERSION, VERSION + '\n  "more": 2,').encode(), "plan-extra", ":3:11"),
    "value": (ZWEI.encode(), "plan-value", place(ZWEI, '"zwei"')),
    "date": (THIRTEEN.encode(), "plan-value", ":3:12"),
    "surrogate": (altered('"as_of": "2026', '"as_of": "\\ud800').encode(), "plan-syntax", ""),
    "twice": (TWICE.encode(), "plan-repeated-key", place(TWICE, '"as_of": "2026-11-23"')),
    "deep twice": (b'{"a": [{"b": 1}, {"b": 1,\n "b": 2}]}', "plan-repeated-key", ":2:2"),
    "task twice": (REPEATED.encode(), "plan-repeated-task", place(REPEATED, AGAIN)),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_plan_is_refused_with_its_place(case: str, tmp_path: Path, run: Run) -> None:
    data, key, where = BAD[case]
    with pytest.raises(InputErrors) as caught:
        read_plan(data, name="x.json")
    assert caught.value.errors[0].key == key
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    bad.write_bytes(data)
    good.write_text(GOOD, encoding="utf-8")
    for arguments in ((bad, good), (good, bad)):
        result = run("diff", *map(str, arguments), "--lang", "zh")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{bad}{where}: 错误：" in result.stderr
        assert "改法：" in result.stderr


def test_files_that_cannot_be_read_are_all_named(tmp_path: Path, run: Run) -> None:
    missing = str(tmp_path / "none.json")
    result = run("diff", missing, str(tmp_path), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{missing}: error: there is no such file." in result.stderr
    assert f"{tmp_path}: error: this is a folder" in result.stderr
    assert run("diff", missing).exit_code == 2


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_plan(b"\xef\xbb\xbf" + GOOD.encode(), name="x") == sample("simple-shell")


def test_too_many_errors_are_counted_and_a_huge_file_is_refused() -> None:
    plan = json.loads(GOOD)
    for task in plan["tasks"]:
        task["number"] = "x"
    with pytest.raises(InputErrors) as caught:
        read_plan(json.dumps(plan).encode(), name="x")
    assert caught.value.errors[-1].key == "plan-more"
    assert caught.value.errors[-1].values["number"] == len(plan["tasks"]) - 10
    with pytest.raises(InputErrors) as caught:
        read_plan(b" " * ((32 << 20) + 1), name="x")
    assert caught.value.errors[0].key == "plan-too-large"


def test_every_sentence_about_a_plan_file_is_shown_by_a_test() -> None:
    shown = {key for _, key, _ in BAD.values()}
    elsewhere = {"plan-no-file", "plan-directory", "plan-unreadable", "plan-too-large", "plan-more"}
    assert shown | elsewhere == set(PLAN_INPUT)
    with pytest.raises(InputErrors) as caught:
        read_plan_file("a\0b")
    assert caught.value.errors[0].key == "plan-unreadable"


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=60), at=st.integers(0, len(GOOD) - 1), cut=st.integers(0, 40))
def test_whatever_the_bytes_a_plan_or_an_error_comes_back(data: bytes, at: int, cut: int) -> None:
    for text in (data, GOOD[:at].encode() + data + GOOD[at + cut :].encode()):
        found: Plan | str
        try:
            found = read_plan(text, name="x.json")
        except InputErrors as error:
            found = error.render("zh-en")
        assert isinstance(found, Plan) or found.startswith("x.json")
