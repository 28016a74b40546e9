"""The progress file: what somebody ticked and noted outside the YAML file.

The exported HTML page writes it and merges it; `checklist progress` reads it. UTF-8 JSON:

    {"kind": "winddown-progress", "version": 1,
     "company": {"name": "杭州青禾云帆信息技术有限公司", "credit_code": "91330106MA27XK3C7H"},
     "as_of": "2026-11-23",
     "ticks": [{"task": "vat-return@2026-11", "done_on": "2026-12-10", "sub_steps": [0, 2]}],
     "notes": [{"task": "vat-return@2026-11", "text": "回执在共享盘"}]}

`credit_code` may be null. `as_of` is the date of the plan that was ticked. `done_on` is the day on
which the task was done, or null where only sub-steps are; `sub_steps` counts `Task.sub_steps` from
0. A task has one tick and one note at most. Tasks that a newer plan no longer has may occur: who
reads the file decides what to do with them. Other keys are refused, so that a later version is not
half understood. `read_progress` gives the model or says where the file is wrong, and the remedy.
"""

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from checklist.messages import Lang
from checklist.messages.progressfile import PROGRESS, REMEDIES
from checklist.messages.workbookfile import CELL_REMEDIES, CELLS

KIND: Final = "winddown-progress"
VERSION: Final = 1
SIZE_LIMIT: Final = 2_000_000
"""Bytes; a plan of 200 tasks with long notes takes a tenth of it."""
ENTRIES: Final = 10_000
NOTE_LIMIT: Final = 10_000
STEP_LIMIT: Final = 999

_SAID: Final = PROGRESS | CELLS
_REMEDIES: Final = REMEDIES | CELL_REMEDIES
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso_date(value: object) -> object:
    """Only `2026-11-24`: pydantic would take numbers and times of day for dates as well."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("not-a-date", "not-a-date")


Day = Annotated[dt.date, BeforeValidator(_iso_date)]
TaskId = Annotated[str, Field(min_length=1, max_length=300)]
Step = Annotated[int, Field(strict=True, ge=0, le=STEP_LIMIT)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProgressCompany(_Part):
    """Whose progress it is."""

    name: Annotated[str, Field(min_length=1, max_length=2000)]
    credit_code: Annotated[str, Field(min_length=1, max_length=100)] | None = None

    def same_as(self, name: str, credit_code: str | None) -> bool:
        """Whether it is that company: by credit code where both have one, else by name."""
        if self.credit_code and credit_code:
            return _plain(self.credit_code) == _plain(credit_code)
        return _plain(self.name) == _plain(name)


class Tick(_Part):
    """A task that is done, or some of its sub-steps."""

    task: TaskId
    done_on: Day | None = None
    sub_steps: Annotated[tuple[Step, ...], Field(max_length=STEP_LIMIT + 1)] = ()


class Note(_Part):
    """What somebody wrote beside a task."""

    task: TaskId
    text: Annotated[str, Field(min_length=1, max_length=NOTE_LIMIT)]


class ProgressFile(_Part):
    """A progress file; `model_dump_json()` writes one."""

    kind: Literal["winddown-progress"] = KIND
    version: Literal[1] = VERSION
    company: ProgressCompany
    as_of: Day
    ticks: Annotated[tuple[Tick, ...], Field(max_length=ENTRIES)] = ()
    notes: Annotated[tuple[Note, ...], Field(max_length=ENTRIES)] = ()


class Problem(NamedTuple):
    """One thing that is wrong with a file, and where: `ticks[2].done_on`, `3:14`, `税务!D7`."""

    place: str
    key: str
    values: Mapping[str, Any] = MappingProxyType({})

    def render(self, name: str, lang: Lang) -> str:
        """`name: place: what` and, on a line of its own, what to do."""
        if lang == "zh-en":
            return f"{self.render(name, 'zh')}\n{self.render(name, 'en')}"
        where = f"{name}:{self.place}" if self.place[:1].isdigit() else name
        inside = "" if where != name or not self.place else f"{self.place}: "
        said = getattr(_SAID[self.key], lang).format(**self.values)
        remedy = getattr(_REMEDIES[self.key], lang).format(**self.values)
        first, second = {"zh": ("错误：", "改法："), "en": ("error: ", "Remedy: ")}[lang]
        return f"{where}: {first}{inside}{said}\n  {second}{remedy}"


class ProgressFileError(Exception):
    """The file is refused; `problems` holds everything that is wrong with it."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        """Take the file's name and what is wrong."""
        self.name = name
        self.problems = problems
        super().__init__(name, problems)

    def render(self, lang: Lang) -> str:
        """Every problem with its place and remedy."""
        return "\n".join(problem.render(self.name, lang) for problem in self.problems)

    def __str__(self) -> str:
        """Every problem in both languages."""
        return self.render("zh-en")


def read_progress(data: bytes, name: str) -> ProgressFile:
    """The progress file in `data`; `name` is what messages call it. Raises `ProgressFileError`."""
    found = _parse(data, name)
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise _refused(name, Problem("", "not-progress"))
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        raise _refused(name, Problem("version", "other-version", {"known": VERSION}))
    try:
        progress = ProgressFile.model_validate(found)
    except ValidationError as error:
        raise ProgressFileError(name, tuple(_problem(each) for each in error.errors())) from error
    if twice := tuple(_twice("ticks", progress.ticks) + _twice("notes", progress.notes)):
        raise ProgressFileError(name, twice)
    return progress


def _parse(data: bytes, name: str) -> object:
    if len(data) > SIZE_LIMIT:
        raise _refused(name, Problem("", "too-large", {"limit": SIZE_LIMIT // 1_000_000}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(name, Problem(str(line), "not-utf-8")) from error
    if not text.strip():
        raise _refused(name, Problem("", "empty"))
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        place = f"{error.lineno}:{error.colno}"
        raise _refused(name, Problem(place, "not-json")) from error
    except _KeyTwice as error:
        raise _refused(name, Problem("", "key-twice", {"key": error.args[0]})) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits
        raise _refused(name, Problem("", "not-progress")) from error


class _KeyTwice(Exception):  # noqa: N818 - it never leaves this module
    """An object has a key twice: one of the values would be lost."""


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _KeyTwice(Counter(key for key, _ in pairs).most_common(1)[0][0][:60])
    return made


def _problem(error: Any) -> Problem:
    """The problem of one error of pydantic, by its type; never by its text."""
    place = _place(error["loc"])
    kind = error["type"]
    if kind == "missing":
        return Problem(place, "missing")
    if kind == "extra_forbidden":
        return Problem(place, "unknown-key")
    if kind == "not-a-date":
        return Problem(place, "not-a-date")
    if kind in ("too_long", "string_too_long"):
        limit = error["ctx"]["max_length"]
        return Problem(place, "too-long", {"limit": limit})
    if error["loc"][-2:-1] == ("sub_steps",):
        return Problem(place, "not-a-step", {"limit": STEP_LIMIT})
    wanted = "list" if error["loc"][-1] in ("ticks", "notes", "sub_steps") else "text"
    if error["loc"][-1] == "company" or isinstance(error["loc"][-1], int):
        wanted = "object"
    return Problem(place, f"not-{wanted}")


def _place(loc: tuple[str | int, ...]) -> str:
    """`ticks[2].done_on`."""
    parts = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return parts.removeprefix(".")


def _twice(key: str, entries: Sequence[Tick | Note]) -> list[Problem]:
    """Entries whose task has one already: which of them holds would be a guess."""
    first: dict[str, int] = {}
    found = []
    for index, entry in enumerate(entries):
        before = first.setdefault(entry.task, index)
        if before != index:
            values = {"task": entry.task, "first": f"{key}[{before}]"}
            found.append(Problem(f"{key}[{index}].task", "task-twice", values))
    return found


def _refused(name: str, problem: Problem) -> ProgressFileError:
    return ProgressFileError(name, (problem,))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
