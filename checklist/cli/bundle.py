"""`checklist bundle FILE`: every format of one plan, packed for a ticket."""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checklist.cli.common import EXIT_ENVIRONMENT, EXIT_INPUT, complain, lang_option, refusing
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    document_options,
    fail,
    group_option,
    load_calendar,
    load_law_with,
    local_option,
    provisional_option,
)
from checklist.cli.summary import exit_code, tell
from checklist.loading import loaded_group, overview, planned_group, unprintable
from checklist.messages import Lang
from checklist.messages.cli import CLI
from checklist.outputs.documents import Printed, printed
from checklist.outputs.errors import OutputError
from checklist.outputs.options import Grouping, Options
from checklist.planning.group import Planned
from checklist.reading.members import Group, every, sources_of

if TYPE_CHECKING:
    from checklist.outputs.bundle import Bundle


@click.command("bundle", help="打包成工单附件 / Pack every format for a ticket.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@as_of_option
@click.option(
    "-o",
    "out",
    default="out",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="输出文件夹 / where the bundle goes",
)
@click.option("--folder", is_flag=True, help="放进文件夹，不压缩 / a folder instead of a zip")
@provisional_option
@group_option
@document_options
@calendar_option
@local_option
@lang_option
def command(
    file: Path,
    as_of: dt.date,
    out: Path,
    folder: bool,
    fail_on_provisional: bool,
    grouping: Grouping,
    options: Options,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Plan FILE and write DIR/winddown-CODE-AS_OF.zip (or a folder): all formats and a manifest."""
    from checklist.files import write_all
    from checklist.outputs.bundle import zipped

    law = load_law_with(locals_, lang)
    calendar = load_calendar(law, calendars, lang)
    with refusing(lang):
        group = loaded_group(file, law, as_of)
        planned = planned_group(group, law, calendar, as_of)
    whole = grouping != "none" and group.has_members
    if group.name is not None and not whole:
        fail(CLI["group-alone"], lang, file=file)
    members = [one for one in every(*group.tops) if whole or one is group.tops[0]]
    wrong = [unprintable(one.path, planned[one.key].plan, lang) for one in members]
    if any(wrong):
        complain("\n".join(filter(None, wrong)))
        sys.exit(EXIT_INPUT)
    try:
        ready = {
            one.key: printed(planned[one.key].plan, replace(options, source=one.loaded.source))
            for one in members
        }
        bundle = _made(group, planned, ready, options, grouping if whole else "none")
        if folder:
            target = out / bundle.name
            files = {target / name: content for name, content in bundle.files.items()}
        else:
            target = out / f"{bundle.name}.zip"
            files = {target: zipped(bundle)}
        write_all(files)
    except OutputError as error:
        complain(error.render(lang))
        sys.exit(EXIT_ENVIRONMENT)
    click.echo(target)
    for top in group.tops:
        tell(ready[top.key].plan, lang)
    plans = [planned[one.key].plan for one in members]
    sys.exit(exit_code(plans, fail_on_provisional))


def _made(
    group: Group,
    planned: dict[str, Planned],
    ready: dict[str, Printed],
    options: Options,
    grouping: Grouping,
) -> "Bundle":
    from checklist.outputs.bundle import make_bundle, make_group_bundle

    top = group.tops[0].key
    if grouping == "none":
        return make_bundle(ready[top], options)
    return make_group_bundle(
        overview(group, planned),
        ready,
        options,
        sources_of(group),
        top if group.name is None else None,
        together=grouping == "one",
    )
