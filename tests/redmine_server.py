"""A real Redmine on loopback: Debian's package, on a copy of its database (see .ci/setup).

Each server has a folder, a database and a port of its own, so that several can run at the same
time; it runs as nobody who could do harm where the tests run as root.
"""

import contextlib
import datetime as dt
import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

DATABASE = Path("/var/lib/checklist-tests/redmine.sqlite3")
PROGRAM = Path("/usr/share/redmine")
KEY = "a5c1f00dfeedc0ffee5ca1ab1e0ddba11c0de5e7"
READER_KEY = "b5c1f00dfeedc0ffee5ca1ab1e0ddba11c0de5e7"
"""The administrator's key, and that of somebody who may only look."""
PATIENCE = 90
"""Seconds to start, on a machine that is busy."""

NEEDS_REDMINE = pytest.mark.skipif(
    not (DATABASE.exists() and PROGRAM.exists()), reason="Redmine is not installed (see .ci/setup)"
)


@dataclass
class Redmine:
    """A server, and what a test asks it behind the program's back."""

    folder: Path
    port: int
    changes: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, method: str, path: str, **more: Any) -> Any:
        """One request as the administrator."""
        headers = {"X-Redmine-API-Key": KEY, **more.pop("headers", {})}
        answer = httpx.request(
            method, self.url + path, headers=headers, timeout=60, trust_env=False, **more
        )
        assert answer.status_code < 300, (answer.status_code, answer.text)
        return answer.json() if answer.content.strip() else None

    def raw(self, path: str) -> bytes:
        answer = httpx.get(
            self.url + path, headers={"X-Redmine-API-Key": KEY}, timeout=60, trust_env=False
        )
        assert answer.status_code == 200
        return answer.content

    def new_issue(self, subject: str = "注销 杭州见山茶业有限公司") -> str:
        """A ticket of its own for a test."""
        issue = {"project_id": "closing", "tracker_id": 1, "subject": subject}
        return str(self.call("POST", "/issues.json", json={"issue": issue})["issue"]["id"])

    def issue(self, number: str) -> Any:
        path = f"/issues/{number}.json?include=attachments,journals,children"
        return self.call("GET", path)["issue"]

    def sub_tasks(self, number: str) -> list[Any]:
        path = f"/issues.json?parent_id={number}&status_id=*&limit=100&sort=id"
        found: list[Any] = self.call("GET", path)["issues"]
        return found

    def setting(self, name: str, value: str) -> None:
        """Change a setting; the server reads it again, as it is newer than what it knows."""
        self.changes += 1
        stamp = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=self.changes)
        with contextlib.closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=30)) as base:
            base.execute("delete from settings where name = ?", (name,))
            base.execute(
                "insert into settings(name, value, updated_on) values(?, ?, ?)",
                (name, value, f"{stamp:%Y-%m-%d %H:%M:%S}"),
            )
            base.commit()

    def start(self) -> None:
        """Start the server on its port, and wait until it answers."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "RAILS_ENV": "production",
            "BUNDLER_VERSION": "2.3.15",
            # Instances lie in a folder of the package; from there the way leads to ours.
            "REDMINE_INSTANCE": "../../../.." + str(self.folder),
        }
        who = {"user": "www-data", "group": "www-data", "extra_groups": []} if _is_root() else {}
        with open(self.folder / "out", "ab") as out:
            self.process = subprocess.Popen(
                ["puma", "-b", f"tcp://127.0.0.1:{self.port}", "-t", "1:4", "config.ru"],
                env=environment,
                cwd=PROGRAM,
                stdout=out,
                stderr=subprocess.STDOUT,
                **who,  # type: ignore[call-overload]
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(httpx.TransportError, AssertionError):
                self.call("GET", "/users/current.json")
                return
            threading.Event().wait(0.1)  # a test may have put time.sleep aside
        self.stop()
        raise RuntimeError((self.folder / "out").read_text(errors="replace")[-3000:])

    def stop(self) -> None:
        """End it at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def _is_root() -> bool:
    return os.geteuid() == 0


def _now() -> str:
    return "2026-01-01 00:00:00"


def _prepare(folder: Path) -> None:
    for name in ("config", "files", "log", "tmp", "public"):
        (folder / name).mkdir()
    base = folder / "db.sqlite3"
    shutil.copyfile(DATABASE, base)
    (folder / "config/database.yml").write_text(
        f"production:\n  adapter: sqlite3\n  database: {base}\n  encoding: utf8\n  timeout: 20000\n"
    )
    (folder / "config/secret_key.txt").write_text("0" * 64)
    with contextlib.closing(sqlite3.connect(base)) as data:
        for name, value in (("rest_api_enabled", "1"), ("default_language", "zh")):
            data.execute(
                "insert into settings(name, value, updated_on) values(?, ?, ?)",
                (name, value, _now()),
            )
        data.execute("update users set must_change_passwd = 0 where id = 1")
        data.execute(
            "insert into users(id, login, firstname, lastname, status, type, admin, language,"
            " created_on, updated_on)"
            " values(9, 'reader', '只看', '不写', 1, 'User', 0, 'zh', ?, ?)",
            (_now(), _now()),
        )
        # Whoever is no member may look at a public project, and no more.
        data.execute(
            "update roles set permissions = ? where builtin = 1", ("---\n- :view_issues\n",)
        )
        for user, key in ((1, KEY), (9, READER_KEY)):
            data.execute(
                "insert into tokens(user_id, action, value, created_on, updated_on)"
                " values(?, 'api', ?, ?, ?)",
                (user, key, _now(), _now()),
            )
        data.commit()
    if _is_root():
        www = pwd.getpwnam("www-data")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, www.pw_uid, www.pw_gid)


@contextlib.contextmanager
def running() -> Iterator[Redmine]:
    """A fresh server with a public project `closing`."""
    folder = Path(tempfile.mkdtemp(prefix="redmine-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Redmine(folder, port)
    try:
        _prepare(folder)
        server.start()
        server.call(
            "POST",
            "/projects.json",
            json={
                "project": {
                    "name": "注销",
                    "identifier": "closing",
                    "is_public": True,
                    "tracker_ids": [1, 2, 3],
                }
            },
        )
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
