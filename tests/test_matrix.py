"""The table of tasks by route, fact and date is fresh and whole, and shows what a rule does."""

import datetime as dt
import importlib.util
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from checklist.deadlines import compute
from checklist.holidays import Calendar
from checklist.planning.limits import concerns
from checklist.rules import loader
from checklist.rules.forms import for_form, form_of
from checklist.rules.graphs import lineage, members
from checklist.rules.loader import compile_law, data_files
from checklist.rules.schema import Law
from checklist.vocabulary import LegalForm, Route

ROOT = Path(__file__).parent.parent
RULES = Path(loader.__file__).parent
Rows = list[dict[str, str]]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_matrix", ROOT / "tools/build_matrix.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_matrix"] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.fixture(scope="module")
def committed() -> Rows:
    return TOOL.parse(TOOL.TABLE.read_text(TOOL.ENCODING))  # type: ignore[no-any-return]


def built(law: Law) -> Rows:
    calendar = Calendar(law.holidays.values(), law.filing.values())
    return TOOL.build(law, calendar, TOOL.read_base())  # type: ignore[no-any-return]


def test_the_committed_table_is_fresh(law: Law, committed: Rows) -> None:
    rows = built(law)
    found = TOOL.changes(committed, rows)
    if found:
        shown = "\n  ".join(found[:40])
        more = f"\n  … and {len(found) - 40} more" if len(found) > 40 else ""
        pytest.fail(
            f"tests/matrix.csv is stale, {len(found)} cells differ (committed -> now):\n  {shown}"
            f"{more}\nIf that is what the change is meant to do: {TOOL.COMMAND}",
            pytrace=False,
        )
    written = TOOL.TABLE.read_bytes().decode(TOOL.ENCODING)
    assert written == TOOL.render(rows), f"its bytes differ; build it again: {TOOL.COMMAND}"


def ways(law: Law) -> list[tuple[LegalForm, Route, Law, str]]:
    """Each legal form on each of its routes, with its law and its graph; companies are alike."""
    return [
        (form, route, for_form(law, form), graph)
        for form in LegalForm
        if form not in (LegalForm.JSC, LegalForm.FIE)
        for route, graph in form_of(law, form).graphs.items()
    ]


def shown(committed: Rows, form: LegalForm, route: Route) -> Rows:
    return [row for row in committed if (row["form"], row["route"]) == (form.value, route.value)]


def test_every_task_and_every_fact_of_a_route_is_in_the_table(law: Law, committed: Rows) -> None:
    for form, route, own, graph in ways(law):
        there = {(row["task"], row["fact"]) for row in shown(committed, form, route)}
        for task in members(own, graph).values():
            for fact in [condition.fact for condition in task.when] or [TOOL.ALWAYS]:
                assert (task.id, fact) in there, (form, route, task.id, fact)


def test_every_fact_decides_its_task(committed: Rows, law: Law) -> None:
    """Yes and no differ; an unknown fact drops the task only where the law supposes a no."""
    answered = [row for row in committed if row["yes"]]
    assert len(answered) > 200
    for row in answered:
        assert {row["yes"], row["no"]} == {"in", "out"}, row
        supposes = form_of(law, LegalForm(row["form"])).supposes
        supposed = any(row["fact"] in entry.facts for entry in supposes)
        assert row["unknown"] == ("out" if supposed else "to-confirm"), row


def test_every_limit_of_a_route_has_its_date(law: Law, committed: Rows) -> None:
    """The events of tests/matrix.yaml start every clock; a new rule must be dated there."""
    for form, route, own, graph in ways(law):
        rows = shown(committed, form, route)
        for task in members(own, graph).values():
            rules = {
                limit.rule
                for limit in task.limits
                if (limit.graphs is None or {*lineage(own, graph)}.intersection(limit.graphs))
                and concerns(own.rules[limit.rule], frozenset({form.value, LegalForm.FIE}))
                and (limit.forms is None or form in limit.forms)
            }
            has = {row["rule"].partition(" ")[0] for row in rows if row["task"] == task.id}
            answers = {row["yes"] for row in rows if row["task"] == task.id}
            if answers != {"out"} and rows_in_plan(rows, task.id):
                assert rules <= has, (form, route, task.id, rules - has)


def rows_in_plan(rows: Rows, task: str) -> bool:
    """Whether the table's own entity has the task at all."""
    return any(row["planned"] for row in rows if row["task"] == task)


def edited(name: str, old: str, new: str) -> Law:
    """The packaged law with one edit in one of its files."""
    files = {str(path.relative_to(RULES)): path.read_bytes() for path in data_files()}
    text = files[name].decode("utf-8")
    assert text.count(old) == 1, text.count(old)
    return compile_law({**files, name: text.replace(old, new).encode("utf-8")})


def section(name: str, rule: str, change: Callable[[str], str]) -> Law:
    """The packaged law with one rule's entry changed."""
    text = (RULES / name).read_text("utf-8")
    start = text.index(f"  - id: {rule}\n")
    entry = text[start : text.find("\n  - id: ", start + 1)]
    assert change(entry) != entry
    return edited(name, entry, change(entry))


def test_a_changed_period_shows_as_its_cells_and_no_others(committed: Rows) -> None:
    """Ten days for publishing the cause become twelve.

    From 2026-06-01 day 12 is Saturday 06-13: it rolls to Monday 06-15, aimed at on Friday 06-12.
    """
    law = section(
        "terms/company.yaml",
        "company-dissolution-cause-publicity",
        lambda entry: entry.replace("{n: 10, unit: day}", "{n: 12, unit: day}"),
    )
    found = TOOL.changes(committed, built(law))
    rule = "[company-dissolution-cause-publicity]"
    assert found == [
        f"llc / {route.value} / publish-cause 公示解散事由 {rule}: {change}"
        for route, graph in (
            (route, form_of(law, LegalForm.LLC).graphs[route])
            for form, route in TOOL.read_base().entities
            if form is LegalForm.LLC
        )
        if "publish-cause" in members(law, graph)
        for change in ("plan_by: 2026-06-11 -> 2026-06-12", "limit: 2026-06-11 -> 2026-06-15")
    ]


def test_a_changed_condition_shows_as_its_cells(committed: Rows) -> None:
    law = section(
        "tasks/4-staff.yaml",
        "severance-plan",
        lambda entry: entry.replace("{fact: employs-staff, is: yes}", "{fact: has-union, is: yes}"),
    )
    found = TOOL.changes(committed, built(law))
    assert found
    assert all("severance-plan" in line for line in found)
    assert any("fact: employs-staff -> has-union" in line for line in found)


def test_rows_that_come_and_go_are_named(committed: Rows) -> None:
    fewer = committed[1:]
    assert "row is gone" in TOOL.changes(committed, fewer)[0]
    assert "new row" in TOOL.changes(fewer, committed)[0]
    assert committed[0]["task"] in TOOL.changes(fewer, committed)[0]


def test_the_command_checks_without_writing() -> None:
    before = TOOL.TABLE.stat().st_mtime_ns
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/build_matrix.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "up to date\n"), done.stdout + done.stderr
    assert TOOL.TABLE.stat().st_mtime_ns == before


def walked_through() -> tuple[Law, list[str]]:
    """The worked change of CONTRIBUTING.md made on a copy of the rules, and the cells it names."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    part = text[text.index("## A worked change") : text.index("### A new year")]
    blocks = [
        textwrap.dedent(block)
        for block in re.findall(r"^ *```(?:yaml)?\n(.*?)^ *```$", part, re.MULTILINE | re.DOTALL)
    ]
    source, old, new, cells = blocks
    files = {str(path.relative_to(RULES)): path.read_bytes() for path in data_files()}
    sources = files["sources.yaml"].decode("utf-8")
    terms = files["terms/simple.yaml"].decode("utf-8")
    before = "  - id: simple-notice-company\n"
    assert terms.count(before) == 1
    terms = terms.replace(before, textwrap.indent(old, "  ")) + textwrap.indent(new, "  ")
    files["sources.yaml"] = (sources + textwrap.indent(source, "  ")).encode("utf-8")
    files["terms/simple.yaml"] = terms.encode("utf-8")
    return compile_law(files), cells.splitlines()


def test_the_worked_change_does_what_contributing_says(committed: Rows) -> None:
    """The notice of a company becomes 15 days from 2026-09-01; each date is counted there."""
    law, cells = walked_through()
    assert TOOL.changes(committed, built(law)) == cells
    calendar = Calendar.of(law)
    last, first = (
        compute(law, calendar, "simple-notice-company", day)
        for day in (dt.date(2026, 8, 31), dt.date(2026, 9, 1))
    )
    # Day 20 from 08-31 is 09-20; day 15 from 09-01 is 09-16.
    assert last.applied.id == "simple-notice-company-20"
    assert last.fields["nominal_end"] == dt.date(2026, 9, 20)
    assert first.fields["nominal_end"] == dt.date(2026, 9, 16)
    later = compute(law, calendar, "simple-notice-company-20", dt.date(2026, 9, 1))
    assert later.applied.id == "simple-notice-company"
