"""Labels of the printed checklist: headings, columns, marks, legends, and what can go wrong."""

from typing import Final

from checklist.messages import Message

DOCUMENT: Final[dict[str, Message]] = {
    # the document
    "title": Message("公司注销清单", "Wind-down checklist"),
    "subject": Message(
        "{name}注销清单，基准日{as_of}", "Wind-down checklist of {name}, as of {as_of}"
    ),
    "as-of": Message("基准日", "As of"),
    "law-date": Message("法律核对至", "Law checked to"),
    "law-date-short": Message("法律核对至", "law checked to"),
    "code": Message("编号", "Code"),
    "credit-code": Message("统一社会信用代码", "Credit code"),
    "legal-form": Message("企业类型", "Legal form"),
    "region": Message("住所地", "Region"),
    "established": Message("成立日期", "Established"),
    # punctuation
    "separator": Message("；", "; "),
    "list-separator": Message("、", ", "),
    "colon": Message("：", ": "),
    "comma": Message("，", ", "),
    "open": Message("（", " ("),
    "close": Message("）", ")"),
    # page 1
    "summary": Message("摘要", "Summary"),
    "route": Message("注销路径", "Route"),
    "why-route": Message("路径及理由", "Route and why"),
    "expected-end": Message("预计完成注销登记", "Expected deregistration"),
    "not-known": Message("尚不能推算", "not known yet"),
    "late": Message("逾期事项", "Overdue"),
    "late-heading": Message("已经逾期", "Overdue"),
    "uncertain": Message("待确认", "To confirm"),
    "uncertain-heading": Message("尚不确定", "What is uncertain"),
    "uncertain-counts": Message(
        "暂定{provisional}项，核实{verify}项",
        "{provisional} provisional, {verify} to check",
    ),
    "progress": Message("已完成{done}/{all}项", "{done} of {all} done"),
    "conflict": Message("冲突", "Conflict"),
    "warning": Message("注意", "Warning"),
    "notice": Message("提示", "Note"),
    "remedy": Message("处理", "Remedy"),
    "basis-law": Message("依据", "Law"),
    "input-line": Message("输入文件第{line}行", "line {line} of the input file"),
    "next-actions": Message("近期办理", "What to do next"),
    "key-dates": Message("关键日期", "Key dates"),
    "key-dates-all": Message("全部日期见附录一", "All dates: appendix 1"),
    "timeline": Message("时间轴", "Timeline"),
    "today": Message("基准日", "as of"),
    "more-questions": Message("另有{count}个问题，见附录三", "{count} more: appendix 3"),
    "barred-by": Message("禁止情形", "Barred by"),
    "unanswered": Message("尚未核实", "Unanswered"),
    "ground-more": Message("另有{count}项，见附录六", "{count} more: appendix 6"),
    "days-late": Message("逾期{days}日", "{days} days late"),
    "limit-passed": Message("法定期限已过", "legal limit passed"),
    "nothing-open": Message("没有待办事项。", "Nothing is open."),
    # the checklist
    "checklist": Message("办理清单", "Checklist"),
    "how-to-read": Message(
        "大号日期为计划办理日，即名义到期日当日或之前的最后一个工作日，其下为法定期限；没有法定期限的，"
        "为按前置事项和假设工期推算的日期。方括号内的编号对应各阶段末尾的依据。",
        "The large date is the day to plan for, the last working day on or before the nominal day, "
        "with the legal limit below it; where there is no limit, it follows from the order of "
        "tasks and the assumptions. Numbers in brackets are the law notes at the end of the phase.",
    ),
    "number": Message("序号", "No."),
    "box": Message("完成", "Done"),
    "task": Message("事项", "Task"),
    "who": Message("经办", "Who"),
    "plan-by": Message("计划办理日", "Plan by"),
    "limit": Message("法定期限", "Legal limit"),
    "advisory-limit": Message("参考期限", "Advisory limit"),
    "arranged": Message("安排", "Arranged"),
    "not-before": Message("不早于", "Not before"),
    "next-not-before": Message("下一步不早于", "Next step not before"),
    "signature": Message("签字/日期", "Signed, date"),
    "documents": Message("资料", "Papers"),
    "evidence": Message("留痕", "Evidence"),
    "note": Message("注意", "Mind"),
    "after": Message("前置", "After"),
    "advisory-after": Message("宜先办", "Better after"),
    "is-done": Message("已完成", "done"),
    "is-open": Message("未完成", "not done"),
    "phase-count": Message("{count}项，已完成{done}项", "{count} tasks, {done} done"),
    "law-notes": Message("依据", "Law"),
    "number-unseen": Message("文号未核对", "number not checked"),
    "ask-office": Message("请向经办机构核实", "Ask the local office"),
    # marks
    "mark-overdue": Message("逾期", "overdue"),
    "mark-due-soon": Message("临近", "due soon"),
    "mark-blocked": Message("待前置", "waiting"),
    "mark-done": Message("完成", "done"),
    "mark-provisional": Message("暂定", "provisional"),
    "mark-to-confirm": Message("待确认", "to confirm"),
    "mark-verify": Message("核实", "check"),
    "explain-overdue": Message("法定期限已过，尚未完成", "the legal limit has passed"),
    "explain-due-soon": Message("七日内到期", "due within seven days"),
    "explain-blocked": Message("须待前置事项完成", "waits for other tasks"),
    "explain-provisional": Message(
        "所涉年份的放假安排未公布，取保守一侧",
        "hangs on an unpublished year; the safe side is shown",
    ),
    "explain-to-confirm": Message(
        "是否适用取决于未填写的事实", "hangs on a fact that is not filled in"
    ),
    "explain-verify": Message(
        "依据未核对原文，请先问经办机构", "text not read: ask the office first"
    ),
    # appendices
    "appendix": Message("附录", "Appendices"),
    "a-dates": Message("附录一　日期及推算过程", "Appendix 1. Dates and how they are counted"),
    "a-not-applicable": Message("附录二　不适用的事项及理由", "Appendix 2. What does not apply"),
    "a-questions": Message("附录三　待回答的问题", "Appendix 3. Questions"),
    "a-assumptions": Message("附录四　假设工期", "Appendix 4. Assumptions"),
    "a-overrides": Message("附录五　人工改定", "Appendix 5. Overrides"),
    "a-grounds": Message(
        "附录六　简易注销负面清单", "Appendix 6. Negative list of the simple route"
    ),
    "a-sources": Message("附录七　法律来源及核对日期", "Appendix 7. Sources"),
    "a-disclaimer": Message("声明", "Disclaimer"),
    "date": Message("日期", "Date"),
    "basis": Message("性质", "Basis"),
    "actual": Message("已发生", "actual"),
    "planned": Message("计划", "planned"),
    "projected": Message("推算", "projected"),
    "legal": Message("法定", "legal"),
    "from-actual": Message("起算日{day}（已发生）。", "Counted from {day} (actual)."),
    "from-planned": Message("起算日{day}（输入文件计划）。", "Counted from {day} (planned)."),
    "from-projected": Message("起算日{day}（推算）。", "Counted from {day} (projected)."),
    "from-calendar": Message("起算日{day}（日历日期）。", "Counted from {day} (by the calendar)."),
    "bounds": Message(
        "放假安排公布前，可能在{earliest}至{latest}之间。",
        "Until the days off are published: between {earliest} and {latest}.",
    ),
    "other-reading": Message("另一种理解为{day}", "Another reading gives {day}"),
    "reason": Message("理由", "Reason"),
    "concerns": Message("涉及事项", "Concerns"),
    "for-company": Message("请公司回答", "For the company"),
    "for-office": Message("请向经办机构核实", "For the local office"),
    "answer": Message("答复", "Answer"),
    "assumption-note": Message(
        "工期为估计，不是法律规定；可在输入文件 estimates 中修改。",
        "Estimates, not law; change them under `estimates` in the input file.",
    ),
    "days": Message("工作日", "Working days"),
    "set-by-user": Message("输入文件设定", "set in the file"),
    "why": Message("说明", "Why"),
    "target": Message("对象", "What"),
    "decision": Message("改定", "Decision"),
    "computed": Message("程序推算", "Computed"),
    "decided-by": Message("决定人、日期", "By, on"),
    "ground": Message("情形", "Ground"),
    "cure": Message("消除方式", "Cure"),
    "source": Message("名称", "Title"),
    "articles": Message("引用条款", "Articles"),
    "text-as-of": Message("版本日期", "Text as of"),
    "checked-on": Message("核对日期", "Checked on"),
    "stale": Message(
        "有{count}项来源距上次核对已超过180天，使用前请复核。",
        "{count} sources were last checked more than 180 days ago: look again before use.",
    ),
    "years": Message(
        "已收录放假安排的年份：{years}。", "Years whose days off are recorded: {years}."
    ),
    "nothing-here": Message("无。", "None."),
    # the timeline
    "phase-bar": Message("办理阶段", "phase"),
    "window-bar": Message("法定期间", "legal window"),
    "notice-bar": Message("等待期", "waiting period"),
    "provisional-bar": Message("暂定", "provisional"),
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

FAILURES: Final[dict[str, Message]] = {
    "no-pango": Message(
        "缺少生成 PDF 所需的系统库 Pango（{reason}）。请安装后重试：\n"
        "    Debian/Ubuntu：sudo apt-get install --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
        "    Fedora：sudo dnf install pango harfbuzz fontconfig\n"
        "    macOS：brew install pango\n"
        "    Windows：在 MSYS2 中 pacman -S mingw-w64-ucrt-x86_64-pango",
        "The system library Pango, which PDFs need, is missing ({reason}). Install it and try "
        "again:\n"
        "    Debian/Ubuntu: sudo apt-get install --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
        "    Fedora:        sudo dnf install pango harfbuzz fontconfig\n"
        "    macOS:         brew install pango\n"
        "    Windows:       pacman -S mingw-w64-ucrt-x86_64-pango (in MSYS2)",
    ),
    "no-weasyprint": Message(
        "缺少 Python 软件包（{reason}）。请运行：pip install weasyprint",
        "A Python package is missing ({reason}). Run: pip install weasyprint",
    ),
    "no-fonts": Message(
        "程序自带的字体缺失或无法读取：{reason}。请重新安装本程序。",
        "The program's own fonts are missing or cannot be read: {reason}. Install it again.",
    ),
    "no-templates": Message(
        "程序自带的模板缺失：{reason}。请重新安装本程序。",
        "The program's own templates are missing: {reason}. Install it again.",
    ),
    "renderer": Message(
        "PDF 未生成，排版程序报告：{reason}",
        "The PDF was not made; the renderer reports: {reason}",
    ),
    "not-written": Message(
        "无法写入 {path}（{reason}）。请检查文件夹是否可写、磁盘是否有空间；原有文件没有改动。",
        "{path} cannot be written ({reason}). Is the folder writable, and is there space? Existing "
        "files are unchanged.",
    ),
    "is-folder": Message(
        "{path} 是一个文件夹，不能写成文件；原有文件没有改动。",
        "{path} is a folder, so no file can be written there. Existing files are unchanged.",
    ),
    "half-written": Message(
        "写入 {path} 时出错（{reason}），且下列文件未能恢复原样：{kept}。",
        "Writing {path} failed ({reason}), and these could not be restored: {kept}.",
    ),
}
