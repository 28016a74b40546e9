"""A link to a server over HTTP: who we are, whom it trusts, what is shown of a dry run.

httpx, because it leaves redirects alone unless told otherwise, keeps proxies of the environment
and time-outs by itself, and adds nothing from ~/.netrc. truststore, so that whom the system trusts
is trusted, a company's own authority among them.
"""

import contextlib
import logging
import os
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import httpx

from checklist.delivery.errors import DeliveryError
from checklist.delivery.settings import Address
from checklist.messages import Lang, say
from checklist.messages.delivery import FAILURES, SHOWN
from checklist.problems import shown

TIMEOUT: Final = httpx.Timeout(60, connect=10)
"""Seconds: to connect, and for each piece that is sent or received."""
_BUNDLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")

_LOGGERS: Final = (
    "httpx",
    *(f"httpcore.{name}" for name in ("connection", "http11", "http2", "proxy", "socks")),
)
_linked: ContextVar[bool] = ContextVar("linked", default=False)

Sleep = Callable[[float], None]


class Access(NamedTuple):
    """What it takes to speak to a server."""

    address: Address
    headers: Mapping[str, str]
    """What proves who we are."""
    secrets: tuple[str, ...]
    """What must never be shown."""


@dataclass(slots=True)
class Link:
    """A server, and how it is spoken to."""

    address: Address
    client: httpx.Client
    headers: Mapping[str, str] = field(repr=False)
    """What proves who we are; added to requests to this server only."""
    secrets: tuple[str, ...] = field(repr=False)
    lang: Lang
    show: Callable[[str], None] | None = None
    """Where requests are shown; given, nothing is changed on the server."""
    sleep: Sleep = time.sleep
    memory: dict[str, Any] = field(default_factory=dict)
    """What a tracker has been told once and need not ask again."""

    @property
    def dry(self) -> bool:
        """Whether requests that change something are shown and not sent."""
        return self.show is not None

    @property
    def host(self) -> str:
        """What messages call the server."""
        return self.address.parts.netloc


@contextlib.contextmanager
def linked(
    access: Access,
    lang: Lang,
    show: Callable[[str], None] | None = None,
    sleep: Sleep | None = None,
) -> Iterator[Link]:
    """A link to a server, closed at the end; what httpx logs meanwhile is dropped."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_unless_linked)  # the same filter is added once
    token = _linked.set(True)
    try:
        with _client() as client:
            yield Link(
                access.address,
                client,
                access.headers,
                access.secrets,
                lang,
                show,
                sleep or time.sleep,
            )
    finally:
        _linked.reset(token)


def _unless_linked(record: logging.LogRecord) -> bool:
    """A filter: httpx logs addresses, which may hold a key, and httpcore headers."""
    return not _linked.get()


def mask(link: Link, text: str) -> str:
    """`text` with stars for every secret."""
    for secret in link.secrets:
        text = text.replace(secret, "***")
    return text


def tell(
    link: Link,
    method: str,
    path: str,
    params: Mapping[str, str | int] | None = None,
    headers: Mapping[str, str] | None = None,
    said: str = "",
    content: Any = None,
) -> None:
    """Show a request: the line, what it carries; keys as stars."""
    if link.show is None:
        return
    url = path if "://" in path else link.address.url + path
    if params:
        url += "?" + str(httpx.QueryParams(dict(params)))
    sent = "" if method == "GET" else f"  {say(SHOWN['not-sent'], link.lang)}"
    lines = [f"{method} {url}{sent}"]
    lines += [f"    {name}: {value}" for name, value in (headers or {}).items()]
    lines += [f"    {line}" for line in said.splitlines()]
    if content is not None:
        import json

        text = json.dumps(content, ensure_ascii=False, indent=2)
        lines += [f"    {line}" for line in text.splitlines()]
    for line in lines:
        link.show(mask(link, line))


def trust() -> ssl.SSLContext:
    """What the system trusts, and what the usual variables add."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for name in _BUNDLES:
        bundle = os.environ.get(name)
        if bundle:
            try:
                context.load_verify_locations(
                    **({"capath": bundle} if os.path.isdir(bundle) else {"cafile": bundle})
                )
            except (OSError, ssl.SSLError):
                raise DeliveryError(
                    FAILURES["bad-bundle"], variable=name, file=shown(bundle)
                ) from None
    return context


def _client() -> httpx.Client:
    try:
        return httpx.Client(verify=trust(), timeout=TIMEOUT, follow_redirects=False)
    except (ValueError, ImportError, httpx.HTTPError):  # its text may hold a password
        raise DeliveryError(FAILURES["bad-proxy"]) from None
