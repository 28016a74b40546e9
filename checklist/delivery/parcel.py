"""What is delivered: files as they are, and what is made of a company's YAML on the spot.

The plan behind the files is looked for in them, so that the comment can say what matters: in the
YAML, in a plan's JSON, or in the input that a PDF carries (planned again for the PDF's day; only
where the code on the paper comes out the same is it that plan). Trackers also get the plan as
JSON: the next delivery is compared with it.
"""

import contextlib
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from checklist.delivery.errors import TargetError
from checklist.delivery.tickets import Item
from checklist.messages.delivery import FAILURES
from checklist.outputs.code import plan_code
from checklist.outputs.documents import file_name, printed, render_all
from checklist.outputs.errors import OutputError
from checklist.outputs.options import EXTENSIONS, Options
from checklist.outputs.plan_json import render_json
from checklist.outputs.redact import redact_input, redact_plan
from checklist.plan import Plan
from checklist.planfile import LIMIT, read_plan
from checklist.problems import InputErrors

BUNDLE: Final = "bundle"
"""The word among the formats that asks for all of them as one archive."""
YAML: Final = (".yaml", ".yml")
_MEMBERS: Final = 100
"""Files of an archive that are looked at."""
MOST: Final = 200 << 20
"""Bytes of a file; more than that no target takes."""

Planner = Callable[[Path, bytes, dt.date | None], Plan]
"""From an input file (its path, its bytes) and a day, or None for the day asked for, to a plan.
Raises `InputErrors`."""


class Parcel(NamedTuple):
    """Files, and the plan they are about, without what must not travel."""

    items: tuple[Item, ...]
    plan: Plan | None
    code: str
    data: Item | None
    """The plan as JSON, where it is not among the files already."""


def pack(files: tuple[Path, ...], kinds: list[str], options: Options, planner: Planner) -> Parcel:
    """Read the files and make what has to be made; writes nothing.

    Raises `InputErrors` for an input file, `TargetError` for another, `OutputError` where a
    document cannot be made.
    """
    items: dict[str, Item] = {}
    plans: dict[str, Plan] = {}
    carried: list[tuple[Path, bytes]] = []
    for path in files:
        data = _bytes(path)
        suffix = path.suffix.lower()
        if suffix in YAML:
            for item, safe in _made(path, data, kinds, options, planner):
                plans.setdefault(whose(safe), safe)
                _put(items, item)
            continue
        if suffix == ".json" and (given := _plan_in(path, data)):
            safe = redact_plan(given)
            if safe != given and options.embed != "full":
                raise TargetError(FAILURES["not-redacted"], file=path)
            plans.setdefault(whose(given), safe)
        if suffix == ".pdf":
            carried.append((path, data))
        if suffix == ".zip":
            for inner in _plans_in_zip(data):
                plans.setdefault(whose(inner), inner)
        _put(items, Item(path.name, data))
    for path, data in carried:
        if again := _plan_of_pdf(path, data, options, planner):
            plans.setdefault(whose(again), again)
    if len(plans) > 1:
        names = "、".join(one.company.name for one in plans.values())
        raise TargetError(FAILURES["many-companies"], names=names)
    about = next(iter(plans.values()), None)
    found = tuple(items.values())
    return Parcel(found, about, plan_code(about) if about else "", _data(about, found))


def _made(
    path: Path, data: bytes, kinds: list[str], options: Options, planner: Planner
) -> Iterator[tuple[Item, Plan]]:
    """What is made of an input file, each with the plan as it may travel."""
    own = replace(options, source=data)
    ready = printed(planner(path, data, None), own)
    safe = redact_plan(ready.plan, redact_input(data)) if options.embed == "full" else ready.plan
    for kind, made in render_all(ready, (kind for kind in kinds if kind != BUNDLE), own).items():
        yield Item(file_name(path.stem, ready.plan.as_of, kind), made), safe
    if BUNDLE in kinds:
        from checklist.outputs.bundle import make_bundle, zipped

        bundle = make_bundle(ready, own)
        yield Item(f"{bundle.name}.zip", zipped(bundle)), safe


def _plans_in_zip(data: bytes) -> Iterator[Plan]:
    """The plans in an archive such as our bundles; one that cannot be read is a file like any."""
    broken = contextlib.suppress(zipfile.BadZipFile, RuntimeError, OSError, zlib.error)
    with broken, zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist()[:_MEMBERS]:
            if entry.filename.lower().endswith(".json") and entry.file_size <= LIMIT:
                found = plan_from(archive.read(entry))
                if found is not None:
                    yield redact_plan(found)


def _data(plan: Plan | None, items: tuple[Item, ...]) -> Item | None:
    """The plan's JSON, named after the first file, unless a file has it."""
    if plan is None:
        return None
    data = render_json(plan)
    if any(item.data == data for item in items):
        return None
    first = items[0].name
    endings = sorted((f".{one}" for one in EXTENSIONS.values()), key=len, reverse=True)
    known = next((one for one in endings if first.lower().endswith(one)), "")
    stem = first[: -len(known)] if known else first.rpartition(".")[0] or first
    name = f"{stem}.json"
    return Item(name if all(item.name != name for item in items) else f"{stem}.plan.json", data)


def _put(items: dict[str, Item], item: Item) -> None:
    # What a disk may call a file, a header and a URL may not.
    name = item.name.encode("utf-8", "replace").decode()
    item = Item("".join(one if one.isprintable() else "_" for one in name), item.data)
    before = items.setdefault(item.name, item)
    if before.data != item.data:
        raise TargetError(FAILURES["same-name"], name=item.name)


def _bytes(path: Path) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TargetError(FAILURES["unreadable"], file=path, reason=reason) from None
    if not data and path.suffix.lower() not in YAML:
        raise TargetError(FAILURES["empty"], file=path)
    if len(data) > MOST:
        raise TargetError(FAILURES["larger-than"], file=path, size=len(data), limit=MOST)
    return data


def _plan_in(path: Path, data: bytes) -> Plan | None:
    """The plan in a JSON file; another JSON file is a file like any other."""
    if b'"plan_version"' not in data:
        return None
    return read_plan(data, name=str(path))


def _plan_of_pdf(path: Path, data: bytes, options: Options, planner: Planner) -> Plan | None:
    """The plan of a PDF of ours, if it can be made again from what the PDF carries."""
    from checklist.outputs.carried import read_carried
    from checklist.outputs.formfields import AS_OF_KEY, CODE_KEY
    from checklist.outputs.pdfreader import open_pdf

    try:
        with open_pdf(data, path.name) as pdf:
            information = pdf.information()
        found = read_carried(data, path.name)
    except OutputError:
        return None
    whole = not found.redacted and redact_input(found.data).data != found.data
    if whole and options.embed != "full":
        raise TargetError(FAILURES["not-redacted"], file=path)
    try:
        day = dt.date.fromisoformat(information.get(AS_OF_KEY, ""))
        plan = planner(path, found.data, day)
    except (ValueError, InputErrors):
        return None
    safe = redact_plan(plan, redact_input(found.data))
    return safe if plan_code(safe) == information.get(CODE_KEY) else None


def whose(plan: Plan) -> str:
    """What a company is known by."""
    return plan.company.credit_code or plan.company.name


def same_company(one: Plan, other: Plan) -> bool:
    """Whether two plans are of one company: by credit code where both have one, else by name."""
    codes = one.company.credit_code, other.company.credit_code
    return codes[0] == codes[1] if all(codes) else one.company.name == other.company.name


def plan_from(data: bytes | None) -> Plan | None:
    """The plan in an attachment's bytes, or None where it holds none that can be read."""
    if data is None:
        return None
    try:
        return read_plan(data, name="")
    except InputErrors:
        return None
