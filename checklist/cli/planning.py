"""From a path to a plan, shared by `plan`, `explain` and `batch`: read, check, plan."""

import datetime as dt
from pathlib import Path

from checklist.holidays import Calendar
from checklist.messages import Lang, say
from checklist.messages.cli import CLI
from checklist.plan import Plan
from checklist.planning.build import finish
from checklist.planning.draft import ContradictingDatesError, Draft, draft
from checklist.reading import LoadedCompany, read_bytes, read_company, require_plannable
from checklist.rules.schema import Law
from checklist.vocabulary import Tri


def drafted(
    path: Path, law: Law, calendar: Calendar, as_of: dt.date, data: bytes | None = None
) -> Draft:
    """Read `path` and draft its plan; raises `InputErrors` with places.

    `data` is what the file holds, where it has been read already (perhaps on another machine).
    """
    loaded = read_company(
        read_bytes(path) if data is None else data,
        name=str(path),
        known_events=frozenset(law.events),
        known_tasks=frozenset(law.tasks),
        known_rules=frozenset(law.rules),
    )
    require_plannable(loaded)
    _require_route(loaded)
    _require_past(loaded, as_of)
    try:
        return draft(loaded.company, law, calendar, as_of, lambda keys: _line_of(loaded, keys))
    except ContradictingDatesError as error:
        found = error.found[0]
        raise loaded.refusal(
            found.second,
            "dates-disagree",
            event=found.event,
            first=".".join(found.first),
            first_line=loaded.position(found.first)[0],
            first_day=found.first_day.isoformat(),
            second_day=found.second_day.isoformat(),
        ) from None


def _line_of(loaded: LoadedCompany, keys: tuple[str, ...]) -> int | None:
    """The line of an input key, or None where the file does not have it."""
    node = loaded.root
    for key in keys:
        below = node.child(int(key) if key.isdigit() else key)
        if below is None:
            return None
        node = below
    return node.place()[0]


def planned(path: Path, law: Law, calendar: Calendar, as_of: dt.date) -> Plan:
    """Read `path` and plan it; raises `InputErrors` with places."""
    return finish(drafted(path, law, calendar, as_of))


def unprintable(path: Path, plan: Plan, lang: Lang) -> str:
    """One sentence for each character of `plan` that no font of ours can draw; mostly none."""
    from checklist.outputs.glyphs import missing_glyphs

    return "\n".join(
        say(
            CLI["no-glyph"],
            lang,
            file=path,
            character=item.character,
            code=f"U+{ord(item.character):04X}",
            where=item.where,
        )
        for item in missing_glyphs(plan)
    )


def _require_route(loaded: LoadedCompany) -> None:
    """After a revocation other clocks run; this version does not plan that route."""
    if loaded.company.simple_route.licence_revoked is Tri.YES:
        raise loaded.refusal(("simple_route", "licence_revoked"), "route-not-planned")


def _require_past(loaded: LoadedCompany, as_of: dt.date) -> None:
    """A task is done on or before the plan's date."""
    for task, day in loaded.company.done.items():
        if day > as_of:
            values = {"day": day.isoformat(), "as_of": as_of.isoformat()}
            raise loaded.refusal(("done", task), "done-in-future", **values)
