"""`checklist deadline RULE --from D`: one period of the law, computed and justified."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from checklist.answers import as_json, as_lines
from checklist.cli.common import EXIT_INPUT, lang_option
from checklist.cli.options import calendar_option, load_calendar, read_day
from checklist.deadlines import NoDateError, compute
from checklist.messages import Lang, Message, say
from checklist.messages.law import APPLIED, NO_DATE
from checklist.rules.loader import load_law
from checklist.rules.schema import Law


@click.command("deadline", help="计算一个法定期限 / Compute one period of the law, by its rule id.")
@click.argument("rule", metavar="RULE")
@click.option(
    "--from",
    "trigger",
    required=True,
    metavar="YYYY-MM-DD",
    help="起算事件发生之日（2024-07-01新旧法衔接：解散事由出现之日）/ the trigger's date",
)
@click.option("--json", "json_", is_flag=True, help="以JSON输出 / print JSON")
@calendar_option
@lang_option
def command(rule: str, trigger: str, json_: bool, calendars: tuple[Path, ...], lang: Lang) -> None:
    """Print the dates that RULE gives for a trigger, with steps, other readings and source."""
    law = load_law()
    calendar = load_calendar(law, calendars, lang)
    try:
        answer = compute(law, calendar, rule, read_trigger(trigger))
    except NoDateError as error:
        click.echo(no_date_words(law, error, lang), err=True)
        sys.exit(EXIT_INPUT)
    if answer.applied is not answer.rule:
        applied = answer.applied
        values = {"date": answer.trigger, "rule": applied.id}
        note = Message(
            APPLIED.zh.format(
                title=applied.title.zh, law=law.sources[applied.source].title.zh, **values
            ),
            APPLIED.en.format(
                title=applied.title.en, law=law.sources[applied.source].title.en, **values
            ),
        )
        click.echo(say(note, lang), err=True)
    if json_:
        click.echo(json.dumps(as_json(answer, law, calendar, lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_lines(answer, law, calendar, lang)))


def read_trigger(text: str) -> dt.date:
    """The date written after --from; raises `NoDateError` where it is none."""
    day = read_day(text)
    if day is None:
        raise NoDateError("impossible-date", None, date=text)
    return day


def no_date_words(law: Law, error: NoDateError, lang: Lang) -> str:
    """Why there is no date, and what the rule says instead."""
    values = dict(error.values)
    message = NO_DATE[error.reason]
    if error.rule is None:
        return say(message, lang, **values)
    source = law.sources[error.rule.source]
    says = Message(error.rule.says.zh, error.rule.says.en)
    values |= {
        "rule": error.rule.id,
        "first": str(error.rule.effective_from or source.effective_from or "–"),
    }
    if lang == "zh-en":
        zh = message.zh.format(says=says.zh, **values)
        return f"{zh} / {message.en.format(says=says.en, **values)}"
    return say(message, lang, says=says.en if lang == "en" else says.zh, **values)
