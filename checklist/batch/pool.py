"""Worker processes of this machine, and what happens when one of them dies.

Each worker has a pipe of its own and one job at a time. Not `concurrent.futures`: there the death
of one worker fails every job that waits, nobody can say which job it was, and a worker that dies
while it sends leaves the reader waiting for ever, because the reading process holds the writing
end too. Here only the worker holds it: its death is the end of the file, at once, whatever it was
doing; the job it held is known; only that worker is started again. And when the run itself is
killed, the workers read the same end of file and go.

Workers come from a fork server (as in Python 3.14) where there is one: it has imported everything
and runs no thread, so a worker, also one that replaces a dead one, starts in milliseconds and
shares that memory. The run itself is never forked: it draws a progress bar in a thread. macOS and
Windows start fresh processes, because their system libraries do not stand a fork.
"""

import contextlib
import gc
import multiprocessing
import platform
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Final

from checklist.batch.jobs import Job, Maker, Outcome, Setup
from checklist.batch.worker import make, warm
from checklist.messages import Lang, say
from checklist.messages.batch import BATCH
from checklist.outputs.errors import EnvironmentMissing, OutputError

DEATHS: Final = 2
"""A job over which so many workers died is given up."""
PATIENCE: Final = 600.0
"""Seconds for one file's documents; a worker that takes longer is ended."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    job: Job | None = None
    """What it works on."""
    ready: bool = False
    """Whether it has said anything yet."""
    since: float = 0.0
    """When it was given its job."""
    ended: bool = False
    """Whether it was ended for taking too long."""


def run_local(
    setup: Setup,
    jobs: Iterable[Job],
    workers: int,
    maker: Maker = make,
    patience: float = PATIENCE,
) -> Iterator[tuple[Job, Outcome]]:
    """Every job with its outcome, in the order in which they end.

    `maker` is what a worker does with a job; it is found by its name in the worker's process.
    Closing the generator ends the workers. Raises `EnvironmentMissing` where workers die before
    they are ready.
    """
    waiting = deque(jobs)
    context = _context(setup)
    crew: dict[Connection, _Worker] = {}
    stillborn = 0
    try:
        for _ in range(min(workers, len(waiting))):
            _hire(context, setup, maker, crew)
        while waiting or any(worker.job for worker in crew.values()):
            for pipe in _that_speak(crew, patience):
                worker = crew[pipe]
                try:
                    outcome = pipe.recv()
                except (EOFError, OSError):  # it is dead
                    del crew[pipe]
                    pipe.close()
                    how = _how_it_ended(worker.process)
                    stillborn += not worker.ready
                    if stillborn > DEATHS:
                        raise EnvironmentMissing(BATCH["no-worker"], status=how) from None
                    if job := worker.job:
                        job.deaths += 1
                        if why := _given_up(worker, job, how, patience, setup.options.lang):
                            yield job, Outcome("failed", why)
                        else:
                            waiting.appendleft(job)
                    if waiting:
                        _hire(context, setup, maker, crew)
                    continue
                job, worker.job, worker.ready = worker.job, None, True
                if waiting:  # before the outcome is handled: the worker need not wait for that
                    _hand(pipe, worker, waiting.popleft())
                if job is not None:
                    yield job, outcome
                elif outcome is not None:  # it cannot work, and says why
                    yield Job("", b"", ""), outcome
    finally:
        _dismiss(crew)


def _context(setup: Setup) -> BaseContext:
    if platform.system() == "Linux":
        context = multiprocessing.get_context("forkserver")
        pdf = "pdf" in setup.kinds
        context.set_forkserver_preload([f"checklist.batch.{'preload_pdf' if pdf else 'preload'}"])
        return context
    return multiprocessing.get_context("spawn")


def _hire(
    context: BaseContext, setup: Setup, maker: Maker, crew: dict[Connection, _Worker]
) -> None:
    ours, theirs = context.Pipe()
    process = context.Process(  # type: ignore[attr-defined]
        target=serve, args=(theirs, setup, maker), name="checklist-worker", daemon=True
    )
    process.start()
    theirs.close()  # so that the worker's death is the end of the file
    crew[ours] = _Worker(process)


def _hand(pipe: Connection, worker: _Worker, job: Job) -> None:
    worker.job, worker.since = job, time.monotonic()
    with contextlib.suppress(OSError):  # just died: the next reading finds the end of the file
        pipe.send(job)


def _that_speak(crew: dict[Connection, _Worker], patience: float) -> list[Connection]:
    """Workers with an answer, or dead. Waits for one; who takes too long is ended meanwhile."""
    left = None
    for worker in crew.values():
        if worker.job and not worker.ended:
            rest = worker.since + patience - time.monotonic()
            if rest <= 0:
                worker.ended = True
                worker.process.kill()
            else:
                left = rest if left is None else min(left, rest)
    speaking = set(wait(list(crew), left))
    return [pipe for pipe in crew if pipe in speaking]


def _how_it_ended(process: BaseProcess) -> str:
    """The name of the signal that ended a process, or its exit code."""
    process.join(5)
    code = process.exitcode
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"


def _given_up(worker: _Worker, job: Job, how: str, patience: float, lang: Lang) -> str:
    """Why the job of a dead worker is not tried again; empty where it is."""
    if worker.ended:
        return say(BATCH["too-slow"], lang, file=job.path, seconds=int(patience))
    if job.deaths >= DEATHS:
        return say(BATCH["killed-twice"], lang, file=job.path, status=how)
    return ""


def _dismiss(crew: dict[Connection, _Worker]) -> None:
    """End all workers: they own nothing that could be left half done."""
    for pipe, worker in crew.items():
        worker.process.kill()
        pipe.close()
    for worker in crew.values():
        worker.process.join()
    crew.clear()


def serve(pipe: Connection, setup: Setup, maker: Maker) -> None:
    """A worker's life: get ready, then one job after the other until the pipe ends."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run; it tells us
    try:
        try:
            warm(setup.kinds)
        except OutputError as error:
            pipe.send(Outcome("no-environment", error.render(setup.options.lang)))
            return
        gc.freeze()  # what is loaded stays: the collector need not look at it again
        pipe.send(None)
        while True:
            pipe.send(maker(setup, pipe.recv()))
            gc.collect()  # what a document leaves is cheapest to collect while it is in the cache
    except (EOFError, OSError):
        return  # the run has ended, or was killed
