"""Asking a server: what is tried again, and what is never sent anywhere else.

What may be tried again: reading; whatever certainly did not arrive (no connection, 429); and
what does no harm twice, as the caller says. Anything else whose answer is missing is `Unsettled`.
A redirect is an error that names where it leads: no key follows it. tenacity, because which failure
may be tried again differs from request to request, and it takes that as a function.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

from checklist.delivery.errors import DeliveryError, TargetError
from checklist.delivery.link import Link, tell
from checklist.delivery.refusals import accepted, certificate_fault, explained
from checklist.messages import Message
from checklist.messages.delivery import FAILURES

ATTEMPTS: Final = 4
LONGEST_WAIT: Final = 60.0
"""Seconds: a server that asks to wait longer is not waited for."""
LARGEST: Final = 64 << 20
"""Bytes of an attachment that is read back; larger ones are none of ours."""
HOPS: Final = 3
_BUSY: Final = (429, 502, 503, 504)


class _AgainError(Exception):
    """An answer that asks to come again."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response = response


def read(
    link: Link, path: str, params: Mapping[str, str | int] | None = None, *, missing: Message
) -> httpx.Response:
    """GET, again and again within reason; 404 raises `TargetError` with `missing`."""
    tell(link, "GET", path, params)
    response = _answer(link, "GET", path, params=params, again=True)
    if response.status_code == 404:
        raise TargetError(missing, host=link.host)
    return accepted(link, response)


def send(
    link: Link,
    method: str,
    path: str,
    *,
    again: bool,
    pretend: Any,
    said: str = "",
    params: Mapping[str, str | int] | None = None,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    **body: Any,
) -> Any:
    """Change something on the server; gives the answer's JSON, or None where it has none.

    `again`: whether it does no harm twice. `pretend`: the answer where nothing may be changed;
    there the request is shown, with `said` for what it carries. `query` are parameters that hold
    a secret: they are sent, never shown. Raises `Unsettled` where nobody knows whether it was done.
    """
    tell(link, method, path, params, headers, said, body.get("json"))
    if link.dry:
        return pretend
    everything = {**(params or {}), **(query or {})} or None
    response = _answer(
        link, method, path, params=everything, again=again, headers=dict(headers or {}), **body
    )
    accepted(link, response, settled=again)
    if not response.content.strip():
        return None
    return answer_of(link, response)


def answer_of(link: Link, response: httpx.Response) -> Any:
    """The JSON of an answer; what is none comes from something else than the server."""
    try:
        return response.json()
    except ValueError:
        raise DeliveryError(FAILURES["not-json"], host=link.host) from None


def download(link: Link, url: str) -> bytes | None:
    """An attachment's bytes, or None where there are none for us, or more than any of ours has.

    Redirects are followed, but the key goes to its own server only. A server that is busy or gone
    is an error: nobody could tell then what is attached already.
    """
    tell(link, "GET", url)

    def once() -> bytes | None:
        target = urljoin(link.address.url + "/", url)
        for _ in range(HOPS + 1):
            own = _origin(target) == _origin(link.address.url)
            if not own and urlsplit(target).scheme != "https":
                return None
            headers = dict(link.headers) if own else {}
            with link.client.stream("GET", target, headers=headers) as response:
                if response.status_code in _BUSY or response.is_server_error:
                    response.read()
                    raise _AgainError(response)
                if not response.is_redirect:
                    return _bytes(response)
                target = urljoin(target, response.headers.get("location", ""))
        return None

    try:
        with explained(link, sent=False):
            return _retrying(link, again=True)(once)
    except _AgainError as error:
        accepted(link, error.response)
        return None


def _bytes(response: httpx.Response) -> bytes | None:
    if response.status_code != 200:
        return None
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > LARGEST:
            return None
    return bytes(data)


def _answer(link: Link, method: str, path: str, *, again: bool, **more: Any) -> httpx.Response:
    """The answer to a request, after as many attempts as it may have."""

    def once() -> httpx.Response:
        headers = {**link.headers, **more.get("headers", {})}
        response = link.client.request(
            method, link.address.url + path, **{**more, "headers": headers}
        )
        if response.status_code in _BUSY and (again or response.status_code == 429):
            raise _AgainError(response)
        return response

    try:
        with explained(link, sent=not again):
            return _retrying(link, again=again)(once)
    except _AgainError as error:
        return error.response


def _retrying(link: Link, *, again: bool) -> tenacity.Retrying:
    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=_wait,
        retry=tenacity.retry_if_exception(lambda error: _may_again(error, again)),
        sleep=link.sleep,
        reraise=True,
    )


def _wait(state: tenacity.RetryCallState) -> float:
    """1, 2, 4 … seconds and a little by chance, or what the server asks for."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _AgainError):
        asked = error.response.headers.get("retry-after", "")
        if asked.isdigit():
            return float(asked)
    return tenacity.wait_exponential_jitter(initial=1, max=20)(state)


def _may_again(error: BaseException, again: bool) -> bool:
    if isinstance(error, _AgainError):
        asked = error.response.headers.get("retry-after", "")
        return not asked.isdigit() or float(asked) <= LONGEST_WAIT
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return certificate_fault(error) is None
    return (
        again
        and isinstance(error, httpx.TransportError)
        and not isinstance(error, httpx.UnsupportedProtocol | httpx.ProxyError)
    )


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)
