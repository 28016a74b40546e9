"""The law as one legal form has it: its words, its own rules, the graph of each of its routes.

The data are written once, for a company; words that another form says differently stand in angle
brackets (<股东>, <shareholders>), and where a whole sentence differs a task has a wording of its
own. Here they become the law of one form, so that nothing behind this has to ask which form it is.
"""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from pydantic import BaseModel

from checklist.messages import Message
from checklist.rules.graphs import members
from checklist.rules.kleene import Fact, Facts
from checklist.rules.schema import Entry, Form, Graph, Ground, Law, Limit, TaskRule, Words
from checklist.text import Text
from checklist.vocabulary import LegalForm, Route, Tri, kin

T = TypeVar("T", bound=BaseModel)

_PARTS: Final = (Entry, Text)

PLAIN: Final = LegalForm.LLC
"""The form whose words stand where no entity is concerned."""

PLACE: Final = re.compile("<([^<>]+)>")
"""A word that another legal form may say differently."""


def form_of(law: Law, legal_form: LegalForm) -> Form:
    """A legal form with what it takes over from the one it is like; made once for a law."""
    own = law.forms[legal_form]
    if own.like is None:
        return own
    base = law.forms[own.like]
    return law.once(("form", legal_form), lambda: _taken_over(own, base))


def _taken_over(own: Form, base: Form) -> Form:
    return own.model_copy(
        update={
            "graphs": own.graphs or base.graphs,
            "words": own.words if own.words.zh else base.words,
            "rules": {**base.rules, **own.rules},
            "without": (*base.without, *own.without),
            "instead": {**base.instead, **own.instead},
            "supposes": (*base.supposes, *own.supposes),
            "compared": {**base.compared, **own.compared},
        }
    )


def graph_of(law: Law, legal_form: LegalForm, route: Route) -> str:
    """The graph that a legal form takes on a route; raises `KeyError` where it has none."""
    return form_of(law, legal_form).graphs[route]


def for_form(law: Law, legal_form: LegalForm) -> Law:
    """The law in the words and with the rules of one legal form; made once for a law."""
    if law.spoken is legal_form:
        return law
    return law.once(("for-form", legal_form), lambda: _made(law, form_of(law, legal_form)))


def spoken(law: Law, message: Message, **values: object) -> Message:
    """A sentence of the program in the words of the law's legal form, its values filled in."""
    words = form_of(law, law.spoken or PLAIN).words
    return Message(
        _said(message.zh, words.zh).format(**values), _said(message.en, words.en).format(**values)
    )


def plainly(part: T) -> T:
    """A part of the law as a company says it, where nothing says which form is meant."""
    return _fill(part, Words())


def rule_of(law: Law, rule: str) -> str:
    """The rule that governs the law's legal form where a company's is named; itself where none."""
    return form_of(law, law.spoken or PLAIN).rules.get(rule) or rule


def supposed(law: Law, facts: Facts) -> dict[str, Fact]:
    """The facts, with a no for what the law's legal form cannot have and the file leaves open."""
    found = dict(facts)
    for entry in form_of(law, law.spoken or PLAIN).supposes:
        for name in entry.facts:
            if facts[name].value is Tri.UNKNOWN:
                found[name] = Fact(Tri.NO, facts[name].path, supposed=entry)
    return found


def _said(sentence: str, words: Mapping[str, str]) -> str:
    if "<" not in sentence:
        return sentence
    return PLACE.sub(lambda place: words.get(place[1], place[1]), sentence)


def _with(part: T, update: Mapping[str, object]) -> T:
    """A copy with other values, and without what the original had computed from its own."""
    found = part.model_copy(update=dict(update))
    for name in found.__dict__.keys() - type(part).model_fields.keys():
        del found.__dict__[name]
    return found


def _made(law: Law, form: Form) -> Law:
    own = kin(form.id)
    return _with(
        law,
        {
            "spoken": form.id,
            "events": {key: _fill(entry, form.words) for key, entry in law.events.items()},
            "grounds": tuple(
                _fill(_ground(entry, form), form.words)
                for entry in law.grounds
                if entry.forms is None or own & set(entry.forms)
            ),
            "graphs": {key: _graph(law, entry, form) for key, entry in law.graphs.items()},
            "alternatives": {
                key: _fill(entry, form.words)
                for key, entry in law.alternatives.items()
                if own & set(entry.forms)
            },
            "tasks": {key: _task(entry, form) for key, entry in law.tasks.items()},
        },
    )


def _graph(law: Law, graph: Graph, form: Form) -> Graph:
    """A graph without what the form leaves out on every route."""
    there = members(law, graph.id) if form.without else {}
    without = tuple(
        entry.model_copy(update={"tasks": tasks})
        for entry in form.without
        if (tasks := tuple(name for name in entry.tasks if name in there))
    )
    own: dict[str, object] = {
        "without": (*graph.without, *without),
        "instead": {**form.instead, **graph.instead},
    }
    for route, taken in form.graphs.items():
        if taken == graph.id and route in form.compared:
            said = form.compared[route]
            own |= {"liability": said.liability, "condition": said.condition}
    return _fill(_with(graph, own), form.words)


def _ground(ground: Ground, form: Form) -> Ground:
    """A ground in the sentences of a form: a later wording wins."""
    if not ground.texts:
        return ground
    own: dict[str, object] = {"texts": ()}  # chosen here, once
    own_kin = kin(form.id)
    for wording in ground.texts:
        if own_kin.intersection(wording.forms):
            said = wording.model_fields_set - {"forms"}
            own |= {name: getattr(wording, name) for name in said}
    return ground.model_copy(update=own)


def _task(task: TaskRule, form: Form) -> TaskRule:
    """A task in the sentences and with the rules of a form: a later wording wins.

    Wordings of a graph are left in `texts`: `checklist.rules.graphs` chooses among them.
    """
    own: dict[str, object] = {}
    own_kin = kin(form.id)
    if task.forms is not None and not own_kin.intersection(task.forms):
        own["graphs"] = ()
    if task.texts:
        mine = [
            each for each in task.texts if each.forms is None or own_kin.intersection(each.forms)
        ]
        own["texts"] = tuple(wording for wording in mine if wording.graphs)
        for wording in mine:
            if not wording.graphs:
                own |= wording.of(task)
    if any(limit.rule in form.rules for limit in task.limits):
        own["limits"] = _limits(task.limits, form.rules)
    if any(rule in form.rules for rule in task.basis):
        own["basis"] = _basis(task.basis, form.rules)
    return _fill(task.model_copy(update=own) if own else task, form.words)


def _limits(limits: tuple[Limit, ...], rules: Mapping[str, str | None]) -> tuple[Limit, ...]:
    return tuple(
        limit.model_copy(update={"rule": rule})
        for limit in limits
        if (rule := rules.get(limit.rule, limit.rule)) is not None
    )


def _basis(basis: tuple[str, ...], rules: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(rule for name in basis if (rule := rules.get(name, name)) is not None)
    )


def _fill(part: T, words: Words) -> T:
    """A part of the law with its sentences filled; itself where it leaves no place."""
    if isinstance(part, Text):
        zh, en = _said(part.zh, words.zh), _said(part.en, words.en)
        if zh is part.zh and en is part.en:
            return part
        return part.model_copy(update={"zh": zh, "en": en})
    changed: dict[str, object] = {}
    for name, value in part.__dict__.items():
        if isinstance(value, _PARTS) or (isinstance(value, tuple) and _holds_entries(value)):
            new = _filled(value, words)
            if new is not value:
                changed[name] = new
    return _with(part, changed) if changed else part


def _holds_entries(value: tuple[object, ...]) -> bool:
    return bool(value) and isinstance(value[0], _PARTS)


def _filled(value: object, words: Words) -> object:
    if isinstance(value, _PARTS):
        return _fill(value, words)
    assert isinstance(value, tuple)
    parts = tuple(_filled(each, words) for each in value)
    return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
