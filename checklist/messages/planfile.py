"""What is wrong with a plan's JSON, and how to get a right one."""

from typing import Final

from checklist.messages.input import Sentences, sentences

_AGAIN = (
    "用 checklist plan 企业.yaml --format json 重新生成；计划文件不要手工修改。",
    "make it again with checklist plan COMPANY.yaml --format json; do not edit a plan by hand.",
)

PLAN_INPUT: Final[dict[str, Sentences]] = {
    "plan-no-file": sentences(
        "找不到该文件。",
        "there is no such file.",
        "检查路径和文件名；计划文件由 checklist plan 企业.yaml --format json 生成。",
        "check the path; checklist plan COMPANY.yaml --format json writes a plan's file.",
    ),
    "plan-directory": sentences(
        "这是一个文件夹，不是文件。",
        "this is a folder, not a file.",
        "写出文件夹中计划 JSON 文件的完整路径。",
        "name a plan's JSON file inside the folder.",
    ),
    "plan-unreadable": sentences(
        "无法读取该文件（{reason}）。",
        "the file cannot be read ({reason}).",
        "检查文件权限，或先关闭占用它的程序。",
        "check its permissions, or close the program that holds it.",
    ),
    "plan-too-large": sentences(
        "文件超过 {limit} MB，不是一份计划。",
        "the file is over {limit} MB; that is no plan.",
        *_AGAIN,
    ),
    "plan-empty": sentences("文件是空的。", "the file is empty.", *_AGAIN),
    "plan-encoding": sentences(
        "文件不是 UTF-8 文本（无法解码的字节 {byte}）。",
        "the file is not UTF-8 text (undecodable byte {byte}).",
        "确认这是计划的 JSON，而不是 PDF、Excel 或压缩文件，并以 UTF-8 保存。",
        "make sure it is a plan's JSON, not a PDF, Excel or archive file, and save it as UTF-8.",
    ),
    "plan-syntax": sentences(
        "此处不是有效的 JSON（{reason}）。",
        "this is not valid JSON ({reason}).",
        "这里要的是 checklist plan --format json 写出的文件，不是 YAML、HTML 或 PDF；"
        "文件可能没有下载完整，请重新生成。",
        "what is wanted is the file that checklist plan --format json writes, not YAML, HTML or "
        "PDF; it may have been cut short: make it again.",
    ),
    "plan-constant": sentences("JSON 不允许“{word}”。", 'JSON has no value "{word}".', *_AGAIN),
    "plan-too-deep": sentences(
        "嵌套过深或数字过长，不是一份计划。",
        "it is nested too deeply, or holds too long a number, to be a plan.",
        *_AGAIN,
    ),
    "plan-repeated-key": sentences(
        "键“{key}”在同一处出现了两次。", 'the key "{key}" stands twice in one place.', *_AGAIN
    ),
    "plan-repeated-task": sentences(
        "任务“{task}”出现了两次。", 'the task "{task}" stands twice.', *_AGAIN
    ),
    "plan-none": sentences(
        "这不是一份计划：没有 plan_version。",
        "this is no plan: it has no plan_version.",
        "这里要的是 checklist plan 企业.yaml --format json 写出的文件。",
        "what is wanted is the file that checklist plan COMPANY.yaml --format json writes.",
    ),
    "plan-version": sentences(
        "计划的格式版本是 {given}，本程序读取的是 {known}。",
        "the plan's format is version {given}; this program reads {known}.",
        "用本程序和当时的企业 YAML 重新生成（--as-of 写原来的基准日）；版本更高的，先升级本程序。",
        "make it again with this program from the company's YAML of that day (--as-of as it was); "
        "if its version is higher, update the program first.",
    ),
    "plan-missing": sentences("缺少“{path}”。", '"{path}" is missing.', *_AGAIN),
    "plan-extra": sentences("计划中没有“{path}”这个键。", 'a plan has no key "{path}".', *_AGAIN),
    "plan-value": sentences(
        "“{path}”的值不对：{given}。", '"{path}" has a wrong value: {given}.', *_AGAIN
    ),
    "plan-more": sentences(
        "另有 {number} 处错误未列出。", "{number} more errors are not listed.", *_AGAIN
    ),
}

SYNTAX: Final[dict[str, str]] = {
    "Expecting value": "此处应有一个值",
    "Expecting property name enclosed in double quotes": "此处应为双引号括起的键",
    "Expecting ':' delimiter": "此处应为冒号",
    "Expecting ',' delimiter": "此处应为逗号",
    "Extra data": "JSON 之后还有多余的内容",
    "Unterminated string starting at": "此处的字符串没有结束",
    "Invalid control character at": "字符串中有控制字符",
    "Invalid \\escape": "字符串中的反斜杠写法不对",
    "Invalid \\uXXXX escape": "字符串中的 \\u 写法不对",
    "Illegal trailing comma before end of object": "最后一项之后多了逗号",
    "Illegal trailing comma before end of array": "最后一项之后多了逗号",
}
"""Python's words for a JSON error, in Chinese; one that is not here is shown as it is."""
