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
from checklist.batch.rows import row_of
from checklist.holidays import Calendar
from checklist.loading import drafted, unprintable
from checklist.messages import say
from checklist.messages.batch import BATCH
from checklist.money.report import money_report
from checklist.outputs.documents import file_name, printed, render_all
from checklist.outputs.errors import EnvironmentMissing, OutputError
from checklist.outputs.options import may_print_money
from checklist.planning.build import finish
from checklist.problems import InputErrors
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
        except InputErrors as error:
            return Outcome("refused", error.render(setup.options.lang))
        except EnvironmentMissing as error:
            return Outcome("no-environment", error.render(setup.options.lang))
        except OutputError as error:
            return Outcome("failed", f"{job.path}: {error.render(setup.options.lang)}")
        except Exception as error:  # one file must not stop the others, whatever is wrong
            return Outcome("failed", _internal(setup, job, error))


def _made(setup: Setup, job: Job) -> Outcome:
    path = Path(job.path)
    work = drafted(
        path, _law_of(setup.local), _calendar(setup), setup.as_of, job.data, others=job.others
    )
    plan = finish(work)
    if "pdf" in setup.kinds and (text := unprintable(path, plan, setup.options.lang)):
        return Outcome("refused", text)
    money = None
    if any(may_print_money(kind, setup.options.look) for kind in setup.kinds):
        money = money_report(work.company, plan, work.law, job.purse)
    options = replace(setup.options, source=job.data, money=money)
    ready = printed(plan, options)
    made = render_all(ready, setup.kinds, options)
    documents = {file_name(job.stem, plan.as_of, kind): data for kind, data in made.items()}
    row = row_of(work.company, ready.plan, job.doubts)
    accountants = tuple(map(ready.mask, row.accountants))
    return Outcome("made", "", documents, row.model_copy(update={"accountants": accountants}))


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
