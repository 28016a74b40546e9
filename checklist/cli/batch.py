"""`checklist batch PATH...`: many companies, one folder, one portfolio."""

import contextlib
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from checklist.batch.inputs import find_collision, find_inputs, find_members
from checklist.batch.jobs import Setup, program_digest
from checklist.batch.manifest import Manifest, only_writer
from checklist.batch.portfolio import Portfolio, gather
from checklist.batch.run import Engine, Report, StoppedError, conduct
from checklist.batch.stopping import Brake, StoppedRun
from checklist.cli.common import (
    EXIT_ATTENTION,
    EXIT_DONE,
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    complain,
    lang_option,
)
from checklist.cli.options import (
    as_of_option,
    calendar_option,
    document_options,
    fail,
    formats_option,
    local_option,
    provisional_option,
    read_formats,
    read_own_places,
    read_own_years,
)
from checklist.messages import Lang, say
from checklist.messages.batch import BATCH
from checklist.outputs.errors import OutputError
from checklist.outputs.options import Options
from checklist.rules.loader import load_law
from checklist.rules.schema import FilingYear, HolidayYear, Place

EVERY: Final = 5.0
"""Seconds between two lines of progress where there is no terminal."""
PAGES: Final = ("portfolio.html", "portfolio.xlsx")


@click.command("batch", help="批量生成清单和汇总 / Many checklists and their portfolio.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "out", required=True, metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--workers",
    type=click.IntRange(1, 512),
    metavar="N",
    help="进程数，默认为处理器数 / processes, by default one for each processor",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="在 dask 集群上运行，例如 tcp://主机:8786 / run on a dask cluster",
)
@as_of_option
@formats_option
@provisional_option
@document_options
@calendar_option
@local_option
@lang_option
def command(
    paths: tuple[str, ...],
    out: Path,
    workers: int | None,
    dask: str | None,
    as_of: dt.date,
    formats: str,
    fail_on_provisional: bool,
    options: Options,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Bring the documents of every company up to date, then write the portfolio."""
    kinds = read_formats(formats, lang)
    files, empty = find_inputs(paths, out)
    if empty:
        fail(BATCH["no-input"], lang, paths="、".join(empty))
    family = find_members(files)
    if found := find_collision(family.files, family.stems):
        fail(BATCH["same-name"], lang, **found._asdict())
    holidays, filing = read_own_years(calendars, lang)
    places = read_own_places(locals_, load_law(), lang) if locals_ else {}
    setup = _setup(as_of, kinds, options, holidays, filing, places)
    report = Report(len(family.files))
    brake = Brake()
    try:
        with _folder(out), only_writer(out), brake.armed():
            manifest = Manifest(out)
            with _progress(report, lang) as tell:
                conduct(family, manifest, setup, _engine(setup, dask, workers), report, brake, tell)
            manifest.tidy()
            portfolio = _portfolio(as_of, family.files, manifest, report)
            if portfolio.shows:
                _write_pages(portfolio, out, lang)
    except (StoppedError, OutputError) as error:
        complain(error.render(lang) if isinstance(error, OutputError) else str(error))
        if report.made:
            complain(say(BATCH["resume"], lang, made=len(report.made)))
        sys.exit(EXIT_ENVIRONMENT)
    except StoppedRun as stop:
        complain(say(BATCH["stopped"], lang, made=len(report.made), left=report.left))
        sys.exit(128 + stop.signal)
    for text in (*report.refused.values(), *report.failed.values()):
        complain(text)
    _summary(report, portfolio, out, lang)
    sys.exit(_exit_code(report, portfolio, fail_on_provisional))


def _exit_code(report: Report, portfolio: Portfolio, fail_on_provisional: bool) -> int:
    """By what is there at the end, however little of it this run has made."""
    if not portfolio.shows:
        return EXIT_INPUT if report.refused else EXIT_ENVIRONMENT
    doubtful = any(entry.row.provisional for entry in portfolio.entries)
    attention = portfolio.wants_attention or (fail_on_provisional and doubtful)
    return EXIT_ATTENTION if attention else EXIT_DONE


def _setup(
    as_of: dt.date,
    kinds: list[str],
    options: Options,
    holidays: dict[int, HolidayYear],
    filing: dict[int, FilingYear],
    places: dict[str, Place],
) -> Setup:
    return Setup(
        as_of=as_of,
        kinds=tuple(kinds),
        options=options,
        program=program_digest(),
        holidays=tuple(year.model_dump_json(by_alias=True) for year in holidays.values()),
        filing=tuple(year.model_dump_json(by_alias=True) for year in filing.values()),
        local=tuple(place.model_dump_json() for place in places.values()),
    )


def _engine(setup: Setup, dask: str | None, workers: int | None) -> Engine:
    """What makes the documents: processes of this machine, or a cluster."""
    if dask:
        from checklist.batch.cluster import run_on_dask

        return lambda jobs: run_on_dask(dask, setup, jobs)
    from checklist.batch.pool import run_local

    return lambda jobs: run_local(setup, jobs, workers or _processors())


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _portfolio(
    as_of: dt.date, files: Iterable[Path], manifest: Manifest, report: Report
) -> Portfolio:
    """What is there of the files of this run; one that is refused now is not shown as it was."""
    there = {*report.kept, *report.made, *report.partly}
    records = [manifest.records[file.stem] for file in files if file.stem in there]
    return gather(as_of, records, {**report.refused, **report.failed})


def _write_pages(portfolio: Portfolio, out: Path, lang: Lang) -> None:
    """Both pages, unless they are what they were."""
    from checklist.files import write_all
    from checklist.outputs.portfolio import render_portfolio
    from checklist.outputs.portfolio_xlsx import render_portfolio_xlsx

    html = render_portfolio(portfolio, lang).encode("utf-8", "backslashreplace")
    pages = dict(zip(PAGES, (html, render_portfolio_xlsx(portfolio, lang)), strict=True))
    write_all({out / name: data for name, data in pages.items() if not _holds(out / name, data)})


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _summary(report: Report, portfolio: Portfolio, out: Path, lang: Lang) -> None:
    counts = {
        "total": report.total,
        "made": len(report.made),
        "kept": len(report.kept),
        "refused": len(report.refused),
        "failed": len(report.failed),
    }
    click.echo(say(BATCH["summary"], lang, **counts))
    if portfolio.shows:
        found = {name: len(getattr(portfolio, name)) for name in ("overdue", "due", "settled")}
        found["conflicts"] = len(portfolio.conflicts)
        click.echo(say(BATCH["state"], lang, **found))
        for name in PAGES:
            click.echo(out / name)


@contextlib.contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The output folder; what is made of it and stays empty is taken away again."""
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from checklist.messages.document import FAILURES

        reason = error.strerror or type(error).__name__
        raise OutputError(FAILURES["not-written"], path=out, reason=reason) from error
    try:
        yield
    finally:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()


@contextlib.contextmanager
def _progress(report: Report, lang: Lang) -> Iterator[Callable[[], None]]:
    """Tells on standard error how far the run is: a bar on a terminal, else a line at times."""
    if not sys.stderr.isatty():
        last = time.monotonic()

        def line() -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY:
                last = time.monotonic()
                values = {"done": report.ended, "total": report.total, "bad": report.bad}
                click.echo(say(BATCH["progress"], lang, **values), err=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(say(BATCH["working"], lang), total=report.total)
        yield lambda: bar.update(task, completed=report.ended)
