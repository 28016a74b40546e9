"""What makes the HTML page a tool: its data, its words, its script and the policy that guards it.

The script is the only one that may run: the page's policy names it by its hash, so a text of the
plan could not run anything even if it got out of its place. The policy allows no connection.
"""

import base64
import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from checklist.messages import Lang, Message
from checklist.messages.screen import SCREEN
from checklist.outputs.templates import clean, templates_folder
from checklist.outputs.view import label, pick
from checklist.plan import DUE_SOON_DAYS, Plan, Task
from checklist.vocabulary import LABELS, Owner, Phase

_SCRIPTS: Final = ("progress", "rows", "view", "screen")
_STATUSES: Final = ("todo", "overdue", "due-soon", "open", "blocked", "done")
_MARKS: Final = ("overdue", "due-soon")

Filter = tuple[str, tuple[tuple[str, Message], ...]]


@dataclass(frozen=True)
class Screen:
    """A plan's page as a tool, for the templates."""

    plan: Plan
    lang: Lang

    def say(self, key: str) -> Markup:
        """A sentence of the tool; in `zh-en` the English follows in a span of its own."""
        main, beside = pick(SCREEN[key], self.lang)
        if beside is None:
            return escape(main)
        return Markup('{} <span class="en" lang="en">{}</span>').format(main, beside)

    def plain(self, key: str) -> str:
        """The same without markup, for attributes and for the script."""
        return _plain(SCREEN[key], self.lang)

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """What can be chosen: teams and phases that occur, and every status."""
        owners = {task.owner for task in self.plan.tasks}
        phases = {task.phase for task in self.plan.tasks}
        return (
            ("team", tuple((word.value, LABELS[word]) for word in Owner if word in owners)),
            ("status", tuple((name, SCREEN[f"status-{name}"]) for name in _STATUSES)),
            ("phase", tuple((word.value, LABELS[word]) for word in Phase if word in phases)),
        )

    @cached_property
    def keys(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The keyboard: keys and what they do."""
        return (
            (("j", "k"), "key-move"),
            ((self.plain("space-key"),), "key-tick"),
            (("n",), "key-note"),
            (("f", "/"), "key-filter"),
            (("e",), "key-progress"),
            (("h", "?"), "key-help"),
            (("Esc",), "key-escape"),
        )

    @cached_property
    def data(self) -> Markup:
        """What the script knows, as JSON that cannot end its element."""
        text = json.dumps(_data(self), ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return Markup(text)

    @property
    def script(self) -> Markup:
        """The script."""
        return _script()

    @property
    def policy(self) -> str:
        """The content security policy: our script by its hash, our styles, no connection."""
        digest = base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
        return (
            f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )


@lru_cache(maxsize=1)
def _script() -> Markup:
    """The scripts in one scope of their own."""
    folder = templates_folder() / "screen"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return Markup('(() => {\n"use strict";\n' + "\n".join(parts) + "})();")


def storage_key(plan: Plan) -> str:
    """Under which name a browser keeps the ticks: the same for every plan of the company."""
    code = plan.company.credit_code
    if code:
        return unicodedata.normalize("NFKC", code).strip().upper()
    name = unicodedata.normalize("NFKC", plan.company.name).strip().casefold()
    return f"name-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _data(screen: Screen) -> dict[str, Any]:
    plan = screen.plan
    words = {key: _plain(text, screen.lang) for key, text in SCREEN.items()}
    for name in ("phase-count", "is-done", "is-open", *(f"mark-{mark}" for mark in _MARKS)):
        words[name] = _plain(label(name), screen.lang)
    for name in ("list-separator", "colon"):
        words[name] = pick(label(name), screen.lang)[0]
    return {
        "key": storage_key(plan),
        "company": {"name": plan.company.name, "credit_code": plan.company.credit_code},
        "asOf": plan.as_of.isoformat(),
        "dueSoonDays": DUE_SOON_DAYS,
        "tasks": [_task(task, screen.lang) for task in plan.tasks],
        "words": words,
    }


def _task(task: Task, lang: Lang) -> dict[str, Any]:
    """What the script needs of a task; what is not there is left out."""
    day = task.plan_by or task.planned
    found = {
        "id": task.id,
        "n": task.number,
        "title": _plain(task.title, lang),
        "team": task.owner.value,
        "phase": task.phase.value,
        "status": task.status,
        "doneOn": task.done_on and task.done_on.isoformat(),
        "limit": task.deadline and task.deadline.isoformat(),
        "day": day and day.isoformat(),
        "after": task.after,
        "steps": [_plain(step, lang) for step in task.sub_steps],
    }
    return {key: value for key, value in found.items() if value not in (None, (), [])}


def _plain(text: Any, lang: Lang) -> str:
    main, beside = pick(text, lang)
    return clean(f"{main} / {beside}" if beside else main)
