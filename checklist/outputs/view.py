"""What every format prints, prepared once: the share, its groups, the selections of page 1.

No law is computed here and no date: what is chosen, counted and put in order stands in the plan.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from checklist.messages import Lang, Message
from checklist.messages.document import APPENDIX_NUMBERS, DOCUMENT, WEEKDAYS
from checklist.money.model import MoneyReport
from checklist.outputs import appendix
from checklist.outputs.options import Look
from checklist.outputs.rows import MARKS, Section, aim, period, printed_day, section
from checklist.plan import (
    Assumption,
    BarredGround,
    FinishBy,
    KeyDate,
    Override,
    Plan,
    Question,
    Retention,
    RouteAlternative,
    Task,
    TaskDeadline,
    Warning,
    WeComAccount,
)
from checklist.text import Text
from checklist.vocabulary import LABELS, Phase, Route

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
FOOTER_NAME: Final = 50
"""Characters of the company's name that the footer has room for."""

Words = Text | Message
Tight = Literal[0, 1, 2, 3]
"""Page 1 says everything; conflicts, warnings and the routes side by side in short; titles in one
language and no notices that figures tell; nothing in two languages, no notices, no comparison."""


class Asked(NamedTuple):
    """A question with its number."""

    number: int
    question: Question


class Wait(NamedTuple):
    """A task of another team that keeps tasks of this one waiting."""

    task: Task
    holds: tuple[Task, ...]


@dataclass(frozen=True)
class View:
    """A plan in one language, in the order in which it is printed."""

    plan: Plan
    lang: Lang
    look: Look = field(default_factory=Look)
    rows: int = ROWS
    """Rows of each list of page 1: fewer where there is no room."""
    tight: Tight = 0
    """How much page 1 leaves to the page behind it."""
    grounds_shown: int = GROUNDS_SHOWN
    money: MoneyReport | None = None
    """What the dates cost, where this document may print it."""

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

    # the share

    @cached_property
    def mine(self) -> tuple[Task, ...]:
        """The tasks that are printed: all, or those of one team."""
        team = self.look.team
        return tuple(task for task in self.plan.tasks if team in (None, task.owner))

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """The printed tasks by id: only these can be linked to."""
        return {task.id: task for task in self.mine}

    @cached_property
    def every_task(self) -> dict[str, Task]:
        """All tasks of the plan by id."""
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """What the team waits for: tasks of others that are not done, by day."""
        held: dict[str, list[Task]] = {}
        for task in self.mine if self.look.team else ():
            if task.status != "done":
                for each in task.after:
                    held.setdefault(each, []).append(task)
        found = [
            Wait(self.every_task[name], tuple(tasks))
            for name, tasks in held.items()
            if name in self.every_task and name not in self.tasks
        ]
        return tuple(
            sorted(
                (wait for wait in found if wait.task.status != "done"),
                key=lambda wait: (printed_day(wait.task) or dt.date.max, wait.task.number),
            )
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The phases that have tasks."""
        asked = {each.question.text.zh: each.number for each in self.asked("office")}
        grouped: dict[Phase, list[Task]] = {}
        for task in self.mine:
            grouped.setdefault(task.phase, []).append(task)
        return tuple(section(phase, grouped[phase], asked) for phase in Phase if phase in grouped)

    # page 1

    @cached_property
    def html_lang(self) -> str:
        """The language tag of the document."""
        return "en" if self.lang == "en" else "zh-CN"

    @cached_property
    def team(self) -> Message | None:
        """The name of the team whose share this is."""
        return LABELS[self.look.team] if self.look.team else None

    @cached_property
    def footer_name(self) -> str:
        """The company's name, cut where it would not fit into a footer."""
        name = self.plan.company.name
        return name if len(name) <= FOOTER_NAME else name[: FOOTER_NAME - 1] + "…"

    @cached_property
    def end_provisional(self) -> bool:
        """Whether the expected end hangs on an unpublished year."""
        return any(
            entry.provisional
            for entry in self.plan.key_dates
            if entry.date == self.plan.expected_end
        )

    @cached_property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(task.status == "done" for task in self.mine)

    @cached_property
    def late(self) -> tuple[Task, ...]:
        """What is overdue, the oldest first."""
        late = (task for task in self.mine if task.status == "overdue")
        return tuple(sorted(late, key=lambda task: (printed_day(task) or dt.date.max, task.number)))

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

    @cached_property
    def marks_used(self) -> tuple[str, ...]:
        """The marks that occur, for the legend."""
        used = {mark for part in self.sections for line in part.lines for mark in line.marks}
        return tuple(mark for mark in MARKS if mark in used and mark != "done")

    def count(self, mark: str) -> int:
        """How many tasks that are not done carry a mark."""
        return sum(
            mark in line.marks
            for part in self.sections
            for line in part.lines
            if line.task.status != "done"
        )

    def warnings(self, level: str) -> tuple[Warning, ...]:
        """The warnings of one level; a team also sees conflicts that are not its own."""
        return tuple(
            entry
            for entry in self.plan.warnings
            if entry.level == level
            and (level == "conflict" or entry.task is None or entry.task in self.tasks)
        )

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
        """The conflicts and warnings that page 1 says in short.

        Where there is little room, the list of what is late alone tells of limits passed.
        """
        told = {task.id for task in self.late_shown} if self.brief else set()
        rest = [each for each in self._alerts if each.code != PASSED or each.task not in told]
        return tuple(rest[: ALERTS_SHOWN.get(self.tight)])

    @cached_property
    def alerts_left(self) -> int:
        """How many more the page behind has."""
        return len(self._alerts) - len(self.alerts)

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
    def all_key_dates(self) -> tuple[KeyDate, ...]:
        """Every key date, by day."""
        return tuple(sorted(self.plan.key_dates, key=lambda entry: entry.date))

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

    # questions and appendices

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        def weight(question: Question) -> tuple[bool, int, int]:
            return not question.decides_route, -question.weight, -len(question.tasks)

        chosen = [
            entry
            for entry in self.plan.questions
            if not self.look.team or any(task in self.tasks for task in entry.tasks)
        ]
        ordered = [
            entry
            for who in ("company", "office")
            for entry in sorted((each for each in chosen if each.ask == who), key=weight)
        ]
        return tuple(Asked(number, entry) for number, entry in enumerate(ordered, 1))

    def asked(self, who: str) -> tuple[Asked, ...]:
        """The questions for the company or for an office, the weightiest first."""
        return tuple(each for each in self._asked if each.question.ask == who)

    def questions(self, who: str) -> tuple[Question, ...]:
        """The same without their numbers."""
        return tuple(each.question for each in self.asked(who))

    @cached_property
    def calendar(self) -> tuple[appendix.Entry, ...]:
        """Every key date and event; a team's share leaves them to page 1."""
        return () if self.look.team else appendix.calendar(self.plan)

    @cached_property
    def counted(self) -> tuple[Task, ...]:
        """Tasks whose day or place in the plan is explained in the appendix."""
        return appendix.counted(self.mine)

    @cached_property
    def left_out(self) -> tuple[appendix.Reason, ...]:
        """What does not apply, by its reason; the whole plan alone has it."""
        return () if self.look.team else appendix.reasons(self.plan.not_applicable)

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The estimates of the printed tasks."""
        return tuple(entry for entry in self.plan.assumptions if entry.task in self.tasks)

    @cached_property
    def efforts(self) -> tuple[appendix.Effort, ...]:
        """The same by their length."""
        return appendix.efforts(self.assumptions)

    @cached_property
    def checked(self) -> tuple[appendix.Checked, ...]:
        """The legal texts cited, by the day of their last check."""
        return appendix.checked(self.plan, self.sections)

    @cached_property
    def laws(self) -> tuple[appendix.Law, ...]:
        """The legal texts and articles behind the printed tasks."""
        return appendix.laws(self.mine)

    @cached_property
    def overrides(self) -> tuple[Override, ...]:
        """A professional's decisions; for a team, those on its tasks."""
        if not self.look.team:
            return self.plan.overrides
        return tuple(entry for entry in self.plan.overrides if entry.target in self.tasks)

    @cached_property
    def wecom_accounts(self) -> tuple[WeComAccount, ...]:
        """Personal accounts that a printed task is about."""
        if not self.look.team:
            return self.plan.wecom_accounts
        return tuple(
            entry
            for entry in self.plan.wecom_accounts
            if any(task in self.tasks for task in entry.tasks)
        )

    @cached_property
    def retention(self) -> tuple[Retention, ...]:
        """Kinds of record to keep; for a team, those that its tasks cite."""
        if not self.look.team:
            return self.plan.retention
        cited = {entry.rule for task in self.mine for entry in task.citations}
        return tuple(entry for entry in self.plan.retention if entry.rule in cited)

    @cached_property
    def appendices(self) -> dict[str, Message]:
        """The appendices that have something to say, with their numbers."""
        full = not self.look.team
        route = self.plan.route
        has = {
            "dates": self.calendar or self.counted or (full and self.plan.critical_path),
            "retention": self.retention,
            "not-applicable": self.left_out,
            "questions": self._asked,
            "assumptions": self.assumptions,
            "overrides": self.overrides,
            "money": self.money and self.money.sections,
            "grounds": full and (route.barred or route.unknown or route.cleared),
            "sources": self.checked,
        }
        names = (name for name, content in has.items() if content and not self.look.compact)
        return dict(zip(names, APPENDIX_NUMBERS, strict=False))

    def has_phase(self, name: str) -> bool:
        """Whether a phase has printed tasks."""
        return any(part.phase.value == name for part in self.sections)

    def period(self, task: Task) -> str:
        """The period of a recurring return, or whose account it is."""
        return period(task)

    def said(self, limit: TaskDeadline, days: Iterable[dt.date]) -> bool:
        """Whether one of the counting steps names all these days already."""
        return any(all(str(day) in step.zh for day in days) for step in limit.steps)

    def numbers(self, ids: Iterable[str]) -> tuple[Task, ...]:
        """The tasks with these ids that are in the plan, by number."""
        found = (self.every_task[each] for each in ids if each in self.every_task)
        return tuple(sorted(found, key=lambda task: task.number))

    def aim(self, task: Task) -> dt.date | None:
        """The day on which a reader should act."""
        return aim(task)

    def days_late(self, task: Task) -> int:
        """Days since the legal limit, or since the day to act where there is none."""
        day = task.deadline or task.plan_by or task.planned or self.plan.as_of
        return (self.plan.as_of - day).days


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
