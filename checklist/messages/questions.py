"""The question that asks for each key of the input file, in both languages.

Each can be answered by the key's own kind of value: a yes to a question of yes and no is a yes at
the key. The grounds of the simple route (`simple_route`) are asked in the words of the law's data.
A test holds the table against the company model.
"""

from typing import Final

from checklist.messages import Message

QUESTIONS: Final[dict[str, Message]] = {
    "company.credit_code": Message(
        "<公司>的统一社会信用代码是什么？", "What is the <company>'s unified social credit code?"
    ),
    "company.region": Message(
        "<公司>住所在哪个省（市）、区县？", "In which province, city and district is it registered?"
    ),
    "company.established": Message(
        "营业执照上的成立日期是哪一天？", "Which day of establishment does the licence give?"
    ),
    "company.foreign_invested": Message(
        "<公司>是否为外商投资企业（含港澳台投资）？",
        "Is it foreign-invested (Hong Kong, Macao and Taiwan included)?",
    ),
    "company.listed": Message(
        "<公司>是否为上市公司？", "Are the <company>'s shares listed on an exchange?"
    ),
    "company.state_owned": Message(
        "<公司>是否为国有独资公司？", "Is the <company> wholly state-owned?"
    ),
    "partnership.kind": Message(
        "合伙企业是普通合伙还是有限合伙？", "Is it a general or a limited partnership?"
    ),
    "partnership.general_partner_left": Message(
        "合伙人中是否还有普通合伙人？", "Is a general partner left?"
    ),
    "partnership.limited_partner_left": Message(
        "合伙人中是否还有有限合伙人？", "Is a limited partner left?"
    ),
    "shareholders.count": Message("<公司>有几名<股东>？", "How many <shareholders> are there?"),
    "shareholders.individuals": Message(
        "<股东>中是否有自然人？", "Is any <shareholder> an individual?"
    ),
    "shareholders.foreign": Message(
        "<股东>中是否有境外（含港澳台）投资者？",
        "Is any <shareholder> from abroad (Hong Kong, Macao and Taiwan included)?",
    ),
    "shareholders.foreign_corporate": Message(
        "境外<股东>中是否有企业？", "Is any <shareholder> from abroad a company?"
    ),
    "shareholders.all_agree": Message(
        "全体投资人是否都同意签署简易注销承诺书？",
        "Will every investor sign the commitment of the simple route?",
    ),
    "tax.taxpayer": Message(
        "<公司>是增值税一般纳税人还是小规模纳税人？",
        "Is it a general or a small-scale VAT taxpayer?",
    ),
    "tax.credit_grade": Message(
        "<公司>最近一次的纳税信用级别是什么？", "What is its latest tax credit grade?"
    ),
    "tax.ever_filed": Message(
        "<公司>是否在税务机关办理过涉税事宜（税种认定、申报、领票等）？",
        "Has it ever dealt with the tax bureau (registration of taxes, returns, invoices)?",
    ),
    "tax.invoices_drawn": Message("<公司>是否领用过发票？", "Has it ever drawn invoices?"),
    "tax.invoices_unused": Message(
        "是否还有未开具或者未缴销的发票？", "Are there invoices not used or not handed in?"
    ),
    "tax.control_devices": Message(
        "是否持有税控设备（金税盘、税控盘、税务UKey）？",
        "Does it hold tax-control devices (tax disk, tax UKey)?",
    ),
    "tax.e_invoice_account": Message(
        "是否开通了数电发票（电子发票服务平台）？", "Is its electronic invoicing account open?"
    ),
    "tax.arrears": Message(
        "是否有欠缴的税款、滞纳金或者罚款？", "Is any tax, surcharge or fine owed?"
    ),
    "tax.abnormal_household": Message(
        "<公司>是否被税务机关认定为非正常户？",
        "Does the tax bureau list it as an abnormal household?",
    ),
    "tax.open_inspection": Message(
        "是否有尚未结案的税务检查、稽查？", "Is any tax inspection still open?"
    ),
    "tax.refund_due": Message(
        "是否有多缴税款或者可退的留抵税额尚未退回？",
        "Is any overpaid tax or refundable input VAT still to come back?",
    ),
    "tax.export_rebate_record": Message(
        "是否办理过出口退（免）税备案？", "Is there an export refund record?"
    ),
    "tax.filing.vat": Message(
        "增值税按月申报还是按季申报？", "Is VAT returned by the month or by the quarter?"
    ),
    "tax.filing.cit": Message(
        "企业所得税按月预缴还是按季预缴？",
        "Is enterprise income tax prepaid by the month or by the quarter?",
    ),
    "staff.count": Message(
        "<公司>现有多少名职工（没有则为0）？", "How many people does it employ (0 if none)?"
    ),
    "staff.union": Message("<公司>是否建立了工会？", "Does the <company> have a trade union?"),
    "staff.pregnant_or_nursing": Message(
        "有几名职工处于孕期、产期、哺乳期？", "How many employees are pregnant or nursing?"
    ),
    "staff.medical_treatment": Message(
        "有几名职工患病或者非因工负伤，正在医疗期内？",
        "How many employees are in their period of medical treatment?",
    ),
    "staff.work_injury": Message(
        "有几名职工有工伤或者职业病待遇未了结？",
        "How many employees have an open work injury or occupational disease?",
    ),
    "staff.hazard_exposed": Message(
        "有几名职工从事接触职业病危害的作业？",
        "How many employees are exposed to occupational hazards?",
    ),
    "staff.foreign": Message(
        "<公司>聘用了几名外籍职工？", "How many foreign nationals does it employ?"
    ),
    "staff.wages_unpaid": Message(
        "是否拖欠职工工资或者应付的经济补偿？", "Are wages or severance owed to employees?"
    ),
    "social_insurance.registered": Message(
        "<公司>是否办理过社会保险登记？", "Is the <company> registered for social insurance?"
    ),
    "social_insurance.arrears": Message(
        "是否欠缴社会保险费？", "Are social insurance contributions owed?"
    ),
    "housing_fund.registered": Message(
        "<公司>是否办理过住房公积金缴存登记？", "Is it registered with the housing fund?"
    ),
    "housing_fund.arrears": Message("是否欠缴住房公积金？", "Are housing fund contributions owed?"),
    "bank.accounts": Message(
        "<公司>是否开立了银行账户？有哪些？", "Does it have bank accounts, and which?"
    ),
    "bank.owes_bank": Message(
        "是否欠开户银行的贷款、费用等债务？", "Does it owe its bank a loan or fees?"
    ),
    "debts.outstanding": Message("是否有尚未清偿的债务？", "Is any debt still to be paid?"),
    "debts.known_creditors": Message(
        "是否有已知的债权人？有哪些（或者有几家）？",
        "Are there known creditors: which, or how many?",
    ),
    "debts.all_notified": Message(
        "每一位债权人（合作社还有每一名成员）是否都能书面通知到？",
        "Can every creditor (in a cooperative every member too) be reached in writing?",
    ),
    "debts.insolvent": Message(
        "<公司>财产是否不足以清偿全部债务？", "Do its assets fall short of its debts?"
    ),
    "branches": Message(
        "<公司>是否有未注销的分公司或者其他分支机构？有哪些？",
        "Is any branch still registered, and which?",
    ),
    "investments": Message(
        "<公司>是否对其他企业有投资（含零出资、已停业的子公司）？有哪些？",
        "Does it hold an investment in another entity (dormant subsidiaries included), and which?",
    ),
    "customs.filed": Message(
        "<公司>是否有海关报关单位备案？", "Does the <company> have a customs filing?"
    ),
    "customs.open_matters": Message(
        "是否有未办结的海关手续（报关单、保证金、减免税货物监管等）？",
        "Is any customs matter open (entries, securities, supervised goods)?",
    ),
    "foreign_exchange.registered": Message(
        "<公司>是否办理过外汇登记？", "Does it have a foreign exchange registration?"
    ),
    "permits": Message(
        "<公司>是否持有行业许可证（食品经营、危险化学品、道路运输等）？有哪些？",
        "Does it hold permits (food, hazardous chemicals, road transport), and which?",
    ),
    "internet.icp_filings": Message(
        "<公司>的网站是否办理了ICP备案？备案号是什么？",
        "Is any site of the <company> filed (ICP), and under which numbers?",
    ),
    "internet.apps": Message(
        "<公司>是否有办理了备案的移动应用（App）？有哪些？", "Is any app filed, and which?"
    ),
    "internet.mini_programs": Message(
        "<公司>是否有小程序？有哪些？", "Does it run mini-programs, and which?"
    ),
    "internet.domains": Message(
        "<公司>名下是否有域名？有哪些？", "Does it own domain names, and which?"
    ),
    "internet.telecom_licence": Message(
        "<公司>是否持有增值电信业务经营许可证（ICP、EDI等）？",
        "Does it hold a telecom licence (ICP, EDI or the like)?",
    ),
    "seals": Message("<公司>有哪些印章？", "Which seals does the <company> have?"),
    "certificates": Message(
        "<公司>是否有数字证书、网银U盾？有几个？",
        "Does it have digital certificates or bank tokens, and how many?",
    ),
    "assets.vehicles": Message(
        "<公司>名下是否有车辆？有哪些？", "Does it own vehicles, and which?"
    ),
    "assets.real_estate": Message(
        "<公司>名下是否有房产、土地使用权？有哪些？", "Does it own buildings or land use rights?"
    ),
    "assets.trademarks": Message(
        "<公司>名下是否有注册商标？有哪些？", "Does it own trademarks, and which?"
    ),
    "assets.other_ip": Message(
        "<公司>名下是否有专利、软件著作权等其他知识产权？有哪些？",
        "Does it own patents, software copyright or other intellectual property?",
    ),
    "assets.receivables": Message(
        "是否有尚未收回的应收账款？", "Are there receivables still to be collected?"
    ),
    "assets.inventory": Message(
        "是否有尚未处置的存货？", "Is there inventory still to be sold or written off?"
    ),
    "assets.state_aid": Message(
        "<公司>的财产中是否有国家财政直接补助形成的部分？",
        "Does the <company> hold property that came from state aid?",
    ),
    "leases": Message(
        "<公司>是否有尚未到期的租赁合同？租的是什么？", "Is any lease still running, and for what?"
    ),
    "platforms.merchant_accounts": Message(
        "<公司>是否有支付商户号、网店、公众号等平台账户？有哪些？",
        "Does it have merchant, shop or official accounts on platforms, and which?",
    ),
    "personal_data": Message(
        "<公司>是否持有客户、用户等的个人信息？",
        "Does it hold personal data of customers, users or others?",
    ),
    "archives.custodian": Message(
        "<公司>注销后由谁保管会计档案等资料？",
        "Who keeps the records after the <company> has gone?",
    ),
    "wecom.used": Message("<公司>是否使用企业微信？", "Does the <company> use WeCom?"),
    "wecom.verified": Message("企业微信是否已认证？", "Is the WeCom enterprise verified?"),
    "wecom.customers": Message(
        "企业微信中是否有外部客户或者客户群？", "Are there customers or customer groups in WeCom?"
    ),
    "wecom.chat_archive": Message(
        "企业微信是否开通了会话内容存档？", "Is WeCom's chat archive switched on?"
    ),
    "wecom.apps": Message(
        "企业微信是否接入了自建或者第三方应用？有哪些？",
        "Are own or third-party apps linked to WeCom, and which?",
    ),
    "wecom.workflows": Message(
        "是否有依赖企业微信的流程（审批、开票、登录验证码等）？有哪些？",
        "Does anything run through WeCom (approvals, invoicing, log-in codes), and what?",
    ),
    "wecom.members": Message(
        "企业微信里有多少名成员？", "How many members does the WeCom enterprise have?"
    ),
    "wecom.data_protection_plan": Message(
        "企业微信是否购买了数据保障套餐？", "Was WeCom's data protection plan bought?"
    ),
    "wecom.accounts": Message(
        "是否有个人企业微信账号需要注销？是谁的（<法定代表人>、财务负责人等）？",
        "Are personal WeCom accounts to be cancelled, and whose?",
    ),
    "events.operations-ceased": Message(
        "<公司>实际经营在哪一天终止（或者计划在哪一天终止）？",
        "On which day did business actually cease, or when will it?",
    ),
}
