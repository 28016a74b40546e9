"""How long what kind of record must be kept after the end, and who keeps it.

Each period runs from the last record of its kind: the books of the last fiscal year, the last
tax paper, the last ended contract. 会计档案管理办法 art. 15, 征管法实施细则 art. 29, 劳动合同法
art. 50, 海关稽查条例 art. 5, 发票管理办法 art. 28.
"""

import datetime as dt
from typing import Final

from checklist.messages.planning import RECORDS
from checklist.plan import Retention
from checklist.planning.draft import Draft, forms_of
from checklist.planning.limits import citation, concerns, message
from checklist.vocabulary import Tri

KINDS: Final[tuple[tuple[str, str, str | None], ...]] = (
    ("accounting-archives-retention", "deregistration-completed", None),
    ("tax-records-10-years", "deregistration-completed", None),
    ("contract-text-2-years", "employment-ends", "employs-staff"),
    ("customs-records-3-years", "deregistration-completed", "customs-filed"),
    ("invoice-stubs-5-years", "tax-cleared", "drew-invoices-or-devices"),
)
"""Rule, the event by which the last record of the kind is made, the fact that must not be no."""


def retention(work: Draft) -> tuple[Retention, ...]:
    """The kinds of record of this company with the day through which each is kept."""
    found: list[Retention] = []
    forms = forms_of(work.company, work.facts)
    for name, event, fact in KINDS:
        rule = work.law.rules.get(name)
        day = work.schedule.event_day(event)
        if rule is None or day is None or not concerns(rule, forms):
            continue
        if fact and work.facts[fact].value is Tri.NO:
            continue
        start = dt.date(day.year, 12, 31) if rule.trigger == "fiscal-year-end" else day
        answer = work.counter.ask(name, start)
        if answer is None or "keep_through" not in answer.fields:
            continue
        found.append(
            Retention(
                rule=name,
                what=message(RECORDS[name]),
                start=start,
                keep_through=answer.fields["keep_through"],
                custodian=work.company.archives.custodian,
                citation=citation(work.law, rule),
            )
        )
    return tuple(found)
