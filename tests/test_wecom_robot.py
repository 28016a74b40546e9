"""What is sent to a WeCom robot, by the vendor's page; not verified against the vendor.

https://developer.work.weixin.qq.com/document/path/91770, read on 2026-11-24: upload_media takes a
form with the field `media`, files of more than 5 bytes and at most 20 MB; send takes JSON; text of
at most 4096 bytes; 20 messages a minute; the answer is always 200 and says in `errcode` what it is.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from delivering import AS_OF, CANARIES, sent_files, write_company
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checklist.delivery.wecom import fit

Run = Callable[..., Result]
KEY = "693a91f6-c0ff-ee5c-a1ab-1e0ddba11c0d"


class Robot:
    """The vendor's two addresses."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("")
        self.calls: list[str] = []
        self.uploads: list[tuple[str, bytes]] = []
        self.messages: list[dict[str, Any]] = []
        self.fail: list[tuple[str, dict[str, Any]]] = []
        self.slept: list[float] = []
        server.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        what = request.path.rpartition("/")[2]
        self.calls.append(what)
        if request.args.get("key") != KEY:
            return self.reply(errcode=93000, errmsg=f"invalid webhook url, key={KEY}")
        if self.fail and self.fail[0][0] == what:
            return self.reply(**self.fail.pop(0)[1])
        if what == "upload_media":
            assert request.args["type"] == "file"
            ((field, name, data),) = sent_files(request)
            assert field == "media"
            self.uploads.append((name, data))
            return self.reply(errcode=0, media_id=f"media-{len(self.uploads)}", type="file")
        assert request.content_type == "application/json"
        self.messages.append(request.json)
        return self.reply(errcode=0, errmsg="ok")

    def reply(self, **content: Any) -> Response:
        return Response(json.dumps(content), content_type="application/json")


@pytest.fixture
def robot(httpserver: HTTPServer) -> Robot:
    return Robot(httpserver)


@pytest.fixture
def attach(run: Run, robot: Robot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("checklist.delivery.link.time.sleep", robot.slept.append)

    def invoke(*arguments: str, key: str = KEY, name: str = "FINANCE_KEY") -> Result:
        env = {
            "CHECKLIST_WECOM_URL": robot.url,
            f"CHECKLIST_WECOM_{name}": key,
            "CHECKLIST_STATE": str(tmp_path / "state"),
            "NO_PROXY": "*",
        }
        return run(*arguments, "--lang", "zh", env=env)

    return invoke


def made(path: Path, *more: str, as_of: str = AS_OF) -> tuple[str, ...]:
    return (
        "attach",
        "wecom:finance",
        str(path),
        "--as-of",
        as_of,
        "--format",
        "md,csv",
        *more,
    )


def test_files_go_up_first_then_the_message_then_each_file(
    robot: Robot, attach: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    path = write_company(tmp_path)
    result = attach(*made(path))
    assert result.exit_code == 0, result.stderr
    assert robot.calls == ["upload_media", "upload_media", "send", "send", "send"]
    assert [name for name, _ in robot.uploads] == [
        "见山茶业-2026-11-24.md",
        "见山茶业-2026-11-24.csv",
    ]
    first, *files = robot.messages
    assert first["msgtype"] == "markdown"
    assert "路径：一般注销" in first["markdown"]["content"]
    assert len(first["markdown"]["content"].encode()) <= 4096
    assert files == [
        {"msgtype": "file", "file": {"media_id": f"media-{number}"}} for number in (1, 2)
    ]
    again = attach(*made(path))
    assert "已有，不重复" in again.stdout
    assert len(robot.calls) == 5
    later = attach(*made(path, as_of="2026-11-30"))
    assert "（与 2026-11-24 的清单比较）" in later.stdout
    assert "2026-11-30 的注销计划与 2026-11-24 的相比" in robot.messages[3]["markdown"]["content"]
    memory = "".join(one.read_text() for one in (tmp_path / "state").iterdir())
    assert all(one.stat().st_mode & 0o077 == 0 for one in (tmp_path / "state").iterdir())
    logged = "".join(one.getMessage() for one in caplog.records if one.name != "werkzeug")
    said = str(robot.messages) + str(robot.uploads) + logged + memory
    for canary in (*CANARIES, KEY):
        assert canary not in said + result.output + later.output


def test_a_rerun_sends_what_was_not_sent(robot: Robot, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    robot.fail = [("send", {"errcode": 0}), ("send", {"errcode": 40007, "errmsg": "invalid media"})]
    first = attach(*made(path))
    assert first.exit_code == 2
    assert "说明" in first.stderr.partition("中断前已完成")[2]
    assert attach(*made(path)).exit_code == 0
    assert [one["msgtype"] for one in robot.messages] == ["file", "file"]


def test_a_wrong_key_is_never_shown(robot: Robot, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    result = attach(*made(path), key="wrong-key", name="KEY")
    assert result.exit_code == 3
    assert "不接受这个密钥" in result.stderr
    assert "wrong-key" not in result.output
    dry = attach(*made(path, "--dry-run"))
    assert dry.exit_code == 0
    assert "/cgi-bin/webhook/upload_media?type=file  （未发送）" in dry.stdout
    assert KEY not in dry.output
    assert robot.messages == []


def test_too_many_messages_wait_a_minute(robot: Robot, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    robot.fail = [("send", {"errcode": 45009, "errmsg": "api freq out of limit"})]
    assert attach(*made(path)).exit_code == 0
    assert robot.slept == [60.0]
    files = []
    for number in range(21):
        files.append(tmp_path / f"{number:02}.txt")
        files[-1].write_text(f"file {number}")
    robot.slept.clear()
    result = attach("attach", "wecom:finance", *map(str, files))
    assert result.exit_code == 0
    assert len(robot.slept) == 2, "the 21st and 22nd message wait until a minute is over"
    assert all(0 < seconds <= 60 for seconds in robot.slept)


@pytest.mark.parametrize(("size", "said"), [(5, "少于下限 6"), ((20 << 20) + 1, "超过上限")])
def test_the_vendors_limits_of_a_file(
    robot: Robot, attach: Run, tmp_path: Path, size: int, said: str
) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(size))
    result = attach("attach", "wecom:finance", str(tmp_path / "x.bin"))
    assert result.exit_code == 2
    assert said in result.stderr
    assert robot.calls == []


def test_a_text_is_cut_between_lines() -> None:
    text = "\n".join(f"第{number}行" for number in range(2000))
    cut = fit(text)
    assert len(cut.encode()) <= 4096
    assert cut.endswith("行\n……")
    assert text.startswith(cut.removesuffix("……"))
    assert fit("短") == "短"
