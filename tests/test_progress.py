"""Ticks taken back into the YAML: from the page's export and from a filled PDF, line by line."""

import datetime as dt
import difflib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import Result
from spreadsheets import fill

from checklist.outputs.formfields import DATE, TASK, field_name
from checklist.reading import read_file

Run = Callable[..., Result]
NAME, CODE = "上海云杉国际贸易有限公司", "91310115MA1K7QWH93"


@pytest.fixture
def company(tmp_path: Path, root: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes((root / "sample_inputs" / "general-with-staff.yaml").read_bytes())
    return path


def export(tmp_path: Path, *ticks: dict[str, Any], **changes: Any) -> str:
    content = {
        "kind": "winddown-progress",
        "version": 1,
        "company": {"name": NAME, "credit_code": CODE},
        "as_of": "2026-11-24",
        "ticks": list(ticks),
        "notes": [],
        **changes,
    }
    path = tmp_path / "progress.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(path)


def tick(task: str, day: str | None, *steps: int) -> dict[str, Any]:
    return {"task": task, "done_on": day, "sub_steps": list(steps)}


def test_only_the_lines_of_new_ticks_are_added(company: Path, tmp_path: Path, run: Run) -> None:
    before = company.read_text(encoding="utf-8").splitlines()
    source = export(
        tmp_path,
        tick("cease-operations", "2026-11-20"),
        tick("vat-return@2026-11", "2026-11-23"),
        tick("hear-union", "2026-10-28"),
    )
    result = run("progress", str(company), source, "--lang", "zh")
    assert result.exit_code == 0, result.output
    after = company.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "  cease-operations: 2026-11-20",
        "  vat-return@2026-11: 2026-11-23",
    ]
    assert [line for line in before if line not in after] == []
    assert "+  cease-operations: 2026-11-20" in result.stdout


def test_what_cannot_be_taken_is_said_and_wants_attention(
    company: Path, tmp_path: Path, run: Run
) -> None:
    before = company.read_bytes()
    source = export(
        tmp_path,
        tick("no-such-task", "2026-11-20"),
        tick("hear-union", "2026-10-29"),
        tick("archive", "2199-01-01"),
        tick("seals", None),
        tick("tax-clear", None, 0, 2),
        notes=[{"task": "no-task-either", "text": "印章在\n保险柜"}],
    )
    result = run("progress", str(company), source, "--lang", "zh")
    assert result.exit_code == 1
    assert company.read_bytes() == before
    for said in ("no-such-task", "2026-10-28", "2199-01-01", "--done-on", "1、3", "印章在 保险柜"):
        assert said in result.stdout


def test_notes_are_written_once_and_never_over_others(
    company: Path, tmp_path: Path, run: Run
) -> None:
    before = company.read_text(encoding="utf-8").splitlines()
    said = [{"task": "seals", "text": "印章在\n保险柜: 二楼 # 左"}]
    source = export(tmp_path, notes=said)
    result = run("progress", str(company), source, "--lang", "zh")
    assert result.exit_code == 0, result.output
    after = company.read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert [line for line in new if line] == ["notes:", '  seals: "印章在 保险柜: 二楼 # 左"']
    assert read_file(company).company.notes == {"seals": "印章在 保险柜: 二楼 # 左"}
    assert run("progress", str(company), source, "--lang", "zh").exit_code == 0
    other = export(tmp_path, notes=[{"task": "seals", "text": "印章已销毁"}])
    differs = run("progress", str(company), other, "--lang", "zh")
    assert differs.exit_code == 1
    assert f"第{len(after)}行" in differs.stdout
    assert company.read_text(encoding="utf-8").splitlines() == after
    plan = run("plan", str(company), "--as-of", "2026-11-24", "--format", "csv", "-o", "-")
    assert ",印章在 保险柜: 二楼 # 左," in plan.stdout


def test_a_filled_pdf_is_read_back(company: Path, tmp_path: Path, run: Run) -> None:
    """Made by `plan`, ticked by another program, saved, and taken back."""
    out = tmp_path / "out"
    made = run("plan", str(company), "--as-of", "2026-11-24", "--format", "pdf", "-o", str(out))
    assert made.exit_code in (0, 1)
    (path,) = out.glob("*.pdf")
    filled = io.BytesIO()
    with pikepdf.open(path) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        box = fields[field_name(TASK, "cease-operations")]
        on = next(name for name in box.AP.N if name != "/Off")
        box.V = box.AS = pikepdf.Name(on)
        fields[field_name(DATE, "cease-operations")].V = pikepdf.String("2026-11-20")
        pdf.save(filled)
    path.write_bytes(filled.getvalue())
    result = run("progress", str(company), str(path), "--lang", "en")
    assert result.exit_code == 0, result.output
    assert str(read_file(company).company.done["cease-operations"]) == "2026-11-20"


def test_another_company_and_no_progress_are_refused(
    company: Path, tmp_path: Path, run: Run
) -> None:
    before = company.read_bytes()
    other = export(tmp_path, company={"name": "别的公司", "credit_code": None})
    refused = run("progress", str(company), other, "--lang", "zh")
    assert refused.exit_code == 2
    assert "别的公司" in refused.stderr
    nothing = tmp_path / "nothing.json"
    nothing.write_text("{}", encoding="utf-8")
    assert run("progress", str(company), str(nothing)).exit_code == 2
    assert run("progress", str(company), str(tmp_path / "absent.json")).exit_code == 2
    assert company.read_bytes() == before


def test_a_dry_run_writes_nothing(company: Path, tmp_path: Path, run: Run) -> None:
    before = company.read_bytes()
    source = export(tmp_path, tick("cease-operations", "2026-11-20"))
    result = run("progress", str(company), source, "--dry-run", "--lang", "en")
    assert result.exit_code == 0
    assert "+  cease-operations: 2026-11-20" in result.stdout
    assert company.read_bytes() == before


PARENT = "四川岷岳建材集团股份有限公司"


@pytest.fixture
def group(tmp_path: Path, root: Path) -> Path:
    """The sample group: three branches, one of them inline, and a subsidiary."""
    samples = root / "sample_inputs"
    (tmp_path / "group").mkdir()
    for path in (samples / "group").glob("*.yaml"):
        (tmp_path / "group" / path.name).write_bytes(path.read_bytes())
    parent = tmp_path / "parent.yaml"
    parent.write_bytes((samples / "group-parent-with-branches.yaml").read_bytes())
    return parent


def changed(path: Path, before: bytes) -> tuple[list[str], list[str]]:
    """The lines that are new, and those that are gone."""
    old, new = before.decode().splitlines(), path.read_text("utf-8").splitlines()
    found = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return (
        [line[1:] for line in found if line.startswith("+")],
        [line[1:] for line in found if line.startswith("-")],
    )


def of(name: str, code: str | None = None) -> dict[str, Any]:
    return {"company": {"name": name, "credit_code": code}}


def test_a_member_s_ticks_go_into_its_section(group: Path, tmp_path: Path, run: Run) -> None:
    before = group.read_bytes()
    member = of(f"{PARENT}宜宾分公司", "91511502MA6B5T3W51")
    notes = [{"task": "seals", "text": "印章在总公司"}]
    ticks = (tick("cease-operations", "2026-11-20"), tick("precheck", "2026-11-17"))
    source = export(tmp_path, *ticks, notes=notes, **member)
    dry = run("progress", str(group), source, "--dry-run", "--lang", "zh")
    assert group.read_bytes() == before
    result = run("progress", str(group), source, "--lang", "zh")
    assert result.exit_code == 0, result.output
    added, gone = changed(group, before)
    assert added == [
        "      done: {precheck: 2026-11-17, cease-operations: 2026-11-20}",
        "      notes:",
        "        seals: 印章在总公司",
    ]
    assert gone == ["      done: {precheck: 2026-11-17}"]
    shown = [line for line in result.stdout.splitlines() if line[:1] in "+-"]
    assert shown == [line for line in dry.stdout.splitlines() if line[:1] in "+-"]
    assert sorted(shown) == sorted([f"+{line}" for line in added] + [f"-{line}" for line in gone])
    own = read_file(group).company
    assert "cease-operations" not in own.done, "the parent's own record is another one"
    inner = own.branches.items[1].inline
    assert inner["done"] == {"precheck": "2026-11-17", "cease-operations": "2026-11-20"}
    again = run("progress", str(group), source, "--lang", "zh")
    assert "没有新的进度" in again.stdout
    assert run("validate", str(group)).exit_code == 0


def test_a_member_with_a_file_is_found_from_its_holder(
    group: Path, tmp_path: Path, run: Run
) -> None:
    own = tmp_path / "group" / "mianyang-branch.yaml"
    before, holder = own.read_bytes(), group.read_bytes()
    source = export(tmp_path, tick("cease-operations", "2026-11-20"), **of(f"{PARENT}绵阳分公司"))
    result = run("progress", str(group), source, "--lang", "zh")
    assert result.exit_code == 0, result.output
    assert changed(own, before) == (["  cease-operations: 2026-11-20"], [])
    assert group.read_bytes() == holder
    assert str(own) in result.stdout


def test_what_a_member_has_recorded_already_is_named_by_its_line(
    group: Path, tmp_path: Path, run: Run
) -> None:
    before = group.read_bytes()
    source = export(tmp_path, tick("precheck", "2026-11-18"), **of(f"{PARENT}宜宾分公司"))
    result = run("progress", str(group), source, "--lang", "zh")
    assert result.exit_code == 1
    assert group.read_bytes() == before
    lines = before.decode().splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "done: {precheck: 2026-11-17}" in text)
    assert f"第{line}行" in result.stdout


def test_the_holder_s_wait_for_a_member_is_not_recorded(
    group: Path, tmp_path: Path, run: Run
) -> None:
    before = group.read_bytes()
    source = export(tmp_path, tick(f"branch-ends@{PARENT}昆明分公司", "2026-11-20"), **of(PARENT))
    result = run("progress", str(group), source, "--lang", "zh")
    assert result.exit_code == 1
    assert group.read_bytes() == before
    assert "deregistration-completed" in result.stdout


def test_companies_side_by_side(group: Path, tmp_path: Path, run: Run) -> None:
    sisters = tmp_path / "group" / "sisters.yaml"
    before = sisters.read_bytes()
    source = export(tmp_path, tick("seals", "2026-11-20"), **of("苏州市姑苏区栖禾茶铺"))
    assert run("progress", str(sisters), source).exit_code == 0
    added, gone = changed(sisters, before)
    assert added == ["      done: {precheck: 2026-11-16, seals: 2026-11-20}"]
    assert gone == ["      done: {precheck: 2026-11-16}"]
    other = export(tmp_path, tick("seals", "2026-11-20"), **of("别的公司"))
    refused = run("progress", str(sisters), other, "--lang", "zh")
    assert refused.exit_code == 2
    assert "苏州栖禾茶业有限公司" in refused.stderr


def test_every_way_back_leads_to_the_member(group: Path, tmp_path: Path, run: Run) -> None:
    """A workbook and a filled PDF of the inline branch, given back with its holder's file."""
    out = tmp_path / "out"
    run("plan", str(group), "--as-of", "2026-11-23", "--format", "pdf,xlsx", "-o", str(out))
    stem = f"{group.stem}-branches-2-2026-11-23"
    sheet = out / f"{stem}.xlsx"
    cells = {("cease-operations", "status"): "已完成 / Done"}
    cells |= {("cease-operations", "done-on"): dt.date(2026, 11, 20)}
    sheet.write_bytes(fill(sheet.read_bytes(), cells))
    before = group.read_bytes()
    result = run("progress", str(group), str(sheet), "--lang", "zh")
    assert result.exit_code == 0, result.output
    added, _ = changed(group, before)
    assert added == ["      done: {precheck: 2026-11-17, cease-operations: 2026-11-20}"]
    path = out / f"{stem}.pdf"
    filled = io.BytesIO()
    with pikepdf.open(path) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        box = fields[field_name(TASK, "seals")]
        box.V = box.AS = pikepdf.Name(next(name for name in box.AP.N if name != "/Off"))
        fields[field_name(DATE, "seals")].V = pikepdf.String("2026-11-23")
        pdf.save(filled)
    path.write_bytes(filled.getvalue())
    result = run("progress", str(group), str(path), "--lang", "zh")
    assert result.exit_code == 0, result.output
    added, _ = changed(group, before)
    ends = "cease-operations: 2026-11-20, seals: 2026-11-23}"
    assert added == [f"      done: {{precheck: 2026-11-17, {ends}"]
