"""The ten-second answer on the terminal, for the commands that make documents."""

import datetime as dt
from collections.abc import Collection

import click

from checklist.cli.common import EXIT_ATTENTION, EXIT_DONE
from checklist.messages import Lang, in_lang, say
from checklist.messages.cli import CLI
from checklist.outputs.rows import aim
from checklist.plan import Plan


def exit_code(plans: Collection[Plan], fail_on_provisional: bool) -> int:
    """1 where a plan has a conflict or, if that counts, a provisional date; else 0."""
    conflict = any(warning.level == "conflict" for plan in plans for warning in plan.warnings)
    doubt = fail_on_provisional and any(plan.provisional for plan in plans)
    return EXIT_ATTENTION if conflict or doubt else EXIT_DONE


def tell(plan: Plan, lang: Lang) -> None:
    """Company, route, end, warnings, what to do next."""
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
