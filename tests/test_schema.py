"""The schema for editors, the starter file, and the ids that are read without loading the law."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import Result

from checklist.cli.init import starter
from checklist.company import unknown_facts
from checklist.messages import Lang
from checklist.messages.fields import FIELDS
from checklist.messages.input import INPUT
from checklist.problems import InputErrors
from checklist.reading import read_company
from checklist.rules.names import LawIds
from checklist.rules.schema import Law
from checklist.schema import (
    group_input_schema,
    group_input_schema_text,
    input_schema,
    input_schema_text,
)

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "sample_inputs").glob("*.yaml"))
COMMITTED = ROOT / "checklist" / "schema" / "input.schema.json"
COMMITTED_GROUP = COMMITTED.with_name("group-input.schema.json")


class _Editor(yaml.SafeLoader):
    """Plain scalars as an editor's YAML 1.2 core schema reads them."""


_Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*", "-+0123456789"),
):
    _Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )


def as_an_editor_sees(text: str) -> Any:
    """The data of a text under YAML 1.2."""
    return yaml.load(text, _Editor)


def test_the_committed_schema_is_fresh() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == input_schema_text(), (
        "run: ./run schema input > checklist/schema/input.schema.json"
    )

    assert COMMITTED_GROUP.read_text(encoding="utf-8") == group_input_schema_text(), (
        "run: ./run schema group-input > checklist/schema/group-input.schema.json"
    )


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(input_schema())
    jsonschema.Draft202012Validator.check_schema(group_input_schema())


def test_an_editor_checks_a_group_s_file() -> None:
    sample = ROOT / "sample_inputs" / "group" / "sisters.yaml"
    text = sample.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (sample.parent / named).resolve() == COMMITTED_GROUP
    data = as_an_editor_sees(text)
    jsonschema.validate(data, group_input_schema())
    data["members"][1]["inline"]["staff"]["count"] = "many"
    for wrong in (data, {"group": "x", "members": []}, {"members": [{"file": "b.yaml"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, group_input_schema())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_valid_in_an_editor_and_name_the_schema(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (sample.parent / named).resolve() == COMMITTED
    jsonschema.validate(as_an_editor_sees(text), input_schema())


@pytest.mark.parametrize(
    "text",
    [
        "company: {name: x}",
        "company: {name: x, legal_form: nothing}",
        "company: {name: x, legal_form: llc, nmae: y}",
        "company: {name: x, legal_form: llc}\nstaff: {count: many}",
        "company: {name: x, legal_form: llc}\ntarget_date: tomorrow",
        "company: {name: x, legal_form: llc}\nevents: {no-such-event: 2026-01-05}",
    ],
)
def test_an_editor_marks_what_the_program_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_an_editor_sees(text), input_schema())
    with pytest.raises(InputErrors):
        read_company(text.encode(), name="x", known_events=LawIds("events"))


def test_schema_command(run: Callable[..., Result]) -> None:
    assert run("schema").stdout == input_schema_text()
    assert run("schema", "group-input").stdout == group_input_schema_text()
    assert json.loads(run("schema", "plan").stdout)["properties"]["tasks"]


def test_every_property_is_described() -> None:
    schema = input_schema()
    for part in (schema, *schema["$defs"].values()):
        for name, entry in part.get("properties", {}).items():
            assert "title" in entry, name


@pytest.mark.parametrize("lang", ["zh", "en", "zh-en"])
def test_the_starter_is_valid_and_holds_every_key(lang: Lang) -> None:
    text = starter(lang)
    loaded = read_company(text.encode(), name="winddown.yaml", known_events=LawIds("events"))
    assert len(unknown_facts(loaded.company)) > 70
    jsonschema.validate(as_an_editor_sees(text), input_schema())
    items = ("bank.accounts", "branches", "investments", "permits", "certificates", "leases")
    items += ("overrides", "people", "wecom.accounts")
    for path in FIELDS:
        if path.rpartition(".")[0] not in items:
            assert re.search(rf"^ *{path.rpartition('.')[2]}:", text, re.MULTILINE), path


def test_examples_of_the_starter_are_valid_when_uncommented() -> None:
    text = re.sub(r"^( *)# (?=- |\S+: )", r"\1", starter("zh"), flags=re.MULTILINE)
    lines = [line for line in text.splitlines() if not line.startswith(("检查", "是非题"))]
    company = read_company("\n".join(lines).encode(), name="x").company
    assert company.seals.items == ("公章",)
    assert company.overrides[0].task == "tax-clear"
    assert company.leases.items[0].ends is not None


def test_init_writes_a_valid_file_and_never_overwrites(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    assert run("validate", "winddown.yaml").exit_code == 0
    (tmp_path / "winddown.yaml").write_text("mine", encoding="utf-8")
    again = run("init")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "winddown.yaml" in again.stderr
    assert (tmp_path / "winddown.yaml").read_text(encoding="utf-8") == "mine"
    assert run("init", "no/such/folder/x.yaml").exit_code == 2
    assert run("init", "other.yaml", "--lang", "en").exit_code == 0
    assert "# Closing a company" in (tmp_path / "other.yaml").read_text(encoding="utf-8")
    assert run("init", "-").stdout.startswith("# 企业注销资料")


def test_ids_read_without_the_law_are_the_law_s(law: Law) -> None:
    assert set(LawIds("events")) == set(law.events)
    assert set(LawIds("tasks")) == set(law.tasks)
    assert set(LawIds("rules")) == set(law.rules)


def test_every_sentence_is_shown_by_a_case_or_named_here() -> None:
    shown: set[str] = set()
    for case in (Path(__file__).parent / "cases" / "inputs").glob("*.yaml"):
        with pytest.raises(InputErrors) as caught:
            read_company(
                case.read_bytes(),
                name=case.name,
                known_events=frozenset({"dissolution-cause-arises"}),
                known_tasks=frozenset({"precheck", "tax-clear"}),
                known_rules=frozenset(),
            )
        shown |= {error.key for error in caught.value.errors}
    elsewhere = {
        *("no-file", "directory", "unreadable", "too-large", "more"),  # test_reading
        *("done-in-future", "dates-disagree"),  # planning
        *("name-needs-period", "name-needs-person", "no-such-period", "no-such-person"),
        *("edit-block", "edit-parent", "edit-failed"),  # test_editing
        *("inline-not-a-company", "member-twice", "member-absolute", "member-not-yaml"),  # groups
        *("member-no-file", "member-cycle", "member-not-a-branch", "member-is-a-branch"),
        *("member-name-differs", "too-many-members", "done-in-members-file", "member-nowhere"),
        *("no-members", "member-listed-twice", "group-not-company", "members-beside-company"),
        "syntax",  # what no other key describes
    }
    assert set(INPUT) - shown - elsewhere == set()
    assert shown <= set(INPUT)
