"""Markdown for a ticket: summary, dates, conflicts, the tasks to tick.

Two dialects: GitHub's, which other trackers and editors read as well, and GitLab's, with a table
of contents and with what does not apply as boxes that cannot be ticked. A tracker takes only so
many characters: what does not fit is left out in steps (see `fitting`), and the text says so.

Every value is escaped on its way into the template: no name can become markup, HTML, a mention,
a reference to another ticket, or a command of the tracker.
"""

import datetime as dt
import re
from functools import partial
from typing import Final, Literal

from checklist.messages import Lang
from checklist.outputs.options import Look
from checklist.outputs.plain import cited_once
from checklist.outputs.templates import Ready, clean, text_environment
from checklist.outputs.ticket import Share, fitting
from checklist.outputs.view import View, Words, label, pick, weekday
from checklist.plan import Citation, Plan
from checklist.vocabulary import LABELS, Confidence

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_THE_START: Final = re.compile(r"^(?:[#+\-=/]|\d+(?=[.)]))")
_REFERENCE: Final = re.compile(r"([@#!%])(?=\w)")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp)(?=://)|\bwww(?=\.)")
_APART: Final = "<!-- -->"


Dialect = Literal["github", "gitlab"]
LIMITS: Final[dict[Dialect, int]] = {"github": 65_536, "gitlab": 1_048_576}
"""Characters of a description (GitHub refuses more; GitLab's limit is a mebibyte)."""


def render_markdown(
    plan: Plan, lang: Lang, look: Look | None = None, dialect: Dialect = "github"
) -> str:
    """The checklist as Markdown, no longer than the tracker takes."""
    view = View(plan, lang, look or Look())
    return fitting(view, lambda share: _markdown(view, share, dialect), LIMITS[dialect])


def _markdown(view: View, share: Share, dialect: Dialect) -> str:
    plan, lang = view.plan, view.lang
    template = text_environment(escape).get_template("plan.md.j2")
    text: str = template.render(
        plan=plan,
        view=view,
        share=share,
        gitlab=dialect == "gitlab",
        t=partial(words, lang=lang),
        label=partial(_label, lang=lang),
        word=lambda word: words(LABELS[word], lang),
        day=partial(_day, lang=lang),
        punct=lambda key: Ready(pick(label(key), lang)[0]),
        law=partial(_law, lang=lang),
        cited_once=cited_once,
        read=Confidence.READ,
    )
    return text


def escape(text: str) -> str:
    """One line of plain words, whatever they hold."""
    flat = " ".join(clean(text).split())
    flat = _SPECIAL.sub(r"\\\g<0>", flat)
    flat = _AT_THE_START.sub(lambda found: _escape_start(found[0]), flat)
    flat = _ADDRESS.sub(rf"\g<0>{_APART}", flat)
    return _REFERENCE.sub(rf"\1{_APART}", flat)


def _escape_start(text: str) -> str:
    return text + "\\" if text.isdigit() else "\\" + text


def words(text: Words, lang: Lang) -> Ready:
    """A sentence, escaped; in `zh-en` the English follows."""
    main, beside = pick(text, lang)
    return Ready(f"{escape(main)} / {escape(beside)}" if beside else escape(main))


def _label(key: str, lang: Lang, **values: object) -> Ready:
    return words(label(key, **values), lang)


def _day(date: dt.date, lang: Lang) -> Ready:
    return Ready(f"{date} {pick(weekday(date), lang)[0]}")


def _law(cited: Citation, lang: Lang) -> Ready:
    article = cited.article or ""
    if lang == "en":
        return Ready(escape(f"{cited.law.en} {article}".rstrip()))
    name = escape(f"《{cited.law.zh}》{article}")
    return Ready(name if lang == "zh" else f"{name} / {escape(cited.law.en)}")
