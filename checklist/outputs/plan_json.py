"""The plan as JSON: the published form, key by key as modelled, the same bytes every time."""

from checklist.plan import Plan


def render_json(plan: Plan) -> bytes:
    """UTF-8 JSON with readable Chinese, indented, with a newline at the end."""
    return plan.model_dump_json(indent=2).encode() + b"\n"
