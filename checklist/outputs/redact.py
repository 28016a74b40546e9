"""What travels: pay, identity numbers and phone numbers are left out of copies and prints.

Paper and tickets go far, and the plan needs none of these. They are found by their shape, wherever
somebody wrote them: an identity number (身份证号: six digits of a region, a birthday, three digits
and a check character), another document's number or a phone number behind a word that names it, a
mobile or fixed-line number, an amount behind a word for pay; and the name of the pay file. Each
becomes a token that fits everywhere (`〔ID-1〕`, `〔TEL-2〕`, `〔PAY〕`); the same number gets the
same token, so what refers to each other still does. Names of people stay. A unified social credit
code stays, even one that looks like an identity number.

Nobody can find every number by its shape; what stays must still be read before it is passed on.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from checklist.groupplan import GroupPlan
from checklist.plan import Plan

PAY: Final = "〔PAY〕"
_PRIVATE: Final = ("pay_file", "money_file")
"""Keys whose value, the name of a file with amounts, does not travel."""
_FILE_NAME: Final = 4
"""Characters from which on a pay file's name is also looked for in comments."""

_WIDE: Final = str.maketrans("０１２３４５６７８９－（）＋Ｘｘ", "0123456789-()+Xx")
_MANY_DIGITS = re.compile(r"(?:\d[^\d]{0,3}){6}")
"""No number that is looked for has fewer."""
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_COUNTRY = r"(?:(?:\+|00)86[ \-]?)?"

_IDENTITY = re.compile(
    rf"{_START}[1-8]\d{{5}}[ \-]?(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"[ \-]?\d{{3}}[\dXx]{_END}"
)
_NAMED_IDENTITY = re.compile(
    r"(?:身份证|护照|通行证|台胞证|居留证|证件|passport)(?:号码|号|\s*no\.?|\s*number)?[:：为是\s]{0,3}"
    rf"([A-Z]{{0,3}}\d{{6,18}}[Xx]?){_END}",
    re.IGNORECASE,
)
_PHONES = (
    re.compile(rf"{_START}{_COUNTRY}1[3-9]\d[ \-]?\d{{4}}[ \-]?\d{{4}}{_END}"),
    re.compile(
        rf"(?<![0-9A-Za-z\-(]){_COUNTRY}\(?0\d{{2,3}}\)?[ \-]?\d{{3,4}}[ \-]?\d{{4}}"
        rf"(?:(?:[ \-]|转|分机)\d{{1,6}})?{_END}"
    ),
    re.compile(rf"(?<![0-9A-Za-z\-])[48]00(?:-\d{{3}}-?\d{{4}}|-?\d{{4}}-\d{{3}}|-\d{{7}}){_END}"),
    re.compile(rf"(?<![0-9A-Za-z])\+\d(?:[ \-()]{{0,2}}\d){{7,14}}{_END}"),
)
_NAMED_PHONE = re.compile(
    r"(?:电话|手机号?|座机|传真|联系方式|\btel|\bphone|\bmobile|\bfax)(?:号码|号|\s*no\.?)?[:：为是.\s]{0,3}"
    rf"(\d(?:[ \-]?\d){{6,13}}){_END}",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d[ \-]?(?:0?[1-9]|1[0-2])[ \-]?(?:0?[1-9]|[12]\d|3[01])")
_PAY = re.compile(
    r"(?:工资|薪资|薪酬|薪水|月薪|年薪|底薪|基本薪|奖金|年终奖|提成|补偿金|赔偿金"
    r"|\bsalar(?:y|ies)|\bwages?|\bbonus(?:es)?|\bseverance|\bpay)[^\d\n]{0,12}?"
    r"((?P<sign>(?:[¥￥$]|RMB|CNY)\s?)?(?<![\d.\-/])(?P<digits>\d[\d,，]*(?:\.\d+)?)"
    r"(?:(?P<unit>\s?(?:[万千]?元|[万千]|块|k\b|RMB|CNY))|(?![\d.,，]|\s?[\-/年月日])))",
    re.IGNORECASE,
)

Tokens = dict[str, str]
"""From a number to its token."""
Phrases = Mapping[str, str]
"""From words of the input file about pay to what is printed instead."""


class Redacted(NamedTuple):
    """An input file's copy that may travel."""

    data: bytes
    phrases: Phrases
    tokens: Tokens


class _Hit(NamedTuple):
    start: int
    end: int
    kind: str
    number: str


def redact_input(data: bytes) -> Redacted:
    """The copy of a valid input file that may travel.

    In: its bytes. Out: the same text, line for line, with only the values and the parts of
    comments changed that must not travel; it is as valid as before.
    """
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    text = data.decode("utf-8-sig")
    tokens: Tokens = {}
    phrases: dict[str, str] = {}
    scalars = list(_scalars(text))
    keep = {one.value for one in scalars if one.key == "credit_code"}
    pay_files = {one.value for one in scalars if one.key in _PRIVATE and one.value}

    def mask(part: str) -> str:
        for name in pay_files:
            if len(name) >= _FILE_NAME:
                part = part.replace(name, PAY)
        for pay in _PAY.finditer(part):
            if _is_amount(pay):
                phrases[pay[0]] = _said(pay)
        return _mask(_without_pay(part), tokens, keep)

    parts, done = [], 0
    for one in scalars:
        parts.append(mask(text[done : one.start]))
        parts.append("" if one.key in _PRIVATE else _scalar(text[one.start : one.end], one, mask))
        done = one.end
    parts.append(mask(text[done:]))
    return Redacted(mark + "".join(parts).encode(), phrases, tokens)


def redact_plan(plan: Plan, redacted: Redacted | None = None) -> Plan:
    """The plan as it may be printed: numbers are masked, and what its input file says about pay.

    In: the plan; the copy of its input file, so that both use the same tokens.
    """
    code = plan.company.credit_code
    mask = masker({code} if code else set(), (redacted,) if redacted else ())
    seen: dict[str, str] = {}

    def once(text: str) -> str:
        found = seen.get(text)
        if found is None:
            found = seen[text] = mask(text)
        return found

    before = plan.model_dump()
    after = _each_text(before, once)
    return plan if after == before else Plan.model_validate(after)


def redact_group(group: GroupPlan, copies: Iterable[Redacted]) -> GroupPlan:
    """The plan of a group as it may be printed; `copies` are those of its input files."""
    mask = masker({one.credit_code for one in group.members if one.credit_code}, copies)
    before = group.model_dump()
    after = _each_text(before, mask)
    return group if after == before else GroupPlan.model_validate(after)


def masker(keep: set[str], copies: Iterable[Redacted]) -> Callable[[str], str]:
    """What makes any text printable, with the tokens of the input files' copies.

    In: credit codes, which stay; the copies.
    """
    tokens: Tokens = {}
    phrases: dict[str, str] = {}
    for copy in copies:
        tokens.update(copy.tokens)
        phrases.update(copy.phrases)

    def mask(text: str) -> str:
        for phrase, said in phrases.items():
            text = text.replace(phrase, said)
        return _mask(text, tokens, keep)

    return mask


def _mask(text: str, tokens: Tokens, keep: Iterable[str]) -> str:
    """`text` with tokens for the numbers that must not travel."""
    if not _MANY_DIGITS.search(text):
        return text
    plain = text.translate(_WIDE)
    held = [span for word in keep for span in _places(plain, word)]
    parts, done = [], 0
    for hit in sorted(_hits(plain)):
        if hit.start < done or any(a < hit.end and hit.start < b for a, b in held):
            continue
        parts += [text[done : hit.start], _token(hit, tokens)]
        done = hit.end
    return "".join(parts) + text[done:]


def _token(hit: _Hit, tokens: Tokens) -> str:
    """What stands for a number: the same wherever it is written, and however."""
    name = hit.kind + re.sub(r"[^0-9A-Za-z]", "", hit.number).upper()
    same = sum(token.startswith(f"〔{hit.kind}-") for token in tokens.values())
    return tokens.setdefault(name, f"〔{hit.kind}-{same + 1}〕")


def _hits(text: str) -> Iterator[_Hit]:
    for kind, patterns, group in (
        ("ID", (_IDENTITY,), 0),
        ("ID", (_NAMED_IDENTITY,), 1),
        ("TEL", _PHONES, 0),
        ("TEL", (_NAMED_PHONE,), 1),
    ):
        for pattern in patterns:
            for found in pattern.finditer(text):
                if not (group and _DATE.fullmatch(found[group])):
                    yield _Hit(*found.span(group), kind, found[group])


def _is_amount(found: re.Match[str]) -> bool:
    """Whether a number behind a word for pay is an amount and no count of people or papers."""
    bare = re.sub(r"[,，]|\.\d+$", "", found["digits"])
    return bool(found["sign"] or found["unit"] or len(bare) > 3)


def _without_pay(text: str) -> str:
    """`text` without the amounts behind words for pay."""
    return _PAY.sub(lambda found: _said(found) if _is_amount(found) else found[0], text)


def _said(found: re.Match[str]) -> str:
    """The word for pay with a token for the amount."""
    return found[0][: found.start(1) - found.start()] + PAY


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while word and start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """A structure of dictionaries and lists with every text changed."""
    if type(value) is str:  # not a word of the vocabulary
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(below, change) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each_text(below, change) for below in value)
    return value


class _Scalar(NamedTuple):
    """A key or a value of the text, and the key it stands under."""

    start: int
    end: int
    value: str
    key: str | None


def _scalars(text: str) -> Iterator[_Scalar]:
    """Every scalar of the text, in order."""
    import yaml

    open_: list[str | bool | None] = []
    """For each mapping that is open its current key (None: a key comes next); for a list False."""
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent):
            key = open_[-1] if open_ else False
            first, last = event.start_mark, event.end_mark
            assert first is not None  # a parser gives both
            assert last is not None
            under = key if isinstance(key, str) else None
            yield _Scalar(first.index, last.index, event.value, under)
            if open_ and open_[-1] is not False:
                open_[-1] = event.value if open_[-1] is None else None
        elif isinstance(event, yaml.MappingStartEvent):
            open_.append(None)
        elif isinstance(event, yaml.SequenceStartEvent):
            open_.append(False)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
            if open_ and open_[-1] is not False:
                open_[-1] = None


def _scalar(raw: str, one: _Scalar, mask: Callable[[str], str]) -> str:
    """What a scalar is written as in the copy; one that hides a number is written anew."""
    value = mask(one.value)
    if value == one.value:
        return raw
    written = mask(raw)
    if written.count("〔") == value.count("〔"):
        return written
    import json

    end = raw[len(raw.rstrip()) :]
    return json.dumps(value.strip(), ensure_ascii=False) + end
