"""A filled-in workbook, read back: what is done, on which day, and what was remarked.

Read with python-calamine: it takes what Excel, WPS and LibreOffice save (also as .xls or .ods),
gives dates as dates, and does not mind looks it does not know. The sheets may be sorted, filtered,
renamed, and their columns moved; rows may be deleted. What cannot be understood is an error that
names the sheet and the cell; then nothing is taken.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from checklist.messages import LANGS
from checklist.messages.exports import TABLE
from checklist.outputs.plain import words
from checklist.outputs.xlsx import DONE, KIND, META, REMARK, VERSION
from checklist.progressfile import (
    NOTE_LIMIT,
    Note,
    Problem,
    ProgressCompany,
    ProgressFile,
    ProgressFileError,
    Tick,
)
from checklist.values import normal, read_date

SIZE_LIMIT: Final = 20_000_000
UNPACKED_LIMIT: Final = 200_000_000
"""Bytes; a workbook of 200 tasks has a hundredth of it."""
_HEAD_ROWS: Final = 20
"""In how many rows the headings are looked for: somebody may have put a title above."""
_NEEDED: Final = ("status", "done-on", "remark")
_DONE_WORDS: Final = ("完成", "已办", "已办结", "done", "√", "✓", "✔", "是", "yes")
_OPEN_WORDS: Final = ("", "未办", "待办", "open", "否", "no")
_DOTTED: Final = re.compile(r"(\d{4})[.．](\d{1,2})[.．](\d{1,2})")
_EIGHT_DIGITS: Final = re.compile(r"(?:19|20|21)\d{6}")

_Cell = Any
"""A value as the reader gives it: text, number, truth, date, time."""


class Filled(NamedTuple):
    """What somebody filled in, and what the workbook was made with."""

    progress: ProgressFile
    remarks: Mapping[str, str]
    """By task, as they stood in the input file."""


def is_workbook(data: bytes) -> bool:
    """Whether a file is an archive or an old Excel file, by its first bytes."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes, name: str, undated: dt.date | None = None) -> Filled:
    """What was filled into a workbook since it was made; raises `ProgressFileError`.

    In: its bytes; what messages call it; the day on which a task was done that has no date (None:
    such ticks have `done_on` null).
    """
    sheets = _sheets(data, name)
    meta = {str(row[0]): str(row[1]) for row in sheets.pop(META, []) if len(row) > 1}
    if meta.get("kind") != KIND:
        raise _refused(name, Problem("", "not-workbook"))
    if meta.get("version") != str(VERSION):
        raise _refused(name, Problem("", "other-workbook", {"known": VERSION}))
    problems: list[Problem] = []
    rows = [row for title, cells in sheets.items() for row in _task_rows(title, cells, problems)]
    made = {key: value for key, value in meta.items() if key.startswith((DONE, REMARK))}
    ticks = _ticks(rows, made, undated, problems)
    notes = _notes(rows, made, problems)
    if problems:
        raise ProgressFileError(name, tuple(problems))
    try:
        progress = ProgressFile(
            company=ProgressCompany(
                name=meta.get("company", ""), credit_code=meta.get("credit_code") or None
            ),
            as_of=dt.date.fromisoformat(meta.get("as_of", "")),
            ticks=ticks,
            notes=notes,
        )
    except (ValidationError, ValueError) as error:
        raise _refused(name, Problem("", "not-workbook")) from error
    return Filled(progress, _of(made, REMARK))


class _Row(NamedTuple):
    """A row of tasks: its cells by column, and where each stands."""

    task: str
    cells: Mapping[str, _Cell]
    places: Mapping[str, str]


def _sheets(data: bytes, name: str) -> dict[str, list[list[_Cell]]]:
    """Every sheet's rows, from its first cell; raises `ProgressFileError`."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if len(data) > SIZE_LIMIT:
        raise _refused(name, Problem("", "workbook-too-large", {"limit": SIZE_LIMIT // 1_000_000}))
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(each.file_size for each in archive.infolist()) > UNPACKED_LIMIT:
                    limit = UNPACKED_LIMIT // 1_000_000
                    raise _refused(name, Problem("", "workbook-too-large", {"limit": limit}))
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            title: book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            for title in book.sheet_names
        }
    except PasswordError as error:
        raise _refused(name, Problem("", "workbook-locked")) from error
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise _refused(name, Problem("", "workbook-broken")) from error


def _task_rows(title: str, rows: list[list[_Cell]], problems: list[Problem]) -> Iterator[_Row]:
    """The rows of a sheet that has tasks; none for a sheet of another kind."""
    head, columns = _head(rows)
    if not set(columns) & {"task", "status", "done-on"}:
        return
    missing = [name for name in ("task", *_NEEDED) if name not in columns]
    if missing:
        labels = "、".join(TABLE[name].zh for name in missing)
        english = ", ".join(TABLE[name].en for name in missing)
        problems.append(Problem(title, "no-column", {"columns": labels, "columns_en": english}))
        return
    for number, cells in enumerate(rows[head + 1 :], head + 2):
        found = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        places = {name: f"{title}!{_letters(at)}{number}" for name, at in columns.items()}
        task = str(found["task"]).strip()
        if task:
            yield _Row(task, found, places)
        elif any(str(found[name]).strip() for name in _NEEDED):
            problems.append(Problem(places["task"], "no-task"))


def _head(rows: list[list[_Cell]]) -> tuple[int, dict[str, int]]:
    """The row of headings and the columns they name; the row that names most."""
    names = {
        normal(words(TABLE[name], lang)): name for name in ("task", *_NEEDED) for lang in LANGS
    }
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in enumerate(rows[:_HEAD_ROWS]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            name = names.get(normal(str(cell)))
            if name is not None:
                found.setdefault(name, at)
        if len(found) > len(best[1]):
            best = (number, found)
    return best


def _of(made: Mapping[str, str], kind: str) -> dict[str, str]:
    """What the workbook was made with, of one kind, by task."""
    return {key[len(kind) :]: text for key, text in made.items() if key.startswith(kind)}


def _ticks(
    rows: Sequence[_Row],
    made: Mapping[str, str],
    undated: dt.date | None,
    problems: list[Problem],
) -> tuple[Tick, ...]:
    """What has been done since; a task that stands there twice must say the same."""
    before = _of(made, DONE)
    found: dict[str, tuple[Tick | None, str]] = {}
    for row in rows:
        wrong = len(problems)
        tick = _tick(row, before.get(row.task), problems)
        if len(problems) > wrong:
            continue
        first, place = found.setdefault(row.task, (tick, row.places["status"]))
        if first != tick:
            values = {"task": row.task, "first": place}
            problems.append(Problem(row.places["status"], "rows-differ", values))
    ticks = (tick for tick, _ in found.values() if tick is not None)
    return tuple(tick.model_copy(update={"done_on": tick.done_on or undated}) for tick in ticks)


def _tick(row: _Row, before: str | None, problems: list[Problem]) -> Tick | None:
    """What a row says; `before` is the day on which it was done already."""

    def wrong(column: str, key: str, **values: object) -> None:
        problems.append(Problem(row.places[column], key, values))

    status, cell = row.cells["status"], row.cells["done-on"]
    done = _is_done(status)
    day = None if cell in ("", None) else _day(cell)
    if done is None:
        wrong("status", "not-a-status", given=str(status)[:60])
    elif isinstance(day, str):
        wrong("done-on", day, given=_shown(cell))
    elif before is not None and not done:
        wrong("status", "was-done", day=before)
    elif before is not None:
        if str(day) != before:
            wrong("done-on", "day-changed", day=before)
    elif done:
        return Tick(task=row.task, done_on=day)
    elif day is not None:
        wrong("done-on", "date-but-open", day=day, status=row.places["status"])
    return None


def _is_done(value: _Cell) -> bool | None:
    """Whether a status says done; None where it says neither."""
    if isinstance(value, bool):
        return value
    said = normal(str(value)).casefold()
    for answer, key, others in ((True, "done", _DONE_WORDS), (False, "open", _OPEN_WORDS)):
        own = (words(TABLE[key], lang) for lang in LANGS)
        if said in {normal(word).casefold() for word in (*own, *others)}:
            return answer
    return None


def _day(value: _Cell) -> dt.date | str:
    """The date a cell holds, or the key of what is wrong with it."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "not-a-cell-date"
    text = normal(_shown(value)).replace(" ", "")
    text = _DOTTED.sub(r"\1-\2-\3", text)
    if _EIGHT_DIGITS.fullmatch(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return read_date(text)
    except PydanticCustomError:
        # A bare number may count days from 1900 or from 1904: which is not to be guessed.
        return "not-a-cell-date" if isinstance(value, str) else "bare-number"


def _shown(value: _Cell) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return (str(int(value)) if whole else str(value))[:60]


def _notes(
    rows: Sequence[_Row], made: Mapping[str, str], problems: list[Problem]
) -> tuple[Note, ...]:
    """The remarks that are new or changed."""
    before = _of(made, REMARK)
    found: dict[str, str] = {}
    for row in rows:
        text = " ".join(_shown_note(row.cells["remark"]).split())
        if len(text) > NOTE_LIMIT:
            problems.append(Problem(row.places["remark"], "remark-too-long", {"limit": NOTE_LIMIT}))
        elif text and text != before.get(row.task):
            found.setdefault(row.task, text)
    return tuple(Note(task=task, text=text) for task, text in found.items())


def _shown_note(value: _Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _letters(column: int) -> str:
    """A column's letters: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _refused(name: str, problem: Problem) -> ProgressFileError:
    return ProgressFileError(name, (problem,))
