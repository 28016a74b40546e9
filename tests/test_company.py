"""The company model: facts, defaults, what counts as unknown, and the values it reads."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from stdnum.cn import uscc

from checklist.company import NOT_FACTS, SECTIONS, Company, Override, Part, unknown_facts
from checklist.groupfile import GroupFile
from checklist.messages.fields import EXAMPLES, FIELDS, GROUP_FIELDS
from checklist.values import Holdings, read_credit_code, read_date, spellings
from checklist.vocabulary import (
    ALIASES,
    LABELS,
    AccountKind,
    AccountRole,
    CertificateKind,
    CreditGrade,
    Frequency,
    InvestorKind,
    LegalForm,
    Owner,
    PartnershipKind,
    PermitKind,
    RouteChoice,
    StaffGroup,
    Taxpayer,
    Tri,
)

WORDS = (
    AccountKind,
    AccountRole,
    CertificateKind,
    CreditGrade,
    Frequency,
    LegalForm,
    Owner,
    InvestorKind,
    PartnershipKind,
    PermitKind,
    StaffGroup,
)
WORDS += (RouteChoice, Taxpayer, Tri)  # type: ignore[assignment]


def company(**sections: Any) -> Company:
    """A company with these sections and what has to be there."""
    identity = {"name": "甲乙", "legal_form": "llc"} | sections.pop("company", {})
    return Company.model_validate({"company": identity} | sections)


def refused(**sections: Any) -> set[tuple[str, tuple[str | int, ...]]]:
    """Type and place of every error."""
    with pytest.raises(ValidationError) as caught:
        company(**sections)
    return {(error["type"], error["loc"]) for error in caught.value.errors()}


def test_what_is_left_out_is_unknown() -> None:
    facts = company()
    assert facts.tax.arrears is Tri.UNKNOWN
    assert facts.tax.filing.vat is Frequency.UNKNOWN
    assert facts.staff.count is None
    assert facts.branches == Holdings()
    assert facts.bank.accounts.has is Tri.UNKNOWN
    assert facts.route is RouteChoice.AUTO
    assert facts.events == {}


@pytest.mark.parametrize(
    ("given", "has", "count"),
    [
        (None, Tri.UNKNOWN, None),
        ("未知", Tri.UNKNOWN, None),
        ("是", Tri.YES, None),
        (True, Tri.YES, None),
        ("否", Tri.NO, 0),
        ([], Tri.NO, 0),
        (["甲", "乙"], Tri.YES, 2),
        ("0", Tri.NO, 0),
        (3, Tri.YES, 3),
        ("３", Tri.YES, 3),
    ],
)
def test_a_list_a_number_or_a_word_says_what_there_is(
    given: object, has: Tri, count: int | None
) -> None:
    creditors = company(debts={"known_creditors": given}).debts.known_creditors
    assert (creditors.has, creditors.count) == (has, count)
    assert len(creditors.items) in (0, count)


def test_items_are_facts_of_their_own() -> None:
    facts = company(
        bank={"accounts": [{"bank": "工行", "kind": "基本户"}, {"currency": "usd"}]},
        branches=[{"name": "杭州分公司", "deregistered": "否"}],
    )
    first, second = facts.bank.accounts.items
    assert (first.kind, first.currency) == (AccountKind.BASIC, "CNY")
    assert (second.kind, second.currency) == (AccountKind.UNKNOWN, "USD")
    assert facts.branches.items[0].deregistered is Tri.NO


def test_the_company_cannot_be_changed_and_knows_its_keys() -> None:
    facts = company()
    with pytest.raises(ValidationError):
        facts.staff.count = 3  # type: ignore[misc]
    assert refused(staff={"cuont": 3}) == {("extra_forbidden", ("staff", "cuont"))}


def test_all_errors_at_once() -> None:
    assert refused(
        company={"legal_form": "x"}, staff={"count": "-1"}, target_date="2026-02-30"
    ) == {
        ("wrong-word", ("company", "legal_form")),
        ("number-range", ("staff", "count")),
        ("impossible-date", ("target_date",)),
    }


def test_a_group_is_not_larger_than_the_staff() -> None:
    assert company(staff={"count": 2, "foreign": 2}).staff.foreign == 2
    assert company(staff={"foreign": 2}).staff.foreign == 2
    assert refused(staff={"count": 2, "foreign": 3}) == {("group-too-large", ("staff",))}


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"task": "a", "rule": "b", "decision": "c"}, "override-target"),
        ({"decision": "c"}, "override-target"),
        ({"task": "a"}, "override-content"),
    ],
)
def test_an_override_has_one_target_and_decides_something(given: dict[str, str], kind: str) -> None:
    signed = {"who": "李敏", "when": "2026-11-20", "why": "答复"}
    assert refused(overrides=[given | signed]) == {(kind, ("overrides", 0))}
    made = Override.model_validate({"rule": "b", "date": "2026-12-01"} | signed)
    assert made.date == dt.date(2026, 12, 1)


def test_python_values_are_read_like_text() -> None:
    facts = company(
        company={"legal_form": LegalForm.JSC, "established": dt.date(2019, 3, 18)},
        staff={"count": 18, "union": True},
        personal_data=Tri.NO,
    )
    assert facts.company.legal_form is LegalForm.JSC
    assert facts.company.established == dt.date(2019, 3, 18)
    assert (facts.staff.count, facts.staff.union, facts.personal_data) == (18, Tri.YES, Tri.NO)


def test_what_is_written_out_reads_back_the_same() -> None:
    facts = company(
        company={"credit_code": "91310115MA1K7QWH93"},
        debts={"known_creditors": 3},
        seals=["公章"],
        permits="否",
        assets={"vehicles": "是"},
        events={"dissolution-cause-arises": "2026-11-09"},
        overrides=[{"task": "a", "decision": "b", "who": "c", "when": "2026-01-01", "why": "d"}],
    )
    assert Company.model_validate_json(facts.model_dump_json()) == facts
    assert Company.model_validate(facts.model_dump()) == facts


def test_unknown_facts_are_counted_where_they_matter() -> None:
    everything = unknown_facts(company())
    assert "simple_route.abnormal_list" in everything
    assert "tax.filing.vat" in everything
    assert not {"route", "teams.hr", "staff.pay_file", "company.name"} & set(everything)
    assert "staff.foreign" not in unknown_facts(company(staff={"count": 0}))
    assert "wecom.members" not in unknown_facts(company(wecom={"used": "否"}))
    assert "personal_data" not in unknown_facts(company(personal_data="否"))


def _paths(model: type[Part], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for name, info in model.model_fields.items():
        path = prefix + name
        found.add(path)
        for part in _parts(info.annotation):
            found |= _paths(part, f"{path}.")
    return found


def _parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    arguments = getattr(annotation, "__args__", ())
    return [part for argument in arguments for part in _parts(argument)]


def test_every_key_has_a_label_and_no_label_is_left_over() -> None:
    paths = _paths(Company)
    assert set(FIELDS) == paths
    assert set(GROUP_FIELDS) == _paths(GroupFile)
    assert set(EXAMPLES) <= paths | set(GROUP_FIELDS)
    assert paths >= NOT_FACTS
    assert set(SECTIONS) <= paths
    for path, field in (*FIELDS.items(), *GROUP_FIELDS.items()):
        assert all(field.label), path
        assert bool(field.hint.zh) == bool(field.hint.en), path


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_no_spelling_means_two_words(kind: Any) -> None:
    seen: dict[str, str] = {}
    for word in kind:
        for text in (word.value, *LABELS[word].zh.split("/"), LABELS[word].en):
            assert seen.setdefault(text.casefold(), word.value) == word.value
            assert spellings(kind)[text.casefold().replace(" ", "-")] is word


def test_every_alias_leads_to_a_word() -> None:
    values = {word.value for kind in WORDS for word in kind}
    assert set(ALIASES.values()) <= values


_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text("0123456789", min_size=6, max_size=6), st.text(_ALPHABET, min_size=9, max_size=9))
def test_credit_codes_agree_with_the_check_of_stdnum(region: str, organisation: str) -> None:
    body = f"91{region}{organisation}"
    check = uscc.calc_check_digit(body)
    assert read_credit_code(body + check) == body + check
    wrong = _ALPHABET[(_ALPHABET.index(check) + 1) % 31]
    with pytest.raises(PydanticCustomError) as caught:
        read_credit_code(body + wrong)
    assert caught.value.context is not None
    assert caught.value.context["check"] == check


def test_which_part_of_a_credit_code_is_wrong() -> None:
    for code, kind in (
        ("91310115MA1K7QWH94", "credit-code-check"),  # the last character
        ("91310116MA1K7QWH93", "credit-code-check"),  # one of the first eight
        ("91310115MA1K7QMH93", "credit-code-wrong"),  # one of 9 to 17
    ):
        with pytest.raises(PydanticCustomError) as caught:
            read_credit_code(code)
        assert caught.value.type == kind


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_spelling_of_a_date_is_the_same_day(day: dt.date) -> None:
    full_width = str.maketrans("0123456789", "０１２３４５６７８９")
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f" {day.year}年 {day.month:02}月 {day.day}日 ",
        day.isoformat().translate(full_width),
    ):
        assert read_date(text) == day
