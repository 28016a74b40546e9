"""The PDF, read with other programs: fonts, text, outline, footer; the same bytes every time."""

import builtins
import hashlib
import io
import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
import tinyhtml5
from plan_factory import CREDIT_CODE, NAME, make_plan
from plan_full import make_full_plan

from checklist.messages import LANGS, Lang
from checklist.outputs import pdf
from checklist.outputs.code import plan_code
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.html import render_for_pdf, render_html
from checklist.outputs.options import Look
from checklist.outputs.pdf import render_pdf
from checklist.outputs.templates import templates_folder

ROOT = Path(__file__).resolve().parent.parent
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


@pytest.fixture(scope="module")
def documents() -> dict[Lang, bytes]:
    """The plan in each language."""
    return {lang: render_pdf(make_plan(), lang) for lang in LANGS}


def extract(data: bytes, *options: str) -> str:
    """The text, as poppler reads it."""
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


@needs_poppler
@pytest.mark.parametrize("lang", LANGS)
def test_the_text_can_be_extracted(documents: dict[Lang, bytes], lang: Lang) -> None:
    words = re.sub(r"\s", "", extract(documents[lang], "-raw"))
    for task in make_plan().tasks:
        title = task.title.en if lang == "en" else task.title.zh
        assert re.sub(r"\s", "", title) in words, title
    assert NAME in words
    assert CREDIT_CODE in words


@needs_poppler
def test_every_page_has_its_footer(documents: dict[Lang, bytes]) -> None:
    pages = extract(documents["zh"], "-layout").split("\f")[:-1]
    assert len(pages) >= 6
    for number, page in enumerate(pages, 1):
        tail = page.rstrip().splitlines()[-3:]
        foot = "\n".join(tail)
        assert f"{number}/{len(pages)}" in foot.replace(" ", "")
        assert NAME in foot
        assert CREDIT_CODE in foot
        assert "2026-11-23" in foot
        assert "2026-11-03" in foot
        assert len(page.split()) > 20, f"page {number} is as good as empty"


def test_only_our_fonts_are_in_it_and_all_are_embedded(documents: dict[Lang, bytes]) -> None:
    for data in documents.values():
        with pikepdf.open(io.BytesIO(data)) as document:
            names = set()
            for item in document.objects:
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                    names.add(str(item["/FontName"]))
                    assert "/FontFile2" in item
            assert names
            assert all("Checklist-Sans-SC" in name for name in names), names


def test_outline_title_language_and_dates(documents: dict[Lang, bytes]) -> None:
    with pikepdf.open(io.BytesIO(documents["zh"])) as document:
        assert str(document.Root.Lang) == "zh-CN"
        info = document.docinfo
        assert NAME in str(info["/Title"])
        assert str(info["/Author"]) == "winddown-checklist"
        assert str(info["/CreationDate"]).startswith("D:20261123000000+08")
        with document.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
            assert titles[0] == NAME
            checklist = next(item for item in outline.root if item.title == "办理清单")
            assert len(checklist.children) == 9
            tasks = [child.title for phase in checklist.children for child in phase.children]
            assert len(tasks) == len(make_plan().tasks)
            assert not any("[" in title for title in tasks)


def test_links_lead_to_tasks_and_notes(documents: dict[Lang, bytes]) -> None:
    with pikepdf.open(io.BytesIO(documents["zh"])) as document:
        links = [
            item
            for page in document.pages
            for item in page.get("/Annots", [])
            if item.get("/Subtype") == "/Link"
        ]
        assert len(links) > 40
        assert not [item for item in links if "/URI" in item.get("/A", {})]


def test_nothing_runs_and_nothing_is_attached_unasked(documents: dict[Lang, bytes]) -> None:
    with pikepdf.open(io.BytesIO(documents["zh"])) as document:
        assert "/OpenAction" not in document.Root
        assert not document.attachments
        assert not [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and ("/JS" in item or "/AA" in item)
        ]


def test_the_code_is_on_every_page_and_in_the_information(documents: dict[Lang, bytes]) -> None:
    code = plan_code(make_plan())
    for lang, data in documents.items():
        with pikepdf.open(io.BytesIO(data)) as document:
            assert code in str(document.docinfo["/Keywords"])
            assert str(document.docinfo["/WinddownCode"]) == code
            count = len(document.pages)
        assert extract(data, "-layout").count(code) == count
        assert code in render_html(make_plan(), lang)


def made(folder: Path, seed: str, zone: str, clock: str | None = None) -> str:
    """The digest of documents of all formats, made by processes of their own, on a day."""
    source = ROOT / "sample_inputs" / "simple-shell.yaml"
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    env |= {"PYTHONHASHSEED": seed, "TZ": zone, "XDG_CACHE_HOME": str(folder / "cache")}
    options = ["--as-of", "2026-11-23", "--lang", "zh-en", "--format", "pdf,html,md,json"]
    command = [sys.executable, "-m", "checklist", "plan", str(source), *options]
    for more in ([], ["--pdf-variant", "pdf/a-3a", "--embed", "full", "--format", "pdf"]):
        out = ["-o", str(folder / f"out-{len(more)}")]
        before = ["faketime", clock] if clock else []
        done = [*before, *command, *more, *out]
        subprocess.run(done, cwd=ROOT, env=env, capture_output=True, check=True)
    files = sorted(path for path in folder.glob("out-*/*") if path.is_file())
    assert len(files) == 5
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@pytest.fixture(scope="module")
def first_digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(tmp_path_factory.mktemp("first"), "1", "Asia/Shanghai")


def test_the_same_bytes_in_every_process_and_place(first_digest: str, tmp_path: Path) -> None:
    assert made(tmp_path, "2", "America/New_York") == first_digest


@pytest.mark.skipif(not shutil.which("faketime"), reason="needs faketime")
def test_the_same_bytes_on_every_day(first_digest: str, tmp_path: Path) -> None:
    assert made(tmp_path, "3", "UTC", "2031-02-28 23:59:30") == first_digest


def test_the_same_bytes_twice_in_one_process(documents: dict[Lang, bytes]) -> None:
    again = render_pdf(make_plan(), "zh")
    assert hashlib.sha256(again).digest() == hashlib.sha256(documents["zh"]).digest()


def test_our_fonts_are_used_even_where_weasyprint_was_imported_before() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); import weasyprint; "
        "weasyprint.HTML(string='<p>x</p>').write_pdf(); from plan_factory import make_plan; "
        "from checklist.outputs.pdf import render_pdf; data = render_pdf(make_plan(), 'zh'); "
        "sys.stdout.buffer.write(data)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert done.stdout == render_pdf(make_plan(), "zh")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x.css",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "file://elsewhere/etc/passwd",
    ],
)
def test_the_fetcher_refuses_what_is_not_ours(url: str) -> None:
    with pytest.raises(ValueError, match="refused"):
        pdf._engine().fetcher.fetch(url)


def test_the_fetcher_refuses_the_way_up_and_links_out(tmp_path: Path) -> None:
    fetcher = pdf._engine().fetcher
    above = templates_folder().as_uri() + "/../pyproject.toml"
    for url in (above, above.replace("..", "%2e%2e")):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(url)


def test_the_fetcher_gives_our_own_files_and_data() -> None:
    fetcher = pdf._engine().fetcher
    assert b"@page" in fetcher.fetch((templates_folder() / "print.css").as_uri()).read()
    assert fetcher.fetch("data:text/plain,ok").read() == b"ok"


def test_a_picture_from_outside_stops_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_picture(*_plan: object, **_options: object) -> str:
        return "<html lang=zh><img src='file:///etc/passwd'>"

    monkeypatch.setattr(pdf, "render_for_pdf", with_picture)
    with pytest.raises(OutputError, match="passwd"):
        render_pdf(make_plan(), "zh")


def test_an_error_in_the_renderers_log_fails_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_dead_link(*_plan: object, **_options: object) -> str:
        return "<html lang=zh><a href='#nowhere'>x</a>"

    monkeypatch.setattr(pdf, "render_for_pdf", with_dead_link)
    with pytest.raises(OutputError, match="nowhere"):
        render_pdf(make_plan(), "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_the_renderer_has_nothing_to_say(lang: Lang, caplog: pytest.LogCaptureFixture) -> None:
    pdf._engine.cache_clear()  # the style sheet too
    with caplog.at_level(logging.WARNING, "weasyprint"):
        render_pdf(make_plan(), lang)
    assert [record.getMessage() for record in caplog.records] == []


@needs_poppler
def test_a_hostile_name_is_printed() -> None:
    name = "<script>{{7*7}} =cmd 名称\u202e反转" + "很长的名称" * 40
    words = re.sub(r"\s", "", extract(render_pdf(make_plan(name=name), "zh")))
    assert "<script>{{7*7}}=cmd名称反转很长的名称" in words


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': not found. Additionally, …")
        return load(name, *rest, **more)

    pdf._engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EnvironmentMissing) as caught:
        render_pdf(make_plan(), "zh")
    monkeypatch.undo()
    for lang in LANGS:
        said = caught.value.render(lang)
        assert "libpango" in said
        assert "apt-get install" in said
        assert "brew install" in said
        assert "dnf install" in said
        assert "pacman -S" in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("look", [Look(), Look(compact=True), Look(paper="letter")], ids=str)
def test_the_pages_are_well_formed_and_need_no_slow_parser(lang: Lang, look: Look) -> None:
    hostile = make_plan(company=make_plan().company.model_copy(update={"name": "<b>&nbsp;]]>'\""}))
    for plan in (make_full_plan(), hostile):
        source = render_for_pdf(plan, lang, look)
        fast = ElementTree.fromstring(source)
        slow = tinyhtml5.parse(source, namespace_html_elements=False)
        assert words(fast.find("body")) == words(slow.find("body"))


def words(element: ElementTree.Element | None) -> list[tuple[str, str]]:
    """Every element's name and text, in order."""
    assert element is not None
    return [(each.tag, each.text or "") for each in element.iter() if isinstance(each.tag, str)]


def test_a_page_that_is_not_well_formed_is_made_all_the_same() -> None:
    data = pdf.render_sheet('<html lang="zh"><p>甲<br>乙', "zh", {})
    with pikepdf.open(io.BytesIO(data)) as read:
        assert len(read.pages) == 1
