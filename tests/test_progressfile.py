"""The progress file: read as it was written, and refused with the place and the remedy."""

import datetime as dt
import json
from typing import Any

import pytest

from checklist.messages import LANGS
from checklist.messages.progressfile import PROGRESS, REMEDIES
from checklist.progressfile import (
    SIZE_LIMIT,
    Note,
    ProgressCompany,
    ProgressFile,
    ProgressFileError,
    Tick,
    read_progress,
)

GOOD: dict[str, Any] = {
    "kind": "winddown-progress",
    "version": 1,
    "company": {"name": "杭州青禾云帆信息技术有限公司", "credit_code": "91330106MA27XK3C7H"},
    "as_of": "2026-11-23",
    "ticks": [
        {"task": "vat-return@2026-11", "done_on": "2026-12-10", "sub_steps": [0, 2]},
        {"task": "wecom-apply@王芳", "done_on": None, "sub_steps": [1]},
    ],
    "notes": [{"task": "wecom-apply@王芳", "text": "=cmd|'/c calc'!A1\n</script>\u2028第二行"}],
}


def encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def changed(**changes: object) -> bytes:
    return encoded({**GOOD, **changes})


def problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(ProgressFileError) as caught:
        read_progress(data, "进度.json")
    for lang in LANGS:
        for line in caught.value.render(lang).splitlines()[::2]:
            assert line.startswith("进度.json:")
    assert str(caught.value) == caught.value.render("zh-en")
    return [(problem.place, problem.key) for problem in caught.value.problems]


def test_a_file_is_read() -> None:
    found = read_progress(encoded(GOOD), "progress.json")
    assert found.as_of == dt.date(2026, 11, 23)
    assert found.company.credit_code == "91330106MA27XK3C7H"
    assert found.ticks == (
        Tick(task="vat-return@2026-11", done_on=dt.date(2026, 12, 10), sub_steps=(0, 2)),
        Tick(task="wecom-apply@王芳", done_on=None, sub_steps=(1,)),
    )
    assert found.notes == (
        Note(task="wecom-apply@王芳", text="=cmd|'/c calc'!A1\n</script>\u2028第二行"),
    )


def test_what_is_written_is_read_back() -> None:
    made = ProgressFile(
        company=ProgressCompany(name="某公司"),
        as_of=dt.date(2026, 11, 23),
        ticks=(Tick(task="a", done_on=dt.date(2026, 12, 1)),),
    )
    assert read_progress(made.model_dump_json().encode(), "x") == made
    assert read_progress(b"\xef\xbb\xbf" + made.model_dump_json().encode(), "x") == made


@pytest.mark.parametrize(
    ("data", "place", "key"),
    [
        (b"", "", "empty"),
        (b" \n", "", "empty"),
        (b"x" * (SIZE_LIMIT + 1), "", "too-large"),
        ("{}\n公司".encode("gbk"), "2", "not-utf-8"),
        (b'{\n"kind": \xe2\x80\x9cx\xe2\x80\x9d}', "2:9", "not-json"),
        (b'{"kind": "winddown-progress"', "1:29", "not-json"),
        (b'{"kind": "winddown-progress", "kind": "x"}', "", "key-twice"),
        (b"[" * 100_000, "", "not-progress"),
        (b"[]", "", "not-progress"),
        (b"null", "", "not-progress"),
        (b"1" * 5000, "", "not-progress"),
        (changed(kind="winddown-plan"), "", "not-progress"),
        (changed(version=2), "version", "other-version"),
        (changed(version="1"), "version", "other-version"),
        (changed(version=True), "version", "other-version"),
        (changed(as_of="2026-02-30"), "as_of", "not-a-date"),
        (changed(as_of=1795000000), "as_of", "not-a-date"),
        (changed(as_of="2026-11-23T00:00:00"), "as_of", "not-a-date"),
        (changed(as_of="２０２６-11-23"), "as_of", "not-a-date"),
        (changed(company="某公司"), "company", "not-object"),
        (changed(company={"name": ""}), "company.name", "not-text"),
        (changed(company={"credit_code": "x"}), "company.name", "missing"),
        (changed(ticks={}), "ticks", "not-list"),
        (changed(ticks=["a"]), "ticks[0]", "not-object"),
        (changed(ticks=[{"task": 5}]), "ticks[0].task", "not-text"),
        (changed(ticks=[{"task": "a", "done_on": "昨天"}]), "ticks[0].done_on", "not-a-date"),
        (
            changed(ticks=[{"task": "a", "sub_steps": [0, -1]}]),
            "ticks[0].sub_steps[1]",
            "not-a-step",
        ),
        (
            changed(ticks=[{"task": "a", "sub_steps": [True]}]),
            "ticks[0].sub_steps[0]",
            "not-a-step",
        ),
        (changed(ticks=[{"task": "a", "sub_steps": "0"}]), "ticks[0].sub_steps", "not-list"),
        (changed(ticks=[{"task": "a"}, {"task": "a"}]), "ticks[1].task", "task-twice"),
        (changed(notes=[{"task": "a", "text": "长" * 10_001}]), "notes[0].text", "too-long"),
        (changed(notes=[{"task": "a"}]), "notes[0].text", "missing"),
        (changed(extra=1), "extra", "unknown-key"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(data: bytes, place: str, key: str) -> None:
    assert problems(data) == [(place, key)]


def test_everything_wrong_is_said_at_once() -> None:
    data = changed(as_of="x", ticks=[{"task": "", "done_on": "y"}], notes=[{"text": 1}])
    assert [place for place, _ in problems(data)] == [
        "as_of",
        "ticks[0].task",
        "ticks[0].done_on",
        "notes[0].task",
        "notes[0].text",
    ]


def test_a_message_says_place_fault_and_remedy() -> None:
    with pytest.raises(ProgressFileError) as caught:
        read_progress(changed(ticks=[{"task": "a", "done_on": "12/1"}]), "p.json")
    assert caught.value.render("en") == (
        "p.json: error: ticks[0].done_on: not a date of the calendar\n"
        "  Remedy: Write it like 2026-11-24."
    )
    assert caught.value.render("zh").startswith("p.json: 错误：ticks[0].done_on: 不是有效日期\n")


def test_every_sentence_has_a_remedy_and_is_used() -> None:
    assert set(PROGRESS) == set(REMEDIES)
    marks = test_a_wrong_file_is_refused_with_its_place.pytestmark  # type: ignore[attr-defined]
    assert {case[2] for case in marks[0].args[1]} == set(PROGRESS)


def test_whose_progress_it_is() -> None:
    coded = ProgressCompany(name="甲", credit_code="91330106ma27xk3c7h ")
    assert coded.same_as("改了名的甲", "91330106MA27XK3C7H")
    assert not coded.same_as("甲", "91330106MA27XK3C7X")
    assert coded.same_as("甲", None)
    assert not ProgressCompany(name="甲").same_as("乙", "91330106MA27XK3C7H")
