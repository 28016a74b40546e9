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
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from checklist.delivery.errors import TargetError
from checklist.delivery.group_note import group_from
from checklist.delivery.tickets import Item
from checklist.groupplan import GroupPlan
from checklist.loading import overview
from checklist.messages.delivery import FAILURES
from checklist.outputs.bundle import Bundle, make_bundle, make_group_bundle, zipped
from checklist.outputs.code import plan_code
from checklist.outputs.documents import file_name, printed, render_all
from checklist.outputs.errors import OutputError
from checklist.outputs.group import render_group, render_group_json
from checklist.outputs.options import EXTENSIONS, Grouping, Options
from checklist.outputs.plan_json import render_json
from checklist.outputs.redact import redact_group, redact_input, redact_plan
from checklist.plan import Plan
from checklist.planfile import LIMIT, read_plan
from checklist.planning.group import Planned
from checklist.problems import InputErrors
from checklist.reading.members import Group, every, sources_of

BUNDLE: Final = "bundle"
"""The word among the formats that asks for all of them as one archive."""
YAML: Final = (".yaml", ".yml")
_MEMBERS: Final = 100
"""Files of an archive that are looked at."""
MOST: Final = 200 << 20
"""Bytes of a file; more than that no target takes."""


class Plans(NamedTuple):
    """What is planned from an input file: its company and what belongs to it."""

    group: Group
    members: Mapping[str, Planned]


Planner = Callable[[Path, bytes, dt.date | None], Plans]
"""From an input file (its path, its bytes) and a day, or None for the day asked for, to its plans.
Raises `InputErrors`."""


class Parcel(NamedTuple):
    """Files, and the plan they are about, without what must not travel."""

    items: tuple[Item, ...]
    plan: Plan | None
    code: str
    data: tuple[Item, ...]
    """The plan as JSON, and the group's, where they are not among the files already."""
    group: GroupPlan | None = None
    """The group that they are about."""
    members: tuple[tuple[str, Plan], ...] = ()
    """The plans of all its members with their short names, where it was planned here."""


def pack(
    files: tuple[Path, ...],
    kinds: list[str],
    options: Options,
    planner: Planner,
    grouping: Grouping = "each",
) -> Parcel:
    """Read the files and make what has to be made; writes nothing.

    Raises `InputErrors` for an input file, `TargetError` for another, `OutputError` where a
    document cannot be made.
    """
    items: dict[str, Item] = {}
    plans: dict[str, Plan] = {}
    groups: dict[str, GroupPlan] = {}
    members: tuple[tuple[str, Plan], ...] = ()
    carried: list[tuple[Path, bytes]] = []
    for path in files:
        data = _bytes(path)
        suffix = path.suffix.lower()
        if suffix in YAML:
            made = _made(path, data, kinds, options, planner, grouping)
            for item in made.items:
                _put(items, item)
            if made.plan is not None:
                plans.setdefault(whose(made.plan), made.plan)
            if made.group is not None:
                groups.setdefault(made.group.name, made.group)
                members += made.members
            continue
        if suffix == ".json" and (given := _plan_in(path, data)):
            safe = redact_plan(given)
            if safe != given and options.embed != "full":
                raise TargetError(FAILURES["not-redacted"], file=path)
            plans.setdefault(whose(given), safe)
        if suffix == ".json" and (whole := group_from(data)):
            masked = redact_group(whole, ())
            if masked != whole and options.embed != "full":
                raise TargetError(FAILURES["not-redacted"], file=path)
            groups.setdefault(whole.name, masked)
        if suffix == ".pdf":
            carried.append((path, data))
        if suffix == ".zip":
            inner, over = _in_zip(data)
            plans |= {whose(one): one for one in inner if whose(one) not in plans}
            if over is not None:
                groups.setdefault(over.name, over)
        _put(items, Item(path.name, data))
    for path, data in carried:
        if again := _plan_of_pdf(path, data, options, planner):
            plans.setdefault(whose(again), again)
    if len(plans) > 1 or len(groups) > 1:
        names = "、".join([*(one.company.name for one in plans.values()), *groups])
        raise TargetError(FAILURES["many-companies"], names=names)
    about = next(iter(plans.values()), None)
    group = next(iter(groups.values()), None)
    found = tuple(items.values())
    code = plan_code(about) if about else ""
    return Parcel(found, about, code, _data(about, group, found), group, members)


class _Made(NamedTuple):
    """What is made of an input file, with its plans as they may travel."""

    items: list[Item]
    plan: Plan | None
    group: GroupPlan | None
    members: tuple[tuple[str, Plan], ...]


def _made(
    path: Path,
    data: bytes,
    kinds: list[str],
    options: Options,
    planner: Planner,
    grouping: Grouping,
) -> _Made:
    group, planned = planner(path, data, None)
    whole = grouping != "none" and group.has_members
    own = group.tops[0] if group.name is None else None
    if own is None and not whole:
        raise TargetError(FAILURES["group-alone"], file=path)
    shown = list(every(*group.tops)) if whole or own is None else [own]
    ready = {
        one.key: printed(planned[one.key].plan, replace(options, source=one.loaded.source))
        for one in shown
    }
    full = options.embed == "full"
    safe = {
        one.key: redact_plan(ready[one.key].plan, redact_input(one.loaded.source))
        if full
        else ready[one.key].plan
        for one in shown
    }
    plain = [kind for kind in kinds if kind != BUNDLE]
    items: list[Item] = []
    for one in shown if grouping != "one" or not whole else ():
        inner = replace(options, source=one.loaded.source)
        for kind, made in render_all(ready[one.key], plain, inner).items():
            items.append(Item(file_name(one.stem, ready[one.key].plan.as_of, kind), made))
    if not whole:
        assert own is not None
        if BUNDLE in kinds:
            items.append(_zipped(make_bundle(ready[own.key], options)))
        return _Made(items, safe[own.key], None, ())
    over, sources = overview(group, planned), sources_of(group)
    together = grouping == "one"
    for kind in plain:
        made = render_group(over, kind, options, ready, sources, together=together)
        items.append(Item(file_name(group.stem, over.as_of, kind), made))
    if BUNDLE in kinds:
        key = own.key if own else None
        args = (over, ready, options, sources, key)
        items.append(_zipped(make_group_bundle(*args, together=together)))
    told = redact_group(over, [redact_input(source) for source in sources])
    short = {one.key: one.short for one in told.members}
    members = tuple(
        ("" if own is not None and one is own else short[one.key], safe[one.key]) for one in shown
    )
    return _Made(items, safe[own.key] if own else None, told, members)


def _zipped(bundle: Bundle) -> Item:
    return Item(f"{bundle.name}.zip", zipped(bundle))


def _in_zip(data: bytes) -> tuple[list[Plan], GroupPlan | None]:
    """The plan, and the group, in an archive such as our bundles; others are files like any.

    Of a group's bundle the plan is that of the company it is called after.
    """
    plans: list[Plan] = []
    group: GroupPlan | None = None
    broken = contextlib.suppress(zipfile.BadZipFile, RuntimeError, OSError, zlib.error)
    with broken, zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist()[:_MEMBERS]:
            if not entry.filename.lower().endswith(".json") or entry.file_size > LIMIT:
                continue
            inside = archive.read(entry)
            if (found := plan_from(inside)) is not None:
                plans.append(redact_plan(found))
            if (whole := group_from(inside)) is not None:
                group = redact_group(whole, ())
    if group is not None:
        above = {one.name for one in group.members if one.relation == "holder" and not one.holders}
        plans = [plan for plan in plans if plan.company.name in above]
    return plans, group


def _data(plan: Plan | None, group: GroupPlan | None, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The plans' JSON, named after the first file, unless a file has it."""
    first = items[0].name if items else ""
    endings = sorted((f".{one}" for one in EXTENSIONS.values()), key=len, reverse=True)
    known = next((one for one in endings if first.lower().endswith(one)), "")
    stem = first[: -len(known)] if known else first.rpartition(".")[0] or first
    found: list[Item] = []
    for data, names in (
        (render_json(plan) if plan else None, (f"{stem}.json", f"{stem}.plan.json")),
        (render_group_json(group) if group else None, (f"{stem}.group.json",)),
    ):
        if data is not None and all(item.data != data for item in items):
            name = next((n for n in names if all(item.name != n for item in items)), names[-1])
            found.append(Item(name, data))
    return tuple(found)


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
        _, members = planner(path, found.data, day)
    except (ValueError, InputErrors):
        return None
    copy = redact_input(found.data)  # of a member inside, that of the file it stands in
    safe = (redact_plan(one.plan, copy) for one in members.values())
    return next((one for one in safe if plan_code(one) == information.get(CODE_KEY)), None)


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
