"""Reading: wrong inputs and what is said of them, spellings, places, and that nothing escapes.

`cases/inputs/NAME.yaml` is a wrong input, `NAME.zh.txt` and `NAME.en.txt` what is said of it. To
write the texts anew after a change of wording, set CHECKLIST_WRITE_CASES=1 and read the difference.
"""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checklist.messages import LANGS
from checklist.problems import InputErrors
from checklist.reading import LoadedCompany, read_company, read_file
from checklist.reading.source import LIMIT
from checklist.vocabulary import LegalForm, Tri

CASES = Path(__file__).parent / "cases" / "inputs"
WRITE = bool(os.environ.get("CHECKLIST_WRITE_CASES"))
EVENTS = frozenset({"dissolution-cause-arises", "liquidation-group-formed"})
TASKS = frozenset({"precheck", "tax-clear"})
RULES = frozenset({"creditor-announcement"})
MINIMUM = "company:\n  name: 上海甲乙贸易有限公司\n  legal_form: llc\n"


def read(text: str | bytes) -> LoadedCompany:
    """Read a text as the file acme.yaml."""
    data = text.encode() if isinstance(text, str) else text
    return read_company(
        data, name="acme.yaml", known_events=EVENTS, known_tasks=TASKS, known_rules=RULES
    )


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    """Place and key of every error of a text."""
    with pytest.raises(InputErrors) as caught:
        read(text)
    return [error[:3] for error in caught.value.errors]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_input_and_what_is_said(case: Path, lang: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read_company(
            case.read_bytes(),
            name=case.name,
            known_events=EVENTS,
            known_tasks=TASKS,
            known_rules=RULES,
        )
    said = caught.value.render(lang) + "\n"  # type: ignore[arg-type]
    expected = case.with_suffix(f".{lang}.txt")
    if WRITE:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_no_expected_text_without_its_input() -> None:
    inputs = {path.stem for path in CASES.glob("*.yaml")}
    assert {path.name.split(".")[0] for path in CASES.glob("*.txt")} == inputs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", Tri.YES),
        ("Yes", Tri.YES),
        ("true", Tri.YES),
        ("是", Tri.YES),
        ("有", Tri.YES),
        ('"yes"', Tri.YES),
        ("no", Tri.NO),
        ("FALSE", Tri.NO),
        ("否", Tri.NO),
        ("无", Tri.NO),
        ("", Tri.UNKNOWN),
        ("~", Tri.UNKNOWN),
        ("null", Tri.UNKNOWN),
        ("unknown", Tri.UNKNOWN),
        ("未知", Tri.UNKNOWN),
        ('""', Tri.UNKNOWN),
    ],
)
def test_three_values_in_every_spelling(text: str, expected: Tri) -> None:
    company = read(f"{MINIMUM}personal_data: {text}\nbranches: {text}\n").company
    assert company.personal_data is expected
    assert company.branches.has is expected


@pytest.mark.parametrize(
    "text",
    ["2026-01-05", "2026-1-5", "2026/1/5", "2026年1月5日", "２０２６年１月５日", '"2026-01-05"'],
)
def test_dates(text: str) -> None:
    loaded = read(f"{MINIMUM}target_date: {text}\n")
    assert loaded.company.target_date == dt.date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-01", "2026.01.05", "20260105", "1:30", "0123", "no"])
def test_what_is_no_date(text: str) -> None:
    assert refused(f"{MINIMUM}target_date: {text}\n") == [(4, 14, "not-a-date")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("llc", LegalForm.LLC),
        ("LLC", LegalForm.LLC),
        ("有限责任公司", LegalForm.LLC),
        ("有限责任公司（自然人投资或控股）", LegalForm.LLC),
        ("有限责任公司(外国法人独资)", LegalForm.LLC),
        ("股份有限公司(非上市)", LegalForm.JSC),
        ("Limited Liability Company", LegalForm.LLC),
        ("sole_proprietorship", LegalForm.SOLE_PROPRIETORSHIP),
        ("个体工商户", LegalForm.INDIVIDUAL_BUSINESS),
        ("分公司", LegalForm.BRANCH),
        ("外国企业常驻代表机构", LegalForm.REP_OFFICE),
    ],
)
def test_legal_forms(text: str, form: LegalForm) -> None:
    loaded = read(f"company:\n  name: 甲乙\n  legal_form: {text}\n")
    assert loaded.company.company.legal_form is form


def test_numbers_and_codes_may_be_full_width_and_names_stay_as_they_are() -> None:
    loaded = read(
        "company:\n  name: ＡＢＣ（上海）有限公司\n  legal_form: llc\n"
        "  credit_code: ９１３１０１１５ＭＡ１Ｋ７ＱＷＨ９３\nstaff:\n  count: １８\n"
    )
    assert loaded.company.company.name == "ＡＢＣ（上海）有限公司"
    assert loaded.company.company.credit_code == "91310115MA1K7QWH93"
    assert loaded.company.staff.count == 18


def test_a_credit_code_may_be_spaced_and_in_small_letters() -> None:
    loaded = read(f"{MINIMUM}  credit_code: 9131 0115 ma1k 7qwh 93\n")
    assert loaded.company.company.credit_code == "91310115MA1K7QWH93"


@pytest.mark.parametrize("wrapped", ["\ufeff{}", "{}\n...\n", "---\n{}", "%YAML 1.1\n---\n{}"])
def test_harmless_wrappings_are_read(wrapped: str) -> None:
    assert read(wrapped.format(MINIMUM)).company.company.name == "上海甲乙贸易有限公司"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(end: str) -> None:
    text = (MINIMUM + "staff:\n  count: x\n").replace("\n", end)
    assert refused(text) == [(5, 10, "not-a-number")]


def test_empty_sections_and_undated_events_are_unknown() -> None:
    company = read(
        MINIMUM
        + "staff:\ntax:\n  filing:\nevents:\n  dissolution-cause-arises:\noverrides:\nroute:\n"
    ).company
    assert company.staff.count is None
    assert company.events == {}
    assert company.overrides == ()
    assert company.route == "auto"


def test_an_unknown_event_without_a_date_is_still_an_error() -> None:
    assert refused(MINIMUM + "events:\n  disolution:\n") == [(5, 3, "unknown-event")]


def test_names_are_not_checked_where_they_are_not_given() -> None:
    text = MINIMUM + "events:\n  whatever: 2026-01-05\n"
    assert read_company(text.encode(), name="x").company.events == {"whatever": dt.date(2026, 1, 5)}


def test_every_error_is_reported_in_the_order_of_lines() -> None:
    text = "tax:\n  arrears: x\ncompany:\n  name: 甲\n  legal_form: y\nzzz: 1\n"
    assert [error[0] for error in refused(text)] == [2, 5, 6]


def test_a_hundred_errors_are_named_and_the_rest_counted() -> None:
    text = MINIMUM + "staff:\n" + "".join(f"  group{n}: 1\n" for n in range(130))
    with pytest.raises(InputErrors) as caught:
        read(text)
    *named, last = caught.value.errors
    assert [error.line for error in named] == list(range(5, 105))
    assert (last.key, last.values["number"]) == ("more", 30)
    assert caught.value.render("zh").splitlines()[-2] == "acme.yaml: 错误：另有 30 处错误未列出。"


def test_places() -> None:
    loaded = read(
        MINIMUM
        + "simple_route:\n  abnormal_list: 是\ninvestments:\n  - name: 甲\n    disposed: 否\n"
    )
    assert loaded.position(("simple_route", "abnormal_list")) == (5, 18)
    assert loaded.position(("investments",)) == (6, 1)
    assert loaded.position(("investments", 0, "disposed")) == (8, 15)
    assert loaded.position(("investments", 0, "nothing")) == (7, 5)
    assert loaded.position(("staff", "count")) == (1, 1)


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "none.yaml", "no-file"), (tmp_path, "directory")):
        with pytest.raises(InputErrors) as caught:
            read_file(path)
        assert [error[:3] for error in caught.value.errors] == [(0, 0, key)]
        assert str(path) in caught.value.render("zh")
    with pytest.raises(InputErrors) as caught:
        read_file("a\0b")
    assert caught.value.errors[0].key == "unreadable"


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", deny)
    with pytest.raises(InputErrors) as caught:
        read_file(tmp_path / "x.yaml")
    assert caught.value.errors[0].key == "unreadable"


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputErrors) as caught:
        read_file(path)
    assert caught.value.errors[0].key == "too-large"
    assert read(MINIMUM + "#" * (LIMIT - len(MINIMUM.encode()))).company.version == 1


@pytest.mark.parametrize(
    "data",
    [b"- a\n" * 260_000, b"a: 1\n" * 200_000, b"[" * LIMIT, b"? " * 500_000, b"&a " * 300_000],
    ids=["items", "duplicates", "brackets", "keys", "anchors"],
)
def test_hostile_files_of_the_largest_size_end_soon(data: bytes) -> None:
    with pytest.raises(InputErrors) as caught:
        read(data)
    assert len(caught.value.errors) <= 101
    assert len(caught.value.render("zh-en")) < 200_000


_SLIPS = st.sampled_from(
    [
        *"：　“”，、\t\n[]{}'\"#?%@`\\\0\x85\u2028\ufeff|>",
        "  ",
        "- ",
        ": ",
        "&a ",
        "*a ",
        "!!x ",
        "---\n",
        "company",
        "name",
        "staff",
        "count",
        "yes",
        "是",
        "null",
        "~",
        "2026-02-30",
        "9" * 30,
        "<<: ",
    ]
)


def _holds(data: bytes) -> None:
    """Either a company, or errors that can be said in every language at places that exist."""
    try:
        loaded = read(data)
    except InputErrors as errors:
        problem = errors
    else:
        assert loaded.company.company.name
        return
    assert problem.errors
    assert all(problem.render(lang) for lang in LANGS)
    for error in problem.errors:
        if 0 < error.line <= len(problem.lines):
            assert 1 <= error.column <= len(problem.lines[error.line - 1]) + 2


@settings(deadline=None, max_examples=400)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b'a: "\\ud800"')
def test_any_bytes_are_a_company_or_errors(data: bytes) -> None:
    _holds(data)


@settings(deadline=None, max_examples=400)
@given(st.lists(_SLIPS, max_size=40).map("".join))
def test_any_slips_are_a_company_or_errors(text: str) -> None:
    _holds(text.encode())


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_damaged_sample_is_a_company_or_errors(data: st.DataObject) -> None:
    samples = sorted((Path(__file__).parent.parent / "sample_inputs").glob("*.yaml"))
    text = data.draw(st.sampled_from(samples)).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 8, len(text))))
    _holds((text[:start] + "".join(data.draw(st.lists(_SLIPS, max_size=3))) + text[end:]).encode())


def test_validate_says_what_is_wrong_and_exits_with_2(run: Callable[..., Result]) -> None:
    case = CASES / "wrong-date.yaml"
    result = run("validate", str(case), "--lang", "zh")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{case}:4:16: 错误：" in result.stderr
    assert "  改法：" in result.stderr


def test_validate_as_json(run: Callable[..., Result], root: Path) -> None:
    import json

    good, bad = root / "sample_inputs" / "beginner.yaml", CASES / "wrong-date.yaml"
    result = run("validate", str(good), str(bad), "--json", "--lang", "en")
    assert result.exit_code == 2
    first, second = json.loads(result.stdout)
    assert (first["valid"], first["errors"]) == (True, [])
    assert "staff.union" in first["unknown"]
    assert second["valid"] is False
    error = second["errors"][0]
    assert (error["line"], error["column"], error["key"]) == (4, 16, "impossible-date")
    assert error["path"] == ["company", "established"]
    assert "2026-02-30" in error["message"]
    assert error["remedy"]


@pytest.mark.parametrize("lang", ["zh", "en", "zh-en"])
def test_every_sample_is_valid(run: Callable[..., Result], root: Path, lang: str) -> None:
    samples = sorted(str(path) for path in (root / "sample_inputs").glob("*.yaml"))
    assert len(samples) >= 5
    result = run("validate", *samples, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == len(samples)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "错误："),
        ({"LANG": "en_GB.UTF-8"}, "error: "),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "错误："),
        ({"LANG": "C.UTF-8"}, "错误 / error: "),
    ],
)
def test_messages_follow_the_locale(
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    locale: dict[str, str],
    expected: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert expected in run("validate", "none.yaml", env=locale).stderr
