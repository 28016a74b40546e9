"""How values are written in YAML, so that every YAML reader reads just them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from yaml import ScalarNode
from yaml.resolver import Resolver

_INDICATORS: Final = "-?:,[]{}#&*!|>'\"%@`"
_NUMBERLIKE: Final = re.compile(r"[-+.]?[0-9][0-9_,.eExXobEF+:-]*")
_TEXT: Final = "tag:yaml.org,2002:str"


class Plain(str):
    """A closed word or a number: written as it is, without quotation marks."""

    __slots__ = ()


Value: TypeAlias = str | int | dt.date | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: text (quoted where YAML needs it), a closed word (`Plain`, an enumeration),
a number, a date; a list or a section of these."""


def one_line(value: Value, flow: bool = False) -> str:
    """A value as it stands on one line; `flow` where brackets stand around it."""
    if isinstance(value, Mapping):
        inside = (f"{quoted_scalar(k, flow=True)}: {one_line(v, True)}" for k, v in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, Plain | StrEnum):
        return str(value)
    if isinstance(value, str):
        return quoted_scalar(value, flow)
    if isinstance(value, Sequence):
        return "[" + ", ".join(one_line(item, True) for item in value) + "]"
    return str(value)


def block_lines(entries: Mapping[str, Value], indent: int, step: int) -> Iterator[str]:
    """A section's entries, a line each; sections in it are indented by `step` more."""
    for key, value in entries.items():
        start = f"{' ' * indent}{quoted_scalar(key, flow=False)}:"
        if isinstance(value, Mapping) and value:
            yield start
            yield from block_lines(value, indent + step, step)
        else:
            yield f"{start} {one_line(value)}"


def quoted_scalar(text: str, flow: bool) -> str:
    """`text` as a plain scalar, or in double quotation marks where YAML would misread it.

    `flow`: whether it stands in brackets, where commas and brackets mean something.
    """
    if not _misread(text, flow):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _misread(text: str, flow: bool) -> bool:
    return (
        not text
        or text != text.strip()
        or text[0] in _INDICATORS
        or text.startswith("...")
        or ": " in text
        or text.endswith(":")
        or " #" in text
        or any(_hidden(character) for character in text)
        or (flow and any(character in ",[]{}:?，" for character in text))
        or _NUMBERLIKE.fullmatch(text) is not None
        or _resolved(text) != _TEXT
    )


def _resolved(text: str) -> object:
    """The type that YAML 1.1 gives the plain scalar: `no` is a truth value, `1:30` a number."""
    return Resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]


def _hidden(character: str) -> bool:
    return not character.isprintable() and unicodedata.category(character) != "Zs"


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if not _hidden(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
