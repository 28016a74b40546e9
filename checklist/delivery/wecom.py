"""A group robot of WeCom (企业微信群机器人): https://developer.work.weixin.qq.com/document/path/91770
(read 2026-11-24; not verified against the vendor)

    CHECKLIST_WECOM_FINANCE_KEY    the key in the webhook address of the robot `wecom:finance`
    CHECKLIST_WECOM_KEY            the key of the only robot, whatever it is called

The vendor's limits: a file of more than 5 bytes and at most 20 MB, text of at most 4096 bytes, 20
messages a minute. Files are uploaded first, which nobody sees; then comes the message, then one
message for each file. The key is a part of the address: no address is ever printed or logged.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from checklist.delivery.asking import send
from checklist.delivery.errors import DeliveryError, TargetError
from checklist.delivery.link import Access, Link, mask
from checklist.delivery.settings import Environment, optional_secret, secret, server
from checklist.delivery.tickets import Item
from checklist.messages.delivery import FAILURES
from checklist.problems import shown

FORM: Final = r"(?P<place>[\w\-]{1,64})"
EXAMPLE: Final = "wecom:finance"
SMALLEST: Final = 6
LARGEST: Final = 20 << 20
TEXT: Final = 4096
"""Bytes of a message of the type `markdown`."""
MESSAGES: Final = 20
MINUTE: Final = 60.0
"""So many messages in so many seconds."""
_ATTEMPTS: Final = 3
_WRONG_KEY: Final = (93000, 93004, 93008, 93017, 300001)
_TOO_MANY: Final = (45009, 45033)
_BUSY: Final = -1


def access(environment: Environment, place: str) -> Access:
    """The vendor's server and the robot's key."""
    address = server(environment, "wecom", "https://qyapi.weixin.qq.com")
    key = optional_secret(environment, "wecom", place, name=f"{place}_key")
    key = key or secret(environment, "wecom", place)
    return Access(address, {}, (key,))


def check(items: tuple[Item, ...]) -> None:
    """Raise `TargetError` where a file is outside the vendor's limits."""
    for item in items:
        size = len(item.data)
        if size > LARGEST:
            raise TargetError(FAILURES["larger-than"], file=item.name, size=size, limit=LARGEST)
        if size < SMALLEST:
            raise TargetError(FAILURES["smaller-than"], file=item.name, size=size, limit=SMALLEST)


def deliver(
    link: Link,
    text: str,
    items: tuple[Item, ...],
    note: Callable[[str], None],
    name: str,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Send a message and then the files; `note` is told of each that arrived, by its digest.

    `name` is the message's digest; an empty `text` sends the files alone.
    """
    check(items)
    media = [(item, _upload(link, item)) for item in items]
    pace = _Pace(link, clock)
    if text:
        _say(link, {"msgtype": "markdown", "markdown": {"content": fit(text)}}, pace)
        note(name)
    for item, identity in media:
        _say(link, {"msgtype": "file", "file": {"media_id": identity}}, pace)
        note(item.digest)


def fit(text: str, limit: int = TEXT) -> str:
    """`text` without the last lines that do not fit into so many bytes of UTF-8."""
    if len(text.encode()) <= limit:
        return text
    lines: list[str] = []
    room = limit - len("\n……".encode())
    for line in text.split("\n"):
        room -= len(line.encode()) + 1
        if room < 0:
            break
        lines.append(line)
    return "\n".join([*lines, "……"])


class _Pace:
    """Waits where the next message would be one too many within the minute."""

    def __init__(self, link: Link, clock: Callable[[], float]) -> None:
        self.link, self.clock = link, clock
        self.times: list[float] = []

    def wait(self) -> None:
        now = self.clock()
        self.times = [one for one in self.times if now - one < MINUTE]
        if len(self.times) >= MESSAGES:
            self.link.sleep(MINUTE - (now - self.times[0]))
        self.times.append(self.clock())


def _upload(link: Link, item: Item) -> str:
    answer = _asked(
        link,
        "/cgi-bin/webhook/upload_media",
        params={"type": "file"},
        files={"media": (item.name, item.data, "application/octet-stream")},
        said=f"media={item.name}, {len(item.data)} bytes, sha256 {item.digest}",
        again=True,  # it is kept for three days and seen by nobody
        pretend={"errcode": 0, "media_id": "…"},
    )
    return str(answer["media_id"])


def _say(link: Link, message: dict[str, Any], pace: _Pace) -> None:
    if not link.dry:
        pace.wait()
    _asked(link, "/cgi-bin/webhook/send", json=message, again=False, pretend={"errcode": 0})


def _asked(link: Link, path: str, **request: Any) -> dict[str, Any]:
    """The answer; the vendor answers 200 to everything and says in it whether it was done."""
    for attempt in range(1, _ATTEMPTS + 1):
        answer = send(link, "POST", path, query={"key": link.secrets[0]}, **request)
        if not isinstance(answer, dict) or "errcode" not in answer:
            raise DeliveryError(FAILURES["not-json"], host=link.host)
        code = answer["errcode"]
        if code == 0:
            return answer
        if code in (*_TOO_MANY, _BUSY) and attempt < _ATTEMPTS:  # it was not done
            link.sleep(MINUTE if code in _TOO_MANY else 2.0 * attempt)
            continue
        values = {
            "host": link.host,
            "status": code,
            "said": mask(link, shown(str(answer.get("errmsg", "")), 200)),
        }
        if code in _WRONG_KEY:
            raise DeliveryError(FAILURES["wrong-key"], **values)
        if code in _TOO_MANY:
            raise DeliveryError(FAILURES["too-many"], **values)
        if code == _BUSY:
            raise DeliveryError(FAILURES["server-error"], **values)
        raise TargetError(FAILURES["refused"], **values)
    raise AssertionError("the last attempt returns or raises")
