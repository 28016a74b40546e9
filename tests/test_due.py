"""What is due over many companies: in order, newly certain once, and told to whom it concerns."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from delivering import CANARIES, COMPANY
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-24"


def company(folder: Path, name: str, **events: str) -> Path:
    """A company whose clock runs from the events given."""
    text = re.sub(r"(?m)^  name: .*$", f"  name: {name}", COMPANY, count=1)
    text = text.partition("events:")[0] + "events:\n"
    text = text.replace("  credit_code: 91440300MA5GD8LU2U\n", "")
    text += "".join(f"  {key.replace('_', '-')}: {day}\n" for key, day in events.items())
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """Three companies, decided on different days, and a money file, which is none."""
    folder = tmp_path / "clients"
    (folder / "sub").mkdir(parents=True)
    company(folder, "乙公司", dissolution_cause_arises="2026-11-16")
    company(folder, "甲公司", dissolution_cause_arises="2026-11-02")
    company(folder / "sub", "丙公司", dissolution_cause_arises="2026-11-23")
    (folder / "sub" / "丙公司.money.yaml").write_text("minimum_wage: 2800.00\n", encoding="utf-8")
    return folder


@pytest.fixture
def due(run: Run, tmp_path: Path) -> Run:
    def invoke(*arguments: str, lang: str = "zh", **environment: str) -> Result:
        env = {"CHECKLIST_STATE": str(tmp_path / "state"), "NO_PROXY": "*", **environment}
        return run("due", "--as-of", AS_OF, *arguments, "--lang", lang, env=env)

    return invoke


def published(found: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    """The day, limit and company of the one task whose limit is ten days from the decision."""
    mine = (one for one in found if one["task"] == "publish-cause")
    return [(one["company"], one["limit"], one["day"]) for one in mine]


def test_overdue_and_due_in_order(due: Run, clients: Path) -> None:
    """公司法第二百二十九条第二款: within ten days from the day the cause arises.

    甲: from 2026-11-02 the tenth day is 11-12, past. 乙: from 11-16 it is 11-26, within a week.
    丙: from 11-23 it is 12-03, in nine days.
    """
    result = due(str(clients), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["companies"] == 3
    assert published(found["overdue"]) == [("甲公司", "2026-11-12", "2026-11-12")]
    assert ("乙公司", "2026-11-26") in [one[:2] for one in published(found["due"])]
    limits = [one["limit"] or one["day"] for one in found["overdue"]]
    assert limits == sorted(limits)
    days = [one["day"] for one in found["due"]]
    assert days == sorted(days)
    soon = {(one["company"], one["task"]) for one in found["due"]}
    later = json.loads(due(str(clients), "--json", "--within", "2w").stdout)
    assert soon < {(one["company"], one["task"]) for one in later["due"]}
    assert later["within_days"] == 14


def test_nothing_to_tell(due: Run, tmp_path: Path) -> None:
    """The decision is planned for March: nothing falls due before that is near."""
    quiet = company(tmp_path, "静公司", dissolution_cause_arises="2027-03-01")
    result = due(str(quiet), "--within", "1")
    assert result.exit_code == 0
    assert result.stdout == "1家企业：没有逾期、1日内到期或者新近确定的事项。\n"
    # Nobody is asked for a key, and cron has nothing to send by mail.
    told = due(str(quiet), "--within", "1", "--to", "wecom:group")
    assert (told.exit_code, told.output) == (0, "")


def test_a_bad_file_never_stops_the_others(due: Run, clients: Path) -> None:
    (clients / "坏.yaml").write_text("company:\n  name: 坏\n  name: 坏\n", encoding="utf-8")
    result = due(str(clients), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["companies"] == 3
    (bad,) = found["refused"]
    assert bad["file"].endswith("坏.yaml")
    assert "坏.yaml:3:3" in bad["error"]
    assert "坏.yaml:3:3" in result.stderr
    alone = due(str(clients / "坏.yaml"))
    assert alone.exit_code == 2
    assert due(str(clients / "nobody.yaml")).exit_code == 2
    assert due(str(clients), "--within", "soon").exit_code == 2
    assert due(str(clients), "--to", "fax:1").exit_code == 2


YEAR = """\
kind: holidays
year: 2027
papers:
  - {zh: 通知, number: 国办发明电〔2026〕0号, number_seen: true, checked_on: 2026-11-23,
     confidence: read-in-source}
days_off:
  - {from: 2027-01-01, to: 2027-01-03, festival: 元旦}
  - {from: 2027-02-05, to: 2027-02-11, festival: 春节}
make_up_workdays: [2027-02-20]
"""
"""What the paper for 2027 may look like."""


def test_what_has_become_certain_is_told_on_that_day(due: Run, tmp_path: Path) -> None:
    """A date that hangs on 2027 is provisional until that year's days off are published."""
    one = company(tmp_path, "元旦公司", dissolution_cause_arises="2026-11-20")
    (tmp_path / "2027.yaml").write_text(YEAR, encoding="utf-8")
    year = ("--calendar", str(tmp_path / "2027.yaml"))
    first = json.loads(due(str(one), "--json", "--within", "60").stdout)
    assert first["settled"] == []
    doubtful = {item["task"]: item["day"] for item in first["due"] if item["provisional"]}
    assert doubtful
    assert json.loads(due(str(one), "--json").stdout)["settled"] == []
    for _ in range(2):  # what is news today stays news today
        again = json.loads(due(str(one), "--json", *year).stdout)
        settled = {item["task"]: item for item in again["settled"]}
        assert settled
        assert set(settled) & set(doubtful)
    told = due(str(one), *year).stdout
    assert f"新近确定 {len(settled)}" in told
    tomorrow = due(str(one), "--json", *year, "--as-of", "2026-11-25")
    assert json.loads(tomorrow.stdout)["settled"] == []


def test_the_names_of_a_company_are_only_text_and_nothing_personal_is_told(
    due: Run, tmp_path: Path
) -> None:
    company(tmp_path, "甲公司", dissolution_cause_arises="2026-11-02")
    for more in ((), ("--json",)):
        result = due(str(tmp_path / "甲公司.yaml"), *more)
        assert "孟清和 〔TEL-1〕" in result.stdout
        memory = "".join(path.read_text() for path in (tmp_path / "state").iterdir())
        for canary in CANARIES:
            assert canary not in result.output + memory


def test_a_robot_is_told_once_a_day(
    due: Run, clients: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def answer(request: Request) -> Response:
        told.append(request.json["markdown"]["content"])
        return Response('{"errcode": 0}', content_type="application/json")

    httpserver.expect_request("/cgi-bin/webhook/send").respond_with_handler(answer)
    robot = {"CHECKLIST_WECOM_URL": httpserver.url_for(""), "CHECKLIST_WECOM_KEY": "abc-123"}
    dry = due(str(clients), "--to", "wecom:group", "--dry-run", **robot)
    assert (dry.exit_code, told) == (1, [])
    assert "未发送" in dry.stdout
    first = due(str(clients), "--to", "wecom:group", **robot)
    assert (first.exit_code, len(told)) == (1, 1)
    assert "已通知：wecom:group" in first.stdout
    second = due(str(clients), "--to", "wecom:group", **robot)
    assert (second.exit_code, len(told)) == (1, 1)
    assert "不重复" in second.stdout
    assert told[0].index("甲公司") < told[0].index("乙公司")
    assert "逾期" in told[0]
    assert len(told[0].encode()) <= 4096
    nowhere = {**robot, "CHECKLIST_WECOM_URL": "http://127.0.0.1:9"}
    monkeypatch.setattr("checklist.delivery.link.time.sleep", lambda seconds: None)
    broken = due(str(clients), "--to", "wecom:other", **nowhere)
    assert broken.exit_code == 3
    assert "甲公司" in broken.stdout, "what is late is told all the same"
    assert "abc-123" not in first.output + broken.output + dry.output


def test_from_cron(clients: Path, tmp_path: Path) -> None:
    """No terminal, no locale, a home that cannot be written to."""
    shutil.rmtree(tmp_path / "state", ignore_errors=True)
    (tmp_path / "file").write_text("")
    env = {"PATH": os.environ["PATH"], "CHECKLIST_STATE": str(tmp_path / "file" / "below")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "checklist", "due", str(clients), "--as-of", AS_OF],
        env=env,
        cwd=ROOT,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 1
    assert "甲公司" in done.stdout.decode()
    assert "CHECKLIST_STATE" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_group_is_looked_at_whole(due: Run, tmp_path: Path) -> None:
    """Members in files of their own and those inside count, each once; a broken one stops none."""
    folder = tmp_path / "group"
    folder.mkdir()
    member = company(folder, "乙公司", dissolution_cause_arises="2026-11-02")
    other = company(folder, "丙公司", dissolution_cause_arises="2026-11-16")
    inner = "inline: {company: {legal_form: llc}, events: {dissolution-cause-arises: 2026-11-03}}"
    everyone = folder / "all.yaml"
    everyone.write_text(
        f"group: 甲氏名下\nmembers:\n  - {{file: {member.name}}}\n  - {{file: {other.name}}}\n"
        f"  - {{name: 丁公司, {inner}}}\n",
        "utf-8",
    )
    result = due(str(everyone), "--json")
    found = json.loads(result.stdout)
    assert found["companies"] == 3
    late = [(one["company"], one["limit"], Path(one["file"]).name) for one in found["overdue"]]
    assert ("乙公司", "2026-11-12", "乙公司.yaml") in late
    assert ("丁公司", "2026-11-13", "all.yaml") in late
    assert "丙公司" in {one["company"] for one in found["due"]}
    again = json.loads(due(str(folder), str(member), "--json").stdout)
    assert again["companies"] == 3, "no company twice"
    known = json.loads((tmp_path / "state" / "due.json").read_text("utf-8"))["companies"]
    assert len(known) == 3
    assert sum("#members.2.inline" in name for name in known) == 1
    other.write_text("company: {name: 丙公司, legal_form: 公司}\n", "utf-8")
    broken = due(str(everyone), "--json")
    found = json.loads(broken.stdout)
    assert found["companies"] == 2
    assert {Path(one["file"]).name for one in found["refused"]} == {"all.yaml", "丙公司.yaml"}
    assert {one["company"] for one in found["overdue"]} == {"乙公司", "丁公司"}
