"""What changed beside the tasks: the wished end, WeCom accounts, records, the law's dates."""

from collections.abc import Iterator

from checklist.difference.model import DatedChange, LawChange, RuleChange, SourceChange
from checklist.difference.text import fill
from checklist.messages.difference import REST, STATES
from checklist.plan import Citation, Plan, WeComAccount
from checklist.text import Text
from checklist.vocabulary import LABELS


def dates(old: Plan, new: Plan) -> tuple[DatedChange, ...]:
    """Changes of the company's card, the wished end, WeCom accounts and retention periods."""
    return (*_card(old, new), *_wish(old, new), *_accounts(old, new), *_retention(old, new))


def _card(old: Plan, new: Plan) -> Iterator[DatedChange]:
    first, second = old.company, new.company
    pairs = {
        "legal-form": (first.legal_form_label, second.legal_form_label),
        "region": (_same(first.region), _same(second.region)),
        "established": (_same(first.established), _same(second.established)),
        "foreign-invested": tuple(fill(LABELS[side.foreign_invested]) for side in (first, second)),
    }
    for key, (before, after) in pairs.items():
        if before != after:
            yield DatedChange(kind="company", title=fill(REST[key]), old=before, new=after)


def _same(value: object) -> Text | None:
    """What reads alike in both languages."""
    return None if value is None else Text(zh=str(value), en=str(value))


def _wish(old: Plan, new: Plan) -> Iterator[DatedChange]:
    before, after = (
        fill(REST["wish"], day=plan.finish_by.target, state=STATES[plan.finish_by.state])
        if plan.finish_by
        else None
        for plan in (old, new)
    )
    if before != after:
        yield DatedChange(kind="finish-by", title=fill(REST["finish-by"]), old=before, new=after)


def _accounts(old: Plan, new: Plan) -> Iterator[DatedChange]:
    before, after = (
        {account.person: _span(account) for account in plan.wecom_accounts} for plan in (old, new)
    )
    for person in dict.fromkeys((*before, *after)):
        first, second = before.get(person), after.get(person)
        if first != second:
            title = fill(REST["wecom"], person=person)
            yield DatedChange(kind="wecom", title=title, old=first, new=second)


def _span(account: WeComAccount) -> Text:
    state, since, until = account.state, account.no_login_from, account.no_login_until
    return fill(REST["span"], since=since, until=until, state=STATES[state])


def _retention(old: Plan, new: Plan) -> Iterator[DatedChange]:
    before, after = (
        {(entry.rule, entry.what.zh): entry for entry in plan.retention} for plan in (old, new)
    )
    for key, entry in {**before, **after}.items():
        first, second = (
            _same(side[key].keep_through) if key in side else None for side in (before, after)
        )
        if first != second:
            yield DatedChange(kind="retention", title=entry.what, old=first, new=second)


def law(old: Plan, new: Plan) -> LawChange | None:
    """Sources with other dates, cited rules read or worded otherwise, years published since.

    A source or rule that only one plan cites is no change of the law: it came or went with a task.
    """
    before = {source.id: source for source in old.law.used}
    years, is_years = set(old.law.years_published), set(new.law.years_published)
    found = LawChange(
        sources=tuple(
            SourceChange(old=before[source.id], new=source)
            for source in new.law.used
            if source.id in before and source != before[source.id]
        ),
        rules=_rules(old, new),
        years_added=tuple(sorted(is_years - years)),
        years_removed=tuple(sorted(years - is_years)),
    )
    return found if found != LawChange() else None


def _cited(plan: Plan) -> dict[str, tuple[Citation, list[str]]]:
    found: dict[str, tuple[Citation, list[str]]] = {}
    for task in plan.tasks:
        for entry in task.citations:
            found.setdefault(entry.rule, (entry, []))[1].append(task.id)
    return found


def _rules(old: Plan, new: Plan) -> tuple[RuleChange, ...]:
    """What a rule says, its article and how far it was read; check dates are the source's."""
    before = _cited(old)
    found = []
    for rule, (entry, tasks) in _cited(new).items():
        if rule not in before:
            continue
        first = before[rule][0]
        reworded = (first.says, first.article, first.number) != (
            entry.says,
            entry.article,
            entry.number,
        )
        if reworded or first.confidence is not entry.confidence:
            found.append(
                RuleChange(
                    rule=rule,
                    law=entry.law,
                    article=entry.article,
                    old_confidence=first.confidence,
                    new_confidence=entry.confidence,
                    reworded=reworded,
                    tasks=tuple(tasks),
                )
            )
    return tuple(found)
