"""The command line's contract: names, exit codes, what goes where, nothing half done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from checklist.cli import COMMANDS

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "sample_inputs").glob("*.yaml"))
AS_OF = ("--as-of", "2026-11-23")


def sample(name: str) -> str:
    return str(ROOT / "sample_inputs" / f"{name}.yaml")


def test_every_command_has_help_and_is_in_the_readme(run: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert result.stdout
        assert f"| `{name}" in readme
        assert f"| `{name}" in chinese


def test_a_command_line_that_makes_no_sense_exits_with_2(run: Run) -> None:
    assert run("no-such-command").exit_code == 2
    assert run("plan").exit_code == 2
    assert run("deadline", "vat-return-15").exit_code == 2
    assert run("plan", sample("beginner"), "--as-of", "gestern").exit_code == 2
    assert run("plan", sample("beginner"), "--format", "docx").exit_code == 2


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_plan_writes_where_the_contract_says(path: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    alone = ("--group", "none")  # what a group writes beside it is in test_group
    result = run("plan", str(path), *AS_OF, *alone, "--format", "json,md,html", "-o", str(out))
    written = sorted(entry.name for entry in out.iterdir())
    assert written == [f"{path.stem}-2026-11-23.{kind}" for kind in ("html", "json", "md")]
    for name in written:
        assert str(out / name) in result.stdout
    plan = json.loads((out / f"{path.stem}-2026-11-23.json").read_text(encoding="utf-8"))
    conflict = any(warning["level"] == "conflict" for warning in plan["warnings"])
    assert result.exit_code == (1 if conflict else 0)
    assert plan["as_of"] == "2026-11-23"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_plans_json_keeps_its_published_schema(path: Path, run: Run) -> None:
    schema = json.loads((ROOT / "checklist/schema/plan.schema.json").read_text(encoding="utf-8"))
    result = run("plan", str(path), *AS_OF, "--format", "json", "-o", "-")
    plan = json.loads(result.stdout)
    jsonschema.validate(plan, schema)
    assert {
        "as_of",
        "company",
        "route",
        "key_dates",
        "warnings",
        "tasks",
        "not_applicable",
        "questions",
        "assumptions",
        "overrides",
        "law",
    } <= set(plan)
    assert {"chosen", "available", "barred"} <= set(plan["route"])
    assert {
        "id",
        "title",
        "phase",
        "owner",
        "assignee",
        "authority",
        "status",
        "after",
        "produces",
        "earliest",
        "planned",
        "deadline",
        "plan_by",
        "provisional",
        "documents",
        "citations",
        "steps",
        "confidence",
    } <= set(plan["tasks"][0])


def test_a_barred_route_names_ground_article_line_and_cure(run: Run) -> None:
    result = run("plan", sample("barred-from-simple"), *AS_OF, "--format", "json", "-o", "-")
    assert result.exit_code == 1
    barred = json.loads(result.stdout)["route"]["barred"]
    assert {entry["ground"] for entry in barred} >= {"abnormal-list", "invests-in-others"}
    lines = Path(sample("barred-from-simple")).read_text(encoding="utf-8").splitlines()
    for entry in barred:
        assert entry["citation"]["zh"]
        assert entry["cure"]["zh"]
        key = entry["input_path"].split(".")
        words = [part for part in key if not part.isdigit()]
        assert any(word in lines[entry["input_line"] - 1] for word in words), entry


def test_a_broken_file_writes_nothing_and_says_where(tmp_path: Path, run: Run) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("company:\n  name: 甲公司\n  legal_form: 有限责任公司\n  credit_code: 123\n")
    out = tmp_path / "out"
    result = run("plan", sample("beginner"), str(bad), *AS_OF, "-o", str(out), "--lang", "zh")
    assert result.exit_code == 2
    assert f"{bad}:4:" in result.stderr
    assert "^" in result.stderr
    assert "改法" in result.stderr
    assert not out.exists()
    assert result.stdout == ""


def test_a_revoked_licence_takes_its_own_route_and_asks_for_its_date(
    tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "revoked.yaml"
    path.write_text(
        "company:\n  name: 某某有限公司\n  legal_form: llc\nsimple_route:\n  licence_revoked: 是\n",
        encoding="utf-8",
    )
    out = str(tmp_path / "out")
    result = run("plan", str(path), *AS_OF, "-o", out, "--lang", "zh", "--format", "md")
    assert result.exit_code == 1
    assert "吊销" in result.stdout
    assert "licence-revoked-or-closed" in result.stdout


def test_dates_that_contradict_each_other_name_both_lines(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "two.yaml"
    path.write_text(
        """company:
  name: 某某有限公司
  legal_form: llc
events:
  dissolution-cause-arises: 2026-11-02
done:
  resolve-dissolution: 2026-11-03
""",
        encoding="utf-8",
    )
    result = run("plan", str(path), *AS_OF, "-o", str(tmp_path / "out"), "--lang", "zh")
    assert result.exit_code == 2
    assert f"{path}:7:" in result.stderr
    assert "5" in result.stderr
    assert "2026-11-02" in result.stderr


def test_done_in_the_future_is_refused(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "future.yaml"
    path.write_text(
        "company:\n  name: 某某有限公司\n  legal_form: llc\ndone:\n  precheck: 2026-12-01\n",
        encoding="utf-8",
    )
    result = run("plan", str(path), *AS_OF, "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert f"{path}:5:" in result.stderr


def test_two_inputs_of_one_stem_are_refused_before_anything_is_written(
    tmp_path: Path, run: Run
) -> None:
    twin = tmp_path / "beginner.yaml"
    twin.write_text(Path(sample("beginner")).read_text(encoding="utf-8"), encoding="utf-8")
    out = tmp_path / "out"
    result = run("plan", sample("beginner"), str(twin), *AS_OF, "-o", str(out))
    assert result.exit_code == 2
    assert not out.exists()
    assert run("plan", sample("beginner"), *AS_OF, "-o", "-").exit_code == 2


def test_fail_on_provisional_exits_with_1(run: Run) -> None:
    arguments = ("plan", sample("general-with-staff"), *AS_OF, "--format", "json", "-o", "-")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--fail-on-provisional").exit_code == 1


def test_an_output_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out"
    arguments = ("plan", sample("beginner"), *AS_OF, "--format", "json,md", "-o", str(out))
    assert run(*arguments).exit_code == 0
    old = (out / "beginner-2026-11-23.json").read_bytes()
    (out / "beginner-2026-11-23.md").unlink()
    (out / "beginner-2026-11-23.md").mkdir()
    result = run(*arguments[:-4], "--as-of", "2026-11-23", *arguments[-4:])
    assert result.exit_code == 3
    assert (out / "beginner-2026-11-23.json").read_bytes() == old
    assert sorted(entry.name for entry in out.iterdir()) == [
        "beginner-2026-11-23.json",
        "beginner-2026-11-23.md",
    ]


@pytest.mark.parametrize(
    ("task", "says"),
    [
        ("publish-cause", ["第二百二十九条", "2026-11-19", "起算"]),
        ("fx-cancel", ["不适用", "foreign_exchange.registered"]),
        ("simple-publish", ["不属于一般注销"]),
        ("end-employment", ["staff.count", "第"]),
    ],
)
def test_explain_says_why_and_from_which_line(task: str, says: list[str], run: Run) -> None:
    result = run("explain", sample("general-with-staff"), task, *AS_OF, "--lang", "zh")
    assert result.exit_code == 0
    for words in says:
        assert words in result.stdout


def test_explain_suggests_a_near_task(run: Run) -> None:
    result = run("explain", sample("beginner"), "publish-casue", *AS_OF)
    assert result.exit_code == 2
    assert "publish-cause" in result.stderr


def test_every_task_of_a_plan_can_be_explained(run: Run) -> None:
    plan = json.loads(run("plan", sample("beginner"), *AS_OF, "--format", "json", "-o", "-").stdout)
    for entry in (*plan["tasks"], *plan["not_applicable"]):
        for lang in ("zh", "en"):
            result = run("explain", sample("beginner"), entry["id"], *AS_OF, "--lang", lang)
            assert result.exit_code == 0
            assert entry["title"][lang] in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en", "zh-en"])
def test_the_language_is_the_one_asked_for(lang: str, run: Run) -> None:
    result = run("plan", sample("beginner"), *AS_OF, "--format", "md", "-o", "-", "--lang", lang)
    assert ("解散" in result.stdout) == (lang != "en")
    assert ("dissol" in result.stdout) == (lang != "zh")


def test_the_language_follows_the_locale(run: Run) -> None:
    arguments = ("plan", sample("beginner"), *AS_OF, "--format", "md", "-o", "-")
    assert "解散" not in run(*arguments, env={"LANG": "en_GB.UTF-8", "LC_ALL": ""}).stdout
    both = run(*arguments, env={"LANG": "C", "LC_ALL": ""}).stdout
    assert "解散" in both
    assert "dissol" in both


def test_the_same_input_and_day_give_the_same_bytes() -> None:
    """Across processes and hash seeds."""
    results = set()
    for seed in ("1", "2"):
        results.add(
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "checklist",
                    "plan",
                    sample("general-with-staff"),
                    *AS_OF,
                    "--format",
                    "json",
                    "-o",
                    "-",
                ],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
        )
    assert len(results) == 1


def test_validate_imports_nothing_heavy() -> None:
    """Jinja2, WeasyPrint and the law's models are for the commands that need them."""
    code = (
        "import sys; from click.testing import CliRunner; from checklist.cli import cli; "
        f"r = CliRunner().invoke(cli, ['validate', {sample('general-with-staff')!r}]); "
        "assert r.exit_code == 0, r.output; "
        "heavy = {'jinja2', 'weasyprint', 'fontTools', 'borax', 'dateutil'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.strip() == "[]"
