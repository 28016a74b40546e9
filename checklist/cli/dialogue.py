"""How a question is put on the terminal and an answer taken from it, or from a pipe."""

import contextlib
import difflib
import sys
from collections.abc import Container, Iterable
from typing import Final

import click

from checklist.cli.common import complain
from checklist.messages import Lang, Message
from checklist.messages.fields import FIELDS
from checklist.messages.interview import INTERVIEW
from checklist.plan import Plan, Question
from checklist.problems import InputErrors, label_list
from checklist.replies import Kind, kind_of
from checklist.text import Text

_TITLES: Final = 3
"""Titles of tasks that the reason names; `?` names them all."""
_DATE_KEYS: Final = ("events.", "tax.taxpayer", "tax.filing.")
"""Keys on which the dates of tasks depend, not whether the tasks apply."""
_LANGUAGES: Final[dict[Lang, tuple[Lang, ...]]] = {
    "zh": ("zh",),
    "en": ("en",),
    "zh-en": ("zh", "en"),
}


class Stop(Exception):  # noqa: N818 - an end, not an error
    """The user ends the dialogue; `ran_out` where there is nobody to answer."""

    def __init__(self, ran_out: bool = False) -> None:
        """Take whether the input came to its end."""
        super().__init__(ran_out)
        self.ran_out = ran_out


def told(message: Message | Text, lang: Lang, **values: object) -> str:
    """A sentence, a line for each language; values that have two languages follow it."""
    return "\n".join(
        str(getattr(message, each)).format(
            **{
                name: getattr(value, each) if isinstance(value, Message | Text) else value
                for name, value in values.items()
            }
        )
        for each in _LANGUAGES[lang]
    )


def tell(key: str, lang: Lang, **values: object) -> None:
    """Print a sentence of the dialogue."""
    click.echo(told(INTERVIEW[key], lang, **values))


def listen(lang: Lang) -> str:
    """The next answer, without blanks around it; raises `Stop` for q, Ctrl-C and the end."""
    while True:
        try:
            text = _line().strip()
        except UnicodeDecodeError:
            complain(told(INTERVIEW["not-text"], lang))
            continue
        except KeyboardInterrupt:
            click.echo()
            raise Stop from None
        if text.casefold() in ("q", "quit", "ｑ"):
            raise Stop
        return text


def _line() -> str:
    """One line, from the terminal (with editing, where there is any) or from a pipe."""
    try:
        if sys.stdin is None:  # closed
            raise EOFError
        if sys.stdin.isatty() and sys.stdout.isatty():
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401 - gives `input` its editing
            return input("> ")
        click.echo("> ", nl=False)
        data: bytes = sys.stdin.buffer.readline()
        if not data:
            raise EOFError
        text = data.decode("utf-8-sig").rstrip("\r\n")
    except EOFError:
        click.echo()
        raise Stop(ran_out=True) from None
    click.echo(text)
    return text


def present(question: Question, plan: Plan, left: int, lang: Lang) -> None:
    """Show a question, why it is asked, and what may be answered."""
    assert question.input_path is not None
    click.echo()
    tell("left", lang, number=left)
    click.echo(click.style(_words(question.text, lang), bold=True))
    titles = _titles(question, plan)
    if question.decides_route:
        tell("why-route", lang, number=len(plan.tasks))
    elif question.input_path.startswith(_DATE_KEYS):
        tell("why-dates", lang, number=len(question.tasks), titles=_some(titles))
    else:
        tell("why-tasks", lang, number=len(question.tasks), titles=_some(titles))
    click.echo(may_answer(kind_of(question.input_path), lang))


def may_answer(kind: Kind, lang: Lang) -> str:
    """What may be answered."""
    words = [word for word in kind.words or () if word != "unknown"]
    return told(INTERVIEW[f"may-{kind.name}"], lang, words=label_list(words))


def explain(question: Question, plan: Plan, grounds: Container[str], lang: Lang) -> None:
    """What `?` says: the key, what to write there, the articles of its `grounds`, the tasks."""
    assert question.input_path is not None
    path = ".".join(step for step in question.input_path.split(".") if not step.isdigit())
    if path in FIELDS:
        field = FIELDS[path]
        tell("key", lang, path=question.input_path, label=field.label)
        if field.hint.zh:
            tell("hint", lang, hint=field.hint)
    else:
        tell("key", lang, path=question.input_path, label=FIELDS[path.split(".")[0]].label)
    for ground in plan.route.unknown:
        if question.decides_route and ground.ground in grounds:
            tell("ground", lang, title=ground.title, citation=ground.citation)
            if ground.cure:
                tell("cure", lang, cure=ground.cure)
    if question.tasks:
        tell("tasks", lang)
        for title in _titles(question, plan):
            click.echo(f"  - {' / '.join(getattr(title, each) for each in _LANGUAGES[lang])}")


def show_errors(errors: InputErrors, lang: Lang) -> None:
    """Why an answer cannot be written: the validator's words, without the place."""
    for error in errors.errors:
        for each in _LANGUAGES[lang]:
            complain(told(INTERVIEW["wrong"], each, problem=error.message(each)))
            complain(told(INTERVIEW["remedy"], each, remedy=error.remedy(each)))


def show_change(before: bytes, after: bytes, lang: Lang) -> None:
    """The lines that an answer changed or added, with their numbers."""
    tell("written", lang)
    old, new = before.decode("utf-8-sig").splitlines(), after.decode("utf-8-sig").splitlines()
    for kind, _, _, start, end in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if kind in ("replace", "insert"):
            for number in range(start, end):
                if new[number].strip():
                    click.echo(f"{number + 1:>4} | {new[number]}")


def _titles(question: Question, plan: Plan) -> list[Text]:
    return [task.title for task in plan.tasks if task.id in question.tasks]


def _some(titles: Iterable[Text]) -> Message:
    """The first titles, for a sentence."""
    listed = list(titles)
    first = listed[:_TITLES]
    joined = Message("、".join(title.zh for title in first), "; ".join(title.en for title in first))
    if len(listed) <= _TITLES:
        return joined
    others = INTERVIEW["and-others"]
    return Message(others.zh.format(titles=joined.zh), others.en.format(titles=joined.en))


def _words(text: Text, lang: Lang) -> str:
    return "\n".join(getattr(text, each) for each in _LANGUAGES[lang])
