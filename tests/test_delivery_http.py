"""The way to a server: time-outs, trust, proxies, redirects, and what is tried again."""

import contextlib
import json
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import trustme
from click.testing import Result
from delivering import relayed
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checklist.delivery import asking, link
from checklist.delivery.errors import DeliveryError, OutputError, TargetError, Unsettled
from checklist.delivery.link import Access, Link, linked
from checklist.delivery.settings import address
from checklist.messages.delivery import FAILURES

Run = Callable[..., Result]
KEY = "c0ffee5ca1ab1e0ddba1"
MISSING = FAILURES["no-ticket"]


@contextlib.contextmanager
def to(url: str, slept: list[float] | None = None) -> Iterator[Link]:
    access = Access(address({}, url, "X", ("https", "http")), {"X-Key": KEY}, (KEY,))
    sleep = slept.append if slept is not None else lambda seconds: None
    with linked(access, "zh-en", None, sleep) as found:
        yield found


@pytest.fixture(autouse=True)
def no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def answers(server: HTTPServer, *given: Response | None) -> list[Request]:
    """Answer with each in turn, the last for ever; None is no answer at all."""
    seen: list[Request] = []

    def act(request: Request) -> Response:
        seen.append(request)
        return given[min(len(seen), len(given)) - 1] or Response("{}")

    server.expect_request(re.compile(".*")).respond_with_handler(act)
    return seen


def busy(status: int, after: str | None = None) -> Response:
    return Response("busy", status, headers={"Retry-After": after} if after else {})


OK = Response("{}", 200)


@pytest.mark.parametrize(
    ("answer", "tries", "waits"),
    [
        ((busy(503), busy(502), OK), 3, 2),
        ((busy(429, "7"), OK), 2, [7.0]),
        ((busy(503),), 4, 3),
        ((busy(429, "3600"),), 1, 0),  # nobody waits that long
        ((Response("no", 500),), 1, 0),
        ((Response("no", 400),), 1, 0),
    ],
)
def test_reading_is_tried_again(
    httpserver: HTTPServer, answer: tuple[Response, ...], tries: int, waits: int | list[float]
) -> None:
    seen = answers(httpserver, *answer)
    slept: list[float] = []
    with to(httpserver.url_for(""), slept) as server, contextlib.suppress(DeliveryError):
        asking.read(server, "/x", missing=MISSING)
    assert len(seen) == tries
    assert slept == waits if isinstance(waits, list) else len(slept) == waits
    if len(slept) == 2:
        assert 1 <= slept[0] <= 2 <= slept[1] <= 3


@pytest.mark.parametrize(
    ("status", "tries", "wrong"), [(503, 1, Unsettled), (429, 4, DeliveryError)]
)
def test_what_may_have_been_done_is_not_done_twice(
    httpserver: HTTPServer, status: int, tries: int, wrong: type[DeliveryError]
) -> None:
    seen = answers(httpserver, busy(status))
    with to(httpserver.url_for("")) as server, pytest.raises(wrong):
        asking.send(server, "POST", "/x", json={}, again=False, pretend=None)
    assert len(seen) == tries


def test_a_lost_answer_is_unsettled_and_a_lost_reading_is_not(httpserver: HTTPServer) -> None:
    seen = answers(httpserver, OK)
    with relayed(httpserver.port) as relay, to(relay.url) as server:
        relay.answered = lambda data: False
        with pytest.raises(Unsettled, match="whether it was taken"):
            asking.send(server, "POST", "/x", json={}, again=False, pretend=None)
        assert len(seen) == 1
        with pytest.raises(DeliveryError, match="broke off"):
            asking.read(server, "/x", missing=MISSING)
        assert len(seen) == 5


def test_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "TIMEOUT", httpx.Timeout(0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with to(f"http://127.0.0.1:{port}") as server:
            with pytest.raises(DeliveryError, match="did not answer in time"):
                asking.read(server, "/x", missing=MISSING)
            with pytest.raises(Unsettled, match="did not answer in time"):
                asking.send(server, "POST", "/x", json={}, again=False, pretend=None)


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    slept: list[float] = []
    unreached = pytest.raises(DeliveryError, match="cannot be reached")
    with to(f"http://127.0.0.1:{port}", slept) as server, unreached as found:
        asking.send(server, "POST", "/x", json={}, again=False, pretend=None)
    assert not isinstance(found.value, Unsettled)
    assert len(slept) == 3, "what never arrived may be tried again"


def test_no_key_follows_a_redirect(httpserver: HTTPServer) -> None:
    with HTTPServer(host="localhost") as other:
        elsewhere = answers(other, OK)
        answers(httpserver, Response("", 302, headers={"Location": other.url_for("/in?x=1")}))
        with to(httpserver.url_for("")) as server:
            for call in (
                lambda: asking.read(server, "/x", missing=MISSING),
                lambda: asking.send(server, "PUT", "/x", json={}, again=True, pretend=None),
            ):
                with pytest.raises(TargetError, match="redirects to") as found:
                    call()
                assert f"http://localhost:{other.port}" in str(found.value)
            assert asking.download(server, "/file") is None
        assert elsewhere == []


def test_a_download_goes_on_elsewhere_without_the_key(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Attachments often lie on another host; the address says who may have them."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with HTTPServer(host="localhost", ssl_context=serving(authority, "localhost")) as store:
        there = answers(store, Response(b"the bytes"))
        answers(httpserver, Response("", 303, headers={"Location": store.url_for("/signed?t=1")}))
        with to(httpserver.url_for("")) as server:
            assert asking.download(server, "/file") == b"the bytes"
    (request,) = there
    assert "X-Key" not in request.headers


def serving(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.mark.parametrize(
    "variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", None]
)
@pytest.mark.parametrize("name", ["127.0.0.1", "elsewhere.example.cn"])
def test_who_is_trusted(
    variable: str | None, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "ca.pem"))
    with HTTPServer(host="127.0.0.1", ssl_context=serving(authority, name)) as secure:
        seen = answers(secure, OK)
        slept: list[float] = []
        with to(secure.url_for(""), slept) as server:
            if variable and name == "127.0.0.1":
                assert asking.read(server, "/x", missing=MISSING).status_code == 200
                return
            with pytest.raises(DeliveryError, match="is not trusted"):
                asking.read(server, "/x", missing=MISSING)
    assert (seen, slept) == ([], [])


def test_a_bundle_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/ca.pem")
    with pytest.raises(DeliveryError, match="SSL_CERT_FILE"), to("https://example.cn"):
        pass


def test_http_where_encryption_is_spoken(httpserver: HTTPServer) -> None:
    answers(httpserver, OK)
    plain = pytest.raises(DeliveryError, match="No encrypted connection")
    with to(f"https://127.0.0.1:{httpserver.port}") as server, plain:
        asking.read(server, "/x", missing=MISSING)


def test_the_proxy_of_the_environment(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answers(httpserver, OK)
    monkeypatch.setenv("HTTP_PROXY", httpserver.url_for(""))
    monkeypatch.setenv("CHECKLIST_ALLOW_PLAINTEXT", "1")
    environment = {"CHECKLIST_ALLOW_PLAINTEXT": "1"}
    there = address(environment, "http://tickets.example.cn", "X", ("https", "http"))
    with linked(Access(there, {}, ()), "en") as server:
        assert asking.read(server, "/x", missing=MISSING).status_code == 200
    assert seen[0].headers["Host"] == "tickets.example.cn"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with to(httpserver.url_for("")) as server:
        asking.read(server, "/direct", missing=MISSING)
    assert seen[-1].path == "/direct"


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("ftp://user:hunter2@proxy.example.cn", "cannot be used"),
        ("http://user:hunter2@127.0.0.1:1", "proxy|reached"),
        ("socks5://user:hunter2@127.0.0.1:1", "proxy|reached"),
    ],
)
def test_a_proxy_that_does_not_work(proxy: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(OutputError, match=said) as found, to("https://example.cn") as server:
        asking.read(server, "/x", missing=MISSING)
    assert "hunter2" not in str(found.value)


def test_a_page_instead_of_an_answer(httpserver: HTTPServer) -> None:
    answers(httpserver, Response("<html>请登录</html>", content_type="text/html"))
    with to(httpserver.url_for("")) as server:
        response = asking.read(server, "/x", missing=MISSING)
        with pytest.raises(DeliveryError, match="login page"):
            asking.answer_of(server, response)


def test_a_server_that_repeats_the_key_does_not_get_it_shown(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    said = {"errors": [f"bad key {KEY}\x1b[2J", "x" * 500]}
    answers(httpserver, Response(json.dumps(said), 403))
    with to(httpserver.url_for("")) as server:
        with pytest.raises(DeliveryError) as found:
            asking.read(server, "/x", {"key": "y"}, missing=MISSING)
        assert KEY not in repr(server)
    assert KEY not in str(found.value) + caplog.text
    assert "\x1b" not in str(found.value)
    assert "bad key ***" in str(found.value)
    assert len(str(found.value)) < 900


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "CHECKLIST_REDMINE_URL"),
        ("redmine.example.cn", "https://"),
        ("ftp://redmine.example.cn", "https://"),
        ("https://u:hunter2@redmine.example.cn", "带有用户名或者密码"),
        ("https://redmine.example.cn/?key=hunter2", "https://"),
        ("http://redmine.example.cn", "CHECKLIST_ALLOW_PLAINTEXT"),
        ("https://[::1", "https://"),
    ],
)
def test_addresses_that_will_not_do(url: str, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    env = {"CHECKLIST_REDMINE_URL": url, "CHECKLIST_REDMINE_KEY": KEY}
    result = run("attach", "redmine:1", str(tmp_path / "a.txt"), "--lang", "zh", env=env)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "hunter2" not in result.output


def test_keys_that_are_missing_or_will_not_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    for key, said in (("", "CHECKLIST_REDMINE_KEY"), ("密钥", "重新复制"), ("a\x07b", "重新复制")):
        env = {"CHECKLIST_REDMINE_URL": "https://r.example.cn", "CHECKLIST_REDMINE_KEY": key}
        result = run("attach", "redmine:1", str(tmp_path / "a.txt"), "--lang", "zh", env=env)
        assert result.exit_code == 3
        assert said in result.stderr


def test_a_key_from_the_keyring_goes_to_its_own_server(
    httpserver: HTTPServer, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    asked = []

    class Memory(KeyringBackend):
        priority = 1  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            asked.append((service, username))
            return KEY if (service, username) == ("checklist-redmine", url) else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

    url = httpserver.url_for("").rstrip("/")
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        seen = answers(httpserver, Response("{}", 401))
        (tmp_path / "a.txt").write_text("a")
        env = {"CHECKLIST_REDMINE_URL": url + "/", "NO_PROXY": "*"}
        result = run("attach", "redmine:1", str(tmp_path / "a.txt"), env=env)
    finally:
        keyring.set_keyring(before)
    assert result.exit_code == 3
    assert asked == [("checklist-redmine", url)]
    assert seen[0].headers["X-Redmine-API-Key"] == KEY


def test_what_httpx_logs_for_others_is_left_alone(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answers(httpserver, OK)
    with to(httpserver.url_for("")) as server:
        asking.read(server, "/ours", missing=MISSING)
        ours = [one for one in caplog.records if one.name.startswith("http")]
    httpx.get(httpserver.url_for("/others"), trust_env=False)
    others = [one.getMessage() for one in caplog.records if one.name == "httpx"]
    assert ours == []
    assert len(others) == 1
    assert "/others" in others[0]
