"""The open routes side by side, planning backwards from a wished end, and the critical path."""

import datetime as dt
from collections.abc import Iterable

from checklist.messages.planning import FINISH_BY, PATH
from checklist.plan import FinishBy, LegalWait, PathStep, RouteComparison
from checklist.planning.draft import Draft, drafted
from checklist.planning.limits import message
from checklist.planning.paths import (
    Station,
    critical_path,
    waits_on,
)
from checklist.planning.schedule import END, Schedule
from checklist.planning.tasks import title_of
from checklist.text import Text
from checklist.vocabulary import LABELS, Route


def comparisons(work: Draft) -> tuple[RouteComparison, ...]:
    """The routes that are open beside each other; nothing where there is only one."""
    decision = work.decision.route
    rivals = [
        route
        for route in (Route.GENERAL, Route.SIMPLE, Route.AFTER_REVOCATION, Route.FORCED)
        if route in decision.available or route in decision.open_if_confirmed
    ]
    if len(rivals) < 2 or decision.chosen not in rivals:
        return ()
    return tuple(_comparison(work, route) for route in rivals)


def _comparison(work: Draft, route: Route) -> RouteComparison:
    draft = work
    if route is not work.route:
        draft = drafted(
            work.company,
            work.law,
            work.counter.calendar,
            work.as_of,
            work.line_of,
            work.facts,
            work.decision,
            route,
            work.awaited,
        )
    graph = work.law.graphs[draft.graph]
    assert graph.liability is not None
    assert graph.condition is not None
    end = draft.schedule.slots[END].planned
    alone = draft.scheduler.by_law_alone.slots[END].planned
    open_ = [task for name, task in draft.selected.items() if name not in draft.done]
    return RouteComparison(
        route=route,
        label=message(LABELS[route]),
        state="open" if route in work.decision.route.available else "open-if-confirmed",
        chosen=route is work.decision.route.chosen,
        expected_end=dt.date.fromordinal(end),
        days=end - work.as_of.toordinal(),
        by_law_alone=dt.date.fromordinal(alone),
        tasks=len(open_),
        papers=sum(len(task.rule.documents) for task in open_),
        liability=graph.liability,
        condition=graph.condition,
    )


def path_steps(work: Draft, path: Iterable[Station]) -> tuple[PathStep, ...]:
    """The critical path in words, first to last."""
    found: list[PathStep] = []
    before: str | None = None
    for station in path:
        slot = work.schedule.slots[station.task]
        kind = station.kind
        if kind == "order" and work.estimates[station.task]:
            kind = "estimate"
        words = PATH[kind]
        title = title_of(work, before) if before else Text(zh="", en="")
        values = {"days": work.estimates[station.task], "day": work.as_of}
        found.append(
            PathStep(
                task=station.task,
                title=title_of(work, station.task),
                date=dt.date.fromordinal(slot.planned),
                why=Text(
                    zh=words.zh.format(title=title.zh, **values),
                    en=words.en.format(title=title.en, **values),
                ),
                kind=kind,  # type: ignore[arg-type]
            )
        )
        before = station.task
    return tuple(found)


def finish_by(work: Draft, path: list[Station], target: dt.date) -> FinishBy | None:
    """Whether the entity can end by `target`, and what stands in the way; None if it has ended.

    `path` is the critical path of the plan as it stands.
    """
    slots = work.schedule.slots
    if END not in slots or slots[END].fixed:
        return None
    expected = slots[END].planned
    alone = work.scheduler.by_law_alone
    least = alone.slots[END].planned
    wished = target.toordinal()
    if expected <= wished:
        state = "met"
    elif least <= wished:
        state = "estimates-too-long"
    else:
        state = "impossible-by-law"
    if state == "impossible-by-law":
        waits = _waits(work, critical_path(work.scheduler, alone), alone)
    else:
        waits = _waits(work, path, work.schedule)
    squeeze = tuple(
        station.task
        for station in path
        if work.estimates[station.task] and not slots[station.task].fixed
    )
    words = FINISH_BY[state]
    expected_end, by_law = dt.date.fromordinal(expected), dt.date.fromordinal(least)
    values = {
        "target": target,
        "expected": expected_end,
        "least": by_law,
        "late": expected - wished,
    }
    return FinishBy(
        target=target,
        state=state,  # type: ignore[arg-type]
        expected_end=expected_end,
        by_law_alone=by_law,
        text=Text(
            zh=words.zh.format(waits="、".join(wait.title.zh for wait in waits) or "–", **values),
            en=words.en.format(waits=", ".join(wait.title.en for wait in waits) or "–", **values),
        ),
        legal_minimum=waits,
        squeeze=squeeze if state == "estimates-too-long" else (),
    )


def _waits(work: Draft, path: list[Station], schedule: Schedule) -> tuple[LegalWait, ...]:
    found: list[LegalWait] = []
    for name in waits_on(path, schedule):
        slot = schedule.slots[name]
        assert slot.wait is not None
        rule = work.law.rules[slot.wait]
        event = work.counter.event_of_limit(slot.wait, work.selected[name], work.produced_by)
        start = schedule.event_day(event)
        source = work.law.sources[rule.source].title
        article = rule.article or ""
        assert start is not None
        assert slot.opens is not None
        found.append(
            LegalWait(
                rule=rule.id,
                title=rule.title,
                task=name,
                start=start,
                opens=dt.date.fromordinal(slot.opens),
                citation=Text(zh=f"{source.zh}{article}", en=f"{source.en} {article}".strip()),
            )
        )
    return tuple(found)
