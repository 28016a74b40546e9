"""The model of a group's file: companies that close together and have no company above them.

One person's companies, for instance. Each member's input stands in a file of its own (`file`) or
right here (`inline`), as that of a branch in its holder's file.
"""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from checklist.company import Part
from checklist.values import Inline, MemberFile, Text, Version, fail


class Sister(Part):
    """One company of the group; where it has a file, its name need not be said again."""

    name: Text | None = None
    file: MemberFile = None
    inline: Inline = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.file is not None and self.inline is not None:
            fail("member-twice", at="inline")
        if self.file is None and self.inline is None:
            fail("member-nowhere")
        return self


class GroupFile(Part):
    """A whole group's file."""

    version: Version = 1
    group: Text
    """What the companies are called together."""
    members: Annotated[tuple[Sister, ...], Field(json_schema_extra={"minItems": 1})]

    @model_validator(mode="before")
    @classmethod
    def _not_empty(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("members") in (None, []):
            fail("no-members", at="members")
        return data
