"""The law as data: complete, checked with file and line, and never stale in its cache."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from checklist.deadlines import compute
from checklist.holidays import Calendar
from checklist.problems import InputErrors
from checklist.rules import loader
from checklist.rules.loader import compile_law, data_files, load_law
from checklist.rules.names import LawIds
from checklist.rules.schema import Law
from checklist.vocabulary import Confidence, LegalForm

Run = Callable[..., Result]
RULES = Path(loader.__file__).parent


def packaged() -> dict[str, bytes]:
    return {str(path.relative_to(RULES)): path.read_bytes() for path in data_files()}


def test_the_law_is_whole(law: Law) -> None:
    assert len(law.rules) >= 230
    assert len(law.grounds) == 16
    assert len(law.tasks) >= 64
    assert set(law.holidays) >= set(range(2020, 2027))
    assert set(law.filing) >= {2024, 2025, 2026}
    assert set(LawIds("rules")) == set(law.rules)
    assert set(LawIds("tasks")) == set(law.tasks)
    assert set(LawIds("events")) == set(law.events)


def test_what_was_not_read_carries_a_question(law: Law) -> None:
    doubtful = [rule for rule in law.rules.values() if rule.confidence is not Confidence.READ]
    assert len(doubtful) > 20
    for rule in doubtful:
        assert rule.ask is not None
        assert rule.ask.zh.endswith("？"), rule.id


def test_rules_are_said_in_both_languages(law: Law) -> None:
    for rule in law.rules.values():
        assert len(rule.says.zh) >= 8, rule.id
        assert len(rule.says.en) >= 15, rule.id
        assert any("一" <= character <= "鿿" for character in rule.says.zh), rule.id
        assert not any("一" <= character <= "鿿" for character in rule.says.en[:4]), rule.id


def test_forms_and_routes_are_known_words(law: Law) -> None:
    known = {form.value for form in LegalForm} | {"person", "enterprise-wecom", "counting", "other"}
    for rule in law.rules.values():
        assert set(rule.forms) <= known, rule.id


WRONG = [
    (
        "terms/x.yaml",
        "rules:\n  - id: new-rule\n    title: {zh: 新, en: New}\n",
        "new-rule",
        "缺少",
    ),
    (
        "terms/x.yaml",
        """rules:
  - id: new-rule
    title: {zh: 新规则, en: New}
    forms: [llc]
    routes: [general]
    trigger: no-such-event
    period: {n: 20, unit: day}
    direction: within
    counting: civil
    source: no-such-law
    article: 第一条
    says: {zh: 测试, en: Test}
    confidence: read-in-source
    read_form: none
""",
        "no-such-law",
        "来源",
    ),
    (
        "terms/x.yaml",
        """rules:
  - id: new-rule
    title: {zh: 新规则, en: New}
    forms: [llc]
    routes: [general]
    trigger: employment-ends
    period: {n: 20, unit: day}
    direction: within
    counting: civil
    source: company-law-2023
    says: {zh: 测试, en: Test}
    confidence: read-in-source
    read_form: none
""",
        "没有条号",
        "article",
    ),
    (
        "terms/x.yaml",
        """rules:
  - id: new-rule
    title: {zh: 新规则, en: New}
    forms: [llc]
    routes: [general]
    trigger: employment-ends
    period: {n: twenty, unit: day}
    direction: within
    counting: civil
    source: company-law-2023
    article: 第一条
    says: {zh: 测试, en: Test}
    confidence: from-memory
    read_form: none
""",
        "period.n",
        "x.yaml:7:",
    ),
    (
        "sources.yaml",
        """sources:
  - id: lonely
    title: {zh: 没人引用, en: Lonely}
    checked_on: 2026-11-23
""",
        "没有任何规则引用",
        "x",
    ),
    (
        "tasks/x.yaml",
        """tasks:
  - id: one
    title: {zh: 甲, en: One}
    phase: tax
    owner: finance
    authority: tax
    graphs: [general]
    after: [two]
    takes: {working_days: 1, why: {zh: 测试, en: Test}}
  - id: two
    title: {zh: 乙, en: Two}
    phase: tax
    owner: finance
    authority: moon
    graphs: [general]
    when: [{fact: moonlight, is: yes}]
    why_not: {zh: 没有, en: None}
    question: {zh: 有吗？, en: Any?}
    after: [one]
    takes: {working_days: 1, why: {zh: 测试, en: Test}}
""",
        "互为前置",
        "moonlight",
    ),
    ("holidays/2027.yaml", "kind: holidays\nyear: 2027\n", "papers", "2027.yaml:1:1"),
    ("odd.yaml", "gossip: []\n", "不认识的数据文件", "x"),
    ("terms/x.yaml", "rules:\n  - id: a\n   b: c\n", "x.yaml:3:", "x"),
]


@pytest.mark.parametrize(("name", "text", "says", "also"), WRONG)
def test_wrong_data_is_an_error_with_file_and_line(
    name: str, text: str, says: str, also: str
) -> None:
    with pytest.raises(InputErrors) as refused:
        compile_law({**packaged(), name.replace("sources", "x-sources"): text.encode()})
    words = refused.value.render("zh")
    assert says in words
    assert also in words
    assert f"{Path(name).name.replace('sources', 'x-sources')}:" in words


def test_law_check_accepts_a_good_file_and_refuses_a_bad_one(tmp_path: Path, run: Run) -> None:
    good = tmp_path / "simple.yaml"
    text = (RULES / "terms" / "simple.yaml").read_text(encoding="utf-8")
    good.write_text(text.replace("{n: 20, unit: day}", "{n: 15, unit: day}"), encoding="utf-8")
    assert run("law", "check", str(good)).exit_code == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("source: ", "source: not-", 1), encoding="utf-8")
    result = run("law", "check", str(bad))
    assert result.exit_code == 2
    assert f"{bad}:" in result.stderr
    assert run("law", "check", str(tmp_path / "none.yaml")).exit_code == 2


def test_law_list_show_and_stale(run: Run, law: Law) -> None:
    listed = run("law", "list", "--lang", "zh").stdout
    assert len(listed.splitlines()) == len(law.rules)
    assert len(run("law", "list", "--sources").stdout.splitlines()) == len(law.sources)
    assert len(run("law", "list", "--tasks").stdout.splitlines()) == len(law.tasks)
    shown = run("law", "show", "creditor-claim-unnotified", "--lang", "zh").stdout
    assert "第二百三十五条第一款" in shown
    assert "45日" in shown
    assert run("law", "show", "company-law-2023").exit_code == 0
    assert run("law", "show", "publish-cause").exit_code == 0
    near = run("law", "show", "creditor-claim-unotified")
    assert near.exit_code == 2
    assert "creditor-claim-unnotified" in near.stderr
    last = max(source.checked_on for source in law.sources.values())
    fresh = run("law", "stale", "--as-of", last.isoformat())
    assert fresh.exit_code == 0
    later = last + dt.timedelta(days=181)
    old = run("law", "stale", "--as-of", later.isoformat())
    assert old.exit_code == 1
    assert "company-law-2023" in old.stdout


def test_a_new_year_is_one_file_each_and_nothing_else(law: Law) -> None:
    """Next year's papers, laid beside the others, make its dates published."""
    files = packaged()
    year = max(law.holidays)
    holidays = f"""kind: holidays
year: {year + 1}
papers: [{{zh: 举例, checked_on: {year}-11-20, confidence: read-in-source}}]
days_off: [{{from: {year + 1}-01-01, to: {year + 1}-01-03, festival: 元旦}}]
make_up_workdays: []
"""
    due = ", ".join(f"{month}: {year + 1}-{month:02d}-15" for month in range(1, 13))
    filing = f"""kind: tax-filing
year: {year + 1}
papers: [{{zh: 举例, checked_on: {year}-12-20, confidence: read-in-source}}]
due: {{{due}}}
"""
    files[f"holidays/{year + 1}.yaml"] = holidays.encode()
    files[f"tax_filing/{year + 1}.yaml"] = filing.encode()
    longer = compile_law(files)
    day = dt.date(year, 12, 1)
    before = compute(law, Calendar.of(law), "creditor-claim-unnotified", day)
    after = compute(longer, Calendar.of(longer), "creditor-claim-unnotified", day)
    assert (before.provisional, after.provisional) == (True, False)
    assert longer.filing[year + 1].due[1] == dt.date(year + 1, 1, 15)


LOAD = "from checklist.rules.loader import load_law; law = load_law(); print({})"


def _load(package: Path, cache: Path, expression: str) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(package)}
    return subprocess.run(
        [sys.executable, "-c", LOAD.format(expression)],
        env=environment,
        cwd=package,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_cache_is_never_stale_and_survives_damage(tmp_path: Path) -> None:
    package = tmp_path / "copy"
    shutil.copytree(
        RULES.parent, package / "checklist", ignore=shutil.ignore_patterns("fonts", "__pycache__")
    )
    cache = tmp_path / "cache"
    expression = "law.rules['simple-notice-company'].period.n"
    assert _load(package, cache, expression) == "20"
    assert _load(package, cache, expression) == "20"
    terms = package / "checklist" / "rules" / "terms" / "simple.yaml"
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text.replace("{n: 20, unit: day}", "{n: 15, unit: day}"), encoding="utf-8")
    os.utime(terms, (0, 0))
    assert _load(package, cache, expression) == "15"
    (cached,) = (cache / "winddown-checklist").glob("law-*.json")
    cached.write_bytes(cached.read_bytes()[:-100])
    assert _load(package, cache, expression) == "15"


def test_a_cache_that_cannot_be_written_is_only_slower(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    load_law.cache_clear()
    assert len(load_law().rules) >= 230
