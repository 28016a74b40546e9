"""`checklist law list|show|stale|check`: the law behind the dates."""

import datetime as dt
import json
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from checklist.cli.common import EXIT_ATTENTION, lang_option, refusing
from checklist.cli.options import as_of_option, fail, load_law_with, local_option
from checklist.messages import Lang, Message, in_lang, say
from checklist.messages.cli import CLI
from checklist.rules.forms import plainly
from checklist.rules.loader import check_file, load_law
from checklist.rules.schema import Law, Period, Place, Rule, Source, TaskRule
from checklist.vocabulary import LABELS

_UNITS = {
    "day": Message("日", " d"),
    "working-day": Message("个工作日", " working d"),
    "month": Message("个月", " months"),
    "year": Message("年", " years"),
}


@click.group("law", help="查看法律依据与规则 / The sources and rules behind the dates.")
def command() -> None:
    """The law as data."""


def _period(period: Period | None, lang: Lang) -> str:
    if period is None:
        return "–"
    unit = _UNITS[period.unit]
    return f"{period.n}{unit.en if lang == 'en' else unit.zh}"


@command.command("list", help="列出规则、来源或者任务 / List the rules, the sources or the tasks.")
@click.option("--sources", is_flag=True, help="列出来源 / list the sources")
@click.option("--tasks", is_flag=True, help="列出任务 / list the tasks")
@click.option("--json", "json_", is_flag=True, help="以JSON输出 / print JSON")
@lang_option
def list_(sources: bool, tasks: bool, json_: bool, lang: Lang) -> None:
    """One line for each rule or source: id, period or number, source, title."""
    law = load_law()
    if json_:
        entries: Mapping[str, Source | TaskRule | Rule] = law.rules
        entries = law.sources if sources else law.tasks if tasks else entries
        data = [entry.model_dump(mode="json", by_alias=True) for entry in entries.values()]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if sources:
        for source in law.sources.values():
            click.echo("\t".join((source.id, source.number or "–", in_lang(source.title, lang))))
        return
    if tasks:
        for task in law.tasks.values():
            graphs = ", ".join(task.graphs)
            click.echo("\t".join((task.id, graphs, in_lang(plainly(task.title), lang))))
        return
    for rule in law.rules.values():
        source = law.sources[rule.source]
        cited = f"{source.title.en if lang == 'en' else source.title.zh} {rule.article or ''}"
        mark = "" if rule.ask is None else f"  [{say(CLI['to-check'], lang)}]"
        title = in_lang(rule.title, lang) + mark
        click.echo("\t".join((rule.id, _period(rule.period, lang), cited.strip(), title)))


@command.command("show", help="显示一条规则、来源或者任务 / Show a rule, a source or a task.")
@click.argument("name", metavar="ID")
@click.option("--json", "json_", is_flag=True, help="以JSON输出 / print JSON")
@lang_option
def show(name: str, json_: bool, lang: Lang) -> None:
    """Everything the data holds about one id."""
    law = load_law()
    found: Any = law.rules.get(name) or law.sources.get(name) or law.tasks.get(name)
    found = found or law.local.get(name)
    if found is None:
        names = [*law.rules, *law.sources, *law.tasks, *law.local]
        near = "、".join(get_close_matches(name, names, n=3, cutoff=0.5)) or "–"
        fail(CLI["no-such-id"], lang, name=name, near=near)
    if json_:
        data = found.model_dump(mode="json", by_alias=True, exclude_none=True)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif isinstance(found, Rule):
        click.echo("\n".join(_rule_lines(law, found, lang)))
    elif isinstance(found, Source):
        click.echo("\n".join(_source_lines(law, found, lang)))
    elif isinstance(found, Place):
        click.echo("\n".join(_place_lines(law, found, lang)))
    else:
        found = plainly(found)
        lines = [f"{in_lang(found.title, lang)}  ({found.id})"]
        lines += [f"  {in_lang(found.how, lang)}"] if found.how else []
        lines += [f"  {limit.rule} ({limit.strength})" for limit in found.limits]
        lines += [f"  {rule}" for rule in found.basis]
        click.echo("\n".join(lines))


def _rule_lines(law: Law, rule: Rule, lang: Lang) -> list[str]:
    event = plainly(law.events[rule.trigger].title)
    lines = [
        f"{in_lang(rule.title, lang)}  ({rule.id})",
        f"  {in_lang(rule.says, lang)}",
        f"  {say(Message('起算', 'trigger'), lang)}: {in_lang(event, lang)} ({rule.trigger})",
        f"  {say(Message('期限', 'period'), lang)}: {_period(rule.period, lang)}, "
        f"{rule.direction}, {rule.counting}",
        *(
            f"  {say(Message('数值', 'figure'), lang)}: {name} {number.normalize():f}"
            for name, number in rule.figures.items()
        ),
        f"  {say(Message('适用', 'applies to'), lang)}: {', '.join(rule.forms)}; "
        f"{', '.join(rule.routes)}",
        f"  {say(Message('核对程度', 'confidence'), lang)}: {say(LABELS[rule.confidence], lang)}"
        f" ({rule.read_form})",
    ]
    if rule.note:
        lines.append(f"  {say(Message('说明', 'note'), lang)}: {in_lang(rule.note, lang)}")
    if rule.ask:
        lines.append(f"  {say(CLI['to-check'], lang)}: {in_lang(rule.ask, lang)}")
    if family := law.families.get(rule.id):
        others = ", ".join(name for name in family if name != rule.id)
        lines.append(f"  {say(Message('前后沿革', 'lineage'), lang)}: {others}")
    lines.append(f"  {say(CLI['sources'], lang)}: {rule.article or ''}")
    return [
        *lines,
        *(f"  {line}" for line in _source_lines(law, law.sources[rule.source], lang)[:4]),
    ]


def _place_lines(law: Law, place: Place, lang: Lang) -> list[str]:
    lines = [f"{in_lang(place.title, lang)}  ({place.id})"]
    for practice in place.practices:
        titles = [in_lang(plainly(law.tasks[task]).title, lang) for task in practice.tasks]
        lines.append(f"  {'、'.join(titles)}")
        lines.append(f"    {in_lang(practice.says, lang)}")
        if practice.working_days is not None:
            lines.append(f"    {say(CLI['local-days'], lang, days=practice.working_days)}")
        mark = "" if practice.ask is None else f"  [{say(CLI['to-check'], lang)}]"
        page = in_lang(practice.page, lang)
        lines.append(f"    {page}  {practice.address or ''}  {practice.checked_on}{mark}")
    return lines


def _source_lines(law: Law, source: Source, lang: Lang) -> list[str]:
    seen = Message("已核对", "seen") if source.number_seen else Message("凭记忆", "from memory")
    lines = [
        f"{in_lang(source.title, lang)}  ({source.id})",
        f"  {say(Message('文号', 'number'), lang)}: {source.number or '–'}"
        + (f" ({say(seen, lang)})" if source.number else ""),
        f"  {say(Message('施行', 'in force'), lang)}: {source.effective_from or '–'} – "
        f"{source.effective_to or ''}",
        f"  {say(Message('最近核对', 'checked on'), lang)}: {source.checked_on}"
        + (
            f", {say(Message('文本版本', 'text as of'), lang)} {source.text_as_of}"
            if source.text_as_of
            else ""
        ),
    ]
    rules = ", ".join(rule.id for rule in law.rules.values() if rule.source == source.id)
    return [*lines, f"  {say(Message('规则', 'rules'), lang)}: {rules}"]


@command.command("stale", help="列出久未核对的来源 / The sources not checked lately.")
@click.option("--days", default=180, show_default=True, type=click.IntRange(min=0))
@as_of_option
@local_option
@lang_option
def stale(days: int, as_of: dt.date, locals_: tuple[Path, ...], lang: Lang) -> None:
    """Exit with 1 where a source or a local practice was last checked more than DAYS days ago."""
    law = load_law_with(locals_, lang)
    dated = [(each.id, each.title, each.checked_on) for each in law.sources.values()]
    for place in law.local.values():
        oldest = min((each.checked_on for each in place.practices), default=None)
        if oldest is not None:
            dated.append((place.id, place.title, oldest))
    found = [(*entry, age) for entry in dated if (age := (as_of - entry[2]).days) > days]
    if not found:
        click.echo(say(CLI["stale-none"], lang, days=days))
        return
    for name, title, day, age in sorted(found, key=lambda entry: -entry[3]):
        values = {"title": title.zh, "title_en": title.en}
        click.echo(say(CLI["stale-line"], lang, id=name, day=day, age=age, **values))
    sys.exit(EXIT_ATTENTION)


@command.command("check", help="检查一份数据文件 / Check a data file against the rest of the law.")
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
def check(file: Path, lang: Lang) -> None:
    """Check FILE as if it took the place of the packaged entries of the same ids."""
    with refusing(lang):
        count = check_file(file)
    click.echo(say(CLI["check-ok"], lang, file=file, count=count))
