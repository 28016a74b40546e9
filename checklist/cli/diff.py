"""`checklist diff OLD.json NEW.json`: what changed between two plans, in words."""

import sys
from pathlib import Path

import click

from checklist.cli.common import EXIT_DONE, EXIT_INPUT, complain, lang_option
from checklist.difference import compare, summary
from checklist.messages import Lang
from checklist.plan import Plan
from checklist.planfile import read_plan_file
from checklist.problems import InputErrors


@click.command("diff", help="比较两份计划，说明变化 / What changed between two plans.")
@click.argument("old", metavar="OLD.json", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="以JSON输出 / as JSON")
@click.option(
    "--short", is_flag=True, help="最多五行，适合贴到工单 / five lines at most, for a ticket"
)
@lang_option
def command(old: Path, new: Path, as_json: bool, short: bool, lang: Lang) -> None:
    """Compare the plans in OLD.json and NEW.json; exits with 0 whether or not they differ."""
    plans: list[Plan] = []
    refused = False
    for file in (old, new):
        try:
            plans.append(read_plan_file(file))
        except InputErrors as error:
            complain(error.render(lang))
            refused = True
    if refused:
        sys.exit(EXIT_INPUT)
    found = compare(*plans)
    if as_json:
        click.echo(found.model_dump_json(indent=2).encode())
    else:
        click.echo("\n".join(summary(found, lang, short=short)).encode())
    sys.exit(EXIT_DONE)
