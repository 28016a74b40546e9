"""The short code of a printed plan, such as `7KQM-X3VD`: which company's plan, and which version.

Four characters come from the company (its credit code, else its name) and stay from print to print;
four come from everything the plan says, so they change with the day, a date, a task, a person, a
source. Two prints with the same code say the same, in whatever language and format; lines of the
input file are no part of it. The characters are digits and capitals without those that look or
sound alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U), so a code can be read out on the telephone. It tells
prints apart; it proves nothing (24⁴ are about 330,000 versions).
"""

import hashlib
import re
from typing import Final

from checklist.plan import Plan

ALPHABET: Final = "34679ACDEFGHJKMNPQRTVWXY"
_LENGTH: Final = 4
_LINES: Final = re.compile(r'"(?:input|trigger)_line":(?:\d+|null),?')


def plan_code(plan: Plan) -> str:
    """The code of a plan; the plan is the one that is printed, after redaction."""
    whose = plan.company.credit_code or plan.company.name
    said = _LINES.sub("", plan.model_dump_json())
    return f"{characters(whose)}-{characters(said)}"


def characters(text: str) -> str:
    """Four characters that stand for a text."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    found = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        found += ALPHABET[place]
    return found
