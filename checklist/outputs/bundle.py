"""The ticket bundle: every format of one plan under one plain name, with a manifest of hashes.

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
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Final, NamedTuple

from checklist.outputs.documents import Printed, render_all
from checklist.outputs.options import EXTENSIONS, Options

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
    plan = ready.plan
    name = bundle_name(ready, options)
    made = render_all(ready, FORMATS, options)
    files = {f"{name}.{EXTENSIONS[kind]}": made[kind] for kind in FORMATS}
    entries = [
        {
            "name": each,
            "format": kind,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for kind, (each, data) in zip(FORMATS, files.items(), strict=True)
    ]
    manifest = {
        "kind": KIND,
        "version": VERSION,
        "program": {"name": PROGRAM, "version": _program_version()},
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
        "lang": options.lang,
        "team": options.look.team.value if options.look.team else None,
        "redacted": options.embed != "full",
        "files": entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    return Bundle(name, {**files, MANIFEST: text.encode()}, plan.as_of)


def bundle_name(ready: Printed, options: Options) -> str:
    """`winddown-XK3C7H-2026-11-23`; a team's share says whose."""
    code = ready.plan.company.credit_code
    whose = code[-_CODE_END:] if code else ready.code.partition("-")[0]
    team = f"-{options.look.team.value}" if options.look.team else ""
    return f"winddown-{whose}-{ready.plan.as_of}{team}"


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
