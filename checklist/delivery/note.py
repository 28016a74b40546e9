"""What a ticket, a mail or a group is told: the route, the next dates, what changed.

Plain lines that mean the same in every markup. Names come from an input file and may hold
anything, so what could be markup, a mention, a reference or a command of a tracker is written
with full-width characters, as Chinese text would have it.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from checklist.delivery.tickets import Entry, mark
from checklist.difference import compare, summary
from checklist.messages import Lang, in_lang, say
from checklist.messages.delivery import NOTE
from checklist.outputs.plain import stable_id
from checklist.outputs.rows import aim, period
from checklist.plan import Citation, Plan, Task
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
    sep = say(NOTE["separator"], lang)
    head = (
        say(NOTE["title"], lang),
        inert(plan.company.name),
        say(NOTE["as-of"], lang, day=plan.as_of),
        say(NOTE["code"], lang, code=code),
    )
    lines = [sep.join(head), ""]
    facts = [say(NOTE["route"], lang, route=in_lang(LABELS[plan.route.chosen], lang))]
    if plan.expected_end:
        key = "end-provisional" if _doubtful_end(plan) else "end"
        facts.append(say(NOTE[key], lang, day=plan.expected_end))
    overdue = [task for task in plan.tasks if task.status == "overdue"]
    if overdue:
        facts.append(say(NOTE["overdue"], lang, number=len(overdue)))
    conflicts = [entry for entry in plan.warnings if entry.level == "conflict"]
    facts += [
        say(NOTE["conflict"], lang, text=inert(in_lang(entry.text, lang)))
        for entry in conflicts[:CONFLICTS]
    ]
    lines += _list(facts, bullet)
    if dates := next_dates(plan, lang):
        lines += ["", say(NOTE["next"], lang), *_list(dates, bullet)]
    if former is not None:
        first, *changes = (inert(one) for one in summary(compare(former, plan), lang, short=True))
        lines += ["", first, *_list(changes, bullet)]
    return lines


def plain_note(names: Iterable[str], lang: Lang, *, bullet: str = "* ") -> list[str]:
    """The lines about files that no plan is known of."""
    return [say(NOTE["files"], lang), *_list((inert(name) for name in names), bullet)]


def _list(lines: Iterable[str], bullet: str) -> list[str]:
    return [bullet + line for line in lines]


def _doubtful_end(plan: Plan) -> bool:
    return any(entry.provisional for entry in plan.key_dates if entry.date == plan.expected_end)


def next_dates(plan: Plan, lang: Lang) -> list[str]:
    """What to do next, each with its day: what is late first."""
    found = sorted(
        (task for task in plan.tasks if task.status in ("overdue", "due-soon", "open")),
        key=lambda task: (aim(task) or dt.date.max, task.number),
    )
    return [_dated(task, lang) for task in found[:NEXT]]


def _dated(task: Task, lang: Lang) -> str:
    key = "dated-late" if task.status == "overdue" else "dated"
    key += "-provisional" if task.provisional else ""
    return say(
        NOTE[key],
        lang,
        day=aim(task) or in_lang(NOTE["no-day"], lang),
        title=inert(_title(task, lang)),
        team=in_lang(LABELS[task.owner], lang),
    )


def _title(task: Task, lang: Lang) -> str:
    """A task's title, with its period or person where the title lacks it."""
    title, item = in_lang(task.title, lang), period(task)
    return f"{title} {item}" if item and item not in title else title


def entries_of(plan: Plan, lang: Lang, team: Owner | None = None) -> list[Entry]:
    """The sub-tasks of a plan, or of one team's share, in its order."""
    return [_entry(plan, task, lang) for task in plan.tasks if team in (None, task.owner)]


def _entry(plan: Plan, task: Task, lang: Lang) -> Entry:
    name = mark("task", stable_id(plan, task.id))
    lines = []
    if task.deadline:
        lines.append(say(NOTE["limit"], lang, day=task.deadline))
    if task.provisional:
        lines.append(in_lang(NOTE["provisional"], lang))
    if task.to_confirm:
        lines.append(in_lang(NOTE["to-confirm"], lang))
    who = in_lang(LABELS[task.owner], lang)
    if task.assignee:
        who = f"{inert(task.assignee)}{in_lang(NOTE['comma'], lang)}{who}"
    lines.append(say(NOTE["who"], lang, who=who))
    if task.authority != "internal":
        lines.append(say(NOTE["where"], lang, office=inert(in_lang(task.authority_label, lang))))
    if task.how:
        lines.append(inert(in_lang(task.how, lang)))
    for key, texts in (("papers", task.documents), ("evidence", task.evidence)):
        if texts:
            lines += ["", in_lang(NOTE[key], lang)]
            lines += [f"* {inert(in_lang(text, lang))}" for text in texts]
    laws = {(one.law.zh, one.article): one for one in task.citations}
    if laws:
        lines += ["", in_lang(NOTE["law"], lang)]
        lines += [f"* {_law(one, lang)}" for one in laws.values()]
    lines += ["", say(NOTE["made"], lang), name]
    return Entry(
        id=name,
        subject=inert(_title(task, lang)),  # without its number, which shifts from plan to plan
        text="\n".join(lines),
        start=task.planned,
        due=aim(task),
        done=task.status == "done",
    )


def _law(cited: Citation, lang: Lang) -> str:
    """An article, with 核实 where its text was not read."""
    text = inert(f"{in_lang(cited.law, lang)} {cited.article or ''}")
    return text if cited.confidence is Confidence.READ else text + say(NOTE["verify"], lang)
