"""`checklist schema [input|plan]`: the JSON Schemas."""

import click


@click.command("schema", help="输出JSON Schema / Print a JSON Schema.")
@click.argument("which", type=click.Choice(["input", "plan"]), default="input")
def command(which: str) -> None:
    """Print the schema of the input file, or of the plan's JSON."""
    from checklist.schema import input_schema_text, plan_schema_text

    click.echo(input_schema_text() if which == "input" else plan_schema_text(), nl=False)
