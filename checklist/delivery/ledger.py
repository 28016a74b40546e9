"""What was sent where nothing can be asked back: mail and chat. One small file for each target.

It holds digests of what was sent and the plan that the next message is compared with (without
pay, identity and phone numbers); the target's name is hashed. Folder: CHECKLIST_STATE, else where
the system keeps such things (~/.local/state/checklist on Linux). platformdirs knows the latter.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from checklist.delivery.errors import DeliveryError
from checklist.messages.delivery import FAILURES
from checklist.problems import shown

STATE: Final = "CHECKLIST_STATE"
VERSION: Final = 1
MOST: Final = 2000
"""Digests that are kept of one target."""


def state_folder(environment: Mapping[str, str]) -> Path:
    """Where this machine's memory lies."""
    given = environment.get(STATE, "").strip()
    if given:
        return Path(given)
    from platformdirs import user_state_path

    return user_state_path("checklist", appauthor=False)


@dataclass(slots=True)
class Ledger:
    """The memory of one target."""

    path: Path
    sent: list[str] = field(default_factory=list)
    """Digests of files and messages, the oldest first."""
    plans: dict[str, str] = field(default_factory=dict)
    """The last plan that was sent, as JSON, by company."""

    def note(self, digest: str) -> None:
        """Remember a digest, at once: what comes after may fail."""
        self.sent = [*(one for one in self.sent if one != digest), digest][-MOST:]
        self.save()

    def save(self) -> None:
        """Write it down; readable for its owner alone."""
        content = {"version": VERSION, "sent": self.sent, "plans": self.plans}
        write_private(self.path, content)


def open_ledger(folder: Path, target: str) -> Ledger:
    """The memory of a target; empty where there is none yet."""
    name = hashlib.sha256(target.encode()).hexdigest()[:24]
    path = folder / f"sent-{name}.json"
    content = read_private(path)
    sent, plans = content.get("sent"), content.get("plans")
    return Ledger(
        path,
        [one for one in sent if isinstance(one, str)] if isinstance(sent, list) else [],
        {str(name): str(one) for name, one in plans.items()} if isinstance(plans, dict) else {},
    )


def read_private(path: Path) -> dict[str, Any]:
    """What a file of the memory holds; nothing where it is missing or of another version.

    Raises `DeliveryError` where it is damaged: to forget would be to send everything again.
    """
    try:
        content = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        reason = shown(getattr(error, "strerror", None) or "JSON")
        raise DeliveryError(FAILURES["state-damaged"], path=path, reason=reason) from None
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise DeliveryError(FAILURES["state-damaged"], path=path, reason="version")
    return content


def write_private(path: Path, content: Mapping[str, Any]) -> None:
    """Write a file of the memory; raises `DeliveryError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Such a file is readable for its owner alone.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(json.dumps(content, ensure_ascii=False).encode())
                file.flush()
                os.fsync(file.fileno())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DeliveryError(FAILURES["state-unwritable"], path=path, reason=reason) from None
