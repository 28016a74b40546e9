"""Which formats there are, and one document of a plan: each renderer is imported when used."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from checklist.messages import Lang
from checklist.plan import Plan
from checklist.vocabulary import Owner

Variant = Literal["pdf/ua-1", "pdf/a-3a"]
Embed = Literal["full", "redacted", "none"]

EXTENSIONS: Final[dict[str, str]] = {"pdf": "pdf", "html": "html", "md": "md", "json": "json"}
"""Format to file extension."""

Paper = Literal["A4", "letter"]
PAPERS: Final[tuple[Paper, ...]] = ("A4", "letter")


@dataclass(frozen=True, slots=True)
class Look:
    """Which share of the plan a document prints, and on what paper."""

    team: Owner | None = None
    """Only this team's tasks, and what they wait for."""
    compact: bool = False
    """Rows of a line or two and no appendices: a small company on two pages."""
    paper: Paper = "A4"


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to look; the same options and plan give the same bytes."""

    lang: Lang
    look: Look = Look()
    pdf_variant: Variant = "pdf/ua-1"
    """Tagged and fillable, or for the archive."""
    embed: Embed = "redacted"
    """What of the input file travels inside a PDF; unless it is `full`, no document has numbers
    that must not travel (see `redact`)."""
    source: bytes | None = None
    """The input file."""


def file_name(stem: str, as_of: dt.date, kind: str) -> str:
    """How a document is called: STEM-AS_OF.EXT."""
    return f"{stem}-{as_of}.{EXTENSIONS[kind]}"


def render(plan: Plan, kind: str, options: Options) -> bytes:
    """One document of `plan` in the format `kind`; raises `OutputError`."""
    from checklist.outputs.carried import Carried
    from checklist.outputs.code import plan_code
    from checklist.outputs.redact import redact_input, redact_plan

    source, lang = options.source, options.lang
    redacted = redact_input(source) if source is not None else None
    safe = redact_plan(plan, redacted)
    if options.embed != "full":
        plan = safe
    if kind == "json":
        from checklist.outputs.plan_json import render_json

        return render_json(plan)
    if kind == "md":
        from checklist.outputs.markdown import render_markdown

        return render_markdown(plan, lang, options.look).encode()
    code = plan_code(safe)  # the same code whatever travels
    if kind == "html":
        from checklist.outputs.html import render_html

        return render_html(plan, lang, options.look, code=code).encode()
    from checklist.outputs.pdf import render_pdf

    carried = None
    if source is not None and redacted is not None and options.embed != "none":
        full = options.embed == "full"
        carried = Carried(source if full else redacted.data, redacted=not full)
    return render_pdf(
        plan, lang, options.look, variant=options.pdf_variant, carried=carried, code=code
    )
