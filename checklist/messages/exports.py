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
}
