"""Writing into a YAML file: what was to change has changed, and not a byte besides."""

import datetime as dt
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.company import NOT_FACTS, Company, Part
from checklist.editing import Plain, Value, edit, record
from checklist.problems import InputErrors, Loc
from checklist.reading import read_company
from checklist.reading.source import split_lines
from checklist.reading.tree import read_tree
from checklist.vocabulary import Tri
from checklist.yaml_text import quoted_scalar

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "sample_inputs").glob("*.yaml"))
DAY = dt.date(2026, 11, 20)
YES, NO = Plain("是"), Plain("否")


def edited(text: str, *changes: tuple[Loc, Value]) -> str:
    return edit(text.encode(), dict(changes), name="a.yaml").decode()


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that difflib shows as removed or added."""
    diff = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in list(diff)[2:] if not line.startswith("@@")]


CASES: dict[str, tuple[str, Loc, Value, str]] = {
    "an empty value": ("tax:\n  arrears:\n", ("tax", "arrears"), NO, "tax:\n  arrears: 否\n"),
    "an empty value before a comment, which keeps its column": (
        "tax:\n  arrears:          # 欠税\n  open_inspection:  # 检查\n",
        ("tax", "arrears"),
        NO,
        "tax:\n  arrears: 否       # 欠税\n  open_inspection:  # 检查\n",
    ),
    "a comment that has to move": (
        "staff:\n  pay_file: a  # 工资表\n",
        ("staff", "pay_file"),
        "pay/2026-11.xlsx",
        "staff:\n  pay_file: pay/2026-11.xlsx  # 工资表\n",
    ),
    "a comment one blank away": (
        "tax:\n  arrears: no # c\n",
        ("tax", "arrears"),
        Plain("unknown"),
        "tax:\n  arrears: unknown # c\n",
    ),
    "a hash inside quotation marks is no comment": (
        "tax: {a: 'x # y', arrears: no}  # c\n",
        ("tax", "arrears"),
        Plain("yes"),
        "tax: {a: 'x # y', arrears: yes} # c\n".replace("} #", "}  #"),
    ),
    "an explicit unknown": (
        "tax:\n  arrears: 未知   # c\n",
        ("tax", "arrears"),
        NO,
        "tax:\n  arrears: 否     # c\n",
    ),
    "a quoted value": (
        "company:\n  name: '甲 # 公司'   # c\n",
        ("company", "name"),
        "乙",
        "company:\n  name: 乙            # c\n",
    ),
    "a value on the next line": (
        "company:\n  name:\n    甲\n  region: x\n",
        ("company", "name"),
        "乙",
        "company:\n  name:\n    乙\n  region: x\n",
    ),
    "a key that is missing": (
        "tax:\n    arrears: no  # c\n    # 其他\n\nstaff: {count: 1}\n",
        ("tax", "open_inspection"),
        NO,
        "tax:\n    arrears: no  # c\n    # 其他\n    open_inspection: 否\n\nstaff: {count: 1}\n",
    ),
    "a key that is missing behind a section in the section": (
        "tax:\n  filing:\n    vat: monthly\nstaff: {count: 1}\n",
        ("tax", "arrears"),
        NO,
        "tax:\n  filing:\n    vat: monthly\n  arrears: 否\nstaff: {count: 1}\n",
    ),
    "a section that is missing": ("a: 1\n", ("tax", "arrears"), NO, "a: 1\ntax:\n  arrears: 否\n"),
    "a section that is missing, set off as the others are": (
        "a: 1\n\nb:\n    c: 2\n",
        ("tax", "arrears"),
        NO,
        "a: 1\n\nb:\n    c: 2\n\ntax:\n    arrears: 否\n",
    ),
    "a section in a section that is missing": (
        "a: 1\n",
        ("tax", "filing", "vat"),
        Plain("monthly"),
        "a: 1\ntax:\n  filing:\n    vat: monthly\n",
    ),
    "a section left empty": (
        "events:     # 事件\n# 例：x: 2026-01-01\n\ndone:\n",
        ("events", "operations-ceased"),
        DAY,
        "events:     # 事件\n  operations-ceased: 2026-11-20\n# 例：x: 2026-01-01\n\ndone:\n",
    ),
    "a section that says it is empty": (
        "events: ~  # c\n",
        ("events", "operations-ceased"),
        DAY,
        "events: {operations-ceased: 2026-11-20}  # c\n",
    ),
    "in brackets": (
        "filing: {vat: monthly, cit: quarterly}\n",
        ("filing", "vat"),
        Plain("quarterly"),
        "filing: {vat: quarterly, cit: quarterly}\n",
    ),
    "empty in brackets": (
        "filing: {vat: , cit: quarterly}\n",
        ("filing", "vat"),
        Plain("monthly"),
        "filing: {vat: monthly, cit: quarterly}\n",
    ),
    "without a colon in brackets": (
        "filing: {vat, cit: quarterly}\n",
        ("filing", "vat"),
        Plain("monthly"),
        "filing: {vat: monthly, cit: quarterly}\n",
    ),
    "missing in brackets": (
        "filing: {vat: monthly}    # c\n",
        ("filing", "cit"),
        Plain("quarterly"),
        "filing: {vat: monthly, cit: quarterly}  # c\n",
    ),
    "missing in empty brackets": ("filing: {}\n", ("filing", "cit"), 1, "filing: {cit: 1}\n"),
    "missing in brackets over lines": (
        "filing: {\n  vat: monthly,  # 月\n}\n",
        ("filing", "cit"),
        Plain("quarterly"),
        "filing: {\n  vat: monthly, cit: quarterly,  # 月\n}\n",
    ),
    "a file in JSON": (
        '{"tax": {"arrears": "no"}}\n',
        ("tax", "open_inspection"),
        Plain("no"),
        '{"tax": {"arrears": "no", open_inspection: no}}\n',
    ),
    "an item by its number": (
        "seals: [甲, 乙]\n",
        ("seals", 1),
        "丙",
        "seals: [甲, 丙]\n",
    ),
    "one item more": (
        "seals:\n- 甲  # c\n\na: 1\n",
        ("seals", 1),
        "乙",
        "seals:\n- 甲  # c\n- 乙\n\na: 1\n",
    ),
    "a key of an item": (
        "branches:\n  - name: 甲\n    credit_code: x\n  - {name: 乙}\n",
        ("branches", 0, "deregistered"),
        YES,
        "branches:\n  - name: 甲\n    credit_code: x\n    deregistered: 是\n  - {name: 乙}\n",
    ),
    "a key of an item in brackets": (
        "branches:\n  - name: 甲\n  - {name: 乙}\n",
        ("branches", 1, "deregistered"),
        YES,
        "branches:\n  - name: 甲\n  - {name: 乙, deregistered: 是}\n",
    ),
    "the first item of a list that is missing": (
        "wecom: {used: yes}\n",
        ("wecom", "accounts", 0, "person"),
        "王芳",
        "wecom: {used: yes, accounts: [{person: 王芳}]}\n",
    ),
    "a list of names": (
        "debts:\n  known_creditors:   # 名单\n",
        ("debts", "known_creditors"),
        ["甲，乙公司", "no", "丙"],
        'debts:\n  known_creditors: ["甲，乙公司", "no", 丙]  # 名单\n',
    ),
    "carriage returns": (
        "a: 1\r\ntax:\r\n  b: 2\r\n",
        ("tax", "c"),
        3,
        "a: 1\r\ntax:\r\n  b: 2\r\n  c: 3\r\n",
    ),
    "carriage returns and a new section": (
        "a: 1\r\n\r\nb: 2\r\n",
        ("done", "precheck"),
        DAY,
        "a: 1\r\n\r\nb: 2\r\n\r\ndone:\r\n  precheck: 2026-11-20\r\n",
    ),
    "no line break at the end": ("tax:\n  b: 2", ("tax", "c"), 3, "tax:\n  b: 2\n  c: 3"),
    "no line break at the end, in an empty section": ("tax:", ("tax", "c"), 3, "tax:\n  c: 3"),
    "no line break at the end and a new section": ("b: 2", ("d", "c"), 3, "b: 2\nd:\n  c: 3"),
    "a mark for the end": ("a: 1\n...\n", ("b",), 2, "a: 1\nb: 2\n...\n"),
    "a byte order mark": ("\ufeffa: 1\n", ("a",), 2, "\ufeffa: 2\n"),
    "a key with a person": (
        "done:\n  precheck: 2026-01-05\n",
        ("done", "wecom-apply@王芳"),
        DAY,
        "done:\n  precheck: 2026-01-05\n  wecom-apply@王芳: 2026-11-20\n",
    ),
    "a key that needs quotation marks": (
        "done: {}\n",
        ("done", "wecom-apply@O: Neil"),
        DAY,
        'done: {"wecom-apply@O: Neil": 2026-11-20}\n',
    ),
    "a date that is another": (
        "done:\n  vat-return@2026-11: 2026-12-01   # 电子税务局\n",
        ("done", "vat-return@2026-11"),
        DAY,
        "done:\n  vat-return@2026-11: 2026-11-20   # 电子税务局\n",
    ),
    "a date that is the same": (
        "done:\n  precheck: 2026年11月20日\n",
        ("done", "precheck"),
        DAY,
        "done:\n  precheck: 2026年11月20日\n",
    ),
    "a text behind a text of several lines": (
        "tax:\n  a: |\n    x\n    y\n\nb: 1\n",
        ("tax", "c"),
        2,
        "tax:\n  a: |\n    x\n    y\n  c: 2\n\nb: 1\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_value_is_written_where_it_belongs(case: str) -> None:
    before, loc, value, after = CASES[case]
    assert edited(before, (loc, value)) == after


@pytest.mark.parametrize(
    ("text", "loc", "key"),
    [
        ("seals:\n  - 甲\n", ("seals",), "edit-block"),
        ("company:\n  name: 甲\n", ("company",), "edit-block"),
        ("a: |\n  x\n", ("a",), "edit-block"),
        ("a: [\n  1,  # c\n]\n", ("a",), "edit-block"),
        ("tax: 一般\n", ("tax", "arrears"), "edit-parent"),
        ("seals: [甲]\n", ("seals", 2), "edit-parent"),
        ("seals: [甲]\n", ("seals", "name"), "edit-parent"),
        ("tax: {a: 1}\n", ("tax", 0), "edit-parent"),
        ("wecom:\n", ("wecom", "accounts", 3), "edit-parent"),
        ("wecom:\n", ("wecom", 1), "edit-parent"),
        ("a: 1\n", ("seals", 1), "edit-parent"),
        ("a: 1\n", ("a",), "edit-failed"),
    ],
)
def test_what_stands_in_the_way_is_an_error_with_its_place(text: str, loc: Loc, key: str) -> None:
    value = "未知" if key == "edit-failed" else NO  # a name that would be read as unknown
    with pytest.raises(InputErrors) as caught:
        edited(text, (loc, value))
    (error,) = caught.value.errors
    assert error.key == key
    assert error.line > 0
    assert "a.yaml:" in caught.value.render("zh")
    assert "Remedy" in caught.value.render("en")


def test_a_file_that_cannot_be_read_is_refused_as_the_validator_does() -> None:
    for data in (b"a: 1\na: 2\n", b"a: &x 1\n", "a：1\n".encode("gbk"), b"", b"a: [1\n"):
        with pytest.raises(InputErrors) as caught:
            edit(data, {("b",): 1}, name="a.yaml")
        assert caught.value.errors[0].key not in ("edit-failed", "edit-parent")


def test_one_refused_change_leaves_nothing_changed() -> None:
    data = b"a: 1\nb: {c: 2}\n"
    with pytest.raises(InputErrors):
        edit(data, {("a",): 5, ("b",): 6, ("a", "x"): 7}, name="a.yaml")


def test_progress_touches_only_its_lines() -> None:
    path = ROOT / "sample_inputs" / "general-with-staff.yaml"
    before = path.read_text(encoding="utf-8")
    after = record(
        before.encode(),
        name=path.name,
        events={"operations-ceased": dt.date(2026, 11, 8)},
        done={"precheck": dt.date(2026, 10, 16), "resolve-dissolution": dt.date(2026, 11, 10)},
    ).decode()
    assert changed_lines(before, after) == [
        "+  operations-ceased: 2026-11-08",
        "-  resolve-dissolution: 2026-11-09",
        "+  resolve-dissolution: 2026-11-10",
    ]


@pytest.mark.parametrize(
    ("inner", "after"),
    [
        (
            "    done:            # 已办\n      precheck: 2026-11-02    # 预检\n      # 待续\n",
            "    done:            # 已办\n      precheck: 2026-11-02    # 预检\n      # 待续\n"
            "      seals: 2026-11-05\n",
        ),
        (
            "    staff: {count: 0}   # 无职工\n",
            "    staff: {count: 0}   # 无职工\n    done:\n      seals: 2026-11-05\n",
        ),
        ("    done:\n    staff: {count: 0}\n", None),
    ],
)
def test_a_member_s_progress_stays_in_its_section(inner: str, after: str | None) -> None:
    head = "branches:\n- name: 甲分公司   # 一\n  inline:\n"
    tail = "- {name: 乙分公司, inline: {staff: {count: 0}}}  # 二\ndone: {precheck: 2026-10-01}\n"
    expected = after or "    done:\n      seals: 2026-11-05\n    staff: {count: 0}\n"
    place = ("branches", 0, "inline")
    day = {"seals": dt.date(2026, 11, 5)}
    changed = record((head + inner + tail).encode(), name="x", done=day, place=place)
    assert changed.decode() == head + expected + tail
    other = record(changed, name="x", done=day, place=("branches", 1, "inline"))
    assert other.decode() == head + expected + tail.replace(
        "count: 0}}}", "count: 0}, done: {seals: 2026-11-05}}}"
    )


def test_progress_twice_is_progress_once() -> None:
    done = {"vat-return@2026-11": DAY, "wecom-apply@王芳": DAY}
    once = record(b"company: {}\n", name="a.yaml", done=done)
    assert record(once, name="a.yaml", done=done) == once


@example("0?", True)
@given(st.text(max_size=30), st.booleans())
def test_any_text_is_read_back_by_any_yaml_reader(text: str, flow: bool) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    written = quoted_scalar(text, flow)
    document = f"[{written}]" if flow else f"- {written}\n"
    assert yaml.safe_load(document) == [text]
    assert yaml.load(document, yaml.CBaseLoader) == [text]
    assert "\n" not in written


# Random samples and random answers


def leaves(model: type[Part], prefix: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Every key that holds a value, with the annotation of its field."""
    for name, info in model.model_fields.items():
        annotation = info.annotation
        if isinstance(annotation, type) and issubclass(annotation, Part):
            yield from leaves(annotation, (*prefix, name))
        else:
            yield (*prefix, name), annotation


def is_name(annotation: Any) -> bool:
    """A text, or nothing."""
    kinds = get_args(annotation) or (annotation,)
    plain = {get_args(kind)[0] if get_origin(kind) is Annotated else kind for kind in kinds}
    return plain in ({str}, {str, type(None)})


LEAVES = dict(leaves(Company))
FACTS = [loc for loc, kind in LEAVES.items() if kind is Tri]
COUNTS = [("shareholders", "count"), ("wecom", "members")]
DAYS = [("target_date",), ("company", "established")]
LISTS = [
    ("debts", "known_creditors"),
    *(("assets", name) for name in ("vehicles", "trademarks", "receivables")),
    ("internet", "domains"),
    ("platforms", "merchant_accounts"),
]
NAMES = [
    loc for loc, kind in LEAVES.items() if is_name(kind) and loc[-1] not in ("credit_code", "name")
]
WORDS = st.text("甲乙 公司:#，,'\"-{}[]&*!|>%@`no1/", min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text not in ("", "unknown")
)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
ANSWER = st.one_of(
    st.tuples(st.sampled_from(FACTS), st.sampled_from([Plain("是"), Plain("no"), Plain("未知")])),
    st.tuples(st.sampled_from(COUNTS), st.integers(0, 99)),
    st.tuples(st.sampled_from(DAYS), DATES),
    st.tuples(st.sampled_from(NAMES), WORDS),
    st.tuples(st.sampled_from(LISTS), st.lists(WORDS, min_size=1, max_size=3) | st.just(NO)),
    st.tuples(st.just(("events", "operations-ceased")), DATES),
    st.tuples(
        st.sampled_from(["precheck", "vat-return@2026-11", "wecom-apply@王芳"]).map(
            lambda task: ("done", task)
        ),
        DATES,
    ),
)


def with_answer(data: Any, loc: Loc, value: Any) -> Any:
    """The data with one value set, by other means than the editor's."""
    section = dict(data or {})
    name = loc[0]
    section[name] = with_answer(section.get(name), loc[1:], value) if loc[1:] else value
    return section


def touched_lines(text: str, loc: Loc) -> set[int]:
    """The lines (from 0) that may change: of the value, or of the brackets that get a key."""
    node = read_tree(text, split_lines(text)).root
    for step in loc:
        below = node.child(step)
        if below is None:
            return {node.line - 1} if node.flow else set()
        node = below
    return {node.line - 1}


def variant(text: str, break_: str, mark: bool, cut: bool) -> bytes:
    text = text.rstrip("\n") if cut else text
    return (b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", break_).encode()


@given(
    sample=st.sampled_from(SAMPLES),
    answers=st.lists(ANSWER, min_size=1, max_size=5, unique_by=lambda answer: answer[0]),
    break_=st.sampled_from(["\n", "\r\n"]),
    mark=st.booleans(),
    cut=st.booleans(),
)
def test_random_answers_change_what_they_say_and_nothing_else(
    sample: Path, answers: list[tuple[Loc, Value]], break_: str, mark: bool, cut: bool
) -> None:
    before = variant(sample.read_text(encoding="utf-8"), break_, mark, cut)
    expected = yaml.load(before.decode("utf-8-sig"), yaml.CBaseLoader)
    text = before.decode("utf-8-sig")
    block = [
        loc
        for loc, _ in answers
        if isinstance(value_at(expected, loc), list) and is_block(text, loc)
    ]
    touched: set[int] = set()
    for loc, value in answers:
        if loc in block:
            with pytest.raises(InputErrors) as caught:
                edit(before, {loc: value}, name="a.yaml")
            assert caught.value.errors[0].key == "edit-block"
            continue
        touched |= touched_lines(text, loc)
        plain = [str(item) for item in value] if isinstance(value, list) else str(value)
        expected = with_answer(expected, loc, plain)
    changes = {loc: value for loc, value in answers if loc not in block}
    after = edit(before, changes, name="a.yaml")

    # another reader agrees, and the model holds the answers
    text_after = after.decode("utf-8-sig")
    assert yaml.load(text_after, yaml.CBaseLoader) == expected
    try:
        company = Company.model_validate(expected_data(expected))
    except ValueError:
        pass  # such as full-width quotation marks in a name: refused alike
    else:
        assert read_company(after, name="a.yaml").company == company

    # every other line is there, byte for byte, in order
    assert after.startswith(b"\xef\xbb\xbf") == mark
    old, new = text.split(break_), text_after.split(break_)
    assert all("\r" not in line and "\n" not in line for line in new)
    kept = [line for number, line in enumerate(old) if number not in touched]
    rest = iter(new)
    assert all(line in rest for line in kept)
    shown = changed_lines("\n".join(old), "\n".join(new))
    removed = [line[1:] for line in shown if line.startswith("-")]
    assert len(removed) <= len(touched)
    assert set(removed) <= {old[number] for number in touched}
    assert (text_after[-1] == "\n") == (text[-1] == "\n")


def value_at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def is_block(text: str, loc: Loc) -> bool:
    return not read_tree(text, split_lines(text)).root.walk(loc).flow


def expected_data(data: Any) -> Any:
    """Text to what the reader makes of it: a word for unknown is nothing."""
    if isinstance(data, dict):
        return {key: expected_data(value) for key, value in data.items()}
    if isinstance(data, list):
        return [expected_data(value) for value in data]
    return None if data in ("", "未知", "unknown", "null", "~") else data


def test_the_random_answers_reach_every_kind_of_key() -> None:
    assert len(FACTS) > 40
    assert len(NAMES) > 8
    assert {".".join(map(str, loc)) for loc in (*COUNTS, *LISTS)}.isdisjoint(NOT_FACTS)
    assert all(loc in LEAVES for loc in (*COUNTS, *DAYS, *LISTS))


# Any document

SCALARS = st.sampled_from(["", "甲", "no", "a b", "x: y", "1", "# c", "两\n行", "2026-01-05", "~"])
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b c", "键", "d@王", "1"]), inner, max_size=3),
    ),
    max_leaves=8,
)
STEPS = st.one_of(st.sampled_from(["a", "b c", "键", "d@王", "新: x"]), st.integers(0, 3))
VALUES = st.one_of(
    st.sampled_from(["甲", "no", "a, b", Plain("是"), 3, DAY]),
    st.lists(st.sampled_from(["甲", "乙: 丙"]), max_size=2),
)


@given(
    content=st.dictionaries(st.sampled_from(["a", "b c", "键"]), DOCUMENTS, min_size=1),
    style=st.sampled_from([True, False, None]),
    indent=st.sampled_from([2, 4, 7]),
    width=st.sampled_from([20, 80]),
    comment=st.sampled_from(["", "  # 注", " #{}"]),
    loc=st.lists(STEPS, min_size=1, max_size=4).map(tuple),
    value=VALUES,
)
def test_any_document_is_changed_as_meant_or_refused(
    content: dict[str, Any],
    style: bool | None,
    indent: int,
    width: int,
    comment: str,
    loc: Loc,
    value: Value,
) -> None:
    text = yaml.dump(
        content,
        allow_unicode=True,
        default_flow_style=style,
        indent=indent,
        width=width,
        sort_keys=False,
    )
    commented = "".join(f"{line}{comment}\n" for line in text.split("\n")[:-1])
    try:
        if yaml.load(commented, yaml.CBaseLoader) == yaml.load(text, yaml.CBaseLoader):
            text = commented  # no comment became part of a text of several lines
    except yaml.YAMLError:
        pass
    before = read_tree(text, split_lines(text))
    try:
        after = edit(text.encode(), {loc: value}, name="a.yaml").decode()
    except InputErrors:
        return
    tree = read_tree(after, split_lines(after))
    assert not tree.errors
    assert at(tree.data, loc) == read_value(value)
    assert without(tree.data, loc) == without(before.data, loc)
    comments = [line for line in text.split("\n") if line.endswith("注")]
    assert sum("注" in line for line in after.split("\n")) == len(comments)


def at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def read_value(value: Value) -> Any:
    return [str(item) for item in value] if isinstance(value, list) else str(value)


def without(data: Any, loc: Loc) -> Any:
    """The data without what stands at `loc`, and without what is empty without it."""
    if not loc:
        return None
    if isinstance(data, dict):
        rest = {key: item for key, item in data.items() if key != loc[0]}
        inside = without(data.get(loc[0]), loc[1:])
        return rest | ({loc[0]: inside} if inside else {}) or None
    if isinstance(data, list) and isinstance(loc[0], int):
        items = [item for place, item in enumerate(data) if place != loc[0]]
        inside = without(data[loc[0]], loc[1:]) if loc[0] < len(data) else None
        return [items, inside] if items or inside else None
    return data
