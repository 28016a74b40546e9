"""Bytes to text: UTF-8 with or without a byte order mark, nothing else, and no more than 1 MB."""

import re
from typing import Final

from checklist.problems import InputError

LIMIT: Final = 1_048_576
"""Bytes that an input file may have."""


class NotTextError(Exception):
    """The bytes are no YAML text: the error, and the lines to show it in."""

    def __init__(self, error: InputError, lines: tuple[str, ...] = ()) -> None:
        """Take the error and, where there are any, the lines."""
        super().__init__(error)
        self.error = error
        self.lines = lines


def decode(data: bytes, name: str) -> str:
    """The text of `data`.

    Raises `NotTextError` for a file that is too large, UTF-16, GBK, binary, or holds a character
    that YAML forbids.
    """
    if len(data) > LIMIT:
        raise NotTextError(InputError(0, 0, "too-large", {"size": "> 1 MB"}))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf_16(data):
        raise NotTextError(InputError(0, 0, "utf-16", {"name": name}))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, name) from None
    if not text.replace("\n", "").replace("\r", "").isprintable():
        _refuse_control(text)
    return text


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of `text`, as YAML counts them (other breaks of `splitlines` are refused)."""
    return tuple(text.splitlines())


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column of the character at `index`."""
    before = f"{text[:index]}.".splitlines()
    return len(before), len(before[-1])


def _refuse_control(text: str) -> None:
    """Raise `NotTextError` at the first character that YAML forbids, if there is one."""
    # Compiled here and not at import: so large a class costs as much as reading a file.
    bad = re.search(
        "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", text
    )
    if bad is None:
        return
    place = place_of(text, bad.start())
    code = f"U+{ord(bad[0]):04X}"
    key = "nul" if bad[0] == "\0" else "control"
    raise NotTextError(InputError(*place, key, {"code": code}), split_lines(text))


def _looks_utf_16(data: bytes) -> bool:
    """UTF-16 without a mark: every other byte of ASCII is zero, and the whole is printable."""
    head = data[:200]
    if b"\0" not in head[:4]:
        return False
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = head[: len(head) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and all(character.isprintable() or character in "\r\n\t" for character in text):
            return True
    return False


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> NotTextError:
    """Why the bytes are not UTF-8; the place counts characters before the first bad byte."""
    values = {"byte": f"0x{data[error.start]:02X}", "name": name}
    key = "not-utf-8"
    text = data.decode("utf-8", "replace")
    valid = data[: error.start].decode("utf-8-sig", "replace")
    if b"\0" not in data and valid.isascii():  # Chinese in UTF-8 before it: damaged, not GBK
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            key = "gbk" if re.search("[\u4e00-\u9fff]", text) else key
    line, column = place_of(valid, len(valid))
    return NotTextError(InputError(line, column, key, values), split_lines(text))
