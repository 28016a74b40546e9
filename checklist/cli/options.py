"""Options that planning commands share: the date, the user's own year files."""

import datetime as dt
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, NoReturn, get_args

import click

from checklist.cli.common import EXIT_INPUT, refusing
from checklist.holidays import Calendar
from checklist.messages import Lang, Message, say
from checklist.messages.cli import CLI
from checklist.outputs.options import (
    EXTENSIONS,
    PAPERS,
    Embed,
    Grouping,
    Look,
    Options,
    Paper,
    Variant,
)
from checklist.rules.schema import FilingYear, HolidayYear, Law, Place
from checklist.vocabulary import Owner

SHANGHAI = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")
"""China has kept one time without summer time since 1992; no time zone data is needed for it."""

_OUTSIDE = Message(
    "日期“{given}”不对，请写成 YYYY-MM-DD，例如 2026-11-23。",
    '"{given}" is not a date; write YYYY-MM-DD, for example 2026-11-23.',
)


def today() -> dt.date:
    """Today in China: the one place where the program reads the clock."""
    return dt.datetime.now(SHANGHAI).date()


def fail(message: Message, lang: Lang, **values: object) -> NoReturn:
    """Say what is wrong with the arguments and exit with 2."""
    click.echo(say(message, lang, **values), err=True)
    sys.exit(EXIT_INPUT)


def read_formats(text: str, lang: Lang) -> list[str]:
    """The formats of a list with commas, each once; an unknown one exits with 2."""
    kinds = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for kind in kinds:
        if kind not in EXTENSIONS:
            fail(CLI["unknown-format"], lang, given=kind, known="、".join(EXTENSIONS))
    if not kinds:
        fail(CLI["unknown-format"], lang, given=text, known="、".join(EXTENSIONS))
    return kinds


def read_day(text: str) -> dt.date | None:
    """The date a text holds, or None."""
    from pydantic_core import PydanticCustomError

    from checklist.values import read_date

    try:
        return read_date(text)
    except PydanticCustomError:
        return None


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """A date, or a usage error."""
        if isinstance(value, dt.date):
            return value
        day = read_day(str(value))
        if day is None:
            self.fail(say(_OUTSIDE, "zh-en", given=value), param, ctx)
        return day


DAY = _Day()

as_of_option: Callable[[Any], Any] = click.option(
    "--as-of",
    "as_of",
    type=DAY,
    default=today,
    show_default="今天（中国时间）/ today in China",
    help="以哪一天为准 / the day the plan is made for",
)

formats_option: Callable[[Any], Any] = click.option(
    "--format", "formats", default="pdf,html", show_default=True, metavar=",".join(EXTENSIONS)
)

provisional_option: Callable[[Any], Any] = click.option(
    "--fail-on-provisional",
    is_flag=True,
    help="有暂定日期时以1退出 / exit with 1 where a date is provisional",
)

calendar_option: Callable[[Any], Any] = click.option(
    "--calendar",
    "calendars",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="CHECKLIST_CALENDAR",
    metavar="FILE",
    help="自备的放假安排或申报期限年度文件 / a year file of your own (holidays, tax filing)",
)


group_option: Callable[[Any], Any] = click.option(
    "--group",
    "grouping",
    type=click.Choice(get_args(Grouping)),
    default="each",
    show_default=True,
    help="集团：每家一份加总表、合成一份、只出上级企业 / "
    "a group: one document each with an overview, all in one, the named file's alone",
)

local_option: Callable[[Any], Any] = click.option(
    "--local",
    "locals_",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="CHECKLIST_LOCAL",
    metavar="FILE",
    help="自备的地方做法文件 / a file of local practice of your own",
)


def read_own_places(files: tuple[Path, ...], law: Law, lang: Lang) -> dict[str, Place]:
    """The user's own places; a wrong file exits with 2."""
    if not files:
        return {}
    from checklist.rules.loader import read_local_files

    with refusing(lang):
        return read_local_files(files, law)


def load_law_with(files: tuple[Path, ...], lang: Lang) -> Law:
    """The packaged law with the user's own local practices; a wrong file exits with 2."""
    from checklist.rules.loader import load_law
    from checklist.rules.local import with_own

    law = load_law()
    return with_own(law, read_own_places(files, law, lang))


def read_own_years(
    files: tuple[Path, ...], lang: Lang
) -> tuple[dict[int, HolidayYear], dict[int, FilingYear]]:
    """The user's own year files, by year; a wrong file exits with 2."""
    if not files:
        return {}, {}
    from checklist.rules.loader import read_year_files

    with refusing(lang):
        return read_year_files(files)


def load_calendar(law: Law, files: tuple[Path, ...], lang: Lang) -> Calendar:
    """The law's calendar with the user's year files; a wrong file exits with 2."""
    return Calendar.of(law, *read_own_years(files, lang))


_DOCUMENT: Final = (
    click.option(
        "--for",
        "team",
        type=click.Choice([owner.value for owner in Owner]),
        help="只输出一个部门的部分 / one team's share",
    ),
    click.option(
        "--compact",
        is_flag=True,
        help="简版：小公司两页以内 / short form: a small company on two pages",
    ),
    click.option(
        "--paper",
        type=click.Choice(PAPERS, case_sensitive=False),
        default="A4",
        show_default=True,
        help="纸张 / paper",
    ),
    click.option(
        "--pdf-variant",
        type=click.Choice(get_args(Variant)),
        default="pdf/ua-1",
        show_default=True,
        help="PDF 种类：可填写、带标签，或存档 / tagged and fillable, or for the archive",
    ),
    click.option(
        "--embed",
        type=click.Choice(get_args(Embed)),
        default="redacted",
        show_default=True,
        help="PDF 附带的输入文件：原样、隐去工资证件号电话（打印内容同样隐去）、不附 / "
        "the input file in the PDF: whole, without pay, ID and phone numbers (nor in print), none",
    ),
)
"""The options that say how documents look, in the order of the help."""


def document_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options on how documents look; it takes them as `options: Options`."""

    @wraps(command)
    def with_options(
        *,
        lang: Lang,
        team: str | None,
        compact: bool,
        paper: Paper,
        pdf_variant: Variant,
        embed: Embed,
        **others: Any,
    ) -> None:
        look = Look(team=Owner(team) if team else None, compact=compact, paper=paper)
        command(lang=lang, options=Options(lang, look, pdf_variant, embed), **others)

    decorated: Callable[..., None] = with_options
    for option in reversed(_DOCUMENT):
        decorated = option(decorated)
    return decorated
