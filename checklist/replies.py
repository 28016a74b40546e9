"""What may be answered for a key of the input file, and what an answer writes there.

The kinds follow the company model, so a key that is new to it can be asked for at once. An answer
that fits no kind is written as it was given: the validator then says what is wrong with it.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

from pydantic_core import PydanticCustomError

from checklist.company import Company, Part
from checklist.messages import Lang
from checklist.problems import Loc
from checklist.values import Holdings, normal, read_count, read_date, read_tri, read_word
from checklist.vocabulary import Tri
from checklist.yaml_text import Plain, Value

KindName = Literal["fact", "number", "date", "word", "list", "holdings", "text"]

_UNKNOWN: Final = frozenset(
    {"", "未知", "不知道", "不清楚", "不详", "unknown", "don't know", "do not know", "n/a"}
)
_SHORT: Final = {"y": Tri.YES, "n": Tri.NO, "对": Tri.YES, "不是": Tri.NO}
_BETWEEN_NAMES: Final = re.compile("[、，,;；\n]")


class Kind(NamedTuple):
    """How a key is answered; `list` takes names too, `holdings` yes, no or a number only."""

    name: KindName
    words: type[StrEnum] | None = None
    """The closed words, where the answer is one of them."""
    item_key: str | None = None
    """The key that holds a name, where items of the list are sections."""


def loc_of(path: str) -> Loc:
    """The keys and indexes of a dotted path."""
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def kind_of(path: str) -> Kind:
    """How the key at a dotted path is answered."""
    steps = [step for step in loc_of(path) if isinstance(step, str)]
    if steps[0] in ("events", "done"):
        return Kind("date")
    model: type[Part] = Company
    annotation: Any = None
    for step in steps:
        annotation = _plain(model.model_fields[step].annotation)
        inside = get_args(annotation)[0] if get_origin(annotation) is Holdings else annotation
        if isinstance(inside, type) and issubclass(inside, Part):
            model = inside
    return _kind(annotation)


def _kind(annotation: Any) -> Kind:
    if get_origin(annotation) is Holdings:
        item = _plain(get_args(annotation)[0])
        if item is str:
            return Kind("list")
        name, info = next(iter(item.model_fields.items()))
        named = _plain(info.annotation) is str
        return Kind("list", item_key=name) if named else Kind("holdings")
    if annotation is Tri:
        return Kind("fact")
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Kind("word", annotation)
    return Kind({int: "number", dt.date: "date"}.get(annotation, "text"))  # type: ignore[arg-type]


def _plain(annotation: Any) -> Any:
    """A type without its annotations, and without the possibility of nothing."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if type(None) in (choices := get_args(annotation)):
        return _plain(next(choice for choice in choices if choice is not type(None)))
    return annotation


def reply(kind: Kind, text: str, lang: Lang) -> Value | None:
    """What an answer writes; None where it leaves the key unknown."""
    text = text.strip()
    if text.casefold() in _UNKNOWN:
        return None
    try:
        return _READERS[kind.name](kind, text, lang)
    except PydanticCustomError:
        return text


def _fact(_kind: Kind, text: str, lang: Lang) -> Value | None:
    value = _SHORT.get(normal(text).casefold()) or read_tri(text)
    if value is Tri.UNKNOWN:
        return None
    words = {Tri.YES: "yes", Tri.NO: "no"} if lang == "en" else {Tri.YES: "是", Tri.NO: "否"}
    return Plain(words[value])


def _list(kind: Kind, text: str, lang: Lang) -> Value | None:
    """Yes or no, else a number, else names."""
    with contextlib.suppress(PydanticCustomError):
        return _fact(kind, text, lang)
    if kind.name == "holdings" or re.fullmatch(r"[+-]?\d+", normal(text)):
        return read_count(text)
    names = [name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()]
    if kind.item_key is None:
        return names
    return [{kind.item_key: name} for name in names]


def _number(_kind: Kind, text: str, _lang: Lang) -> Value:
    return read_count(text)


def _date(_kind: Kind, text: str, _lang: Lang) -> Value:
    return read_date(text)


def _word(kind: Kind, text: str, _lang: Lang) -> Value | None:
    assert kind.words is not None
    word = read_word(kind.words, None, text)
    return None if word == "unknown" else Plain(word.value)


def _text(_kind: Kind, text: str, _lang: Lang) -> Value:
    return text


_READERS: Final[dict[KindName, Callable[[Kind, str, Lang], Value | None]]] = {
    "fact": _fact,
    "number": _number,
    "date": _date,
    "word": _word,
    "list": _list,
    "holdings": _list,
    "text": _text,
}
