"""What a tracker can do, whichever it is: the words that the flow and the trackers share."""

import datetime as dt
import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, Protocol

from checklist.delivery.link import Link

_KNOWN: Final = {".md": "text/markdown", ".ics": "text/calendar", ".csv": "text/csv"}


class Item(NamedTuple):
    """A file to be delivered."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of what it holds, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """Its type, such as `application/pdf`."""
        suffix = "." + self.name.rpartition(".")[2].lower()
        return _KNOWN.get(suffix) or mimetypes.guess_type(self.name)[0] or _ANY


_ANY: Final = "application/octet-stream"


class Attached(NamedTuple):
    """A file that a ticket has."""

    name: str
    size: int | None
    digest: str | None
    """The beginning of its SHA-256, where the ticket itself tells it."""
    read: Callable[[], bytes | None]
    """Its bytes, or None where they cannot be had."""


class Ticket(NamedTuple):
    """A ticket as it stands."""

    id: str
    title: str
    url: str
    attached: tuple[Attached, ...]
    """The newest first."""
    comments: str
    """All of them."""
    own: Mapping[str, str]
    """What the tracker needs to know about it again."""


class Entry(NamedTuple):
    """A sub-task as it should be."""

    id: str
    """The mark of the task, the same in every plan of the company."""
    by_name: str
    """The mark it had before the company's credit code was known."""
    subject: str
    text: str
    start: dt.date | None
    due: dt.date | None
    done: bool


class SubTasks(NamedTuple):
    """The sub-tasks that a plan asks for."""

    mine: tuple[Entry, ...]
    """Those to make and renew: all, or one team's."""
    known: frozenset[str]
    """The marks of every task of the plan."""
    families: tuple[str, ...]
    """How all marks of this company begin."""


class Child(NamedTuple):
    """A sub-task as it is."""

    id: str
    """The tracker's own."""
    subject: str
    text: str
    due: str | None
    closed: bool


class Tracker(Protocol):
    """A module for one kind of tracker."""

    def look(self, link: Link, place: str) -> Ticket:
        """The ticket; raises where the key is wrong or there is none."""

    def add(self, link: Link, ticket: Ticket, items: tuple[Item, ...], text: str) -> None:
        """Attach files and write a comment."""

    def children(self, link: Link, ticket: Ticket) -> dict[str, Child]:
        """The sub-tasks that we made, by the id of their entry."""

    def create(self, link: Link, ticket: Ticket, entry: Entry) -> None:
        """Make a sub-task."""

    def change(self, link: Link, child: Child, entry: Entry) -> bool:
        """Make a sub-task as it should be; whether it is done there too, where it should be."""


_MARK: Final = re.compile(r"\(checklist task [0-9a-f]{16}\)")


def note_mark(*parts: str) -> str:
    """What a comment is found by again: inert in every markup, and says nothing."""
    name = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return f"(checklist note {name})"


def family(company: str) -> str:
    """How the marks of all sub-tasks of one company begin; `company` is its stable id."""
    return f"(checklist task {company[:6]}"


def task_mark(company: str, task: str) -> str:
    """The mark of one sub-task, from the stable ids of the company and of its task."""
    return f"{family(company)}{task[:10]})"


def mark_in(text: str) -> str | None:
    """The mark of a sub-task in its text."""
    found = _MARK.findall(text)
    return found[-1] if found else None


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same: trackers change line ends and what stands at them."""
    return [line.rstrip() for line in one.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


def holds(ticket: Ticket, item: Item) -> bool:
    """Whether a ticket has a file with these very bytes, under whatever name.

    Of one whose bytes cannot be had, name and size have to do.
    """
    return any(_is(one, item) for one in ticket.attached)


def _is(one: Attached, item: Item) -> bool:
    if one.digest:
        return item.digest.startswith(one.digest)
    if one.size != len(item.data):
        return False
    data = one.read()
    return one.name == item.name if data is None else data == item.data


def by_mark(children: Iterable[Child]) -> dict[str, Child]:
    """Sub-tasks by the mark in their text; those of others are left out."""
    return {found: child for child in children if (found := mark_in(child.text))}
