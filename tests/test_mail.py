"""Mail, to a real SMTP server on loopback: TLS, login, Chinese names, and what is refused."""

import email
import email.policy
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from click.testing import Result
from delivering import AS_OF, CANARIES, relayed, write_company

Run = Callable[..., Result]
PASSWORD = "c0ffee-5ca1ab1e"
NAME = "注销清单（终稿）2026-11-24 — 见山茶业.pdf"


class Box:
    """What a server took, and how it is to behave."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answers: list[str] = []
        self.refuse: set[str] = set()
        self.logins: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - a name of aiosmtpd
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return "550 5.1.1 no such user 查无此人"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - a name of aiosmtpd
        self, server: Any, session: Session, envelope: Envelope
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.taken.append(envelope)
        return "250 OK"

    def authenticate(self, server: Any, session: Session, *given: Any) -> AuthResult:
        data = given[-1]
        assert isinstance(data, LoginPassword)
        good = data.login == b"qian@example.cn" and data.password == PASSWORD.encode()
        self.logins.append(good)
        return AuthResult(success=good, handled=False)

    def messages(self) -> list[EmailMessage]:
        """What was taken, read by the standard library in its modern way."""
        found = []
        for one in self.taken:
            data = one.original_content
            assert isinstance(data, bytes)
            message = email.message_from_bytes(data, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            found.append(message)
        return found


class FreePort(Controller):
    """A server on a port that the system gives."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Post:
    """A server and the settings that lead to it."""

    def __init__(self, box: Box, run: Run, state: Path, port: int, scheme: str = "smtp") -> None:
        self.box, self.run, self.state, self.port, self.scheme = box, run, state, port, scheme

    def __call__(self, *arguments: str, **environment: str) -> Result:
        env = {
            "CHECKLIST_MAIL_URL": f"{self.scheme}://localhost:{self.port}",
            "CHECKLIST_MAIL_FROM": "qian@example.cn",
            "CHECKLIST_MAIL_KEY": PASSWORD,
            "CHECKLIST_STATE": str(self.state),
            **environment,
        }
        return self.run("attach", *arguments, "--lang", "zh", env=env)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    made = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    made.cert_pem.write_to_path(path)
    return made, path


@pytest.fixture
def serve(
    run: Run,
    tmp_path: Path,
    authority: tuple[trustme.CA, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Post]]:
    """Starts servers: `starttls`, `implicit` TLS or `plain`."""
    monkeypatch.setattr("checklist.delivery.mail.time.sleep", lambda seconds: None)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[1]))
    started: list[Controller] = []

    def start(kind: str = "starttls", **more: Any) -> Post:
        box = Box()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority[0].issue_cert("localhost").configure_cert(context)
        settings: dict[str, Any] = {
            "authenticator": box.authenticate,
            "auth_require_tls": kind == "starttls",
            "enable_SMTPUTF8": True,
            **more,
        }
        if kind == "starttls":
            settings["tls_context"] = context
        if kind == "implicit":
            settings["ssl_context"] = context
        server = FreePort(box, hostname="127.0.0.1", port=0, **settings)
        server.start()
        started.append(server)
        scheme = "smtps" if kind == "implicit" else "smtp"
        return Post(box, run, tmp_path / "state", server.port, scheme)

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, bytes]:
    data = b"%PDF-1.7 of somebody else\n" + bytes(range(256)) * 40
    (tmp_path / NAME).write_bytes(data)
    return tmp_path / NAME, data


@pytest.mark.parametrize("kind", ["starttls", "implicit"])
def test_a_chinese_file_name_by_rfc_2231_over_tls(
    serve: Callable[..., Post], files: tuple[Path, bytes], kind: str
) -> None:
    post = serve(kind)
    result = post("mail:boss@example.cn,finance@example.cn", str(files[0]))
    assert result.exit_code == 0, result.stderr
    assert post.box.logins == [True]
    (envelope,) = post.box.taken
    assert envelope.mail_from == "qian@example.cn"
    assert envelope.rcpt_tos == ["boss@example.cn", "finance@example.cn"]
    raw = envelope.original_content
    assert isinstance(raw, bytes)
    assert raw.isascii(), "any server on the way can pass it on"
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    header = re.search(rb"Content-Disposition: attachment;(.*?)\r\n\S", raw, re.S)
    assert header is not None
    assert b"filename*" in header[1], "RFC 2231"
    assert b"utf-8''" in header[1]
    (message,) = post.box.messages()
    (part,) = message.iter_attachments()
    assert part.get_filename() == NAME
    assert part.get_content_type() == "application/pdf"
    assert part.get_payload(decode=True) == files[1]
    assert message["Auto-Submitted"] == "auto-generated"
    again = post("mail:boss@example.cn,finance@example.cn", str(files[0]))
    assert "已有，不重复" in again.stdout
    assert len(post.box.taken) == 1
    assert PASSWORD not in result.output


def test_a_company_by_mail_and_what_changed_since(
    serve: Callable[..., Post], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "smtplib")
    post = serve()
    path = write_company(tmp_path)
    first = post("mail:boss@example.cn", str(path), "--as-of", AS_OF, "--format", "md,ics")
    assert first.exit_code == 0, first.stderr
    later = post("mail:boss@example.cn", str(path), "--as-of", "2026-11-30", "--format", "md")
    assert "（与 2026-11-24 的清单比较）" in later.stdout
    one, two = post.box.messages()
    assert one["Subject"] == "企业注销清单 · 杭州见山茶业有限公司 · 基准日 2026-11-24"
    assert one["Message-ID"] != two["Message-ID"]
    kinds = [
        (part.get_content_type(), part["content-type"].params.get("charset"))
        for part in one.iter_attachments()
    ]
    assert kinds == [("text/markdown", "utf-8"), ("text/calendar", "utf-8")]
    body = two.get_body(("plain",))
    assert body is not None
    assert "2026-11-30 的注销计划与 2026-11-24 的相比" in body.get_content()
    texts = [part for part in (*one.walk(), *two.walk()) if part.get_content_maintype() == "text"]
    said = first.output + later.output + "".join(part.get_content() for part in texts)
    assert "孟清和 〔TEL-1〕" in said
    for canary in (*CANARIES, PASSWORD):
        assert canary not in said


def test_only_the_day_has_changed_by_mail(serve: Callable[..., Post], tmp_path: Path) -> None:
    post = serve()
    path = write_company(tmp_path)
    for as_of in (AS_OF, AS_OF):
        look = ("--as-of", as_of, "--format", "md", "--if-changed")
        assert post("mail:boss@example.cn", str(path), *look).exit_code == 0
    assert len(post.box.taken) == 1


def test_what_is_due_by_mail(serve: Callable[..., Post], tmp_path: Path) -> None:
    post = serve()
    path = write_company(tmp_path)
    env = {
        "CHECKLIST_MAIL_URL": f"smtp://localhost:{post.port}",
        "CHECKLIST_MAIL_FROM": "qian@example.cn",
        "CHECKLIST_MAIL_KEY": PASSWORD,
        "CHECKLIST_STATE": str(tmp_path / "state"),
    }
    for _ in range(2):
        look = ("--as-of", AS_OF, "--to", "mail:boss@example.cn", "--lang", "zh")
        assert post.run("due", str(path), *look, env=env).exit_code == 1
    (message,) = post.box.messages()
    assert message["Subject"] == "企业注销清单到期提醒"
    body = message.get_body(("plain",))
    assert body is not None
    assert "· 2026-11-19 杭州见山茶业有限公司：公示解散事由" in body.get_content()


def test_chinese_addresses(serve: Callable[..., Post], files: tuple[Path, bytes]) -> None:
    post = serve()
    result = post("mail:财务@example.cn", str(files[0]))
    assert result.exit_code == 0, result.stderr
    assert post.box.taken[0].rcpt_tos == ["财务@example.cn"]
    assert post.box.messages()[0]["To"] == "财务@example.cn"
    assert post("mail:a@例子.中国", str(files[0])).exit_code == 0
    assert post.box.taken[1].rcpt_tos == ["a@xn--fsqu00a.xn--fiqs8s"]
    plain = serve(enable_SMTPUTF8=False)
    refused = plain("mail:其他@example.cn", str(files[0]))
    assert refused.exit_code == 2
    assert "请使用英文地址" in refused.stderr


def test_a_wrong_password(serve: Callable[..., Post], files: tuple[Path, bytes]) -> None:
    post = serve()
    result = post("mail:boss@example.cn", str(files[0]), CHECKLIST_MAIL_KEY="hunter2")
    assert result.exit_code == 3
    assert "不接受这个密钥" in result.stderr
    assert "hunter2" not in result.output
    assert post.box.logins == [False, False], "once by PLAIN, once by LOGIN, and not again"


def test_no_password_travels_in_the_clear(
    serve: Callable[..., Post], files: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.delivery.mail.is_near", lambda server: False)
    post = serve("plain")
    result = post("mail:boss@example.cn", str(files[0]))
    assert result.exit_code == 2
    assert "STARTTLS" in result.stderr
    assert post.box.logins == []
    allowed = post("mail:boss@example.cn", str(files[0]), CHECKLIST_ALLOW_PLAINTEXT="1")
    assert allowed.exit_code == 0, allowed.stderr


def test_a_certificate_nobody_trusts(
    serve: Callable[..., Post], files: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    for kind in ("starttls", "implicit"):
        post = serve(kind)
        result = post("mail:boss@example.cn", str(files[0]))
        assert result.exit_code == 3
        assert "证书不可信" in result.stderr
        assert post.box.logins == []


@pytest.mark.parametrize(
    ("answers", "code", "said", "taken"),
    [
        (["451 4.3.0 try again", "451 4.3.0 try again"], 0, "", 1),
        (["451 4.3.0 later"] * 4, 3, "later", 0),
        (["554 5.7.1 looks like spam"], 2, "looks like spam", 0),
        (["552 5.3.4 too big"], 2, "太大", 0),
    ],
)
def test_what_a_mail_server_refuses(
    serve: Callable[..., Post],
    files: tuple[Path, bytes],
    answers: list[str],
    code: int,
    said: str,
    taken: int,
) -> None:
    post = serve()
    post.box.answers = list(answers)
    result = post("mail:boss@example.cn", str(files[0]))
    assert (result.exit_code, len(post.box.taken)) == (code, taken)
    assert said in result.stderr
    assert post.box.answers == []


def test_recipients(serve: Callable[..., Post], files: tuple[Path, bytes]) -> None:
    post = serve()
    post.box.refuse = {"gone@example.cn"}
    alone = post("mail:gone@example.cn", str(files[0]))
    assert alone.exit_code == 2
    assert "查无此人" in alone.stderr
    some = post("mail:boss@example.cn,gone@example.cn", str(files[0]))
    assert some.exit_code == 2
    assert "gone@example.cn" in some.stderr
    assert "中断前已完成：附件 1 个" in some.stderr
    assert len(post.box.taken) == 1
    assert post("mail:boss@example.cn,gone@example.cn", str(files[0])).exit_code == 0
    assert len(post.box.taken) == 1, "who has it does not get it again"


def test_a_mail_server_that_says_nothing(
    serve: Callable[..., Post], files: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.delivery.mail.TIMEOUT", 0.2)
    post = serve()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mute = Post(post.box, post.run, post.state, silent.getsockname()[1])
        result = mute("mail:boss@example.cn", str(files[0]))
    assert result.exit_code == 3
    assert "长时间没有应答" in result.stderr


def test_a_mail_above_the_limit_is_not_sent(
    serve: Callable[..., Post], files: tuple[Path, bytes]
) -> None:
    post = serve(data_size_limit=5000)
    result = post("mail:boss@example.cn", str(files[0]))
    assert result.exit_code == 2
    assert "5000" in result.stderr
    assert post.box.taken == []


def test_an_answer_that_gets_lost_is_not_sent_twice(
    serve: Callable[..., Post], files: tuple[Path, bytes]
) -> None:
    post = serve("plain")
    with relayed(post.port) as relay:
        relay.answered = lambda data: not post.box.taken
        lost = Post(post.box, post.run, post.state, relay.port)
        result = lost("mail:boss@example.cn", str(files[0]))
    assert result.exit_code == 3
    assert "不能确定是否已经收下" in result.stderr
    assert "没有改动" not in result.stderr
    assert "请先看对方是否收到" in result.stderr
    assert len(post.box.taken) == 1
    assert post("mail:boss@example.cn", str(files[0])).exit_code == 0
    first, second = post.box.messages()
    assert first["Message-ID"] == second["Message-ID"], "mail programs know it for the same"


def test_a_dry_run_sends_nothing(serve: Callable[..., Post], files: tuple[Path, bytes]) -> None:
    post = serve()
    result = post("mail:boss@example.cn", str(files[0]), "--dry-run")
    assert result.exit_code == 0
    assert "To: boss@example.cn" in result.stdout
    assert NAME in result.stdout
    assert PASSWORD not in result.output
    assert (post.box.taken, post.box.logins) == ([], [])
    assert post("mail:boss@example.cn", str(files[0])).exit_code == 0
    assert len(post.box.taken) == 1


@pytest.mark.parametrize("sender", ["", "qian", "a@b.cn,c@d.cn", "a@b.cn\nBcc: x@y.cn"])
def test_a_sender_that_will_not_do(
    serve: Callable[..., Post], files: tuple[Path, bytes], sender: str
) -> None:
    post = serve()
    result = post("mail:boss@example.cn", str(files[0]), CHECKLIST_MAIL_FROM=sender)
    assert result.exit_code == 2
    assert "CHECKLIST_MAIL_FROM" in result.stderr


def test_a_damaged_memory_sends_nothing(
    serve: Callable[..., Post], files: tuple[Path, bytes]
) -> None:
    post = serve()
    assert post("mail:boss@example.cn", str(files[0])).exit_code == 0
    (memory,) = post.state.iterdir()
    memory.write_text("{")
    result = post("mail:boss@example.cn", str(files[0]))
    assert result.exit_code == 3
    assert str(memory) in result.stderr
    assert len(post.box.taken) == 1


def test_a_group_is_sent_whole_and_what_changed_in_it_is_told(
    serve: Callable[..., Post], tmp_path: Path
) -> None:
    """Companies side by side: no single plan, but the mail remembers the group's."""
    form = "company: {{name: {}, legal_form: llc}}\nroute: general\n"
    member = tmp_path / "b.yaml"
    member.write_text(form.format("乙有限公司"), "utf-8")
    group = tmp_path / "all.yaml"
    inner = "{name: 丙有限公司, inline: {company: {legal_form: llc}}}"
    group.write_text(f"group: 甲氏名下\nmembers:\n  - {{file: b.yaml}}\n  - {inner}\n", "utf-8")
    post = serve()
    kinds = ("--format", "csv,ics", "--as-of")
    assert post("mail:a@b.cn", str(group), *kinds, AS_OF).exit_code == 0
    (message,) = post.box.messages()
    assert message["Subject"] == f"集团注销总表 · 甲氏名下 · 基准日 {AS_OF}"
    names = sorted(str(part.get_filename()) for part in message.iter_attachments())
    assert names == sorted(
        f"{stem}-{AS_OF}.{kind}"
        for stem in ("b", "all-members-2", "all-group")
        for kind in ("csv", "ics")
    )
    later = post("mail:a@b.cn", str(group), *kinds, "2026-11-25", "--if-changed")
    member.write_text(member.read_text("utf-8") + "done: {precheck: 2026-11-20}\n", "utf-8")
    changed = post("mail:a@b.cn", str(group), *kinds, "2026-11-25", "--if-changed")
    assert (later.exit_code, changed.exit_code) == (0, 0)
    body = post.box.messages()[-1].get_body(("plain",))
    assert body is not None
    assert "乙有限公司已办事项：0 → 1" in body.get_content()
