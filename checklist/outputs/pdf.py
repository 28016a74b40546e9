"""PDF with WeasyPrint: only the package's fonts and files, the same bytes for the same plan.

What makes it fast is shared between the documents of a process: the fonts, found through a
`fonts.conf` of our own instead of the machine's, and the parsed style sheet. What makes it the
same everywhere: static fonts that the package ships, dates from the plan, no clock, no network.

Two variants: `pdf/ua-1`, tagged and with a form to tick on screen, and `pdf/a-3a` for the archive,
tagged, with drawn boxes. Both carry the input file where the caller gives one.
"""

import contextlib
import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from checklist.messages import Lang
from checklist.messages.document import FAILURES
from checklist.money.model import MoneyReport
from checklist.outputs import formfields
from checklist.outputs.carried import Carried, attachment, relate
from checklist.outputs.code import plan_code
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.fonts import own_fonts
from checklist.outputs.formboxes import make_fields, mend_fields
from checklist.outputs.glyphs import needs_rare_font
from checklist.outputs.html import render_for_pdf
from checklist.outputs.languages import mark_english
from checklist.outputs.options import Look, Variant
from checklist.outputs.streams import DOUBTFUL, settle_streams
from checklist.outputs.tagging import describe_links, place_texts, tidy
from checklist.outputs.templates import FONTS, templates_folder
from checklist.plan import Plan

_TRIES: Final = 8
"""How often an archived PDF is written until no stream ends badly; mostly once."""
_FATAL_WARNINGS: Final = (
    *("Failed to load", "Font-face", "Relative URI", "Failed to get"),
    ".notdef glyph",  # an empty box; a plan's own characters are checked long before
)


class _Engine(NamedTuple):
    """WeasyPrint, and what its documents share."""

    html: Any
    """Its class for documents, made from a parsed one or (`string=`) from any HTML."""
    fetcher: Any
    fonts: Any
    style: Any
    form_style: Any


def render_pdf(
    plan: Plan,
    lang: Lang,
    look: Look | None = None,
    *,
    variant: Variant = "pdf/ua-1",
    carried: Carried | None = None,
    code: str | None = None,
    money: MoneyReport | None = None,
) -> bytes:
    """The checklist as PDF; raises `OutputError` rather than give an incomplete one.

    In: the plan as it is printed; how it is to look; the variant; the input file to attach; the
    plan's code (else it is computed); the amounts to print.
    """
    code = code or plan_code(plan)
    source = render_for_pdf(plan, lang, look, code=code, money=money)
    engine = _engine(rare=True) if needs_rare_font(source) else _engine()
    archive = variant == "pdf/a-3a"
    with _complaints() as heard, _no_collector():
        try:
            document = _parsed(engine, source)
            places = place_texts(document.etree_element)
            styles = [engine.style]
            if not archive:
                make_fields(document.etree_element, plan, lang)
                styles.append(engine.form_style)
            pages = document.render(stylesheets=styles, font_config=engine.fonts)
            for spare in range(_TRIES):
                data: bytes = pages.write_pdf(
                    pdf_variant=variant,
                    attachments=[attachment(carried, plan.as_of, lang, engine)] if carried else [],
                    finisher=_finisher(plan, lang, code, places, spare if archive else None),
                )
                if not (archive and DOUBTFUL in data):
                    break
        except OSError as error:
            raise OutputError(FAILURES["renderer"], reason=error) from error
    if heard:
        raise OutputError(FAILURES["renderer"], reason="; ".join(dict.fromkeys(heard)))
    return data


def render_sheet(
    source: str, lang: Lang, info: Mapping[str, str], variant: Variant = "pdf/ua-1"
) -> bytes:
    """A document without a form, such as a group's, as PDF; raises `OutputError`.

    In: its HTML; what the file says of itself; the variant.
    """
    engine = _engine(rare=True) if needs_rare_font(source) else _engine()
    archive = variant == "pdf/a-3a"

    def finisher(places: dict[str, str], spare: int) -> Callable[[Any, Any], None]:
        def finish(document: Any, pdf: Any) -> None:
            from pydyf import String

            tidy(pdf)
            if lang == "zh-en":
                mark_english(document, pdf)
            describe_links(document, places)
            number = int(pdf.catalog["Metadata"].split()[0])
            pdf.objects[number].compress = False
            for key, value in info.items():
                pdf.info[key] = String(value)
            if archive:
                settle_streams(pdf, spare)

        return finish

    with _complaints() as heard, _no_collector():
        try:
            document = _parsed(engine, source)
            places = place_texts(document.etree_element)
            pages = document.render(stylesheets=[engine.style], font_config=engine.fonts)
            for spare in range(_TRIES):
                data: bytes = pages.write_pdf(pdf_variant=variant, finisher=finisher(places, spare))
                if not (archive and DOUBTFUL in data):
                    break
        except OSError as error:
            raise OutputError(FAILURES["renderer"], reason=error) from error
    if heard:
        raise OutputError(FAILURES["renderer"], reason="; ".join(dict.fromkeys(heard)))
    return data


def _finisher(
    plan: Plan, lang: Lang, code: str, places: dict[str, str], spare: int | None
) -> Callable[[Any, Any], None]:
    """What is put in order before the file is written; WeasyPrint calls it with the `pydyf.PDF`."""

    def finish(document: Any, pdf: Any) -> None:
        from pydyf import String

        tidy(pdf)
        if lang == "zh-en":
            mark_english(document, pdf)
        describe_links(document, places)
        mend_fields(pdf)
        relate(pdf)
        # Other programs find the metadata without knowing PDF, and an archive wants it so.
        number = int(pdf.catalog["Metadata"].split()[0])
        pdf.objects[number].compress = False
        for key, value in (
            (formfields.COMPANY_KEY, plan.company.name),
            (formfields.CREDIT_CODE_KEY, plan.company.credit_code),
            (formfields.AS_OF_KEY, plan.as_of.isoformat()),
            (formfields.CODE_KEY, code),
        ):
            if value:
                pdf.info[key] = String(value)
        if spare is not None:
            settle_streams(pdf, spare)

    return finish


def prepare() -> None:
    """Import WeasyPrint and read fonts and style sheet; raises `OutputError` as a document would.

    The first document does it too; whoever will make many can have it done before.
    """
    _engine()


def _parsed(engine: _Engine, source: str) -> Any:
    """The document that WeasyPrint lays out.

    Our templates are well-formed XML, which the parser of Python's own library reads twenty times
    faster than one for HTML; were one not, it would only take longer.
    """
    from xml.etree import ElementTree

    try:
        return engine.html(tree=ElementTree.fromstring(source), url_fetcher=engine.fetcher)
    except ElementTree.ParseError:
        return engine.html(string=source, url_fetcher=engine.fetcher)


@lru_cache(maxsize=2)
def _engine(rare: bool = False) -> _Engine:
    """Import WeasyPrint with our fonts alone; once for each process and set of fonts."""
    with own_fonts(rare):
        try:
            from cssselect2 import ElementWrapper
            from weasyprint import CSS, HTML
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
        except ImportError as error:
            raise EnvironmentMissing(FAILURES["no-weasyprint"], reason=error) from error
        except OSError as error:  # cffi did not find a library
            reason = str(error).partition(":")[0] or str(error)
            raise EnvironmentMissing(FAILURES["no-pango"], reason=reason) from error
        fonts = FontConfiguration()

    allowed = (templates_folder().resolve(), FONTS.resolve())

    class PackageFetcher(URLFetcher):  # type: ignore[misc]
        """Gives out the package's own files and `data:`, refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not _is_ours(url, allowed):
                raise ValueError(f"refused: {url[:80]}")
            return super().fetch(url, headers)

    class Document(HTML):  # type: ignore[misc]
        """Also from a parsed document: what WeasyPrint makes of a text it has parsed itself."""

        def __init__(self, tree: Any = None, **given: Any) -> None:
            if tree is None:
                super().__init__(**given)
                return
            self.base_url = None
            self.url_fetcher = given["url_fetcher"]
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    fetcher = PackageFetcher(allowed_protocols=("file", "data"))
    style, form_style = (
        CSS(filename=str(templates_folder() / name), font_config=fonts, url_fetcher=fetcher)
        for name in ("print.css", "forms.css")
    )
    return _Engine(Document, fetcher, fonts, style, form_style)


def _is_ours(url: str, folders: tuple[Path, ...]) -> bool:
    """Whether a document may read this address."""
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return False
    path = Path(url2pathname(parts.path)).resolve()
    return any(path.is_relative_to(folder) for folder in folders)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector out of a document: it would take a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects what WeasyPrint reports as wrong: every error, and warnings of missing files."""
    heard: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            if record.levelno >= logging.ERROR or text.startswith(_FATAL_WARNINGS):
                heard.append(text)

    logger = logging.getLogger("weasyprint")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield heard
    finally:
        logger.removeHandler(collector)
