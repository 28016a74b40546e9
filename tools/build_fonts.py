"""Builds the fonts in checklist/fonts/ from variable fonts that others publish under the OFL.

    pip download --no-deps justmytype-intl-cjk==0.1.0     # Noto Sans SC, TC, JP, KR 2.004-H2
    pip download --no-deps fontpkg-source-sans-3==3.52    # Source Sans 3, version 3.052
    apt-get install unicode-data                          # Unihan: the Chinese standard

    python tools/build_fonts.py FOLDER-OF-THE-TWO-WHEELS

Variable fonts in, static ones out, each cut into two: a main font with what documents are made of
(`font_characters.py` says what), and a rare font with everything else that the sources can draw.
The same inputs give the same bytes; needs nothing beyond fontTools, which WeasyPrint brings along,
and a few minutes. At the end it names the characters of the project's own texts that only the rare
font has, and those for which there is no glyph at all.

Why not ship the fonts as they are: a variable font is worked out anew for every document, and an
outline on a grid of 512 units to the em instead of 1,000 (finer than any office printer at these
sizes) makes the fonts inside a PDF a tenth smaller. What goes out besides: vertical writing,
alternate forms, hinting, glyph names. Overlaps stay: without them the outlines have more points.
CFF outlines would be no smaller (851 glyphs of a plan: 125 kB, as TrueType on this grid 124 kB).
The name changes because the licence reserves a part of the old ones.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import zipfile
from pathlib import Path

from font_characters import (
    LEVELS,
    main_characters,
    rare_characters,
    standard_characters,
    used_characters,
)
from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

MAIN, RARE = "Checklist Sans SC", "Checklist Sans SC Rare"
VERSION = "2.0"
STAMP = timestampFromString("Thu Jan  1 00:00:00 2026")
WEIGHTS = {"Regular": 400, "Bold": 700}
UNITS = 512
SOURCES = {  # the first that has a character draws it
    "NotoSansSC[wght].ttf": "a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
    "SourceSans3[wght].ttf": "042fe2cc0b933e328410d7acbd0aa6a1873dca5aef81875f4bc214b08825c7b9",
    "NotoSansTC[wght].ttf": "864727d210d54f2537bbe23b3a839436c3992af72de9322af5270897246bd44f",
    "NotoSansJP[wght].ttf": "c2f3b4d463500a2ddcd3849cded1fceeb9fd6d1c32e6cbecd568453ba50fc68f",
    "NotoSansKR[wght].ttf": "194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252",
}
CHINESE, LATIN, *OTHERS = SOURCES
FEATURES = ["kern", "halt", "palt"]  # the last two only when a style sheet asks
SPACES = (0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F)  # plain where there is no better
SHARED = {0x0020, 0x002D, 0x00A0, 0x3000}  # what Pango takes from the font of the word before it


def read_sources(folder: Path) -> dict[str, bytes]:
    """The variable fonts out of the wheels in a folder, each checked to be the expected one."""
    found: dict[str, bytes] = {}
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for path in archive.namelist():
                if (name := path.rpartition("/")[2]) in SOURCES:
                    found[name] = archive.read(path)
    for name, digest in SOURCES.items():
        if name not in found:
            raise SystemExit(f"{folder}: no wheel with {name}; the head of this file names them")
        if hashlib.sha256(found[name]).hexdigest() != digest:
            raise SystemExit(f"{name} is not the version this program was written for")
    return found


def characters(source: bytes) -> set[int]:
    """What a font has glyphs for."""
    with TTFont(io.BytesIO(source), lazy=True) as font:
        return set(font.getBestCmap())


def static(source: bytes, wanted: set[int], weight: int) -> TTFont:
    """One weight of a variable font, with the wanted characters only."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.legacy_kern = False
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "gasp", "prep", "vhea", "vmtx", "GlyphOrder"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    return font


def add_glyphs(font: TTFont, other: TTFont, wanted: set[int], scale: float) -> None:
    """Draws the wanted characters of another font into this one."""
    source, mapping = other.getGlyphSet(), other.getBestCmap()
    order = font.getGlyphOrder()
    names: dict[str, str] = {}
    for code in sorted(wanted & mapping.keys()):
        old = mapping[code]
        if old not in names:
            drawing = DecomposingRecordingPen(source)
            source[old].draw(drawing)
            pen = TTGlyphPen(None)
            drawing.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            names[old] = f"added{len(order):05}"
            glyph = pen.glyph(round=round)
            order.append(names[old])
            font["glyf"].glyphs[names[old]] = glyph
            glyph.recalcBounds(font["glyf"])
            advance = round(other["hmtx"][old][0] * scale)
            left = glyph.xMin if glyph.numberOfContours else 0
            font["hmtx"][names[old]] = (advance, left)
        for table in font["cmap"].tables:
            if table.isUnicode() and (code <= 0xFFFF or table.format == 12):
                table.cmap[code] = names[old]
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def sort_glyphs(font: TTFont, codes: list[int]) -> None:
    """Numbers the glyphs in the order of their characters in `codes`."""
    mapping = font.getBestCmap()
    first = [mapping[code] for code in codes if code in mapping]
    order = list(dict.fromkeys([".notdef", *first, *font.getGlyphOrder()]))
    reorderGlyphs(font, order)


def rename(font: TTFont, family: str, style: str, origin: str) -> None:
    """Gives a font its name, its dates and its place in the family."""
    name = font["name"] = newTable("name")
    name.names = []
    post_script = f"{family.replace(' ', '')}-{style}"
    texts = {
        0: origin,
        1: family,
        2: style,
        3: f"{VERSION};{post_script}",
        4: f"{family} {style}",
        5: f"Version {VERSION}",
        6: post_script,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        name.setName(text, number, 3, 1, 0x409)
    for table in ("STAT", "avar"):
        if table in font:
            del font[table]
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font["OS/2"].recalcUnicodeRanges(font)
    font["head"].macStyle = int(bold)
    font["head"].created = font["head"].modified = STAMP
    font["head"].fontRevision = float(VERSION)


def build_main(sources: dict[str, bytes], codes: list[int], style: str) -> TTFont:
    """The main font in one weight: Noto Sans SC, and from Source Sans what that lacks."""
    wanted, weight = set(codes), WEIGHTS[style]
    font = static(sources[CHINESE], wanted, weight)
    latin = static(sources[LATIN], characters(sources[LATIN]), weight)
    capital_h = [each["hmtx"][each.getBestCmap()[ord("H")]][0] for each in (font, latin)]
    lacking = wanted - font.getBestCmap().keys()
    add_glyphs(font, latin, lacking, capital_h[0] / capital_h[1])
    sort_glyphs(font, codes)
    return font


def build_rare(sources: dict[str, bytes], main: set[int], style: str) -> TTFont:
    """The rare font in one weight: the rest of Noto Sans SC, then what only its sisters have."""
    rest = characters(sources[CHINESE]) - main | SHARED
    font = static(sources[CHINESE], rest, WEIGHTS[style])
    for name in OTHERS:
        more = rare_characters(characters(sources[name])) - main - font.getBestCmap().keys()
        add_glyphs(font, static(sources[name], more, WEIGHTS[style]), more, 1.0)
    sort_glyphs(font, sorted(font.getBestCmap()))
    return font


def save(font: TTFont, family: str, style: str, origin: str, folder: Path) -> set[int]:
    """Scales, names and writes a font; gives its characters."""
    for table in font["cmap"].tables:
        for code in SPACES:
            table.cmap.setdefault(code, table.cmap[ord(" ")])
    scale_upem(font, UNITS)
    rename(font, family, style, origin)
    target = folder / f"{family.replace(' ', '')}-{style}.ttf"
    folder.mkdir(parents=True, exist_ok=True)
    font.save(target)
    codes = set(TTFont(target, lazy=True).getBestCmap())
    print(
        f"{target.name}: {len(codes)} characters, {target.stat().st_size / 1e6:.2f} MB", flush=True
    )
    return codes


def write_standard(standard: list[int], target: Path) -> None:
    """The list that the tests hold the fonts against, fifty characters a line."""
    text = "".join(map(chr, standard))
    lines = [text[at : at + 50] for at in range(0, len(text), 50)]
    head = (
        f"# 通用规范汉字表（2013），{LEVELS[-1]}字，按表内序号；取自Unihan的kTGH字段。\n"
        "# The characters of the standard in its order, from Unihan's field kTGH.\n"
    )
    target.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheels", type=Path, help="folder with the two wheels")
    parser.add_argument(
        "--unihan",
        type=Path,
        default=Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2"),
        help="Unihan_OtherMappings.txt.bz2 (default: where Debian puts it)",
    )
    parser.add_argument("--output", type=Path, default=root / "checklist" / "fonts")
    arguments = parser.parse_args()

    sources = read_sources(arguments.wheels)
    standard = standard_characters(arguments.unihan)
    write_standard(standard, root / "tests" / "cases" / "standard_characters.txt")
    codes = main_characters(standard, characters(sources[LATIN]))
    origin = " ".join(
        TTFont(io.BytesIO(sources[name]), lazy=True)["name"].getDebugName(0).rstrip(".") + "."
        for name in (CHINESE, LATIN)
    )
    common: set[int] = set()
    rare: set[int] = set()
    for style in WEIGHTS:
        font = build_main(sources, codes, style)
        common = save(font, MAIN, style, origin, arguments.output / "main")
        font = build_rare(sources, common, style)
        rare = save(font, RARE, style, origin, arguments.output / "rare")
    used = used_characters(root, ("checklist", "templates", "sample_inputs"))
    for code in sorted(used.keys() - common):
        where = "only the rare font has" if code in rare else "no glyph for"
        print(f"  {where} U+{code:04X} {chr(code)}, used in {used[code]}")


if __name__ == "__main__":
    main()
