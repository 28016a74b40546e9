"""Groups: files that name one another, their plans and how these hang together."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import openpyxl
import pytest
import yaml
from browsing import NEEDS_CHROMIUM
from click.testing import Result
from playwright.sync_api import Browser

from checklist.batch.jobs import Setup, fingerprint
from checklist.holidays import Calendar
from checklist.loading import loaded_group, overview, planned_group
from checklist.outputs.group import render_group
from checklist.outputs.options import Options
from checklist.problems import InputErrors
from checklist.reading import members
from checklist.reading.members import every
from checklist.reading.outline import member_files
from checklist.rules.schema import Law

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "groups.yaml").read_text("utf-8"))
AS_OF = dt.date(2026, 11, 23)
SISTERS = Path(__file__).parent.parent / "sample_inputs" / "group" / "sisters.yaml"
SAMPLE = Path(__file__).parent.parent / "sample_inputs" / "group-parent-with-branches.yaml"


def written(folder: Path, files: dict[str, str]) -> Path:
    """The files in `folder`; the first one is the group's."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / next(iter(files))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_is_wrong_is_said_with_its_place(
    case: dict[str, Any], tmp_path: Path, law: Law
) -> None:
    root = written(tmp_path, case["files"])
    with pytest.raises(InputErrors) as refused:
        loaded_group(root, law, AS_OF)
    text = refused.value.render("zh-en")
    parts = getattr(refused.value, "parts", (refused.value,))
    found = [
        f"{Path(part.name).relative_to(tmp_path)}:{error.line}:{error.column} {error.key}"
        for part in parts
        for error in part.errors
    ]
    assert found == case["errors"], text
    for place in case["errors"]:
        assert place.partition(" ")[0] in text
    assert "改法 / Remedy" in text


def test_validate_checks_the_members_too(tmp_path: Path, run: Callable[..., Result]) -> None:
    case = next(case for case in CASES if case["id"] == "errors-of-every-file")
    root = written(tmp_path, case["files"])
    result = run("validate", str(root), "--json")
    assert result.exit_code == 2
    errors = json.loads(result.stdout)[0]["errors"]
    found = [
        f"{Path(error['file']).name}:{error['line']}:{error['column']} {error['key']}"
        for error in errors
    ]
    assert found == case["errors"]
    assert run("validate", str(SAMPLE)).exit_code == 0


def test_explain_says_where_a_member_is_named(run: Callable[..., Result]) -> None:
    name = "investment-ends@乐山岷岳石材加工有限公司"
    text = run("explain", str(SAMPLE), name, "--as-of", "2026-11-23", "--lang", "zh").stdout
    line = next(
        number
        for number, text in enumerate(SAMPLE.read_text("utf-8").splitlines(), 1)
        if "name: 乐山岷岳石材加工有限公司" in text
    )
    assert f"第{line}行" in text
    assert "注销完毕" in text


def test_too_many_members_are_refused(
    tmp_path: Path, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST", 2)
    items = "".join(
        f"  - {{name: {n}有限公司, inline: {{company: {{legal_form: llc}}}}}}\n" for n in "乙丙丁"
    )
    root = written(
        tmp_path, {"a.yaml": f"company: {{name: 甲, legal_form: llc}}\ninvestments:\n{items}"}
    )
    with pytest.raises(InputErrors) as refused:
        loaded_group(root, law, AS_OF)
    assert [error.key for error in refused.value.errors] == ["too-many-members"]


FACTS = """
company: {name: %s, legal_form: llc, foreign_invested: no, state_owned: no}
shareholders: {individuals: no, foreign: no}
staff: {count: 0}
social_insurance: {registered: no}
housing_fund: {registered: no}
customs: {filed: no}
route: general
"""


def holding(name: str, items: str) -> str:
    return FACTS % name + f"investments:\n{items}"


@pytest.fixture
def calendar(law: Law) -> Calendar:
    return Calendar.of(law)


def plans(root: Path, law: Law, calendar: Calendar, **more: Any) -> dict[str, Any]:
    """The plans of a group by company, and the group's own as `""`."""
    group = loaded_group(root, law, AS_OF)
    found = planned_group(group, law, calendar, AS_OF, **more)
    by_name = {one.plan.company.name: one.plan for one in found.values()}
    return {**by_name, "": overview(group, found)}


def test_a_holder_ends_after_its_members(tmp_path: Path, law: Law, calendar: Calendar) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: sub/b.yaml}\n"),
        "sub/b.yaml": holding("乙有限公司", "  - {name: 丙有限公司, disposed: no, file: c.yaml}\n"),
        "sub/c.yaml": FACTS % "丙有限公司" + "investments: no\nestimates: {litigation: 5}\n",
    }
    found = plans(written(tmp_path, files), law, calendar)
    ends = [found[name].expected_end for name in ("丙有限公司", "乙有限公司", "甲有限公司")]
    assert ends == sorted(ends)
    assert len(set(ends)) == 3
    for holder, member in (("甲有限公司", "乙有限公司"), ("乙有限公司", "丙有限公司")):
        tasks = {task.id: task for task in found[holder].tasks}
        waits = tasks[f"investment-ends@{member}"]
        assert waits.planned == found[member].expected_end
        assert tasks["dispose-investments"].planned >= waits.planned
        assert tasks["dispose-investments"].estimate_days == 0
        assert tasks["general-apply"].planned > waits.planned
    group = found[""]
    assert [one.name for one in group.members] == ["丙有限公司", "乙有限公司", "甲有限公司"]
    assert [one.level for one in group.members] == [2, 1, 0]
    assert group.expected_end == found["甲有限公司"].expected_end
    days = [step.step.date for step in group.critical_path]
    assert days == sorted(days)
    assert list(dict.fromkeys(step.name for step in group.critical_path)) == [
        "丙有限公司",
        "乙有限公司",
        "甲有限公司",
    ]
    assert {bar.id for bar in group.timeline if bar.kind == "phase"} == {
        one.key for one in group.members
    }
    assert [task.day for task in group.tasks] == sorted(task.day for task in group.tasks)
    assert not any(task.task.startswith("investment-ends") for task in group.tasks)


def test_waiting_periods_of_a_member_bind_the_holders_wish(
    tmp_path: Path, law: Law, calendar: Calendar
) -> None:
    """What the law makes the member wait for, the holder's shortest way holds too.

    Announced on 2026-12-14, day 45 is 2027-01-28: no step of the member before 2027-01-29.
    """
    items = "  - {name: 乙有限公司, disposed: no, file: b.yaml}\n"
    files = {
        "a.yaml": holding("甲有限公司", items),
        "b.yaml": FACTS % "乙有限公司"
        + "investments: no\nevents: {creditor-announcement-published: 2026-12-14}\n",
    }
    alone = plans(
        written(tmp_path / "x", {"a.yaml": FACTS % "甲有限公司" + "investments: no\n"}),
        law,
        calendar,
        target=AS_OF,
    )["甲有限公司"].finish_by
    group = plans(written(tmp_path, files), law, calendar, target=AS_OF)["甲有限公司"].finish_by
    assert alone.state == group.state == "impossible-by-law"
    assert group.by_law_alone >= dt.date(2027, 1, 29) > alone.by_law_alone
    assert group.by_law_alone < group.expected_end


def test_a_partnerships_branch_is_one_of_a_partnership(tmp_path: Path, law: Law) -> None:
    """Written inline it needs no form; in a file of its own it says partnership-branch."""
    about = "company: {name: 甲事务所（普通合伙）, legal_form: partnership}\n"
    held = [
        "branches: [{name: 甲事务所乙分所, inline: {staff: {count: 0}}}]\n",
        "branches: [{name: 甲事务所乙分所, file: b.yaml}]\n",
    ]
    own = "company: {name: 甲事务所乙分所, legal_form: 合伙企业分支机构}\n"
    for number, said in enumerate(held):
        files = {"a.yaml": about + said, "b.yaml": own}
        root = loaded_group(written(tmp_path / str(number), files), law, AS_OF)
        forms = [member.loaded.company.company.legal_form for member in every(*root.tops)]
        assert sorted(forms) == ["partnership", "partnership-branch"]


def test_a_member_written_inline_is_the_same_as_one_in_a_file(
    tmp_path: Path, law: Law, calendar: Calendar
) -> None:
    inner = "\n".join(f"      {line}" for line in (FACTS % "乙有限公司").strip().splitlines())
    inline = holding(
        "甲有限公司", f"  - name: 乙有限公司\n    disposed: no\n    inline:\n{inner}\n"
    )
    apart = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: b.yaml}\n"),
        "b.yaml": FACTS % "乙有限公司",
    }
    one = plans(written(tmp_path / "one", {"a.yaml": inline}), law, calendar)
    two = plans(written(tmp_path / "two", apart), law, calendar)
    for name in ("甲有限公司", "乙有限公司"):
        days = [{task.id: task.planned for task in found[name].tasks} for found in (one, two)]
        assert days[0] == days[1]
    facts = {fact.input_line for task in one["乙有限公司"].tasks for fact in task.facts}
    assert {line for line in facts if line} <= set(range(12, 20)), "lines of the one file"


def test_a_member_that_two_hold_is_planned_once(
    tmp_path: Path, law: Law, calendar: Calendar
) -> None:
    both = "".join(
        f"  - {{name: {name}有限公司, disposed: no, file: {file}.yaml}}\n"
        for name, file in ("乙b", "丙c")
    )
    files = {
        "a.yaml": holding("甲有限公司", both),
        "b.yaml": holding("乙有限公司", "  - {name: 丙有限公司, disposed: no, file: ./c.yaml}\n"),
        "c.yaml": FACTS % "丙有限公司",
    }
    root = written(tmp_path, files)
    found = plans(root, law, calendar)
    assert [one.name for one in found[""].members] == ["丙有限公司", "乙有限公司", "甲有限公司"]
    assert len(found[""].members[0].holders) == 2
    assert len(list(every(*loaded_group(root, law, AS_OF).tops))) == 3


def test_a_member_that_has_ended_is_no_longer_waited_for(
    tmp_path: Path, law: Law, calendar: Calendar
) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: b.yaml}\n"),
        "b.yaml": FACTS % "乙有限公司" + "events: {deregistration-completed: 2026-10-30}\n",
    }
    found = plans(written(tmp_path, files), law, calendar)
    assert "dispose-investments" in {entry.id for entry in found["甲有限公司"].not_applicable}
    assert not any("@乙" in task.id for task in found["甲有限公司"].tasks)
    assert found[""].members[0].ended
    grounds = {ground.ground for ground in found["甲有限公司"].route.barred}
    assert "invests-in-others" not in grounds


def test_the_sample_group(law: Law, calendar: Calendar) -> None:
    """Three branches and a subsidiary end first; the branch that has ended is not waited for."""
    found = plans(SAMPLE, law, calendar)
    group = found.pop("")
    parent = found["四川岷岳建材集团股份有限公司"]
    waits = {task.id for task in parent.tasks if task.id.startswith(("branch-ends", "investment-"))}
    assert len(waits) == 4
    assert waits <= {entry.task for entry in parent.key_dates}
    assert not any((entry.title.zh).startswith("分支机构注销完毕") for entry in group.key_dates)
    assert not any("南充" in name or "雅安" in name for name in waits)
    assert group.members[-1].name == parent.company.name
    assert all(one.expected_end < parent.expected_end for one in group.members[:-1])
    assert {one.relation for one in group.members} == {"holder", "branch", "investment"}
    assert [one.short for one in group.members if one.relation == "branch"] == [
        one.name.removeprefix(parent.company.name)
        for one in group.members
        if one.relation == "branch"
    ]
    assert len({step.member for step in group.critical_path}) == 2
    branches = [plan for plan in found.values() if plan.route.chosen.value == "branch"]
    assert len(branches) == 3


def test_companies_side_by_side(tmp_path: Path, law: Law, calendar: Calendar) -> None:
    """No company above them: the last end is the group's, what one holds still ends before it."""
    files = {
        "all.yaml": "group: 甲氏名下\nmembers:\n  - {file: a.yaml}\n  - {file: b.yaml}\n"
        "  - {file: c.yaml}\n",
        "a.yaml": FACTS % "甲有限公司" + "events: {deregistration-completed: 2026-10-30}\n",
        "b.yaml": holding("乙有限公司", "  - {name: 丙有限公司, disposed: no, file: c.yaml}\n"),
        "c.yaml": FACTS % "丙有限公司" + "investments: no\n",
    }
    found = plans(written(tmp_path, files), law, calendar)
    group = found[""]
    assert group.name == "甲氏名下"
    assert [one.name for one in group.members] == ["甲有限公司", "丙有限公司", "乙有限公司"]
    assert [one.relation for one in group.members] == ["sister", "investment", "sister"]
    assert group.members[0].ended
    assert group.expected_end == found["乙有限公司"].expected_end > found["丙有限公司"].expected_end
    assert [one.reserve for one in group.members[::2]] == [
        (group.expected_end - one.expected_end).days for one in group.members[::2]
    ]
    assert {step.name for step in group.critical_path} == {"丙有限公司", "乙有限公司"}
    assert not group.members[0].critical
    alone = plans(tmp_path / "b.yaml", law, calendar)
    assert found["乙有限公司"] == alone["乙有限公司"], "who stands beside it changes no plan"


def test_all_that_end_last_decide_the_end(tmp_path: Path, law: Law, calendar: Calendar) -> None:
    files = {
        "all.yaml": "group: 甲氏名下\nmembers: [{file: a.yaml}, {file: b.yaml}]\n",
        "a.yaml": FACTS % "甲有限公司" + "investments: no\n",
        "b.yaml": FACTS % "乙有限公司" + "investments: no\n",
    }
    group = plans(written(tmp_path, files), law, calendar)[""]
    assert [(one.critical, one.reserve) for one in group.members] == [(True, 0), (True, 0)]
    days = [step.step.date for step in group.critical_path]
    assert days == sorted(days)


def test_the_sample_of_companies_side_by_side(tmp_path: Path, run: Callable[..., Result]) -> None:
    out = ("--as-of", "2026-11-23", "-o", str(tmp_path), "--lang", "zh")
    result = run("plan", str(SISTERS), *out, "--format", "html")
    assert result.exit_code == 0
    assert "集团共3家" in result.stdout
    stems = ("sisters-tea", "sisters-members-2", "sisters-members-3", "sisters-group")
    assert {path.name for path in tmp_path.iterdir()} == {f"{s}-2026-11-23.html" for s in stems}
    page = (tmp_path / "sisters-group-2026-11-23.html").read_text("utf-8")
    links = set(re.findall(r'href="\./([^"#]+)"', page))
    assert links == {path.name for path in tmp_path.iterdir()} - {"sisters-group-2026-11-23.html"}
    assert "陆栖禾名下企业" in page
    run("plan", str(SISTERS), *out, "--format", "csv", "--group", "none")
    assert not (tmp_path / "sisters-group-2026-11-23.csv").exists()
    assert (tmp_path / "sisters-members-3-2026-11-23.csv").exists()
    refused = run("explain", str(SISTERS), "precheck", "--lang", "en")
    assert refused.exit_code == 2
    assert "one company's is needed here" in refused.stderr


def test_the_overview_has_a_name_of_its_own(tmp_path: Path, run: Callable[..., Result]) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, file: a-group.yaml}\n"),
        "a-group.yaml": FACTS % "乙有限公司",
    }
    root = written(tmp_path, files)
    result = run("plan", str(root), "--format", "md", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "a-group" in result.stderr
    assert not (tmp_path / "out").exists()


def test_documents_of_a_group(tmp_path: Path, run: Callable[..., Result]) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: sub/b.yaml}\n"),
        "sub/b.yaml": FACTS % "乙有限公司" + "people: [{name: 王芳 13812345678, team: finance}]\n",
    }
    root = written(tmp_path, files)
    out = tmp_path / "out"
    result = run(
        "plan",
        str(root),
        "--as-of",
        "2026-11-23",
        "--format",
        "json,md,html",
        "-o",
        str(out),
        "--lang",
        "zh",
    )
    names = sorted(path.name for path in out.iterdir())
    stems = ("a", "a-group", "b")
    assert names == sorted(
        f"{stem}-2026-11-23.{kind}" for stem in stems for kind in ("html", "json", "md")
    )
    assert "集团总表：甲有限公司" in result.stdout
    assert "集团共2家" in result.stdout
    html = (out / "a-group-2026-11-23.html").read_text("utf-8")
    assert 'href="./b-2026-11-23.html"' in html
    assert "13812345678" not in html
    assert "〔TEL-1〕" in html
    group = json.loads((out / "a-group-2026-11-23.json").read_text("utf-8"))
    assert [one["stem"] for one in group["members"]] == ["b", "a"]
    jsonschema.validate(group, json.loads(run("schema", "group").stdout))

    one = tmp_path / "one"
    run(
        "plan",
        str(root),
        "--as-of",
        "2026-11-23",
        "--format",
        "html",
        "-o",
        str(one),
        "--group",
        "one",
    )
    assert [path.name for path in one.iterdir()] == ["a-group-2026-11-23.html"]
    html = (one / "a-group-2026-11-23.html").read_text("utf-8")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "the parts do not collide"
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "13812345678" not in html

    # A calendar for all has the entries of each.
    run(
        *("plan", str(root), "--as-of", "2026-11-23"),
        *("--format", "ics,html", "--group", "one"),
        "-o",
        str(one),
    )
    assert sorted(path.name for path in one.iterdir()) == [
        "a-group-2026-11-23.html",
        "a-group-2026-11-23.ics",
    ]

    alone = tmp_path / "alone"
    run(
        "plan",
        str(root),
        "--as-of",
        "2026-11-23",
        "--format",
        "md",
        "-o",
        str(alone),
        "--group",
        "none",
    )
    assert [path.name for path in alone.iterdir()] == ["a-2026-11-23.md"]


def test_a_member_named_beside_its_holder_is_written_once(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: b.yaml}\n"),
        "b.yaml": FACTS % "乙有限公司",
    }
    root = written(tmp_path, files)
    out = tmp_path / "out"
    run(
        "plan",
        str(root),
        str(tmp_path / "b.yaml"),
        "--as-of",
        "2026-11-23",
        "--format",
        "md",
        "-o",
        str(out),
    )
    assert len(list(out.iterdir())) == 3


def test_two_members_of_one_file_name_are_refused(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    items = "  - {name: 乙有限公司, file: x/b.yaml}\n  - {name: 丙有限公司, file: y/b.yaml}\n"
    files = {
        "a.yaml": holding("甲有限公司", items),
        "x/b.yaml": FACTS % "乙有限公司",
        "y/b.yaml": FACTS % "丙有限公司",
    }
    root = written(tmp_path, files)
    result = run(
        "plan", str(root), "--as-of", "2026-11-23", "--format", "md", "-o", str(tmp_path / "out")
    )
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_the_groups_pdf_names_what_it_is(tmp_path: Path, law: Law, calendar: Calendar) -> None:
    from pypdf import PdfReader

    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: b.yaml}\n"),
        "b.yaml": FACTS % "乙有限公司",
    }
    group = plans(written(tmp_path, files), law, calendar)[""]
    path = tmp_path / "group.pdf"
    path.write_bytes(render_group(group, "pdf", Options("zh"), {}))
    assert path.read_bytes() == render_group(group, "pdf", Options("zh"), {}), "the same bytes"
    text = "".join(page.extract_text() for page in PdfReader(path).pages[:2])
    for words in ("集团注销总表", "甲有限公司", "乙有限公司", "合并关键路径"):
        assert words in text


def test_a_batch_notices_a_change_in_a_members_file(tmp_path: Path) -> None:
    inner = "investments: [{name: 丙有限公司, inline: {branches: [{name: x, file: deep/c.yaml}]}}]"
    root = written(
        tmp_path,
        {
            "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, file: sub/b.yaml}\n"),
            "sub/b.yaml": FACTS % "乙有限公司" + inner,
            "sub/deep/c.yaml": "company: {name: x}\nbranches: [{file: ../b.yaml}]",
        },
    )
    found = member_files(root, root.read_bytes())
    assert [Path(name).name for name in found] == ["b.yaml", "c.yaml"]
    assert member_files(root, b"staff: {pay_file: pay.xlsx}") == {}
    setup = Setup(AS_OF, ("md",), Options("zh"), "program")
    keys = {
        fingerprint(setup, "a.yaml", b"x", others)
        for others in ({}, found, {**found, next(iter(found)): b"changed"})
    }
    assert len(keys) == 3, "the parent's documents are made again"


def batch(run: Callable[..., Result], *paths: Path, out: Path, kinds: str = "html") -> Result:
    words = [str(path) for path in paths]
    more = ("--as-of", "2026-11-23", "--format", kinds, "--lang", "zh", "--workers", "2")
    return run("batch", *words, "-o", str(out), *more)


def test_a_batch_makes_the_overview_that_plan_makes(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    """Every format, the same bytes; the portfolio leads to it, and to every member once."""
    files = {
        "a.yaml": holding(
            "甲有限公司",
            "  - {name: 乙有限公司, disposed: no, file: sub/b.yaml}\n"
            "  - {name: 丙有限公司, disposed: no, inline: {company: {legal_form: llc}}}\n",
        ),
        "sub/b.yaml": FACTS % "乙有限公司" + "people: [{name: 王芳 13812345678, team: finance}]\n",
        "alone.yaml": FACTS % "丁有限公司",
    }
    root = written(tmp_path / "in", files)
    kinds = "html,csv,xlsx,ics,md,json,jira,md-gitlab"
    out, other = tmp_path / "out", tmp_path / "plan"
    result = batch(run, root, tmp_path / "in" / "alone.yaml", out=out, kinds=kinds)
    assert result.exit_code in (0, 1), result.output
    more = ("--as-of", "2026-11-23", "--lang", "zh", "--format", kinds, "-o", str(other))
    run("plan", str(root), *more)
    made = {path.name: path.read_bytes() for path in other.iterdir()}
    assert len(made) == 4 * len(kinds.split(","))
    for name, data in made.items():
        assert (out / name).read_bytes() == data, name
    page = (out / "portfolio.html").read_text("utf-8")
    section = page.partition('id="groups"')[2].partition("</section>")[0]
    assert 'href="./a-group-2026-11-23.html">甲有限公司</a>' in section
    links = {unquote(link) for link in re.findall(r'href="\./([^"#]+)"', page)}
    there = {path.name for path in out.iterdir()}
    assert links == there - {"manifest.jsonl", "portfolio.html", "portfolio.xlsx"}
    book = openpyxl.load_workbook(out / "portfolio.xlsx")
    assert book["企业"].max_row == 5
    row = [cell.value for cell in book["集团"][2]]
    assert row[0] == "甲有限公司"
    assert row[3] == 3
    assert book["集团"]["A2"].hyperlink.target == "a-group-2026-11-23.html"


def test_a_batch_makes_an_overview_only_where_something_changed(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, file: b.yaml}\n"),
        "b.yaml": holding("乙有限公司", "  - {name: 丙有限公司, file: c.yaml}\n"),
        "c.yaml": FACTS % "丙有限公司",
    }
    root = written(tmp_path / "in", files)
    out = tmp_path / "out"
    assert "新生成 3，内容未变 0" in batch(run, root.parent, out=out).stdout
    over = out / "a-group-2026-11-23.html"
    assert over.exists()
    assert not (out / "b-group-2026-11-23.html").exists(), "it is part of the other one"
    before = over.stat().st_mtime_ns
    assert "新生成 0，内容未变 3" in batch(run, root.parent, out=out).stdout
    assert over.stat().st_mtime_ns == before
    over.write_text("mangled", "utf-8")
    assert "新生成 1，内容未变 2" in batch(run, root.parent, out=out).stdout
    assert "甲有限公司" in over.read_text("utf-8")
    (root.parent / "c.yaml").write_text(
        FACTS % "丙有限公司" + "estimates: {precheck: 9}\n", "utf-8"
    )
    assert "新生成 3，内容未变 0" in batch(run, root.parent, out=out).stdout
    # Its holder is not among the files: it heads a group of its own.
    assert "新生成 1，内容未变 1" in batch(run, root.parent / "b.yaml", out=out).stdout
    assert (out / "b-group-2026-11-23.html").exists()
    page = (out / "portfolio.html").read_text("utf-8")
    assert "a-group" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        "legal_form: 公司",
        "legal_form: llc}\nevents: {creditor-announcement-published: 2026-11-02}\n"
        "done: {announce-creditors: 2026-11-03",
    ],
    ids=["unreadable", "contradicts-itself"],
)
def test_a_broken_member_stops_only_those_that_wait_for_it(
    wrong: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    inline = "inline: {company: {legal_form: llc}}"
    files = {
        "all.yaml": "group: 甲氏名下\nmembers:\n  - {file: a.yaml}\n  - {file: c.yaml}\n"
        f"  - {{name: 戊有限公司, {inline}}}\n",
        "a.yaml": holding(
            "甲有限公司",
            f"  - {{name: 乙有限公司, file: b.yaml}}\n  - {{name: 丁有限公司, {inline}}}\n",
        ),
        "b.yaml": f"company: {{name: 乙有限公司, {wrong}}}\n",
        "c.yaml": FACTS % "丙有限公司",
    }
    root = written(tmp_path / "in", files)
    out = tmp_path / "out"
    result = batch(run, root, out=out, kinds="md")
    assert result.exit_code == 1
    assert "新生成 1，内容未变 0，退回 3" in result.stdout
    made = {path.name.removesuffix("-2026-11-23.md") for path in out.glob("*.md")}
    assert made == {"c", "all-members-3", "a-investments-2"}
    said = re.findall(r"/b\.yaml:\d+:\d+: 错误", result.stderr)
    assert len(said) == 3, "said with its place wherever it is in the way"
    page = (out / "portfolio.html").read_text("utf-8")
    assert all(name in page for name in ("丙有限公司", "丁有限公司", "戊有限公司"))
    (root.parent / "b.yaml").write_text(FACTS % "乙有限公司", "utf-8")
    mended = batch(run, root, out=out, kinds="md")
    assert "新生成 3，内容未变 1，退回 0" in mended.stdout
    assert (out / "all-group-2026-11-23.md").exists()


def test_a_batch_refuses_a_file_that_is_called_as_an_overview(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, file: A-Group.yaml}\n"),
        "A-Group.yaml": FACTS % "乙有限公司",
    }
    root = written(tmp_path / "in", files)
    result = batch(run, root, out=tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.browser
@NEEDS_CHROMIUM
@pytest.mark.parametrize("grouping", ["each", "one"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_overview_fits_the_screen(
    grouping: str, width: int, tmp_path: Path, run: Callable[..., Result], browser: Browser
) -> None:
    out = ("-o", str(tmp_path), "--format", "html", "--as-of", "2026-11-23")
    run("plan", str(SISTERS), *out, "--group", grouping)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "sisters-group-2026-11-23.html").as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    names = page.locator(".cards td.line").first
    assert names.bounding_box()["width"] > 100
    page.close()


def test_the_groups_json_is_the_same_wherever_its_files_lie(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    files = {
        "a.yaml": holding("甲有限公司", "  - {name: 乙有限公司, disposed: no, file: sub/b.yaml}\n")
        + "branches: [{name: 甲分, inline: {company: {region: 成都}}}]\n",
        "sub/b.yaml": FACTS % "乙有限公司",
    }
    made = []
    for place in ("here", "there"):
        root = written(tmp_path / place, files)
        more = ("--as-of", "2026-11-23", "--format", "json", "-o", str(tmp_path / place / "out"))
        run("plan", str(root), *more)
        made.append((tmp_path / place / "out" / "a-group-2026-11-23.json").read_bytes())
    assert made[0] == made[1]
    group = json.loads(made[0])
    keys = {one["key"] for one in group["members"]}
    assert keys == {"a", "b", "a-branches-1"}
    assert {bar["id"].partition(":")[0] for bar in group["timeline"]} == keys
    assert {task["member"] for task in group["tasks"]} == keys
