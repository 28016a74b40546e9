"""What delivery says: in tickets, on the terminal, and where something does not arrive."""

from typing import Final

from checklist.messages import Message

SHOWN: Final[dict[str, Message]] = {
    "not-sent": Message("（未发送）", "(not sent)"),
}

GROUP_NOTE: Final[dict[str, Message]] = {
    "title": Message("集团注销总表", "Group wind-down overview"),
    "summary": Message(
        "集团共{count}家，预计全部于 {day} 前注销完毕；决定完成日的单位：{names}",
        "Group of {count}, all expected to have ended by {day}; decided by: {names}",
    ),
    "ends": Message("{day} {name}", "{day} {name}"),
    "ends-late": Message("{day} {name}（逾期{number}项）", "{day} {name} ({number} overdue)"),
    "ended": Message("{day} {name}（已注销）", "{day} {name} (ended)"),
    "more": Message("另有{number}家，见附件", "{number} more in the files"),
    "of": Message("{text} · {name}", "{text} · {name}"),
    "since": Message("集团自 {day} 以来的变化：", "The group since {day}:"),
    "nothing": Message("没有变化", "nothing has changed"),
    "end-moved": Message("全部完成：{old} → {new}", "all ended: {old} → {new}"),
    "member-moved": Message("{name}预计注销：{old} → {new}", "{name} ends: {old} → {new}"),
    "has-ended": Message("{name}已于 {day} 注销", "{name} ended on {day}"),
    "done": Message("{name}已办事项：{old} → {new}", "{name} done: {old} → {new}"),
    "joined": Message("新增{name}", "{name} was added"),
    "left": Message("不再包括{name}", "{name} is no longer in it"),
}

NOTE: Final[dict[str, Message]] = {
    "title": Message("企业注销清单", "Wind-down checklist"),
    "as-of": Message("基准日 {day}", "as of {day}"),
    "code": Message("编号 {code}", "code {code}"),
    "route": Message("路径：{route}", "Route: {route}"),
    "end": Message("预计注销登记日：{day}", "Expected deregistration: {day}"),
    "end-provisional": Message(
        "预计注销登记日：{day}（暂定）", "Expected deregistration: {day} (provisional)"
    ),
    "overdue": Message("已逾期：{number}项", "Overdue: {number}"),
    "conflict": Message("冲突：{text}", "Conflict: {text}"),
    "next": Message("近期办理：", "Next:"),
    "dated": Message("{day} {title}（{team}）", "{day} {title} ({team})"),
    "dated-late": Message("{day} {title}（{team}）【逾期】", "{day} {title} ({team}) [overdue]"),
    "dated-provisional": Message(
        "{day} {title}（{team}）【暂定】", "{day} {title} ({team}) [provisional]"
    ),
    "dated-late-provisional": Message(
        "{day} {title}（{team}）【逾期】【暂定】", "{day} {title} ({team}) [overdue] [provisional]"
    ),
    "no-day": Message("日期未定", "no date yet"),
    "files": Message("附件：", "Files:"),
    "limit": Message("法定期限：{day}", "Legal limit: {day}"),
    "provisional": Message(
        "日期暂定：所涉年度的放假安排尚未公布。",
        "The date is provisional: that year's days off are not published yet.",
    ),
    "to-confirm": Message(
        "待确认：是否适用，取决于尚未填写的情况。",
        "To confirm: whether it applies hangs on a fact that nobody has stated.",
    ),
    "who": Message("责任部门：{team}", "Who: {team}"),
    "who-named": Message("责任人：{person}（{team}）", "Who: {person} ({team})"),
    "where": Message("办理机关：{office}", "Where: {office}"),
    "papers": Message("材料：", "Papers:"),
    "evidence": Message("留痕：", "Evidence:"),
    "law": Message("依据：", "Law:"),
    "article": Message("《{law}》{article}", "{law} {article}"),
    "article-verify": Message("《{law}》{article}【核实】", "{law} {article} [to check]"),
    "made": Message(
        "由企业注销清单生成；重新附加时标题、日期和说明会更新，请把补充内容写在评论中。",
        "Made from the wind-down checklist; title, date and text are renewed with it, so write "
        "what you add in comments.",
    ),
}

DONE: Final[dict[str, Message]] = {
    "dry": Message("试运行：以上请求均未改动任何内容。", "Dry run: nothing was changed."),
    "added": Message("已附：{file}", "attached: {file}"),
    "would-add": Message("将附：{file}", "would attach: {file}"),
    "sent": Message("已发送：{file}", "sent: {file}"),
    "there": Message("已有，不重复：{file}", "there already: {file}"),
    "commented": Message("已写说明", "comment written"),
    "commented-since": Message(
        "已写说明（与 {day} 的清单比较）", "comment written (compared with the plan of {day})"
    ),
    "idle": Message("没有需要补充的。", "Everything is there; nothing to do."),
    "unchanged": Message(
        "与上次相比只有基准日不同，未附加。",
        "Nothing but the day has changed; nothing was attached.",
    ),
    "subtasks": Message(
        "子任务：新建 {created}，更新 {changed}，未变 {kept}",
        "sub-tasks: {created} made, {changed} updated, {kept} unchanged",
    ),
    "stuck": Message(
        "清单上已完成，但工单的工作流不允许关闭：{names}",
        "done in the plan, but the tracker's workflow does not let them be closed: {names}",
    ),
    "ahead": Message(
        "工单上已关闭，但清单上尚未完成：{names}。已办的请写入 YAML 的 done:。",
        "closed in the tracker, still open in the plan: {names}. Record what is done under "
        "`done:`.",
    ),
    "gone": Message(
        "工单上未关闭，但已不在清单中（已申报，或者不再适用）：{names}。请核对后在工单中关闭。",
        "open in the tracker, but no longer in the plan (filed, or no longer applicable): {names}. "
        "Check and close them there.",
    ),
    "before": Message(
        "中断前已完成：{what}。再次运行同一命令会接着补齐，不会重复。",
        "Done before it stopped: {what}. Run the same command again: it goes on from there and "
        "repeats nothing.",
    ),
    "nothing-before": Message(
        "没有改动任何内容；排除原因后再次运行同一命令即可。",
        "Nothing was changed; put it right and run the same command again.",
    ),
    "unsure": Message(
        "不能确定最后一步是否已经完成。再次运行同一命令会先查看工单，只补齐缺少的部分。",
        "Whether the last step was carried out is not known. Run the same command again: it looks "
        "at the ticket first and adds only what is missing.",
    ),
    "unsure-unasked": Message(
        "不能确定最后一步是否已经送达，也无法查询。请先看对方是否收到；再次运行会重新发送这一步。",
        "Whether the last step arrived is not known and cannot be asked. See first whether it is "
        "there; the same command would send it again.",
    ),
    "files": Message("附件 {number} 个", "{number} files"),
    "message": Message("说明", "the comment"),
    "tasks": Message("子任务 {number} 个", "{number} sub-tasks"),
    "and": Message("、", ", "),
    "working": Message("子任务", "sub-tasks"),
}

DUE: Final[dict[str, Message]] = {
    "title": Message("企业注销清单到期提醒", "Wind-down checklists: what is due"),
    "head": Message(
        "{title}（基准日 {day}，{days}日内）：逾期 {overdue}，到期 {due}，新近确定 {settled}",
        "{title} (as of {day}, within {days} days): {overdue} overdue, {due} due, "
        "{settled} newly certain",
    ),
    "overdue": Message("已逾期", "Overdue"),
    "due": Message("{days}日内到期", "Due within {days} days"),
    "settled": Message("新近确定（原为暂定）", "Newly certain (provisional before)"),
    "line": Message("{day} {company}：{title}（{who}）", "{day} {company}: {title} ({who})"),
    "line-limit": Message(
        "{day} {company}：{title}（{who}；法定期限 {limit}）",
        "{day} {company}: {title} ({who}; legal limit {limit})",
    ),
    "line-settled": Message(
        "{now} {company}：{title}（原暂定 {before}）",
        "{now} {company}: {title} (was {before}, provisional)",
    ),
    "provisional": Message("{text}【暂定】", "{text} [provisional]"),
    "who-named": Message("{person} · {team}", "{person} · {team}"),
    "no-day": Message("日期未定", "no date yet"),
    "nothing": Message(
        "{number}家企业：没有逾期、{days}日内到期或者新近确定的事项。",
        "{number} companies: nothing overdue, due within {days} days or newly certain.",
    ),
    "refused": Message(
        "另有 {number} 个文件无法读取，其期限不在此列，请查看错误信息。",
        "{number} files could not be read; what is due there is not listed. See the errors.",
    ),
    "told": Message("已通知：{where}", "told: {where}"),
    "told-before": Message(
        "相同内容已通知过，不重复：{where}", "told the same before, not again: {where}"
    ),
    "bad-within": Message(
        "“{given}”看不懂；--within 请写成天数或者周数，例如 7d、2w。",
        '"{given}" cannot be read; write --within as days or weeks, such as 7d or 2w.',
    ),
}

FAILURES: Final[dict[str, Message]] = {
    # The target and the settings
    "no-such-kind": Message(
        "不认识的目标“{given}”。可用的写法：{examples}。",
        'There is no target "{given}". Write one of: {examples}.',
    ),
    "bad-place": Message(
        "“{given}”不是 {kind} 的目标，请写成 {example} 这样。",
        '"{given}" is no place for {kind}; write it like {example}.',
    ),
    "no-url": Message(
        "不知道 {kind} 服务器的地址，请设置环境变量 {variable}。",
        "The address of the {kind} server is not known; set the environment variable {variable}.",
    ),
    "bad-url": Message(
        "环境变量 {variable} 不是可用的地址，请写成 {scheme}://主机 的形式（可带端口和路径）。",
        "The environment variable {variable} holds no usable address; write {scheme}://host, with "
        "port and path where needed.",
    ),
    "key-in-url": Message(
        "环境变量 {variable} 的地址中带有用户名或者密码，容易泄露。请把密钥放在对应的 _KEY 变量或者"
        "系统钥匙串中。",
        "The address in {variable} holds a user or password, which leaks easily. Put the key into "
        "the variable that ends in _KEY, or into the system's keyring.",
    ),
    "plaintext": Message(
        "环境变量 {variable} 的地址没有加密，密钥会明文传输。请改用 {scheme}://；确实要用，"
        "请设置 {allow}=1。",
        "The address in {variable} is not encrypted; the key would travel in the clear. Use "
        "{scheme}://, or set {allow}=1 if you must.",
    ),
    "no-key": Message(
        "没有找到密钥。请设置环境变量 {variable}，或者存入系统钥匙串："
        "keyring set {service} {user}（需安装 keyring）。",
        "There is no key. Set the environment variable {variable}, or keep it in the system's "
        "keyring: keyring set {service} {user} (needs the library keyring).",
    ),
    "key-unfit": Message(
        "环境变量 {variable}（或者钥匙串中的对应项）含有密钥中不会有的字符，请重新复制。",
        "What {variable} (or its entry in the keyring) holds has characters that no key has; copy "
        "it again.",
    ),
    "no-subtasks-there": Message(
        "{kind} 没有子任务；--subtasks 只用于 redmine、gitlab、jira。",
        "{kind} knows no sub-tasks; --subtasks is for redmine, gitlab and jira.",
    ),
    "subtasks-need-plan": Message(
        "给出的文件中找不到清单数据，无法建立子任务。请同时给出 YAML 或者清单的 JSON。",
        "No plan was found in these files to make sub-tasks from. Name the YAML too, or the plan's "
        "JSON.",
    ),
    # The files
    "unreadable": Message("无法读取 {file}（{reason}）。", "{file} cannot be read ({reason})."),
    "empty": Message("{file} 是空文件，未附加。", "{file} is empty and was not attached."),
    "same-name": Message(
        "有两个内容不同的文件都叫 {name}，请改名。",
        "Two files with different contents are called {name}; rename one.",
    ),
    "group-alone": Message(
        "{file} 是几家企业的集团文件，没有上级企业可以单独附加；请去掉 --group none，"
        "或者给出某个成员单位自己的文件。",
        "{file} is a group's file without a company above: leave out --group none, or name one "
        "member's own file.",
    ),
    "many-companies": Message(
        "这些文件属于不同的企业：{names}。请每家企业分别运行一次。",
        "These files are of several companies: {names}. Run the command once for each.",
    ),
    "not-redacted": Message(
        "{file} 含有工资、证件号码或者电话，附到工单后会广泛流传。请重新生成（默认即隐去）；"
        "确实要原样附加，请加 --embed full。",
        "{file} holds pay, identity or phone numbers, and a ticket travels far. Make it anew (they "
        "are left out by default), or add `--embed full` to attach it all the same.",
    ),
    "larger-than": Message(
        "{file} 有 {size} 字节，超过上限 {limit} 字节，未附加。",
        "{file} has {size} bytes, more than the limit of {limit}; it was not attached.",
    ),
    "smaller-than": Message(
        "{file} 只有 {size} 字节，少于下限 {limit} 字节，未发送。",
        "{file} has only {size} bytes, fewer than the least of {limit}; it was not sent.",
    ),
    "file-refused": Message(
        "{host} 不接受文件 {file}（{size} 字节，状态 {status}）：{said}。"
        "通常是超过了服务器允许的大小，"
        "或者不允许这种扩展名。",
        "{host} does not take {file} ({size} bytes, status {status}): {said}. Mostly it is larger "
        "than the server allows, or of a type that it does not allow.",
    ),
    "too-large": Message(
        "{host} 拒绝：内容太大（状态 {status}）。{said}",
        "{host} refuses: too large (status {status}). {said}",
    ),
    # The server
    "no-connection": Message(
        "连不上 {host}。请检查地址、网络和代理设置（HTTPS_PROXY、NO_PROXY），或者稍后再试。",
        "{host} cannot be reached. Check the address, the network and the proxy settings "
        "(HTTPS_PROXY, NO_PROXY), or try again later.",
    ),
    "proxy": Message(
        "代理不能连到 {host}。请检查 HTTPS_PROXY、ALL_PROXY 和 NO_PROXY。",
        "The proxy does not lead to {host}. Check HTTPS_PROXY, ALL_PROXY and NO_PROXY.",
    ),
    "bad-proxy": Message(
        "环境变量中的代理地址不可用（HTTPS_PROXY、HTTP_PROXY、ALL_PROXY）。请写成 "
        "http://主机:端口 或者 "
        "socks5://主机:端口。",
        "The proxy in the environment cannot be used (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY). Write "
        "http://host:port or socks5://host:port.",
    ),
    "bad-bundle": Message(
        "环境变量 {variable} 所指的证书文件 {file} 不能使用。",
        "The certificates that {variable} names, {file}, cannot be used.",
    ),
    "certificate": Message(
        "{host} 的证书不可信（{reason}），没有发送任何内容。企业内部证书请导入系统，或者用 "
        "SSL_CERT_FILE "
        "指定证书文件。",
        "The certificate of {host} is not trusted ({reason}); nothing was sent. Add your company's "
        "own authority to the system, or name it in SSL_CERT_FILE.",
    ),
    "tls": Message(
        "与 {host} 建立加密连接失败（{reason}）。请检查端口，以及该端口是否加密。",
        "No encrypted connection to {host} ({reason}). Check the port, and whether it is "
        "encrypted.",
    ),
    "slow": Message(
        "{host} 长时间没有应答。请稍后再试。", "{host} did not answer in time. Try again later."
    ),
    "broken-off": Message(
        "与 {host} 的连接中断。请稍后再试。",
        "The connection to {host} broke off. Try again later.",
    ),
    "slow-unsettled": Message(
        "请求已发出，{host} 长时间没有应答，不能确定是否已经收下。",
        "The request was sent, but {host} did not answer in time; whether it was taken is not "
        "known.",
    ),
    "broken-off-unsettled": Message(
        "请求已发出，但与 {host} 的连接中断，不能确定是否已经收下。",
        "The request was sent, but the connection to {host} broke off; whether it was taken is not "
        "known.",
    ),
    "redirected": Message(
        "服务器把请求转到 {to}。密钥不会跟随转址；请把地址改为实际的服务器（例如 https://）。",
        "The server redirects to {to}. No key follows a redirect; set the address to where the "
        "server really is (https://, for example).",
    ),
    "wrong-key": Message(
        "{host} 不接受这个密钥（状态 {status}）。请检查密钥是否正确、是否过期、账号是否停用。"
        "{said}",
        "{host} does not accept the key (status {status}). Check that it is right, has not expired "
        "and its account is active. {said}",
    ),
    "forbidden": Message(
        "{host} 拒绝：该账号没有权限（状态 {status}）。请管理员授予查看、编辑和添加附件的权限。"
        "{said}",
        "{host} refuses: the account lacks permission (status {status}). Ask for permission to "
        "see, edit and attach. {said}",
    ),
    "no-ticket": Message(
        "{host} 上没有这个工单，或者该账号看不到它。请检查编号。",
        "{host} has no such ticket, or the account cannot see it. Check its number.",
    ),
    "no-api": Message(
        "{host} 没有提供所需的接口。请检查地址（包括路径）；Redmine 须由管理员启用 REST。",
        "{host} does not offer the interface. Check the address with its path; in Redmine an "
        "administrator has to enable REST.",
    ),
    "no-subtasks": Message(
        "{host} 上该项目没有子任务类型，请管理员启用。",
        "The project on {host} has no type for sub-tasks; ask for one.",
    ),
    "too-many": Message(
        "{host} 表示请求太频繁（状态 {status}），已按要求等待后仍被拒绝。请稍后再试。",
        "{host} says that there were too many requests (status {status}), also after waiting as "
        "asked. Try again later.",
    ),
    "server-error": Message(
        "{host} 出错（状态 {status}），多次尝试未成功。请稍后再试。{said}",
        "{host} has an error (status {status}) that did not pass. Try again later. {said}",
    ),
    "refused": Message(
        "{host} 拒绝了请求（状态 {status}）：{said}",
        "{host} refused the request (status {status}): {said}",
    ),
    "not-json": Message(
        "{host} 的应答不是所期待的格式，可能是登录页面或者中间设备的页面。请检查地址。",
        "The answer of {host} is not of the expected form; it may be a login page, or come from "
        "something between. Check the address.",
    ),
    "bad-path": Message(
        "{host}：名称中有不能用于地址的字符。", "{host}: a name has characters that no address has."
    ),
    "not-there": Message(
        "{host} 接受了请求，但工单上没有出现全部内容（缺：{missing}）。"
        "该账号可能没有添加附件或者评论的权限。",
        "{host} accepted the request, but not everything is in the ticket (missing: {missing}). "
        "The account may lack permission to attach or to comment.",
    ),
    "rest-off": Message(
        "{host} 拒绝（状态 403）：可能是管理员没有启用 REST，或者该账号须先登录网页修改密码。",
        "{host} refuses (status 403): an administrator may have to enable REST, or the account has "
        "to change its password on the web page first.",
    ),
    # Mail
    "no-sender": Message(
        "请用环境变量 {variable} 给出发件人地址。",
        "Set the sender's address in the environment variable {variable}.",
    ),
    "bad-address": Message("邮件地址不可用：{place}。", "This is no usable mail address: {place}."),
    "no-starttls": Message(
        "{host} 不支持加密（STARTTLS），密码和附件会明文传输。请改用 smtps://；确实要用，请设置 "
        "{allow}=1。",
        "{host} offers no encryption (STARTTLS); password and files would travel in the clear. Use "
        "smtps://, or set {allow}=1 if you must.",
    ),
    "no-login": Message(
        "{host} 在这个端口不提供登录。请检查端口，或者不设密码。",
        "{host} offers no login on this port. Check the port, or set no password.",
    ),
    "no-smtputf8": Message(
        "{host} 不支持所给的收件人或者发件人地址（含中文）。请使用英文地址。",
        "{host} does not support these addresses (they are not ASCII). Use others.",
    ),
    "mail-too-large": Message(
        "邮件有 {size} 字节，超过 {host} 的上限 {limit} 字节，未发送。请减少附件。",
        "The mail has {size} bytes, more than the {limit} that {host} takes; it was not sent. "
        "Attach less.",
    ),
    "recipients-refused": Message(
        "{host} 不接受收件人（状态 {status}）：{said}",
        "{host} does not accept the recipient (status {status}): {said}",
    ),
    "some-recipients": Message(
        "{host} 已收下邮件，但不接受其中的收件人：{names}。请核对地址后单独发给他们。",
        "{host} took the mail, but not for these recipients: {names}. Check their addresses and "
        "send it to them alone.",
    ),
    "mail-refused": Message(
        "{host} 没有收下邮件（状态 {status}）：{said}",
        "{host} did not take the mail (status {status}): {said}",
    ),
    # The memory
    "state-damaged": Message(
        "记录文件 {path} 不能使用（{reason}）。为避免重复发送，没有发送任何内容；"
        "确认后可以删除该文件。",
        "The memory in {path} cannot be used ({reason}). So as not to send things twice, nothing "
        "was sent; delete the file if you are sure.",
    ),
    "state-unwritable": Message(
        "不能写入记录文件 {path}（{reason}）。可用环境变量 CHECKLIST_STATE 指定文件夹。",
        "The memory in {path} cannot be written ({reason}). CHECKLIST_STATE names another folder.",
    ),
}
