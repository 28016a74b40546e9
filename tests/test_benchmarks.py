"""The side-by-side measurement: everybody gets the same words, and who is missing is said."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from plan_factory import make_plan

from checklist.messages import LANGS, Lang
from checklist.outputs.html import render_for_pdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import contest  # noqa: E402
import report  # noqa: E402
from blocks import to_blocks  # noqa: E402


class Words(HTMLParser):
    """All the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_blocks_hold_every_word_of_the_page_in_its_order(lang: Lang) -> None:
    page = render_for_pdf(make_plan(), lang)
    reader = Words()
    reader.feed(page[page.index("<body") :])
    blocks = to_blocks(page)
    said = ""
    for block in blocks:
        said += block.get("text", "")
        said += "".join(
            cell for row in block.get("head", []) + block.get("rows", []) for cell in row
        )
    assert squeezed(said) == squeezed(reader.words)
    tables = [block for block in blocks if block["kind"] == "table"]
    assert len(tables) > 9
    for table in tables:
        assert sum(table["widths"]) == pytest.approx(1, abs=0.01)
        assert all(len(row) == len(table["widths"]) for row in table["head"] + table["rows"])


def test_a_missing_program_gets_a_line_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(contest.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(contest, "executable", lambda: None)
    found = contest.contestants("2026-11-23", "zh")
    lacking = [who.lacks for who in found if not who.name.startswith(("checklist", "weasyprint"))]
    assert set(lacking) == {
        "pip install typst",
        "pip install reportlab",
        "apt-get install chromium",
    }
    text = report.table([report.Result(who) for who in found])
    assert text.count("not installed: pip install typst") == 2
    assert text.count("not installed: apt-get install chromium") == 2
