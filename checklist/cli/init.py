"""`checklist init [FILE]`: a commented starter file with every key the program reads.

With `--interview` the file is asked together: see `checklist.cli.interview`.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from checklist.cli.common import EXIT_INPUT, complain, lang_option
from checklist.cli.options import as_of_option
from checklist.company import SECTIONS, Company
from checklist.messages import Lang, Message, say
from checklist.messages.fields import EXAMPLES, FIELDS, STARTER_VALUES
from checklist.messages.files import STARTER, STARTER_INTRO, STARTER_TITLE

_COMMENT_COLUMN: Final = 30


class Group(NamedTuple):
    """Lines of the starter file that belong together."""

    comment: str
    lines: list[str]


@click.command("init", help="写一份带注释的初始文件 / Write a commented starter file.")
@click.argument("file", default="winddown.yaml", metavar="[FILE]")
@click.option(
    "--interview",
    "ask",
    is_flag=True,
    help="逐项提问，把答案写入 FILE / ask what the plan needs and write the answers into FILE",
)
@as_of_option
@lang_option
def command(file: str, ask: bool, as_of: dt.date, lang: Lang) -> None:
    """Write FILE (default winddown.yaml; - is standard output); never overwrites (exit 2).

    With --interview: ask only what the plan needs, the weightiest first, and write each answer
    into FILE at once; FILE is made where it does not exist.
    """
    if ask:
        sys.exit(_interview(file, lang, as_of))
    text = starter(lang)
    if file == "-":
        click.echo(text.encode(), nl=False)
        return
    name = click.format_filename(file)
    try:
        with open(Path(file), "x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except FileExistsError:
        complain(say(STARTER["exists"], lang, name=name))
        sys.exit(EXIT_INPUT)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        complain(say(STARTER["no-folder"], lang, name=name, reason=reason))
        sys.exit(EXIT_INPUT)
    click.echo(say(STARTER["written"], lang, name=name))


def _interview(file: str, lang: Lang, as_of: dt.date) -> int:
    from checklist.cli.interview import interview
    from checklist.messages.interview import INTERVIEW

    if file == "-":
        complain(say(INTERVIEW["no-stdout"], lang))
        return EXIT_INPUT
    return interview(Path(file), lang, as_of, starter(lang).encode())


def starter(lang: Lang) -> str:
    """The starter file: valid as it is, every other fact left unknown."""
    from jinja2 import StrictUndefined, Template

    template = Template(
        (_templates() / "starter.yaml.j2").read_text(encoding="utf-8"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # YAML, and nothing in it comes from outside
    )
    text: str = template.render(
        title=say(STARTER_TITLE, lang),
        intro=[say(line, lang) for line in STARTER_INTRO],
        groups=list(_groups(lang)),
    )
    return text.strip("\n") + "\n"


def _templates() -> Path:
    package = Path(__file__).parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _groups(lang: Lang) -> Iterator[Group]:
    """Sections one by one; keys of the top level that hold no keys stand alone."""
    for name, info in Company.model_fields.items():
        if name in SECTIONS:
            lines = [f"{name}:", *_lines(info.annotation, name, 1, lang)]
            yield Group(_comment(name, lang), lines)
        else:
            yield Group("", _entry(name, name, 0, lang))


def _lines(model: Any, prefix: str, depth: int, lang: Lang) -> Iterator[str]:
    """The keys of a section, each with its comment."""
    for name, info in model.model_fields.items():
        path = f"{prefix}.{name}"
        if hasattr(info.annotation, "model_fields"):
            yield _with_comment(f"{'  ' * depth}{name}:", _comment(path, lang))
            yield from _lines(info.annotation, path, depth + 1, lang)
        else:
            yield from _entry(path, name, depth, lang)


def _entry(path: str, name: str, depth: int, lang: Lang) -> list[str]:
    """One key with its comment, and below it an example of what else may stand there."""
    indent = "  " * depth
    value = STARTER_VALUES.get(path, "")
    line = f"{indent}{name}: {value}".rstrip()
    lines = [_with_comment(line, _comment(path, lang))]
    if path in EXAMPLES and not value:
        lines.append(f"{indent}  # {EXAMPLES[path]}")
    return lines


def _with_comment(line: str, comment: str) -> str:
    width = sum(2 if ord(character) > 0x2E7F else 1 for character in line)
    return f"{line}{' ' * max(_COMMENT_COLUMN - width, 2)}# {comment}"


def _comment(path: str, lang: Lang) -> str:
    field = FIELDS[path]
    if lang == "zh-en":
        return f"{_words(field.label, field.hint, 'zh')} / {_words(field.label, field.hint, 'en')}"
    return _words(field.label, field.hint, lang)


def _words(label: Message, hint: Message, lang: Lang) -> str:
    said = say(label, lang)
    more = say(hint, lang)
    mark = "：" if lang == "zh" else ": "
    return said + mark + more if more else said
