"""The CI recipes: valid for the vendors' schemas, sound shell, and up to date with the project."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from recipes import RECIPES, ROOT, SCHEMAS, content, scripts, variables

from checklist.cli import cli


def lint(kind: str, path: Path) -> subprocess.CompletedProcess[str]:
    """The vendor's schema as check-jsonschema carries it; no network."""
    schema = ("--builtin-schema", *SCHEMAS[kind])
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", RECIPES)
def test_the_vendors_schema(kind: str) -> None:
    result = lint(kind, RECIPES[kind])
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("github", "runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"),
        ("gitlab", "script:\n    - checklist", "scripts:\n    - checklist"),
    ],
)
def test_the_schema_sees_a_slip_of_the_pen(kind: str, good: str, bad: str, tmp_path: Path) -> None:
    text = RECIPES[kind].read_text(encoding="utf-8")
    assert good in text
    (tmp_path / "ci.yml").write_text(text.replace(good, bad, 1), encoding="utf-8")
    assert lint(kind, tmp_path / "ci.yml").returncode == 1


@pytest.mark.parametrize("kind", RECIPES)
def test_the_shell_and_the_commands_are_sound(kind: str, tmp_path: Path) -> None:
    found = dict(scripts(kind))
    assert {"check", "attach"} <= found.keys()
    for text in found.values():
        assert "${{" not in text, "an expression in a script is a way in for whoever names a file"
        for shell in ("bash", "dash"):
            if shutil.which(shell):
                checked = subprocess.run(
                    [shell, "-n"], input=text, text=True, capture_output=True, check=False
                )
                assert checked.returncode == 0, checked.stderr
        assert asks_only_what_is_there(text)


def asks_only_what_is_there(text: str) -> bool:
    """Whether a text calls the program, and with commands and options that it has."""
    calls = re.findall(r"(?m)(?:^|[;&|(\s])(?:checklist|\./run) ([a-z]+)([^|;&#\n]*)", text)
    for name, rest in calls:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None, name
        known = {option for one in command.params for option in one.opts}
        unknown = set(re.findall(r"--[a-z-]+", rest)) - known
        assert not unknown, (name, unknown)
    return True


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh-CN.md", "docs/delivery.md", "docs/delivery.zh-CN.md"]
)
def test_the_commands_that_a_page_shows_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:sh|cron)\n(.*?)```", text, re.S)
    shown = "\n".join(blocks)
    assert asks_only_what_is_there(shown.replace("./run test", ""))
    for target in ("redmine:1234", "mail:", "gitlab:", "jira:", "wecom:finance"):
        assert target in shown, "what a finance team and an IT team would use"


@pytest.mark.parametrize("kind", RECIPES)
def test_a_recipe_is_pinned_bounded_and_documented(kind: str) -> None:
    text = RECIPES[kind].read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f'"winddown-checklist=={version["version"]}"' in text
    for action in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|[0-9a-f]{40})", action)
    for image in re.findall(r"image: (\S+)", text):
        assert re.fullmatch(r"[\w./-]+:\d[\w.-]+", image), "not whatever is newest"
    for page in ("docs/delivery.md", "docs/delivery.zh-CN.md"):
        documented = (ROOT / page).read_text(encoding="utf-8")
        assert all(name in documented for name in variables(kind))
        assert f"../{RECIPES[kind].relative_to(ROOT)}" in documented
    recipe = content(kind)
    if kind == "gitlab":
        assert recipe["default"]["timeout"]
        assert recipe["attach"]["resource_group"]
        return
    triggers = recipe[True]  # `on`, as YAML 1.1 reads it
    assert set(triggers) <= {"push", "schedule", "workflow_dispatch"}, "no pull request has the key"
    assert all(job["timeout-minutes"] <= 30 for job in recipe["jobs"].values())
    keys = {name for name in variables(kind) if name.endswith("_KEY")}
    assert all(f"{name}: ${{{{ secrets.{name} }}}}" in text for name in keys)
    if kind == "github":
        assert recipe["permissions"] == {"contents": "read"}
        assert recipe["concurrency"]["cancel-in-progress"] is False
