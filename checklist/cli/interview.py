"""The dialogue of `checklist init --interview FILE`: one question at a time, weightiest first.

Each answer is put into the file's text, checked by the validator, and written at once; then the
plan is made again, so a question that no longer matters is not asked.
"""

import datetime as dt
import os
import shlex
from pathlib import Path
from typing import NamedTuple

import click

from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    complain,
)
from checklist.cli.dialogue import (
    Stop,
    explain,
    listen,
    may_answer,
    present,
    show_change,
    show_errors,
    tell,
    told,
)
from checklist.editing import edit
from checklist.files import OutputError, write_all
from checklist.holidays import Calendar
from checklist.known_names import known_events, known_tasks
from checklist.loading import planned
from checklist.messages import Lang
from checklist.messages.fields import FIELDS
from checklist.messages.interview import INTERVIEW
from checklist.plan import Plan, Question
from checklist.problems import InputErrors, label_list
from checklist.reading import read_company, read_file
from checklist.replies import kind_of, loc_of, reply
from checklist.rules.conditions import named_facts
from checklist.rules.loader import load_law
from checklist.rules.schema import Law
from checklist.vocabulary import LegalForm
from checklist.yaml_text import Value


class Desk(NamedTuple):
    """What every part of the dialogue needs."""

    path: Path
    lang: Lang
    law: Law
    calendar: Calendar
    as_of: dt.date

    @property
    def name(self) -> str:
        """The file's name as it can be printed."""
        return str(click.format_filename(self.path))


def interview(path: Path, lang: Lang, as_of: dt.date, new: bytes) -> int:
    """Ask until nothing that matters is left or the user stops; returns the exit code.

    `new` is what a file that does not exist yet begins with.
    """
    law = load_law()
    calendar = Calendar.of(law)
    desk = Desk(path, lang, law, calendar, as_of)
    try:
        if not os.path.exists(path):  # Path.exists raises where looking is forbidden
            try:
                _begin(desk, new)
            except Stop as stop:
                return _not_begun(desk, stop)
        return _ask_all(desk)
    except InputErrors as errors:
        complain(errors.render(lang))
        return EXIT_INPUT
    except OutputError as error:
        complain(error.render(lang))
        return EXIT_ENVIRONMENT


def _begin(desk: Desk, new: bytes) -> None:
    """Start the file with the two answers it cannot do without."""
    tell("new", desk.lang, name=desk.name)
    words = label_list(LegalForm)
    data = _needed(desk, new, "company.name", told(INTERVIEW["may-name"], desk.lang))
    may = told(INTERVIEW["may-form"], desk.lang, words=words)
    data = _needed(desk, data, "company.legal_form", may)
    _write(desk, data)


def _needed(desk: Desk, data: bytes, path: str, may: str) -> bytes:
    """The file's text with the answer to a question that cannot be skipped."""
    click.echo()
    tell(f"ask-{path.rpartition('.')[2]}", desk.lang)
    click.echo(may)
    while True:
        text = listen(desk.lang)
        value = reply(kind_of(path), text, desk.lang) if text != "?" else None
        if value is None:
            tell("required", desk.lang, hint=FIELDS[path].hint)
            continue
        try:
            return _tried(desk, data, path, value)
        except InputErrors as errors:
            show_errors(errors, desk.lang)


def _not_begun(desk: Desk, stop: Stop) -> int:
    if stop.ran_out:
        complain(told(INTERVIEW["needs-answers"], desk.lang))
        return EXIT_INPUT
    tell("nothing-written", desk.lang)
    return EXIT_DONE


def _ask_all(desk: Desk) -> int:
    """Ask what the plan needs, again and again from a new plan; then say what is left."""
    plan = _plan(desk)
    asked: set[str] = set()
    if _open(plan):
        tell("welcome", desk.lang, name=desk.name)
    try:
        while question := next((each for each in _open(plan) if each.id not in asked), None):
            left = sum(each.id not in asked for each in _open(plan))
            present(question, plan, left, desk.lang)
            asked.add(question.id)
            if _ask_one(desk, question, plan):
                plan = _plan(desk)
    except (Stop, KeyboardInterrupt):
        pass
    except InputErrors as errors:
        complain(told(INTERVIEW["refused"], desk.lang))
        complain(errors.render(desk.lang))
        return EXIT_ATTENTION
    click.echo()
    left = len(_open(plan))
    tell("some-left" if left else "all-answered", desk.lang, number=left)
    tell("next", desk.lang, name=shlex.quote(desk.name))
    return EXIT_DONE


def _plan(desk: Desk) -> Plan:
    return planned(desk.path, desk.law, desk.calendar, desk.as_of)


def _open(plan: Plan) -> list[Question]:
    """The company's questions on which something in the plan hangs, weightiest first."""
    return [
        question
        for question in plan.questions
        if question.ask == "company" and question.weight and question.input_path
    ]


def _ask_one(desk: Desk, question: Question, plan: Plan) -> bool:
    """Take an answer and write it; whether anything was written."""
    assert question.input_path is not None
    kind = kind_of(question.input_path)
    while True:
        text = listen(desk.lang)
        if text in ("?", "？"):
            explain(question, plan, _grounds(desk, question.input_path), desk.lang)
            click.echo(may_answer(kind, desk.lang))
            continue
        value = reply(kind, text, desk.lang)
        if value is None:
            tell("skipped", desk.lang)
            return False
        before = read_file(desk.path).source  # again: somebody may have written in it meanwhile
        try:
            after = _tried(desk, before, question.input_path, value)
        except InputErrors as errors:
            show_errors(errors, desk.lang)
            continue
        _write(desk, after)
        show_change(before, after, desk.lang)
        return True


def _grounds(desk: Desk, path: str) -> set[str]:
    """The grounds of the simple route that the key at a dotted path could still decide."""
    facts = named_facts(read_file(desk.path).company)
    keys = tuple(path.split("."))
    return {ground.id for ground in desk.law.grounds if keys in facts[ground.fact].asks()}


def _tried(desk: Desk, data: bytes, path: str, value: Value) -> bytes:
    """The file's text with an answer in it; raises the validator's errors where it is wrong."""
    after = edit(data, {loc_of(path): value}, name=desk.name)
    read_company(
        after,
        name=desk.name,
        known_events=known_events(desk.law),
        known_tasks=known_tasks(desk.law),
        known_rules=frozenset(desk.law.rules),
    )
    return after


def _write(desk: Desk, data: bytes) -> None:
    """Replace the file by a complete one; a link keeps pointing at it."""
    write_all({desk.path.resolve(): data})
