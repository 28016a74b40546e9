"""One period of the law, computed: which rule applies on a date, and the dates it gives.

`compute` is the public way to ask for a deadline; `checklist deadline` and the planner both use
it. The trigger's date chooses the rule: where another rule of the same lineage governed that day
(`earlier` in the data files), that rule answers and is named. Where none is recorded, it says so.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from checklist.holidays import FIRST_YEAR, LAST_YEAR, Calendar
from checklist.periods import Also, Counted, Step, count
from checklist.rules.schema import Law, Rule

NEW_COMPANY_LAW: Final = dt.date(2024, 7, 1)
"""The day the Company Law of 2023 took effect (法释〔2024〕7号 art. 6 restarts periods on it)."""

TRANSITION_RULE: Final = "liquidation-group-formation-transition"
DISSOLUTION_CAUSE: Final = "dissolution-cause-arises"
"""The event whose date decides the transition."""

TRANSITION_FIRST_CAUSE: Final = dt.date(2024, 6, 17)
"""The first cause of dissolution that had clearly not run fifteen days on 2024-07-01."""


class NoDateError(Exception):
    """The rule cannot give a date: `reason` is a key of `messages.law.NO_DATE`."""

    def __init__(self, reason: str, rule: Rule | None = None, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.rule = rule
        self.values = values


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed date with everything it rests on.

    `fields` are the contract's date fields for the rule's direction; `rule` is what was asked,
    `applied` what governed the trigger's date.
    """

    rule: Rule
    applied: Rule
    trigger: dt.date
    counted: Counted
    also: tuple[Also, ...]

    @property
    def fields(self) -> dict[str, dt.date]:
        """The dates by field name."""
        return self.counted.fields

    @property
    def opens(self) -> dt.date | None:
        """The first day on which what waits for the period may be done; None if nothing does."""
        return next((day for name, day in self.fields.items() if name.startswith("earliest")), None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The counting steps."""
        return self.counted.steps

    @property
    def trigger_event(self) -> str:
        """The event that `trigger` dates: the asked rule's, where the transition answers for it."""
        if self.applied.id == TRANSITION_RULE:
            return DISSOLUTION_CAUSE
        return self.applied.trigger

    @property
    def provisional(self) -> bool:
        """Whether it hangs on a year whose days off are not recorded."""
        return self.counted.provisional

    @property
    def estimate(self) -> bool:
        """Whether it is a usual time rather than a period of law."""
        return self.applied.direction in ("estimate", "informational")


def in_force(law: Law, rule: Rule, day: dt.date) -> bool:
    """Whether `rule` is in force on `day`, by its own life or its source's.

    A rule may accept older triggers.
    """
    source = law.sources[rule.source]
    first = rule.effective_from or source.effective_from
    last = rule.effective_to or source.effective_to
    if first and day < first and not rule.any_trigger_date:
        return False
    return not (last and day > last)


def _transition(law: Law, family: tuple[str, ...], cause: dt.date) -> Rule | None:
    """The rule for forming the liquidation group around 2024-07-01, by the date of the cause."""
    if TRANSITION_FIRST_CAUSE <= cause < NEW_COMPANY_LAW:
        return law.rules[TRANSITION_RULE]
    others = (law.rules[name] for name in family if name != TRANSITION_RULE)
    return next((rule for rule in others if in_force(law, rule, cause)), None)


def _latest(law: Law, family: tuple[str, ...], day: dt.date) -> Rule | None:
    """The member of a family in force on `day`; of several the one that began last."""
    members = (law.rules[name] for name in family)
    return max(
        (member for member in members if in_force(law, member, day)),
        key=lambda member: (
            member.effective_from or law.sources[member.source].effective_from or dt.date.min
        ),
        default=None,
    )


def applied_rule(law: Law, rule: Rule, trigger: dt.date) -> Rule:
    """The rule that governs `trigger`; raises `NoDateError` where none is recorded."""
    family = law.families.get(rule.id)
    if family is None:
        chosen = rule if in_force(law, rule, trigger) else None
    elif TRANSITION_RULE in family:
        chosen = _transition(law, family, trigger)
    else:
        chosen = rule if in_force(law, rule, trigger) else _latest(law, family, trigger)
    if chosen is None:
        raise NoDateError("no-rule-for-date", rule, date=trigger.isoformat())
    return chosen


def find_rule(law: Law, name: str) -> Rule:
    """The rule called `name`; raises `NoDateError` with near names where there is none."""
    if name not in law.rules:
        from difflib import get_close_matches

        near = get_close_matches(name, law.rules, n=3, cutoff=0.5)
        raise NoDateError("no-such-rule", None, asked=name, near="、".join(near) or "–")
    return law.rules[name]


def compute(law: Law, calendar: Calendar, name: str, trigger: dt.date) -> Deadline:
    """The dates that rule `name` gives for `trigger`.

    Raises `NoDateError` where there is no such rule, the rule has no period, or no rule is recorded
    for the date. For the 2024-07-01 transition `trigger` is the date of the dissolution cause.
    """
    rule = find_rule(law, name)
    if rule.period is None:
        raise NoDateError("no-period", rule)
    if not FIRST_YEAR <= trigger.year < LAST_YEAR - 5:
        raise NoDateError("date-out-of-range", None, date=trigger.isoformat())
    applied = applied_rule(law, rule, trigger)
    if applied.period is None:
        raise NoDateError("no-period", applied)
    start = NEW_COMPANY_LAW if applied.id == TRANSITION_RULE else trigger
    window = law.rules[applied.opens].period if applied.opens else None
    counted = count(calendar, applied.counting, applied.direction, applied.period, start, window)
    if start != trigger:
        restart = Step("restarts", (trigger.toordinal(), start.toordinal()))
        counted = replace(counted, steps=(restart, *counted.steps))
    return Deadline(
        rule, applied, trigger, counted, _other_readings(law, calendar, applied, trigger, counted)
    )


def _other_readings(
    law: Law, calendar: Calendar, applied: Rule, trigger: dt.date, counted: Counted
) -> tuple[Also, ...]:
    """The convention's other readings, and those that only this rule has."""
    also = counted.also
    if trigger == TRANSITION_FIRST_CAUSE - dt.timedelta(days=1) and applied.id.startswith(
        "liquidation-group-formation"
    ):
        rule = law.rules[TRANSITION_RULE]
        assert rule.period is not None
        other = count(calendar, rule.counting, rule.direction, rule.period, NEW_COMPANY_LAW)
        also = (*also, Also("deadline", other.fields["deadline"].toordinal(), "transition-edge"))
    if applied.id == "simple-application-grace":
        # The window before it lasted 20 days, so 30 in all after the notice is 10 days more.
        assert applied.period is not None
        shorter = applied.period.model_copy(update={"n": 10})
        other = count(calendar, applied.counting, applied.direction, shorter, trigger)
        also = (
            *also,
            Also("deadline", other.fields["deadline"].toordinal(), "grace-thirty-in-total"),
        )
    return also
