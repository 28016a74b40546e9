"""The legal dates of each task: which rule, counted from which event, with steps and citation."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeVar

from checklist.deadlines import Deadline, NoDateError, compute
from checklist.holidays import Calendar
from checklist.messages import Message
from checklist.messages.counting import REASONS, step_words
from checklist.periods import Also
from checklist.plan import Bound, Citation, OtherReading, TaskDeadline
from checklist.planning.graph import Selected
from checklist.planning.items import Item
from checklist.rules.forms import spoken
from checklist.rules.schema import Law, Limit, Rule
from checklist.text import Text
from checklist.vocabulary import LegalForm

T = TypeVar("T")

_FORMS = frozenset(form.value for form in LegalForm)
_COMPANIES = frozenset({LegalForm.LLC.value, LegalForm.JSC.value})

CALENDAR_EVENTS = frozenset(
    {"month-end", "month-or-quarter-end", "quarter-or-year-end", "tax-period-end"}
)
"""Events that the calendar brings about, not a task."""

WAITING: Final = frozenset({"period-open", "at-least", "only-after"})
"""Directions whose period must run before the next step."""


@lru_cache(maxsize=1024)
def message(words: Message) -> Text:
    """The plan's form of a sentence of the program."""
    return Text(zh=words.zh, en=words.en)


def concerns(rule: Rule, forms: frozenset[str]) -> bool:
    """Whether a rule speaks of these legal forms; one that names none concerns everybody."""
    named = _FORMS.intersection(rule.forms)
    if not named:
        return True
    if not forms & _COMPANIES and named & _COMPANIES:
        # On a partnership foreign investment lays what is said of it alone, not company law.
        return bool(named & (forms - {LegalForm.FIE}))
    return bool(named & forms)


def sentence(law: Law, words: Message, **values: object) -> Text:
    """The plan's form of a sentence of the program, in the words of the law's legal form."""
    if values:
        return message(spoken(law, words, **values))
    return law.once(("sentence", words), lambda: message(spoken(law, words)))


def named(title: Text, zh: str, en: str) -> Text:
    """A title with its person or period in brackets."""
    return Text(zh=f"{title.zh}（{zh}）", en=f"{title.en} ({en})")


def cited(law: Law, rule: str) -> str:
    """The text and the article of a rule, as a warning names them."""
    found = law.rules[rule]
    return f"{law.sources[found.source].title.zh}{found.article or ''}"


def citation(law: Law, rule: Rule) -> Citation:
    """What a document says about the text behind a rule; made once for a law."""
    return law.once(("citation", rule.id), lambda: _citation(law, rule))


def _citation(law: Law, rule: Rule) -> Citation:
    source = law.sources[rule.source]
    return Citation(
        rule=rule.id,
        law=source.title,
        number=source.number,
        number_seen=source.number_seen,
        article=rule.article,
        says=rule.says,
        confidence=rule.confidence,
        ask=rule.ask,
        note=rule.note,
        checked_on=source.checked_on,
        text_as_of=source.text_as_of,
    )


def other_reading(also: Also) -> OtherReading:
    """The plan's form of another defensible reading."""
    day = dt.date.fromordinal(also.day)
    return OtherReading(field=also.field, value=day, why=message(REASONS[also.why]))


class Counter:
    """Asks the law for dates; answers are remembered because plans ask alike and often."""

    MOST = 100_000
    """Answers that are kept for one law and calendar."""

    def __init__(self, law: Law, calendar: Calendar, items: Iterable[Item] = ()) -> None:
        """Take the law and a calendar; what was answered for both before is answered at once.

        `items` are the persons whose events have names of their own.
        """
        self._names = {item.key: (item.zh, item.en) for item in items}
        self.law = law
        self.calendar = calendar
        self._memory: dict[tuple[str, dt.date], Deadline | None] = law.once(
            ("answers", calendar), dict
        )
        if len(self._memory) > self.MOST:
            self._memory.clear()

    def ask(self, rule: str, day: dt.date) -> Deadline | None:
        """The rule's dates for a trigger on `day`; None where no rule is recorded for it."""
        key = (rule, day)
        try:
            return self._memory[key]
        except KeyError:
            pass
        answer = None
        with contextlib.suppress(NoDateError):
            answer = compute(self.law, self.calendar, rule, day)
        self._memory[key] = answer
        return answer

    def canonical(self, event: str) -> str:
        """The event that `event` is another name of, or itself."""
        return self.law.canonical(event)

    def event_of_limit(self, rule: str, task: Selected, produced_by: Mapping[str, str]) -> str:
        """The canonical event that starts a limit of `task`: that of its own person, if any."""
        event = self.trigger_of(rule)
        if task.item is not None:
            own = f"{event}@{task.item.key}"
            if own in produced_by:
                return own
        return event

    def trigger_of(self, rule: str) -> str:
        """The canonical event that starts the rule's period."""
        return self.law.triggers[rule]

    def is_wait(self, rule: str) -> bool:
        """Whether the rule's period must run before the next step."""
        return self.law.rules[rule].direction in WAITING

    def is_vendors(self, rule: str) -> bool:
        """Whether it is a vendor's period and no law."""
        return self.law.rules[rule].counting == "platform"

    def is_calendar(self, rule: str) -> bool:
        """Whether the calendar, not a task, starts the rule's period or fixes its date."""
        event = self.law.triggers[rule]
        yearly = self.law.rules[rule].dates is not None or event == "calendar-year-end"
        return yearly or event in CALENDAR_EVENTS

    def title_of(self, event: str) -> Text:
        """The name of an event, of a person's event with the person."""
        name, _, item = event.partition("@")
        title = self.law.events[name].title
        if not item:
            return title
        return named(title, *self._names.get(item, (item, item)))


class Trigger(NamedTuple):
    """What starts a limit: the event, its day, and where that day comes from."""

    event: str
    day: dt.date
    basis: Literal["actual", "planned", "projected", "calendar"]
    task: str | None = None
    line: int | None = None


class _Told(NamedTuple):
    """The parts of a computed limit that do not depend on the plan."""

    last: dt.date | None
    earliest: dt.date | None
    bounds: dict[str, Bound] | None
    readings: tuple[OtherReading, ...]
    steps: tuple[Text, ...]


def remembered(counter: Counter, kind: str, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` gives for a key, kept for a law and calendar until there is too much of it."""
    memory: dict[tuple[object, ...], T] = counter.law.once((kind, counter.calendar), dict)
    if key not in memory:
        if len(memory) > Counter.MOST // 10:
            memory.clear()
        memory[key] = make()
    return memory[key]


def _told(counter: Counter, answer: Deadline) -> _Told:
    """Those parts, remembered: the same period is counted for many companies."""
    key = (answer.rule.id, answer.trigger)
    return remembered(counter, "told", key, lambda: _tell(counter, answer))


def _tell(counter: Counter, answer: Deadline) -> _Told:
    fields = answer.fields
    last = fields.get("deadline") or fields.get("latest_day") or fields.get("keep_through")
    earliest = answer.opens
    if last is None and earliest is None:
        last = fields["nominal_last_day"]
    bounds = None
    if answer.counted.bounds is not None:
        bounds = {
            name: Bound(earliest=low, latest=high)
            for name, (low, high) in answer.counted.bounds.items()
        }
    steps = tuple(
        Text(
            zh=step_words(step, counter.calendar, "zh"),
            en=step_words(step, counter.calendar, "en"),
        )
        for step in answer.steps
    )
    return _Told(last, earliest, bounds, tuple(map(other_reading, answer.also)), steps)


def task_deadline(
    counter: Counter, limit: Limit, answer: Deadline, trigger: Trigger, gate: dt.date | None
) -> TaskDeadline:
    """The plan's form of a computed limit; `gate` is a wait that must end first.

    Remembered: companies that plan on one day ask for the same periods.
    """
    title = counter.title_of(trigger.event)
    key = (limit.rule, limit.strength, answer.trigger, trigger, title.zh, gate)
    return remembered(
        counter, "deadlines", key, lambda: _task_deadline(counter, limit, answer, trigger, gate)
    )


def _task_deadline(
    counter: Counter, limit: Limit, answer: Deadline, trigger: Trigger, gate: dt.date | None
) -> TaskDeadline:
    told = _told(counter, answer)
    fields = answer.fields
    earliest = told.earliest or gate
    kind: Literal["latest", "earliest", "window"] = "latest"
    if earliest is not None:
        kind = "window" if told.last is not None else "earliest"
    return TaskDeadline(
        rule=answer.rule.id,
        applied_rule=answer.applied.id,
        kind=kind,
        title=answer.applied.title,
        trigger=trigger.event,
        trigger_title=counter.title_of(trigger.event),
        trigger_date=answer.trigger,
        trigger_basis=trigger.basis,
        trigger_task=trigger.task,
        trigger_line=trigger.line,
        earliest=earliest,
        limit=told.last,
        nominal=fields.get("nominal_last_day") or fields.get("nominal_end"),
        plan_by=fields.get("plan_by") if "deadline" in fields or "latest_day" in fields else None,
        strength=limit.strength,
        provisional=answer.provisional,
        bounds=told.bounds,
        other_readings=told.readings,
        steps=told.steps,
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
        title=rule.title,
        trigger=counter.trigger_of(rule.id),
        trigger_title=counter.title_of(counter.trigger_of(rule.id)),
        trigger_date=day,
        trigger_basis="calendar",
        limit=day,
        nominal=day,
        plan_by=dt.date.fromordinal(aim) if aim else day,
        strength=limit.strength,
        provisional=not counter.calendar.published(day.year),
        steps=(rule.says,),
        citation=citation(counter.law, rule),
    )
