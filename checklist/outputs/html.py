"""HTML: one file without any outside reference; the PDF is set from the same templates."""

import base64
import datetime as dt
import re
from functools import lru_cache, partial
from typing import Any, Final

from markupsafe import Markup, escape

from checklist.messages import Lang, Message
from checklist.messages.money import QUALIFIERS
from checklist.money.amounts import shown
from checklist.money.model import MoneyReport
from checklist.outputs.appendix import grouped
from checklist.outputs.code import plan_code
from checklist.outputs.fit import first_page
from checklist.outputs.options import Look
from checklist.outputs.rows import bounds
from checklist.outputs.screen import Screen
from checklist.outputs.templates import clean, html_environment, templates_folder
from checklist.outputs.timeline import timeline_svg
from checklist.outputs.view import Words, label, pick, weekday
from checklist.plan import Citation, Plan
from checklist.vocabulary import LABELS, Confidence

_SHEETS: Final = ("print", "screen", "screen-print")
"""The last one says what of the page's tools is printed."""
_ID: Final = re.compile(r'(\sid="|\shref="#)')


def render_html(
    plan: Plan,
    lang: Lang,
    look: Look | None = None,
    *,
    code: str | None = None,
    money: MoneyReport | None = None,
) -> str:
    """The checklist as one self-contained HTML file, for the screen and for printing."""
    return _render(plan, lang, look or Look(), code, money, screen=True)


def render_for_pdf(
    plan: Plan,
    lang: Lang,
    look: Look | None = None,
    *,
    code: str | None = None,
    money: MoneyReport | None = None,
) -> str:
    """The same document without its style sheets: the PDF brings its own, parsed once."""
    return _render(plan, lang, look or Look(), code, money, screen=False)


def _render(
    plan: Plan,
    lang: Lang,
    look: Look,
    code: str | None,
    money: MoneyReport | None,
    *,
    screen: bool,
) -> str:
    template = html_environment().get_template("plan.html.j2")
    text: str = template.render(**_context(plan, lang, look, code, money, screen=screen))
    return text


def render_part(plan: Plan, lang: Lang, look: Look, mark: str) -> Markup:
    """The whole checklist as a part of its group's document.

    `mark` begins every id in it, so that the parts of one document do not collide.
    """
    template = html_environment().get_template("parts/whole.html.j2")
    text: str = template.render(**_context(plan, lang, look, None, None, screen=False))
    # Values are escaped, so a plain quote behind `id=` or `href=` is the template's own.
    text = _ID.sub(rf"\g<1>{mark}-", text)
    return Markup(text)  # the template's own markup


def _context(
    plan: Plan,
    lang: Lang,
    look: Look,
    code: str | None,
    money: MoneyReport | None,
    *,
    screen: bool,
) -> dict[str, Any]:
    """What the templates of a checklist know."""
    view, page = first_page(plan, lang, look, money)
    sheets = {name: style_sheet(name) for name in _SHEETS} if screen else {}
    return {
        "plan": plan,
        "code": code or plan_code(plan),
        "view": view,
        "look": look,
        "sheets": sheets,
        "screen": Screen(plan, lang) if screen else None,
        "own_style": own_style(look),
        "t": partial(bilingual, lang=lang),
        "first": partial(_first, lang=lang),
        "second": partial(_second, lang=lang),
        "plain": partial(one_line, lang=lang),
        "label": partial(_label, lang=lang),
        "plain_label": partial(_plain_label, lang=lang),
        "punct": partial(_punctuation, lang=lang),
        "word": partial(_word, lang=lang),
        "weekday": partial(_weekday, lang=lang),
        "join": partial(_join, lang=lang),
        "bounds": bounds,
        "fit": page,
        "law": partial(_law, lang=lang),
        "timeline": inline_picture(timeline_svg(plan, lang, view.terse), lang, screen=screen),
        "read": Confidence.READ,
        "yuan": shown,
        "grouped": grouped,
        "qualifier": partial(_qualifier, lang=lang),
        "nl": Markup("\n"),
        "created": f"{plan.as_of}T00:00:00+08:00",
    }


def own_style(look: Look) -> Markup:
    """What this document's paper and density add to the style sheet that all documents share."""
    parts = [style_sheet("compact")] if look.compact else []
    if look.paper != "A4":
        parts.append(Markup("@page { size: %s; }") % look.paper)
    return Markup("\n").join(parts)


@lru_cache(maxsize=3)
def style_sheet(name: str) -> Markup:
    """A style sheet of the templates folder."""
    return Markup((templates_folder() / f"{name}.css").read_text(encoding="utf-8"))


def bilingual(text: Words, lang: Lang) -> Markup:
    """The sentence; in `zh-en` the English follows in a span of its own."""
    main, beside = pick(text, lang)
    if beside is None:
        return escape(clean(main))
    return Markup('{} <span class="en" lang="en">{}</span>').format(clean(main), clean(beside))


def _first(text: Words, lang: Lang) -> str:
    """The sentence without the English beside it; `_second` gives that."""
    return pick(text, lang)[0]


def _second(text: Words, lang: Lang) -> Markup:
    beside = pick(text, lang)[1]
    return (
        Markup('<span class="en" lang="en">{}</span>').format(clean(beside or ""))
        if beside
        else Markup("")
    )


def one_line(text: Words, lang: Lang) -> str:
    """The same without markup, for attributes and titles."""
    main, beside = pick(text, lang)
    return clean(f"{main} / {beside}" if beside else main)


def _label(key: str, lang: Lang, **values: object) -> Markup:
    return bilingual(label(key, **values), lang)


def _plain_label(key: str, lang: Lang, **values: object) -> str:
    return one_line(label(key, **values), lang)


def _qualifier(word: str, lang: Lang) -> Markup:
    """At least, at most, not known."""
    return bilingual(QUALIFIERS[word], lang)


def _punctuation(key: str, lang: Lang, **values: object) -> str:
    return pick(label(key, **values), lang)[0]


def _word(word: Any, lang: Lang) -> Markup:
    """The label of a word of the vocabulary."""
    return bilingual(LABELS[word], lang)


def _weekday(day: dt.date, lang: Lang) -> str:
    return pick(weekday(day), lang)[0]


def _law(cited: Citation, lang: Lang) -> Markup:
    """The name of a legal text and the article."""
    if lang == "en":
        return escape(f"{cited.law.en} {cited.article or ''}".rstrip())
    name = escape(f"《{cited.law.zh}》{cited.article or ''}")
    if lang == "zh":
        return name
    return name + Markup(' <span class="en" lang="en">{}</span>').format(cited.law.en)


def inline_picture(svg: str, lang: Lang, *, screen: bool) -> Markup:
    """The timeline: inline for the screen; for a PDF as an image, which is laid out faster."""
    if not svg:
        return Markup("")
    if screen:
        frame = Markup('<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div>')
        return frame.format(_plain_label("timeline", lang), Markup(svg))  # it escapes its texts
    data = base64.b64encode(svg.encode()).decode()
    image = Markup('<img class="timeline" alt="{}" src="data:image/svg+xml;base64,{}">')
    return image.format(_plain_label("timeline", lang), data)


def _join(texts: tuple[Words, ...], lang: Lang) -> Markup:
    """Sentences in a row, separated as the language does."""
    found: Message = label("separator")
    return Markup(pick(found, lang)[0]).join(bilingual(text, lang) for text in texts)
