"""What is said of things that are no tasks: warnings, events, questions, estimates, the law."""

from collections.abc import Iterator

from checklist.difference.model import (
    AnsweredQuestion,
    AssumptionChange,
    DatedChange,
    EventChange,
    LawChange,
    OverrideChange,
    RuleChange,
    SourceChange,
)
from checklist.difference.text import fill, join
from checklist.messages.difference import BASIS, LINES
from checklist.plan import Warning
from checklist.text import Text
from checklist.vocabulary import LABELS


def warning(entry: Warning) -> Text:
    """A warning with what to do about it."""
    if entry.remedy is None:
        return entry.text
    return fill(LINES["remedy"], text=entry.text, remedy=entry.remedy)


def event(change: EventChange) -> Text:
    """An event that came, moved or went."""
    key = (
        "event-new" if change.old is None else "event-gone" if change.new is None else "event-moved"
    )
    return fill(
        LINES[key],
        title=change.title,
        old=change.old,
        new=change.new,
        old_basis=BASIS[change.old_basis] if change.old_basis else None,
        basis=BASIS[change.new_basis] if change.new_basis else None,
    )


def question(entry: AnsweredQuestion) -> Text:
    """A question that is no longer asked, with the answer where the plan shows it."""
    if entry.answer is None:
        return entry.question.text
    return fill(LINES["answered"], text=entry.question.text, value=LABELS[entry.answer])


def assumption(change: AssumptionChange) -> Text:
    """Another estimate, or the same one by somebody else."""
    key = "assumption" if change.old != change.new else "assumption-same"
    said = [fill(LINES[key], old=change.old, new=change.new)]
    if change.set_by_user:
        said.append(fill(LINES["by-user"]))
    elif change.old == change.new:
        said.append(fill(LINES["by-default"]))
    name = fill(LINES["task-id"], title=change.title, id=change.task)
    return fill(LINES["says"], task=name, clauses=join(said, "clause"))


def override(change: OverrideChange) -> Text:
    """A decision that came, changed or was withdrawn."""
    entry = change.new or change.old
    assert entry is not None
    if change.new is None:
        return fill(LINES["override-gone"], target=entry.target, who=entry.who)
    what = "，".join(str(part) for part in (entry.date, entry.decision) if part)
    values = {"target": entry.target, "who": entry.who, "when": entry.when, "why": entry.why}
    return fill(LINES["override-new"], what=what, **values)


def dated(change: DatedChange) -> Text:
    """Another date or fact beside the tasks."""
    title = change.title
    if change.kind == "retention":
        title = fill(LINES["keep"], what=title)
    old, new = (side or fill(LINES["none"]) for side in (change.old, change.new))
    return fill(LINES["dated"], title=title, old=old, new=new)


def law_lines(change: LawChange) -> list[Text]:
    """What changed about sources, rules and year files."""
    found: list[Text] = []
    for key, years in (("years", change.years_added), ("years-gone", change.years_removed)):
        if years:
            found.append(fill(LINES[key], years=", ".join(str(year) for year in years)))
    found += [_source(entry) for entry in change.sources]
    return found + [_rule(entry) for entry in change.rules]


def _source(change: SourceChange) -> Text:
    old, new = change.old, change.new
    pairs = {
        "renamed": (old.title, new.title),
        "number": (old.number, new.number),
        "checked": (old.checked_on, new.checked_on),
        "text-as-of": (old.text_as_of, new.text_as_of),
        "in-force": (old.effective_from, new.effective_from),
        "ends": (old.effective_to, new.effective_to),
    }
    said = [
        fill(LINES[key], old=before or LINES["none"], new=after or LINES["none"])
        for key, (before, after) in pairs.items()
        if before != after
    ]
    return fill(LINES["source"], title=new.title, clauses=join(said, "clause"))


def _rule(change: RuleChange) -> Text:
    name = fill(LINES["cited"], law=change.law, article=change.article or "", rule=change.rule)
    return fill(LINES["source"], title=name, clauses=join(_read(change), "clause"))


def _read(change: RuleChange) -> Iterator[Text]:
    if change.old_confidence is not change.new_confidence:
        old, new = LABELS[change.old_confidence], LABELS[change.new_confidence]
        yield fill(LINES["confidence"], old=old, new=new)
    if change.reworded:
        yield fill(LINES["reworded"])
