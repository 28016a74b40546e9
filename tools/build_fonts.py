"""Builds the two fonts in checklist/fonts/ from fonts that others publish.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3   # static TrueType, OFL: nearly everything
    npm pack @expo-google-fonts/source-sans-3@0.4.1  # static TrueType, OFL: accented Latin
    apt-get install unicode-data                     # Unihan: what the Chinese standard lists

    python tools/build_fonts.py --chinese NOTO/package --latin SOURCE/package

(each path an unpacked archive). The same inputs give the same bytes. It needs nothing beyond
fontTools, which WeasyPrint brings along. At the end it names the characters of the project's own
texts for which there is no glyph.

Why not ship the fonts as they are: they hold 30,000 characters and weigh 10 MB each, and time to
load and cut a font grows with it. What goes in: the 8,105 characters of the 通用规范汉字表 (2013),
GB 2312, the characters in common use in Hong Kong, Macao and Taiwan (Big5, first level) and in
Japan (JIS, first level, and kana) for the names of shareholders from there, Latin with accents,
and the signs a form or a statute uses. What goes out: vertical writing, alternate forms,
hinting, glyph names. The name changes because the licence reserves a part of the old ones.
"""

from __future__ import annotations

import argparse
import bz2
import sys
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FAMILY = "Checklist Sans SC"
VERSION = "1.0"
STAMP = timestampFromString("Thu Jan  1 00:00:00 2026")
WEIGHTS = {"Regular": ("400Regular", 400), "Bold": ("700Bold", 700)}
TEXT_IN = ("checklist", "templates", "sample_inputs")  # searched for characters that lack a glyph
TEXT_TYPES = {".py", ".yaml", ".j2", ".css", ".json", ".md"}

SIGNS = (
    "→←↑↓⇒↔•·・…—–―‖′″※〃¥￥€£$¢‰％%℃№℡™©®§¶†‡°±×÷≤≥≠≈≡√∞∑∴∵²³½¼¾µ□■▢○●◎◇◆△▲▽▼▷▶☆★✓─│┌┐└┘├┤┬┴┼━┃"
)
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin vowels
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2030, 0x203B),
    (0x2160, 0x216B),  # Ⅰ–Ⅻ
    (0x2170, 0x2179),
    (0x2460, 0x249B),  # ①–⑳ ⑴–⒇ ⒈–⒛
    (0x3000, 0x301F),  # Chinese punctuation
    (0x3041, 0x30FF),  # kana
    (0x3220, 0x3229),  # ㈠–㈩
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE5),
)
SPACES = (0x2002, 0x2003, 0x2009, 0x202F)  # drawn as a plain space where there is no better
FEATURES = ["kern", "halt", "palt"]  # the last two only when a style sheet asks


def standard_characters(unihan: Path) -> set[int]:
    """The 通用规范汉字表, from Unihan's field kTGH."""
    characters = {
        int(line.split("\t")[0][2:], 16)
        for line in bz2.decompress(unihan.read_bytes()).decode().splitlines()
        if "\tkTGH\t" in line
    }
    if len(characters) != 8105:
        sys.exit(f"{unihan}: {len(characters)} characters with kTGH, expected 8105")
    return characters


def encoded(codec: str, first: range, second: list[int]) -> set[int]:
    """The characters of a two-byte encoding whose bytes lie in the given ranges."""
    return {
        ord(text)
        for lead in first
        for trail in second
        if len(text := bytes([lead, trail]).decode(codec, "ignore")) == 1
    }


def wanted_characters(unihan: Path) -> set[int]:
    wanted = standard_characters(unihan)
    wanted |= encoded("gb2312", range(0xB0, 0xF8), [*range(0xA1, 0xFF)])
    wanted |= encoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    wanted |= encoded("euc_jp", range(0xB0, 0xD0), [*range(0xA1, 0xFF)])
    for first, last in RANGES:
        wanted |= {*range(first, last + 1)}
    return wanted | {ord(sign) for sign in SIGNS}


def used_characters(root: Path) -> dict[int, str]:
    """Every printable character beyond ASCII of the project's own texts, and a file that has it."""
    found: dict[int, str] = {}
    for folder in TEXT_IN:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in TEXT_TYPES and path.is_file():
                for character in path.read_text("utf-8", errors="ignore"):
                    if character > "\x7f" and character.isprintable():
                        found.setdefault(ord(character), str(path.relative_to(root)))
    return found


def borrow_latin(font: TTFont, latin: TTFont, wanted: set[int]) -> int:
    """Adds the characters that only the Latin font has, at the size of the other's own letters."""
    scale = font["hmtx"][font.getBestCmap()[ord("H")]][0] / latin["hmtx"]["H"][0]
    source = latin.getGlyphSet()
    lacking = sorted(wanted & latin.getBestCmap().keys() - font.getBestCmap().keys())
    order = font.getGlyphOrder()
    for code in lacking:
        drawing = DecomposingRecordingPen(source)
        source[latin.getBestCmap()[code]].draw(drawing)
        pen = TTGlyphPen(None)
        drawing.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        name = f"latin{code:04X}"
        glyph = pen.glyph(round=round)
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        advance = round(latin["hmtx"][latin.getBestCmap()[code]][0] * scale)
        font["hmtx"][name] = (advance, glyph.xMin if glyph.numberOfContours else 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    return len(lacking)


def shrink(font: TTFont, wanted: set[int]) -> None:
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.legacy_kern = False
    options.notdef_outline = True
    options.name_IDs = []
    options.drop_tables += ["BASE", "STAT", "VORG", "gasp", "prep", "vhea", "vmtx", "GlyphOrder"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for table in font["cmap"].tables:
        for code in SPACES:
            table.cmap.setdefault(code, table.cmap[ord(" ")])


def rename(font: TTFont, style: str, weight: int, origin: str) -> None:
    name = font["name"] = newTable("name")
    name.names = []
    post_script = FAMILY.replace(" ", "")
    texts = {
        0: origin,
        1: FAMILY,
        2: style,
        3: f"{VERSION};{post_script}-{style}",
        4: f"{FAMILY} {style}",
        5: f"Version {VERSION}",
        6: f"{post_script}-{style}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        name.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    font["head"].created = font["head"].modified = STAMP
    font["head"].fontRevision = float(VERSION)


def build(chinese: Path, latin: Path, style: str, wanted: set[int], target: Path) -> None:
    folder, weight = WEIGHTS[style]
    font = TTFont(chinese / folder / f"NotoSansSC_{folder}.ttf", recalcTimestamp=False)
    extra = TTFont(latin / folder / f"SourceSans3_{folder}.ttf")
    origin = " ".join(f["name"].getDebugName(0).rstrip(".") + "." for f in (font, extra))
    borrowed = borrow_latin(font, extra, wanted)
    shrink(font, wanted)
    rename(font, style, weight, origin)
    font.save(target)
    size = target.stat().st_size / 1e6
    count = len(font.getBestCmap())
    print(f"{target}: {count} characters, {borrowed} from the Latin font, {size:.2f} MB")


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chinese", type=Path, required=True, help="unpacked Noto Sans SC package")
    parser.add_argument("--latin", type=Path, required=True, help="unpacked Source Sans 3 package")
    parser.add_argument(
        "--unihan",
        type=Path,
        default=Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2"),
        help="Unihan_OtherMappings.txt.bz2 (default: where Debian puts it)",
    )
    parser.add_argument("--output", type=Path, default=root / "checklist" / "fonts")
    arguments = parser.parse_args()

    wanted = wanted_characters(arguments.unihan)
    used = used_characters(root)
    for style in WEIGHTS:
        target = arguments.output / f"ChecklistSansSC-{style}.ttf"
        build(arguments.chinese, arguments.latin, style, wanted, target)
        absent = used.keys() - TTFont(target).getBestCmap().keys()
        for code in sorted(absent):
            print(f"  no glyph for U+{code:04X} {chr(code)}, used in {used[code]}")


if __name__ == "__main__":
    main()
