"""A warning from its message: the text in both languages, and the fields that go with it."""

from typing import Literal

from checklist.messages.warnings import WARNINGS
from checklist.plan import Text, Warning

Level = Literal["conflict", "warning", "notice"]


def warn(level: Level, code: str, **values: object) -> Warning:
    """A warning from its message; values named `task`, `citation`, `input_line` are its fields."""
    message, remedy = WARNINGS[code]
    return Warning(
        level=level,
        code=code,
        text=Text(zh=message.zh.format(**values), en=message.en.format(**values)),
        remedy=Text(zh=remedy.zh.format(**values), en=remedy.en.format(**values))
        if remedy
        else None,
        citation=_optional(values, "citation"),
        task=_optional(values, "task"),
        input_line=values.get("input_line"),  # type: ignore[arg-type]
    )


def _optional(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else str(value)
