"""`checklist plan FILE...`: from YAML files to dated checklists."""

import datetime as dt
import sys
from pathlib import Path

import click

from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    lang_option,
)
from checklist.cli.options import as_of_option, calendar_option, fail, load_calendar
from checklist.cli.planning import planned
from checklist.messages import Lang, say
from checklist.messages.cli import CLI
from checklist.outputs.documents import EXTENSIONS, PAPERS, Look, Options, Paper, render
from checklist.plan import Plan, Task, Text
from checklist.problems import InputErrors
from checklist.rules.loader import load_law
from checklist.vocabulary import Owner


@click.command("plan", help="生成带法定期限的注销清单 / Make the dated checklist.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@as_of_option
@click.option(
    "--format", "formats", default="pdf,html", show_default=True, metavar="pdf,html,md,json"
)
@click.option(
    "-o",
    "out",
    default="out",
    show_default=True,
    metavar="DIR",
    help="输出文件夹；“-”配合一种格式输出到标准输出 / folder, or - for standard output",
)
@click.option(
    "--for",
    "team",
    type=click.Choice([owner.value for owner in Owner]),
    help="只输出一个部门的部分 / one team's share",
)
@click.option(
    "--compact",
    is_flag=True,
    help="简版：小公司两页以内 / short form: a small company on two pages",
)
@click.option(
    "--paper",
    type=click.Choice(PAPERS, case_sensitive=False),
    default="A4",
    show_default=True,
    help="纸张 / paper",
)
@click.option(
    "--fail-on-provisional",
    is_flag=True,
    help="有暂定日期时以1退出 / exit with 1 where a date is provisional",
)
@calendar_option
@lang_option
def command(
    files: tuple[Path, ...],
    as_of: dt.date,
    formats: str,
    out: str,
    team: str | None,
    compact: bool,
    paper: Paper,
    fail_on_provisional: bool,
    calendars: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Plan every FILE; write DIR/STEM-AS_OF.EXT for each format and print the summary."""
    kinds = _formats(formats, lang)
    if out == "-" and (len(kinds) != 1 or len(files) != 1):
        fail(CLI["stdout-one"], lang)
    _distinct_stems(files, lang)
    law = load_law()
    calendar = load_calendar(law, calendars, lang)
    plans: list[tuple[Path, Plan]] = []
    refused = False
    for file in files:
        try:
            plans.append((file, planned(file, law, calendar, as_of)))
        except InputErrors as error:
            click.echo(error.render(lang), err=True)
            refused = True
    if refused:
        sys.exit(EXIT_INPUT)
    look = Look(team=Owner(team) if team else None, compact=compact, paper=paper)
    _write(plans, kinds, out, Options(lang, look))
    if out != "-":
        for _, plan in plans:
            _summary(plan, lang)
    attention = any(
        warning.level == "conflict" for _, plan in plans for warning in plan.warnings
    ) or (fail_on_provisional and any(plan.provisional for _, plan in plans))
    sys.exit(EXIT_ATTENTION if attention else EXIT_DONE)


def _formats(text: str, lang: Lang) -> list[str]:
    kinds = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for kind in kinds:
        if kind not in EXTENSIONS:
            fail(CLI["unknown-format"], lang, given=kind, known="、".join(EXTENSIONS))
    if not kinds:
        fail(CLI["unknown-format"], lang, given=text, known="、".join(EXTENSIONS))
    return kinds


def _distinct_stems(files: tuple[Path, ...], lang: Lang) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        if file.stem in seen:
            fail(CLI["same-stem"], lang, first=seen[file.stem], second=file, stem=file.stem)
        seen[file.stem] = file


def _write(plans: list[tuple[Path, Plan]], kinds: list[str], out: str, options: Options) -> None:
    from checklist.files import write_all
    from checklist.outputs.errors import OutputError
    from checklist.outputs.glyphs import missing_glyphs

    if "pdf" in kinds:
        for file, plan in plans:
            found = missing_glyphs(plan)
            if found:
                for item in found:
                    click.echo(
                        say(
                            CLI["no-glyph"],
                            options.lang,
                            file=file,
                            character=item.character,
                            code=f"U+{ord(item.character):04X}",
                            where=item.where,
                        ),
                        err=True,
                    )
                sys.exit(EXIT_INPUT)
    try:
        rendered = {
            _target(file, plan, kind, out): render(plan, kind, options)
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
    return Path(out) / f"{file.stem}-{plan.as_of}.{EXTENSIONS[kind]}"


def _summary(plan: Plan, lang: Lang) -> None:
    """The ten-second answer on the terminal."""

    def words(text: Text) -> str:
        return {"zh": text.zh, "en": text.en, "zh-en": f"{text.zh} / {text.en}"}[lang]

    click.echo(f"\n{plan.company.name}  {plan.company.credit_code or ''}".rstrip())
    click.echo(f"{say(CLI['route'], lang)}: {words(plan.route.why)}")
    if plan.expected_end:
        click.echo(say(CLI["expected-end"], lang, day=plan.expected_end))
    for warning in plan.warnings:
        mark = {"conflict": "!!", "warning": "! ", "notice": "- "}[warning.level]
        click.echo(f"{mark} {words(warning.text)}")
        if warning.remedy and warning.level == "conflict":
            click.echo(f"   → {words(warning.remedy)}")
    upcoming = sorted(
        (task for task in plan.tasks if task.status in ("overdue", "due-soon", "open")),
        key=lambda task: (_aim(task), task.number),
    )
    if upcoming:
        click.echo(say(CLI["next"], lang))
        for task in upcoming[:5]:
            click.echo(f"   {_aim(task)}  {words(task.title)}")


def _aim(task: Task) -> dt.date:
    """The arranged day, or the last day to plan for where that is earlier."""
    days = (day for day in (task.planned, task.plan_by) if day)
    return min(days, default=dt.date.max)
