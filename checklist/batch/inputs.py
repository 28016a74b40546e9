"""Which files a run is about: files, folders and patterns to a list without collisions."""

import glob
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from checklist.problems import InputErrors
from checklist.reading import read_bytes
from checklist.reading.outline import Outline, group_stem, member_stem, outline

SUFFIXES = (".yaml", ".yml")
AMOUNTS = (".money.yaml", ".money.yml")
"""How money files are called (`money_file`): they lie beside companies and are none."""


class Collision(NamedTuple):
    """Two inputs whose documents would have one name."""

    first: Path
    second: Path
    stem: str


def find_inputs(paths: Iterable[str], out: Path) -> tuple[list[Path], list[str]]:
    """The files that `paths` name, each once, in a fixed order; and the paths that name none.

    A folder gives the YAML files in and below it, without hidden ones, money files and what lies
    in the output folder `out`. A path that does not exist but holds `*`, `?` or `[` is a pattern. A
    plain name is taken as it stands: what is wrong with the file is said like any other error.
    """
    found: dict[str, Path] = {}
    empty: list[str] = []
    for path in paths:
        named = list(_named(path, out))
        if not named:
            empty.append(path)
        for file in named:
            found.setdefault(os.path.abspath(file), file)
    return list(found.values()), empty


def _named(path: str, out: Path) -> Iterator[Path]:
    if os.path.isdir(path):
        yield from _below(Path(path), out)
    elif glob.has_magic(path) and not os.path.lexists(path):
        for name in sorted(glob.glob(path, recursive=True)):
            if os.path.isdir(name):
                yield from _below(Path(name), out)
            else:
                yield Path(name)
    else:
        yield Path(path)


def _below(folder: Path, out: Path) -> Iterator[Path]:
    avoid = os.path.abspath(out)
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.abspath(os.path.join(here, name)) != avoid
        )
        for name in sorted(files):
            lower = name.lower()
            if lower.endswith(AMOUNTS) or name.startswith("."):
                continue
            if lower.endswith(SUFFIXES):
                yield Path(here) / name


class Family(NamedTuple):
    """The files of a run with those that they lead to, and how these hang together."""

    files: tuple[Path, ...]
    """The files given, then those that only a member's holder names."""
    heads: frozenset[Path]
    """Files with members that no other file names: an overview is made of each."""
    stems: Mapping[Path, tuple[str, ...]]
    """What else a file's documents are called: its inline members', its overview's."""


def find_members(files: Iterable[Path]) -> Family:
    """What belongs to the companies of these files; a file that cannot be read has no members."""
    known = {os.path.abspath(file): file for file in files}
    outlines: dict[Path, Outline] = {}
    below: set[str] = set()
    waiting = list(known.values())
    while waiting:
        file = waiting.pop(0)
        try:
            outlines[file] = found = outline(read_bytes(file))
        except InputErrors:
            continue
        for name in found.files:
            target = Path(os.path.normpath(file.parent / name))
            place = os.path.abspath(target)
            below.add(place)
            if place not in known and target.is_file():
                known[place] = target
                waiting.append(target)
    heads = frozenset(
        file
        for place, file in known.items()
        if file in outlines and outlines[file].has_members and place not in below
    )
    stems = {
        file: tuple(member_stem(file, place) for place, _ in found.inline)
        + ((group_stem(file),) if file in heads else ())
        for file, found in outlines.items()
        if found.has_members
    }
    return Family(tuple(known.values()), heads, stems)


def find_collision(
    files: Iterable[Path], stems: Mapping[Path, tuple[str, ...]] = MappingProxyType({})
) -> Collision | None:
    """The first two inputs that would write the same name; `stems` as of a `Family`.

    Letters that differ in case, or in how an accent is encoded, are one name on many disks.
    """
    seen: dict[str, Path] = {}
    for file in files:
        for stem in (file.stem, *stems.get(file, ())):
            name = unicodedata.normalize("NFC", stem).casefold()
            if name in seen:
                return Collision(seen[name], file, stem)
            seen[name] = file
    return None
