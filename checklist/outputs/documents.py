"""Which formats there are, and one document of a plan: each renderer is imported when used."""

from dataclasses import dataclass
from typing import Final, Literal

from checklist.messages import Lang
from checklist.plan import Plan
from checklist.vocabulary import Owner

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


def render(plan: Plan, kind: str, options: Options) -> bytes:
    """One document of `plan` in the format `kind`; raises `OutputError`."""
    if kind == "json":
        from checklist.outputs.plan_json import render_json

        return render_json(plan)
    if kind == "md":
        from checklist.outputs.markdown import render_markdown

        return render_markdown(plan, options.lang, options.look).encode()
    if kind == "html":
        from checklist.outputs.html import render_html

        return render_html(plan, options.lang, options.look).encode()
    from checklist.outputs.pdf import render_pdf

    return render_pdf(plan, options.lang, options.look)
