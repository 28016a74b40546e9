"""PDF with WeasyPrint: only the package's fonts and files, the same bytes for the same plan.

What makes it fast is shared between the documents of a process: the fonts, found through a
`fonts.conf` of our own instead of the machine's, and the parsed style sheet. What makes it the
same everywhere: static fonts that the package ships, dates from the plan, no clock, no network.
"""

import contextlib
import gc
import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from checklist.messages import Lang
from checklist.messages.document import FAILURES
from checklist.outputs.documents import Look
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.html import render_for_pdf
from checklist.outputs.templates import FONTS, templates_folder
from checklist.plan import Plan

FAMILY: Final = "Checklist Sans SC"
_CACHE_NAME: Final = "winddown-checklist"
_FATAL_WARNINGS: Final = ("Failed to load", "Font-face", "Relative URI", "Failed to get")


class _Engine(NamedTuple):
    """WeasyPrint, and what its documents share."""

    html: Any
    fetcher: Any
    fonts: Any
    style: Any


def render_pdf(plan: Plan, lang: Lang, look: Look | None = None) -> bytes:
    """The checklist as PDF; raises `OutputError` rather than give an incomplete one."""
    engine = _engine()
    source = render_for_pdf(plan, lang, look)
    with _complaints() as heard, _no_collector():
        try:
            document = engine.html(string=source, url_fetcher=engine.fetcher)
            data = document.write_pdf(stylesheets=[engine.style], font_config=engine.fonts)
        except OSError as error:
            raise OutputError(FAILURES["renderer"], reason=error) from error
    if heard:
        raise OutputError(FAILURES["renderer"], reason="; ".join(dict.fromkeys(heard)))
    return bytes(data)


@lru_cache(maxsize=1)
def _engine() -> _Engine:
    """Import WeasyPrint with our fonts alone; once for each process."""
    for weight in ("Regular", "Bold"):
        if not (FONTS / f"ChecklistSansSC-{weight}.ttf").is_file():
            raise EnvironmentMissing(FAILURES["no-fonts"], reason=f"ChecklistSansSC-{weight}.ttf")
    with _own_fonts():
        try:
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

    fetcher = PackageFetcher(allowed_protocols=("file", "data"))
    style = CSS(
        filename=str(templates_folder() / "print.css"), font_config=fonts, url_fetcher=fetcher
    )
    return _Engine(HTML, fetcher, fonts, style)


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
def _own_fonts() -> Iterator[None]:
    """Let fontconfig see the package's fonts alone while WeasyPrint starts.

    A configuration is read when `FontConfiguration` is made, so this also holds where somebody
    else has imported WeasyPrint before; the variable is given back afterwards.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_fonts_conf())
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _fonts_conf() -> Path:
    """A `fonts.conf` that names the package's folder and a cache, written where we may write."""
    for folder in _cache_folders():
        content = (
            '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
            f"<fontconfig>\n<dir>{escape(str(FONTS))}</dir>\n"
            f"<cachedir>{escape(str(folder / 'fontconfig'))}</cachedir>\n</fontconfig>\n"
        ).encode()
        name = hashlib.sha256(content).hexdigest()[:16]
        path = folder / f"fonts-{name}.conf"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if not (path.is_file() and path.read_bytes() == content):
                handle, temporary = tempfile.mkstemp(dir=folder)
                with open(handle, "wb") as file:
                    file.write(content)
                os.replace(temporary, path)
            return path
    raise OutputError(FAILURES["not-written"], path="fonts.conf", reason="no writable folder")


def _cache_folders() -> Iterator[Path]:
    """The user's cache folder, else a fresh temporary one (never a shared, guessable place)."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        yield Path(base) / _CACHE_NAME
    elif sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        yield Path(local) / _CACHE_NAME / "Cache"
    else:
        with contextlib.suppress(RuntimeError):  # no home
            below = "Library/Caches" if sys.platform == "darwin" else ".cache"
            yield Path.home() / below / _CACHE_NAME
    with contextlib.suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix=f"{_CACHE_NAME}-"))


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
