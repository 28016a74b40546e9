"""The same jobs on a dask cluster: its executor, its scheduler, its way with dead workers."""

import contextlib
import importlib
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from itertools import islice
from typing import Any, Final

from checklist.batch.jobs import Job, Outcome, Setup
from checklist.batch.worker import make
from checklist.messages import say
from checklist.messages.batch import BATCH
from checklist.outputs.errors import EnvironmentMissing

_SECONDS: Final = 10
"""How long a scheduler may take to answer, and to name a worker."""
_AHEAD: Final = 3
"""Jobs for each of the cluster's threads that are on their way: it has work, and the documents of
thousands of companies never wait in its memory or in ours."""


def run_on_dask(address: str, setup: Setup, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
    """Every job with its outcome, in the order in which they end.

    The scheduler gives the job of a lost worker to another; how often is its own setting
    (`distributed.scheduler.allowed-failures`). Raises `EnvironmentMissing` where there is no
    dask, no scheduler or no worker.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise EnvironmentMissing(BATCH["no-dask"], reason=error) from error
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
        try:
            while True:
                room = _AHEAD * max(1, sum(client.ncores().values())) - len(running)
                for job in islice(waiting, max(0, room)):
                    running[executor.submit(make, setup, job)] = job
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    job = running.pop(future)
                    try:
                        yield job, future.result()
                    except distributed.KilledWorker as error:
                        said = BATCH["dask-killed"]
                        text = say(said, setup.options.lang, file=job.path, reason=error)
                        yield job, Outcome("failed", text)
                    except ImportError as error:
                        raise EnvironmentMissing(BATCH["dask-worker-lacks"], reason=error) from None
                    except (CancelledError, OSError) as error:
                        raise EnvironmentMissing(
                            BATCH["dask-lost"], reason=type(error).__name__
                        ) from None
        finally:
            executor.shutdown(wait=False)
