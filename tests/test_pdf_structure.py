"""What a reader of the tags finds: two checkers, and the tree itself read with pikepdf.

The checkers are page-validation (the machine-checkable rules of PDF/UA-1 and PDF/A, as veraPDF
states them) and pdfua (16 of those rules, in an implementation of its own). Neither can judge what
only people can: whether the reading order and the descriptions make sense.
"""

import io
import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator

import page as page_validation
import pdfua
import pikepdf
import pytest
from pdf_tags import STANDARD, Element, parent_tree, read_content, read_tags, read_texts
from plan_factory import make_plan

from checklist.messages import LANGS, Lang
from checklist.outputs.carried import Carried
from checklist.outputs.languages import is_english
from checklist.outputs.options import Variant
from checklist.outputs.pdf import render_pdf
from checklist.plan import Plan

VARIANTS: tuple[Variant, ...] = ("pdf/ua-1", "pdf/a-3a")
PROFILES = {"pdf/ua-1": "ua1", "pdf/a-3a": "3a"}
CARRIED = Carried(b"version: 1\n", redacted=True)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan()


@pytest.fixture(scope="module")
def documents(plan: Plan) -> dict[tuple[Lang, Variant], bytes]:
    """The plan in each language and variant, with a file inside."""
    return {
        (lang, variant): render_pdf(plan, lang, variant=variant, carried=CARRIED)
        for lang in LANGS
        for variant in VARIANTS
    }


@pytest.fixture(
    scope="module", params=[("zh", "pdf/ua-1"), ("zh-en", "pdf/ua-1"), ("en", "pdf/a-3a")]
)
def opened(
    request: pytest.FixtureRequest, documents: dict[tuple[Lang, Variant], bytes]
) -> Iterator[pikepdf.Pdf]:
    """Documents that differ in language and variant."""
    with pikepdf.open(io.BytesIO(documents[request.param])) as document:
        yield document


@pytest.fixture(scope="module")
def tree(opened: pikepdf.Pdf) -> Element:
    return read_tags(opened)


def failures(data: bytes, profile: str) -> list[str]:
    report = page_validation.validate_pdf_bytes(data, profile=profile)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_checker_finds_no_error(
    documents: dict[tuple[Lang, Variant], bytes], lang: Lang, variant: Variant
) -> None:
    assert failures(documents[lang, variant], PROFILES[variant]) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_archive_variant_keeps_the_rules_for_tags_too(
    documents: dict[tuple[Lang, Variant], bytes], lang: Lang
) -> None:
    """It is tagged the same way; only the name of that standard is not in its metadata."""
    found = {line.partition(":")[0] for line in failures(documents[lang, "pdf/a-3a"], "ua1")}
    assert found == {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_second_checker_finds_nothing(
    documents: dict[tuple[Lang, Variant], bytes], lang: Lang
) -> None:
    report = pdfua.validate(io.BytesIO(documents[lang, "pdf/ua-1"]))
    assert [str(finding) for finding in report.findings] == []
    # It cannot look at headings that hold a list of things; the tests below do.
    assert {skipped.rule_id for skipped in report.skipped} <= {"UA-14-001"}


def test_both_checkers_see_what_is_broken(
    documents: dict[tuple[Lang, Variant], bytes],
) -> None:
    with pikepdf.open(io.BytesIO(documents["zh", "pdf/ua-1"])) as document:
        element = next(one for one in read_tags(document).all() if one.kind == "Figure")
        del element.own["/Alt"]
        del document.Root["/Lang"]
        document.save(broken := io.BytesIO())
    rules = {line.partition(":")[0] for line in failures(broken.getvalue(), "ua1")}
    assert "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001" in rules
    assert {"UA-13-004", "UA-06-001"} <= {
        finding.rule_id for finding in pdfua.validate(broken).findings
    }


def test_the_document_says_what_it_is(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(root.Lang) in ("zh-CN", "en")
    assert str(opened.docinfo["/Title"])
    assert "/Filter" not in root.Metadata
    assert not opened.check_pdf_syntax()


def test_every_page_goes_by_the_tree(opened: pikepdf.Pdf) -> None:
    for number, page in enumerate(opened.pages):
        assert page.obj.Tabs == "/S"
        assert page.obj.StructParents == number


def test_what_is_drawn_is_tagged_or_an_artifact(opened: pikepdf.Pdf, tree: Element) -> None:
    """Each mark stands in the tree once, under the element that the parent tree names."""
    parents = parent_tree(opened)
    owners = {mark: element for element in tree.all() for mark in element.marks}
    assert len(owners) == sum(len(element.marks) for element in tree.all())
    for number, page in enumerate(opened.pages):
        content = read_content(page)
        assert content.loose == 0
        assert content.pagination >= 3, "the footer's two lines and the page's number"
        drawn = {(number, mark) for mark in content.marks}
        kept = {mark for mark in drawn if mark in owners}
        apart = drawn - kept
        assert not apart, f"page {number + 1}: marks without a place in the tree"
        for _, mark in kept:
            assert parents[number][mark].objgen == owners[number, mark].own.objgen
    assert all(mark in range(10_000) for _, mark in owners)


def test_every_annotation_is_in_the_tree_and_says_what_it_is(
    opened: pikepdf.Pdf, tree: Element
) -> None:
    parents = parent_tree(opened)
    owners = {own.objgen: element for element in tree.all() for own in element.objects}
    found = [item for page in opened.pages for item in page.get("/Annots", [])]
    assert len(found) == len(owners) > 40
    for item in found:
        element = owners[item.objgen]
        assert parents[int(item.StructParent)].objgen == element.own.objgen
        if item.Subtype == "/Link":
            assert element.kind == "Link"
            assert str(item.Contents).strip()
        else:
            assert item.Subtype == "/Widget"
            assert element.kind == "Form"
            assert str(item.TU).strip()


def test_links_say_where_they_lead(opened: pikepdf.Pdf, plan: Plan) -> None:
    titles = {f"task-{task.id}": task for task in plan.tasks}
    links = [item for page in opened.pages for item in page.get("/Annots", []) if "/Dest" in item]
    tasks = [item for item in links if str(item.Dest) in titles]
    assert len(tasks) > 20
    for item in tasks:
        task = titles[str(item.Dest)]
        assert str(item.Contents).startswith(f"{task.number}. ")
    laws = [item for item in links if str(item.Dest).startswith("note-")]
    assert len(laws) > 10
    assert all(str(item.Contents).startswith("[") for item in laws)


def test_the_english_beside_the_chinese_says_that_it_is_english(
    documents: dict[tuple[Lang, Variant], bytes], plan: Plan
) -> None:
    spoken: dict[str | None, list[str]] = {None: [], "en": []}
    with pikepdf.open(io.BytesIO(documents["zh-en", "pdf/ua-1"])) as document:
        for page in document.pages:
            for text, lang in read_texts(page):
                spoken[lang].append(text)
    english = " ".join(spoken["en"])
    chinese = re.compile("[\u4e00-\u9fff]")
    assert not [text for text in spoken["en"] if len(chinese.findall(text)) > 4]
    words = re.compile("[a-z]{2} [a-z]{2}")
    assert not [text for text in spoken[None] if words.search(text) and not chinese.search(text)]
    for task in plan.tasks:
        assert task.title.en.split()[0] in english
    assert "杭州" in "".join(spoken[None])


def test_types_are_standard_ones(opened: pikepdf.Pdf, tree: Element) -> None:
    """So no role map is needed."""
    assert {element.kind for element in tree.all()} <= STANDARD
    assert "/RoleMap" not in opened.Root.StructTreeRoot


def test_headings_never_skip_a_level_and_hold_something(tree: Element) -> None:
    levels = [
        (int(element.kind[1]), element)
        for element in tree.all()
        if element.kind[0] == "H" and element.kind[1:].isdigit()
    ]
    assert levels[0][0] == 1
    assert {level for level, _ in levels} == {1, 2, 3}
    for (before, _), (level, _) in itertools.pairwise(levels):
        assert level <= before + 1
    assert all(any(below.marks for below in element.all()) for _, element in levels)


def test_tables_are_tables(tree: Element) -> None:
    """Header cells with a scope, rows of one length, and nothing that is no table."""
    tables = [element for element in tree.all() if element.kind == "Table"]
    assert len(tables) > 10
    for table in tables:
        assert {kid.kind for kid in table.kids} <= {"THead", "TBody", "TFoot", "TR"}
        rows = [row for kid in table.kids for row in ([kid] if kid.kind == "TR" else kid.kids)]
        widths = set()
        for row in rows:
            assert row.kind == "TR"
            assert {cell.kind for cell in row.kids} <= {"TH", "TD"}
            widths.add(sum(int(cell.own.get("/A", {}).get("/ColSpan", 1)) for cell in row.kids))
        assert len(widths) == 1
        heads = [cell for row in rows for cell in row.kids if cell.kind == "TH"]
        assert heads
        assert all(str(cell.own.A.Scope) in ("/Column", "/Row") for cell in heads)
    outside = {
        element.parent.kind
        for element in tree.all()
        if element.kind in ("TH", "TD") and element.parent
    }
    assert outside == {"TR"}


def test_lists_are_lists(tree: Element) -> None:
    lists = [element for element in tree.all() if element.kind == "L"]
    assert lists
    for element in lists:
        assert {kid.kind for kid in element.kids} == {"LI"}
        for item in element.kids:
            assert {kid.kind for kid in item.kids} <= {"Lbl", "LBody"}


def test_pictures_are_described(tree: Element) -> None:
    pictures = [element for element in tree.all() if element.kind == "Figure"]
    assert pictures
    for element in pictures:
        assert str(element.own.Alt).strip()
        assert len(element.own.A.BBox) == 4


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize("lang", LANGS)
def test_a_form_changes_nothing_of_what_is_printed(
    documents: dict[tuple[Lang, Variant], bytes], lang: Lang
) -> None:
    def text(variant: Variant) -> str:
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"],
            input=documents[lang, variant],
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    assert text("pdf/ua-1") == text("pdf/a-3a")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Publish the notice to creditors", True),
        ("they carry a 核实 mark: ask the local office first.", True),
        ("WeCom", True),
        ("通知债权人", False),
        ("临近 / due soon", False),
        ("停用 WeCom 账号", False),
        ("91310115MA1K7QWH93", False),
        ("2026-11-23 [1]", False),
        ("", False),
    ],
)
def test_what_counts_as_english(text: str, english: bool) -> None:
    assert is_english(text) is english
