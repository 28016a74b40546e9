"""What a reader must see first: conflicts, traps, doubts.

A conflict is a binding limit that has passed or cannot be met, a forced route that the law bars,
or a step recorded before the law allows it. It comes with its article and a remedy; a plan with a
conflict never looks fine.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from checklist.plan import Citation, FinishBy, Task, Warning
from checklist.planning.draft import Draft
from checklist.planning.limits import cited, concerns
from checklist.planning.local import place_warnings
from checklist.planning.mishaps import accident_warnings
from checklist.planning.sentences import warn
from checklist.planning.step_findings import limit_findings, order_findings, return_findings
from checklist.planning.summary import stale_cited
from checklist.rules.forms import rule_of
from checklist.vocabulary import Confidence, Route, Tri

NAMED: Final = 8
"""Sources that page 1 names at most; the appendix has the day of every check."""
_ORDER = {"conflict": 0, "warning": 1, "notice": 2}

LEGACY_UNTIL: Final = dt.date(2024, 7, 1)
"""Companies set up before this day may have terms to cut (国务院令第784号 art. 2)."""

_INSOLVENT: Final = {Route.BANKRUPTCY: "insolvent", Route.BANKRUPTCY_FIRST: "insolvent-first"}
"""What is said of insolvency on the routes that end in court; elsewhere the owners answer."""


def warnings(
    work: Draft,
    tasks: tuple[Task, ...],
    rules: Mapping[str, Citation],
    finish: FinishBy | None = None,
    supposed: bool = False,
) -> tuple[Warning, ...]:
    """Everything worth a warning, conflicts first.

    `rules` are those that the tasks rely on; `finish` is how the wished end fares; `supposed`
    says that an event is only supposed.
    """
    found: list[Warning] = []
    titles = {task.id: task.title for task in tasks}
    if supposed:
        found.append(warn(work.law, "notice", "what-if"))
    found += _route(work)
    found += _company(work)
    found += _forced(work)
    found += _merger(work)
    found += accident_warnings(work)
    for task in tasks:
        if task.limits:
            found += limit_findings(work, task, titles)
        if work.schedule.slots[task.id].fixed:
            found += order_findings(work, task, titles)
    found += return_findings(work, tasks)
    found += _not_here(work)
    found += _contributions(work)
    found += _target(work, finish)
    found += place_warnings(work, tasks)
    found += _law(work, tasks, rules)
    return tuple(sorted(found, key=lambda warning: _ORDER[warning.level]))


def _route(work: Draft) -> list[Warning]:
    if not work.decision.refused:
        return []
    return [
        warn(
            work.law,
            "conflict",
            "barred-route-wanted",
            title=ground.title.zh,
            title_en=ground.title.en,
            cure=ground.cure.zh if ground.cure else "无法消除，只能走一般注销。",
            cure_en=ground.cure.en if ground.cure else "none; only the general route remains.",
            citation=ground.citation.zh,
            input_line=ground.input_line,
        )
        for ground in work.decision.route.barred
        if ground.ground != "objection-open"  # said with its date among the accidents
    ]


def _merger(work: Draft) -> list[Warning]:
    """Only the side that ends is planned (公司法 art. 218, 220, 222)."""
    if work.route is not Route.MERGER_DIVISION:
        return []
    kinds = cited(work.law, "merger-kinds")
    return [warn(work.law, "notice", "merger-one-side", citation=kinds)]


def _company(work: Draft) -> list[Warning]:
    company = work.company
    found: list[Warning] = []
    insolvent = work.facts["insolvent"]
    if insolvent.value is Tri.YES:
        line = work.line_of(insolvent.path)
        code = _INSOLVENT.get(work.route, "insolvent-owners-answer")
        rule = "bankruptcy-debtor-applies" if code == "insolvent-first" else "insolvency-duty"
        found.append(
            warn(
                work.law,
                "conflict",
                code,
                citation=cited(work.law, rule_of(work.law, rule)),
                input_line=line,
            )
        )
    if work.facts["only-limited-partners"].value is Tri.YES:
        found.append(
            warn(
                work.law,
                "warning",
                "only-limited-partners",
                citation=cited(work.law, "partnership-one-kind-left"),
                input_line=work.line_of(("partnership", "general_partner_left")),
            )
        )
    if company.tax.abnormal_household is Tri.YES:
        line = work.line_of(("tax", "abnormal_household"))
        source = cited(work.law, "tax-abnormal-household")
        found.append(
            warn(work.law, "warning", "abnormal-household", citation=source, input_line=line)
        )
    if company.tax.open_inspection is Tri.YES:
        line = work.line_of(("tax", "open_inspection"))
        source = cited(work.law, "tax-clearance-commitment")
        found.append(warn(work.law, "warning", "open-inspection", citation=source, input_line=line))
    for number, override in enumerate(company.overrides):
        found.append(
            warn(
                work.law,
                "notice",
                "override",
                target=override.task or override.rule,
                input_line=work.line_of(("overrides", str(number))),
            )
        )
    return found


def _forced(work: Draft) -> list[Warning]:
    """The registry's notice runs against a company that liquidates itself (公司法 art. 241)."""
    notice = work.known.get("forced-notice-published")
    open_ = work.facts["forced-notice-open"].value is Tri.YES
    if work.route is not Route.AFTER_REVOCATION or notice is None or not open_:
        return []
    answer = work.counter.ask("forced-deregistration-notice-90", notice.day)
    if answer is None:
        return []
    return [
        warn(
            work.law,
            "conflict",
            "forced-averted",
            start=notice.day,
            day=answer.fields["nominal_end"],
            citation=cited(work.law, "forced-deregistration-notice-90"),
            input_line=work.line_of(notice.path),
        )
    ]


def _not_here(work: Draft) -> list[Warning]:
    """Recorded steps that this plan does not have: nothing that was said is passed over."""
    undone = {void.event for void in work.voided}
    found: list[Warning] = []
    for name, day in work.company.done.items():
        if name in work.selected:
            continue
        rule = work.law.tasks.get(name.partition("@")[0])
        if rule is None:
            continue
        event = "@".join(filter(None, (rule.produces or "", name.partition("@")[2])))
        if work.counter.canonical(event) in undone:
            continue
        found.append(
            warn(
                work.law,
                "notice",
                "done-not-in-plan",
                title=rule.title.zh,
                title_en=rule.title.en,
                day=day,
                input_line=work.line_of(("done", name)),
            )
        )
    return found


def _contributions(work: Draft) -> list[Warning]:
    """A company of before the new law that outlives the day on which its terms must be cut."""
    rule = work.law.rules["legacy-capital-adjustment-2027"]
    end = work.schedule.slots["registered-end"].planned
    started = work.company.company.established
    if not concerns(rule, frozenset({work.company.company.legal_form.value})) or not rule.dates:
        return []
    day = dt.date.fromisoformat(rule.dates.closes)
    if end <= day.toordinal() or work.as_of > day or (started and started >= LEGACY_UNTIL):
        return []
    return [
        warn(
            work.law,
            "warning",
            "legacy-capital",
            end=dt.date.fromordinal(end),
            day=day,
            citation=cited(work.law, rule.id),
            task="collect-capital" if "collect-capital" in work.selected else None,
            input_line=work.line_of(("company", "established")),
        )
    ]


def _target(work: Draft, finish: FinishBy | None) -> list[Warning]:
    """A wished end that cannot be met, and why."""
    if finish is None or finish.state == "met":
        return []
    by_law = finish.state == "impossible-by-law"
    waits = finish.legal_minimum
    return [
        warn(
            work.law,
            "conflict" if by_law else "warning",
            "target-impossible" if by_law else "target-missed",
            text=finish.text.zh,
            text_en=finish.text.en,
            citation="；".join(wait.citation.zh for wait in waits) if by_law and waits else None,
            input_line=work.line_of(("target_date",)),
        )
    ]


def _law(work: Draft, tasks: tuple[Task, ...], rules: Mapping[str, Citation]) -> list[Warning]:
    found: list[Warning] = []
    for name, task in work.selected.items() if work.known else ():
        for limit in work.limits[name]:
            dated = work.known.get(work.counter.trigger_of(limit.rule))
            if (
                dated is not None
                and work.law.rules[limit.rule].period
                and not work.counter.ask(limit.rule, dated.day)
            ):
                found.append(
                    warn(
                        work.law,
                        "warning",
                        "no-rule-for-date",
                        title=task.rule.title.zh,
                        title_en=task.rule.title.en,
                        day=dated.day,
                        rule=limit.rule,
                        task=name,
                    )
                )
    if any(task.provisional for task in tasks):
        found.append(warn(work.law, "notice", "provisional"))
    if count := work.unknown:
        found.append(warn(work.law, "notice", "unknown-facts", count=count))
    unverified = [entry for entry in rules.values() if entry.confidence is not Confidence.READ]
    if unverified:
        found.append(warn(work.law, "notice", "unverified-law", count=len(unverified)))
    if stale := stale_cited(work, tasks, rules):
        more = len(stale) > NAMED
        found.append(
            warn(
                work.law,
                "warning",
                "stale-law",
                count=len(stale),
                titles="、".join(title.zh for title in stale[:NAMED]).replace("》、《", "》《"),
                titles_en="; ".join(title.en for title in stale[:NAMED]),
                more="等" if more else "",
                more_en=" and more" if more else "",
            )
        )
    return found
