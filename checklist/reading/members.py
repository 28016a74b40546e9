"""A company and what belongs to it, or companies side by side: files that name one another.

A branch or a holding in a file may say where its own input stands: in another file (`file:`, a
path relative to the file that names it) or right there (`inline:`). A group's file has no company
of its own and lists its `members:` in the same way. Each member is a `LoadedCompany` like any
other, whose places are those of the file it stands in; a file that two members name is read once.
A file that leads back to itself is refused.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from checklist.company import Held
from checklist.problems import GroupErrors, InputErrors, Loc
from checklist.reading import (
    LoadedCompany,
    LoadedGroup,
    Names,
    read_bytes,
    read_company,
    read_part,
)
from checklist.reading.outline import KINDS, MOST, Kind, group_stem, member_key, member_stem
from checklist.vocabulary import LABELS, LegalForm

if TYPE_CHECKING:
    from checklist.groupfile import Sister

GONE: Final[dict[Kind, str]] = {"branches": "deregistered", "investments": "disposed"}
"""The key with which the holder's file says that the item is over."""
DEEPEST: Final = 20
"""Levels of members below one another."""


class Link(NamedTuple):
    """One item of a holder's list that has an input of its own."""

    kind: Kind
    number: int
    member: "Member"


class Member(NamedTuple):
    """A company of a group with its file, and what belongs to it."""

    loaded: LoadedCompany
    path: Path
    """The file it stands in."""
    place: Loc
    """Where in that file: empty for the file itself."""
    below: tuple[Link, ...]

    @property
    def key(self) -> str:
        """What tells it from every other member: its file, and its place there."""
        return member_key(self.path, self.place)

    @property
    def stem(self) -> str:
        """How its documents are called: as its file, and an inline one by its place there."""
        return member_stem(self.path, self.place)


class Group(NamedTuple):
    """What an input file holds with everything that belongs to it."""

    path: Path
    name: str | None
    """What a file of companies side by side calls them; None for a company's own file."""
    source: bytes
    tops: tuple[Member, ...]
    """The company of the file, or the companies side by side."""

    @property
    def stem(self) -> str:
        """How its overview is called, before the day."""
        return group_stem(self.path)

    @property
    def has_members(self) -> bool:
        """Whether there is more than a company alone, so that there is an overview."""
        return self.name is not None or any(top.below for top in self.tops)


def read_members(
    found: LoadedCompany | LoadedGroup,
    path: Path,
    names: Names,
    check: Callable[[LoadedCompany], None] = lambda _: None,
    read: Callable[[Path], bytes] = read_bytes,
) -> Group:
    """What `found` in the file `path` holds, with everything that belongs to it.

    `check` refuses a member for reasons beyond its text; `read` gives a file's bytes. Raises
    `InputErrors` with the errors of every file, each under that file's name.
    """
    reader = _Reader(names, check, read)
    path = Path(os.path.normpath(path))
    tops = reader.tops(found, path)
    if reader.errors:
        raise reader.errors[0] if len(reader.errors) == 1 else GroupErrors(reader.errors)
    name = found.group.group if isinstance(found, LoadedGroup) else None
    return Group(path, name, found.source, tops)


def read_sound(
    found: LoadedCompany | LoadedGroup,
    path: Path,
    names: Names,
    check: Callable[[LoadedCompany], None] = lambda _: None,
    read: Callable[[Path], bytes] = read_bytes,
) -> Group:
    """Of a group that is refused, what can be planned without what is wrong.

    As `read_members`; the tops are those members that stand in the file `path` itself and wait for
    none that is refused.
    """
    reader = _Reader(names, check, read)
    path = Path(os.path.normpath(path))
    reader.tops(found, path)
    sound = (one for one in reader.read_in_full if one.path == path)
    return Group(path, None, found.source, tuple(sound))


def every(*tops: Member) -> Iterator[Member]:
    """Every member once: a company before what belongs to it."""
    seen: set[str] = set()
    queue = list(tops)
    while queue:
        one = queue.pop(0)
        if one.key not in seen:
            seen.add(one.key)
            yield one
            queue += [link.member for link in one.below]


def sources_of(group: Group) -> tuple[bytes, ...]:
    """Every file that a group was read from, once."""
    found = (group.source, *(one.loaded.source for one in every(*group.tops)))
    return tuple(dict.fromkeys(found))


class _Reader:
    """Reads a group; keeps what was read, what is being read, and what is wrong."""

    def __init__(
        self,
        names: Names,
        check: Callable[[LoadedCompany], None],
        read: Callable[[Path], bytes],
    ) -> None:
        self.names = names
        self.check = check
        self.read = read
        self.errors: list[InputErrors] = []
        self.known: dict[str, Member | None] = {}
        self.read_in_full: list[Member] = []
        """Members that were read with everything that belongs to them."""

    def tops(self, found: LoadedCompany | LoadedGroup, path: Path) -> tuple[Member, ...]:
        """The company of a file, or the companies side by side that it lists."""
        if isinstance(found, LoadedGroup):
            return tuple(self.sisters(found, path))
        return (self.member(found, path, (), ()),)

    def sisters(self, found: LoadedGroup, path: Path) -> Iterator[Member]:
        """The companies side by side that a group's file lists."""
        first: dict[str, int] = {}
        for number, item in enumerate(found.group.members):
            try:
                member = self.sister(found, path, number, item)
                if member is not None and first.setdefault(member.key, number) != number:
                    name = member.loaded.company.company.name
                    values = {"name": name, "first": first[member.key] + 1}
                    raise found.refusal(("members", number), "member-listed-twice", **values)
            except InputErrors as error:
                self.errors.append(error)
            else:
                if member is not None:
                    yield member

    def sister(self, found: LoadedGroup, path: Path, number: int, item: "Sister") -> Member | None:
        """A company that a group's file lists; None where it was refused before."""
        here: Loc = ("members", number)
        if len(self.known) >= MOST:
            raise found.refusal(here, "too-many-members", most=MOST, deepest=DEEPEST)
        if item.inline is not None:
            inner = (*here, "inline")
            own = _named_inline(item.inline, {"name": item.name} if item.name else {})
            part = read_part(found, inner, own, self.names)
            self.check(part)
            member: Member | None = self.member(part, path, inner, ())
            self.known[member_key(path, inner)] = member
        else:
            member = self.of_file(found, path, (), here, item.file)
        if member is not None and item.name is not None:
            _same_name(found, here, item.name, member)
        return member

    def member(
        self, found: LoadedCompany, path: Path, place: Loc, above: tuple[Path, ...]
    ) -> Member:
        """A company with what belongs to it; `above` are the files that lead to it."""
        below: list[Link] = []
        whole = True
        for kind in KINDS:
            for number, item in enumerate(getattr(found.company, kind).items):
                if item.file is None and item.inline is None:
                    continue
                try:
                    link = self.link(found, path, place, above, kind, number, item)
                    below += link
                    whole = whole and all(one.member in self.read_in_full for one in link)
                    whole = whole and bool(link)
                except InputErrors as error:
                    self.errors.append(error)
                    whole = False
        member = Member(found, path, place, tuple(below))
        if whole:
            self.read_in_full.append(member)
        return member

    def link(
        self,
        found: LoadedCompany,
        path: Path,
        place: Loc,
        above: tuple[Path, ...],
        kind: Kind,
        number: int,
        item: Held,
    ) -> list[Link]:
        """The member an item leads to; none where it was refused before."""
        here: Loc = (kind, number)
        if len(self.known) >= MOST or len(above) + len(place) // 3 >= DEEPEST:
            raise found.refusal(here, "too-many-members", most=MOST, deepest=DEEPEST)
        if item.inline is not None:
            inner = (*place, *here, "inline")
            own = _with_name(item, kind, found.company.company.legal_form)
            part = read_part(found, (*here, "inline"), own, self.names)
            self.check(part)
            member: Member | None = self.member(part, path, inner, above)
            self.known[member_key(path, inner)] = member
        else:
            member = self.of_file(found, path, above, here, item.file)
        if member is None:
            return []
        _fits(found, here, kind, item, member)
        return [Link(kind, number, member)]

    def of_file(
        self,
        found: LoadedCompany | LoadedGroup,
        path: Path,
        above: tuple[Path, ...],
        here: Loc,
        file: str,
    ) -> Member | None:
        """The member of a file, read once; None where it is wrong, which was said already."""
        target = Path(os.path.normpath(path.parent / file))
        if target in (*above, path):
            chain = " → ".join(file.name for file in (*above, path, target))
            raise found.refusal((*here, "file"), "member-cycle", chain=chain)
        if str(target) in self.known:
            return self.known[str(target)]
        self.known[str(target)] = None
        try:
            data = self.read(target)
        except InputErrors:
            raise found.refusal((*here, "file"), "member-no-file", name=file) from None
        loaded = read_company(
            data,
            name=str(target),
            known_events=self.names.events,
            known_tasks=self.names.tasks,
            known_rules=self.names.rules,
        )
        self.check(loaded)
        member = self.member(loaded, target, (), (*above, path))
        self.known[str(target)] = member
        return member


def _with_name(item: Held, kind: Kind, holder: LegalForm) -> dict[str, object]:
    """An inline input; what the item says of name, code and form need not be said again."""
    own: dict[str, object] = {"name": item.name}
    if kind == "branches":
        form = LegalForm.BRANCH
        if holder is LegalForm.PARTNERSHIP:
            form = LegalForm.PARTNERSHIP_BRANCH
        own["legal_form"] = form.value
        code = getattr(item, "credit_code", None)
        if code:
            own["credit_code"] = code
    return _named_inline(item.inline, own)


def _named_inline(inline: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    said = inline.get("company")
    if said is not None and not isinstance(said, dict):
        return dict(inline)  # refused with its place when it is validated
    return {**inline, "company": {**own, **(said or {})}}


def _fits(found: LoadedCompany, here: Loc, kind: Kind, item: Held, member: Member) -> None:
    """A branch's file describes a branch, and of the name that the holder knows it by."""
    about = member.loaded.company.company
    is_branch = about.legal_form in (LegalForm.BRANCH, LegalForm.PARTNERSHIP_BRANCH)
    if is_branch is not (kind == "branches"):
        raise member.loaded.refusal(
            ("company", "legal_form"),
            "member-not-a-branch" if kind == "branches" else "member-is-a-branch",
            name=about.name,
            form=LABELS[about.legal_form],
            holder=found.company.company.name,
            file=found.name,
        )
    _same_name(found, here, item.name, member)


def _same_name(found: LoadedCompany | LoadedGroup, here: Loc, name: str, member: Member) -> None:
    other, file = member.loaded.company.company.name, str(member.path)
    if _plain(other) != _plain(name):
        values = {"name": name, "other": other, "file": file}
        raise found.refusal((*here, "name"), "member-name-differs", **values)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
