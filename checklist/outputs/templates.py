"""The Jinja2 environments, and the one place that knows where templates and fonts lie."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

import jinja2

PACKAGE: Final = Path(__file__).resolve().parent.parent
FONTS: Final = PACKAGE / "fonts"


@lru_cache(maxsize=1)
def templates_folder() -> Path:
    """`templates/` of a checkout or an editable install, else the copy inside the wheel."""
    inside = PACKAGE / "_templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


@lru_cache(maxsize=1)
def html_environment() -> jinja2.Environment:
    """For HTML: escapes everything, and refuses a name that a template misspells."""
    return _environment(autoescape=True)


@lru_cache(maxsize=1)
def text_environment() -> jinja2.Environment:
    """For Markdown: the templates escape by hand, because HTML's escapes are not Markdown's."""
    return _environment(autoescape=False)


def _environment(autoescape: bool) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def clean(text: str) -> str:
    """`text` without characters that change the direction or the place of what follows."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
