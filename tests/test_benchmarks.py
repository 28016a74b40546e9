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


def test_a_batch_is_set_against_one_worker_and_against_processes_in_a_row() -> None:
    many = report.Many(cores=[2.0, 4.0, 3.0], core=[2.0], weasyprint=[0.5])
    text = report.many_against_one(many)
    assert "3.00 documents per second with 2 workers, 2.00 with one: 1.50 times" in text
    assert "0.50 per second; the batch is 6.0 times as fast" in text
    assert "weasyprint" not in report.many_against_one(report.Many([1.0], [1.0]))


def test_a_share_is_said_with_its_pages_and_what_a_page_takes() -> None:
    result = report.Result(contest.share("2026-11-23", "zh", "legal"), [0.5, 1.0, 0.75])
    result.pages, result.size = 5, 150_000
    assert "750 ms for 5 pages, 150 kB (150 ms, 30 kB a page)" in report.short_document(result)
