"""What is wrong with single steps: too late, too early, out of order, a return not recorded."""

import datetime as dt
from typing import Final

from checklist.messages.warnings import STATES
from checklist.plan import Task, TaskDeadline, Warning
from checklist.planning.draft import Draft
from checklist.planning.limits import cited
from checklist.planning.mishaps import missed_window
from checklist.planning.sentences import warn
from checklist.text import Text

MUST_PRECEDE: Final[dict[tuple[str, str], str]] = {
    ("distribute", "pay-in-order"): "distribution-order",
    ("distribute", "liquidation-tax-return"): "cit-liquidation-tax-before-distribution",
    ("simple-commit", "simple-settle"): "simple-eligibility",
    ("simple-commit", "liquidation-tax-return"): "simple-eligibility",
    ("end-employment", "occupational-exam"): "occupational-exam-bars-termination",
}
"""Orders whose breach makes somebody liable or an act void, with the rule that says so."""


def _cited(limit: TaskDeadline) -> str:
    return f"{limit.citation.law.zh}{limit.citation.article or ''}"


def limit_findings(work: Draft, task: Task, titles: dict[str, Text]) -> list[Warning]:
    found: list[Warning] = []
    about = {"task": task.id, "title": task.title.zh, "title_en": task.title.en}
    for limit in task.limits:
        if limit.strength != "binding" or limit.limit is None:
            continue
        if task.done_on is not None:
            if task.done_on > limit.limit and task.id not in work.dues:
                found.append(
                    warn(
                        work.law,
                        "warning",
                        "done-too-late",
                        day=task.done_on,
                        limit=limit.limit,
                        citation=_cited(limit),
                        **about,
                    )
                )
        elif limit.limit < work.as_of and task.id in work.dues:
            continue  # said of all of them in one sentence
        elif limit.limit < work.as_of and missed_window(work, task.id) is None:
            found.append(
                warn(
                    work.law,
                    "conflict",
                    "limit-passed",
                    limit=limit.limit,
                    citation=_cited(limit),
                    **about,
                )
            )
        elif limit.limit >= work.as_of and task.planned and task.planned > limit.limit:
            starter = work.produced_by.get(limit.trigger, "")
            before = [
                titles[name] for name in task.after if name in titles and name not in work.done
            ]
            trigger = titles.get(starter)
            found.append(
                warn(
                    work.law,
                    "conflict",
                    "limit-running-out" if limit.trigger_basis == "actual" else "limit-unreachable",
                    earliest=task.planned,
                    limit=limit.limit,
                    before="、".join(title.zh for title in before) or "无",
                    before_en=", ".join(title.en for title in before) or "nothing",
                    starter=trigger.zh if trigger else limit.trigger,
                    starter_en=trigger.en if trigger else limit.trigger,
                    citation=_cited(limit),
                    **about,
                )
            )
    return found


def order_findings(work: Draft, task: Task, titles: dict[str, Text]) -> list[Warning]:
    """A step whose day is given, before what must come first or inside a waiting period."""
    slot = work.schedule.slots[task.id]
    if task.id in work.dues:
        return []
    day = dt.date.fromordinal(slot.planned)
    past = task.done_on is not None
    found: list[Warning] = []
    about = {"task": task.id, "title": task.title.zh, "title_en": task.title.en, "day": day}
    line = {"input_line": task.input_line}
    for name in task.after:
        other = work.schedule.slots[name]
        if other.opens is not None and slot.planned < other.opens:
            code = "done-too-early" if past else "planned-too-early"
            opens = dt.date.fromordinal(other.opens)
            found.append(warn(work.law, "conflict", code, earliest=opens, **about, **line))
        before = work.done.get(name)
        if not past:
            if other.planned > slot.planned and other.opens is None:
                found.append(
                    warn(
                        work.law,
                        "warning",
                        "planned-out-of-order",
                        before=titles[name].zh,
                        before_en=titles[name].en,
                        earliest=dt.date.fromordinal(other.planned),
                        **about,
                        **line,
                    )
                )
            continue
        if (before is not None and before <= day) or _arose_after(work, name, day):
            continue
        state = STATES["later" if before else "not-done"]
        rule = MUST_PRECEDE.get((task.id, name))
        found.append(
            warn(
                work.law,
                "conflict" if rule else "warning",
                "out-of-order",
                citation=cited(work.law, rule) if rule else None,
                before=titles[name].zh,
                before_en=titles[name].en,
                state=state.zh.format(day=before),
                state_en=state.en.format(day=before),
                **about,
                **line,
            )
        )
    return found


def _arose_after(work: Draft, name: str, day: dt.date) -> bool:
    """Whether an accident after `day` made a task necessary: nobody could have done it before."""
    events = work.company.events
    return any(
        path[0] == "events" and events.get(path[1], day) > day
        for condition in work.selected[name].rule.when
        if (path := work.fact(work.selected[name], condition.fact).path)
    )


def return_findings(work: Draft, tasks: tuple[Task, ...]) -> list[Warning]:
    """Recurring duties whose day has passed unrecorded, in one sentence."""
    late = [task for task in tasks if task.id in work.dues and task.status == "overdue"]
    found: list[Warning] = []
    if late:
        found.append(
            warn(
                work.law,
                "conflict",
                "returns-overdue",
                count=len(late),
                titles="、".join(task.title.zh for task in late[:5]),
                titles_en=", ".join(task.title.en for task in late[:5]),
                more="等" if len(late) > 5 else "",
                more_en=" and more" if len(late) > 5 else "",
                task=late[0].id,
                citation=_cited(late[0].limits[0]) if late[0].limits else None,
            )
        )
    for task in tasks:
        limits = [limit for limit in task.limits if limit.strength == "binding" and limit.limit]
        if task.id not in work.dues or not task.done_on or not task.deadline or not limits:
            continue
        if task.done_on > task.deadline:
            found.append(
                warn(
                    work.law,
                    "warning",
                    "done-too-late",
                    day=task.done_on,
                    limit=task.deadline,
                    citation=_cited(limits[0]),
                    task=task.id,
                    title=task.title.zh,
                    title_en=task.title.en,
                )
            )
    return found
