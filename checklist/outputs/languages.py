"""The English beside the Chinese says that it is English, so that it is read aloud as such.

WeasyPrint's tags know no language but the document's. What each marked piece of a page says can be
read from what is drawn: glyphs, and the fonts' own table of what a glyph stands for.
"""

import re
from typing import Any, Final

_FONT: Final = re.compile(rb"/(\S+) \S+ Tf")
_GLYPHS: Final = re.compile(rb"<([0-9a-f]+)>")
_WORD: Final = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])")
_TERM: Final = 6
"""Letters to each Chinese character from which on a line counts as English."""
_CHINESE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def mark_english(document: Any, pdf: Any) -> None:
    """Name the language of every marked piece of text that is English."""
    from pydyf import String

    fonts: dict[bytes, dict[int, str]] = {}
    for font in document.fonts.values():  # one for each size; a file has one name in the PDF
        fonts.setdefault(font.hash.encode(), {}).update(font.to_unicode)
    for number in pdf.pages["Kids"][::3]:
        drawn = pdf.objects[int(pdf.objects[number]["Contents"].split()[0])].stream
        glyphs: dict[int, str] = {}
        open_: Any = None
        said: list[str] = []
        for item in drawn:
            if isinstance(item, dict):
                open_, said = item if "MCID" in item else None, []
            elif not isinstance(item, bytes):
                continue
            elif found := _FONT.fullmatch(item):
                glyphs = fonts.get(found[1], {})
            elif open_ is None:
                continue
            elif item.endswith(b"] TJ"):
                said += [_text(part, glyphs) for part in _GLYPHS.findall(item)]
            elif item == b"EMC":
                if is_english("".join(said)):
                    open_["Lang"] = String("en")
                open_ = None


def is_english(text: str) -> bool:
    """Whether a line has English words, and Chinese ones at most as a term it explains."""
    letters = sum(len(word) for word in _WORD.findall(text))
    return letters > _TERM * len(_CHINESE.findall(text))


def _text(glyphs: bytes, table: dict[int, str]) -> str:
    """What a run of glyphs, four hexadecimal digits each, stands for."""
    return "".join(table.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4))
