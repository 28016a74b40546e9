"""How much of a plan a tracker's text field takes.

What does not fit is left out in this order: papers, evidence, how and law; tasks that are done,
what is said for information only, other lists; then open tasks, the latest first. What is left out
is counted.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from checklist.messages import Message
from checklist.messages.exports import TICKET
from checklist.outputs.rows import Line, Section
from checklist.outputs.view import View, filled

_FEWER: Final = (200, 100, 60, 30, 10)


class Share(NamedTuple):
    """What of the plan is written."""

    sections: tuple[Section, ...]
    details: bool = True
    """Papers, evidence, how, law."""
    lists: bool = True
    """Notices, questions, accounts, records, and what does not apply."""
    left: int = 0
    """How many tasks are left out."""

    @property
    def excerpt(self) -> Message | None:
        """What the text says of itself where something is left out."""
        if self.left:
            return filled(TICKET["excerpt"], left=self.left)
        return None if self.details else TICKET["no-details"]


def fitting(view: View, render: Callable[[Share], str], limit: int) -> str:
    """The fullest text of no more than `limit` characters; the shortest, where none is."""
    text = ""
    for share in _shares(view):
        text = render(share)
        if len(text) <= limit:
            break
    return text


def _shares(view: View) -> Iterator[Share]:
    """From everything to the ten tasks that come first."""
    yield Share(view.sections)
    yield Share(view.sections, details=False)
    tasks = [line for section in view.sections for line in section.lines]
    open_ = [line for line in tasks if line.task.status != "done"]
    yield _only(view, open_, len(tasks), lists=True)
    first = sorted(open_, key=lambda line: (line.day or dt.date.max, line.task.number))
    for most in (len(first), *(each for each in _FEWER if each < len(first))):
        yield _only(view, first[:most], len(tasks), lists=False)


def _only(view: View, lines: list[Line], all_: int, *, lists: bool) -> Share:
    """The sections with these rows alone."""
    kept = {line.task.id for line in lines}
    sections = tuple(
        section._replace(lines=rows)
        for section in view.sections
        if (rows := tuple(line for line in section.lines if line.task.id in kept))
    )
    return Share(sections, details=False, lists=lists, left=all_ - len(lines))
