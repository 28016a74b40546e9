"""Two plans side by side: what changed, why where that can be told, and how to say it.

`compare(old, new)` gives a `Difference`, `summary(difference, lang, short=...)` its sentences.
A tool at the edge: it reads finished plans and knows neither the law nor how a plan is made.
"""

from checklist.difference.compare import compare
from checklist.difference.model import Difference
from checklist.difference.words import summary

__all__ = ["Difference", "compare", "summary"]
