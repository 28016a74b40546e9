"""What the planner knows before it writes the plan: route, tasks, known dates, schedule.

`explain` reads a draft too, because it must say why a task is in or out.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.planning.events import Dated, Disagreement, known_events, producers
from checklist.planning.graph import Dropped, Selected, select
from checklist.planning.limits import Counter
from checklist.planning.routes import Decision, LineOf, Wanted, decide
from checklist.planning.schedule import Schedule, Scheduler
from checklist.rules.conditions import Facts, named_facts
from checklist.rules.schema import Law, Limit
from checklist.vocabulary import LegalForm, Tri


class ContradictingDatesError(Exception):
    """`events:` and `done:` give one event different dates."""

    def __init__(self, found: list[Disagreement]) -> None:
        super().__init__("contradicting dates")
        self.found = found


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything decided and computed, still in the planner's own terms."""

    company: Company
    law: Law
    as_of: dt.date
    facts: Facts
    decision: Decision
    selected: Mapping[str, Selected]
    dropped: tuple[Dropped, ...]
    known: Mapping[str, Dated]
    produced_by: Mapping[str, str]
    limits: Mapping[str, tuple[Limit, ...]]
    estimates: Mapping[str, int]
    done: Mapping[str, dt.date]
    schedule: Schedule
    counter: Counter
    line_of: LineOf


def draft(company: Company, law: Law, calendar: Calendar, as_of: dt.date, line_of: LineOf) -> Draft:
    """Decide the route, choose the tasks and put them in time.

    Raises `ContradictingDatesError` where the input dates one event twice and differently.
    """
    facts = named_facts(company)
    wanted: Wanted = company.route.value
    decision = decide(law, facts, wanted, line_of)
    route = decision.route.chosen
    selected, dropped = select(law, route, facts)
    known, wrong = known_events(law, selected, company.events, company.done, as_of)
    if wrong:
        raise ContradictingDatesError(wrong)
    counter = Counter(law, calendar, {})
    produced_by = producers(law, selected)
    forms = forms_of(company, facts)
    limits = {name: _limits(task, route.value, forms) for name, task in selected.items()}
    estimates = {
        name: company.estimates.get(name, task.rule.takes.working_days)
        for name, task in selected.items()
    }
    done = {name: day for name, day in company.done.items() if name in selected}
    for name, task in selected.items():
        event = counter.canonical(task.rule.produces) if task.rule.produces else None
        if event in known and known[event].day <= as_of:
            done.setdefault(name, known[event].day)
    scheduler = Scheduler(
        selected=selected,
        limits=limits,
        known=known,
        produced_by=produced_by,
        done=done,
        estimates=estimates,
        trigger_of=counter.trigger_of,
        canonical=counter.canonical,
        is_wait=counter.is_wait,
        is_calendar=counter.is_calendar,
        ask=counter.ask,
        days=calendar.likely,
        as_of=as_of,
    )
    return Draft(
        company=company,
        law=law,
        as_of=as_of,
        facts=facts,
        decision=decision,
        selected=selected,
        dropped=tuple(dropped),
        known=known,
        produced_by=produced_by,
        limits=limits,
        estimates=estimates,
        done=done,
        schedule=scheduler.run(),
        counter=counter,
        line_of=line_of,
    )


def forms_of(company: Company, facts: Facts) -> frozenset[str]:
    """The legal forms whose rules apply: foreign investment is an overlay on the form itself."""
    form = company.company.legal_form
    if form is LegalForm.FIE:
        return frozenset({LegalForm.FIE, LegalForm.LLC})
    if facts["foreign-invested"].value is Tri.YES:
        return frozenset({form, LegalForm.FIE})
    return frozenset({form})


def _limits(task: Selected, graph: str, forms: frozenset[str]) -> tuple[Limit, ...]:
    return tuple(
        limit
        for limit in task.rule.limits
        if (limit.graphs is None or graph in limit.graphs)
        and (limit.forms is None or forms.intersection(limit.forms))
    )
