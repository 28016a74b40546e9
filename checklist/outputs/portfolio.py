"""The portfolio as one HTML file: it stands beside the documents and leads to them."""

import datetime as dt
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from checklist.batch.portfolio import Entry, Portfolio, to_read
from checklist.messages import Lang, Message
from checklist.messages.batch import PORTFOLIO
from checklist.outputs.html import bilingual, one_line
from checklist.outputs.templates import html_environment
from checklist.outputs.view import weekday


def render_portfolio(portfolio: Portfolio, lang: Lang) -> str:
    """The page; relative links only, so the folder can be moved and sent."""
    template = html_environment().get_template("portfolio.html.j2")
    text: str = template.render(
        p=portfolio,
        html_lang="en" if lang == "en" else "zh-CN",
        t=partial(bilingual, lang=lang),
        label=partial(_label, lang=lang),
        plain_label=partial(_plain, lang=lang),
        day=partial(_day, lang=lang),
        href=_address,
        group_href=lambda group, name=None: f"./{quote(name or to_read(group.documents))}",
        companies=_companies,
        line_end=Markup("\n"),
        suffix=lambda name: name.rpartition(".")[2].upper(),
    )
    return text


def _message(key: str, values: dict[str, object]) -> Message:
    message = PORTFOLIO[key]
    return Message(message.zh.format(**values), message.en.format(**values))


def _label(key: str, lang: Lang, **values: object) -> Markup:
    return bilingual(_message(key, values), lang)


def _plain(key: str, lang: Lang, **values: object) -> str:
    return one_line(_message(key, values), lang)


def _day(day: dt.date | None, lang: Lang) -> str:
    if day is None:
        return "–"
    name = weekday(day)
    return f"{day} {name.en if lang == 'en' else name.zh}"


def _address(entry: Entry, task: str | None = None, name: str | None = None) -> str:
    """The link to a company's document, in HTML to the very task."""
    name = name or entry.main
    place = f"#task-{quote(task)}" if task and name.endswith(".html") else ""
    return f"./{quote(name)}{place}"


def _companies(pairs: list[tuple[Entry, object]]) -> int:
    return len({id(entry) for entry, _ in pairs})
