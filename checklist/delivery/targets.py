"""`KIND:PLACE`: which target is meant, and the module that knows it."""

import importlib
import re
from types import ModuleType
from typing import Final, NamedTuple, cast

from checklist.delivery.errors import TargetError
from checklist.delivery.tickets import Tracker
from checklist.messages.delivery import FAILURES
from checklist.problems import shown

TRACKERS: Final = ("redmine", "gitlab", "jira")
KINDS: Final = (*TRACKERS, "mail", "wecom")


class Target(NamedTuple):
    """Where something goes."""

    kind: str
    place: str

    @property
    def name(self) -> str:
        """As the user writes it."""
        return f"{self.kind}:{self.place}"

    @property
    def is_ticket(self) -> bool:
        """Whether it can be asked what it holds."""
        return self.kind in TRACKERS


def read_target(text: str) -> Target:
    """The target that `text` names; raises `TargetError`."""
    kind, colon, place = text.partition(":")
    kind = kind.strip().lower()
    if not colon or kind not in KINDS:
        examples = ", ".join(module(one).EXAMPLE for one in KINDS)
        raise TargetError(FAILURES["no-such-kind"], given=shown(text), examples=examples)
    found = re.fullmatch(module(kind).FORM, place.strip())
    if not found:
        raise TargetError(
            FAILURES["bad-place"], given=shown(place), kind=kind, example=module(kind).EXAMPLE
        )
    return Target(kind, found["place"])


def module(kind: str) -> ModuleType:
    """The module of a kind of target."""
    return importlib.import_module(f"checklist.delivery.{kind}")


def tracker(kind: str) -> Tracker:
    """The same, where it is a tracker."""
    return cast(Tracker, module(kind))
