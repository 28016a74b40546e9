"""The timeline of page 1 as inline SVG: one row for each bar, so that labels never overlap.

Label on the left, bar in the middle, dates on the right; the line of the plan's date runs through
the middle alone. Provisional bars are hatched. Everything is drawn with plain shapes (no pattern,
no clip), and every colour differs in grey as well.
"""

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import Final

from checklist.messages import Lang
from checklist.outputs.templates import clean
from checklist.outputs.view import Words, label, pick
from checklist.plan import Interval, Plan

WIDTH: Final = 680.0
DATES: Final = 126.0
"""Width of the column of dates."""
GAP: Final = 10.0
SIZE: Final = 10.5
SMALL: Final = 8.5
AXIS: Final = 20.0
FAMILY: Final = "Checklist Sans SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"

X = Callable[[dt.date], float]
"""From a day to its place on the axis."""


def timeline_svg(plan: Plan, lang: Lang) -> str:
    """The picture, or nothing where the plan has no bars."""
    bars = plan.timeline
    if not bars:
        return ""
    gutter = min(max(_label_width(bar, lang) for bar in bars) + GAP, 230.0)
    left, right = gutter, WIDTH - DATES
    first, last = _range(plan)
    days = (last - first).days

    def x(day: dt.date) -> float:
        return left + (right - left) * (day - first).days / days

    row = _row_height(lang)
    bottom = AXIS + row * len(bars) + 2
    parts = _grid(first, last, x, bottom, (left, right))
    for index, bar in enumerate(bars):
        parts += _row(bar, lang, AXIS + row * index, row, x, left)
    parts += _today(plan.as_of, lang, x, bottom)
    parts += _legend(bars, lang, bottom + 28, left)
    tall = height(plan, lang)
    name = escape(_joined(label("timeline"), lang))
    return (
        f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{name}" viewBox="0 0 {WIDTH:g} {tall:g}" width="{WIDTH:g}" '
        f'height="{tall:g}" font-family="{FAMILY}" font-size="{SIZE:g}">'
        f"<title>{name}</title>{''.join(parts)}</svg>"
    )


def height(plan: Plan, lang: Lang) -> float:
    """How high the picture is, in its own units (680 to the width of the page)."""
    return AXIS + _row_height(lang) * len(plan.timeline) + 34


def _row_height(lang: Lang) -> float:
    return 22.0 if lang == "zh-en" else 15.0


def _range(plan: Plan) -> tuple[dt.date, dt.date]:
    """From the first of the first month to the first of the month after the last."""
    first = min(plan.as_of, *(bar.start for bar in plan.timeline)).replace(day=1)
    last = max(plan.as_of, *(bar.end for bar in plan.timeline))
    return first, _next_month(last)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _grid(
    first: dt.date, last: dt.date, x: X, bottom: float, sides: tuple[float, float]
) -> list[str]:
    """Months: a line for each that has room, a label for those that do not collide."""
    months = []
    month = first
    while month <= last:
        months.append(month)
        month = _next_month(month)
    width = (sides[1] - sides[0]) / max(len(months) - 1, 1)
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if n * width >= 46), 120)
    parts = [_line(sides[0], AXIS - 3, sides[1], AXIS - 3, "axis", "#111", 0.8)]
    for index, month in enumerate(months):
        if index % step:
            continue
        place = x(month)
        parts.append(_line(place, AXIS - 3, place, bottom, "grid", "#ccc", 0.5))
        if index < len(months) - 1:
            parts.append(_text(place + 2, AXIS - 7, f"{month:%Y-%m}", "soft", "#444", SMALL))
    return parts


def _row(bar: Interval, lang: Lang, top: float, row: float, x: X, left: float) -> list[str]:
    main, beside = pick(bar.label, lang)
    middle = top + row / 2
    strong = bar.kind == "phase"
    parts = [_text(0, middle - 1.5 if beside else middle + 3.6, main, "ink", "#111", SIZE)]
    if beside:
        parts.append(_text(0, middle + 8, beside, "soft", "#444", SMALL))
    start, end = x(bar.start), x(bar.end + dt.timedelta(days=1))
    start = min(start, max(end - 3, left))
    width = max(end - start, 3.0)
    thick = 8.0 if strong else 6.0
    parts += _bar(start, middle - thick / 2, width, thick, bar)
    dates = str(bar.start) if bar.start == bar.end else f"{bar.start} – {bar.end}"
    parts.append(_text(WIDTH, middle + 3.2, dates, "soft", "#222", 9.0, "end"))
    return parts


def _bar(left: float, top: float, width: float, height: float, bar: Interval) -> list[str]:
    box = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:g}"'
    if bar.kind == "phase" and not bar.provisional:
        return [f'<rect class="fill" {box} fill="#333"/>']
    fill = {"phase": "#fff", "window": "#fff", "notice": "#d4d4d4"}[bar.kind]
    name = "notice" if bar.kind == "notice" else "paper"
    parts = [f'<rect class="{name}" {box} fill="{fill}" stroke="#333" stroke-width="0.9"/>']
    if bar.provisional:
        dense = 3.2 if bar.kind == "phase" else 5.5
        path = _hatching(left, top, width, height, dense)
        stroke = 1.3 if bar.kind == "phase" else 0.8
        parts.append(f'<path class="line" d="{path}" stroke="#333" stroke-width="{stroke}"/>')
    return parts


def _hatching(left: float, top: float, width: float, height: float, every: float) -> str:
    """Slanted lines that end at the edges of the bar."""
    parts = []
    offset = every / 2
    while offset < width + height:
        # The line x + y = offset, from the top edge (or the right one) to the left (or bottom).
        x1, y1 = (offset, 0.0) if offset <= width else (width, offset - width)
        x2, y2 = (0.0, offset) if offset <= height else (offset - height, height)
        parts.append(f"M{left + x1:.1f} {top + y1:.1f}L{left + x2:.1f} {top + y2:.1f}")
        offset += every
    return "".join(parts)


def _today(day: dt.date, lang: Lang, x: X, bottom: float) -> list[str]:
    place = x(day)
    words = f"{pick(label('today'), lang)[0]} {day:%m-%d}"
    return [
        f'<path class="line" d="M{place:.1f} {AXIS - 3:g}V{bottom + 4:g}" stroke="#111" '
        'stroke-width="1.2" stroke-dasharray="3 2"/>',
        _text(place, bottom + 13, words, "ink", "#111", SMALL, "middle", bold=True),
    ]


def _legend(bars: tuple[Interval, ...], lang: Lang, top: float, left: float) -> list[str]:
    """Only the kinds of bar that occur."""
    kinds: list[tuple[str, Interval]] = []
    day = bars[0].start
    for kind in ("phase", "window", "notice"):
        if any(bar.kind == kind for bar in bars):
            sample = Interval(id="", label=bars[0].label, start=day, end=day, kind=kind)
            kinds.append((f"{kind}-bar", sample))
    if any(bar.provisional for bar in bars):
        sample = Interval(
            id="", label=bars[0].label, start=day, end=day, kind="phase", provisional=True
        )
        kinds.append(("provisional-bar", sample))
    parts = []
    place = left
    for key, sample in kinds:
        words = _joined(label(key), lang)
        parts += _bar(place, top - 7, 20, 7, sample)
        parts.append(_text(place + 25, top, words, "soft", "#444", SMALL))
        place += 25 + _width(words, SMALL) + 16
    return parts


def _label_width(bar: Interval, lang: Lang) -> float:
    main, beside = pick(bar.label, lang)
    return max(_width(main, SIZE), _width(beside or "", SMALL))


def _width(text: str, size: float) -> float:
    """About how wide a text is."""
    return sum(size if ord(character) > 0x2E7F else size * 0.56 for character in text)


def _joined(text: Words, lang: Lang) -> str:
    main, beside = pick(text, lang)
    return f"{main} {beside}" if beside else main


def _line(x1: float, y1: float, x2: float, y2: float, name: str, colour: str, w: float) -> str:
    return (
        f'<path class="{name}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" '
        f'stroke="{colour}" stroke-width="{w:g}"/>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    name: str,
    colour: str,
    size: float,
    anchor: str = "start",
    *,
    bold: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{side}{weight} '
        f'fill="{colour}">{escape(clean(words))}</text>'
    )
