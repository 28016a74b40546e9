"""The selections of page 1, and how a text is said in the document's language."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from checklist.messages import Lang, Message
from checklist.messages.document import DOCUMENT, WEEKDAYS
from checklist.outputs.rows import aim
from checklist.outputs.share import Share
from checklist.plan import (
    BarredGround,
    FinishBy,
    KeyDate,
    Question,
    RouteAlternative,
    Task,
    Warning,
)
from checklist.text import Text
from checklist.vocabulary import Route

ROWS: Final = 12
"""Rows of each list of page 1, at most."""
WEEK: Final = dt.timedelta(days=7)
FIRST_QUESTIONS: Final = 3
GROUNDS_SHOWN: Final = 6
PASSED: Final = "limit-passed"
"""Code of the conflicts that a list of late tasks tells as well."""
LATE_SHOWN: Final = {0: 4, 1: 4, 2: 3, 3: 2}
ALERTS_SHOWN: Final = {1: 6, 2: 4, 3: 2}
"""Conflicts and warnings that page 1 says in short, by how tight it is."""
_CHOSEN: Final = frozenset({Route.GENERAL, Route.SIMPLE, Route.AFTER_REVOCATION})
"""Routes beside which the simple one is a question."""

Words = Text | Message
Tight = Literal[0, 1, 2, 3]
"""Page 1 says everything; conflicts, warnings and the routes side by side in short; titles in one
language and no notices that figures tell; nothing in two languages, no notices, no comparison."""


@dataclass(frozen=True)
class View(Share):
    """A plan in one language, in the order in which it is printed."""

    rows: int = ROWS
    """Rows of each list of page 1: fewer where there is no room."""
    tight: Tight = 0
    """How much page 1 leaves to the page behind it."""
    grounds_shown: int = GROUNDS_SHOWN

    @property
    def grounds(self) -> tuple[tuple[str, tuple[BarredGround, ...]], ...]:
        """The grounds of page 1 under their labels: what bars the simple route or might.

        Where another cause sets the route nobody chooses, and they would only puzzle.
        """
        route = self.plan.route
        if route.chosen not in _CHOSEN:
            return ()
        both = (("barred-by", self.barred), ("unanswered", route.unknown))
        return tuple((name, grounds) for name, grounds in both if grounds)

    @cached_property
    def next(self) -> tuple[Task, ...]:
        """What to do next: open tasks by date; blocked ones only where nothing else is left."""
        ready = [task for task in self.mine if task.status in ("open", "due-soon")]
        waiting = [task for task in self.mine if task.status == "blocked"]
        chosen = sorted(ready or waiting, key=lambda task: (aim(task) or dt.date.max, task.number))
        return tuple(chosen[: max(self.rows - len(self.late_shown), 3)])

    @cached_property
    def this_week(self) -> tuple[Task, ...]:
        """Of these, what is to be done within seven days."""
        last = self.plan.as_of + WEEK
        return tuple(task for task in self.next if (aim(task) or dt.date.max) < last)

    @cached_property
    def week_end(self) -> dt.date:
        """The last of the seven days."""
        return self.plan.as_of + WEEK - dt.timedelta(days=1)

    @cached_property
    def later(self) -> tuple[Task, ...]:
        """And what comes after that."""
        return self.next[len(self.this_week) :]

    @property
    def finish_by(self) -> FinishBy | None:
        """The wished end, unless it is met and the document is to be short."""
        found = self.plan.finish_by
        return None if found and self.look.compact and found.state == "met" else found

    @property
    def finish_level(self) -> str:
        """How bad what is said of the wished end is."""
        found = self.plan.finish_by
        return "conflict" if found and found.state == "impossible-by-law" else "warning"

    @property
    def short(self) -> bool:
        """Whether conflicts, warnings and the routes' comparison stand on page 1 in short."""
        return self.tight >= 1 and not self.look.compact

    @property
    def brief(self) -> bool:
        """Whether page 1 says titles in one language."""
        return self.tight >= 2

    @property
    def terse(self) -> bool:
        """Whether page 1 says nothing in two languages that stands in both on the page behind."""
        return self.tight >= 3

    @cached_property
    def alerts(self) -> tuple[Warning, ...]:
        """The conflicts and warnings that page 1 says in short."""
        return self._untold[: ALERTS_SHOWN.get(self.tight)]

    @cached_property
    def alerts_left(self) -> int:
        """How many more the page behind has."""
        return len(self._untold) - len(self.alerts)

    @cached_property
    def _untold(self) -> tuple[Warning, ...]:
        """Those that nothing else on page 1 tells.

        What is said of the wished end is no warning besides; where there is little room, the list
        of what is late alone tells of limits passed.
        """
        late = {task.id for task in self.late_shown} if self.brief else set()
        wished = self.finish_by.text if self.finish_by else None
        return tuple(
            each
            for each in self._alerts
            if each.text != wished and (each.code != PASSED or each.task not in late)
        )

    @cached_property
    def _alerts(self) -> tuple[Warning, ...]:
        return (*self.warnings("conflict"), *self.warnings("warning"))

    @cached_property
    def late_shown(self) -> tuple[Task, ...]:
        """What is overdue, as far as page 1 names it."""
        return self.late[: LATE_SHOWN[self.tight]]

    @cached_property
    def overleaf(self) -> bool:
        """Whether something that page 1 says in short stands in full on the page behind it."""
        return self.short and bool(self.shortens or self.left_over or self.other_ways)

    @cached_property
    def other_ways(self) -> tuple[RouteAlternative, ...]:
        """What may be done instead, where page 1 only names it."""
        return self.plan.route.alternatives if self.brief and not self.look.compact else ()

    @cached_property
    def left_over(self) -> tuple[Warning, ...]:
        """Notices that page 1 has no room for."""
        return tuple(entry for entry in self.warnings("notice") if entry not in self.notices)

    @cached_property
    def compared(self) -> bool:
        """Whether routes stand side by side."""
        return bool(self.plan.comparisons) and not self.look.team

    @cached_property
    def shortens(self) -> bool:
        """Whether there is anything that page 1 could say in short."""
        return bool(self._alerts or self.finish_by or self.compared)

    @cached_property
    def notices(self) -> tuple[Warning, ...]:
        """Notices for page 1; where there is no room, without those that the figures tell."""
        if self.terse and not self.look.compact:
            return ()
        told = ("provisional", "unverified-law", "local-practice") if self.brief else ()
        return tuple(entry for entry in self.warnings("notice") if entry.code not in told)

    @cached_property
    def key_dates(self) -> tuple[KeyDate, ...]:
        """The key dates that page 1 has room for: what is to come first, and the very last.

        Limits are left to the appendix where there is no room: they stand beside their tasks.
        """
        dates = sorted(self.plan.key_dates, key=lambda entry: entry.date)
        room = max(self.rows, 4 if self.terse else 5)
        if len(dates) > room:
            dates = [entry for entry in dates if entry.basis != "legal"]
        past = sum(entry.date < self.plan.as_of for entry in dates)
        spare = max(len(dates) - room, 0)
        dates = dates[min(spare, max(past - 1, 0)) :]
        if len(dates) > room:
            dates = [*dates[: room - 1], dates[-1]]
        return tuple(dates)

    @cached_property
    def barred(self) -> tuple[BarredGround, ...]:
        """What bars the simple route, but for what the reason for the route names already."""
        route = self.plan.route
        return tuple(each for each in route.barred if each.title.zh not in route.why.zh)

    @cached_property
    def first_questions(self) -> tuple[Question, ...]:
        """The company's weightiest questions."""
        asked = self.asked("company")[: 1 if self.brief else FIRST_QUESTIONS]
        return tuple(each.question for each in asked)


def pick(text: Words, lang: Lang) -> tuple[str, str | None]:
    """The sentence to print, and the English to stand beside it (`zh-en` only)."""
    if lang == "en":
        return text.en, None
    if lang == "zh" or text.en == text.zh:
        return text.zh, None
    return text.zh, text.en


def label(key: str, **values: object) -> Message:
    """A label with its values filled in, in both languages; a value may itself be a sentence."""
    return filled(DOCUMENT[key], **values)


def filled(found: Message, **values: object) -> Message:
    """A message with its values filled in, each in its language."""
    if not values:
        return found
    zh = {name: each.zh if isinstance(each, Words) else each for name, each in values.items()}
    en = {name: each.en if isinstance(each, Words) else each for name, each in values.items()}
    return Message(found.zh.format(**zh), found.en.format(**en))


def weekday(day: dt.date) -> Message:
    """周一, Mon."""
    return WEEKDAYS[day.weekday()]
