"""The tags of a PDF, read with pikepdf for tests: elements, marked content, annotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_TYPES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 "
    "H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code "
    "Link Annot Figure Formula Form"
)
STANDARD = frozenset(_TYPES.split())
SHOWING = {"Tj", "TJ", "'", '"', "Do", "sh", "EI"}
PAINTING = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}


@dataclass
class Element:
    """A structure element."""

    kind: str
    own: Any
    parent: "Element | None"
    kids: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Page and number of the marked content that stands in it directly."""
    objects: list[Any] = field(default_factory=list)
    """Annotations."""

    def all(self) -> Iterator["Element"]:
        """This element and every one below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


def read_tags(document: pikepdf.Pdf) -> Element:
    """The tree of the document."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    (top,) = document.Root.StructTreeRoot.K
    return _read(top, None, pages)


def _read(own: Any, parent: Element | None, pages: dict[Any, int]) -> Element:
    element = Element(str(own.S).lstrip("/"), own, parent)
    if parent:
        assert own.P.objgen == parent.own.objgen
    kids = own.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.marks.append((pages[own.Pg.objgen], kid))
        elif kid.get("/Type") == "/OBJR":
            element.objects.append(kid.Obj)
        else:
            element.kids.append(_read(kid, element, pages))
    return element


@dataclass
class Content:
    """What a page draws."""

    marks: list[int] = field(default_factory=list)
    """Numbers of marked content, in the order in which it is drawn."""
    loose: int = 0
    """Operators that draw outside any mark."""
    pagination: int = 0
    """Texts drawn as artifacts of the page."""


def read_content(page: pikepdf.Page) -> Content:
    """Go through a page's operators."""
    found = Content()
    open_: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BMC":
            open_.append(str(operands[0]))
        elif name == "BDC":
            properties = operands[1]
            if "/MCID" in properties:
                found.marks.append(int(properties.MCID))
                open_.append("mark")
            else:
                open_.append(f"{operands[0]} {properties.get('/Type', '')}")
        elif name == "EMC":
            open_.pop()
        elif name in SHOWING | PAINTING:
            found.loose += not open_
            found.pagination += name in SHOWING and "/Artifact /Pagination" in open_
    assert not open_
    return found


def read_texts(page: pikepdf.Page) -> Iterator[tuple[str, str | None]]:
    """The text of each marked piece of a page, and the language it names."""
    tables = {name: _glyph_table(font) for name, font in page.obj.Resources.Font.items()}
    table: dict[str, str] = {}
    said, lang, marked = "", None, False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            table = tables[str(operands[0])]
        elif name == "BDC":
            said, marked = "", "/MCID" in operands[1]
            lang = str(operands[1].Lang) if "/Lang" in operands[1] else None
        elif name == "EMC" and marked:
            yield said, lang
            marked = False
        elif name == "TJ" and marked:
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    glyphs = bytes(part).hex()
                    said += "".join(table[glyphs[at : at + 4]] for at in range(0, len(glyphs), 4))


def _glyph_table(font: Any) -> dict[str, str]:
    """What the font's own table says a glyph stands for."""
    lines = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes().decode())
    return {glyph: bytes.fromhex(text).decode("utf-16-be") for glyph, text in lines}


def parent_tree(document: pikepdf.Pdf) -> dict[int, Any]:
    """What the document's parent tree says, by number."""
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
