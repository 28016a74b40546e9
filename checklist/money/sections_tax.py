"""Taxes as figures: the surcharge on what is paid late, the tax on what the investors receive."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from checklist.company import Company
from checklist.deadlines import in_force
from checklist.messages import Message
from checklist.messages.money import BASIS, FIGURES, MISSING, REMARKS, SECTIONS, STEPS
from checklist.money.amounts import exact, fen, percent, shown
from checklist.money.distribution import (
    BUSINESS_INCOME,
    Split,
    bracket_of,
    split,
    tax_by_parts,
    tax_by_table,
    tax_of_individual,
)
from checklist.money.facts import Investor, LateTax, MoneyFacts
from checklist.money.model import Figure, Section, words
from checklist.money.section_staff import cited
from checklist.money.surcharge import surcharge
from checklist.plan import Plan, Task
from checklist.rules.conditions import FACTS
from checklist.rules.schema import Law
from checklist.text import Text
from checklist.vocabulary import LABELS, InvestorKind, Owner, Phase, Tri

SURCHARGE = "late-payment-surcharge"
ZERO = Decimal(0)
_INDIVIDUALS = (InvestorKind.INDIVIDUAL, InvestorKind.FOREIGN_INDIVIDUAL)


class _MissingError(Exception):
    """A figure that cannot be computed, and what it lacks."""

    def __init__(self, *texts: Text) -> None:
        super().__init__()
        self.texts = texts


def surcharge_section(plan: Plan, law: Law, facts: MoneyFacts) -> Section:
    """What each tax that is late, or would be, costs."""
    figures: list[Figure] = []
    missing: list[Text] = []
    for entry in facts.late_taxes:
        try:
            figures.append(_late(plan, law, entry))
        except _MissingError as error:
            missing += error.texts
    named = {entry.task for entry in facts.late_taxes}
    for task in plan.tasks:
        taxes = task.owner is Owner.FINANCE and task.phase in (Phase.TAX, Phase.RETURNS)
        if taxes and task.status == "overdue" and task.id not in named and task.deadline:
            days = (plan.as_of - task.deadline).days
            values = {"number": task.number, "title": Message(*_pair(task.title)), "days": days}
            missing.append(words(MISSING["late-task"], **values))
    if len(figures) > 1:
        figures.append(_total("surcharge-total", figures))
    return Section(
        id="surcharge",
        title=words(SECTIONS["surcharge"]),
        figures=tuple(figures),
        missing=tuple(missing),
    )


def _pair(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _total(name: str, figures: Sequence[Figure]) -> Figure:
    return Figure(
        id=name,
        title=words(FIGURES[name]),
        amount=fen(sum((figure.amount or ZERO for figure in figures), ZERO)),
        steps=(words(STEPS["rounding"]),),
        total=True,
    )


def _late(plan: Plan, law: Law, entry: LateTax) -> Figure:
    """The surcharge of one tax; raises `_MissingError`."""
    task = next((each for each in plan.tasks if each.id == entry.task), None)
    name = Message(*_pair(task.title)) if task else Message(*(entry.tax or entry.task or "",) * 2)
    if entry.tax is not None:
        name = Message(entry.tax, entry.tax)
    if entry.task is not None and task is None and (entry.due is None or entry.paid is None):
        raise _MissingError(words(MISSING["no-such-task"], task=entry.task))
    due, due_basis = _due(entry, task)
    paid, paid_basis = _paid(plan, entry, task, name)
    if entry.amount is None:
        raise _MissingError(words(MISSING["tax-amount"], tax=name))
    rule = law.rules[SURCHARGE]
    if not in_force(law, rule, due):
        raise _MissingError(words(MISSING["rule"], day=due, rule=rule.id))
    rate = rule.figures["daily-rate"]
    found = surcharge(entry.amount, due, paid, rate)
    steps = [
        words(STEPS["due"], day=due, basis=due_basis),
        words(STEPS["paid"], day=paid, basis=paid_basis),
        words(
            STEPS["late" if found.days else "in-time"],
            first=due + dt.timedelta(days=1),
            days=found.days,
            tax=shown(entry.amount),
            rate=percent(rate),
            amount=shown(found.amount),
            a_day=exact(found.a_day),
        ),
    ]
    above = found.amount > entry.amount
    rules = [SURCHARGE, "late-payment-surcharge-days"]
    return Figure(
        id=f"surcharge-{entry.task or entry.tax}",
        title=words(FIGURES["surcharge"], tax=name),
        amount=found.amount,
        steps=tuple(steps),
        citations=cited(law, *rules, *(["late-payment-surcharge-ceiling"] if above else [])),
        remarks=(words(REMARKS["above-tax"]),) if above else (),
    )


def _due(entry: LateTax, task: Task | None) -> tuple[dt.date, Text]:
    if entry.due is not None:
        return entry.due, words(BASIS["given"])
    assert task is not None
    if task.deadline is None:
        raise _MissingError(words(MISSING["no-limit"], number=task.number))
    return task.deadline, words(BASIS["task-limit"], number=task.number)


def _paid(plan: Plan, entry: LateTax, task: Task | None, name: Message) -> tuple[dt.date, Text]:
    """The day of payment: the user's, else the task's; where that passed unrecorded, today."""
    if entry.paid is not None:
        return entry.paid, words(BASIS["given"])
    if task is not None and task.done_on is not None:
        return task.done_on, words(BASIS["task-done"], number=task.number)
    if task is None or task.planned is None:
        raise _MissingError(words(MISSING["paid"], tax=name))
    if task.planned < plan.as_of:
        return plan.as_of, words(BASIS["today"])
    return task.planned, words(BASIS["task-plan"], number=task.number)


def distribution_section(
    company: Company, plan: Plan, law: Law, facts: MoneyFacts
) -> Section | None:
    """What is withheld from each investor, or what tax on business income each owes.

    None where there is nothing to divide: no such task in the plan, and no investor named.
    """
    on_business = FACTS["pays-iit-on-business-income"](company).value is Tri.YES
    divides = {"distribute", "iit-settlement"} & {task.id for task in plan.tasks}
    if not divides and not facts.investors:
        return None
    figures: list[Figure] = []
    missing: list[Text] = []
    if not facts.investors:
        missing.append(words(MISSING["investors"]))
    if not on_business and facts.remaining_property is None:
        missing.append(words(MISSING["remaining-property"]))
    for number, investor in enumerate(facts.investors, 1):
        try:
            if on_business:
                figures.append(_business(law, number, investor))
            elif facts.remaining_property is not None:
                figures.append(_withheld(plan, law, facts, number, investor))
        except _MissingError as error:
            missing += error.texts
    if len(figures) > 1:
        figures.append(_total("business-total" if on_business else "withheld-total", figures))
    name = "business-income" if on_business else "distribution"
    return Section(
        id=name,
        title=words(SECTIONS[name]),
        figures=tuple(figures),
        missing=tuple({text.zh: text for text in missing}.values()),
    )


def _business(law: Law, number: int, investor: Investor) -> Figure:
    if investor.kind not in _INDIVIDUALS:
        raise _MissingError(words(MISSING["corporate-partner"], number=number))
    income = investor.taxable_income
    if income is None:
        raise _MissingError(words(MISSING["taxable-income"], number=number))
    bracket = bracket_of(law, BUSINESS_INCOME, income)
    tax = tax_by_table(income, bracket)
    values = {"rate": percent(bracket.rate), "less": shown(bracket.less), "tax": shown(tax)}
    return Figure(
        id=f"business-tax-{number}",
        title=words(FIGURES["business-tax"], number=number),
        amount=tax,
        steps=(words(STEPS["bracket"], income=shown(income), **values),),
        citations=cited(law, BUSINESS_INCOME, "iit-liquidation-before-deregistration"),
    )


def _withheld(plan: Plan, law: Law, facts: MoneyFacts, number: int, investor: Investor) -> Figure:
    """What is withheld from one investor; raises `_MissingError`."""
    lacks = [
        words(MISSING[key], number=number)
        for key, value in (("share", investor.share), ("paid-in", investor.paid_in))
        if value is None
    ]
    if investor.kind is InvestorKind.PARTNERSHIP:
        raise _MissingError(words(MISSING["partnership"], number=number))
    individual = investor.kind in _INDIVIDUALS
    retained = _retained(facts)
    if retained is None and not individual:
        lacks.append(words(MISSING["retained"]))
    if lacks or investor.share is None or investor.paid_in is None:
        raise _MissingError(*lacks)
    assert facts.remaining_property is not None
    parts = split(facts.remaining_property, retained or ZERO, investor.share, investor.paid_in)
    steps = [
        words(
            STEPS["received"],
            remaining=shown(facts.remaining_property),
            share=_share(investor.share),
            received=shown(parts.received),
        )
    ]
    if individual:
        tax, more, rules, remarks = _individual(law, investor, parts, retained is not None)
    else:
        steps.append(_dividend(facts, investor.share, parts))
        tax, more, rules, remarks = _of_company(law, investor, parts)
    steps += [*more, *_pay_by(plan, investor.kind)]
    return Figure(
        id=f"withheld-{number}",
        title=words(FIGURES["withheld"], number=number, kind=LABELS[investor.kind]),
        amount=tax,
        steps=tuple(steps),
        citations=cited(law, *rules),
        remarks=tuple(remarks),
    )


def _retained(facts: MoneyFacts) -> Decimal | None:
    if facts.undistributed_profit is None or facts.surplus_reserve is None:
        return None
    return facts.undistributed_profit + facts.surplus_reserve


def _share(share: Fraction) -> str:
    exact = Decimal(share.numerator) / share.denominator
    whole = exact * share.denominator == share.numerator
    return percent(exact) if whole else f"{share.numerator}/{share.denominator}"


Parts = tuple[Decimal, list[Text], list[str], list[Text]]


def _individual(law: Law, investor: Investor, parts: Split, split_known: bool) -> Parts:
    """The whole above the cost is transfer income; where it differs, the other reading's tax."""
    rate = law.rules["iit-rate-property-transfer"].figures["rate"]
    tax = tax_of_individual(parts.received, parts.cost, rate)
    steps = [
        words(
            STEPS["individual"],
            received=shown(parts.received),
            cost=shown(parts.cost),
            rate=percent(rate),
            tax=shown(tax),
        )
    ]
    rules = ["iit-liquidation-distribution", "iit-rate-property-transfer"]
    remarks: list[Text] = []
    if split_known:
        other = tax_by_parts(parts, rate, rate)
        if other != tax:
            remarks.append(words(REMARKS["another-reading"], tax=shown(other)))
    if investor.kind is InvestorKind.FOREIGN_INDIVIDUAL:
        rules.append("iit-foreign-individual-dividend")
        if split_known and parts.dividend:
            exempt = tax_by_parts(parts, ZERO, rate)
            remarks.append(words(REMARKS["exempt-reading"], tax=shown(exempt)))
    return tax, steps, rules, remarks


def _dividend(facts: MoneyFacts, share: Fraction, parts: Split) -> Text:
    assert facts.undistributed_profit is not None
    assert facts.surplus_reserve is not None
    if not parts.dividend:
        return words(STEPS["no-dividend"])
    return words(
        STEPS["dividend"],
        profit=shown(facts.undistributed_profit),
        reserve=shown(facts.surplus_reserve),
        share=_share(share),
        dividend=shown(parts.dividend),
    )


def _of_company(law: Law, investor: Investor, parts: Split) -> Parts:
    rules = ["cit-shareholder-split", "liquidation-distribution-split"]
    steps = [
        words(
            STEPS["gain"],
            received=shown(parts.received),
            dividend=shown(parts.dividend),
            cost=shown(parts.cost),
            gain=shown(parts.gain),
        )
    ]
    if investor.kind is InvestorKind.RESIDENT_COMPANY:
        return ZERO, [*steps, words(STEPS["resident"])], [*rules, "resident-dividend-exempt"], []
    rate = law.rules["wht-rate-nonresident"].figures["rate"]
    dividend_rate = rate if investor.treaty_rate is None else investor.treaty_rate
    tax = tax_by_parts(parts, dividend_rate, rate)
    steps.append(
        words(
            STEPS["foreign"],
            dividend=shown(parts.dividend),
            dividend_rate=percent(dividend_rate),
            gain=shown(max(parts.gain, ZERO)),
            gain_rate=percent(rate),
            tax=shown(tax),
        )
    )
    rules.append("wht-rate-nonresident")
    if investor.treaty_rate is not None:
        rules.append("wht-treaty-rate")
    return tax, steps, rules, []


_WITHHOLDING = {
    InvestorKind.INDIVIDUAL: "withhold-on-distribution",
    InvestorKind.FOREIGN_INDIVIDUAL: "withhold-on-distribution",
    InvestorKind.FOREIGN_COMPANY: "withhold-foreign",
}


def _pay_by(plan: Plan, kind: InvestorKind) -> list[Text]:
    task = next((each for each in plan.tasks if each.id == _WITHHOLDING.get(kind)), None)
    if task is None or task.deadline is None or task.planned is None:
        return []
    values = {"day": task.deadline, "number": task.number, "planned": task.planned}
    return [words(STEPS["pay-by"], **values)]
