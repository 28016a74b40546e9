"""What a server's refusal, or its silence, means to the reader; never with a key in it."""

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from checklist.delivery.errors import DeliveryError, TargetError, Unsettled
from checklist.delivery.link import Link, mask
from checklist.messages.delivery import FAILURES
from checklist.problems import shown


def accepted(link: Link, response: httpx.Response, *, settled: bool = True) -> httpx.Response:
    """The answer, unless it is a refusal; an error of a gateway may hide that it was done."""
    status = response.status_code
    if response.is_success:
        return response
    values = {"host": link.host, "status": status, "said": words_of(link, response)}
    if response.is_redirect or 300 <= status < 400:
        to = urlsplit(urljoin(link.address.url, response.headers.get("location", "")))
        raise TargetError(FAILURES["redirected"], host=link.host, to=f"{to.scheme}://{to.netloc}")
    if status == 401:
        raise DeliveryError(FAILURES["wrong-key"], **values)
    if status == 403:
        raise DeliveryError(FAILURES["forbidden"], **values)
    if status == 407:
        raise DeliveryError(FAILURES["proxy"], **values)
    if status == 413:
        raise TargetError(FAILURES["too-large"], **values)
    if status == 429:
        raise DeliveryError(FAILURES["too-many"], **values)
    if status >= 500:
        wrong = DeliveryError if settled else Unsettled
        raise wrong(FAILURES["server-error"], **values)
    raise TargetError(FAILURES["refused"], **values)


def words_of(link: Link, response: httpx.Response) -> str:
    """What a server says about a refusal, fit to be printed: short, and without a secret."""
    try:
        said = response.json()
    except ValueError:
        return ""
    for key in ("errors", "errorMessages", "message", "error", "error_description", "errmsg"):
        found = said.get(key) if isinstance(said, dict) else None
        if found:
            return mask(link, shown(_flat(found), 200))
    return ""


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(below)}" for key, below in value.items())
    if isinstance(value, list):
        return "; ".join(_flat(below) for below in value)
    return str(value)


@contextlib.contextmanager
def explained(link: Link, *, sent: bool) -> Iterator[None]:
    """Turn what httpx raises into what a reader understands; never with an address in it."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        if reason := certificate_fault(error):
            key = (
                "certificate" if isinstance(_cause(error), ssl.SSLCertVerificationError) else "tls"
            )
            raise DeliveryError(FAILURES[key], host=link.host, reason=shown(reason)) from None
        key = "proxy" if isinstance(error, httpx.ProxyError) else "no-connection"
        raise DeliveryError(FAILURES[key], host=link.host) from None
    except (httpx.TransportError, httpx.DecodingError) as error:
        wrong: type[DeliveryError] = Unsettled if sent else DeliveryError
        slow = isinstance(error, httpx.TimeoutException)
        key = ("slow" if slow else "broken-off") + ("-unsettled" if sent else "")
        raise wrong(FAILURES[key], host=link.host) from None
    except httpx.InvalidURL:
        raise TargetError(FAILURES["bad-path"], host=link.host) from None


def certificate_fault(error: BaseException) -> str | None:
    """What is wrong with a certificate, where that is the cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message or str(cause)
        if isinstance(cause, ssl.SSLError):
            return cause.reason or "TLS"
        cause = cause.__cause__ or cause.__context__
    return None


def _cause(error: BaseException) -> BaseException | None:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause
