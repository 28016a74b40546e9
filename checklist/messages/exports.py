"""What the exported calendars, workbooks and tables say."""

from typing import Final

from checklist.messages import Message

CALENDAR: Final[dict[str, Message]] = {
    "name": Message("注销日程：{company}", "Wind-down: {company}"),
    "note": Message(
        "由注销清单生成（基准日{as_of}，编号{code}）。重新生成后再次导入即更新各项日程；"
        "清单中不再有的事项须自行删除。",
        "Made from the wind-down checklist (as of {as_of}, code {code}). Import a newer file to "
        "update the entries; those of tasks that left the checklist have to be deleted by hand.",
    ),
    "summary": Message("{title}（{company}）", "{title} ({company})"),
    "marked": Message("【{mark}】{text}", "[{mark}] {text}"),
    "limit-alarm": Message("法定期限{day}将届满：{text}", "Legal limit {day}: {text}"),
    "window": Message("可办期间：{title}", "Open for: {title}"),
    "window-text": Message(
        "自{start}起可以办理，最迟{end}（含当日）。", "May be done from {start} to {end} inclusive."
    ),
    "wait": Message("等待期：{title}", "Waiting: {title}"),
    "wait-text": Message("下一步不早于{day}。", "The next step is not before {day}."),
    "no-login": Message("不得登录企业微信：{person}", "No WeCom login: {person}"),
    "no-login-text": Message(
        "{person}（{role}）自{start}至{end}（含当日）不得登录企业微信，登录将使注销申请失效、期间重计；"
        "最早{gone}确认账号已注销。期间依据未经核对，请向平台核实。",
        "{person} ({role}) must not log in to WeCom from {start} to {end} inclusive: a login voids "
        "the application and restarts the period. The account is surely gone on {gone}. The "
        "period's text was not read: ask the vendor.",
    ),
    "projected": Message(
        "起算日为推算，前序事项的实际日期确定后会变动。",
        "Counted from a projected date; it moves once the actual one is known.",
    ),
    "source": Message("基准日{as_of}，清单编号{code}", "As of {as_of}, checklist {code}"),
}

GROUP_CALENDAR: Final[dict[str, Message]] = {
    "name": Message("集团注销日程：{name}", "Group wind-down: {name}"),
    "note": Message(
        "集团全部成员单位的注销日程（基准日{as_of}）。各项与成员单位自己的日历相同，两者都导入也不会重复；"
        "重新生成后再次导入即更新，清单中不再有的事项须自行删除。",
        "The dates of every member of the group (as of {as_of}). They are the entries of the "
        "members' own calendars: importing both doubles none. Import a newer file to update; "
        "entries of tasks that left the checklists have to be deleted by hand.",
    ),
    "end": Message("全部注销完毕（预计）：{name}", "All wound down (expected): {name}"),
    "end-text": Message(
        "集团共{count}家，决定完成日的单位：{names}。",
        "A group of {count}; decided by: {names}.",
    ),
}

TABLE: Final[dict[str, Message]] = {
    # the two states of a task in a spreadsheet; what is written here is read back
    "open": Message("未完成", "Open"),
    "done": Message("已完成", "Done"),
    # columns
    "number": Message("序号", "No."),
    "status": Message("状态", "Status"),
    "done-on": Message("完成日期", "Done on"),
    "remark": Message("备注", "Remark"),
    "title": Message("事项", "Task"),
    "plan-by": Message("计划办理日", "Plan by"),
    "limit": Message("期限", "Limit"),
    "arranged": Message("安排", "Arranged"),
    "marks": Message("标记", "Marks"),
    "assignee": Message("经办人", "Who"),
    "owner": Message("部门", "Team"),
    "authority": Message("办理机关", "Office"),
    "how": Message("办法", "How"),
    "documents": Message("资料", "Papers"),
    "evidence": Message("留痕", "Evidence"),
    "mind": Message("注意", "Mind"),
    "law": Message("依据", "Law"),
    "after": Message("前置事项", "After"),
    "task": Message("事项编号", "Task id"),
    "phase": Message("阶段", "Phase"),
    "company": Message("企业", "Company"),
    "credit-code": Message("统一社会信用代码", "Credit code"),
    "as-of": Message("基准日", "As of"),
    # of a group
    "holder": Message("上级企业", "Held by"),
    "on-path": Message("集团关键路径", "Group's critical path"),
}

WORKBOOK: Final[dict[str, Message]] = {
    # sheets
    "summary": Message("摘要", "Summary"),
    "questions": Message("待回答的问题", "Questions"),
    "not-applicable": Message("不适用的事项", "Not applicable"),
    "sources": Message("法律来源", "Sources"),
    # sheets of a group
    "members": Message("成员单位", "Members"),
    "all-tasks": Message("全部事项", "All tasks"),
    "path": Message("集团关键路径", "Critical path"),
    "key-dates": Message("关键日期", "Key dates"),
    "group-warnings": Message("冲突与提醒", "Conflicts and warnings"),
    # columns of a group
    "about": Message("项目", "About"),
    "legal-form": Message("企业类型", "Legal form"),
    "relation": Message("关系", "Relation"),
    "route": Message("路径", "Route"),
    "expected-end": Message("预计注销", "Expected end"),
    "reserve": Message("余量（日）", "Reserve (days)"),
    "progress": Message("进度", "Done"),
    "overdue": Message("逾期", "Overdue"),
    "conflicts": Message("冲突", "Conflicts"),
    "date": Message("日期", "Date"),
    "why": Message("缘由", "Why"),
    "level": Message("级别", "Level"),
    "text": Message("内容", "Text"),
    "remedy": Message("处理", "Remedy"),
    "group-note": Message("登记进度", "Recording progress"),
    "group-note-how": Message(
        "本文件只供查阅、筛选和打印；登记进度请用各成员单位自己的工作簿或者网页，"
        "再运行 checklist progress。",
        "This file is to read, filter and print; record progress in each member's own workbook or "
        "page, and take it back with checklist progress.",
    ),
    # columns of their own
    "question": Message("问题", "Question"),
    "for": Message("由谁回答", "For"),
    "answer": Message("答复", "Answer"),
    "input-key": Message("输入文件中的位置", "Key of the input file"),
    "concerns": Message("涉及事项", "Concerns"),
    "reason": Message("不适用的理由", "Reason"),
    "source": Message("名称", "Title"),
    "source-number": Message("文号", "Number"),
    "in-force": Message("施行日期", "In force from"),
    "until": Message("失效日期", "Until"),
    "text-as-of": Message("所读版本", "Text as of"),
    "checked-on": Message("核对日期", "Checked on"),
    # filling in
    "give-back": Message("登记进度", "Giving it back"),
    "give-back-how": Message(
        "在各阶段工作表填写“状态”“完成日期”“备注”三列并保存，再运行：checklist progress "
        "输入文件.yaml 本文件.xlsx。请勿改动“事项编号”列；排序、筛选、删行均可。",
        "Fill in status, done on and remark on the sheets of the phases, save, then run: checklist "
        "progress INPUT.yaml THIS.xlsx. Leave the column of task ids as it is; sort, filter and "
        "delete rows as you like.",
    ),
    "error-title": Message("请检查", "Please check"),
    "error-status": Message("请从列表中选择。", "Choose from the list."),
    "error-day": Message(
        "应为不晚于今天的日期，例如 2026-12-01。仍要保留吗？",
        "A date is expected, today at the latest, such as 2026-12-01. Keep it?",
    ),
}

TICKET: Final[dict[str, Message]] = {
    "no-details": Message(
        "受工单字数限制，此处不列办法、资料和依据；完整内容见附件。",
        "Shortened to what the tracker takes: how, papers and law are in the attached files.",
    ),
    "no-parts": Message(
        "受工单字数限制，此处只有总表，不列各单位的清单；完整内容见附件。",
        "Shortened to what the tracker takes: the overview alone; each member's checklist is in "
        "the attached files.",
    ),
    "excerpt": Message(
        "受工单字数限制，此处为节选，另有{left}项未列出；完整内容见附件。",
        "Shortened to what the tracker takes; {left} more tasks are in the attached files.",
    ),
}
