"""The money file: what the figures need and no document carries, except the pay of each person.

A YAML file that the input file names under `money_file`. It is read like the input file (every
scalar text, every error with its place), but an error never repeats a value or a line: what stands
here must not get into a log.
"""

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from checklist.messages import Message
from checklist.money.amounts import read_amount, read_rate, read_share, read_signed
from checklist.problems import InputError, InputErrors, label_list
from checklist.reading.source import NotTextError, decode, split_lines
from checklist.reading.tree import Node, read_tree
from checklist.values import Count, Day, Reads, Text, Version, fail, read_text, word
from checklist.vocabulary import InvestorKind

_ANY_SCALAR: Final[dict[str, Any]] = {"type": ["string", "number"]}
Amount = Annotated[Decimal, Reads(read_amount, _ANY_SCALAR)]
Signed = Annotated[Decimal, Reads(read_signed, _ANY_SCALAR)]
Share = Annotated[Fraction, Reads(read_share, _ANY_SCALAR)]
Rate = Annotated[Decimal, Reads(read_rate, _ANY_SCALAR)]


class Part(BaseModel):
    """Base of the money file's parts: frozen, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unknown(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value not in (None, "")}
        return data


_TAX_NAME = re.compile(r"(?!.*\d{7})[\u4e00-\u9fff0-9A-Za-z（）() ·\-]{1,30}")


def _read_tax(value: object) -> str:
    """The name of a tax; short and plain, as it is the one text of the file that is printed."""
    text = read_text(value)
    if not _TAX_NAME.fullmatch(text):
        fail("money-tax-name")
    return text


class LateTax(Part):
    """A tax whose date may slip: by the task of the plan that pays it, or by its own dates."""

    tax: Annotated[str, Reads(_read_tax, _ANY_SCALAR)] | None = None
    """What to call it where no task does."""
    task: Text | None = None
    """A task of the plan; its legal limit and its day are then the dates."""
    amount: Amount | None = None
    due: Day | None = None
    """The last day to pay, where no task gives it (or the bureau set another one)."""
    paid: Day | None = None
    """The day it was or will be paid, where the plan's day is not it."""

    @model_validator(mode="after")
    def _can_be_named(self) -> "LateTax":
        if self.tax is None and self.task is None:
            fail("money-tax-unnamed")
        if self.task is None and self.due is None:
            fail("money-no-due-day")
        return self


class Investor(Part):
    """One investor and what the liquidation gives it. No name: none is needed."""

    kind: Annotated[InvestorKind, word(InvestorKind)]
    share: Share | None = None
    """Its part of what is left: `60%` or `1/3`."""
    paid_in: Amount | None = None
    """What it put in (投资成本): the contribution really paid, or the price of the holding."""
    treaty_rate: Rate | None = None
    """For a foreign company: the treaty's rate on dividends."""
    taxable_income: Amount | None = None
    """For an investor taxed on business income: the year's taxable income, liquidation included."""


class MoneyFacts(Part):
    """A whole money file."""

    version: Version = 1
    average_wage: Amount | None = None
    """Local average wage of a month, as the city published it for the year before."""
    average_wage_year: Count | None = None
    minimum_wage: Amount | None = None
    """Local minimum wage of a month."""
    late_taxes: tuple[LateTax, ...] = ()
    remaining_property: Amount | None = None
    """What is left for the investors after debts and the liquidation income tax."""
    undistributed_profit: Signed | None = None
    surplus_reserve: Amount | None = None
    investors: tuple[Investor, ...] = ()

    @model_validator(mode="after")
    def _shares_are_the_whole(self) -> "MoneyFacts":
        shares = [investor.share for investor in self.investors]
        known = [share for share in shares if share is not None]
        total = sum(known, Fraction())
        if total > 1 or (known and len(known) == len(shares) and total != 1):
            fail("money-shares", at="investors", total=f"{float(total * 100):.6g}%")
        return self


def read_money(data: bytes, name: str) -> MoneyFacts:
    """A money file's bytes as facts; raises `InputErrors` with every error and its place."""
    try:
        text = decode(data, name)
    except NotTextError as refused:
        raise InputErrors([refused.error], name) from None
    tree = read_tree(text, split_lines(text))
    if tree.errors:
        raise InputErrors(map(_without_values, tree.errors), name)
    if not isinstance(tree.data, dict):
        raise InputErrors([InputError(1, 1, "money-not-a-file")], name)
    try:
        return MoneyFacts.model_validate(tree.data)
    except ValidationError as problem:
        raise InputErrors(_explained(problem, tree.root), name) from None


def _without_values(error: InputError) -> InputError:
    """An error of the YAML itself; its place is enough, a value might be an amount."""
    return InputError(error.line, error.column, "money-yaml")


def _explained(problem: ValidationError, root: Node) -> Iterator[InputError]:
    for error in problem.errors(include_url=False):
        loc = tuple(error["loc"])
        values = dict(error.get("ctx") or {})
        if "at" in values:
            loc = (*loc, values.pop("at"))
        node = root.walk(loc)
        place = node.place()
        key = str(loc[-1]) if loc else "–"
        if error["type"] == "extra_forbidden":
            known = list(_model_at(loc[:-1]).model_fields)
            near = difflib.get_close_matches(key, known, n=1) or known
            names = {"name": key, "near": ", ".join(near)}
            yield InputError(*(node.key or place), "money-unknown-key", names, loc)
        elif error["type"] == "missing":
            yield InputError(*place, "money-missing", {"name": key}, loc)
        elif error["type"] in ("wrong-word", "not-a-word", "empty-word"):
            yield InputError(*place, "money-wrong-word", {"words": label_list(InvestorKind)}, loc)
        elif error["type"].startswith("money-"):
            yield InputError(*place, error["type"], values, loc)
        else:
            what = _KINDS.get(error["type"], Message("写法不对", "is not written as it should be"))
            yield InputError(*place, "money-wrong-value", {"name": key, "what": what}, loc)


_KINDS: Final = {
    "not-a-date": Message("不是日期", "is no date"),
    "impossible-date": Message("不是存在的日期", "is no day of the calendar"),
    "date-range": Message("年份超出范围", "has a year out of range"),
    "not-a-number": Message("不是整数", "is no whole number"),
    "tuple_type": Message("应是一份清单，每项以“- ”开头", "takes a list, each item after a hyphen"),
    "model_type": Message("应是一组“键: 值”", 'takes lines of "key: value"'),
}


def _model_at(loc: tuple[str | int, ...]) -> type[Part]:
    inside: dict[str | int, type[Part]] = {"late_taxes": LateTax, "investors": Investor}
    return inside.get(loc[0], MoneyFacts) if loc else MoneyFacts
