"""What `reading` says about a wrong input file: for each key what is wrong and what to write."""

from typing import Final, NamedTuple

from checklist.messages import Message


class Sentences(NamedTuple):
    """The two halves of an error."""

    problem: Message
    remedy: Message


def sentences(zh: str, en: str, zh_remedy: str, en_remedy: str) -> Sentences:
    """An error's sentence and its remedy, each in both languages."""
    return Sentences(Message(zh, en), Message(zh_remedy, en_remedy))


INPUT: Final[dict[str, Sentences]] = {
    # The file as a whole
    "no-file": sentences(
        "找不到该文件。",
        "there is no such file.",
        "检查路径和文件名；要新建一份，运行 checklist init {name}。",
        "check the path; to start a new file run checklist init {name}.",
    ),
    "directory": sentences(
        "这是一个文件夹，不是文件。",
        "this is a folder, not a file.",
        "写出文件夹中 YAML 文件的完整路径。",
        "name a YAML file inside the folder.",
    ),
    "unreadable": sentences(
        "无法读取该文件（{reason}）。",
        "the file cannot be read ({reason}).",
        "检查文件权限，或先关闭占用它的程序。",
        "check its permissions, or close the program that holds it.",
    ),
    "too-large": sentences(
        "文件超过 1 MB（{size}），不是一份企业资料。",
        "the file is over 1 MB ({size}); that is not a description of a company.",
        "只保留企业资料；名册、工资表等另存文件，在此写路径。",
        "keep the company's facts only; put rosters and pay in files of their own.",
    ),
    "empty": sentences(
        "文件是空的，或只有注释。",
        "the file is empty or holds only comments.",
        "至少写出 company: 下的 name 和 legal_form；或运行 checklist init 生成一份带注释的文件。",
        "write at least name and legal_form under company:, or run checklist init.",
    ),
    "utf-16": sentences(
        "文件是 UTF-16 编码（Windows 记事本称“Unicode”），须为 UTF-8。",
        'the file is UTF-16 ("Unicode" in Windows Notepad); it must be UTF-8.',
        "用记事本“另存为”，编码选 UTF-8；或运行 iconv -f UTF-16 -t UTF-8 {name} > 新文件.yaml。",
        "save it as UTF-8 (Notepad: Save As, Encoding UTF-8), or run "
        "iconv -f UTF-16 -t UTF-8 {name} > new.yaml.",
    ),
    "gbk": sentences(
        "文件不是 UTF-8，看起来是 GBK/GB18030 编码（第一个无法解码的字节是 {byte}）。",
        "the file is not UTF-8; it looks like GBK/GB18030 (first undecodable byte {byte}).",
        "记事本“另存为”时编码选 UTF-8；Excel 另存为“CSV UTF-8”再复制；"
        "或运行 iconv -f GB18030 -t UTF-8 {name} > 新文件.yaml。",
        "save it as UTF-8 (Notepad: Save As, Encoding UTF-8; Excel: CSV UTF-8), or run "
        "iconv -f GB18030 -t UTF-8 {name} > new.yaml.",
    ),
    "not-utf-8": sentences(
        "文件不是 UTF-8 文本（无法解码的字节 {byte}）。",
        "the file is not UTF-8 text (undecodable byte {byte}).",
        "确认这是 YAML 文本而不是 Word、Excel 或压缩文件，并以 UTF-8 保存。",
        "make sure it is YAML text, not a Word, Excel or archive file, and save it as UTF-8.",
    ),
    "nul": sentences(
        "文件中有空字节（NUL），不是文本文件，或已损坏。",
        "the file holds NUL bytes: it is not text, or it is damaged.",
        "从编辑器重新以 UTF-8 文本保存，或从备份恢复。",
        "save it again as UTF-8 text, or restore it from a backup.",
    ),
    "control": sentences(
        "此处有不可见的控制字符 {code}。",
        "there is an invisible control character {code} here.",
        "删除该字符；从其他软件粘贴时选“只粘贴文本”。",
        "delete it; paste as plain text.",
    ),
    # YAML
    "tab": sentences(
        "缩进用了制表符（Tab），YAML 只允许空格。",
        "a tab is used for indentation; YAML allows blanks only.",
        "把行首的 Tab 换成两个空格。",
        "replace the tab by two blanks.",
    ),
    "full-width-space": sentences(
        "缩进用了全角空格（U+3000），YAML 只认半角空格。",
        "a full-width space (U+3000) is used for indentation; YAML knows plain blanks only.",
        "切换到英文输入法，把行首的全角空格换成两个半角空格。",
        "replace it by two plain blanks.",
    ),
    "full-width-colon": sentences(
        "“{name}”后面是全角冒号“：”，YAML 不认。",
        '"{name}" is followed by a full-width colon; YAML does not know it.',
        "改成半角冒号加一个空格：{name}: …",
        "write a plain colon and a blank: {name}: …",
    ),
    "full-width-comma": sentences(
        "方括号清单里用了全角逗号“，”，会被当成一项。",
        "a full-width comma stands in a list in brackets; it would all be one item.",
        "改成半角逗号加一个空格：[甲, 乙]；或每项一行，以“- ”开头。",
        "write a plain comma and a blank: [a, b]; or one item a line, each after a hyphen.",
    ),
    "full-width-quotes": sentences(
        "{given} 用了全角引号，引号会成为内容的一部分。",
        "{given} is in full-width quotation marks, which would become part of the text.",
        '去掉引号，或改成半角引号 "…"。',
        'leave them out, or write plain ones: "…".',
    ),
    "full-width-bracket": sentences(
        "用了全角括号“{given}”，YAML 不认。",
        "a full-width bracket {given} is used; YAML does not know it.",
        "改成半角的 [ ] 或 {{ }}。",
        "write plain [ ] or {{ }}.",
    ),
    "no-space-after-colon": sentences(
        "“{name}:”的冒号后面缺一个空格。",
        'a blank is missing after "{name}:".',
        "写成 {name}: {rest}",
        "write {name}: {rest}",
    ),
    "colon-in-value": sentences(
        "这一行有第二个“: ”，YAML 分不清哪个是键。",
        'there is a second ": " on this line, so YAML cannot tell which one is the key.',
        '给冒号后的内容加半角引号：键: "内容: 内容"。',
        'put the value in quotes: key: "text: text".',
    ),
    "unclosed-quote": sentences(
        "从这里开始的引号没有成对。",
        "the quotation mark that begins here is never closed.",
        "在内容末尾补上同样的半角引号，或去掉这个引号。",
        "close it with the same mark, or leave it out.",
    ),
    "unclosed-bracket": sentences(
        "从这里开始的括号没有成对，或括号内少了逗号。",
        "the bracket that begins here is never closed, or a comma is missing inside.",
        "补上 ] 或 }}；各项之间用半角逗号加空格隔开。",
        "close it with ] or }}; separate the items by a comma and a blank.",
    ),
    "stray-bracket": sentences(
        "这里多了一个括号或逗号。",
        "there is a bracket or comma too many here.",
        "删掉它，或给整个内容加半角引号。",
        "delete it, or put the whole value in quotes.",
    ),
    "reserved-character": sentences(
        "内容不能以“{given}”开头，YAML 另有用途。",
        'a value cannot begin with "{given}": YAML uses it otherwise.',
        '给内容加半角引号："{given}…"。',
        'put the value in quotes: "{given}…".',
    ),
    "indentation": sentences(
        "这一行的缩进与上文对不上。",
        "the indentation of this line does not fit the lines above.",
        "同一层的行首空格数要相同，下一层多两个空格；清单每项以“- ”开头。",
        "lines of one level begin in the same column, the next level two blanks further; "
        "each item of a list begins with a hyphen and a blank.",
    ),
    "no-colon": sentences(
        "这一行没有“键: 值”的冒号。",
        'there is no colon that makes this line "key: value".',
        "写成“键: 值”；如属上一行内容的延续，请缩进或加引号。",
        'write "key: value"; if it continues the line above, indent it or use quotes.',
    ),
    "escape": sentences(
        "双引号里的反斜杠“\\”写法无效。",
        "the backslash inside double quotes is not a valid escape.",
        "改用单引号 '…'，或把 \\ 写成 \\\\（路径也可用 /）。",
        "use single quotes '…', or write \\\\ (or / in a path).",
    ),
    "syntax": sentences(
        "这里不是有效的 YAML（{problem}）。",
        "this is not valid YAML ({problem}).",
        "对照 checklist init 生成的文件检查这一行和上一行：冒号、空格、引号、括号。",
        "compare this line and the one above with a file from checklist init: colon, blanks, "
        "quotes, brackets.",
    ),
    "alias": sentences(
        "不支持 YAML 的引用（*{name}）。",
        "YAML aliases (*{name}) are not accepted.",
        "把内容直接写在这里；若是普通文字，请加半角引号。",
        "write the content itself here; if it is plain text, put it in quotes.",
    ),
    "anchor": sentences(
        "不支持 YAML 的锚点（&{name}）。",
        "YAML anchors (&{name}) are not accepted.",
        "删去 &{name}；若是普通文字，请加半角引号。",
        "delete &{name}; if it is plain text, put it in quotes.",
    ),
    "tag": sentences(
        "不支持 YAML 的类型标记（{name}）。",
        "YAML tags ({name}) are not accepted.",
        "删去该标记；若是以感叹号开头的普通文字，请加半角引号。",
        "delete it; if it is plain text, put it in quotes.",
    ),
    "too-deep": sentences(
        "嵌套超过 {limit} 层。",
        "the nesting is deeper than {limit} levels.",
        "企业资料最多四层，检查括号或缩进。",
        "a company's file needs four; check brackets and indentation.",
    ),
    "two-documents": sentences(
        "一个文件里有两份文档（“---”开始了第二份）。",
        'the file holds a second document ("---").',
        "一个文件只写一家企业；删去“---”或拆成两个文件。",
        'one company a file: delete the "---" or split the file.',
    ),
    "key-not-text": sentences(
        "键必须是一个词，不能是清单或一组键值。",
        "a key must be a word, not a list or a group of keys.",
        "写成“键: 值”；以 [ 或 {{ 开头的普通文字要加半角引号。",
        'write "key: value"; put text that begins with a bracket in quotes.',
    ),
    "duplicate-key": sentences(
        "“{name}”重复了，第 {first} 行已经写过。",
        '"{name}" is given twice; line {first} has it already.',
        "两处合并为一处。",
        "keep one of the two.",
    ),
    # Shape
    "unknown-key": sentences(
        "不认识“{name}”。",
        '"{name}" is not known.',
        "{near}",
        "{near}",
    ),
    "missing": sentences(
        "缺少“{label}”（{name}）。",
        '"{name}" ({label}) is missing.',
        "在{where}写一行 {example}",
        "add to {where} the line {example}",
    ),
    "not-a-section": sentences(
        "“{label}”（{name}）下面应是一组“键: 值”，这里写的是{given}。",
        '"{name}" ({label}) takes lines of "key: value"; this is {given}.',
        "另起一行，缩进两个空格，例如 {example}",
        "start a new line, indented by two blanks, for example {example}",
    ),
    "not-a-company": sentences(
        "文件最外层应是 company:、staff: 等键，这里写的是{given}。",
        "the file should hold keys such as company: and staff:; this is {given}.",
        "从 company: 开始写；或运行 checklist init 生成一份带注释的文件。",
        "begin with company:, or run checklist init for a commented file.",
    ),
    "not-a-list": sentences(
        "“{label}”（{name}）应是一份清单。",
        '"{name}" ({label}) takes a list.',
        "每项一行，以“- ”开头，例如 {example}",
        "one item a line, each after a hyphen and a blank, for example {example}",
    ),
    "not-holdings": sentences(
        "“{label}”（{name}）不能写“{given}”。",
        '"{name}" ({label}) cannot be "{given}".',
        "写 yes/no/unknown（是/否/未知）、个数，或一份清单（每项一行，以“- ”开头）。",
        "write yes, no or unknown, a number, or a list (one item a line, after a hyphen).",
    ),
    "not-text": sentences(
        "“{label}”（{name}）应是一个值，不是清单或一组键值。",
        '"{name}" ({label}) takes one value, not a list or a group of keys.',
        "在同一行写出内容：{last}: …；以 [ 或 {{ 开头的文字要加半角引号。",
        "write it on the same line: {last}: …; put text that begins with a bracket in quotes.",
    ),
    "empty-text": sentences(
        "“{label}”（{name}）是空的。",
        '"{name}" ({label}) is empty.',
        "写出内容，或删去这一行。",
        "fill it in, or delete the line.",
    ),
    # Values
    "wrong-word": sentences(
        "“{label}”（{name}）不能写“{given}”。",
        '"{name}" ({label}) cannot be "{given}".',
        "{near}可写：{words}。",
        "{near}write one of: {words}.",
    ),
    "long-text": sentences(
        "“{label}”（{name}）有 {length} 个字，最多 {limit} 个。",
        '"{name}" ({label}) has {length} characters; at most {limit} are allowed.',
        "写短一些，细节另存文件。",
        "shorten it; keep details in a file of their own.",
    ),
    "control-character": sentences(
        "“{label}”（{name}）里有控制字符 {code}。",
        '"{name}" ({label}) holds a control character {code}.',
        "删除该字符。",
        "delete it.",
    ),
    "not-a-number": sentences(
        "“{label}”（{name}）应是整数，不能写“{given}”。",
        '"{name}" ({label}) takes a whole number, not "{given}".',
        "只写数字，不带单位、逗号和小数，例如 18；不清楚就留空。",
        "write digits only, such as 18, without unit, comma or fraction; leave unknown ones empty.",
    ),
    "number-range": sentences(
        "“{label}”（{name}）超出范围。",
        '"{name}" ({label}) is out of range.',
        "写 {low} 到 {high} 之间的整数。",
        "write a whole number from {low} to {high}.",
    ),
    "group-too-large": sentences(
        "“{label}”（{name}）写了 {number} 人，多于职工总数 {count} 人。",
        '"{name}" ({label}) is {number}, more than the {count} employees in all.',
        "核对 staff.count；该项只能是其中的一部分。",
        "check staff.count; this group is part of it.",
    ),
    "person-twice": sentences(
        "“{name}”在企业微信账号中列了两次。",
        '"{name}" is listed twice among the WeCom accounts.',
        "每人只列一条；同名的人加以区分，如 王芳（财务）。",
        "one entry for each person; tell people of the same name apart.",
    ),
    "not-a-date": sentences(
        "“{label}”（{name}）不是日期：“{given}”。",
        '"{name}" ({label}) is not a date: "{given}".',
        "写成 年-月-日，例如 2026-11-23（也可写 2026/11/23 或 2026年11月23日）。",
        "write year-month-day, such as 2026-11-23.",
    ),
    "impossible-date": sentences(
        "“{label}”（{name}）：{given} 这一天不存在。",
        '"{name}" ({label}): there is no such day as {given}.',
        "{year}年{month}月{fault}，改成实际的日期。",
        "{fault}; write the true date.",
    ),
    "date-range": sentences(
        "“{label}”（{name}）的年份超出范围：{given}。",
        '"{name}" ({label}): the year of {given} is out of range.',
        "年份写 {low} 到 {high} 之间的四位数。",
        "write a year from {low} to {high}.",
    ),
    "currency": sentences(
        "“{label}”（{name}）应是三个字母的币种代码。",
        '"{name}" ({label}) takes a currency code of three letters.',
        "例如 CNY、USD、HKD、EUR；人民币可以不写。",
        "such as CNY, USD, HKD or EUR; CNY may be left out.",
    ),
    "version": sentences(
        "文件版本是“{given}”，本程序读取版本 1。",
        'the file says version "{given}"; this program reads version 1.',
        "写成 version: 1；若文件来自更新的程序，请升级本程序。",
        "write version: 1; if a newer program wrote the file, upgrade this one.",
    ),
    "credit-code-length": sentences(
        "统一社会信用代码应为 18 位，这里有 {length} 位。",
        "a unified social credit code has 18 characters; this has {length}.",
        "对照营业执照重新抄写；暂时不知道就留空。",
        "copy it again from the licence; leave it empty if unknown.",
    ),
    "credit-code-old": sentences(
        "这是 15 位的旧注册号或税号，不是统一社会信用代码。",
        "this is an old number of 15 digits, not a unified social credit code.",
        "写营业执照上的 18 位代码；尚未换照的企业请先留空。",
        "write the 18 characters on the licence; leave it empty if there is none yet.",
    ),
    "credit-code-letter": sentences(
        "统一社会信用代码第 {place} 位是“{character}”，代码不使用 I、O、Z、S、V。",
        'character {place} of the credit code is "{character}"; I, O, Z, S and V are not used.',
        "很可能应为“{hint}”，对照营业执照核对。",
        'it is probably "{hint}"; check the licence.',
    ),
    "credit-code-character": sentences(
        "统一社会信用代码第 {place} 位不能是“{character}”。",
        'character {place} of the credit code cannot be "{character}".',
        "前八位是数字，其余为数字或大写字母，对照营业执照核对。",
        "the first eight are digits, the rest digits or capitals; check the licence.",
    ),
    "credit-code-check": sentences(
        "统一社会信用代码的校验不通过：按前 17 位，末位校验码应为 {check}，这里是 {given}。",
        "the credit code fails its check: after these 17 characters the last must be {check}, "
        "not {given}.",
        "第 9 至 17 位自身校验无误，请核对前 8 位和末位。",
        "characters 9 to 17 are consistent among themselves; check the first eight and the last.",
    ),
    "credit-code-wrong": sentences(
        "统一社会信用代码的校验不通过：第 9 至 17 位自身的校验也不符（按前 17 位，末位校验码应为 "
        "{check}，这里是 {given}）。",
        "the credit code fails its check, and characters 9 to 17 fail theirs (after these 17 the "
        "last must be {check}, not {given}).",
        "很可能第 9 至 17 位中有一位抄错，对照营业执照核对。",
        "one of the characters 9 to 17 is probably wrong; check the licence.",
    ),
    "unknown-event": sentences(
        "没有名为“{given}”的事件。",
        'there is no event called "{given}".',
        "{near}",
        "{near}",
    ),
    "unknown-task": sentences(
        "没有名为“{given}”的任务。",
        'there is no task called "{given}".',
        "{near}",
        "{near}",
    ),
    "unknown-rule": sentences(
        "没有名为“{given}”的规则。",
        'there is no rule called "{given}".',
        "{near}",
        "{near}",
    ),
    "override-target": sentences(
        "人工调整须指明一项任务（task）或一条规则（rule），且只能写其中之一。",
        "an override names a task or a rule: exactly one of the two.",
        "保留 task: 或 rule: 其中一行。",
        "keep either task: or rule:.",
    ),
    "override-content": sentences(
        "人工调整没有写明新日期（date）或决定（decision）。",
        "an override gives a new date or a decision; this one gives neither.",
        "写一行 date: 2026-12-31 或 decision: …",
        "add a line date: 2026-12-31 or decision: …",
    ),
    # Members of a group
    "inline-not-a-company": sentences(
        "inline 下面应是该单位的资料，这里却是{given}。",
        "inline holds the entity's own input, but here is {given}.",
        "在 inline: 下面缩进写 company:、tax:、staff: 等，与单独的文件相同；没有资料就删去这一行。",
        "below inline: write company:, tax:, staff: and so on as in a file of its own, or delete "
        "the line.",
    ),
    "member-twice": sentences(
        "同一单位既写了 file 又写了 inline，不知道以哪一份为准。",
        "both file and inline are given, so it is unclear which one counts.",
        "保留其中一个，删去另一个。",
        "keep one of them and delete the other.",
    ),
    "member-nowhere": sentences(
        "这个成员单位既没有 file 也没有 inline，没有可以编制清单的资料。",
        "this member has neither file nor inline: there is nothing to plan it from.",
        "写 file: 该单位的输入文件.yaml，或者在 inline: 下面写它的资料；不注销的单位删去这一项。",
        "write file: ITS-INPUT.yaml, or its input below inline:; delete the item if it stays.",
    ),
    "no-members": sentences(
        "members 下面没有成员单位。",
        "there are no members below members.",
        "每个单位写一项，例如 - file: hangzhou.yaml",
        "write an item for each company, such as - file: hangzhou.yaml",
    ),
    "member-listed-twice": sentences(
        "“{name}”在 members 下面列了两次，第{first}项已经是它。",
        '"{name}" is listed twice below members; item {first} is the same.',
        "删去其中一项。",
        "delete one of the items.",
    ),
    "group-not-company": sentences(
        "这是几家企业的集团文件（members），此处需要一家企业的文件。",
        "this file is a group's (members); one company's is needed here.",
        "改用某个成员单位自己的文件；"
        "集团文件可用于 validate、plan、batch、due、bundle、attach、progress。",
        "name one member's own file; a group's file goes with validate, plan, batch, due, bundle, "
        "attach and progress.",
    ),
    "members-beside-company": sentences(
        "members 用于没有共同上级企业的集团文件，不能与 company 写在一起。",
        "members is for a group's file without a company of its own, not beside company.",
        "属于本企业的，写在 branches（分支机构）或者 investments（对外投资）下面；"
        "并列的企业另建一个只有 group 和 members 的文件。",
        "write what belongs to this company under branches or investments; for companies side by "
        "side make a file with nothing but group and members.",
    ),
    "member-absolute": sentences(
        "“{given}”是本机的绝对路径，换一台电脑就找不到。",
        '"{given}" is a path of this machine; on another one it leads nowhere.',
        "写成相对本文件所在文件夹的路径，例如 branches/hangzhou.yaml 或 ../hangzhou.yaml。",
        "write it relative to this file's folder: branches/hangzhou.yaml or ../hangzhou.yaml.",
    ),
    "member-not-yaml": sentences(
        "“{given}”不是 YAML 文件。",
        '"{given}" is not a YAML file.',
        "写出该单位输入文件的路径，以 .yaml 或 .yml 结尾。",
        "name the entity's input file; it ends with .yaml or .yml.",
    ),
    "member-no-file": sentences(
        "找不到或者读不了成员单位的文件“{name}”。",
        'the member\'s file "{name}" is not there or cannot be read.',
        "路径从本文件所在的文件夹算起：改正路径、补上文件，或者删去这一行（不单独编制清单）。",
        "the path starts from this file's folder: correct it, add the file, or delete the line.",
    ),
    "member-cycle": sentences(
        "文件之间互相引用，绕回了自己：{chain}。",
        "the files lead back to themselves: {chain}.",
        "删去其中一处 file；交叉持股的，由先注销的一方先把股权转让出去。",
        "delete one of the file lines; of two that hold each other one sells its share first.",
    ),
    "member-not-a-branch": sentences(
        "“{holder}”（{file}）把“{name}”列为分支机构，但它的企业类型写的是{form}。",
        '"{holder}" ({file}) lists "{name}" as a branch, but its legal form is {form}.',
        "企业类型改为 branch（分公司/分支机构），合伙企业的写 partnership-branch；"
        "是子公司的，移到母公司文件的 investments 下面。",
        "write branch here (a partnership's: partnership-branch); if it is a subsidiary move it to "
        "investments in the holder's file.",
    ),
    "member-is-a-branch": sentences(
        "“{holder}”（{file}）把“{name}”列为对外投资，但它的企业类型写的是{form}。",
        '"{holder}" ({file}) lists "{name}" as a holding, but its legal form is {form}.',
        "是分支机构的，移到母公司文件的 branches 下面；是子公司的，改正企业类型。",
        "if it is a branch move it to branches in the holder's file; else correct the legal form.",
    ),
    "member-name-differs": sentences(
        "这里写的是“{name}”，它的文件“{file}”里却是“{other}”。",
        'here it is called "{name}", but in its file "{file}" it is "{other}".',
        "核对是否引用错了文件；是同一单位的，两处都写营业执照上的全称。",
        "check that it is the right file; if so write the full name on the licence in both.",
    ),
    "too-many-members": sentences(
        "成员单位超过{most}家，或者逐级引用超过{deepest}层。",
        "there are more than {most} members, or more than {deepest} levels of them.",
        "把集团拆成几个文件，分别编制清单。",
        "split the group and plan the parts one by one.",
    ),
    # What planning refuses
    "done-in-members-file": sentences(
        "“{given}”是等待成员单位注销，不在上级企业的文件里登记。",
        '"{given}" waits for a member and is not recorded in the holder\'s file.',
        "在该成员自己的文件里登记 events 的 deregistration-completed；两份清单随之更新。",
        "record deregistration-completed under events in the member's own file; both plans follow.",
    ),
    "name-needs-period": sentences(
        "“{given}”每个所属期各有一项任务，缺少所属期。",
        '"{given}" is one task for each period; the period is missing.',
        "写成 {given}@2026-11（月）、{given}@2026-Q4（季）或 {given}@2026（年）。",
        "write {given}@2026-11 (month), {given}@2026-Q4 (quarter) or {given}@2026 (year).",
    ),
    "name-needs-person": sentences(
        "“{given}”每人各有一项任务，缺少姓名。",
        '"{given}" is one task for each person; the name is missing.',
        "写成 {given}@姓名，姓名与 wecom.accounts 中的 person 一致。",
        "write {given}@name, the name as under wecom.accounts.",
    ),
    "no-such-period": sentences(
        "“{given}”不是所属期。",
        '"{given}" is not a period.',
        "月写 2026-11，季写 2026-Q4，年写 2026。",
        "write 2026-11 for a month, 2026-Q4 for a quarter, 2026 for a year.",
    ),
    "no-such-person": sentences(
        "“{given}”不在企业微信账号名单中。",
        '"{given}" is not among the WeCom accounts.',
        "改正姓名，或者在 wecom.accounts 中列出此人；已有：{known}。",
        "correct the name or list the person under wecom.accounts; known: {known}.",
    ),
    "done-in-future": sentences(
        "完成日期 {day} 晚于清单的基准日 {as_of}。",
        "it is done on {day}, which is after the plan's date {as_of}.",
        "done: 只写已完成的任务；将来的安排写在 events: 中。",
        "done: holds what is done; put dates that are planned under events:.",
    ),
    "dates-disagree": sentences(
        "“{event}”在这里是 {second_day}，第 {first_line} 行（{first}）却是 {first_day}。",
        '"{event}" is on {second_day} here, but line {first_line} ({first}) says {first_day}.',
        "两处写同一个日期，或删去其中一处。",
        "give both the same date, or delete one of them.",
    ),
    # Writing into the file
    "edit-block": sentences(
        "{name} 处是一份清单、一组键值或者多行文字，程序不改写。",
        "a list, a section or a text of several lines stands at {name}; it is not rewritten.",
        "请在文件中手工修改这一处。",
        "change it by hand.",
    ),
    "edit-parent": sentences(
        "{name} 写不进去：这里不是可以容纳它的一组键值或者清单。",
        "{name} cannot be written: what stands here is no section or list that could hold it.",
        "先在文件中把这里改成一组键值（或者留空），再试一次。",
        "make it a section first (or leave it empty), then try again.",
    ),
    "edit-failed": sentences(
        "{name} 写入“{value}”后文件读出来不是这个意思，因此没有改动文件。",
        'with "{value}" written at {name} the file would not say just that, so it was left alone.',
        "请在文件中手工填写这一处。",
        "fill it in by hand.",
    ),
    "more": sentences(
        "另有 {number} 处错误未列出。",
        "{number} more errors are not listed.",
        "先改正以上各处，再检查一次。",
        "mend these first and check again.",
    ),
}

NEAR: Final[dict[str, Message]] = {
    "did-you-mean": Message("是否想写“{name}”？", 'did you mean "{name}"?'),
    "belongs-under": Message(
        "“{name}”应写在 {section}: 下面，缩进两个空格。",
        '"{name}" belongs under {section}:, indented by two blanks.',
    ),
    "known-keys": Message("此处可写：{names}。", "known here: {names}."),
    "unknown-event": Message(
        "事件名见 checklist schema input 的 events。",
        "checklist schema input lists the events.",
    ),
    "unknown-task": Message(
        "任务编号见 checklist plan 生成的清单。", "the ids stand in the checklist that plan makes."
    ),
    "unknown-rule": Message("规则见 checklist law list。", "checklist law list shows the rules."),
}

COMPANY_EXAMPLE: Final = Message(
    "company:，其下缩进两个空格写 name: 和 legal_form:",
    "company:, and below it, indented by two blanks, name: and legal_form:",
)

GIVEN: Final[dict[str, Message]] = {
    "text": Message("文字“{text}”", 'the text "{text}"'),
    "list": Message("一份清单", "a list"),
    "mapping": Message("一组键值", "a group of keys"),
    "nothing": Message("空白", "nothing"),
}

DATE_FAULT: Final[dict[str, Message]] = {
    "month": Message("不存在（月份只有1至12）", "months run from 1 to 12"),
    "day": Message("只有{days}天", "that month has {days} days"),
}
