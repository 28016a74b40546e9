"""The plan as JSON, in the published schema."""

from checklist.plan import Plan


def render_json(plan: Plan) -> bytes:
    """The JSON text: keys in the order of the schema, Chinese as it is."""
    return plan.model_dump_json(indent=2).encode() + b"\n"
