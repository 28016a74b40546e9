"""What travels: no pay, no identity number, no phone number; and everything else unchanged."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_factory import make_plan

from checklist.holidays import Calendar
from checklist.outputs.redact import redact_input, redact_plan
from checklist.planning.build import finish
from checklist.planning.draft import draft
from checklist.reading import read_company
from checklist.rules.schema import Law

HEAD = "company:\n  name: 甲公司\n  legal_form: llc\n"


def redacted(text: str) -> str:
    return redact_input(text.encode()).data.decode()


def comment(text: str) -> str:
    """What becomes of a comment."""
    return redacted(f"{HEAD}# {text}\n").splitlines()[-1].removeprefix("# ")


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        # identity numbers, by shape
        ("330106199003071234", "〔ID-1〕"),
        ("沈某 33010619900307123X，", "沈某 〔ID-1〕，"),
        ("330106 19900307 123x", "〔ID-1〕"),
        ("３３０１０６１９９００３０７１２３４", "〔ID-1〕"),
        # other papers, by name
        ("护照 E12345678", "护照 〔ID-1〕"),
        ("passport no. G87654321", "passport no. 〔ID-1〕"),
        ("身份证号：3301061990030712", "身份证号：〔ID-1〕"),
        # telephones
        ("13800138000", "〔TEL-1〕"),
        ("+86 138-0013-8000", "〔TEL-1〕"),
        ("0571-88881234", "〔TEL-1〕"),
        ("（0571）88881234转802", "〔TEL-1〕"),
        ("010 6655 4433", "〔TEL-1〕"),
        ("+1 415 555 0100", "〔TEL-1〕"),
        ("400-820-8820", "〔TEL-1〕"),
        ("电话：8888 1234", "电话：〔TEL-1〕"),
        ("联系方式 88881234", "联系方式 〔TEL-1〕"),
        # the same number, written otherwise; and another one
        ("13800138000、138 0013 8000、13900139000", "〔TEL-1〕、〔TEL-1〕、〔TEL-2〕"),
        # pay
        ("月薪 12,000 元", "月薪 〔PAY〕"),
        ("张三工资1.5万", "张三工资〔PAY〕"),
        ("经济补偿金合计 56000", "经济补偿金合计 〔PAY〕"),
        ("salary: RMB 30,000", "salary: 〔PAY〕"),
    ],
)
def test_what_must_not_travel_is_left_out(written: str, copied: str) -> None:
    assert comment(written) == copied


@pytest.mark.parametrize(
    "text",
    [
        "91310115MA1K7QWH93",
        "913101150000000001",
        "苏ICP备19034567号-1",
        "京公网安备11010502030143号",
        "（2026）沪0115民初12345号",
        "2026-11-30、2026/11/30、2026年11月30日、20261130",
        "手机 2026-11-30 停机",
        "工资 3 人未结清，工资表 2 份",
        "工资结清日 2026-11-30，拖欠工资2026年",
        "经济补偿金 3 个月",
        "账号 6222020200112233445",
        "金额 1,234,567.89 元",
        "注册资本 10000000 元",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert comment(text) == text


def test_a_credit_code_that_looks_like_an_identity_number_stays() -> None:
    text = f"{HEAD}  credit_code: 521201199003071234\n# 521201199003071234\n"
    assert redacted(text) == text


def test_the_pay_file_goes_and_so_does_its_name_in_comments() -> None:
    text = f"{HEAD}staff: {{pay_file: pay/2026.xlsx, count: 3}}  # 见 pay/2026.xlsx\n"
    assert redacted(text) == f"{HEAD}staff: {{pay_file: , count: 3}}  # 见 〔PAY〕\n"
    text = f'{HEAD}staff:\n  pay_file: "a.xlsx"   # 另存\n  count: 3\n'
    assert redacted(text) == f"{HEAD}staff:\n  pay_file:    # 另存\n  count: 3\n"


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ('  - name: "李\\u0031\\u0033800138000"\n', '  - name: "李〔TEL-1〕"\n'),
        ("  - name: 李 13800138000  # 备用\n", "  - name: 李 〔TEL-1〕  # 备用\n"),
        ("  - name: >-\n      李\n      13800138000\n", None),
        ("  - {name: '李 13800138000', team: hr}\n", "  - {name: '李 〔TEL-1〕', team: hr}\n"),
    ],
)
def test_every_way_to_write_a_value(written: str, copied: str | None) -> None:
    copied = copied or written.replace("13800138000", "〔TEL-1〕")
    assert redacted(f"{HEAD}people:\n{written}") == f"{HEAD}people:\n{copied}"


def test_byte_order_mark_and_line_ends_stay() -> None:
    data = b"\xef\xbb\xbf" + f"{HEAD}# 13800138000\n".replace("\n", "\r\n").encode()
    copy = redact_input(data).data
    assert copy == data.replace(b"13800138000", "〔TEL-1〕".encode())


def test_a_copy_of_a_copy_is_the_same() -> None:
    once = redact_input(f"{HEAD}# 13800138000 330106199003071234 月薪 9000 元\n".encode()).data
    assert redact_input(once).data == once


NUMBERS = st.sampled_from(
    ["330106199003071234", "13800138000", "0571-88881234", "月薪 12000 元", "甲", "李四 "]
)
SCALARS = st.lists(NUMBERS, min_size=1, max_size=3).map("，".join)


@given(SCALARS, SCALARS, SCALARS, st.sampled_from(["{}", "'{}'", '"{}"', ">-\n      {}"]))
def test_the_copy_is_as_valid_as_the_file(name: str, role: str, said: str, style: str) -> None:
    text = (
        f"{HEAD}people:\n  - name: {style.format(name)}\n    role: {role}  # {said}\n"
        "staff:\n  pay_file: wages.xlsx\n  count: 3\n"
    )
    before = read_company(text.encode(), name="a").company
    copy = redact_input(text.encode()).data
    after = read_company(copy, name="b").company
    assert len(copy.decode().splitlines()) == len(text.splitlines())
    for secret in ("330106", "13800", "8888", "12000", "wages"):
        assert secret not in copy.decode()
    assert after.staff.pay_file is None
    assert after.model_copy(update={"people": (), "staff": before.staff}) == before.model_copy(
        update={"people": ()}
    )


FILE = f"""{HEAD}  credit_code: 91310115MA1K7QWH93
people:
  - {{name: 张三 13800138000, team: finance}}
overrides:
  - {{task: precheck, decision: 已办, who: 李 330106199003071234, when: 2026-11-01,
     why: 月薪 12000 元}}
wecom:
  used: 是
  creator: 张三 13800138000
"""


def test_the_plan_is_printed_without_them_and_refers_alike(law: Law, calendar: Calendar) -> None:
    loaded = read_company(FILE.encode(), name="a")
    day = dt.date(2026, 11, 23)
    plan = finish(draft(loaded.company, law, calendar, day, lambda _: None))
    before = plan.model_dump_json()
    assert "13800138000" in before
    assert "330106199003071234" in before
    copy = redact_input(FILE.encode())
    safe = redact_plan(plan, copy)
    after = safe.model_dump_json()
    for secret in ("13800138000", "330106199003071234", "12000"):
        assert secret not in after
    assert "月薪 〔PAY〕" in after
    # The copy leads to the same plan.
    again = read_company(copy.data, name="b")
    assert finish(draft(again.company, law, calendar, day, lambda _: None)) == safe


def test_a_plan_without_such_numbers_is_the_same_plan() -> None:
    plan = make_plan()
    assert redact_plan(plan) is plan
