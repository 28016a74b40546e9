"""What `checklist progress` says of each tick and note it was given."""

from typing import Final

from checklist.messages import Message

TAKEN: Final[dict[str, Message]] = {
    "written": Message("已写入 {name}：{count}项。", "Written to {name}: {count}."),
    "nothing": Message("没有新的进度需要写入 {name}。", "Nothing new to write to {name}."),
    "would": Message("将写入 {name}：{count}项。", "Would be written to {name}: {count}."),
    "other-company": Message(
        "{source} 是“{theirs}”的进度，{name} 写的是“{ours}”，没有写入。请给出同一家企业的文件。",
        "{source} is the progress of “{theirs}”, {name} is “{ours}”: nothing was written. Name "
        "the files of one company.",
    ),
    "unknown-task": Message(
        "“{task}”不是任务编号，没有写入（可能来自其他版本的清单）。",
        "“{task}” is no task; it was not written (perhaps from another version's checklist).",
    ),
    "members-own": Message(
        "“{task}”是等待成员单位注销，没有写入；"
        "请在该成员自己的资料里登记 events 的 deregistration-completed。",
        "“{task}” waits for a member and was not written; record deregistration-completed under "
        "events in the member's own input.",
    ),
    "undated": Message(
        "“{task}”已勾选但没有日期，没有写入；用 --done-on 日期 指定。",
        "“{task}” is ticked without a date and was not written; give one with --done-on.",
    ),
    "future": Message(
        "“{task}”的完成日期 {day} 在今天之后，没有写入。",
        "“{task}” is dated {day}, after today; it was not written.",
    ),
    "differs": Message(
        "“{task}”在 {name} 第{line}行已登记为 {ours}，这里是 {theirs}，没有改动。",
        "“{task}” is recorded as {ours} on line {line} of {name}, here it is {theirs}; unchanged.",
    ),
    "steps": Message(
        "“{task}”完成了部分步骤：{steps}（输入文件不记录步骤）。",
        "“{task}” has steps done: {steps} (the input file does not record steps).",
    ),
    "note": Message("备注“{task}”：{text}", "Note on “{task}”: {text}"),
    "unknown-note": Message(
        "“{task}”不是任务编号，备注没有写入：{text}",
        "“{task}” is no task; its note was not written: {text}",
    ),
    "note-differs": Message(
        "“{task}”在 {name} 第{line}行已有另一条备注，没有改动；这里的是：{text}",
        "“{task}” has another note on line {line} of {name}, which is unchanged; this one: {text}",
    ),
    "unreadable": Message("无法读取 {name}（{reason}）。", "{name} cannot be read ({reason})."),
}
