"""The calendar, opened by vobject: dates, doubts, alarms, and what a second import does."""

import datetime as dt
from pathlib import Path

import pytest
import vobject
from plan_factory import make_plan

from checklist.holidays import Calendar
from checklist.loading import planned
from checklist.messages import LANGS, Lang
from checklist.outputs.code import plan_code
from checklist.outputs.ics import render_ics
from checklist.outputs.options import Look
from checklist.plan import Plan
from checklist.rules.schema import Law
from checklist.vocabulary import Owner

AS_OF = dt.date(2026, 11, 23)
FOLD = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""


def plan_of(root: Path, law: Law, calendar: Calendar, name: str, day: dt.date = AS_OF) -> Plan:
    return planned(root / "sample_inputs" / f"{name}.yaml", law, calendar, day)


def ics(plan: Plan, lang: Lang = "zh", look: Look | None = None) -> bytes:
    return render_ics(plan, lang, look, code=plan_code(plan))


def events(data: bytes) -> dict[str, vobject.base.Component]:
    """Every event by its summary; there are no two with one UID."""
    (calendar,) = vobject.readComponents(data.decode())
    calendar.validate()
    found = list(calendar.vevent_list)
    assert len({event.uid.value for event in found}) == len(found)
    named = {event.summary.value: event for event in found}
    assert len(named) == len(found)
    return named


def days(event: vobject.base.Component) -> tuple[str, str]:
    """The first and the last day of an all-day event."""
    assert type(event.dtstart.value) is dt.date
    return str(event.dtstart.value), str(event.dtend.value - dt.timedelta(days=1))


@pytest.fixture(scope="module")
def notice(root: Path, law: Law, calendar: Calendar) -> dict[str, vobject.base.Component]:
    return events(ics(plan_of(root, law, calendar, "notice-in-national-day")))


def find(named: dict[str, vobject.base.Component], words: str) -> vobject.base.Component:
    (found,) = (event for summary, event in named.items() if words in summary)
    return found


def test_windows_and_waits_are_spans(notice: dict[str, vobject.base.Component]) -> None:
    """Published on 14 September 2026: day 20 is Sunday 4 October, inside National Day (1 to 7).

    So the application is open from Thursday the 8th; its own 20 days end on Saturday 24 October,
    which rolls to Monday the 26th.
    """
    window = find(notice, "可办期间")
    assert days(window) == ("2026-10-08", "2026-10-26")
    assert days(find(notice, "等待期")) == ("2026-09-14", "2026-10-07")
    assert "2026-10-26" in window.description.value
    assert not hasattr(window, "valarm"), "its days are past"


def test_a_span_without_login_warns_on_the_day_before(
    notice: dict[str, vobject.base.Component],
) -> None:
    """Applied on 10 December 2026: two working days of review (14th), 15 days and one of margin."""
    span = find(notice, "不得登录")
    assert days(span) == ("2026-12-10", "2026-12-30")
    assert "苏亦航" in span.summary.value
    assert [alarm.trigger.value for alarm in span.valarm_list] == [
        dt.timedelta(hours=-15),
        dt.timedelta(hours=9),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_every_task_has_its_day_with_the_limit_in_the_text(
    lang: Lang, root: Path, law: Law, calendar: Calendar
) -> None:
    plan = plan_of(root, law, calendar, "general-with-staff")
    named = events(ics(plan, lang))
    for task in plan.tasks:
        title = task.title.en if lang == "en" else task.title.zh
        event = next(event for summary, event in named.items() if title in summary)
        day = task.done_on or task.plan_by
        assert days(event) == (str(day), str(day))
        if task.deadline:
            assert str(task.deadline) in event.description.value
        doubtful = task.provisional and task.status != "done"
        assert event.status.value == ("TENTATIVE" if doubtful else "CONFIRMED")
        alarms = getattr(event, "valarm_list", ())
        assert bool(alarms) is (task.status != "done")
        for alarm in alarms:
            moment = dt.datetime.combine(event.dtstart.value, dt.time()) + alarm.trigger.value
            assert moment.time() == dt.time(9)
            assert moment.date() >= AS_OF
    assert any(event.status.value == "TENTATIVE" for event in named.values())


def test_a_limit_is_reminded_of_before_the_day_to_act_and_before_it_ends(
    root: Path, law: Law, calendar: Calendar
) -> None:
    """Confirmed on Friday 19 February 2027, after the Spring Festival; 30 days end on 21 March.

    Planned for 23 February: reminders on the 16th and the 22nd, and on 20 March, at nine.
    """
    event = find(
        events(ics(plan_of(root, law, calendar, "general-with-staff"))), "【暂定】申请注销登记"
    )
    assert days(event) == ("2027-02-23", "2027-02-23")
    assert [alarm.trigger.value for alarm in event.valarm_list] == [
        dt.timedelta(days=-7, hours=9),
        dt.timedelta(days=-1, hours=9),
        dt.timedelta(days=25, hours=9),
    ]
    assert "2027-03-21" in event.valarm_list[-1].description.value


def test_lines_are_folded_between_characters(root: Path, law: Law, calendar: Calendar) -> None:
    data = ics(plan_of(root, law, calendar, "general-with-staff"), "zh-en")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= FOLD
        line.decode()


def test_importing_again_updates_and_duplicates_nothing(
    root: Path, law: Law, calendar: Calendar, tmp_path: Path
) -> None:
    """A calendar program keeps one event for a UID: the one with the higher SEQUENCE."""
    before = plan_of(root, law, calendar, "general-with-staff")
    source = (root / "sample_inputs" / "general-with-staff.yaml").read_text(encoding="utf-8")
    changed = source.replace("\ndone:\n", "\ndone:\n  cease-operations: 2026-11-23\n")
    assert changed != source
    (tmp_path / "a.yaml").write_text(changed, encoding="utf-8")
    after = planned(tmp_path / "a.yaml", law, calendar, AS_OF)
    later = planned(tmp_path / "a.yaml", law, calendar, dt.date(2026, 12, 1))
    store: dict[str, vobject.base.Component] = {}
    sizes = []
    for plan in (before, after, later, before):  # and the oldest again: it must not win
        for event in events(ics(plan)).values():
            known = store.get(event.uid.value)
            if known is None or int(event.sequence.value) > int(known.sequence.value):
                store[event.uid.value] = event
        sizes.append(len(store))
    assert sizes[1:] == [sizes[1]] * 3
    title = next(task.title.zh for task in after.tasks if task.id == "cease-operations")
    (ceased,) = (event for event in store.values() if title in event.summary.value)
    assert days(ceased) == ("2026-11-23", "2026-11-23")
    assert ceased.summary.value.startswith("【完成】")
    assert not hasattr(ceased, "valarm")
    assert ceased.dtstamp.value == dt.datetime(2026, 11, 30, 16, tzinfo=dt.UTC)


def test_uids_depend_on_company_and_task_alone(root: Path, law: Law, calendar: Calendar) -> None:
    plan = plan_of(root, law, calendar, "notice-in-national-day")

    def uids(plan: Plan, lang: Lang = "zh") -> set[str]:
        return {event.uid.value for event in events(ics(plan, lang)).values()}

    assert uids(plan) == uids(plan, "en")
    other = plan.company.model_copy(update={"credit_code": None, "name": "别的公司"})
    assert not uids(plan) & uids(plan.model_copy(update={"company": other}))
    text = ics(plan).decode()
    assert not [uid for uid in uids(plan) if "苏亦航" in uid]
    assert "苏亦航" in text.replace("\r\n ", "")


def test_a_team_gets_its_own_dates_and_the_bytes_are_the_same() -> None:
    plan = make_plan()
    mine = [task for task in plan.tasks if task.owner is Owner.FINANCE]
    named = events(ics(plan, "zh", Look(team=Owner.FINANCE)))
    assert sum(any(t.title.zh in name for t in mine) for name in named) >= len(mine)
    assert len(named) < len(events(ics(plan)))
    assert ics(plan) == ics(plan)


def test_hostile_names_stay_text() -> None:
    name = "甲\r\nATTENDEE:mailto:x@y\r\n;,\\n=cmd|'/c calc'!A1"
    plan = make_plan()
    plan = plan.model_copy(update={"company": plan.company.model_copy(update={"name": name})})
    (calendar,) = vobject.readComponents(ics(plan).decode())
    assert all("ATTENDEE:mailto" in event.summary.value for event in calendar.vevent_list)
    assert not any(hasattr(event, "attendee") for event in calendar.vevent_list)
