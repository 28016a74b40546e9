"""Severance of the whole staff as figures: one total, the groups, and what is missing."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from checklist.company import Company
from checklist.messages.money import BASIS, FIGURES, MISSING, REMARKS, SECTIONS, STEPS
from checklist.money.amounts import exact, fen, plain, shown
from checklist.money.distribution import COMPREHENSIVE, bracket_of, tax_by_table
from checklist.money.facts import MoneyFacts
from checklist.money.model import Figure, Qualifier, Section, words
from checklist.money.payroll import Person, by_group
from checklist.money.severance import AMOUNT, CAP, SINCE, Severance, Terms, computed, terms_of
from checklist.plan import Citation, Plan, PlanEvent
from checklist.planning.limits import citation
from checklist.rules.schema import Law
from checklist.text import Text
from checklist.vocabulary import LABELS, StaffGroup

ENDS = "employment-ends"
IIT = "severance-iit"


def severance_section(
    company: Company, plan: Plan, law: Law, people: Sequence[Person] | None, facts: MoneyFacts
) -> Section:
    """The section; `people` is None where there is no pay file."""
    title = words(SECTIONS["severance"])
    event = end_of_employment(plan)
    if people is None:
        absent = "pay-file-absent" if company.staff.pay_file else "pay-file"
        return Section(id="severance", title=title, missing=(words(MISSING[absent]),))
    if event is None and any(person.ends is None for person in people):
        return Section(id="severance", title=title, missing=(words(MISSING["ends"]),))
    terms = terms_of(law, facts.average_wage, facts.minimum_wage)
    ends = event.date if event else plan.as_of
    found = computed(people, ends, terms)
    figures = [_total(law, people, found, terms, event, _remarks(company, people, found))]
    figures += _groups(law, people)
    if (taxed := _taxed(law, found, terms)) is not None:
        figures.append(taxed)
    return Section(
        id="severance", title=title, figures=tuple(figures), missing=_missing(facts, found)
    )


def end_of_employment(plan: Plan) -> PlanEvent | None:
    """The event that ends the contracts, as the plan dates it."""
    return next((event for event in plan.events if event.id == ENDS), None)


def _total(
    law: Law,
    people: Sequence[Person],
    found: Sequence[Severance],
    terms: Terms,
    event: PlanEvent | None,
    remarks: tuple[Text, ...],
) -> Figure:
    qualifier = _qualifier(found, terms)
    total = sum((each.amount for each in found), Decimal(0))
    steps: list[Text] = []
    if event is not None:
        steps.append(words(STEPS["ends"], day=event.date, basis=BASIS[event.basis]))
    units = sum((each.units for each in found), Decimal(0))
    steps.append(words(STEPS["units"], people=len(found), units=plain(units)))
    steps += _bounds(found, terms)
    steps.append(words(STEPS["sum"]))
    rules = ["severance-due", AMOUNT, CAP, "severance-month-pay", "severance-base-12-months"]
    rules += ["severance-minimum-wage", "severance-service-group", "severance-pay-on-handover"]
    if any(each.older_service for each in found):
        rules.append(SINCE)
    return Figure(
        id="severance-total",
        title=words(FIGURES["severance-total"], people=len(people)),
        amount=None if qualifier == "unknown" else fen(total),
        qualifier=qualifier,
        steps=tuple(steps),
        citations=cited(law, *rules),
        remarks=remarks,
        total=True,
    )


def _qualifier(found: Sequence[Severance], terms: Terms) -> Qualifier:
    """What is missing lowers the total (the ceiling) or raises it (the floor, older service)."""
    lower = terms.minimum_wage is None or any(each.older_service for each in found)
    upper = terms.average_wage is None
    if lower and upper:
        return "unknown"
    return "at-least" if lower else "at-most" if upper else "exact"


def _bounds(found: Sequence[Severance], terms: Terms) -> list[Text]:
    steps: list[Text] = []
    if terms.average_wage is not None and terms.ceiling is not None:
        capped = [each for each in found if each.capped]
        steps.append(
            words(
                STEPS["capped" if capped else "no-capped"],
                people=len(capped),
                average=shown(terms.average_wage),
                times=plain(terms.times),
                ceiling=shown(terms.ceiling),
                years=plain(terms.most_years),
                before=plain(sum((each.units for each in capped), Decimal(0))),
                after=plain(sum((each.paid_units for each in capped), Decimal(0))),
            )
        )
    raised = sum(each.raised for each in found)
    if raised and terms.minimum_wage is not None:
        steps.append(words(STEPS["raised"], people=raised, minimum=shown(terms.minimum_wage)))
    return steps


def _remarks(
    company: Company, people: Sequence[Person], found: Sequence[Severance]
) -> tuple[Text, ...]:
    remarks: list[Text] = []
    older = sum(each.older_service for each in found)
    if older:
        remarks.append(words(REMARKS["older-service"], people=older))
    if kept := len(people) - len(found):
        remarks.append(words(REMARKS["kept"], people=kept))
    remarks += _unmarked(company, people)
    count = company.staff.count
    if count is not None and count != len(people):
        remarks.append(words(REMARKS["count-differs"], people=len(people), count=count))
    return tuple(remarks)


_COUNTED: Final = {
    StaffGroup.PREGNANT_OR_NURSING: "pregnant_or_nursing",
    StaffGroup.MEDICAL_TREATMENT: "medical_treatment",
    StaffGroup.INJURED: "work_injury",
}
"""Groups that the input file counts too."""


def _unmarked(company: Company, people: Sequence[Person]) -> list[Text]:
    """Groups of which the input file counts more people than the pay file marks."""
    marked = {group: len(members) for group, members in by_group(people).items()}
    marked[StaffGroup.INJURED] = sum(
        bool(person.groups & {StaffGroup.INJURED, StaffGroup.INJURED_1_TO_4}) for person in people
    )
    found: list[Text] = []
    for group, key in _COUNTED.items():
        count, here = getattr(company.staff, key) or 0, marked.get(group, 0)
        if count > here:
            values = {"group": LABELS[group], "count": count, "marked": here}
            found.append(words(REMARKS["group-unmarked"], **values))
    return found


def _groups(law: Law, people: Sequence[Person]) -> list[Figure]:
    rules = {
        StaffGroup.INJURED: ("injured-worker-lump-sum",),
        StaffGroup.INJURED_1_TO_4: ("injured-worker-grades-1-4",),
    }
    return [
        Figure(
            id=f"severance-{group.value}",
            title=words(FIGURES["severance-group"], group=LABELS[group], people=len(members)),
            citations=cited(law, *rules.get(group, ("contract-ends-on-dissolution",))),
            remarks=(words(REMARKS[group.value]),),
        )
        for group, members in by_group(people).items()
    ]


def _taxed(law: Law, found: Sequence[Severance], terms: Terms) -> Figure | None:
    """The tax on what of the severance is not free of it, where the average wage is known."""
    if terms.average_wage is None:
        return None
    times = law.rules[IIT].figures["times-average-wage-of-a-year"]
    limit = terms.average_wage * 12 * times
    above = [each.amount - limit for each in found if each.amount > limit]
    excess = sum(above, Decimal(0))
    taxes = (tax_by_table(each, bracket_of(law, COMPREHENSIVE, each)) for each in above)
    tax = sum(taxes, Decimal(0))
    values = {"limit": shown(limit), "people": len(above), "times": plain(times)}
    steps = [words(STEPS["tax-free"], average=shown(terms.average_wage), **values)]
    if above:
        steps.append(words(STEPS["excess"], excess=shown(excess), tax=shown(tax)))
    return Figure(
        id="severance-tax",
        title=words(FIGURES["severance-tax"]),
        amount=fen(tax),
        qualifier=_tax_qualifier(found, terms),
        steps=tuple(steps),
        citations=cited(law, IIT, *([COMPREHENSIVE] if above else [])),
    )


def _tax_qualifier(found: Sequence[Severance], terms: Terms) -> Qualifier:
    """More severance, by the minimum wage or older service, can only mean more tax."""
    lower = terms.minimum_wage is None or any(each.older_service for each in found)
    return "at-least" if lower else "exact"


def _missing(facts: MoneyFacts, found: Sequence[Severance]) -> tuple[Text, ...]:
    missing: list[Text] = []
    if facts.average_wage is None:
        missing.append(words(MISSING["average-wage"]))
    elif facts.average_wage_year is None:
        missing.append(words(MISSING["average-wage-year"]))
    else:
        missing += _other_years(facts.average_wage_year, found)
    if facts.minimum_wage is None:
        missing.append(words(MISSING["minimum-wage"]))
    return tuple(missing)


def _other_years(given: int, found: Sequence[Severance]) -> list[Text]:
    """Whose end wants the average of another year than the one given (art. 47 (2): 上年度)."""
    years = Counter(each.ends.year for each in found)
    return [
        words(REMARKS["other-year"], year=given, ended=year, wanted=year - 1, people=people)
        for year, people in sorted(years.items())
        if year - 1 != given
    ]


def cited(law: Law, *rules: str) -> tuple[Citation, ...]:
    """What a document says of these rules, each article once."""
    found = (citation(law, law.rules[rule]) for rule in rules)
    return tuple({(entry.law.zh, entry.article): entry for entry in found}.values())


def person_steps(each: Severance, terms: Terms) -> tuple[Text, ...]:
    """How one person's amount came about, for the screen of whoever pays it; no document has it."""
    steps = [
        words(
            STEPS["person-service"],
            since=each.since,
            ends=each.ends,
            years=each.years,
            months=each.months,
            days=STEPS["and-days"] if each.days else "",
            units=plain(each.units),
        )
    ]
    if each.capped:
        years = plain(terms.most_years)
        steps.append(words(STEPS["person-capped"], pay=shown(each.pay), years=years))
    if each.raised:
        steps.append(words(STEPS["person-raised"]))
    if each.older_service:
        steps.append(words(STEPS["person-older"]))
    steps.append(
        words(
            STEPS["person-pay"],
            pay=exact(each.pay),
            units=plain(each.paid_units),
            amount=shown(each.amount),
        )
    )
    return tuple(steps)
