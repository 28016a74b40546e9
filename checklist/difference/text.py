"""Sentences in both languages, put together from messages and from the plan's own texts."""

from collections.abc import Iterable

from checklist.messages import Message
from checklist.messages.difference import END, PUNCTUATION
from checklist.text import Text

Words = Text | Message


def fill(message: Message, **values: object) -> Text:
    """A sentence in both languages; a `Text` or `Message` among the values is said in each."""
    return Text(
        zh=message.zh.format(**{name: _in(value, "zh") for name, value in values.items()}),
        en=message.en.format(**{name: _in(value, "en") for name, value in values.items()}),
    )


def _in(value: object, lang: str) -> object:
    return getattr(value, lang) if isinstance(value, (Message, Text)) else value


def join(parts: Iterable[Words], between: str) -> Text:
    """Parts with the punctuation of each language between them: a key of `PUNCTUATION`."""
    found = list(parts)
    mark = PUNCTUATION[between]
    return Text(
        zh=mark.zh.join(part.zh for part in found), en=mark.en.join(part.en for part in found)
    )


def days(number: int) -> Text:
    """A number of days: `7天`, `7 days`."""
    return fill(END["day" if abs(number) == 1 else "days"], days=number)


def shift(number: int) -> Text:
    """Days with their sign: `+7天`, `+7 days`."""
    return fill(END["day" if abs(number) == 1 else "days"], days=f"{number:+d}")


def bare(text: Text) -> Text:
    """A sentence without its full stop, to stand inside another one."""
    return Text(zh=text.zh.rstrip("。"), en=text.en.rstrip("."))
