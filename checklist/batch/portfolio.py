"""The portfolio: many companies' lines put in order for those who look after all of them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checklist.batch.manifest import Record
from checklist.batch.rows import Item, Overview, Row, Settled
from checklist.text import Text

_TO_READ = (".html", ".pdf", ".md")
"""Which document a company's name leads to, the first that was made."""


@dataclass(frozen=True)
class Entry:
    """One company with its documents."""

    row: Row
    documents: tuple[str, ...]
    """Names of the files beside the portfolio."""

    @cached_property
    def main(self) -> str:
        """The document to open for reading."""
        return to_read(self.documents)


def to_read(documents: Sequence[str]) -> str:
    """The document to open for reading among those of one company or group."""
    by_suffix = {Path(name).suffix: name for name in documents}
    return next((by_suffix[s] for s in _TO_READ if s in by_suffix), documents[0])


@dataclass(frozen=True)
class Portfolio:
    """What the pages show, in their order."""

    as_of: dt.date
    entries: tuple[Entry, ...]
    """By the companies' names."""
    refused: Mapping[str, str]
    """Files without documents, and why."""
    groups: tuple[Overview, ...] = ()
    """By their names."""

    @cached_property
    def overdue(self) -> list[tuple[Entry, Item]]:
        """Tasks whose limit has passed, the latest first."""
        found = [(entry, item) for entry in self.entries for item in entry.row.overdue]
        return sorted(found, key=lambda pair: pair[1].limit or pair[1].day or dt.date.max)

    @cached_property
    def due(self) -> list[tuple[Entry, Item]]:
        """Tasks due within seven days, by day."""
        found = [(entry, item) for entry in self.entries for item in entry.row.due]
        return sorted(found, key=lambda pair: pair[1].day or dt.date.max)

    @cached_property
    def settled(self) -> list[tuple[Entry, Settled]]:
        """Dates that have become certain, by day."""
        found = [(entry, item) for entry in self.entries for item in entry.row.settled]
        return sorted(found, key=lambda pair: pair[1].now)

    @cached_property
    def conflicts(self) -> list[tuple[Entry, Text]]:
        """Conflicts, by company."""
        return [(entry, text) for entry in self.entries for text in entry.row.conflicts]

    @cached_property
    def by_accountant(self) -> list[tuple[str | None, list[Entry]]]:
        """The companies of each accountant; last, under None, those that nobody answers for."""
        found: dict[str | None, list[Entry]] = {}
        for entry in self.entries:
            for name in entry.row.accountants or (None,):
                found.setdefault(name, []).append(entry)
        return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))

    @property
    def shows(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.entries or self.groups)

    @property
    def wants_attention(self) -> bool:
        """Whether there are conflicts or files without documents."""
        return bool(self.conflicts or self.refused)


def gather(as_of: dt.date, records: Iterable[Record], refused: Mapping[str, str]) -> Portfolio:
    """The portfolio of these records."""
    records = tuple(records)
    entries = (Entry(unit.row, unit.documents) for record in records for unit in record.units)
    groups = (record.overview for record in records if record.overview is not None)
    return Portfolio(
        as_of,
        tuple(sorted(entries, key=lambda entry: (entry.row.company, entry.main))),
        dict(sorted(refused.items())),
        tuple(sorted(groups, key=lambda group: (group.name, group.documents))),
    )
