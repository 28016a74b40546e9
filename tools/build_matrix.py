"""Builds tests/matrix.csv: what each task becomes on each route, and its dates, in one table.

    .venv/bin/python tools/build_matrix.py           # writes the table
    .venv/bin/python tools/build_matrix.py --check   # names the cells that would change

The table shows the effect of a changed rule: change 20 days to N, build it again, and the diff is
the list of cells that moved. A row is a task of a legal form on a route; a task with several facts
or limits has as many rows.

- `fact`, `yes`, `no`, `unknown`: what becomes of the task when this one fact of its `when:` has
  that value and the others are as in tests/matrix.yaml: `in`, `out` or `to-confirm`;
- `planned`: the day the plan puts it on; `rule` to `limit`: one legal date of it, counted from an
  event that tests/matrix.yaml dates. Of a recurring duty the first period is shown.
"""

import argparse
import csv
import datetime as dt
import io
import itertools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs before the package is installed

from checklist.files import write_all  # noqa: E402
from checklist.holidays import Calendar  # noqa: E402
from checklist.plan import Plan, TaskDeadline  # noqa: E402
from checklist.planning.build import finish  # noqa: E402
from checklist.planning.draft import Draft, drafted  # noqa: E402
from checklist.planning.graph import Selection, select  # noqa: E402
from checklist.planning.routes import decide  # noqa: E402
from checklist.reading import read_company  # noqa: E402
from checklist.rules.conditions import Fact, named_facts  # noqa: E402
from checklist.rules.forms import for_form, supposed  # noqa: E402
from checklist.rules.graphs import outline  # noqa: E402
from checklist.rules.loader import load_law  # noqa: E402
from checklist.rules.schema import Law, TaskRule  # noqa: E402
from checklist.vocabulary import LegalForm, Route, RouteChoice, Tri  # noqa: E402

BASE: Final = ROOT / "tests" / "matrix.yaml"
TABLE: Final = ROOT / "tests" / "matrix.csv"
ENCODING: Final = "utf-8-sig"
"""With a mark at the start, without which Excel takes Chinese for something else."""
COMMAND: Final = ".venv/bin/python tools/build_matrix.py"
COLUMNS: Final = (
    "form",
    "route",
    "task",
    "title",
    "row",
    "fact",
    "yes",
    "no",
    "unknown",
    "planned",
    "rule",
    "strength",
    "trigger",
    "from",
    "earliest",
    "plan_by",
    "limit",
)
KEY: Final = ("form", "route", "task", "row")
ALWAYS, NEVER = "(always)", "(not on this route)"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Base:
    """The entity of each legal form and route, with its dated events."""

    entities: dict[tuple[LegalForm, Route], dict[str, Any]]
    as_of: dt.date


def read_base(path: Path = BASE) -> Base:
    """The table's starting point.

    A form's `company` and events are laid over those of the company on the same route.
    """
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
    found: dict[tuple[LegalForm, Route], dict[str, Any]] = {}
    for route, events in data["routes"].items():
        found[LegalForm.LLC, Route(route)] = {**data["company"], "events": events}
    for form, about in data["forms"].items():
        company = _laid(data["company"], about.get("company", {}))
        company["company"] = {**company["company"], "legal_form": form}
        for route, events in about["routes"].items():
            over = {**data["routes"].get(route, {}), **(events or {})}
            kept = {event: day for event, day in over.items() if day}
            found[LegalForm(form), Route(route)] = {**company, "events": kept}
    return Base(found, dt.date.fromisoformat(data["as_of"]))


def _laid(base: Any, over: Any) -> Any:
    """`over` laid on `base`, section by section."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _laid(base.get(key), value) for key, value in over.items()}}
    return over


def draft_of(law: Law, calendar: Calendar, base: Base, form: LegalForm, route: Route) -> Draft:
    """The plan of the form's entity on a route, whether or not the route is open to it."""
    text = yaml.safe_dump(base.entities[form, route], allow_unicode=True)
    company = read_company(text.encode(), name=BASE.name).company
    law = for_form(law, form)
    facts = named_facts(company)
    decision = decide(law, facts, RouteChoice.AUTO, _no_line)
    return drafted(company, law, calendar, base.as_of, _no_line, facts, decision, route)


def _no_line(_: tuple[str, ...]) -> None:
    return None


def build(law: Law, calendar: Calendar, base: Base) -> list[Row]:
    """The whole table, route by route, tasks in the order of the law's files."""
    rows: list[Row] = []
    for form, route in base.entities:
        work = draft_of(law, calendar, base, form, route)
        plan = finish(work)
        for task in outline(work.law, work.graph).tasks.values():
            rows += _task(work, plan, task)
        for name in outline(work.law, work.graph).without:
            rows.append(_row(work, work.law.tasks[name], 1, fact=NEVER))
    return rows


def _task(work: Draft, plan: Plan, task: TaskRule) -> Iterator[Row]:
    """The rows of a task: its facts and its limits side by side."""
    dated = next((entry for entry in plan.tasks if entry.id.partition("@")[0] == task.id), None)
    facts = [_answers(work, task, condition.fact) for condition in task.when]
    facts = facts or [{"fact": ALWAYS}]
    if dated:
        facts[0]["planned"] = _day(dated.planned)
    limits = [_limit(limit) for limit in dated.limits] if dated else []
    for number, (fact, limit) in enumerate(itertools.zip_longest(facts, limits), 1):
        yield _row(work, task, number, **(fact or {}), **(limit or {}))


def _row(work: Draft, task: TaskRule, number: int, **cells: str) -> Row:
    known = {
        "form": work.company.company.legal_form.value,
        "route": work.route.value,
        "task": task.id,
        "title": task.title.zh,
        "row": str(number),
    }
    return dict.fromkeys(COLUMNS, "") | known | cells


def _answers(work: Draft, task: TaskRule, fact: str) -> dict[str, str]:
    """What becomes of the task for each value of one fact."""
    cells = {"fact": fact}
    for value in Tri:
        known, items = dict(work.facts), work.items
        if fact in known:
            known = supposed(work.law, {**known, fact: Fact(value, known[fact].path)})
        else:  # a fact of one person's account
            items = tuple(
                replace(item, facts={**item.facts, fact: Fact(value, item.path)}) for item in items
            )
        cells[value.value] = _state(select(work.law, work.graph, known, items), task)
    return cells


def _state(selection: Selection, task: TaskRule) -> str:
    unknown = [entry.unknown_facts for entry in selection.tasks.values() if entry.rule is task]
    unknown += [facts for rule, facts in selection.recurring if rule is task]
    if not unknown:
        return "out"
    return "to-confirm" if any(unknown) else "in"


def _limit(limit: TaskDeadline) -> dict[str, str]:
    applied = "" if limit.applied_rule == limit.rule else f" -> {limit.applied_rule}"
    return {
        "rule": limit.rule + applied,
        "strength": limit.strength,
        "trigger": limit.trigger.partition("@")[0],
        "from": _day(limit.trigger_date),
        "earliest": _day(limit.earliest),
        "plan_by": _day(limit.plan_by),
        "limit": _day(limit.limit) + ("?" if limit.provisional else ""),
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def render(rows: list[Row]) -> str:
    """The table as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def parse(text: str) -> list[Row]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def changes(old: list[Row], new: list[Row]) -> list[str]:
    """Every cell that differs, in words: form, route, task, column, old and new."""
    before, after = _by_key(old), _by_key(new)
    found = [f"{_name(row)}: row is gone" for key, row in before.items() if key not in after]
    for key, row in after.items():
        if key not in before:
            shown = ", ".join(f"{name} {row[name]}" for name in COLUMNS[5:] if row[name])
            found.append(f"{_name(row)}: new row ({shown})")
            continue
        found += [
            f"{_name(row)}: {name}: {before[key].get(name) or '–'} -> {row[name] or '–'}"
            for name in COLUMNS
            if before[key].get(name) != row[name]
        ]
    return found


def _by_key(rows: list[Row]) -> Mapping[tuple[str, ...], Row]:
    return {tuple(row.get(name, "") for name in KEY): row for row in rows}


def _name(row: Row) -> str:
    about = row.get("rule") or row.get("fact") or ""
    where = f"{row.get('form')} / {row.get('route')} / {row.get('task')}"
    return f"{where} {row.get('title')} [{about}]"


def fresh() -> list[Row]:
    """The table of the packaged law."""
    law = load_law()
    return build(law, Calendar.of(law), read_base())


def main() -> int:
    """Write the table, or with --check name the cells that would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, name the cells")
    check: bool = parser.parse_args().check
    rows = fresh()
    old = parse(TABLE.read_text(ENCODING)) if TABLE.exists() else []
    found = changes(old, rows)
    for line in found:
        print(line)
    if check:
        print(f"{len(found)} cells differ; build it again: {COMMAND}" if found else "up to date")
        return 1 if found else 0
    write_all({TABLE: render(rows).encode(ENCODING)})
    print(f"{TABLE.relative_to(ROOT)}: {len(rows)} rows, {len(found)} changes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
