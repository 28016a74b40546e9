"""A fact of three values and where it comes from; Kleene's and, or, not."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from checklist.company import Company
from checklist.values import Holdings
from checklist.vocabulary import Tri

if TYPE_CHECKING:
    from checklist.rules.schema import Supposition

Path = tuple[str, ...]


class Fact(NamedTuple):
    """A fact's value and the input key that decides it."""

    value: Tri
    path: Path
    undecided: tuple[Path, ...] = ()
    """Where several keys together leave it unknown: every one that could still decide it."""
    supposed: "Supposition | None" = None
    """Why it is a no though the file does not answer it."""

    def asks(self) -> tuple[Path, ...]:
        """The input keys to ask for: none where the fact is known."""
        if self.value is not Tri.UNKNOWN:
            return ()
        return self.undecided or (self.path,)


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
    return fact._replace(value=flipped[fact.value])


def _decide(facts: Iterable[Fact], deciding: Tri) -> Fact:
    listed = list(facts)
    for fact in listed:
        if fact.value is deciding:
            return fact
    paths = dict.fromkeys(path for fact in listed for path in fact.asks())
    if paths:
        return Fact(Tri.UNKNOWN, next(iter(paths)), tuple(paths))
    return listed[-1]


def at(company: Company, *path: str) -> Fact:
    """The three-valued fact at an input key; a count or list is a yes when there is anything."""
    return reader(*path)(company)


@cache
def reader(*path: str) -> Callable[[Company], Fact]:
    """What reads the fact at an input key; the keys are those of the model, so they are few."""
    value_of: Callable[[Company], object] = attrgetter(".".join(path))
    yes, no, unknown = Fact(Tri.YES, path), Fact(Tri.NO, path), Fact(Tri.UNKNOWN, path)
    known = {Tri.YES: yes, Tri.NO: no, Tri.UNKNOWN: unknown}

    def read(company: Company) -> Fact:
        value = value_of(company)
        if isinstance(value, Tri):
            return known[value]
        if isinstance(value, Holdings):
            return known[value.has]
        if value is None:
            return unknown
        assert isinstance(value, int), path
        return yes if value else no

    return read
