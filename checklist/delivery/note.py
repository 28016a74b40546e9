"""What a ticket, a mail or a group is told: the route, the next dates, what changed.

Plain lines that mean the same in every markup. Names come from an input file and may hold
anything, so what could be markup, a mention, a reference or a command of a tracker is written
with full-width characters, as Chinese text would have it.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from checklist.delivery.tickets import Entry, SubTasks, family, task_mark
from checklist.difference import compare, summary
from checklist.difference.text import Words, fill
from checklist.messages import Lang
from checklist.messages.delivery import NOTE
from checklist.outputs.plain import stable_id, words
from checklist.outputs.rows import aim, period
from checklist.plan import Citation, Plan, Task
from checklist.text import Text
from checklist.vocabulary import LABELS, Confidence, Owner

NEXT: Final = 5
"""Dates that a note gives."""
CONFLICTS: Final = 3
_WIDE: Final = str.maketrans("#@*_`<>[]{}|~\\!$^&", "＃＠＊＿｀＜＞［］｛｝｜～＼！＄＾＆")
_START: Final = re.compile(r"^[/+\-=&.:]|^\d+(?=[.)])")
_ADDRESS: Final = re.compile(r"(?i)(https?|ftp):(?=//)|(www)\.(?=\w)")


def inert(text: str) -> str:
    """One line of `text` that no tracker or chat takes for anything but text."""
    flat = " ".join(text.split()).translate(_WIDE)
    flat = _ADDRESS.sub(lambda found: (found[1] or found[2]) + ("：" if found[1] else "．"), flat)
    return _START.sub(lambda found: "·" + found[0] if found[0].isdigit() else "·", flat)


def note_of(
    plan: Plan, code: str, former: Plan | None, lang: Lang, *, bullet: str = "* "
) -> list[str]:
    """The lines about a plan, and what changed since a former one."""
    parts = (
        NOTE["title"],
        _same(plan.company.name),
        fill(NOTE["as-of"], day=plan.as_of),
        fill(NOTE["code"], code=code),
    )
    lines = [" · ".join(_line(part, lang) for part in parts), ""]
    facts = [fill(NOTE["route"], route=LABELS[plan.route.chosen])]
    if plan.expected_end:
        key = "end-provisional" if _doubtful_end(plan) else "end"
        facts.append(fill(NOTE[key], day=plan.expected_end))
    overdue = [task for task in plan.tasks if task.status == "overdue"]
    if overdue:
        facts.append(fill(NOTE["overdue"], number=len(overdue)))
    conflicts = [entry for entry in plan.warnings if entry.level == "conflict"]
    facts += [fill(NOTE["conflict"], text=entry.text) for entry in conflicts[:CONFLICTS]]
    lines += _list(facts, lang, bullet)
    if dates := _next_dates(plan):
        lines += ["", _line(NOTE["next"], lang), *_list(dates, lang, bullet)]
    if former is not None:
        first, *changes = (inert(one) for one in summary(compare(former, plan), lang, short=True))
        lines += ["", first, *(bullet + one for one in changes)]
    return lines


def plain_note(names: Iterable[str], lang: Lang, *, bullet: str = "* ") -> list[str]:
    """The lines about files that no plan is known of."""
    return [_line(NOTE["files"], lang), *_list((_same(name) for name in names), lang, bullet)]


def _line(text: Words, lang: Lang) -> str:
    """A sentence in the reader's language or in both, once, as nothing but text."""
    return inert(words(text, lang))


def _list(texts: Iterable[Words], lang: Lang, bullet: str) -> list[str]:
    return [bullet + _line(text, lang) for text in texts]


def _same(text: str) -> Text:
    """A name: the same in both languages."""
    return Text(zh=text, en=text)


def _doubtful_end(plan: Plan) -> bool:
    return any(entry.provisional for entry in plan.key_dates if entry.date == plan.expected_end)


def _next_dates(plan: Plan) -> list[Text]:
    """What to do next, each with its day: what is late first."""
    found = sorted(
        (task for task in plan.tasks if task.status in ("overdue", "due-soon", "open")),
        key=lambda task: (aim(task) or dt.date.max, task.number),
    )
    return [_dated(task) for task in found[:NEXT]]


def _dated(task: Task) -> Text:
    key = "dated-late" if task.status == "overdue" else "dated"
    key += "-provisional" if task.provisional else ""
    return fill(
        NOTE[key],
        day=aim(task) or NOTE["no-day"],
        title=_title(task),
        team=LABELS[task.owner],
    )


def _title(task: Task) -> Text:
    """A task's title, with its period or person where the title lacks it."""
    title, item = task.title, period(task)
    if not item or item in title.zh:
        return title
    return Text(zh=f"{title.zh} {item}", en=f"{title.en} {item}")


def subtasks_of(plan: Plan, lang: Lang, team: Owner | None = None, member: str = "") -> SubTasks:
    """The sub-tasks of a plan, in its order; `team`: one team's share.

    `member`: the name that a subject begins with, where one ticket holds a group's tasks.
    """
    nameless = plan.company.model_copy(update={"credit_code": None})
    by_name = plan.model_copy(update={"company": nameless})
    mine, known = [], set[str]()
    for task in plan.tasks:
        marks = [task_mark(stable_id(one), stable_id(one, task.id)) for one in (plan, by_name)]
        known.update(marks)
        if team in (None, task.owner):
            entry = _entry(task, lang, *marks)
            if member:
                entry = entry._replace(subject=f"{inert(member)} · {entry.subject}")
            mine.append(entry)
    families = tuple(family(stable_id(one)) for one in (plan, by_name))
    return SubTasks(tuple(mine), frozenset(known), families)


def merged(parts: Iterable[SubTasks]) -> SubTasks:
    """The sub-tasks of several plans under one ticket."""
    found = tuple(parts)
    return SubTasks(
        tuple(entry for part in found for entry in part.mine),
        frozenset().union(*(part.known for part in found)),
        tuple(dict.fromkeys(name for part in found for name in part.families)),
    )


def _entry(task: Task, lang: Lang, name: str, by_name: str) -> Entry:
    facts: list[Words] = []
    if task.deadline:
        facts.append(fill(NOTE["limit"], day=task.deadline))
    if task.provisional:
        facts.append(NOTE["provisional"])
    if task.to_confirm:
        facts.append(NOTE["to-confirm"])
    key = "who-named" if task.assignee else "who"
    facts.append(fill(NOTE[key], person=task.assignee, team=LABELS[task.owner]))
    if task.authority != "internal":
        facts.append(fill(NOTE["where"], office=task.authority_label))
    if task.how:
        facts.append(task.how)
    lines = _list(facts, lang, "* ")  # a list: not every tracker breaks lines where we do
    laws = {(one.law.zh, one.article): _law(one) for one in task.citations}
    lists: tuple[tuple[str, Iterable[Words]], ...] = (
        ("papers", task.documents),
        ("evidence", task.evidence),
        ("law", laws.values()),
    )
    for key, texts in lists:
        if entries := _list(texts, lang, "* "):
            lines += ["", _line(NOTE[key], lang), *entries]
    lines += ["", _line(NOTE["made"], lang), "", name]
    return Entry(
        id=name,
        by_name=by_name,
        subject=_line(_title(task), lang),  # without its number, which shifts from plan to plan
        text="\n".join(lines),
        start=task.planned,
        due=aim(task),
        done=task.status == "done",
    )


def _law(cited: Citation) -> Text:
    """An article, with 核实 where its text was not read."""
    key = "article" if cited.confidence is Confidence.READ else "article-verify"
    return fill(NOTE[key], law=cited.law, article=cited.article or "")
