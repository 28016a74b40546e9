"""The input file that travels inside a PDF: put in when it is made, taken out again."""

import base64
import datetime as dt
from typing import Any, Final, NamedTuple

from checklist.messages import Lang
from checklist.messages.pdf import FORM, READING
from checklist.outputs.errors import OutputError

FULL: Final = "winddown-input.yaml"
REDACTED: Final = "winddown-input.redacted.yaml"
"""Names of the attachment; they are not the input file's own, which may name a person."""


class Carried(NamedTuple):
    """The bytes of an input file, and whether something was left out."""

    data: bytes
    redacted: bool


def attachment(carried: Carried, day: dt.date, lang: Lang, engine: Any) -> Any:
    """The attachment as WeasyPrint takes it, dated with the plan's day."""
    from weasyprint import Attachment

    said = FORM["carried-redacted" if carried.redacted else "carried"]
    midnight = dt.datetime(day.year, day.month, day.day) - dt.timedelta(hours=8)  # UTC
    # From an address that says the type: what the machine calls .yaml would get into the file.
    address = "data:application/yaml;base64," + base64.b64encode(carried.data).decode()
    return Attachment(
        url=address,
        url_fetcher=engine.fetcher,
        name=REDACTED if carried.redacted else FULL,
        description=said.en if lang == "en" else said.zh,
        created=midnight,
        modified=midnight,
        relationship="Source",
    )


def relate(pdf: Any) -> None:
    """Say in a `pydyf.PDF` that the attached file is what the document was made from."""
    from pydyf import Array

    files: list[Any] = [
        item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Filespec"
    ]
    for item in files:
        item["AFRelationship"] = "/Source"
    if files:
        pdf.catalog["AF"] = Array([item.reference for item in files])


def read_carried(data: bytes, name: str) -> Carried:
    """The input file in a PDF's bytes; `name` is what messages call the PDF.

    Raises `OutputError` where the bytes are no PDF, are encrypted or carry none.
    """
    from checklist.outputs.pdfreader import open_pdf

    with open_pdf(data, name) as document:
        files = document.attachments()
        for known in (FULL, REDACTED):
            if known in files:
                return Carried(files[known], redacted=known == REDACTED)
        raise OutputError(READING["no-attachment"], name=name)
