"""What is said about a filled-in workbook that cannot be read, and what to do."""

from typing import Final

from checklist.messages import Message

_IN_THE_INPUT: Final = Message(
    "已登记的，请在输入文件的 done: 或 events: 中修改；这里恢复原样。",
    "Change what is recorded under done: or events: of the input file; put it back here.",
)

CELLS: Final[dict[str, Message]] = {
    "workbook-broken": Message(
        "表格文件打不开：不完整，或者不是 Excel、WPS、LibreOffice 保存的表格",
        "this workbook cannot be opened: it is incomplete, or no spreadsheet program saved it",
    ),
    "workbook-locked": Message("表格文件设有打开密码", "the workbook has a password"),
    "not-workbook": Message(
        "不是本程序导出的注销清单表格（缺少隐藏的 winddown 工作表）",
        "not a workbook of the checklist (its hidden sheet winddown is missing)",
    ),
    "other-workbook": Message(
        "表格由其他版本的程序导出，本程序只能读取第 {known} 版",
        "a version of the workbook that this program does not know; it reads version {known}",
    ),
    "no-column": Message("缺少列：{columns}", "these columns are missing: {columns_en}"),
    "no-task": Message(
        "这一行填写了内容，但没有事项编号", "this row is filled in, but has no task id"
    ),
    "not-a-status": Message("“{given}”不是可选的状态", "“{given}” is not one of the statuses"),
    "not-a-cell-date": Message("“{given}”不是有效日期", "“{given}” is not a date of the calendar"),
    "bare-number": Message(
        "这里是数字 {given}，不是日期", "this is the number {given}, not a date"
    ),
    "date-but-open": Message(
        "填了日期 {day}，但 {status} 的状态仍是“未完成”",
        "dated {day}, but the status in {status} still says open",
    ),
    "was-done": Message(
        "导出时已完成（{day}），这里改成了“未完成”",
        "it was done ({day}) when the workbook was made, and says open now",
    ),
    "day-changed": Message(
        "导出时已登记完成日期 {day}，这里作了改动",
        "it was done on {day} when the workbook was made, and says otherwise now",
    ),
    "rows-differ": Message(
        "事项“{task}”有两行，状态或者日期与 {first} 不同",
        "task “{task}” has two rows, and this one says otherwise than {first}",
    ),
    "workbook-too-large": Message(
        "文件超过 {limit} MB，不像是清单表格",
        "more than {limit} MB: this is hardly a workbook of the checklist",
    ),
    "remark-too-long": Message(
        "备注超过 {limit} 字", "the remark has more than {limit} characters"
    ),
}

CELL_REMEDIES: Final[dict[str, Message]] = {
    "workbook-broken": Message(
        "请在原程序中打开并另存为 .xlsx 后重试。",
        "Open it in the program that made it, save it as .xlsx, and try again.",
    ),
    "workbook-locked": Message(
        "请去掉打开密码后另存。", "Take the password off and save it again."
    ),
    "not-workbook": Message(
        "请使用 checklist plan --format xlsx 导出的文件，保存时不要删除工作表。",
        "Use the file that `checklist plan --format xlsx` wrote, and keep its sheets.",
    ),
    "other-workbook": Message(
        "请升级本程序，或者用本程序重新导出后再填写。",
        "Upgrade this program, or export again with this one and fill that in.",
    ),
    "no-column": Message(
        "请恢复该列及其标题（标题文字不要改动）。",
        "Bring the column and its heading back, in the heading's own words.",
    ),
    "no-task": Message(
        "自行添加的行不能登记：请清空该行的状态、完成日期和备注，或者补上事项编号。",
        "Rows of your own cannot be recorded: clear status, done on and remark, or give the id.",
    ),
    "not-a-status": Message(
        "请从下拉列表选择“未完成”或“已完成”。", "Choose “Open” or “Done” from the list."
    ),
    "not-a-cell-date": Message("请写成 2026-11-24 的形式。", "Write it like 2026-11-24."),
    "bare-number": Message(
        "请把单元格格式设为日期，或者写成 2026-11-24。",
        "Format the cell as a date, or write it like 2026-11-24.",
    ),
    "date-but-open": Message(
        "已办结的，把状态改为“已完成”；没有办结的，删去日期。",
        "If it is done, set the status to done; if it is not, delete the date.",
    ),
    **dict.fromkeys(("was-done", "day-changed"), _IN_THE_INPUT),
    "rows-differ": Message("请只保留其中一行。", "Keep one of the rows."),
    "workbook-too-large": Message(
        "请确认给出的是导出的清单表格；多余的图片和工作表请删去。",
        "Is it the exported workbook? Delete pictures and sheets that do not belong to it.",
    ),
    "remark-too-long": Message("请写短一些。", "Write less."),
}
