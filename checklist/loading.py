"""From a path to a plan, shared by `plan`, `explain` and `batch`: read, check, plan."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Set
from pathlib import Path

from checklist.groupplan import GroupPlan
from checklist.holidays import Calendar
from checklist.messages import Lang, say
from checklist.messages.cli import CLI
from checklist.plan import Plan
from checklist.planning.awaiting import Awaited, Kind
from checklist.planning.build import finish, suppose
from checklist.planning.draft import ContradictingDatesError, Draft, draft
from checklist.planning.group import Planned, group_plan
from checklist.planning.items import wecom_accounts
from checklist.planning.recurring import is_period
from checklist.planning.schedule import END
from checklist.reading import (
    LoadedCompany,
    LoadedGroup,
    Names,
    read_bytes,
    read_company,
    read_input,
)
from checklist.reading.members import Group, Member, every, read_members, read_sound
from checklist.rules.schema import Law


class InstanceNames(Set[str]):
    """Names of the law, and those with an `@` whose first part may have a person or a period."""

    def __init__(self, names: Set[str], repeated: Set[str]) -> None:
        """Take all names, and those of them that are repeated."""
        self._names = names
        self._repeated = repeated

    def __contains__(self, name: object) -> bool:
        """Whether the law has the name, alone or with what follows the `@`."""
        if name in self._names:
            return True
        first, at, item = str(name).partition("@")
        return bool(at and item) and first in self._repeated

    def __iter__(self) -> Iterator[str]:
        """The names without an `@`."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are without an `@`."""
        return len(self._names)


def known_events(law: Law) -> InstanceNames:
    """Events an input file may date; a person's event carries the name after an `@`."""
    own = {task.produces for task in law.tasks.values() if task.each and task.produces}
    return InstanceNames(law.events.keys(), own | {"wecom-login"})


def known_tasks(law: Law) -> InstanceNames:
    """Tasks an input file may record; a repeated one carries its person or period."""
    return InstanceNames(
        law.tasks.keys(), {name for name, task in law.tasks.items() if task.each or task.recurs}
    )


def loaded(path: Path, law: Law, as_of: dt.date, data: bytes | None = None) -> LoadedCompany:
    """Read `path` and check it against the law's names; raises `InputErrors` with places.

    `data` is what the file holds, where it has been read already (perhaps on another machine).
    """
    names = names_of(law)
    found = read_company(
        read_bytes(path) if data is None else data,
        name=str(path),
        known_events=names.events,
        known_tasks=names.tasks,
        known_rules=names.rules,
    )
    _require(found, law, as_of)
    return found


def names_of(law: Law) -> Names:
    """Every name of the law that an input file may mention."""
    return Names(known_events(law), known_tasks(law), law.rules.keys())


def loaded_group(
    path: Path,
    law: Law,
    as_of: dt.date,
    data: bytes | None = None,
    others: Mapping[str, bytes] | None = None,
) -> Group:
    """Read `path` and every file that it names for its members; raises `InputErrors`.

    `data` as for `loaded`; `others` are the members' files by path, where they were read already.
    """
    return read_members(*_of_group(path, law, as_of, data, others))


def sound_members(
    path: Path,
    law: Law,
    as_of: dt.date,
    data: bytes,
    others: Mapping[str, bytes],
) -> Group:
    """The members in a file that can be planned although its group is refused.

    As `loaded_group`; raises `InputErrors` where the file itself cannot be read.
    """
    return read_sound(*_of_group(path, law, as_of, data, others))


def _of_group(
    path: Path,
    law: Law,
    as_of: dt.date,
    data: bytes | None,
    others: Mapping[str, bytes] | None,
) -> tuple[
    LoadedCompany | LoadedGroup,
    Path,
    Names,
    Callable[[LoadedCompany], None],
    Callable[[Path], bytes],
]:
    """The file itself, and how its members are read and checked."""
    names = names_of(law)
    found = read_input(read_bytes(path) if data is None else data, name=str(path), names=names)
    if isinstance(found, LoadedCompany):
        _require(found, law, as_of)

    def read(file: Path) -> bytes:
        given = (others or {}).get(str(file))
        return read_bytes(file) if given is None else given

    return found, path, names, lambda member: _require(member, law, as_of), read


def drafted(
    path: Path,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    data: bytes | None = None,
    what_if: Mapping[str, dt.date] | None = None,
    others: Mapping[str, bytes] | None = None,
) -> Draft:
    """Read the company in `path` and draft its plan; raises `InputErrors` with places.

    `data` and `others` as for `loaded_group`: what belongs to the company is drafted before it.
    """
    group = loaded_group(path, law, as_of, data, others)
    if group.name is not None:
        loaded(path, law, as_of, group.source)  # refuses a file that holds several companies
    return drafted_group(group, law, calendar, as_of, what_if)[group.tops[0].key]


def drafted_group(
    group: Group,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    what_if: Mapping[str, dt.date] | None = None,
) -> dict[str, Draft]:
    """The draft of every member of a group by its key, what belongs to a company before it.

    `what_if` supposes events of the companies at the top. Raises `InputErrors` with places.
    """
    found: dict[str, Draft] = {}
    tops = {top.key for top in group.tops}

    def visit(member: Member) -> Draft:
        if member.key not in found:
            awaited = tuple(
                _awaited(link.kind, link.number, link.member, visit(link.member))
                for link in member.below
            )
            supposed = what_if or {} if member.key in tops else {}
            found[member.key] = _drafted(member.loaded, law, calendar, as_of, supposed, awaited)
        return found[member.key]

    for top in group.tops:
        visit(top)
    return found


def planned_group(
    group: Group,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    *,
    target: dt.date | None = None,
    what_if: Mapping[str, dt.date] | None = None,
) -> dict[str, Planned]:
    """The plan of every member of a group by its key; `target` is for the companies at the top."""
    members = {member.key: member for member in every(*group.tops)}
    tops = {top.key for top in group.tops}
    return {
        key: Planned(
            key,
            members[key].stem,
            work,
            finish(work, target, what_if) if key in tops else finish(work),
        )
        for key, work in drafted_group(group, law, calendar, as_of, what_if).items()
    }


def overview(group: Group, members: Mapping[str, Planned]) -> GroupPlan:
    """The plan of a group from the plans of its members."""
    return group_plan(members, [top.key for top in group.tops], group.name)


def _awaited(kind: Kind, number: int, member: Member, work: Draft) -> Awaited:
    """A member's end as the plan of its holder needs it."""
    slot = work.schedule.slots[END]
    return Awaited(
        kind,
        number,
        work.company.company.name,
        member.key,
        slot.planned,
        work.scheduler.by_law_alone.slots[END].planned,
        over=slot.fixed and slot.planned <= work.as_of.toordinal(),
    )


def _drafted(
    found: LoadedCompany,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    what_if: Mapping[str, dt.date],
    awaited: tuple[Awaited, ...],
) -> Draft:
    company = suppose(found.company, law, what_if)
    try:
        return draft(company, law, calendar, as_of, lambda keys: line_of_key(found, keys), awaited)
    except ContradictingDatesError as error:
        wrong = error.found[0]
        raise found.refusal(
            wrong.second,
            "dates-disagree",
            event=wrong.event,
            first=".".join(wrong.first),
            first_line=found.position(wrong.first)[0],
            first_day=wrong.first_day.isoformat(),
            second_day=wrong.second_day.isoformat(),
        ) from None


def line_of_key(found: LoadedCompany, keys: tuple[str, ...]) -> int | None:
    """The line of an input key, or None where the file does not have it."""
    node = found.root
    for key in keys:
        below = node.child(int(key) if key.isdigit() else key)
        if below is None:
            return None
        node = below
    return node.place()[0]


def planned(
    path: Path,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    data: bytes | None = None,
    *,
    target: dt.date | None = None,
    what_if: Mapping[str, dt.date] | None = None,
    others: Mapping[str, bytes] | None = None,
) -> Plan:
    """Read `path` and plan it; raises `InputErrors` with places. `data` as for `loaded_group`."""
    return finish(drafted(path, law, calendar, as_of, data, what_if, others), target, what_if)


def unprintable(path: Path, plan: Plan, lang: Lang) -> str:
    """One sentence for each character of `plan` that no font of ours can draw; mostly none."""
    from checklist.outputs.glyphs import missing_glyphs, place

    return "\n".join(
        say(
            CLI["no-glyph"],
            lang,
            file=place(path, item.character),
            character=item.character,
            code=f"U+{ord(item.character):04X}",
            where=item.where,
        )
        for item in missing_glyphs(plan)
    )


def _require(found: LoadedCompany, law: Law, as_of: dt.date) -> None:
    """What a file must keep to beyond its form before it can be planned."""
    _require_past(found, as_of)
    _require_items(found, law)


def _require_past(found: LoadedCompany, as_of: dt.date) -> None:
    """A task is done on or before the plan's date."""
    for task, day in found.company.done.items():
        if day > as_of:
            values = {"day": day.isoformat(), "as_of": as_of.isoformat()}
            raise found.refusal(("done", task), "done-in-future", **values)


def _require_items(found: LoadedCompany, law: Law) -> None:
    """What follows an `@` is a person of the file, or a period."""
    people = {item.key for item in wecom_accounts(found.company, law)}
    company = found.company
    for section, names in (
        ("done", company.done),
        ("events", company.events),
        ("notes", company.notes),
    ):
        for name in names:
            first, at, item = name.partition("@")
            task = law.tasks.get(first) if section != "events" else None
            if task is not None and task.each == "member":
                if section == "notes":
                    continue
                raise found.refusal((section, name), "done-in-members-file", given=name)
            if not at:
                if task is not None and (task.each or task.recurs):
                    key = "name-needs-period" if task.recurs else "name-needs-person"
                    raise found.refusal((section, name), key, given=name)
                continue
            if task is not None and task.recurs:
                if not is_period(item):
                    raise found.refusal((section, name), "no-such-period", given=item)
            elif item not in people:
                known = "、".join(sorted(people)) or "–"
                raise found.refusal((section, name), "no-such-person", given=item, known=known)
