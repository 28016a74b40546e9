"""`checklist validate FILE...`: every error with its place, and nothing else."""

import gc
import sys
from typing import Any

import click

from checklist.cli.common import EXIT_DONE, EXIT_INPUT, complain, lang_option
from checklist.company import unknown_facts
from checklist.messages import Lang
from checklist.problems import LAST, GroupErrors, InputErrors
from checklist.reading import LoadedCompany, LoadedGroup, Names, read_bytes, read_input
from checklist.rules.names import LawIds

_Read = LoadedCompany | LoadedGroup


@click.command("validate", help="检查输入文件 / Check input files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="以JSON输出 / as JSON")
@lang_option
def command(files: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """Check every FILE; exits with 0 if all are valid, else with 2."""
    gc.freeze()  # what was imported stays: no collection, not even the last, need look at it
    names = Names(LawIds("events"), LawIds("tasks"), LawIds("rules"))
    results: list[tuple[str, _Read | InputErrors]] = []
    for file in files:
        try:
            loaded = read_input(read_bytes(file), name=file, names=names)
            if isinstance(loaded, LoadedCompany):
                _check_amounts(file, loaded)
            _check_members(file, loaded, names)
            results.append((file, loaded))
        except InputErrors as errors:
            results.append((file, errors))
    if as_json:
        import json

        entries = [_entry(file, result, lang) for file, result in results]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2).encode("utf-8", "replace"))
    else:
        _print(results, lang)
    refused = any(isinstance(result, InputErrors) for _, result in results)
    sys.exit(EXIT_INPUT if refused else EXIT_DONE)


def _check_amounts(file: str, loaded: LoadedCompany) -> None:
    """Check the pay file and the money file where they are named and there; `InputErrors`."""
    if not (loaded.company.staff.pay_file or loaded.company.money_file):
        return
    from pathlib import Path

    from checklist.money.facts import read_money
    from checklist.money.files import open_purse
    from checklist.money.payroll import read_payroll

    purse = open_purse(Path(file), loaded.company)
    if purse.pay is not None:
        read_payroll(purse.pay, purse.pay_name)
    if purse.money is not None:
        read_money(purse.money, purse.money_name)


def _check_members(file: str, loaded: _Read, names: Names) -> None:
    """Check the inputs of members that the file names or holds; `InputErrors`."""
    if isinstance(loaded, LoadedGroup) or any(
        item.file is not None or item.inline is not None
        for item in (*loaded.company.branches.items, *loaded.company.investments.items)
    ):
        from pathlib import Path

        from checklist.reading.members import read_members

        read_members(loaded, Path(file), names)


def _print(results: list[tuple[str, _Read | InputErrors]], lang: Lang) -> None:
    from checklist.messages import say
    from checklist.messages.files import PASSED

    bad = [result for _, result in results if isinstance(result, InputErrors)]
    for file, result in results:
        if isinstance(result, InputErrors):
            complain(result.render(lang))
            continue
        number = len(_unknown(result))
        name = click.format_filename(file)
        click.echo(say(PASSED["some" if number else "all"], lang, name=name, number=number))
    if len(results) > 1 and bad:
        errors = sum(len(result.errors) for result in bad)
        complain(say(PASSED["refused"], lang, bad=len(bad), errors=errors))


def _unknown(read: _Read) -> tuple[str, ...]:
    """The facts left out; a group's file has none of its own."""
    return unknown_facts(read.company) if isinstance(read, LoadedCompany) else ()


def _entry(file: str, result: _Read | InputErrors, lang: Lang) -> dict[str, Any]:
    """One file's result; `line` 0 is the file as a whole."""
    if not isinstance(result, InputErrors):
        return {"file": file, "valid": True, "errors": [], "unknown": list(_unknown(result))}
    parts = result.parts if isinstance(result, GroupErrors) else (result,)
    errors = [
        {
            **({"file": part.name} if len(parts) > 1 or part.name != file else {}),
            "line": error.line if error.line < LAST else 0,
            "column": error.column,
            "key": error.key,
            "path": list(error.path),
            "message": error.message(lang),
            "remedy": error.remedy(lang),
        }
        for part in parts
        for error in part.errors
    ]
    return {"file": file, "valid": False, "errors": errors}
