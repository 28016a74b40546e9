"""Late-payment surcharge (滞纳金): 0.05 % a day, from the day after the deadline on.

税收征收管理法 art. 32 and art. 75 of its 实施细则: the day of payment counts too. In yuan.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from checklist.money.amounts import fen


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What a tax paid late costs."""

    days: int
    """Days from the day after the deadline to the day of payment; 0 where it is paid in time."""
    a_day: Decimal
    """What one more day costs, not rounded."""
    amount: Decimal


def surcharge(tax: Decimal, due: dt.date, paid: dt.date, daily_rate: Decimal) -> Surcharge:
    """The surcharge on `tax` due on `due` and paid on `paid`."""
    days = max((paid - due).days, 0)
    return Surcharge(days, tax * daily_rate, fen(tax * daily_rate * days))
