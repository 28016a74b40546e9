"""`checklist money FILE`: what the plan's dates cost, on the screen of whoever pays it."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from checklist.cli.common import EXIT_ATTENTION, EXIT_DONE, complain, lang_option, refusing
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    load_calendar,
    load_law_with,
    local_option,
)
from checklist.loading import drafted
from checklist.messages import Lang, in_lang, say
from checklist.messages.money import MISSING, QUALIFIERS, SCREEN
from checklist.money.amounts import shown
from checklist.money.facts import read_money
from checklist.money.files import Purse, open_purse
from checklist.money.model import Figure, MoneyReport
from checklist.money.payroll import read_payroll
from checklist.money.report import money_report
from checklist.money.section_staff import end_of_employment, person_steps
from checklist.money.severance import severance, terms_of
from checklist.plan import Plan
from checklist.planning.build import finish
from checklist.planning.draft import Draft
from checklist.rules.schema import Law
from checklist.vocabulary import Confidence, StaffGroup


@click.command("money", help="计算补偿、滞纳金和分配的税 / What the dates cost.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--each",
    is_flag=True,
    help="逐人列出计算（只按工资表的行号，只显示在屏幕上）/ each person's working, by row",
)
@click.option("--json", "as_json", is_flag=True, help="以JSON输出 / print JSON")
@as_of_option
@calendar_option
@local_option
@lang_option
def command(
    file: Path,
    each: bool,
    as_json: bool,
    as_of: dt.date,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Print the figures with their working; exits with 1 where something is missing."""
    law = load_law_with(locals_, lang)
    with refusing(lang):
        work = drafted(file, law, load_calendar(law, calendars, lang), as_of)
        plan = finish(work)
        purse = open_purse(file, work.company)
        report = money_report(work.company, plan, law, purse)
    if report is None:
        click.echo(say(SCREEN["nothing"], lang))
        sys.exit(EXIT_ATTENTION)
    if as_json:
        click.echo(json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(report, lang)))
        if each and purse.pay is not None:
            click.echo("\n" + "\n".join(_each(law, plan, purse, lang)))
    sys.exit(EXIT_ATTENTION if report.missing else EXIT_DONE)


def money_for(file: Path, work: Draft, plan: Plan, lang: Lang) -> MoneyReport | None:
    """The report for a document, and a note on standard error where a named file is not there.

    Raises `InputErrors` where one is wrong.
    """
    company = work.company
    purse = open_purse(file, company)
    for name, path, data, key in (
        ("pay-file-absent", ("staff", "pay_file"), purse.pay, company.staff.pay_file),
        ("money-file-absent", ("money_file",), purse.money, company.money_file),
    ):
        if key is not None and data is None:
            line = work.line_of(path)
            complain(f"{file}:{line}: {say(SCREEN['note'], lang)}: {in_lang(MISSING[name], lang)}")
    return money_report(company, plan, work.law, purse)


def _lines(report: MoneyReport, lang: Lang) -> list[str]:
    lines: list[str] = []
    for section in report.sections:
        lines += ["", in_lang(section.title, lang)] if lines else [in_lang(section.title, lang)]
        for figure in section.figures:
            lines += _figure(figure, lang)
        missing = say(SCREEN["missing"], lang)
        lines += [f"  {missing}: {in_lang(text, lang)}" for text in section.missing]
    return lines


def _figure(figure: Figure, lang: Lang) -> list[str]:
    amount = "" if figure.amount is None else shown(figure.amount)
    said = f"{say(QUALIFIERS[figure.qualifier], lang)} {amount}".strip(" /")
    lines = [f"  {in_lang(figure.title, lang)}  {said}".rstrip()]
    lines += [f"    {step}" for step in (in_lang(text, lang) for text in figure.steps)]
    lines += [f"    {in_lang(text, lang)}" for text in figure.remarks]
    for cited in figure.citations:
        mark = "" if cited.confidence is Confidence.READ else " [核实]"
        law = cited.law.en if lang == "en" else cited.law.zh
        lines.append(f"    – {law} {cited.article or ''}{mark}")
    return lines


def _each(law: Law, plan: Plan, purse: Purse, lang: Lang) -> list[str]:
    """Each person's working by the row of the pay file: no name is known to the program."""
    assert purse.pay is not None
    facts = read_money(purse.money, purse.money_name) if purse.money is not None else None
    terms = terms_of(
        law, facts.average_wage if facts else None, facts.minimum_wage if facts else None
    )
    event = end_of_employment(plan)
    lines: list[str] = []
    for person in read_payroll(purse.pay, purse.pay_name):
        where = say(SCREEN["row"], lang, row=person.row)
        if StaffGroup.INJURED_1_TO_4 in person.groups:
            from checklist.messages.money import STEPS

            lines.append(f"{where}: {say(STEPS['person-kept'], lang)}")
            continue
        found = severance(person, event.date if event else plan.as_of, terms)
        words = " ".join(in_lang(step, lang) for step in person_steps(found, terms))
        lines.append(f"{where}: {words}")
    return lines
