"""A fact of three values and where it comes from; Kleene's and, or, not."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checklist.company import Company
from checklist.values import Holdings
from checklist.vocabulary import Tri

Path = tuple[str, ...]


class Fact(NamedTuple):
    """A fact's value and the input key that decides it."""

    value: Tri
    path: Path


Facts = Mapping[str, Fact]


def all_of(facts: Iterable[Fact]) -> Fact:
    """Kleene's and: a no decides, then an unknown."""
    return _decide(facts, Tri.NO)


def any_of(facts: Iterable[Fact]) -> Fact:
    """Kleene's or: a yes decides, then an unknown."""
    return _decide(facts, Tri.YES)


def negation(fact: Fact) -> Fact:
    """Kleene's not."""
    flipped = {Tri.YES: Tri.NO, Tri.NO: Tri.YES, Tri.UNKNOWN: Tri.UNKNOWN}
    return Fact(flipped[fact.value], fact.path)


def _decide(facts: Iterable[Fact], deciding: Tri) -> Fact:
    listed = list(facts)
    for value in (deciding, Tri.UNKNOWN):
        for fact in listed:
            if fact.value is value:
                return fact
    return listed[-1]


def at(company: Company, *path: str) -> Fact:
    """The three-valued fact at an input key; a count or list is a yes when there is anything."""
    value: object = company
    for key in path:
        value = getattr(value, key)
    if isinstance(value, Holdings):
        return Fact(value.has, path)
    if value is None:
        return Fact(Tri.UNKNOWN, path)
    if isinstance(value, int):
        return Fact(Tri.YES if value else Tri.NO, path)
    assert isinstance(value, Tri), path
    return Fact(value, path)
