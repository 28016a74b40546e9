"""The templates folder and the Jinja2 environments that read it.

In a checkout and in an editable install the folder lies beside the package, in a wheel inside it.
"""

import contextlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from checklist.cachefolder import cache_folder
from checklist.messages.document import FAILURES
from checklist.outputs.errors import EnvironmentMissing

_PACKAGE: Final = Path(__file__).resolve().parent.parent
FONTS: Final = _PACKAGE / "fonts"

_DROPPED: Final = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " "),
    **dict.fromkeys(
        # Marks that turn the direction of writing: what stands beside a name must stay there.
        [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF],
        None,
    ),
}


@lru_cache(maxsize=1)
def templates_folder() -> Path:
    """The folder of the templates, wherever the program was installed."""
    for folder in (_PACKAGE / "_templates", _PACKAGE.parent / "templates"):
        if (folder / "plan.html.j2").is_file():
            return folder
    raise EnvironmentMissing(FAILURES["no-templates"], reason="plan.html.j2")


def clean(text: str) -> str:
    """`text` without control characters and without marks that reorder what is around it."""
    return text.translate(_DROPPED)


@lru_cache(maxsize=1)
def html_environment() -> jinja2.Environment:
    """Templates for HTML: every value is escaped, a name that does not exist is an error."""
    environment = _environment(autoescape=True, finalize=_clean_value)
    environment.filters["columns"] = in_columns
    return environment


def in_columns(entries: Sequence[Any], count: int = 2) -> list[list[Any]]:
    """Rows for a table that is read down its columns; what is missing at the end is None."""
    tall = -(-len(entries) // count)
    padded = [*entries, *([None] * (tall * count - len(entries)))]
    return [padded[row::tall] for row in range(tall)]


class Ready(str):
    """Text that is markup of its format already."""


@lru_cache(maxsize=2)
def text_environment(escape: Callable[[str], str]) -> jinja2.Environment:
    """Templates for a format that Jinja2 does not know; `escape` makes words safe in it.

    It sees every text that is printed but for `Ready` ones.
    """

    def finalize(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Ready):
            return escape(value)
        return _there(value)

    return _environment(autoescape=False, finalize=finalize)


def _environment(autoescape: bool, finalize: Callable[[Any], Any]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Jinja2 compiled them, under the digest of their text: never stale."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep one; a disk that is full or may not be written only costs time."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    """The compiled templates of the user's cache folder, where there can be one.

    Compiling them takes a process longer than the plan itself.
    """
    folder = cache_folder()
    if folder is None:
        return None
    folder = folder / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return _Compiled(str(folder))


def _clean_value(value: Any) -> Any:
    """What a template prints: text is cleaned, and nothing is ever printed as “None”."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return clean(value)
    return _there(value)


def _there(value: Any) -> Any:
    if value is None:
        raise TypeError("a template prints a value that is not there")
    return value
