"""From a company and the law to a `Plan`: the one function that puts the parts together."""

import datetime as dt
from collections.abc import Mapping

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.messages import Message
from checklist.messages.planning import DISCLAIMER
from checklist.plan import (
    Assumption,
    CompanyCard,
    NotApplicable,
    Override,
    Plan,
    Status,
    Task,
    TaskDeadline,
    Text,
)
from checklist.planning import findings, summary
from checklist.planning.draft import Draft, draft, forms_of
from checklist.planning.events import Basis
from checklist.planning.graph import Dropped
from checklist.planning.limits import (
    calendar_trigger,
    citation,
    fixed_date,
    next_closing,
    task_deadline,
    text,
)
from checklist.planning.questions import questions
from checklist.planning.routes import LineOf
from checklist.rules.schema import Law, Limit, Rule
from checklist.vocabulary import (
    AUTHORITIES,
    LABELS,
    Confidence,
    Frequency,
    LegalForm,
    Phase,
    Taxpayer,
)

DUE_SOON_DAYS = 7

_FORMS = frozenset(form.value for form in LegalForm)


def make_plan(
    company: Company, law: Law, calendar: Calendar, as_of: dt.date, line_of: LineOf
) -> Plan:
    """The dated plan for `company` as it stands on `as_of`.

    `line_of` gives the line of an input key. Raises `ContradictingDatesError`.
    """
    return finish(draft(company, law, calendar, as_of, line_of))


def finish(work: Draft) -> Plan:
    """Write the plan that a draft amounts to."""
    tasks = _tasks(work)
    warnings = findings.warnings(work, tasks)
    by_id = {task.id: task for task in tasks}
    end = by_id.get("registered-end")
    return Plan(
        as_of=work.as_of,
        company=_card(work),
        route=work.decision.route,
        key_dates=summary.key_dates(work, tasks),
        warnings=warnings,
        tasks=tasks,
        not_applicable=tuple(_not_applicable(work, dropped) for dropped in work.dropped),
        questions=questions(work, tasks),
        assumptions=_assumptions(work, tasks),
        overrides=_overrides(work, by_id),
        timeline=summary.timeline(work, tasks),
        law=summary.law_dates(work, tasks),
        expected_end=(end.done_on or end.planned) if end else None,
        provisional=any(task.provisional for task in tasks),
        unknown_facts=len({fact for task in work.selected.values() for fact in task.unknown_facts})
        + len(work.decision.route.unknown),
        disclaimer=Text(zh=DISCLAIMER.zh, en=DISCLAIMER.en),
    )


def _tasks(work: Draft) -> tuple[Task, ...]:
    order = {phase: number for number, phase in enumerate(Phase)}
    slots = work.schedule.slots
    position = {name: number for number, name in enumerate(work.selected)}
    names = sorted(
        work.selected,
        key=lambda name: (
            order[work.selected[name].rule.phase],
            slots[name].planned,
            position[name],
        ),
    )
    return tuple(_task(work, name, number) for number, name in enumerate(names, 1))


def _task(work: Draft, name: str, number: int) -> Task:
    rule = work.selected[name].rule
    slot = work.schedule.slots[name]
    done_on = work.done.get(name)
    limits = tuple(found for limit in work.limits[name] if (found := _deadline(work, name, limit)))
    binding = [limit for limit in limits if limit.strength == "binding" and limit.limit]
    deadline = min((limit.limit for limit in binding if limit.limit), default=None)
    aims = [limit.plan_by for limit in limits if limit.plan_by]
    planned = dt.date.fromordinal(slot.planned)
    plan_by = min(aims) if aims else planned
    citations = {limit.citation.rule: limit.citation for limit in limits}
    forms = forms_of(work.company, work.facts)
    for basis in rule.basis:
        if _concerns(work.law.rules[basis], forms):
            citations.setdefault(basis, citation(work.law, work.law.rules[basis]))
    estimate = rule.takes
    return Task(
        number=number,
        id=name,
        title=text(rule.title),
        phase=rule.phase,
        owner=rule.owner,
        assignee=_assignee(work.company, rule.owner.value),
        authority=rule.authority,
        authority_label=_label(AUTHORITIES[rule.authority]),
        status=_status(work, name, deadline, plan_by),
        to_confirm=bool(work.selected[name].unknown_facts),
        after=work.selected[name].after,
        advisory_after=work.selected[name].advisory_after,
        produces=rule.produces,
        earliest=dt.date.fromordinal(slot.earliest),
        planned=planned,
        done_on=done_on,
        deadline=deadline,
        plan_by=plan_by,
        slack=(deadline - planned).days if deadline and not done_on else None,
        provisional=any(limit.provisional for limit in limits),
        limits=limits,
        steps=_steps(limits, deadline),
        how=text(rule.how) if rule.how else None,
        documents=tuple(text(paper) for paper in rule.documents),
        evidence=tuple(text(paper) for paper in rule.evidence),
        note=text(rule.note) if rule.note else None,
        citations=tuple(citations.values()),
        estimate_days=work.estimates[name],
        estimate_why=text(estimate.why),
        confidence=_lowest([entry.confidence for entry in citations.values()]),
    )


def _concerns(rule: Rule, forms: frozenset[str]) -> bool:
    """Whether a rule speaks of these legal forms; one that names none concerns everybody."""
    named = _FORMS.intersection(rule.forms)
    return not named or bool(named & forms)


def _steps(limits: tuple[TaskDeadline, ...], deadline: dt.date | None) -> tuple[Text, ...]:
    """The steps of the limit that binds, else of the first there is."""
    for limit in limits:
        if deadline is not None and limit.strength == "binding" and limit.limit == deadline:
            return limit.steps
    return limits[0].steps if limits else ()


def _label(message: Message) -> Text:
    return Text(zh=message.zh, en=message.en)


def _lowest(confidences: list[Confidence]) -> Confidence:
    for level in (Confidence.MEMORY, Confidence.SECONDARY):
        if level in confidences:
            return level
    return Confidence.READ


def _deadline(work: Draft, name: str, limit: Limit) -> TaskDeadline | None:
    counter = work.counter
    rule = work.law.rules[limit.rule]
    if rule.period is None:
        day = next_closing(rule, work.as_of) if rule.dates else None
        end = work.schedule.slots.get("registered-end")
        if day is None or (end and end.planned < dt.date(day.year, 1, 1).toordinal()):
            return None
        return fixed_date(counter, limit, day)
    trigger: dt.date | None
    basis: Basis
    event = counter.trigger_of(limit.rule)
    if counter.is_calendar(limit.rule):
        trigger = calendar_trigger(counter, limit.rule, work.as_of, _quarterly(work.company))
        basis = "actual"
    elif event in work.known:
        trigger, basis = work.known[event].day, work.known[event].basis
    else:
        trigger = work.schedule.event_day(event)
        basis = "actual" if work.produced_by.get(event) in work.done else "projected"
    answer = counter.ask(limit.rule, trigger) if trigger else None
    if answer is None:
        return None
    gate = max(
        (
            opens
            for before in (*work.selected[name].after, *work.selected[name].advisory_after)
            if (opens := work.schedule.slots[before].opens)
        ),
        default=0,
    )
    return task_deadline(counter, limit, answer, basis, dt.date.fromordinal(gate) if gate else None)


def _quarterly(company: Company) -> bool:
    """Whether VAT is returned by the quarter; small-scale taxpayers do unless they say so."""
    if company.tax.filing.vat is not Frequency.UNKNOWN:
        return company.tax.filing.vat is Frequency.QUARTERLY
    return company.tax.taxpayer is Taxpayer.SMALL_SCALE


def _status(work: Draft, name: str, deadline: dt.date | None, plan_by: dt.date) -> Status:
    if name in work.done:
        return "done"
    if deadline and deadline < work.as_of:
        return "overdue"
    if any(before not in work.done for before in work.selected[name].after):
        near = deadline is not None and (plan_by - work.as_of).days <= DUE_SOON_DAYS
        return "due-soon" if near else "blocked"
    return "due-soon" if (plan_by - work.as_of).days <= DUE_SOON_DAYS else "open"


def _assignee(company: Company, team: str) -> str | None:
    names = [person.name for person in company.people if person.team == team]
    if names:
        return "、".join(names)
    found: str | None = getattr(company.teams, team)
    return found


def _card(work: Draft) -> CompanyCard:
    about = work.company.company
    return CompanyCard(
        name=about.name,
        credit_code=about.credit_code,
        legal_form=about.legal_form.value,
        legal_form_label=_label(LABELS[about.legal_form]),
        region=about.region,
        established=about.established,
        foreign_invested=work.facts["foreign-invested"].value,
    )


def _not_applicable(work: Draft, dropped: Dropped) -> NotApplicable:
    assert dropped.rule.why_not is not None, "the schema asks for it"
    basis = dropped.rule.basis or tuple(limit.rule for limit in dropped.rule.limits)
    source = None
    if basis:
        rule = work.law.rules[basis[0]]
        source = f"{work.law.sources[rule.source].title.zh}{rule.article or ''}"
    return NotApplicable(
        id=dropped.rule.id,
        title=text(dropped.rule.title),
        reason=text(dropped.rule.why_not),
        citation=source,
    )


def _assumptions(work: Draft, tasks: tuple[Task, ...]) -> tuple[Assumption, ...]:
    return tuple(
        Assumption(
            task=task.id,
            title=task.title,
            working_days=task.estimate_days,
            why=task.estimate_why,
            set_by_user=task.id in work.company.estimates,
        )
        for task in tasks
        if task.status != "done" and (task.estimate_days > 0 or task.id in work.company.estimates)
    )


def _overrides(work: Draft, tasks: Mapping[str, Task]) -> tuple[Override, ...]:
    found: list[Override] = []
    for number, entry in enumerate(work.company.overrides):
        task = tasks.get(entry.task or "")
        computed = (task.deadline or task.planned) if task else None
        if entry.rule:
            dates = [
                limit.limit
                for other in tasks.values()
                for limit in other.limits
                if limit.rule == entry.rule and limit.limit
            ]
            computed = min(dates, default=None)
        found.append(
            Override(
                target=entry.task or entry.rule or "",
                date=entry.date,
                decision=entry.decision,
                computed=computed,
                who=entry.who,
                when=entry.when,
                why=entry.why,
                input_line=work.line_of(("overrides", str(number))),
            )
        )
    return tuple(found)
