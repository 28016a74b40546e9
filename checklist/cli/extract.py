"""`checklist extract FILE.pdf`: the input file that a PDF carries."""

import sys
from pathlib import Path

import click

from checklist.cli.common import EXIT_ENVIRONMENT, EXIT_INPUT, complain, lang_option
from checklist.cli.options import fail
from checklist.messages import Lang, say
from checklist.messages.pdf import READING
from checklist.outputs.errors import OutputError


@click.command("extract", help="取出 PDF 中附带的输入文件 / Print the input file carried in a PDF.")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="写入该文件，不覆盖已有文件 / write it to this file; none is ever overwritten",
)
@lang_option
def command(file: Path, out: Path | None, lang: Lang) -> None:
    """Print the YAML that FILE.pdf carries, byte for byte, or write it to a new file."""
    from checklist.files import write_all
    from checklist.outputs.carried import read_carried

    if out is not None and out.exists():
        fail(READING["exists"], lang, name=out)
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(READING["unreadable"], lang, name=file, reason=error.strerror or error)
    try:
        found = read_carried(data, str(file))
    except OutputError as error:
        complain(error.render(lang))
        sys.exit(EXIT_INPUT)
    if found.redacted:
        click.echo(say(READING["redacted"], lang), err=True)
    if out is None:
        click.echo(found.data, nl=False)
        return
    try:
        write_all({out: found.data})
    except OutputError as error:
        complain(error.render(lang))
        sys.exit(EXIT_ENVIRONMENT)
    click.echo(out)
