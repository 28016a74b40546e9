"""How page 1 is put together, and whether the checklist may begin on a page of its own.

A rough measure from the lengths of texts: laying everything out twice would double the time of a
document. Too high an estimate costs nothing but the page break, too low a one half a page of white.
"""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from checklist.messages import Lang
from checklist.outputs.timeline import height
from checklist.outputs.view import View, Words, pick
from checklist.plan import Plan

ROOM: Final = 263.0
"""Millimetres between the margins of A4."""
LINE: Final = 4.5
"""A line of 9 points."""


class Fit(NamedTuple):
    """How page 1 is put together."""

    one_page: bool
    """Whether it holds the whole summary."""
    timeline_first: bool
    """Whether the timeline fills the page where the lists would leave half of it white."""


def first_page(plan: Plan, lang: Lang) -> tuple[View, Fit]:
    """The view whose summary fits on page 1: if need be, one that shows less there."""
    view = View(plan, lang)
    found = fit(view)
    if not found.one_page:
        tight = View(plan, lang, tight=True)
        shorter = fit(tight)
        if shorter.one_page:
            return tight, shorter
    return view, found


def fit(view: View) -> Fit:
    """How page 1 is put together."""
    top = _top(view)
    lists = max(_left(view), _right(view))
    picture = 9.0 + height(view.plan, view.lang) * 0.265 if view.plan.timeline else 0.0
    return Fit(
        one_page=top + lists + picture <= ROOM,
        timeline_first=bool(picture) and top + lists > ROOM >= top + picture,
    )


def _top(view: View) -> float:
    """The company, the figures, the alerts and the route, in millimetres."""
    beside = view.lang == "zh-en"
    plan = view.plan
    total = 31.0 if beside else 25.0
    total += 9.0 * max(_lines((plan.company.name,), view, 26) - 1, 0)
    total += 28.0 if beside else 21.0
    for level in ("conflict", "warning"):
        for entry in view.warnings(level):
            total += 6.0 + 5.1 * _lines((entry.text,), view, 46)
            if entry.remedy or entry.citation:
                total += 4.8 * _lines((entry.remedy,) if entry.remedy else (), view, 36)
    total += 8.0 + 5.3 * _lines((plan.route.why,), view, 50)
    for grounds in (plan.route.barred, plan.route.unknown):
        if grounds:
            titles = [ground.title for ground in grounds[: view.grounds_shown]]
            total += 4.8 * _lines(titles, view, 50)
    return total


def _left(view: View) -> float:
    late, coming = view.late[:4], view.next[: view.next_rows]
    rows = [(task.title, 5) for task in late] + [(task.title, 7) for task in coming]
    heads = 8.5 + (8.5 if late else 0.0)
    return heads + sum(1.6 + LINE * _lines((title,), view, 18, more) for title, more in rows)


def _right(view: View) -> float:
    total = 8.5 + LINE * (len(view.key_dates) < len(view.plan.key_dates))
    total += sum(
        1.6 + LINE * _lines((entry.title,), view, 18, 3 * entry.provisional)
        for entry in view.key_dates
    )
    texts = [entry.text for entry in view.warnings("notice")]
    texts += [question.text for question in view.first_questions]
    return total + (8.5 if texts else 0.0) + sum(4.7 * _lines((one,), view, 25) for one in texts)


def _lines(texts: Iterable[Words | str], view: View, room: int, more: int = 0) -> int:
    """Lines of `room` Chinese characters that the texts take together, with `more` beside."""
    wide = float(more)
    for text in texts:
        parts = (text, None) if isinstance(text, str) else pick(text, view.lang)
        wide += _width(parts[0]) + (0.84 * _width(parts[1]) + 1 if parts[1] else 0)
    return max(math.ceil(wide * 1.04 / room), 1)


def _width(text: str) -> float:
    """The width in Chinese characters."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.54 for character in text)
