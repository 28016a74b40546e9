"""What the commands say on the terminal."""

from typing import Final

from checklist.messages import Message

CLI: Final[dict[str, Message]] = {
    "by-calendar": Message("日历日期", "by the calendar"),
    "not-this-period": Message(
        "“{title}”的这一所属期不在清单中：已办、尚未开始计入，或者注销在其之前。",
        "This period of “{title_en}” is not in the plan: filed, too early, or after the end.",
    ),
    "what-if-changes": Message(
        "按假设推算，与现状相比：", "Under this supposition, against the actual state:"
    ),
    "what-if-form": Message(
        "“{given}”看不懂，请写成 事件=日期，例如 creditor-announcement-published=2026-12-01。",
        '"{given}" cannot be read; write EVENT=DATE, such as '
        "creditor-announcement-published=2026-12-01.",
    ),
    "no-such-event": Message(
        "没有名为“{given}”的事件。相近的有：{near}。",
        'There is no event called "{given}". Near names: {near}.',
    ),
    "stdout-one": Message(
        "“-o -”只能配合一个输入文件和一种格式（--format）。",
        '"-o -" takes one input file and one --format.',
    ),
    "unknown-format": Message(
        "没有“{given}”这种格式；可用：{known}。", 'There is no format "{given}"; known: {known}.'
    ),
    "group-alone": Message(
        "{file} 是几家企业的集团文件，没有上级企业可以单独输出；请去掉 --group none，"
        "或者给出某个成员单位自己的文件。",
        "{file} is a group's file without a company above: leave out --group none, or name one "
        "member's own file.",
    ),
    "same-stem": Message(
        "{first} 与 {second} 的文件名相同（{stem}），输出会互相覆盖；"
        "请改名或者分别用 -o 指定文件夹。",
        "{first} and {second} share the name {stem}, so their outputs would collide; rename one or "
        "give each its own -o folder.",
    ),
    "no-glyph": Message(
        "{file}：{where} 中的“{character}”（{code}）在内置字体中没有字形，无法印出；"
        "请改用其他写法。",
        "{file}: “{character}” ({code}) in {where} has no glyph in the shipped fonts and cannot be "
        "printed; write it differently.",
    ),
    "route": Message("路径", "Route"),
    "expected-end": Message("预计完成注销登记：{day}", "Expected deregistration: {day}"),
    "next": Message("近期办理：", "Next:"),
    "no-such-task": Message(
        "没有名为“{task}”的任务。相近的有：{near}。",
        'There is no task "{task}". Near names: {near}.',
    ),
    "not-in-route": Message(
        "任务“{title}”不属于{route}。", "“{title_en}” is not part of the {route_en}."
    ),
    "task-in": Message("列入清单", "In the plan"),
    "task-unsure": Message("列入清单（待确认）", "In the plan (to confirm)"),
    "task-out": Message("不适用：{reason}", "Left out: {reason_en}"),
    "because": Message("判断依据", "Because"),
    "no-condition": Message(
        "{route}的每一份清单都有此项。", "Every plan for the {route_en} has it."
    ),
    "member": Message(
        "该单位另有清单（第{line}行写明），在它注销之前不能继续。",
        "It has a checklist of its own (named on line {line}), and what follows waits for its end.",
    ),
    "fact": Message("{path} = {value}（{where}）", "{path} = {value_en} ({where_en})"),
    "line": Message("第{line}行", "line {line}"),
    "not-written": Message("输入文件未写", "not in the input file"),
    "waits-for": Message("前置事项：{tasks}", "Waits for: {tasks_en}"),
    "dates": Message("日期", "Dates"),
    "earliest": Message("最早", "earliest"),
    "planned": Message("安排", "planned"),
    "done": Message("已完成", "done"),
    "estimate": Message(
        "假设工期：{days}个工作日（{why}）", "Assumed: {days} working days ({why_en})"
    ),
    "trigger": Message(
        "起算：{event} {day}（{basis}）", "Counted from: {event_en}, {day} ({basis_en})"
    ),
    "actual": Message("已发生", "actual"),
    "user-planned": Message("输入文件计划", "planned in the file"),
    "projected": Message("推算", "projected"),
    "binding": Message("法定期限", "legal limit"),
    "advisory": Message("参考期限", "advisory"),
    "sources": Message("依据", "Sources"),
    "to-check": Message("核实", "to check"),
    "law-columns": Message("编号  期限  依据  标题", "id  period  source  title"),
    "local-days": Message(
        "估计{days}个工作日，不是法定期限", "about {days} working days, not a legal term"
    ),
    "stale-none": Message(
        "没有距上次核对超过{days}天的来源。",
        "No source was last checked more than {days} days ago.",
    ),
    "stale-line": Message(
        "{id}  {title}  上次核对 {day}（{age}天前）",
        "{id}  {title_en}  checked {day} ({age} days ago)",
    ),
    "check-ok": Message("{file}：通过，共{count}项。", "{file}: fine, {count} entries."),
    "no-such-id": Message(
        "没有名为“{name}”的规则、来源或者任务。相近的有：{near}。",
        'There is no rule, source or task "{name}". Near names: {near}.',
    ),
}
