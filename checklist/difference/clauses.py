"""What is said of one task: the clauses behind its name, each change once."""

import datetime as dt
from collections.abc import Iterator

from checklist.difference.model import (
    AddedTask,
    Aspect,
    ChangedTask,
    DateMove,
    LimitChange,
    RemovedTask,
    TriggerMove,
)
from checklist.difference.text import bare, days, fill, join, shift
from checklist.messages import Message
from checklist.messages.difference import ASPECTS, BASIS, DATES, LINES, STATUS
from checklist.messages.fields import FIELDS
from checklist.plan import FactUsed
from checklist.text import Text
from checklist.vocabulary import LABELS, Route

PLAIN: tuple[Aspect, ...] = ("title", "who", "status", "to-confirm", "critical", "papers", "remark")
"""What a reader wants to know beside moved dates; the rest mostly follows from them."""


def said_of_done(task: ChangedTask) -> list[Text]:
    """When it was done, against the old plan and the limit."""
    found: list[Text] = []
    if task.done_on is None:
        found.append(fill(STATUS["done"]))
    else:
        found.append(fill(LINES["done"], day=task.done_on))
        if task.old_planned and task.old_planned != task.done_on:
            late = (task.done_on - task.old_planned).days
            found.append(
                fill(LINES["after-plan" if late > 0 else "before-plan"], days=days(abs(late)))
            )
        if task.deadline and task.done_on > task.deadline:
            found.append(fill(LINES["after-limit"], limit=task.deadline))
    return [join(found, "comma")]


def said_of_overdue(task: ChangedTask, as_of: dt.date) -> list[Text]:
    """How late it is, and what moved."""
    if task.deadline and task.deadline < as_of:
        late = (as_of - task.deadline).days
        first = fill(LINES["overdue"], limit=task.deadline, days=days(late))
    else:
        first = fill(LINES["overdue-plain"])
    return [first, *_moves(task), *_limits(task), *_aspects(task, ("who", "to-confirm"))]


def said_of_reopened(task: ChangedTask) -> list[Text]:
    """When it was said to be done, and what it is now."""
    found = [fill(LINES["was-done"], day=task.old_planned)] if task.old_planned else []
    return [*found, *_moves(task), *_limits(task), *_aspects(task, PLAIN)]


def said_of_moved(task: ChangedTask) -> list[Text]:
    """Dates that moved, with what moved them, and what else a reader wants to know."""
    if task.new_status == task.old_status == "done" and task.old_planned != task.done_on:
        return [fill(LINES["redated"], old=task.old_planned, new=task.done_on), *_limits(task)]
    return [*_moves(task), *_limits(task), *_aspects(task, PLAIN)]


def said_of_other(task: ChangedTask) -> list[Text]:
    """What changed besides dates: what matters, else whatever it is."""
    if task.new_status == task.old_status == "done" and task.old_planned != task.done_on:
        return said_of_moved(task)
    return _aspects(task, PLAIN) or _aspects(task, task.also)


def said_of_added(task: AddedTask) -> list[Text]:
    """When it is due, and the facts that brought it."""
    found: list[Text] = []
    if task.day:
        found.append(fill(LINES["done" if task.status == "done" else "due"], day=task.day))
    if task.status != "done" and task.deadline and task.deadline != task.day:
        found.append(fill(LINES["limit"], day=task.deadline))
    if task.status == "overdue":
        found.append(fill(STATUS["overdue"]))
    if task.facts:
        facts = join([_fact(fact) for fact in task.facts], "list")
        found.append(fill(LINES["because"], facts=facts))
    if task.to_confirm:
        found.append(fill(ASPECTS["to-confirm"]))
    if task.was_left_out:
        found.append(fill(LINES["was-out"], reason=bare(task.was_left_out)))
    return found


def said_of_removed(task: RemovedTask, new_route: Route | None) -> list[Text]:
    """Why the new plan leaves it out: its reason, or the route where that is another one."""
    key = "other-route" if new_route else "no-reason"
    if task.reason:
        key = "out-law" if task.citation else "out"
    reason = bare(task.reason) if task.reason else None
    route = LABELS[new_route] if new_route else None
    found = [fill(LINES[key], reason=reason, citation=task.citation, route=route)]
    return [*found, fill(LINES["was-done"], day=task.was_done)] if task.was_done else found


def _fact(fact: FactUsed) -> Text:
    keys = ".".join(part for part in fact.input_path.split(".") if not part.isdigit())
    field = FIELDS.get(keys)
    label = field.label if field else Message(fact.input_path, fact.input_path)
    return fill(LINES["fact"], label=label, value=LABELS[fact.value])


def moved(label: Message, change: DateMove) -> Text:
    """A date's move in words."""
    if change.old is None:
        return fill(LINES["date-new"], label=label, new=change.new)
    if change.new is None or change.days is None:
        return fill(LINES["date-gone"], label=label, old=change.old)
    number = shift(change.days)
    return fill(LINES["move"], label=label, old=change.old, new=change.new, days=number)


def only_move(task: ChangedTask) -> DateMove | None:
    """The one move of a task of which there is nothing else to say, else None."""
    told = {(change.old, change.new) for change in _shown(task)}
    plain = len(told) == 1 and not task.limits and not set(task.also).intersection(PLAIN)
    found = _shown(task)[0] if plain else None
    return found if found and found.days is not None and found.what != "deadline" else None


def _shown(task: ChangedTask) -> list[DateMove]:
    """The moves that are said: the earliest day and the last one for the wish follow the others."""
    main = [change for change in task.moves if change.what not in ("earliest", "finish_by")]
    return main or list(task.moves)


def _moves(task: ChangedTask) -> Iterator[Text]:
    """The task's own dates; one that moved exactly like another already said is left out."""
    told: list[tuple[dt.date | None, dt.date | None]] = []
    for change in _shown(task):
        if (change.old, change.new) not in told:
            told.append((change.old, change.new))
            yield moved(DATES[change.what], change)


def _limits(task: ChangedTask) -> Iterator[Text]:
    """What moved the limits; several limits of one trigger say its move once."""
    own = {(change.old, change.new) for change in _shown(task)}
    said: set[str] = set()
    for limit in task.limits:
        clauses = [text for text in _limit(limit, own) if text.zh not in said]
        if limit.state != "changed":
            yield fill(LINES[f"limit-{limit.state}"], title=limit.title)
            continue
        said.update(text.zh for text in clauses)
        yield from clauses


def _limit(limit: LimitChange, own: set[tuple[dt.date | None, dt.date | None]]) -> Iterator[Text]:
    dates = [change for change in limit.moves if (change.old, change.new) not in own]
    for change in dates:
        label = DATES["limit-earliest" if change.what == "earliest" else "limit"]
        if change.what == "limit" and limit.strength == "advisory":
            label = DATES["advisory"]
        yield fill(LINES["limit-of"], title=limit.title, clauses=moved(label, change))
    if limit.trigger:
        yield _trigger(limit.trigger)
    if limit.old_rule and limit.new_rule:
        yield fill(LINES["rule"], old=limit.old_rule, new=limit.new_rule)
    if limit.certainty:
        yield fill(LINES[limit.certainty])


def _trigger(trigger: TriggerMove) -> Text:
    old, new = BASIS[trigger.old_basis], BASIS[trigger.new_basis]
    if trigger.old == trigger.new:
        return fill(LINES["basis"], event=trigger.title, day=trigger.new, old=old, new=new)
    return fill(
        LINES["cause-trigger"], event=trigger.title, old=trigger.old, new=trigger.new, basis=new
    )


def _aspects(task: ChangedTask, wanted: tuple[Aspect, ...]) -> list[Text]:
    return [_aspect(task, name) for name in wanted if name in task.also]


def _aspect(task: ChangedTask, name: Aspect) -> Text:
    key: str = name
    values: dict[str, object] = {}
    if name == "status":
        values = {"old": STATUS[task.old_status], "new": STATUS[task.new_status]}
    elif name == "who":
        key = "who" if task.old_who != task.new_who else "office"
        values = {"old": task.old_who, "new": task.new_who}
    elif name == "to-confirm":
        key = "to-confirm" if task.to_confirm else "confirmed"
    elif name == "critical":
        key = "critical" if task.critical else "not-critical"
    elif name == "reserve":
        known = task.old_reserve is not None and task.new_reserve is not None
        same = task.old_reserve == task.new_reserve
        key = "reserve" if known and not same else "reserve-changed"
        values = {"old": task.old_reserve, "new": task.new_reserve}
    return fill(ASPECTS[key], **values)
