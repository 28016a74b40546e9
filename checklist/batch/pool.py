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
from checklist.messages import Message, say
from checklist.messages.batch import BATCH
from checklist.outputs.errors import EnvironmentMissing, OutputError

DEATHS: Final = 2
"""A job over which so many workers died is given up."""
PATIENCE: Final = 600.0
"""Seconds for one file's documents; a worker that takes longer is ended."""
COLLECT_EVERY: Final = 8
"""Documents between two runs of the garbage collector, which is off otherwise."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    job: Job | None = None
    ready: bool = False
    since: float = 0.0


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
                job = worker.job
                try:
                    outcome = pipe.recv()
                except (EOFError, OSError):  # it is dead
                    del crew[pipe]
                    status = _ended(worker.process)
                    pipe.close()
                    if not worker.ready:
                        stillborn += 1
                        if stillborn > DEATHS:
                            raise EnvironmentMissing(BATCH["no-worker"], status=status) from None
                    if job is not None:
                        job.deaths += 1
                        if job.deaths >= DEATHS:
                            yield job, _given_up(setup, job, BATCH["killed-twice"], status=status)
                        else:
                            waiting.appendleft(job)
                    if waiting:
                        _hire(context, setup, maker, crew)
                    continue
                worker.ready, worker.job = True, None
                if waiting:  # before the outcome is handled: the worker need not wait for that
                    _hand(pipe, worker, waiting.popleft())
                if job is not None:
                    yield job, outcome
                elif outcome is not None:  # not able to work, and says why
                    yield Job("", b"", ""), outcome
            for pipe, worker in list(crew.items()):
                if worker.job and time.monotonic() - worker.since > patience:
                    worker.process.kill()
                    worker.process.join()
                    del crew[pipe]
                    pipe.close()
                    seconds = int(patience)
                    yield (
                        worker.job,
                        _given_up(setup, worker.job, BATCH["too-slow"], seconds=seconds),
                    )
                    if waiting:
                        _hire(context, setup, maker, crew)
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
    """Workers with an answer, or dead; waits for one, but not longer than somebody's patience."""
    now = time.monotonic()
    left = [worker.since + patience - now for worker in crew.values() if worker.job]
    speaking = set(wait(list(crew), max(0.0, min(left)) if left else None))
    return [pipe for pipe in crew if pipe in speaking]


def _ended(process: BaseProcess) -> str:
    """How a process ended: the name of the signal, or the exit code."""
    process.join(5)
    code = process.exitcode
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit {code}"


def _given_up(setup: Setup, job: Job, why: Message, **values: object) -> Outcome:
    return Outcome("failed", say(why, setup.options.lang, file=job.path, **values))


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
        made = 0
        while True:
            pipe.send(maker(setup, pipe.recv()))
            made += 1
            if made % COLLECT_EVERY == 0:
                gc.collect()
    except (EOFError, OSError):
        return  # the run has ended, or was killed
