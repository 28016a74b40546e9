"""`checklist progress FILE.yaml FROM`: what was ticked or filled in elsewhere into the YAML."""

import datetime as dt
import sys
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import click

from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    complain,
    lang_option,
)
from checklist.cli.options import DAY, fail, today
from checklist.editing import record
from checklist.known_names import known_tasks
from checklist.messages import Lang, say
from checklist.messages.progress import TAKEN
from checklist.outputs.errors import OutputError
from checklist.outputs.templates import clean
from checklist.planning.items import wecom_accounts
from checklist.problems import InputErrors
from checklist.progressfile import ProgressFile, ProgressFileError, read_progress
from checklist.reading import LoadedCompany, LoadedGroup, Names, read_bytes, read_input
from checklist.reading.members import Member, every, read_members
from checklist.rules.loader import load_law
from checklist.rules.schema import Law


class Sorted(NamedTuple):
    """What a progress file amounts to: what to write, and what is said of the rest."""

    done: dict[str, dt.date]
    notes: dict[str, str]
    said: list[str]
    left: bool
    """Whether a tick or a note could not be taken."""


class Given(NamedTuple):
    """What FROM says."""

    progress: ProgressFile
    remarks: Mapping[str, str]
    """The remarks that it was made with: what differs from them was written since."""
    loose: bool = False
    """Whether its notes are only what was typed into the wrong field."""


@click.command("progress", help="把勾选结果写回输入文件 / Write ticks back into the input file.")
@click.argument("file", metavar="FILE.yaml", type=click.Path(path_type=Path))
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.option(
    "--done-on",
    type=DAY,
    help="没有写日期的勾选按这一天登记 / the day of ticks that have no date of their own",
)
@click.option("--dry-run", is_flag=True, help="只显示改动 / show the changes, write nothing")
@lang_option
def command(file: Path, source: Path, done_on: dt.date | None, dry_run: bool, lang: Lang) -> None:
    """Take what FROM says is done into FILE, or into the file of one of its members.

    FROM is the progress JSON of the HTML page, a filled PDF, or an edited workbook.
    """
    from checklist.files import write_all

    try:
        read = read_input(read_bytes(file), name=str(file), names=Names())
        given = _read(source, done_on, lang)
        whose = _whose(file, source, read, given.progress, lang)
        file, loaded = whose.path, whose.loaded
        found = _sort(file, loaded, given, lang)
        data = record(
            loaded.source, name=str(file), done=found.done, notes=found.notes, place=whose.place
        )
    except (InputErrors, ProgressFileError, OutputError) as error:
        complain(error.render(lang))
        sys.exit(EXIT_INPUT)
    key = ("would" if dry_run else "written") if data != loaded.source else "nothing"
    if data != loaded.source:
        _show(loaded.source, data)
        if not dry_run:
            try:
                write_all({file: data})
            except OutputError as error:
                complain(error.render(lang))
                sys.exit(EXIT_ENVIRONMENT)
    click.echo(say(TAKEN[key], lang, name=file, count=len(found.done) + len(found.notes)))
    for line in found.said:
        click.echo(line)
    sys.exit(EXIT_ATTENTION if found.left else EXIT_DONE)


def _read(source: Path, done_on: dt.date | None, lang: Lang) -> Given:
    """The progress in JSON, a PDF's form or a workbook, told apart by the first bytes."""
    try:
        data = source.read_bytes()
    except OSError as error:
        fail(TAKEN["unreadable"], lang, name=source, reason=error.strerror or error)
    if data.lstrip()[:5] == b"%PDF-":
        from checklist.outputs.formfields import read_form

        form = read_form(data, done_on, str(source))
        return Given(ProgressFile.model_validate(form), {}, loose=True)
    from checklist.outputs.xlsx_progress import is_workbook, read_workbook

    if is_workbook(data):
        return Given(*read_workbook(data, str(source), done_on))
    return Given(read_progress(data, str(source)), {})


def _whose(
    file: Path,
    source: Path,
    read: LoadedCompany | LoadedGroup,
    progress: ProgressFile,
    lang: Lang,
) -> Member:
    """The company whose progress it is: the file's own, else a member's, wherever it stands.

    Exits with 2 where it is none of them; raises `InputErrors` where a member cannot be read.
    """
    if isinstance(read, LoadedCompany):
        ours = read.company.company
        if progress.company.same_as(ours.name, ours.credit_code):
            return Member(read, file, (), ())
    group = read_members(read, file, Names())
    for member in every(*group.tops):
        ours = member.loaded.company.company
        if progress.company.same_as(ours.name, ours.credit_code):
            return member
    theirs = progress.company.name
    names = "、".join(top.loaded.company.company.name for top in group.tops)
    fail(TAKEN["other-company"], lang, source=source, name=file, theirs=theirs, ours=names)


def _sort(file: Path, loaded: LoadedCompany, given: Given, lang: Lang) -> Sorted:
    """Each tick and note: taken, or said why not; nothing is passed over."""
    law = load_law()
    names = known_tasks(law)
    given = _as_in_file(given, loaded, law)
    found = Sorted({}, {}, [], False)
    left = False
    for tick in given.progress.ticks:
        ours = loaded.company.done.get(tick.task)
        values: dict[str, object] = {"task": tick.task, "name": file}
        rule = law.tasks.get(tick.task.partition("@")[0])
        if tick.task not in names:
            key = "unknown-task"
        elif rule is not None and rule.each == "member":
            key = "members-own"
        elif tick.done_on is None:
            if tick.sub_steps:
                steps = "、".join(str(step + 1) for step in tick.sub_steps)
                found.said.append(say(TAKEN["steps"], lang, task=tick.task, steps=steps))
                continue
            key = "undated"
        elif tick.done_on > today():
            key, values = "future", {**values, "day": tick.done_on}
        elif ours is not None and ours != tick.done_on:
            line = loaded.position(("done", tick.task))[0]
            key = "differs"
            values |= {"line": line, "ours": ours, "theirs": tick.done_on}
        else:
            if ours is None:
                found.done[tick.task] = tick.done_on
            continue
        left = True
        found.said.append(say(TAKEN[key], lang, **values))
    for note in given.progress.notes:
        text = " ".join(clean(note.text).split())
        before = loaded.company.notes.get(note.task)
        values = {"task": note.task, "name": file, "text": text}
        if given.loose:
            found.said.append(say(TAKEN["note"], lang, **values))
        elif note.task not in names:
            left = True
            found.said.append(say(TAKEN["unknown-note"], lang, **values))
        elif before not in (None, text, given.remarks.get(note.task)):
            left = True
            values["line"] = loaded.position(("notes", note.task))[0]
            found.said.append(say(TAKEN["note-differs"], lang, **values))
        elif text and text != before:
            found.notes[note.task] = text
    return found._replace(left=left)


def _as_in_file(given: Given, loaded: LoadedCompany, law: Law) -> Given:
    """With people called as the input file calls them.

    What travels has tokens where a name was followed by a number; the tasks of these people are
    called after them (`wecom-apply@…`), and so must be in the file.
    """
    from checklist.outputs.redact import masker, redact_input

    said = given.progress
    tasks = [tick.task for tick in said.ticks] + [note.task for note in said.notes]
    if not any("@" in task for task in tasks):
        return given
    code = loaded.company.company.credit_code
    people = [item.key for item in wecom_accounts(loaded.company, law)]
    mask = masker({code} if code else set(), (redact_input(loaded.source),))
    own = {mask(name): name for name in people}

    def called(task: str) -> str:
        first, at, item = task.partition("@")
        return f"{first}{at}{own.get(item, item)}"

    ticks = (tick.model_copy(update={"task": called(tick.task)}) for tick in said.ticks)
    notes = (note.model_copy(update={"task": called(note.task)}) for note in said.notes)
    progress = said.model_copy(update={"ticks": tuple(ticks), "notes": tuple(notes)})
    remarks = {called(task): text for task, text in given.remarks.items()}
    return given._replace(progress=progress, remarks=remarks)


def _show(before: bytes, after: bytes) -> None:
    """The changed lines, and nothing else."""
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    for line in unified_diff(old, new, n=0, lineterm=""):
        if line[:1] in "+-" and line[:3] not in ("+++", "---"):
            click.echo(line)
