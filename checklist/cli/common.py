"""What every command shares: exit codes, the language, how an error is printed."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

import click

from checklist.messages import LANGS, Lang
from checklist.problems import InputErrors

EXIT_DONE: Final = 0
"""Done."""
EXIT_ATTENTION: Final = 1
"""Done, and something wants attention."""
EXIT_INPUT: Final = 2
"""The input, the arguments or the target are wrong; nothing was written."""
EXIT_ENVIRONMENT: Final = 3
"""The environment failed: a library is missing, a server does not answer."""


def locale_language() -> Lang:
    """The language of the locale: Chinese, English, or Chinese with English beside it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value:
            return "zh" if value.startswith("zh") else "en" if value.startswith("en") else "zh-en"
    return "zh-en"


def _language(_context: click.Context, _option: click.Parameter, value: str | None) -> Lang:
    return cast(Lang, value) if value else locale_language()


lang_option: Callable[[Any], Any] = click.option(
    "--lang",
    type=click.Choice(LANGS),
    callback=_language,
    help="语言，默认按系统区域设置 / language, by default the locale's",
)


@contextlib.contextmanager
def refusing(lang: Lang) -> Iterator[None]:
    """What reads a user's file stands in here: a wrong one is told and ends the command with 2."""
    try:
        yield
    except InputErrors as error:
        complain(error.render(lang))
        sys.exit(EXIT_INPUT)


def complain(text: str) -> None:
    """Print an error to standard error, whatever characters it holds."""
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)
