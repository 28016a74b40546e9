"""What `init --interview` says: why it asks, what may be answered, what was written."""

from typing import Final

from checklist.messages import Message

INTERVIEW: Final[dict[str, Message]] = {
    "welcome": Message(
        "逐项回答即可；每答一项立即写入 {name}。\n"
        "直接回车：跳过（仍为未知）　?：说明　q：结束，已答的都保留",
        "Answer one question at a time; each answer is written to {name} at once.\n"
        "Enter: skip (stays unknown)   ?: explain   q: stop, everything answered is kept",
    ),
    "new": Message(
        "{name} 还不存在，先问两项必须填写的内容，然后新建。",
        "{name} does not exist yet; two answers are needed to start it.",
    ),
    "left": Message("（还有 {number} 个问题）", "({number} questions left)"),
    "why-route": Message(
        "为什么问：决定能否走简易注销，清单全部 {number} 项任务都受影响。",
        "Why: it decides whether the simple route is open, and with it all {number} tasks.",
    ),
    "why-tasks": Message(
        "为什么问：清单中有 {number} 项任务取决于它：{titles}。",
        "Why: it decides on tasks ({number}): {titles}.",
    ),
    "why-dates": Message(
        "为什么问：有 {number} 项任务的日期取决于它：{titles}。",
        "Why: it moves the dates of tasks ({number}): {titles}.",
    ),
    "and-others": Message("{titles}等", "{titles} and others"),
    "may-fact": Message("可以回答：是 / 否 / 不知道", "Answer: yes / no / unknown"),
    "may-number": Message(
        "可以回答：数字，如 0、18 / 不知道", "Answer: a number such as 0 or 18 / unknown"
    ),
    "may-date": Message(
        "可以回答：日期，如 2026-11-23 / 不知道", "Answer: a date such as 2026-11-23 / unknown"
    ),
    "may-word": Message("可以回答：{words} / 不知道", "Answer: {words} / unknown"),
    "may-list": Message(
        "可以回答：是 / 否 / 几个（数字）/ 名称，多个用顿号或者逗号分开 / 不知道",
        "Answer: yes / no / how many / names with commas between them / unknown",
    ),
    "may-holdings": Message(
        "可以回答：是 / 否 / 几个（数字）/ 不知道", "Answer: yes / no / how many / unknown"
    ),
    "may-text": Message("可以回答：文字 / 不知道", "Answer: a text / unknown"),
    "may-name": Message("可以回答：文字", "Answer: a text"),
    "may-form": Message("可以回答：{words}", "Answer: {words}"),
    "ask-name": Message(
        "企业名称（营业执照上的全称）是什么？", "What is the company's full name on the licence?"
    ),
    "ask-legal_form": Message("企业类型是什么？", "Which legal form does the company have?"),
    "required": Message(
        "这一项必须填写（{hint}）；输入 q 结束，不会写入任何文件。",
        "This one is needed ({hint}); q stops, and no file is written.",
    ),
    "skipped": Message("已跳过，仍为未知。", "Skipped; it stays unknown."),
    "written": Message("已写入：", "Written:"),
    "wrong": Message("不能这样写：{problem}", "Not possible: {problem}"),
    "remedy": Message("  改法：{remedy}", "  Remedy: {remedy}"),
    "not-text": Message(
        "输入的内容不是 UTF-8 文字，请重新输入。", "That is not UTF-8 text; please type it again."
    ),
    "key": Message("对应的键：{path}（{label}）", "Key in the file: {path} ({label})"),
    "hint": Message("填写说明：{hint}", "What to write: {hint}"),
    "tasks": Message("取决于它的任务：", "Tasks that depend on it:"),
    "ground": Message(
        "不适用情形：{title}（{citation}）", "Ground that bars it: {title} ({citation})"
    ),
    "cure": Message("有此情形时的办法：{cure}", "If it applies: {cure}"),
    "all-answered": Message("没有待回答的问题了。", "No question is left."),
    "some-left": Message(
        "还有 {number} 个问题没有回答，清单中标为“待确认”；随时可以再运行一次接着回答。",
        'Questions left: {number}; the plan marks them "to confirm". Run it again at any time.',
    ),
    "nothing-written": Message("没有写入任何文件。", "No file was written."),
    "needs-answers": Message(
        "新建文件至少要回答企业名称和企业类型；没有写入任何文件。",
        "A new file needs the name and the legal form at least; no file was written.",
    ),
    "next": Message("生成清单：checklist plan {name}", "Make the plan: checklist plan {name}"),
    "refused": Message(
        "已答的都在文件里，但文件现在不能生成清单：",
        "Everything answered is in the file, but no plan can be made from it now:",
    ),
    "no-stdout": Message(
        "--interview 要把答案写进文件，文件名不能是“-”。",
        '--interview writes answers into a file; the file cannot be "-".',
    ),
}
