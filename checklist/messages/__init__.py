"""Every Chinese and English sentence the program says, side by side.

Each topic has a module with a dictionary from a key to a `Message`; `say` picks the language and
fills in the values. A key that is missing is a programming error and raises `KeyError`.
"""

from typing import Literal, NamedTuple, Protocol

Lang = Literal["zh", "en", "zh-en"]
LANGS: tuple[Lang, ...] = ("zh", "en", "zh-en")


class Bilingual(Protocol):
    """Anything said in both languages: a message, a sentence of the law or of a plan."""

    @property
    def zh(self) -> str:
        """The Chinese."""

    @property
    def en(self) -> str:
        """The English."""


class Message(NamedTuple):
    """One sentence in both languages; `{name}` marks a value to be filled in."""

    zh: str
    en: str


def say(message: Message, lang: Lang, **values: object) -> str:
    """The sentence in `lang`; `zh-en` gives the Chinese with the English beside it."""
    if lang == "zh":
        return message.zh.format(**values)
    if lang == "en":
        return message.en.format(**values)
    return f"{message.zh.format(**values)} / {message.en.format(**values)}"


def in_lang(words: Bilingual, lang: Lang) -> str:
    """Words without values to fill in, in `lang`; `zh-en` as in `say`."""
    if lang == "zh":
        return words.zh
    if lang == "en":
        return words.en
    return f"{words.zh} / {words.en}"
