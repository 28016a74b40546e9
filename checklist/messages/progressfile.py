"""What is said about a progress file that cannot be read, and what to do."""

from typing import Final

from checklist.messages import Message

_EXPORT_AGAIN: Final = Message(
    "请在清单网页的“进度”中重新下载进度文件，不要手工修改。",
    "Download the progress file again under “Progress” on the page, and do not edit it by hand.",
)

PROGRESS: Final[dict[str, Message]] = {
    "empty": Message("文件是空的", "the file is empty"),
    "too-large": Message(
        "文件超过 {limit} MB，不像是进度文件",
        "more than {limit} MB: this is hardly a progress file",
    ),
    "not-utf-8": Message("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "not-json": Message("从这里起不是有效的 JSON", "from here on this is not JSON"),
    "key-twice": Message("“{key}”在同一条记录中出现两次", "“{key}” occurs twice in one entry"),
    "not-progress": Message(
        "不是注销清单的进度文件（缺少 kind: winddown-progress）",
        "not a progress file of the checklist (no kind: winddown-progress)",
    ),
    "other-version": Message(
        "进度文件的版本不受支持，本程序只能读取第 {known} 版",
        "a version that this program does not know; it reads version {known}",
    ),
    "missing": Message("缺少这一项", "this is missing"),
    "unknown-key": Message("这一项无法识别", "this key is not known"),
    "not-a-date": Message("不是有效日期", "not a date of the calendar"),
    "too-long": Message("超过上限 {limit}", "more than the limit of {limit}"),
    "not-a-step": Message(
        "不是步骤序号（0 至 {limit} 的整数）", "not the number of a step (0 to {limit})"
    ),
    "not-list": Message("应为数组", "a list is expected"),
    "not-object": Message("应为对象", "an object is expected"),
    "not-text": Message("应为非空文字", "a text is expected, and not an empty one"),
    "task-twice": Message(
        "事项“{task}”重复，前一条见 {first}", "task “{task}” occurs twice, first in {first}"
    ),
}

REMEDIES: Final[dict[str, Message]] = {
    **dict.fromkeys(PROGRESS, _EXPORT_AGAIN),
    "not-utf-8": Message(
        "请另存为 UTF-8 编码；由网页下载的文件本来就是 UTF-8。",
        "Save it as UTF-8; what the page downloads is UTF-8.",
    ),
    "not-json": Message(
        "复制的内容可能不完整，或者引号被邮件、文档软件改成了弯引号；请重新下载进度文件。",
        "The copy may be incomplete, or a mail or word processor bent its quotation marks; "
        "download the progress file again.",
    ),
    "not-progress": Message(
        "请提供清单网页“进度”中下载的 JSON 文件。",
        "Give the JSON file downloaded under “Progress” on the page.",
    ),
    "other-version": Message(
        "请升级本程序，或用与本程序同版本生成的网页重新导出。",
        "Upgrade this program, or export again from a page that this version made.",
    ),
    "unknown-key": Message(
        "该文件可能由更新的版本生成：请升级本程序，或者删去这一项。",
        "A newer version may have made the file: upgrade this program, or delete the key.",
    ),
    "not-a-date": Message("请写成 2026-11-24 的形式。", "Write it like 2026-11-24."),
    "task-twice": Message("请只保留其中一条。", "Keep one of them."),
}
