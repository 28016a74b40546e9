"""Which files a run is about: files, folders and patterns to a list without collisions."""

import glob
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

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


def find_collision(files: Iterable[Path]) -> Collision | None:
    """The first two inputs that would write the same name.

    Letters that differ in case, or in how an accent is encoded, are one name on many disks.
    """
    seen: dict[str, Path] = {}
    for file in files:
        name = unicodedata.normalize("NFC", file.stem).casefold()
        if name in seen:
            return Collision(seen[name], file, file.stem)
        seen[name] = file
    return None
