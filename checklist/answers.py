"""A computed deadline as an answer: the contract's JSON fields, and lines of text."""

import datetime as dt
from typing import Any, Final

from checklist.deadlines import Deadline
from checklist.holidays import Calendar
from checklist.messages import Lang, Message, in_lang, say
from checklist.messages.counting import day_words, reason_words, step_words
from checklist.rules.forms import plainly
from checklist.rules.schema import Law, Rule, Source

FIELD_LABELS: Final[dict[str, Message]] = {
    "nominal_last_day": Message("名义到期日", "nominal last day"),
    "deadline": Message("法定期限", "legal limit"),
    "plan_by": Message("计划办理日", "plan by"),
    "period_end": Message("他人可行使权利至", "others may act until"),
    "earliest_next_step": Message("下一步最早", "earliest next step"),
    "nominal_end": Message("届满日", "ends on"),
    "earliest_filing": Message("最早可申请", "earliest filing"),
    "application_window_nominal_last_day": Message("申请期名义末日", "window, nominal last day"),
    "application_window_deadline": Message("申请期法定末日", "window, legal limit"),
    "earliest_day": Message("最早可以", "earliest day"),
    "latest_day": Message("最迟", "latest day"),
    "earliest_day_in_window": Message("期间首日", "first day of the window"),
    "keep_through": Message("保存至", "keep through"),
}


def source_fields(source: Source, rule: Rule) -> dict[str, Any]:
    """The source and article of a rule, as JSON fields."""
    return {
        "id": source.id,
        "law_zh": source.title.zh,
        "law_en": source.title.en,
        "number": source.number,
        "number_seen": source.number_seen,
        "article": rule.article,
        "effective_from": _iso(rule.effective_from or source.effective_from),
        "effective_to": _iso(rule.effective_to or source.effective_to),
        "checked_on": _iso(source.checked_on),
        "text_as_of": _iso(source.text_as_of),
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def as_json(answer: Deadline, law: Law, calendar: Calendar, lang: Lang) -> dict[str, Any]:
    """The answer in the contract's fields, dates as ISO strings."""
    applied = answer.applied
    bounds = answer.counted.bounds
    fields: dict[str, Any] = {
        "rule": answer.rule.id,
        "applied_rule": applied.id,
        "title": {"zh": applied.title.zh, "en": applied.title.en},
        "trigger": answer.trigger_event,
        "trigger_date": answer.trigger.isoformat(),
        "direction": applied.direction,
        "convention": applied.counting,
        **{name: day.isoformat() for name, day in answer.fields.items()},
    }
    if applied.direction in ("at-least-before", "within-before"):
        fields.setdefault("earliest_day_in_window", None)
    if answer.estimate:
        fields["estimate"] = True
    return {
        **fields,
        "provisional": answer.provisional,
        "bounds": {
            name: {"earliest": low.isoformat(), "latest": high.isoformat()}
            for name, (low, high) in bounds.items()
        }
        if bounds
        else None,
        "rest_days_in_period": answer.counted.rest_days_in_period,
        "also_defensible": [
            {
                "field": also.field,
                "value": dt.date.fromordinal(also.day).isoformat(),
                "why": reason_words(also, lang),
            }
            for also in answer.also
        ],
        "steps": [step_words(step, calendar, lang) for step in answer.steps],
        "source": source_fields(law.sources[applied.source], applied),
        "confidence": applied.confidence.value,
        "ask": {"zh": applied.ask.zh, "en": applied.ask.en} if applied.ask else None,
    }


def as_lines(answer: Deadline, law: Law, calendar: Calendar, lang: Lang) -> list[str]:
    """The answer for a reader of the terminal."""
    applied = answer.applied
    source = law.sources[applied.source]
    trigger = plainly(law.events[answer.trigger_event].title)
    lines = [
        f"{in_lang(applied.title, lang)}  ({applied.id})",
        f"  {in_lang(trigger, lang)}: {day_words(answer.trigger.toordinal(), calendar, lang)}",
        "",
    ]
    width = max(_width(say(FIELD_LABELS[name], lang)) for name in answer.fields)
    for name, day in answer.fields.items():
        label = say(FIELD_LABELS[name], lang)
        mark = "*" if name in ("plan_by", "earliest_next_step", "earliest_filing") else " "
        words = day_words(day.toordinal(), calendar, lang)
        lines.append(f"{mark} {label}{' ' * (width - _width(label))}  {words}")
    if answer.estimate:
        lines.append(
            say(Message("  （参考时间，不是法定期限）", "  (a usual time, not a limit)"), lang)
        )
    for also in answer.also:
        label = say(FIELD_LABELS[also.field], lang)
        words = day_words(also.day, calendar, lang)
        heading = say(Message("  另一种理解", "  Another reading"), lang)
        lines.append(f"{heading}: {label} {words} — {reason_words(also, lang)}")
    lines += ["", say(Message("计算步骤", "Steps"), lang)]
    lines += [
        f"  {number}. {step_words(step, calendar, lang)}"
        for number, step in enumerate(answer.steps, 1)
    ]
    number = f"（{source.number}）" if source.number else ""
    lines += [
        "",
        f"{say(Message('依据', 'Source'), lang)}: "
        f"{in_lang(source.title, lang)}{number}{applied.article or ''}",
        f"  {in_lang(applied.says, lang)}",
    ]
    if applied.note:
        lines.append(f"  {in_lang(applied.note, lang)}")
    if applied.ask:
        lines.append(f"{say(Message('【核实】', 'To check: '), lang)}{in_lang(applied.ask, lang)}")
    return lines


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
