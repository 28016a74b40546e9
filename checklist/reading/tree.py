"""YAML text to plain data (text, lists, mappings) with the place of every value.

One pass over libyaml's event stream builds what a base loader would: every scalar stays text. As
nothing is built before its event has been looked at, aliases, tags, second documents and deep
nesting are refused before they can cost anything.
"""

import re
from typing import Any, Final, NamedTuple

import yaml

from checklist.problems import InputError, Loc

DEPTH: Final = 40
"""Levels of nesting that are read."""

_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})
UNKNOWN: Final = frozenset({"", "unknown", "Unknown", "UNKNOWN", "未知"})
"""Scalars that leave a fact unknown."""
_FULL_WIDTH_COLON = re.compile(r"([\w-]+)：")


class Node:
    """A value's place in the file, and its children's.

    `start` and `end` count characters of the text, `end` is the first one behind the value; so
    does `key_end` for the key. What stands in brackets (`flow`) ends behind them; another list or
    section has no end of its own, it ends where its last value does. `checklist.editing` cuts
    there, so there is one reader for places and for changes.
    """

    __slots__ = ("children", "column", "end", "flow", "key", "key_end", "line", "start")

    def __init__(
        self,
        line: int,
        column: int,
        key: tuple[int, int] | None = None,
        children: "dict[str, Node] | list[Node] | None" = None,
        start: int = 0,
        end: int = 0,
        flow: bool = False,
    ) -> None:
        """Take line and column (from 1), the place of the key it stands under, its children."""
        self.line = line
        self.column = column
        self.key = key
        self.children = children
        self.start = start
        self.end = end
        self.flow = flow
        self.key_end = 0

    def child(self, step: str | int) -> "Node | None":
        """The node under a key or an index."""
        if isinstance(self.children, dict):
            return self.children.get(str(step))
        if isinstance(self.children, list) and isinstance(step, int):
            return self.children[step] if 0 <= step < len(self.children) else None
        return None

    def walk(self, loc: Loc) -> "Node":
        """The deepest node on the way to `loc`."""
        node = self
        for step in loc:
            below = node.child(step)
            if below is None:
                break
            node = below
        return node

    def place(self) -> tuple[int, int]:
        """Where a reader looks for it: a value, or the key above a section or list."""
        if self.children is not None and self.key is not None:
            return self.key
        return self.line, self.column


class Tree(NamedTuple):
    """What the text holds, where it stands, and what is wrong with its form."""

    data: Any
    root: Node
    errors: list[InputError]
    sound: bool
    """Whether the data can be looked at although there are errors."""


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("data", "flow", "key", "key_end", "node", "place")

    def __init__(self, data: Any, node: Node, flow: bool) -> None:
        self.data = data
        self.node = node
        self.flow = flow
        self.key: str | None = None
        self.key_end = 0
        self.place = (0, 0)


class _StopError(Exception):
    """Reading on makes no sense."""


def read_tree(text: str, lines: tuple[str, ...]) -> Tree:
    """Read `text`; never raises, every error is in the result."""
    reader = _Reader()
    sound = True
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            reader.take(event)
    except _StopError:
        sound = False
    except yaml.YAMLError as error:
        from checklist.reading.syntax import explain_syntax

        reader.errors.append(explain_syntax(error, lines))
        sound = False
    root = reader.root
    if sound and (root is None or reader.data is None):
        reader.errors.append(InputError(0, 0, "empty"))
        sound = False
    sound = sound and not reader.unsound
    return Tree(reader.data, root or Node(1, 1), reader.errors, sound)


class _Reader:
    """Takes events one by one and keeps the lists and mappings that are still open."""

    def __init__(self) -> None:
        self.data: Any = None
        self.root: Node | None = None
        self.errors: list[InputError] = []
        self.unsound = False
        self.frames: list[_Frame] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take one event of the stream."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_decoration(event)
            self.take_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.refuse_decoration(event)
            self.open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop().node.end = _end(event)
        elif isinstance(event, yaml.AliasEvent):
            line, column = _start(event)
            self.errors.append(InputError(line, column, "alias", {"name": event.anchor}))
            self.unsound = True
            self.add(None, Node(line, column))
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop("two-documents", event)

    def stop(self, key: str, event: Any, **values: object) -> None:
        """Note an error after which nothing more is read."""
        self.errors.append(InputError(*_start(event), key, values))
        raise _StopError

    def refuse_decoration(self, event: Any) -> None:
        """Note an anchor or a tag."""
        if event.anchor is not None:
            self.errors.append(InputError(*_start(event), "anchor", {"name": event.anchor}))
        if event.tag is not None:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.errors.append(InputError(*_start(event), "tag", {"name": name}))
            self.unsound = True

    def open(self, event: Any) -> None:
        """Begin a list or a mapping."""
        if len(self.frames) >= DEPTH:
            self.stop("too-deep", event, limit=DEPTH)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.data, dict) and frame.key is None:
            self.stop("key-not-text", event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        data: Any = {} if mapping else []
        flow = bool(event.flow_style)
        node = Node(
            *_start(event),
            children={} if mapping else [],
            start=event.start_mark.index,
            flow=flow,
        )
        self.add(data, node)
        self.frames.append(_Frame(data, node, flow))

    def take_scalar(self, event: Any) -> None:
        """Add a scalar: a key, or a value; nothing and `unknown` become None."""
        text: str = event.value
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.data, dict) and frame.key is None:
            self.take_key(frame, text, event)
            return
        line, column = _start(event)
        plain = event.implicit[0] and event.style in (None, "")
        if plain and frame is not None and isinstance(frame.data, list) and frame.flow:
            comma = text.find("，")
            if comma >= 0:
                on_one_line = event.start_mark.line == event.end_mark.line
                place = (line, column + comma if on_one_line else column)
                self.errors.append(InputError(*place, "full-width-comma"))
        value = None if text in UNKNOWN or (plain and text in _NULLS) else text
        self.add(value, Node(line, column, start=event.start_mark.index, end=_end(event)))

    def take_key(self, frame: _Frame, text: str, event: Any) -> None:
        """Note a mapping's next key; a key given before keeps its first value."""
        line, column = _start(event)
        frame.key, frame.place, frame.key_end = text, (line, column), _end(event)
        if text.startswith("\u3000"):
            self.errors.append(InputError(line, column, "full-width-space"))
            self.unsound = True
        elif colon := _FULL_WIDTH_COLON.match(text):
            column += len(colon[1])
            name = colon[1]
            self.errors.append(InputError(line, column, "full-width-colon", {"name": name}))
            self.unsound = True
        elif text in frame.data:
            first = frame.node.children[text].key  # type: ignore[call-overload, index]
            values = {"name": text, "first": first[0] if first else 0}
            self.errors.append(InputError(line, column, "duplicate-key", values))

    def add(self, value: Any, node: Node) -> None:
        """Put a value where it belongs: the document, a list, or under the last key."""
        if not self.frames:
            self.data, self.root = value, node
            return
        frame = self.frames[-1]
        if isinstance(frame.data, list):
            frame.data.append(value)
            frame.node.children.append(node)  # type: ignore[union-attr]
            return
        key, frame.key = frame.key, None
        if key is not None and key not in frame.data:
            node.key, node.key_end = frame.place, frame.key_end
            frame.data[key] = value
            frame.node.children[key] = node  # type: ignore[call-overload, index]


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Any) -> int:
    index: int = event.end_mark.index
    return index
