"""What `diff` says: a colleague's note on what changed between two plans."""

from typing import Final

from checklist.messages import Message

HEAD: Final[dict[str, Message]] = {
    "other-company": Message(
        "注意：两份计划不是同一家企业：{old}，{new}。",
        "Mind: the plans are of two different companies: {old}; {new}.",
    ),
    "company": Message("{name}（{code}）", "{name} ({code})"),
    "older": Message(
        "注意：新计划的基准日早于旧计划，两个文件可能写反了。",
        "Mind: the new plan is of an earlier day than the old one; the files may be swapped.",
    ),
    "what-if-new": Message(
        "注意：新计划是按假设推算的（{events}），不是事实。",
        "Mind: the new plan supposes something ({events}); it is not fact.",
    ),
    "what-if-old": Message(
        "注意：旧计划是按假设推算的（{events}），不是事实。",
        "Mind: the old plan supposes something ({events}); it is not fact.",
    ),
    "supposed": Message("{title} {day}", "{title} {day}"),
    "title": Message(
        "{name}：{new} 的注销计划与 {old} 的相比",
        "{name}: the plan of {new} against that of {old}",
    ),
    "same-day": Message(
        "{name}：基准日同为 {new} 的两份注销计划相比",
        "{name}: two plans of {new} side by side",
    ),
    "changed": Message("{title}：", "{title}:"),
    "nothing": Message(
        "{title}，没有变化：任务、日期、路径、提示和依据都相同。",
        "{title}: nothing changed; tasks, dates, route, warnings and law are the same.",
    ),
}

ROUTE: Final[dict[str, Message]] = {
    "changed": Message(
        "注销路径由{old}改为{new}：{why}", "The route changes from {old} to {new}: {why}"
    ),
    "opened": Message("现在可以走：{routes}。", "Now open: {routes}."),
    "closed": Message("不再可走：{routes}。", "No longer open: {routes}."),
    "barred": Message("新出现的禁止情形：{grounds}。", "Newly barred by: {grounds}."),
    "cleared": Message("已消除的禁止情形：{grounds}。", "No longer barred by: {grounds}."),
}

END: Final[dict[str, Message]] = {
    "later": Message(
        "预计注销日由 {old} 推迟到 {new}（{days}）{because}。",
        "The expected deregistration slips from {old} to {new} ({days}){because}.",
    ),
    "earlier": Message(
        "预计注销日由 {old} 提前到 {new}（{days}）{because}。",
        "The expected deregistration is brought forward from {old} to {new} ({days}){because}.",
    ),
    "reached": Message(
        "已于 {new} 准予注销登记（原预计 {old}，{days}）。",
        "Deregistered on {new} (expected on {old}: {days}).",
    ),
    "known": Message("预计注销日为 {new}。", "The expected deregistration is now {new}."),
    "unknown": Message(
        "预计注销日（原 {old}）现在无法推算。",
        "The expected deregistration (it was {old}) can no longer be told.",
    ),
    "same": Message("预计注销日未变。", "The expected deregistration has not moved."),
    "because": Message("，因为{causes}", ", because {causes}"),
    "days": Message("{days}天", "{days} days"),
    "day": Message("{days}天", "{days} day"),
}

CAUSES: Final[dict[str, Message]] = {
    "new-task": Message(
        "新增的“{title}”在关键路径上", "“{title}”, which is new, lies on the critical path"
    ),
    "task-gone": Message(
        "原在关键路径上的“{title}”不再需要办理",
        "“{title}”, which lay on the critical path, is no longer needed",
    ),
    "done-later": Message(
        "“{title}”于 {day} 完成，比原安排（{planned}）晚{days}",
        "“{title}” was done on {day}, {days} after the planned {planned}",
    ),
    "done-earlier": Message(
        "“{title}”于 {day} 完成，比原安排（{planned}）早{days}",
        "“{title}” was done on {day}, {days} before the planned {planned}",
    ),
    "estimate": Message(
        "“{title}”的假设工期由{old}个工作日改为{new}个工作日",
        "the estimate for “{title}” changed from {old} to {new} working days",
    ),
    "not-done": Message(
        "“{title}”原安排在 {planned}，到 {as_of} 还没有登记完成",
        "“{title}”, planned for {planned}, was not recorded as done by {as_of}",
    ),
    "not-done-late": Message(
        "“{title}”原安排在 {planned}，到 {as_of} 还没有登记完成（法定期限 {limit} 已过）",
        "“{title}”, planned for {planned}, was not recorded as done by {as_of} (its legal limit "
        "{limit} has passed)",
    ),
    "trigger": Message(
        "“{title}”要等的“{limit}”，起算点“{event}”由 {old} 改为 {new}（{basis}）",
        "“{title}” waits for “{limit}”, whose start, “{event}”, changed from {old} to {new} "
        "({basis})",
    ),
    "wait": Message(
        "“{title}”依“{limit}”最早可办理的日期由 {old} 变为 {new}",
        "by “{limit}” the first day for “{title}” changed from {old} to {new}",
    ),
    "first-moved": Message(
        "关键路径上最先变动的是“{title}”（{old} → {new}）：{why}。",
        "The first thing to move on the critical path is “{title}” ({old} → {new}): {why}.",
    ),
    "first-moved-earlier": Message(
        "原关键路径上最先变动的是“{title}”（{old} → {new}）。",
        "The first thing to move on the old critical path is “{title}” ({old} → {new}).",
    ),
}

BASIS: Final[dict[str, Message]] = {
    "actual": Message("已发生", "happened"),
    "planned": Message("企业计划", "planned by the company"),
    "projected": Message("推算", "projected"),
    "calendar": Message("日历", "by the calendar"),
}

SECTIONS: Final[dict[str, Message]] = {
    "conflicts": Message("新出现的冲突", "New conflicts"),
    "overdue": Message("新逾期", "Newly overdue"),
    "warnings": Message("新的提示", "New warnings"),
    "warnings-changed": Message("内容有变的提示", "Warnings worded anew"),
    "warnings-gone": Message("已消除的冲突和提示", "Conflicts and warnings that are gone"),
    "done": Message("期间完成", "Done since"),
    "reopened": Message("撤回了完成登记", "No longer recorded as done"),
    "limits": Message("法定期限和条件变动", "Legal dates moved"),
    "moved": Message("安排的日期变动", "Planned dates moved"),
    "added": Message("新增任务", "Tasks added"),
    "removed": Message("取消的任务", "Tasks removed"),
    "other": Message("其他变动", "Other changes"),
    "events": Message("事件", "Events"),
    "answered": Message("不再待答的问题", "Questions no longer open"),
    "asked": Message("新的问题", "New questions"),
    "assumptions": Message("假设工期", "Assumptions"),
    "overrides": Message("人工改定", "Overrides"),
    "dates": Message("其他日期和资料", "Other dates and facts"),
    "law": Message("法律依据", "The law"),
    "heading": Message("{title}（{count}项）：", "{title} ({count}):"),
}

LINES: Final[dict[str, Message]] = {
    "task": Message("“{title}”", "“{title}”"),
    "task-id": Message("“{title}”（{id}）", "“{title}” ({id})"),
    "says": Message("{task}：{clauses}", "{task}: {clauses}"),
    "remedy": Message("{text}处理：{remedy}", "{text} Remedy: {remedy}"),
    "done": Message("{day} 完成", "done on {day}"),
    "before-plan": Message("比原安排早{days}", "{days} before plan"),
    "after-plan": Message("比原安排晚{days}", "{days} after plan"),
    "after-limit": Message("晚于法定期限 {limit}", "after its legal limit {limit}"),
    "was-done": Message("原登记于 {day} 完成", "was recorded as done on {day}"),
    "redated": Message(
        "完成日期由 {old} 更正为 {new}", "its day of completion was corrected from {old} to {new}"
    ),
    "overdue": Message(
        "法定期限 {limit} 已过{days}，没有办理记录",
        "its legal limit {limit} passed {days} ago, and it is not recorded as done",
    ),
    "overdue-plain": Message("已逾期", "overdue"),
    "due": Message("计划办理日 {day}", "plan by {day}"),
    "limit": Message("法定期限 {day}", "legal limit {day}"),
    "fact": Message("“{label}”为“{value}”", "“{label}” is “{value}”"),
    "because": Message("因为{facts}", "because {facts}"),
    "was-out": Message("原计划列为不适用：{reason}", "the old plan left it out: {reason}"),
    "out": Message("{reason}", "{reason}"),
    "out-law": Message("{reason}（{citation}）", "{reason} ({citation})"),
    "no-reason": Message(
        "新计划中没有，也没有说明理由", "not in the new plan, which gives no reason"
    ),
    "other-route": Message("{route}的计划中没有", "not part of the plan for the {route}"),
    "span": Message("{task}{old} → {new}", "{task} {old} → {new}"),
    "move": Message("{label} {old} → {new}（{days}）", "{label} {old} → {new} ({days})"),
    "date-new": Message("{label} {new}（原来没有）", "{label} {new} (there was none)"),
    "date-gone": Message("不再有{label}（原 {old}）", "no {label} any more (it was {old})"),
    "cause-trigger": Message(
        "起算点“{event}”由 {old} 改为 {new}（{basis}）",
        "its start, “{event}”, changed from {old} to {new} ({basis})",
    ),
    "basis": Message(
        "起算点“{event}” {day} 由“{old}”变为“{new}”",
        "its start, “{event}” on {day}, was “{old}” and is now “{new}”",
    ),
    "limit-of": Message("{title}：{clauses}", "{title}: {clauses}"),
    "rule": Message(
        "适用的规则由 {old} 改为 {new}", "the rule that applies changed from {old} to {new}"
    ),
    "certain": Message("不再是暂定", "no longer provisional"),
    "provisional": Message("变为暂定", "now provisional"),
    "limit-added": Message("新增期限“{title}”", "a new limit, “{title}”"),
    "limit-removed": Message("不再有期限“{title}”", "the limit “{title}” is gone"),
    "answered": Message("{text} —— {value}", "{text} — {value}"),
    "event-new": Message("{title}：{new}（{basis}）", "{title}: {new} ({basis})"),
    "event-moved": Message(
        "{title}：{old}（{old_basis}）→ {new}（{basis}）",
        "{title}: {old} ({old_basis}) → {new} ({basis})",
    ),
    "event-gone": Message(
        "{title}：不再记录（原 {old}）", "{title}: no longer recorded (it was {old})"
    ),
    "assumption": Message("{old} → {new}个工作日", "{old} → {new} working days"),
    "assumption-same": Message("{new}个工作日", "{new} working days"),
    "by-user": Message("企业自定", "set by the company"),
    "by-default": Message("改用内置估计", "the built-in estimate again"),
    "override-new": Message(
        "{target}：{who} 于 {when} 改定为 {what}：{why}",
        "{target}: {who} decided {what} on {when}: {why}",
    ),
    "override-gone": Message(
        "{target}：{who} 的改定已撤销", "{target}: {who}'s decision is withdrawn"
    ),
    "dated": Message("{title}：{old} → {new}", "{title}: {old} → {new}"),
    "keep": Message("{what}保存至", "keep {what} through"),
    "none": Message("无", "none"),
    "source": Message("{title}：{clauses}", "{title}: {clauses}"),
    "checked": Message("核对日 {old} → {new}", "checked {old} → {new}"),
    "text-as-of": Message("文本版本 {old} → {new}", "text as of {old} → {new}"),
    "in-force": Message("施行日 {old} → {new}", "in force from {old} → {new}"),
    "ends": Message("失效日 {old} → {new}", "in force until {old} → {new}"),
    "number": Message("文号 {old} → {new}", "number {old} → {new}"),
    "renamed": Message("题名 {old} → {new}", "title {old} → {new}"),
    "cited": Message("{law}{article}（{rule}）", "{law} {article} ({rule})"),
    "confidence": Message("核对程度“{old}”→“{new}”", "“{old}” → “{new}”"),
    "reworded": Message("内容或条号有更新", "what it says or its article changed"),
    "years": Message("放假安排新收录：{years}年", "Days off now recorded for: {years}"),
    "years-gone": Message("放假安排不再收录：{years}年", "Days off no longer recorded: {years}"),
}

DATES: Final[dict[str, Message]] = {
    "deadline": Message("法定期限", "legal limit"),
    "plan_by": Message("计划办理日", "plan by"),
    "planned": Message("安排", "arranged"),
    "earliest": Message("最早可办日", "earliest day"),
    "finish_by": Message("按目标倒排的最晚日", "last day for the wished end"),
    "limit": Message("到期日", "limit"),
    "advisory": Message("参考期限", "advisory limit"),
    "limit-earliest": Message("不早于", "not before"),
}

ASPECTS: Final[dict[str, Message]] = {
    "status": Message("由“{old}”变为“{new}”", "from “{old}” to “{new}”"),
    "who": Message("经办由{old}改为{new}", "reassigned from {old} to {new}"),
    "office": Message("办理机关有变", "another office"),
    "to-confirm": Message("需要待确认", "to be confirmed now"),
    "confirmed": Message("不再待确认", "confirmed, no longer in doubt"),
    "critical": Message("进入关键路径", "on the critical path now"),
    "not-critical": Message("不再在关键路径上", "off the critical path"),
    "reserve": Message("机动时间由{old}天变为{new}天", "reserve from {old} to {new} days"),
    "reserve-changed": Message("机动时间有变", "another reserve"),
    "title": Message("名称或阶段有变", "another title or phase"),
    "papers": Message("办法或资料有变", "other papers or instructions"),
    "remark": Message("备注有变", "another remark"),
    "facts": Message("所依据的事实有变", "other facts behind it"),
    "order": Message("前后顺序有变", "another order"),
    "estimate": Message("假设工期有变", "another estimate"),
    "timing": Message("排期理由有变", "another reason for its day"),
    "counting": Message("推算过程有变", "counted in another way"),
    "law": Message("所引依据有更新", "the law cited was updated"),
}

STATUS: Final[dict[str, Message]] = {
    "done": Message("完成", "done"),
    "overdue": Message("逾期", "overdue"),
    "due-soon": Message("临近", "due soon"),
    "open": Message("可办理", "open"),
    "blocked": Message("待前置", "waiting"),
}

STATES: Final[dict[str, Message]] = {
    "met": Message("可以实现", "can be met"),
    "estimates-too-long": Message("按假设工期赶不上", "missed by the estimates"),
    "impossible-by-law": Message("依法不可能", "impossible by law"),
    "not-yet": Message("尚未申请", "not applied for"),
    "applied": Message("审核中", "under review"),
    "cooling-off": Message("冷静期", "cooling-off"),
    "login-restarts": Message("因登录需重新申请", "to apply again after a login"),
    "cancelled": Message("已注销", "cancelled"),
}

REST: Final[dict[str, Message]] = {
    "legal-form": Message("企业类型", "Legal form"),
    "region": Message("住所地", "Region"),
    "established": Message("成立日期", "Established"),
    "foreign-invested": Message("外商投资", "Foreign-invested"),
    "finish-by": Message("目标完成日", "Wished end"),
    "wish": Message("{day}（{state}）", "{day} ({state})"),
    "wecom": Message("{person}的企业微信账号（不得登录）", "{person}'s WeCom account (no login)"),
    "span": Message("{since} 至 {until}（{state}）", "{since} to {until} ({state})"),
}

SHORT: Final[dict[str, Message]] = {
    "conflicts": Message("新增冲突{count}项：{names}。", "New conflicts ({count}): {names}."),
    "overdue": Message("新逾期{count}项：{names}。", "Newly overdue ({count}): {names}."),
    "done": Message("完成{count}项：{names}。", "Done ({count}): {names}."),
    "reopened": Message("撤回完成{count}项：{names}。", "Undone ({count}): {names}."),
    "added": Message("新增任务{count}项：{names}。", "Added ({count}): {names}."),
    "removed": Message("取消任务{count}项：{names}。", "Removed ({count}): {names}."),
    "moved": Message("日期变动{count}项：{names}。", "Dates moved ({count}): {names}."),
    "names-more": Message("{names}等", "{names} and others"),
    "rest": Message("另有变动：{what}；见详细说明。", "Also changed: {what}; see the long form."),
}

PUNCTUATION: Final[dict[str, Message]] = {
    "list": Message("、", ", "),
    "clause": Message("；", "; "),
    "comma": Message("，", ", "),
    "sentence": Message("", " "),
}
