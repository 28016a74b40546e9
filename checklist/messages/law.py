"""What `deadline` and `law` say: why there is no date, and what is wrong in a data file."""

from typing import Final

from checklist.messages import Message
from checklist.messages.input import Sentences, sentences

NO_DATE: Final[dict[str, Message]] = {
    "no-such-rule": Message(
        "没有名为“{asked}”的规则。相近的有：{near}。用 checklist law list 查看全部。",
        'There is no rule called "{asked}". Near names: {near}. See checklist law list.',
    ),
    "no-period": Message(
        "规则 {rule} 没有期限，无法算出日期。其内容：{says}",
        "Rule {rule} has no period, so there is no date to compute. What it says: {says}",
    ),
    "no-rule-for-date": Message(
        "规则 {rule} 自{first}起施行，{date} 不在其效力期间；该日适用的规定未收录，不能推算。"
        "请查当时有效的规定。",
        "Rule {rule} is in force from {first}; {date} lies outside, and no rule is recorded for "
        "that day. Look up the text that applied then.",
    ),
    "date-out-of-range": Message(
        "日期 {date} 超出可计算的范围（1950年至2094年）。",
        "The date {date} is outside the years that can be counted (1950 to 2094).",
    ),
    "impossible-date": Message(
        "“{date}”不是有效日期，请写成 YYYY-MM-DD，例如 2026-11-23。",
        '"{date}" is not a date; write YYYY-MM-DD, for example 2026-11-23.',
    ),
}

APPLIED: Final = Message(
    "提示：{date} 适用的是“{title}”（{rule}，{law}）。",
    "Note: on {date} the rule that applied is “{title}” ({rule}, {law}).",
)

UNVERIFIED: Final = Message("核实：{ask}", "To check: {ask}")


LAW_INPUT: Final[dict[str, Sentences]] = {
    "law-unknown-source": sentences(
        "没有编号为“{name}”的来源。",
        'there is no source "{name}".',
        "在 sources.yaml 中登记该来源，或者改正拼写。",
        "add it to sources.yaml, or correct the spelling.",
    ),
    "law-unused-source": sentences(
        "没有任何规则引用该来源。",
        "no rule cites this source.",
        "删除该来源，或者补上引用它的规则。",
        "delete it, or add the rule that cites it.",
    ),
    "law-number-without-article": sentences(
        "规则有期限或者数值而没有条号。",
        "the rule has a period or a figure but no article.",
        "写明 article，例如 article: 第二百二十九条第二款。",
        "write `article`, for example article: 第二百二十九条第二款.",
    ),
    "law-unknown-event": sentences(
        "没有名为“{name}”的事件。",
        'there is no event "{name}".',
        "在 events.yaml 中登记该事件，或者改正拼写。",
        "add it to events.yaml, or correct the spelling.",
    ),
    "law-chained-event": sentences(
        "same_as 指向的“{name}”本身也是别名。",
        '`same_as` points to "{name}", itself an alias.',
        "直接指向最终的事件。",
        "point to the final event.",
    ),
    "law-unknown-rule": sentences(
        "没有名为“{name}”的规则。",
        'there is no rule "{name}".',
        "改正拼写，或者补上该规则（checklist law list 列出全部规则）。",
        "correct the spelling or add the rule (checklist law list shows them all).",
    ),
    "law-unknown-fact": sentences(
        "没有名为“{name}”的事实。",
        'there is no fact "{name}".',
        "可用的事实见 checklist/rules/conditions.py。",
        "the facts are listed in checklist/rules/conditions.py.",
    ),
    "law-unknown-authority": sentences(
        "没有名为“{name}”的办理机构。",
        'there is no authority "{name}".',
        "可用的机构见 checklist/vocabulary.py 中的 AUTHORITIES。",
        "they are listed under AUTHORITIES in checklist/vocabulary.py.",
    ),
    "law-limit-without-period": sentences(
        "规则“{name}”没有期限，不能作为 limits。",
        'rule "{name}" has no period, so it cannot be a limit.',
        "把它移到 basis。",
        "move it to `basis`.",
    ),
    "law-after-foreign-graph": sentences(
        "after 写了“{name}”，但该任务的 graphs 中没有它。",
        '`after` names the graph "{name}", which the task does not belong to.',
        "在 graphs 中补上，或者从 after 中删除。",
        "add it to `graphs`, or remove it from `after`.",
    ),
    "law-no-order-in-graph": sentences(
        "未写明在“{name}”中的先后顺序。",
        'no order is given for the graph "{name}".',
        "在 after 中写明前置任务；没有前置任务的写 []。",
        "name the predecessors under `after`; write [] where there is none.",
    ),
    "law-unknown-predecessor": sentences(
        "前置任务“{name}”不在“{graph}”之中。",
        'the predecessor "{name}" is not in the graph "{graph}".',
        "改正拼写，或者按路径分别写 after。",
        "correct the spelling, or write `after` per graph.",
    ),
    "law-event-produced-twice": sentences(
        "任务“{name}”已经产生该事件。",
        'task "{name}" already produces this event.',
        "一个事件只能由一项任务产生，删除其中一处 produces。",
        "one task produces an event; remove one `produces`.",
    ),
    "law-cycle": sentences(
        "任务互为前置：{name}。",
        "tasks wait for one another: {name}.",
        "删除其中一处先后顺序。",
        "remove one of the orders.",
    ),
    "law-graph-like-itself": sentences(
        "like 绕成了环：“{name}”又以本图为基础。",
        '`like` goes in a circle through "{name}".',
        "让其中一个图不再写 like。",
        "let one of these graphs do without `like`.",
    ),
    "law-unknown-form": sentences(
        "没有名为“{name}”的企业类型，或者它自己也写了 like。",
        'there is no legal form "{name}", or it has `like` itself.',
        "改正拼写，或者在 routes/forms.yaml 中登记。",
        "correct the spelling, or add it to routes/forms.yaml.",
    ),
    "law-form-without-word": sentences(
        "该企业类型没有用语“{name}”，而别的企业类型有。",
        'this legal form has no word "{name}", which another form has.',
        "在 words 中补上。",
        "add it to `words`.",
    ),
    "law-unknown-word": sentences(
        "句子里的 <{name}> 不是任何企业类型的用语。",
        "a sentence has <{name}>, which is no word of any legal form.",
        "改正拼写，或者在 routes/forms.yaml 的 words 中登记。",
        "correct the spelling, or add it to `words` in routes/forms.yaml.",
    ),
    "law-unknown-graph": sentences(
        "没有名为“{name}”的路径图。",
        'there is no graph "{name}".',
        "改正拼写，或者在 routes/graphs.yaml 中登记。",
        "correct the spelling, or add it to routes/graphs.yaml.",
    ),
    "law-unknown-task-in-graph": sentences(
        "没有名为“{name}”的任务。",
        'there is no task "{name}".',
        "改正拼写，或者补上该任务。",
        "correct the spelling, or add the task.",
    ),
    "law-each-without-why-not": sentences(
        "逐人或者逐项的任务没有写明不适用的理由。",
        "a task with `each` does not say why it may not apply.",
        "写明 why_not。",
        "write `why_not`.",
    ),
    "law-waits-for-recurring": sentences(
        "不能把持续申报任务“{name}”写成前置任务。",
        'it waits for the recurring task "{name}".',
        "在该申报任务的 recurs.before 中写明哪项任务须等它办完。",
        "name the waiting task under `recurs.before` of the recurring one.",
    ),
    "law-duplicate-id": sentences(
        "编号“{name}”重复。",
        'the id "{name}" is used twice.',
        "改用另一个编号。",
        "use another id.",
    ),
    "law-unknown-kind": sentences(
        "不认识的数据文件。",
        "not a data file of the law.",
        "顶层应为 sources、events、rules、grounds、tasks 之一，"
        "或者写明 kind: holidays / tax-filing。",
        "the top level is one of sources, events, rules, grounds, tasks, or has "
        "kind: holidays / tax-filing.",
    ),
    "law-local-statutory": sentences(
        "地方做法不能写 {what}：法定期限、先后和适用条件只在法律数据里改。",
        "a local practice cannot have {what}: periods, orders and conditions are the law's.",
        "删去它；地方做法只写 says、office、portal、documents、working_days（估计）和出处。",
        "delete it; a practice has says, office, portal, documents, working_days (an estimate) "
        "and where it was read.",
    ),
    "law-not-a-local-file": sentences(
        "地方做法的文件只能写 local，不能带其他数据。",
        "a file of local practice holds `local` and nothing else.",
        "把其他数据移走；要改法律数据，见 CONTRIBUTING。",
        "move the rest elsewhere; CONTRIBUTING says how the law's data are changed.",
    ),
    "law-unknown-local-task": sentences(
        "没有名为“{name}”的任务。",
        'there is no task "{name}".',
        "改正编号（checklist law list --tasks 列出全部）。",
        "correct the id (checklist law list --tasks shows them all).",
    ),
    "law-unknown-place": sentences(
        "没有编号为“{name}”的地方。",
        'there is no place "{name}".',
        "改正 within，或者删去。",
        "correct `within`, or leave it out.",
    ),
    "law-place-named-twice": sentences(
        "“{name}”已是“{other}”的名称。",
        '"{name}" is a name of "{other}" already.',
        "一个名称只归一个地方；要补充已有的地方，沿用它的 id。",
        "a name belongs to one place; use that place's id to add to it.",
    ),
    "law-not-a-year-file": sentences(
        "不是年度文件。",
        "not a year file.",
        "年度文件的顶层写明 kind: holidays 或者 kind: tax-filing；"
        "其他数据文件不能用 --calendar 引入。",
        "a year file has kind: holidays or kind: tax-filing at the top; other data files cannot "
        "be given with --calendar.",
    ),
    "law-not-a-list": sentences(
        "“{name}”应为列表。",
        '"{name}" must be a list.',
        "每项以“- id: …”开头。",
        "begin each entry with - id.",
    ),
    "law-missing-field": sentences(
        "“{entry}”缺少 {field}。",
        "“{entry}” lacks {field}.",
        "补上该项；格式见 CONTRIBUTING.md。",
        "add it; CONTRIBUTING.md shows the form.",
    ),
    "law-unknown-field": sentences(
        "“{entry}”中有不认识的项 {field}。",
        "“{entry}” has an unknown field {field}.",
        "改正拼写或者删除；格式见 CONTRIBUTING.md。",
        "correct the spelling or remove it; CONTRIBUTING.md shows the form.",
    ),
    "law-wrong-value": sentences(
        "“{entry}”的 {field} 不对：{what}。",
        "“{entry}”: {field} is wrong: {what}.",
        "改正后运行 checklist law check 再次检查；格式见 CONTRIBUTING.md。",
        "correct it and run checklist law check again; CONTRIBUTING.md shows the form.",
    ),
}
