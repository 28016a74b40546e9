"""`checklist schema [input|plan|group]`: the JSON Schemas."""

import click


@click.command("schema", help="输出JSON Schema / Print a JSON Schema.")
@click.argument("which", type=click.Choice(["input", "plan", "group"]), default="input")
def command(which: str) -> None:
    """Print the schema of the input file, of the plan's JSON, or of a group's."""
    from checklist import schema

    texts = {
        "input": schema.input_schema_text,
        "plan": schema.plan_schema_text,
        "group": schema.group_schema_text,
    }
    click.echo(texts[which](), nl=False)
