"""The same jobs on a dask cluster: its executor, its scheduler, its way with dead workers."""

import contextlib
import importlib
import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from itertools import islice
from typing import Any, Final

from checklist.batch.jobs import Job, Maker, Outcome, Setup
from checklist.batch.worker import make
from checklist.messages import say
from checklist.messages.batch import BATCH
from checklist.outputs.errors import EnvironmentMissing

_SECONDS: Final = 10
"""How long a scheduler may take to answer, and to name a worker."""
_LOOK: Final = 2.0
"""Seconds between two looks at which workers there are."""
_AHEAD: Final = 3
"""Jobs for each of the cluster's threads that are on their way: it has work, and the documents of
thousands of companies never wait in its memory or in ours."""


def run_on_dask(
    address: str, setup: Setup, jobs: Iterable[Job], maker: Maker = make
) -> Iterator[tuple[Job, Outcome]]:
    """Every job with its outcome, in the order in which they end.

    `maker` is what a worker does with a job. The scheduler gives the job of a lost worker to
    another; how often is its own setting (`distributed.scheduler.allowed-failures`). Raises
    `EnvironmentMissing` where there is no dask, no scheduler or no worker.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise EnvironmentMissing(BATCH["no-dask"], reason=error) from error
    _quiet()
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise EnvironmentMissing(BATCH["no-scheduler"], address=address, reason=reason) from error
    with contextlib.closing(client):
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError as error:
            raise EnvironmentMissing(BATCH["no-dask-worker"], address=address) from error
        executor = client.get_executor()
        waiting = iter(jobs)
        running: dict[Future[Outcome], Job] = {}
        lonely = 0.0
        try:
            while True:
                threads = sum(client.ncores().values())
                room = _AHEAD * max(1, threads) - len(running)
                for job in islice(waiting, max(0, room)):
                    running[executor.submit(maker, setup, job)] = job
                if not running:
                    return
                done = wait(running, _LOOK, FIRST_COMPLETED).done
                lonely = 0.0 if done or threads else lonely + _LOOK
                if lonely > _SECONDS:  # dask would wait for ever for new workers
                    raise EnvironmentMissing(BATCH["no-dask-worker"], address=address)
                for future in done:
                    job = running.pop(future)
                    yield job, _outcome(setup, job, future, distributed.KilledWorker)
        except (CancelledError, OSError) as error:
            raise EnvironmentMissing(BATCH["dask-lost"], reason=type(error).__name__) from error
        finally:
            executor.shutdown(wait=False)


def _outcome(setup: Setup, job: Job, future: Future[Outcome], killed: type[Exception]) -> Outcome:
    """What came back; `make` gives an outcome whatever happens, so what is raised is dask's."""
    try:
        return future.result()
    except (CancelledError, OSError):
        raise
    except killed as error:
        text = say(BATCH["dask-killed"], setup.options.lang, file=job.path, reason=error)
        return Outcome("failed", text)
    except Exception as error:  # scheduler or workers cannot load the program
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise EnvironmentMissing(BATCH["dask-lacks"], reason=reason) from error


def _quiet() -> None:
    """Let the user hear from us what is wrong, not from the engine in tracebacks."""
    if not os.environ.get("CHECKLIST_DEBUG"):
        for name in [*logging.root.manager.loggerDict, "asyncio"]:
            if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
                logging.getLogger(name).setLevel(logging.CRITICAL + 1)
