"""`checklist bundle FILE`: every format of one plan, packed for a ticket."""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import click

from checklist.cli.common import EXIT_ENVIRONMENT, EXIT_INPUT, complain, lang_option, refusing
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    document_options,
    load_calendar,
    load_law_with,
    local_option,
    provisional_option,
)
from checklist.cli.summary import exit_code, tell
from checklist.loading import planned, unprintable
from checklist.messages import Lang
from checklist.outputs.errors import OutputError
from checklist.outputs.options import Options
from checklist.reading import read_bytes


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
    options: Options,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Plan FILE and write DIR/winddown-CODE-AS_OF.zip (or a folder): all formats and a manifest."""
    from checklist.files import write_all
    from checklist.outputs.bundle import make_bundle, zipped
    from checklist.outputs.documents import printed

    law = load_law_with(locals_, lang)
    calendar = load_calendar(law, calendars, lang)
    with refusing(lang):
        data = read_bytes(file)
        plan = planned(file, law, calendar, as_of, data)
    if found := unprintable(file, plan, lang):
        complain(found)
        sys.exit(EXIT_INPUT)
    try:
        ready = printed(plan, replace(options, source=data))
        bundle = make_bundle(ready, options)
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
    tell(ready.plan, lang)
    sys.exit(exit_code([plan], fail_on_provisional))
