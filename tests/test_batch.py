"""Many companies in one run: real processes, killed where it hurts most."""

import contextlib
import dataclasses
import datetime as dt
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import psutil
import pytest
from browsing import NEEDS_CHROMIUM
from click.testing import Result
from playwright.sync_api import Browser

from checklist.batch.inputs import find_collision, find_inputs
from checklist.batch.jobs import Job, Outcome, Setup, fingerprint, program_digest
from checklist.batch.manifest import NAME, Manifest, only_writer
from checklist.batch.pool import run_local
from checklist.batch.portfolio import gather
from checklist.batch.worker import make
from checklist.outputs.options import Options
from checklist.outputs.portfolio_xlsx import render_portfolio_xlsx

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-23"
MANY = 20
"""Companies of a run that is killed: enough to have some left, few enough to be quick."""
COMMAND = [sys.executable, "-P", "-m", "checklist", "batch"]
SETUP = Setup(dt.date(2026, 11, 23), ("md",), Options("zh"), program_digest())
EVIL = "=cmd|' /C calc'!A0 <script>alert(1)</script> & 子公司"


def company(name: str = "甲公司", more: str = "") -> str:
    return f"company:\n  name: {json.dumps(name, ensure_ascii=False)}\n  legal_form: llc\n{more}"


@pytest.fixture
def inputs(tmp_path: Path) -> Callable[[int], Path]:
    """A folder with so many small companies."""

    def write(count: int) -> Path:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for number in range(count):
            path = folder / f"c{number:02}.yaml"
            path.write_text(company(f"第{number:02}号公司"), encoding="utf-8")
        return folder

    return write


def arguments(folder: Path, out: Path, *more: str, kinds: str = "md") -> list[str]:
    return [str(folder), "-o", str(out), "--as-of", AS_OF, "--format", kinds, "--lang", "zh", *more]


def started(folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *arguments(folder, out, *more)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def lines(out: Path) -> list[str]:
    path = out / NAME
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def until(found: Callable[[], object], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, f"still waiting for {what}"
        time.sleep(0.01)


def workers_of(pid: int) -> list[psutil.Process]:
    """The run's children and theirs; under a fork server the workers are its children."""
    children = psutil.Process(pid).children()
    return [worker for child in children for worker in child.children()]


def family_of(pid: int) -> list[psutil.Process]:
    """Every process that the run has started."""
    return psutil.Process(pid).children(recursive=True)


def alive(process: psutil.Process) -> bool:
    """Whether it runs; a dead one whose parent has not noticed does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def snapshot(out: Path) -> dict[str, tuple[int, int]]:
    """What a rewritten file would change: a file moved into place is another inode."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sorted(out.iterdir())
    }


# ---- which files -------------------------------------------------------------------------


def test_files_folders_and_patterns_name_the_inputs_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "deep/b.yml", "deep/.hidden.yaml", ".git/c.yaml", "out/d.yaml", "e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    paths = [str(tmp_path), str(tmp_path / "a.yaml"), str(tmp_path / "**/*.yml")]
    found, empty = find_inputs(paths, tmp_path / "out")
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.yaml", "deep/b.yml"]
    assert empty == []
    nothing = [str(tmp_path / "*.json"), str(tmp_path / ".git" / "no*")]
    assert find_inputs(nothing, tmp_path / "out") == ([], nothing)


def test_a_file_with_a_star_in_its_name_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].yaml").write_text("")
    (tmp_path / "a1.yaml").write_text("")
    found, _ = find_inputs([str(tmp_path / "a[1].yaml")], tmp_path / "out")
    assert [path.name for path in found] == ["a[1].yaml"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("x/a.yaml", "y/a.yml"), ("x/A.yaml", "y/a.yaml"), ("x/e\u0301.yaml", "y/\xe9.yaml")],
)
def test_inputs_that_would_write_one_name_are_refused_before_anything_is_written(
    first: str, second: str, tmp_path: Path, run: Run
) -> None:
    for name in (first, second):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(company(), encoding="utf-8")
    assert find_collision([Path(first), Path(second)]) is not None
    out = tmp_path / "out"
    result = run("batch", *arguments(tmp_path, out))
    assert result.exit_code == 2
    assert first in result.stderr
    assert second in result.stderr
    assert not out.exists()


def test_nothing_to_do_is_an_error_that_names_the_path(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    result = run("batch", *arguments(tmp_path / "empty", tmp_path / "out"))
    assert result.exit_code == 2
    assert str(tmp_path / "empty") in result.stderr
    assert not (tmp_path / "out").exists()


# ---- what is made ------------------------------------------------------------------------


def test_a_batch_makes_the_same_bytes_as_plan(tmp_path: Path, run: Run) -> None:
    sample = ROOT / "sample_inputs" / "simple-shell.yaml"
    kinds = "pdf,html,md,json"
    alone, together = tmp_path / "alone", tmp_path / "together"
    run("plan", *arguments(sample, alone, kinds=kinds))
    result = run("batch", *arguments(sample, together, kinds=kinds))
    assert result.exit_code == 0
    made = {path.name: path.read_bytes() for path in alone.iterdir()}
    assert len(made) == 4
    for name, data in made.items():
        assert (together / name).read_bytes() == data
    assert sorted(path.name for path in together.iterdir()) == sorted(
        [*made, NAME, "portfolio.html", "portfolio.xlsx"]
    )


def test_one_bad_file_stops_nothing_and_is_said_with_its_place(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run
) -> None:
    folder, out = inputs(3), tmp_path / "out"
    bad = folder / "bad.yaml"
    bad.write_text("company:\n  name: 坏\n  legal_form: llc\n  credit_code: 123\n")
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    result = run("batch", *arguments(folder, out))
    assert result.exit_code == 1
    assert f"{bad}:4:16: " in result.stderr
    assert "改法" in result.stderr
    assert f"{folder}/gone.yaml" in result.stderr
    assert "输入文件 5 份：新生成 3，内容未变 0，退回 2，失败 0。" in result.stdout
    assert len(list(out.glob("*.md"))) == 3
    page = (out / "portfolio.html").read_text(encoding="utf-8")
    assert "bad.yaml:4:16" in page
    assert 'id="refused"' in page


def test_when_every_file_is_refused_nothing_is_written(tmp_path: Path, run: Run) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("company: {}\n")
    result = run("batch", *arguments(bad, tmp_path / "new" / "out"))
    assert result.exit_code == 2
    assert f"{bad}:1:" in result.stderr
    assert not (tmp_path / "new").exists()


def test_conflicts_and_provisional_dates_are_told_by_the_exit_code(
    tmp_path: Path, run: Run
) -> None:
    def code(name: str, *more: str) -> int:
        sample = ROOT / "sample_inputs" / f"{name}.yaml"
        return run("batch", *arguments(sample, tmp_path / name, *more)).exit_code

    assert code("barred-from-simple") == 1
    assert code("barred-from-simple") == 1, "also when nothing had to be made"
    assert code("general-with-staff") == 0
    assert code("general-with-staff", "--fail-on-provisional") == 1


def test_an_output_folder_that_cannot_be_one_exits_with_3(tmp_path: Path, run: Run) -> None:
    (tmp_path / "c.yaml").write_text(company(), encoding="utf-8")
    (tmp_path / "file").write_text("mine")
    result = run("batch", *arguments(tmp_path / "c.yaml", tmp_path / "file" / "out"))
    assert result.exit_code == 3
    assert str(tmp_path / "file" / "out") in result.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_a_name_too_long_for_the_disk_fails_alone(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run
) -> None:
    folder = inputs(2)
    (folder / f"{'x' * 245}.yaml").write_text(company(), encoding="utf-8")
    result = run("batch", *arguments(folder, tmp_path / "out"))
    assert result.exit_code == 1
    assert "新生成 2，内容未变 0，退回 0，失败 1" in result.stdout
    assert not list((tmp_path / "out").glob(".*.part"))


# ---- what is up to date ------------------------------------------------------------------


def test_a_second_run_does_nothing(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knows by digests: no worker starts, and no file is written, not even the same again."""
    folder, out = inputs(3), tmp_path / "out"
    first = run("batch", *arguments(folder, out))
    before = snapshot(out)
    monkeypatch.setattr("checklist.batch.pool.run_local", lambda *_: pytest.fail("a worker"))
    for path in folder.iterdir():
        path.touch()
    second = run("batch", *arguments(folder, out))
    assert second.exit_code == first.exit_code == 0
    assert "新生成 0，内容未变 3" in second.stdout
    assert snapshot(out) == before


def test_an_edited_or_deleted_output_and_a_changed_input_are_made_again(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run
) -> None:
    folder, out = inputs(4), tmp_path / "out"
    run("batch", *arguments(folder, out, kinds="md,json"))
    made = {path.name: path.read_bytes() for path in out.iterdir()}
    before = snapshot(out)
    edited, deleted = out / f"c00-{AS_OF}.md", out / f"c01-{AS_OF}.json"
    edited.write_bytes(edited.read_bytes().replace(b"2026", b"2062", 1))
    deleted.unlink()
    (folder / "c02.yaml").write_text(company("另一家公司"), encoding="utf-8")
    result = run("batch", *arguments(folder, out, kinds="md,json"))
    assert "新生成 3，内容未变 1" in result.stdout
    assert edited.read_bytes() == made[edited.name]
    assert deleted.read_bytes() == made[deleted.name]
    assert "另一家公司" in (out / f"c02-{AS_OF}.md").read_text(encoding="utf-8")
    after = snapshot(out)
    assert after[f"c03-{AS_OF}.md"] == before[f"c03-{AS_OF}.md"]
    assert len(lines(out)) == 4, "the manifest is one line a file again"


def test_everything_that_shapes_a_document_is_in_its_fingerprint() -> None:
    known = fingerprint(SETUP, "a.yaml", b"x")
    assert known == fingerprint(SETUP, "elsewhere/a.yaml", b"x"), "a folder may move"
    changed = [
        dataclasses.replace(SETUP, as_of=dt.date(2026, 11, 24)),
        dataclasses.replace(SETUP, kinds=("md", "html")),
        dataclasses.replace(SETUP, options=Options("en")),
        dataclasses.replace(SETUP, program="another"),
        dataclasses.replace(SETUP, holidays=("{}",)),
        dataclasses.replace(SETUP, filing=("{}",)),
    ]
    others = [fingerprint(setup, "a.yaml", b"x") for setup in changed]
    others += [fingerprint(SETUP, "b.yaml", b"x"), fingerprint(SETUP, "a.yaml", b"y")]
    assert len({known, *others}) == 1 + len(others)


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = (
        "import datetime as dt\n"
        "from checklist.batch.jobs import Options, Setup, fingerprint, program_digest\n"
        "setup = Setup(dt.date(2026, 11, 23), ('md',), Options('zh'), program_digest())\n"
        "print(fingerprint(setup, 'a.yaml', b'x'))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {fingerprint(SETUP, "a.yaml", b"x")}


def test_a_line_cut_short_and_lines_of_others_cost_only_their_own_file(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run
) -> None:
    folder, out = inputs(3), tmp_path / "out"
    run("batch", *arguments(folder, out))
    path = out / NAME
    data = path.read_bytes()
    path.write_bytes(b'{"stem": "of another version"}\n' + data[:-20])
    result = run("batch", *arguments(folder, out))
    assert "新生成 1，内容未变 2" in result.stdout
    assert sorted(lines(out)) == sorted(data.decode().splitlines())


def test_a_second_run_into_a_folder_that_is_being_written_is_refused(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run
) -> None:
    folder, out = inputs(1), tmp_path / "out"
    out.mkdir()
    with only_writer(out):
        result = run("batch", *arguments(folder, out))
    assert result.exit_code == 3
    assert str(out) in result.stderr
    assert list(out.iterdir()) == []
    assert run("batch", *arguments(folder, out)).exit_code == 0


# ---- killed ------------------------------------------------------------------------------


def test_a_killed_worker_loses_nothing(inputs: Callable[[int], Path], tmp_path: Path) -> None:
    folder, out = inputs(MANY), tmp_path / "out"
    run = started(folder, out, "--workers", "2")
    until(lambda: len(lines(out)) >= 3, "the first documents")
    victims = workers_of(run.pid)
    assert victims
    victims[0].kill()
    stdout, stderr = run.communicate(timeout=120)
    assert run.returncode == 0, stderr
    assert f"新生成 {MANY}，内容未变 0，退回 0，失败 0" in stdout
    assert len(list(out.glob("*.md"))) == MANY
    assert Counter(json.loads(line)["stem"] for line in lines(out)).most_common(1)[0][1] == 1
    assert not any(alive(victim) for victim in victims)


def test_a_killed_run_goes_on_where_it_was(inputs: Callable[[int], Path], tmp_path: Path) -> None:
    folder, out, whole = inputs(MANY), tmp_path / "out", tmp_path / "whole"
    run = started(folder, out, "--workers", "2")
    until(lambda: len(lines(out)) >= 5, "the first documents")
    family = family_of(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    until(lambda: not any(map(alive, family)), "the workers to go by themselves")
    done = {record.stem for record in Manifest(out).records.values()}
    assert 5 <= len(done) < MANY
    (out / f".{'0' * 16}.part").write_bytes(b"half")
    again = started(folder, out)
    stdout, stderr = again.communicate(timeout=120)
    assert again.returncode == 0, stderr
    assert f"新生成 {MANY - len(done)}，内容未变 {len(done)}，" in stdout
    undisturbed = started(folder, whole)
    undisturbed.communicate(timeout=120)
    expected = {path.name: path.read_bytes() for path in whole.iterdir() if path.name != NAME}
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.name != NAME} == expected
    assert sorted(lines(out)) == sorted(lines(whole))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_says_how_to_go_on(
    sign: signal.Signals, inputs: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, out = inputs(MANY), tmp_path / "out"
    run = started(folder, out, "--workers", "1")
    until(lambda: len(lines(out)) >= 2, "the first documents")
    family = family_of(run.pid)
    run.send_signal(sign)
    for process in family if sign == signal.SIGINT else ():
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended with the run
            process.send_signal(sign)  # Ctrl-C reaches the whole group
    stdout, stderr = run.communicate(timeout=60)
    assert run.returncode == 128 + sign
    assert "重新运行同一命令即可继续" in stderr
    assert "Traceback" not in stderr
    assert stdout == ""
    until(lambda: not any(map(alive, family)), "the workers to end")
    said = re.search(r"本次完成 (\d+) 份，剩余 (\d+) 份", stderr)
    assert said is not None
    assert int(said[1]) == len(lines(out))
    assert int(said[1]) + int(said[2]) == MANY


def deadly(setup: Setup, job: Job) -> Outcome:
    """A worker that dies, or dawdles, over certain files."""
    if job.stem == "poison" or (job.stem == "once" and job.deaths == 0):
        os.kill(os.getpid(), signal.SIGKILL)
    if job.stem == "slow":
        time.sleep(600)
    return make(setup, job)


def jobs(*stems: str) -> list[Job]:
    return [Job(f"{stem}.yaml", company(stem).encode(), stem) for stem in stems]


def test_a_file_that_kills_two_workers_is_given_up_and_the_others_are_made() -> None:
    found = {
        job.stem: (job.deaths, outcome)
        for job, outcome in run_local(SETUP, jobs("poison", "a", "once", "b", "c"), 2, deadly)
    }
    assert {stem: deaths for stem, (deaths, _) in found.items()} == {
        "poison": 2,
        "once": 1,
        "a": 0,
        "b": 0,
        "c": 0,
    }
    outcome = found["poison"][1]
    assert outcome.state == "failed"
    assert "poison.yaml" in outcome.text
    assert "SIGKILL" in outcome.text
    assert [o.state for stem, (_, o) in found.items() if stem != "poison"] == ["made"] * 4


def test_a_file_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    found = run_local(SETUP, jobs("slow", "a", "b"), 2, deadly, patience=4)
    states = {job.stem: outcome.state for job, outcome in found}
    assert states == {"slow": "failed", "a": "made", "b": "made"}


def test_workers_of_another_program_are_refused(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program was changed while the run started: no document is made of a mixture."""
    monkeypatch.setattr("checklist.cli.batch.program_digest", lambda: "before the change")
    out = tmp_path / "out"
    result = run("batch", *arguments(inputs(2), out))
    assert result.exit_code == 3
    assert "版本" in result.stderr
    assert not out.exists()


def test_a_fault_of_the_program_fails_one_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checklist.batch.worker.finish", lambda _: 1 // 0)
    outcome = make(SETUP, jobs("a")[0])
    assert outcome.state == "failed"
    assert "ZeroDivisionError" in outcome.text
    assert "Traceback" not in outcome.text


# ---- the portfolio -----------------------------------------------------------------------


class Links(HTMLParser):
    """Addresses and anchors of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: set[str] = set()
        self.tags: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.addresses.append(values["href"] or "")
        if values.get("id"):
            self.anchors.add(values["id"] or "")


@pytest.fixture
def agency(tmp_path: Path, run: Run) -> Path:
    """The folder of an agency: late and new clients, two accountants, names that bite."""
    folder = tmp_path / "clients"
    folder.mkdir()
    late = "events:\n  dissolution-cause-arises: 2026-09-20\n"
    clients = {
        "客户 #1 50%": company("晚点有限公司", late + "people:\n- {name: 陈静, team: finance}\n"),
        "evil": company(EVIL, "teams: {finance: =部门}\npeople:\n- {name: 赵, team: it}\n"),
        "two": company(
            "乙有限公司", "people:\n- {name: 陈静, team: 财务}\n- {name: 周敏, team: finance}\n"
        ),
        "none": company("无人有限公司"),
    }
    for name, text in clients.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    result = run("batch", *arguments(folder, out, kinds="html,md"))
    assert result.exit_code == 1, "somebody is late"
    return out


def test_the_page_leads_to_every_document_and_task(agency: Path) -> None:
    page = Links((agency / "portfolio.html").read_text(encoding="utf-8"))
    outside = [address for address in page.addresses if not address.startswith("#")]
    assert outside
    inside = {
        path.name: Links(path.read_text(encoding="utf-8")).anchors
        for path in agency.glob("*-*.html")
    }
    reached = set()
    for address in outside:
        name, _, anchor = address.partition("#")
        name = unquote(name.removeprefix("./"))
        reached.add(name)
        assert (agency / name).is_file()
        assert not anchor or unquote(anchor) in inside[name]
    assert reached >= {path.name for path in agency.glob("*-2026*")}
    for address in set(page.addresses) - set(outside):
        assert address[1:] in page.anchors


def test_a_name_is_text_wherever_it_stands(agency: Path) -> None:
    page = (agency / "portfolio.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert Links(page).tags["script"] == 0
    assert "&lt;script&gt;" in page
    book = openpyxl.load_workbook(agency / "portfolio.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "no formula anywhere"
    bites = [cell for cell in cells if str(cell.value).startswith("=")]
    assert {cell.value for cell in bites} == {EVIL, "=部门"}
    assert all(cell.quotePrefix or cell.hyperlink for cell in bites)


def test_the_workbook_answers_the_questions(agency: Path) -> None:
    book = openpyxl.load_workbook(agency / "portfolio.xlsx")
    assert book.sheetnames == [
        "企业",
        "逾期",
        "七日内到期",
        "新近确定",
        "按负责会计",
        "冲突",
        "未生成",
    ]
    rows = {
        row[0].value: {head.value: cell for head, cell in zip(book["企业"][1], row, strict=True)}
        for row in book["企业"].iter_rows(min_row=2)
    }
    assert set(rows) == {"晚点有限公司", EVIL, "乙有限公司", "无人有限公司"}
    late = rows["晚点有限公司"]
    assert late["负责会计"].value == "陈静"
    assert late["逾期"].value > 0
    assert isinstance(late["预计完成"].value, dt.datetime)
    assert rows["乙有限公司"]["负责会计"].value == "陈静、周敏"
    assert rows[EVIL]["负责会计"].value == "=部门", "the team, where no person is named"
    targets = [
        unquote(cell.hyperlink.target)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert targets
    assert all((agency / target).is_file() for target in targets)
    by_accountant = [row[0].value for row in book["按负责会计"].iter_rows(min_row=2)]
    assert by_accountant == ["=部门", "周敏", "陈静", "陈静", "未指定负责会计"]
    assert {row[2].value for row in book["逾期"].iter_rows(min_row=2)} == {"晚点有限公司"}
    limits = [row[1].value.date() for row in book["逾期"].iter_rows(min_row=2)]
    assert limits == sorted(limits)
    assert max(limits) < dt.date(2026, 11, 23)
    assert {row[2].value for row in book["七日内到期"].iter_rows(min_row=2)} == set(rows)


def test_the_page_and_the_workbook_count_what_the_plans_say(agency: Path, run: Run) -> None:
    """Against the plans' own JSON, made by the other command."""
    overdue = due = conflicts = 0
    for path in sorted(agency.parent.joinpath("clients").iterdir()):
        text = run("plan", str(path), "--as-of", AS_OF, "--format", "json", "-o", "-").stdout
        plan = json.loads(text)
        overdue += sum(task["status"] == "overdue" for task in plan["tasks"])
        due += sum(task["status"] == "due-soon" for task in plan["tasks"])
        conflicts += sum(warning["level"] == "conflict" for warning in plan["warnings"])
    assert overdue
    assert due
    book = openpyxl.load_workbook(agency / "portfolio.xlsx")
    assert book["逾期"].max_row == overdue + 1
    assert book["七日内到期"].max_row == due + 1
    assert book["冲突"].max_row == conflicts + 1
    result = run("batch", *arguments(agency.parent / "clients", agency, kinds="html,md"))
    assert f"逾期 {overdue} 项，七日内到期 {due} 项，冲突 {conflicts} 项" in result.stdout


def test_dates_that_became_certain_are_news_for_a_day(tmp_path: Path, run: Run) -> None:
    path, out, year = tmp_path / "c.yaml", tmp_path / "out", tmp_path / "2027.yaml"
    path.write_text(company("甲有限公司"), encoding="utf-8")
    year.write_text(
        "kind: holidays\nyear: 2027\npapers:\n"
        "  - {zh: 通知, number: 国办发明电〔2026〕0号, number_seen: true, checked_on: 2026-11-23,"
        " confidence: read-in-source}\n"
        "days_off:\n  - {from: 2027-01-01, to: 2027-01-03, festival: 元旦}\n"
        "  - {from: 2027-02-05, to: 2027-02-11, festival: 春节}\n"
        "make_up_workdays: [2027-02-20]\n",
        encoding="utf-8",
    )
    first = run("batch", *arguments(path, out))
    assert "新近确定 0 项" in first.stdout
    doubts = Manifest(out).records["c"].units[0].row.provisional
    assert doubts, "the sample must reach into 2027"
    second = run("batch", *arguments(path, out, "--calendar", str(year)))
    settled = Manifest(out).records["c"].units[0].row.settled
    assert {item.task for item in settled} <= set(doubts)
    assert settled
    assert all(item.before == doubts[item.task].day for item in settled)
    assert f"新近确定 {len(settled)} 项" in second.stdout
    book = openpyxl.load_workbook(out / "portfolio.xlsx")
    assert book["新近确定"].max_row == len(settled) + 1
    again = run("batch", *arguments(path, out, "--calendar", str(year)))
    assert "新生成 0" in again.stdout
    assert f"新近确定 {len(settled)} 项" in again.stdout
    (out / f"c-{AS_OF}.md").unlink()
    remade = run("batch", *arguments(path, out, "--calendar", str(year)))
    assert "新生成 1" in remade.stdout
    assert f"新近确定 {len(settled)} 项" in remade.stdout, "made again on the same day"
    path.write_text(path.read_text(encoding="utf-8") + "staff: {count: 1}\n", encoding="utf-8")
    run("batch", *arguments(path, out, "--calendar", str(year)))
    assert Manifest(out).records["c"].units[0].row.settled, (
        "a file that is mended does not lose the news"
    )
    arguments_of_tomorrow = arguments(path, out, "--calendar", str(year), "--as-of", "2026-11-24")
    assert "新近确定 0 项" in run("batch", *arguments_of_tomorrow).stdout
    path.write_text(company("乙有限公司"), encoding="utf-8")
    run("batch", *arguments(path, out))
    path.write_text(company("丙有限公司"), encoding="utf-8")
    other = run("batch", *arguments(path, out, "--calendar", str(year)))
    assert "新近确定 0 项" in other.stdout, "another company under the name of an old file"


def test_the_same_portfolio_gives_the_same_workbook(agency: Path) -> None:
    records = Manifest(agency).records.values()
    one = render_portfolio_xlsx(gather(dt.date(2026, 11, 23), records, {}), "zh-en")
    time.sleep(1.1)
    assert render_portfolio_xlsx(gather(dt.date(2026, 11, 23), records, {}), "zh-en") == one
    assert len(openpyxl.load_workbook(io.BytesIO(one)).sheetnames) == 7


@pytest.mark.browser
@NEEDS_CHROMIUM
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_fits_a_phone_and_a_desk(width: int, agency: Path, browser: Browser) -> None:
    """Nothing is wider than the window: no sideways scrolling."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((agency / "portfolio.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


# ---- on the terminal ---------------------------------------------------------------------


def test_a_terminal_gets_a_bar_and_standard_output_only_the_summary(
    inputs: Callable[[int], Path], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [*COMMAND, *arguments(inputs(4), tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        seen += data
    os.close(ours)
    stdout, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "生成清单" in seen.decode()
    assert "4/4" in seen.decode()
    assert stdout.decode().splitlines() == [
        "输入文件 4 份：新生成 4，内容未变 0，退回 0，失败 0。",
        stdout.decode().splitlines()[1],
        str(tmp_path / "out" / "portfolio.html"),
        str(tmp_path / "out" / "portfolio.xlsx"),
    ]


def test_without_a_terminal_there_is_a_line_now_and_then(
    inputs: Callable[[int], Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = run("batch", *arguments(inputs(2), tmp_path / "out"))
    assert quiet.stderr == "", "a short run says nothing"
    monkeypatch.setattr("checklist.cli.batch.EVERY", 0.0)
    result = run("batch", *arguments(inputs(3), tmp_path / "other"))
    assert "已处理 3/3，退回或失败 0" in result.stderr
    assert "已处理" not in result.stdout


def test_the_command_imports_nothing_heavy_before_it_is_needed() -> None:
    code = (
        "import sys; import checklist.cli.batch, checklist.batch.pool; "
        "print(sorted({'rich', 'xlsxwriter', 'distributed', 'weasyprint'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.strip() == "[]"
