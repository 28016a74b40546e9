"""YAML text to a `Company`, and every error with its line, column and remedy.

The rooms: `source` (bytes to text), `tree` (text to data and places), `checklist.company` (data to
facts); and, imported only when something is wrong, `syntax` and `explain` (what to tell the
writer).
"""

from collections.abc import Iterable, Set
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import ValidationError

from checklist.company import Company
from checklist.problems import LAST, InputError, InputErrors, Loc
from checklist.reading.source import LIMIT, NotTextError, decode, split_lines
from checklist.reading.tree import Node, Tree, read_tree

if TYPE_CHECKING:
    from checklist.groupfile import GroupFile

__all__ = [
    "InputError",
    "InputErrors",
    "LoadedCompany",
    "LoadedGroup",
    "Names",
    "read_bytes",
    "read_company",
    "read_file",
    "read_input",
    "read_part",
]

MOST_ERRORS: Final = 100
"""Errors of one file that are reported; the rest is counted."""


class Names(NamedTuple):
    """The names of the law's data that an input file may mention; None is not checked."""

    events: Set[str] | None = None
    tasks: Set[str] | None = None
    rules: Set[str] | None = None


class LoadedCompany(NamedTuple):
    """A company with its file: what was read, and where each fact stands."""

    company: Company
    name: str
    source: bytes
    lines: tuple[str, ...]
    root: Node

    def position(self, loc: Loc) -> tuple[int, int]:
        """Line and column of the deepest node on the way to `loc`: a value, or a section's key."""
        return self.root.walk(loc).place()

    def refusal(self, loc: Loc, key: str, **values: object) -> InputErrors:
        """The error `key` of `checklist.messages.input` at `loc`, to be raised or collected."""
        error = InputError(*self.position(loc), key, values, loc)
        return InputErrors([error], self.name, self.lines)


class LoadedGroup(NamedTuple):
    """A file of companies that close together, with its places; its members are not read yet."""

    group: "GroupFile"
    name: str
    source: bytes
    lines: tuple[str, ...]
    root: Node

    def refusal(self, loc: Loc, key: str, **values: object) -> InputErrors:
        """The error `key` at `loc`."""
        error = InputError(*self.root.walk(loc).place(), key, values, loc)
        return InputErrors([error], self.name, self.lines)


def read_company(
    data: bytes,
    *,
    name: str,
    known_events: Set[str] | None = None,
    known_tasks: Set[str] | None = None,
    known_rules: Set[str] | None = None,
) -> LoadedCompany:
    """Read an input file's bytes.

    In: the bytes; the name to print in errors; the names of events, tasks and rules that the law
    knows (None: not checked). Out: the company and its places. Raises `InputErrors` with
    everything that is wrong, and nothing else, whatever the bytes are.
    """
    tree, lines = _tree_of(data, name)
    return _company_of(tree, lines, data, name, Names(known_events, known_tasks, known_rules))


def read_input(data: bytes, *, name: str, names: Names) -> LoadedCompany | LoadedGroup:
    """Read the bytes of a file that holds a company, or companies that close together.

    As `read_company`; what a group's members say is not read yet.
    """
    tree, lines = _tree_of(data, name)
    if not _is_group(tree):
        return _company_of(tree, lines, data, name, names)
    from checklist.groupfile import GroupFile

    problem = None
    try:
        group = GroupFile.model_validate(tree.data)
    except ValidationError as error:
        problem = error
    errors = list(tree.errors)
    if problem is not None:
        from checklist.reading.explain import explain

        errors += explain(problem, tree, lines, GroupFile)
    if errors:
        raise InputErrors(_at_most(errors), name, lines)
    return LoadedGroup(group, name, data, lines, tree.root)


def _tree_of(data: bytes, name: str) -> tuple[Tree, tuple[str, ...]]:
    try:
        text = decode(data, name)
    except NotTextError as refused:
        raise InputErrors([refused.error], name, refused.lines) from None
    lines = split_lines(text)
    return read_tree(text, lines), lines


def _is_group(tree: Tree) -> bool:
    """Whether a file holds companies that close together instead of one."""
    found = tree.data
    if not tree.sound or not isinstance(found, dict) or "company" in found:
        return False
    return "members" in found or "group" in found


def _company_of(
    tree: Tree, lines: tuple[str, ...], data: bytes, name: str, names: Names
) -> LoadedCompany:
    if _is_group(tree):
        place = tree.root.walk(("members",)).place()
        errors = [InputError(*place, "group-not-company", {}, ("members",))]
        raise InputErrors(errors, name, lines)
    errors = list(tree.errors)
    company = None
    if tree.sound:
        company, more = _validate(tree, lines, names)
        errors += more
    if errors or company is None:
        raise InputErrors(_at_most(errors), name, lines)
    return LoadedCompany(company, name, data, lines, tree.root)


def read_file(
    path: str | Path,
    *,
    known_events: Set[str] | None = None,
    known_tasks: Set[str] | None = None,
    known_rules: Set[str] | None = None,
) -> LoadedCompany:
    """Read an input file from disk; no more than the limit of it is ever held.

    Raises `InputErrors` also where the file is missing, a folder, unreadable or too large.
    """
    return read_company(
        read_bytes(path),
        name=str(path),
        known_events=known_events,
        known_tasks=known_tasks,
        known_rules=known_rules,
    )


def read_bytes(path: str | Path) -> bytes:
    """The bytes of an input file, cut one byte after the limit; raises `InputErrors`."""
    try:
        with open(path, "rb") as file:
            return file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise InputErrors([_cannot_open(error, str(path))], str(path)) from None


def read_part(
    found: LoadedCompany | LoadedGroup, loc: Loc, data: dict[str, object], names: Names
) -> LoadedCompany:
    """The company written at `loc` inside the file of another one, with its places there.

    In: the file; the place; the input found there; the names that the law knows. Raises
    `InputErrors` under the name of the file.
    """
    tree = Tree(data, found.root.walk(loc), [], True)
    company, errors = _validate(tree, found.lines, names)
    if errors or company is None:
        raise InputErrors(_at_most(errors), found.name, found.lines)
    return LoadedCompany(company, found.name, found.source, found.lines, tree.root)


def _validate(
    tree: Tree, lines: tuple[str, ...], names: Names
) -> tuple[Company | None, list[InputError]]:
    """The company, or what is wrong with the facts."""
    company, problem = None, None
    try:
        company = Company.model_validate(tree.data)
    except ValidationError as error:
        problem = error
    if problem is None and _known(tree.data, names):
        return company, []
    from checklist.reading.explain import explain, unknown_names

    errors = explain(problem, tree, lines) if problem else []
    return company, errors + unknown_names(tree, names)


def _known(data: object, names: Names) -> bool:
    """Whether every event, task and rule that a valid file mentions is known."""
    if not isinstance(data, dict):
        return True
    overrides = data.get("overrides") or ()
    return (
        _all_in(data.get("events"), names.events)
        and _all_in(data.get("done"), names.tasks)
        and _all_in(data.get("notes"), names.tasks)
        and _all_in(data.get("estimates"), names.tasks)
        and _all_in([item["task"] for item in overrides if item.get("task")], names.tasks)
        and _all_in([item["rule"] for item in overrides if item.get("rule")], names.rules)
    )


def _all_in(given: Iterable[str] | None, known: Set[str] | None) -> bool:
    return not given or known is None or all(name in known for name in given)


def _at_most(errors: list[InputError]) -> list[InputError]:
    """The first errors, and a last one that counts the others."""
    named = sorted((e for e in errors if e.key != "more"), key=lambda error: error[:2])
    rest = sum(error.values["number"] for error in errors if error.key == "more")
    rest += max(len(named) - MOST_ERRORS, 0)
    more = [InputError(LAST, 1, "more", {"number": rest})] if rest else []
    return named[:MOST_ERRORS] + more


def _cannot_open(error: OSError | ValueError, name: str) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(0, 0, "no-file", {"name": name})
    if isinstance(error, IsADirectoryError):
        return InputError(0, 0, "directory")
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(0, 0, "unreadable", {"reason": reason})
