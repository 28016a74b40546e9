"""Tax on what the investors receive: individuals, resident and foreign companies.

财税〔2009〕60号 item 5 and 企业所得税法实施条例 art. 11 split a company's share into a dividend
(its part of the retained earnings) and what the rest is above the cost. An individual is taxed on
the whole above the cost (国家税务总局公告2011年第41号), at 20 % (个人所得税法 art. 3 (3)). Where
investors are taxed on business income, the table of art. 3 (2) holds. Amounts are in yuan.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checklist.money.amounts import fen, part_of
from checklist.rules.schema import Law

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Split:
    """What an investor receives, and its parts."""

    received: Decimal
    dividend: Decimal
    """Its share of the retained earnings, as far as it is paid; 0 where there are losses."""
    cost: Decimal

    @property
    def gain(self) -> Decimal:
        """What the rest is above the cost; below it the number is negative, a loss."""
        return self.received - self.dividend - self.cost


def split(remaining: Decimal, retained: Decimal, share: Fraction, cost: Decimal) -> Split:
    """A share of what remains, and of the retained earnings in it."""
    received = part_of(remaining, share)
    dividend = min(part_of(max(retained, ZERO), share), received)
    return Split(received, dividend, cost)


def tax_of_individual(received: Decimal, cost: Decimal, rate: Decimal) -> Decimal:
    """Tax on transfer income: what is received above the cost."""
    return fen(max(received - cost, ZERO) * rate)


def tax_by_parts(parts: Split, dividend_rate: Decimal, gain_rate: Decimal) -> Decimal:
    """Tax on the dividend and on the gain; a loss takes nothing off the dividend."""
    return fen(parts.dividend * dividend_rate) + fen(max(parts.gain, ZERO) * gain_rate)


BUSINESS_INCOME = "iit-business-income-rates"
COMPREHENSIVE = "iit-comprehensive-rates"


@dataclass(frozen=True, slots=True)
class Bracket:
    """The bracket of a progressive table that an income falls into."""

    rate: Decimal
    less: Decimal
    """The quick deduction (速算扣除数)."""


def bracket_of(law: Law, table: str, income: Decimal) -> Bracket:
    """The bracket of an income in the table that a rule of the law holds."""
    figures = law.rules[table].figures
    number = 1
    while (top := figures.get(f"up-to-{number}")) is not None and income > top:
        number += 1
    return Bracket(figures[f"rate-{number}"], figures[f"less-{number}"])


def tax_by_table(income: Decimal, bracket: Bracket) -> Decimal:
    """The tax on an income by its bracket."""
    return fen(income * bracket.rate - bracket.less)
