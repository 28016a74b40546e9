"""What goes to a worker and what comes back, and the fingerprint that says what is up to date.

All of it travels between processes and machines, so it is plain data. A job carries the input's
bytes and an outcome the documents' bytes: a worker needs no disk in common with the run, and the
run alone writes.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import platform
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from checklist.batch.rows import Doubt, Overview, Unit
from checklist.money.files import Purse
from checklist.outputs.options import Options
from checklist.outputs.templates import templates_folder
from checklist.problems import Loc

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_LIBRARIES: Final = (
    "borax",
    "fonttools",
    "icalendar",
    "jinja2",
    "pydantic",
    "pydyf",
    "python-dateutil",
    "tinycss2",
    "weasyprint",
    "winddown-checklist",
    "xlsxwriter",
)
"""Whose version may change a document."""


@dataclasses.dataclass(frozen=True, slots=True)
class Setup:
    """What all documents of a run have in common."""

    as_of: dt.date
    kinds: tuple[str, ...]
    options: Options
    program: str
    """`program_digest()` of the run; a worker with another one is refused."""
    holidays: tuple[str, ...] = ()
    """The user's own year files, as JSON."""
    filing: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    """The user's own local practices, as JSON."""


@dataclasses.dataclass(slots=True)
class Job:
    """One input file."""

    path: str
    """As the user named it: errors begin with it."""
    data: bytes
    key: str
    """Its fingerprint."""
    doubts: Mapping[str, Mapping[str, Doubt]] = dataclasses.field(default_factory=dict)
    """Dates that the run before left open, to tell which have become certain; by company."""
    others: Mapping[str, bytes] = dataclasses.field(default_factory=dict)
    """The files of its members by path, whose ends its plan waits for."""
    head: bool = False
    """Whether an overview of its group is to be made."""
    purses: Mapping[Loc, Purse] = dataclasses.field(default_factory=dict)
    """What the files hold that the input names for the amounts, where they are to be printed; by
    the place of the company in the file."""
    deaths: int = 0
    """How many workers have died over it."""

    @property
    def stem(self) -> str:
        """The beginning of its documents' names, and its name in the manifest."""
        return Path(self.path).stem


class Outcome(NamedTuple):
    """What became of a job."""

    state: Literal["made", "refused", "failed", "no-environment"]
    """`refused`: the input is wrong; `failed`: this document could not be made, others may;
    `no-environment`: none can be made here."""
    text: str = ""
    """Why not, for the reader."""
    documents: Mapping[str, bytes] = {}
    """File name to content."""
    units: tuple[Unit, ...] = ()
    """The companies of the file. One that is refused may have some: members inside it that wait for
    nothing that is wrong."""
    overview: Overview | None = None


Maker = Callable[[Setup, Job], Outcome]
"""What a worker does with a job."""


def fingerprint(
    setup: Setup,
    path: str,
    data: bytes,
    others: Mapping[str, bytes] | None = None,
    purses: Mapping[Loc, Purse] = MappingProxyType({}),
    *,
    head: bool = False,
) -> str:
    """What the documents of an input depend on, as one digest.

    The input's name and bytes, its members' files in their order and whether an overview is made of
    them, the files with amounts that it names, the day, the formats, every option, the user's year
    and local files, and the program with its law, templates and fonts.
    """
    shared = json.dumps(dataclasses.asdict(setup), sort_keys=True, default=_plain)
    digest = hashlib.sha256(shared.encode())
    name = Path(path).name.encode("utf-8", "surrogateescape")
    amounts = [part or b"" for each in purses.values() for part in (each.pay, each.money)]
    kind = (b"group",) if head else ()
    for part in (name, data, *(others or {}).values(), *(amounts if any(amounts) else ()), *kind):
        digest.update(f"\0{len(part)}\0".encode())
        digest.update(part)
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """A value of an option that JSON does not know; a set has no order of its own."""
    return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else str(value)


@lru_cache(maxsize=1)
def program_digest() -> str:
    """The content of the program: code, law, templates, fonts, and the libraries' versions.

    Content and not the version number alone: a checkout changes between two versions.
    """
    digest = hashlib.sha256(platform.python_version().encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for folder in (_PACKAGE, templates_folder()):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.suffix == ".pyc" or "_templates" in inside.parts or not path.is_file():
                continue
            digest.update(f"{inside.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
