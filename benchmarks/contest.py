"""The programs that are measured, each as a way to start it and a way to get one document.

A cold one is a fresh process for every document; a warm one is started before and stays.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chromium import FLAGS, executable, open_browser
from work import ROOT, Work

MAKERS = Path(__file__).with_name("makers.py")
CORES = 2
PYTHON = [sys.executable, "-P"]

Make = Callable[[Work, Path], None]


@dataclass(frozen=True)
class Contestant:
    """A program in the table; `lacks` says what has to be installed for it."""

    name: str
    warm: bool
    lacks: str | None
    start: Callable[[Path], contextlib.AbstractContextManager[Make]]


def contestants(as_of: str, lang: str) -> list[Contestant]:
    """Ours first in each half: the others' ratios are to it."""
    ours = [*PYTHON, "-m", "checklist", "plan", "--as-of", as_of, "--lang", lang]
    ours += ["--format", "pdf", "-o"]
    weasyprint = [*PYTHON, "-m", "weasyprint", "--quiet"]
    browser = executable() or "chromium"
    printing = [browser, *FLAGS, "--no-pdf-header-footer"]

    def cold(command: Callable[[Work, Path], list[str]]) -> Callable[[Path], _Context]:
        return lambda folder: _process(command, folder)

    def kept(kind: list[str], shape: str) -> Callable[[Path], _Context]:
        return lambda _folder: _worker(kind, shape)

    return [
        Contestant(
            "checklist: YAML to PDF",
            False,
            None,
            cold(lambda work, out: [*ours, str(out.parent), str(work.yaml)]),
        ),
        Contestant(
            "weasyprint: finished HTML, system fonts",
            False,
            _fonts(),
            cold(lambda work, out: [*weasyprint, str(work.html), str(out)]),
        ),
        Contestant(
            "Chromium: finished HTML",
            False,
            _browser() or _fonts(),
            cold(
                lambda work, out: [
                    *printing,
                    f"--user-data-dir={out.parent / 'profile'}",
                    f"--print-to-pdf={out}",
                    work.html.as_uri(),
                ]
            ),
        ),
        *(
            Contestant(
                name,
                False,
                _module(kind),
                cold(
                    lambda work, out, kind=kind: [  # type: ignore[misc]
                        *PYTHON,
                        *(str(MAKERS), kind, str(work.blocks), str(out)),
                    ]
                ),
            )
            for kind, name in OTHERS.items()
        ),
        Contestant(
            "checklist: YAML to PDF", True, None, kept(["checklist", as_of, lang, ""], "yaml")
        ),
        Contestant(
            "Chromium: finished HTML",
            True,
            _browser() or _fonts(),
            lambda folder: _tab(browser, folder),
        ),
        *(
            Contestant(name, True, _module(kind), kept([kind], "blocks"))
            for kind, name in OTHERS.items()
        ),
    ]


def share(as_of: str, lang: str, team: str) -> Contestant:
    """A team's share of the plan, a document of a few pages, in a process that stays."""
    name = f"checklist --for {team}: YAML to PDF"
    kind = ["checklist", as_of, lang, team]
    return Contestant(name, True, None, lambda _folder: _worker(kind, "yaml"))


OTHERS = {"typst": "typst: same words and tables", "reportlab": "reportlab: same, no picture"}
_Context = contextlib.AbstractContextManager[Make]


def _module(name: str) -> str | None:
    return None if importlib.util.find_spec(name) else f"pip install {name}"


def _browser() -> str | None:
    return None if executable() else "apt-get install chromium"


def _fonts() -> str | None:
    """Whether the system can draw Chinese: without that, a comparison would flatter."""
    if not shutil.which("fc-list"):
        return "apt-get install fontconfig fonts-noto-cjk"
    found = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout
    return None if found.strip() else "apt-get install fonts-noto-cjk"


@contextlib.contextmanager
def _process(command: Callable[[Work, Path], list[str]], folder: Path) -> Iterator[Make]:
    """A fresh process for every document."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}

    def make(work: Work, out: Path) -> None:
        done = subprocess.run(
            command(work, out), capture_output=True, env=environment, cwd=folder, check=False
        )
        made = sorted(out.parent.glob("*.pdf"))
        if done.returncode not in (0, 1) or len(made) != 1:
            raise RuntimeError(done.stderr.decode(errors="replace")[-500:])
        made[0].replace(out)

    yield make


@contextlib.contextmanager
def _worker(kind: list[str], shape: str) -> Iterator[Make]:
    """A Python process that stays, and makes a document for every line it reads."""
    process = subprocess.Popen(
        [*PYTHON, str(MAKERS), *kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    lines, answers = process.stdin, process.stdout

    def make(work: Work, out: Path) -> None:
        lines.write(f"{getattr(work, shape)}\t{out}\n")
        lines.flush()
        if answers.readline() != "ok\n":
            raise RuntimeError("the worker has stopped")

    try:
        yield make
    finally:
        lines.close()
        answers.close()
        process.wait()


@contextlib.contextmanager
def _tab(program: str, folder: Path) -> Iterator[Make]:
    """A browser that stays open."""
    with open_browser(program, folder / "profile") as browser:
        yield lambda work, out: _write(out, browser.print_page(work.html))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
