"""Reading a PDF back with pypdf: what it carries, what its form holds, what it says about itself.

pypdf, because it is pure Python without dependencies and runs wherever the program runs; pikepdf
(a binary of 3 MB with lxml and Pillow behind it) reads more damaged files, but is needed by tests
alone. Whatever the bytes are, the only exception is an `OutputError` that says what is wrong;
`{name}` in it is filled in by who knows the file's name.
"""

import contextlib
import io
import logging
from collections.abc import Iterator
from typing import Any, Final

from checklist.messages.pdf import READING
from checklist.outputs.errors import OutputError

_DEPTH: Final = 8
"""Levels of a form's fields that are read; ours has one."""
_HEAD: Final = 1024
"""Bytes within which a PDF has to say that it is one."""


class PdfFile:
    """A PDF that was opened."""

    def __init__(self, reader: Any) -> None:
        """Take pypdf's reader."""
        self._reader = reader

    def attachments(self) -> dict[str, bytes]:
        """The attached files by name; of two with one name the last."""
        return {str(name): content[-1] for name, content in self._reader.attachments.items()}

    def information(self) -> dict[str, str]:
        """The document's information, without the solidus before its keys."""
        info = self._reader.metadata or {}
        return {str(key).lstrip("/"): str(info[key]) for key in info}

    def fields(self) -> list[tuple[str, str]]:
        """The form's fields in order: full name, and value (of a box the name of its state)."""
        form = self._reader.trailer["/Root"].get("/AcroForm")
        fields = form.get_object().get("/Fields", []) if form else []
        return list(_fields(fields, "", _DEPTH))


@contextlib.contextmanager
def open_pdf(data: bytes, name: str = "PDF") -> Iterator[PdfFile]:
    """The PDF in `data`; `name` is what messages call it. Raises `OutputError`."""
    if b"%PDF-" not in data[:_HEAD]:
        raise OutputError(READING["not-pdf"], name=name)
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                raise OutputError(READING["encrypted"], name=name)
            yield PdfFile(reader)
        except OutputError:
            raise
        except (DependencyError, FileNotDecryptedError) as error:  # no cipher, no password
            raise OutputError(READING["encrypted"], name=name) from error
        except Exception as error:  # the bytes are anybody's, and so are the ways to fail
            reason = f"{type(error).__name__}: {error}"[:200]
            raise OutputError(READING["damaged"], name=name, reason=reason) from error


def _fields(fields: Any, above: str, depth: int) -> Iterator[tuple[str, str]]:
    for reference in fields if depth else ():
        field = reference.get_object()
        name = f"{above}.{field['/T']}" if above and "/T" in field else str(field.get("/T", above))
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid.get_object()]
        if kids:
            yield from _fields(kids, name, depth - 1)
            continue
        value = field.get("/V")
        if value is None:  # some programs set only how a box looks
            value = field.get("/AS", "")
        yield name, str(value).lstrip("/") if field.get("/FT") == "/Btn" else str(value)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks about a file's oddities off the terminal."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
