"""The form in a PDF: made, filled with another program, read back."""

import datetime as dt
import io
import xml.etree.ElementTree as ET

import pikepdf
import pytest
from plan_factory import CREDIT_CODE, NAME, make_plan

from checklist.outputs.errors import OutputError
from checklist.outputs.formboxes import make_fields
from checklist.outputs.formfields import Field, field_name, read_form, read_name
from checklist.outputs.pdf import render_pdf
from checklist.plan import Plan
from checklist.text import Text

UNDATED = dt.date(2026, 12, 9)
ODD_IDS = ("cancel@张三·Müller (财务)", "a.b", "x:y:3")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan with ids that no form would choose."""
    plan = make_plan()
    tasks = list(plan.tasks)
    open_ = [place for place, task in enumerate(tasks) if task.status != "done"]
    for place, name in zip(open_, ODD_IDS, strict=False):
        tasks[place] = tasks[place].model_copy(update={"id": name})
    return plan.model_copy(update={"tasks": tuple(tasks)})


@pytest.fixture(scope="module")
def blank(plan: Plan) -> bytes:
    return render_pdf(plan, "zh")


def filled(data: bytes, values: dict[str, str]) -> bytes:
    """The PDF with some fields set, as another program would save it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        fields = {str(item.T): item for item in document.Root.AcroForm.Fields}
        for name, value in values.items():
            if fields[name].FT == "/Btn":
                fields[name].V = fields[name].AS = pikepdf.Name(f"/{value}")
            else:
                fields[name].V = value
        document.save(made := io.BytesIO())
    return made.getvalue()


@pytest.mark.parametrize("task", ["precheck", *ODD_IDS, "vat-return@2026-11", "100%", "a.%2E"])
def test_names_keep_every_id(task: str) -> None:
    assert read_name(field_name("task", task)) == Field("task", task)
    assert read_name(field_name("step", task, 12)) == Field("step", task, 12)
    assert "." not in field_name("date", task), "a dot divides a field's name"


@pytest.mark.parametrize("name", ["", "task", "task:", "step:a", "step:a:b", "other:a", "姓名"])
def test_other_names_are_not_ours(name: str) -> None:
    assert read_name(name) is None


def test_every_open_task_has_a_box_and_a_date(blank: bytes, plan: Plan) -> None:
    with pikepdf.open(io.BytesIO(blank)) as document:
        form = document.Root.AcroForm
        assert "/NeedAppearances" not in form
        names = [str(item.T) for item in form.Fields]
        open_ = [task.id for task in plan.tasks if task.status != "done"]
        assert sorted(names) == sorted(
            field_name(kind, task) for task in open_ for kind in ("task", "date")
        )
        for item in form.Fields:
            kind = str(item.T).partition(":")[0]
            left, low, right, high = (float(side) for side in item.Rect)
            assert right - left > 8
            assert abs(high - low) > 8
            assert str(item.TU)
            if kind == "task":
                assert {"/on", "/Off"} == set(item.AP.N.keys())
                assert item.AS == "/Off"
            else:
                assert item.FT == "/Tx"
                assert str(item.V) == ""


def test_nothing_ticked_is_no_progress(blank: bytes) -> None:
    assert read_form(blank, UNDATED) == {
        "kind": "winddown-progress",
        "version": 1,
        "company": {"name": NAME, "credit_code": CREDIT_CODE},
        "as_of": "2026-11-23",
        "ticks": [],
        "notes": [],
    }


def test_ticks_and_dates_are_read_back(blank: bytes) -> None:
    first, second, third = ODD_IDS
    data = filled(
        blank,
        {
            field_name("task", first): "on",
            field_name("date", first): " 2026年12月1日 ",
            field_name("task", second): "on",
            field_name("task", third): "on",
            field_name("date", third): "下周二",
        },
    )
    found = read_form(data, UNDATED)
    assert found["ticks"] == [
        {"task": first, "done_on": "2026-12-01", "sub_steps": []},
        {"task": second, "done_on": "2026-12-09", "sub_steps": []},
        {"task": third, "done_on": "2026-12-09", "sub_steps": []},
    ]
    assert found["notes"] == [{"task": third, "text": "下周二"}]


def test_a_date_without_a_tick_is_a_note_and_no_guess(blank: bytes) -> None:
    found = read_form(filled(blank, {field_name("date", ODD_IDS[0]): "2026-12-01"}), None)
    assert found["ticks"] == []
    assert found["notes"] == [{"task": ODD_IDS[0], "text": "2026-12-01"}]


def test_a_program_that_sets_only_the_look_of_a_box_is_understood(blank: bytes) -> None:
    with pikepdf.open(io.BytesIO(blank)) as document:
        field = document.Root.AcroForm.Fields[0]
        del field["/V"]
        field.AS = pikepdf.Name("/on")
        document.save(made := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert len(read_form(made.getvalue(), None)["ticks"]) == 1


def test_the_archive_variant_has_no_form(plan: Plan) -> None:
    data = render_pdf(plan, "zh", variant="pdf/a-3a")
    with pikepdf.open(io.BytesIO(data)) as document:
        assert "/AcroForm" not in document.Root
    with pytest.raises(OutputError, match=r"archive variant"):
        read_form(data, None)


def test_a_form_that_does_not_say_whose_it_is_is_refused(blank: bytes) -> None:
    with pikepdf.open(io.BytesIO(blank)) as document:
        del document.docinfo["/WinddownCompany"]
        document.save(made := io.BytesIO())
    with pytest.raises(OutputError, match=r"which company"):
        read_form(made.getvalue(), None)


def test_steps_inside_a_task_have_boxes_of_their_own() -> None:
    """The contract of the templates: in a row `task-ID`, the first box is the task's."""
    plan = make_plan()
    task = next(task for task in plan.tasks if task.status != "done")
    steps = (Text(zh="一", en="one"), Text(zh="二", en="two"))
    plan = make_plan(tasks=(task.model_copy(update={"sub_steps": steps}),))
    root = ET.fromstring(
        f'<div><p class="box"/><div id="task-{task.id}"><b class="a box">✓</b>'
        '<p><i class="box"/><i class="box"/><i class="box"/></p><s class="sign"/></div></div>'
    )
    make_fields(root, plan, "zh-en")
    fields = [element.get("name") for element in root.iter("input")]
    assert fields == [
        f"task:{task.id}",
        f"step:{task.id}:0",
        f"step:{task.id}:1",
        f"date:{task.id}",
    ]
    first = next(root.iter("input"))
    assert first.get("class") == "a box"
    title = f"{task.number}. {task.title.zh} / Done: {task.number}. {task.title.en}"
    assert first.get("title") == f"已完成：{title}"
    assert [element.tag for element in root.iter() if element.get("class") == "box"].count("i") == 1


def test_steps_are_read_back(blank: bytes, plan: Plan) -> None:
    task = next(task.id for task in plan.tasks if task.status != "done")
    with pikepdf.open(io.BytesIO(blank)) as document:
        form = document.Root.AcroForm
        for number, state in ((2, "/on"), (0, "/on"), (1, "/Off")):
            step = pikepdf.Dictionary(
                FT=pikepdf.Name("/Btn"), T=field_name("step", task, number), V=pikepdf.Name(state)
            )
            form.Fields.append(document.make_indirect(step))
        document.save(made := io.BytesIO())
    assert read_form(made.getvalue(), UNDATED)["ticks"] == [
        {"task": task, "done_on": None, "sub_steps": [0, 2]}
    ]
