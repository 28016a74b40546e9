"""What of a group stands in a file's text, looked up before anybody checks what it says."""

import contextlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from checklist.problems import InputErrors, Loc
from checklist.reading import read_bytes
from checklist.reading.source import NotTextError, decode
from checklist.reading.tree import read_tree
from checklist.values import read_member_file

Kind = Literal["branches", "investments"]
KINDS: Final[tuple[Kind, ...]] = ("branches", "investments")
MOST: Final = 500
"""Members of a group that are read."""


def member_key(path: Path, place: Loc) -> str:
    """The key of the member at a place of a file."""
    inner = ".".join(str(step) for step in place)
    return f"{path}#{inner}" if inner else str(path)


def member_stem(path: Path, place: Loc) -> str:
    """How the documents of the member at a place of a file are called."""
    inner = [str(step + 1) if isinstance(step, int) else step for step in place]
    return "-".join([path.stem, *(step for step in inner if step != "inline")])


def group_stem(path: Path) -> str:
    """How the overview of the group in a file is called."""
    return f"{path.stem}-group"


_NAMES_A_MEMBER: Final = re.compile(
    rb"""(?:^|[\s{,"'])(?:file|inline|members)["']?\s*:""", re.MULTILINE
)
"""A quick look: mostly no file has members."""


class Outline(NamedTuple):
    """What of a group stands in a file's text, before anybody has checked what it says."""

    files: tuple[str, ...] = ()
    """The files that it names, as it names them."""
    inline: tuple[tuple[Loc, dict[str, Any]], ...] = ()
    """Members written in it: their places and what stands there."""
    sisters: bool = False
    """Whether it has no company of its own."""

    @property
    def has_members(self) -> bool:
        """Whether there is an overview to make."""
        return bool(self.files or self.inline or self.sisters)


def outline(data: bytes) -> Outline:
    """The outline of an input file's bytes; an empty one where they cannot be read."""
    if not _NAMES_A_MEMBER.search(data):
        return Outline()
    try:
        text = decode(data, "")
    except NotTextError:
        return Outline()
    tree = read_tree(text, ())
    root = tree.data if tree.sound and isinstance(tree.data, dict) else {}
    files: list[str] = []
    inline: list[tuple[Loc, dict[str, Any]]] = []
    waiting: list[tuple[Loc, dict[str, Any]]] = [((), root)]
    while waiting:
        place, value = waiting.pop(0)
        for kind in (*KINDS, *(() if place else ("members",))):
            items = value.get(kind)
            for number, item in enumerate(items if isinstance(items, list) else ()):
                if not isinstance(item, dict):
                    continue
                if isinstance(inner := item.get("inline"), dict):
                    found = ((*place, kind, number, "inline"), inner)
                    waiting.append(found)
                    inline.append(found)
                if isinstance(name := item.get("file"), str):
                    with contextlib.suppress(PydanticCustomError):
                        files.append(read_member_file(name) or "")
    sisters = "company" not in root and "members" in root
    return Outline(tuple(filter(None, files)), tuple(inline), sisters)


def member_files(
    path: Path, data: bytes, read: Callable[[Path], bytes] = read_bytes
) -> dict[str, bytes]:
    """The files that an input file leads to, by path, as far as they can be read.

    In: the file's path and bytes. What is wrong with any of them is said by whoever plans it.
    """
    found: dict[str, bytes] = {}
    root = Path(os.path.normpath(path))
    queue = [(root, data)]
    while queue and len(found) < MOST:
        here, held = queue.pop()
        for name in outline(held).files:
            target = Path(os.path.normpath(here.parent / name))
            if str(target) in found or target == root:
                continue
            try:
                found[str(target)] = read(target)
            except InputErrors:
                continue
            queue.append((target, found[str(target)]))
    return found
