"""What everybody is given: a few companies of one size, as YAML, HTML and blocks.

The companies differ in their names, so that nobody can hand out a document made before. Programs
without HTML get the same words in the same tables (`blocks.py`).
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blocks import to_blocks

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "checklist" / "fonts" / "main"


@dataclass(frozen=True)
class Work:
    """One document to be made."""

    yaml: Path
    html: Path
    blocks: Path


def prepare(file: Path, as_of: dt.date, lang: str, folder: Path, count: int) -> list[Work]:
    """`count` companies like the one in `file`, each in every shape that somebody reads."""
    text = file.read_text("utf-8")
    if not re.search(r"^  name: .+$", text, re.MULTILINE):
        raise SystemExit(f"{file}: no line with the company's name")
    (folder / "template.typ").write_bytes((Path(__file__).parent / "template.typ").read_bytes())
    found = []
    for number in range(1, count + 1):
        work = Work(
            folder / f"company-{number}.yaml",
            folder / f"company-{number}.html",
            folder / f"company-{number}.json",
        )
        named = re.sub(r"^(  name: .+)$", rf"\1（{number}）", text, count=1, flags=re.MULTILINE)
        work.yaml.write_text(named, "utf-8")
        page = _page(work.yaml, as_of, lang)
        work.html.write_text(page, "utf-8")
        work.blocks.write_text(json.dumps(_content(page, number, folder), ensure_ascii=False))
        found.append(work)
    return found


def _page(file: Path, as_of: dt.date, lang: Any) -> str:
    """The HTML that our own PDF is made from, with the style sheet for print inside."""
    from checklist.outputs.html import render_for_pdf
    from checklist.outputs.templates import templates_folder

    page = render_for_pdf(plan_of(file, as_of), lang)
    style = (templates_folder() / "print.css").read_text("utf-8").replace("Checklist Sans SC", "-")
    return page.replace("</head>", f"<style>{style}</style>\n</head>", 1)


def plan_of(file: Path, as_of: dt.date) -> Any:
    """The plan of an input file, with the packaged law."""
    from checklist.holidays import Calendar
    from checklist.loading import planned
    from checklist.rules.loader import load_law

    law = load_law()
    return planned(file, law, Calendar.of(law), as_of)


def _content(page: str, number: int, folder: Path) -> dict[str, Any]:
    """The page's blocks for programs that read no HTML; pictures are laid beside."""
    blocks = to_blocks(page)
    for place, block in enumerate(blocks):
        if block["kind"] == "picture":
            name = f"picture-{number}-{place}.svg"
            (folder / name).write_text(block.pop("svg"), "utf-8")
            block["file"] = name
    title = next(block["text"] for block in blocks if block["kind"] == "heading")
    return {"title": title, "blocks": blocks}
