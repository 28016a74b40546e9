"""A Chromium that stays open and prints over its debugging protocol, through a pair of pipes."""

import base64
import contextlib
import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def executable() -> str | None:
    """The browser's path, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Browser:
    """One browser with one tab; `print_page` gives a PDF's bytes."""

    def __init__(self, program: str, folder: Path) -> None:
        """Start it with a profile of its own."""
        # It reads from descriptor 3 and writes to 4; the shell moves ours there from numbers that
        # are neither.
        from_us, to_it = _pipe()
        from_it, to_us = _pipe()
        script = f'exec 3<&{from_us} 4>&{to_us} {from_us}<&- {to_us}>&-; exec "$@"'
        own = ("--remote-debugging-pipe", f"--user-data-dir={folder}")
        self.process = subprocess.Popen(
            ["bash", "-c", script, "sh", program, *FLAGS, *own],
            pass_fds=(from_us, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self.writer = os.fdopen(to_it, "wb", buffering=0)
        self.reader = from_it
        self.waiting = bytearray()
        self.number = 0
        self.session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self._call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        self._call("Page.enable")

    def print_page(self, page: Path) -> bytes:
        """Load a file and print it as its style sheet says."""
        self._call("Page.navigate", url=page.as_uri())
        while self._read().get("method") != "Page.loadEventFired":
            pass
        done = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(done["data"])

    def close(self) -> None:
        """End it, and wait until it is gone."""
        with contextlib.suppress(OSError, RuntimeError):
            self.session = None
            self._call("Browser.close")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.writer.close()
        os.close(self.reader)

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.writer.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _read(self) -> dict[str, Any]:
        while (end := self.waiting.find(b"\0")) < 0:
            part = os.read(self.reader, 1 << 20)
            if not part:
                raise RuntimeError("the browser has gone")
            self.waiting += part
        message: dict[str, Any] = json.loads(self.waiting[:end])
        del self.waiting[: end + 1]
        return message


def _pipe() -> tuple[int, int]:
    """A pipe with high numbers at both ends."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]


@contextlib.contextmanager
def open_browser(program: str, folder: Path) -> Iterator[Browser]:
    """A browser for the time of a measurement."""
    browser = Browser(program, folder)
    try:
        yield browser
    finally:
        browser.close()
