"""Words for formats without markup: plain text in the reader's language."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from checklist.messages import Lang
from checklist.outputs.rows import Line, Note
from checklist.outputs.templates import clean
from checklist.outputs.view import Words, label, pick, weekday
from checklist.plan import Citation, Plan
from checklist.text import Text
from checklist.vocabulary import LABELS, Confidence


def words(text: Words, lang: Lang) -> str:
    """A sentence; in `zh-en` the English follows, unless it says the same."""
    main, beside = pick(text, lang)
    return clean(f"{main} / {beside}" if beside else main)


def said(key: str, lang: Lang, **values: object) -> str:
    """A label of the document with its values filled in."""
    return words(label(key, **values), lang)


def punct(key: str, lang: Lang) -> str:
    """A punctuation mark as the language writes it, once."""
    return pick(label(key), lang)[0]


def dated(day: dt.date, lang: Lang) -> str:
    """2026-11-23 周一."""
    return f"{day} {pick(weekday(day), lang)[0]}"


def joined(texts: tuple[Text, ...], lang: Lang) -> str:
    """Sentences in a row, separated as the language does."""
    return punct("separator", lang).join(words(text, lang) for text in texts)


def marks(line: Line, lang: Lang) -> list[str]:
    """The marks of a row as words, not that it is done; and that a limit is advisory."""
    names = [f"mark-{name}" for name in line.marks if name != "done"]
    names += [name for name, _ in line.limits if name == "advisory-limit"]
    return [said(name, lang) for name in names]


def limit(line: Line) -> dt.date | None:
    """The binding limit of a row, else an advisory one; `marks` says which."""
    limits = dict(line.limits)
    return limits.get("limit") or limits.get("advisory-limit")


def cited_once(notes: Iterable[Note]) -> list[Citation]:
    """The articles behind a row, each once."""
    found = {(note.citation.law.zh, note.citation.article): note.citation for note in notes}
    return list(found.values())


def laws(line: Line, lang: Lang) -> str:
    """The articles behind a row, each once, with 核实 where its text was not read."""
    return punct("separator", lang).join(_law(cited, lang) for cited in cited_once(line.notes))


def _law(cited: Citation, lang: Lang) -> str:
    article = cited.article or ""
    english = f"{cited.law.en} {article}".rstrip()
    name = english if lang == "en" else f"《{cited.law.zh}》{article}"
    if lang == "zh-en":
        name = f"{name} / {cited.law.en}"
    unread = cited.confidence is not Confidence.READ
    return clean(f"{name} [{said('mark-verify', lang)}]" if unread else name)


def who(line: Line, lang: Lang) -> str:
    """The person where one is named, and the team."""
    team = words(LABELS[line.task.owner], lang)
    assignee = line.task.assignee
    return clean(f"{assignee}{punct('comma', lang)}{team}" if assignee else team)


def stable_id(plan: Plan, *parts: str) -> str:
    """32 characters that stay the same for one thing of one company, in every plan and language.

    The company is known by its credit code, else by its name; what it says cannot be read back.
    """
    whose = plan.company.credit_code or plan.company.name
    return hashlib.sha256("\0".join((whose, *parts)).encode()).hexdigest()[:32]
