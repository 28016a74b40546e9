"""Which characters go into which of the shipped fonts, and in which order.

The main font has what documents are made of: the 8,105 characters of the 通用规范汉字表 (2013),
GB 2312, the characters in common use in Hong Kong, Macao and Taiwan (Big5, first level) and in
Japan (JIS, first level, and kana), all Latin, Greek and Cyrillic letters there are, and the signs a
form or a statute uses. The rare font has everything else, but of the 11,172 Korean syllables only
the 2,350 in common use (KS X 1001): the others are a fifth of its size.
"""

import bz2
import re
from pathlib import Path

LEVELS = (3500, 6500, 8105)
"""The last numbers of the standard's three levels: common, less common, names and terms."""

SIGNS = (
    "→←↑↓⇒↔•·・…—–―‖′″※〃¥￥€£$¢‰％%℃№℡™©®§¶†‡°±×÷≤≥≠≈≡√∞∑∴∵²³½¼¾µ□■▢○●◎◇◆△▲▽▼▷▶☆★✓─│┌┐└┘├┤┬┴┼━┃"
    "☐☑✔✗✘"
)
FIRST = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2010, 0x203B),  # dashes, quotation marks, dots
    (0x2160, 0x216B),  # Ⅰ–Ⅻ
    (0x2170, 0x2179),
    (0x2460, 0x249B),  # ①–⑳ ⑴–⒇ ⒈–⒛
    (0x3000, 0x301F),  # Chinese punctuation
    (0x3220, 0x3229),  # ㈠–㈩
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE5),
)
LAST = (
    (0x0100, 0x058F),  # Latin with accents, Greek, Cyrillic
    (0x1D00, 0x1FFF),  # more of them; Vietnamese
    (0x2070, 0x20BF),  # raised and lowered figures, currencies
    (0x3041, 0x30FF),  # kana
)


def standard_characters(unihan: Path) -> list[int]:
    """The 通用规范汉字表 in its own order, from Unihan's field kTGH."""
    numbers: dict[int, int] = {}
    for line in bz2.decompress(unihan.read_bytes()).decode().splitlines():
        if found := re.match(r"U\+([0-9A-F]+)\tkTGH\t2013:(\d+)$", line):
            numbers[int(found[2])] = int(found[1], 16)
    if sorted(numbers) != [*range(1, LEVELS[-1] + 1)]:
        raise SystemExit(f"{unihan}: kTGH does not number the characters from 1 to {LEVELS[-1]}")
    return [numbers[number] for number in sorted(numbers)]


def encoded(codec: str, first: range, second: list[int]) -> set[int]:
    """The characters of a two-byte encoding whose bytes lie in the given ranges."""
    return {
        ord(text)
        for lead in first
        for trail in second
        if len(text := bytes([lead, trail]).decode(codec, "ignore")) == 1
    }


def main_characters(standard: list[int], latin: set[int]) -> list[int]:
    """The main font's characters, the most used ones first.

    A PDF's copy of a font keeps the glyphs' numbers, with nothing in the gaps; the lower the
    numbers of the glyphs that a document uses, the fewer gaps.
    """
    groups = [
        {code for first, last in FIRST for code in range(first, last + 1)},
        {ord(sign) for sign in SIGNS},
        {*standard[: LEVELS[0]]},
        {*standard[LEVELS[0] : LEVELS[1]]},
        {*standard[LEVELS[1] :]},
        encoded("gb2312", range(0xB0, 0xF8), [*range(0xA1, 0xFF)]),
        encoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
        encoded("euc_jp", range(0xB0, 0xD0), [*range(0xA1, 0xFF)]),
        {code for first, last in LAST for code in range(first, last + 1)},
        {code for code in latin if code < 0x2E00},
    ]
    return list(dict.fromkeys(code for group in groups for code in sorted(group)))


def rare_characters(available: set[int]) -> set[int]:
    """What of the available characters the rare font takes."""
    korean = encoded("euc_kr", range(0xB0, 0xC9), [*range(0xA1, 0xFF)])
    return {code for code in available if not 0xAC00 <= code <= 0xD7A3 or code in korean}


def used_characters(root: Path, folders: tuple[str, ...]) -> dict[int, str]:
    """Every printable character beyond ASCII of the project's own texts, and a file that has it."""
    found: dict[int, str] = {}
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".yaml", ".j2", ".css", ".json", ".md"}:
                for character in path.read_text("utf-8", errors="ignore"):
                    if character > "\x7f" and character.isprintable():
                        found.setdefault(ord(character), str(path.relative_to(root)))
    return found
