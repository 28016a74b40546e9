"""What is sent to GitLab, by the vendor's documentation; not verified against the vendor.

https://docs.gitlab.com/api/project_markdown_uploads, /api/notes, /api/issues, /api/issue_links,
read on 2026-11-24. The server here answers as those pages say, and keeps what it is told.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import Result
from delivering import AS_OF, CANARIES, sent_files, write_company
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Run = Callable[..., Result]
TOKEN = "glpat-c0ffee5ca1ab1e0ddba1"
PROJECT = "/api/v4/projects/finance%2Fclosing"


class GitLab:
    """As much of GitLab as the documentation describes and the program uses."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("")
        self.calls: list[str] = []
        self.notes: list[dict[str, Any]] = [{"body": "closed", "system": True}]
        self.files: dict[str, bytes] = {}
        self.issues: list[dict[str, Any]] = []
        self.links: list[dict[str, Any]] = []
        self.fail: dict[str, Response] = {}
        server.expect_request(re.compile(".*")).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        path = request.environ["REQUEST_URI"].partition("?")[0]
        call = f"{request.method} {path.removeprefix(PROJECT)}"
        self.calls.append(call)
        if request.headers.get("PRIVATE-TOKEN") != TOKEN:
            return reply({"message": "401 Unauthorized"}, 401)
        if call in self.fail:
            return self.fail.pop(call)
        for pattern, act in (
            (r"GET /api/v4/user", lambda: reply({"id": 1})),
            (r"GET /issues/12", lambda: reply(ISSUE)),
            (r"GET /issues/12/notes", lambda: self.page(self.notes[::-1], request)),
            (r"POST /issues/12/notes", lambda: self.note(request)),
            (r"POST /uploads", lambda: self.upload(request)),
            (r"GET /uploads/[0-9a-f]{32}/.*", lambda: self.file(path)),
            (r"GET /issues", lambda: self.page(self.labelled(request), request)),
            (r"POST /issues", lambda: self.create(request)),
            (r"PUT /issues/\d+", lambda: self.change(path, request)),
            (r"POST /issues/12/links", lambda: self.link(request)),
        ):
            if re.fullmatch(pattern, call):
                return act()
        return reply({"message": "404 Issue Not Found"}, 404)

    def page(self, entries: list[dict[str, Any]], request: Request) -> Response:
        page, size = int(request.args["page"]), int(request.args["per_page"])
        more = str(page + 1) if page * size < len(entries) else ""
        answer = reply(entries[(page - 1) * size : page * size])
        answer.headers["X-Next-Page"] = more
        return answer

    def note(self, request: Request) -> Response:
        assert request.content_type == "application/json"
        self.notes.append({"body": request.json["body"], "system": False})
        return reply({"id": len(self.notes)}, 201)

    def upload(self, request: Request) -> Response:
        ((field, name, data),) = sent_files(request)
        assert field == "file"
        url = f"/uploads/{len(self.files):032x}/{name}"
        self.files[url] = data
        return reply({"alt": name, "url": url, "markdown": f"[{name}]({url})"}, 201)

    def file(self, path: str) -> Response:
        return Response(self.files[unquote(path.removeprefix(PROJECT))])

    def labelled(self, request: Request) -> list[dict[str, Any]]:
        assert (request.args["scope"], request.args["state"]) == ("all", "all")
        return [one for one in self.issues if one["labels"] == request.args["labels"]]

    def create(self, request: Request) -> Response:
        made = {**request.json, "iid": 100 + len(self.issues), "state": "opened"}
        self.issues.append(made)
        return reply(made, 201)

    def change(self, path: str, request: Request) -> Response:
        one = next(one for one in self.issues if str(one["iid"]) == path.rpartition("/")[2])
        one.update(request.json)
        if one.pop("state_event", "") == "close":
            one["state"] = "closed"
        return reply(one)

    def link(self, request: Request) -> Response:
        self.links.append(request.json)
        return reply({}, 201)


ISSUE = {
    "iid": 12,
    "project_id": 4,
    "title": "注销 见山茶业",
    "web_url": "https://gitlab.example.cn/finance/closing/-/issues/12",
}


def reply(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")


@pytest.fixture
def gitlab(httpserver: HTTPServer) -> GitLab:
    return GitLab(httpserver)


@pytest.fixture
def attach(run: Run, gitlab: GitLab, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("checklist.delivery.link.time.sleep", lambda seconds: None)

    def invoke(*arguments: str, key: str = TOKEN, ticket: str = "finance/closing#12") -> Result:
        env = {
            "CHECKLIST_GITLAB_URL": gitlab.url,
            "CHECKLIST_GITLAB_KEY": key,
            "NO_PROXY": "*",
        }
        return run("attach", f"gitlab:{ticket}", *arguments, "--lang", "zh", env=env)

    return invoke


def made(path: Path, *more: str, as_of: str = AS_OF) -> tuple[str, ...]:
    return (str(path), "--as-of", as_of, "--format", "md-gitlab", *more)


def test_files_are_uploaded_and_linked_in_one_comment(
    gitlab: GitLab, attach: Run, tmp_path: Path
) -> None:
    path = tmp_path / "清单（终稿）.pdf"
    path.write_bytes(b"%PDF-1.7 of somebody else")
    result = attach(str(path))
    assert result.exit_code == 0, result.stderr
    look = ["GET /api/v4/user", "GET /issues/12", "GET /issues/12/notes"]
    assert gitlab.calls == [*look, "POST /uploads", "POST /issues/12/notes", *look]
    ((url, data),) = gitlab.files.items()
    assert url.endswith("/清单（终稿）.pdf")
    assert data == path.read_bytes()
    assert f"[清单（终稿）.pdf]({url})" in gitlab.notes[-1]["body"]
    again = attach(str(path))
    assert "已有，不重复" in again.stdout
    assert len(gitlab.files) == 1
    assert len(gitlab.notes) == 2


def test_the_next_comment_says_what_changed(gitlab: GitLab, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    assert attach(*made(path)).exit_code == 0
    gitlab.notes += [{"body": f"喝茶 {number}", "system": False} for number in range(120)]
    second = attach(*made(path, as_of="2026-11-30"))
    assert second.exit_code == 0, second.stderr
    assert "2026-11-30 的注销计划与 2026-11-24 的相比" in gitlab.notes[-1]["body"]
    sent = "".join(one["body"] for one in gitlab.notes) + str(gitlab.files) + second.output
    for canary in (*CANARIES, TOKEN):
        assert canary not in sent


def test_sub_tasks_are_linked_issues_with_a_label(
    gitlab: GitLab, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    share = ("--subtasks", "--for", "legal")
    # The first link is cut off: its issue must not be made a second time.
    gitlab.fail["POST /issues/12/links"] = reply({"message": "busy"}, 502)
    assert attach(*made(path, *share)).exit_code == 3
    assert len(gitlab.issues) == 1
    second = attach(*made(path, *share))
    assert second.exit_code == 0, second.stderr
    assert {one["labels"] for one in gitlab.issues} == {"checklist-12"}
    titles = [one["title"] for one in gitlab.issues]
    assert len(titles) == len(set(titles)) > 8
    assert gitlab.links[0]["target_project_id"] == "4"
    first = next(one for one in gitlab.issues if one["title"].startswith("公示解散事由"))
    assert first["due_date"] == "2026-11-19"
    write_company(
        tmp_path,
        events={
            "dissolution-cause-arises": "2026-11-09",
            "dissolution-cause-published": "2026-11-19",
        },
    )
    assert attach(*made(path, *share, as_of="2026-11-25")).exit_code == 0
    assert first["state"] == "closed"


def test_what_is_no_longer_in_the_plan_is_named_and_left_alone(
    gitlab: GitLab, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    other = write_company(tmp_path, "别家", company={"name": "别家公司", "legal_form": "llc"})
    share = ("--subtasks", "--for", "finance")
    assert attach(*made(other, *share)).exit_code == 0
    first = attach(*made(path, *share))
    assert first.exit_code == 0
    assert "不在清单中" not in first.stdout, "the other company's are none of ours"
    # The returns up to October are filed: their tasks leave the plan, of one team as of all.
    write_company(tmp_path, tax={"filing": {"filed_through": "2026-10-31"}})
    later = attach(*made(path, "--subtasks", "--for", "legal"))
    named = later.stdout.partition("不在清单中")[2]
    assert "增值税" in named
    assert "2026-10" in named
    assert all(one["state"] == "opened" for one in gitlab.issues)


@pytest.mark.parametrize(
    ("call", "answer", "code", "said"),
    [
        ("GET /issues/12", reply({"message": "404 Issue Not Found"}, 404), 2, "没有这个工单"),
        ("POST /uploads", reply({"message": "file is too large"}, 413), 2, "a.txt"),
        ("POST /uploads", reply({"message": "403 Forbidden"}, 403), 3, "没有权限"),
        ("POST /issues/12/notes", reply({"error": "insufficient_scope"}, 403), 3, "没有权限"),
        ("GET /api/v4/user", Response("<html>登录</html>", 302), 2, "转到"),
    ],
)
def test_what_gitlab_refuses_is_said(
    gitlab: GitLab, attach: Run, tmp_path: Path, call: str, answer: Response, code: int, said: str
) -> None:
    (tmp_path / "a.txt").write_text("a")
    gitlab.fail[call] = answer
    result = attach(str(tmp_path / "a.txt"))
    assert result.exit_code == code
    assert said in result.stderr
    assert attach(str(tmp_path / "a.txt")).exit_code == 0


def test_a_wrong_token(attach: Run, gitlab: GitLab, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    result = attach(str(tmp_path / "a.txt"), key="glpat-wrong")
    assert result.exit_code == 3
    assert "不接受这个密钥" in result.stderr
    assert "glpat-wrong" not in result.output
    assert gitlab.calls == ["GET /api/v4/user"]
