"""The document of a group: its overview, alone or with every member's checklist behind it."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from checklist.groupplan import GroupPlan, portable
from checklist.messages import Message
from checklist.messages.group import GROUP
from checklist.outputs.documents import Printed, file_name
from checklist.outputs.html import (
    bilingual,
    inline_picture,
    one_line,
    own_style,
    render_part,
    style_sheet,
)
from checklist.outputs.options import Options
from checklist.outputs.redact import redact_group, redact_input
from checklist.outputs.templates import html_environment
from checklist.outputs.timeline import timeline_svg
from checklist.outputs.view import FOOTER_NAME, filled, label, pick, weekday
from checklist.vocabulary import LABELS

GROUP_KEY: Final = "Group"
_AS_OF_KEY: Final = "AsOf"


def render_group(
    group: GroupPlan,
    kind: str,
    options: Options,
    members: Mapping[str, Printed],
    sources: Iterable[bytes] = (),
    *,
    together: bool = False,
    links: Mapping[str, str] | None = None,
) -> bytes:
    """The group's document in the format `kind`; raises `OutputError`.

    `members` are the members' plans by key, as they may be printed; `together`: whether their
    checklists stand in this document, else they are linked to as the documents that lie beside it
    (by `links`, file names by key, where they are not called as usual). `sources` are the input
    files, whose pay, identity and phone numbers are masked unless all is to travel.
    """
    lang, look = options.lang, options.look
    if options.embed != "full":
        group = redact_group(group, [redact_input(source) for source in sources])
    if kind == "json":
        return render_group_json(group)
    if kind == "csv":
        from checklist.outputs.group_csv import render_group_csv

        return render_group_csv(group, members, lang, look)
    if kind == "ics":
        from checklist.outputs.group_ics import render_group_ics

        return render_group_ics(group, members, lang, look)
    if kind == "xlsx":
        from checklist.outputs.group_xlsx import render_group_xlsx

        return render_group_xlsx(group, members, lang, look)
    if look.team is not None:
        own = tuple(task for task in group.tasks if task.owner is look.team)
        group = group.model_copy(update={"tasks": own})
    parts = members if together else {}
    if kind not in ("html", "pdf"):
        from checklist.outputs.group_text import render_group_text

        return render_group_text(group, kind, lang, look, parts).encode()
    source = _html(group, options, parts, links, screen=kind == "html")
    if kind == "html":
        return source.encode()
    from checklist.outputs.pdf import render_sheet

    info = {GROUP_KEY: group.name, _AS_OF_KEY: group.as_of.isoformat()}
    return render_sheet(source, lang, info, options.pdf_variant)


def render_group_json(group: GroupPlan) -> bytes:
    """The plan of a group for programs: the same wherever its files lie."""
    return portable(group).model_dump_json(indent=2).encode() + b"\n"


def _html(
    group: GroupPlan,
    options: Options,
    parts: Mapping[str, Printed],
    links: Mapping[str, str] | None,
    *,
    screen: bool,
) -> str:
    lang = options.lang
    numbers = {key: f"m{number}" for number, key in enumerate(parts, 1)}
    if links is None:
        links = {one.key: file_name(one.stem, group.as_of, "html") for one in group.members}

    def href(key: str) -> str:
        if parts:
            return f"#{numbers[key]}" if key in numbers else ""
        return f"./{quote(links[key])}" if screen and key in links else ""

    text: str = (
        html_environment()
        .get_template("group.html.j2")
        .render(
            g=group,
            team=LABELS[options.look.team] if options.look.team else None,
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
                render_part(ready.plan, lang, options.look, numbers[key])
                for key, ready in parts.items()
            ],
            nl=Markup("\n"),
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
        return label(f"mark-{key}")
    return filled(words, **values)


def _footer(name: str) -> str:
    return name if len(name) <= FOOTER_NAME else name[: FOOTER_NAME - 1] + "…"
