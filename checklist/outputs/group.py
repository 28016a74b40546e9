"""The document of a group: its overview, alone or with every member's checklist behind it."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from checklist.groupplan import GroupPlan
from checklist.messages import Message
from checklist.messages.group import GROUP
from checklist.outputs import markdown
from checklist.outputs.documents import file_name
from checklist.outputs.html import (
    bilingual,
    inline_picture,
    one_line,
    own_style,
    render_part,
    style_sheet,
)
from checklist.outputs.options import Options
from checklist.outputs.redact import redact_group, redact_input, redact_plan
from checklist.outputs.share import FOOTER_NAME
from checklist.outputs.templates import Ready, html_environment, text_environment
from checklist.outputs.timeline import timeline_svg
from checklist.outputs.view import pick, weekday
from checklist.plan import Plan
from checklist.vocabulary import LABELS

GROUP_KINDS: Final = frozenset({"pdf", "html", "md", "json"})
"""Formats that a group's document has."""
GROUP_KEY: Final = "Group"
_AS_OF_KEY: Final = "AsOf"


def render_group(
    group: GroupPlan,
    kind: str,
    options: Options,
    parts: Mapping[str, Plan] | None = None,
    sources: Iterable[bytes] = (),
) -> bytes:
    """The group's document in the format `kind`; raises `OutputError`.

    `parts` are the members' plans by key, where all are to stand in this one document; without
    them the members are linked to as the documents that lie beside it. `sources` are the input
    files, whose pay, identity and phone numbers are masked unless all is to travel.
    """
    if options.embed != "full":
        group = redact_group(group, [redact_input(source) for source in sources])
        parts = {key: redact_plan(plan) for key, plan in (parts or {}).items()}
    if kind == "json":
        return group.model_dump_json(indent=2).encode() + b"\n"
    if kind == "md":
        return _markdown(group, options, parts or {}).encode()
    source = _html(group, options, parts, screen=kind == "html")
    if kind == "html":
        return source.encode()
    from checklist.outputs.pdf import render_sheet

    info = {GROUP_KEY: group.name, _AS_OF_KEY: group.as_of.isoformat()}
    return render_sheet(source, options.lang, info, options.pdf_variant)


def _html(
    group: GroupPlan, options: Options, parts: Mapping[str, Plan] | None, *, screen: bool
) -> str:
    lang = options.lang
    numbers = {key: f"m{number}" for number, key in enumerate(parts or {}, 1)}
    stems = {one.key: one.stem for one in group.members}

    def href(key: str) -> str:
        if parts:
            return f"#{numbers[key]}" if key in numbers else ""
        return f"./{quote(file_name(stems[key], group.as_of, 'html'))}" if screen else ""

    text: str = (
        html_environment()
        .get_template("group.html.j2")
        .render(
            g=group,
            html_lang="en" if lang == "en" else "zh-CN",
            screen=screen,
            sheet=style_sheet("print") if screen else "",
            own_style=own_style(options.look),
            footer=_footer(group.name),
            created=f"{group.as_of}T00:00:00+08:00",
            t=partial(bilingual, lang=lang),
            first=lambda words: pick(words, lang)[0],
            label=lambda key, **values: bilingual(_message(key, values), lang),
            plain=lambda key, **values: one_line(_message(key, values), lang),
            punct=lambda key: pick(GROUP[key], lang)[0],
            word=lambda word: bilingual(LABELS[word], lang),
            weekday=lambda day: pick(weekday(day), lang)[0],
            short={one.key: one.short for one in group.members},
            href=href,
            months=_months(group),
            timeline=inline_picture(timeline_svg(group, lang), lang, screen=screen),
            parts=[
                render_part(plan, lang, options.look, numbers[key])
                for key, plan in (parts or {}).items()
            ],
            nl=Markup("\n"),
        )
    )
    return text


def _markdown(group: GroupPlan, options: Options, parts: Mapping[str, Plan]) -> str:
    lang = options.lang
    text: str = (
        text_environment(markdown.escape)
        .get_template("group.md.j2")
        .render(
            g=group,
            t=partial(markdown.words, lang=lang),
            label=lambda key, **values: markdown.words(_message(key, values), lang),
            word=lambda word: markdown.words(LABELS[word], lang),
            punct=lambda key: Ready(pick(GROUP[key], lang)[0]),
            short={one.key: one.short for one in group.members},
            parts=[
                Ready(markdown.render_markdown(plan, lang, options.look)) for plan in parts.values()
            ],
        )
    )
    return text


def _months(group: GroupPlan) -> list[tuple[dt.date, list[Any]]]:
    """The tasks by month."""
    found = itertools.groupby(group.tasks, lambda task: task.day.replace(day=1))
    return [(month, list(tasks)) for month, tasks in found]


def _message(key: str, values: Mapping[str, object]) -> Message:
    words = GROUP.get(key)
    if words is None:  # the mark of a task
        from checklist.outputs.view import label

        return label(f"mark-{key}")
    return Message(words.zh.format(**values), words.en.format(**values))


def _footer(name: str) -> str:
    return name if len(name) <= FOOTER_NAME else name[: FOOTER_NAME - 1] + "…"
