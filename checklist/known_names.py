"""What an input file may mention and must keep to beyond its form: the names that the law has."""

import datetime as dt
from collections.abc import Iterator, Set

from checklist.planning.items import wecom_accounts
from checklist.planning.recurring import is_period
from checklist.reading import LoadedCompany, Names
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


def names_of(law: Law) -> Names:
    """Every name of the law that an input file may mention."""
    return Names(known_events(law), known_tasks(law), law.rules.keys())


def require(found: LoadedCompany, law: Law, as_of: dt.date) -> None:
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
