"""One document of a plan in any format: each renderer is imported when it is used."""

import datetime as dt

from checklist.outputs.options import EXTENSIONS, Options
from checklist.plan import Plan


def file_name(stem: str, as_of: dt.date, kind: str) -> str:
    """How a document is called: STEM-AS_OF.EXT."""
    return f"{stem}-{as_of}.{EXTENSIONS[kind]}"


def render(plan: Plan, kind: str, options: Options) -> bytes:
    """One document of `plan` in the format `kind`; raises `OutputError`."""
    from checklist.outputs.carried import Carried
    from checklist.outputs.code import plan_code
    from checklist.outputs.redact import redact_input, redact_plan

    source, lang = options.source, options.lang
    redacted = redact_input(source) if source is not None else None
    safe = redact_plan(plan, redacted)
    if options.embed != "full":
        plan = safe
    if kind == "json":
        from checklist.outputs.plan_json import render_json

        return render_json(plan)
    if kind == "md":
        from checklist.outputs.markdown import render_markdown

        return render_markdown(plan, lang, options.look).encode()
    code = plan_code(safe)  # the same code whatever travels
    if kind == "ics":
        from checklist.outputs.ics import render_ics

        return render_ics(plan, lang, options.look, code=code)
    if kind == "xlsx":
        from checklist.outputs.xlsx import render_xlsx

        return render_xlsx(plan, lang, options.look, code=code)
    if kind == "csv":
        from checklist.outputs.csv_table import render_csv

        return render_csv(plan, lang, options.look)
    if kind == "html":
        from checklist.outputs.html import render_html

        return render_html(plan, lang, options.look, code=code).encode()
    from checklist.outputs.pdf import render_pdf

    carried = None
    if source is not None and redacted is not None and options.embed != "none":
        full = options.embed == "full"
        carried = Carried(source if full else redacted.data, redacted=not full)
    return render_pdf(
        plan, lang, options.look, variant=options.pdf_variant, carried=carried, code=code
    )
