"""The ticket bundle: what is in it, that it can be trusted, and what must not be in anything."""

import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from click.testing import Result

from checklist.outputs.bundle import FORMATS
from checklist.outputs.options import EXTENSIONS

Run = Callable[..., Result]
AS_OF = ("--as-of", "2026-11-23")
CODE = "91440300MA5GD8LU2U"
NAME = f"winddown-{CODE[-6:]}-2026-11-23"
COMPANY = """company:
  name: 上海云杉国际贸易有限公司
  legal_form: llc
  credit_code: 91310115MA1K7QWH93
"""
CANARIES = ("330106199003071234", "13800138000", "021-66554433", "E12345678", "12345", "wages.csv")
AMOUNTS = ("23456", "258016", "98765")
"""Of the files that only finance reads: a wage, eleven of it for ten and a half years, a tax."""
PERSONAL = f"""{COMPANY}# 法定代表人身份证 330106199003071234，月薪 12345 元
people:
  - {{name: 张三 13800138000, team: finance}}
  - {{name: 李四 021-66554433, team: it}}
staff: {{count: 3, pay_file: wages.csv}}
money_file: money.yaml
overrides:
  - {{task: precheck, decision: 已办, who: 李四 护照 E12345678, when: 2026-11-01,
     why: 月薪 12345 元}}
  - {{task: hear-union, decision: 已办, who: 王五 330106199003071234, when: 2026-11-01, why: 已听}}
wecom:
  used: 是
  creator: 张三 13800138000
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A company with few tasks, to be quick, under a name that no archive should have."""
    path = tmp_path_factory.mktemp("small") / "任意 名称.yaml"
    path.write_bytes((root / "sample_inputs" / "simple-shell.yaml").read_bytes())
    return path


def test_the_archive_holds_every_format_and_a_true_manifest(
    small: Path, tmp_path: Path, run: Run
) -> None:
    options = (*AS_OF, "--lang", "zh", "--compact", "-o")
    result = run("bundle", str(small), *options, str(tmp_path / "a"))
    assert result.exit_code == 0, result.stderr
    path = tmp_path / "a" / f"{NAME}.zip"
    assert result.stdout.startswith(f"{path}\n")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
        held = {entry.filename.removeprefix(f"{NAME}/"): archive.read(entry) for entry in entries}
    assert {entry.date_time for entry in entries} == {(2026, 11, 23, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert all(entry.filename.isascii() for entry in entries)
    suffixes = ("pdf", "html", "ics", "xlsx", "csv", "md", "json")
    assert list(held) == [*(f"{NAME}.{suffix}" for suffix in suffixes), "manifest.json"]
    manifest = json.loads(held["manifest.json"])
    assert [entry["name"] for entry in manifest["files"]] == list(held)[:-1]
    for entry in manifest["files"]:
        data = held[entry["name"]]
        assert entry["size"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["name"].endswith(EXTENSIONS[entry["format"]])
    plan = json.loads(held[f"{NAME}.json"])
    assert manifest["as_of"] == plan["as_of"] == "2026-11-23"
    assert manifest["law"]["checked_to"] == plan["law"]["checked_to"]
    assert manifest["company"]["credit_code"] == CODE
    assert manifest["program"]["version"]
    assert manifest["redacted"] is True
    assert manifest["code"] in held[f"{NAME}.html"].decode()
    # The same again, as a folder: the same bytes.
    again = run("bundle", str(small), *options, str(tmp_path), "--folder")
    assert again.exit_code == 0
    assert {each.name: each.read_bytes() for each in (tmp_path / NAME).iterdir()} == held


def texts(name: str, data: bytes, folder: Path) -> Iterator[str]:
    """Everything a file says, whatever it is packed in."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename
                yield from texts(entry.filename, archive.read(entry), folder)
        return
    if data.startswith(b"%PDF"):
        path = folder / "a.pdf"
        path.write_bytes(data)
        yield subprocess.run(
            ["pdftotext", path, "-"], capture_output=True, text=True, check=True
        ).stdout
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield str(reader.metadata)
        yield str(reader.get_fields())
        for held in reader.attachments.values():
            yield from (each.decode() for each in held)
        return
    text = data.decode()
    yield text.replace("\r\n ", "") if name.endswith(".ics") else text


def found(output: Iterator[str]) -> set[str]:
    """The canaries that somebody could read there, however they are spaced."""
    said = [re.sub(r"[\s\-]", "", text) for text in output]
    plain = {canary: canary.replace("-", "") for canary in (*CANARIES, *AMOUNTS)}
    return {canary for canary, bare in plain.items() if any(bare in text for text in said)}


def test_no_personal_number_and_no_pay_is_in_any_output(tmp_path: Path, run: Run) -> None:
    source = tmp_path / "in" / "a.yaml"
    source.parent.mkdir()
    source.write_text(PERSONAL, encoding="utf-8")
    (source.parent / "wages.csv").write_text(
        "工号,姓名,部门,入职日期,前12个月平均工资（元）,终止日期,特殊情形\n1,张三,财务,2016-06-20,23456.00,,\n",
        encoding="utf-8",
    )
    (source.parent / "money.yaml").write_text(
        "version: 1\naverage_wage: 12500.00\naverage_wage_year: 2025\nminimum_wage: 2800.00\n"
        "late_taxes: [{tax: 印花税, amount: 98765.00, due: 2026-10-26}]\n",
        encoding="utf-8",
    )
    others = ",".join(kind for kind in EXTENSIONS if kind not in ("pdf", "html"))
    said = []
    for arguments in (
        ("bundle", str(source), *AS_OF, "-o", str(tmp_path / "out"), "--lang", "zh"),
        ("plan", str(source), *AS_OF, "-o", str(tmp_path / "out"), "--format", others),
        ("batch", str(source), *AS_OF, "-o", str(tmp_path / "many"), "--format", "ics"),
    ):
        result = run(*arguments)
        assert result.exit_code in (0, 1), result.stderr
        said += [result.stdout, result.stderr]
    assert not found(iter(said))
    for folder in ("out", "many"):
        for path in (tmp_path / folder).rglob("*"):
            if path.is_file():
                assert not found(texts(path.name, path.read_bytes(), tmp_path)), path.name
                assert not found(iter([path.name]))
    # The test can fail: finance's own command prints the amounts.
    money = run("money", str(source), *AS_OF)
    assert AMOUNTS[1] in money.stdout.replace(",", "")
    # In full, the numbers are there.
    full = run("plan", str(source), *AS_OF, "-o", "-", "--format", "ics", "--embed", "full")
    assert "13800138000" in full.stdout.replace("\r\n ", "")


def test_a_company_without_a_code_and_a_teams_share_have_names_of_their_own(
    tmp_path: Path, run: Run
) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(COMPANY.rpartition("  credit_code")[0], encoding="utf-8")
    result = run(
        *("bundle", str(source), *AS_OF, "-o", str(tmp_path / "out"), "--for", "it"),
        *("--compact", "--folder"),
    )
    assert result.exit_code == 0
    (made,) = (tmp_path / "out").iterdir()
    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert made.name == f"winddown-{manifest['code'][:4]}-2026-11-23-it"
    assert manifest["team"] == "it"
    assert manifest["company"]["credit_code"] is None


def test_wrong_input_and_a_place_that_cannot_be_written_leave_nothing(
    small: Path, tmp_path: Path, run: Run
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("company:\n  name: 甲\n  legal_form: 什么\n", encoding="utf-8")
    refused = run("bundle", str(wrong), *AS_OF, "-o", str(tmp_path / "out"))
    assert refused.exit_code == 2
    assert "wrong.yaml:3" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert run("bundle", str(tmp_path / "absent.yaml"), "-o", str(tmp_path / "out")).exit_code == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = str(tmp_path / "file" / "below")
    failed = run("bundle", str(small), *AS_OF, "-o", place, "--for", "legal", "--compact")
    assert failed.exit_code == 3
    assert not failed.stdout
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "wrong.yaml"]


MEMBER = "company: {{name: {name}, legal_form: llc, credit_code: {code}}}\nroute: general\n"


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """Side by side: a company with a holding whose code ends like another's, and one without."""
    codes = ("91320508MA1W7T3F77", "91320508MA20C5KT41")
    (tmp_path / "a.yaml").write_text(
        MEMBER.format(name="甲有限公司", code=codes[0])
        + "investments: [{name: 乙有限公司, disposed: no, file: b.yaml}]\n"
    )
    (tmp_path / "b.yaml").write_text(MEMBER.format(name="乙有限公司", code=codes[1]))
    path = tmp_path / "all.yaml"
    path.write_text(
        "group: 甲氏 13812345678\nmembers:\n  - {file: a.yaml}\n"
        "  - {name: 丙有限公司, inline: {company: {legal_form: llc}}}\n"
    )
    return path


def archive(run: Run, file: Path, out: Path, *more: str) -> tuple[str, dict[str, bytes]]:
    result = run("bundle", str(file), *AS_OF, "--compact", "-o", str(out), *more)
    assert result.exit_code in (0, 1), result.output
    path = Path(result.stdout.splitlines()[0])
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        return path.stem, {Path(name).name: opened.read(name) for name in opened.namelist()}


def test_the_bundle_of_a_group_holds_everybody_s(run: Run, group: Path, tmp_path: Path) -> None:
    name, files = archive(run, group, tmp_path / "one")
    assert re.fullmatch(r"winddown-group-[0-9A-Z]{4}-2026-11-23", name)
    manifest = json.loads(files["manifest.json"])
    assert {one["name"] for one in manifest["files"]} == files.keys() - {"manifest.json"}
    for one in manifest["files"]:
        assert hashlib.sha256(files[one["name"]]).hexdigest() == one["sha256"]
    by_member: dict[str | None, set[str]] = {}
    for one in manifest["files"]:
        by_member.setdefault(one["of"], set()).add(one["format"])
    assert by_member.keys() == {None, "甲有限公司", "乙有限公司", "丙有限公司"}
    assert all(kinds == set(FORMATS) for kinds in by_member.values())
    assert [one["company"]["name"] for one in manifest["group"]["members"]] == [
        one["name"] for one in json.loads(files[f"{name}.json"])["members"]
    ]
    assert manifest["company"] is None
    page = files[f"{name}.html"].decode()
    links = set(re.findall(r'href="\./([^"#]+)"', page))
    assert len(links) == 3
    assert links <= files.keys()
    assert not any(b"13812345678" in data for data in files.values())
    own, alone = archive(run, group.with_name("b.yaml"), tmp_path / "b")
    assert {n: d for n, d in alone.items() if n != "manifest.json"}.items() <= files.items()
    assert own == "winddown-C5KT41-2026-11-23"


def test_the_bundle_of_a_holder_keeps_its_name(run: Run, group: Path, tmp_path: Path) -> None:
    holder = group.with_name("a.yaml")
    name, files = archive(run, holder, tmp_path / "each")
    assert name == "winddown-7T3F77-2026-11-23"
    assert {f"{name}.pdf", f"{name}-group.pdf", "winddown-C5KT41-2026-11-23.pdf"} <= files.keys()
    manifest = json.loads(files["manifest.json"])
    assert manifest["company"]["name"] == "甲有限公司"
    assert len(manifest["files"]) == 3 * len(FORMATS)
    same, alone = archive(run, holder, tmp_path / "none", "--group", "none")
    assert same == name
    assert len(alone) == len(FORMATS) + 1
    assert alone[f"{name}.pdf"] == files[f"{name}.pdf"]
    _, one = archive(run, holder, tmp_path / "one", "--group", "one")
    assert set(one) == {f"{name}-group.{EXTENSIONS[kind]}" for kind in FORMATS} | {"manifest.json"}
    assert "乙有限公司" in one[f"{name}-group.md"].decode()
    refused = run("bundle", str(group), "--group", "none", "-o", str(tmp_path / "no"))
    assert refused.exit_code == 2


def test_two_codes_that_end_alike_do_not_share_a_name(
    run: Run, group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.outputs.bundle._CODE_END", 0)  # every code ends in nothing
    _, files = archive(run, group.with_name("a.yaml"), tmp_path / "out", "--lang", "zh")
    html = [name for name in files if name.endswith(".html")]
    assert len(html) == 3
    page = files[next(name for name in html if "group" in name)].decode()
    assert len(set(re.findall(r'href="\./([^"#]+)"', page))) == 2
