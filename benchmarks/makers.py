"""One document, by a program that runs in Python: `python makers.py KIND INPUT OUTPUT`.

Without arguments after KIND it stays and makes a document for every line “INPUT<tab>OUTPUT” that it
reads, answering “ok”: that is the warm way.
"""

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from work import FONTS, plan_of  # noqa: E402 - the path is set above

Maker = Callable[[Path, Path], None]


def checklist(as_of: str, lang: str, team: str) -> Maker:
    """This program, from the YAML to the PDF; of the whole plan where no team is named."""
    from checklist.outputs.documents import render
    from checklist.outputs.options import Look, Options
    from checklist.vocabulary import Owner

    day = dt.date.fromisoformat(as_of)
    options = Options(lang, Look(Owner(team) if team else None))  # type: ignore[arg-type]

    def make(source: Path, target: Path) -> None:
        target.write_bytes(render(plan_of(source, day), "pdf", options))

    return make


def typst() -> Maker:
    """Typst on the blocks, with our fonts."""
    import typst

    def make(source: Path, target: Path) -> None:
        typst.compile(
            str(source.with_name("template.typ")),
            output=str(target),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"blocks": source.name},
        )

    return make


def reportlab() -> Maker:
    """ReportLab on the blocks, with our fonts; it draws no SVG, so without the timeline."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    for weight in ("Regular", "Bold"):
        file = FONTS / f"ChecklistSansSC-{weight}.ttf"
        pdfmetrics.registerFont(TTFont(weight, str(file)))
    text = ParagraphStyle("text", fontName="Regular", fontSize=9, leading=13, wordWrap="CJK")
    bold = ParagraphStyle("bold", parent=text, fontName="Bold")
    heads = {
        level: ParagraphStyle(
            f"h{level}", parent=bold, fontSize=size, leading=size * 1.4, keepWithNext=True
        )
        for level, size in {1: 19, 2: 12, 3: 10, 4: 10}.items()
    }
    look = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#aaaaaa")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), mm),
    ]

    def words(value: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(escape(value).replace("\n", "<br/>"), style)

    def make(source: Path, target: Path) -> None:
        work = json.loads(source.read_text("utf-8"))
        document = SimpleDocTemplate(
            str(target), pagesize=A4, title=work["title"], leftMargin=15 * mm, rightMargin=15 * mm
        )

        def foot(canvas: object, _document: object) -> None:
            canvas.setFont("Regular", 8)  # type: ignore[attr-defined]
            canvas.drawString(15 * mm, 10 * mm, work["title"])  # type: ignore[attr-defined]
            number = str(canvas.getPageNumber())  # type: ignore[attr-defined]
            canvas.drawRightString(195 * mm, 10 * mm, number)  # type: ignore[attr-defined]

        story: list[object] = []
        for block in work["blocks"]:
            if block["kind"] == "heading":
                story.append(words(block["text"], heads[block["level"]]))
            elif block["kind"] == "text":
                story.append(words(block["text"], text))
            elif block["kind"] == "table":
                rows = [[words(cell, bold) for cell in row] for row in block["head"]]
                rows += [[words(cell, text) for cell in row] for row in block["rows"]]
                widths = [width * document.width for width in block["widths"]]
                head = len(block["head"])
                shade = [("BACKGROUND", (0, 0), (-1, head - 1), HexColor("#eeeeee"))] * bool(head)
                story.append(Table(rows, colWidths=widths, repeatRows=head, style=[*look, *shade]))
        document.build(story, onFirstPage=foot, onLaterPages=foot)

    return make


def main() -> None:
    """Make one document, or one for every line of the input."""
    kind, *rest = sys.argv[1:]
    if kind == "checklist":
        maker, rest = checklist(*rest[:3]), rest[3:]
    else:
        maker = {"typst": typst, "reportlab": reportlab}[kind]()
    if rest:
        maker(Path(rest[0]), Path(rest[1]))
        return
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        maker(Path(source), Path(target))
        print("ok", flush=True)


if __name__ == "__main__":
    main()
