"""The exported page in a real browser: it opens from a file, works as a tool, and prints.

Playwright drives the system's Chromium: it presses real keys, records every request and reads what
a screen reader is told. axe-core checks the accessibility; it comes with axe-playwright-python.
"""

import datetime as dt
import http.server
import json
import re
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NEEDS_CHROMIUM
from click.testing import Result
from plan_factory import AS_OF, CREDIT_CODE, NAME, make_plan, text
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from checklist.messages import LANGS, Lang
from checklist.outputs.html import render_html
from checklist.outputs.screen import storage_key
from checklist.plan import Plan, Task
from checklist.progressfile import Note, ProgressFile, Tick, read_progress

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]

TODAY = dt.datetime(2026, 11, 24, 9, 30)
"""The browser's day: the one after the plan's."""
EVIL = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>\"' =cmd|'/c'!A1"
PERSON = "wecom-members@王芳"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

expect.set_options(timeout=20_000)  # a machine that does much else

Open = Callable[..., Page]


# ---- the page and the browser ---------------------------------------------------------------


def working_plan(**changes: Any) -> Plan:
    """The factory's plan with what is hard for a page: ids, hostile names, steps inside a task."""
    plan = make_plan(**changes)
    return plan.model_copy(update={"tasks": tuple(_harder(task) for task in plan.tasks)})


def _harder(task: Task) -> Task:
    rename = {"wecom-members": PERSON}
    more: dict[str, Any] = {"after": tuple(rename.get(name, name) for name in task.after)}
    if task.id == "wecom-members":
        more |= {"id": PERSON, "assignee": EVIL}
    if task.id == "inventory":
        more |= {"title": text(EVIL, EVIL), "how": text(EVIL, EVIL)}
    if task.id == "vat-return@2026-11":
        steps = (("填写申报表", "Fill in"), ("提交并缴款", "File and pay"), (EVIL, EVIL))
        more["sub_steps"] = tuple(text(*step) for step in steps)
    return task.model_copy(update=more)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a context: a visitor with a store of its own. No page of it may fail or ask the net."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def start(**options: Any) -> BrowserContext:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "accept_downloads": True, **options}
        )
        context.set_default_timeout(20_000)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        context.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith(("file:", "blob:", "data:"))
                else wrong.append(asked.url)
            ),
        )
        contexts.append(context)
        return context

    yield start
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def open_page(visit: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    """Writes a plan as HTML and opens the file, at a fixed time of the day."""
    shared: list[BrowserContext] = []

    def start(
        plan: Plan | None = None,
        lang: Lang = "zh",
        fragment: str = "",
        *,
        context: BrowserContext | None = None,
        now: dt.datetime = TODAY,
        name: str = "清单 1.html",
        **options: Any,
    ) -> Page:
        path = tmp_path / name
        path.write_text(render_html(plan or working_plan(), lang), encoding="utf-8")
        if context is None and (options or not shared):
            context = visit(**options)
            shared.append(context)
        page = (context or shared[-1]).new_page()
        page.clock.set_fixed_time(now)
        page.goto(path.as_uri() + fragment)
        return page

    return start


def row(page: Page, task: str) -> Locator:
    return page.locator(f'[id="task-{task}"]')


def tick(page: Page, task: str) -> Locator:
    return row(page, task).locator(".tick")


def shown(page: Page) -> list[str]:
    """The tasks that can be seen."""
    found: list[str] = page.eval_on_selector_all(
        ".task", "rows => rows.filter(r => r.checkVisibility()).map(r => r.id.slice(5))"
    )
    return found


def counts(page: Page) -> list[int]:
    """The numbers of the bar, as a screen reader is told them."""
    return [
        int(number) for number in re.findall(r"\d+", page.get_by_role("status").first.inner_text())
    ]


def said(page: Page) -> str:
    return page.locator("#tool-said").inner_text()


def focused(page: Page) -> str:
    """The task whose box has the focus."""
    found: str = page.evaluate(
        "document.activeElement.matches('.tick')"
        " ? document.activeElement.closest('.task').id.slice(5) : document.activeElement.id"
    )
    return found


def exported(page: Page) -> ProgressFile:
    """What the page exports, read as the program reads it."""
    if not page.locator("#tool-progress").is_visible():
        page.click("#tool-progress-button")
    with page.expect_download() as download:
        page.click("#tool-download")
    assert download.value.suggested_filename == f"progress-{CREDIT_CODE}-2026-11-24.json"
    data = Path(download.value.path()).read_bytes()
    page.click("#tool-show")
    assert page.locator("#tool-text").input_value().encode() == data
    return read_progress(data, download.value.suggested_filename)


def printed(page: Page) -> str:
    """The words that would be on paper."""
    page.emulate_media(media="print")
    words: str = page.evaluate("document.body.innerText")
    page.emulate_media(media="screen")
    return words


# ---- the page itself ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_opens_from_a_file_and_shows_the_plan(open_page: Open, lang: Lang) -> None:
    plan = working_plan()
    page = open_page(plan, lang)
    assert page.locator("h1").first.inner_text() == NAME
    assert shown(page) == [task.id for task in plan.tasks]
    assert counts(page)[:3] == [2, 28, 2]  # publish-cause was due yesterday
    assert page.locator(".tick").count() == len(plan.tasks)


def test_the_plans_own_states_hold_on_its_own_day(open_page: Open) -> None:
    plan = working_plan()
    page = open_page(plan, now=dt.datetime(2026, 11, 23, 8, 0))
    for task in plan.tasks:
        assert task.status in (row(page, task.id).get_attribute("class") or "").split()
    assert counts(page) == [2, 28, 1]


def test_states_go_on_with_the_day_and_with_what_is_ticked(open_page: Open) -> None:
    page = open_page(now=dt.datetime(2026, 12, 8, 8, 0))
    states = {
        "publish-cause": "overdue",
        "notify-creditors": "overdue",  # the limit was the 7th
        "vat-return@2026-11": "due-soon",
        "claims-window": "open",
        "tax-clear": "blocked",
    }
    for task, state in states.items():
        assert state in (row(page, task).get_attribute("class") or "").split()
        marks = "".join(row(page, task).locator("h3 .mark:visible").all_inner_texts())
        assert ("逾期" in marks) == (state == "overdue")
        assert ("临近" in marks) == (state == "due-soon")
    assert "基准日为2026-11-23，今天是2026-12-08" in page.locator("#tool-notices").inner_text()
    tick(page, "liquidation-tax-return").check()
    assert "前置事项16尚未完成" in said(page)
    tick(page, "hand-in-invoices").check()
    assert "open" in (row(page, "tax-clear").get_attribute("class") or "").split()
    tick(page, "publish-cause").check()
    assert not row(page, "publish-cause").locator("h3 .mark.due-soon").is_visible()


# ---- ticks and notes ------------------------------------------------------------------------


def test_ticks_dates_steps_and_notes_survive_a_reload_and_are_exported(open_page: Open) -> None:
    page = open_page()
    tick(page, "check-investments").check()
    row(page, "check-investments").locator(".date").fill("2026-11-20")
    tick(page, PERSON).check()
    vat = row(page, "vat-return@2026-11")
    vat.get_by_label("提交并缴款").check()
    vat.get_by_label("填写申报表").check()
    row(page, "inventory").locator("summary").click()
    row(page, "inventory").locator("textarea").fill(f"{EVIL}\n第二行")
    assert counts(page) == [4, 26, 2]

    page.reload()
    assert counts(page) == [4, 26, 2]
    expect(tick(page, PERSON)).to_be_checked()
    assert row(page, "check-investments").locator(".date").input_value() == "2026-11-20"
    expect(vat.get_by_label("提交并缴款")).to_be_checked()
    expect(tick(page, "vat-return@2026-11")).not_to_be_checked()
    assert row(page, "inventory").locator("textarea").input_value() == f"{EVIL}\n第二行"

    progress = exported(page)
    assert progress.company.name == NAME
    assert progress.company.credit_code == CREDIT_CODE
    assert progress.as_of == AS_OF
    assert progress.ticks == (
        Tick(task="check-investments", done_on=dt.date(2026, 11, 20)),
        Tick(task=PERSON, done_on=TODAY.date()),
        Tick(task="vat-return@2026-11", done_on=None, sub_steps=(0, 1)),
    )
    assert progress.notes == (Note(task="inventory", text=f"{EVIL}\n第二行"),)


def test_unticking_takes_back_and_a_wrong_date_is_refused(open_page: Open) -> None:
    page = open_page()
    tick(page, "staff-plan").check()
    date = row(page, "staff-plan").locator(".date")
    date.fill("2026-11-25")
    assert date.input_value() == "2026-11-24"
    assert "不晚于今天" in said(page)
    date.fill("")
    assert date.input_value() == "2026-11-24"
    tick(page, "staff-plan").uncheck()
    assert not date.is_visible()
    assert exported(page).ticks == ()


def test_what_the_input_file_records_is_not_for_the_page_to_change(open_page: Open) -> None:
    page = open_page()
    box = tick(page, "collect-facts")
    expect(box).to_be_checked()
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert "请修改输入文件" in said(page)
    assert exported(page).ticks == ()


def test_a_newer_plan_keeps_the_ticks_and_names_those_that_are_gone(open_page: Open) -> None:
    page = open_page()
    for task in ("check-investments", "staff-plan", "hf-close"):
        tick(page, task).check()
    plan = working_plan(as_of=dt.date(2026, 11, 24))
    tasks = tuple(
        task.model_copy(update={"status": "done", "done_on": dt.date(2026, 11, 22)})
        if task.id == "hf-close"
        else task
        for task in plan.tasks
        if task.id != "staff-plan"
    )
    newer = open_page(plan.model_copy(update={"tasks": tasks}), name="新清单.html")
    expect(tick(newer, "check-investments")).to_be_checked()
    notices = newer.locator("#tool-notices").inner_text()
    assert "有1项记录所属的事项已不在本清单中" in notices
    assert "10. 与职工协商" in notices or "10. " in notices
    assert "有1项的完成日期与输入文件的记录不同" in notices
    assert {entry.task for entry in exported(newer).ticks} == {
        "check-investments",
        "staff-plan",
        "hf-close",
    }
    button = newer.locator("#tool-notices button").first
    button.click()
    assert "再按一次" in button.inner_text()
    button.click()
    newer.locator("#tool-notices button").first.click()
    newer.locator("#tool-notices button").first.click()
    assert not newer.locator("#tool-notices").is_visible()
    assert [entry.task for entry in exported(newer).ticks] == ["check-investments"]


def test_two_tabs_of_a_company_show_the_same(open_page: Open) -> None:
    one, two = open_page(), open_page(name="2.html")
    tick(one, "staff-plan").check()
    expect(tick(two, "staff-plan")).to_be_checked()
    tick(two, "staff-plan").uncheck()
    expect(tick(one, "staff-plan")).not_to_be_checked()


def test_another_company_has_ticks_of_its_own(open_page: Open) -> None:
    tick(open_page(), "staff-plan").check()
    card = make_plan().company.model_copy(update={"name": "另一家公司", "credit_code": None})
    other = open_page(working_plan(company=card), name="2.html")
    expect(tick(other, "staff-plan")).not_to_be_checked()


def test_the_store_is_keyed_by_code_else_by_a_digest_of_the_name() -> None:
    plan = make_plan()
    renamed = plan.company.model_copy(update={"name": "改名", "credit_code": CREDIT_CODE.lower()})
    assert storage_key(plan) == storage_key(make_plan(company=renamed)) == CREDIT_CODE
    nameless = plan.company.model_copy(update={"credit_code": None})
    key = storage_key(make_plan(company=nameless))
    assert re.fullmatch(r"name-[0-9a-f]{16}", key)


def test_a_damaged_store_is_put_aside_and_said(open_page: Open) -> None:
    page = open_page()
    key = f"winddown-checklist/1/{CREDIT_CODE}"
    page.evaluate('key => localStorage.setItem(key, \'{"progress": {"ticks": 5}}\')', key)
    page.reload()
    assert "已原样另存" in page.locator("#tool-notices").inner_text()
    tick(page, "staff-plan").check()
    kept = page.evaluate("Object.entries(localStorage)")
    assert [value for name, value in kept if "damaged" in name] == ['{"progress": {"ticks": 5}}']


# ---- export and import ----------------------------------------------------------------------


def progress_json(**changes: Any) -> str:
    ticks = [
        {"task": "staff-plan", "done_on": "2026-11-18", "sub_steps": []},
        {"task": "hf-close", "done_on": "2026-11-19"},
        {"task": "vat-return@2026-11", "done_on": None, "sub_steps": [2]},
        {"task": "no-such-task", "done_on": "2026-11-19", "sub_steps": [0]},
    ]
    value = {
        "kind": "winddown-progress",
        "version": 1,
        "company": {"name": NAME, "credit_code": CREDIT_CODE},
        "as_of": "2026-11-20",
        "ticks": ticks,
        "notes": [{"task": "hf-close", "text": "窗口已受理"}],
    }
    return json.dumps({**value, **changes}, ensure_ascii=False)


def paste(page: Page, content: str) -> str:
    if not page.locator("#tool-progress").is_visible():
        page.click("#tool-progress-button")
    page.fill("#tool-text", content)
    page.click("#tool-merge")
    return said(page)


def test_an_imported_file_is_merged(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    tick(page, "staff-plan").check()
    row(page, "vat-return@2026-11").get_by_label("填写申报表").check()
    row(page, "hf-close").locator("summary").click()
    row(page, "hf-close").locator("textarea").fill("等通知")
    file = tmp_path / "同事.json"
    file.write_text(progress_json(), encoding="utf-8-sig")
    page.click("#tool-progress-button")
    with page.expect_file_chooser() as chooser:
        page.click("#tool-import")
    chooser.value.set_files(file)
    expect(page.locator("#tool-said")).to_contain_text("新增勾选2项、备注1条")
    assert "保留本页的日期：10。" in said(page)
    assert "有1项不在本清单中" in said(page)
    progress = exported(page)
    assert {entry.task: (entry.done_on, entry.sub_steps) for entry in progress.ticks} == {
        "staff-plan": (dt.date(2026, 11, 24), ()),
        "hf-close": (dt.date(2026, 11, 19), ()),
        "vat-return@2026-11": (None, (0, 2)),
        "no-such-task": (dt.date(2026, 11, 19), (0,)),
    }
    assert progress.notes == (Note(task="hf-close", text="等通知\n窗口已受理"),)
    assert "新增勾选0项、备注0条" in paste(page, progress_json())
    assert exported(page) == progress


def test_what_is_exported_can_be_imported_elsewhere(open_page: Open, visit: Any) -> None:
    page = open_page()
    tick(page, PERSON).check()
    before = exported(page)
    other = open_page(context=visit(), name="2.html")
    paste(other, page.locator("#tool-text").input_value())
    assert exported(other) == before


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("  ", "请先粘贴"),
        ("{", "不是有效的 JSON"),
        ("null", "不是注销清单的进度文件"),
        ("[]", "不是注销清单的进度文件"),
        (progress_json(version=2), "版本不受支持"),
        (progress_json(company={"name": "别家", "credit_code": "91310115MA1K7QWH93"}), "“别家”"),
        (progress_json(company=None), "company 有误"),
        (progress_json(as_of="2026-02-30"), "as_of 有误"),
        (progress_json(ticks={}), "ticks 有误"),
        (progress_json(ticks=[{"task": "a", "done_on": "2026-13-01"}]), "ticks[0].done_on 有误"),
        (progress_json(ticks=[{"task": "a"}, {"task": 5}]), "ticks[1] 有误"),
        (progress_json(ticks=[{"task": "a", "sub_steps": [1.5]}]), "ticks[0].sub_steps 有误"),
        (progress_json(notes=[{"task": "a", "text": ""}]), "notes[0].text 有误"),
    ],
)
def test_a_wrong_file_is_refused_whole(open_page: Open, content: str, answer: str) -> None:
    page = open_page()
    assert answer in paste(page, content)
    assert exported(page).ticks == ()


def test_clearing_asks_once_more(open_page: Open) -> None:
    page = open_page()
    tick(page, "staff-plan").check()
    page.click("#tool-progress-button")
    page.click("#tool-clear-all")
    expect(tick(page, "staff-plan")).to_be_checked()
    page.click("#tool-copy")  # going elsewhere is a no
    page.click("#tool-clear-all")
    expect(tick(page, "staff-plan")).to_be_checked()
    page.click("#tool-clear-all")
    expect(tick(page, "staff-plan")).not_to_be_checked()


# ---- filters and links ----------------------------------------------------------------------


def test_filters_by_team_status_phase_and_words(open_page: Open) -> None:
    plan = working_plan()
    page = open_page(plan)
    page.click("#tool-filter-button")
    page.select_option("#tool-team", "hr")
    assert shown(page) == [task.id for task in plan.tasks if task.owner == "hr"]
    assert counts(page) == [0, 4, 0, 4, 30]
    page.select_option("#tool-status", "done")
    assert shown(page) == []
    assert "没有符合条件的事项" in page.get_by_role("status").first.inner_text()
    page.click("#tool-clear")
    assert len(shown(page)) == 30
    assert focused(page) == "tool-filter-button"
    page.select_option("#tool-phase", "tax")
    page.select_option("#tool-status", "blocked")
    assert shown(page) == ["tax-clear"]
    page.click("#tool-clear")
    page.fill("#tool-q", "银行  账户")
    assert "bank-close" in shown(page)
    assert len(shown(page)) < 5


def test_a_link_shows_one_teams_tasks(open_page: Open) -> None:
    page = open_page()
    page.click("#tool-filter-button")
    page.select_option("#tool-team", "legal")
    page.select_option("#tool-status", "todo")
    page.fill("#tool-q", "公示 & 系统")
    address = page.evaluate("location.hash")
    assert address == ("#team=legal&status=todo&q=" + quote("公示") + "+%26+" + quote("系统"))
    page.fill("#tool-q", "公示")
    there = open_page(fragment=page.evaluate("location.hash"), name="2.html")
    assert shown(there) == ["publish-cause", "form-liquidation-group", "announce-creditors"]
    assert there.locator("#tool-team").input_value() == "legal"
    expect(there.locator(".checklist h1")).to_be_in_viewport()
    there.evaluate("location.hash = '#team=hr'")
    expect(there.locator("#tool-team")).to_have_value("hr")
    assert len(shown(there)) == 4
    there.go_back()
    expect(there.locator("#tool-team")).to_have_value("legal")


def test_a_link_with_an_unknown_filter_says_so(open_page: Open) -> None:
    page = open_page(fragment="#team=pirates&status=todo")
    assert "team=pirates" in said(page)
    assert len(shown(page)) == 28
    page = open_page(fragment="#task-never-was", name="2.html")
    assert "task-never-was" in said(page)
    page = open_page(fragment="#%E4%BD%", name="3.html")
    assert len(shown(page)) == 30


@pytest.mark.parametrize("task", ["vat-return@2026-11", PERSON, "collect-facts"])
def test_a_deep_link_leads_to_its_task(open_page: Open, task: str) -> None:
    page = open_page()
    link = row(page, task).get_by_role("link", name="链接")
    href = link.get_attribute("href") or ""
    assert re.fullmatch(r"#[A-Za-z0-9%._~-]+", href), "it survives a mail program"
    there = open_page(fragment=href, name="2.html")
    assert focused(there) == task
    expect(row(there, task)).to_be_in_viewport()
    expect(row(there, task)).to_have_class(re.compile(r"\bat\b"))


def test_links_inside_the_page_keep_the_filter_or_clear_it_where_it_hides(open_page: Open) -> None:
    page = open_page(fragment="#phase=tax")
    row(page, "vat-return@2026-11").get_by_role("link", name="链接").click()
    assert page.url.endswith("#phase=tax&at=task-vat-return%402026-11")
    assert focused(page) == "vat-return@2026-11"
    page.reload()
    assert focused(page) == "vat-return@2026-11"
    assert len(shown(page)) == 6
    page.locator('.mini a[href="#task-check-tax-status"]').first.click()
    assert focused(page) == "check-tax-status"
    assert len(shown(page)) == 30
    assert "已清除筛选" in said(page)
    page.go_back()
    expect(page.locator("#tool-phase")).to_have_value("tax")


def test_who_goes_on_while_the_page_still_loads_is_left_where_they_are(
    visit: Callable[..., BrowserContext], open_page: Open
) -> None:
    """The page goes to its address once more after loading; not where the reader has moved on."""
    context = visit()
    context.add_init_script(
        "addEventListener('load', () =>"
        " document.querySelector('#task-check-investments .tick').focus())"
    )
    page = open_page(fragment="#task-vat-return%402026-11", context=context)
    page.wait_for_timeout(100)
    assert focused(page) == "check-investments"


def test_a_row_stays_while_it_has_the_focus(open_page: Open) -> None:
    page = open_page(fragment="#team=hr&status=todo")
    tick(page, "staff-plan").focus()
    page.keyboard.press("Space")
    assert shown(page)[0] == "staff-plan"
    page.keyboard.press("j")
    assert focused(page) == "end-employment"
    assert shown(page) == ["end-employment", "si-close", "hf-close"]


# ---- keyboard and screen reader -------------------------------------------------------------


def test_everything_can_be_done_by_keyboard(open_page: Open) -> None:
    page = open_page()
    keys = page.keyboard
    keys.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到办理清单"
    keys.press("Enter")
    keys.press("j")
    assert focused(page) == "collect-facts"
    for key in ("ArrowDown", "j", "k", "ArrowUp", "ArrowDown", "ArrowDown"):
        keys.press(key)
    assert focused(page) == "check-investments"
    keys.press("Space")
    expect(tick(page, "check-investments")).to_be_checked()
    assert "第3项已完成" in said(page)
    keys.press("n")
    keys.type("jk hn? 已核对")
    keys.press("Escape")
    assert focused(page) == "check-investments"
    assert row(page, "check-investments").locator("textarea").input_value() == "jk hn? 已核对"

    keys.press("f")
    keys.type("清算组")
    expect(page.locator("#tool-q")).to_have_value("清算组")
    keys.press("Tab")
    keys.type("法务")
    assert set(shown(page)) <= {task.id for task in make_plan().tasks if task.owner == "legal"}
    keys.press("Escape")
    assert not page.locator("#tool-filter").is_visible()
    assert focused(page) == "tool-filter-button"

    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    keys.press("h")
    page.get_by_role("checkbox", name="启用单键快捷键").press("Space")
    keys.press("Escape")
    keys.press("e")
    assert not page.locator("#tool-progress").is_visible(), "single keys can be switched off"
    page.reload()
    keys.press("h")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_the_focus_can_always_be_seen(open_page: Open) -> None:
    """Every stop of the tabulator has an outline and is not below the bar, on a phone too."""
    for width, height in ((1280, 800), (360, 640)):
        page = open_page(
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            name=f"{width}.html",
        )
        stops = set()
        for _ in range(120):
            page.keyboard.press("Tab")
            stop, outline, on_top = page.evaluate(
                """() => {
                  const e = document.activeElement;
                  const b = e.getClientRects()[0];
                  const middle = b.y + Math.min(b.height / 2, 20);
                  const hit = document.elementFromPoint(b.x + b.width / 2, middle);
                  return [e.outerHTML.slice(0, 120), getComputedStyle(e).outlineStyle,
                          e === hit || e.contains(hit) || e.parentElement.contains(hit)];
                }"""
            )
            assert outline != "none", stop
            assert on_top, stop
            stops.add(stop)
        assert len(stops) > 100


def test_controls_are_named_and_counts_are_announced(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_role("checkbox", name="完成：10. ")).to_be_visible()
    live = page.get_by_role("status").first
    assert live.inner_text() == "已完成2，未完成28，逾期2"
    page.get_by_role("checkbox", name="完成：10. ").check()
    assert live.inner_text() == "已完成3，未完成27，逾期2"
    assert "4项，已完成1项" in page.locator("#phase-staff h2").inner_text()
    expect(page.get_by_role("button", name="筛选")).to_have_attribute("aria-expanded", "false")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("button", name="筛选")).to_have_attribute("aria-expanded", "true")
    for name in ("关键词", "责任部门", "状态", "阶段"):
        expect(page.get_by_label(name, exact=True)).to_be_visible()


def violations(page: Page) -> str:
    """What axe-core finds, as a report; nothing where it finds nothing."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return results.generate_report() if results.violations_count else ""


SCREENS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_in_a_full_page(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert violations(page) == ""


@pytest.mark.parametrize("sample", ["beginner"])
def test_axe_finds_nothing_in_a_real_plan(
    visit: Callable[..., BrowserContext],
    run: Callable[..., Result],
    root: Path,
    tmp_path: Path,
    sample: str,
) -> None:
    source = root / "sample_inputs" / f"{sample}.yaml"
    out = ("--as-of", "2026-11-23", "--format", "html", "--lang", "zh-en", "-o", str(tmp_path))
    assert run("plan", str(source), *out).exit_code in (0, 1)
    page = visit().new_page()
    page.goto((tmp_path / f"{sample}-2026-11-23.html").as_uri())
    assert page.locator(".tick").count() > 40
    assert violations(page) == ""


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_while_the_page_is_used(open_page: Open, width: int, scheme: str) -> None:
    """A few tasks of every kind (contrast of hundreds of texts takes axe most of its time)."""
    kinds = {"collect-facts", "check-tax-status", "publish-cause", "inventory", "bank-close"}
    kinds |= {"vat-return@2026-11", PERSON}
    plan = working_plan(timeline=(), key_dates=(), questions=(), not_applicable=(), assumptions=())
    few = plan.model_copy(update={"tasks": tuple(t for t in plan.tasks if t.id in kinds)})
    page = open_page(
        few,
        "zh-en",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    tick(page, PERSON).check()
    row(page, "vat-return@2026-11").get_by_role("checkbox").nth(1).check()
    row(page, "inventory").locator("summary").click()
    page.click("#tool-filter-button")
    page.select_option("#tool-status", "todo")
    assert violations(page) == "", "filter open"
    page.click("#tool-progress-button")
    paste(page, progress_json())
    expect(page.locator("#tool-notices")).to_be_visible()
    assert violations(page) == "", "progress open, with a notice"
    page.click("#tool-theme")
    page.click("#tool-help-button")
    assert violations(page) == "", "help, in the other theme"


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wider_than_a_phone(open_page: Open, lang: Lang) -> None:
    company = make_plan().company.model_copy(update={"name": "A" * 80 + "很长的名称" * 20})
    page = open_page(working_plan(company=company), lang, viewport={"width": 360, "height": 640})
    tick(page, "vat-return@2026-11").check()
    row(page, "inventory").locator("summary").click()
    for button in ("filter", "progress", "help"):
        page.click(f"#tool-{button}-button")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, button
        wide = page.eval_on_selector_all(
            ".tool, .tool *, .task *",
            "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 361)"
            ".map(e => e.outerHTML.slice(0, 80))",
        )
        assert wide == []


def test_light_dark_and_the_switch(open_page: Open) -> None:
    page = open_page(color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    assert page.locator("#tool-theme").inner_text() == "浅色"
    page.click("#tool-theme")
    light = page.evaluate(paper)
    assert light == "rgb(255, 255, 255)"
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == light
    page.click("#tool-theme")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(paper) == light, "what the system has anyway is not kept"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == dark


# ---- print ----------------------------------------------------------------------------------


def test_paper_has_no_tools_whatever_the_screen_shows(open_page: Open, visit: Any) -> None:
    plan = working_plan()
    plain = printed(open_page(plan, context=visit(java_script_enabled=False)))
    page = open_page(plan, fragment="#team=hr", now=dt.datetime(2026, 11, 23), context=visit())
    page.click("#tool-filter-button")
    assert len(shown(page)) == 4
    assert printed(page) == plain
    assert "筛选" not in plain


def test_paper_carries_ticks_dates_and_notes(open_page: Open) -> None:
    page = open_page()
    before = printed(page).splitlines()
    tick(page, "staff-plan").check()
    row(page, "staff-plan").locator("summary").click()
    row(page, "staff-plan").locator("textarea").fill("已谈 3 人")
    after = printed(page).splitlines()
    new = [line.strip() for line in after if line not in before]
    assert "2026-11-24完成" in new
    assert "备注：已谈 3 人" in new
    assert sum(line.count("✓") for line in after) == sum(line.count("✓") for line in before) + 1


def test_the_page_prints_on_a4(open_page: Open, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    open_page().pdf(path=target, prefer_css_page_size=True)
    with pikepdf.open(target) as document:
        assert len(document.pages) >= 5
        _, _, width, height = (float(side) for side in document.pages[0].mediabox)
        assert (width, height) == pytest.approx((595.3, 841.9), abs=1), "A4"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_every_printed_page_says_whose_it_is(open_page: Open, tmp_path: Path) -> None:
    """In a style sheet of its own: a name must not end the text that holds it."""
    name = 'A"; } @page { margin: 0 } \\'
    card = make_plan().company.model_copy(update={"name": name})
    target = tmp_path / "printed.pdf"
    open_page(working_plan(company=card)).pdf(path=target, prefer_css_page_size=True)
    command = ["pdftotext", "-layout", str(target), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = words.split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"{name} · {CREDIT_CODE}" in page
        assert "2026-11-23 · " in page
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)


# ---- what must not happen -------------------------------------------------------------------


def test_without_scripts_everything_can_be_read(open_page: Open) -> None:
    plan = working_plan()
    page = open_page(plan, java_script_enabled=False)
    assert shown(page) == [task.id for task in plan.tasks]
    assert page.locator(".tool:visible").count() == 0
    assert page.locator(".task .box:not(.sub):visible").count() == len(plan.tasks)


def test_where_nothing_may_be_kept_the_page_works_and_says_so(open_page: Open) -> None:
    """A sandbox without an origin, as a mail program or a ticket system shows an attachment."""
    page = open_page()
    html = render_html(working_plan(), "zh")
    page.goto("about:blank")
    page.evaluate(
        """html => {
          const frame = document.createElement('iframe');
          frame.sandbox = 'allow-scripts';
          frame.style = 'width: 1000px; height: 700px';
          frame.srcdoc = html;
          document.body.append(frame);
        }""",
        html,
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#tool-notices")).to_contain_text("浏览器不允许本页保存数据")
    box = frame.locator('[id="task-staff-plan"] .tick')
    box.check()
    expect(frame.locator("#tool-counts")).to_contain_text("已完成3")
    frame.locator("#tool-filter-button").click()
    frame.locator("#tool-team").select_option("hr")
    expect(frame.locator("#tool-counts")).to_contain_text("显示4/30项")
    frame.locator("#tool-progress-button").click()
    frame.locator("#tool-show").click()
    found = read_progress(frame.locator("#tool-text").input_value().encode(), "x")
    assert found.ticks == (Tick(task="staff-plan", done_on=TODAY.date()),)


def test_a_full_store_is_said(open_page: Open) -> None:
    page = open_page()
    page.evaluate("localStorage.setItem('x', 'x'.repeat(5 * 1024 * 1024 - 300))")
    tick(page, "staff-plan").check()
    row(page, "staff-plan").locator("summary").click()
    row(page, "staff-plan").locator("textarea").fill("长" * 2000)
    assert "关闭页面后勾选和备注会丢失" in page.locator("#tool-notices").inner_text()
    assert exported(page).notes[0].text == "长" * 2000


def test_nothing_of_the_plan_runs(open_page: Open) -> None:
    company = make_plan().company.model_copy(update={"name": EVIL})
    page = open_page(working_plan(company=company))
    assert page.locator("h1").first.inner_text() == EVIL
    assert page.evaluate("window.hurt") is None
    assert page.evaluate("[document.scripts.length, document.images.length]") == [2, 0]
    tick(page, "inventory").check()
    page.click("#tool-progress-button")
    page.click("#tool-show")
    assert json.loads(page.locator("#tool-text").input_value())["company"]["name"] == EVIL
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.hurt = 1';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend',
            '<a id="bad" href="javascript:hurt=1">x</a>');
          const button = document.createElement('button');
          button.setAttribute('onclick', 'window.hurt = 1');
          button.click();
          document.getElementById('bad').click();
        }"""
    )
    assert page.evaluate("window.hurt") is None


def test_the_policy_lets_nothing_out(browser: Browser, tmp_path: Path) -> None:
    """What a script in the page might try; a server on this machine would see it."""
    heard: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    path = tmp_path / "x.html"
    path.write_text(render_html(working_plan(), "zh"), encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context()
    try:
        urllib.request.urlopen(f"{base}/proof").close()
        assert heard == ["/proof"], "the listener hears"
        heard.clear()
        page = context.new_page()
        page.goto(path.as_uri())
        blocked = page.evaluate(OUTWARD, base)
        assert heard == []
    finally:
        context.close()
        server.shutdown()
        server.server_close()
    assert {"connect-src", "img-src", "frame-src", "style-src-elem", "media-src"} <= set(blocked)
    assert "form-action" in blocked


OUTWARD = """async base => {
  const seen = [];
  document.addEventListener('securitypolicyviolation',
    event => seen.push(event.effectiveDirective));
  const tries = [
    () => fetch(base + '/fetch'),
    () => new WebSocket(base.replace('http', 'ws')),
    () => navigator.sendBeacon(base + '/beacon'),
    () => new EventSource(base + '/events'),
  ];
  for (const attempt of tries) { try { await attempt(); } catch {} }
  document.body.insertAdjacentHTML('beforeend',
    `<img src="${base}/x.png"><iframe src="${base}/frame"></iframe>` +
    `<link rel="stylesheet" href="${base}/x.css"><video src="${base}/x.mp4"></video>` +
    `<object data="${base}/object"></object><p style="background: url(${base}/style)">x</p>`);
  const form = document.createElement('form');
  form.action = base + '/form';
  document.body.append(form);
  form.submit();
  await new Promise(done => setTimeout(done, 500));
  return seen;
}"""
