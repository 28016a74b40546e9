"""What a reader must see first: conflicts, traps, doubts.

A conflict is a binding limit that has passed or cannot be met, a forced route that the law bars,
or a step recorded before the law allows it. It comes with its article and a remedy; a plan with a
conflict never looks fine.
"""

import datetime as dt
from typing import Literal

from checklist.messages.planning import STATES, WARNINGS
from checklist.plan import Task, TaskDeadline, Text, Warning
from checklist.planning.draft import Draft
from checklist.planning.summary import stale_sources
from checklist.vocabulary import Confidence, Tri

Level = Literal["conflict", "warning", "notice"]
_ORDER = {"conflict": 0, "warning": 1, "notice": 2}


def warnings(work: Draft, tasks: tuple[Task, ...]) -> tuple[Warning, ...]:
    """Everything worth a warning, conflicts first."""
    found: list[Warning] = []
    titles = {task.id: task.title for task in tasks}
    found += _route(work)
    found += _company(work)
    for task in tasks:
        found += _limits(work, task, titles)
        found += _order(work, task, titles)
    found += _target(work)
    found += _law(work, tasks)
    return tuple(sorted(found, key=lambda warning: _ORDER[warning.level]))


def _warning(level: Level, code: str, **values: object) -> Warning:
    """A warning from its message; values named `task`, `citation`, `input_line` are its fields."""
    message, remedy = WARNINGS[code]
    return Warning(
        level=level,
        code=code,
        text=Text(zh=message.zh.format(**values), en=message.en.format(**values)),
        remedy=Text(zh=remedy.zh.format(**values), en=remedy.en.format(**values))
        if remedy
        else None,
        citation=_optional(values, "citation"),
        task=_optional(values, "task"),
        input_line=values.get("input_line"),  # type: ignore[arg-type]
    )


def _optional(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else str(value)


def _route(work: Draft) -> list[Warning]:
    if not work.decision.refused:
        return []
    return [
        _warning(
            "conflict",
            "barred-route-wanted",
            title=ground.title.zh,
            title_en=ground.title.en,
            cure=ground.cure.zh if ground.cure else "无法消除，只能走一般注销。",
            cure_en=ground.cure.en if ground.cure else "none; only the general route remains.",
            citation=ground.citation.zh,
            input_line=ground.input_line,
        )
        for ground in work.decision.route.barred
    ]


def _company(work: Draft) -> list[Warning]:
    company = work.company
    found: list[Warning] = []
    if company.debts.insolvent is Tri.YES:
        rule = work.law.rules["insolvency-duty"]
        law = work.law.sources[rule.source].title.zh
        line = work.line_of(("debts", "insolvent"))
        cited = f"{law}{rule.article}"
        found.append(_warning("conflict", "insolvent", citation=cited, input_line=line))
    if company.tax.abnormal_household is Tri.YES:
        line = work.line_of(("tax", "abnormal_household"))
        found.append(_warning("warning", "abnormal-household", input_line=line))
    if company.tax.open_inspection is Tri.YES:
        line = work.line_of(("tax", "open_inspection"))
        found.append(_warning("warning", "open-inspection", input_line=line))
    for number, override in enumerate(company.overrides):
        found.append(
            _warning(
                "notice",
                "override",
                target=override.task or override.rule,
                input_line=work.line_of(("overrides", str(number))),
            )
        )
    return found


def _cited(limit: TaskDeadline) -> str:
    return f"{limit.citation.law.zh}{limit.citation.article or ''}"


def _limits(work: Draft, task: Task, titles: dict[str, Text]) -> list[Warning]:
    found: list[Warning] = []
    about = {"task": task.id, "title": task.title.zh, "title_en": task.title.en}
    for limit in task.limits:
        if limit.strength != "binding" or limit.limit is None:
            continue
        if task.done_on is not None:
            if task.done_on > limit.limit and not work.counter.is_calendar(limit.rule):
                found.append(
                    _warning(
                        "warning",
                        "done-too-late",
                        day=task.done_on,
                        limit=limit.limit,
                        citation=_cited(limit),
                        **about,
                    )
                )
        elif limit.limit < work.as_of:
            found.append(
                _warning(
                    "conflict", "limit-passed", limit=limit.limit, citation=_cited(limit), **about
                )
            )
        elif (
            task.planned and task.planned > limit.limit and not work.counter.is_calendar(limit.rule)
        ):
            starter = work.produced_by.get(limit.trigger, "")
            before = [titles[name] for name in task.after if name in titles]
            trigger = titles.get(starter)
            found.append(
                _warning(
                    "conflict",
                    "limit-unreachable",
                    earliest=task.planned,
                    limit=limit.limit,
                    before="、".join(title.zh for title in before) or "–",
                    before_en=", ".join(title.en for title in before) or "–",
                    starter=trigger.zh if trigger else limit.trigger,
                    starter_en=trigger.en if trigger else limit.trigger,
                    citation=_cited(limit),
                    **about,
                )
            )
    return found


def _order(work: Draft, task: Task, titles: dict[str, Text]) -> list[Warning]:
    """Steps recorded as done before what must come first, or inside a waiting period."""
    if task.done_on is None:
        return []
    found: list[Warning] = []
    about = {"task": task.id, "title": task.title.zh, "title_en": task.title.en}
    for name in task.after:
        slot = work.schedule.slots[name]
        if slot.opens is not None and task.done_on.toordinal() < slot.opens:
            earliest = dt.date.fromordinal(slot.opens)
            found.append(
                _warning("conflict", "done-too-early", day=task.done_on, earliest=earliest, **about)
            )
        before = work.done.get(name)
        if before is not None and before <= task.done_on:
            continue
        state = STATES["later" if before else "not-done"]
        found.append(
            _warning(
                "warning",
                "out-of-order",
                day=task.done_on,
                before=titles[name].zh,
                before_en=titles[name].en,
                state=state.zh.format(day=before),
                state_en=state.en.format(day=before),
                **about,
            )
        )
    return found


def _target(work: Draft) -> list[Warning]:
    target = work.company.target_date
    slot = work.schedule.slots.get("registered-end")
    if target is None or slot is None or slot.planned <= target.toordinal():
        return []
    expected = dt.date.fromordinal(slot.planned)
    line = work.line_of(("target_date",))
    return [_warning("warning", "target-missed", expected=expected, target=target, input_line=line)]


def _law(work: Draft, tasks: tuple[Task, ...]) -> list[Warning]:
    found: list[Warning] = []
    for name, task in work.selected.items():
        for limit in work.limits[name]:
            event = work.counter.trigger_of(limit.rule)
            dated = work.known.get(event)
            if (
                dated
                and work.law.rules[limit.rule].period
                and not work.counter.ask(limit.rule, dated.day)
            ):
                found.append(
                    _warning(
                        "warning",
                        "no-rule-for-date",
                        title=task.rule.title.zh,
                        title_en=task.rule.title.en,
                        day=dated.day,
                        rule=limit.rule,
                        task=name,
                    )
                )
    if any(task.provisional for task in tasks):
        found.append(_warning("notice", "provisional"))
    unknown = {fact for task in work.selected.values() for fact in task.unknown_facts}
    count = len(unknown) + len(work.decision.route.unknown)
    if count:
        found.append(_warning("notice", "unknown-facts", count=count))
    cited = {entry.rule: entry for task in tasks for entry in task.citations}
    unverified = [entry for entry in cited.values() if entry.confidence is not Confidence.READ]
    if unverified:
        found.append(_warning("notice", "unverified-law", count=len(unverified)))
    stale = stale_sources(work.law, work.as_of)
    if stale:
        found.append(_warning("warning", "stale-law", count=len(stale)))
    return found
