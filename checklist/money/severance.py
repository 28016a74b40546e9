"""Severance (经济补偿) of each person: years of service, the month's pay, the ceiling.

劳动合同法 arts. 46 (6), 47 and 97 (3); 劳动合同法实施条例 arts. 10, 23 and 27. A contract that ends
because the employer dissolves (art. 44 (5)) gives severance to every employee; the protected groups
of art. 42 are protected from dismissal, not from this end, so being in one changes no amount. What
they may be owed besides is asked, not guessed. Amounts are in yuan.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dateutil.relativedelta import relativedelta

from checklist.money.amounts import fen
from checklist.money.payroll import Person
from checklist.rules.schema import Law
from checklist.vocabulary import StaffGroup

AMOUNT: Final = "severance-amount"
CAP: Final = "severance-cap"
SINCE: Final = "severance-service-from-2008"


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers of the law, and those the user gives; None is not known."""

    months_a_year: Decimal
    a_year_from: int
    months_below: Decimal
    times: Decimal
    most_years: Decimal
    counts_from: dt.date
    """Service before this day follows older rules (art. 97 (3))."""
    average_wage: Decimal | None
    minimum_wage: Decimal | None

    @property
    def ceiling(self) -> Decimal | None:
        """The month's pay above which the ceiling holds."""
        return None if self.average_wage is None else self.average_wage * self.times


@dataclass(frozen=True, slots=True)
class Severance:
    """What one person is owed, with the numbers it is made of."""

    person: Person
    ends: dt.date
    since: dt.date
    years: int
    months: int
    """Whole months beyond the years."""
    days: bool
    """Whether days are left beyond the months."""
    units: Decimal
    """Months of pay by length of service, before the ceiling."""
    paid_units: Decimal
    """The same after the ceiling of years."""
    pay: Decimal
    """The month's pay that counts."""
    amount: Decimal
    capped: bool
    raised: bool
    """Whether the minimum wage stands in for a lower pay."""
    older_service: bool
    """Whether there is service before 2008, which is not in the amount."""


def terms_of(law: Law, average_wage: Decimal | None, minimum_wage: Decimal | None) -> Terms:
    """The terms as the law's data gives them."""
    amount, cap = law.rules[AMOUNT].figures, law.rules[CAP].figures
    counts_from = law.sources[law.rules[SINCE].source].effective_from
    assert counts_from is not None
    return Terms(
        months_a_year=amount["months-a-year"],
        a_year_from=int(amount["a-year-from-months"]),
        months_below=amount["months-below"],
        times=cap["times-average-wage"],
        most_years=cap["most-years"],
        counts_from=counts_from,
        average_wage=average_wage,
        minimum_wage=minimum_wage,
    )


def severance(person: Person, ends: dt.date, terms: Terms) -> Severance:
    """One person's severance when employment ends on `ends` (or on the day of the pay file).

    Six months and more of a last year count as a year, less as half of one (art. 47 (1)); where no
    day is left over nothing is added. The first and the last day are days of service.
    """
    ends = person.ends or ends
    since = max(person.joined, terms.counts_from)
    months, days = _service(since, ends)
    years, rest = divmod(months, 12)
    units = years * terms.months_a_year
    if rest >= terms.a_year_from:
        units += terms.months_a_year
    elif rest or days:
        units += terms.months_below
    pay, raised = person.pay, False
    if terms.minimum_wage is not None and pay < terms.minimum_wage:
        pay, raised = terms.minimum_wage, True
    capped = terms.ceiling is not None and pay > terms.ceiling
    paid_units = units
    if capped and terms.ceiling is not None:
        pay = terms.ceiling
        paid_units = min(units, terms.most_years * terms.months_a_year)
    return Severance(
        person=person,
        ends=ends,
        since=since,
        years=years,
        months=rest,
        days=days,
        units=units,
        paid_units=paid_units,
        pay=pay,
        amount=fen(pay * paid_units),
        capped=capped,
        raised=raised,
        older_service=person.joined < terms.counts_from,
    )


def computed(people: Iterable[Person], ends: dt.date, terms: Terms) -> tuple[Severance, ...]:
    """Everybody's severance but for grades 1 to 4, who keep the relation (工伤保险条例 art. 35)."""
    return tuple(
        severance(person, ends, terms)
        for person in people
        if StaffGroup.INJURED_1_TO_4 not in person.groups
    )


def _service(first: dt.date, last: dt.date) -> tuple[int, bool]:
    """Whole months from `first` to `last`, both included, and whether days are left over.

    A month ends on the day before its corresponding day; where a month has none, on its last day
    (民法典 art. 202).
    """
    if last < first:
        return 0, False
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    while months and _last_day(first, months) > last:
        months -= 1
    return months, (_last_day(first, months) if months else first - dt.timedelta(days=1)) < last


def _last_day(first: dt.date, months: int) -> dt.date:
    """The last day of so many months that begin on `first`."""
    corresponding = first + relativedelta(months=months)
    return corresponding if corresponding.day < first.day else corresponding - dt.timedelta(days=1)
