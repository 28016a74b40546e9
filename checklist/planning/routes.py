"""Which routes are open to a company, and why the others are not.

The simple route (简易注销) is barred by any ground of its negative list (公司法 art. 240, 登记管理
条例 art. 33, 实施细则 art. 48). A ground nobody has answered bars nothing and clears nothing: the
route is then open only once it is answered. Without certainty the general route is planned,
because it is lawful in every one of these cases. A revoked licence is itself the cause of
dissolution and has its own order (公司法 art. 229 item 4); assets that do not cover the debts end
every route but bankruptcy (公司法 art. 237).
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from typing import Final

from checklist.messages.planning import ROUTE_WHY
from checklist.plan import BarredGround, RouteAlternative, RouteDecision
from checklist.planning.limits import citation, sentence
from checklist.rules.conditions import Facts
from checklist.rules.forms import PLAIN, form_of
from checklist.rules.schema import Alternative, Ground, Law
from checklist.vocabulary import Route, RouteChoice, Tri

LineOf = Callable[[tuple[str, ...]], int | None]
"""The line of an input key, or None where the file does not have it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision and whether the user's wish had to be refused."""

    route: RouteDecision
    refused: bool


def decide(law: Law, facts: Facts, wanted: RouteChoice, line_of: LineOf) -> Decision:
    """Choose the route: the user's wish where it is open, else the general route.

    `law` is that of the entity's legal form, which says which routes there are at all.
    """
    form = form_of(law, law.spoken or PLAIN)
    routes = form.graphs
    ordinary = next(iter(routes))
    has_simple = Route.SIMPLE in routes
    by_answer: dict[Tri, list[BarredGround]] = {value: [] for value in Tri}
    for ground in law.grounds if has_simple else ():
        answered = _answer(law, ground, facts, line_of)
        by_answer[answered.answer].append(answered)
    barred, unknown = by_answer[Tri.YES], by_answer[Tri.UNKNOWN]
    open_now = [ordinary, Route.SIMPLE] if has_simple else [ordinary]
    if barred or unknown:
        open_now = [ordinary]
    may_open = [Route.SIMPLE] if unknown and not barred else []
    special = _special(facts, routes.keys(), wanted)
    if special is not None:
        chosen, why, open_now = special
        may_open = []
    elif not has_simple:
        chosen, why = ordinary, _ONLY.get(ordinary, "only-general")
    elif wanted is RouteChoice.SIMPLE and not barred:
        chosen, why = Route.SIMPLE, "simple-wanted-unknown" if unknown else "simple-wanted"
    elif wanted is RouteChoice.SIMPLE:
        chosen, why = ordinary, "simple-refused"
    elif wanted is RouteChoice.GENERAL:
        chosen, why = ordinary, "general-wanted"
    elif barred:
        chosen, why = ordinary, "simple-barred"
    elif unknown:
        chosen, why = ordinary, "simple-unknown"
    else:
        chosen, why = Route.SIMPLE, "simple-open"
    said = form.compared.get(ordinary)
    values = {
        "condition": said.condition.zh if said else "",
        "condition_en": said.condition.en if said else "",
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
    refused = wanted is RouteChoice.SIMPLE and bool(barred) and special is None
    return Decision(decision, refused=refused)


_ONLY: Final = {Route.BRANCH: "only-branch", Route.REP_OFFICE: "only-rep-office"}
"""Why there is no choice, for forms that have one route of their own."""


def _special(
    facts: Facts, routes: Set[Route], wanted: RouteChoice
) -> tuple[Route, str, list[Route]] | None:
    """A route that the facts, or a cause other than a resolution, impose; with what is open too.

    Insolvency ends every other route: found in a liquidation, those who liquidate must apply
    (公司法 art. 237, 企业破产法 art. 7 para. 3); found before one, the company itself may (art. 7
    para. 1), and nothing of a liquidation is due. A revoked licence is itself the cause; the
    registry's notice of forced deregistration leaves the company the choice to liquidate first
    (art. 241). A group that the court appointed replaces the company's own (art. 233).
    """
    revoked = facts["licence-revoked"].value is Tri.YES
    notice = facts["forced-notice-open"].value is Tri.YES
    court = facts["court-liquidation"].value is Tri.YES
    own, forced = Route.AFTER_REVOCATION, Route.FORCED
    if facts["insolvent"].value is Tri.YES and Route.BANKRUPTCY in routes:
        begun = revoked or court or facts["dissolution-begun"].value is Tri.YES
        found = Route.BANKRUPTCY if begun else Route.BANKRUPTCY_FIRST
        return found, "insolvent" if begun else "insolvent-first", [found]
    if Route.COURT_ORDERED in routes and (court or wanted is RouteChoice.COURT_ORDERED):
        return Route.COURT_ORDERED, "court" if court else "court-wanted", [Route.COURT_ORDERED]
    if (revoked or notice) and own in routes:
        if forced not in routes or facts["approval-required"].value is Tri.YES:
            return own, "revoked", [own]
        if wanted is RouteChoice.FORCED:
            return forced, "forced-wanted", [own, forced]
        if notice:
            if wanted is RouteChoice.AFTER_REVOCATION:
                return own, "forced-averted", [own, forced]
            return forced, "forced-notice", [own, forced]
        return own, "revoked", [own]
    if Route.MERGER_DIVISION in routes and wanted is RouteChoice.MERGER_DIVISION:
        return Route.MERGER_DIVISION, "merger-wanted", [Route.MERGER_DIVISION]
    return None


def _alternatives(law: Law, facts: Facts) -> Iterator[RouteAlternative]:
    """What the legal form may do instead of ending, as far as its facts do not rule it out."""
    for entry in law.alternatives.values():
        ruled_out = any(
            facts[each.fact].value not in (each.is_, Tri.UNKNOWN) for each in entry.when
        )
        if not ruled_out:
            yield law.once(("alternative", entry.id), partial(_alternative, law, entry))


def _alternative(law: Law, entry: Alternative) -> RouteAlternative:
    return RouteAlternative(
        id=entry.id,
        title=entry.title,
        says=entry.says,
        citations=tuple(citation(law, law.rules[rule]) for rule in entry.basis),
    )


def _answer(law: Law, ground: Ground, facts: Facts, line_of: LineOf) -> BarredGround:
    """A ground with its answer; made once for a law, as most grounds are answered alike."""
    fact = facts[ground.fact]
    path = fact.path or tuple(ground.input_path.split("."))
    line = line_of(path)

    def make() -> BarredGround:
        return BarredGround(
            ground=ground.id,
            title=ground.title,
            answer=fact.value,
            citation=ground.citation,
            confidence=ground.confidence,
            input_line=line,
            input_path=".".join(path),
            curable=ground.curable,
            cure=ground.cure,
            question=ground.question,
        )

    return law.once(("answered", ground.id, fact.value, path, line), make)
