"""The shipped fonts: what they can draw, what they are called, and what a PDF makes of them."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from fontTools.ttLib import TTFont
from plan_factory import make_plan

from checklist.outputs import fonts, glyphs, pdf
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.pdf import render_pdf
from checklist.outputs.templates import FONTS, templates_folder

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")

RARE_NAME = "上海㛃𬭚𫖯龘䶮𠅤龍鳳囧有限公司"
FOREIGN = "Nguyễn Thị Ánh · Şükrü Yıldız İğ · Groß ẞ Łukasz · Ελλάδα Ёлкин · 김민준 · 山﨑龍之介"
CHARACTERS = {"main": (12_000, 14_000), "rare": (24_000, 26_000)}


def characters(name: str) -> set[int]:
    """What the font library reads from a file's table."""
    with TTFont(FONTS / name, lazy=True) as font:
        return set(font.getBestCmap())


def extract(data: bytes) -> str:
    """The text of a PDF, as poppler reads it, without white space."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return re.sub(r"\s", "", done.stdout.decode())


def embedded(data: bytes) -> dict[str, tuple[TTFont, set[int]]]:
    """The fonts in a PDF by their full name, and the glyphs of each that the text uses."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                file = item.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
                rows = re.findall(rb"<(\w{4})> <\w+>", item.ToUnicode.read_bytes())
                font = TTFont(io.BytesIO(file))
                found[str(item.BaseFont)] = (font, {int(row, 16) for row in rows})
    return found


# what they hold


@pytest.mark.parametrize("name", glyphs.FILES)
def test_coverage_is_what_the_font_library_reads(name: str) -> None:
    ranges = glyphs.coverage(name)
    assert {
        point
        for first, last in zip(ranges.first, ranges.last, strict=True)
        for point in range(first, last + 1)
    } == characters(name)


def test_every_character_of_the_standard_is_in_the_main_font_in_both_weights(root: Path) -> None:
    lines = (root / "tests/cases/standard_characters.txt").read_text("utf-8").splitlines()
    standard = "".join(line for line in lines if not line.startswith("#"))
    assert len(standard) == len(set(standard)) == 8105
    assert standard.startswith("一乙二十丁厂七卜八人")
    assert standard[3500] == "乂"  # the second level begins
    for name in fonts.MAIN:
        with TTFont(FONTS / name) as font:
            mapping, outlines = font.getBestCmap(), font["glyf"]
            lacking = [c for c in standard if outlines[mapping[ord(c)]].numberOfContours <= 0]
        assert lacking == []


@pytest.mark.parametrize("names", [fonts.MAIN, fonts.RARE])
def test_both_weights_have_the_same_characters(names: tuple[str, str]) -> None:
    regular, bold = map(characters, names)
    assert regular == bold
    least, most = CHARACTERS[names[0][:4]]
    assert least < len(regular) < most


def test_the_two_fonts_share_only_what_is_blank_or_a_hyphen() -> None:
    shared = characters(fonts.MAIN[0]) & characters(fonts.RARE[0])
    assert {unicodedata.category(chr(point)) for point in shared} == {"Zs", "Pd"}
    assert {0x20, 0xA0, 0x3000} <= shared


@pytest.mark.parametrize(
    ("first", "last"), [(0x4E00, 0x9FEF), (0x3400, 0x4DB5)], ids=["unified", "extension A"]
)
def test_whole_blocks_are_covered(first: int, last: int) -> None:
    assert not [chr(point) for point in range(first, last + 1) if not glyphs.has_glyph(chr(point))]


@pytest.mark.parametrize("text", [RARE_NAME, FOREIGN, "☐☑✔✗①℃㎡￥€₩₽£"])
def test_names_and_signs_have_glyphs(text: str) -> None:
    assert not [character for character in text if not glyphs.has_glyph(character)]


def test_korean_syllables_in_common_use_are_covered() -> None:
    for lead in range(0xB0, 0xC9):
        text = bytes(byte for trail in range(0xA1, 0xFF) for byte in (lead, trail)).decode("euc_kr")
        assert not [syllable for syllable in text if not glyphs.has_glyph(syllable)]


# what they are


@pytest.mark.parametrize("name", glyphs.FILES)
def test_a_font_is_static_truetype_under_its_own_name_and_licence(name: str) -> None:
    with TTFont(FONTS / name, lazy=True) as font:
        assert "glyf" in font
        assert not {"fvar", "gvar", "CFF ", "CFF2", "prep", "fpgm"} & set(font.keys())
        family = fonts.FAMILY if name in fonts.MAIN else fonts.RARE_FAMILY
        style = "Bold" if "Bold" in name else "Regular"
        names = font["name"]
        assert names.getDebugName(1) == family
        assert names.getDebugName(2) == style
        assert names.getDebugName(6) == Path(name).stem
        assert "SIL Open Font License" in names.getDebugName(13)
        assert font["OS/2"].usWeightClass == (700 if style == "Bold" else 400)
        for number in (1, 3, 4, 6):  # reserved by the originals
            assert "Source" not in names.getDebugName(number)
            assert "Noto" not in names.getDebugName(number)


def test_lines_are_as_high_with_one_font_as_with_the_other() -> None:
    heights = set()
    for name in glyphs.FILES:
        with TTFont(FONTS / name, lazy=True) as font:
            head, line = font["head"], font["hhea"]
            heights.add((head.unitsPerEm, line.ascent, line.descent, line.lineGap))
    assert len(heights) == 1


def test_the_licence_lies_beside_them_and_all_together_stay_small() -> None:
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for original in ("Noto Sans SC", "Source Sans 3", "Noto Sans TC", "Noto Sans KR"):
        assert original in licence
    assert sum(path.stat().st_size for path in FONTS.rglob("*.ttf")) < 25_000_000


# what a PDF makes of them


@needs_poppler
def test_a_name_of_rare_characters_is_printed_in_our_fonts_and_read_back() -> None:
    name = f"{RARE_NAME} {FOREIGN}"
    data = render_pdf(make_plan(name=name), "zh")
    assert re.sub(r"\s", "", name) in extract(data)
    found = embedded(data)
    assert {font.split("+")[1] for font in found} == {
        "Checklist-Sans-SC",
        "Checklist-Sans-SC-Bold",
        "Checklist-Sans-SC-Rare",
        "Checklist-Sans-SC-Rare-Bold",
    }
    for font, used in found.values():
        order, outlines = font.getGlyphOrder(), font["glyf"]
        # A number beyond the last glyph is how an empty box gets into a PDF.
        assert max(used) < len(order)
        blank = [number for number in used if outlines[order[number]].numberOfContours == 0]
        assert len(blank) <= 3  # spaces


def test_a_plan_without_rare_characters_does_not_see_the_rare_font() -> None:
    data = render_pdf(make_plan(name="镕基龙凤龍鳳国际贸易有限公司"), "zh")
    assert {name.split("+")[1] for name in embedded(data)} == {
        "Checklist-Sans-SC",
        "Checklist-Sans-SC-Bold",
    }


def test_a_plan_prints_the_same_after_one_with_rare_characters() -> None:
    before = render_pdf(make_plan(), "zh")
    render_pdf(make_plan(name=RARE_NAME), "zh")
    assert render_pdf(make_plan(), "zh") == before


def test_rare_characters_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); from plan_factory import make_plan; "
        "from checklist.outputs.pdf import render_pdf; "
        f"sys.stdout.buffer.write(render_pdf(make_plan(name={RARE_NAME!r}), 'zh'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == render_pdf(make_plan(name=RARE_NAME), "zh")


@needs_poppler
def test_what_leaves_no_mark_leaves_none_in_a_pdf_either() -> None:
    name = "公" + "司".join(map(chr, sorted(glyphs._INVISIBLE))) + "龘\U000e0100囧\u200b김"
    words = extract(render_pdf(make_plan(name=name), "zh"))  # an empty box would raise
    assert words.count("龘") >= 1


def test_an_empty_box_stops_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "render_for_pdf", lambda *_, **__: "<html lang=zh><p>公司\U0002ffff")
    with pytest.raises(OutputError, match="notdef"):
        render_pdf(make_plan(), "zh")


@pytest.mark.parametrize("plain", ["abc 公司 ①", "Zoe\u0308", "a\u200db\ufe0f", "龍鳳 İğ ễ"])
def test_what_the_main_font_can_do_needs_no_other(plain: str) -> None:
    assert not glyphs.needs_rare_font(plain)


@pytest.mark.parametrize("rare", ["龘", "𠀋", "囧", "김", "公司\U0002ffff"])
def test_what_the_main_font_lacks_calls_for_the_other(rare: str) -> None:
    assert glyphs.needs_rare_font(f"公司{rare}")


# what cannot be printed


def test_the_plan_of_the_tests_can_be_printed() -> None:
    assert glyphs.missing_glyphs(make_plan()) == []


def test_what_cannot_be_printed_is_named_with_its_place() -> None:
    plan = make_plan(name="龘科技\U0002ffff☐😀有限公司")
    found = [(item.character, item.where) for item in glyphs.missing_glyphs(plan)]
    assert found == [("\U0002ffff", "company.name"), ("😀", "company.name")]


@pytest.mark.parametrize("good", ["Zoe\u0308", "镕", "a\u200db", "\u202e王", RARE_NAME, FOREIGN])
def test_what_leaves_no_mark_or_has_one_of_its_own_is_no_error(good: str) -> None:
    assert glyphs.missing_glyphs(make_plan(name=good)) == []


@pytest.mark.parametrize("character", ["\U0002ffff", "😀", "\U00031350"])
def test_a_run_refuses_it_with_character_and_place_and_writes_nothing(
    character: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    file = tmp_path / "company.yaml"
    file.write_text(
        f"# 清算\ncompany:\n  name: 杭州{character}茶业有限公司\n  legal_form: 有限责任公司\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    result = run("plan", str(file), "--as-of", "2026-11-23", "-o", str(out))
    assert result.exit_code == 2
    assert not out.exists()
    for words in (f"{file}:3:11", "company.name", f"“{character}”", f"U+{ord(character):04X}"):
        assert words in result.stderr


def test_the_place_of_what_the_file_writes_otherwise_is_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('name: "\\U0002FFFF"\n', encoding="utf-8")
    assert glyphs.place(file, "\U0002ffff") == str(file)
    assert glyphs.place(tmp_path / "none.yaml", "x") == str(tmp_path / "none.yaml")


# fontconfig


def test_the_variable_for_fonts_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    with fonts.own_fonts(rare=True):
        assert os.environ["FONTCONFIG_FILE"] != "mine"
    assert os.environ["FONTCONFIG_FILE"] == "mine"


def test_a_cache_that_cannot_be_made_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert fonts.fonts_conf(rare=False).is_file()


def test_the_folder_of_the_rare_font_is_named_only_where_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rare = str(FONTS / "rare")
    assert rare in fonts.fonts_conf(rare=True).read_text("utf-8")
    assert rare not in fonts.fonts_conf(rare=False).read_text("utf-8")


def test_a_font_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    with (
        pytest.raises(EnvironmentMissing, match=r"ChecklistSansSC-Regular\.ttf"),
        fonts.own_fonts(rare=False),
    ):
        pass


# the page on a screen


def test_the_screen_names_a_chinese_font_of_every_system() -> None:
    sheet = (templates_folder() / "screen.css").read_text("utf-8")
    stack = re.search(r"^html \{ font: [^;]+;", sheet, re.MULTILINE)
    assert stack
    for font in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "sans-serif"):
        assert font in stack[0]
    assert "@font-face" not in sheet
