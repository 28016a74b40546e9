"""From the planner's terms to the plan's tasks: dates, limits with their steps, status, reasons."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from checklist.company import Company
from checklist.messages.planning import TIMING
from checklist.plan import DUE_SOON_DAYS, FactUsed, Status, Task, TaskDeadline
from checklist.planning.draft import Draft, estimate_case, forms_of
from checklist.planning.graph import Selected
from checklist.planning.limits import (
    Trigger,
    fixed_date,
    message,
    named,
    remembered,
    task_deadline,
)
from checklist.planning.recurring import Due
from checklist.planning.schedule import Slot
from checklist.planning.task_parts import Own, relying_on, template
from checklist.rules.conditions import Fact
from checklist.rules.schema import Limit, TaskRule
from checklist.text import Text
from checklist.vocabulary import LegalForm, Phase, Tri

_PHASES = {phase: number for number, phase in enumerate(Phase)}


def tasks_of(
    work: Draft,
    critical: frozenset[str],
    reserves: Mapping[str, int],
    finish_by: Mapping[str, int],
) -> tuple[Task, ...]:
    """The plan's tasks in the order of printing: by phase, then by day."""
    slots = work.schedule.slots
    position = {name: number for number, name in enumerate(work.selected)}
    names = sorted(
        work.selected,
        key=lambda name: (
            _PHASES[work.selected[name].rule.phase],
            slots[name].planned,
            position[name],
        ),
    )
    maker = _Maker(work, critical, reserves, finish_by)
    return tuple(maker.task(name, number) for number, name in enumerate(names, 1))


def _waited_for(work: Draft) -> dict[str, int]:
    """The day, as an ordinal, by which each task is wanted by what waits for it.

    Mostly the first planned day behind it; its own, where a waiting period of law starts with it.
    """
    slots = work.schedule.slots
    found: dict[str, int] = {}
    watches = work.scheduler.watches
    for follower, selected in work.selected.items():
        day = slots[follower].planned
        started = {work.produced_by.get(watch.event) for watch in watches.get(follower, ())}
        for before in (*selected.after, *selected.advisory_after):
            wanted = slots[before].planned if before in started else day
            if before not in found or wanted < found[before]:
                found[before] = wanted
    return found


class _Maker:
    """Makes the tasks of one plan; holds what they share."""

    def __init__(
        self,
        work: Draft,
        critical: frozenset[str],
        reserves: Mapping[str, int],
        finish_by: Mapping[str, int],
    ) -> None:
        self.work = work
        self.critical = critical
        self.reserves = reserves
        self.finish_by = finish_by
        self.forms = forms_of(work.company, work.facts)
        if work.facts["foreign-invested"].value is Tri.UNKNOWN:
            # What an answer may still bring in is shown with its article, marked to be confirmed.
            self.forms |= {LegalForm.FIE}
        self.teams = assignees(work.company)
        self.waited_for = _waited_for(work)

    def task(self, name: str, number: int) -> Task:
        """One task: the law's template with what this plan says of it."""
        work = self.work
        selected = work.selected[name]
        rule = selected.rule
        slot = work.schedule.slots[name]
        done_on = work.done.get(name)
        due = work.dues.get(name)
        common = self._of_period(due) if due else template(work.law, rule, work.graph, self.forms)
        planned = plan_by = dt.date.fromordinal(slot.planned)
        deadline = None
        limits = common.limits
        if due is None and work.limits[name]:
            limits = self._limits(name, selected)
        own: Own = {
            "number": number,
            "id": name,
            "assignee": self.teams.get(rule.owner),
            "after": selected.after,
            "advisory_after": selected.advisory_after,
            "produces": selected.event,
            "earliest": dt.date.fromordinal(slot.earliest),
            "planned": planned,
            "estimate_days": work.estimates[name],
        }
        if limits:
            deadline, plan_by = self._bounds(name, planned, limits)
            own["deadline"] = deadline
            own["steps"] = _steps(limits, deadline)
            if due is None:
                own |= relying_on(limits, common.citations)
        own["plan_by"] = plan_by
        own["status"] = self._status(name, selected, deadline, plan_by)
        if selected.item is not None:
            own["title"] = _title(common.title, selected, None)
        if selected.unknown_facts:
            own["to_confirm"] = True
        if rule.when:
            own["facts"] = self._facts(selected)
        if slot.fixed:
            own["input_line"] = self._line(name, selected)
        if name in work.company.notes:
            own["remark"] = work.company.notes[name]
        if rule.takes.cases or rule.id in work.covered:
            own["estimate_why"] = self._estimate_why(rule, common.estimate_why)
        if done_on is not None:
            own["done_on"] = done_on
        else:
            latest = self.finish_by.get(name)
            own["slack"] = (deadline - planned).days if deadline else None
            own["reserve"] = self.reserves.get(name)
            own["critical"] = name in self.critical
            own["finish_by"] = dt.date.fromordinal(latest) if latest else None
            own["timing"] = self._timing(name, selected, slot, due)
        # Every value is of our own making and typed above; checking it again would cost as much
        # as all the rest. Tests read whole plans back through the model.
        return common.model_copy(update=own)

    def _bounds(
        self, name: str, planned: dt.date, limits: tuple[TaskDeadline, ...]
    ) -> tuple[dt.date | None, dt.date]:
        """The binding limit of a task, if any, and the day to aim for."""
        bounding = [limit.limit for limit in limits if limit.strength == "binding" and limit.limit]
        # A day that is only advised and cannot be met is no day to aim for; it stands beside it.
        aims = [
            limit.plan_by
            for limit in limits
            if limit.plan_by and (limit.strength == "binding" or limit.plan_by >= planned)
        ]
        plan_by = min(aims, default=planned)
        waited_for = self.waited_for.get(name)
        if waited_for and planned < plan_by and waited_for <= plan_by.toordinal():
            # The law would allow more, but the days of what follows it would not hold.
            plan_by = planned
        return min(bounding, default=None), plan_by

    def _estimate_why(self, rule: TaskRule, usual: Text) -> Text:
        if rule.id in self.work.covered:
            return message(TIMING["settled"])
        case = estimate_case(self.work.facts, rule)
        return case.why if case else usual

    def _facts(self, selected: Selected) -> tuple[FactUsed, ...]:
        work = self.work
        found: list[FactUsed] = []
        for condition in selected.rule.when:
            fact = work.fact(selected, condition.fact)
            found.append(_fact_used(condition.fact, fact, work.line_of(fact.path)))
        return tuple(found)

    def _line(self, name: str, selected: Selected) -> int | None:
        """The line that records a task: under `done`, else the line that dates its event."""
        line = self.work.line_of(("done", name)) if name in self.work.company.done else None
        event = selected.event
        if line is None and event is not None and event in self.work.known:
            line = self.work.line_of(self.work.known[event].path)
        return line

    def _of_period(self, due: Due) -> Task:
        """The template of one period's task, with its limits: alike for all companies."""
        work = self.work

        def make() -> Task:
            common = template(work.law, due.rule, work.graph, self.forms)
            title = named(common.title, due.period.name, due.period.name)
            limits = tuple(
                found
                for limit in work.limits[due.id]
                if (found := self._limit_of_period(limit, due)) is not None
            )
            relying = relying_on(limits, common.citations) if limits else Own()
            return common.model_copy(update={"title": title, **relying})

        # The graph decides which of the rule's limits concern the task.
        return remembered(work.counter, "periods", (due.id, self.forms, work.graph), make)

    def _limit_of_period(self, limit: Limit, due: Due) -> TaskDeadline | None:
        counter = self.work.counter
        if counter.law.rules[limit.rule].dates is not None:
            return fixed_date(counter, limit, dt.date.fromordinal(due.last_day))
        end = dt.date.fromordinal(due.period.last)
        answer = counter.ask(limit.rule, end)
        trigger = Trigger(counter.trigger_of(limit.rule), end, "calendar")
        return task_deadline(counter, limit, answer, trigger, None) if answer else None

    def _limits(self, name: str, selected: Selected) -> tuple[TaskDeadline, ...]:
        return tuple(
            [
                found
                for limit in self.work.limits[name]
                if (found := self._limit(selected, limit)) is not None
            ]
        )

    def _limit(self, selected: Selected, limit: Limit) -> TaskDeadline | None:
        work = self.work
        counter = work.counter
        if counter.is_calendar(limit.rule):
            return None
        event = counter.event_of_limit(limit.rule, selected, work.produced_by)
        dated = work.known.get(event)
        starter = work.produced_by.get(event)
        if dated is not None:
            trigger = Trigger(event, dated.day, dated.basis, starter, work.line_of(dated.path))
        else:
            day = work.schedule.event_day(event)
            if day is None:
                return None
            happened = starter in work.done
            trigger = Trigger(event, day, "actual" if happened else "projected", starter)
        answer = counter.ask(limit.rule, trigger.day)
        if answer is None:
            return None
        gate = max(
            (
                opens
                for before in (*selected.after, *selected.advisory_after)
                if (opens := work.schedule.slots[before].opens)
            ),
            default=0,
        )
        return task_deadline(
            counter, limit, answer, trigger, dt.date.fromordinal(gate) if gate else None
        )

    def _status(
        self, name: str, selected: Selected, deadline: dt.date | None, plan_by: dt.date
    ) -> Status:
        work = self.work
        if name in work.done:
            return "done"
        if deadline and deadline < work.as_of:
            return "overdue"
        near = (plan_by - work.as_of).days <= DUE_SOON_DAYS
        if selected.elsewhere is not None:
            return "due-soon" if near else "blocked"
        if selected.not_before and selected.not_before > work.as_of.toordinal():
            return "blocked"
        if any(before not in work.done for before in selected.after):
            return "due-soon" if deadline is not None and near else "blocked"
        return "due-soon" if near else "open"

    def _timing(
        self, name: str, selected: Selected, slot: Slot, due: Due | None
    ) -> tuple[Text, ...]:
        """Why this day: what it waits for, then the estimate."""
        work = self.work
        reason, by = slot.reason
        found: list[Text] = []
        if due is not None and due.rule.recurs and due.rule.recurs.every != "year":
            found.append(_say("period", first=due.period.name))
            if not due.rule.limits:
                found.append(_say("usual-day"))
            return tuple(found)
        if slot.fixed:
            return (_say("planned-by-user"),)
        if selected.elsewhere is not None:
            return (_say("member", day=dt.date.fromordinal(slot.planned)),)
        if by is not None and by in work.selected:
            title = title_of(work, by)
            day = dt.date.fromordinal(work.schedule.slots[by].planned)
            opens = work.schedule.slots[by].opens
            if reason == "legal-wait" and slot.wait is None and opens:
                found.append(_say("opens", title, day=dt.date.fromordinal(opens)))
            elif reason == "legal-wait":
                found.append(_say("wait-ends", title, day=day))
            elif reason == "put-off":
                found.append(_say("put-off"))
            else:
                found.append(_say("after", title, day=day))
        elif selected.not_before:
            found.append(_say("period", first=due.period.name if due else ""))
        else:
            found.append(_say("from-today", day=work.as_of))
        days = work.estimates[name]
        if days:
            found.append(_say("estimate", days=days))
        return tuple(found)


@lru_cache(maxsize=8192)
def _fact_used(name: str, fact: Fact, line: int | None) -> FactUsed:
    return FactUsed(fact=name, value=fact.value, input_path=".".join(fact.path), input_line=line)


def _say(
    key: str,
    title: Text | None = None,
    *,
    day: dt.date | None = None,
    days: int | None = None,
    first: str = "",
) -> Text:
    """A sentence on timing; `title` fills both languages."""
    return _timed(key, title.zh if title else "", title.en if title else "", day, days, first)


@lru_cache(maxsize=8192)
def _timed(
    key: str, title: str, title_en: str, day: dt.date | None, days: int | None, first: str
) -> Text:
    values = {"day": day, "days": days, "first": first}
    words = TIMING[key]
    return Text(
        zh=words.zh.format(title=title, **values), en=words.en.format(title=title_en, **values)
    )


def title_of(work: Draft, name: str) -> Text:
    """A task's title, with its person or period."""
    selected = work.selected[name]
    return _title(selected.rule.title, selected, work.dues.get(name))


def _title(title: Text, selected: Selected, due: Due | None) -> Text:
    if selected.item is not None:
        return named(title, selected.item.zh, selected.item.en)
    if due is not None:
        return named(title, due.period.name, due.period.name)
    return title


def _steps(limits: tuple[TaskDeadline, ...], deadline: dt.date | None) -> tuple[Text, ...]:
    """The steps of the limit that binds, else of the first there is."""
    for limit in limits:
        if deadline is not None and limit.strength == "binding" and limit.limit == deadline:
            return limit.steps
    return limits[0].steps if limits else ()


def assignees(company: Company) -> dict[str, str]:
    """Who does the tasks of a team: the people named for it, else what the company calls it."""
    found: dict[str, str] = {}
    for team in type(company.teams).model_fields:
        names = [person.name for person in company.people if person.team == team]
        said = "、".join(names) or getattr(company.teams, team)
        if said:
            found[team] = said
    return found
