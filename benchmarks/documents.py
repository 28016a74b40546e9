"""One company's finished PDF: this program and what one would otherwise use, side by side.

    .venv/bin/pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/documents.py [FILE.yaml]

prints one table, in Markdown: the time of one document, documents a second on two cores, pages,
size, and peak memory; medians, and ratios to this program. Below it a team's share, a document of
a few pages, and many documents: two workers against one, and against processes one after another.
Everybody takes turns (A B C A B C …), so that whatever else the machine does hits all alike;
compare the ratios, not the figures. A program that is not installed gets a line that says how to
get it. Linux.

What everybody is given: this program the YAML (it plans, too); weasyprint and Chromium the HTML
our own PDF is made from, with its style sheet, and the system's fonts; Typst and ReportLab the same
words in the same tables. Companies differ in their names only, which suits Typst: it keeps what it
has laid out before.
"""

import argparse
import contextlib
import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from contest import CORES, PYTHON, Contestant, Make, contestants, share
from memory import watch_children
from report import Many, Result, many_against_one, short_document, table
from work import ROOT, Work, prepare

COMPANIES = 4
BATCH = 2
"""Times as many documents for `checklist batch`, whose start is counted too."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sample = ROOT / "sample_inputs" / "simple-shell.yaml"
    parser.add_argument("file", nargs="?", type=Path, default=sample)
    parser.add_argument("--as-of", default="2026-11-23")
    parser.add_argument("--lang", default="zh", choices=["zh", "en", "zh-en"])
    parser.add_argument("--rounds", type=int, default=7, help="turns of one document each")
    parser.add_argument("--batches", type=int, default=3, help="turns on two cores")
    parser.add_argument("--documents", type=int, default=4, help="documents a core in such a turn")
    parser.add_argument("--team", default="legal", help="whose share is measured apart")
    parser.add_argument("--only", default="", help="names to measure beside checklist: typst,…")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="checklist-bench-") as name:
        folder = Path(name)
        works = prepare(
            given.file, dt.date.fromisoformat(given.as_of), given.lang, folder, COMPANIES
        )
        results = [
            Result(who)
            for who in contestants(given.as_of, given.lang)
            if any(part.lower() in who.name.lower() for part in given.only.split(","))
            or who.name.startswith("checklist")
        ]
        short = Result(share(given.as_of, given.lang, given.team))
        with contextlib.ExitStack() as stack:
            makers = start([*results, short], stack, folder)
            turns([*results, short], makers, works, folder, given.rounds)
        together(results, works, folder, given.batches, given.documents)
        for result in results:
            weigh(result, works, folder)
        many = batch(given, works, folder)
    print(header(given))
    print(table(results))
    print(short_document(short))
    print(many_against_one(many))


def start(results: list[Result], stack: contextlib.ExitStack, folder: Path) -> dict[int, Make]:
    """Starts everybody who is there, with a folder of their own."""
    makers = {}
    for place, result in enumerate(results):
        if result.usable:
            own = folder / f"one-{place}"
            own.mkdir()
            with failing(result):
                makers[place] = stack.enter_context(result.who.start(own))
    return makers


def turns(
    results: list[Result], makers: dict[int, Make], works: list[Work], folder: Path, rounds: int
) -> None:
    """One document each in turn; the first turn is for warming up and for looking at the file."""
    for number in range(rounds + 1):
        say(f"one document each: turn {number} of {rounds}")
        for place, make in makers.items():
            result = results[place]
            if result.failed:
                continue
            out = folder / f"one-{place}" / "out.pdf"
            with failing(result):
                begin = time.perf_counter()
                make(works[number % len(works)], out)
                taken = time.perf_counter() - begin
                if number:
                    result.seconds.append(taken)
                else:
                    result.pages, result.size = look(out)
            out.unlink(missing_ok=True)


def together(
    results: list[Result], works: list[Work], folder: Path, batches: int, documents: int
) -> None:
    """Documents a second with two at work, everybody in turn."""
    for number in range(batches):
        say(f"two cores: turn {number + 1} of {batches}")
        for place, result in enumerate(results):
            if result.usable:
                with failing(result), contextlib.ExitStack() as stack:
                    rate = run_two(
                        result.who, stack, works, folder / f"two-{number}-{place}", documents
                    )
                    result.rates.append(rate)


def run_two(
    who: Contestant, stack: contextlib.ExitStack, works: list[Work], folder: Path, documents: int
) -> float:
    """Two of one kind side by side: documents a second, start-up and a first document apart."""
    errors: list[BaseException] = []
    makers = []
    for core in range(CORES):
        own = folder / str(core)
        own.mkdir(parents=True)
        make = stack.enter_context(who.start(own))
        if who.warm:
            make(works[core], own / "out.pdf")
        (own / "out.pdf").unlink(missing_ok=True)
        makers.append((make, own / "out.pdf"))

    def work_off(make: Make, out: Path, core: int) -> None:
        try:
            for number in range(documents):
                make(works[(number + core) % len(works)], out)
                out.unlink()
        except BaseException as error:  # told by the thread that waits
            errors.append(error)

    threads = [
        threading.Thread(target=work_off, args=(make, out, core))
        for core, (make, out) in enumerate(makers)
    ]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begin
    if errors:
        raise RuntimeError(str(errors[0]))
    return CORES * documents / taken


def weigh(result: Result, works: list[Work], folder: Path) -> None:
    """Peak memory over three documents, in a run of its own: looking costs time."""
    if not result.usable:
        return
    say(f"memory: {result.who.name}")
    own = folder / f"memory-{id(result)}"
    own.mkdir()
    with failing(result), watch_children() as peak, result.who.start(own) as make:
        for work in works[:3]:
            make(work, own / "out.pdf")
            (own / "out.pdf").unlink()
    result.memory = peak.size


def batch(given: argparse.Namespace, works: list[Work], folder: Path) -> Many | None:
    """Documents a second of `checklist batch` with all cores and with one, in turns.

    Between them come as many `weasyprint` processes one after another, where the system has
    Chinese fonts. None where this version has no batch.
    """
    command = [*PYTHON, "-m", "checklist", "batch"]
    quiet = {"capture_output": True, "cwd": ROOT}
    if subprocess.run([*command, "--help"], **quiet, check=False).returncode:
        return None
    inputs, count = folder / "batch", CORES * given.documents * BATCH
    inputs.mkdir()
    for number in range(count):
        shutil.copyfile(works[number % len(works)].yaml, inputs / f"company-{number}.yaml")
    command += [str(inputs), "--format", "pdf", "--lang", given.lang, "--as-of", given.as_of]
    sequential = next(
        who for who in contestants(given.as_of, given.lang) if who.name.startswith("weasyprint")
    )
    many = Many()
    for number in range(given.batches):
        say(f"checklist batch, {count} companies: turn {number + 1} of {given.batches}")
        for workers, rates in ((CORES, many.cores), (1, many.core)):
            out = folder / f"batch-{number}-{workers}"
            begin = time.perf_counter()
            subprocess.run(
                [*command, "--workers", str(workers), "-o", str(out)], **quiet, check=False
            )
            taken = time.perf_counter() - begin
            made = len([*out.rglob("company-*.pdf")])
            if made != count:
                raise SystemExit(f"checklist batch wrote {made} of {count} documents")
            rates.append(count / taken)
        if sequential.lacks is None:
            many.weasyprint.append(one_by_one(sequential, works, folder / f"row-{number}", count))
    return many


def one_by_one(who: Contestant, works: list[Work], folder: Path, count: int) -> float:
    """Documents a second where each process starts when the one before has ended."""
    folder.mkdir()
    with who.start(folder) as make:
        begin = time.perf_counter()
        for number in range(count):
            make(works[number % len(works)], folder / "out.pdf")
            (folder / "out.pdf").unlink()
        return count / (time.perf_counter() - begin)


def look(file: Path) -> tuple[int, int]:
    """Pages and bytes; a file that another program cannot open is no document."""
    import pikepdf

    with pikepdf.open(file) as document:
        return len(document.pages), file.stat().st_size


@contextlib.contextmanager
def failing(result: Result):  # type: ignore[no-untyped-def]
    """A contestant that fails is said to have, and the others go on."""
    try:
        yield
    except (RuntimeError, OSError, AssertionError) as error:
        result.failed = " ".join(str(error).split())[-160:] or type(error).__name__


def header(given: argparse.Namespace) -> str:
    """What was measured, where, and how busy the machine was."""
    import weasyprint

    load = os.getloadavg()[0]
    return (
        f"{given.file.name}, --lang {given.lang}; medians of {given.rounds} turns, "
        f"{given.batches} turns on {CORES} cores; Python {platform.python_version()}, "
        f"WeasyPrint {weasyprint.__version__}; load {load:.1f} on {os.cpu_count()} cores.\n"
        "Ratios over 1: this program is better.\n"
    )


def say(text: str) -> None:
    """Progress, apart from the table."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
