"""What keeps something from arriving: the target, or what stands between."""

from checklist.messages import Lang
from checklist.outputs.errors import OutputError


class DeliveryError(OutputError):
    """Something did not arrive, for a reason outside of it: a server, a key, the network."""

    def render(self, lang: Lang) -> str:
        """The sentence in the reader's language; what a server says may be missing from its end."""
        return "\n".join(line.rstrip() for line in super().render(lang).splitlines())


class TargetError(DeliveryError):
    """The target, the files or the settings are wrong; trying again will not help."""


class Unsettled(DeliveryError):  # noqa: N818 - it says what is not known
    """A request was sent and no answer came: nobody knows whether it was carried out."""
