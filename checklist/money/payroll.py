"""The pay file: one row a person, as far as severance needs it. Names are passed over.

Needed columns are the day of joining and the average pay of the last twelve months; a last day and
a protected group may be given. Every wrong cell is an error with row and column, and none repeats
what stands in the cell.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic_core import PydanticCustomError

from checklist.messages import Message
from checklist.messages.money import COLUMNS
from checklist.money.amounts import MOST, parse_amount
from checklist.money.tables import Row, Value, read_table
from checklist.problems import LAST, InputError, InputErrors
from checklist.values import read_date
from checklist.vocabulary import StaffGroup

MOST_ERRORS: Final = 100

_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "joined": (
        *("入职日期", "入职时间", "入司日期", "入职日", "到岗日期", "参加本单位工作日期"),
        *("joined", "hired", "start date", "hire date"),
    ),
    "pay": (
        *("月平均工资", "平均工资", "前12个月平均工资", "前十二个月平均工资", "近12个月平均工资"),
        *("月均工资", "平均应得工资", "前12个月平均应得工资"),
        *("average pay", "average monthly pay", "monthly pay"),
    ),
    "ends": (
        *("终止日期", "离职日期", "合同终止日期", "离职时间", "终止日"),
        *("ends", "end date", "last day"),
    ),
    "groups": (
        *("特殊情形", "特殊群体", "特殊情况", "类别", "保护情形"),
        *("group", "groups", "protected group"),
    ),
}
"""Headings of each column, as payrolls spell them; the rest of a payroll is passed over."""
_NEEDED: Final = ("joined", "pay")
_TOTALS: Final = ("合计", "总计", "小计", "total", "sum")

_GROUPS: Final[dict[str, StaffGroup]] = {
    "孕期": StaffGroup.PREGNANT_OR_NURSING,
    "产期": StaffGroup.PREGNANT_OR_NURSING,
    "哺乳期": StaffGroup.PREGNANT_OR_NURSING,
    "三期": StaffGroup.PREGNANT_OR_NURSING,
    "pregnant": StaffGroup.PREGNANT_OR_NURSING,
    "nursing": StaffGroup.PREGNANT_OR_NURSING,
    "医疗期": StaffGroup.MEDICAL_TREATMENT,
    "患病": StaffGroup.MEDICAL_TREATMENT,
    "ill": StaffGroup.MEDICAL_TREATMENT,
    "medical treatment": StaffGroup.MEDICAL_TREATMENT,
    "工伤": StaffGroup.INJURED,
    "职业病": StaffGroup.INJURED,
    "injured": StaffGroup.INJURED,
    "临近退休": StaffGroup.NEAR_RETIREMENT,
    "近退休": StaffGroup.NEAR_RETIREMENT,
    "near retirement": StaffGroup.NEAR_RETIREMENT,
}
_GRADE = re.compile(r"(?:工伤|injured)(\d{1,2}|[一二三四五六七八九十])级?")
_DIGITS: Final = "一二三四五六七八九十"
_NOTHING: Final = ("", "无", "否", "-", "–", "—", "/", "none", "no")


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the pay file."""

    row: int
    joined: dt.date
    pay: Decimal
    """The average month's pay of the last twelve months, in yuan."""
    ends: dt.date | None = None
    """The last day of employment; None: the plan's."""
    groups: frozenset[StaffGroup] = frozenset()


def read_payroll(data: bytes, name: str) -> tuple[Person, ...]:
    """The people of a CSV or XLSX file; raises `InputErrors` with every wrong cell."""
    rows = [row for row in read_table(data, name) if any(_text(cell) for cell in row.cells)]
    if not rows:
        raise InputErrors([InputError(0, 0, "money-empty-table")], name)
    header, *body = rows
    columns = _columns(header, name)
    errors: list[InputError] = []
    people: list[Person] = []
    for row in body:
        first = next((text for cell in row.cells if (text := _text(cell))), "")
        if _fold(first) in _TOTALS and _day(_cell(row, columns["joined"])) is None:
            continue
        found = _person(row, columns, errors)
        if found is not None:
            people.append(found)
    if not people and not errors:
        errors.append(InputError(header.number, 1, "money-no-people"))
    if errors:
        shown, rest = errors[:MOST_ERRORS], len(errors) - MOST_ERRORS
        if rest > 0:
            shown.append(InputError(LAST, 1, "more", {"number": rest}))
        raise InputErrors(shown, name)
    return tuple(people)


def _columns(header: Row, name: str) -> Mapping[str, int]:
    """Which column is which; raises where a needed one is not there or one is there twice."""
    meanings = {_fold(text): key for key, texts in _HEADINGS.items() for text in texts}
    found: dict[str, int] = {}
    errors: list[InputError] = []
    for place, cell in enumerate(header.cells):
        key = meanings.get(_fold(re.sub(r"[(（].*?[)）]", "", _text(cell))))
        if key in found:
            values = {"column": COLUMNS[key]}
            errors.append(InputError(header.number, place + 1, "money-column-twice", values))
        elif key is not None:
            found[key] = place
    for key in _NEEDED:
        if key not in found:
            names = Message("、".join(_HEADINGS[key][:3]), f'"{_HEADINGS[key][-2]}"')
            values = {"column": COLUMNS[key], "names": names}
            errors.append(InputError(header.number, 1, "money-no-column", values, (key,)))
    if errors:
        raise InputErrors(errors, name)
    return found


def _person(row: Row, columns: Mapping[str, int], errors: list[InputError]) -> Person | None:
    before = len(errors)

    def wrong(key: str, what: str) -> None:
        place = columns[key] + 1
        values = {"column": COLUMNS[key], "cell": f"{_letters(place)}{row.number}"}
        errors.append(InputError(row.number, place, what, values, (key,)))

    joined = _day(_cell(row, columns["joined"]))
    if joined is None:
        empty = not _text(_cell(row, columns["joined"]))
        wrong("joined", "money-empty-cell" if empty else "money-cell-date")
    cell = _cell(row, columns["pay"])
    pay = cell if isinstance(cell, Decimal) else parse_amount(_text(cell))
    if pay is None or isinstance(cell, dt.date):
        wrong("pay", "money-cell-amount" if _text(cell) else "money-empty-cell")
    elif not 0 < pay < MOST:
        wrong("pay", "money-cell-pay-range")
    ends = None
    if "ends" in columns and _text(cell := _cell(row, columns["ends"])):
        ends = _day(cell)
        if ends is None:
            wrong("ends", "money-cell-date")
        elif joined is not None and ends < joined:
            wrong("ends", "money-ends-before-joined")
    groups: frozenset[StaffGroup] | None = frozenset()
    if "groups" in columns:
        groups = _groups(_text(_cell(row, columns["groups"])))
        if groups is None:
            wrong("groups", "money-cell-group")
    if len(errors) > before or joined is None or pay is None or groups is None:
        return None
    return Person(row.number, joined, pay, ends, groups)


def _groups(text: str) -> frozenset[StaffGroup] | None:
    """The groups a cell names; None where it says something else."""
    found: set[StaffGroup] = set()
    for part in re.split(r"[、,，;；/+\n]", text):
        word = _fold(part)
        if word in _NOTHING:
            continue
        if grade := _GRADE.fullmatch(word.replace(" ", "")):
            number = int(grade[1]) if grade[1].isdigit() else _DIGITS.index(grade[1]) + 1
            if not 1 <= number <= 10:
                return None
            found.add(StaffGroup.INJURED_1_TO_4 if number <= 4 else StaffGroup.INJURED)
        elif word in _GROUPS:
            found.add(_GROUPS[word])
        else:
            return None
    return frozenset(found)


def _day(cell: Value) -> dt.date | None:
    if isinstance(cell, dt.date):
        return cell
    text = _text(cell).replace(".", "-") if isinstance(cell, str) else _text(cell)
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    text = re.sub(r"[ T]0{1,2}:00(:00)?$", "", text)
    try:
        return read_date(text)
    except PydanticCustomError:
        return None


def _cell(row: Row, place: int) -> Value:
    return row.cells[place] if place < len(row.cells) else None


def _text(cell: Value) -> str:
    return "" if cell is None else str(cell).strip()


def _fold(text: str) -> str:
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _letters(place: int) -> str:
    """A column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def by_group(people: Iterable[Person]) -> Mapping[StaffGroup, Sequence[Person]]:
    """The people of each protected group that occurs."""
    found: dict[StaffGroup, list[Person]] = {}
    for person in people:
        for group in person.groups:
            found.setdefault(group, []).append(person)
    return {group: found[group] for group in StaffGroup if group in found}
