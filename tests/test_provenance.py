"""Any date on any sample's plan leads to an article, or says what it is, and to an input line.

The plan's published JSON is read as a stranger would: a limit has an article (or says that nobody
read it, with the question to ask), steps that end on its date, and a trigger; the trigger is a line
of the input file, a day of the calendar, or a task of the plan, whose own day leads on in the same
way. A planned day is no law: it says what it waits for, and its length is a printed assumption.
A date in a place that no test here follows is a failure too.
"""

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist.holidays import Calendar
from checklist.loading import line_of_key, loaded
from checklist.planning.build import make_plan
from checklist.rules.loader import load_law

LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
FOLDER = Path(__file__).parent.parent / "sample_inputs"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
DAYS = (dt.date(2026, 11, 25), dt.date(2027, 3, 1))
NOTICE_RUNS = ("notice-in-national-day", dt.date(2026, 9, 28))
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
READ = "read-in-source"
COMPANIES = {"llc", "jsc", "fie"}
THEIRS = COMPANIES | {"person", "enterprise-wecom", "counting", "other"}

Json = dict[str, Any]


@cache
def planned(name: str, as_of: dt.date) -> Json:
    found = loaded(FOLDER / f"{name}.yaml", LAW, as_of)
    plan = make_plan(found.company, LAW, CALENDAR, as_of, lambda keys: line_of_key(found, keys))
    said: Json = json.loads(plan.model_dump_json())
    return said


class Reader:
    """A stranger with the plan, its input file and nothing else."""

    def __init__(self, name: str, as_of: dt.date) -> None:
        self.plan = planned(name, as_of)
        self.lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        self.tasks: dict[str, Json] = {task["id"]: task for task in self.plan["tasks"]}
        self.assumed = {entry["task"] for entry in self.plan["assumptions"]}
        self.followed: set[str] = set()

    def day(self, task: Json) -> str:
        """When a task is done or planned."""
        return str(task["done_on"] or task["planned"])

    def happens(self, task: Json, day: str) -> bool:
        """Whether what a task brings about comes on that day: its own, or a wait's counted end.

        A period of law ends by itself, also where nobody has looked after it since.
        """
        counted = (step["zh"] for limit in task["limits"] for step in limit["steps"])
        return day == self.day(task) or any(day in step for step in counted)

    def at_line(self, number: int, day: str) -> None:
        """The line of the input file says that day."""
        assert day in self.lines[number - 1], (number, day, self.lines[number - 1])

    def article(self, citation: Json) -> None:
        """A text with an article and a day of its check, or the question nobody has answered."""
        assert citation["law"]["zh"], citation
        assert citation["says"]["zh"], citation
        assert citation["article"] or citation["confidence"] != READ, citation
        assert citation["ask"] or citation["confidence"] == READ, citation
        assert citation["checked_on"], citation

    def follow(self, name: str, seen: tuple[str, ...] = ()) -> None:
        """The day of a task, back to the file, the calendar or the day of the plan."""
        assert name not in seen, f"{name} explains itself: {seen}"
        if name in self.followed:
            return
        self.followed.add(name)
        task = self.tasks[name]
        if task["input_line"]:
            self.at_line(task["input_line"], self.day(task))
            return
        assert not task["done_on"], f"{name} is done, and no line of the file says so"
        assert task["timing"], f"{name}: nothing says why {self.day(task)}"
        if task["estimate_days"] and not self.of_a_period(task):
            assert name in self.assumed, f"{name}: an estimate that is not printed"
        later = [self.tasks[before] for before in (*task["after"], *task["advisory_after"])]
        assert all(self.day(before) <= self.day(task) for before in later), name
        self.said(task)
        for before in (*task["after"], *task["advisory_after"]):
            self.follow(before, (*seen, name))

    def of_a_period(self, task: Json) -> bool:
        """A return: its day is that of the filing table, or a usual day that says it is one."""
        rule = LAW.tasks[task["id"].partition("@")[0]]
        if rule.recurs is None or rule.recurs.every == "year":
            return False
        told = " ".join(reason["zh"] for reason in task["timing"])
        assert task["limits"] or "通常" in told, task["id"]
        return True

    def said(self, task: Json) -> None:
        """The reasons given name no day that the plan does not have elsewhere."""
        known = {self.day(each) for each in self.tasks.values()} | {self.plan["as_of"]}
        known |= {limit["earliest"] for each in self.tasks.values() for limit in each["limits"]}
        for reason in task["timing"]:
            assert set(ISO.findall(reason["zh"])) <= known, (task["id"], reason)

    def limit(self, task: Json, limit: Json) -> None:
        """A limit: article, steps, trigger."""
        about = (task["id"], limit["rule"])
        self.article(limit["citation"])
        assert limit["steps"], about
        ends = {limit["limit"], limit["earliest"], limit["nominal"]} - {None}
        told = " ".join(step["zh"] for step in limit["steps"])
        if LAW.rules[limit["rule"]].period is not None:
            assert any(day in told for day in ends), (about, ends, told)
        if limit["trigger_line"]:
            self.at_line(limit["trigger_line"], limit["trigger_date"])
        elif limit["trigger_basis"] != "calendar":
            starter = limit["trigger_task"]
            assert starter in self.tasks, about
            assert self.happens(self.tasks[starter], limit["trigger_date"]), about
            if starter != task["id"]:
                self.follow(starter)


def readers() -> Iterator[Any]:
    for name, as_of in (*itertools.product(SAMPLES, DAYS), NOTICE_RUNS):
        yield pytest.param(name, as_of, id=f"{name} {as_of}")


@pytest.mark.parametrize(("name", "as_of"), list(readers()))
def test_any_date_of_any_sample_can_be_followed(name: str, as_of: dt.date) -> None:
    reader = Reader(name, as_of)
    plan, tasks = reader.plan, reader.tasks
    for task in tasks.values():
        reader.follow(task["id"])
        for citation in task["citations"]:
            reader.article(citation)
        for limit in task["limits"]:
            reader.limit(task, limit)
        own = {limit["plan_by"] for limit in task["limits"]} | {reader.day(task)}
        assert task["plan_by"] in own, task["id"]
        assert task["earliest"] <= reader.day(task), task["id"]
        binding = [limit["limit"] for limit in task["limits"] if limit["strength"] == "binding"]
        assert task["deadline"] in (*binding, None), task["id"]
    days = {reader.day(task) for task in tasks.values()}
    limits = [limit for task in tasks.values() for limit in task["limits"]]
    of_law = {limit[end] for limit in limits for end in ("limit", "earliest", "nominal")}
    for entry in plan["key_dates"]:
        own = {limit["limit"] for limit in tasks[entry["task"]]["limits"]}
        assert entry["date"] in own | {reader.day(tasks[entry["task"]])}, entry
        assert (entry["basis"] == "legal") == entry["id"].endswith("-limit"), entry
    for event in plan["events"]:
        if event["input_line"]:
            reader.at_line(event["input_line"], event["date"])
        else:
            assert reader.happens(tasks[event["task"]], event["date"]), event
    for bar in plan["timeline"]:
        starts = {limit["trigger_date"] for limit in limits}
        assert bar["start"] in days | starts, bar
        assert bar["end"] in days | of_law, bar
    for step in plan["critical_path"]:
        assert step["date"] == reader.day(tasks[step["task"]]), step
    for record in plan["retention"]:
        reader.article(record["citation"])
        year_end = record["start"].endswith("-12-31")
        assert record["start"] in days or year_end, record
        assert record["keep_through"] > record["start"], record
    for account in plan["wecom_accounts"]:
        steps = [tasks[step] for step in account["tasks"] if step in tasks]
        own_days = {day for step in steps for day in (reader.day(step), step["earliest"])}
        assert account["earliest_application"] in own_days, account
        assert account["gone_on"] in own_days, account
    assert plan["expected_end"] == reader.day(tasks["registered-end"])


FOLLOWED = (
    *(r"\.as_of", r"\.expected_end", r"\.company\.established"),
    *(r"\.key_dates\[\]\.date", r"\.events\[\]\.date", r"\.critical_path\[\]\.date"),
    r"\.timeline\[\]\.(start|end)",
    r"\.tasks\[\]\.(earliest|planned|done_on|deadline|plan_by|finish_by)",
    r"\.tasks\[\]\.limits\[\]\.(trigger_date|earliest|limit|nominal|plan_by)",
    r"\.tasks\[\]\.limits\[\]\.bounds\.\w+\.(earliest|latest)",
    r"\.tasks\[\]\.limits\[\]\.other_readings\[\]\.value",
    r".*\.(checked_on|text_as_of|effective_from|effective_to)",
    r"\.retention\[\]\.(start|keep_through)",
    r"\.wecom_accounts\[\]\.\w+",
    r"\.comparisons\[\]\.(expected_end|by_law_alone)",
    r"\.finish_by\.(target|expected_end|by_law_alone)",
    r"\.finish_by\.legal_minimum\[\]\.(start|opens)",
    r"\.law\.(checked_from|checked_to|text_as_of_from)",
    r"\.overrides\[\]\.(date|computed|when)",
)
"""Where dates may stand: what the test above follows, what only repeats it (bounds, another
reading), the days of the sources, and what the planner supposes without saying it is law."""


def dates(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from dates(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from dates(inner, f"{place}[]")
    elif isinstance(value, str) and ISO.fullmatch(value):
        yield place, value


@pytest.mark.parametrize("name", SAMPLES)
def test_no_date_stands_where_nobody_follows_it(name: str) -> None:
    allowed = re.compile("|".join(f"(?:{place})" for place in FOLLOWED))
    places = {place for place, _ in dates(planned(name, DAYS[0]))}
    assert {place for place in places if not allowed.fullmatch(place)} == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_warning_with_a_date_names_the_law_the_task_or_the_line(name: str) -> None:
    plan = planned(name, DAYS[0])
    for warning in plan["warnings"]:
        if ISO.search(warning["text"]["zh"]):
            assert warning["citation"] or warning["task"] or warning["input_line"], warning


@pytest.mark.parametrize("name", SAMPLES)
def test_what_does_not_apply_says_why(name: str) -> None:
    plan = planned(name, DAYS[0])
    there = {task["id"] for task in plan["tasks"]}
    for entry in plan["not_applicable"]:
        assert entry["id"] not in there
        assert entry["reason"]["zh"]
        assert entry["reason"]["en"]
        if plan["company"]["legal_form"] in COMPANIES:
            rule = LAW.tasks[entry["id"].partition("@")[0]]
            assert entry["citation"] or not (rule.basis or rule.limits), entry


PLACED_ELSEWHERE: dict[str, str] = {
    "simple-application-grace-2021": "the 2021 reading of the grace, before the Guidelines of 2025;"
    " its words stand in the note of simple-application-grace",
    "tax-no-registry-15": "taxpayers without a registration; every company has one",
}


def test_every_rule_for_companies_has_its_place_in_a_plan() -> None:
    """A rule that nothing cites, limits by or counts by is law that the reader never sees."""
    package = Path(__file__).parent.parent / "checklist"
    texts = [
        re.sub(r"^ *- id: .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for kind in ("*.yaml", "*.py")
        for path in package.rglob(kind)
        if "schema" not in path.parts
    ]
    named = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
    used = {name for text in texts for name in named.findall(text)}
    of_companies = {name for name, rule in LAW.rules.items() if THEIRS.intersection(rule.forms)}
    assert of_companies - used == PLACED_ELSEWHERE.keys()
