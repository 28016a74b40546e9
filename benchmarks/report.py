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
        "| one finished PDF | time | ratio | per second, 2 cores | ratio | pages | size | memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for warm, title in ((False, "a fresh process each"), (True, "warm")):
        lines.append(f"| **{title}** | | | | | | | |")
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
        return f"| {name} | {why} | | | | | | |"
    taken, rate = statistics.median(result.seconds), statistics.median(result.rates)
    ratios = ["", ""]
    if result is not ours and ours.seconds and ours.rates:
        ratios = [
            f"{taken / statistics.median(ours.seconds):.2f}",
            f"{statistics.median(ours.rates) / rate:.2f}",
        ]
    return (
        f"| {name} | {taken * 1000:,.0f} ms | {ratios[0]} | {rate:.2f} | {ratios[1]} "
        f"| {result.pages} | {result.size / 1000:,.0f} kB | {result.memory / 1e6:,.0f} MB |"
    )


def many_against_one(many: float | None, results: list[Result]) -> str:
    """The line on `checklist batch` below the table."""
    if many is None:
        return "\n`checklist batch`: not in this version"
    others = [each for each in results if each.who.name.startswith("weasyprint") and each.seconds]
    beside = "".join(
        f", {many * statistics.median(each.seconds):.1f} times weasyprint processes one by one"
        for each in others
    )
    return f"\n`checklist batch` on {CORES} cores, start included: {many:.2f} per second{beside}"
