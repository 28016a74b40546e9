"""The plan as Markdown, for a ticket in GitHub, GitLab or anything that reads the common kind."""

import datetime as dt
import re
from functools import partial

from checklist.messages import Lang, Message
from checklist.outputs.html import one_line
from checklist.outputs.templates import clean, text_environment
from checklist.outputs.view import View, label, pick, weekday
from checklist.plan import Plan
from checklist.vocabulary import LABELS, Confidence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&@$])")


def escape(text: object) -> str:
    """`text` as plain words in Markdown: no markup, no HTML, no mention, one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(clean(str(text)).split()))


def render_markdown(plan: Plan, lang: Lang) -> str:
    """The Markdown text."""

    def words(text: Message) -> str:
        return escape(one_line(text, lang))

    def labelled(key: str, **values: object) -> str:
        return words(label(key, **values))

    view = View(plan, lang)
    template = text_environment().get_template("plan.md.j2")
    text: str = template.render(
        plan=plan,
        view=view,
        m=escape,
        t=words,
        label=labelled,
        word=lambda value: words(LABELS[value]),
        day=partial(_day, lang=lang),
        punct=lambda key: pick(label(key), lang)[0],
        read=Confidence.READ,
    )
    return text


def _day(day: object, lang: Lang) -> str:
    """A date with its weekday, or a dash."""
    if not isinstance(day, dt.date):
        return "–"
    return f"{day} {pick(weekday(day), lang)[0]}"
