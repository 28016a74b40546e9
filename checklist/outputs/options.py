"""What a document may look like: formats, paper, variant, whose share, what travels inside."""

from dataclasses import dataclass
from typing import Final, Literal

from checklist.messages import Lang
from checklist.money.model import MoneyReport
from checklist.vocabulary import Owner

Variant = Literal["pdf/ua-1", "pdf/a-3a"]
Embed = Literal["full", "redacted", "none"]

EXTENSIONS: Final[dict[str, str]] = {
    "pdf": "pdf",
    "html": "html",
    "ics": "ics",
    "xlsx": "xlsx",
    "csv": "csv",
    "md": "md",
    "md-gitlab": "gitlab.md",
    "jira": "jira.txt",
    "json": "json",
}
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
    money: MoneyReport | None = None
    """What the dates cost; printed for finance alone (see `may_print_money`)."""


def may_print_money(kind: str, look: Look) -> bool:
    """Whether a document of this format and share prints the amounts.

    Finance's own PDF or page does. The whole checklist does not, since it is what gets attached to
    tickets; nor does what goes into trackers and other programs. The short form has no appendices.
    """
    return kind in ("pdf", "html") and look.team is Owner.FINANCE and not look.compact


Grouping = Literal["each", "one", "none"]
"""A group's documents: one for each member and an overview, all in one, or the file's own alone."""
