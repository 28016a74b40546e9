"""`checklist explain FILE TASK`: why a task is in or out, its dates, its sources."""

import datetime as dt
from difflib import get_close_matches
from pathlib import Path

import click

from checklist.cli.common import lang_option, refusing
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    fail,
    load_calendar,
    load_law_with,
    local_option,
)
from checklist.known_names import known_tasks
from checklist.loading import drafted
from checklist.messages import Lang, Message, in_lang, say
from checklist.messages.cli import CLI
from checklist.plan import Citation, Task, TaskDeadline
from checklist.planning.build import finish
from checklist.planning.draft import Draft
from checklist.planning.graph import Dropped, Selected
from checklist.planning.tasks import title_of
from checklist.vocabulary import LABELS, Confidence

_BASIS = {
    "actual": "actual",
    "planned": "user-planned",
    "projected": "projected",
    "calendar": "by-calendar",
}


@click.command("explain", help="说明某项任务为何列入、日期如何算出 / Why a task is in or out.")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("task")
@as_of_option
@calendar_option
@local_option
@lang_option
def command(
    file: Path,
    task: str,
    as_of: dt.date,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Explain TASK for the company in FILE."""
    law = load_law_with(locals_, lang)
    if task not in known_tasks(law):
        near = "、".join(get_close_matches(task, law.tasks, n=3, cutoff=0.5)) or "–"
        fail(CLI["no-such-task"], lang, task=task, near=near)
    with refusing(lang):
        work = drafted(file, law, load_calendar(law, calendars, lang), as_of)
    click.echo("\n\n".join("\n".join(part) for part in explanations(work, task, lang)))


def explanations(work: Draft, name: str, lang: Lang) -> list[list[str]]:
    """The explanation of a task; without what follows an `@`, of each person's or period's."""
    names = [
        id_
        for id_ in (*work.selected, *(dropped.id for dropped in work.dropped))
        if id_ == name or id_.partition("@")[0] == name
    ]
    if not names:
        rule = work.law.tasks[name.partition("@")[0]]
        route = LABELS[work.decision.route.chosen]
        heading = f"{in_lang(rule.title, lang)}  ({name})"
        values = {"title": rule.title.zh, "title_en": rule.title.en}
        key = "not-this-period" if rule.recurs else "not-in-route"
        return [[heading, "", say(CLI[key], lang, route=route.zh, route_en=route.en, **values)]]
    plan = finish(work)
    tasks = {task.id: task for task in plan.tasks}
    return [_explanation(work, id_, tasks.get(id_), lang) for id_ in dict.fromkeys(names)]


def _explanation(work: Draft, id_: str, task: Task | None, lang: Lang) -> list[str]:
    if task is not None:
        selected = work.selected[id_]
        key = "task-unsure" if selected.unknown_facts else "task-in"
        lines = [f"{in_lang(task.title, lang)}  ({id_})", "", say(CLI[key], lang)]
        lines += _because(work, selected, lang)
        local = (
            ["", *(f"  {in_lang(each.text, lang)}" for each in task.local)] if task.local else []
        )
        return [*lines, *_dates(work, task, lang), *local, *_sources(task.citations, lang)]
    dropped = next(entry for entry in work.dropped if entry.id == id_)
    title = dropped.rule.title
    reason = {"reason": dropped.why.zh, "reason_en": dropped.why.en}
    return [
        f"{in_lang(title, lang)}  ({id_})",
        "",
        say(CLI["task-out"], lang, **reason),
        *(_because(work, dropped, lang) if dropped.failed else []),
    ]


def _because(work: Draft, task: Selected | Dropped, lang: Lang) -> list[str]:
    route = LABELS[work.decision.route.chosen]
    rule = task.rule
    if isinstance(task, Selected) and task.elsewhere is not None and task.item is not None:
        line = work.line_of((*task.item.path, "name"))
        return ["  " + say(CLI["member"], lang, line=line)]
    if not rule.when:
        return ["  " + say(CLI["no-condition"], lang, route=route.zh, route_en=route.en)]
    lines = [f"  {say(CLI['because'], lang)}:"]
    for condition in rule.when:
        fact = work.fact(task, condition.fact)
        line = work.line_of(fact.path)
        where = CLI["not-written"] if line is None else CLI["line"]
        value = LABELS[fact.value]
        message = CLI["fact"]
        lines.append(
            "    "
            + say(
                message,
                lang,
                path=".".join(fact.path),
                value=value.zh,
                value_en=value.en,
                where=where.zh.format(line=line),
                where_en=where.en.format(line=line),
            )
        )
    return lines


def _dates(work: Draft, task: Task, lang: Lang) -> list[str]:
    lines = ["", f"{say(CLI['dates'], lang)}:"]
    if task.done_on:
        lines.append(f"  {say(CLI['done'], lang)} {task.done_on}")
    else:
        lines.append(
            f"  {say(CLI['earliest'], lang)} {task.earliest}  "
            f"{say(CLI['planned'], lang)} {task.planned}"
        )
        why = {"why": task.estimate_why.zh, "why_en": task.estimate_why.en}
        lines.append("  " + say(CLI["estimate"], lang, days=task.estimate_days, **why))
    lines += [f"  {in_lang(why, lang)}" for why in task.timing[:1]]
    if task.after:
        titles = [title_of(work, name) for name in task.after]
        zh, en = "、".join(t.zh for t in titles), ", ".join(t.en for t in titles)
        lines.append("  " + say(CLI["waits-for"], lang, tasks=zh, tasks_en=en))
    for limit in task.limits:
        lines += _limit(work, limit, lang)
    return lines


def _limit(work: Draft, limit: TaskDeadline, lang: Lang) -> list[str]:
    event = limit.trigger_title
    basis = CLI[_BASIS[limit.trigger_basis]]
    days = "  ".join(
        f"{name} {day}"
        for name, day in (
            (say(Message("最早", "earliest"), lang), limit.earliest),
            (say(Message("计划办理", "plan by"), lang), limit.plan_by),
            (say(Message("期限", "limit"), lang), limit.limit),
        )
        if day
    )
    mark = say(Message("【暂定】", " PROVISIONAL"), lang) if limit.provisional else ""
    lines = [
        f"  {say(CLI[limit.strength], lang)}: {in_lang(limit.title, lang)}  {days}{mark}",
        "    "
        + say(
            CLI["trigger"],
            lang,
            event=event.zh,
            event_en=event.en,
            day=limit.trigger_date,
            basis=basis.zh,
            basis_en=basis.en,
        )
        + (say(CLI["line"], lang, line=limit.trigger_line) if limit.trigger_line else ""),
    ]
    lines += [f"    {n}. {in_lang(step, lang)}" for n, step in enumerate(limit.steps, 1)]
    for other in limit.other_readings:
        words = Message(
            "    另一种理解：{field} {day}（{why}）",
            "    Another reading: {field} {day} ({why_en})",
        )
        values = {"field": other.field, "day": other.value, "why": other.why.zh}
        lines.append(say(words, lang, why_en=other.why.en, **values))
    return lines


def _sources(citations: tuple[Citation, ...], lang: Lang) -> list[str]:
    lines = ["", f"{say(CLI['sources'], lang)}:"]
    for cited in citations:
        number = f"（{cited.number}）" if cited.number else ""
        lines.append(f"  {in_lang(cited.law, lang)}{number}{cited.article or ''}  [{cited.rule}]")
        lines.append(f"    {in_lang(cited.says, lang)}")
        if cited.confidence is not Confidence.READ and cited.ask:
            lines.append(f"    {say(CLI['to-check'], lang)}: {in_lang(cited.ask, lang)}")
    return lines
