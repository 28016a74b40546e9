"""Money that follows from dates: every figure to the fen, and nothing of it where it must not be.

The tables in `cases/money/` are worked out by hand from the articles; each row says how.
"""

import csv
import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook
from pypdf import PdfReader

from checklist.holidays import Calendar
from checklist.loading import drafted
from checklist.money.amounts import read_share
from checklist.money.distribution import (
    BUSINESS_INCOME,
    COMPREHENSIVE,
    bracket_of,
    split,
    tax_by_table,
)
from checklist.money.facts import MoneyFacts, read_money
from checklist.money.files import Purse, open_purse, purses_of
from checklist.money.model import Figure, MoneyReport
from checklist.money.payroll import Person, read_payroll
from checklist.money.report import assembled, money_report
from checklist.money.severance import severance, terms_of
from checklist.money.surcharge import surcharge
from checklist.outputs.documents import render
from checklist.outputs.options import EXTENSIONS, Look, Options
from checklist.plan import Plan
from checklist.planning.build import finish
from checklist.planning.draft import Draft
from checklist.problems import InputErrors
from checklist.rules.conditions import FACTS
from checklist.rules.schema import Law
from checklist.vocabulary import Owner, StaffGroup, Tri

CASES = Path(__file__).parent / "cases" / "money"
SAMPLES = Path(__file__).parent.parent / "sample_inputs"
SAMPLE = SAMPLES / "general-with-staff.yaml"
AS_OF = dt.date(2026, 11, 23)

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


HEAD = "入职日期,前12个月平均工资（元）,终止日期,特殊情形\n"
GOOD = HEAD + '2016-06-20,"12,345.60",2026年12月31日,孕期、工伤5级\n2020/1/5,￥8000,,\n'


def table(name: str) -> list[dict[str, str]]:
    with open(CASES / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("row", table("severance"), ids=lambda row: row["why"])
def test_severance_by_article_47(law: Law, row: dict[str, str]) -> None:
    terms = terms_of(law, number(row["average"]), number(row["minimum"]))
    person = Person(2, dt.date.fromisoformat(row["joined"]), Decimal(row["pay"]))
    found = severance(person, dt.date.fromisoformat(row["ends"]), terms)
    assert found.units == Decimal(row["units"])
    assert found.paid_units == Decimal(row["paid_units"])
    assert str(found.amount) == row["amount"]


@pytest.mark.parametrize("row", table("surcharge"), ids=lambda row: row["why"])
def test_surcharge_by_article_32(law: Law, row: dict[str, str]) -> None:
    rate = law.rules["late-payment-surcharge"].figures["daily-rate"]
    due, paid = (dt.date.fromisoformat(row[name]) for name in ("due", "paid"))
    found = surcharge(Decimal(row["tax"]), due, paid, rate)
    assert (found.days, found.a_day) == (int(row["days"]), Decimal(row["a_day"]))
    assert str(found.amount) == row["amount"]


@pytest.fixture(scope="module")
def work(law: Law) -> Draft:
    return drafted(SAMPLE, law, Calendar.of(law), AS_OF)


@pytest.fixture(scope="module")
def plan(work: Draft) -> Plan:
    return finish(work)


@pytest.fixture(scope="module")
def report(work: Draft, plan: Plan, law: Law) -> MoneyReport:
    found = money_report(work.company, plan, law, open_purse(SAMPLE, work.company))
    assert found is not None
    return found


def figures(report: MoneyReport) -> dict[str, Figure]:
    return {figure.id: figure for section in report.sections for figure in section.figures}


@pytest.mark.parametrize("row", table("distribution"), ids=lambda row: row["why"])
def test_tax_on_what_an_investor_receives(
    work: Draft, plan: Plan, law: Law, row: dict[str, str]
) -> None:
    share = read_share(row["share"])
    parts = split(
        Decimal(row["remaining"]), Decimal(row["retained"]), share, Decimal(row["paid_in"])
    )
    shown = [str(each) for each in (parts.received, parts.dividend, parts.gain)]
    assert [Decimal(each) for each in shown] == [
        Decimal(row[name]) for name in ("received", "dividend", "gain")
    ]
    text = f"remaining_property: {row['remaining']}\nundistributed_profit: {row['retained']}\n"
    text += f"surplus_reserve: 0\ninvestors: [{{kind: {row['kind']}, share: {row['share']}, "
    text += f"paid_in: {row['paid_in']}, treaty_rate: {row['treaty']}}}"
    if share != 1:
        text += ", {kind: 个人, paid_in: 1}"
    facts = read_money(f"{text}]\n".encode(), "money.yaml")
    withheld = figures(assembled(work.company, plan, law, None, facts))["withheld-1"]
    assert str(withheld.amount) == row["tax"].rstrip() or withheld.amount == Decimal(row["tax"])
    assert withheld.citations
    assert withheld.steps


@pytest.mark.parametrize(
    ("income", "tax"),
    [  # 经营所得税率表：级距上限仍属下一级，速算扣除数为0、1500、10500、40500、65500
        ("30000", "1500.00"),  # 5%
        ("30000.01", "1500.00"),  # 10% − 1500 = 1500.001
        ("90000", "7500.00"),  # 10% − 1500
        ("300000", "49500.00"),  # 20% − 10500
        ("500000", "109500.00"),  # 30% − 40500
        ("600000", "144500.00"),  # 35% − 65500
    ],
)
def test_business_income_by_its_table(law: Law, income: str, tax: str) -> None:
    amount = Decimal(income)
    assert str(tax_by_table(amount, bracket_of(law, BUSINESS_INCOME, amount))) == tax


@pytest.mark.parametrize(("table", "limits"), [(BUSINESS_INCOME, 4), (COMPREHENSIVE, 6)])
def test_the_brackets_meet_without_a_step(law: Law, table: str, limits: int) -> None:
    """The quick deductions are right where the tax of both brackets is the same at the limit."""
    figures = law.rules[table].figures
    assert f"rate-{limits + 2}" not in figures
    for step in range(1, limits + 1):
        top = figures[f"up-to-{step}"]
        below = top * figures[f"rate-{step}"] - figures[f"less-{step}"]
        above = top * figures[f"rate-{step + 1}"] - figures[f"less-{step + 1}"]
        assert below == above


def test_who_pays_no_corporate_tax_owes_tax_on_business_income(
    work: Draft, plan: Plan, law: Law
) -> None:
    """It is the fact that decides, whatever the legal form is called."""
    form = work.company.company.model_copy(update={"legal_form": "sole-proprietorship"})
    company = work.company.model_copy(update={"company": form})
    facts = read_money(
        "investors: [{kind: 个人, taxable_income: 90000}, {kind: 个人}, {kind: 居民企业}]".encode(),
        "m.yaml",
    )
    found = assembled(company, plan, law, None, facts)
    section = found.sections[-1]
    assert section.id == "business-income"
    assert [str(figure.amount) for figure in section.figures] == ["7500.00"]
    assert len(section.missing) == 2
    assert not any("remaining" in text.en for text in section.missing)


def test_the_sample_to_the_fen(report: MoneyReport) -> None:
    """经济补偿 is added up by hand from the 18 rows of the pay file, each to the fen."""
    found = figures(report)
    total = found["severance-total"]
    by_hand = [
        *("393750.00", "260150.00", "183545.25", "178877.25", "130220.00", "78883.20"),
        *("173920.00", "136993.13", "115010.00", "71337.50", "85321.80", "51865.00"),
        *("69450.00", "70922.70", "39920.00", "30852.50", "23300.00", "6200.00"),
    ]
    assert total.amount == sum(map(Decimal, by_hand)) == Decimal("2100518.33")
    assert total.qualifier == "exact"
    # 印花税：10月27日至11月30日35天，1260×0.05%×35
    assert found["surcharge-印花税 2026年第三季度"].amount == Decimal("22.05")
    # 汇缴计划在期限之前：没有滞纳金，每日19.30
    planned = found["surcharge-stop-business-final-settlement"]
    assert planned.amount == 0
    assert "19.30" in planned.steps[-1].zh
    # （930000－500000）×20% 与（558000－300000）×20%
    assert found["withheld-total"].amount == Decimal("137600.00")
    for figure in found.values():
        assert figure.steps or figure.remarks
        assert figure.citations or figure.total


def test_a_slipping_date_moves_the_surcharge(law: Law) -> None:
    """Business stopped 2026-11-20: day 1 is 11-21, day 41 is 12-31, day 60 is 2027-01-19.

    Nobody records the settlement; each further day costs 38,600 × 0.05 % = 19.30 yuan.
    """
    due, amounts = dt.date(2027, 1, 19), []
    for as_of in (dt.date(2027, 1, 12), dt.date(2027, 1, 25), dt.date(2027, 2, 1)):
        supposed = {"operations-ceased": dt.date(2026, 11, 20)}
        work = drafted(SAMPLE, law, Calendar.of(law), as_of, what_if=supposed)
        plan = finish(work)
        report = money_report(work.company, plan, law, open_purse(SAMPLE, work.company))
        assert report is not None
        found = figures(report)["surcharge-stop-business-final-settlement"]
        task = next(each for each in plan.tasks if each.id == "stop-business-final-settlement")
        assert task.deadline == due
        assert task.planned is not None
        days = max((task.planned - due).days, 0)
        assert found.amount == Decimal("19.30") * days
        amounts.append(found.amount)
    assert amounts[0] < amounts[1] < amounts[2]
    assert any("逾期" in text.zh for text in report.sections[1].missing)  # other late taxes


@pytest.mark.parametrize(
    ("facts", "qualifier", "amount"),
    [
        ("average_wage: 12500\naverage_wage_year: 2025\nminimum_wage: 2800", "exact", "487500.00"),
        ("average_wage: 12500\naverage_wage_year: 2025", "at-least", "487500.00"),
        ("minimum_wage: 2800", "at-most", "520000.00"),
        ("version: 1", "unknown", None),
    ],
)
def test_what_is_missing_makes_a_bound_or_no_figure(
    work: Draft, plan: Plan, law: Law, facts: str, qualifier: str, amount: str | None
) -> None:
    """13 years at 40,000: 37,500 × 12 capped, or 40,000 × 13 uncapped; and 37,500 for one year."""
    people = [
        Person(2, dt.date(2013, 1, 1), Decimal(40000), dt.date(2025, 12, 31)),
        Person(3, dt.date(2025, 1, 1), Decimal(37500), dt.date(2025, 12, 31)),
    ]
    known = read_money(facts.encode(), "m.yaml")
    expected = None if amount is None else Decimal(amount)
    if qualifier == "at-most":
        expected = Decimal(40000) * 13 + 37500
    found = assembled(work.company, plan, law, people, known)
    total = figures(found)["severance-total"]
    assert total.qualifier == qualifier
    assert total.amount == expected
    assert bool(found.sections[0].missing) is True  # 2024's average is wanted, or something else


def test_protected_groups_change_no_amount_but_grades_1_to_4_are_left_out(
    work: Draft, plan: Plan, law: Law
) -> None:
    joined, ends = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
    groups = [
        frozenset({StaffGroup.PREGNANT_OR_NURSING}),
        frozenset({StaffGroup.MEDICAL_TREATMENT, StaffGroup.NEAR_RETIREMENT}),
        frozenset({StaffGroup.INJURED}),
        frozenset({StaffGroup.INJURED_1_TO_4}),
    ]
    people = [Person(n, joined, Decimal(10000), ends, each) for n, each in enumerate(groups, 2)]
    facts = MoneyFacts.model_validate({"average_wage": "12500", "minimum_wage": "2800"})
    found = figures(assembled(work.company, plan, law, people, facts))
    assert found["severance-total"].amount == Decimal(60000)  # three of them, two years each
    assert "1人为一级至四级" in found["severance-total"].remarks[0].zh
    asked = {name for name in found if name.startswith("severance-")}
    assert {f"severance-{group.value}" for group in StaffGroup} <= asked


def test_severance_beyond_three_years_average_wage_is_taxed_by_itself(
    work: Draft, plan: Plan, law: Law
) -> None:
    """Free up to 12,500 × 12 × 3 = 450,000 yuan.

    37,500 × 19 = 712,500: 262,500 beyond, × 20 % − 16,920 = 35,580. 30,000 × 16 = 480,000: 30,000
    beyond, × 3 % = 900. 10,000 × 2: nothing.
    """
    ends = dt.date(2026, 12, 31)
    people = [
        Person(2, dt.date(2008, 1, 1), Decimal(37500), ends),
        Person(3, dt.date(2011, 1, 1), Decimal(30000), ends),
        Person(4, dt.date(2025, 1, 1), Decimal(10000), ends),
    ]
    facts = read_money(
        b"average_wage: 12500\naverage_wage_year: 2025\nminimum_wage: 2800\n", "m.yaml"
    )
    found = figures(assembled(work.company, plan, law, people, facts))
    assert found["severance-total"].amount == Decimal(712500 + 480000 + 20000)
    tax = found["severance-tax"]
    assert (tax.amount, tax.qualifier) == (Decimal(36480), "exact")
    assert {cited.rule for cited in tax.citations} == {"severance-iit", COMPREHENSIVE}


def test_what_the_two_files_say_differently_is_remarked(work: Draft, plan: Plan, law: Law) -> None:
    """The input counts 18 people and one of them pregnant; the pay file has two, unmarked."""
    people = [Person(row, dt.date(2025, 1, 1), Decimal(9000)) for row in (2, 3)]
    total = figures(assembled(work.company, plan, law, people, None))["severance-total"]
    said = " ".join(remark.zh for remark in total.remarks)
    assert "工资表有2人，输入文件写的是18人" in said
    assert "1名孕期、产期、哺乳期职工，工资表只标出0名" in said


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_sample_can_be_reckoned_and_each_amount_has_article_and_working(
    path: Path, law: Law
) -> None:
    """Whatever the legal form and route: facts decide, and nothing is left without a reason."""
    work = drafted(path, law, Calendar.of(law), AS_OF)
    plan = finish(work)
    people = read_payroll(GOOD.encode(), "pay.csv")
    facts = read_money(
        "average_wage: 12500\naverage_wage_year: 2025\nminimum_wage: 2800\n"
        "remaining_property: 1000000\nundistributed_profit: -5\nsurplus_reserve: 5\n"
        "late_taxes: [{tax: 增值税, amount: 100, due: 2026-10-26, paid: 2026-10-27}]\n"
        "investors: [{kind: 个人, share: 1/3, paid_in: 1, taxable_income: 90000},"
        " {kind: 外籍个人, share: 1/3, paid_in: 1, taxable_income: 1}, {kind: 境外企业,"
        " share: 1/3, paid_in: 1, treaty_rate: 5%}]\n".encode(),
        "money.yaml",
    )
    report = assembled(work.company, plan, law, people, facts)
    found = figures(report)
    assert found["surcharge-增值税"].amount == Decimal("0.05")
    business = FACTS["pays-iit-on-business-income"](work.company).value is Tri.YES
    assert ("business-tax-1" in found) is business
    assert ("withheld-3" in found) is not business
    for figure in found.values():
        assert figure.amount is None or (figure.steps and (figure.citations or figure.total))
    empty = assembled(work.company, plan, law, None, MoneyFacts())
    assert all(figure.amount is None for figure in figures(empty).values())


# the files


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8"),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("gbk"),
        GOOD.encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode("gb18030"),
        GOOD.replace(",", "\t").replace('"12\t345.60"', "12345.60").encode("utf-16"),
        GOOD.replace(",", ";").replace('"12;345.60"', "12345.60").encode("utf-8"),
        (GOOD + ',,,\n合计,"20,345.60",,\n').encode("gbk"),
    ],
    ids=["utf-8", "bom", "gbk", "utf-16", "crlf", "tabs", "semicolons", "total"],
)
def test_a_pay_file_is_read_however_excel_saved_it(data: bytes) -> None:
    first, second = read_payroll(data, "pay.csv")
    assert first == Person(
        2,
        dt.date(2016, 6, 20),
        Decimal("12345.60"),
        dt.date(2026, 12, 31),
        frozenset({StaffGroup.PREGNANT_OR_NURSING, StaffGroup.INJURED}),
    )
    assert second == Person(3, dt.date(2020, 1, 5), Decimal(8000))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_is_read_with_its_own_dates_and_numbers() -> None:
    header = ("姓名", "入职日期", "月平均工资")
    data = workbook(header, ("甲", dt.datetime(2016, 6, 20), 12345.1), ("乙", "20200105", 8000))
    first, second = read_payroll(data, "pay.xlsx")
    assert (first.joined, first.pay) == (dt.date(2016, 6, 20), Decimal("12345.1"))
    assert (second.joined, second.pay) == (dt.date(2020, 1, 5), Decimal(8000))


@pytest.mark.parametrize("cut", [10, 200, 3000, -30])
def test_a_damaged_workbook_is_refused_and_nothing_breaks(cut: int) -> None:
    data = workbook(("入职日期", "月平均工资"), ("2020-01-05", 8000))
    newer = bytearray(data)  # a zip that asks for a program of the future
    newer[data.index(b"PK\x01\x02") + 6] = 250
    for broken in (data[:cut], bytes(newer)):
        with pytest.raises(InputErrors) as refused:
            read_payroll(broken, "pay.xlsx")
        assert {error.key for error in refused.value.errors} == {"money-broken-workbook"}


WRONG_ROWS = """姓名,入职日期,前12个月平均工资,终止日期,特殊情形
甲,2016-06-31,23987.61,,
乙,,8000,,
丙,2020-01-05,八千,,
丁,2020-01-05,-1,,
戊,2020-01-05,8000,2019-01-01,
己,2020-01-05,8000,,出差
庚,2020-01-05,,,工伤11级
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_every_wrong_row_is_named_with_row_and_column(encoding: str) -> None:
    with pytest.raises(InputErrors) as refused:
        read_payroll(WRONG_ROWS.encode(encoding), "pay.csv")
    assert [error[:3] for error in refused.value.errors] == [
        (2, 2, "money-cell-date"),
        (3, 2, "money-empty-cell"),
        (4, 3, "money-cell-amount"),
        (5, 3, "money-cell-pay-range"),
        (6, 4, "money-ends-before-joined"),
        (7, 5, "money-cell-group"),
        (8, 3, "money-empty-cell"),
        (8, 5, "money-cell-group"),
    ]
    words = refused.value.render("zh-en")
    assert "pay.csv:2:2:" in words
    assert "B2" in words
    for cell in ("2016-06-31", "八千", "出差", "23987.61", "甲"):
        assert cell not in words  # no cell is repeated: errors reach logs


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "money-empty-table"),
        ("入职日期,月平均工资\n".encode(), "money-no-people"),
        ("入职日期,部门\n2020-01-01,x\n".encode(), "money-no-column"),
        ("入职日期,入职时间,月平均工资\n2020-01-01,,1\n".encode(), "money-column-twice"),
        (b"\x81\xff\x00\xfe", "money-not-text"),
        (b"PK\x03\x04 damaged", "money-broken-workbook"),
        (b"\xd0\xcf\x11\xe0old", "money-broken-workbook"),
        ('入职日期,月平均工资\n"2020-01-01,1\n'.encode(), "money-broken-csv"),
    ],
)
def test_a_file_that_is_no_pay_file_says_so(data: bytes, key: str) -> None:
    with pytest.raises(InputErrors) as refused:
        read_payroll(data, "pay.csv")
    assert {error.key for error in refused.value.errors} == {key}
    assert refused.value.render("zh-en")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("version: 1\naverage_wage: viele\n", "money-not-an-amount", 2),
        ("average_wage: 1.234\n", "money-decimals", 1),
        ("minimum_wage: -1\n", "money-below-zero", 1),
        ("surplus_reserve: 9999999999999\n", "money-too-large", 1),
        ("averge_wage: 1\n", "money-unknown-key", 1),
        ("late_taxes:\n  - {amount: 1}\n", "money-tax-unnamed", 2),
        ("late_taxes:\n  - {tax: 增值税}\n", "money-no-due-day", 2),
        ("late_taxes:\n  - {tax: 张三 13800138000, due: 2026-01-01}\n", "money-tax-name", 2),
        ("late_taxes:\n  - {tax: 增值税, due: 2026-02-30}\n", "money-wrong-value", 2),
        ("investors:\n  - {share: 60%}\n", "money-missing", 2),
        ("investors:\n  - {kind: 朋友}\n", "money-wrong-word", 2),
        ("investors:\n  - {kind: 个人, share: 60}\n", "money-not-a-share", 2),
        ("investors:\n  - {kind: 个人, treaty_rate: 五}\n", "money-not-a-rate", 2),
        ("investors:\n  - {kind: 个人, share: 60%}\n", "money-shares", 1),
        ("investors: many\n", "money-wrong-value", 1),
        ("- a\n", "money-not-a-file", 1),
        ("a: [\n", "money-yaml", 1),
    ],
)
def test_a_wrong_money_file_says_where(text: str, key: str, line: int) -> None:
    with pytest.raises(InputErrors) as refused:
        read_money(text.encode(), "money.yaml")
    (error,) = refused.value.errors
    assert (error.key, error.line) == (key, line)
    said = refused.value.render("zh-en")
    assert "money.yaml:" in said
    assert "13800138000" not in said


# what must not travel

NAME, PAY, JOINED = "赵独秀", "23456.78", "2011-02-03"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A company with one person of a rare name, pay and day, in files of its own."""
    folder = tmp_path / "secretfolder"
    folder.mkdir()
    pay = f"姓名,入职日期,月平均工资\n{NAME},{JOINED},{PAY}\n某某,2020-01-01,9000\n"
    (folder / "canarypay.csv").write_text(pay, encoding="utf-8")
    (folder / "canarymoney.yaml").write_text(
        "average_wage: 12345.67\naverage_wage_year: 2025\nminimum_wage: 2222\n"
        "remaining_property: 7654321.09\nundistributed_profit: 1\nsurplus_reserve: 1\n"
        "investors: [{kind: 个人, share: 100%, paid_in: 123454.32}]\n",
        encoding="utf-8",
    )
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("pay/general-with-staff.csv", "secretfolder/canarypay.csv")
    text = text.replace("pay/general-with-staff.money.yaml", "secretfolder/canarymoney.yaml")
    path = tmp_path / "canary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


PERSONAL = (NAME, "23456.78", "23,456.78", JOINED, "secretfolder", "canarypay", "canarymoney")
"""What no document may hold, finance's included."""
AMOUNTS = ("7654321", "7,654,321", "12,345.67", "12345.67", "123,454.32", "37,037.01")
"""What only finance may see."""


def words_of(data: bytes, kind: str) -> str:
    """Everything a reader or a program finds in a document."""
    if kind == "pdf":
        command = ["pdftotext", "-raw", "-", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        parts = [done.stdout.decode().replace("\n", ""), data.decode("latin-1")]
        for files in PdfReader(io.BytesIO(data)).attachments.values():
            parts += [each.decode("utf-8", "replace") for each in files]
        return "\n".join(parts)
    if kind == "xlsx":
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    return data.decode("utf-8")


@needs_poppler
def test_no_document_carries_names_or_pay_and_only_finance_sees_amounts(
    canary: Path, law: Law
) -> None:
    work = drafted(canary, law, Calendar.of(law), AS_OF)
    plan = finish(work)
    money = money_report(work.company, plan, law, open_purse(canary, work.company))
    source = canary.read_bytes()
    printed = set()
    for kind in EXTENSIONS:
        shares = (
            [None, Owner.FINANCE, Owner.IT] if kind in ("pdf", "html") else [None, Owner.FINANCE]
        )
        if kind == "html":
            shares += [Owner.IT, Owner.HR, Owner.LEGAL, Owner.MANAGEMENT]
        for team in shares:
            options = Options("zh", Look(team=team), source=source, money=money)
            words = words_of(render(plan, kind, options), kind)
            for secret in PERSONAL:
                assert secret not in words, (kind, team, secret)
            if any(secret in words for secret in AMOUNTS):
                printed.add((kind, team))
    assert printed == {("pdf", Owner.FINANCE), ("html", Owner.FINANCE)}


@needs_poppler
def test_neither_bundle_nor_terminal_nor_portfolio_has_amounts(
    canary: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    """A bundle is for a ticket and a portfolio for everybody: not even finance's has amounts."""
    out = tmp_path / "out"
    common = (str(canary), "--as-of", "2026-11-23", "--lang", "zh", "-o", str(out))
    told = run("bundle", *common, "--folder", "--for", "finance")
    assert told.exit_code in (0, 1), told.stderr
    batch = run("batch", *common, "--format", "html", "--workers", "1")
    assert batch.exit_code in (0, 1), batch.stderr
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {"pdf", "html", "xlsx", "jsonl"} <= {path.suffix[1:] for path in files}
    said = {"terminal": told.output + batch.output}
    for path in files:
        kind = path.suffix[1:]
        data = path.read_bytes()
        readable = kind in ("pdf", "xlsx", "html", "md", "json", "csv", "ics", "jsonl", "txt")
        said[str(path)] = words_of(data, kind) if readable else data.decode("latin-1")
    for name, words in said.items():
        for secret in (*PERSONAL, *AMOUNTS):
            assert secret not in words, (name, secret)


def test_a_batch_prints_for_finance_what_a_plan_does_and_sees_a_changed_pay_file(
    canary: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    common = ("batch", str(canary), "--as-of", "2026-11-23", "--lang", "zh", "-o", str(out))
    common += ("--format", "html", "--for", "finance", "--workers", "1")
    page = out / "canary-2026-11-23.html"
    run(*common)
    assert "438,308.48" in page.read_text(encoding="utf-8")
    pay = canary.parent / "secretfolder" / "canarypay.csv"
    pay.write_text(pay.read_text(encoding="utf-8").replace("9000", "9001"), encoding="utf-8")
    run(*common)
    assert "438,315.48" in page.read_text(encoding="utf-8")  # seven months' pay, a yuan each
    pay.write_text("姓名,入职日期,月平均工资\n甲,x,1\n", encoding="utf-8")
    refused = run(*common)
    assert refused.exit_code == 2
    assert f"{pay}:2:2:" in refused.stderr


def test_the_command_line_prints_totals_and_rows_but_no_names(
    canary: Path, run: Callable[..., Result]
) -> None:
    said = run("money", str(canary), "--as-of", "2026-11-23", "--lang", "zh")
    assert said.exit_code == 0, said.stderr
    # 2011-02-03至2026-12-04：15年10个月计16个月；2020-01-01起6年11个月计7个月
    # 23456.78×16＋9000×7＝375308.48＋63000
    assert "438,308.48" in said.stdout
    assert "23,456.78" not in said.stdout
    each = run("money", str(canary), "--as-of", "2026-11-23", "--lang", "zh", "--each")
    assert "第2行: 2011-02-03至2026-12-04：15年10个月多，计16个月工资。" in each.stdout
    assert NAME not in each.stdout
    as_json = run("money", str(canary), "--as-of", "2026-11-23", "--json")
    assert '"438308.48"' in as_json.stdout
    assert run("money", str(SAMPLES / "beginner.yaml")).exit_code == 1


def test_a_wrong_pay_file_stops_the_plan_that_would_print_it(
    canary: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    pay = canary.parent / "secretfolder" / "canarypay.csv"
    pay.write_text(f"姓名,入职日期,月平均工资\n{NAME},昨天,{PAY}\n", encoding="gbk")
    out = tmp_path / "out"
    arguments = ("plan", str(canary), "--as-of", "2026-11-23", "-o", str(out))
    refused = run(*arguments, "--format", "pdf", "--for", "finance")
    assert refused.exit_code == 2
    assert f"{pay}:2:2:" in refused.stderr
    assert NAME not in refused.stderr
    assert PAY not in refused.stderr
    assert not out.exists()
    assert run("validate", str(canary)).exit_code == 2
    others = run(*arguments, "--format", "json", "--lang", "zh")
    assert others.exit_code in (0, 1)
    assert f"checklist money {canary}" in others.stdout  # where the amounts are
    pay.unlink()
    absent = run(*arguments, "--format", "html", "--for", "finance", "--lang", "zh")
    assert absent.exit_code in (0, 1)
    assert "找不到工资表" in absent.stderr
    assert "找不到工资表" in (out / "canary-2026-11-23.html").read_text(encoding="utf-8")
    assert run("validate", str(canary)).exit_code == 0


def test_a_path_is_relative_and_a_batch_sees_the_same_files(canary: Path, law: Law) -> None:
    work = drafted(canary, law, Calendar.of(law), AS_OF)
    purse = open_purse(canary, work.company)
    assert purses_of(canary, canary.read_bytes()) == {(): purse}
    assert purses_of(canary, b"\xff: [pay_file") == {}
    inline = b"branches: [{name: x, inline: {staff: {pay_file: none.csv}}}]"
    assert purses_of(canary, inline) == {
        ("branches", 0, "inline"): Purse(None, str(canary.parent / "none.csv"))
    }
    company = work.company.model_copy(update={"money_file": "/etc/hosts"})
    with pytest.raises(InputErrors) as refused:
        open_purse(canary, company)
    assert [error.key for error in refused.value.errors] == ["money-absolute"]
