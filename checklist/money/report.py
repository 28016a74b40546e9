"""From a company, its plan and the two files to the money report."""

from collections.abc import Sequence

from checklist.company import Company
from checklist.messages.money import MISSING, SECTIONS
from checklist.money import sections_tax
from checklist.money.facts import MoneyFacts, read_money
from checklist.money.files import Purse
from checklist.money.model import MoneyReport, Section, words
from checklist.money.payroll import Person, read_payroll
from checklist.money.section_staff import severance_section
from checklist.plan import Plan
from checklist.rules.schema import Law


def money_report(company: Company, plan: Plan, law: Law, purse: Purse) -> MoneyReport | None:
    """The report, or None where the input file names neither file.

    Raises `InputErrors` where a file is wrong, with every place and no value.
    """
    if not (company.staff.pay_file or company.money_file):
        return None
    people = read_payroll(purse.pay, purse.pay_name) if purse.pay is not None else None
    facts = read_money(purse.money, purse.money_name) if purse.money is not None else None
    return assembled(company, plan, law, people, facts)


def assembled(
    company: Company,
    plan: Plan,
    law: Law,
    people: Sequence[Person] | None,
    facts: MoneyFacts | None,
) -> MoneyReport:
    """The report from what the files hold; None for a file that is not there."""
    known = facts or MoneyFacts()
    sections: list[Section] = []
    if people is not None or company.staff.count != 0:
        sections.append(severance_section(company, plan, law, people, known))
    if facts is not None:
        sections.append(sections_tax.surcharge_section(plan, law, known))
        divided = sections_tax.distribution_section(company, plan, law, known)
        sections += [divided] if divided is not None else []
    else:
        absent = "money-file-absent" if company.money_file else "money-file"
        sections.append(
            Section(
                id="surcharge",
                title=words(SECTIONS["surcharge"]),
                missing=(words(MISSING[absent]),),
            )
        )
    return MoneyReport(sections=tuple(sections))
