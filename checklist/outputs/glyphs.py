"""Characters that the shipped fonts cannot draw: found before anything is written.

A missing glyph would be an empty box on paper. The fonts' own tables say what they can draw; they
are read directly (a thousandth of a second), so there is no list that could grow old.
"""

import contextlib
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from checklist.messages.document import FAILURES
from checklist.outputs.errors import EnvironmentMissing
from checklist.outputs.fonts import MAIN, RARE
from checklist.outputs.templates import FONTS, clean
from checklist.plan import Plan

FILES: Final = MAIN + RARE

_INVISIBLE: Final = frozenset(
    [
        *(0x00AD, 0x034F, 0x200B, 0x200C, 0x200D, 0x2060),
        # Selectors: they choose among the shapes of a character.
        *(*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
    ]
)
"""Nothing is drawn for these, with or without a glyph."""


class MissingGlyph(NamedTuple):
    """A character without a glyph, and the part of the plan that holds it first."""

    character: str
    where: str


def missing_glyphs(plan: Plan) -> list[MissingGlyph]:
    """Every character of the plan that cannot be printed, once each, in reading order."""
    found: dict[str, str] = {}
    good: set[str] = set()
    for where, text in _texts(plan.model_dump(mode="json"), ""):
        characters = set(text) - good
        if not characters:
            continue
        # A letter and its accent apart print as the letter that has it.
        for character in unicodedata.normalize("NFC", clean(text)):
            if character in good:
                continue
            if has_glyph(character):
                good.add(character)
            else:
                found.setdefault(character, where)
    return [MissingGlyph(character, where) for character, where in found.items()]


def has_glyph(character: str) -> bool:
    """Whether one of the fonts can draw it, or nothing has to be drawn."""
    point = ord(character)
    return point in _INVISIBLE or _drawn_by(MAIN, point) or _drawn_by(RARE, point)


def needs_rare_font(text: str) -> bool:
    """Whether the main font alone would leave a gap in `text`."""
    points = {ord(character) for character in set(text)} - _INVISIBLE
    return not all(point < 0x80 or _drawn_by(MAIN, point) for point in points)


def place(file: Path, character: str) -> str:
    """Where an input file has the character first, as file:line:column; else the file."""
    with contextlib.suppress(OSError, UnicodeError):
        for number, line in enumerate(file.read_text("utf-8-sig").splitlines(), 1):
            text = unicodedata.normalize("NFC", line)
            if character in text:
                return f"{file}:{number}:{text.index(character) + 1}"
    return str(file)


def _drawn_by(names: tuple[str, ...], point: int) -> bool:
    """Whether every weight has it: a gap in a heading is a gap too."""
    return all(_covers(coverage(name), point) for name in names)


class Coverage(NamedTuple):
    """Ranges of code points, by their first and last."""

    first: tuple[int, ...]
    last: tuple[int, ...]


def _covers(ranges: Coverage, point: int) -> bool:
    place = bisect_right(ranges.first, point) - 1
    return place >= 0 and point <= ranges.last[place]


@lru_cache(maxsize=4)
def coverage(name: str) -> Coverage:
    """The code points a font file has glyphs for."""
    try:
        with open(FONTS / name, "rb") as file:
            table = _character_map(file.read(16384), Path(name), file)
        return _read_ranges(table)
    except (OSError, struct.error, ValueError) as error:
        raise EnvironmentMissing(FAILURES["no-fonts"], reason=f"{name} ({error})") from error


def _character_map(head: bytes, name: Path, file: Any) -> bytes:
    """The `cmap` table of a TrueType file."""
    (tables,) = struct.unpack_from(">H", head, 4)
    for index in range(tables):
        tag, _, offset, length = struct.unpack_from(">4sLLL", head, 12 + 16 * index)
        if tag == b"cmap":
            file.seek(offset)
            return bytes(file.read(length))
    raise ValueError(f"{name} has no cmap table")


def _read_ranges(table: bytes) -> Coverage:
    """The ranges of the full Unicode subtable (format 12), which our fonts have."""
    (subtables,) = struct.unpack_from(">H", table, 2)
    for index in range(subtables):
        (offset,) = struct.unpack_from(">L", table, 8 + 8 * index)
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind == 12:
            (groups,) = struct.unpack_from(">L", table, offset + 12)
            rows = list(struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * groups]))
            return Coverage(tuple(row[0] for row in rows), tuple(row[1] for row in rows))
    raise ValueError("no Unicode table of format 12")


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text of the plan, with a path to it."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            name = below.get("id", number) if isinstance(below, dict) else number
            yield from _texts(below, f"{where}[{name}]")
