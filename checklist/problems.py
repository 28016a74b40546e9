"""What is wrong with an input, and how to say it: place, sentence, remedy.

An `InputError` holds a place and a key; the sentences stand in `checklist.messages.input`.
`InputErrors` is the one exception with which reading and planning refuse an input file.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from checklist.messages import Lang, Message
from checklist.vocabulary import LABELS

Loc = tuple[str | int, ...]

SHOWN: Final = 60
"""Characters of a value that a sentence repeats at most."""
LAST: Final = 1 << 60
"""The line of a remark that comes after all errors; it is not printed."""
WIDTH: Final = 76
"""Columns of a source line that are printed at most."""


class InputError(NamedTuple):
    """One thing that is wrong. Line and column count from 1; line 0 is the file as a whole."""

    line: int
    column: int
    key: str
    values: Mapping[str, Any] = MappingProxyType({})
    """What the sentence mentions; a `Message` is said in the reader's language."""
    path: Loc = ()
    """The keys and indexes that lead to it, where it has any."""

    def message(self, lang: Lang) -> str:
        """What is wrong, as a sentence."""
        return self._say(0, lang)

    def remedy(self, lang: Lang) -> str:
        """What to write instead."""
        return self._say(1, lang)

    def _say(self, part: int, lang: Lang) -> str:
        if lang == "zh-en":
            return f"{self._say(part, 'zh')} / {self._say(part, 'en')}"
        text = getattr(_sentences(self.key)[part], lang)
        return str(text.format(**{name: _said(v, lang) for name, v in self.values.items()}))


class InputErrors(Exception):  # noqa: N818 - it holds many
    """The input is refused: every error of one file, in the order of its lines."""

    def __init__(
        self, errors: Iterable[InputError], name: str = "", lines: Sequence[str] = ()
    ) -> None:
        """Take the errors, the file's name and its lines (for the caret)."""
        self.errors: tuple[InputError, ...] = _in_order(errors)
        self.name = name
        self.lines = lines
        super().__init__(name, self.errors)

    def __str__(self) -> str:
        """Every error in both languages."""
        return self.render("zh-en")

    def render(self, lang: Lang) -> str:
        """Every error with its place, line, caret and remedy."""
        return "\n".join(self.render_one(error, lang) for error in self.errors)

    def render_one(self, error: InputError, lang: Lang) -> str:
        """One error: `name:line:column: what`, the line with a caret, what to write."""
        where = f"{self.name}:{error.line}:{error.column}" if 0 < error.line < LAST else self.name
        said = {
            "zh": f"{where}: 错误：{error.message('zh')}",
            "en": f"{where}: error: {error.message('en')}",
            "zh-en": f"{where}: 错误 / error: {error.message('zh-en')}",
        }[lang]
        remedy = {"zh": "  改法：", "en": "  Remedy: ", "zh-en": "  改法 / Remedy: "}[lang]
        parts = [said]
        if 0 < error.line <= len(self.lines):
            parts += _excerpt(self.lines[error.line - 1], error.line, error.column)
        return "\n".join([*parts, remedy + error.remedy(lang)])


class GroupErrors(InputErrors):
    """The errors of several files that belong together, each under its file's name."""

    def __init__(self, parts: Iterable[InputErrors]) -> None:
        """Take the errors of each file."""
        self.parts = tuple(parts)
        super().__init__((), self.parts[0].name, self.parts[0].lines)
        self.errors = tuple(error for part in self.parts for error in part.errors)

    def render(self, lang: Lang) -> str:
        """Every error of every file."""
        return "\n".join(part.render(lang) for part in self.parts)


def label_list(words: Iterable[StrEnum]) -> Message:
    """Words with their labels: what may be written."""
    chosen = list(words)
    zh = "、".join(
        f"{word.value}（{LABELS[word].zh}）" if LABELS[word].zh != word.value else word.value
        for word in chosen
    )
    return Message(zh, ", ".join(word.value for word in chosen))


def shown(text: str, limit: int = SHOWN) -> str:
    """`text` fit for one line: control characters escaped, a long one cut."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_visible(character) for character in cut)


def _sentences(key: str) -> Sequence[Message]:
    """What is wrong and the remedy; each kind of file has a table of its own, read when needed."""
    if key.startswith("law-"):
        from checklist.messages.law import LAW_INPUT

        return LAW_INPUT[key]
    if key.startswith("plan-"):
        from checklist.messages.planfile import PLAN_INPUT

        return PLAN_INPUT[key]
    if key.startswith("money-"):
        from checklist.messages.money import MONEY_INPUT

        return MONEY_INPUT[key]
    from checklist.messages.input import INPUT

    return INPUT[key]


def _said(value: object, lang: Lang) -> object:
    if isinstance(value, Message):
        return value.en if lang == "en" else value.zh
    return shown(value) if isinstance(value, str) else value


def _visible(character: str) -> str:
    if character == "\t":
        return "\\t"
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
    return character


def _in_order(errors: Iterable[InputError]) -> tuple[InputError, ...]:
    """Sorted by place; the same thing is said once of a place."""
    distinct: dict[tuple[int, int, str, Loc], InputError] = {}
    for error in errors:
        distinct.setdefault((error.line, error.column, error.key, error.path), error)
    return tuple(sorted(distinct.values(), key=lambda error: error[:2]))


def columns(text: str) -> int:
    """Columns of a terminal that `text` takes: a wide character takes two."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _excerpt(line: str, number: int, column: int) -> list[str]:
    """The line and a caret under `column`; a long line is cut around the caret."""
    left, right = line[: column - 1], line[column - 1 :]
    before = "".join(" " if character == "\t" else _visible(character) for character in left[-400:])
    after = "".join(_visible(character) for character in right[:400])
    cut = len(left) > 400
    while columns(before) > WIDTH * 2 // 3:
        before, cut = before[1:], True
    before = ("…" if cut else "") + before
    room = WIDTH - columns(before)
    tail = ""
    for place, character in enumerate(after):
        room -= columns(character)
        if room < 0:
            tail = "…"
            after = after[:place]
            break
    if len(right) > 400:
        tail = "…"
    margin = f"{number:>4}"
    caret = " " * len(margin) + " | " + " " * columns(before) + "^"
    return [f"{margin} | {before}{after}{tail}", caret]
