"""Loads the law: data files to a checked `Law`, with file:line errors, and a compiled cache.

The cache holds the checked law as JSON under a name that is the digest of every data file and of
the code that reads them; another content is another name, so it cannot be stale. A damaged or
unwritable cache is only slower.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from checklist.cachefolder import cache_folder
from checklist.problems import InputError, InputErrors
from checklist.rules.schema import FilingYear, HolidayYear, Law, Place

RULES: Final = Path(__file__).parent
KINDS: Final = (
    "sources",
    "events",
    "rules",
    "grounds",
    "graphs",
    "forms",
    "alternatives",
    "tasks",
    "local",
)
_YEAR_KINDS: Final = {"holidays": "holidays", "tax-filing": "filing"}


@lru_cache(maxsize=1)
def load_law() -> Law:
    """The packaged law, from the cache where it is there. Raises `InputErrors` if it is wrong."""
    files = {path: path.read_bytes() for path in data_files()}
    digest = _digest(files)
    folder = cache_folder()
    cache = folder / f"law-{digest}.json" if folder else None
    law = _cached(cache) if cache else None
    if law is None:
        law = compile_law({str(path.relative_to(RULES)): data for path, data in files.items()})
        if cache:
            _remember(cache, law)
    return law


def data_files() -> list[Path]:
    """The packaged data files, in a fixed order."""
    return sorted(RULES.rglob("*.yaml"))


def _digest(files: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256()
    facts = ("kleene.py", "tax_conditions.py", "conditions.py")
    readers = ("schema.py", "graphs.py", "forms.py", "checks.py", *facts, "loader.py")
    code = [RULES / name for name in readers]
    code += [RULES.parent / "text.py", RULES.parent / "vocabulary.py"]
    for path, data in [*files.items(), *((path, path.read_bytes()) for path in code)]:
        digest.update(f"{path.relative_to(RULES.parent)}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:32]


def _cached(path: Path) -> Law | None:
    """The cached law, if it is whole: the first line is the digest of the rest."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != seal:
            return None
        return Law.model_validate_json(body)
    except (OSError, ValidationError):
        return None


def _remember(path: Path, law: Law) -> None:
    body = law.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    seal = hashlib.sha256(body).hexdigest().encode()
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(seal + b"\n" + body)
        os.replace(temporary, path)
        for old in path.parent.glob("law-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


class _Reader:
    """Collects the entries of all files and remembers where each stands."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.entries |= {"holidays": {}, "filing": {}}
        self.places: dict[tuple[str, str], tuple[str, Any]] = {}
        self.lines: dict[str, tuple[str, ...]] = {}
        self.errors: dict[str, list[InputError]] = {}

    def read(self, name: str, data: bytes, replace: bool = False) -> None:
        """Take one file; with `replace`, its entries take the place of those of the same id."""
        from checklist.reading.source import NotTextError, decode, split_lines
        from checklist.reading.tree import read_tree

        try:
            text = decode(data, name)
        except NotTextError as refused:
            self.note(name, refused.error)
            return
        self.lines[name] = split_lines(text)
        tree = read_tree(text, self.lines[name])
        for error in tree.errors:
            self.note(name, error)
        if tree.errors:
            return
        content = tree.data
        if isinstance(content, dict) and content.get("kind") in _YEAR_KINDS:
            kind = _YEAR_KINDS[content["kind"]]
            self.add(kind, str(content.get("year")), content, name, tree.root, replace)
            return
        if not isinstance(content, dict) or not set(content) <= set(KINDS) or not content:
            self.note(name, InputError(1, 1, "law-unknown-kind"))
            return
        for kind, entries in content.items():
            if not isinstance(entries, list):
                self.note(
                    name,
                    InputError(*tree.root.walk((kind,)).place(), "law-not-a-list", {"name": kind}),
                )
                continue
            for number, entry in enumerate(entries):
                node = tree.root.walk((kind, number))
                key = str(entry.get("id")) if isinstance(entry, dict) else f"#{number}"
                self.add(kind, key, entry, name, node, replace)

    def add(self, kind: str, key: str, entry: Any, name: str, node: Any, replace: bool) -> None:
        """Take one entry."""
        known = self.places.get((kind, key))
        if known is not None and not (replace and known[0] != name):
            self.note(name, InputError(node.line, node.column, "law-duplicate-id", {"name": key}))
            return
        self.entries[kind][key] = entry
        self.places[kind, key] = (name, node)

    def note(self, name: str, error: InputError) -> None:
        """Remember one error."""
        self.errors.setdefault(name, []).append(error)

    def at(self, kind: str, key: str, steps: tuple[str | int, ...]) -> tuple[str, int, int]:
        """File, line and column of a part of an entry."""
        name, node = self.places.get((kind, key), ("", None))
        return (name, *node.walk(steps).place()) if node is not None else (name, 0, 0)

    def law(self) -> dict[str, Any]:
        """The entries in the shape of `Law`."""
        return {**self.entries, "grounds": list(self.entries["grounds"].values())}

    def fail(self) -> None:
        """Raise the first file's errors, if there are any."""
        for name, errors in self.errors.items():
            raise InputErrors(errors, name, self.lines.get(name, ()))


def compile_law(
    files: Mapping[str, bytes], extra: Iterable[tuple[str, bytes]] = (), unused: bool = True
) -> Law:
    """Check `files` (name to content) and build the law they hold.

    `extra` files are read after them and replace entries of the same id: that is how a new data
    file is checked against the rest. Raises `InputErrors` for the first file that is wrong; with
    `unused` false, a source that nothing cites is no error.
    """
    from checklist.rules.checks import check_law
    from checklist.rules.conditions import FACTS, ITEM_FACTS

    reader = _Reader()
    for name, data in files.items():
        reader.read(name, data)
    for name, data in extra:
        reader.read(name, data, replace=True)
    reader.fail()
    try:
        law = Law.model_validate(reader.law())
    except ValidationError as error:
        _explain(reader, error)
        raise
    for finding in check_law(law, frozenset(FACTS), ITEM_FACTS):
        if finding.key == "unused-source" and not unused:
            continue
        name, line, column = reader.at(finding.kind, finding.entry, finding.steps)
        reader.note(name, InputError(line, column, f"law-{finding.key}", dict(finding.values)))
    reader.fail()
    return law


def _explain(reader: _Reader, error: ValidationError, under: tuple[str, ...] = ()) -> None:
    """Turn pydantic's errors into errors with a place, and raise them."""
    for problem in error.errors(include_url=False):
        loc: list[str | int] = [*under, *problem["loc"]]
        kind, key, steps = loc[0], loc[1], loc[2:]
        if kind == "grounds":
            key = list(reader.entries["grounds"])[int(key)]
        where = tuple(step for step in steps if step != "__root__")
        name, line, column = reader.at(str(kind), str(key), where)
        values = {"entry": key, "field": ".".join(map(str, where)) or "–", "what": problem["msg"]}
        reader.note(name, InputError(line, column, f"law-{_kind_of(problem['type'])}", values))
    reader.fail()


def _kind_of(pydantic_type: str) -> str:
    """The message for a pydantic error, by its type."""
    return {
        "missing": "missing-field",
        "extra_forbidden": "unknown-field",
        "statutory": "local-statutory",
    }.get(pydantic_type, "wrong-value")


def check_file(path: Path) -> int:
    """Check a data file together with the packaged law, whose entries it replaces by id.

    Returns how many entries it holds. Raises `InputErrors` where something in it is wrong.
    """
    name = str(path)
    data = _read(path)
    files = {
        str(packaged.relative_to(RULES)): packaged.read_bytes()
        for packaged in data_files()
        if packaged.resolve() != path.resolve()
    }
    compile_law(files, [(name, data)], unused=False)
    reader = _Reader()
    reader.read(name, data)
    return sum(len(entries) for entries in reader.entries.values())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputErrors([InputError(0, 0, "no-file", {"name": str(path)})], str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        problem = InputError(0, 0, "unreadable", {"reason": reason})
        raise InputErrors([problem], str(path)) from None


def read_year_files(
    paths: Iterable[Path],
) -> tuple[dict[int, HolidayYear], dict[int, FilingYear]]:
    """A user's own year files, by year. Raises `InputErrors` where one is wrong or no year file."""
    reader = _Reader()
    for path in paths:
        name = str(path)
        reader.read(name, _read(path), replace=True)
        if any(reader.entries[kind] for kind in KINDS):
            reader.note(name, InputError(1, 1, "law-not-a-year-file"))
    reader.fail()
    try:
        kind = "holidays"
        holidays = TypeAdapter(dict[int, HolidayYear]).validate_python(reader.entries[kind])
        kind = "filing"
        filing = TypeAdapter(dict[int, FilingYear]).validate_python(reader.entries[kind])
    except ValidationError as error:
        _explain(reader, error, (kind,))
        raise
    return holidays, filing


def read_local_files(paths: Iterable[Path], law: Law) -> dict[str, Place]:
    """A user's own local practices by place. Raises `InputErrors` where a file is wrong.

    A file that holds anything but `local` is refused: periods and their numbers are the law's.
    """
    from checklist.rules.checks import check_local
    from checklist.rules.local import joined

    found: dict[str, Place] = {}
    for path in paths:
        reader = _Reader()
        name = str(path)
        reader.read(name, _read(path))
        reader.fail()
        if any(entries for kind, entries in reader.entries.items() if kind != "local"):
            reader.note(name, InputError(1, 1, "law-not-a-local-file"))
        reader.fail()
        try:
            places = TypeAdapter(dict[str, Place]).validate_python(reader.entries["local"])
        except ValidationError as error:
            _explain(reader, error, ("local",))
            raise
        for finding in check_local(places, law.tasks, {*law.local, *places}):
            _, line, column = reader.at(finding.kind, finding.entry, finding.steps)
            reader.note(name, InputError(line, column, f"law-{finding.key}", dict(finding.values)))
        reader.fail()
        for key, place in places.items():
            known = found.get(key)
            found[key] = joined(known, place) if known else place
    return found
