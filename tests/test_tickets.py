"""Markdown and Jira's markup, rendered by other programs: what a reader of the ticket sees."""

import datetime as dt
import html
import re
from collections.abc import Callable
from pathlib import Path

import jira2markdown
import pytest
from markdown_it import MarkdownIt
from plan_factory import make_plan
from plan_full import make_full_plan

from checklist.holidays import Calendar
from checklist.loading import planned
from checklist.messages import LANGS, Lang
from checklist.outputs import jira, markdown
from checklist.outputs.jira import render_jira
from checklist.outputs.markdown import render_markdown
from checklist.outputs.ticket import Share, fitting
from checklist.outputs.view import View
from checklist.plan import Plan
from checklist.rules.schema import Law

READER = MarkdownIt("commonmark").enable("table")
GITHUB, JIRA = 65_536, 32_767
"""Characters of a description."""
HOSTILE = [
    "<script>alert(1)</script>&amp;",
    "[甲](http://x.cn) ![乙](y)",
    "*a* _b_ ~~c~~ `d` ^e^ {color:red}f{color} {{g}}",
    "| a | b || c",
    "# 标题",
    "h1. 标题",
    "- 甲 -乙- --- 丙",
    "1. 甲",
    "bq. 甲",
    "a\\b\\\\c \\*d",
    "(x) (/) (on) :) ;) (flagoff) !图.png! ??e?? +f+",
    "[~admin] [^a.txt] @all #12 !3 /close",
    "甲-乙 a_b_c 2026-11-23 C++ 100% $x$",
]


def github(plan: Plan, lang: Lang = "zh") -> str:
    return render_markdown(plan, lang)


def gitlab(plan: Plan, lang: Lang = "zh") -> str:
    return render_markdown(plan, lang, dialect="gitlab")


def rendered(text: str) -> str:
    return str(READER.render(text))


def words(page: str) -> str:
    """What is read on a page."""
    page = re.sub(r"<!--.*?-->", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("render", [github, gitlab])
def test_markdown_renders_to_headings_tables_and_a_list_of_tasks(
    render: Callable[[Plan, Lang], str], lang: Lang
) -> None:
    plan = make_full_plan()
    page = rendered(render(plan, lang))
    said = words(page)
    for task in plan.tasks:
        title = task.title.en if lang == "en" else task.title.zh
        assert title in said
        if task.deadline:
            assert str(task.deadline) in said
    assert page.count("<h1>") == 1
    assert page.count("<table>") >= 1
    assert len(re.findall(r"<li>\s*(?:<p>)?\[[ x]\] <strong>\d+\. ", page)) == len(plan.tasks)
    assert "|" not in said.replace("||", "")


def test_gitlab_has_a_table_of_contents_and_boxes_of_what_does_not_apply() -> None:
    plan = make_full_plan()
    text = gitlab(plan)
    assert text.count("\n[[_TOC_]]\n") == 1
    boxes = re.findall(r"^- \[~\] (.+)$", text, re.MULTILINE)
    assert len(boxes) == len(plan.not_applicable)
    assert "[~]" not in github(plan)


def test_jira_has_every_task_in_a_table() -> None:
    plan = make_plan()
    page = rendered(jira2markdown.convert(render_jira(plan, "zh")))
    cells = re.findall(r"<tr>\s*(.*?)\s*</tr>", page, re.DOTALL)
    rows = {words(row) for row in cells}
    for task in plan.tasks:
        (found,) = {row for row in rows if re.search(rf"^(?:☐|\(/\)) {task.number} ", row)}
        assert task.title.zh in found
        day = task.done_on or task.plan_by or task.planned
        assert day is None or str(day) in found
        assert task.deadline is None or str(task.deadline) in found


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_stays_the_same_words_in_every_markup(text: str) -> None:
    flat = " ".join(text.split())
    page = rendered(f"- {markdown.escape(text)}")
    assert words(page) == flat
    assert set(re.findall(r"<(\w+)", page)) <= {"ul", "li"}
    page = rendered(jira2markdown.convert(f"* 甲{jira.escape(text)}"))
    assert words(page) == f"甲{flat}"
    assert set(re.findall(r"<(\w+)", page)) <= {"ul", "li"}
    alone = rendered(jira2markdown.convert(jira.escape(text)))  # where a line begins
    if not text.startswith("1."):  # a list in Markdown, not in Jira
        assert words(alone) == flat
        assert set(re.findall(r"<(\w+)", alone)) <= {"p"}


@pytest.mark.parametrize("lang", LANGS)
def test_no_description_is_longer_than_its_tracker_takes(
    lang: Lang, root: Path, law: Law, calendar: Calendar
) -> None:
    path = root / "sample_inputs" / "general-with-staff.yaml"
    plan = planned(path, law, calendar, dt.date(2026, 11, 23))
    many = plan.model_copy(update={"tasks": plan.tasks * 6})
    for each in (plan, many):
        for render, limit in ((render_markdown, GITHUB), (render_jira, JIRA)):
            text = render(each, lang)
            assert len(text) <= limit
            open_ = [task for task in each.tasks if task.status != "done"]
            first = min(open_, key=lambda task: (task.plan_by or dt.date.max, task.number))
            assert (first.title.en if lang == "en" else first.title.zh) in text
    shortened = render_markdown(many, lang)
    assert ("Shortened to" if lang == "en" else "受工单字数限制") in shortened
    assert len(gitlab(plan, lang)) > len(render_jira(plan, lang))


def test_what_is_left_out_is_counted() -> None:
    view = View(make_plan(), "zh")
    tasks = len(view.mine)
    shown = []
    for limit in (10**6, tasks - 1, 20, 10, 0):  # of a text that has one character for each task
        shares: list[Share] = []

        def render(share: Share, shares: list[Share] = shares) -> str:
            shares.append(share)
            return "x" * sum(len(section.lines) for section in share.sections)

        text = fitting(view, render, limit)
        assert shares[-1].left == tasks - len(text)
        assert (shares[-1].excerpt is None) is (len(shares) == 1)
        shown.append(len(text))
    assert shown[0] == tasks
    assert shown == sorted(shown, reverse=True)
    assert shown[-1] == 10
