"""Which routes are open to a company, and why the others are not.

The simple route (简易注销) is barred by any ground of its negative list (公司法 art. 240, 登记管理
条例 art. 33, 实施细则 art. 48). A ground nobody has answered bars nothing and clears nothing: the
route is then open only once it is answered. Without certainty the general route is planned,
because it is lawful in every one of these cases. A revoked licence is itself the cause of
dissolution and has its own order (公司法 art. 229 item 4); assets that do not cover the debts end
every route but bankruptcy (公司法 art. 237).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from checklist.messages.planning import ROUTE_WHY
from checklist.plan import BarredGround, RouteAlternative, RouteDecision, Text
from checklist.planning.limits import citation, sentence, text
from checklist.rules.conditions import Facts
from checklist.rules.forms import PLAIN, form_of
from checklist.rules.schema import Ground, Law
from checklist.vocabulary import Route, Tri

Wanted = Literal["auto", "general", "simple"]
LineOf = Callable[[tuple[str, ...]], int | None]
"""The line of an input key, or None where the file does not have it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision and whether the user's wish had to be refused."""

    route: RouteDecision
    refused: bool


def decide(law: Law, facts: Facts, wanted: Wanted, line_of: LineOf) -> Decision:
    """Choose the route: the user's wish where it is open, else the general route.

    `law` is that of the entity's legal form, which says which routes there are at all.
    """
    routes = form_of(law, law.spoken or PLAIN).graphs
    has_simple = Route.SIMPLE in routes
    by_answer: dict[Tri, list[BarredGround]] = {value: [] for value in Tri}
    for ground in law.grounds if has_simple else ():
        answered = _answer(ground, facts, line_of)
        by_answer[answered.answer].append(answered)
    barred, unknown = by_answer[Tri.YES], by_answer[Tri.UNKNOWN]
    open_now = [Route.GENERAL, Route.SIMPLE] if has_simple else [Route.GENERAL]
    if barred or unknown:
        open_now = [Route.GENERAL]
    may_open = [Route.SIMPLE] if unknown and not barred else []
    if facts["insolvent"].value is Tri.YES and Route.BANKRUPTCY in routes:
        chosen, why, open_now, may_open = Route.BANKRUPTCY, "insolvent", [Route.BANKRUPTCY], []
    elif facts["licence-revoked"].value is Tri.YES and Route.AFTER_REVOCATION in routes:
        chosen, why = Route.AFTER_REVOCATION, "revoked"
        open_now, may_open = [Route.AFTER_REVOCATION], []
    elif not has_simple:
        chosen, why = Route.GENERAL, "only-general"
    elif wanted == "simple" and not barred:
        chosen, why = Route.SIMPLE, "simple-wanted-unknown" if unknown else "simple-wanted"
    elif wanted == "simple":
        chosen, why = Route.GENERAL, "simple-refused"
    elif wanted == "general":
        chosen, why = Route.GENERAL, "general-wanted"
    elif barred:
        chosen, why = Route.GENERAL, "simple-barred"
    elif unknown:
        chosen, why = Route.GENERAL, "simple-unknown"
    else:
        chosen, why = Route.SIMPLE, "simple-open"
    values = {
        "grounds": "；".join(ground.title.zh for ground in barred),
        "grounds_en": "; ".join(ground.title.en for ground in barred),
        "count": len(unknown),
    }
    decision = RouteDecision(
        chosen=chosen,
        wanted=wanted,
        available=tuple(open_now),
        open_if_confirmed=tuple(may_open),
        why=sentence(law, ROUTE_WHY[why], **values),
        barred=tuple(barred),
        unknown=tuple(unknown),
        cleared=tuple(by_answer[Tri.NO]),
        alternatives=tuple(_alternatives(law, facts)),
    )
    return Decision(decision, refused=wanted == "simple" and bool(barred))


def _alternatives(law: Law, facts: Facts) -> Iterator[RouteAlternative]:
    """What the legal form may do instead of ending, as far as its facts do not rule it out."""
    for entry in law.alternatives.values():
        ruled_out = any(
            facts[each.fact].value not in (each.is_, Tri.UNKNOWN) for each in entry.when
        )
        if not ruled_out:
            yield RouteAlternative(
                id=entry.id,
                title=text(entry.title),
                says=text(entry.says),
                citations=tuple(citation(law, law.rules[rule]) for rule in entry.basis),
            )


def _answer(ground: Ground, facts: Facts, line_of: LineOf) -> BarredGround:
    fact = facts[ground.fact]
    path = fact.path or tuple(ground.input_path.split("."))
    return BarredGround(
        ground=ground.id,
        title=Text(zh=ground.title.zh, en=ground.title.en),
        answer=fact.value,
        citation=Text(zh=ground.citation.zh, en=ground.citation.en),
        confidence=ground.confidence,
        input_line=line_of(path),
        input_path=".".join(path),
        curable=ground.curable,
        cure=Text(zh=ground.cure.zh, en=ground.cure.en) if ground.cure else None,
        question=Text(zh=ground.question.zh, en=ground.question.en),
    )
