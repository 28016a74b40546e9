"""`checklist attach TARGET FILE...`: files into a ticket, a mail, a chat."""

import contextlib
import datetime as dt
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from checklist.cli.common import (
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    complain,
    lang_option,
)
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    document_options,
    group_option,
    load_calendar,
    load_law_with,
    local_option,
    read_formats,
)
from checklist.holidays import Calendar
from checklist.messages import Lang, say
from checklist.outputs.options import Grouping, Options
from checklist.plan import Plan
from checklist.problems import InputErrors
from checklist.rules.schema import Law
from checklist.vocabulary import Owner

if TYPE_CHECKING:
    from checklist.delivery.flow import Report
    from checklist.delivery.parcel import Parcel, Planner, Plans
    from checklist.delivery.targets import Target


class _Way(NamedTuple):
    """How to deliver."""

    since: Plan | None
    """The plan to compare with, where the user names one."""
    if_changed: bool
    subtasks: bool
    team: Owner | None
    """Whose tasks become sub-tasks; None for everybody's."""
    dry_run: bool


@click.command(
    "attach",
    help="附到工单、邮件或者群聊 / Into a ticket, a mail, a chat.\n\n"
    "TARGET: redmine:1234, gitlab:group/project#12, jira:OPS-12, mail:a@b.cn, wecom:robot",
)
@click.argument("target", metavar="TARGET")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--subtasks",
    is_flag=True,
    help="为每项任务建立或者更新子任务 / make or update a sub-task for each task",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="只显示请求，不改动任何内容 / show every request, change nothing",
)
@click.option(
    "--if-changed",
    is_flag=True,
    help="除基准日外没有变化时不附加 / attach only if more than the day has changed",
)
@click.option(
    "--since",
    metavar="OLD.json",
    type=click.Path(path_type=Path),
    help="与该清单比较，默认与上次所附的比较 / compare with it",
)
@as_of_option
@click.option(
    "--format",
    "formats",
    default="pdf,html",
    show_default=True,
    help="由 YAML 生成哪些文件，bundle 为打包 / what is made of a YAML file; bundle: all, packed",
)
@group_option
@document_options
@calendar_option
@local_option
@lang_option
def command(
    target: str,
    files: tuple[Path, ...],
    subtasks: bool,
    dry_run: bool,
    if_changed: bool,
    since: Path | None,
    as_of: dt.date,
    formats: str,
    grouping: Grouping,
    options: Options,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Deliver FILEs to TARGET; what is there already is left alone."""
    from checklist.delivery.errors import DeliveryError, TargetError, Unsettled
    from checklist.delivery.flow import Report
    from checklist.delivery.parcel import BUNDLE, pack
    from checklist.delivery.targets import read_target
    from checklist.messages.delivery import DONE, FAILURES
    from checklist.outputs.errors import OutputError
    from checklist.planfile import read_plan_file

    report = Report()
    try:
        found = read_target(target)
        if subtasks and not found.is_ticket:
            raise TargetError(FAILURES["no-subtasks-there"], kind=found.kind)
        kinds = _read_kinds(formats, lang)
        former = read_plan_file(since) if since else None
        paper = bool({"pdf", BUNDLE} & set(kinds))
        planner = _planner(as_of, calendars, locals_, lang, paper=paper)
        parcel = pack(files, kinds, options, planner, grouping)
        if subtasks and parcel.plan is None and not parcel.members:
            raise TargetError(FAILURES["subtasks-need-plan"])
        way = _Way(former, if_changed, subtasks, options.look.team, dry_run)
        (_to_ticket if found.is_ticket else _to_people)(found, parcel, lang, report, way)
    except InputErrors as error:
        complain(error.render(lang))
        sys.exit(EXIT_INPUT)
    except DeliveryError as error:
        complain(error.render(lang))
        report.unsure = report.unsure or isinstance(error, Unsettled)
        complain(_before(report, target, lang))
        sys.exit(EXIT_INPUT if isinstance(error, TargetError) else EXIT_ENVIRONMENT)
    except OutputError as error:
        complain(error.render(lang))
        sys.exit(EXIT_ENVIRONMENT)
    except KeyboardInterrupt:
        report.unsure = report.busy
        complain(_before(report, target, lang))
        sys.exit(128 + signal.SIGINT)
    _say_done(found.name, report, lang, dry_run=dry_run, subtasks=subtasks)
    if dry_run:
        click.echo(say(DONE["dry"], lang))
    sys.exit(EXIT_DONE)


def _read_kinds(formats: str, lang: Lang) -> list[str]:
    """The formats, and the bundle of all of them where it is asked for."""
    from checklist.delivery.parcel import BUNDLE

    words = [word.strip().lower() for word in formats.split(",")]
    others = ",".join(word for word in words if word != BUNDLE)
    kinds = read_formats(others, lang) if others or BUNDLE not in words else []
    return [*kinds, BUNDLE] if BUNDLE in words else kinds


def _planner(
    as_of: dt.date,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
    *,
    paper: bool,
) -> "Planner":
    """From an input file to its plans; the law is read when the first one is planned.

    Where it goes onto `paper`, a character that no font has is refused.
    """

    @cache
    def read() -> tuple[Law, Calendar]:
        law = load_law_with(locals_, lang)
        return law, load_calendar(law, calendars, lang)

    def plan(path: Path, data: bytes, day: dt.date | None) -> "Plans":
        from checklist.delivery.parcel import Plans
        from checklist.loading import loaded_group, planned_group, unprintable
        from checklist.reading.members import every

        law, calendar = read()
        group = loaded_group(path, law, day or as_of, data)
        found = planned_group(group, law, calendar, day or as_of)
        for one in every(*group.tops) if paper and day is None else ():
            if text := unprintable(one.path, found[one.key].plan, lang):
                complain(text)
                sys.exit(EXIT_INPUT)
        return Plans(group, found)

    return plan


def _to_ticket(target: "Target", parcel: "Parcel", lang: Lang, report: "Report", way: _Way) -> None:
    from checklist.delivery.flow import to_subtasks, to_ticket
    from checklist.delivery.link import linked
    from checklist.delivery.note import merged, subtasks_of
    from checklist.delivery.targets import module, tracker

    access = module(target.kind).access(os.environ)
    knows = tracker(target.kind)
    with linked(access, lang, click.echo if way.dry_run else None) as link:
        ticket = to_ticket(
            knows,
            link,
            target.place,
            parcel,
            lang,
            report,
            since=way.since,
            if_changed=way.if_changed,
        )
        if way.subtasks:
            plans = parcel.members or (("", parcel.plan),)
            wanted = merged(
                subtasks_of(plan, lang, way.team, name) for name, plan in plans if plan is not None
            )
            with _progress(len(wanted.mine), lang) as tell:
                to_subtasks(knows, link, ticket, wanted, report, tell)


def _to_people(target: "Target", parcel: "Parcel", lang: Lang, report: "Report", way: _Way) -> None:
    from checklist.delivery import people

    people.send_parcel(
        target,
        parcel,
        lang,
        report,
        os.environ,
        since=way.since,
        if_changed=way.if_changed,
        show=click.echo if way.dry_run else None,
    )


def _before(report: "Report", target: str, lang: Lang) -> str:
    """What was done before it stopped, and what the same command does then."""
    from checklist.delivery.targets import TRACKERS
    from checklist.messages.delivery import DONE

    parts = []
    if report.added:
        parts.append(say(DONE["files"], lang, number=len(report.added)))
    if report.commented:
        parts.append(say(DONE["message"], lang))
    if number := report.created + report.changed:
        parts.append(say(DONE["tasks"], lang, number=number))
    what = DONE["and"].en.join(parts)
    lines = [say(DONE["before"], lang, what=what)] if parts else []
    if report.unsure:
        asked = target.partition(":")[0].strip().lower() in TRACKERS
        lines.append(say(DONE["unsure" if asked else "unsure-unasked"], lang))
    return "\n".join(lines) or say(DONE["nothing-before"], lang)


def _say_done(name: str, report: "Report", lang: Lang, *, dry_run: bool, subtasks: bool) -> None:
    from checklist.messages.delivery import DONE

    where = " ".join(part for part in (report.where, report.url) if part)
    click.echo(f"{name} → {where}" if where else name)
    if report.unchanged:
        click.echo(f"  {say(DONE['unchanged'], lang)}")
    key = "would-add" if dry_run else "added" if report.url else "sent"
    for file in report.added:
        click.echo(f"  + {say(DONE[key], lang, file=file)}")
    for file in report.there:
        click.echo(f"  = {say(DONE['there'], lang, file=file)}")
    if report.commented and not dry_run:
        if report.former:
            click.echo(f"  + {say(DONE['commented-since'], lang, day=report.former)}")
        else:
            click.echo(f"  + {say(DONE['commented'], lang)}")
    if subtasks:
        values = {name: getattr(report, name) for name in ("created", "changed", "kept")}
        click.echo(f"  {say(DONE['subtasks'], lang, **values)}")
        for key, names in (
            ("stuck", report.stuck),
            ("ahead", report.ahead),
            ("gone", report.gone),
        ):
            if names:
                click.echo(f"  ! {say(DONE[key], lang, names='、'.join(names))}")
    elif report.idle and not report.unchanged:
        click.echo(f"  {say(DONE['idle'], lang)}")


@contextlib.contextmanager
def _progress(total: int, lang: Lang) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from checklist.messages.delivery import DONE

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(DONE["working"], lang), total=total)
        yield lambda: bar.advance(task)
