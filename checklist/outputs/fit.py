"""How page 1 is put together, and whether the checklist may begin on a page of its own.

A rough measure from the lengths of texts: laying everything out twice would double the time of a
document. Too high an estimate costs nothing but the page break, too low a one half a page of white.
"""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from checklist.messages import Lang
from checklist.money.model import MoneyReport
from checklist.outputs.options import Look, Paper
from checklist.outputs.timeline import height
from checklist.outputs.view import View, Words, pick
from checklist.plan import Plan

ROOM: Final[dict[Paper, float]] = {"A4": 267.0, "letter": 249.5}
"""Millimetres between the margins."""
SCALE: Final[dict[Paper, float]] = {"A4": 0.268, "letter": 0.276}
"""Millimetres for a unit of the timeline."""
FEWER: Final = (12, 10, 8, 7, 6, 5, 4, 3)
"""Rows of each list, tried in turn."""
COMPACT: Final[dict[Lang, int]] = {"zh": 7, "en": 6, "zh-en": 4}
"""The most where the checklist is to follow on the same page."""
LINE: Final = 4.2
"""A line of 8.5 points."""


class Fit(NamedTuple):
    """What page 1 has room for."""

    one_page: bool
    """The whole summary: then the checklist begins on a page of its own."""
    timeline: bool
    """The lists and the timeline at least."""
    lists: bool
    """The lists at least."""


def first_page(
    plan: Plan, lang: Lang, look: Look | None = None, money: MoneyReport | None = None
) -> tuple[View, Fit]:
    """The view whose summary fills page 1 without spilling over, as far as there is one."""
    chosen = look or Look()
    most = FEWER[0] if not chosen.compact else COMPACT[lang]
    views = [View(plan, lang, chosen, rows=rows, money=money) for rows in FEWER if rows <= most]
    fits = [(view, fit(view)) for view in views]
    for wanted in ("one_page", "timeline", "lists"):
        for view, found in fits:
            if getattr(found, wanted):
                return view, found
    return fits[-1]


def fit(view: View) -> Fit:
    """How page 1 is put together."""
    room = ROOM[view.look.paper]
    small = 0.88 if view.look.compact else 1.0
    lists = small * (_top(view) + max(_left(view), _right(view)))
    picture = _picture(view)
    return Fit(
        one_page=lists + picture + _routes(view) <= room,
        timeline=lists + picture <= room,
        lists=lists <= room,
    )


def _picture(view: View) -> float:
    if not view.plan.timeline:
        return 0.0
    return (
        9.0
        + height(view.plan, view.lang) * SCALE[view.look.paper]
        + 5.0 * bool(view.plan.critical_path)
    )


def _routes(view: View) -> float:
    """The routes side by side."""
    if view.look.team or not view.plan.comparisons:
        return 0.0
    if view.look.compact:
        return 9.0 + 5.8 * len(view.plan.comparisons)
    return 9.0 + sum(
        1.6 + 4.2 * max(_lines((each.liability,), view, 10), _lines((each.condition,), view, 10), 3)
        for each in view.plan.comparisons
    )


def _top(view: View) -> float:
    """The company, the figures, the alerts and the route, in millimetres."""
    beside = view.lang == "zh-en"
    plan = view.plan
    total = 26.0 if beside else 24.0
    total += 9.0 * max(_lines((plan.company.name,), view, 26) - 1, 0)
    total += (23.0 if beside else 19.0) + 5.0 * bool(plan.finish_by)
    total += 18.0 * len(plan.what_if)
    for level in ("conflict", "warning"):
        for entry in view.warnings(level):
            total += 6.0 + 5.0 * _lines((entry.text,), view, 48)
            if entry.remedy or entry.citation:
                total += 4.5 * _lines((entry.remedy,) if entry.remedy else (), view, 40)
    if plan.finish_by:
        waits = [wait.title for wait in plan.finish_by.legal_minimum]
        total += 6.0 + 5.0 * _lines((plan.finish_by.text,), view, 46)
        total += 4.5 * _lines(waits, view, 50, 12 + 24 * len(waits))
    total += 8.0 + 5.0 * _lines((plan.route.why,), view, 53)
    for each in plan.route.alternatives:
        says = each.says.en if view.lang == "en" else each.says.zh
        total += 4.5 * _lines((each.title, says), view, 54, 20)
    for _, grounds in view.grounds:
        titles = [ground.title for ground in grounds[: view.grounds_shown]]
        total += 4.5 * _lines(titles, view, 54)
    return total


def _left(view: View) -> float:
    late = view.late[:4]
    rows = [(task.title, 5) for task in late] + [(task.title, 6) for task in view.next]
    heads = 8.0 * (bool(late) + bool(view.this_week) + bool(view.later or not view.next))
    return heads + sum(
        1.6 + LINE * _lines((title,), view, 19, more, view.brief) for title, more in rows
    )


def _right(view: View) -> float:
    total = 0.0
    if view.look.team:
        total += 8.0 + sum(
            1.6 + LINE * _lines((wait.task.title,), view, 19, 6 + 2 * len(wait.holds), view.brief)
            for wait in view.waits[: view.rows]
        )
    if not view.look.team or len(view.waits) < 5:
        total += 8.0 + LINE * (len(view.key_dates) < len(view.plan.key_dates))
        total += sum(
            1.6 + LINE * _lines((entry.title,), view, 19, 3 * entry.provisional, view.brief)
            for entry in view.key_dates
        )
    texts = [entry.text for entry in view.notices]
    texts += [question.text for question in view.first_questions]
    return total + (8.0 if texts else 0.0) + sum(4.4 * _lines((one,), view, 27) for one in texts)


def _lines(
    texts: Iterable[Words | str], view: View, room: int, more: int = 0, brief: bool = False
) -> int:
    """Lines of `room` Chinese characters that the texts take together, with `more` beside."""
    wide = float(more)
    for text in texts:
        parts = (text, None) if isinstance(text, str) else pick(text, view.lang)
        wide += _width(parts[0]) + (0.84 * _width(parts[1]) + 1 if parts[1] and not brief else 0)
    return max(math.ceil(wide * 1.04 / room), 1)


def _width(text: str) -> float:
    """The width in Chinese characters."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.54 for character in text)
