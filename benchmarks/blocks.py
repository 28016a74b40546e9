"""The finished HTML as a list of headings, texts and tables.

So the same words, in the same order and the same tables, can be set by a program that reads no
HTML. What lies in a table's cell becomes lines of that cell.
"""

import base64
import re
from html.parser import HTMLParser
from typing import Any, Final

LINES: Final = {"p", "li", "h1", "h2", "h3", "h4", "div", "ol", "ul", "dt", "dd", "tr", "br"}
TEXTS: Final = {"p", "li", "h1", "h2", "h3", "h4", "figcaption", "dt", "dd", "summary"}
LEAST: Final = 0.35
"""The narrowest column as a part of the average one."""


def to_blocks(html: str) -> list[dict[str, Any]]:
    """The blocks of a page's body, in reading order."""
    reader = _Reader()
    reader.feed(html[html.index("<body") :])
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[dict[str, Any]] = []
        self.text: list[str] = []
        self.open: str | None = None
        self.depth = 0
        self.rows: list[list[str]] = []
        self.heads = 0
        self.in_head = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._end_text()
                self.rows, self.heads = [], 0
        elif tag == "thead" and self.depth == 1:
            self.in_head = True
        elif tag == "tr" and self.depth == 1:
            self.rows.append([])
            self.heads += self.in_head
        elif tag in ("td", "th") and self.depth == 1:
            self.text = []
        elif tag == "img":
            self._picture(dict(attributes).get("src") or "")
        elif self.depth:
            if tag in LINES and self.text:
                self.text.append("\n")
        elif tag in TEXTS:
            self._end_text()
            self.open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.depth -= 1
            if self.depth == 0 and self.rows:
                self._end_table()
        elif tag == "thead":
            self.in_head = False
        elif tag in ("td", "th") and self.depth == 1:
            self.rows[-1].append(_tidy(self.text))
            self.text = []
        elif tag in TEXTS and not self.depth:
            self._end_text()

    def handle_data(self, data: str) -> None:
        if self.depth or self.open:
            self.text.append(data)

    def _picture(self, source: str) -> None:
        if source.startswith("data:image/svg+xml;base64,") and not self.depth:
            svg = base64.b64decode(source.partition(",")[2]).decode()
            self.blocks.append({"kind": "picture", "svg": svg})

    def _end_text(self) -> None:
        text = _tidy(self.text)
        if self.open and text:
            level = int(self.open[1]) if self.open[0] == "h" else 0
            self.blocks.append(
                {"kind": "heading" if level else "text", "level": level, "text": text}
            )
        self.text, self.open = [], None

    def _end_table(self) -> None:
        columns = max(map(len, self.rows))
        rows = [row + [""] * (columns - len(row)) for row in self.rows]
        sizes = [sum(len(row[place]) ** 0.5 for row in rows) + 1 for place in range(columns)]
        least = LEAST * sum(sizes) / columns
        widths = [max(size, least) for size in sizes]
        self.blocks.append(
            {
                "kind": "table",
                "widths": [round(width / sum(widths), 4) for width in widths],
                "head": rows[: self.heads],
                "rows": rows[self.heads :],
            }
        )


def _tidy(parts: list[str]) -> str:
    """Text without the white space of the markup around it."""
    lines = "".join(parts).splitlines()
    return "\n".join(filter(None, (re.sub(r"[ \t]+", " ", line).strip() for line in lines)))
