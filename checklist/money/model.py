"""The money report: figures with their working, and what is missing for the others."""

from decimal import Decimal
from typing import Literal

from checklist.messages import Message
from checklist.plan import Citation, Part
from checklist.text import Text

Qualifier = Literal["exact", "at-least", "at-most", "unknown"]


class Figure(Part):
    """One amount in yuan, how it came about, and the texts behind it."""

    id: str
    title: Text
    amount: Decimal | None = None
    """Rounded to the fen, half up; None where it is not an amount or cannot be computed."""
    qualifier: Qualifier = "exact"
    """`at-least` and `at-most`: something that is missing can only raise or lower it."""
    steps: tuple[Text, ...] = ()
    citations: tuple[Citation, ...] = ()
    remarks: tuple[Text, ...] = ()
    total: bool = False


class Section(Part):
    """One topic: its figures and what is missing."""

    id: str
    title: Text
    figures: tuple[Figure, ...] = ()
    missing: tuple[Text, ...] = ()


class MoneyReport(Part):
    """What the plan's dates cost; only finance sees it."""

    sections: tuple[Section, ...]

    @property
    def missing(self) -> tuple[Text, ...]:
        """Everything that is missing."""
        return tuple(text for section in self.sections for text in section.missing)


def words(message: Message, **values: object) -> Text:
    """A sentence with its values; a value that is a sentence is said in each language."""

    def filled(lang: str) -> str:
        chosen = {
            name: getattr(value, lang) if isinstance(value, Message | Text) else value
            for name, value in values.items()
        }
        return str(getattr(message, lang)).format(**chosen)

    return Text(zh=filled("zh"), en=filled("en"))
