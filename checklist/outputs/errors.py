"""What keeps a document from being made or written: the environment, never the input."""

from checklist.messages import Lang, Message, say


class OutputError(Exception):
    """A document could not be made or written; `render` says why and what to do."""

    def __init__(self, message: Message, **values: object) -> None:
        """Take the sentence and what it mentions."""
        super().__init__(message, values)
        self.message = message
        self.values = values

    def render(self, lang: Lang) -> str:
        """The sentence in the reader's language."""
        if lang == "zh-en":
            return f"{self.render('zh')}\n{self.render('en')}"
        return say(self.message, lang, **self.values)

    def __str__(self) -> str:
        """The sentence in both languages."""
        return self.render("zh-en")


class EnvironmentMissing(OutputError):  # noqa: N818 - it names what is the matter
    """Something has to be installed first; the message names it and the command."""
