"""Mail over SMTP, with the standard library: it writes RFC 2231 file names and speaks SMTPUTF8.

    CHECKLIST_MAIL_URL    smtps://host:465, or smtp://host:587, which turns on TLS (STARTTLS)
    CHECKLIST_MAIL_FROM   the sender
    CHECKLIST_MAIL_USER   the account, by default the sender
    CHECKLIST_MAIL_KEY    its password; at QQ, 163 and 企业微信 a 授权码 (authorisation code)

A message is either taken by the server or not. Its Message-ID is made of what it says, so that
mail programs know one that was sent twice, because the first answer got lost, for the same.
"""

import datetime as dt
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final, NamedTuple, NoReturn

import tenacity

from checklist.delivery.asking import ATTEMPTS
from checklist.delivery.errors import DeliveryError, TargetError, Unsettled
from checklist.delivery.link import trust
from checklist.delivery.settings import (
    PLAIN,
    Address,
    Environment,
    address,
    allows_plain,
    optional_secret,
    variable,
)
from checklist.delivery.tickets import Item
from checklist.messages.delivery import FAILURES
from checklist.problems import shown

FORM: Final = r"(?P<place>[^\s@,;<>\"]+@[^\s@,;<>\"]+(?:,[^\s@,;<>\"]+@[^\s@,;<>\"]+)*)"
EXAMPLE: Final = "mail:finance@example.cn"
TIMEOUT = 30.0
"""Seconds to wait for each answer of the server."""
_PORTS: Final = {"smtps": 465, "smtp": 587}


class Post(NamedTuple):
    """How mail is sent."""

    server: Address
    sender: str
    user: str
    password: str
    plain: bool
    """Whether it may be sent without encryption."""


def access(environment: Environment) -> Post:
    """The server and the account; without a password nobody logs in (a relay of one's own)."""
    name = variable("mail", "url")
    text = environment.get(name, "").strip()
    if not text:
        raise TargetError(FAILURES["no-url"], variable=name, kind="mail")
    found = address({**environment, PLAIN: "1"}, text, name, ("smtps", "smtp"))
    sender = environment.get(variable("mail", "from"), "").strip()
    if not re.fullmatch(FORM, sender) or "," in sender:
        raise TargetError(FAILURES["no-sender"], variable=variable("mail", "from"))
    user = environment.get(variable("mail", "user"), "").strip() or sender
    password = optional_secret(environment, "mail", user)
    return Post(found, sender, user, password, allows_plain(environment) or is_near(found))


def is_near(server: Address) -> bool:
    """Whether the server is on this machine."""
    return (server.parts.hostname or "") in ("localhost", "127.0.0.1", "::1")


def compose(
    post: Post,
    place: str,
    subject: str,
    text: str,
    items: tuple[Item, ...],
    when: dt.datetime,
    name: str,
) -> EmailMessage:
    """The message. `when` is its date, `name` what its Message-ID is made of."""
    message = EmailMessage(policy=SMTP)
    try:
        sender = _mailbox(post.sender)
        message["From"] = sender
        message["To"] = [_mailbox(one) for one in place.split(",")]
        message["Subject"] = " ".join(subject.split())
        message["Date"] = format_datetime(when)
        message["Message-ID"] = f"<{name[:32]}@{sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
    except ValueError:
        raise TargetError(FAILURES["bad-address"], place=shown(place)) from None
    message.set_content(text, cte="base64")
    for item in items:
        kind, _, below = item.media_type.partition("/")
        message.add_attachment(item.data, maintype=kind, subtype=below, filename=item.name)
        if kind == "text":
            *_, part = message.iter_attachments()
            part.set_param("charset", "utf-8")
    return message


def _mailbox(text: str) -> MailAddress:
    """An address; a Chinese domain as mail servers know it (RFC 5891)."""
    local, _, domain = text.rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode()
    return MailAddress(username=local, domain=domain)


def deliver(
    post: Post, message: EmailMessage, sleep: Callable[[float], None] | None = None
) -> tuple[str, ...]:
    """Send one message; gives the recipients that it was not taken for, where it was for others.

    What certainly was not taken is tried again; raises `DeliveryError`.
    """
    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=tenacity.wait_exponential_jitter(initial=1, max=20),
        retry=tenacity.retry_if_exception_type(_LaterError),
        sleep=sleep or time.sleep,
        reraise=True,
    )
    try:
        return retrying(_once, post, message)
    except _LaterError as error:
        raise error.wrong from None


class _LaterError(Exception):
    """Nothing was taken, and it may be otherwise in a moment."""

    def __init__(self, wrong: DeliveryError) -> None:
        super().__init__()
        self.wrong = wrong


def _once(post: Post, message: EmailMessage) -> tuple[str, ...]:
    host = post.server.parts.hostname or ""
    sent = False
    try:
        with _connected(post, host) as server:
            _log_in(post, server, host)
            size = len(message.as_bytes())
            limit = int(server.esmtp_features.get("size") or 0)
            if limit and size > limit:
                raise TargetError(FAILURES["mail-too-large"], host=host, size=size, limit=limit)
            sent = True
            return tuple(server.send_message(message))
    except ssl.SSLCertVerificationError as error:
        reason = shown(error.verify_message or str(error))
        raise DeliveryError(FAILURES["certificate"], host=host, reason=reason) from None
    except ssl.SSLError as error:
        reason = shown(error.reason or "TLS")
        raise DeliveryError(FAILURES["tls"], host=host, reason=reason) from None
    except smtplib.SMTPNotSupportedError:
        raise TargetError(FAILURES["no-smtputf8"], host=host) from None
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            FAILURES["wrong-key"], host=host, status=error.smtp_code, said=""
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _raise(host, code, said, "recipients-refused")
    except smtplib.SMTPResponseException as error:  # sender, data, greeting
        _raise(host, error.smtp_code, error.smtp_error, "mail-refused")
    except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError) as error:
        slow = any(isinstance(one, TimeoutError) for one in (error, error.__context__))
        if sent:
            raise Unsettled(
                FAILURES["slow-unsettled" if slow else "broken-off-unsettled"], host=host
            ) from None
        key = "slow" if slow else "no-connection"
        raise _LaterError(DeliveryError(FAILURES[key], host=host)) from None
    except (OSError, socket.gaierror, smtplib.SMTPException):
        raise _LaterError(DeliveryError(FAILURES["no-connection"], host=host)) from None


def _connected(post: Post, host: str) -> smtplib.SMTP:
    scheme = post.server.parts.scheme
    port = post.server.parts.port or _PORTS[scheme]
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trust())
    server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=trust())
        server.ehlo()
    elif not post.plain:
        server.close()
        raise TargetError(FAILURES["no-starttls"], host=host, allow=PLAIN)
    return server


def _log_in(post: Post, server: smtplib.SMTP, host: str) -> None:
    if not post.password:
        return
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("auth"):
        raise TargetError(FAILURES["no-login"], host=host)
    server.login(post.user, post.password)


def _raise(host: str, code: int, said: bytes | str, key: str) -> NoReturn:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    values = {"host": host, "status": code, "said": shown(text, 200)}
    if code in (552, 523):
        raise TargetError(FAILURES["too-large"], **values) from None
    if code == 530:
        raise DeliveryError(FAILURES["wrong-key"], **values) from None
    wrong = DeliveryError(FAILURES[key], **values)
    if 400 <= code < 500:
        raise _LaterError(wrong) from None
    raise TargetError(FAILURES[key], **values) from None
