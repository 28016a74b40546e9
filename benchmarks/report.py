"""The table of benchmarks/documents.py: medians, and ratios to this program."""

import statistics
from dataclasses import dataclass, field

from contest import CORES, Contestant


@dataclass
class Result:
    """What was measured of one contestant."""

    who: Contestant
    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    pages: int = 0
    size: int = 0
    memory: int = 0
    failed: str | None = None

    @property
    def usable(self) -> bool:
        """Whether there is anything to measure."""
        return not (self.who.lacks or self.failed)


def table(results: list[Result]) -> str:
    """The table in Markdown, a fresh process for every document above, the warm ones below."""
    lines = [
        "| one finished PDF | time | ratio | per second, 2 cores | ratio | pages | size | a page "
        "| memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for warm, title in ((False, "a fresh process each"), (True, "warm")):
        lines.append(f"| **{title}** | | | | | | | | |")
        half = [result for result in results if result.who.warm is warm]
        lines += [row(result, half[0]) for result in half]
    return "\n".join(lines)


def row(result: Result, ours: Result) -> str:
    """One line; ratios over 1 say that this program is better."""
    name = result.who.name
    if not result.usable or not result.seconds or not result.rates:
        why = (
            f"not installed: {result.who.lacks}" if result.who.lacks else f"failed: {result.failed}"
        )
        return f"| {name} | {why} | | | | | | | |"
    taken, rate = statistics.median(result.seconds), statistics.median(result.rates)
    ratios = ["", ""]
    if result is not ours and ours.seconds and ours.rates:
        ratios = [
            f"{taken / statistics.median(ours.seconds):.2f}",
            f"{statistics.median(ours.rates) / rate:.2f}",
        ]
    return (
        f"| {name} | {taken * 1000:,.0f} ms | {ratios[0]} | {rate:.2f} | {ratios[1]} "
        f"| {result.pages} | {result.size / 1000:,.0f} kB | {page(result)} "
        f"| {result.memory / 1e6:,.0f} MB |"
    )


def page(result: Result) -> str:
    """Time and size of a page."""
    pages = max(result.pages, 1)
    taken = statistics.median(result.seconds)
    return f"{taken * 1000 / pages:,.0f} ms, {result.size / 1000 / pages:,.0f} kB"


def short_document(result: Result) -> str:
    """The line on a team's share below the table."""
    if not result.seconds:
        return f"\n{result.who.name}: failed: {result.failed}"
    taken = statistics.median(result.seconds)
    return (
        f"\n{result.who.name}, warm: {taken * 1000:,.0f} ms for {result.pages} pages, "
        f"{result.size / 1000:,.0f} kB ({page(result)} a page)"
    )


@dataclass
class Many:
    """Documents a second, by who makes them, in turns of one run."""

    cores: list[float] = field(default_factory=list)
    """`checklist batch` on all cores, its start included."""
    core: list[float] = field(default_factory=list)
    """The same with one worker."""
    weasyprint: list[float] = field(default_factory=list)
    """`weasyprint` processes one after another."""


def many_against_one(many: Many | None) -> str:
    """The lines on `checklist batch` below the table."""
    if many is None:
        return "\n`checklist batch`: not in this version"
    cores, core = statistics.median(many.cores), statistics.median(many.core)
    lines = [
        f"\n`checklist batch`, start included: {cores:.2f} documents per second with {CORES} "
        f"workers, {core:.2f} with one: {cores / core:.2f} times"
    ]
    if many.weasyprint:
        one = statistics.median(many.weasyprint)
        lines.append(
            f"`weasyprint` processes one after another in the same run: {one:.2f} per second; "
            f"the batch is {cores / one:.1f} times as fast"
        )
    return "\n".join(lines)
