"""A warning from its message: the text in both languages, and the fields that go with it."""

from typing import Literal

from checklist.messages.warnings import WARNINGS
from checklist.plan import Warning
from checklist.planning.limits import sentence
from checklist.rules.schema import Law

Level = Literal["conflict", "warning", "notice"]


def warn(law: Law, level: Level, code: str, **values: object) -> Warning:
    """A warning from its message; values named `task`, `citation`, `input_line` are its fields.

    The message speaks in the words of the law's legal form.
    """
    words, remedy = WARNINGS[code]
    return Warning(
        level=level,
        code=code,
        text=sentence(law, words, **values),
        remedy=sentence(law, remedy, **values) if remedy else None,
        citation=_optional(values, "citation"),
        task=_optional(values, "task"),
        input_line=values.get("input_line"),  # type: ignore[arg-type]
    )


def _optional(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    return None if value is None else str(value)
