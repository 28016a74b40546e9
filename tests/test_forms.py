"""Legal forms: which grounds bar whose simple route, whose words a plan speaks, what a form takes.

The grounds are a table (tests/cases/simple-grounds.csv), each with its reason in law: the input key
that answers it, which answer bars (or that none does), and the route that is planned then.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scenarios import bases, merged
from test_matrix import TOOL

from checklist.company import Company
from checklist.holidays import Calendar
from checklist.messages.planning import KEY_DATES, ROUTE_WHY, WECOM
from checklist.messages.questions import QUESTIONS
from checklist.messages.warnings import WARNINGS
from checklist.plan import Plan
from checklist.planning.build import finish
from checklist.planning.draft import draft
from checklist.planning.routes import decide
from checklist.rules.conditions import named_facts
from checklist.rules.forms import PLACE, for_form, form_of, supposed
from checklist.rules.schema import Law
from checklist.text import Text
from checklist.vocabulary import AUTHORITIES, LegalForm, Route, RouteChoice

CASES = Path(__file__).parent / "cases" / "simple-grounds.csv"
FORMS = (
    LegalForm.PARTNERSHIP,
    LegalForm.SOLE_PROPRIETORSHIP,
    LegalForm.INDIVIDUAL_BUSINESS,
    LegalForm.FARMER_COOP,
)


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entity(form: str, **over: Any) -> Company:
    """A shell of a legal form: every ground answered no, but for what `over` says."""
    data = merged(bases()["shell"], {"company": {"legal_form": form}})
    return Company.model_validate(merged(data, over))


def answered(path: str, value: str) -> dict[str, Any]:
    """The part of an input file that gives a dotted key a value."""
    for key in reversed(path.split(".")):
        value = {key: value}  # type: ignore[assignment]
    return value  # type: ignore[return-value]


def with_simple_route(law: Law) -> list[LegalForm]:
    return [form for form in LegalForm if Route.SIMPLE in form_of(law, form).graphs]


CONTEXT: dict[str, dict[str, Any]] = {
    "simple_route.fie_negative_list": {"company": {"foreign_invested": "yes"}},
    "company.foreign_invested": {
        "simple_route": {"fie_negative_list": "yes"},
        "shareholders": {"foreign": "unknown"},
    },
    "shareholders.foreign": {
        "simple_route": {"fie_negative_list": "yes"},
        "company": {"foreign_invested": "unknown"},
    },
    "staff.wages_unpaid": {"staff": {"count": 1}},
    "social_insurance.arrears": {"social_insurance": {"registered": "yes"}},
}
"""What makes a key matter at all: a foreign investor, staff, a registration."""


def test_the_table_names_every_ground_of_every_form_with_a_simple_route(law: Law) -> None:
    named = {(row["form"], row["ground"]) for row in rows()}
    forms = with_simple_route(law)
    assert named == {(form.value, ground.id) for form in forms for ground in law.grounds}


def test_the_table_names_every_key_that_answers_a_ground(law: Law) -> None:
    """Of an entity that has answered nothing, the keys that the facts ask for."""
    named = {(row["form"], row["ground"], row["key"]) for row in rows()}
    around = {"staff.count", "social_insurance.registered"}
    for form in with_simple_route(law):
        facts = named_facts(Company.model_validate({"company": {"name": "甲", "legal_form": form}}))
        for ground in for_form(law, form).grounds:
            asked = {".".join(path) for path in facts[ground.fact].asks()} - around
            for key in asked | {ground.input_path}:
                assert (form.value, ground.id, key) in named, (form, ground.id, key)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['form']}-{row['key']}")
def test_a_ground_answered_yes_no_and_unknown(row: dict[str, str], law: Law) -> None:
    own = for_form(law, LegalForm(row["form"]))
    recorded = row["key"].startswith("events.")
    found = {}
    for value in ("yes", "no", "unknown"):
        answer = answered(row["key"], value)
        if recorded:  # what happened has a day, and what is not recorded did not happen
            answer = answered(row["key"], "2026-06-02") if value == "yes" else {}
        company = entity(row["form"], **merged(CONTEXT.get(row["key"], {}), answer))
        facts = supposed(own, named_facts(company))
        found[value] = decide(own, facts, RouteChoice.AUTO, lambda _: None).route
    said = {
        value: ([each.ground for each in route.barred], [each.ground for each in route.unknown])
        for value, route in found.items()
    }
    # "stated": the form cannot have it, or owes nothing; only a file that says so is barred.
    stated = row["bars"] == "stated"
    barring = set() if row["bars"] == "never" else {"yes" if stated else row["bars"]}
    in_doubt = set() if recorded or stated else barring and {"unknown"}
    for value in {"yes", "no", "unknown"} - barring - in_doubt:
        assert said[value] == ([], []), row["why"]
        assert found[value].chosen is Route.SIMPLE
    for value in barring:
        assert said[value] == ([row["ground"]], []), row["why"]
        assert found[value].chosen is Route(row["then"])
        assert Route.SIMPLE not in found[value].available
        assert found[value].open_if_confirmed == ()
    for value in in_doubt:
        assert said[value] == ([], [row["ground"]]), row["why"]
        assert found[value].chosen is Route.GENERAL
        assert found[value].open_if_confirmed == (Route.SIMPLE,)


def test_what_leaves_the_simple_route_in_doubt_is_asked(law: Law, calendar: Calendar) -> None:
    """Of an entity that has answered nothing: each ground that could bar it, and no other."""
    for form in with_simple_route(law):
        nothing = Company.model_validate({"company": {"name": "甲", "legal_form": form}})
        plan = finish(draft(nothing, law, calendar, dt.date(2026, 11, 23), lambda _: None))
        asked = {question.id for question in plan.questions if question.id.startswith("ground-")}
        assert asked == {
            f"ground-{row['ground']}"
            for row in rows()
            if row["form"] == form
            and row["bars"] not in ("never", "stated")
            and row["key"][:7] != "events."
        }


def sentences(plan: Plan) -> Iterator[Text]:
    """What the plan itself says: tasks, reasons, warnings, questions; not the law it cites."""
    for task in plan.tasks:
        yield from (task.title, task.authority_label, task.estimate_why)
        yield from filter(None, (task.how, task.note))
        yield from (*task.sub_steps, *task.documents, *task.evidence)
    for left_out in plan.not_applicable:
        yield from (left_out.title, left_out.reason)
    for warning in plan.warnings:
        yield from filter(None, (warning.text, warning.remedy))
    for question in plan.questions:
        if question.ask == "company":
            yield question.text
    for ground in (*plan.route.barred, *plan.route.unknown, *plan.route.cleared):
        yield from filter(None, (ground.title, ground.citation, ground.cure, ground.question))
    yield plan.route.why
    yield from (event.title for event in plan.events)
    yield from (date.title for date in plan.key_dates)
    yield from (entry.title for entry in plan.route.alternatives)
    for account in plan.wecom_accounts:
        yield from (account.role_label, *account.conditions)
    for route in plan.comparisons:
        yield from (route.liability, route.condition)


OTHERS = re.compile(r"(分|子|母|保险|有限|独资|上市)公司|《[^》]*》|股份有限公司|公司法")
"""Companies that are somebody else, and the name of a law."""
MEANT = (
    "比公司的30日短",
    "公司法的规定",  # why a task of companies is left out
    "没有清算组",
    "不成立清算组",
    "不需要决议和清算报告",
    "清算组须",
    "其他企业的董事",  # whose offices the people of a bankrupt may not take
)


@pytest.mark.parametrize("form", FORMS)
def test_no_plan_of_another_form_speaks_of_a_companys_people(
    form: LegalForm, law: Law, calendar: Calendar
) -> None:
    """An entity that has everything, on each of its routes."""
    base = TOOL.read_base()
    banned = "公司|股东|董事" + ("" if form is LegalForm.FARMER_COOP else "|清算组|决议")
    for route in form_of(law, form).graphs:
        for text in sentences(finish(TOOL.draft_of(law, calendar, base, form, route))):
            assert not PLACE.search(text.zh + text.en), text
            plain = OTHERS.sub("", text.zh)
            assert not re.search(banned, plain) or any(told in text.zh for told in MEANT), text
            english = re.sub(r"Company Law|insurance company", "", text.en)
            assert not re.search(r"\b(shareholder|director)", english, re.IGNORECASE), text


def test_every_word_in_brackets_is_one_that_every_form_says(law: Law) -> None:
    messages = [*KEY_DATES.values(), *ROUTE_WHY.values(), *WECOM.values(), *QUESTIONS.values()]
    messages += [each for pair in WARNINGS.values() for each in pair if each]
    messages += AUTHORITIES.values()
    words = form_of(law, LegalForm.PARTNERSHIP).words
    for message in messages:
        assert set(PLACE.findall(message.zh)) <= words.zh.keys(), message
        assert set(PLACE.findall(message.en)) <= words.en.keys(), message


@pytest.mark.parametrize("form", LegalForm)
def test_a_companys_own_periods_bind_no_other_form(
    form: LegalForm, law: Law, calendar: Calendar
) -> None:
    """No limit of a plan comes from a rule that speaks of other forms only."""
    base = TOOL.read_base()
    for (entity_form, route), _ in base.entities.items():
        if entity_form is not form:
            continue
        plan = finish(TOOL.draft_of(law, calendar, base, form, route))
        for task in plan.tasks:
            for limit in task.limits:
                forms = law.rules[limit.rule].forms
                named = {each for each in LegalForm if each.value in forms}
                assert not named or form in named or LegalForm.FIE in named, (task.id, limit.rule)


BANNED = {
    LegalForm.BRANCH: "股东|董事|清算组|股东会|解散决议",
    LegalForm.FOREIGN_BRANCH: "股东|董事|解散决议|隶属",
    LegalForm.PARTNERSHIP_BRANCH: "公司|股东|董事|清算组|决议|隶属|总机构",
    LegalForm.REP_OFFICE: "公司|股东|董事|清算组|决议",
    LegalForm.NON_COMPANY_LEGAL_PERSON: "公司|股东|董事|解散决议",
}
"""What plans of forms without shareholders may not speak of; a branch has a company above it."""
TOLD = (*MEANT, "参照公司法", "隶属公司", "公司的分支机构", "外国公司")
TOLD += ("没有注册资本、股东", "没有独立财产和股东", "与总机构核对企业所得税分摊")  # left out


@pytest.mark.parametrize("form", BANNED)
def test_no_plan_of_a_form_without_shareholders_speaks_of_them(
    form: LegalForm, law: Law, calendar: Calendar
) -> None:
    base = TOOL.read_base()
    found = set()
    for route in form_of(law, form).graphs:
        for text in sentences(finish(TOOL.draft_of(law, calendar, base, form, route))):
            assert not PLACE.search(text.zh + text.en), text
            plain = OTHERS.sub("", text.zh)
            if re.search(BANNED[form], plain) and not any(told in text.zh for told in TOLD):
                found.add((route.value, text.zh))
            if re.search(r"(?<!no )\bshareholder", text.en, re.IGNORECASE):
                found.add((route.value, text.en))
    assert not found


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({}, True),
        ({"debts": {"insolvent": "no"}}, True),
        ({"debts": {"insolvent": "yes"}}, False),
        ({"simple_route": {"licence_revoked": "yes"}}, False),
        ({"events": {"court-liquidation-accepted": "2026-11-02"}}, False),
        ({"events": {"dissolution-cause-arises": "2026-11-02"}}, False),
        ({"done": {"resolve-dissolution": "2026-11-02"}}, False),
        ({"done": {"precheck": "2026-11-02"}}, True),
        ({"events": {"forced-notice-published": "2026-11-02"}}, False),
        ({"company": {"name": "甲", "legal_form": "jsc", "listed": "yes"}}, False),
        ({"company": {"name": "甲分公司", "legal_form": "branch"}}, True),
        ({"company": {"name": "甲代表处", "legal_form": "rep-office"}}, False),
    ],
)
def test_suspension_is_shown_only_where_it_is_open(
    facts: dict[str, Any], shown: bool, law: Law, calendar: Calendar
) -> None:
    """Suspending (歇业) is no way out of revocation, insolvency, a court's liquidation, or of a
    dissolution that is decided."""
    data = {"company": {"name": "甲", "legal_form": "llc"}, **facts}
    work = draft(Company.model_validate(data), law, calendar, dt.date(2026, 11, 23), lambda _: None)
    found = {entry.id for entry in work.decision.route.alternatives}
    assert ("suspension" in found) is shown


SPECIAL = {
    Route.AFTER_REVOCATION: "解散决议|提前解散",
    Route.FORCED: "解散决议|提前解散|剩余财产|清算报表|清算文件|领取注销登记通知书",
    Route.COURT_ORDERED: "提前解散|股东会（或者人民法院）|股东会确认决议",
    Route.MERGER_DIVISION: "解散决议|提前解散|清算报告|清算文件|减员名单",
    Route.BANKRUPTCY: "提前解散|变现|结清工资",
    Route.BANKRUPTCY_FIRST: "解散事由|变现|结清工资|清算组成立",
}
"""What a plan of a route with an order of its own may not say: words of the general route."""
SAID_OF_OTHERS = (
    "不适用简易注销",
    "免办：只适用于简易注销",  # in the list of the ways of tax clearance
    "不要先作解散决议",
    "不作解散决议",
    "先作解散决议的",
)


@pytest.mark.parametrize("route", SPECIAL)
def test_a_route_of_its_own_speaks_of_its_own_papers(
    route: Route, law: Law, calendar: Calendar
) -> None:
    """Nobody is sent after a resolution, a report or a simple notice that the route has not."""
    work = TOOL.draft_of(law, calendar, TOOL.read_base(), LegalForm.LLC, route)
    banned = re.compile("简易|" + SPECIAL[route])
    found = set()
    for task in finish(work).tasks:
        for text in filter(
            None, (task.title, task.how, task.note, *task.sub_steps, *task.documents)
        ):
            plain = text.zh
            for told in SAID_OF_OTHERS:
                plain = plain.replace(told, "")
            if banned.search(plain):
                found.add((task.id, text.zh))
    assert not found


LIQUIDATION = re.compile("第二百三十[二三四五六七八九]条")


@pytest.mark.parametrize("route", [Route.FORCED, Route.MERGER_DIVISION, Route.BANKRUPTCY_FIRST])
def test_a_route_without_a_liquidation_cites_none(
    route: Route, law: Law, calendar: Calendar
) -> None:
    """Company Law 232 to 239 are about a liquidation, which these routes have not."""
    work = TOOL.draft_of(law, calendar, TOOL.read_base(), LegalForm.LLC, route)
    found = {
        (task.id, cited.rule)
        for task in finish(work).tasks
        for cited in task.citations
        if cited.law.zh == "公司法" and LIQUIDATION.search(cited.article or "")
    }
    assert {rule for _, rule in found} <= {"merger-no-liquidation"}, found  # why there is none
