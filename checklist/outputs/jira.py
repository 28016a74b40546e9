"""Jira's wiki markup, for a description or a comment: summary, conflicts, dates, tasks in tables.

Jira takes 32,767 characters; what does not fit is left out in steps (see `ticket.fitting`). The
markup has no boxes to tick: a done task has Jira's tick, an open one a drawn box. Every value is
escaped on its way into the template: no name can become markup, a mention, a macro or a link.
Written from the markup's description; no Jira has been asked.
"""

import re
from functools import partial
from typing import Final

from checklist.messages import Lang
from checklist.messages.exports import TABLE
from checklist.outputs import plain
from checklist.outputs.options import Look
from checklist.outputs.templates import Ready, clean, text_environment
from checklist.outputs.ticket import Share, fitting
from checklist.outputs.view import View, Words, label, pick
from checklist.plan import Plan
from checklist.vocabulary import LABELS

LIMIT: Final = 32_767
"""Characters of a description or comment."""

_WORD: Final = "[0-9A-Za-z]"
"""Jira takes only these for parts of a word: between Chinese characters a hyphen may strike out."""
_SPECIAL: Final = re.compile(
    r"[\\{}\[\]*^~|!+`<>]"
    r"|&(?=#?\w+;)"
    r"|\?(?=\?)|(?<=\?)\?"
    rf"|(?<!{_WORD})[-_]|[-_](?!{_WORD})"
    r"|\((?=(?:[yxni!+\-?/*]|on|off|flag\w*|\*\w)\))|[:;](?=[)(PD])"
    r"|(?:(?<=\bhttp)|(?<=\bhttps)|(?<=\bftp)|(?<=\bfile)|(?<=\bmailto)):|(?<=\bwww)\."
    r"|^#"
    r"|(?:(?<=^h[1-6])|(?<=^bq))\.",
    re.IGNORECASE,
)
"""What Jira would take for markup, an icon, a link, an entity."""


def render_jira(plan: Plan, lang: Lang, look: Look | None = None) -> str:
    """The checklist in wiki markup, no longer than Jira takes."""
    view = View(plan, lang, look or Look())
    return fitting(view, partial(_render, view), LIMIT)


def _render(view: View, share: Share) -> str:
    lang = view.lang
    template = text_environment(escape).get_template("plan.jira.j2")
    text: str = template.render(
        plan=view.plan,
        view=view,
        share=share,
        t=partial(words, lang=lang),
        label=lambda key, **values: words(label(key, **values), lang),
        word=lambda word: words(LABELS[word], lang),
        day=lambda day: Ready(plain.dated(day, lang)) if day else Ready("–"),
        punct=lambda key: Ready(pick(label(key), lang)[0]),
        limit=plain.limit,
        column=lambda key: words(TABLE[key], lang),
        marks=lambda line: plain.punct("list-separator", lang).join(plain.marks(line, lang)),
        who=lambda line: plain.who(line, lang),
    )
    return text


def escape(text: str) -> str:
    """One line of plain words, whatever they hold.

    As entities, which are never markup: a backslash before a mark is read differently from mark to
    mark, and two are a line break.
    """
    flat = " ".join(clean(text).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", flat)


def words(text: Words, lang: Lang) -> Ready:
    """A sentence, escaped; in `zh-en` the English follows."""
    main, beside = pick(text, lang)
    return Ready(f"{escape(main)} / {escape(beside)}" if beside else escape(main))
