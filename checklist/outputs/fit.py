"""How page 1 is put together, and whether the checklist may begin on a page of its own.

A rough measure from the lengths of texts: laying everything out twice would double the time of a
document. Too high an estimate costs nothing but the page break, too low a one half a page of white.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from checklist.messages import Lang
from checklist.money.model import MoneyReport
from checklist.outputs.options import Look, Paper
from checklist.outputs.timeline import height
from checklist.outputs.view import Tight, View, Words, pick
from checklist.plan import Plan

ROOM: Final[dict[Paper, float]] = {"A4": 264.5, "letter": 247.0}
"""Millimetres between the margins, but for what the measure below may lack."""
SCALE: Final[dict[Paper, float]] = {"A4": 0.268, "letter": 0.276}
"""Millimetres for a unit of the timeline."""
FEWER: Final = (12, 10, 8, 7, 6, 5, 4, 3)
"""Rows of each list, tried in turn."""
COMPACT: Final[dict[Lang, int]] = {"zh": 7, "en": 6, "zh-en": 4}
"""The most where the checklist is to follow on the same page."""
FEW: Final = 6
"""With fewer rows than this page 1 rather says less in words."""
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
    doubts_left: bool
    """What is uncertain stands in the left column, which is the shorter one."""


def first_page(
    plan: Plan, lang: Lang, look: Look | None = None, money: MoneyReport | None = None
) -> tuple[View, Fit]:
    """The view whose summary fills page 1 without spilling over, as far as there is one."""
    chosen = look or Look()
    fits = [(view, fit(view)) for view in _views(plan, lang, chosen, money)]
    for wanted in ("one_page", "timeline", "lists"):
        for view, found in fits:
            if getattr(found, wanted):
                return view, found
    return fits[-1]


def _views(plan: Plan, lang: Lang, look: Look, money: MoneyReport | None) -> list[View]:
    """What page 1 might say, the fullest first: fewer rows, short alerts, then fewer words.

    The short form has no page behind page 1 on which anything could stand in full.
    """
    view = View(plan, lang, look, money=money)
    if look.compact:
        return [
            replace(view, rows=rows, tight=2 if rows <= FEW else 0)
            for rows in FEWER
            if rows <= COMPACT[lang]
        ]
    steps: tuple[Tight, ...] = (0, 1, 2, 3) if view.shortens else (0, 2, 3)
    return [
        replace(view, rows=rows, tight=tight)
        for tight in steps
        for rows in FEWER
        if tight >= 2 or rows >= FEW
    ]


def fit(view: View) -> Fit:
    """How page 1 is put together."""
    room = ROOM[view.look.paper]
    small = 0.88 if view.look.compact else 1.0
    left, right, doubts = _left(view), _right(view), _doubts(view)
    doubts_left = max(left + doubts, right) < max(left, right + doubts)
    columns = max(left + doubts, right) if doubts_left else max(left, right + doubts)
    lists = small * (_top(view) + columns) + 6.0 * view.overleaf
    picture = _picture(view)
    return Fit(
        one_page=lists + picture + _routes(view) <= room,
        timeline=lists + picture <= room,
        lists=lists <= room,
        doubts_left=doubts_left,
    )


def _picture(view: View) -> float:
    if not view.plan.timeline:
        return 0.0
    return (
        6.5
        + height(view.plan, view.lang, view.terse) * SCALE[view.look.paper]
        + 5.0 * bool(view.plan.critical_path)
    )


def _routes(view: View) -> float:
    """The routes side by side."""
    if not view.compared:
        return 0.0
    if view.terse and view.short:
        return 0.0
    if view.look.compact or view.short:
        row = 9.0 if view.lang == "zh-en" else 6.0
        return 8.0 + row * len(view.plan.comparisons)
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
    total += (19.0 if view.lang == "zh" else 24.0) + 5.0 * bool(plan.finish_by)
    total += 18.0 * len(plan.what_if)
    total += _short_alerts(view) if view.short else _alerts(view)
    total += 8.0 + 5.0 * _lines((plan.route.why,), view, 53, brief=view.terse)
    for each in plan.route.alternatives:
        told: tuple[Words, ...] = (each.title,) if view.other_ways else (each.title, each.says)
        total += 4.5 * _lines(told, view, 54, 20)
    for _, grounds in view.grounds:
        titles = [ground.title for ground in grounds[: view.grounds_shown]]
        total += 4.5 * _lines(titles, view, 54, brief=view.brief)
    return total


def _alerts(view: View) -> float:
    """Conflicts and warnings with remedies, articles and waits."""
    total = 0.0
    for level in ("conflict", "warning"):
        for entry in view.warnings(level):
            total += 6.0 + 5.0 * _lines((entry.text,), view, 48)
            if entry.remedy or entry.citation:
                total += 4.5 * _lines((entry.remedy,) if entry.remedy else (), view, 40)
    if view.finish_by:
        waits = [wait.title for wait in view.finish_by.legal_minimum]
        total += 6.0 + 5.0 * _lines((view.finish_by.text,), view, 46)
        total += 4.5 * _lines(waits, view, 50, 12 + 24 * len(waits))
    return total


def _short_alerts(view: View) -> float:
    """What they say alone."""
    total = 5.0 * bool(view.alerts_left)
    for level in ("conflict", "warning"):
        texts: list[tuple[Words, int]] = [
            (entry.text, 3) for entry in view.alerts if entry.level == level
        ]
        if view.finish_by and view.finish_level == level:
            texts.append((view.finish_by.text, 14 if view.lang == "zh-en" else 8))
        if texts:
            total += 4.0 + sum(
                4.9 * _lines((text,), view, 52, more, view.terse) for text, more in texts
            )
    return total


def _left(view: View) -> float:
    late = view.late_shown
    mark = 20 if view.lang == "zh-en" and not view.brief else 11
    rows = [(task.title, mark) for task in late] + [(task.title, 6) for task in view.next]
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
    return total


def _doubts(view: View) -> float:
    """Notices and the first questions."""
    asked = view.first_questions
    more = (20 if view.lang == "zh-en" else 12) if len(asked) < len(view.asked("company")) else 0
    texts: list[tuple[Words, int]] = [(entry.text, 0) for entry in view.notices]
    texts += [(question.text, more * (question is asked[-1])) for question in asked]
    heading = 8.0 if texts else 0.0
    return heading + sum(4.4 * _lines((text,), view, 26, more) for text, more in texts)


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
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)
