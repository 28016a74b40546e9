"""The structure tree of a tagged PDF, put in order before it is written.

WeasyPrint tags every box it has drawn. What a reader of the tags needs is less and more: here,
tables that only place things side by side become plain groups, header cells say whether they head a
column or a row, wrappers without a meaning go (they were a third of the file), links say where they
lead. It is WeasyPrint's own hook (`finisher`), called with the document before it is serialised.
"""

from typing import Any, Final

CONTENT: Final = frozenset(
    f"/{name}"
    for name in ("P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "LBody", "Lbl", "Link")
) | {"/Caption", "/Span", "/NonStruct"}
"""Structure types that text may stand in directly."""
_WRAPPERS: Final = frozenset(("/Span", "/NonStruct"))
_STRICT: Final = frozenset(("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/L"))
"""Types whose kids are prescribed."""
_CELLS: Final = frozenset(("/TH", "/TD"))


def tidy(pdf: Any) -> None:
    """Put the structure tree of a `pydyf.PDF` in order."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    moved: dict[bytes, bytes] = {}
    for reference in root["K"]:
        document = _at(pdf, reference)
        _mark_tables(pdf, document, "", above="")
        _merge(pdf, document, moved)
    _footers_apart(pdf, root)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    for place, entry in enumerate(numbers):
        if isinstance(entry, list):
            entry[:] = [_final(moved, reference) for reference in entry]
        elif isinstance(entry, bytes):
            numbers[place] = _final(moved, entry)


def describe_links(document: Any, places: dict[str, str]) -> None:
    """Let every link say where it leads: `places` has a text for each target."""
    from pydyf import String

    for page in document.pages:
        for kind, target, _, box in page.links:
            if kind == "internal" and target in places:
                box.link_annotation["Contents"] = String(places[target])


def place_texts(root: Any) -> dict[str, str]:
    """What links of a document say: for each id the heading there, or how its text begins."""
    found: dict[str, str] = {}
    for element in root.iter():
        name = element.get("id") if isinstance(element.tag, str) else None
        if name:
            heads = (below.get("data-n") for below in element.iter())
            text = next((head for head in heads if head), None)
            found[name] = text or _shortened(" ".join("".join(element.itertext()).split()))
    return found


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _mark_tables(pdf: Any, element: Any, within: str, above: str) -> None:
    """Say what header cells head; turn tables without any into groups.

    `within` says what part of a table the element stands in, `above` what it stands in directly.
    """
    kids = [_at(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    kids = [kid for kid in kids if kid.get("S")]
    kind = element["S"]
    if kind == "/Table":
        within = "table" if _has_header(pdf, kids) else "layout"
    elif kind == "/THead" and within == "table":
        within = "head"
    if kind in _CELLS and above != "/TR":  # a part of a cell, tagged like the cell
        element["S"] = "/NonStruct"
        element.pop("A", None)
    elif within == "layout" and kind in _STRICT | _CELLS:
        inline = kind in _CELLS and any(kid["S"] in _WRAPPERS for kid in kids)
        element["S"] = "/P" if inline else "/Div"
        element.pop("A", None)
    elif kind in _CELLS:
        attributes = element["A"]
        attributes.pop("Headers", None)
        element.pop("ID", None)
        if kind == "/TH":
            attributes["Scope"] = "/Column" if within == "head" else "/Row"
        elif len(attributes) == 1:
            del element["A"]
    if kind in _CELLS:
        within = ""
    for kid in kids:
        _mark_tables(pdf, kid, within, kind)


def _has_header(pdf: Any, kids: list[Any]) -> bool:
    """Whether a table's own rows have a header cell."""
    for kid in kids:
        if kid["S"] == "/TH":
            return True
        if kid["S"] in _STRICT:
            below = [_at(pdf, each) for each in kid["K"] if isinstance(each, bytes)]
            if _has_header(pdf, [each for each in below if each.get("S")]):
                return True
    return False


def _merge(pdf: Any, element: Any, moved: dict[bytes, bytes]) -> None:
    """Take wrappers out of the tree below `element`: their kids become their parent's."""
    kids: list[Any] = []
    for kid in element["K"]:
        if not isinstance(kid, bytes):
            kids.append(kid)
            continue
        child = _at(pdf, kid)
        if child.get("Type") == "/OBJR":  # stands well inside its one parent
            if child.get("Pg") == element.get("Pg"):
                child.pop("Pg", None)
            kids.append(child)
            free(pdf, kid)
            continue
        _merge(pdf, child, moved)
        if not _is_spare(child, element):
            kids.append(kid)
            continue
        for each in child["K"]:
            if isinstance(each, bytes):
                _at(pdf, each)["P"] = element.reference
        kids += child["K"]
        moved[child.reference] = element.reference
        free(pdf, kid)
    element["K"][:] = kids


def _is_spare(child: Any, parent: Any) -> bool:
    """Whether an element only wraps what may as well stand in its parent."""
    if child["S"] not in _WRAPPERS or "A" in child or "Alt" in child:
        return False
    if all(isinstance(kid, bytes) for kid in child["K"]):
        return parent["S"] not in _STRICT
    return parent["S"] in CONTENT and child.get("Pg") == parent.get("Pg")


def _footers_apart(pdf: Any, root: Any) -> None:
    """Mark what stands in the margins of every page as no part of the text.

    WeasyPrint tags it, too, but leaves it out of the tree; such content has no place there.
    """
    from pydyf import Dictionary

    reached: set[int] = set()
    waiting = list(root["K"])
    while waiting:
        element = _at(pdf, waiting.pop())
        reached.add(element.number)
        waiting += [kid for kid in element["K"] if isinstance(kid, bytes)]
    apart: dict[bytes, set[int]] = {}
    for number, element in enumerate(pdf.objects):
        is_element = isinstance(element, dict) and element.get("Type") == "/StructElem"
        if is_element and number not in reached:
            marks = apart.setdefault(element["Pg"], set())
            marks.update(kid for kid in element["K"] if isinstance(kid, int))
            free(pdf, element.reference)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    for page, marks in apart.items():
        drawn = _at(pdf, _at(pdf, page)["Contents"]).stream
        for place, item in enumerate(drawn):
            if isinstance(item, dict) and item.get("MCID") in marks:
                drawn[place - 1] = "/Artifact"
                drawn[place] = Dictionary({"Type": "/Pagination"})
        places = numbers[2 * _at(pdf, page)["StructParents"] + 1]
        places[:] = [b"null" if mark in marks else kid for mark, kid in enumerate(places)]


def _final(moved: dict[bytes, bytes], reference: bytes) -> bytes:
    while reference in moved:
        reference = moved[reference]
    return reference


def free(pdf: Any, reference: bytes) -> None:
    """Give an object's number back: nothing refers to it any more."""
    from pydyf import Object

    gone = Object()
    gone.number, gone.generation, gone.free = 0, 1, "f"
    pdf.objects[int(reference.split()[0])] = gone
