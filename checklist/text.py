"""A sentence in both languages: what the law's data, the plan and its outputs all speak in."""

from pydantic import BaseModel, ConfigDict


class Text(BaseModel):
    """A sentence in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str
