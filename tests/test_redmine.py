"""A real Redmine: what is attached is there, once, and what stops midway is made whole."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from delivering import AS_OF, CANARIES, relayed, write_company
from recipes import RECIPES, scripts
from redmine_server import KEY, NEEDS_REDMINE, READER_KEY, Redmine, running

Run = Callable[..., Result]
SHARE = ("--subtasks", "--for", "legal")
"""One team's tasks: enough to see everything, few enough to be quick."""
NAME = "见山茶业-2026-11-24 清算（终稿）.pdf"

pytestmark = NEEDS_REDMINE


@pytest.fixture(scope="module")
def redmine() -> Iterator[Redmine]:
    """One server for all tests; each has a ticket of its own."""
    with running() as server:
        yield server


@pytest.fixture
def attach(run: Run, redmine: Redmine, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`checklist attach` against that server; nobody waits between attempts."""
    monkeypatch.setattr("checklist.delivery.link.time.sleep", lambda seconds: None)

    def invoke(*arguments: str, url: str = "", key: str = KEY, lang: str = "zh") -> Result:
        env = {
            "CHECKLIST_REDMINE_URL": url or redmine.url,
            "CHECKLIST_REDMINE_KEY": key,
            "NO_PROXY": "*",
        }
        return run("attach", *arguments, "--lang", lang, env=env)

    return invoke


def yaml_arguments(path: Path, *more: str, as_of: str = AS_OF) -> tuple[str, ...]:
    return (str(path), "--as-of", as_of, "--format", "md", *more)


def notes(redmine: Redmine, number: str) -> list[str]:
    return [one["notes"] for one in redmine.issue(number)["journals"] if one["notes"]]


def names(redmine: Redmine, number: str) -> list[str]:
    return sorted(one["filename"] for one in redmine.issue(number)["attachments"])


def test_a_file_with_a_chinese_name_arrives_byte_for_byte_and_once(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"%PDF-1.7 none of ours\n" + os.urandom(300_000))
    number = redmine.new_issue()
    result = attach(f"redmine:{number}", str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert NAME in result.stdout
    (one,) = redmine.issue(number)["attachments"]
    assert one["filename"] == NAME
    assert one["content_type"] == "application/pdf"
    assert redmine.raw(f"/attachments/download/{one['id']}") == path.read_bytes()
    again = attach(f"redmine:{number}", str(path))
    assert again.exit_code == 0
    assert "已有，不重复" in again.stdout
    assert names(redmine, number) == [NAME]
    assert len(notes(redmine, number)) == 1


def test_the_same_bytes_under_another_name_are_there_already(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    number = redmine.new_issue()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"the very same bytes")
        assert attach(f"redmine:{number}", str(tmp_path / name)).exit_code == 0
    (tmp_path / "c.txt").write_bytes(b"not the very same..")  # of the same size
    assert attach(f"redmine:{number}", str(tmp_path / "c.txt")).exit_code == 0
    assert names(redmine, number) == ["a.txt", "c.txt"]


def test_a_company_is_attached_with_its_route_dates_and_what_changed(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    first = attach(f"redmine:{number}", *yaml_arguments(path))
    assert first.exit_code == 0
    assert names(redmine, number) == ["见山茶业-2026-11-24.json", "见山茶业-2026-11-24.md"]
    (note,) = notes(redmine, number)
    assert "杭州见山茶业有限公司 · 基准日 2026-11-24" in note
    assert "路径：一般注销" in note
    assert "近期办理：" in note
    assert "相比" not in note
    write_company(
        tmp_path,
        events={
            "dissolution-cause-arises": "2026-11-09",
            "liquidation-group-formed": "2026-11-24",
        },
    )
    second = attach(f"redmine:{number}", *yaml_arguments(path, as_of="2026-11-26"))
    assert second.exit_code == 0
    assert "（与 2026-11-24 的清单比较）" in second.stdout
    since = notes(redmine, number)[-1]
    assert "2026-11-26 的注销计划与 2026-11-24 的相比" in since
    assert "成立清算组" in since
    assert len(names(redmine, number)) == 4


def test_only_the_day_has_changed(redmine: Redmine, attach: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    assert attach(f"redmine:{number}", *yaml_arguments(path)).exit_code == 0
    before = redmine.issue(number)["updated_on"]
    same = attach(f"redmine:{number}", *yaml_arguments(path, "--if-changed"))
    assert same.exit_code == 0
    assert redmine.issue(number)["updated_on"] == before


def test_the_pdf_alone_is_enough_for_the_comment(
    redmine: Redmine, attach: Run, run: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    made = run(
        "plan", str(path), "--as-of", AS_OF, "--format", "pdf", "--compact", "-o", str(tmp_path)
    )
    assert made.exit_code in (0, 1)
    number = redmine.new_issue()
    assert attach(f"redmine:{number}", str(tmp_path / f"见山茶业-{AS_OF}.pdf")).exit_code == 0
    assert "路径：一般注销" in notes(redmine, number)[0]
    assert names(redmine, number) == [f"见山茶业-{AS_OF}.json", f"见山茶业-{AS_OF}.pdf"]


def test_a_bundle_is_one_file_and_tells_its_plan(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    archive = tmp_path / "见山.zip"
    with zipfile.ZipFile(archive, "w") as made:
        result = attach(f"redmine:{number}", *yaml_arguments(path))
        (one,) = [o for o in redmine.issue(number)["attachments"] if "json" in o["filename"]]
        made.writestr("a/plan.json", redmine.raw(f"/attachments/download/{one['id']}"))
    other = redmine.new_issue()
    result = attach(f"redmine:{other}", str(archive))
    assert result.exit_code == 0
    assert "路径：一般注销" in notes(redmine, other)[0]
    assert names(redmine, other) == ["见山.json", "见山.zip"]


def test_a_wrong_key_is_refused_though_a_public_project_answers(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    number = redmine.new_issue()
    wrong = "c5c1f00dfeedc0ffee5ca1ab1e0ddba11c0de5e7"
    public = f"{redmine.url}/issues/{number}.json"
    answer = httpx.get(public, headers={"X-Redmine-API-Key": wrong}, trust_env=False)
    assert answer.status_code == 200, "why the key is tried where one is needed"
    result = attach(f"redmine:{number}", str(tmp_path / "a.txt"), key=wrong)
    assert result.exit_code == 3
    assert "不接受这个密钥" in result.stderr
    assert "没有改动任何内容" in result.stderr
    assert wrong not in result.output
    assert names(redmine, number) == []


def test_somebody_who_may_only_look(redmine: Redmine, attach: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    number = redmine.new_issue()
    result = attach(f"redmine:{number}", str(tmp_path / "a.txt"), key=READER_KEY)
    assert result.exit_code == 3
    assert "权限" in result.stderr
    assert (names(redmine, number), notes(redmine, number)) == ([], [])


def test_rest_is_switched_off(redmine: Redmine, attach: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    number = redmine.new_issue()
    redmine.setting("rest_api_enabled", "0")
    try:
        result = attach(f"redmine:{number}", str(tmp_path / "a.txt"))
    finally:
        redmine.setting("rest_api_enabled", "1")
    assert result.exit_code == 3
    assert "没有启用 REST" in result.stderr


def test_there_is_no_such_ticket(attach: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    result = attach("redmine:99999", str(tmp_path / "a.txt"), lang="en")
    assert result.exit_code == 2
    assert "no such ticket" in result.stderr


def test_where_one_file_is_too_large_nothing_is_attached(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    (tmp_path / "small.txt").write_text("small")
    (tmp_path / "large.bin").write_bytes(bytes(60 * 1024))
    number = redmine.new_issue()
    files = (str(tmp_path / "small.txt"), str(tmp_path / "large.bin"))
    redmine.setting("attachment_max_size", "50")
    try:
        result = attach(f"redmine:{number}", *files)
    finally:
        redmine.setting("attachment_max_size", "5120")
    assert result.exit_code == 2
    assert "large.bin" in result.stderr
    assert "61440" in result.stderr
    assert (names(redmine, number), notes(redmine, number)) == ([], [])
    assert attach(f"redmine:{number}", *files).exit_code == 0
    assert names(redmine, number) == ["large.bin", "small.txt"]


def test_the_answer_gets_lost_after_everything_was_done(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    number = redmine.new_issue()
    with relayed(redmine.port) as relay:
        state = {"put": False}

        def seen(data: bytes) -> bool:
            if data.startswith((b"GET ", b"POST ", b"PUT ")):  # not the body of one
                state["put"] = data.startswith(b"PUT ")
            return True

        relay.seen = seen
        relay.answered = lambda data: not state["put"]
        result = attach(f"redmine:{number}", str(tmp_path / "a.txt"), url=relay.url)
        assert relay.cut == 1
    assert result.exit_code == 0, result.stderr
    assert names(redmine, number) == ["a.txt"]
    assert len(notes(redmine, number)) == 1


def test_a_server_killed_in_the_middle_of_an_upload(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    (tmp_path / "first.txt").write_text("first")
    data = os.urandom(3 << 20)
    (tmp_path / "清单.bin").write_bytes(data)
    files = (str(tmp_path / "first.txt"), str(tmp_path / "清单.bin"))
    number = redmine.new_issue()
    with relayed(redmine.port) as relay:
        passed = 0

        def seen(piece: bytes) -> bool:
            nonlocal passed
            passed += len(piece)
            if passed > 1 << 20:
                redmine.stop()
                return False
            return True

        relay.seen = seen
        result = attach(f"redmine:{number}", *files, url=relay.url)
        assert relay.cut >= 1
    assert result.exit_code == 3
    assert "127.0.0.1" in result.stderr
    assert "没有改动任何内容" not in result.stderr, "nobody could look"
    assert "再次运行同一命令会先查看工单" in result.stderr
    assert "Traceback" not in result.output
    redmine.start()
    assert (names(redmine, number), notes(redmine, number)) == ([], [])
    assert attach(f"redmine:{number}", *files).exit_code == 0
    assert names(redmine, number) == ["first.txt", "清单.bin"]
    one = next(one for one in redmine.issue(number)["attachments"] if one["filename"] == "清单.bin")
    received = redmine.raw(f"/attachments/download/{one['id']}")
    assert hashlib.sha256(received).digest() == hashlib.sha256(data).digest()


def test_sub_tasks_are_made_once_and_follow_the_plan(
    redmine: Redmine, attach: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.delivery.redmine.PAGE", 5)  # they stand on several pages
    path = write_company(tmp_path)
    number = redmine.new_issue()
    first = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE))
    assert first.exit_code == 0, first.stderr
    made = redmine.sub_tasks(number)
    assert f"新建 {len(made)}，更新 0" in first.stdout
    assert len(made) > 8
    told = next(one for one in made if one["subject"].startswith("公示解散事由"))
    assert told["due_date"] == "2026-11-19"  # the tenth day from 2026-11-09, a Thursday
    assert "公司法" in told["description"]

    again = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE))
    assert f"新建 0，更新 0，未变 {len(made)}" in again.stdout
    assert redmine.sub_tasks(number) == made

    # Somebody closes another one in the tracker; the cause is published, and the YAML says so.
    closed = next(one for one in made if one["id"] != told["id"])
    redmine.call("PUT", f"/issues/{closed['id']}.json", json={"issue": {"status_id": 5}})
    write_company(
        tmp_path,
        events={
            "dissolution-cause-arises": "2026-11-09",
            "dissolution-cause-published": "2026-11-19",
        },
    )
    later = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE, as_of="2026-11-25"))
    assert later.exit_code == 0, later.stderr
    assert closed["subject"] in later.stdout.partition("清单上尚未完成：")[2]
    after = {one["id"]: one for one in redmine.sub_tasks(number)}
    assert after[told["id"]]["status"]["is_closed"]
    assert len({one["subject"] for one in after.values()}) == len(after), "none twice"


def test_sub_tasks_that_were_cut_off_are_completed(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    with relayed(redmine.port) as relay:
        posts = 0

        def seen(data: bytes) -> bool:
            nonlocal posts
            posts += data.startswith(b"POST /issues.json")
            return posts <= 4

        relay.seen = seen
        result = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE), url=relay.url)
    assert result.exit_code == 3
    assert "子任务 4 个" in result.stderr
    assert "再次运行同一命令" in result.stderr
    there = redmine.sub_tasks(number)
    assert len(there) == 4
    second = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE))
    assert second.exit_code == 0
    assert "未变 4" in second.stdout
    subjects = [one["subject"] for one in redmine.sub_tasks(number)]
    assert len(subjects) == len(set(subjects)) > 6


def test_a_credit_code_that_comes_later_makes_no_second_company(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    nameless = {"name": "杭州见山茶业有限公司", "legal_form": "llc"}
    path = write_company(tmp_path, company=nameless)
    number = redmine.new_issue()
    assert attach(f"redmine:{number}", *yaml_arguments(path, *SHARE)).exit_code == 0
    before = {one["id"]: one["subject"] for one in redmine.sub_tasks(number)}
    write_company(tmp_path)
    for _ in range(2):
        later = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE))
        assert later.exit_code == 0
    assert "新建 0，更新 0" in later.stdout
    assert {one["id"]: one["subject"] for one in redmine.sub_tasks(number)} == before
    assert "两份注销计划相比" in notes(redmine, number)[-1]


def test_a_ticket_is_told_what_is_due_once(redmine: Redmine, run: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    env = {
        "CHECKLIST_REDMINE_URL": redmine.url,
        "CHECKLIST_REDMINE_KEY": KEY,
        "CHECKLIST_STATE": str(tmp_path / "state"),
        "NO_PROXY": "*",
    }
    for _ in range(2):
        look = ("--as-of", AS_OF, "--to", f"redmine:{number}", "--lang", "zh")
        assert run("due", str(path), *look, env=env).exit_code == 1
    (note,) = notes(redmine, number)
    assert "* 2026-11-19 杭州见山茶业有限公司：公示解散事由" in note


def test_a_dry_run_shows_every_request_and_changes_nothing(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    path = write_company(tmp_path)
    number = redmine.new_issue()
    before = redmine.issue(number)
    result = attach(f"redmine:{number}", *yaml_arguments(path, *SHARE, "--dry-run"))
    assert result.exit_code == 0
    for line in (
        "GET " + redmine.url + "/users/current.json",
        "POST " + redmine.url + "/uploads.json?filename=",
        f"PUT {redmine.url}/issues/{number}.json",
        "POST " + redmine.url + "/issues.json",
    ):
        assert line in result.stdout
    assert redmine.issue(number) == before
    assert redmine.sub_tasks(number) == []


def test_nothing_personal_and_no_key_reaches_the_ticket_or_the_screen(
    redmine: Redmine, attach: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    path = write_company(tmp_path)
    number = redmine.new_issue()
    said = ""
    for more in (("--dry-run",), (), (*SHARE,)):
        result = attach(f"redmine:{number}", *yaml_arguments(path, *more))
        assert result.exit_code == 0
        said += result.output
    said += caplog.text + repr(redmine.issue(number)) + repr(redmine.sub_tasks(number))
    for one in redmine.issue(number)["attachments"]:
        said += redmine.raw(f"/attachments/download/{one['id']}").decode()
    assert "孟清和 〔TEL-1〕" in said, "what a canary stands beside did travel"
    for canary in (*CANARIES, KEY):
        assert canary not in said


def test_a_ticket_holds_the_plans_of_two_companies_apart(
    redmine: Redmine, attach: Run, tmp_path: Path
) -> None:
    number = redmine.new_issue()
    one = write_company(tmp_path)
    other = write_company(
        tmp_path, "别家", company={"name": "宁波别家贸易有限公司", "legal_form": "llc"}
    )
    for path in (one, other):
        result = attach(f"redmine:{number}", *yaml_arguments(path))
        assert "比较" not in result.stdout
    later = attach(f"redmine:{number}", *yaml_arguments(one, as_of="2026-11-30"))
    assert "（与 2026-11-24 的清单比较）" in later.stdout
    assert "宁波别家" not in notes(redmine, number)[-1]


@pytest.mark.parametrize("markup", ["textile", "markdown", "common_mark"])
def test_names_of_anybody_are_only_text(
    redmine: Redmine, attach: Run, tmp_path: Path, markup: str
) -> None:
    redmine.setting("text_formatting", markup)
    name = "#1 @admin {{include(x)}} [[Wiki]] !http://127.0.0.1:1/x.png! <script>alert(1)</script>"
    path = write_company(tmp_path, company={"name": name, "legal_form": "llc"})
    number = redmine.new_issue()
    assert attach(f"redmine:{number}", *yaml_arguments(path)).exit_code == 0
    page = redmine.raw(f"/issues/{number}").decode()
    comment = page[page.index("企业注销清单") :].partition("checklist note")[0]
    for element in ("<img", "<script", 'class="wiki-page', 'class="issue', "user active"):
        assert element not in comment
    assert comment.count("<li>") > 5, "the dates are a list in every markup"


def test_a_pipeline_attaches_what_it_checked(redmine: Redmine, tmp_path: Path) -> None:
    """The scripts of the CI recipes, as a runner would run them."""
    ways = [{name: dict(scripts(kind))[name] for name in ("check", "attach")} for kind in RECIPES]
    assert ways[1:] == ways[:-1], "one is run for all"
    (tmp_path / "companies").mkdir()
    path = write_company(tmp_path / "companies")
    number = redmine.new_issue()
    (tmp_path / "tickets.txt").write_text(
        f"companies/{path.name} redmine:{number}\n\n", encoding="utf-8"
    )
    env = {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "CHECKLIST_REDMINE_URL": redmine.url,
        "CHECKLIST_REDMINE_KEY": KEY,
    }

    def steps() -> int:
        for text in ways[0].values():
            done = subprocess.run(
                ["bash", "-e", "-c", text], cwd=tmp_path, env=env, capture_output=True
            )
            assert KEY.encode() not in done.stdout + done.stderr
            if done.returncode:
                return done.returncode
        return 0

    assert steps() == 0
    assert len(notes(redmine, number)) == 1
    assert len(names(redmine, number)) == 3
    path.write_text("company: {name: }\n", encoding="utf-8")
    assert steps() == 2
    assert len(notes(redmine, number)) == 1


def test_a_group_is_one_ticket(redmine: Redmine, attach: Run, tmp_path: Path) -> None:
    """Companies side by side: files and sub-tasks of each, and what changed in the group."""
    form = "company: {{name: {}, legal_form: llc}}\nroute: general\n"
    member, group = tmp_path / "b.yaml", tmp_path / "all.yaml"
    member.write_text(form.format("乙有限公司"), "utf-8")
    inner = "{name: 丙有限公司, inline: {company: {legal_form: llc}}}"
    group.write_text(f"group: 甲氏名下\nmembers:\n  - {{file: b.yaml}}\n  - {inner}\n", "utf-8")
    number = redmine.new_issue()
    more = ("--subtasks", "--for", "it")
    first = attach(f"redmine:{number}", *yaml_arguments(group, *more))
    assert first.exit_code == 0, first.stderr
    stems = ("all-group", "all-members-2", "b")
    made = [f"{stem}-{AS_OF}.md" for stem in stems]
    assert names(redmine, number) == sorted([*made, f"b-{AS_OF}.group.json"])
    (note,) = notes(redmine, number)
    assert f"集团注销总表 · 甲氏名下 · 基准日 {AS_OF}" in note
    assert "集团共2家" in note
    tasks = redmine.sub_tasks(number)
    whose = {one["subject"].partition(" · ")[0] for one in tasks}
    assert whose == {"乙有限公司", "丙有限公司"}
    again = attach(f"redmine:{number}", *yaml_arguments(group, *more))
    assert f"新建 0，更新 0，未变 {len(tasks)}" in again.stdout
    same = attach(f"redmine:{number}", *yaml_arguments(group, "--if-changed"))
    assert same.exit_code == 0
    before = len(notes(redmine, number))
    member.write_text(member.read_text("utf-8") + "done: {precheck: 2026-11-20}\n", "utf-8")
    changed = attach(f"redmine:{number}", *yaml_arguments(group, "--if-changed"))
    assert changed.exit_code == 0, changed.stderr
    found = notes(redmine, number)
    assert len(found) == before + 1
    assert "乙有限公司已办事项：0 → 1" in found[-1]
