"""Holds the plan of a scenario against what its case says, and says in words what does not fit."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios import (
    AccountSaid,
    Case,
    ComparisonSaid,
    FinishSaid,
    LimitSaid,
    OverrideSaid,
    RetentionSaid,
    Strict,
    TaskSaid,
    WarningSaid,
    plan_of,
)

from checklist.holidays import Calendar
from checklist.messages.warnings import WARNINGS
from checklist.plan import Plan, Task
from checklist.planning.draft import ContradictingDatesError
from checklist.rules.forms import for_form, graph_of
from checklist.rules.graphs import left_out, members
from checklist.rules.schema import Law
from checklist.vocabulary import LegalForm, Route, Tri


class Check:
    """Holds one plan against what a case says; `wrong` is what does not fit, in words."""

    def __init__(self, plan: Plan, law: Law) -> None:
        """Take the plan and the law whose names the case may use."""
        self.plan = plan
        self.law = law
        self.tasks = {task.id: task for task in plan.tasks}
        self.wrong: list[str] = []

    def same(self, what: str, expected: object, got: object) -> None:
        """Note a difference between what was expected and what the plan has."""
        if expected != got:
            self.wrong.append(f"{what}: expected {_show(expected)}, the plan has {_show(got)}")

    def named(self, kind: str, names: Iterator[str] | tuple[str, ...], known: Any) -> None:
        """Note names that the law does not know: a case that could never fail."""
        for name in names:
            if name.partition("@")[0] not in known:
                self.wrong.append(f"the case names an unknown {kind}: {name}")

    def task(self, name: str) -> Task | None:
        """A task of the plan; its absence is noted with the reason the plan gives."""
        self.named("task", (name,), self.law.tasks)
        if name in self.tasks:
            return self.tasks[name]
        reasons = {entry.id: entry.reason.zh for entry in self.plan.not_applicable}
        self.wrong.append(f"{name}: not in the plan ({reasons.get(name, 'and no reason given')})")
        return None

    def ancestors(self, name: str) -> set[str]:
        """Every task that must come before `name`."""
        found: set[str] = set()
        queue = [name]
        while queue:
            for before in self.tasks[queue.pop()].after:
                if before not in found and before in self.tasks:
                    found.add(before)
                    queue.append(before)
        return found

    def all(self, case: Case) -> list[str]:
        """Everything that does not fit."""
        expect = case.expect
        for name, value in expect.said():
            getattr(self, f"_{name}")(value)
        return self.wrong

    def _error(self, value: str) -> None:
        self.wrong.append(f"an error was expected ({value}), a plan was made")

    def _route(self, value: Route) -> None:
        self.same("route", value, self.plan.route.chosen)

    def _available(self, value: tuple[Route, ...]) -> None:
        self.same("available routes", value, self.plan.route.available)

    def _open_if_confirmed(self, value: tuple[Route, ...]) -> None:
        self.same("routes open if confirmed", value, self.plan.route.open_if_confirmed)

    def _barred(self, value: tuple[str, ...]) -> None:
        self._grounds("barred by", value, tuple(g.ground for g in self.plan.route.barred))

    def _unknown(self, value: tuple[str, ...]) -> None:
        self._grounds("unknown grounds", value, tuple(g.ground for g in self.plan.route.unknown))

    def _grounds(self, what: str, value: tuple[str, ...], got: tuple[str, ...]) -> None:
        self.named("ground", value, {ground.id for ground in self.law.grounds})
        self.same(what, sorted(value), sorted(got))

    def _include(self, value: tuple[str, ...]) -> None:
        for name in value:
            self.task(name)

    def _exclude(self, value: tuple[str, ...]) -> None:
        self.named("task", value, self.law.tasks)
        left_out = {entry.id for entry in self.plan.not_applicable}
        for name in value:
            if name in self.tasks:
                self.wrong.append(f"{name}: in the plan, and should not be")
            elif "@" not in name and name not in left_out and self._of_route(name):
                self.wrong.append(f"{name}: vanished without a reason")

    def _of_route(self, name: str) -> bool:
        form = LegalForm(self.plan.company.legal_form)
        law = for_form(self.law, form)
        graph = graph_of(law, form, self.plan.route.chosen)
        return name in members(law, graph) or name in left_out(law, graph)

    def _to_confirm(self, value: tuple[str, ...]) -> None:
        for name in value:
            task = self.task(name)
            if task and not task.to_confirm:
                self.wrong.append(f"{name}: certain, and should be to confirm (待确认)")

    def _certain(self, value: tuple[str, ...]) -> None:
        for name in value:
            task = self.task(name)
            if task and task.to_confirm:
                self.wrong.append(f"{name}: to confirm (待确认), and should be certain")

    def _tasks(self, value: Mapping[str, TaskSaid]) -> None:
        for name, said in value.items():
            task = self.task(name)
            if task:
                self._one_task(name, task, said)

    def _one_task(self, name: str, task: Task, said: TaskSaid) -> None:
        for key, value in said.said():
            if key == "limits":
                for rule, limit in value.items():
                    self._limit(name, task, rule, limit)
            elif key == "after":
                missing = set(value) - self.ancestors(name)
                if missing:
                    self.wrong.append(f"{name}: does not wait for {', '.join(sorted(missing))}")
            elif key == "not_before":
                if task.planned is None or task.planned < value:
                    self.wrong.append(f"{name}: planned {task.planned}, not before {value}")
            elif key == "not_after":
                if task.planned is None or task.planned > value:
                    self.wrong.append(f"{name}: planned {task.planned}, not after {value}")
            else:
                self.same(f"{name}.{key}", value, getattr(task, key))

    def _limit(self, name: str, task: Task, rule: str, said: LimitSaid) -> None:
        self.named("rule", (rule,), self.law.rules)
        found = [limit for limit in task.limits if limit.rule == rule]
        if said.absent:
            if found:
                self.wrong.append(f"{name}: has the limit {rule}, and should not")
            return
        if not found:
            has = ", ".join(limit.rule for limit in task.limits) or "none"
            self.wrong.append(f"{name}: no limit {rule}; it has {has}")
            return
        for key, value in said.said():
            got: object = getattr(found[0], key, None)
            if key == "other_readings":
                got = tuple(reading.value for reading in found[0].other_readings)
                for day in value:
                    if day not in got:
                        self.same(f"{name}/{rule}.{key}", value, got)
            elif key == "bounds":
                both = found[0].bounds or {}
                for field, ends in value.items():
                    bound = both.get(field)
                    has = (bound.earliest, bound.latest) if bound else None
                    self.same(f"{name}/{rule}.bounds.{field}", ends, has)
            else:
                self.same(f"{name}/{rule}.{key}", value, got)

    def _events(self, value: Mapping[str, dt.date]) -> None:
        days = {event.id: event.date for event in self.plan.events}
        self.named("event", tuple(value), self.law.events)
        for name, day in value.items():
            self.same(f"event {name}", day, days.get(name))

    def _order(self, value: tuple[tuple[str, str], ...]) -> None:
        for first, later in value:
            one, two = self.task(first), self.task(later)
            if not one or not two:
                continue
            if first not in self.ancestors(later):
                self.wrong.append(f"{later}: does not wait for {first}")
            elif one.planned and two.planned and one.planned > two.planned:
                self.wrong.append(f"{later}: planned {two.planned}, {first} only {one.planned}")

    def _advised(self, value: tuple[tuple[str, str], ...]) -> None:
        for first, later in value:
            one, two = self.task(first), self.task(later)
            if not one or not two:
                continue
            if first not in two.advisory_after:
                self.wrong.append(f"{later}: is not advised to wait for {first}")
            elif one.planned and two.planned and one.planned > two.planned:
                self.wrong.append(f"{later}: planned {two.planned}, {first} only {one.planned}")

    def _warnings(self, value: tuple[WarningSaid, ...]) -> None:
        for said in value:
            self.named("warning", (said.code,), WARNINGS)
            if not any(self._fits(said, entry) for entry in self.plan.warnings):
                has = [
                    (entry.level, entry.code, entry.task, entry.text.zh)
                    for entry in self.plan.warnings
                    if entry.level != "notice" or entry.code == said.code
                ]
                self.wrong.append(
                    f"no warning like {_show(dict(said.said()))}; there are {_show(has)}"
                )

    @staticmethod
    def _fits(said: WarningSaid, entry: Any) -> bool:
        text = f"{entry.text.zh} {entry.remedy.zh if entry.remedy else ''} {entry.citation or ''}"
        return (
            entry.code == said.code
            and said.level in (None, entry.level)
            and said.task in (None, entry.task)
            and all(piece in text for piece in said.mentions)
        )

    def _no_warnings(self, value: tuple[str, ...]) -> None:
        self.named("warning", value, WARNINGS)
        for entry in self.plan.warnings:
            if entry.code in value:
                self.wrong.append(f"warning {entry.code} should not be there: {entry.text.zh}")

    def _without(self, value: tuple[WarningSaid, ...]) -> None:
        for said in value:
            self.named("warning", (said.code,), WARNINGS)
            for entry in self.plan.warnings:
                if self._fits(said, entry):
                    self.wrong.append(f"warning {entry.code} should not be there: {entry.text.zh}")

    def _conflicts(self, value: tuple[str, ...]) -> None:
        self.named("warning", value, WARNINGS)
        got = sorted(w.code for w in self.plan.warnings if w.level == "conflict")
        self.same("conflicts", sorted(value), got)
        levels = [entry.level for entry in self.plan.warnings]
        first = ["conflict", "warning", "notice"]
        if levels != sorted(levels, key=first.index):
            self.wrong.append(f"conflicts do not come first: {levels}")

    def _questions(self, value: tuple[str, ...]) -> None:
        asked = {question.id for question in self.plan.questions}
        for name in value:
            if name not in asked:
                self.wrong.append(f"question {name} is not asked; asked are {sorted(asked)}")

    def _accounts(self, value: Mapping[str, AccountSaid]) -> None:
        by_person = {account.person: account for account in self.plan.wecom_accounts}
        self.same("WeCom accounts", sorted(value), sorted(by_person))
        for person in value.keys() & by_person.keys():
            account = by_person[person]
            for key, wanted in value[person].said():
                if key in ("tasks", "without"):
                    for name in wanted:
                        if (name in account.tasks) is (key == "without"):
                            verb = "has" if key == "without" else "lacks"
                            self.wrong.append(f"account {person} {verb} the task {name}")
                elif key == "not_before":
                    if account.earliest_application < wanted:
                        self.same(f"account {person}", wanted, account.earliest_application)
                else:
                    self.same(f"account {person}.{key}", wanted, getattr(account, key))

    def _finish_by(self, value: FinishSaid) -> None:
        finish = self.plan.finish_by
        if finish is None:
            self.wrong.append("no finish-by in the plan")
            return
        for key, wanted in value.said():
            if key == "waits":
                got = {wait.rule for wait in finish.legal_minimum}
                if not set(wanted) <= got:
                    self.same("finish-by waits", sorted(wanted), sorted(got))
            elif key == "mentions":
                for piece in wanted:
                    if piece not in finish.text.zh:
                        self.wrong.append(f"finish-by does not say {piece}: {finish.text.zh}")
            else:
                self.same(f"finish-by.{key}", wanted, getattr(finish, key))

    def _overrides(self, value: Mapping[str, OverrideSaid]) -> None:
        self._fields("override", value, {entry.target: entry for entry in self.plan.overrides})

    def _retention(self, value: Mapping[str, RetentionSaid]) -> None:
        self._fields("retention", value, {entry.rule: entry for entry in self.plan.retention})

    def _fields(self, what: str, value: Mapping[str, Strict], got: Mapping[str, Any]) -> None:
        for name, said in value.items():
            if name not in got:
                self.wrong.append(f"no {what} {name}; there are {sorted(got)}")
                continue
            for key, wanted in said.said():
                self.same(f"{what} {name}.{key}", wanted, getattr(got[name], key))

    def _comparisons(self, value: Mapping[Route, ComparisonSaid]) -> None:
        got = {entry.route: entry for entry in self.plan.comparisons}
        self.same("routes side by side", sorted(value), sorted(got))
        for route in value.keys() & got.keys():
            for key, wanted in value[route].said():
                if key == "faster":
                    mine = got[route].expected_end
                    others = [e.expected_end for r, e in got.items() if r is not route]
                    faster = mine is not None and all(end and mine < end for end in others)
                    self.same(f"{route.value} faster", wanted, faster)
                else:
                    self.same(f"{route.value}.{key}", wanted, getattr(got[route], key))

    def _expected_end(self, value: dt.date) -> None:
        self.same("expected end", value, self.plan.expected_end)

    def _end_not_before(self, value: dt.date) -> None:
        end = self.plan.expected_end
        if end is None or end < value:
            self.wrong.append(f"expected end {end}, not before {value}")


def _show(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_show(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_show(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Route | Tri):
        return value.value
    return str(value)


def failures(case: Case, law: Law, calendar: Calendar) -> list[str]:
    """What the program makes of a case that the case does not."""
    try:
        plan = plan_of(case, law, calendar)
    except ContradictingDatesError as error:
        if case.expect.error == "contradicting-dates":
            return []
        return [f"contradicting dates: {[found.event for found in error.found]}"]
    return Check(plan, law).all(case)
