"""No question without effect: for every legal form each answer that is asked for changes the plan.

The dialogue is walked as a person would: the weightiest open question first, both answers tried.
"""

import datetime as dt
from typing import Any

import pytest

from checklist.company import unknown_facts
from checklist.editing import edit
from checklist.holidays import Calendar
from checklist.plan import Plan, Question
from checklist.planning.build import make_plan
from checklist.reading import read_company
from checklist.replies import kind_of, loc_of, reply
from checklist.rules.conditions import named_facts
from checklist.rules.forms import form_of
from checklist.rules.schema import Law
from checklist.vocabulary import LegalForm

AS_OF = dt.date(2026, 11, 25)
ANSWERS = {
    "fact": ("yes", "no"),
    "number": ("1", "0"),
    "list": ("甲", "no"),
    "holdings": ("yes", "no"),
    "date": ("2026-11-20", "2026-12-20"),
    "text": ("王芳", ""),
}


def bare(form: LegalForm) -> bytes:
    return f"company: {{name: 甲, legal_form: {form.value}}}\n".encode()


def plan_of(data: bytes, law: Law, calendar: Calendar) -> Plan:
    return make_plan(read_company(data, name="a").company, law, calendar, AS_OF, lambda _: 1)


def open_questions(plan: Plan) -> list[Question]:
    """What the dialogue asks, weightiest first."""
    return [each for each in plan.questions if each.ask == "company" and each.weight]


def answers(path: str) -> tuple[str, str]:
    kind = kind_of(path)
    if kind.words is None:
        return ANSWERS[kind.name]
    words = [word.value for word in kind.words if word.value != "unknown"]
    return words[0], words[-1]


def answered(data: bytes, path: str, text: str) -> bytes:
    value = reply(kind_of(path), text, "en")
    return data if value is None else edit(data, {loc_of(path): value}, name="a")


def substance(plan: Plan) -> tuple[Any, ...]:
    """What a reader acts on: tasks with their days, what is left out, the route and its bars."""
    route = plan.route
    tasks = [
        (task.id, task.plan_by, task.deadline, task.planned, task.to_confirm) for task in plan.tasks
    ]
    barred = [ground.ground for ground in route.barred]
    left_out = sorted(entry.id for entry in plan.not_applicable)
    return tasks, left_out, route.chosen, route.available, route.open_if_confirmed, barred


WALKS = [
    *((form, "route: auto", always) for form in LegalForm for always in (0, 1)),
    (LegalForm.LLC, "route: merger-division", 1),
    (LegalForm.LLC, "debts: {insolvent: yes}", 1),
    (LegalForm.INDIVIDUAL_BUSINESS, "route: general", 1),
    (LegalForm.PARTNERSHIP, "simple_route: {licence_revoked: yes}", 1),
]
"""A form, what the file says already, and which of the two answers is given (0: yes, 1: no)."""


@pytest.mark.parametrize(("form", "said", "always"), WALKS)
def test_no_question_is_without_effect(
    form: LegalForm, said: str, always: int, law: Law, calendar: Calendar
) -> None:
    data = bare(form) + f"{said}\n".encode()
    plan = plan_of(data, law, calendar)
    asked: list[str] = []
    while open_ := [each for each in open_questions(plan) if each.input_path not in asked]:
        path = str(open_[0].input_path)
        asked.append(path)
        texts = [answered(data, path, text) for text in answers(path)]
        plans = [plan_of(text, law, calendar) for text in texts]
        assert substance(plans[0]) != substance(plans[1]), path
        data, plan = texts[always], plans[always]
    assert len(asked) > 5


def test_an_individual_business_is_asked_less_than_a_company(law: Law, calendar: Calendar) -> None:
    """Nothing of shareholders, holdings, a telecom licence, foreigners or a union."""
    few = {str(q.input_path) for q in open_questions(plan_of(bare(INDIVIDUAL), law, calendar))}
    many = {str(q.input_path) for q in open_questions(plan_of(bare(LLC), law, calendar))}
    assert few < many
    assert not few & {"investments", "branches", "staff.union", "staff.foreign"}
    assert not any(path.startswith(("shareholders", "foreign_exchange")) for path in few)


INDIVIDUAL, LLC = LegalForm.INDIVIDUAL_BUSINESS, LegalForm.LLC


@pytest.mark.parametrize("form", LegalForm)
def test_what_the_law_supposes_is_asked_by_nobody(
    form: LegalForm, law: Law, calendar: Calendar
) -> None:
    """Neither by the plan nor by `validate`, whose list is kept without the law's data."""
    company = read_company(bare(form), name="a").company
    supposed = {name for entry in form_of(law, form).supposes for name in entry.facts}
    facts = named_facts(company)
    settled = {".".join(path) for name in supposed for path in facts[name].asks()}
    settled.discard("staff.count")  # it decides other facts too
    assert not settled & set(unknown_facts(company))
    asked = {question.input_path for question in plan_of(bare(form), law, calendar).questions}
    assert not settled & asked


def test_what_the_law_supposes_yields_to_the_file(law: Law, calendar: Calendar) -> None:
    """A licence that the law would not give is dealt with where the file says that it is there."""
    silent = plan_of(bare(INDIVIDUAL), law, calendar)
    said = plan_of(bare(INDIVIDUAL) + b"internet: {telecom_licence: yes}\n", law, calendar)
    assert "telecom-stop" in {task.id for task in said.tasks}
    left = {entry.id: entry for entry in silent.not_applicable}["telecom-stop"]
    assert "只发给公司" in left.reason.zh
    assert left.citation == "电信条例第十三条第一项"
