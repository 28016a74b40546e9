"""The ids of the law's events, tasks and rules, without loading the law.

`validate` must say that an event is unknown, and must start fast; the whole law takes longer to
load than a company's file. A test holds these sets against the loaded law.
"""

import re
from collections.abc import Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

_FILES: Final = {"events": "events.yaml", "tasks": "tasks/*.yaml", "rules": "terms/*.yaml"}
_ID = re.compile(r"^  - id: *([a-z0-9-]+) *(?:#.*)?\r?$", re.MULTILINE)


class LawIds(Set[str]):
    """A set of ids that reads the data files when it is first asked."""

    def __init__(self, kind: Literal["events", "tasks", "rules"]) -> None:
        """Take the kind of entry."""
        self._pattern = _FILES[kind]

    @cached_property
    def _ids(self) -> frozenset[str]:
        files = sorted(Path(__file__).parent.glob(self._pattern))
        return frozenset(
            name for file in files for name in _ID.findall(file.read_text(encoding="utf-8"))
        )

    def __contains__(self, name: object) -> bool:
        """Whether the law has an entry of this id; a person or period may follow an `@`."""
        first, at, item = str(name).partition("@")
        return first in self._ids and bool(item) is bool(at)

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(self._ids)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ids)
