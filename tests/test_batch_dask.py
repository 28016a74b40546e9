"""The same run on dask: a real scheduler, two worker processes on loopback, one of them killed."""

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import Result
from distributed import Client
from test_batch import SETUP, arguments, company, lines, started, until

from checklist.batch.cluster import run_on_dask
from checklist.batch.jobs import Job, Outcome, Setup
from checklist.batch.worker import make
from checklist.outputs.errors import EnvironmentMissing

Run = Callable[..., Result]
MANY = 24
DASK = [sys.executable, "-P", "-m", "dask"]
ALLOWED = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"
"""How often a job may lose its worker before the scheduler gives it up; dask's default is 3."""


class Cluster(NamedTuple):
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """Two workers of one thread each, without nannies: who is killed does not come back."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    processes: list[subprocess.Popen[bytes]] = []
    settings = {**os.environ, ALLOWED: getattr(request, "param", "3")}

    def start(*command: str) -> subprocess.Popen[bytes]:
        with open(tmp_path / f"dask-{len(processes)}.log", "wb") as log:
            process = subprocess.Popen(
                [*DASK, *command], stdout=log, stderr=log, cwd=tmp_path, env=settings
            )
        processes.append(process)
        return process

    try:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        common = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [start("worker", address, *common) for _ in range(2)]
        # A client that found no scheduler ends when it is collected; if that happens while another
        # one starts, dask waits for a lock that it holds itself.
        gc.collect()
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Cluster(address, scheduler, workers)
    finally:
        for process in reversed(processes):
            process.kill()
        for process in processes:
            process.wait()


def many(tmp_path: Path) -> Path:
    """A folder of small companies."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(MANY):
        text = company(f"第{number:02}号公司")
        (folder / f"c{number:02}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_killed_dask_worker_loses_nothing_and_nothing_is_written_twice(
    cluster: Cluster, tmp_path: Path, run: Run
) -> None:
    folder, out, here = many(tmp_path), tmp_path / "out", tmp_path / "here"
    (folder / "bad.yaml").write_text("company: {}\n")
    batch = started(folder, out, "--dask", cluster.address)
    until(lambda: len(lines(out)) >= 3, "the first documents")
    cluster.workers[0].send_signal(signal.SIGKILL)
    assert len(lines(out)) < MANY, "it must die in the middle"
    stdout, stderr = batch.communicate(timeout=180)
    assert batch.returncode == 1, stderr
    assert f"输入文件 {MANY + 1} 份：新生成 {MANY}，内容未变 0，退回 1，失败 0。" in stdout
    assert f"{folder}/bad.yaml:1:" in stderr
    assert "Traceback" not in stderr
    run("batch", *arguments(folder, here))
    made = {path.name: path.read_bytes() for path in out.glob("*.md")}
    assert made == {path.name: path.read_bytes() for path in here.glob("*.md")}
    assert len(made) == MANY
    assert len(lines(out)) == MANY
    again = run("batch", *arguments(folder, out))
    assert f"新生成 0，内容未变 {MANY}" in again.stdout, "it matters not where a file was made"


def test_without_a_scheduler_the_run_says_what_to_do(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.batch.cluster._SECONDS", 2)
    (tmp_path / "c.yaml").write_text(company(), encoding="utf-8")
    out = tmp_path / "out"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, not listening
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        result = run("batch", *arguments(tmp_path / "c.yaml", out, "--dask", address))
    assert result.exit_code == 3
    assert address in result.stderr
    assert "dask scheduler" in result.stderr
    assert not out.exists()
    wrong = run("batch", *arguments(tmp_path / "c.yaml", out, "--dask", "no such thing"))
    assert wrong.exit_code == 3
    assert "no such thing" in wrong.stderr
    assert not out.exists()


def test_without_dask_the_message_names_the_extra(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.yaml").write_text(company(), encoding="utf-8")
    monkeypatch.setitem(sys.modules, "distributed", None)
    out = tmp_path / "out"
    result = run("batch", *arguments(tmp_path / "c.yaml", out, "--dask", "tcp://127.0.0.1:1"))
    assert result.exit_code == 3
    assert "winddown-checklist[dask]" in result.stderr
    assert not out.exists()


def test_a_lost_scheduler_ends_the_run_which_goes_on_elsewhere(
    cluster: Cluster, tmp_path: Path, run: Run
) -> None:
    folder, out = many(tmp_path), tmp_path / "out"
    batch = started(folder, out, "--dask", cluster.address)
    until(lambda: len(lines(out)) >= 3, "the first documents")
    cluster.scheduler.send_signal(signal.SIGKILL)
    stdout, stderr = batch.communicate(timeout=120)
    done = len(lines(out))
    assert batch.returncode == 3, stderr
    assert stdout == ""
    assert f"已完成 {done} 份" in stderr
    assert "Traceback" not in stderr
    here = run("batch", *arguments(folder, out))
    assert f"新生成 {MANY - done}，内容未变 {done}" in here.stdout


def deadly(setup: Setup, job: Job) -> Outcome:
    """Kills whoever works on the poison."""
    if job.stem == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return make(setup, job)


@pytest.fixture
def sent_as_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers lack this module, so the function travels whole."""
    monkeypatch.setattr(deadly, "__module__", "__main__")


def jobs_of(*stems: str) -> list[Job]:
    return [Job(f"{stem}.yaml", company(stem).encode(), stem) for stem in stems]


def unknown_there(setup: Setup, job: Job) -> Outcome:
    """Lives in a module that the workers do not have."""
    return make(setup, job)


@pytest.mark.parametrize("cluster", ["0"], indirect=True)
def test_a_cluster_without_the_program_and_a_file_that_kills_its_workers(
    cluster: Cluster, sent_as_code: None
) -> None:
    with pytest.raises(EnvironmentMissing, match="winddown-checklist"):
        list(run_on_dask(cluster.address, SETUP, jobs_of("a"), unknown_there))
    ((job, outcome),) = run_on_dask(cluster.address, SETUP, jobs_of("poison"), deadly)
    assert outcome.state == "failed"
    assert job.path in outcome.text
    others = run_on_dask(cluster.address, SETUP, jobs_of("a", "b"), deadly)
    assert [outcome.state for _, outcome in others] == ["made", "made"]


def test_when_no_dask_worker_is_left_the_run_does_not_wait_for_ever(
    cluster: Cluster, sent_as_code: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.batch.cluster._SECONDS", 4)
    with pytest.raises(EnvironmentMissing, match="dask worker"):
        list(run_on_dask(cluster.address, SETUP, jobs_of("poison"), deadly))
    assert all(worker.wait(10) == -signal.SIGKILL for worker in cluster.workers)
