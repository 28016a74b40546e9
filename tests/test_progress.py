"""Ticks taken back into the YAML: from the page's export and from a filled PDF, line by line."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import Result

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
