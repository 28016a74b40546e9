"""Addresses and keys: from the environment, or from the system's keyring; from nowhere else.

    CHECKLIST_REDMINE_URL, CHECKLIST_REDMINE_KEY          and so on, one pair for each kind

What the environment lacks is looked for in the keyring, if the library `keyring` is there: service
`checklist-redmine`, user the address of the server (`keyring set checklist-redmine https://…`), so
that a key kept for one server is never sent to another one.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from checklist.delivery.errors import DeliveryError, TargetError
from checklist.messages.delivery import FAILURES

PLAIN: Final = "CHECKLIST_ALLOW_PLAINTEXT"
"""Set to 1 it allows to send a key without encryption to a server on another machine."""
_LOOPBACK: Final = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")

Environment = Mapping[str, str]


class Address(NamedTuple):
    """Where a server is."""

    url: str
    """Scheme, host, port and path, without a solidus at the end."""
    parts: SplitResult


def variable(kind: str, name: str) -> str:
    """The name of an environment variable: `CHECKLIST_REDMINE_URL`."""
    return f"CHECKLIST_{kind}_{name}".upper().replace("-", "_")


def server(environment: Environment, kind: str, default: str = "") -> Address:
    """The address of a server; raises `TargetError` where it is missing or will not do."""
    name = variable(kind, "url")
    text = environment.get(name, "").strip() or default
    if not text:
        raise TargetError(FAILURES["no-url"], variable=name, kind=kind)
    return address(environment, text, name, ("https", "http"))


def address(environment: Environment, text: str, name: str, schemes: tuple[str, str]) -> Address:
    """The address in `text`, of a secure scheme or, where that is allowed, of the plain one.

    `name` is the variable it comes from, for messages: the text itself may hold a password.
    """
    secure, plain = schemes
    try:
        parts = urlsplit(text.rstrip("/"))
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise TargetError(FAILURES["bad-url"], variable=name, scheme=secure) from None
    if parts.scheme not in schemes or not host or parts.query or parts.fragment:
        raise TargetError(FAILURES["bad-url"], variable=name, scheme=secure)
    if parts.username or parts.password:
        raise TargetError(FAILURES["key-in-url"], variable=name)
    if parts.scheme == plain and not _LOOPBACK.fullmatch(host) and not allows_plain(environment):
        raise TargetError(FAILURES["plaintext"], variable=name, scheme=secure, allow=PLAIN)
    return Address(parts.geturl(), parts)


def allows_plain(environment: Environment) -> bool:
    """Whether the user allows keys and files to travel without encryption."""
    return environment.get(PLAIN, "") == "1"


def secret(environment: Environment, kind: str, user: str, *, name: str = "key") -> str:
    """A key or password; raises `DeliveryError` where there is none.

    In: the kind of target, whom the keyring knows it by (an address, a robot's name), and what
    the variable is called.
    """
    found = optional_secret(environment, kind, user, name=name)
    if not found:
        service = f"checklist-{kind}"
        raise DeliveryError(
            FAILURES["no-key"], variable=variable(kind, name), service=service, user=user
        )
    return found


def optional_secret(environment: Environment, kind: str, user: str, *, name: str = "key") -> str:
    """The same, or nothing."""
    wanted = variable(kind, name)
    found = environment.get(wanted, "").strip() or (_from_keyring(kind, user) or "").strip()
    if not found.isascii() or any(not character.isprintable() for character in found):
        raise DeliveryError(FAILURES["key-unfit"], variable=wanted)
    return found


def _from_keyring(kind: str, user: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(f"checklist-{kind}", user)
    except (KeyringError, RuntimeError):  # locked, or a machine without one
        return None
