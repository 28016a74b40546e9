"""The documents of a plan in any format: each renderer is imported when it is used."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from checklist.outputs.carried import Carried
from checklist.outputs.code import plan_code
from checklist.outputs.options import EXTENSIONS, Options, may_print_money
from checklist.plan import Plan


class Printed(NamedTuple):
    """A plan as its documents print it."""

    plan: Plan
    code: str
    """The plan's code: the same whatever travels."""
    carried: Carried | None
    """What of the input file travels inside a PDF."""
    mask: Callable[[str], str]
    """Makes any other text of the company printable."""


def file_name(stem: str, as_of: dt.date, kind: str) -> str:
    """How a document is called: STEM-AS_OF.EXT."""
    return f"{stem}-{as_of}.{EXTENSIONS[kind]}"


def render(plan: Plan, kind: str, options: Options) -> bytes:
    """One document of `plan` in the format `kind`; raises `OutputError`."""
    return _document(printed(plan, options), kind, options)


def render_all(ready: Printed, kinds: Iterable[str], options: Options) -> dict[str, bytes]:
    """Several documents by format; raises `OutputError`."""
    return {kind: _document(ready, kind, options) for kind in kinds}


def printed(plan: Plan, options: Options) -> Printed:
    """What may be printed under these options; no document is made from anything else."""
    from checklist.outputs.redact import masker, redact_input, redact_plan

    source = options.source
    redacted = redact_input(source) if source is not None else None
    safe = redact_plan(plan, redacted)
    full = options.embed == "full"
    carried = None
    if source is not None and redacted is not None and options.embed != "none":
        carried = Carried(source if full else redacted.data, redacted=not full)
    code = plan.company.credit_code
    mask = masker({code} if code else set(), (redacted,) if redacted else ())
    return Printed(plan if full else safe, plan_code(safe), carried, str if full else mask)


def _document(ready: Printed, kind: str, options: Options) -> bytes:
    plan, lang, look = ready.plan, options.lang, options.look
    money = options.money if may_print_money(kind, look) else None
    if kind == "json":
        from checklist.outputs.plan_json import render_json

        return render_json(plan)
    if kind in ("md", "md-gitlab"):
        from checklist.outputs.markdown import render_markdown

        dialect: Literal["github", "gitlab"] = "github" if kind == "md" else "gitlab"
        return render_markdown(plan, lang, look, dialect).encode()
    if kind == "jira":
        from checklist.outputs.jira import render_jira

        return render_jira(plan, lang, look).encode()
    if kind == "ics":
        from checklist.outputs.ics import render_ics

        return render_ics(plan, lang, look, code=ready.code)
    if kind == "xlsx":
        from checklist.outputs.xlsx import render_xlsx

        return render_xlsx(plan, lang, look, code=ready.code)
    if kind == "csv":
        from checklist.outputs.csv_table import render_csv

        return render_csv(plan, lang, look)
    if kind == "html":
        from checklist.outputs.html import render_html

        return render_html(plan, lang, look, code=ready.code, money=money).encode()
    from checklist.outputs.pdf import render_pdf

    variant, carried = options.pdf_variant, ready.carried
    return render_pdf(
        plan, lang, look, variant=variant, carried=carried, code=ready.code, money=money
    )
