"""What stands in a PDF beside the checklist, and what can be wrong with one that is read back."""

from typing import Final

from checklist.messages import Message

FORM: Final[dict[str, Message]] = {
    "field-task": Message("已完成：{task}", "Done: {task}"),
    "field-step": Message("{task}，第{number}步已完成", "{task}, step {number} done"),
    "field-date": Message(
        "完成日期（如 2026-12-01）：{task}", "Day it was done (such as 2026-12-01): {task}"
    ),
    "carried": Message(
        "生成本清单的输入文件（原样）", "The input file of this checklist, as it was"
    ),
    "carried-redacted": Message(
        "生成本清单的输入文件（已隐去工资、证件号码和电话）",
        "The input file of this checklist, without pay, identity numbers and phone numbers",
    ),
}

READING: Final[dict[str, Message]] = {
    "not-pdf": Message(
        "{name} 不是 PDF 文件。请给出由 checklist plan 生成的 PDF。",
        "{name} is no PDF. Name a PDF that `checklist plan` has made.",
    ),
    "damaged": Message(
        "{name} 无法读取，文件可能已损坏（{reason}）。请重新取得该文件，或者用 checklist plan "
        "重新生成。",
        "{name} cannot be read; it seems to be damaged ({reason}). Get it again, or make it anew "
        "with `checklist plan`.",
    ),
    "encrypted": Message(
        "{name} 已加密。请先去掉密码（例如 qpdf --decrypt --password=密码 加密.pdf 新文件.pdf）。",
        "{name} is encrypted. Take the password off first (for example: qpdf --decrypt "
        "--password=… locked.pdf open.pdf).",
    ),
    "no-attachment": Message(
        "{name} 中没有附带输入文件：可能是用 --embed none 生成、经打印另存，或者并非本程序所生成。"
        "请使用原来的 PDF，或者直接使用 YAML 文件。",
        "{name} carries no input file: it was made with `--embed none`, printed to a new file, or "
        "made by another program. Use the original PDF, or the YAML file itself.",
    ),
    "no-form": Message(
        "{name} 中没有可填写的表单：可能是存档版（pdf/a-3a）、经打印另存，或者并非本程序所生成。"
        "请使用可填写的 PDF，在原文件上勾选并保存。",
        "{name} has no form to read: it is the archive variant (pdf/a-3a), was printed to a new "
        "file, or was made by another program. Tick and save the fillable PDF itself.",
    ),
    "no-company": Message(
        "{name} 的表单没有注明属于哪家企业、哪一天的清单。请在原 PDF 上勾选并保存。",
        "The form in {name} does not say which company's plan it is, and of which day. Tick and "
        "save the original PDF.",
    ),
    "unreadable": Message(
        "无法打开 {name}（{reason}）。请检查路径和权限。",
        "{name} cannot be opened ({reason}). Check the path and your permissions.",
    ),
    "redacted": Message(
        "这是隐去工资、证件号码和电话后的副本，不能代替原来的输入文件。",
        "This is the copy without pay, identity numbers and phone numbers; it does not replace "
        "the original input file.",
    ),
    "exists": Message(
        "{name} 已存在，没有覆盖。请换一个文件名，或先移走它。",
        "{name} exists and was not overwritten. Choose another name, or move it away first.",
    ),
}
