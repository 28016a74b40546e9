"""What to tell the writer when the facts are wrong: pydantic's errors, keyed on their type.

Imported only when there is something to say.
"""

import calendar
import difflib
from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import ValidationError

from checklist.company import Company, Part
from checklist.messages import Message
from checklist.messages.fields import EXAMPLES, FIELDS, GROUP_FIELDS
from checklist.messages.input import COMPANY_EXAMPLE, DATE_FAULT, GIVEN, INPUT, NEAR
from checklist.problems import LAST, InputError, Loc, label_list, shown
from checklist.reading.syntax import suspect
from checklist.reading.tree import Node, Tree
from checklist.values import fold, spellings
from checklist.vocabulary import LABELS

if TYPE_CHECKING:
    from checklist.reading import Names

_SHAPES: Final = {
    "model_type": "not-a-section",
    "model_attributes_type": "not-a-section",
    "dict_type": "not-a-section",
    "list_type": "not-a-list",
    "tuple_type": "not-a-list",
}
_ONE_VALUE: Final = {"not-a-date", "not-a-number", "not-a-word", "currency", "version"}
_CLOSE: Final = 0.6
MOST_ERRORS: Final = 100
"""Errors of one file that are explained; the rest is counted."""


def explain(
    problem: ValidationError, tree: Tree, lines: tuple[str, ...], model: type[Part] = Company
) -> list[InputError]:
    """The errors of a validation with their places in the file, the first `MOST_ERRORS`.

    `model` is what the file should be.
    """
    errors = problem.errors(include_url=False)
    errors.sort(key=lambda error: tree.root.walk(tuple(error["loc"])).place())
    found = [_explain_one(dict(error), tree, lines, model) for error in errors[:MOST_ERRORS]]
    return found + _not_explained(len(errors) - MOST_ERRORS)


def unknown_names(tree: Tree, names: "Names") -> list[InputError]:
    """Events, tasks and rules that the file mentions and the law does not know."""
    unknown = [
        (_key_place(tree.root, loc), kind, loc, name, known)
        for kind, loc, name, known in _mentioned(tree.data, names)
        if known is not None and name not in known
    ]
    unknown.sort(key=lambda entry: entry[0])
    found = [
        _unknown(kind, place, name, known, loc)
        for place, kind, loc, name, known in unknown[:MOST_ERRORS]
    ]
    return found + _not_explained(len(unknown) - MOST_ERRORS)


def _mentioned(data: Any, names: "Names") -> Iterator[tuple[str, Loc, str, Set[str] | None]]:
    """Each mention: the error it may be, where, the name, the names that are known."""
    if not isinstance(data, dict):
        return
    for section, kind, known in (
        ("events", "unknown-event", names.events),
        ("done", "unknown-task", names.tasks),
        ("notes", "unknown-task", names.tasks),
        ("estimates", "unknown-task", names.tasks),
    ):
        entries = data.get(section)
        for name in entries if isinstance(entries, dict) else ():
            yield kind, (section, name), name, known
    overrides = data.get("overrides")
    for index, item in enumerate(overrides if isinstance(overrides, list) else ()):
        for field, kind, known in (
            ("task", "unknown-task", names.tasks),
            ("rule", "unknown-rule", names.rules),
        ):
            name = item.get(field) if isinstance(item, dict) else None
            if isinstance(name, str):
                yield kind, ("overrides", index, field), name, known


def _not_explained(number: int) -> list[InputError]:
    """A count of the errors left out: naming a hundred thousand helps nobody."""
    return [InputError(LAST, 1, "more", {"number": number})] if number > 0 else []


def _explain_one(
    error: dict[str, Any], tree: Tree, lines: tuple[str, ...], model: type[Part]
) -> InputError:
    kind, loc, given = error["type"], tuple(error["loc"]), error["input"]
    values = dict(error.get("ctx") or {})
    if "at" in values:
        inner = values.pop("at")
        loc = (*loc, *(inner if isinstance(inner, tuple) else (inner,)))
    place = tree.root.walk(loc).place()
    empty = given is None and kind in ("empty-text", "empty-word") and isinstance(loc[-1], str)
    if kind == "missing" or empty:
        return _missing(loc, tree)
    if kind == "extra_forbidden":
        return _unknown_key(loc, tree, model)
    if kind in _SHAPES:
        return _wrong_shape(_SHAPES[kind], loc, given, place, lines)
    if kind not in INPUT:  # a validator without a sentence is a gap in the messages, not a crash
        return InputError(*place, "syntax", {"problem": error["msg"]}, loc)
    if isinstance(given, list | dict) and kind in _ONE_VALUE:
        kind = "not-text"
    if "place" in values and isinstance(given, str) and len(given) == 18:
        place = (place[0], place[1] + values["place"] - 1)
    values = _named(loc) | values
    if kind == "not-a-list":
        values["example"] = EXAMPLES.get(_path(loc), "- …")
    if kind == "impossible-date":
        values["fault"] = _date_fault(values["year"], values["month"])
    if words := values.pop("words", None):
        values |= {"words": label_list(words), "near": _near_word(words, values.get("given", ""))}
    return InputError(*place, kind, values, loc)


def _named(loc: Loc) -> dict[str, Any]:
    """What a sentence needs to name the field at `loc`: dotted path, label, example."""
    keys = [step for step in loc if isinstance(step, str)]
    path = _path(loc)
    label = FIELDS.get(path) or GROUP_FIELDS.get(path) or FIELDS.get(keys[0] if keys else "")
    example = EXAMPLES.get(path, f"{keys[-1]}: …" if keys else "")
    return {
        "name": _dotted(loc) or "-",
        "label": label.label if label else Message(path, path),
        "last": keys[-1] if keys else "",
        "example": example,
    }


def _path(loc: Loc) -> str:
    """The path without indexes, as the table of fields has it."""
    return ".".join(step for step in loc if isinstance(step, str))


def _dotted(loc: Loc) -> str:
    """`leases[0].what`; items are counted from 1 for the reader."""
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _missing(loc: Loc, tree: Tree) -> InputError:
    node, parent = tree.root.walk(loc), tree.root.walk(loc[:-1])
    values = _named(loc) | {"where": _where(loc[:-1])}
    if loc == ("company",):
        values["example"] = COMPANY_EXAMPLE
    if node is not parent:  # the key is there, its value is empty
        return InputError(*(node.key or node.place()), "missing", values, loc)
    return InputError(*parent.place(), "missing", values, loc)


def _where(loc: Loc) -> Message:
    """The place that a line has to be added to."""
    if not loc:
        return Message("文件最外层", "the top level")
    if isinstance(loc[-1], int):
        above = _dotted(loc[:-1])
        return Message(f" {above} 第 {loc[-1] + 1} 项下面", f"item {loc[-1] + 1} of {above}")
    return Message(f" {_dotted(loc)}: 下面", _dotted(loc))


def _unknown_key(loc: Loc, tree: Tree, model: type[Part]) -> InputError:
    key = str(loc[-1])
    known = list(_model_at(loc[:-1], model).model_fields)
    place = _key_place(tree.root, loc)
    if loc == ("members",):
        return InputError(*place, "members-beside-company", {}, loc)
    prefix = _path(loc[:-1])
    near: Message
    if guess := _near_key(key, known, prefix):
        near = _fill(NEAR["did-you-mean"], name=guess)
    elif home := _home_of(key):
        section, name = home
        near = _fill(NEAR["belongs-under"], name=name, section=section)
    else:
        near = _fill(NEAR["known-keys"], names=", ".join(known))
    return InputError(*place, "unknown-key", {"name": key, "near": near}, loc)


def _wrong_shape(
    key: str, loc: Loc, given: object, place: tuple[int, int], lines: tuple[str, ...]
) -> InputError:
    """A text where a section or list should be, and the like."""
    if isinstance(given, str):
        for number in range(place[0], min(place[0] + 3, len(lines)) + 1):
            if found := suspect(lines, number):
                return found
    if not loc:
        key = "not-a-company"
    values = _named(loc) | {"given": _given(given)}
    if key == "not-a-section":
        values["example"] = str(values["example"]).removeprefix("- ")
    return InputError(*place, key, values, loc)


def _given(value: object) -> Message:
    if isinstance(value, str):
        return _fill(GIVEN["text"], text=shown(value, 30))
    if value is None:
        return GIVEN["nothing"]
    return GIVEN["list" if isinstance(value, list | tuple) else "mapping"]


def _unknown(
    kind: str, place: tuple[int, int], name: str, known: Iterable[str], loc: Loc
) -> InputError:
    close = _close(name, known)
    near = _fill(NEAR["did-you-mean"], name=close) if close else NEAR[kind]
    return InputError(*place, kind, {"given": name, "near": near}, loc)


def _near_word(kind: type[StrEnum], given: str) -> Message:
    table = spellings(kind)
    close = _close(fold(given), table)
    if not close:
        return Message("", "")
    word, said = table[close], NEAR["did-you-mean"]
    zh = word.value if given.isascii() else LABELS[word].zh
    return Message(said.zh.format(name=zh), said.en.format(name=word.value) + " ")


def _date_fault(year: int, month: int) -> Message:
    if not 1 <= month <= 12:
        return DATE_FAULT["month"]
    return _fill(DATE_FAULT["day"], days=calendar.monthrange(year, month)[1])


def _near_key(key: str, known: list[str], prefix: str) -> str | None:
    """The key that `key` resembles: its spelling, or its Chinese label."""
    folded = fold(key).replace("-", "_")
    if folded in known:
        return folded
    for name in known:
        path = f"{prefix}.{name}" if prefix else name
        if (field := FIELDS.get(path)) and key in (field.label.zh, field.label.en):
            return name
    return _close(folded, known)


def _home_of(key: str) -> tuple[str, str] | None:
    """The section and name of a key that was written in the wrong place."""
    for path, field in FIELDS.items():
        section, _, name = path.rpartition(".")
        if section and (key == name or key == field.label.zh):
            return section, name
    return None


def _close(name: str, known: Iterable[str]) -> str | None:
    matches = difflib.get_close_matches(name[:100], list(known), n=1, cutoff=_CLOSE)
    return matches[0] if matches else None


def _key_place(root: Node, loc: Loc) -> tuple[int, int]:
    node = root.walk(loc)
    return node.key or node.place()


def _fill(message: Message, **values: object) -> Message:
    """Both languages with the values filled in, safe to be filled in again."""
    texts = {k: shown(v, 400) if isinstance(v, str) else v for k, v in values.items()}
    return Message(message.zh.format(**texts), message.en.format(**texts))


def _model_at(loc: Loc, model: type[Part]) -> type[Part]:
    """The model that the mapping at `loc` should be; `model` is the whole file's."""
    for step in loc:
        if isinstance(step, str):
            model = next(_models(model.model_fields[step].annotation), model)
    return model


def _models(annotation: Any) -> Iterator[type[Part]]:
    """The models named in a type, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
