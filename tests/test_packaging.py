"""The program works from a checkout, an editable install and a wheel; the READMEs are true."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from checklist.cli import cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_inputs" / "beginner.yaml"
PLAN = ("plan", str(SAMPLE), "--as-of", "2026-11-23", "--format", "html,md,json")


def run(command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "LANG": "zh_CN.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )


def names(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


def test_it_works_from_a_checkout(tmp_path: Path) -> None:
    result = run(
        [sys.executable, "-m", "checklist", *PLAN, "-o", str(tmp_path)],
        cwd=tmp_path,
        PYTHONPATH=str(ROOT),
    )
    assert result.returncode == 0, result.stderr
    assert names(tmp_path) == {".html", ".md", ".json"}


def test_it_works_from_the_editable_install(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("checklist")
    if not script.exists():
        pytest.skip("the tests do not run from an environment that ./run made")
    result = run([str(script), *PLAN, "-o", str(tmp_path)], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert names(tmp_path) == {".html", ".md", ".json"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the tracked files, without network."""
    source = tmp_path_factory.mktemp("source") / "tree"
    ignore = shutil.ignore_patterns(
        ".git", ".venv", "out", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(ROOT, source, ignore=ignore)
    target = tmp_path_factory.mktemp("wheel")
    result = run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "-w",
            str(target),
            str(source),
        ],
        cwd=source,
    )
    assert result.returncode == 0, result.stderr
    (built,) = target.glob("*.whl")
    return built


def test_the_wheel_holds_data_templates_and_fonts(wheel: Path) -> None:
    content = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "checklist/_templates/plan.html.j2",
        "checklist/_templates/print.css",
        "checklist/_templates/screen/screen.js",
        "checklist/_templates/starter.yaml.j2",
        "checklist/rules/sources.yaml",
        "checklist/rules/holidays/2026.yaml",
        "checklist/fonts/main/ChecklistSansSC-Regular.ttf",
        "checklist/fonts/rare/ChecklistSansSCRare-Bold.ttf",
        "checklist/fonts/OFL.txt",
        "checklist/py.typed",
    ):
        assert name in content
    assert not [name for name in content if name.startswith(("tests/", "sample_inputs/"))]


def test_it_works_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """In an environment that has the dependencies but not the checkout."""
    place = tmp_path / "env"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    (site,) = place.rglob("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(ours) + "\n")
    where = run([str(python), "-P", "-c", "import checklist; print(checklist.__file__)"], tmp_path)
    assert str(site) in where.stdout
    out = tmp_path / "out"
    command = [str(python), "-P", "-m", "checklist", *PLAN, "-o", str(out)]
    result = run(command, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert names(out) == {".html", ".md", ".json"}
    starter = run([str(python), "-P", "-m", "checklist", "init", "new.yaml"], tmp_path)
    assert starter.returncode == 0, starter.stderr


RUN_HERE = ("plan", "deadline")
"""Commands of the READMEs that need no file of the reader's and no server."""


def commands(*, run_here: bool) -> list[object]:
    """The shell lines of both READMEs that call the program: those run here, or the others."""
    found = []
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                line = line.removeprefix("$ ").strip()
                if line == "./run test" or not line.startswith("./run "):
                    continue
                if (line.split()[1] in RUN_HERE) is run_here:
                    found.append(pytest.param(line, id=f"{name}: {line}"))
    assert found
    return found


@pytest.mark.parametrize("line", commands(run_here=True))
def test_the_commands_of_the_readme_do_what_they_say(line: str, tmp_path: Path) -> None:
    arguments = shlex.split(line)[1:]
    if arguments[0] == "plan":
        arguments += ["-o", str(tmp_path / "out")]
    result = run([str(ROOT / "run"), *arguments], cwd=ROOT)
    # the plan is of today: as the sample's days pass, something in it may want attention
    assert result.returncode in ({0, 1} if arguments[0] == "plan" else {0}), result.stderr
    assert result.stdout
    if arguments[0] == "plan":
        assert names(tmp_path / "out") == {".pdf", ".html"}
    else:
        assert "2026-10-09" in result.stdout


@pytest.mark.parametrize("line", commands(run_here=False))
def test_the_other_commands_of_the_readme_have_what_they_name(line: str) -> None:
    _, command, *arguments = shlex.split(line)
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0
    for argument in arguments:
        if argument.startswith("-"):
            assert re.search(rf"^\s+(?:-\w, )?{argument}\b", shown.output, re.MULTILINE), argument


def test_the_readme_names_the_test_command() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert "./run test" in (ROOT / name).read_text(encoding="utf-8")


def test_run_is_cheap_once_it_is_ready() -> None:
    """It finds its marker and starts Python: nothing is installed, nothing is said."""
    result = run([str(ROOT / "run"), "--version"], cwd=ROOT)
    assert result.returncode == 0
    assert result.stderr == ""


def test_the_locks_carry_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
        assert len(pinned) > 10
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)


@pytest.mark.parametrize("year_file", sorted((ROOT / "checklist/rules/holidays").glob("*.yaml")))
def test_year_files_say_which_paper_they_follow(year_file: Path) -> None:
    assert "国办发明电" in year_file.read_text(encoding="utf-8")
