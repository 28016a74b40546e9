"""A plan's JSON read back to a `Plan`: the one door for every command that takes a plan file.

In: a path or bytes. Out: a `Plan` that keeps the model, or `InputErrors` that say file, line and
column. Stricter than JSON: a key may not stand twice, NaN and Infinity are refused, and the file
must say the `plan_version` this program writes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from checklist.messages import Message
from checklist.messages.planfile import SYNTAX
from checklist.plan import PLAN_VERSION, Plan
from checklist.problems import LAST, InputError, InputErrors, Loc, shown

MEGABYTES: Final = 32
"""What a plan's file may have at most; a company with everything takes about half of one."""
LIMIT: Final = MEGABYTES << 20
MOST_ERRORS: Final = 10
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class _RepeatedKeyError(Exception):
    """A key stands twice in one object."""


class _ConstantError(Exception):
    """NaN or Infinity, which JSON does not have."""


def read_plan_file(path: str | Path) -> Plan:
    """The plan in a file; raises `InputErrors`, also where the file cannot be read."""
    name = str(path)
    try:
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise InputErrors([_cannot_open(error)], name) from None
    return read_plan(data, name=name)


def read_plan(data: bytes, *, name: str) -> Plan:
    """The plan in a file's bytes; `name` is what errors print. Raises `InputErrors` only."""
    text = _decode(data, name)
    parsed = _parse(text, name)
    if not isinstance(parsed, dict) or "plan_version" not in parsed:
        _refuse(name, "plan-none")
    version = parsed["plan_version"]
    if type(version) is not int or version != PLAN_VERSION:
        given = shown(json.dumps(version, ensure_ascii=False))
        _refuse(name, "plan-version", text, ("plan_version",), given=given, known=PLAN_VERSION)
    try:
        plan = Plan.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise InputErrors(_explain(error, text), name, _lines(text)) from None
    seen: set[str] = set()
    for number, task in enumerate(plan.tasks):
        if task.id in seen:
            _refuse(name, "plan-repeated-task", text, ("tasks", number, "id"), task=task.id)
        seen.add(task.id)
    return plan


def _cannot_open(error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(0, 0, "plan-no-file")
    if isinstance(error, IsADirectoryError):
        return InputError(0, 0, "plan-directory")
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(0, 0, "plan-unreadable", {"reason": reason})


def _decode(data: bytes, name: str) -> str:
    if len(data) > LIMIT:
        _refuse(name, "plan-too-large", limit=MEGABYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(name, "plan-encoding", byte=f"0x{data[error.start]:02X}")
    if not text.strip():
        _refuse(name, "plan-empty")
    return text


def _parse(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        reason = Message(SYNTAX.get(error.msg, error.msg), error.msg)
        line, column = _place(text, error.pos)
        found = InputError(line, column, "plan-syntax", {"reason": reason})
        raise InputErrors([found], name, _lines(text)) from None
    except _RepeatedKeyError:
        path, index = _first_repeated(text)
        found = InputError(*_place(text, index), "plan-repeated-key", {"key": path[-1]}, path)
        raise InputErrors([found], name, _lines(text)) from None
    except _ConstantError as error:
        word = str(error)
        index = next(at for _, at, token, _ in _walk(text) if token == word)
        found = InputError(*_place(text, index), "plan-constant", {"word": word})
        raise InputErrors([found], name, _lines(text)) from None
    except (RecursionError, ValueError):  # a number of thousands of digits is a ValueError
        _refuse(name, "plan-too-deep")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedKeyError
    return found


def _constant(word: str) -> NoReturn:
    raise _ConstantError(word)


def _refuse(name: str, key: str, text: str = "", path: Loc = (), **values: object) -> NoReturn:
    """Refuse the file, at the place of `path` where one is given."""
    line, column = _place(text, _find(text, path)) if path else (0, 0)
    raise InputErrors([InputError(line, column, key, values, path)], name, _lines(text))


def _explain(error: ValidationError, text: str) -> list[InputError]:
    """Each thing that is wrong at its place; a missing key at the object that lacks it."""
    details = error.errors(include_url=False, include_context=False)
    found = []
    for detail in details[:MOST_ERRORS]:
        path: Loc = detail["loc"]
        if detail["type"] == "json_invalid":  # half of a surrogate pair: Python lets it pass
            reason = Message("字符串中有不成对的代理字符", "half of a surrogate pair in a string")
            found.append(InputError(0, 0, "plan-syntax", {"reason": reason}))
            continue
        values: dict[str, object] = {"path": ".".join(str(part) for part in path)}
        key = {"missing": "plan-missing", "extra_forbidden": "plan-extra"}.get(detail["type"])
        if key is None:
            key = "plan-value"
            values["given"] = shown(json.dumps(detail["input"], ensure_ascii=False, default=str))
        line, column = _place(text, _find(text, path))
        found.append(InputError(line, column, key, values, path))
    if len(details) > MOST_ERRORS:
        rest = len(details) - MOST_ERRORS
        found.append(InputError(LAST, 1, "plan-more", {"number": rest}))
    return found


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1; only a line feed ends a line, as in JSON readers and editors."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _find(text: str, path: Loc) -> int:
    """Where the value at `path` begins, or the deepest part of the path that is there."""
    best, depth = 0, -1
    for found, index, _, is_key in _walk(text):
        if not is_key and depth < len(found) <= len(path) and path[: len(found)] == found:
            best, depth = index, len(found)
            if depth == len(path):
                break
    return best


def _first_repeated(text: str) -> tuple[Loc, int]:
    """The path and place of the first key that stands a second time in its object."""
    seen: set[tuple[Loc, int]] = set()
    objects = [-1]  # the place of each open object tells two of one path apart
    for path, index, token, is_key in _walk(text):
        del objects[len(path) + 1 :]
        if is_key:
            if (path, objects[len(path) - 1]) in seen:
                return path, index
            seen.add((path, objects[len(path) - 1]))
        elif token in "{[":
            objects[len(path) :] = [index]
    raise AssertionError("the parser saw a repeated key")


def _walk(text: str) -> Iterator[tuple[Loc, int, str, bool]]:
    """Every key and value of a text: its path, place and token, and whether it is a key.

    Works with a stack of its own, so that no depth is too deep, and only after or up to where the
    parser has found the text sound.
    """
    path: list[str | int] = []
    kinds: list[str] = []
    awaits_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "}]":
            kinds.pop()
            path.pop()
            awaits_key = False
        elif token == ",":
            if kinds[-1] == "{":
                awaits_key = True
            else:
                path[-1] = int(path[-1]) + 1
        elif token == ":":
            continue
        elif awaits_key:
            path[-1] = json.loads(token, strict=False)
            awaits_key = False
            yield tuple(path), match.start(), token, True
        else:
            yield tuple(path), match.start(), token, False
            if token in "{[":
                kinds.append(token)
                path.append("" if token == "{" else 0)
                awaits_key = token == "{"
