"""A task's two parts: what the law says of it in every plan, and what a plan adds."""

import datetime as dt
from typing import TypedDict

from checklist.plan import Citation, FactUsed, Status, Task, TaskDeadline
from checklist.planning.limits import citation, concerns, sentence
from checklist.planning.local import local_practices
from checklist.rules.schema import Law, TaskRule
from checklist.text import Text
from checklist.vocabulary import AUTHORITIES, Confidence


class Own(TypedDict, total=False):
    """What a plan says of a task beyond what the law says of it in every plan (`template`)."""

    number: int
    id: str
    title: Text
    assignee: str | None
    status: Status
    to_confirm: bool
    facts: tuple[FactUsed, ...]
    after: tuple[str, ...]
    advisory_after: tuple[str, ...]
    produces: str | None
    earliest: dt.date
    planned: dt.date
    done_on: dt.date | None
    deadline: dt.date | None
    plan_by: dt.date
    slack: int | None
    reserve: int | None
    critical: bool
    finish_by: dt.date | None
    timing: tuple[Text, ...]
    input_line: int | None
    provisional: bool
    limits: tuple[TaskDeadline, ...]
    steps: tuple[Text, ...]
    remark: str | None
    citations: tuple[Citation, ...]
    estimate_days: int
    estimate_why: Text
    confidence: Confidence


def template(law: Law, rule: TaskRule, graph: str, forms: frozenset[str]) -> Task:
    """A task of a graph as it stands in every plan of these legal forms; made once for a law."""

    def make() -> Task:
        citations = tuple(
            citation(law, law.rules[name])
            for name in rule.basis
            if concerns(law.rules[name], forms)
        )
        return Task(
            number=0,
            id=rule.id,
            title=rule.title,
            phase=rule.phase,
            owner=rule.owner,
            authority=rule.authority,
            authority_label=sentence(law, AUTHORITIES[rule.authority]),
            status="open",
            how=rule.how,
            sub_steps=rule.sub_steps,
            documents=rule.documents,
            evidence=rule.evidence,
            note=rule.note,
            local=local_practices(law, rule.id),
            citations=citations,
            estimate_days=0,
            estimate_why=rule.takes.why,
            confidence=_lowest(citations),
        )

    return law.once(("task", rule.id, graph, forms), make)


def relying_on(limits: tuple[TaskDeadline, ...], basis: tuple[Citation, ...]) -> Own:
    """A task's limits and what it relies on: their rules, then those of its basis, each once."""
    cited = {limit.citation.rule: limit.citation for limit in limits}
    for entry in basis:
        cited.setdefault(entry.rule, entry)
    citations = tuple(cited.values())
    return {
        "limits": limits,
        "citations": citations,
        "confidence": _lowest(citations),
        "provisional": any(limit.provisional for limit in limits),
    }


def _lowest(citations: tuple[Citation, ...]) -> Confidence:
    found = {entry.confidence for entry in citations}
    for level in (Confidence.MEMORY, Confidence.SECONDARY):
        if level in found:
            return level
    return Confidence.READ
