"""What the money figures say: titles, working steps, what is missing; and errors of their files."""

from typing import Final

from checklist.messages import Message
from checklist.messages.input import Sentences, sentences

COLUMNS: Final[dict[str, Message]] = {
    "joined": Message("入职日期", "day of joining"),
    "pay": Message("月平均工资", "average month's pay"),
    "ends": Message("终止日期", "last day"),
    "groups": Message("特殊情形", "group"),
}

SECTIONS: Final[dict[str, Message]] = {
    "severance": Message("经济补偿", "Severance"),
    "surcharge": Message("滞纳金", "Late-payment surcharge"),
    "distribution": Message("分配剩余财产的税", "Tax on the distribution"),
    "business-income": Message("投资者经营所得个人所得税", "Investors' tax on business income"),
}

FIGURES: Final[dict[str, Message]] = {
    "severance-total": Message("经济补偿合计（{people}人）", "Severance of {people} people"),
    "severance-group": Message("其中{group}：{people}人", "Of them {group}: {people}"),
    "severance-tax": Message("经济补偿应代扣的个人所得税", "Income tax to withhold on severance"),
    "surcharge": Message("{tax}：滞纳金", "{tax}: surcharge"),
    "surcharge-total": Message("滞纳金合计", "Surcharge in all"),
    "withheld": Message(
        "第{number}名投资者（{kind}）：应扣缴", "Investor {number} ({kind}): to withhold"
    ),
    "withheld-total": Message("应扣缴税款合计", "To withhold in all"),
    "business-tax": Message("第{number}名投资者：全年税额", "Investor {number}: tax of the year"),
    "business-total": Message("经营所得税额合计", "Tax on business income in all"),
}

QUALIFIERS: Final[dict[str, Message]] = {
    "exact": Message("", ""),
    "at-least": Message("不少于", "at least"),
    "at-most": Message("不超过", "at most"),
    "unknown": Message("尚不能算出", "not known yet"),
}

STEPS: Final[dict[str, Message]] = {
    # severance, all together
    "ends": Message(
        "劳动合同终止日{day}（{basis}）；工资表另写终止日的按工资表。",
        "Employment ends on {day} ({basis}); the pay file's own last day goes before it.",
    ),
    "units": Message(
        "{people}人工作年限折合{units}个月工资：满一年计一个月，不满一年的零头六个月以上计一个月、"
        "不足六个月计半个月，入职和终止当日均计入。",
        "The service of {people} people makes {units} months' pay: a month for a year, a month for "
        "a rest of six months or more, half of one for less; first and last day count.",
    ),
    "capped": Message(
        "{people}人月工资高于{average}×{times}＝{ceiling}元，按{ceiling}元计，最多{years}年"
        "（年限{before}个月，封顶后{after}个月）。",
        "{people} are paid more than {average} × {times} = {ceiling} yuan; they count with "
        "{ceiling} and {years} years at most ({before} months by service, {after} after the "
        "ceiling).",
    ),
    "no-capped": Message(
        "无人月工资高于{average}×{times}＝{ceiling}元，不涉及封顶。",
        "Nobody is paid more than {average} × {times} = {ceiling} yuan: no ceiling.",
    ),
    "raised": Message(
        "{people}人平均工资低于最低工资{minimum}元，按{minimum}元计。",
        "{people} are paid less than the minimum wage of {minimum}, which counts for them.",
    ),
    "sum": Message(
        "各人金额＝月工资×月数，逐人四舍五入到分，再相加。",
        "Each amount is the month's pay times the months, rounded half up to the fen; then added.",
    ),
    # severance, one person
    "person-service": Message(
        "{since}至{ends}：{years}年{months}个月{days}，计{units}个月工资。",
        "{since} to {ends}: {years} years {months} months{days}, that is {units} months' pay.",
    ),
    "person-pay": Message(
        "月工资{pay}元×{units}个月＝{amount}元。",
        "{pay} yuan × {units} months = {amount} yuan.",
    ),
    "person-capped": Message(
        "月工资高于三倍，按{pay}元和最多{years}年计。",
        "The pay is above three times: {pay} yuan and {years} years at most.",
    ),
    "person-raised": Message(
        "低于最低工资，按最低工资计。", "Below the minimum wage, which counts."
    ),
    "person-older": Message(
        "2008年以前的年限未计入。", "The service before 2008 is not in the amount."
    ),
    "person-kept": Message(
        "一级至四级工伤，保留劳动关系，未计算。",
        "Injured, grades 1 to 4: the relation is kept; nothing is computed.",
    ),
    "and-days": Message("多", " and some days"),
    "tax-free": Message(
        "免税限额{average}×12×{times}＝{limit}元，{people}人超过。",
        "Tax-free up to {average} × 12 × {times} = {limit} yuan; {people} exceed it.",
    ),
    "excess": Message(
        "超过部分合计{excess}元，逐人单独按综合所得税率表计税，合计{tax}元。",
        "{excess} yuan beyond it, each person's by itself by the table for comprehensive income: "
        "{tax} yuan.",
    ),
    # surcharge
    "due": Message("缴款期限{day}（{basis}）。", "Payment due {day} ({basis})."),
    "paid": Message("缴款日{day}（{basis}）。", "Payment {day} ({basis})."),
    "in-time": Message(
        "未逾期，没有滞纳金；每逾期一日{tax}×{rate}＝{a_day}元。",
        "In time: no surcharge. Each day late would cost {tax} × {rate} = {a_day} yuan.",
    ),
    "late": Message(
        "自{first}起至缴款日共{days}日：{tax}×{rate}×{days}＝{amount}元（四舍五入到分）；"
        "每再晚一日加{a_day}元。",
        "From {first} to the day of payment {days} days: {tax} × {rate} × {days} = {amount} yuan "
        "(half up to the fen); each further day costs {a_day} yuan.",
    ),
    # distribution
    "received": Message(
        "可分配剩余财产{remaining}×{share}＝{received}元。",
        "What is left {remaining} × {share} = {received} yuan.",
    ),
    "dividend": Message(
        "其中股息部分：（未分配利润{profit}＋盈余公积{reserve}）×{share}＝{dividend}元。",
        "Dividend part: (retained profit {profit} + surplus reserve {reserve}) × {share} = "
        "{dividend} yuan.",
    ),
    "no-dividend": Message(
        "累计未分配利润与盈余公积合计不为正数，没有股息部分。",
        "Retained profit and reserve together are not above zero: no dividend part.",
    ),
    "individual": Message(
        "财产转让所得：（{received}－投资成本{cost}）×{rate}＝{tax}元；不为正数的为0。",
        "Transfer income: ({received} − cost {cost}) × {rate} = {tax} yuan; not below nought.",
    ),
    "gain": Message(
        "转让部分：{received}－{dividend}－投资成本{cost}＝{gain}元（负数为投资损失）。",
        "Transfer part: {received} − {dividend} − cost {cost} = {gain} yuan (a loss where below "
        "nought).",
    ),
    "resident": Message(
        "股息部分免税；转让部分由该企业并入自己的所得申报，本企业不扣缴。",
        "The dividend part is exempt; the company returns the transfer part itself: nothing is "
        "withheld.",
    ),
    "foreign": Message(
        "股息部分{dividend}×{dividend_rate}＋转让部分{gain}×{gain_rate}＝{tax}元。",
        "Dividend part {dividend} × {dividend_rate} + transfer part {gain} × {gain_rate} = {tax} "
        "yuan.",
    ),
    "pay-by": Message(
        "不迟于{day}缴库（清单第{number}项），计划{planned}。",
        "To be paid by {day} (task {number} of the checklist), planned {planned}.",
    ),
    "bracket": Message(
        "应纳税所得额{income}×{rate}－速算扣除数{less}＝{tax}元（四舍五入到分）。",
        "Taxable income {income} × {rate} − {less} = {tax} yuan (half up to the fen).",
    ),
    "rounding": Message(
        "各项四舍五入到分后相加。", "Each is rounded half up to the fen, then added."
    ),
}

BASIS: Final[dict[str, Message]] = {
    "actual": Message("已发生", "it happened"),
    "planned": Message("输入文件的安排", "planned in the input file"),
    "projected": Message("清单推算", "projected by the plan"),
    "task-limit": Message("清单第{number}项的法定期限", "the legal limit of task {number}"),
    "task-done": Message("清单第{number}项已办", "task {number} is done"),
    "task-plan": Message("清单第{number}项的计划日", "the planned day of task {number}"),
    "given": Message("金额文件", "the money file"),
    "today": Message("计划日已过，按基准日", "its day has passed; as of today"),
}

REMARKS: Final[dict[str, Message]] = {
    "older-service": Message(
        "{people}人在2008年以前入职，以前的年限未计入。",
        "{people} joined before 2008; that service is not in the amount.",
    ),
    "kept": Message(
        "{people}人为一级至四级工伤职工，保留劳动关系，未计算；解散时如何安置先问社保经办机构。",
        "{people} are injured, grades 1 to 4: their relation is kept and nothing is computed; ask "
        "the social insurance agency first.",
    ),
    "pregnant-or-nursing": Message(
        "这次终止不受孕期、产期、哺乳期限制，金额不变；当地是否要求另付三期工资，先问劳动部门。",
        "Pregnancy and nursing do not stop this end and change no amount; ask the labour office "
        "whether wages for the rest of the time are expected here.",
    ),
    "medical-treatment": Message(
        "这次终止不受医疗期限制，金额不变；当地是否要求另付医疗补助费，先问劳动部门。",
        "Medical treatment does not stop this end and changes no amount; ask the labour office "
        "whether a medical allowance is expected here.",
    ),
    "injured": Message(
        "除经济补偿外另付一次性伤残就业补助金（单位付）、工伤医疗补助金（参保的由基金付），"
        "标准由省规定，未计算。",
        "Besides severance the employer owes the employment lump sum and the fund (if insured) the "
        "medical one; the province sets both, and they are not computed.",
    ),
    "injured-1-to-4": Message(
        "保留劳动关系，未计入合计。", "The relation is kept; not in the total."
    ),
    "near-retirement": Message(
        "临近退休不影响这次终止，金额不变；当地有无协商提前退养等做法，先问劳动部门。",
        "Being near retirement does not stop this end and changes no amount; ask the labour office "
        "about local arrangements.",
    ),
    "group-unmarked": Message(
        "输入文件写有{count}名{group}职工，工资表只标出{marked}名，请核对特殊情形一列。",
        "The input file counts {count} who are {group}, the pay file marks {marked}: check.",
    ),
    "count-differs": Message(
        "工资表有{people}人，输入文件写的是{count}人，请核对。",
        "The pay file has {people} people, the input file says {count}: check.",
    ),
    "other-year": Message(
        "填写的平均工资是{year}年度的，{ended}年终止的{people}人应按{wanted}年度公布数封顶；"
        "公布后改填再算。",
        "The average wage given is that of {year}; for the {people} whose employment ends in "
        "{ended} the law wants that of {wanted}: enter it once published and compute again.",
    ),
    "another-reading": Message(
        "有的税务机关对留存收益部分按股息计税，另一种算法的税额为{tax}元。",
        "Some bureaus tax the retained earnings as a dividend; the tax would then be {tax} yuan.",
    ),
    "exempt-reading": Message(
        "股息部分如可免税，税额为{tax}元。",
        "If the dividend part is exempt, the tax is {tax} yuan.",
    ),
    "above-tax": Message("滞纳金已超过税款本身。", "The surcharge is more than the tax itself."),
}

MISSING: Final[dict[str, Message]] = {
    "pay-file": Message(
        "没有工资表：在输入文件写 staff.pay_file。", "No pay file: name one under staff.pay_file."
    ),
    "pay-file-absent": Message(
        "找不到工资表：检查 staff.pay_file 的路径（相对于输入文件）。",
        "The pay file is not there: check the path under staff.pay_file (it starts at the input "
        "file).",
    ),
    "money-file": Message(
        "没有金额文件：在输入文件写 money_file。", "No money file: name one under money_file."
    ),
    "money-file-absent": Message(
        "找不到金额文件：检查 money_file 的路径（相对于输入文件）。",
        "The money file is not there: check the path under money_file (it starts at the input "
        "file).",
    ),
    "ends": Message(
        "不知道劳动合同终止日：写 events 的 employment-ends，或者工资表的终止日期。",
        "The end of employment is not known: date employment-ends under events, or give the last "
        "day in the pay file.",
    ),
    "average-wage": Message(
        "当地公布的上年度职工月平均工资（average_wage），用于封顶。",
        "The local average wage of the year before (average_wage), for the ceiling.",
    ),
    "average-wage-year": Message(
        "平均工资的年度（average_wage_year）。", "The year of that average (average_wage_year)."
    ),
    "minimum-wage": Message(
        "当地最低工资标准（minimum_wage），用于下限。",
        "The local minimum wage (minimum_wage), for the floor.",
    ),
    "tax-amount": Message("{tax}的税额（amount）。", "The amount of {tax}."),
    "no-such-task": Message(
        "清单中没有任务 {task}，写 due 和 paid，或者改正任务编号。",
        "The plan has no task {task}: give due and paid, or correct the id.",
    ),
    "no-limit": Message(
        "清单第{number}项没有法定期限，写 due。", "Task {number} has no legal limit: give due."
    ),
    "paid": Message("{tax}的缴款日（paid）。", "The day of payment of {tax} (paid)."),
    "late-task": Message(
        "清单第{number}项《{title}》已逾期{days}日，涉及税款的，把税额写入 late_taxes。",
        "Task {number}, {title}, is {days} days late; if tax is due on it, enter it under "
        "late_taxes.",
    ),
    "remaining-property": Message(
        "可分配剩余财产（remaining_property，已缴清算所得税后）。",
        "What is left for the investors (remaining_property, after the liquidation income tax).",
    ),
    "retained": Message(
        "累计未分配利润和盈余公积（undistributed_profit、surplus_reserve）。",
        "Retained profit and surplus reserve (undistributed_profit, surplus_reserve).",
    ),
    "investors": Message("投资者名单（investors）。", "The investors (investors)."),
    "share": Message("第{number}名投资者的比例（share）。", "The share of investor {number}."),
    "paid-in": Message(
        "第{number}名投资者的投资成本（paid_in）。", "The cost of investor {number} (paid_in)."
    ),
    "taxable-income": Message(
        "第{number}名投资者含清算所得的全年应纳税所得额（taxable_income）。",
        "The taxable income of the year of investor {number}, liquidation included "
        "(taxable_income).",
    ),
    "partnership": Message(
        "第{number}名投资者是合伙企业，所得由其合伙人缴税，未计算；先问主管税务机关。",
        "Investor {number} is a partnership: its partners are taxed and nothing is computed; ask "
        "the bureau.",
    ),
    "corporate-partner": Message(
        "第{number}名投资者不是个人，分得的所得由其自行申报所得税，未计算；先问主管税务机关。",
        "Investor {number} is no individual and returns its share itself: nothing is computed; ask "
        "the bureau.",
    ),
    "rule": Message(
        "{day}适用的规定未收录（{rule}），未计算。",
        "No rule is recorded for {day} ({rule}): nothing is computed.",
    ),
}

SCREEN: Final[dict[str, Message]] = {
    "nothing": Message(
        "输入文件没有写工资表（staff.pay_file）和金额文件（money_file），没有可计算的金额。",
        "The input file names no pay file (staff.pay_file) and no money file (money_file): there "
        "is nothing to compute.",
    ),
    "missing": Message("缺少", "Missing"),
    "row": Message("第{row}行", "row {row}"),
    "note": Message("提示", "note"),
    "elsewhere": Message(
        "金额不印在本清单里：checklist money {file}，或者加 --for finance 生成财务部分。",
        "The amounts are not in this checklist: checklist money {file}, or --for finance.",
    ),
}

MONEY_INPUT: Final[dict[str, Sentences]] = {
    "money-absolute": sentences(
        "“{name}”要写相对路径，从输入文件所在的文件夹算起。",
        '"{name}" takes a relative path that starts at the folder of the input file.',
        "例如 pay/2026-11.csv。",
        "such as pay/2026-11.csv.",
    ),
    "money-unreadable": sentences(
        "无法读取该文件（{reason}）。",
        "the file cannot be read ({reason}).",
        "检查文件权限，或先关闭占用它的程序。",
        "check its permissions, or close the program that holds it.",
    ),
    "money-table-too-large": sentences(
        "文件超过 20 MB，不像一份工资表。",
        "the file is over 20 MB; that is not a pay file.",
        "只保留需要的列：入职日期、月平均工资、终止日期、特殊情形。",
        "keep the columns that are needed: joined, average pay, ends, group.",
    ),
    "money-too-many-rows": sentences(
        "超过 10 万行，不像一份工资表。",
        "there are more than 100,000 rows; that is not a pay file.",
        "删去多余的行，一人一行。",
        "keep one row a person.",
    ),
    "money-broken-workbook": sentences(
        "打不开该工作簿：已损坏、加了密码，或者没有可见的工作表。",
        "the workbook cannot be opened: it is damaged, has a password or shows no sheet.",
        "用 Excel 打开后另存一份不带密码的 .xlsx；或者另存为“CSV UTF-8”。",
        "open it in Excel and save it without a password, or as CSV UTF-8.",
    ),
    "money-not-text": sentences(
        "既不是 Excel 工作簿，也不是可以识别的文本（UTF-8、GBK、UTF-16）。",
        "this is no workbook and no text in UTF-8, GBK or UTF-16.",
        "在 Excel 中另存为 .xlsx 或者“CSV UTF-8”。",
        "save it from Excel as .xlsx or as CSV UTF-8.",
    ),
    "money-broken-csv": sentences(
        "这一行的引号没有成对。",
        "the quotation marks of this row are not closed.",
        "删去多余的引号，或者从 Excel 重新另存。",
        "delete the stray mark, or save it from Excel again.",
    ),
    "money-empty-table": sentences(
        "工资表是空的。",
        "the pay file is empty.",
        "第一行写列名，以下一人一行。",
        "put the headings in the first row, then one row a person.",
    ),
    "money-no-people": sentences(
        "列名下面没有人员。",
        "no row follows the headings.",
        "一人一行；没有职工的，把 staff.count 写 0 并删去 pay_file。",
        "write one row a person; where there is no staff put staff.count: 0 and drop pay_file.",
    ),
    "money-no-column": sentences(
        "第一行没有“{column}”这一列。",
        'the first row has no column for "{column}".',
        "列名写成{names}之一。",
        "name the column {names}.",
    ),
    "money-column-twice": sentences(
        "“{column}”有两列。",
        'there are two columns for "{column}".',
        "只留一列，或者改掉另一列的列名。",
        "keep one of them, or rename the other.",
    ),
    "money-empty-cell": sentences(
        "单元格 {cell}（{column}）是空的。",
        "cell {cell} ({column}) is empty.",
        "补填；不属于计算范围的人，整行删去。",
        "fill it in, or delete the row of who is not concerned.",
    ),
    "money-cell-date": sentences(
        "单元格 {cell}（{column}）不是日期。",
        "cell {cell} ({column}) is no date.",
        "写成 2016-06-20；Excel 中把该列设为日期格式。",
        "write 2016-06-20; in Excel give the column a date format.",
    ),
    "money-cell-amount": sentences(
        "单元格 {cell}（{column}）不是金额。",
        "cell {cell} ({column}) is no amount.",
        "只写数字，例如 12345.60；不写文字和公式错误值。",
        "write a number such as 12345.60, without words or formula errors.",
    ),
    "money-cell-pay-range": sentences(
        "单元格 {cell}（{column}）应大于0。",
        "cell {cell} ({column}) must be above nought.",
        "写终止前十二个月的平均应得工资。",
        "write the average gross pay of the last twelve months.",
    ),
    "money-ends-before-joined": sentences(
        "单元格 {cell}：终止日期早于入职日期。",
        "cell {cell}: the last day is before the day of joining.",
        "核对两个日期。",
        "check both dates.",
    ),
    "money-cell-group": sentences(
        "单元格 {cell}（{column}）写的情形不认识。",
        "cell {cell} ({column}) names a group that is not known.",
        "写 孕期、产期、哺乳期、医疗期、工伤、工伤5级、临近退休，用顿号隔开；没有就留空。",
        "write pregnant, nursing, ill, injured, injured 5 or near retirement; or leave it empty.",
    ),
    "money-yaml": sentences(
        "这里不是有效的 YAML。",
        "this is not valid YAML.",
        "检查这一行和上一行的冒号、空格、引号和缩进。",
        "check colons, blanks, quotes and indentation of this line and the one above.",
    ),
    "money-not-a-file": sentences(
        "金额文件应是一组“键: 值”。",
        'the money file takes lines of "key: value".',
        "参照 sample_inputs/pay/general-with-staff.money.yaml。",
        "see sample_inputs/pay/general-with-staff.money.yaml.",
    ),
    "money-unknown-key": sentences(
        "不认识“{name}”。",
        '"{name}" is not known.',
        "此处可写：{near}。",
        "known here: {near}.",
    ),
    "money-missing": sentences(
        "缺少“{name}”。",
        '"{name}" is missing.',
        "补上这一行。",
        "add it.",
    ),
    "money-wrong-word": sentences(
        "这里要写投资者的种类。",
        "this takes the kind of the investor.",
        "写 {words}。",
        "write {words}.",
    ),
    "money-wrong-value": sentences(
        "“{name}”{what}。",
        '"{name}" {what}.',
        "日期写 2026-10-26，金额写 12345.60，比例写 60% 或者 1/3。",
        "write a date as 2026-10-26, an amount as 12345.60, a share as 60% or 1/3.",
    ),
    "money-not-an-amount": sentences(
        "这不是金额。",
        "this is no amount.",
        "写成 12345.60、12,345.60 或者 1.2万元。",
        "write 12345.60 or 12,345.60.",
    ),
    "money-too-large": sentences(
        "金额过大（一万亿元以上）。",
        "the amount is too large.",
        "核对单位是不是元。",
        "is it yuan?",
    ),
    "money-decimals": sentences(
        "金额最多两位小数。",
        "an amount has two decimals at most.",
        "四舍五入到分。",
        "round it to the fen.",
    ),
    "money-below-zero": sentences(
        "金额不能是负数。",
        "the amount cannot be below nought.",
        "核对正负号。",
        "check the sign.",
    ),
    "money-not-a-share": sentences(
        "这不是比例。",
        "this is no share.",
        "写成 60%、33.5% 或者 1/3。",
        "write 60%, 33.5% or 1/3.",
    ),
    "money-not-a-rate": sentences("这不是税率。", "this is no rate.", "写成 5%。", "write 5%."),
    "money-shares": sentences(
        "各投资者的比例合计为 {total}，不是 100%。",
        "the shares add up to {total}, not 100%.",
        "核对比例；三分之一写 1/3。",
        "check them; write a third as 1/3.",
    ),
    "money-tax-unnamed": sentences(
        "没有写是哪一项税。",
        "it is not said which tax this is.",
        "写 task: vat-return@2026-10（清单的任务编号），或者 tax: 增值税。",
        "write task: vat-return@2026-10 (an id of the plan), or tax: VAT.",
    ),
    "money-tax-name": sentences(
        "税的名称只写三十字以内的汉字、字母和数字。",
        "the name of a tax has at most thirty letters, digits or Chinese characters.",
        "例如 增值税 2026-10；不写姓名和号码。",
        "such as VAT 2026-10; no names of people, no numbers.",
    ),
    "money-no-due-day": sentences(
        "没有写任务编号，也没有写缴款期限。",
        "there is neither a task nor a day by which it was due.",
        "补上 task: 或者 due: 2026-10-26。",
        "add task: or due: 2026-10-26.",
    ),
}
