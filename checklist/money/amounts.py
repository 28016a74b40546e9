"""Amounts in yuan: read from text, rounded to the fen, printed.

A number is `decimal.Decimal` from the text on: it never passes through a float.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from checklist.values import fail, normal

FEN: Final = Decimal("0.01")
"""The smallest unit of money; every printed amount is rounded to it, half up (四舍五入)."""
MOST: Final = Decimal(10) ** 12
"""Amounts are below a million million yuan."""
DECIMALS: Final = 2
_TEN_THOUSAND: Final = Decimal(10_000)

_AMOUNT = re.compile(
    r"(?:[¥￥]|RMB|CNY)?(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万)?(?:元|圆)?", re.IGNORECASE
)
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,6}))?%")
_PART = re.compile(r"(\d{1,9})/(\d{1,9})")


def fen(amount: Decimal) -> Decimal:
    """`amount` rounded to the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def shown(amount: Decimal) -> str:
    """An amount as it is printed: `12,345.60`."""
    return f"{fen(amount):,.2f}"


def exact(amount: Decimal) -> str:
    """An amount that was not rounded, with two decimals at least: `19.30`, `0.125`."""
    return shown(amount) if amount == fen(amount) else f"{amount.normalize():,f}"


def plain(number: Decimal) -> str:
    """A number that is no amount, without trailing zeros: `0.0005`, `12`, `3.5`."""
    return f"{number.normalize():f}"


def percent(rate: Decimal) -> str:
    """A rate as a percentage: `20%`, `0.05%`."""
    return f"{plain(rate * 100)}%"


def parse_amount(text: str) -> Decimal | None:
    """The amount in a text (`12,345.60`, `¥12345.6`, `1.2万元`); None where there is none."""
    match = _AMOUNT.fullmatch(normal(text).replace(" ", "").replace("，", ","))
    if match is None:
        return None
    sign, whole, decimals, unit = match.groups()
    amount = Decimal(f"{sign}{whole.replace(',', '')}.{decimals or '0'}")
    return amount * _TEN_THOUSAND if unit else amount


def read_signed(value: object) -> Decimal:
    """An amount in yuan, two decimals at most, perhaps below zero."""
    amount = parse_amount(str(value)) if isinstance(value, str | int | Decimal) else None
    if amount is None or isinstance(value, bool):
        fail("money-not-an-amount")
    if abs(amount) >= MOST:
        fail("money-too-large")
    if amount != fen(amount):
        fail("money-decimals")
    return amount


def read_amount(value: object) -> Decimal:
    """An amount in yuan, two decimals at most, not below zero."""
    amount = read_signed(value)
    if amount < 0:
        fail("money-below-zero")
    return amount


def read_share(value: object) -> Fraction:
    """A part of the whole: `60%`, `33.5%` or `1/3`, more than nothing and not more than all."""
    text = normal(value).replace(" ", "") if isinstance(value, str) else ""
    share = None
    if match := _PERCENT.fullmatch(text):
        share = Fraction(f"{match[1]}.{match[2] or 0}") / 100
    elif (match := _PART.fullmatch(text)) and int(match[2]):
        share = Fraction(int(match[1]), int(match[2]))
    if share is None or not 0 < share <= 1:
        fail("money-not-a-share")
    return share


def read_rate(value: object) -> Decimal:
    """A tax rate: `5%`, from 0 to 100 per cent."""
    text = normal(value).replace(" ", "") if isinstance(value, str) else ""
    match = _PERCENT.fullmatch(text)
    rate = Decimal(f"{match[1]}.{match[2] or 0}") / 100 if match else None
    if rate is None or rate > 1:
        fail("money-not-a-rate")
    return rate


def part_of(amount: Decimal, share: Fraction) -> Decimal:
    """The share of an amount, rounded to the fen."""
    return fen(amount * share.numerator / share.denominator)
