"""`checklist plan FILE...`: from YAML files to dated checklists."""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import click

from checklist.cli.common import (
    EXIT_ENVIRONMENT,
    EXIT_INPUT,
    lang_option,
)
from checklist.cli.money import money_for
from checklist.cli.options import (
    DAY,
    as_of_option,
    calendar_option,
    document_options,
    fail,
    formats_option,
    group_option,
    load_calendar,
    load_law_with,
    local_option,
    provisional_option,
    read_day,
    read_formats,
)
from checklist.cli.summary import exit_code, tell
from checklist.groupplan import GroupPlan
from checklist.known_names import known_events
from checklist.loading import loaded_group, overview, planned_group, unprintable
from checklist.messages import Lang, say
from checklist.messages.cli import CLI
from checklist.messages.group import GROUP
from checklist.messages.money import SCREEN
from checklist.money.model import MoneyReport
from checklist.outputs.documents import file_name, printed, render_all
from checklist.outputs.options import Grouping, Options, may_print_money
from checklist.plan import Plan
from checklist.planning.group import Planned
from checklist.problems import InputErrors
from checklist.reading.members import Group, Member, every, sources_of
from checklist.rules.schema import Law


@click.command("plan", help="生成带法定期限的注销清单 / Make the dated checklist.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@as_of_option
@formats_option
@click.option(
    "-o",
    "out",
    default="out",
    show_default=True,
    metavar="DIR",
    help="输出文件夹；“-”配合一种格式输出到标准输出 / folder, or - for standard output",
)
@provisional_option
@click.option(
    "--finish-by",
    type=DAY,
    help="希望在哪一天前注销，倒推各项最迟日期 / a wished end; plans backwards from it",
)
@click.option(
    "--what-if",
    "supposed",
    multiple=True,
    metavar="EVENT=DATE",
    help="假设某一事件发生在某日，并与现状比较 / suppose an event on a day, and compare",
)
@group_option
@document_options
@calendar_option
@local_option
@lang_option
def command(
    files: tuple[Path, ...],
    as_of: dt.date,
    formats: str,
    out: str,
    fail_on_provisional: bool,
    finish_by: dt.date | None,
    supposed: tuple[str, ...],
    grouping: Grouping,
    options: Options,
    calendars: tuple[Path, ...],
    locals_: tuple[Path, ...],
    lang: Lang,
) -> None:
    """Plan every FILE; write DIR/STEM-AS_OF.EXT for each format and print the summary."""
    kinds = read_formats(formats, lang)
    if out == "-" and (len(kinds) != 1 or len(files) != 1):
        fail(CLI["stdout-one"], lang)
    _distinct_stems(files, lang)
    law = load_law_with(locals_, lang)
    calendar = load_calendar(law, calendars, lang)
    what_if = _what_if(supposed, law, lang)
    wanted = any(may_print_money(kind, options.look) for kind in kinds)
    found: list[_Found] = []
    refused = False
    for file in files:
        try:
            group = loaded_group(file, law, as_of)
            members = planned_group(group, law, calendar, as_of, target=finish_by, what_if=what_if)
            base = planned_group(group, law, calendar, as_of, target=finish_by) if what_if else {}
            money = _money(group, members, lang) if wanted else {}
            found.append(_Found(group, members, base, money))
        except InputErrors as error:
            click.echo(error.render(lang), err=True)
            refused = True
    if refused:
        sys.exit(EXIT_INPUT)
    documents, groups = _documents(found, kinds, grouping, lang)
    _write(documents, groups, kinds, out, options)
    if out != "-":
        for one in found:
            for top in one.group.tops:
                _tell(one, top, options, lang, wanted=wanted)
        for shown in groups:
            _group_summary(shown.plan, lang)
    plans = [planned.plan for one in found for planned in one.members.values()]
    sys.exit(exit_code(plans, fail_on_provisional))


def _tell(one: "_Found", top: Member, options: Options, lang: Lang, *, wanted: bool) -> None:
    """The short answer for a company at the top; `wanted`: whether amounts are printed."""
    own = replace(options, source=top.loaded.source)
    plan = printed(one.members[top.key].plan, own).plan
    tell(plan, lang)
    company = top.loaded.company
    if not wanted and (company.staff.pay_file or company.money_file):
        click.echo(say(SCREEN["elsewhere"], lang, file=top.loaded.name))
    if one.base:
        _against(printed(one.base[top.key].plan, own).plan, plan, lang)


class _Found(NamedTuple):
    """A file with its members' plans, and those without what is only supposed."""

    group: Group
    members: dict[str, Planned]
    base: dict[str, Planned]
    money: dict[str, MoneyReport | None]
    """What each member's dates cost, where that is to be printed."""


def _money(group: Group, members: dict[str, Planned], lang: Lang) -> dict[str, MoneyReport | None]:
    """The money report of every member; raises `InputErrors`."""
    return {
        member.key: money_for(
            member.path, members[member.key].draft, members[member.key].plan, lang
        )
        for member in every(*group.tops)
    }


class _Document(NamedTuple):
    """One plan to write: its name, the input that travels in it, the file to name in errors."""

    stem: str
    plan: Plan
    source: bytes
    file: Path
    money: MoneyReport | None
    kinds: tuple[str, ...]


class _Group(NamedTuple):
    """One group to write: its name, its plan, the members' plans, the files they come from."""

    stem: str
    plan: GroupPlan
    members: dict[str, tuple[Plan, Member]]
    sources: tuple[bytes, ...]
    together: bool
    """Whether the members' checklists stand in the group's document."""
    sisters: bool
    """Whether the file has no company of its own."""


def _documents(
    found: list[_Found], kinds: list[str], grouping: Grouping, lang: Lang
) -> tuple[list[_Document], list[_Group]]:
    """What is to be written; a member that is also named by itself is written once."""
    documents: dict[str, _Document] = {}
    groups: list[_Group] = []
    places: dict[str, str] = {}
    for one in found:
        tops = one.group.tops
        chosen = list(tops) if grouping == "none" else list(every(*tops))
        own = tuple(kinds)
        if grouping != "none" and one.group.has_members:
            groups.append(
                _Group(
                    one.group.stem,
                    overview(one.group, one.members),
                    {member.key: (one.members[member.key].plan, member) for member in chosen},
                    sources_of(one.group),
                    together=grouping == "one",
                    sisters=one.group.name is not None,
                )
            )
            if grouping == "one":
                own = ()
        for member in chosen if own else ():
            first = places.setdefault(member.stem, member.key)
            if first != member.key:
                fail(CLI["same-stem"], lang, first=first, second=member.key, stem=member.stem)
            plan = one.members[member.key].plan
            before = documents[member.key].kinds if member.key in documents else ()
            documents[member.key] = _Document(
                member.stem,
                plan,
                member.loaded.source,
                member.path,
                one.money.get(member.key),
                tuple(kind for kind in kinds if kind in (*own, *before)),
            )
    for shown in groups:
        if shown.stem in places:
            first = places[shown.stem]
            fail(CLI["same-stem"], lang, first=first, second=shown.plan.name, stem=shown.stem)
    return list(documents.values()), groups


def _what_if(supposed: tuple[str, ...], law: Law, lang: Lang) -> dict[str, dt.date]:
    """The supposed events with their days; a wrong one exits with 2."""
    names = known_events(law)
    found: dict[str, dt.date] = {}
    for text in supposed:
        name, _, given = text.partition("=")
        name, day = name.strip(), read_day(given)
        if day is None:
            fail(CLI["what-if-form"], lang, given=text)
        if name not in names:
            near = "、".join(get_close_matches(name, names, n=3, cutoff=0.5)) or "–"
            fail(CLI["no-such-event"], lang, given=name, near=near)
        found[name] = day
    return found


def _distinct_stems(files: tuple[Path, ...], lang: Lang) -> None:
    seen: dict[str, Path] = {}
    for file in files:
        if file.stem in seen:
            fail(CLI["same-stem"], lang, first=seen[file.stem], second=file, stem=file.stem)
        seen[file.stem] = file


def _write(
    documents: list[_Document],
    groups: list[_Group],
    kinds: list[str],
    out: str,
    options: Options,
) -> None:
    from checklist.files import write_all
    from checklist.outputs.errors import OutputError

    if "pdf" in kinds:
        parts = [
            (member.path, plan)
            for group in groups
            if group.together
            for plan, member in group.members.values()
        ]
        for file, plan in [*((one.file, one.plan) for one in documents), *parts]:
            if found := unprintable(file, plan, options.lang):
                click.echo(found, err=True)
                sys.exit(EXIT_INPUT)
    try:
        rendered = {
            **dict(_rendered_documents(documents, out, options)),
            **dict(_rendered_groups(groups, kinds, out, options)),
        }
        if out == "-":
            whole = groups and (groups[0].together or groups[0].sisters)
            click.echo(list(rendered.values())[-1 if whole else 0], nl=False)
            return
        write_all(rendered)
    except OutputError as error:
        click.echo(str(error.render(options.lang)), err=True)
        sys.exit(EXIT_ENVIRONMENT)
    for path in rendered:
        click.echo(path)


def _rendered_documents(
    documents: list[_Document], out: str, options: Options
) -> Iterator[tuple[Path, bytes]]:
    for one in documents:
        own = replace(options, source=one.source, money=one.money)
        for kind, data in render_all(printed(one.plan, own), one.kinds, own).items():
            yield Path(out) / file_name(one.stem, one.plan.as_of, kind), data


def _rendered_groups(
    groups: list[_Group], kinds: list[str], out: str, options: Options
) -> Iterator[tuple[Path, bytes]]:
    from checklist.outputs.group import render_group

    for group in groups:
        ready = {
            key: printed(plan, replace(options, source=member.loaded.source))
            for key, (plan, member) in group.members.items()
        }
        for kind in kinds:
            data = render_group(
                group.plan, kind, options, ready, group.sources, together=group.together
            )
            yield Path(out) / file_name(group.stem, group.plan.as_of, kind), data


def _group_summary(group: GroupPlan, lang: Lang) -> None:
    """What decides the end of a group, and when each member ends."""
    names = "、".join(dict.fromkeys(step.name for step in group.critical_path)) or "–"
    click.echo(f"\n{say(GROUP['overview'], lang, name=group.name)}")
    values = {"count": len(group.members), "day": group.expected_end or "–", "names": names}
    click.echo(say(GROUP["summary"], lang, **values))
    for one in group.members:
        mark = f" [{say(GROUP['ended'], lang)}]" if one.ended else ""
        click.echo(f"   {one.expected_end or '–'}  {'  ' * one.level}{one.name}{mark}")


def _against(base: Plan, supposed: Plan, lang: Lang) -> None:
    """What the supposed events change."""
    from checklist.difference import compare, summary

    click.echo(say(CLI["what-if-changes"], lang))
    for line in summary(compare(base, supposed), lang, short=True):
        click.echo(f"   {line}")
