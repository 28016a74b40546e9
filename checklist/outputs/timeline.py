"""The timeline of page 1 as inline SVG: one row for each bar, so that labels never overlap.

Phases first, legal windows and waiting periods below them. Label on the left, in two languages side
by side, bar in the middle, dates on the right; only the lines of the plan's date, of the expected
and of the wished end run through all rows, and their labels stand in rows of their own. What hangs
on an unpublished year is hatched. Plain shapes only (no pattern, no clip), and every colour differs
in grey as well.
"""

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import Final, NamedTuple

from checklist.groupplan import GroupPlan
from checklist.messages import Lang
from checklist.outputs.templates import clean
from checklist.outputs.view import Words, label, pick
from checklist.plan import Interval, Plan

WIDTH: Final = 680.0
"""On paper a unit is 0.76 points."""
DATES: Final = 128.0
"""Width of the column of dates."""
GUTTER: Final = 258.0
"""Width of the column of labels, at most; what is longer is cut."""
GAP: Final = 10.0
SIZE: Final = 11.5
SMALL: Final = 10.0
ROW: Final = 14.5
LOW: Final = 12.5
"""Height of a row of bars; and where there is little room."""
BESIDE: Final = 5.0
"""Between a label and the English beside it."""
SHORTEST: Final = 45.0
"""Room below which the beginning of a label says nothing."""
AXIS: Final = 18.0
FOOT: Final = 14.0
"""Height of a row of labels below the bars."""
FAMILY: Final = "Checklist Sans SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"

X = Callable[[dt.date], float]
"""From a day to its place on the axis."""


class Timed(NamedTuple):
    """What is drawn of a plan, or of a group's plans together."""

    as_of: dt.date
    timeline: tuple[Interval, ...]
    expected_end: dt.date | None
    target: dt.date | None
    years_published: tuple[int, ...]


def timed(plan: Plan | GroupPlan) -> Timed:
    """What is drawn of a plan."""
    if isinstance(plan, GroupPlan):
        return Timed(plan.as_of, plan.timeline, plan.expected_end, None, plan.years_published)
    target = plan.finish_by.target if plan.finish_by else None
    years = plan.law.years_published
    return Timed(plan.as_of, plan.timeline, plan.expected_end, target, years)


class Marker(NamedTuple):
    """A line through all rows, and its label below them."""

    key: str
    day: dt.date
    dash: str


class Flag(NamedTuple):
    """The label of a marker: where it stands, and in which row."""

    place: float
    left: float
    words: str
    row: int


def timeline_svg(plan: Plan | GroupPlan, lang: Lang, low: bool = False) -> str:
    """The picture, `low` with less height, or nothing where the plan has no bars."""
    return _drawn(timed(plan), lang, LOW if low else ROW)


def _drawn(plan: Timed, lang: Lang, row: float) -> str:
    bars = _ordered(plan)
    if not bars:
        return ""
    left, x = _scale(plan, lang)
    first, last = _range(plan)
    bottom = AXIS + row * len(bars) + _split(bars)
    split = dt.date(max(plan.years_published, default=dt.date.min.year) + 1, 1, 1)
    parts = _grid(first, last, x, bottom, (left, WIDTH - DATES))
    top = AXIS
    for index, bar in enumerate(bars):
        if index and bar.kind != "phase" and bars[index - 1].kind == "phase":
            parts.append(_line(0, top + 2, WIDTH, top + 2, "grid", "#999", 0.5))
            top += 4
        parts += _row(bar, lang, top, row, x, split, left)
        top += row
    flags = _flags(plan, lang, x)
    for flag, marker in zip(flags, _markers(plan), strict=True):
        foot = bottom + FOOT * flag.row
        parts.append(
            f'<path class="line" d="M{flag.place:.1f} {AXIS - 3:g}V{foot + 4:.1f}" stroke="#111" '
            f'stroke-width="1.1" stroke-dasharray="{marker.dash}"/>'
        )
        parts.append(_text(flag.left, foot + 12, flag.words, "ink", "#111", SMALL, bold=True))
    tall = _height(plan, lang, row)
    parts += _legend(bars, lang, tall - 4, left)
    name = escape(_joined(label("timeline"), lang))
    return (
        f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{name}" viewBox="0 0 {WIDTH:g} {tall:g}" width="{WIDTH:g}" '
        f'height="{tall:g}" font-family="{FAMILY}" font-size="{SIZE:g}">'
        f"<title>{name}</title>{''.join(parts)}</svg>"
    )


def height(plan: Plan | GroupPlan, lang: Lang, low: bool = False) -> float:
    """How high the picture is, in its own units (680 to the width of the page)."""
    return _height(timed(plan), lang, LOW if low else ROW)


def _height(plan: Timed, lang: Lang, row: float) -> float:
    bars = _ordered(plan)
    rows = max(flag.row for flag in _flags(plan, lang, _scale(plan, lang)[1])) + 1
    return AXIS + row * len(bars) + _split(bars) + FOOT * rows + 17


def _scale(plan: Timed, lang: Lang) -> tuple[float, X]:
    """Where the bars begin, and the place of a day."""
    left = min(max(_label_width(bar, lang) for bar in plan.timeline) + GAP, GUTTER)
    first, last = _range(plan)
    wide = (WIDTH - DATES - left) / (last - first).days

    def place(day: dt.date) -> float:
        return left + wide * (day - first).days

    return left, place


def _ordered(plan: Timed) -> tuple[Interval, ...]:
    """Phases first, then what the law makes one wait for or keep to."""
    return tuple(sorted(plan.timeline, key=lambda bar: bar.kind != "phase"))


def _split(bars: tuple[Interval, ...]) -> float:
    """Room for the line between phases and periods of law."""
    kinds = {bar.kind == "phase" for bar in bars}
    return 6.0 if len(kinds) == 2 else 2.0


def _markers(plan: Timed) -> tuple[Marker, ...]:
    """The plan's date, the expected end and the wished one."""
    found = [Marker("today", plan.as_of, "3 2")]
    if plan.expected_end and plan.expected_end != plan.as_of:
        found.append(Marker("end-mark", plan.expected_end, "none"))
    if plan.target and plan.target not in (plan.expected_end, plan.as_of):
        found.append(Marker("target-mark", plan.target, "1 2"))
    return tuple(found)


def _flags(plan: Timed, lang: Lang, x: X) -> list[Flag]:
    """Each marker's label in the first row below the bars where nothing is in its way."""
    placed: list[Flag] = []
    for marker in _markers(plan):
        place = x(marker.day)
        words = f"{pick(label(marker.key), lang)[0]} {marker.day}"
        wide = _width(words, SMALL)
        left = min(max(place - wide / 2, 0.0), WIDTH - wide)
        row = 0
        while any(
            flag.row == row
            and left < flag.left + _width(flag.words, SMALL) + 8
            and flag.left < left + wide + 8
            for flag in placed
        ) or any(flag.row > row and left - 3 < flag.place < left + wide + 3 for flag in placed):
            row += 1
        placed.append(Flag(place, left, words, row))
    return placed


def _range(plan: Timed) -> tuple[dt.date, dt.date]:
    """From the first of the first month to the first of the month after the last."""
    marked = [marker.day for marker in _markers(plan)]
    first = min(*marked, *(bar.start for bar in plan.timeline)).replace(day=1)
    last = max(*marked, *(bar.end for bar in plan.timeline))
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
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if n * width >= 48), 120)
    parts = [_line(sides[0], AXIS - 3, sides[1], AXIS - 3, "axis", "#111", 0.8)]
    for index, month in enumerate(months):
        if index % step:
            continue
        place = x(month)
        parts.append(_line(place, AXIS - 3, place, bottom, "grid", "#ccc", 0.5))
        if index < len(months) - 1:
            parts.append(_text(place + 2, AXIS - 7, f"{month:%Y-%m}", "soft", "#444", SMALL))
    return parts


def _row(
    bar: Interval, lang: Lang, top: float, row: float, x: X, split: dt.date, left: float
) -> list[str]:
    main, beside = pick(bar.label, lang)
    middle = top + row / 2
    strong = bar.kind == "phase"
    room = left - GAP
    parts = [_text(0, middle + 4, _cut(main, SIZE, room), "ink", "#111", SIZE)]
    room -= _width(main, SIZE) + BESIDE
    if beside and room >= min(SHORTEST, _width(beside, SMALL)):
        words = _cut(beside, SMALL, room)
        parts.append(_text(left - GAP - room, middle + 4, words, "soft", "#444", SMALL))
    start, end = x(bar.start), x(bar.end + dt.timedelta(days=1))
    start = min(start, max(end - 3, left))
    thick = 8.5 if strong else 6.0
    box = (start, middle - thick / 2, max(end - start, 3.0), thick)
    if bar.provisional and bar.start < split <= bar.end and x(split) - start > 3:
        sure = x(split) - start
        parts += _bar((start, box[1], sure, thick), bar.kind, provisional=False)
        parts += _bar((start + sure, box[1], box[2] - sure, thick), bar.kind, provisional=True)
    else:
        parts += _bar(box, bar.kind, provisional=bar.provisional)
    parts.append(_text(WIDTH, middle + 3.6, _dates(bar), "soft", "#222", SMALL, "end"))
    return parts


def _dates(bar: Interval) -> str:
    """2026-11-20 – 12-31: the year once where it is the same."""
    if bar.start == bar.end:
        return str(bar.start)
    same = bar.start.year == bar.end.year
    return f"{bar.start} – {bar.end:%m-%d}" if same else f"{bar.start} – {bar.end}"


def _bar(box: tuple[float, float, float, float], kind: str, *, provisional: bool) -> list[str]:
    left, top, width, height = box
    place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:g}"'
    if kind == "phase" and not provisional:
        return [f'<rect class="fill" {place} fill="#333" stroke="#333" stroke-width="0.9"/>']
    fill = {"phase": "#fff", "window": "#fff", "notice": "#d4d4d4", "wait": "#d4d4d4"}[kind]
    name = "paper" if fill == "#fff" else "notice"
    parts = [f'<rect class="{name}" {place} fill="{fill}" stroke="#333" stroke-width="0.9"/>']
    if provisional:
        path = _hatching(left, top, width, height, 3.2 if kind == "phase" else 5.0)
        stroke = 1.3 if kind == "phase" else 0.8
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


def _legend(bars: tuple[Interval, ...], lang: Lang, top: float, left: float) -> list[str]:
    """Only the kinds of bar that occur."""
    kinds = [
        (key, kind, False)
        for key, kind in (
            ("phase-bar", "phase"),
            ("window-bar", "window"),
            ("notice-bar", "notice"),
        )
        if any(bar.kind == kind or (kind == "notice" and bar.kind == "wait") for bar in bars)
    ]
    if any(bar.provisional for bar in bars):
        kinds.append(("provisional-bar", "phase", True))
    named = [(_joined(label(key), lang), kind, provisional) for key, kind, provisional in kinds]
    total = sum(25 + _width(words, SMALL) + 16 for words, _, _ in named)
    parts = []
    place = max(min(left, WIDTH - total), 0.0)
    for words, kind, provisional in named:
        parts += _bar((place, top - 7, 20, 7), kind, provisional=provisional)
        parts.append(_text(place + 25, top, words, "soft", "#444", SMALL))
        place += 25 + _width(words, SMALL) + 16
    return parts


def _label_width(bar: Interval, lang: Lang) -> float:
    main, beside = pick(bar.label, lang)
    return _width(main, SIZE) + (BESIDE + _width(beside, SMALL) if beside else 0.0)


def _cut(text: str, size: float, room: float) -> str:
    """The text as far as there is room."""
    text = clean(text)
    if _width(text, size) <= room:
        return text
    while text and _width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" (（,，") + "…"


def _width(text: str, size: float) -> float:
    """How wide a text is, rather too much than too little."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if ord(character) > 0x2E7F or character in "…–—“”":
        return 1.0
    if character in "iljI.,:;'|() -":
        return 0.37
    if character in "mwMW@%":
        return 0.95
    return 0.7 if character.isupper() else 0.55


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
