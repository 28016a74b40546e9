"""What a worker does: one input file to its documents, without touching a disk.

It is the same function in a process of this machine and on a dask worker. What is slow to start
(the law, WeasyPrint, the fonts) is loaded once for each process.
"""

import os
import platform
import threading
import traceback
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from checklist.batch.jobs import Job, Outcome, Setup, program_digest
from checklist.batch.rows import Overview, Unit, overview_of, row_of
from checklist.holidays import Calendar
from checklist.loading import (
    drafted_group,
    loaded_group,
    overview,
    sound_drafts,
    unprintable,
)
from checklist.messages import say
from checklist.messages.batch import BATCH
from checklist.money.files import NO_PURSE
from checklist.money.report import money_report
from checklist.outputs.documents import Printed, file_name, printed, render_all
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.options import may_print_money
from checklist.outputs.redact import redact_group, redact_input
from checklist.plan import Plan
from checklist.planning.build import finish
from checklist.planning.draft import Draft
from checklist.planning.group import Planned
from checklist.problems import InputErrors
from checklist.reading.members import Group, Member, every, sources_of
from checklist.rules.loader import load_law
from checklist.rules.local import with_own
from checklist.rules.schema import FilingYear, HolidayYear, Law, Place

_ONE_AT_A_TIME: Final = threading.Lock()
"""A dask worker may have several threads; Pango's objects must not be used by two at once."""


def warm(kinds: tuple[str, ...]) -> None:
    """Load what every document needs; raises `OutputError` where something is missing."""
    load_law()
    if "html" in kinds or "pdf" in kinds:
        from checklist.outputs.templates import html_environment

        html_environment().get_template("plan.html.j2")
    if "pdf" in kinds:
        from checklist.outputs.pdf import prepare

        prepare()


def make(setup: Setup, job: Job) -> Outcome:
    """The documents of one input file; whatever happens comes back as an outcome."""
    if setup.program != program_digest():
        text = say(BATCH["other-program"], setup.options.lang, host=platform.node())
        return Outcome("no-environment", text)
    with _ONE_AT_A_TIME:
        try:
            return _made(setup, job)
        except EnvironmentMissing as error:
            return Outcome("no-environment", error.render(setup.options.lang))
        except OutputError as error:
            return Outcome("failed", f"{job.path}: {error.render(setup.options.lang)}")
        except Exception as error:  # one file must not stop the others, whatever is wrong
            return Outcome("failed", _internal(setup, job, error))


def _made(setup: Setup, job: Job) -> Outcome:
    path, law = Path(job.path), _law_of(setup.local)
    try:
        group = loaded_group(path, law, setup.as_of, job.data, job.others)
        return _of_group(setup, job, group)
    except InputErrors as error:
        return _without_refused(setup, job, error.render(setup.options.lang))


def _of_group(setup: Setup, job: Job, group: Group) -> Outcome:
    """The documents of every company in the file, and of the whole where it heads a group."""
    work = drafted_group(group, _law_of(setup.local), _calendar(setup), setup.as_of)
    whole = job.head and group.has_members
    members = {one.key: one for one in every(*group.tops) if whole or one.path == group.path}
    plans = {key: finish(draft) for key, draft in work.items() if key in members}
    wrong = [_unprintable(setup, members[key], plan) for key, plan in plans.items()]
    if any(wrong):
        return _without_refused(setup, job, "\n".join(filter(None, wrong)))
    documents: dict[str, bytes] = {}
    units: list[Unit] = []
    ready: dict[str, Printed] = {}
    for key, plan in plans.items():
        one = members[key]
        ready[key] = printed(plan, replace(setup.options, source=one.loaded.source))
        if one.path == group.path:
            made, unit = _unit(setup, job, one, work[key], plan, ready[key])
            documents |= made
            units.append(unit)
    if not whole:
        return Outcome("made", "", documents, tuple(units))
    planned = {key: Planned(key, members[key].stem, work[key], plans[key]) for key in plans}
    over, line = _overview(setup, group, planned, ready)
    return Outcome("made", "", documents | over, tuple(units), line)


def _overview(
    setup: Setup, group: Group, planned: dict[str, Planned], ready: dict[str, Printed]
) -> tuple[dict[str, bytes], Overview]:
    """The documents of a group as a whole, and its line."""
    from checklist.outputs.group import render_group

    whole = overview(group, planned)
    sources = sources_of(group)
    made = {
        file_name(group.stem, setup.as_of, kind): render_group(
            whole, kind, setup.options, ready, sources
        )
        for kind in setup.kinds
    }
    if setup.options.embed != "full":
        whole = redact_group(whole, [redact_input(source) for source in sources])
    return made, overview_of(whole, made)


def _without_refused(setup: Setup, job: Job, text: str) -> Outcome:
    """A refused file: members that stand in it and wait for nothing that is wrong are made."""
    path, law, calendar = Path(job.path), _law_of(setup.local), _calendar(setup)
    documents: dict[str, bytes] = {}
    units: list[Unit] = []
    for one, work in sound_drafts(path, law, calendar, setup.as_of, job.data, job.others):
        plan = finish(work)
        if not _unprintable(setup, one, plan):
            ready = printed(plan, replace(setup.options, source=one.loaded.source))
            try:
                made, unit = _unit(setup, job, one, work, plan, ready)
            except InputErrors as error:  # what it names is wrong: a pay file
                said = error.render(setup.options.lang)
                text = text if said in text else f"{text}\n{said}"
                continue
            documents |= made
            units.append(unit)
    return Outcome("refused", text, documents, tuple(units))


def _unprintable(setup: Setup, member: Member, plan: Plan) -> str:
    return unprintable(member.path, plan, setup.options.lang) if "pdf" in setup.kinds else ""


def _unit(
    setup: Setup, job: Job, member: Member, work: Draft, plan: Plan, ready: Printed
) -> tuple[dict[str, bytes], Unit]:
    """A company's documents and its line."""
    money = None
    if any(may_print_money(kind, setup.options.look) for kind in setup.kinds):
        money = money_report(work.company, plan, work.law, job.purses.get(member.place, NO_PURSE))
    options = replace(setup.options, source=member.loaded.source, money=money)
    made = render_all(ready, setup.kinds, options)
    documents = {file_name(member.stem, plan.as_of, kind): data for kind, data in made.items()}
    row = row_of(work.company, ready.plan, job.doubts.get(member.stem, {}))
    accountants = tuple(map(ready.mask, row.accountants))
    row = row.model_copy(update={"accountants": accountants})
    return documents, Unit(stem=member.stem, documents=tuple(documents), row=row)


@lru_cache(maxsize=2)
def _law_of(local: tuple[str, ...]) -> Law:
    places = [Place.model_validate_json(text) for text in local]
    return with_own(load_law(), {place.id: place for place in places})


@lru_cache(maxsize=2)
def _calendar_of(holidays: tuple[str, ...], filing: tuple[str, ...]) -> Calendar:
    own = {year.year: year for text in holidays for year in [HolidayYear.model_validate_json(text)]}
    tables = {year.year: year for text in filing for year in [FilingYear.model_validate_json(text)]}
    return Calendar.of(load_law(), own, tables)


def _calendar(setup: Setup) -> Calendar:
    return _calendar_of(setup.holidays, setup.filing)


def _internal(setup: Setup, job: Job, error: Exception) -> str:
    """A fault of ours: said in one line, with the traceback only where it is asked for."""
    what = f"{type(error).__name__}: {error}"
    if os.environ.get("CHECKLIST_DEBUG"):
        what = "".join(traceback.format_exception(error))
    return say(BATCH["internal"], setup.options.lang, file=job.path, what=what)
