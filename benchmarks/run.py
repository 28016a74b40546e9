"""Side-by-side measurements, all in one run: medians and ratios.

    .venv/bin/python benchmarks/run.py

Needs the development set-up (`./run test` makes it) and, for the comparison of deadlines, the
package lexdays (`pip install -r benchmarks/requirements.txt`); without it that row is left
out and says so. Whole documents against other programs: `documents.py`.
Machines are noisy: compare the ratios, not the figures.
"""

import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checklist.company import Company

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 31
BASELINE = """
import click, yaml
from pydantic import BaseModel
class Model(BaseModel):
    name: str
    number: int = 0
Model(name="x")
"""


def main() -> None:
    """Run everything and print the table."""
    print(f"{'what':<58} {'median':>12}  ratio to")
    bench_validate()
    bench_load()
    bench_deadline()
    bench_plan()


def row(what: str, value: str, ratio: str = "") -> None:
    """One line of the table."""
    print(f"{what:<58} {value:>12}  {ratio}")


def hundred_lines() -> Path:
    """A sample, padded with comments to a hundred lines (or as long as it is)."""
    text = (ROOT / "sample_inputs" / "general-with-staff.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    lines += ["# …"] * (100 - len(lines))
    folder = Path(tempfile.mkdtemp())
    path = folder / "hundred.yaml"
    path.write_text("\n".join(lines[: max(100, len(lines))]) + "\n", encoding="utf-8")
    return path


def process(arguments: list[str]) -> float:
    """Wall seconds of one process."""
    start = time.perf_counter()
    subprocess.run(arguments, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def alternating(*commands: list[str]) -> list[float]:
    """Median seconds of each command, run in turn so that noise hits all alike."""
    times: list[list[float]] = [[] for _ in commands]
    for number in range(ROUNDS + 2):
        for place, command in enumerate(commands):
            taken = process(command)
            if number >= 2:
                times[place].append(taken)
    return [statistics.median(each) for each in times]


def bench_validate() -> None:
    """`checklist validate` on a hundred-line file against the bare imports."""
    path = hundred_lines()
    python = [sys.executable, "-P"]
    base, ours = alternating(
        [*python, "-c", BASELINE], [*python, "-m", "checklist", "validate", str(path)]
    )
    row("python: import click, PyYAML; one pydantic model", f"{base * 1000:.0f} ms")
    row("checklist validate, 100 lines", f"{ours * 1000:.0f} ms", f"{ours / base:.2f} (must ≤ 1.4)")


def timed(call: Callable[[], object], rounds: int = 15) -> float:
    """Median seconds of a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bench_load() -> None:
    """Loading the law: from its cache, and compiled anew."""
    from checklist.rules.loader import RULES, compile_law, data_files, load_law

    load_law()
    warm = timed(lambda: (load_law.cache_clear(), load_law()))
    files = {str(path.relative_to(RULES)): path.read_bytes() for path in data_files()}
    cold = timed(lambda: compile_law(files), 5)
    row("law: load from the cache", f"{warm * 1000:.1f} ms", "(must < 30 ms)")
    row("law: compile and check the data files", f"{cold * 1000:.0f} ms")


def bench_deadline() -> None:
    """Deadlines a second, and side by side with lexdays on periods both can count."""
    from checklist.deadlines import NoDateError, compute
    from checklist.holidays import Calendar
    from checklist.messages.counting import step_words
    from checklist.periods import count
    from checklist.rules.loader import load_law
    from checklist.rules.schema import Period

    law = load_law()
    calendar = Calendar.of(law)
    chance = random.Random(1)
    rules = [rule.id for rule in law.rules.values() if rule.period]
    cases = []
    while len(cases) < 20_000:
        rule = chance.choice(rules)
        day = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(600))
        try:
            compute(law, calendar, rule, day)
        except NoDateError:
            continue
        cases.append((rule, day))

    def all_cases() -> None:
        for rule, day in cases:
            compute(law, calendar, rule, day)

    taken = timed(all_cases, 7)
    row("deadline in process, all rules", f"{len(cases) / taken:,.0f}/s", "(must ≥ 20,000/s)")
    try:
        import lexdays
    except ImportError:
        row("lexdays", "not installed")
        return
    off = [
        {"id": f"off-{day}", "date": str(day), "name": {"en": "day off"}}
        for year in law.holidays.values()
        for run in year.days_off
        for number in range((run.to - run.from_).days + 1)
        if (day := run.from_ + dt.timedelta(days=number)).weekday() < 5
    ]
    theirs = lexdays.Calendar({"id": "de-cn", "name": {"en": "China"}, "one_off": off})
    periods = []
    while len(periods) < 5_000:
        day = dt.date(2021, 1, 1) + dt.timedelta(days=chance.randrange(1_800))
        n = chance.randint(5, 90)
        ours = count(calendar, "civil", "within", Period(n=n, unit="day"), day)
        other = lexdays.compute("de/zpo", day, f"P{n}D", calendar=theirs)
        if ours.fields["deadline"] == other.deadline:  # lexdays has no make-up workdays
            periods.append((day, n, Period(n=n, unit="day")))

    def ours_all() -> None:
        for day, _, period in periods:
            count(calendar, "civil", "within", period, day)

    def ours_in_words() -> None:
        for day, _, period in periods:
            for step in count(calendar, "civil", "within", period, day).steps:
                step_words(step, calendar, "zh")
                step_words(step, calendar, "en")

    def theirs_all() -> None:
        for day, n, _ in periods:
            lexdays.compute("de/zpo", day, f"P{n}D", calendar=theirs)

    mine, in_words, other_time = [], [], []
    for _ in range(5):
        mine.append(timed(ours_all, 1))
        in_words.append(timed(ours_in_words, 1))
        other_time.append(timed(theirs_all, 1))
    ours_s, theirs_s = statistics.median(mine), statistics.median(other_time)
    words_s = statistics.median(in_words)
    row("civil periods both can count: lexdays", f"{len(periods) / theirs_s:,.0f}/s")
    row(
        "civil periods both can count: checklist",
        f"{len(periods) / ours_s:,.0f}/s",
        f"{theirs_s / ours_s:.0f} times lexdays (must ≥ 1)",
    )
    row(
        "the same, steps written out in Chinese and English",
        f"{len(periods) / words_s:,.0f}/s",
        f"{theirs_s / words_s:.0f} times lexdays",
    )


def bench_plan() -> None:
    """Plans a second on one core, warm, without rendering; and what one task costs in each."""
    import gc

    from checklist.holidays import Calendar
    from checklist.planning.build import make_plan
    from checklist.reading import read_file
    from checklist.rules.loader import load_law

    law = load_law()
    calendar = Calendar.of(law)
    as_of = dt.date(2026, 11, 24)
    companies = [
        read_file(path).company for path in sorted((ROOT / "sample_inputs").glob("*.yaml"))
    ]
    gc.collect()
    gc.freeze()  # as `batch` does: the law stays, the collector need not look at it again
    gc.disable()
    cost: list[tuple[int, float]] = []
    for company in companies:
        plan = make_plan(company, law, calendar, as_of, lambda _: None)
        taken = timed(lambda c=company: make_plan(c, law, calendar, as_of, lambda _: None), 31)
        cost.append((len(plan.tasks), taken))
        gc.collect()
    gc.enable()
    gc.unfreeze()
    mean = statistics.mean(taken for _, taken in cost)
    row("planning one company, mean of the samples", f"{1 / mean:,.0f}/s", "(must ≥ 300/s)")
    strangers = different_companies(as_of)
    gc.collect()
    gc.freeze()
    gc.disable()
    start = time.perf_counter()
    tasks = sum(
        len(make_plan(company, law, calendar, as_of, lambda _: None).tasks) for company in strangers
    )
    taken = time.perf_counter() - start
    gc.enable()
    gc.unfreeze()
    row(
        f"planning {len(strangers)} companies once, every fact of each by chance",
        f"{len(strangers) / taken:,.0f}/s",
        f"{tasks / len(strangers):.0f} tasks each; dates nobody asked for before",
    )
    (few, quick), (many, slow) = min(cost), max(cost)
    row(
        f"the same by tasks: {few} tasks, {many} tasks",
        f"{quick * 1000:.1f}, {slow * 1000:.1f} ms",
        f"{slow / quick / (many / few):.2f} times as much a task (linear: 1)",
    )


def different_companies(as_of: dt.date) -> "list[Company]":
    """Companies of which no two are alike: what planning costs where little was planned before."""
    sys.path.insert(0, str(ROOT / "tests"))
    from companies import SIZE, company

    from checklist.company import Company

    chance = random.Random(7)
    drawn = (Company.model_validate(company(chance.randbytes(SIZE), as_of)) for _ in range(500))
    return list(drawn)


if __name__ == "__main__":
    os.environ.setdefault("LANG", "C.UTF-8")
    main()
