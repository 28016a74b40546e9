"""Labels of the printed checklist: headings, columns, marks, legends, and what can go wrong."""

from typing import Final

from checklist.messages import Message

DOCUMENT: Final[dict[str, Message]] = {
    # the document
    "title": Message("注销清单", "Wind-down checklist"),
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
    "share": Message("{team}部分", "{team} share"),
    "what-if-short": Message("假设情形，并非事实", "supposed, not a fact"),
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
    "alternative": Message("也可以", "Or instead"),
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
    "input-line-short": Message("第{line}行", "line {line}"),
    "overleaf": Message("首页各项提示全文", "What page 1 says in short, in full"),
    "alerts-more": Message("另有{count}项见次页", "{count} more on the next page"),
    "see-overleaf": Message(
        "以上提示的全文、处理办法和依据见次页", "In full, with remedies and articles: next page"
    ),
    "what-if": Message("假设情形", "Supposed"),
    "what-if-text": Message(
        "本清单假设“{title}”于{day}发生。这不是事实，所有日期只供推演，不得据以办理。",
        "This checklist supposes “{title}” on {day}. It is not a fact: the dates are a trial and "
        "must not be acted on.",
    ),
    "finish-by-heading": Message("目标日期{day}", "Wished end {day}"),
    "finish-met": Message("可以达到", "can be met"),
    "finish-estimates-too-long": Message("须缩短假设工期", "needs shorter estimates"),
    "finish-impossible-by-law": Message("依法不能达到", "impossible by law"),
    "finish-waits": Message("法定等待", "Waits of law"),
    "finish-squeeze": Message("可压缩的事项", "To be shortened"),
    "by-law-alone": Message("仅计法定期间", "Waits of law alone"),
    "comparison": Message("路径对比", "Routes side by side"),
    "compare-days": Message("{days}天", "{days} days"),
    "compare-work": Message("事项、资料", "Tasks, papers"),
    "compare-counts": Message("{tasks}项，资料{papers}份", "{tasks} tasks, {papers} papers"),
    "liability": Message("责任", "Liability"),
    "condition": Message("条件", "Condition"),
    "route-open": Message("可以选用", "open"),
    "route-open-if-confirmed": Message("待核实", "open if confirmed"),
    "chosen": Message("已选", "chosen"),
    "next-actions": Message("近期办理", "What to do next"),
    "this-week": Message("七日内办理（至{day}）", "To do by {day}"),
    "later-heading": Message("随后办理", "After that"),
    "waits-heading": Message("须待其他部门先办", "What this team waits for"),
    "waits-none": Message("没有需要等待其他部门的事项。", "Nothing waits for other teams."),
    "critical-path": Message("关键路径", "Critical path"),
    "key-dates": Message("关键日期", "Key dates"),
    "key-dates-all": Message("全部日期见{appendix}", "All dates: {appendix}"),
    "timeline": Message("时间轴", "Timeline"),
    "today": Message("基准日", "as of"),
    "more-questions": Message("另有{count}个问题，见{appendix}", "{count} more: {appendix}"),
    "barred-by": Message("不能走简易注销的情形", "Simple route barred by"),
    "unanswered": Message("尚未核实", "Unanswered"),
    "ground-more": Message("另有{count}项，见{appendix}", "{count} more: {appendix}"),
    "days-late": Message("逾期{days}日", "{days} days late"),
    "limit-passed": Message("法定期限已过", "legal limit passed"),
    "nothing-open": Message("没有待办事项。", "Nothing is open."),
    # the checklist
    "checklist": Message("办理清单", "Checklist"),
    "how-to-read": Message(
        "大号日期是计划办理日：期限届满日当日或之前的最后一个工作日，其下为法定期限；没有法定期限的，"
        "或者后续事项需要它更早完成的，按前置事项和假设工期推算。方括号内是各阶段末尾的依据编号。",
        "The large date is the day to plan for: the last working day on or before the last day of "
        "the period, with the legal limit below; without a limit, or where later tasks need it "
        "sooner, it follows from the order of tasks and the estimates. Numbers in brackets are "
        "the law notes at the end of the phase.",
    ),
    "compact-note": Message(
        "简版：只列事项、资料和日期；推算过程、依据内容和不适用的事项见完整版。",
        "Compact: tasks, papers and dates alone; how dates are counted, what the law says and "
        "what does not apply stand in the full checklist.",
    ),
    "returns-how": Message("各期办理要点", "In every period"),
    "month": Message("{year}年{month}月", "{month}/{year}"),
    "same-day": Message("未另列法定期限的，即当日", "the legal limit is the same day unless shown"),
    "no-day": Message("日期待定", "No day yet"),
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
    "cell-limit": Message("法定", "limit"),
    "cell-advisory-limit": Message("参考", "advisory"),
    "cell-arranged": Message("安排", "arranged"),
    "cell-not-before": Message("不早于", "from"),
    "cell-next-not-before": Message("后续自", "next from"),
    "cell-finish-by": Message("倒排", "backwards"),
    "finish-by": Message("倒排日", "Backwards"),
    "reserve": Message("机动{days}天", "{days} days to spare"),
    "signature": Message("签字/日期", "Sign, date"),
    "documents": Message("资料", "Papers"),
    "evidence": Message("留痕", "Evidence"),
    "local": Message("当地", "Locally"),
    "note": Message("注意", "Mind"),
    "remark": Message("备注", "Remark"),
    "after": Message("前置", "After"),
    "advisory-after": Message("宜先办", "Better after"),
    "is-done": Message("已完成", "done"),
    "is-open": Message("未完成", "not done"),
    "phase-count": Message("{count}项，已完成{done}项", "{count} tasks, {done} done"),
    "law-notes": Message("依据", "Law"),
    "number-unseen": Message("文号未核对", "number not checked"),
    "see-questions": Message("问{numbers}", "Q{numbers}"),
    "ask-office": Message("请向经办机构核实", "Ask the local office"),
    # marks
    "mark-overdue": Message("逾期", "overdue"),
    "mark-due-soon": Message("临近", "due soon"),
    "mark-done": Message("完成", "done"),
    "mark-critical": Message("关键", "critical"),
    "mark-provisional": Message("暂定", "provisional"),
    "mark-to-confirm": Message("待确认", "to confirm"),
    "mark-verify": Message("核实", "check"),
    "explain-overdue": Message("法定期限已过，尚未完成", "the legal limit has passed"),
    "explain-due-soon": Message("七日内到期", "due within seven days"),
    "explain-critical": Message("一推迟，完成日随之推迟", "a delay moves the end"),
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
    "a-dates": Message("日期及推算过程", "Dates and how they are counted"),
    "a-retention": Message("资料保管期限", "How long records are kept"),
    "a-not-applicable": Message("不适用的事项及理由", "What does not apply, and why"),
    "a-questions": Message("待回答的问题", "Questions"),
    "a-assumptions": Message("假设工期", "Assumptions"),
    "a-money": Message("金额（仅供财务）", "Money (for finance only)"),
    "money-note": Message(
        "金额单位为元，逐项四舍五入到分；按清单的日期推算，日期变了金额也变。缺少资料的不推测。",
        "In yuan, each rounded half up to the fen; they follow the dates of this checklist and "
        "change with them. What is missing is not guessed.",
    ),
    "money-item": Message("项目", "Item"),
    "money-amount": Message("金额（元）", "Amount (yuan)"),
    "money-working": Message("计算", "Working"),
    "money-missing": Message("缺少", "Missing"),
    "a-overrides": Message("人工改定", "Overrides"),
    "a-grounds": Message("简易注销负面清单", "Negative list of the simple route"),
    "a-sources": Message("法律来源及核对日期", "Sources and when they were checked"),
    "a-disclaimer": Message("声明", "Disclaimer"),
    "date": Message("日期", "Date"),
    "basis": Message("性质", "Basis"),
    "actual": Message("已发生", "actual"),
    "planned": Message("计划", "planned"),
    "projected": Message("推算", "projected"),
    "legal": Message("法定", "legal"),
    "calendar": Message("日历", "calendar"),
    "counting": Message("推算过程", "How it is counted"),
    "counted-by": Message("期间的计算依据", "Periods are counted by"),
    "counted-from": Message("自{event}{day}起算", "From {event}, {day}"),
    "step-task": Message("见{number}", "see {number}"),
    "timing": Message("排期", "Planned day"),
    "facts": Message("列入理由", "In the plan because"),
    "legal-date": Message("法定日期", "Legal date"),
    "step-start": Message("起点", "start"),
    "step-order": Message("前置", "order"),
    "step-estimate": Message("工期", "estimate"),
    "step-legal-wait": Message("法定等待", "wait of law"),
    "step-put-off": Message("从缓", "put off"),
    "step-recorded": Message("已记录", "recorded"),
    "step-member": Message("成员单位", "member"),
    "bounds": Message(
        "放假安排公布前，在{earliest}至{latest}之间。",
        "Until the days off are published: between {earliest} and {latest}.",
    ),
    "other-reading": Message("另一种理解为{day}", "Another reading gives {day}"),
    "reason": Message("理由", "Reason"),
    "concerns": Message("涉及事项", "Concerns"),
    "for-company": Message("请本单位回答", "For the company"),
    "for-office": Message("请向经办机构核实", "For the local office"),
    "answer": Message("答复", "Answer"),
    "route-deciding": Message("决定路径", "decides the route"),
    "count-more": Message("等{count}项", "and more, {count} in all"),
    "questions-open": Message(
        "共{count}个问题待回答，按影响大小排列；填入输入文件后重新生成。",
        "{count} questions are open, the weightiest first; fill in the input file and plan again.",
    ),
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
    "cleared": Message("已排除", "Cleared"),
    "cure": Message("消除方式", "Cure"),
    "source": Message("名称、文号、施行日期、所读版本", "Title, number, in force from, text as of"),
    "in-force": Message("{day}施行", "from {day}"),
    "ended": Message("{day}止", "until {day}"),
    "text-as-of": Message("{day}版本", "text of {day}"),
    "checked-on": Message("核对日期", "Checked on"),
    "record-kind": Message("资料", "Records"),
    "keep-from": Message("起算", "From"),
    "keep-through": Message("保管至", "Keep through"),
    "custodian": Message("保管人", "Custodian"),
    "no-custodian": Message("待指定", "to be named"),
    # personal WeCom accounts
    "wecom-accounts": Message("个人企业微信账号", "Personal WeCom accounts"),
    "person": Message("人员", "Person"),
    "earliest-application": Message("最早申请日", "Apply from"),
    "review-until": Message("审核至", "Review until"),
    "no-login": Message("不得登录", "No login"),
    "gone-on": Message("确认注销", "Gone on"),
    "conditions": Message("申请条件", "Conditions"),
    "account-not-yet": Message("未申请", "not yet"),
    "account-applied": Message("已申请", "applied"),
    "account-cooling-off": Message("冷静期", "cooling-off"),
    "account-login-restarts": Message("因登录重计", "restarted by a login"),
    "account-cancelled": Message("已注销", "cancelled"),
    "stale": Message(
        "有{count}项来源距上次核对已超过180天，使用前请复核。",
        "{count} sources were last checked more than 180 days ago: look again before use.",
    ),
    "years": Message(
        "已收录放假安排的年份：{years}。", "Years whose days off are recorded: {years}."
    ),
    # the timeline
    "phase-bar": Message("办理阶段", "phase"),
    "window-bar": Message("法定期间", "legal window"),
    "notice-bar": Message("等待期", "waiting period"),
    "provisional-bar": Message("暂定部分", "provisional part"),
    "end-mark": Message("预计注销", "expected end"),
    "target-mark": Message("目标", "wished end"),
}

APPENDIX_NUMBERS: Final = tuple(
    Message(f"附录{number}", f"Appendix {place}")
    for place, number in enumerate("一二三四五六七八九", 1)
)

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
