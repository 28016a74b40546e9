"""The legal dates of each task: which rule, counted from which event, with steps and citation."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from checklist.deadlines import Deadline, NoDateError, compute
from checklist.holidays import Calendar
from checklist.messages.counting import REASONS, step_words
from checklist.periods import Also
from checklist.plan import Bound, Citation, OtherReading, TaskDeadline, Text
from checklist.planning.events import Basis, canonical
from checklist.rules.schema import Law, Limit, Rule
from checklist.rules.schema import Text as LawText

CALENDAR_EVENTS = frozenset(
    {"month-end", "month-or-quarter-end", "quarter-or-year-end", "tax-period-end"}
)
"""Events that the calendar brings about, not a task."""


def text(entry: LawText) -> Text:
    """The plan's form of a law's sentence."""
    return Text(zh=entry.zh, en=entry.en)


def citation(law: Law, rule: Rule) -> Citation:
    """What a document says about the text behind a rule."""
    source = law.sources[rule.source]
    return Citation(
        rule=rule.id,
        law=text(source.title),
        number=source.number,
        number_seen=source.number_seen,
        article=rule.article,
        says=text(rule.says),
        confidence=rule.confidence,
        ask=text(rule.ask) if rule.ask else None,
        note=text(rule.note) if rule.note else None,
        checked_on=source.checked_on,
        text_as_of=source.text_as_of,
    )


def other_reading(also: Also) -> OtherReading:
    """The plan's form of another defensible reading."""
    reason = REASONS[also.why]
    day = dt.date.fromordinal(also.day)
    return OtherReading(field=also.field, value=day, why=Text(zh=reason.zh, en=reason.en))


@dataclass(frozen=True, slots=True)
class Counter:
    """Asks the law for dates; answers are remembered because the schedule asks often."""

    law: Law
    calendar: Calendar
    memory: dict[tuple[str, dt.date], Deadline | None]

    def ask(self, rule: str, day: dt.date) -> Deadline | None:
        """The rule's dates for a trigger on `day`; None where no rule is recorded for it."""
        key = (rule, day)
        if key not in self.memory:
            try:
                self.memory[key] = compute(self.law, self.calendar, rule, day)
            except NoDateError:
                self.memory[key] = None
        return self.memory[key]

    def canonical(self, event: str) -> str:
        """The event that `event` is another name of, or itself."""
        return canonical(self.law, event)

    def trigger_of(self, rule: str) -> str:
        """The canonical event that starts the rule's period."""
        return canonical(self.law, self.law.rules[rule].trigger)

    def is_wait(self, rule: str) -> bool:
        """Whether the rule's period must run before the next step."""
        return self.law.rules[rule].direction in ("period-open", "at-least", "only-after")

    def is_calendar(self, rule: str) -> bool:
        """Whether the calendar, not a task, starts the rule's period or fixes its date."""
        entry = self.law.rules[rule]
        event = canonical(self.law, entry.trigger)
        yearly = entry.dates is not None or event == "calendar-year-end"
        return yearly or event in CALENDAR_EVENTS


def task_deadline(
    counter: Counter,
    limit: Limit,
    answer: Deadline,
    basis: Basis,
    gate: dt.date | None,
) -> TaskDeadline:
    """The plan's form of a computed limit; `gate` is a wait that must end first."""
    fields = answer.fields
    last = fields.get("deadline") or fields.get("latest_day") or fields.get("keep_through")
    earliest = next((day for name, day in fields.items() if name.startswith("earliest")), None)
    if last is None and earliest is None:
        last = fields["nominal_last_day"]
    if earliest is None:
        earliest = gate
    kind: Literal["latest", "earliest", "window"] = "latest"
    if earliest is not None:
        kind = "window" if last is not None else "earliest"
    bounds = None
    if answer.counted.bounds is not None:
        bounds = {
            name: Bound(earliest=low, latest=high)
            for name, (low, high) in answer.counted.bounds.items()
        }
    return TaskDeadline(
        rule=answer.rule.id,
        applied_rule=answer.applied.id,
        kind=kind,
        title=text(answer.applied.title),
        trigger=counter.trigger_of(limit.rule),
        trigger_title=text(counter.law.events[counter.trigger_of(limit.rule)].title),
        trigger_date=answer.trigger,
        trigger_basis=basis,
        earliest=earliest,
        limit=last,
        nominal=fields.get("nominal_last_day") or fields.get("nominal_end"),
        plan_by=fields.get("plan_by") if "deadline" in fields or "latest_day" in fields else None,
        strength=limit.strength,
        provisional=answer.provisional,
        bounds=bounds,
        other_readings=tuple(other_reading(also) for also in answer.also),
        steps=tuple(
            Text(
                zh=step_words(step, counter.calendar, "zh"),
                en=step_words(step, counter.calendar, "en"),
            )
            for step in answer.steps
        ),
        citation=citation(counter.law, answer.applied),
    )


def fixed_date(counter: Counter, limit: Limit, day: dt.date) -> TaskDeadline:
    """A date that the calendar fixes (30 June), without a period to count."""
    rule = counter.law.rules[limit.rule]
    days = counter.calendar.likely
    days.cover(day.year - 1, day.year)
    aim = days.on_or_before(day.toordinal(), day.toordinal() - 60)
    return TaskDeadline(
        rule=rule.id,
        applied_rule=rule.id,
        kind="latest",
        title=text(rule.title),
        trigger=counter.trigger_of(rule.id),
        trigger_title=text(counter.law.events[counter.trigger_of(rule.id)].title),
        trigger_date=day,
        trigger_basis="actual",
        limit=day,
        nominal=day,
        plan_by=dt.date.fromordinal(aim) if aim else day,
        strength=limit.strength,
        provisional=not counter.calendar.published(day.year),
        steps=(text(rule.says),),
        citation=citation(counter.law, rule),
    )


def next_closing(rule: Rule, as_of: dt.date) -> dt.date | None:
    """The next day on which a calendar-fixed window closes, on or after `as_of`."""
    assert rule.dates is not None
    parts = [int(part) for part in rule.dates.closes.split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day if day >= as_of else None
    day = dt.date(as_of.year, *parts)
    return day if day >= as_of else dt.date(as_of.year + 1, *parts)


def calendar_trigger(
    counter: Counter, rule: str, as_of: dt.date, quarterly: bool
) -> dt.date | None:
    """The period end whose filing date is the next to fall due on or after `as_of`.

    For yearly events only the year just ended counts; when its date has passed there is none.
    """
    if counter.trigger_of(rule) == "calendar-year-end":
        ends: list[dt.date] = [dt.date(as_of.year - 1, 12, 31)]
    else:
        first = dt.date(as_of.year, as_of.month, 1)
        ends = []
        for back in range(3, -5, -1):
            month = first.month - back
            start = dt.date(first.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
            end = start - dt.timedelta(days=1)
            if not quarterly or end.month % 3 == 0:
                ends.append(end)
    for end in ends:
        answer = counter.ask(rule, end)
        if answer is not None and answer.fields.get("deadline", dt.date.min) >= as_of:
            return end
    return None
