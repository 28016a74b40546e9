"""Values of an input file: from text to a date, a number, a closed word, a credit code.

Input scalars arrive as text and stay text until a function of this module reads them, so `0123`,
`no` and `1:30` mean what the writer meant. Each function takes the text (or the Python value a
caller of the API passes) and returns the value, or raises `PydanticCustomError` whose type is the
key of a sentence in `checklist.messages.input`. Digits and letters of dates, numbers and codes may
be full-width (NFKC); names are left as they are.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, Final, Generic, LiteralString, NoReturn, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from checklist.vocabulary import ALIASES, LABELS, LegalForm, Tri

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

TEXT_LIMIT: Final = 2000
COUNT_LIMIT: Final = 10_000_000
ESTIMATE_LIMIT: Final = 1000
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def fail(key: LiteralString, **values: object) -> NoReturn:
    """Raise the error whose sentence is `key`, with the values to fill in."""
    raise PydanticCustomError(key, key, values)


def normal(text: str) -> str:
    """`text` in compatibility form (full-width digits become ASCII), trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def quoted(text: str) -> bool:
    """Whether the whole text stands in full-width quotation marks."""
    return len(text) > 1 and text[0] in "“”＂‘’＇「" and text[-1] in "“”＂‘’＇」"


def read_text(value: object) -> str:
    """Text: trimmed, line breaks become blanks, no control characters."""
    if isinstance(value, str):
        text = " ".join(value.split("\n")).strip() if "\n" in value else value.strip()
        if not text:
            fail("empty-text")
        if len(text) > TEXT_LIMIT:
            fail("long-text", length=len(text), limit=TEXT_LIMIT)
        if bad := _CONTROL.search(text):
            fail("control-character", code=f"U+{ord(bad[0]):04X}")
        if quoted(text):
            fail("full-width-quotes", given=text)
        return text
    if value is None:
        fail("empty-text")
    fail("not-text")


def read_count(value: object) -> int:
    """A whole number from 0 to ten million."""
    return _whole(value, COUNT_LIMIT)


def read_estimate(value: object) -> int:
    """A whole number of working days, 0 to a thousand."""
    return _whole(value, ESTIMATE_LIMIT)


def _whole(value: object, limit: int) -> int:
    if isinstance(value, str):
        digits = normal(value)
        if not re.fullmatch(r"[+-]?[0-9]+", digits):
            fail("not-a-number", given=value)
        value = int(digits) if len(digits) < 20 else -1 if digits[0] == "-" else limit + 1
    if isinstance(value, bool) or not isinstance(value, int):
        fail("not-a-number", given=_shown(value))
    if not 0 <= value <= limit:
        fail("number-range", low=0, high=limit)
    return value


def read_date(value: object) -> dt.date:
    """A date: 2026-01-05, 2026/1/5 or 2026年1月5日, of the years 1900 to 2199."""
    if isinstance(value, dt.datetime):
        fail("not-a-date", given=_shown(value))
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        fail("not-a-date", given=_shown(value))
    match = _DATE.fullmatch(normal(value).replace(" ", ""))
    if match is None:
        fail("not-a-date", given=value)
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        fail("date-range", given=value, low=FIRST_YEAR, high=LAST_YEAR)
    try:
        return dt.date(year, month, day)
    except ValueError:
        fail("impossible-date", given=value, year=year, month=month, day=day)


def read_currency(value: object) -> str:
    """A currency by its three letters; 人民币 and RMB are CNY."""
    if value is None:
        return "CNY"
    code = normal(value).upper() if isinstance(value, str) else ""
    code = {"人民币": "CNY", "RMB": "CNY"}.get(code, code)
    if not re.fullmatch(r"[A-Z]{3}", code):
        fail("currency", given=_shown(value))
    return code


def read_version(value: object) -> int:
    """The version of the input file's form; this program reads 1."""
    if value is not None and (normal(value) if isinstance(value, str) else str(value)) != "1":
        fail("version", given=_shown(value))
    return 1


def read_credit_code(value: object) -> str:
    """A unified social credit code (统一社会信用代码) with the right check character."""
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        fail("not-text")
    code = re.sub(r"[ \-]", "", normal(value)).upper()
    if len(code) == 15 and code.isdigit():
        fail("credit-code-old")
    if len(code) != 18:
        fail("credit-code-length", length=len(code))
    for place, character in enumerate(code, 1):
        allowed = "0123456789" if place <= 8 else "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if character not in allowed:
            hint = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}.get(character)
            if hint:
                fail("credit-code-letter", place=place, character=character, hint=hint)
            fail("credit-code-character", place=place, character=character)
    from stdnum.cn import uscc  # late: importing stdnum costs more than reading a file

    if not uscc.is_valid(code):
        organisation_ok = _organisation_check(code[8:16]) == code[16]
        fail(
            "credit-code-check" if organisation_ok else "credit-code-wrong",
            check=uscc.calc_check_digit(code[:17]),
            given=code[17],
        )
    return code


def _organisation_check(body: str) -> str:
    """The check character of an organisation code (GB 11714), places 9 to 16 of a credit code."""
    total = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0X987654321"[total % 11]


def fold(text: str) -> str:
    """`text` as closed words are compared: compatibility form, lower case, hyphens."""
    return re.sub(r"[ _]+", "-", normal(text).casefold())


@cache
def spellings(kind: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Every accepted spelling of the words of `kind`: value, labels, aliases."""
    table: dict[str, StrEnum] = {}
    for word in kind:
        label = LABELS[word]
        for text in (word.value, *label.zh.split("/"), label.en):
            table.setdefault(fold(text), word)
    for alias, value in ALIASES.items():
        if value in table:
            table.setdefault(fold(alias), kind(value))
    return table


def read_word(kind: type[Word], empty: Word | None, value: object) -> Word:
    """A closed word: its value, its Chinese or English label, or an alias; nothing is `empty`."""
    if value is None:
        if empty is None:
            fail("empty-word", words=kind)
        return empty
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if not isinstance(value, str):
        fail("not-a-word", words=kind)
    table = spellings(kind)
    given = fold(value)
    word = table.get(given)
    if word is None and kind is LegalForm and (cut := re.match(r"([^(]+)\(.*\)$", given)):
        word = table.get(cut[1])  # as on a licence: 有限责任公司（自然人投资或控股）
    if word is None:
        fail("wrong-word", words=kind, given=value)
    return kind(word)


_TRI: Final = {word: Tri(word) for word in ("yes", "no", "unknown")} | {
    "是": Tri.YES,
    "否": Tri.NO,
    "未知": Tri.UNKNOWN,
}


def read_tri(value: object) -> Tri:
    """Yes, no or unknown, in every spelling; nothing is unknown."""
    if value is None:
        return Tri.UNKNOWN
    if isinstance(value, str) and (word := _TRI.get(value)):
        return word
    return read_word(Tri, Tri.UNKNOWN, value)


@dataclass(frozen=True, slots=True)
class Holdings(Generic[T]):
    """What a company has of something: yes, no or unknown, and the list where one is given."""

    has: Tri = Tri.UNKNOWN
    items: tuple[T, ...] = ()
    count: int | None = None
    """How many, where the file says so by a number or a list."""


def _read_holdings(value: object, read_list: Callable[[object], list[Any]]) -> Holdings[Any]:
    if isinstance(value, Holdings):
        return value
    if isinstance(value, list | tuple):
        items = tuple(read_list(list(value)))
        return Holdings(Tri.YES if items else Tri.NO, items, len(items))
    if isinstance(value, dict):
        fail("not-a-list")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]+", normal(value)):
        count = read_count(value)
        return Holdings(Tri.YES if count else Tri.NO, (), count)
    try:
        has = read_tri(value)
    except PydanticCustomError:
        fail("not-holdings", given=_shown(value))
    return Holdings(has, (), 0 if has is Tri.NO else None)


def _plain_holdings(value: Holdings[Any]) -> object:
    if value.items:
        return list(value.items)
    return value.count if value.count else value.has.value


def read_inline(value: object) -> dict[str, Any] | None:
    """A whole input file written inside another one: a mapping, which is validated by itself."""
    if value is None or isinstance(value, dict):
        return value
    fail("inline-not-a-company", given=_shown(value))


def read_member_file(value: object) -> str | None:
    """The path of another input file: relative to the file that names it, a YAML file."""
    if value is None:
        return None
    text = read_text(value).replace("\\", "/")
    if text.startswith(("/", "~")) or re.match("[A-Za-z]:", text):
        fail("member-absolute", given=text)
    if not text.lower().endswith((".yaml", ".yml")):
        fail("member-not-yaml", given=text)
    return text


def _shown(value: object) -> str:
    return value if isinstance(value, str) else type(value).__name__


TRI_SCHEMA: Final[dict[str, Any]] = {
    "enum": ["yes", "no", "unknown", "是", "否", "未知", "有", "无", "没有", True, False, None]
}
DATE_SCHEMA: Final[dict[str, Any]] = {
    "type": ["string", "null"],
    "pattern": r"^\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)$",
}


class Reads:
    """Annotation: the field is read by `read`, and described to editors by `schema`.

    pydantic builds one validator for it, without looking into the type: that is several times
    cheaper than its own enumerations and unions, and `validate` has to start fast.
    """

    __slots__ = ("_core", "_schema")

    def __init__(
        self, read: Callable[[Any], Any], schema: dict[str, Any] | Callable[[], dict[str, Any]]
    ) -> None:
        """Take the function from the input's value to the field's, and the JSON Schema."""
        self._core = core_schema.no_info_plain_validator_function(read)
        self._schema = schema

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The validator, as pydantic asks for it."""
        return self._core.copy()

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The JSON Schema, as pydantic asks for it."""
        return self._schema() if callable(self._schema) else dict(self._schema)


class _ReadsHoldings:
    """Annotation for `Holdings[...]`: a list, a number, or yes, no, unknown."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        items = handler.generate_schema(list[get_args(source)[0]])  # type: ignore[misc]
        return core_schema.no_info_wrap_validator_function(
            _read_holdings,
            items,
            serialization=core_schema.plain_serializer_function_ser_schema(_plain_holdings),
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        items = handler(core["schema"])
        return {"anyOf": [items, {"type": "integer", "minimum": 0}, TRI_SCHEMA]}


def word(kind: type[Word], empty: Word | None = None) -> Reads:
    """The annotation for a field that holds a word of `kind`; a key left empty is `empty`."""
    return Reads(partial(read_word, kind, empty), partial(_word_schema, kind, empty))


def _word_schema(kind: type[StrEnum], empty: StrEnum | None) -> dict[str, Any]:
    words = {member.value for member in kind}
    values: list[object] = []
    for member in kind:
        values += [member.value, *LABELS[member].zh.split("/")]
    values += [alias for alias, word in ALIASES.items() if word in words and alias]
    if empty is not None:
        values.append(None)
    schema: dict[str, Any] = {"enum": list(dict.fromkeys(values))}
    if kind is LegalForm:  # as on a licence: 有限责任公司（自然人投资或控股）
        schema = {"anyOf": [schema, {"type": "string", "pattern": "^[^(（]+公司[(（].*[)）]$"}]}
    return schema


_TEXT_SCHEMA: Final[dict[str, Any]] = {"type": ["string", "number"], "minLength": 1}
Fact = Annotated[Tri, Reads(read_tri, TRI_SCHEMA)]
Text = Annotated[str, Reads(read_text, _TEXT_SCHEMA)]
Count = Annotated[int, Reads(read_count, {"type": "integer", "minimum": 0, "maximum": COUNT_LIMIT})]
Estimate = Annotated[
    int, Reads(read_estimate, {"type": "integer", "minimum": 0, "maximum": ESTIMATE_LIMIT})
]
Day = Annotated[dt.date, Reads(read_date, DATE_SCHEMA)]
Currency = Annotated[str, Reads(read_currency, {"type": ["string", "null"]})]
Version = Annotated[int, Reads(read_version, {"enum": [1, "1", None]})]
CreditCode = Annotated[
    str,
    Reads(
        read_credit_code,
        {"type": ["string", "integer"], "pattern": "^[ -]*([0-9A-Za-z０-９Ａ-Ｚ][ -]*){18}$"},
    ),
]
LISTED: Final = _ReadsHoldings()
Inline = Annotated[Any, Reads(read_inline, {"type": ["object", "null"]})]
MemberFile = Annotated[
    Any,
    Reads(
        read_member_file, {"type": ["string", "null"], "pattern": r"^[^/~].*\.[Yy][Aa]?[Mm][Ll]$"}
    ),
]
