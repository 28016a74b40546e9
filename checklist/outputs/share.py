"""What every format prints, prepared once: the share, its groups, the appendices.

No law is computed here and no date: what is chosen, counted and put in order stands in the plan.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from checklist.messages import Lang, Message
from checklist.messages.document import APPENDIX_NUMBERS
from checklist.money.model import MoneyReport
from checklist.outputs import appendix
from checklist.outputs.options import Look
from checklist.outputs.rows import MARKS, Section, aim, period, printed_day, section
from checklist.plan import (
    Assumption,
    KeyDate,
    Override,
    Plan,
    Question,
    Retention,
    Task,
    TaskDeadline,
    Warning,
    WeComAccount,
)
from checklist.vocabulary import LABELS, Phase

FOOTER_NAME: Final = 50
"""Characters of the company's name that the footer has room for."""


class Asked(NamedTuple):
    """A question with its number."""

    number: int
    question: Question


class Wait(NamedTuple):
    """A task of another team that keeps tasks of this one waiting."""

    task: Task
    holds: tuple[Task, ...]


@dataclass(frozen=True)
class Share:
    """A plan, or a team's part of it, in one language."""

    plan: Plan
    lang: Lang
    look: Look = field(default_factory=Look)
    money: MoneyReport | None = None
    """What the dates cost, where this document may print it."""

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

    @cached_property
    def all_key_dates(self) -> tuple[KeyDate, ...]:
        """Every key date, by day."""
        return tuple(sorted(self.plan.key_dates, key=lambda entry: entry.date))

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
