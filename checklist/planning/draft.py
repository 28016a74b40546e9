"""What the planner knows before it writes the plan: route, tasks, known dates, schedule.

`explain` reads a draft too, because it must say why a task is in or out.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.messages.planning import NO_PERIOD
from checklist.planning.accidents import Void, voids
from checklist.planning.awaiting import Awaited, covered, with_awaited, without_ended
from checklist.planning.events import Dated, Disagreement, known_events, producers
from checklist.planning.graph import Dropped, Selected, Selection, select
from checklist.planning.items import Item, wecom_accounts
from checklist.planning.limits import Counter, concerns
from checklist.planning.recurring import Due, Horizon, dues, enter, place
from checklist.planning.routes import Decision, LineOf, decide
from checklist.planning.schedule import END, Schedule, Scheduler
from checklist.rules.conditions import Fact, Facts, named_facts
from checklist.rules.forms import for_form, graph_of, supposed
from checklist.rules.graphs import lineage
from checklist.rules.local import for_place
from checklist.rules.schema import EstimateCase, Law, Limit, TaskRule
from checklist.text import Text
from checklist.vocabulary import LegalForm, Route, Tri, kin

ASKED_UNTIL = ("operations-ceased", "employment-ends", "tax-cleared", "deregistration-completed")
"""Events that end a recurring duty."""


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
    route: Route
    graph: str
    """The graph that the legal form takes on this route."""
    items: tuple[Item, ...]
    selected: Mapping[str, Selected]
    dropped: tuple[Dropped, ...]
    dues: Mapping[str, Due]
    known: Mapping[str, Dated]
    voided: tuple[Void, ...]
    produced_by: Mapping[str, str]
    limits: Mapping[str, tuple[Limit, ...]]
    estimates: Mapping[str, int]
    done: Mapping[str, dt.date]
    scheduler: Scheduler
    schedule: Schedule
    counter: Counter
    line_of: LineOf
    awaited: tuple[Awaited, ...] = ()
    """Members of the company that have plans of their own."""
    covered: frozenset[str] = frozenset()
    """Tasks whose time those plans say, so that nothing is estimated."""

    @property
    def unknown(self) -> int:
        """How many facts are unknown that decide a task or bar the simple route."""
        facts = {fact for task in self.selected.values() for fact in task.unknown_facts}
        return len(facts) + len(self.decision.route.unknown)

    def fact(self, task: Selected | Dropped, name: str) -> Fact:
        """A fact as it is for a task: of its person, else of the company."""
        if task.item is not None and name in task.item.facts:
            return task.item.facts[name]
        return self.facts[name]


def draft(
    company: Company,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    line_of: LineOf,
    awaited: tuple[Awaited, ...] = (),
) -> Draft:
    """Decide the route, choose the tasks and put them in time.

    `awaited` are the ends of its members that have plans of their own. Raises
    `ContradictingDatesError` where the input dates one event twice and differently.
    """
    company = without_ended(company, awaited)
    law = for_place(for_form(law, company.company.legal_form), company.company.region)
    facts = supposed(law, named_facts(company))
    decision = decide(law, facts, company.route, line_of)
    route = decision.route.chosen
    return drafted(company, law, calendar, as_of, line_of, facts, decision, route, awaited)


def drafted(
    company: Company,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    line_of: LineOf,
    facts: Facts,
    decision: Decision,
    route: Route,
    awaited: tuple[Awaited, ...] = (),
) -> Draft:
    """The draft of one route, whichever was chosen: routes are compared by drafting each."""
    law = for_form(law, company.company.legal_form)
    graph = graph_of(law, company.company.legal_form, route)
    items = wecom_accounts(company, law)
    selection = select(law, graph, facts, items)
    if awaited:
        selection = replace(selection, tasks=with_awaited(law, selection.tasks, awaited))
    settled = covered(company, awaited)
    tasks: Mapping[str, Selected] = selection.tasks
    known, wrong = known_events(law, tasks, company.events, company.done, as_of)
    if wrong:
        raise ContradictingDatesError(wrong)
    counter = Counter(law, calendar, items)
    produced_by = producers(tasks)
    undone = voids(known, counter, as_of)
    for void in undone:
        known.pop(void.event, None)
    no_longer = {produced_by.get(void.event) for void in undone}
    done = {
        name: day
        for name, day in company.done.items()
        if (name in tasks or "@" in name) and name not in no_longer
    }
    for name, task in tasks.items():
        event = task.event
        if event in known and known[event].day <= as_of:
            done.setdefault(name, known[event].day)
    limits_of = _Limits(law, graph, forms_of(company, facts))
    estimates: dict[str, int] = {}

    def schedule_of(tasks: Mapping[str, Selected]) -> Scheduler:
        for name, task in tasks.items():
            if name not in estimates:
                estimates[name] = _estimate(company, facts, task, settled)
        return Scheduler(
            selected=tasks,
            limits=limits_of,
            known=known,
            produced_by=produced_by,
            done=done,
            estimates=estimates,
            counter=counter,
            days=calendar.likely,
            as_of=as_of,
        )

    scheduler = schedule_of(tasks)
    tasks, scheduler, schedule, found = _with_yearly(
        selection, company, counter, scheduler, schedule_of
    )
    horizon = _horizon(known, schedule, as_of)
    others = list(dues(selection, company, counter, horizon, yearly=False))
    tasks = place(tasks, others, schedule, done, as_of.toordinal())
    every = {due.id: due for due in (*found, *others)}
    return Draft(
        company=company,
        law=law,
        as_of=as_of,
        facts=facts,
        decision=decision,
        route=route,
        graph=graph,
        items=items,
        selected=tasks,
        dropped=(*selection.dropped, *_without_period(selection, every)),
        dues=every,
        known=known,
        voided=undone,
        produced_by=produced_by,
        limits={name: limits_of(task) for name, task in tasks.items()},
        estimates={
            name: estimates[name] if name in estimates else _estimate(company, facts, task, settled)
            for name, task in tasks.items()
        },
        done={name: day for name, day in done.items() if name in tasks},
        scheduler=scheduler,
        schedule=schedule,
        counter=counter,
        line_of=line_of,
        awaited=awaited,
        covered=settled,
    )


def _with_yearly(
    selection: Selection,
    company: Company,
    counter: Counter,
    scheduler: Scheduler,
    schedule_of: Callable[[Mapping[str, Selected]], Scheduler],
) -> tuple[Mapping[str, Selected], Scheduler, Schedule, list[Due]]:
    """The schedule with the yearly duties in it; they may move the end into another year."""
    tasks: Mapping[str, Selected] = selection.tasks
    as_of = dt.date.fromordinal(scheduler.today)
    # A first look at the end is enough to know the years.
    schedule = bare = scheduler.forward({})
    first_moved = ""
    found: list[Due] = []
    settled = False
    for _ in range(4):
        horizon = _horizon(scheduler.known, schedule, as_of)
        more = list(dues(selection, company, counter, horizon, yearly=True))
        if {due.id for due in more} <= {due.id for due in found}:
            if settled:
                break
        else:
            found = more
            end = schedule.slots[END].planned if END in schedule.slots else 0
            tasks = enter(selection.tasks, found, counter, end)
            scheduler = schedule_of(tasks)
            before = selection.tasks
            first_moved = next((name for name in before if tasks[name] is not before[name]), "")
        schedule = scheduler.run(since=(bare, first_moved))
        settled = True
    return tasks, scheduler, schedule, found


def _without_period(selection: Selection, found: Mapping[str, Due]) -> list[Dropped]:
    """Recurring duties of which no period falls due before they end: left out, with the reason."""
    with_period = {due.rule.id for due in found.values()}
    why = Text(zh=NO_PERIOD.zh, en=NO_PERIOD.en)
    return [
        Dropped(rule.id, rule, why) for rule, _ in selection.recurring if rule.id not in with_period
    ]


def _horizon(known: Mapping[str, Dated], schedule: Schedule, as_of: dt.date) -> Horizon:
    """Duties are asked for from the dissolution on; what was due before it is precheck's.

    A dissolution of more than a year ago asks for a year: who did not file for longer is an
    abnormal household, which has a task of its own.
    """
    cause = known.get("dissolution-cause-arises")
    base = min(as_of, cause.day) if cause else as_of
    base = max(base, as_of - dt.timedelta(days=366))
    return Horizon(base, {event: schedule.event_day(event) for event in ASKED_UNTIL})


def _estimate(company: Company, facts: Facts, task: Selected, settled: frozenset[str]) -> int:
    """The estimate of a task: the user's for this one or for all of its kind, else the data's.

    What is `settled` by the plans of members takes no time of its own.
    """
    if company.estimates:
        for name in (task.id, task.rule.id):
            if name in company.estimates:
                return company.estimates[name]
    if task.id in settled:
        return 0
    case = estimate_case(facts, task.rule)
    return case.working_days if case else task.rule.takes.working_days


def estimate_case(facts: Facts, rule: TaskRule) -> EstimateCase | None:
    """The first case of a task's estimate that is true of the company."""
    if not rule.takes.cases:
        return None
    return next((case for case in rule.takes.cases if facts[case.fact].value is case.is_), None)


def forms_of(company: Company, facts: Facts) -> frozenset[str]:
    """The legal forms whose rules apply: foreign investment is an overlay on the form itself.

    The branch of a foreign company is liquidated as a company is (公司法 art. 249).
    """
    form = company.company.legal_form
    found = kin(form)
    if form is LegalForm.FOREIGN_BRANCH:
        found |= {LegalForm.LLC}
    return found | {LegalForm.FIE} if facts["foreign-invested"].value is Tri.YES else found


class _Limits:
    """The limits of a task that concern a graph and these legal forms; found once for a law."""

    def __init__(self, law: Law, graph: str, forms: frozenset[str]) -> None:
        self._law = law
        self._graphs = frozenset(lineage(law, graph))
        self._forms = forms
        self._memory: dict[str, tuple[Limit, ...]] = law.once(("limits", self._graphs, forms), dict)

    def __call__(self, task: Selected) -> tuple[Limit, ...]:
        """The limits of `task`."""
        found = self._memory.get(task.rule.id)
        if found is None:
            found = self._memory[task.rule.id] = tuple(
                limit
                for limit in task.rule.limits
                if (limit.graphs is None or self._graphs.intersection(limit.graphs))
                and (limit.forms is None or self._forms.intersection(limit.forms))
                and concerns(self._law.rules[limit.rule], self._forms)
            )
        return found
