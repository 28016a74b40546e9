"""What the exported page says as a tool: buttons, filters, notices, help.

`{name}` marks a value that the page fills in while it is used.
"""

from typing import Final

from checklist.messages import Message

SCREEN: Final[dict[str, Message]] = {
    # the bar
    "tool": Message("办理工具", "Tools"),
    "skip": Message("跳到办理清单", "Skip to the checklist"),
    "counts": Message(
        "已完成{done}，未完成{open}，逾期{late}", "{done} done, {open} open, {late} overdue"
    ),
    "shown": Message("显示{shown}/{all}项", "{shown} of {all} shown"),
    "filter": Message("筛选", "Filter"),
    "progress": Message("进度", "Progress"),
    "dark": Message("深色", "Dark"),
    "light": Message("浅色", "Light"),
    "help": Message("帮助", "Help"),
    # the filter
    "search": Message("关键词", "Words"),
    "team": Message("责任部门", "Team"),
    "status": Message("状态", "Status"),
    "phase": Message("阶段", "Phase"),
    "any": Message("全部", "all"),
    "status-todo": Message("未完成", "not done"),
    "status-overdue": Message("逾期", "overdue"),
    "status-due-soon": Message("七日内到期", "due within seven days"),
    "status-open": Message("可以办理", "ready"),
    "status-blocked": Message("待前置", "waiting for other tasks"),
    "status-done": Message("已完成", "done"),
    "clear-filter": Message("清除筛选", "Clear the filter"),
    "copy-view": Message("复制当前视图的链接", "Copy a link to this view"),
    "none-shown": Message("没有符合条件的事项。", "No task matches."),
    "bad-link": Message(
        "链接中有无法识别的筛选条件，已忽略：{list}",
        "The link has filters that are not known here, they are ignored: {list}",
    ),
    "bad-target": Message(
        "本清单中没有链接所指的位置：{name}", "The link leads to a place that is not here: {name}"
    ),
    "filter-left": Message(
        "已清除筛选，以显示链接所指的事项。", "The filter was cleared to show the task."
    ),
    # a task
    "tick": Message("完成", "Done"),
    "tick-recorded": Message("输入文件已记为完成", "Recorded as done in the input file"),
    "recorded": Message(
        "输入文件已记为完成，如需改动请修改输入文件。",
        "Recorded as done in the input file: change it there.",
    ),
    "done-on": Message("完成日期", "Done on"),
    "note": Message("备注", "Note"),
    "link": Message("链接", "Link"),
    "sub-steps": Message("第{n}项的步骤", "Steps of task {n}"),
    "ticked": Message("第{n}项已完成。", "Task {n} is done."),
    "unticked": Message("第{n}项改为未完成。", "Task {n} is open again."),
    "waits": Message(
        "第{n}项已完成，但前置事项{list}尚未完成。",
        "Task {n} is done, but {list} should come first and is not done.",
    ),
    "bad-date": Message(
        "完成日期须为有效日期，且不晚于今天；已恢复为{day}。",
        "The date must be a day of the calendar, today at the latest; {day} is kept.",
    ),
    "print-done": Message("{day}完成", "Done on {day}"),
    "print-note": Message("备注：{text}", "Note: {text}"),
    # notices
    "notices": Message("提示", "Notices"),
    "memory": Message(
        "浏览器不允许本页保存数据：关闭页面后勾选和备注会丢失，请先在“进度”中导出。",
        "This browser does not let the page keep data: ticks and notes are lost when it is closed. "
        "Export them first, under “Progress”.",
    ),
    "damaged": Message(
        "浏览器中保存的进度无法读取，已原样另存，没有覆盖；可以导入先前下载的进度文件。",
        "The progress kept in this browser cannot be read. It was put aside as it is; import a "
        "progress file downloaded earlier.",
    ),
    "aged": Message(
        "本清单的基准日为{as_of}，今天是{today}。逾期和临近按今天显示，各项日期仍为基准日的推算，"
        "请用输入文件重新生成清单。",
        "This plan is as of {as_of}, and today is {today}. What is overdue or due soon is shown as "
        "of today, all dates are as of then: make the plan again from its input file.",
    ),
    "gone": Message(
        "有{n}项记录所属的事项已不在本清单中，仍会随进度文件导出：",
        "{n} entries belong to tasks that this plan no longer has. They are still exported:",
    ),
    "differs": Message(
        "有{n}项的完成日期与输入文件的记录不同，以输入文件为准：",
        "{n} tasks have another date in the input file, which holds:",
    ),
    "discard": Message("删除这些记录", "Remove these entries"),
    "discarded": Message("已删除{n}项记录。", "{n} entries are removed."),
    "again": Message("再按一次确认", "Press again to confirm"),
    # progress: export, import
    "progress-help": Message(
        "勾选和备注只保存在这个浏览器中。下载的进度文件可以用 checklist progress 写回输入文件，"
        "也可以交给同事导入：两边的记录会合并，本页已有的日期不会被改动。",
        "Ticks and notes stay in this browser alone. A progress file can be written back into the "
        "input file with “checklist progress”, or imported by a colleague: both sides are merged, "
        "and dates that are here already stay.",
    ),
    "download": Message("下载进度文件", "Download progress file"),
    "show": Message("显示内容", "Show it"),
    "copy": Message("复制", "Copy"),
    "import": Message("导入进度文件", "Import a progress file"),
    "merge": Message("合并粘贴的内容", "Merge pasted text"),
    "text": Message(
        "进度文件内容（可复制，也可粘贴）", "Content of a progress file (copy or paste)"
    ),
    "clear": Message("清空全部记录", "Clear everything"),
    "cleared": Message("已清空勾选和备注。", "Ticks and notes are cleared."),
    "exported": Message(
        "已导出勾选{ticks}项、备注{notes}条。浏览器如未下载，请用“显示内容”复制。",
        "{ticks} ticks and {notes} notes are exported. If nothing was downloaded, use “Show it” "
        "and copy.",
    ),
    "copied": Message("已复制。", "Copied."),
    "not-copied": Message(
        "浏览器不允许复制；内容已选中，请按 Ctrl+C。",
        "The browser does not allow copying; the text is selected, press Ctrl+C.",
    ),
    "copy-this": Message("请复制：{text}", "Copy this: {text}"),
    "merged": Message(
        "已合并：新增勾选{ticks}项、备注{notes}条。",
        "Merged: {ticks} ticks and {notes} notes are new.",
    ),
    "kept": Message(
        "下列事项两边日期不同，保留本页的日期：{list}。",
        "Dates differ for these, the ones here are kept: {list}.",
    ),
    "not-here": Message(
        "有{n}项不在本清单中，也已保留。", "{n} entries are not in this plan; they are kept too."
    ),
    "nothing-pasted": Message(
        "请先粘贴进度文件的内容。", "Paste the content of a progress file first."
    ),
    "bad-size": Message(
        "文件过大，不像是进度文件，没有导入。",
        "Too large for a progress file; nothing is imported.",
    ),
    "bad-json": Message(
        "不是有效的 JSON，没有导入。内容可能不完整，或者引号被改成了弯引号。",
        "This is not JSON; nothing is imported. It may be incomplete, or its quotation marks bent.",
    ),
    "bad-kind": Message(
        "不是注销清单的进度文件，没有导入。",
        "Not a progress file of the checklist; nothing is imported.",
    ),
    "bad-version": Message(
        "进度文件的版本不受支持，没有导入；请用新版程序重新生成本页。",
        "A version this page does not know; nothing is imported. Make the page again with a newer "
        "program.",
    ),
    "bad-company": Message(
        "这是“{name}”的进度文件，与本清单的企业不同，没有导入。",
        "This is the progress of “{name}”, another company; nothing is imported.",
    ),
    "bad-entry": Message("{place} 有误，没有导入。", "{place} is wrong; nothing is imported."),
    # help
    "help-title": Message("使用说明", "How to use this page"),
    "close": Message("关闭", "Close"),
    "keys": Message("键盘", "Keyboard"),
    "keys-on": Message("启用单键快捷键", "Single-key shortcuts"),
    "key-move": Message(
        "下一项、上一项（在勾选框上也可用方向键）", "next, previous task (arrow keys on a box)"
    ),
    "key-tick": Message("勾选、取消", "tick, untick"),
    "key-note": Message("写备注", "write a note"),
    "key-filter": Message("筛选", "filter"),
    "key-progress": Message("进度：导出、导入", "progress: export, import"),
    "key-help": Message("使用说明", "this help"),
    "key-escape": Message("关闭面板，回到清单", "close a panel, back to the checklist"),
    "space-key": Message("空格", "Space"),
    "help-print": Message(
        "打印时输出完整清单，不受筛选影响，不含工具；已勾选的事项印有勾号、日期和备注。",
        "Printing gives the whole checklist whatever the filter, without the tools; what is ticked "
        "carries its tick, date and note.",
    ),
    "help-links": Message(
        "地址栏中的链接包含当前筛选和所在事项，可以发给同事。",
        "The address holds the filter and the task: send it to a colleague.",
    ),
    "help-newer": Message(
        "同一企业重新生成的清单会沿用这里的勾选；换了浏览器或电脑，请导出后再导入。",
        "A newer plan of the same company keeps these ticks; for another browser or computer, "
        "export and import them.",
    ),
    "help-network": Message(
        "本页不连接网络，内容不会离开这台电脑。",
        "This page uses no network; nothing leaves this computer.",
    ),
}
