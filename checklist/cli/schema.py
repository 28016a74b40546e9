"""`checklist schema [input|group-input|plan|group]`: the JSON Schemas."""

import click

_WHICH = ["input", "group-input", "plan", "group"]


@click.command("schema", help="输出JSON Schema / Print a JSON Schema.")
@click.argument("which", type=click.Choice(_WHICH), default="input")
def command(which: str) -> None:
    """Print the schema of the input file, of a group's file, of the plan's JSON, or a group's."""
    from checklist import schema

    texts = {
        "input": schema.input_schema_text,
        "group-input": schema.group_input_schema_text,
        "plan": schema.plan_schema_text,
        "group": schema.group_schema_text,
    }
    click.echo(texts[which](), nl=False)
