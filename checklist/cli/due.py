"""`checklist due PATH...`: what is overdue, due or newly certain, over many companies; for cron."""

import datetime as dt
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    complain,
    lang_option,
)
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    fail,
    load_calendar,
    load_law_with,
    local_option,
)
from checklist.holidays import Calendar
from checklist.messages import Lang, in_lang, say
from checklist.problems import InputErrors
from checklist.rules.schema import Law

if TYPE_CHECKING:
    from checklist.batch.reminder import Memory, Reminder
    from checklist.delivery.targets import Target


@click.command("due", help="到期提醒 / What is overdue, due or newly certain.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--within",
    default="7d",
    show_default=True,
    metavar="7d|2w",
    help="几日（周）内到期 / due within so many days or weeks",
)
@click.option(
    "--to",
    "target",
    metavar="TARGET",
    help="有需要提醒的才发送；写法同 attach / send it, if there is anything to tell",
)
@click.option(
    "--dry-run", is_flag=True, help="与 --to 合用：只显示请求 / with --to: show the requests only"
)
@click.option("--json", "as_json", is_flag=True, help="以JSON输出 / as JSON")
@as_of_option
@calendar_option
@local_option
@lang_option
def command(
    paths: tuple[str, ...],
    within: str,
    target: str | None,
    dry_run: bool,
    as_json: bool,
    as_of: dt.date,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Look at every company; exits with 1 where something is overdue or could not be read."""
    from checklist.batch.inputs import find_inputs, find_members
    from checklist.batch.reminder import Memory, Reminder, lines_of
    from checklist.batch.reminder import as_json as to_json
    from checklist.delivery.errors import DeliveryError, TargetError
    from checklist.delivery.ledger import state_folder
    from checklist.delivery.targets import read_target
    from checklist.messages.batch import BATCH
    from checklist.messages.delivery import DUE

    found = Reminder(as_of, _days(within, lang))
    files, empty = find_inputs(paths, Path(os.devnull))
    if empty:
        fail(BATCH["no-input"], lang, paths="、".join(empty))
    memory = None
    try:
        where = read_target(target) if target else None
        memory = Memory(state_folder(os.environ))
    except TargetError as error:
        complain(error.render(lang))
        sys.exit(EXIT_INPUT)
    except DeliveryError as error:  # what is late is told all the same
        complain(error.render(lang))
    law = load_law_with(locals_, lang)
    files = list(find_members(files).files)
    _look(found, files, memory, law, load_calendar(law, calendars, lang), lang)
    for text in found.refused.values():
        complain(text)
    if as_json:
        click.echo(json.dumps(to_json(found), ensure_ascii=False, indent=2).encode())
    elif found.silent:
        if not where:  # for cron: who is told when there is something need not hear of nothing
            click.echo(say(DUE["nothing"], lang, number=len(found.companies), days=found.days))
    else:
        lines = lines_of(found, lang, lambda text: " ".join(text.split()), "  ")
        click.echo("\n".join(lines).encode("utf-8", "backslashreplace"))
    try:
        if where and not found.silent:
            _send(where, found, lang, dry_run=dry_run, quiet=as_json)
        if memory and not dry_run:
            memory.save()
    except DeliveryError as error:
        complain(error.render(lang))
        if where:
            sys.exit(EXIT_INPUT if isinstance(error, TargetError) else EXIT_ENVIRONMENT)
    if files and not found.companies:
        sys.exit(EXIT_INPUT)
    sys.exit(EXIT_ATTENTION if found.all("overdue") or found.refused else EXIT_DONE)


def _days(text: str, lang: Lang) -> int:
    from checklist.messages.delivery import DUE

    found = re.fullmatch(r"(\d{1,4})\s*([dw天日周]?)", text.strip().lower())
    if not found:
        fail(DUE["bad-within"], lang, given=text)
    return int(found[1]) * (7 if found[2] in ("w", "周") else 1)


def _look(
    found: "Reminder",
    files: list[Path],
    memory: "Memory | None",
    law: Law,
    calendar: Calendar,
    lang: Lang,
) -> None:
    """Plan every company of every file; what is wrong with one stops no other."""
    from checklist.batch.reminder import certainty_of, part_of
    from checklist.loading import drafted_group, loaded_group, sound_drafts
    from checklist.messages.batch import BATCH
    from checklist.outputs.redact import redact_input, redact_plan
    from checklist.planning.build import finish
    from checklist.reading import read_bytes
    from checklist.reading.members import every

    for file in files:
        try:
            data = read_bytes(file)
            try:
                group = loaded_group(file, law, found.as_of, data)
                work = drafted_group(group, law, calendar, found.as_of)
                own = (one for one in every(*group.tops) if one.path == group.path)
                drafts = [(one, work[one.key]) for one in own]
            except InputErrors as error:
                found.refused[str(file)] = error.render(lang)
                drafts = list(sound_drafts(file, law, calendar, found.as_of, data))
            copy = redact_input(data)
            for one, draft in drafts:
                safe = redact_plan(finish(draft), copy)
                before = memory.before(file, one.place) if memory else None
                part = part_of(file, safe, found.days, before)
                found.companies.append(part)
                if memory:
                    memory.keep(file, one.place, certainty_of(safe, part))
        except InputErrors as error:
            found.refused[str(file)] = error.render(lang)
        except Exception as error:  # a fault of ours in one file must not hide the others
            if os.environ.get("CHECKLIST_DEBUG"):
                raise
            what = type(error).__name__
            found.refused[str(file)] = say(BATCH["internal"], lang, file=file, what=what)


def _send(where: "Target", found: "Reminder", lang: Lang, *, dry_run: bool, quiet: bool) -> None:
    """Tell a target; the same words are told once."""
    from checklist.batch.reminder import lines_of
    from checklist.delivery.flow import Report, to_ticket_as_text
    from checklist.delivery.link import linked
    from checklist.delivery.note import inert
    from checklist.delivery.people import BULLET, send_text
    from checklist.delivery.targets import module, tracker
    from checklist.messages.delivery import DUE

    report = Report()
    show = (lambda line: click.echo(line, err=quiet)) if dry_run else None
    if where.is_ticket:
        lines = lines_of(found, lang, inert, "* ")
        with linked(module(where.kind).access(os.environ), lang, show) as link:
            key = "\n".join(lines)
            to_ticket_as_text(tracker(where.kind), link, where.place, lines, key, report)
    else:
        lines = lines_of(found, lang, inert, BULLET)
        subject = in_lang(DUE["title"], lang)
        send_text(where, subject, lines, "\n".join(lines), lang, report, os.environ, show=show)
    if not dry_run:
        key = "told" if report.commented else "told-before"
        click.echo(say(DUE[key], lang, where=where.name), err=quiet)
