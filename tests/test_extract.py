"""`checklist extract`: the input file that travels inside a PDF, and what can be wrong with one."""

import hashlib
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from checklist.outputs.carried import read_carried
from checklist.outputs.redact import redact_input

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_inputs" / "general-with-staff.yaml"
AS_OF = ("--as-of", "2026-11-23", "--lang", "zh", "--format", "pdf")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An input file with numbers that must not travel, and Windows line ends."""
    path = tmp_path_factory.mktemp("in") / "客户.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("沈志远", "沈志远 13800138000") + "# 330106199003071234\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


@pytest.fixture
def make(source: Path, tmp_path: Path, run: Run) -> Callable[..., Path]:
    def made(*options: str) -> Path:
        result = run("plan", str(source), *AS_OF, "-o", str(tmp_path), *options)
        assert result.exit_code in (0, 1), result.stderr
        return tmp_path / "客户-2026-11-23.pdf"

    return made


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.skipif(not shutil.which("pdfdetach"), reason="needs poppler-utils")
def test_by_default_the_copy_and_the_print_leave_numbers_out(
    make: Callable[..., Path], source: Path, run: Run
) -> None:
    pdf = make()
    result = run("extract", str(pdf), "--lang", "zh")
    assert result.exit_code == 0
    assert result.stdout_bytes == redact_input(source.read_bytes()).data
    assert "13800138000" not in result.stdout
    assert "330106199003071234" not in result.stdout
    assert "payroll" not in result.stdout
    assert "副本" in result.stderr
    assert "13800138000" not in text_of(pdf)
    assert b"13800138000" not in plain_bytes(pdf)
    # another program finds it, too
    done = subprocess.run(["pdfdetach", "-list", pdf], capture_output=True, check=True, text=True)
    assert "1 embedded files" in done.stdout
    assert "winddown-input.redacted.yaml" in done.stdout


def plain_bytes(pdf: Path) -> bytes:
    """Everything in the file, decompressed."""
    with pikepdf.open(pdf) as document:
        document.save(
            made := io.BytesIO(),
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return made.getvalue()


def test_in_full_it_is_the_same_file(make: Callable[..., Path], source: Path, run: Run) -> None:
    pdf = make("--embed", "full", "--pdf-variant", "pdf/a-3a")
    result = run("extract", str(pdf))
    assert result.stdout_bytes == source.read_bytes()
    assert result.stderr == ""


def test_the_copy_gives_the_same_document(
    make: Callable[..., Path], tmp_path: Path, run: Run
) -> None:
    first = hashlib.sha256(make().read_bytes()).digest()
    copy = tmp_path / "copy" / "客户.yaml"
    copy.parent.mkdir()
    assert run("extract", str(make()), "-o", str(copy)).exit_code == 0
    assert run("validate", str(copy)).exit_code == 0
    again = tmp_path / "again"
    run("plan", str(copy), *AS_OF, "-o", str(again))
    assert hashlib.sha256((again / "客户-2026-11-23.pdf").read_bytes()).digest() == first


def test_the_file_says_what_it_is(make: Callable[..., Path]) -> None:
    for variant in ("pdf/ua-1", "pdf/a-3a"):
        with pikepdf.open(make("--pdf-variant", variant)) as document:
            (name,) = document.attachments
            item = document.attachments[name].obj
            assert item.AFRelationship == "/Source"
            assert [own.objgen for own in document.Root.AF] == [item.objgen]
            assert str(item.UF) == str(item.F) == name == "winddown-input.redacted.yaml"
            assert "证件号码" in str(item.Desc)
            stream = item.EF.F
            assert stream.Subtype == "/application/yaml"
            assert str(stream.Params.CreationDate) == "D:20261122160000Z"
            assert str(stream.Params.ModDate) == "D:20261122160000Z"
            data = bytes(stream.read_bytes())
            assert int(stream.Params.Size) == len(data)
            assert bytes(stream.Params.CheckSum) == hashlib.md5(data).digest()


def test_none_carries_nothing_and_extract_says_so(make: Callable[..., Path], run: Run) -> None:
    result = run("extract", str(make("--embed", "none")), "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "carries no input file" in result.stderr
    assert "--embed none" in result.stderr


def test_an_existing_file_is_never_overwritten(
    make: Callable[..., Path], source: Path, run: Run
) -> None:
    before = source.read_bytes()
    result = run("extract", str(make()), "-o", str(source))
    assert result.exit_code == 2
    assert "已存在" in result.stderr
    assert source.read_bytes() == before


def test_what_is_no_pdf_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("extract", str(tmp_path / "missing.pdf")).exit_code == 2
    assert run("extract", str(tmp_path)).exit_code == 2
    result = run("extract", str(SAMPLE), "--lang", "en")
    assert result.exit_code == 2
    assert f"{SAMPLE} is no PDF" in result.stderr


def test_an_encrypted_pdf_is_named_with_the_remedy(
    make: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(make()) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    result = run("extract", str(locked), "--lang", "en")
    assert result.exit_code == 2
    assert "is encrypted" in result.stderr
    assert "qpdf --decrypt" in result.stderr


@pytest.mark.parametrize("keep", [9, 300, 5000])
def test_a_damaged_pdf_is_refused_without_a_traceback(
    make: Callable[..., Path], run: Run, tmp_path: Path, keep: int
) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(make().read_bytes()[:keep])
    result = run("extract", str(cut), "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_a_pdf_that_another_program_saved_still_carries_it(
    make: Callable[..., Path], source: Path
) -> None:
    with pikepdf.open(make()) as document:
        document.save(made := io.BytesIO(), linearize=True)
    found = read_carried(made.getvalue(), "x")
    assert found.redacted
    assert found.data == redact_input(source.read_bytes()).data
