"""Which formats there are, and one document of a plan: each renderer is imported when used."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from checklist.messages import Lang
from checklist.plan import Plan

EXTENSIONS: Final[dict[str, str]] = {"pdf": "pdf", "html": "html", "md": "md", "json": "json"}
"""Format to file extension."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to look; the same options and plan give the same bytes."""

    lang: Lang


def file_name(stem: str, as_of: dt.date, kind: str) -> str:
    """How a document is called: STEM-AS_OF.EXT."""
    return f"{stem}-{as_of}.{EXTENSIONS[kind]}"


def render(plan: Plan, kind: str, options: Options) -> bytes:
    """One document of `plan` in the format `kind`; raises `OutputError`."""
    if kind == "json":
        from checklist.outputs.plan_json import render_json

        return render_json(plan)
    if kind == "md":
        from checklist.outputs.markdown import render_markdown

        return render_markdown(plan, options.lang).encode()
    if kind == "html":
        from checklist.outputs.html import render_html

        return render_html(plan, options.lang).encode()
    from checklist.outputs.pdf import render_pdf

    return render_pdf(plan, options.lang)
