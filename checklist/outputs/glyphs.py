"""Characters that the shipped fonts cannot print: found before anything is written."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from checklist.plan import Plan

FONTS: Final = Path(__file__).resolve().parent.parent / "fonts"


class MissingGlyph(NamedTuple):
    """A character without a glyph, and the part of the plan that holds it."""

    character: str
    where: str


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """The code points that both weights have."""
    from fontTools.ttLib import TTFont

    found: set[int] | None = None
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            points = set(font.getBestCmap())
        found = points if found is None else found & points
    return frozenset(found or ())


def missing_glyphs(plan: Plan) -> list[MissingGlyph]:
    """Every character of the plan that cannot be printed, once each."""
    known = coverage()
    found: dict[str, str] = {}
    for where, text in _texts(plan.model_dump(mode="json"), ""):
        for character in text:
            if ord(character) >= 32 and ord(character) not in known:
                found.setdefault(character, where)
    return [MissingGlyph(character, where) for character, where in found.items()]


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            name = below.get("id", number) if isinstance(below, dict) else number
            yield from _texts(below, f"{where}[{name}]")
