"""The edge: reads the two files that an input file names; nothing else touches the disk."""

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final, NamedTuple

from checklist.company import Company
from checklist.problems import InputError, InputErrors, Loc
from checklist.reading.outline import outline
from checklist.reading.source import split_lines
from checklist.reading.tree import read_tree

LIMIT: Final = 20 * 1_048_576


class Purse(NamedTuple):
    """What the two files hold, with the names that errors print; None: named, but not there."""

    pay: bytes | None = None
    pay_name: str = ""
    money: bytes | None = None
    money_name: str = ""


NO_PURSE: Final = Purse()
"""Of an input file that names neither."""


def open_purse(path: Path, company: Company) -> Purse:
    """Read the files that the input file at `path` names, from its own folder on.

    A file that is not there is None: the input file may travel without it. Raises `InputErrors`
    where a path is not relative or a file cannot be read.
    """
    return _opened(path, company.staff.pay_file, company.money_file)


def purses_of(path: Path, data: bytes) -> dict[Loc, Purse]:
    """The same from an input file's bytes, before anybody has read what they say.

    By the place of the company in the file: its own at `()`, a member's where it stands inline. A
    batch does this where the files are; who makes the document may sit on another machine. Bytes
    that are no input file name nothing: reading them will say what is wrong.
    """
    if b"pay_file" not in data and b"money_file" not in data:
        return {}
    text = data.decode("utf-8-sig", "replace")
    tree = read_tree(text, split_lines(text))
    content: Any = tree.data if tree.sound and isinstance(tree.data, dict) else {}
    found = ((place, _of(path, inner)) for place, inner in (((), content), *outline(data).inline))
    return {place: purse for place, purse in found if purse != NO_PURSE}


def _of(path: Path, content: dict[str, Any]) -> Purse:
    staff = content.get("staff")
    pay = staff.get("pay_file") if isinstance(staff, dict) else None
    pay_file, money_file = (
        name if isinstance(name, str) and name else None
        for name in (pay, content.get("money_file"))
    )
    return _opened(path, pay_file, money_file)


def _opened(path: Path, pay_file: str | None, money_file: str | None) -> Purse:
    pay, pay_name = _read(path, pay_file, "staff.pay_file")
    money, money_name = _read(path, money_file, "money_file")
    return Purse(pay, pay_name, money, money_name)


def _read(path: Path, name: str | None, key: str) -> tuple[bytes | None, str]:
    if name is None:
        return None, ""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        raise InputErrors([InputError(0, 0, "money-absolute", {"name": key})], str(path))
    file = path.parent / name.replace("\\", "/")
    try:
        with open(file, "rb") as stream:
            return stream.read(LIMIT + 1), str(file)
    except FileNotFoundError:
        return None, str(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        problem = InputError(0, 0, "money-unreadable", {"reason": reason})
        raise InputErrors([problem], str(file)) from None
