"""What to tell the writer when the text is no YAML: the slip behind the parser's words.

Imported only when there is something to say. The parser tells where it gave up; the slip (a
full-width colon, a tab, a missing blank, an open quote) is there or on a line shortly before.
"""

import re
from typing import Final

from yaml import MarkedYAMLError, YAMLError

from checklist.problems import InputError

_BACK: Final = 4
"""Lines before the parser's place that are searched for the slip."""
_QUOTE_BACK: Final = 40
"""Lines before it that are searched for an open quotation mark."""

_TAB = re.compile(r" *\t[ \t]*(?=\S)")
_WIDE_BLANK = re.compile(r"[ \t]*\u3000[\s\u3000]*(?=\S)")
_WIDE_COLON = re.compile(
    r"[\s\u3000]*(?:- +)?[\"']?([A-Za-z_][\w-]*|[\u4e00-\u9fff]{2,12})[\"']?\s*："
)
_NO_BLANK = re.compile(r"\s*(?:- +)?([A-Za-z_]\w*):(?=[^\s/:])(.*)")
_WIDE_QUOTE = re.compile(r"\s*(?:- +)?(?:[\w-]+: +)?([“”＂‘’＇])")
_WIDE_BRACKET = re.compile(r"[［］｛｝【】]")


def explain_syntax(error: YAMLError, lines: tuple[str, ...]) -> InputError:
    """The slip behind a parser's error, or else the parser's own words."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return InputError(0, 0, "syntax", {"problem": str(error)})
    mark = error.problem_mark
    line, column = min(mark.line + 1, max(len(lines), 1)), mark.column + 1
    text = lines[line - 1] if lines else ""
    problem, context = error.problem or "", error.context or ""
    character = text[column - 1 : column]
    if "tab character" in problem or (character == "\t" and "start any token" in problem):
        return InputError(line, column, "tab")
    opened = (0, 0)
    if error.context_mark is not None:
        opened = (error.context_mark.line + 1, error.context_mark.column + 1)
    for number in range(line, max(line - 1 - _BACK, 0), -1):
        if found := suspect(lines, number):
            return found
    if "quoted scalar" in context and "escape" not in problem:
        return InputError(*opened, "unclosed-quote")
    if "escape" in problem:
        return InputError(line, column, "escape")
    if "start any token" in problem or "alphabetic or numeric" in problem:
        return InputError(line, column, "reserved-character", {"given": character or text[-1:]})
    if quote := _open_quote(lines, line):
        return InputError(*quote, "unclosed-quote")
    if "',' or" in problem:
        start = lines[opened[0] - 1] if 0 < opened[0] <= len(lines) else ""
        if wide := _WIDE_BRACKET.search(start):
            values = {"given": wide[0]}
            return InputError(opened[0], wide.start() + 1, "full-width-bracket", values)
        return InputError(*opened, "unclosed-bracket")
    if "node content" in problem:
        key = "stray-bracket" if character in tuple("]},") and character else "syntax"
        return InputError(line, column, key, {"problem": problem})
    if "mapping values" in problem:
        return _second_colon(lines, line, column)
    if "expected ':'" in problem:
        return InputError(*(opened if opened[0] else (line, column)), "no-colon")
    if "expected key" in problem or "block" in context or "indentation" in problem:
        return InputError(line, column, "indentation")
    return InputError(line, column, "syntax", {"problem": problem})


def suspect(lines: tuple[str, ...], number: int) -> InputError | None:
    """A slip that a Chinese keyboard or a beginner makes, on line `number`; None if it has none."""
    if not 0 < number <= len(lines):
        return None
    text = lines[number - 1]
    if text.lstrip().startswith("#"):
        return None
    if found := _TAB.match(text):
        return InputError(number, text.index("\t") + 1, "tab")
    if found := _WIDE_BLANK.match(text):
        return InputError(number, text.index("\u3000") + 1, "full-width-space")
    if found := _WIDE_COLON.match(text):
        return InputError(number, found.end(), "full-width-colon", {"name": found[1]})
    if found := _WIDE_QUOTE.match(text):
        values = {"given": text[found.start(1) :].split("#")[0].strip()}
        return InputError(number, found.start(1) + 1, "full-width-quotes", values)
    if found := _NO_BLANK.match(text):
        values = {"name": found[1], "rest": found[2].strip()}
        return InputError(number, found.end(1) + 1, "no-space-after-colon", values)
    return None


def _second_colon(lines: tuple[str, ...], line: int, column: int) -> InputError:
    """`a: b: c` on one line; else a line indented deeper than the value above it allows."""
    text = lines[line - 1][: column - 1]
    if re.search(r":\s", text):
        return InputError(line, column, "colon-in-value")
    first = len(text) - len(text.lstrip())
    return InputError(line, first + 1, "indentation")


def _open_quote(lines: tuple[str, ...], line: int) -> tuple[int, int] | None:
    """A quotation mark that opens a value and is not closed on its line, up to `line`."""
    for number in range(line, max(line - _QUOTE_BACK, 0), -1):
        text = lines[number - 1]
        opened = re.match(r"\s*(?:- +)?(?:[\w-]+: +)?([\"'])", text)
        if opened and text.count(opened[1]) % 2:
            return number, opened.start(1) + 1
    return None
