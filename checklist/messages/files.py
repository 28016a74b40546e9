"""What `validate` and `init` say about a file that is in order."""

from typing import Final

from checklist.messages import Message

PASSED: Final[dict[str, Message]] = {
    "all": Message("{name}：通过（没有未知事项）", "{name}: valid (no unknown facts)"),
    "some": Message(
        "{name}：通过（{number} 项未知，将在清单中标为“待确认”）",
        '{name}: valid ({number} facts unknown; the checklist marks them "to confirm")',
    ),
    "refused": Message(
        "{bad} 个文件有误，共 {errors} 处。", "{bad} files are wrong, {errors} errors in all."
    ),
}

STARTER: Final[dict[str, Message]] = {
    "exists": Message(
        "{name} 已存在，没有覆盖。请换一个文件名，或先移走它。",
        "{name} exists and was not overwritten. Choose another name, or move it away first.",
    ),
    "no-folder": Message(
        "无法写入 {name}（{reason}）。请检查文件夹是否存在、是否可写。",
        "{name} cannot be written ({reason}). Does the folder exist, and may you write there?",
    ),
    "written": Message(
        "已写入 {name}。填好后运行：checklist validate {name}",
        "{name} is written. Fill it in, then run: checklist validate {name}",
    ),
}

STARTER_TITLE: Final = Message("企业注销资料", "Closing a company: the facts")

STARTER_INTRO: Final = (
    Message(
        "只有企业名称和企业类型必须填写；留空的一律按“未知”处理，清单会列出需要确认的问题。",
        "Only the name and the legal form must be filled in; what is left empty counts as unknown.",
    ),
    Message(
        "是非题写 是/否/未知（或 yes/no/unknown）；日期写 2026-11-23；冒号用半角，后面空一格。",
        "Write yes, no or unknown; dates as 2026-11-23; a plain colon and a blank after each key.",
    ),
    Message(
        "写“是/否，或清单”的地方也可以写个数。不要在本文件中写工资、身份证号码和电话。",
        "Where a list may stand, a number may too. Keep pay, identity and phone numbers out.",
    ),
    Message(
        "检查：checklist validate 文件名。编辑器提示：checklist schema input > input.schema.json",
        "Check: checklist validate FILE. For editors: checklist schema input > input.schema.json",
    ),
)
