"""From a company and the law to a `Plan`: the one function that puts the parts together."""

import datetime as dt
from collections.abc import Mapping

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.messages.planning import DISCLAIMER
from checklist.plan import (
    Assumption,
    CompanyCard,
    NotApplicable,
    Override,
    Plan,
    PlanEvent,
    Task,
    WhatIf,
)
from checklist.planning import findings, summary
from checklist.planning.compare import comparisons, finish_by, path_steps
from checklist.planning.draft import Draft, draft
from checklist.planning.graph import Dropped
from checklist.planning.limits import cited, message, named
from checklist.planning.paths import critical_path, latest_days, reserves
from checklist.planning.questions import questions
from checklist.planning.retention import retention
from checklist.planning.routes import LineOf
from checklist.planning.schedule import END
from checklist.planning.tasks import tasks_of
from checklist.planning.wecom import wecom_accounts
from checklist.rules.schema import Law
from checklist.vocabulary import LABELS


def make_plan(
    company: Company,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    line_of: LineOf,
    *,
    target: dt.date | None = None,
    what_if: Mapping[str, dt.date] | None = None,
) -> Plan:
    """The dated plan for `company` as it stands on `as_of`.

    `line_of` gives the line of an input key; `target` is a wished end to plan backwards from
    (default: the file's `target_date`); `what_if` supposes dates of events. Raises
    `ContradictingDatesError`.
    """
    supposed = suppose(company, law, what_if or {})
    return finish(draft(supposed, law, calendar, as_of, line_of), target, what_if)


def suppose(company: Company, law: Law, what_if: Mapping[str, dt.date]) -> Company:
    """`company` with the events of `what_if` in place of its own dates for them."""
    if not what_if:
        return company
    supposed = {law.canonical(event) for event in what_if}
    producers = {
        name
        for name in company.done
        if (rule := law.tasks.get(name.partition("@")[0]))
        and rule.produces
        and law.canonical(rule.produces + "".join(name.partition("@")[1:])) in supposed
    }
    events = {
        event: day for event, day in company.events.items() if law.canonical(event) not in supposed
    }
    done = {name: day for name, day in company.done.items() if name not in producers}
    return company.model_copy(update={"events": {**events, **what_if}, "done": done})


def finish(
    work: Draft,
    target: dt.date | None = None,
    what_if: Mapping[str, dt.date] | None = None,
) -> Plan:
    """Write the plan that a draft amounts to."""
    target = target or work.company.target_date
    path = critical_path(work.scheduler, work.schedule)
    end = work.schedule.slots.get(END)
    latest = latest_days(work.scheduler, work.schedule, end.planned) if end else {}
    wished = (
        latest_days(work.scheduler, work.schedule, target.toordinal())
        if target and end and not end.fixed
        else {}
    )
    tasks = tasks_of(
        work, frozenset(station.task for station in path), reserves(work.schedule, latest), wished
    )
    by_id = {task.id: task for task in tasks}
    cited_rules = summary.cited_by(tasks)
    backwards = finish_by(work, path, target) if target else None
    return Plan(
        as_of=work.as_of,
        company=_card(work),
        route=work.decision.route,
        key_dates=summary.key_dates(work, tasks),
        warnings=findings.warnings(work, tasks, cited_rules, backwards, supposed=bool(what_if)),
        tasks=tasks,
        not_applicable=tuple(_not_applicable(work, dropped) for dropped in work.dropped),
        questions=questions(work, tasks),
        assumptions=_assumptions(work, tasks),
        overrides=_overrides(work, by_id),
        events=_events(work),
        critical_path=path_steps(work, path),
        comparisons=comparisons(work),
        finish_by=backwards,
        what_if=tuple(
            WhatIf(event=event, title=work.counter.title_of(event), date=day)
            for event, day in (what_if or {}).items()
        ),
        wecom_accounts=wecom_accounts(work),
        retention=retention(work),
        timeline=summary.timeline(work, tasks),
        law=summary.law_dates(work, tasks, cited_rules),
        expected_end=dt.date.fromordinal(end.planned) if end else None,
        provisional=any(task.provisional for task in tasks),
        unknown_facts=work.unknown,
        disclaimer=message(DISCLAIMER),
    )


def _card(work: Draft) -> CompanyCard:
    about = work.company.company
    return CompanyCard(
        name=about.name,
        credit_code=about.credit_code,
        legal_form=about.legal_form.value,
        legal_form_label=message(LABELS[about.legal_form]),
        region=about.region,
        established=about.established,
        foreign_invested=work.facts["foreign-invested"].value,
    )


def _not_applicable(work: Draft, dropped: Dropped) -> NotApplicable:
    """A task left out, with its reason; made once for a law where no person is concerned."""
    if dropped.item is not None:
        return _left_out(work.law, dropped)
    key = ("not-applicable", work.graph, dropped.id, dropped.why.zh)
    return work.law.once(key, lambda: _left_out(work.law, dropped))


def _left_out(law: Law, dropped: Dropped) -> NotApplicable:
    rule = dropped.rule
    basis = dropped.basis or rule.basis or tuple(limit.rule for limit in rule.limits)
    source = cited(law, basis[0]) if basis else None
    title = dropped.rule.title
    if dropped.item is not None:
        title = named(title, dropped.item.zh, dropped.item.en)
    return NotApplicable(id=dropped.id, title=title, reason=dropped.why, citation=source)


def _events(work: Draft) -> tuple[PlanEvent, ...]:
    """Every event that has a date, by day."""
    found = [
        PlanEvent(
            id=event,
            title=work.counter.title_of(event),
            date=dated.day,
            basis=dated.basis,
            task=work.produced_by.get(event),
            input_path=".".join(dated.path),
            input_line=work.line_of(dated.path),
        )
        for event, dated in work.known.items()
    ]
    for event, task in work.produced_by.items():
        day = work.schedule.event_day(event)
        if event not in work.known and day is not None:
            basis = "actual" if task in work.done else "projected"
            found.append(
                PlanEvent(
                    id=event,
                    title=work.counter.title_of(event),
                    date=day,
                    basis=basis,  # type: ignore[arg-type]
                    task=task,
                )
            )
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.id)))


def _assumptions(work: Draft, tasks: tuple[Task, ...]) -> tuple[Assumption, ...]:
    by_user = work.company.estimates
    return tuple(
        Assumption(
            task=task.id,
            title=task.title,
            working_days=task.estimate_days,
            why=task.estimate_why,
            set_by_user=task.id in by_user or work.selected[task.id].rule.id in by_user,
        )
        for task in tasks
        if task.status != "done"
        and _takes_its_time(work, task.id)
        and (task.estimate_days > 0 or task.id in by_user)
    )


def _takes_its_time(work: Draft, name: str) -> bool:
    """Whether the day of a task hangs on its estimate; a return's day is that of the period."""
    due = work.dues.get(name)
    return due is None or due.rule.recurs is None or due.rule.recurs.every == "year"


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
