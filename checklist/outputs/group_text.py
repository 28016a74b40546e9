"""A group's overview as text for a ticket: Markdown for GitHub and GitLab, wiki markup for Jira.

No longer than the tracker takes: first the members' own checklists are left out (where they were
to stand in it), then tasks, the latest first; the text says so. Every value is escaped.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from checklist.groupplan import GroupPlan, GroupTask
from checklist.messages import Lang, Message
from checklist.messages.exports import TICKET
from checklist.messages.group import GROUP
from checklist.outputs import jira, markdown
from checklist.outputs.documents import Printed
from checklist.outputs.options import Look
from checklist.outputs.templates import Ready, text_environment
from checklist.outputs.view import Words, filled, pick
from checklist.vocabulary import LABELS

_FEWER: Final = (200, 100, 60, 30, 10)


class _Form(NamedTuple):
    """A markup: its template, how it escapes, how many characters the tracker takes."""

    template: str
    escape: Callable[[str], str]
    words: Callable[[Words, Lang], Ready]
    limit: int
    part: Callable[[Printed, Lang, Look], str]
    """A member's whole checklist."""


_FORMS: Final[dict[str, _Form]] = {
    "md": _Form(
        "group.md.j2",
        markdown.escape,
        markdown.words,
        markdown.LIMITS["github"],
        lambda ready, lang, look: markdown.render_markdown(ready.plan, lang, look),
    ),
    "md-gitlab": _Form(
        "group.md.j2",
        markdown.escape,
        markdown.words,
        markdown.LIMITS["gitlab"],
        lambda ready, lang, look: markdown.render_markdown(ready.plan, lang, look, "gitlab"),
    ),
    "jira": _Form(
        "group.jira.j2",
        jira.escape,
        jira.words,
        jira.LIMIT,
        lambda ready, lang, look: jira.render_jira(ready.plan, lang, look),
    ),
}


def render_group_text(
    group: GroupPlan, kind: str, lang: Lang, look: Look, parts: Mapping[str, Printed]
) -> str:
    """The overview in the format `kind`, with the checklists of `parts` behind it if they fit."""
    form = _FORMS[kind]
    whole = [form.part(ready, lang, look) for ready in parts.values()]
    text = ""
    for tasks, behind, note in _shares(group, whole):
        text = _render(group, form, lang, kind, look, tasks, behind, note)
        if len(text) <= form.limit:
            break
    return text


def _shares(
    group: GroupPlan, whole: list[str]
) -> Iterator[tuple[tuple[GroupTask, ...], list[str], Message | None]]:
    """From everything to the ten tasks that come first."""
    yield group.tasks, whole, None
    if whole:
        yield group.tasks, [], TICKET["no-parts"]
    for most in (each for each in _FEWER if each < len(group.tasks)):
        yield group.tasks[:most], [], filled(TICKET["excerpt"], left=len(group.tasks) - most)


def _render(
    group: GroupPlan,
    form: _Form,
    lang: Lang,
    kind: str,
    look: Look,
    tasks: tuple[GroupTask, ...],
    parts: list[str],
    note: Message | None,
) -> str:
    def words(text: Words) -> Ready:
        return form.words(text, lang)

    context: dict[str, Any] = {
        "g": group,
        "tasks": tasks,
        "note": note,
        "team": LABELS[look.team] if look.team else None,
        "gitlab": kind == "md-gitlab",
        "t": words,
        "label": lambda key, **values: words(filled(GROUP[key], **values)),
        "word": lambda word: words(LABELS[word]),
        "punct": lambda key: Ready(pick(GROUP[key], lang)[0]),
        "short": {one.key: one.short for one in group.members},
        "parts": [Ready(part) for part in parts],
    }
    return str(text_environment(form.escape).get_template(form.template).render(**context))
