"""Local practice laid over the law: found by the registered place, printed with its source.

It may change an estimate, papers, an office; a number of the law never, whoever writes the file.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from checklist.holidays import Calendar
from checklist.plan import Plan, Task
from checklist.planning.build import make_plan
from checklist.problems import InputErrors
from checklist.reading import read_company
from checklist.rules.forms import for_form
from checklist.rules.loader import load_law, read_local_files
from checklist.rules.local import for_place, places_of, practices_of, with_own
from checklist.rules.schema import STATUTORY, Law, Limit, Practice, Rule
from checklist.vocabulary import Confidence, LegalForm

AS_OF = dt.date(2026, 11, 23)
SIX = ("shanghai", "beijing", "shenzhen", "guangzhou", "hangzhou", "chengdu")

OWN = """local:
  - id: suzhou
    title: {zh: 苏州市, en: Suzhou}
    level: city
    names: [苏州市, 苏州, Suzhou]
    practices:
      - tasks: [hf-close]
        says: {zh: 先办封存，再注销。, en: "Seal first, then cancel."}
        office: {zh: 园区公积金中心, en: the park's fund}
        documents: [{zh: 注销申请表, en: application form}]
        working_days: 9
        page: {zh: 电话答复, en: by telephone}
        checked_on: 2026-11-20
        confidence: secondary-source
        ask: {zh: 还是这样办理吗？, en: Is it still so?}
"""


def planned(law: Law, region: str | None, as_of: dt.date = AS_OF, more: str = "") -> Plan:
    where = f", region: '{region}'" if region else ""
    text = f"company: {{name: 甲乙有限公司, legal_form: llc{where}}}\n{more}"
    company = read_company(text.encode(), name="x.yaml").company
    return make_plan(company, law, Calendar.of(law), as_of, lambda keys: len(keys))


def task(plan: Plan, name: str) -> Task:
    return next(entry for entry in plan.tasks if entry.id == name)


@pytest.mark.parametrize(
    ("region", "places"),
    [
        ("上海市浦东新区", ["shanghai"]),
        ("上海", ["shanghai"]),
        ("中国（上海）自由贸易试验区", ["shanghai"]),
        ("Pudong, Shanghai", ["shanghai"]),
        ("北京市朝阳区", ["beijing"]),
        ("浙江省杭州市余杭区", ["zhejiang", "hangzhou"]),
        ("浙江杭州", ["zhejiang", "hangzhou"]),
        ("杭州", ["zhejiang", "hangzhou"]),
        ("广东省深圳市南山区", ["guangdong", "shenzhen"]),
        ("广东省惠州市", ["guangdong"]),
        ("四川省成都市武侯区", ["sichuan", "chengdu"]),
        ("江苏省南京市上海路1号", []),  # a street called after a city
        ("湖南省长沙市广州大道", []),
        ("吉林省吉林市", []),
        (None, []),
    ],
)
def test_a_place_is_found_in_what_the_licence_says(
    law: Law, region: str | None, places: list[str]
) -> None:
    assert [place.id for place in places_of(law, region)] == places


def test_each_entry_has_a_source_a_day_and_a_question_where_it_was_not_read(law: Law) -> None:
    assert set(SIX) <= set(law.local)
    for place in law.local.values():
        assert place.practices, place.id
        for practice in place.practices:
            assert practice.page.zh
            assert practice.checked_on >= dt.date(2026, 11, 23)
            assert (practice.ask is None) == (practice.confidence is Confidence.READ)


def test_local_practice_changes_papers_offices_and_estimates_and_nothing_else(law: Law) -> None:
    """Every task of every place: only these fields differ from the general law."""
    for region in ("上海市", "北京市", "深圳市", "广州市", "杭州市", "成都市"):
        own = for_place(law, region)
        assert own is for_place(law, region)
        for name in ("rules", "events", "graphs", "grounds", "sources"):
            assert getattr(own, name) == getattr(law, name)
        for name, entry in own.tasks.items():
            papers = {"__all__": {"documents"}}  # of what a form or a route says instead, too
            same = {"documents": True, "takes": True, "texts": papers}
            assert entry.model_dump(exclude=same) == law.tasks[name].model_dump(exclude=same)
            assert entry.documents[: len(law.tasks[name].documents)] == law.tasks[name].documents
    assert for_place(law, "江苏省苏州市") is law


def test_it_is_printed_at_its_task_with_source_and_mark(law: Law) -> None:
    plan = planned(law, "深圳", more="social_insurance: {registered: yes}\nstaff: {count: 3}\n")
    close = task(plan, "si-close")
    (local,) = close.local
    assert local.place.zh == "深圳市"
    assert local.confidence is Confidence.SECONDARY
    assert "【核实】" in local.text.zh
    assert "2026-11-24核对" in local.text.zh
    assert close.estimate_days == 20
    assert "深圳市" in close.estimate_why.zh
    said = next(entry for entry in plan.warnings if entry.code == "local-practice")
    assert str(close.number) in said.text.zh
    mine = planned(
        law, "深圳", more="social_insurance: {registered: yes}\nestimates: {si-close: 4}\n"
    )
    assert task(mine, "si-close").estimate_days == 4  # the company's own estimate goes before it


def test_where_nothing_is_recorded_the_document_says_so(law: Law) -> None:
    plan = planned(law, "湖北省武汉市洪山区")
    said = next(entry for entry in plan.warnings if entry.code == "no-local-practice")
    assert "没有收录湖北省武汉市洪山区的本地做法" in said.text.zh
    assert not any(entry.local for entry in plan.tasks)
    assert not {"no-local-practice", "local-practice"} & {
        entry.code for entry in planned(law, None).warnings
    }


def test_a_users_own_file_adds_to_what_is_known(tmp_path: Path, law: Law) -> None:
    mine, more = tmp_path / "suzhou.yaml", tmp_path / "shanghai.yaml"
    mine.write_text(OWN, encoding="utf-8")
    text = OWN.replace("id: suzhou", "id: my-shanghai").replace("[苏州市, 苏州, Suzhou]", "[上海]")
    more.write_text(text.replace("level: city", "level: province"), encoding="utf-8")
    own = with_own(law, read_local_files([mine, more], law))
    plan = planned(own, "江苏省苏州工业园区", more="housing_fund: {registered: yes}\n")
    close = task(plan, "hf-close")
    assert close.estimate_days == 9
    assert close.documents[-1].zh == "注销申请表（苏州市）"
    assert "园区公积金中心" in close.local[0].text.zh
    both = task(planned(own, "上海市", more="housing_fund: {registered: yes}\n"), "hf-close")
    assert [each.says.zh[:4] for each in both.local][-1] == "先办封存"
    assert len(both.local) == 3
    assert both.estimate_days == 9


@pytest.mark.parametrize("key", sorted(STATUTORY))
def test_a_number_of_the_law_is_refused_with_its_line(tmp_path: Path, law: Law, key: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(OWN.replace("        working_days: 9\n", f"        {key}: 9\n"), "utf-8")
    with pytest.raises(InputErrors) as refused:
        read_local_files([file], law)
    (error,) = refused.value.errors
    assert error.key == "law-local-statutory"
    assert error.line == 7  # the practice it stands in
    assert key in error.message("zh")


def test_a_practice_has_no_field_for_a_period() -> None:
    """The grammar has no word for it, so no value can smuggle one in."""
    fields = set(Practice.model_fields) - {"forms"}  # of whom it is said, not what
    assert not fields & (STATUTORY | set(Limit.model_fields))
    assert not fields & {"period", *Rule.model_fields} - {"says", "ask", "confidence"}


def test_a_practice_is_printed_for_the_forms_it_is_said_of(law: Law) -> None:
    """Sichuan's one-stop service is for enterprises; its simple route speaks of individuals."""
    found = {}
    for form in (LegalForm.LLC, LegalForm.PARTNERSHIP_BRANCH, LegalForm.INDIVIDUAL_BUSINESS):
        own = for_place(for_form(law, form), "四川省成都市")
        found[form] = {
            task: [place.id for place, _ in practices_of(own, task)]
            for task in ("simple-apply", "branch-apply", "seals")
        }
    company = found[LegalForm.LLC]
    assert company["simple-apply"] == ["sichuan", "chengdu"]
    assert company["seals"] == ["sichuan"]
    assert found[LegalForm.PARTNERSHIP_BRANCH]["branch-apply"] == ["sichuan"]
    own = found[LegalForm.INDIVIDUAL_BUSINESS]
    assert own == {"simple-apply": ["sichuan"], "branch-apply": [], "seals": []}


@pytest.mark.parametrize(
    ("change", "key", "line"),
    [
        (("tasks: [hf-close]", "tasks: [hf-clse]"), "law-unknown-local-task", 7),
        (("        checked_on: 2026-11-20\n", ""), "law-missing-field", 7),
        (("confidence: secondary-source", "confidence: rumour"), "law-wrong-value", 14),
        (("working_days: 9", "working_days: soon"), "law-wrong-value", 11),
        (("    level: city\n", "    level: city\n    within: nowhere\n"), "law-unknown-place", 5),
        (("local:\n", "sources: [{id: mine}]\nlocal:\n"), "law-not-a-local-file", 1),
    ],
)
def test_law_check_names_the_line(
    tmp_path: Path,
    run: Callable[..., Result],
    law: Law,
    change: tuple[str, str],
    key: str,
    line: int,
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(OWN, encoding="utf-8")
    assert run("law", "check", str(file)).exit_code == 0
    file.write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(InputErrors) as refused:
        read_local_files([file], law)
    assert {(error.key, error.line) for error in refused.value.errors} == {(key, line)}
    if key != "law-not-a-local-file":
        checked = run("law", "check", str(file))
        assert checked.exit_code == 2
        assert f"{file}:{line}:" in checked.stderr
    planned = run("plan", "sample_inputs/beginner.yaml", "--local", str(file), "-o", str(tmp_path))
    assert planned.exit_code == 2


def test_the_commands_take_a_file_of_ones_own(tmp_path: Path, run: Callable[..., Result]) -> None:
    file, company = tmp_path / "mine.yaml", tmp_path / "company.yaml"
    file.write_text(OWN, encoding="utf-8")
    company.write_text(
        "company: {name: 甲乙有限公司, legal_form: llc, region: 苏州}\n"
        "housing_fund: {registered: yes}\n",
        encoding="utf-8",
    )
    common = ("--as-of", "2026-11-23", "--lang", "zh", "--format", "md")
    plain = run("plan", str(company), *common, "-o", "-")
    assert "没有收录苏州的本地做法" in plain.stdout
    local = run("plan", str(company), *common, "-o", "-", "--local", str(file))
    assert "当地：苏州市：先办封存，再注销。" in local.stdout
    out = tmp_path / "out"
    run("batch", str(company), *common, "-o", str(out), "--workers", "1", "--local", str(file))
    assert "先办封存" in (out / "company-2026-11-23.md").read_text(encoding="utf-8")
    stale = run("law", "stale", "--as-of", "2027-05-20", "--local", str(file))
    assert stale.exit_code == 1  # 181 days after 2026-11-20; the packaged ones are younger
    assert stale.stdout.startswith("suzhou")
    assert len(stale.stdout.splitlines()) == 1
    assert run("law", "show", "shanghai", "--lang", "zh").exit_code == 0


def test_page_1_names_what_was_not_checked_lately(law: Law) -> None:
    """Checked on 2026-11-23: day 180 is 2027-05-22, and 2027-05-23 is more than 180 days."""
    fresh = planned(law, "上海", dt.date(2027, 5, 22))
    assert "stale-law" not in {entry.code for entry in fresh.warnings}
    assert fresh.law.stale == ()
    old = planned(law, "上海", dt.date(2027, 5, 23))
    (said,) = (entry for entry in old.warnings if entry.code == "stale-law")
    assert "《公司法》" in said.text.zh
    assert said.text.zh.endswith("等。")
    assert "company-law-2023" in old.law.stale
    # Only what the plan relies on: nobody's farmers' cooperative is named.
    assert all("合作社" not in entry.text.zh for entry in old.warnings if entry.code == "stale-law")


def test_only_the_source_that_is_old_is_named(law: Law) -> None:
    sources = {
        name: source.model_copy(update={"checked_on": dt.date(2026, 1, 1)})
        if name in ("registration-rules", "farmer-coop-law")
        else source
        for name, source in load_law().sources.items()
    }
    aged = Law(**{**{name: getattr(law, name) for name in Law.model_fields}, "sources": sources})
    (said,) = (entry for entry in planned(aged, None).warnings if entry.code == "stale-law")
    title = law.sources["registration-rules"].title.zh
    assert said.text.zh.endswith(f"：《{title}》。")


def test_a_place_whose_practices_concern_no_task_counts_as_not_recorded(law: Law) -> None:
    """Shanghai's are of companies' applications and of the housing fund."""
    text = (
        "company: {name: 甲乙公司上海代表处, legal_form: 代表机构, region: 上海市静安区}\n"
        "housing_fund: {registered: 否}"
    )
    company = read_company(text.encode(), name="x.yaml").company
    plan = make_plan(company, law, Calendar.of(law), AS_OF, lambda keys: len(keys))
    assert not any(entry.local for entry in plan.tasks)
    codes = {warning.code for warning in plan.warnings}
    assert "no-local-practice" in codes
    assert "local-practice" not in codes
