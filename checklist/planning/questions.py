"""What somebody has to answer, weightiest first: one question for each key of the input file.

A key's weight is how much of the plan its answer decides: the tasks that are in the plan only
because nobody knows, the tasks whose dates it moves, or all of them where it opens or bars a route.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from checklist.company import Company, Part
from checklist.messages.fields import FIELDS
from checklist.messages.questions import QUESTIONS
from checklist.plan import Question, Task
from checklist.planning.draft import Draft
from checklist.planning.limits import sentence
from checklist.rules.schema import Ground
from checklist.text import Text
from checklist.values import Holdings
from checklist.vocabulary import Frequency, Taxpayer, Tri

OPERATIONS_CEASED: Final = "operations-ceased"
"""The event whose day only the company knows: business often ends before anybody decides."""


def questions(work: Draft, tasks: tuple[Task, ...]) -> tuple[Question, ...]:
    """The questions to the company, then those to the offices, each weightiest first."""
    return (*_to_the_company(work, tasks), *_to_the_offices(tasks))


def _to_the_company(work: Draft, tasks: tuple[Task, ...]) -> list[Question]:
    """One question for each input key; ties in the order of the input file."""
    hanging: dict[str, dict[str, None]] = {}
    for name, selected in work.selected.items():
        for fact in selected.unknown_facts:
            paths = work.fact(selected, fact).asks()
            _note(hanging, [path for path in paths if not _told(work, path)], [name])
    for moving, moved in _dates(work, tasks):
        _note(hanging, [moving], moved)
    deciding: set[str] = set()
    for barring in _open_grounds(work):
        paths = work.facts[barring.fact].asks()
        _note(hanging, paths, ())
        if not work.decision.route.barred:
            deciding.update(".".join(path) for path in paths)
    by_key = {ground.input_path: ground for ground in work.law.grounds}
    number = {task.id: task.number for task in tasks}
    found: list[Question] = []
    for path, names in hanging.items():
        held = sorted((name for name in names if name in number), key=number.__getitem__)
        ground = by_key.get(path)
        question = Question(
            id=f"ground-{ground.id}" if ground else f"fact-{path}",
            text=_text(work, path, ground, held),
            tasks=tuple(held),
            input_path=path,
            decides_route=path in deciding,
            weight=len(tasks) if path in deciding else len(held),
        )
        found.append(question)
    return sorted(found, key=lambda question: (-question.weight, _position(question.input_path)))


def _told(work: Draft, path: tuple[str, ...]) -> bool:
    """Whether the file says that there is something: of what kind or whose takes a list."""
    value: object = work.company
    for key in path:
        value = getattr(value, key, None)
    return isinstance(value, Holdings) and value.has is Tri.YES


def _note(
    hanging: dict[str, dict[str, None]], paths: Iterable[tuple[str, ...]], names: Iterable[str]
) -> None:
    """Add tasks to what hangs on each of the input keys."""
    for path in paths:
        hanging.setdefault(".".join(path), {}).update(dict.fromkeys(names))


def _open_grounds(work: Draft) -> list[Ground]:
    """Unanswered grounds of the simple route that can still matter.

    Where the user wants the general route, or a bar cannot be cured, none does. A bar that can be
    cured leaves the others to be answered, though nothing in this plan hangs on them.
    """
    route = work.decision.route
    if route.wanted == "general" or any(not ground.curable for ground in route.barred):
        return []
    unknown = {ground.ground for ground in route.unknown}
    return [ground for ground in work.law.grounds if ground.id in unknown]


def _dates(work: Draft, tasks: tuple[Task, ...]) -> Iterable[tuple[tuple[str, ...], list[str]]]:
    """Input keys that move dates although no task hangs on them, with the tasks they move."""
    tax = work.company.tax
    waiting = [task for task in tasks if task.limits and task.done_on is None]

    def every(period: str) -> list[str]:
        """The returns whose periods follow a filing frequency."""
        recurs = {task.id: work.selected[task.id].rule.recurs for task in waiting}
        return [name for name, each in recurs.items() if each and each.every == period]

    if tax.filing.vat is Frequency.UNKNOWN and (names := every("vat")):
        if tax.taxpayer is Taxpayer.UNKNOWN:
            yield ("tax", "taxpayer"), names
        yield ("tax", "filing", "vat"), names
    if tax.filing.cit is Frequency.UNKNOWN and (names := every("cit")):
        yield ("tax", "filing", "cit"), names
    if names := [
        task.id
        for task in waiting
        if any(
            limit.trigger == OPERATIONS_CEASED and limit.trigger_basis == "projected"
            for limit in task.limits
        )
    ]:
        yield ("events", OPERATIONS_CEASED), names


def _text(work: Draft, path: str, ground: Ground | None, tasks: Iterable[str]) -> Text:
    """The sentence that asks for a key.

    A key without one is asked for as the law's data does, else by its label.
    """
    key = ".".join(step for step in path.split(".") if not step.isdigit())
    if key in QUESTIONS:
        return sentence(work.law, QUESTIONS[key])
    if ground is not None:
        return ground.question
    for name in tasks:
        asked = work.selected[name].rule.question if name in work.selected else None
        if asked is not None:
            return asked
    label = FIELDS[key].label if key in FIELDS else None
    return Text(
        zh=f"{label.zh if label else path}：是什么情况？", en=f"{label.en if label else path}?"
    )


def _to_the_offices(tasks: tuple[Task, ...]) -> list[Question]:
    """What to ask an office, because the text behind a rule was not read in its source."""
    asked: dict[str, tuple[Text, list[str]]] = {}
    for task in tasks:
        for cited in task.citations:
            if cited.ask:
                asked.setdefault(cited.rule, (cited.ask, []))[1].append(task.id)
    found = [
        Question(id=f"law-{rule}", text=words, tasks=tuple(names), ask="office", weight=len(names))
        for rule, (words, names) in asked.items()
    ]
    return sorted(found, key=lambda question: -question.weight)


@cache
def _position(path: str | None) -> int:
    """The place of a key in the input file, as the starter file has it."""
    steps = (path or "").split(".")
    places = _places()
    while steps:
        if (place := places.get(".".join(steps))) is not None:
            return place
        steps.pop()
    return len(places)


@cache
def _places() -> dict[str, int]:
    return {path: number for number, path in enumerate(_paths(Company, ""))}


def _paths(model: type[Part], prefix: str) -> Iterable[str]:
    for name, info in model.model_fields.items():
        yield prefix + name
        annotation: Any = info.annotation
        if isinstance(annotation, type) and issubclass(annotation, Part):
            yield from _paths(annotation, f"{prefix}{name}.")
