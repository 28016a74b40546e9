"""What is sent to Jira, by the vendor's documentation; not verified against the vendor.

https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-attachments/ and
https://developer.atlassian.com/server/jira/platform/jira-rest-api-examples/, read on 2026-11-24.
"""

import base64
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

Run = Callable[..., Result]
TOKEN = "ATATT3c0ffee5ca1ab1e0ddba1"
USER = "qian@example.cn"
BASIC = "Basic " + base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()


class Jira:
    """As much of Jira as the documentation describes and the program uses."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("")
        self.calls: list[str] = []
        self.seen: list[str] = []
        self.files: list[tuple[str, bytes]] = []
        self.comments: list[str] = []
        self.tasks: dict[str, dict[str, Any]] = {}
        self.fail: dict[str, Response] = {}
        self.limit = 10_000_000
        server.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        call = f"{request.method} {request.path.removeprefix('/rest/api/2')}"
        self.calls.append(call)
        self.seen.append(request.headers.get("Authorization", ""))
        if self.seen[-1] not in (BASIC, f"Bearer {TOKEN}"):
            return reply({"errorMessages": ["Client must be authenticated"]}, 401)
        if call in self.fail:
            return self.fail.pop(call)
        for pattern, act in (
            (r"GET /myself", lambda: reply({"accountId": "1"})),
            (r"GET /issue/OPS-12", self.issue),
            (r"GET /issue/OPS-12/comment", self.list_comments),
            (r"GET /attachment/meta", lambda: reply({"uploadLimit": self.limit})),
            (r"POST /issue/OPS-12/attachments", lambda: self.attach(request)),
            (r"POST /issue/OPS-12/comment", lambda: self.comment(request)),
            (r"GET /secure/attachment/\d+/.*", lambda: self.file(request)),
            (r"GET /project/OPS", lambda: reply({"issueTypes": KINDS})),
            (r"POST /issue", lambda: self.create(request)),
            (r"GET /issue/OPS-\d+", lambda: reply(self.tasks[request.path.split("/")[-1]])),
            (r"PUT /issue/OPS-\d+", lambda: self.change(request)),
            (r"GET /issue/OPS-\d+/transitions", lambda: reply({"transitions": WAYS})),
            (r"POST /issue/OPS-\d+/transitions", lambda: self.step(request)),
        ):
            if re.fullmatch(pattern, call):
                return act()
        return reply({"errorMessages": ["Issue does not exist"]}, 404)

    def issue(self) -> Response:
        attached = [
            {
                "id": str(number),
                "filename": name,
                "size": len(data),
                "created": f"2026-11-24T10:00:{number:02}.000+0800",
                # Behind a proxy a server may call itself by another name.
                "content": f"https://other.example.cn/secure/attachment/{number}/x",
            }
            for number, (name, data) in enumerate(self.files)
        ]
        fields = {
            "summary": "注销 见山茶业",
            "project": {"key": "OPS"},
            "attachment": attached,
            "subtasks": [{"key": key} for key in self.tasks],
        }
        return reply({"key": "OPS-12", "fields": fields})

    def list_comments(self) -> Response:
        entries = [{"body": body} for body in self.comments]
        return reply({"comments": entries, "total": len(entries)})

    def attach(self, request: Request) -> Response:
        assert request.headers["X-Atlassian-Token"] == "no-check"
        for field, name, data in sent_files(request):
            assert field == "file"
            self.files.append((name, data))
        return reply([{}])

    def comment(self, request: Request) -> Response:
        self.comments.append(request.json["body"])
        return reply({}, 201)

    def file(self, request: Request) -> Response:
        return Response(self.files[int(request.path.split("/")[3])][1])

    def create(self, request: Request) -> Response:
        fields = request.json["fields"]
        assert fields["parent"] == {"key": "OPS-12"}
        assert fields["issuetype"] == {"id": "5"}
        key = f"OPS-{100 + len(self.tasks)}"
        self.tasks[key] = {"fields": {**fields, "status": OPEN}}
        return reply({"key": key}, 201)

    def change(self, request: Request) -> Response:
        self.tasks[request.path.split("/")[-1]]["fields"].update(request.json["fields"])
        return Response(status=204)

    def step(self, request: Request) -> Response:
        assert request.json == {"transition": {"id": "31"}}
        self.tasks[request.path.split("/")[-2]]["fields"]["status"] = DONE
        return Response(status=204)


OPEN = {"statusCategory": {"key": "new"}}
DONE = {"statusCategory": {"key": "done"}}
WAYS = [{"id": "11", "to": OPEN}, {"id": "31", "to": DONE}]
KINDS = [{"id": "3", "subtask": False}, {"id": "5", "subtask": True}]


def reply(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")


@pytest.fixture
def jira(httpserver: HTTPServer) -> Jira:
    return Jira(httpserver)


@pytest.fixture
def attach(run: Run, jira: Jira, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("checklist.delivery.link.time.sleep", lambda seconds: None)

    def invoke(*arguments: str, key: str = TOKEN, user: str = USER) -> Result:
        env = {
            "CHECKLIST_JIRA_URL": jira.url,
            "CHECKLIST_JIRA_KEY": key,
            "CHECKLIST_JIRA_USER": user,
            "NO_PROXY": "*",
        }
        return run("attach", "jira:OPS-12", *arguments, "--lang", "zh", env=env)

    return invoke


def made(path: Path, *more: str, as_of: str = AS_OF) -> tuple[str, ...]:
    return (str(path), "--as-of", as_of, "--format", "jira", *more)


@pytest.mark.parametrize(("user", "header"), [(USER, BASIC), ("", f"Bearer {TOKEN}")])
def test_all_files_go_in_one_request_and_then_the_comment(
    jira: Jira, attach: Run, tmp_path: Path, user: str, header: str
) -> None:
    names = ("清单 1.pdf", "b.txt")
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    result = attach(*(str(tmp_path / name) for name in names), user=user)
    assert result.exit_code == 0, result.stderr
    assert jira.files == [(name, name.encode()) for name in names]
    look = ["GET /myself", "GET /issue/OPS-12", "GET /issue/OPS-12/comment"]
    assert jira.calls[:6] == [
        *look,
        "GET /attachment/meta",
        "POST /issue/OPS-12/attachments",
        "POST /issue/OPS-12/comment",
    ]
    assert set(jira.seen) == {header}


@pytest.mark.parametrize("status", [503, 403])
def test_a_rerun_writes_the_comment_that_is_missing(
    jira: Jira, attach: Run, tmp_path: Path, status: int
) -> None:
    path = write_company(tmp_path)
    jira.fail["POST /issue/OPS-12/comment"] = reply({"errorMessages": ["no"]}, status)
    first = attach(*made(path))
    assert first.exit_code == 3
    assert (len(jira.files), jira.comments) == (2, [])
    assert "附件 2 个" in first.stderr
    assert attach(*made(path)).exit_code == 0
    assert (len(jira.files), len(jira.comments)) == (2, 1)
    later = attach(*made(path, as_of="2026-11-30"))
    assert later.exit_code == 0
    assert "2026-11-30 的注销计划与 2026-11-24 的相比" in jira.comments[-1]
    sent = str(jira.comments) + str(jira.files) + first.output + later.output
    for canary in (*CANARIES, TOKEN, BASIC):
        assert canary not in sent


def test_sub_tasks(jira: Jira, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    share = ("--subtasks", "--for", "legal")
    assert attach(*made(path, *share)).exit_code == 0
    assert len(jira.tasks) > 8
    assert jira.calls.count("GET /project/OPS") == 1
    again = attach(*made(path, *share))
    assert f"新建 0，更新 0，未变 {len(jira.tasks)}" in again.stdout
    write_company(
        tmp_path,
        events={
            "dissolution-cause-arises": "2026-11-09",
            "dissolution-cause-published": "2026-11-19",
        },
    )
    assert attach(*made(path, *share, as_of="2026-11-25")).exit_code == 0
    (done,) = [one for one in jira.tasks.values() if one["fields"]["status"] == DONE]
    assert done["fields"]["summary"].startswith("公示解散事由")


def test_a_file_above_the_limit_is_refused_before_anything_is_sent(
    jira: Jira, attach: Run, tmp_path: Path
) -> None:
    jira.limit = 10
    for name, size in (("a.txt", 5), ("b.bin", 11)):
        (tmp_path / name).write_bytes(bytes(size))
    result = attach(str(tmp_path / "a.txt"), str(tmp_path / "b.bin"))
    assert result.exit_code == 2
    assert "b.bin" in result.stderr
    assert (jira.files, jira.comments) == ([], [])
