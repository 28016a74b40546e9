"""From a path to a plan, shared by `plan`, `explain` and `batch`: read, check, plan."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from checklist.groupplan import GroupPlan
from checklist.holidays import Calendar
from checklist.known_names import names_of, require
from checklist.messages import Lang, say
from checklist.messages.cli import CLI
from checklist.plan import Plan
from checklist.planning.awaiting import Awaited, Kind
from checklist.planning.build import finish, suppose
from checklist.planning.draft import ContradictingDatesError, Draft, draft
from checklist.planning.group import Planned, group_plan
from checklist.planning.schedule import END
from checklist.problems import InputErrors
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
    require(found, law, as_of)
    return found


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


def sound_drafts(
    path: Path,
    law: Law,
    calendar: Calendar,
    as_of: dt.date,
    data: bytes,
    others: Mapping[str, bytes] | None = None,
) -> Iterator[tuple[Member, Draft]]:
    """Of a group that is refused, the members in the file that wait for nothing that is wrong.

    `data` and `others` as for `loaded_group`. None where the file itself cannot be read.
    """
    with contextlib.suppress(InputErrors):
        group = read_sound(*_of_group(path, law, as_of, data, others))
        for one in group.tops:
            with contextlib.suppress(InputErrors):
                alone = group._replace(tops=(one,))
                yield one, drafted_group(alone, law, calendar, as_of)[one.key]


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
        require(found, law, as_of)

    def read(file: Path) -> bytes:
        given = (others or {}).get(str(file))
        return read_bytes(file) if given is None else given

    return found, path, names, lambda member: require(member, law, as_of), read


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
