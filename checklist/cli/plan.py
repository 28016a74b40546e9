"""`checklist plan FILE...`: from YAML files to dated checklists."""

import datetime as dt
import sys
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import click

from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    lang_option,
)
from checklist.cli.options import (
    DAY,
    as_of_option,
    calendar_option,
    document_options,
    fail,
    formats_option,
    load_calendar,
    provisional_option,
    read_day,
    read_formats,
)
from checklist.loading import known_events, planned, unprintable
from checklist.messages import Lang, in_lang, say
from checklist.messages.cli import CLI
from checklist.outputs.documents import file_name, render
from checklist.outputs.options import Options
from checklist.outputs.rows import aim
from checklist.plan import Plan
from checklist.problems import InputErrors
from checklist.reading import read_bytes
from checklist.rules.loader import load_law
from checklist.rules.schema import Law


@click.command("plan", help="生成带法定期限的注销清单 / Make the dated checklist.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@as_of_option
@formats_option
@click.option(
    "-o",
    "out",
    default="out",
    show_default=True,
    metavar="DIR",
    help="输出文件夹；“-”配合一种格式输出到标准输出 / folder, or - for standard output",
)
@provisional_option
@click.option(
    "--finish-by",
    type=DAY,
    help="希望在哪一天前注销，倒推各项最迟日期 / a wished end; plans backwards from it",
)
@click.option(
    "--what-if",
    "supposed",
    multiple=True,
    metavar="EVENT=DATE",
    help="假设某一事件发生在某日，并与现状比较 / suppose an event on a day, and compare",
)
@document_options
@calendar_option
@lang_option
def command(
    files: tuple[Path, ...],
    as_of: dt.date,
    formats: str,
    out: str,
    fail_on_provisional: bool,
    finish_by: dt.date | None,
    supposed: tuple[str, ...],
    options: Options,
    calendars: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Plan every FILE; write DIR/STEM-AS_OF.EXT for each format and print the summary."""
    kinds = read_formats(formats, lang)
    if out == "-" and (len(kinds) != 1 or len(files) != 1):
        fail(CLI["stdout-one"], lang)
    _distinct_stems(files, lang)
    law = load_law()
    calendar = load_calendar(law, calendars, lang)
    what_if = _what_if(supposed, law, lang)
    plans: list[tuple[Path, Plan]] = []
    bases: dict[Path, Plan] = {}
    sources: dict[Path, bytes] = {}
    refused = False
    for file in files:
        try:
            data = sources[file] = read_bytes(file)
            plan = planned(file, law, calendar, as_of, data, target=finish_by, what_if=what_if)
            plans.append((file, plan))
            if what_if:
                bases[file] = planned(file, law, calendar, as_of, data, target=finish_by)
        except InputErrors as error:
            click.echo(error.render(lang), err=True)
            refused = True
    if refused:
        sys.exit(EXIT_INPUT)
    _write(plans, kinds, out, sources, options)
    if out != "-":
        for file, plan in plans:
            _summary(plan, lang)
            if file in bases:
                _against(bases[file], plan, lang)
    attention = any(
        warning.level == "conflict" for _, plan in plans for warning in plan.warnings
    ) or (fail_on_provisional and any(plan.provisional for _, plan in plans))
    sys.exit(EXIT_ATTENTION if attention else EXIT_DONE)


def _what_if(supposed: tuple[str, ...], law: Law, lang: Lang) -> dict[str, dt.date]:
    """The supposed events with their days; a wrong one exits with 2."""
    names = known_events(law)
    found: dict[str, dt.date] = {}
    for text in supposed:
        name, _, given = text.partition("=")
        name, day = name.strip(), read_day(given)
        if day is None:
            fail(CLI["what-if-form"], lang, given=text)
        if name not in names:
            near = "、".join(get_close_matches(name, names, n=3, cutoff=0.5)) or "–"
            fail(CLI["no-such-event"], lang, given=name, near=near)
        found[name] = day
    return found


def _distinct_stems(files: tuple[Path, ...], lang: Lang) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        if file.stem in seen:
            fail(CLI["same-stem"], lang, first=seen[file.stem], second=file, stem=file.stem)
        seen[file.stem] = file


def _write(
    plans: list[tuple[Path, Plan]],
    kinds: list[str],
    out: str,
    sources: dict[Path, bytes],
    options: Options,
) -> None:
    from checklist.files import write_all
    from checklist.outputs.errors import OutputError

    if "pdf" in kinds:
        for file, plan in plans:
            if found := unprintable(file, plan, options.lang):
                click.echo(found, err=True)
                sys.exit(EXIT_INPUT)
    try:
        rendered = {
            _target(file, plan, kind, out): render(
                plan, kind, replace(options, source=sources[file])
            )
            for file, plan in plans
            for kind in kinds
        }
        if out == "-":
            click.echo(next(iter(rendered.values())), nl=False)
            return
        write_all(rendered)
    except OutputError as error:
        click.echo(str(error.render(options.lang)), err=True)
        sys.exit(EXIT_ENVIRONMENT)
    for path in rendered:
        click.echo(path)


def _target(file: Path, plan: Plan, kind: str, out: str) -> Path:
    return Path(out) / file_name(file.stem, plan.as_of, kind)


def _summary(plan: Plan, lang: Lang) -> None:
    """The ten-second answer on the terminal."""

    click.echo(f"\n{plan.company.name}  {plan.company.credit_code or ''}".rstrip())
    click.echo(f"{say(CLI['route'], lang)}: {in_lang(plan.route.why, lang)}")
    if plan.expected_end:
        click.echo(say(CLI["expected-end"], lang, day=plan.expected_end))
    for warning in plan.warnings:
        mark = {"conflict": "!!", "warning": "! ", "notice": "- "}[warning.level]
        click.echo(f"{mark} {in_lang(warning.text, lang)}")
        if warning.remedy and warning.level == "conflict":
            click.echo(f"   → {in_lang(warning.remedy, lang)}")
    upcoming = sorted(
        (task for task in plan.tasks if task.status in ("overdue", "due-soon", "open")),
        key=lambda task: (aim(task) or dt.date.max, task.number),
    )
    if upcoming:
        click.echo(say(CLI["next"], lang))
        for task in upcoming[:5]:
            click.echo(f"   {aim(task)}  {in_lang(task.title, lang)}")


def _against(base: Plan, supposed: Plan, lang: Lang) -> None:
    """What the supposed events change."""
    from checklist.difference import compare, summary

    click.echo(say(CLI["what-if-changes"], lang))
    for line in summary(compare(base, supposed), lang, short=True):
        click.echo(f"   {line}")
