"""Labels of the printed and on-screen documents, and what can keep one from being made."""

from typing import Final

from checklist.messages import Message

DOCUMENT: Final[dict[str, Message]] = {
    # The document as a whole
    "title": Message("公司注销清单", "Wind-down checklist"),
    "subject": Message(
        "{name} 注销清单，基准日 {as_of}", "Wind-down checklist of {name}, as of {as_of}"
    ),
    "as-of": Message("基准日", "As of"),
    "law-date": Message("法律核对至", "Law checked to"),
    "law-date-short": Message("法律核对至", "law checked to"),
    "credit-code": Message("统一社会信用代码", "Credit code"),
    "legal-form": Message("企业类型", "Legal form"),
    "region": Message("住所地", "Region"),
    "established": Message("成立日期", "Established"),
    # Punctuation
    "open": Message("（", " ("),
    "close": Message("）", ")"),
    "colon": Message("：", ": "),
    "comma": Message("，", ", "),
    "separator": Message("；", "; "),
    "list-separator": Message("、", ", "),
    # Page 1
    "summary": Message("摘要", "Summary"),
    "route": Message("注销路径", "Route"),
    "expected-end": Message("预计完成注销登记", "Expected deregistration"),
    "not-known": Message("未知", "not known"),
    "late": Message("逾期事项", "Overdue"),
    "progress": Message("已完成 {done}/{all} 项", "{done} of {all} done"),
    "uncertain": Message("待确认", "To confirm"),
    "uncertain-counts": Message(
        "待确认 {confirm}，暂定 {provisional}，核实 {verify}",
        "{confirm} to confirm, {provisional} provisional, {verify} to check",
    ),
    "conflict": Message("必须先处理", "Settle first"),
    "warning": Message("注意", "Note"),
    "remedy": Message("处理", "Remedy"),
    "basis-law": Message("依据", "Law"),
    "input-line": Message("输入文件第{line}行", "line {line} of the input"),
    "why-route": Message("为什么走这条路径", "Why this route"),
    "barred-by": Message("禁止情形：", "Barred by:"),
    "unanswered": Message("尚未核实：", "Unanswered:"),
    "ground-more": Message("另有{count}项", "{count} more"),
    "late-heading": Message("已经逾期", "Overdue"),
    "days-late": Message("逾期{days}日", "{days} days late"),
    "limit-passed": Message("法定期限已过", "legal limit passed"),
    "next-actions": Message("近期办理", "What to do next"),
    "nothing-open": Message("没有待办事项。", "Nothing is open."),
    "key-dates": Message("关键日期", "Key dates"),
    "key-dates-all": Message("全部日期见附录", "All dates are in the appendix"),
    "actual": Message("已发生", "actual"),
    "planned": Message("计划", "planned"),
    "projected": Message("推算", "projected"),
    "legal": Message("法定期限", "legal limit"),
    "timeline": Message("时间轴", "Timeline"),
    "today": Message("基准日", "as of"),
    "phase-bar": Message("办理阶段", "phase"),
    "window-bar": Message("法定期间", "legal window"),
    "notice-bar": Message("等待期", "waiting period"),
    "provisional-bar": Message("暂定", "provisional"),
    "uncertain-heading": Message("尚不确定", "What is uncertain"),
    "question": Message("待答", "Question"),
    "more-questions": Message("另有{count}个问题，见附录", "{count} more in the appendix"),
    # The checklist
    "checklist": Message("办理清单", "Checklist"),
    "how-to-read": Message(
        "大字为计划办理日，即名义到期日当日或之前的最后一个工作日；没有法定期限的事项，"
        "为按前置事项和假设工期推算的安排日。方括号内数字对应本阶段末尾的法律依据。",
        "The large date is the day to plan for: the last working day on or before the nominal day; "
        "without a legal limit it is the day that order and assumptions give. Numbers in brackets "
        "refer to the law notes at the end of the phase.",
    ),
    "mark-done": Message("完成", "done"),
    "mark-overdue": Message("逾期", "overdue"),
    "mark-due-soon": Message("临近", "due soon"),
    "mark-blocked": Message("待前置", "waiting"),
    "mark-provisional": Message("暂定", "provisional"),
    "mark-to-confirm": Message("待确认", "to confirm"),
    "mark-verify": Message("核实", "check"),
    "explain-overdue": Message("法定期限已过", "the legal limit has passed"),
    "explain-due-soon": Message("七日内到期", "due within seven days"),
    "explain-blocked": Message("须待前置事项完成", "waits for other tasks"),
    "explain-provisional": Message(
        "所涉年份放假安排未公布，取保守一侧", "hangs on an unpublished year; safe side shown"
    ),
    "explain-to-confirm": Message("是否适用取决于未填事实", "hangs on a fact not filled in"),
    "explain-verify": Message(
        "依据未核对原文，请先问经办机构", "text not read; ask the office first"
    ),
    "phase-count": Message("{count}项，已完成{done}项", "{count} tasks, {done} done"),
    "number": Message("序号", "No."),
    "box": Message("完成", "Done"),
    "task": Message("事项", "Task"),
    "who": Message("经办", "Who"),
    "plan-by": Message("计划办理日", "Plan by"),
    "signature": Message("签字/日期", "Signed, date"),
    "is-done": Message("已完成", "done"),
    "is-open": Message("未完成", "open"),
    "documents": Message("资料", "Papers"),
    "evidence": Message("留痕", "Evidence"),
    "note": Message("提示", "Note"),
    "after": Message("前置", "After"),
    "advisory-after": Message("宜先办", "Better after"),
    "arranged": Message("安排", "arranged"),
    "not-before": Message("不早于", "not before"),
    "limit": Message("法定期限", "legal limit"),
    "advisory-limit": Message("参考期限", "advisory limit"),
    "law-notes": Message("法律依据", "Law notes"),
    "checked": Message("{day}核对", "checked {day}"),
    "ask-office": Message("请向经办机构核实", "ask the local office"),
    "number-unseen": Message("文号未核对", "number not checked"),
    # The appendices
    "appendix": Message("附录", "Appendix"),
    "a-dates": Message("日期与推算步骤", "Dates and how they were counted"),
    "a-not-applicable": Message("不适用的事项及理由", "Left out, and why"),
    "a-questions": Message("需要回答的问题", "Questions"),
    "a-assumptions": Message("假设工期（估计，不是法律规定）", "Assumptions (estimates, not law)"),
    "a-overrides": Message("人工改定", "Overrides"),
    "a-grounds": Message("简易注销负面清单", "The simple route's negative list"),
    "a-sources": Message("法律来源", "Sources"),
    "a-disclaimer": Message("声明", "Disclaimer"),
    "date": Message("日期", "Date"),
    "basis": Message("性质", "Basis"),
    "from-actual": Message("起算日 {day}（已发生）。", "Counted from {day} (actual)."),
    "from-planned": Message("起算日 {day}（输入文件计划）。", "Counted from {day} (planned)."),
    "from-projected": Message("起算日 {day}（推算）。", "Counted from {day} (projected)."),
    "bounds": Message("最早 {earliest}，最晚 {latest}。", "Between {earliest} and {latest}."),
    "other-reading": Message("另一种理解为 {day}", "Another reading gives {day}"),
    "nothing-here": Message("无。", "None."),
    "reason": Message("理由", "Reason"),
    "for-company": Message("请公司核实", "For the company"),
    "for-office": Message("请向经办机构核实", "For the local office"),
    "concerns": Message("涉及事项", "Concerns"),
    "answer": Message("回答", "Answer"),
    "days": Message("工作日", "Working days"),
    "why": Message("理由", "Why"),
    "set-by-user": Message("输入文件设定", "set in the file"),
    "target": Message("对象", "Target"),
    "computed": Message("程序推算", "Computed"),
    "decision": Message("改定", "Decision"),
    "decided-by": Message("决定人、日期", "By, on"),
    "ground": Message("情形", "Ground"),
    "cure": Message("消除方式", "Cure"),
    "source": Message("文件", "Text"),
    "articles": Message("条款", "Articles"),
    "text-as-of": Message("文本版本", "Text as of"),
    "checked-on": Message("核对日", "Checked on"),
    "stale": Message(
        "有{count}项来源距上次核对已超过180天。",
        "{count} sources were last checked more than 180 days ago.",
    ),
    "years": Message(
        "已收录放假安排的年份：{years}。", "Years whose days off are recorded: {years}."
    ),
}

WEEKDAYS: Final = (
    Message("周一", "Mon"),
    Message("周二", "Tue"),
    Message("周三", "Wed"),
    Message("周四", "Thu"),
    Message("周五", "Fri"),
    Message("周六", "Sat"),
    Message("周日", "Sun"),
)

_PANGO: Final = (
    "Debian/Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango harfbuzz; macOS: brew install pango; Windows: MSYS2 pacman -S "
    "mingw-w64-x86_64-pango"
)

FAILURES: Final[dict[str, Message]] = {
    "no-pango": Message(
        "无法生成PDF：缺少系统库 {reason}。安装方法：" + _PANGO + "。",
        "No PDF: the system library {reason} is missing. " + _PANGO + ".",
    ),
    "no-weasyprint": Message(
        "无法生成PDF：缺少 WeasyPrint（{reason}）。"
        "运行 ./run 会自动安装，或者 pip install weasyprint。",
        "No PDF: WeasyPrint is missing ({reason}). ./run installs it, or pip install weasyprint.",
    ),
    "no-fonts": Message(
        "无法生成PDF：程序自带的字体不见了（{reason}）。请重新安装。",
        "No PDF: the package's own font is missing ({reason}). Install the program again.",
    ),
    "renderer": Message(
        "生成PDF时出错，没有写出文件：{reason}",
        "The PDF could not be made and nothing was written: {reason}",
    ),
    "not-written": Message(
        "无法写入 {path}（{reason}）。请检查文件夹是否可写、磁盘是否有空间；原有文件没有改动。",
        "{path} cannot be written ({reason}). Is the folder writable, and is there space? Existing "
        "files are unchanged.",
    ),
}
