"""The labels of a group's document, and what the command line says of a group."""

from typing import Final

from checklist.messages import Message

GROUP: Final[dict[str, Message]] = {
    "title": Message("集团注销总表", "Group wind-down overview"),
    "share": Message("{team}部分", "{team} share"),
    "as-of": Message("截至", "As of"),
    "law-date": Message("法规核对至", "law checked to"),
    "end": Message("预计全部完成", "expected end of all"),
    "members": Message("成员单位与先后次序", "Members and their order"),
    "order-note": Message(
        "分支机构、被投资企业先于上级企业注销；余量是该单位推迟多少日不影响上级企业的预计注销日"
        "（没有上级企业的，不影响全部完成日）。",
        "Branches and holdings end before their holder; the reserve is by how many days a member "
        "may be late before its holder's end moves (without a holder: before the end of all does).",
    ),
    "member": Message("单位", "Member"),
    "relation": Message("关系", "Relation"),
    "holder": Message("上级企业", "holder"),
    "branch": Message("分支机构", "branch"),
    "investment": Message("对外投资", "holding"),
    "sister": Message("成员企业", "sister company"),
    "of": Message("属于", "of"),
    "route": Message("路径", "Route"),
    "expected-end": Message("预计注销", "Expected end"),
    "reserve": Message("余量", "Reserve"),
    "deciding": Message("决定完成日的单位", "Decided by"),
    "as-of-day": Message("基准日{day}", "As of {day}"),
    "level-conflict": Message("冲突", "Conflict"),
    "level-warning": Message("提醒", "Warning"),
    "days": Message("{days}日", "{days} days"),
    "progress": Message("进度", "Done"),
    "overdue": Message("逾期", "Overdue"),
    "conflicts": Message("冲突", "Conflicts"),
    "ended": Message("已注销", "ended"),
    "critical": Message("关键", "critical"),
    "provisional": Message("暂定", "provisional"),
    "timeline": Message("合并时间轴", "Combined timeline"),
    "critical-path": Message("合并关键路径", "Combined critical path"),
    "critical-note": Message(
        "这些事项决定全部单位何时办完：任何一项推迟，最后的注销日就推迟。",
        "These decide when all is over: if one of them slips, the last day slips.",
    ),
    "why": Message("缘由", "Why"),
    "date": Message("日期", "Date"),
    "task": Message("事项", "Task"),
    "key-dates": Message("关键日期", "Key dates"),
    "next": Message("全部未办事项（按日期）", "Everything still to do, by date"),
    "who": Message("承办", "Who"),
    "limit": Message("法定期限", "Legal limit"),
    "box": Message("完成", "Done"),
    "month": Message("{year}年{month}月", "{year}-{month:02d}"),
    "warnings": Message("冲突与提醒", "Conflicts and warnings"),
    "remedy": Message("处理", "Remedy"),
    "documents": Message("各单位清单", "Each member's checklist"),
    "colon": Message("：", ": "),
    "separator": Message("；", "; "),
    "overview": Message("集团总表：{name}", "Group overview: {name}"),
    "summary": Message(
        "集团共{count}家，预计全部于 {day} 前注销完毕；决定完成日的单位：{names}。",
        "Group of {count}, all expected to have ended by {day}; decided by: {names}.",
    ),
    "provisional-note": Message(
        "标“暂定”的日期取决于尚未公布放假安排的年度。",
        "What is marked provisional hangs on a year whose days off are not published.",
    ),
}
