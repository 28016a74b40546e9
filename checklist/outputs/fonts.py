"""The fonts that a PDF is set in: which file has what, and how fontconfig is shown them alone.

The main font has what documents are made of. The rare font has the rest of the Chinese characters
and is shown only to a document that needs it, so that it costs the others nothing.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from checklist.cachefolder import NAME, cache_folder
from checklist.messages.document import FAILURES
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.templates import FONTS

FAMILY: Final = "Checklist Sans SC"
RARE_FAMILY: Final = "Checklist Sans SC Rare"
MAIN: Final = ("main/ChecklistSansSC-Regular.ttf", "main/ChecklistSansSC-Bold.ttf")
RARE: Final = ("rare/ChecklistSansSCRare-Regular.ttf", "rare/ChecklistSansSCRare-Bold.ttf")


@contextlib.contextmanager
def own_fonts(rare: bool) -> Iterator[None]:
    """Let fontconfig see the package's fonts alone while WeasyPrint starts.

    A configuration is read when `FontConfiguration` is made, so this also holds where somebody
    else has imported WeasyPrint before; the variable is given back afterwards.
    """
    for name in MAIN + RARE if rare else MAIN:
        if not (FONTS / name).is_file():
            raise EnvironmentMissing(FAILURES["no-fonts"], reason=name)
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fonts_conf(rare))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def fonts_conf(rare: bool) -> Path:
    """A `fonts.conf` that names our folders and a cache, written where we may write."""
    for folder in _cache_folders():
        content = _configuration(rare, folder / "fontconfig").encode()
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


def _configuration(rare: bool, cache: Path) -> str:
    folders = "".join(
        f"<dir>{escape(str(FONTS / name))}</dir>\n" for name in (("main", "rare")[: 1 + rare])
    )
    second = (
        f'<alias binding="same"><family>{FAMILY}</family>'
        f"<accept><family>{RARE_FAMILY}</family></accept></alias>\n"
    )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{folders}<cachedir>{escape(str(cache))}</cachedir>\n"
        f"{second if rare else ''}</fontconfig>\n"
    )


def _cache_folders() -> Iterator[Path]:
    """The user's cache folder, else a fresh temporary one (never a shared, guessable place)."""
    if own := cache_folder():
        yield own
    with contextlib.suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix=f"{NAME}-"))
