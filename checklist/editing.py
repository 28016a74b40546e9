"""Writes answers and progress back into a YAML text, touching only the lines they change.

Pure: bytes and changes in, bytes out. The places come from the project's own reader
(`checklist.reading.tree`), so what is cut is what was read. A value is replaced where it stands and
the comment behind it keeps its column; a key that is missing is added at the end of its section
with the section's own indentation; a section that is missing comes at the end of the file. After
every change the text is read again: where anything differs but what was to be changed, an error is
raised and nothing has happened.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from checklist.problems import InputError, InputErrors, Loc, columns
from checklist.reading.source import NotTextError, decode, split_lines
from checklist.reading.tree import UNKNOWN, Node, Tree, read_tree
from checklist.values import read_date
from checklist.yaml_text import Plain, Value, block_lines, one_line

__all__ = ["Plain", "Value", "edit", "record"]

_BOM: Final = b"\xef\xbb\xbf"
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_COMMENT: Final = re.compile(r"( +)#")
_END_MARK: Final = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)


def edit(data: bytes, changes: Mapping[Loc, Value], *, name: str) -> bytes:
    """The file `data` with the value at each path set.

    A path is a tuple of keys and indexes, such as `("tax", "filing", "vat")` or
    `("branches", 0, "deregistered")`; an index one behind the last adds an item. Raises
    `InputErrors` where the file cannot be read, where a list or section stands in the way, or where
    the result would say anything else than it should.
    """
    try:
        text = decode(data, name)
    except NotTextError as refused:
        raise InputErrors([refused.error], name, refused.lines) from None
    tree = _read(text)
    if tree.errors or not tree.sound:
        raise InputErrors(tree.errors, name, split_lines(text))
    for loc, value in changes.items():
        text, tree = _changed(text, tree, loc, value, name)
    return (_BOM if data.startswith(_BOM) else b"") + text.encode()


def record(
    data: bytes,
    *,
    name: str,
    events: Mapping[str, dt.date] | None = None,
    done: Mapping[str, dt.date] | None = None,
    notes: Mapping[str, str] | None = None,
    place: Loc = (),
) -> bytes:
    """The file `data` with events and done tasks dated, and remarks on tasks.

    `place` is where the company stands whose tasks they are: a member's input inside another
    company's file. What stands there already stays as it is.

    Raises as `edit` does.
    """
    changes: dict[Loc, Value] = {
        (*place, section, name): value
        for section, entries in (("events", events), ("done", done), ("notes", notes))
        for name, value in (entries or {}).items()
    }
    return edit(data, changes, name=name)


def _read(text: str) -> Tree:
    return read_tree(text, split_lines(text))


def _changed(text: str, tree: Tree, loc: Loc, value: Value, name: str) -> tuple[str, Tree]:
    """The text with one value set, and how it reads; raises where that is not what was meant."""
    chain = _chain(tree.root, loc)
    before = _at(tree.data, loc[: len(chain) - 1])
    if len(chain) - 1 == len(loc) and _says(before, value):
        return text, tree
    if (key := _in_the_way(text, chain[-1], before, loc[len(chain) - 1 :])) is not None:
        place = chain[-1].place()
        values = {"name": ".".join(map(str, loc))}
        raise InputErrors([InputError(*place, key, values, loc)], name, split_lines(text))
    new = _with_value(text, chain, loc, value)
    after = _read(new)
    wanted = _expected(tree.data, loc, value)
    try:
        decode(new.encode("utf-8", "replace"), name)
        readable = not after.errors and after.sound and after.data == wanted
    except NotTextError:
        readable = False
    if not readable:
        place = chain[-1].place()
        values = {"name": ".".join(map(str, loc)), "value": one_line(value)}
        error = InputError(*place, "edit-failed", values, loc)
        raise InputErrors([error], name, split_lines(text))
    return new, after


def _chain(root: Node, loc: Loc) -> list[Node]:
    """The nodes on the way to `loc`, from the root, as far as there are any."""
    chain = [root]
    for step in loc:
        below = chain[-1].child(step)
        if below is None or isinstance(step, int) is isinstance(chain[-1].children, dict):
            break  # an index is no key, though a key may be a number
        chain.append(below)
    return chain


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _says(before: Any, value: Value) -> bool:
    """Whether the value stands there already, be it spelled in another way."""
    if isinstance(value, dt.date) and isinstance(before, str):
        try:
            return read_date(before) == value
        except ValueError:
            return False
    return bool(before == _as_read(value))


def _in_the_way(text: str, node: Node, data: Any, rest: Loc) -> str | None:
    """The key of the error if `rest` cannot be set below or at `node`; None if it can."""
    if not rest:
        literal = node.children is None and text[node.start : node.start + 1] in ("|", ">")
        inside = text[node.start : node.end]  # comments may stand between its lines
        block = node.children is not None and (not node.flow or bool(_BREAK.search(inside)))
        return "edit-block" if block or literal else None
    step = rest[0]
    fits = (
        (data is None and step in (0, str(step)))
        or (isinstance(data, dict) and isinstance(step, str))
        or (isinstance(data, list) and step == len(data))
    ) and all(below in (0, str(below)) for below in rest[1:])  # a list that is new begins with 0
    return None if fits else "edit-parent"


def _expected(data: Any, loc: Loc, value: Value) -> Any:
    """The data as they should be read after the change."""
    if not loc:
        return _as_read(value)
    step, rest = loc[0], loc[1:]
    if isinstance(step, int):
        items = list(data or [])
        new = _expected(items[step] if step < len(items) else None, rest, value)
        return [*items[:step], new, *items[step + 1 :]]
    section = data or {}
    return {**section, step: _expected(section.get(step), rest, value)}


def _as_read(value: Value) -> Any:
    """What the reader makes of a value that was written."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_as_read(item) for item in value]
    text = str(value)
    return None if text in UNKNOWN and isinstance(value, Plain | StrEnum) else text


def _with_value(text: str, chain: list[Node], loc: Loc, value: Value) -> str:
    """The text with the value written where it belongs."""
    node, rest = chain[-1], loc[len(chain) - 1 :]
    brackets = next((each for each in chain if each.flow), None)
    if not rest:
        inside = brackets is not None and node is not brackets
        start, end, lead = _gap(text, node, inside)
        return _splice(text, start, end, lead + one_line(value, flow=inside), brackets)
    entry = _nested(rest, value)
    if node.children is None:
        empty = node.start == node.end
        if brackets is None and empty and node.key is not None and isinstance(entry, Mapping):
            column = node.key[1] - 1 + _step(chain[0])
            return _below(text, node.start, block_lines(entry, column, _step(chain[0])))
        start, end, lead = _gap(text, node, brackets is not None)
        return _splice(text, start, end, lead + one_line(entry, flow=True), brackets)
    if node.flow:
        added = one_line(entry, flow=True)[1:-1]
        last = _last(node)
        if last is None:
            return _splice(text, node.start + 1, node.start + 1, added, brackets)
        return _splice(text, last, last, f", {added}", brackets)
    lines: Iterable[str]
    if isinstance(entry, Mapping):
        indent = _column(node)
        lines = block_lines(entry, indent, _step(chain[0]))
    else:
        indent = node.column - 1
        lines = [f"{' ' * indent}- {one_line(entry[0], flow=True)}"]
    if len(chain) == 1:
        return _at_the_end(text, _end_of(node), lines)
    return _below(text, _end_of(node), lines, indent)


def _gap(text: str, node: Node, inside: bool) -> tuple[int, int, str]:
    """What a new value replaces: from, to, and what comes before it (for a value left empty)."""
    if node.start != node.end or node.children is not None:
        return node.start, node.end, ""
    if not inside:
        return node.start, node.start, " "
    colon = text[node.key_end : node.start].find(":")
    if colon < 0:  # `{vat, cit: x}`: a key without a colon
        return node.key_end, node.key_end, ": "
    start = node.key_end + colon + 1
    spare = re.match(r" (?=[,}])", text[start:])
    return start, start + (1 if spare else 0), " "


def _splice(text: str, start: int, end: int, new: str, brackets: Node | None) -> str:
    """Replace a part of a line; a comment that ends the line keeps its column if it can."""
    anchor = brackets.end if brackets is not None else end
    kept = text[end:anchor]
    gap = _COMMENT.match(text, anchor)
    if gap is None or _BREAK.search(text[start:anchor]):
        return text[:start] + new + text[end:]
    grown = columns(new) - columns(text[start:end])
    blanks = max(len(gap[1]) - grown, min(len(gap[1]), 2))
    return text[:start] + new + kept + " " * blanks + text[gap.end(1) :]


def _below(text: str, place: int, lines: Iterable[str], indent: int = 0) -> str:
    """Add lines below the line of `place`, behind comments that belong to its section."""
    end = _line_end(text, place)
    if indent:
        comment = re.compile(r"(?:\r\n|\r|\n) {" + str(indent) + r",}#[^\r\n]*")
        while found := comment.match(text, end):
            end = found.end()
    newline = _newline(text)
    return text[:end] + "".join(newline + line for line in lines) + text[end:]


def _at_the_end(text: str, place: int, lines: Iterable[str]) -> str:
    """Add lines at the end of the file, before an end mark, set off as its sections are."""
    newline = _newline(text)
    mark = _END_MARK.search(text, _line_end(text, place))
    end = mark.start() if mark else len(text)
    head, tail = text[:end], text[end:]
    breaks = len(_BREAK.findall(head[len(head.rstrip()) :]))
    wanted = 2 if _BLANK_LINE.search(head.strip()) else 1
    before = newline * max(wanted - breaks, 0)
    return head + before + newline.join(lines) + (newline if breaks else "") + tail


def _line_end(text: str, place: int) -> int:
    """Where the line of `place` ends; a value that took its line break with it ends before it."""
    while place and text[place - 1] in "\r\n":
        place -= 1
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _last(node: Node) -> int | None:
    """Where the last value in brackets ends; None for empty brackets."""
    children = node.children.values() if isinstance(node.children, dict) else node.children or ()
    ends = [max(child.end, child.key_end) for child in children]
    return ends[-1] if ends else None


def _end_of(node: Node) -> int:
    """Where the last value of a section or list ends."""
    while node.children and not node.flow:
        children = node.children
        node = list(children.values())[-1] if isinstance(children, dict) else children[-1]
    return max(node.end, node.key_end)


def _column(node: Node) -> int:
    """How far the keys of a section are indented."""
    assert isinstance(node.children, dict)
    first = next(iter(node.children.values()))
    assert first.key is not None
    return first.key[1] - 1


def _step(root: Node) -> int:
    """By how much the file indents: as its first section does, else two blanks."""
    for node in root.children.values() if isinstance(root.children, dict) else ():
        if isinstance(node.children, dict) and not node.flow and node.children and node.key:
            return max(_column(node) - (node.key[1] - 1), 1)
    return 2


def _nested(rest: Loc, value: Value) -> Mapping[str, Value] | Sequence[Value]:
    """The value inside what is missing above it."""
    for step in reversed(rest):
        value = [value] if isinstance(step, int) else {step: value}
    assert isinstance(value, Mapping | Sequence)
    return value
