"""A `Difference` in sentences: a note of a few lines, or the whole, by importance."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from checklist.difference import clauses
from checklist.difference.model import ChangedTask, Difference, Side, TaskPart
from checklist.difference.sections import (
    assumption,
    dated,
    event,
    law_lines,
    override,
    question,
    warning,
)
from checklist.difference.tasks import legal
from checklist.difference.text import bare, fill, join, shift
from checklist.messages import Lang
from checklist.messages.difference import END, HEAD, LINES, ROUTE, SECTIONS, SHORT
from checklist.text import Text
from checklist.vocabulary import LABELS

Kind = TypeVar("Kind", bound=TaskPart)

NAMED: Final = 3
"""Names that a line of the short form gives at most."""
PLACES: Final = ("first-moved", "first-moved-earlier")
"""Causes that say where the move begins, not why: sentences of their own."""
_CONTROL: Final = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")


def summary(difference: Difference, lang: Lang, *, short: bool = False) -> tuple[str, ...]:
    """The lines of a note in `lang`: at most five in the short form, else everything."""
    lines = _short(difference) if short else _long(difference)
    texts = ({"zh": line.zh, "en": line.en, "zh-en": _both(line)}[lang] for line in lines)
    return tuple(_CONTROL.sub(" ", text) for text in texts)  # a plan file may hold anything


def _both(line: Text) -> str:
    """Chinese with the English beside it; a bullet stands once."""
    return f"{line.zh} / {line.en.removeprefix('- ')}"


def _short(found: Difference) -> list[Text]:
    head = join((*_notes(found), _title(found)), "sentence")
    if found.unchanged:
        return [head]
    lines = [
        head,
        join((*_route(found)[:1], *(_end(found) or [fill(END["same"])])), "sentence"),
        join(
            (
                *_count("conflicts", [entry.text for entry in found.conflicts]),
                *_named(found, "overdue"),
            ),
            "sentence",
        ),
        join(
            (
                *_named(found, "done"),
                *_named(found, "reopened"),
                *_named(found, "added"),
                *_named(found, "removed"),
            ),
            "sentence",
        ),
        join((*_named(found, "moved"), *_rest(found)), "sentence"),
    ]
    return [line for line in lines if line.zh]


def _named(found: Difference, group: str) -> list[Text]:
    tasks: Sequence[TaskPart] = getattr(found, group)
    return _count(group, [fill(LINES["task"], title=task.title) for task in tasks])


def _count(group: str, names: list[Text]) -> list[Text]:
    if not names:
        return []
    shown = join([bare(name) for name in names[:NAMED]], "list")
    if len(names) > NAMED:
        shown = fill(SHORT["names-more"], names=shown)
    return [fill(SHORT[group], count=len(names), names=shown)]


def _rest(found: Difference) -> list[Text]:
    """The names of the other sections that have something."""
    parts = {
        "warnings": found.warnings,
        "warnings-gone": found.warnings_gone,
        "events": found.events,
        "answered": found.questions_answered,
        "asked": found.questions_new,
        "assumptions": found.assumptions,
        "overrides": found.overrides,
        "dates": found.dates,
        "law": found.law,
    }
    names = [SECTIONS[name] for name, content in parts.items() if content]
    if not names:
        return []
    what = join(names, "list")
    lowered = Text(zh=what.zh, en=what.en.lower())
    return [fill(SHORT["rest"], what=lowered)]


def _long(found: Difference) -> list[Text]:
    lines = [*_notes(found), _title(found)]
    if found.unchanged:
        return lines
    as_of = found.new.as_of
    lines += [*_route(found), *_end(found)]
    lines += _section("conflicts", [warning(entry) for entry in found.conflicts])
    lines += _tasks("overdue", found.overdue, lambda task: clauses.said_of_overdue(task, as_of))
    lines += _section("warnings", [warning(entry) for entry in found.warnings])
    lines += _section("warnings-changed", [warning(entry.new) for entry in found.warnings_changed])
    lines += _tasks("done", found.done, clauses.said_of_done)
    lines += _tasks("reopened", found.reopened, clauses.said_of_reopened)
    lines += _tasks("limits", [task for task in found.moved if legal(task)], clauses.said_of_moved)
    lines += _planned([task for task in found.moved if not legal(task)])
    lines += _tasks("added", found.added, clauses.said_of_added)
    new_route = found.route.new if found.route and found.route.old != found.route.new else None
    lines += _grouped(
        "removed", found.removed, lambda task: clauses.said_of_removed(task, new_route)
    )
    lines += _section("warnings-gone", [entry.text for entry in found.warnings_gone])
    lines += _section("events", [event(entry) for entry in found.events])
    lines += _section("answered", [question(entry) for entry in found.questions_answered])
    lines += _section("asked", [entry.text for entry in found.questions_new])
    lines += _section("assumptions", [assumption(entry) for entry in found.assumptions])
    lines += _section("overrides", [override(entry) for entry in found.overrides])
    lines += _section("dates", [dated(entry) for entry in found.dates])
    lines += _section("law", law_lines(found.law) if found.law else [])
    told = {entry.task for entry in found.assumptions}  # of these only the estimate is news
    other = [
        task for task in found.other if task.id not in told or set(task.also) & set(clauses.PLAIN)
    ]
    lines += _grouped("other", other, clauses.said_of_other)
    return lines


def _notes(found: Difference) -> list[Text]:
    """What must be known before anything is read."""
    notes: list[Text] = []
    if found.other_company:
        old, new = _company(found.old), _company(found.new)
        notes.append(fill(HEAD["other-company"], old=old, new=new))
    if found.new.as_of < found.old.as_of:
        notes.append(fill(HEAD["older"]))
    for key, side in (("what-if-new", found.new), ("what-if-old", found.old)):
        if side.what_if:
            supposed = [
                fill(HEAD["supposed"], title=entry.title, day=entry.date) for entry in side.what_if
            ]
            notes.append(fill(HEAD[key], events=join(supposed, "list")))
    return notes


def _company(side: Side) -> Text:
    if side.credit_code is None:
        return Text(zh=side.company, en=side.company)
    return fill(HEAD["company"], name=side.company, code=side.credit_code)


def _title(found: Difference) -> Text:
    """Which plans these are, and at once whether anything changed."""
    key = "same-day" if found.old.as_of == found.new.as_of else "title"
    old, new = found.old.as_of, found.new.as_of
    line = fill(HEAD[key], name=found.new.company, old=old, new=new)
    return fill(HEAD["nothing" if found.unchanged else "changed"], title=line)


def _route(found: Difference) -> list[Text]:
    change = found.route
    if change is None:
        return []
    lines = []
    if change.old is not change.new:
        old, new = LABELS[change.old], LABELS[change.new]
        lines.append(fill(ROUTE["changed"], old=old, new=new, why=change.why))
    for key, routes in (("opened", change.opened), ("closed", change.closed)):
        if routes:
            names = join([LABELS[route] for route in routes], "list")
            lines.append(fill(ROUTE[key], routes=names))
    for key, grounds in (
        ("barred", change.newly_barred),
        ("cleared", change.no_longer_barred),
    ):
        if grounds:
            titles = join([ground.title for ground in grounds], "list")
            lines.append(fill(ROUTE[key], grounds=titles))
    return lines


def _end(found: Difference) -> list[Text]:
    end = found.end
    if end is None:
        return []
    if end.new is None or end.old is None:
        return [fill(END["known" if end.new else "unknown"], old=end.old, new=end.new)]
    assert end.days is not None
    causes = [cause.text for cause in end.causes if cause.code not in PLACES]
    because = Text(zh="", en="")
    if causes:
        because = fill(END["because"], causes=join(causes, "clause"))
    key = "reached" if end.reached else "later" if end.days > 0 else "earlier"
    number = shift(end.days)
    line = fill(END[key], old=end.old, new=end.new, days=number, because=because)
    where = [cause.text for cause in end.causes if cause.code in PLACES]
    return [join((line, *where), "sentence")]


def _section(name: str, items: Sequence[Text], count: int | None = None) -> list[Text]:
    if not items:
        return []
    number = len(items) if count is None else count
    heading = fill(SECTIONS["heading"], title=SECTIONS[name], count=number)
    return [heading, *(Text(zh=f"- {item.zh}", en=f"- {item.en}") for item in items)]


def _name(task: TaskPart) -> Text:
    return fill(LINES["task-id"], title=task.title, id=task.id)


def _line(task: Text, said: Iterable[Text]) -> Text:
    return fill(LINES["says"], task=task, clauses=join(said, "clause"))


def _tasks(name: str, tasks: Sequence[Kind], say: Callable[[Kind], list[Text]]) -> list[Text]:
    return _section(name, [_line(_name(task), say(task)) for task in tasks])


def _grouped(name: str, tasks: Sequence[Kind], say: Callable[[Kind], list[Text]]) -> list[Text]:
    """Tasks of which the same is said share a line; the heading counts the tasks."""
    groups: dict[tuple[str, str], list[Text]] = {}
    for task in tasks:
        said = join(say(task), "clause")
        groups.setdefault((said.zh, said.en), []).append(_name(task))
    lines = [_line(Text(zh=zh, en=en), [join(names, "list")]) for (zh, en), names in groups.items()]
    return _section(name, lines, len(tasks))


def _planned(tasks: Sequence[ChangedTask]) -> list[Text]:
    """Days that moved and nothing else: together where they moved alike, with their dates."""
    alone = [task for task in tasks if clauses.only_move(task) is None]
    groups: dict[int, list[Text]] = {}
    for task in tasks:
        change = clauses.only_move(task)
        if change is not None and change.days is not None:
            span = fill(LINES["span"], task=_name(task), old=change.old, new=change.new)
            groups.setdefault(change.days, []).append(span)
    lines = [_line(_name(task), clauses.said_of_moved(task)) for task in alone]
    for number, spans in sorted(groups.items(), key=lambda group: -len(group[1])):
        lines.append(_line(shift(number), [join(spans, "clause")]))
    return _section("moved", lines, len(tasks))
