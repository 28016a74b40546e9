"""What page 1 shows: key dates, the timeline's bars, how fresh the law is."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from checklist.messages import Message
from checklist.messages.planning import KEY_DATES, WINDOWS
from checklist.plan import Citation, Interval, KeyDate, LawDates, SourceDates, Task
from checklist.planning.draft import Draft
from checklist.planning.limits import citation, sentence
from checklist.planning.limits import message as _text
from checklist.rules.schema import Law
from checklist.text import Text
from checklist.vocabulary import LABELS, Confidence, Phase

STALE_AFTER = dt.timedelta(days=180)


def stale_sources(law: Law, as_of: dt.date, after: dt.timedelta = STALE_AFTER) -> tuple[str, ...]:
    """Ids of the sources last checked more than `after` before `as_of`."""

    def make() -> tuple[str, ...]:
        sources = law.sources.values()
        return tuple(source.id for source in sources if as_of - source.checked_on > after)

    return law.once(("stale", as_of, after), make)


def cited_by(tasks: tuple[Task, ...]) -> dict[str, Citation]:
    """Every rule that the tasks rely on, by its id."""
    return {entry.rule: entry for task in tasks for entry in task.citations}


def stale_cited(
    work: Draft, tasks: tuple[Task, ...], cited: Mapping[str, Citation]
) -> tuple[Text, ...]:
    """Titles of what the tasks rely on and nobody has checked lately, the oldest check first.

    The legal texts `cited`, then the places whose practice is printed.
    """
    used = {work.law.rules[rule].source for rule in cited}
    old = [work.law.sources[name] for name in stale_sources(work.law, work.as_of) if name in used]
    titles = [
        Text(zh=f"《{source.title.zh}》", en=source.title.en)
        for source in sorted(old, key=lambda source: (source.checked_on, source.id))
    ]
    places = {
        each.place.zh: Text(zh=f"{each.place.zh}的本地做法", en=f"practice of {each.place.en}")
        for task in tasks
        for each in task.local
        if work.as_of - each.checked_on > STALE_AFTER
    }
    return (*titles, *places.values())


def key_dates(work: Draft, tasks: tuple[Task, ...]) -> tuple[KeyDate, ...]:
    """The dates that matter, by day."""
    found: list[KeyDate] = []
    for task in tasks:
        label = KEY_DATES.get(task.id)
        of_member = work.selected[task.id].elsewhere is not None
        if label is None and not of_member:
            continue
        day = task.done_on or task.planned
        if day is not None and of_member:
            found.append(
                KeyDate(id=task.id, title=task.title, date=day, basis="projected", task=task.id)
            )
        if label is None or day is None:
            continue
        found.append(
            KeyDate(
                id=task.id,
                title=sentence(work.law, label),
                date=day,
                basis=_basis(work, task),
                provisional=task.provisional and task.done_on is None,
                task=task.id,
            )
        )
        found += [
            KeyDate(
                id=f"{task.id}-limit",
                title=sentence(
                    work.law, Message(f"{label.zh}：法定期限", f"{label.en}: legal limit")
                ),
                date=limit.limit,
                basis="legal",
                provisional=limit.provisional,
                task=task.id,
            )
            for limit in task.limits
            if limit.limit
            and limit.strength == "binding"
            and limit.trigger_task != task.id  # a duty on the day itself is no day of its own
            and task.status != "done"
        ][:1]
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.id)))


def _basis(work: Draft, task: Task) -> Literal["actual", "planned", "projected"]:
    if task.done_on is not None:
        return "actual"
    return "planned" if task.produces in work.known else "projected"


def timeline(work: Draft, tasks: tuple[Task, ...]) -> tuple[Interval, ...]:
    """The bars: one for each phase, one for each legal window that runs."""
    spans: dict[Phase, list[Task]] = {}
    for task in tasks:
        spans.setdefault(task.phase, []).append(task)
    bars: list[Interval] = []
    for phase in Phase:
        days = [day for task in spans.get(phase, ()) if (day := task.done_on or task.planned)]
        if days:
            bars.append(
                Interval(
                    id=phase.value,
                    label=_text(LABELS[phase]),
                    start=min(days),
                    end=max(days),
                    kind="phase",
                    provisional=any(task.provisional for task in spans[phase]),
                )
            )
    drawn: set[str] = set()
    for task in tasks:
        for limit in task.limits:
            label = WINDOWS.get(limit.rule)
            end = limit.nominal if limit.limit is None else limit.limit
            if label is not None and end is not None and limit.rule not in drawn:
                drawn.add(limit.rule)
                bars.append(
                    Interval(
                        id=limit.rule,
                        label=_text(label),
                        start=limit.trigger_date,
                        end=end,
                        kind="window" if limit.limit else "notice",
                        provisional=limit.provisional,
                    )
                )
    return tuple(bars)


_CIVIL: Final = ("count-calendar", "count-start-day-excluded", "count-month-end", "count-roll-over")
_TAX: Final = (*_CIVIL, "count-other-law", "count-tax-inclusive", "count-tax-109")
_REST: Final = ("count-weekend", "count-holidays", "count-holiday-make-up")
COUNTED_BY: Final[dict[str, tuple[str, ...]]] = {
    "civil": (*_CIVIL, "count-end-of-day", *_REST),
    "civil-procedure": ("count-litigation", *_REST),
    "tax-109": (*_TAX, *_REST),
    "tax-safe": (*_TAX, *_REST),
    "tax-monthly": (*_TAX, "tax-monthly-calendar", *_REST),
    "tax-month-of": (*_TAX, "tax-monthly-calendar", *_REST),
    "workday": ("count-start-day-excluded", "count-working-days", *_REST),
    "publication": ("count-calendar", "count-start-day-excluded", *_REST),
}
"""The rules on counting behind each convention; a vendor's period and a fixed date have none."""


def counted_by(work: Draft, tasks: tuple[Task, ...]) -> tuple[Citation, ...]:
    """The rules by which the periods of these tasks are counted, in the order of the law files."""
    rules = work.law.rules
    ways = {rules[limit.applied_rule].counting for task in tasks for limit in task.limits}
    return work.law.once(("counted-by", frozenset(ways)), lambda: _counted_by(work.law, ways))


def _counted_by(law: Law, ways: Iterable[str]) -> tuple[Citation, ...]:
    names = {name for way in ways for name in COUNTED_BY.get(way, ())}
    return tuple(citation(law, rule) for name, rule in law.rules.items() if name in names)


def law_dates(work: Draft, tasks: tuple[Task, ...], cited: Mapping[str, Citation]) -> LawDates:
    """How fresh the cited law is."""
    rules = work.law.rules
    sources = {rules[rule].source for rule in cited}
    known = work.law.sources
    checked = [known[name].checked_on for name in sources]
    versions = [day for name in sources if (day := known[name].text_as_of)]
    return LawDates(
        sources=len(sources),
        used=tuple(_source_dates(work.law, name) for name in known if name in sources),
        checked_from=min(checked),
        checked_to=max(checked),
        text_as_of_from=min(versions, default=None),
        stale=tuple(name for name in stale_sources(work.law, work.as_of) if name in sources),
        unverified=sum(entry.confidence is not Confidence.READ for entry in cited.values()),
        years_published=tuple(sorted(work.law.holidays)),
        counted_by=counted_by(work, tasks),
    )


def _source_dates(law: Law, name: str) -> SourceDates:
    """The dates of a source; made once for a law."""

    def make() -> SourceDates:
        source = law.sources[name]
        return SourceDates(
            id=source.id,
            title=Text(zh=source.title.zh, en=source.title.en),
            number=source.number,
            effective_from=source.effective_from,
            effective_to=source.effective_to,
            checked_on=source.checked_on,
            text_as_of=source.text_as_of,
        )

    return law.once(("source", name), make)
