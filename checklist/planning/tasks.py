"""From the planner's terms to the plan's tasks: dates, limits with their steps, status, reasons."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from checklist.company import Company
from checklist.messages.planning import TIMING
from checklist.plan import DUE_SOON_DAYS, Citation, FactUsed, Status, Task, TaskDeadline, Text
from checklist.planning.draft import Draft, estimate_case, forms_of
from checklist.planning.graph import Selected
from checklist.planning.limits import (
    Trigger,
    citation,
    concerns,
    fixed_date,
    message,
    named,
    sentence,
    task_deadline,
    text,
)
from checklist.planning.local import local_practices
from checklist.planning.recurring import Due
from checklist.planning.schedule import Slot
from checklist.rules.conditions import Fact
from checklist.rules.schema import Law, Limit, TaskRule
from checklist.vocabulary import AUTHORITIES, Confidence, LegalForm, Phase, Tri

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


class Face(NamedTuple):
    """What a task says of itself in every plan."""

    title: Text
    authority: Text
    how: Text | None
    sub_steps: tuple[Text, ...]
    documents: tuple[Text, ...]
    evidence: tuple[Text, ...]
    note: Text | None
    estimate_why: Text


def face_of(law: Law, rule: TaskRule) -> Face:
    """The unchanging words of a task; made once for a law."""
    found = law.memory.get(("face", rule.id))
    if not isinstance(found, Face):
        found = Face(
            text(rule.title),
            sentence(law, AUTHORITIES[rule.authority]),
            text(rule.how) if rule.how else None,
            tuple(map(text, rule.sub_steps)),
            tuple(map(text, rule.documents)),
            tuple(map(text, rule.evidence)),
            text(rule.note) if rule.note else None,
            text(rule.takes.why),
        )
        law.memory["face", rule.id] = found
    return found


def _waited_for(work: Draft) -> dict[str, int]:
    """The day, as an ordinal, by which each task is wanted by what waits for it.

    Mostly the first planned day behind it; its own, where a waiting period of law starts with it.
    """
    slots = work.schedule.slots
    found: dict[str, int] = {}
    for follower, selected in work.selected.items():
        day = slots[follower].planned
        started = {
            work.produced_by.get(watch.event) for watch in work.scheduler.watches.get(follower, ())
        }
        for before in (*selected.after, *selected.advisory_after):
            wanted = slots[before].planned if before in started else day
            found[before] = min(found.get(before, wanted), wanted)
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
        """One task."""
        work = self.work
        selected = work.selected[name]
        rule = selected.rule
        face = face_of(work.law, rule)
        slot = work.schedule.slots[name]
        done_on = work.done.get(name)
        limits = self._limits(name, selected)
        bounding = [limit.limit for limit in limits if limit.strength == "binding" and limit.limit]
        deadline = min(bounding, default=None)
        planned = dt.date.fromordinal(slot.planned)
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
        citations = self._citations(rule.basis, limits)
        latest = self.finish_by.get(name)
        due = work.dues.get(name)
        return Task(
            number=number,
            id=name,
            title=_title(face.title, selected, due),
            phase=rule.phase,
            owner=rule.owner,
            assignee=self.teams.get(rule.owner.value),
            authority=rule.authority,
            authority_label=face.authority,
            status=self._status(name, selected, deadline, plan_by),
            to_confirm=bool(selected.unknown_facts),
            facts=self._facts(selected),
            after=selected.after,
            advisory_after=selected.advisory_after,
            produces=selected.event,
            earliest=dt.date.fromordinal(slot.earliest),
            planned=planned,
            done_on=done_on,
            deadline=deadline,
            plan_by=plan_by,
            slack=(deadline - planned).days if deadline and not done_on else None,
            reserve=None if done_on else self.reserves.get(name),
            critical=name in self.critical and not done_on,
            finish_by=dt.date.fromordinal(latest) if latest and not done_on else None,
            timing=() if done_on else self._timing(name, selected, slot, due),
            input_line=self._line(name, selected) if slot.fixed else None,
            provisional=any(limit.provisional for limit in limits),
            limits=limits,
            steps=_steps(limits, deadline),
            how=face.how,
            sub_steps=face.sub_steps,
            documents=face.documents,
            evidence=face.evidence,
            note=face.note,
            remark=work.company.notes.get(name),
            local=local_practices(work.law, rule.id),
            citations=citations,
            estimate_days=work.estimates[name],
            estimate_why=self._estimate_why(rule, face),
            confidence=_lowest(citations),
        )

    def _estimate_why(self, rule: TaskRule, face: Face) -> Text:
        if rule.id in self.work.covered:
            return message(TIMING["settled"])
        case = estimate_case(self.work.facts, rule) if rule.takes.cases else None
        return text(case.why) if case else face.estimate_why

    def _citations(
        self, basis: tuple[str, ...], limits: tuple[TaskDeadline, ...]
    ) -> tuple[Citation, ...]:
        cited = cited_for(self.work.law, basis, self.forms)
        if not limits:
            return cited
        found = {limit.citation.rule: limit.citation for limit in limits}
        for entry in cited:
            found.setdefault(entry.rule, entry)
        return tuple(found.values())

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

    def _limits(self, name: str, selected: Selected) -> tuple[TaskDeadline, ...]:
        due = self.work.dues.get(name)
        return tuple(
            found
            for limit in self.work.limits[name]
            if (found := self._limit(name, selected, limit, due))
        )

    def _limit(
        self, name: str, selected: Selected, limit: Limit, due: Due | None
    ) -> TaskDeadline | None:
        work = self.work
        counter = work.counter
        rule = work.law.rules[limit.rule]
        if due is not None:
            if rule.dates is not None:
                return fixed_date(counter, limit, dt.date.fromordinal(due.last_day))
            end = dt.date.fromordinal(due.period.last)
            answer = counter.ask(limit.rule, end)
            trigger = Trigger(counter.trigger_of(limit.rule), end, "calendar")
            return task_deadline(counter, limit, answer, trigger, None) if answer else None
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


@lru_cache(maxsize=8192)
def _say(
    key: str,
    title: Text | None = None,
    *,
    day: dt.date | None = None,
    days: int | None = None,
    first: str = "",
) -> Text:
    """A sentence on timing; `title` fills both languages."""
    values = {"day": day, "days": days, "first": first}
    words = TIMING[key]
    zh, en = (title.zh, title.en) if title else ("", "")
    return Text(zh=words.zh.format(title=zh, **values), en=words.en.format(title=en, **values))


def title_of(work: Draft, name: str) -> Text:
    """A task's title, with its person or period."""
    selected = work.selected[name]
    return _title(face_of(work.law, selected.rule).title, selected, work.dues.get(name))


def _title(title: Text, selected: Selected, due: Due | None) -> Text:
    if selected.item is not None:
        return named(title, selected.item.zh, selected.item.en)
    if due is not None:
        return named(title, due.period.name, due.period.name)
    return title


def cited_for(law: Law, basis: tuple[str, ...], forms: frozenset[str]) -> tuple[Citation, ...]:
    """The citations of a basis that concern these legal forms; made once for a law."""
    key = ("cited", basis, forms)
    found = law.memory.get(key)
    if not isinstance(found, tuple):
        found = tuple(
            citation(law, law.rules[name]) for name in basis if concerns(law.rules[name], forms)
        )
        law.memory[key] = found
    return found


def _steps(limits: tuple[TaskDeadline, ...], deadline: dt.date | None) -> tuple[Text, ...]:
    """The steps of the limit that binds, else of the first there is."""
    for limit in limits:
        if deadline is not None and limit.strength == "binding" and limit.limit == deadline:
            return limit.steps
    return limits[0].steps if limits else ()


def _lowest(citations: tuple[Citation, ...]) -> Confidence:
    found = {entry.confidence for entry in citations}
    for level in (Confidence.MEMORY, Confidence.SECONDARY):
        if level in found:
            return level
    return Confidence.READ


def assignees(company: Company) -> dict[str, str]:
    """Who does the tasks of a team: the people named for it, else what the company calls it."""
    found: dict[str, str] = {}
    for team in type(company.teams).model_fields:
        names = [person.name for person in company.people if person.team == team]
        said = "、".join(names) or getattr(company.teams, team)
        if said:
            found[team] = said
    return found
