"""Drawn boxes become form fields, so that a PDF can be ticked on screen.

Two hooks, before the layout and before the file is written. The first finds the boxes by the
contract of the templates: a row `id="task-…"` holds elements of class `box` (the task's own, then
one for each step inside it) and one of class `sign`. The second mends what WeasyPrint writes: one
drawing of a tick for all boxes, an empty one for those that are open, fields for dates, and no
`NeedAppearances` (a viewer that redraws every field asks to save a file nobody has changed).
What is done already is drawn, not a field: it is ticked in the input file.
"""

from typing import Any, Final

from checklist.messages import Lang, Message, in_lang
from checklist.messages.pdf import FORM
from checklist.outputs.formfields import DATE, STEP, TASK, field_name
from checklist.outputs.tagging import free
from checklist.plan import Plan, Task

_DATE_LENGTH: Final = 20


def make_fields(root: Any, plan: Plan, lang: Lang) -> None:
    """Turn the boxes of open tasks in a parsed document into inputs, described in a language."""
    tasks = {f"task-{task.id}": task for task in plan.tasks if task.status != "done"}
    for row in root.iter():
        task = tasks.get(row.get("id", "")) if isinstance(row.tag, str) else None
        if task is None:
            continue
        boxes = [below for below in row.iter() if _has_class(below, "box")]
        for number, box in enumerate(boxes[: 1 + len(task.sub_steps)]):
            if number == 0:
                _input(box, field_name(TASK, task.id), _said("field-task", task, lang))
            else:
                step = _said("field-step", task, lang, number)
                _input(box, field_name(STEP, task.id, number - 1), step)
        for sign in [below for below in row.iter() if _has_class(below, "sign")]:
            field = sign.makeelement("input", {"class": "date"})
            _input(field, field_name(DATE, task.id), _said("field-date", task, lang))
            sign.append(field)


def mend_fields(pdf: Any) -> None:
    """Put the form of a `pydyf.PDF` in order."""
    from pydyf import Array, Dictionary, Stream, String

    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    fields = [_at(pdf, reference) for reference in form["Fields"]]
    ticks: dict[bytes, Any] = {}
    blank = Stream(
        [b"/Tx BMC", b"EMC"],
        {"Type": "/XObject", "Subtype": "/Form", "BBox": Array((0, 0, 10, 10))},
    )
    pdf.add_object(blank)
    for field in fields:
        if field["T"].string.startswith(f"{DATE}:"):
            for key in ("AS", "MK"):
                del field[key]
            drawn = field["AP"]["N"].pop("on")
            field.update(
                {
                    "FT": "/Tx",
                    "V": String(""),
                    "DA": String("/Helv 9 Tf 0 g"),
                    "MaxLen": _DATE_LENGTH,
                    "AP": Dictionary({"N": blank.reference}),
                }
            )
        else:
            drawn = field["AP"]["N"]["on"]
            same = ticks.setdefault(_size(_at(pdf, drawn)), drawn)
            field["AP"] = Dictionary({"N": Dictionary({"on": same, "Off": blank.reference})})
            if same == drawn:
                continue
        free(pdf, drawn)
    font = Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type1",
            "BaseFont": "/Helvetica",
            "Encoding": "/WinAnsiEncoding",
        }
    )
    pdf.add_object(font)
    form["DR"] = Dictionary({"Font": Dictionary({"Helv": font.reference})})
    form["DA"] = String("/Helv 9 Tf 0 g")
    del form["NeedAppearances"]


def _said(key: str, task: Task, lang: Lang, number: int = 0) -> str:
    """What a field is for."""
    zh = FORM[key].zh.format(task=f"{task.number}. {task.title.zh}", number=number)
    en = FORM[key].en.format(task=f"{task.number}. {task.title.en}", number=number)
    return in_lang(Message(zh, en), lang)


def _input(element: Any, name: str, title: str) -> None:
    """Make an element a box that WeasyPrint takes for a form's."""
    look, behind = element.get("class"), element.tail
    element.clear()
    element.tail = behind  # the words of a step stand behind its box
    element.tag = "input"
    for key, value in (("type", "checkbox"), ("class", look), ("name", name), ("title", title)):
        element.set(key, value)


def _has_class(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and name in (element.get("class") or "").split()


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _size(drawing: Any) -> bytes:
    return bytes(drawing.extra["BBox"].data)
