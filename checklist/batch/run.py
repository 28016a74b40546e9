"""One run: what is up to date stays, the rest is made, written and recorded, file by file.

Everything is written here, by one process: first a file's documents, all or none, then its line
in the manifest. So nothing is written twice, and whatever is killed leaves nothing half written.
"""

import contextlib
import errno
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from checklist.batch.inputs import Family
from checklist.batch.jobs import Job, Outcome, Setup, fingerprint
from checklist.batch.manifest import Manifest, Record, digest
from checklist.batch.rows import Unit, doubts_of
from checklist.batch.stopping import Brake
from checklist.files import write_all
from checklist.messages import Lang
from checklist.money.files import purses_of
from checklist.outputs.errors import OutputError
from checklist.outputs.options import may_print_money
from checklist.problems import InputErrors
from checklist.reading import read_bytes
from checklist.reading.outline import member_files

Engine = Callable[[Iterable[Job]], Iterator[tuple[Job, Outcome]]]
"""Makes the documents of jobs, wherever; gives outcomes as they come."""

_HOPELESS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
"""Where one file cannot be written for these, no other can."""
_LEFT_OVER: Final = re.compile(r"\.[0-9a-f]{16}\.part")


class StoppedError(Exception):
    """The environment keeps every document from being made; the text says why."""


@dataclass(slots=True)
class Report:
    """What a run did; it grows while the run goes on."""

    total: int
    kept: list[str] = field(default_factory=list)
    """Stems of the files that were up to date."""
    made: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Path to what is wrong with the input."""
    failed: dict[str, str] = field(default_factory=dict)
    """Path to what kept its documents from being made."""
    partly: list[str] = field(default_factory=list)
    """Stems of refused files some of whose members were made."""

    @property
    def left(self) -> int:
        """How many files have not been looked at."""
        return self.total - self.ended

    @property
    def ended(self) -> int:
        """How many files are through."""
        return len(self.kept) + len(self.made) + self.bad

    @property
    def bad(self) -> int:
        """How many files have no documents now."""
        return len(self.refused) + len(self.failed)


def conduct(
    family: Family,
    manifest: Manifest,
    setup: Setup,
    engine: Engine,
    report: Report,
    brake: Brake,
    tell: Callable[[], None],
) -> None:
    """Bring the documents of all files up to date; `tell` is called after each.

    Raises `StoppedError` where no document can be made, and `OutputError` where none can be
    written; what was finished before is safe.
    """
    _sweep(manifest.folder)
    amounts = any(may_print_money(kind, setup.options.look) for kind in setup.kinds)
    jobs = []
    for file in family.files:
        try:
            data = read_bytes(file)
            purses = purses_of(file, data) if amounts else {}
        except InputErrors as error:
            report.refused[str(file)] = error.render(setup.options.lang)
            tell()
            continue
        others = member_files(file, data)
        head = file in family.heads
        key = fingerprint(setup, str(file), data, others, purses, head=head)
        job = Job(str(file), data, key, others=others, head=head, purses=purses)
        if manifest.is_current(job.stem, job.key):
            report.kept.append(job.stem)
            tell()
            continue
        if before := manifest.records.get(job.stem):
            job.doubts = {unit.stem: doubts_of(unit.row, setup.as_of) for unit in before.units}
        jobs.append(job)
    if not jobs:
        return
    with contextlib.closing(engine(jobs)) as outcomes:  # type: ignore[type-var]
        for job, outcome in outcomes:
            with brake.held():
                _keep(manifest, job, outcome, report, setup.options.lang)
                tell()


def _keep(manifest: Manifest, job: Job, outcome: Outcome, report: Report, lang: Lang) -> None:
    """Write what came back, then say so in the manifest."""
    if outcome.state == "no-environment":
        raise StoppedError(outcome.text)
    if outcome.state == "refused":
        report.refused[job.path] = outcome.text
        if not outcome.units:
            return
    elif outcome.state == "failed":
        report.failed[job.path] = outcome.text
        return
    units = _same_companies(outcome.units, manifest.records.get(job.stem))
    try:
        write_all({manifest.folder / name: data for name, data in outcome.documents.items()})
    except OutputError as error:
        if getattr(error.__cause__, "errno", None) in _HOPELESS:
            raise
        report.failed[job.path] = f"{job.path}: {error.render(lang)}"
        return
    digests = {name: digest(data) for name, data in outcome.documents.items()}
    whole = outcome.state == "made"
    manifest.add(
        Record(
            stem=job.stem,
            key=job.key if whole else "",  # what is refused is never up to date
            documents=digests,
            units=units,
            overview=outcome.overview,
        )
    )
    (report.made if whole else report.partly).append(job.stem)


def _same_companies(units: tuple[Unit, ...], before: Record | None) -> tuple[Unit, ...]:
    """The lines; what has become certain is no news of another company under an old name."""
    old = {unit.stem: unit.row.company for unit in before.units} if before else {}
    return tuple(
        unit
        if old.get(unit.stem, unit.row.company) == unit.row.company
        else unit.model_copy(update={"row": unit.row.model_copy(update={"settled": ()})})
        for unit in units
    )


def _sweep(folder: Path) -> None:
    """Remove what a killed run had not moved into place (nobody else writes here now)."""
    for path in folder.glob(".*.part"):
        if _LEFT_OVER.fullmatch(path.name):
            with contextlib.suppress(OSError):
                path.unlink()
