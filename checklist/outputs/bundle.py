"""The ticket bundle: every format of one plan under one plain name, with a manifest of hashes.

A group's holds the overview and each member's documents, called as in the member's own bundle.

The name is ASCII, so that every ticket system, mail and file share takes it: the last six of the
credit code (for a company without one, the company's half of the plan's code) and the plan's day.
The same plan gives the same bytes: the archive's dates are the plan's day, its order and
permissions are fixed. What the options leave out is left out of every format alike.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Final, NamedTuple

from checklist.groupplan import GroupPlan
from checklist.outputs.code import characters
from checklist.outputs.documents import Printed, render_all
from checklist.outputs.group import render_group
from checklist.outputs.options import EXTENSIONS, Options
from checklist.outputs.redact import redact_group, redact_input

FORMATS: Final = ("pdf", "html", "ics", "xlsx", "csv", "md", "json")
"""What a bundle holds, in this order."""
MANIFEST: Final = "manifest.json"
KIND: Final = "winddown-bundle"
VERSION: Final = 1
PROGRAM: Final = "winddown-checklist"
_CODE_END: Final = 6
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""The years that an archive can write."""


class Bundle(NamedTuple):
    """A bundle before it is written."""

    name: str
    """Of the folder, or of the archive without `.zip`."""
    files: Mapping[str, bytes]
    """File name to content; the manifest comes last."""
    as_of: dt.date


def make_bundle(ready: Printed, options: Options) -> Bundle:
    """Every document of a plan, named alike, and the manifest; raises `OutputError`.

    No amounts are in any of them: a ticket has more readers than finance.
    """
    options = replace(options, money=None)
    name = bundle_name(ready, options)
    files = _named(name, render_all(ready, FORMATS, options))
    manifest = {
        **_head(),
        **_about(ready),
        **_how(options),
        "files": [_entry(*file) for file in files.items()],
    }
    return _bundle(name, files, manifest, ready.plan.as_of)


def make_group_bundle(
    group: GroupPlan,
    members: Mapping[str, Printed],
    options: Options,
    sources: Iterable[bytes],
    own: str | None,
    *,
    together: bool = False,
) -> Bundle:
    """The overview of a group and every member's documents, and the manifest; raises `OutputError`.

    `own` is the key of the company whose bundle it is, None for companies side by side; `together`:
    one document of all instead of one each.
    """
    options, sources = replace(options, money=None), tuple(sources)
    if options.embed != "full":
        group = redact_group(group, [redact_input(source) for source in sources])
    named = _names(group, members, options)
    whose = characters(group.name)
    name = named[own] if own else f"winddown-group-{whose}-{group.as_of}{_team(options)}"
    links = {key: f"{stem}.{EXTENSIONS['html']}" for key, stem in named.items()}
    made = {
        kind: render_group(group, kind, options, members, sources, together=together, links=links)
        for kind in FORMATS
    }
    files = _named(f"{name}-group" if own else name, made)
    entries = [{**_entry(*file), "of": None} for file in files.items()]
    for one in () if together else group.members:
        ready = members[one.key]
        docs = _named(named[one.key], render_all(ready, FORMATS, options))
        entries += [{**_entry(*file), "of": ready.plan.company.name} for file in docs.items()]
        files |= docs
    manifest = {
        **_head(),
        **(_about(members[own]) if own else {"company": None, "as_of": group.as_of.isoformat()}),
        "group": {
            "name": group.name,
            "expected_end": group.expected_end.isoformat() if group.expected_end else None,
            "members": [_about(members[one.key]) for one in group.members],
        },
        **_how(options),
        "files": entries,
    }
    return _bundle(name, files, manifest, group.as_of)


def _named(name: str, made: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{name}.{EXTENSIONS[kind]}": made[kind] for kind in FORMATS}


def _entry(name: str, data: bytes) -> dict[str, object]:
    kind = next(kind for kind in FORMATS if name.endswith(f".{EXTENSIONS[kind]}"))
    return {
        "name": name,
        "format": kind,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _head() -> dict[str, object]:
    return {
        "kind": KIND,
        "version": VERSION,
        "program": {"name": PROGRAM, "version": _program_version()},
    }


def _about(ready: Printed) -> dict[str, object]:
    """What the manifest says of a company."""
    plan = ready.plan
    return {
        "company": {"name": plan.company.name, "credit_code": plan.company.credit_code},
        "as_of": plan.as_of.isoformat(),
        "code": ready.code,
        "route": plan.route.chosen.value,
        "expected_end": plan.expected_end.isoformat() if plan.expected_end else None,
        "provisional": plan.provisional,
        "law": {
            "checked_from": plan.law.checked_from.isoformat(),
            "checked_to": plan.law.checked_to.isoformat(),
        },
    }


def _how(options: Options) -> dict[str, object]:
    return {
        "lang": options.lang,
        "team": options.look.team.value if options.look.team else None,
        "redacted": options.embed != "full",
    }


def _bundle(
    name: str, files: Mapping[str, bytes], manifest: Mapping[str, object], as_of: dt.date
) -> Bundle:
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    return Bundle(name, {**files, MANIFEST: text.encode()}, as_of)


def _names(group: GroupPlan, members: Mapping[str, Printed], options: Options) -> dict[str, str]:
    """What each member's documents are called; two codes that end alike get a number."""
    found: dict[str, str] = {}
    for one in reversed(group.members):  # a holder keeps the name it has alone
        name = plain = bundle_name(members[one.key], options)
        number = 1
        while name in found.values():
            number += 1
            name = f"{plain}-{number}"
        found[one.key] = name
    return found


def bundle_name(ready: Printed, options: Options) -> str:
    """`winddown-XK3C7H-2026-11-23`; a team's share says whose."""
    code = ready.plan.company.credit_code
    whose = code[-_CODE_END:] if code else ready.code.partition("-")[0]
    return f"winddown-{whose}-{ready.plan.as_of}{_team(options)}"


def _team(options: Options) -> str:
    return f"-{options.look.team.value}" if options.look.team else ""


def zipped(bundle: Bundle) -> bytes:
    """The bundle as an archive, its files in one folder."""
    day = bundle.as_of
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        day = day.replace(year=min(max(day.year, _FIRST_YEAR), _LAST_YEAR), day=min(day.day, 28))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in bundle.files.items():
            entry = zipfile.ZipInfo(
                f"{bundle.name}/{name}", (day.year, day.month, day.day, 0, 0, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, compresslevel=9)
    return target.getvalue()


def _program_version() -> str | None:
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return None
