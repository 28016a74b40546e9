"""What `batch` says on the terminal, and the labels of the portfolio."""

from typing import Final

from checklist.messages import Message

BATCH: Final[dict[str, Message]] = {
    # arguments
    "no-input": Message(
        "没有找到输入文件：{paths}。请给出 .yaml 或 .yml 文件、含有此类文件的文件夹，或者通配符。",
        "No input file found: {paths}. Name .yaml or .yml files, folders that hold some, or "
        "patterns.",
    ),
    "same-name": Message(
        "{first} 与 {second} 的输出文件名相同（{stem}），会互相覆盖；没有写入任何文件。"
        "请将其中一个改名。",
        "{first} and {second} would write documents of one name ({stem}); nothing was written. "
        "Rename one of them.",
    ),
    "busy": Message(
        "另一个 checklist batch 正在写入 {out}。请等它结束，或者换一个输出文件夹。",
        "Another checklist batch is writing to {out}. Wait for it to end, or choose another "
        "folder.",
    ),
    # workers
    "other-program": Message(
        "工作节点 {host} 上的程序、法律数据或者软件包版本与本机不同，结果会不一致。"
        "请在各节点安装同一版本后重试。",
        "The program, its law or a library on the worker {host} differs from the one here, so "
        "results would differ. Install the same version on every worker and try again.",
    ),
    "internal": Message(
        "{file}：程序内部错误，请报告（{what}）。CHECKLIST_DEBUG=1 显示详情。",
        "{file}: internal error, please report it ({what}). CHECKLIST_DEBUG=1 shows the details.",
    ),
    "killed-twice": Message(
        "{file}：处理此文件的进程两次意外终止（{status}），未生成文档。"
        "内存不足时请用 --workers 减少进程数后重试。",
        "{file}: the process working on this file died twice ({status}); no document was made. If "
        "memory is short, try again with fewer --workers.",
    ),
    "too-slow": Message(
        "{file}：{seconds}秒内未能完成，已终止，未生成文档。",
        "{file}: not finished within {seconds} seconds and ended; no document was made.",
    ),
    "no-worker": Message(
        "工作进程无法启动（{status}）。请检查内存和进程数限制，或者用 --workers 1 重试。",
        "The worker processes do not start ({status}). Check the limits on memory and processes, "
        "or try --workers 1.",
    ),
    # dask
    "no-dask": Message(
        "--dask 需要 dask.distributed（{reason}）。请运行：pip install 'winddown-checklist[dask]'",
        "--dask needs dask.distributed ({reason}). Run: pip install 'winddown-checklist[dask]'",
    ),
    "no-scheduler": Message(
        "无法连接 dask 调度器 {address}（{reason}）。请检查地址，例如 tcp://主机:8786，"
        "以及 dask scheduler 是否在运行。",
        "The dask scheduler {address} does not answer ({reason}). Check the address, for example "
        "tcp://host:8786, and whether dask scheduler is running.",
    ),
    "no-dask-worker": Message(
        "dask 调度器 {address} 没有工作节点。请先启动：dask worker {address} --nthreads 1",
        "The dask scheduler {address} has no workers. Start one: dask worker {address} --nthreads "
        "1",
    ),
    "dask-lacks": Message(
        "dask 调度器或者工作节点无法运行本程序（{reason}）。"
        "请在调度器和各工作节点安装同一版本的 winddown-checklist。",
        "The dask scheduler or its workers cannot run this program ({reason}). Install the same "
        "version of winddown-checklist on the scheduler and on every worker.",
    ),
    "dask-lost": Message(
        "与 dask 调度器的连接中断（{reason}）。",
        "The connection to the dask scheduler was lost ({reason}).",
    ),
    "dask-killed": Message(
        "{file}：处理此文件的 dask 工作节点多次意外终止，未生成文档（{reason}）。",
        "{file}: the dask workers that had this file kept dying; no document was made ({reason}).",
    ),
    # progress and end
    "working": Message("生成清单", "Making checklists"),
    "progress": Message(
        "已处理 {done}/{total}，退回或失败 {bad}",
        "{done} of {total} done, {bad} refused or failed",
    ),
    "stopped": Message(
        "已停止：本次完成 {made} 份，剩余 {left} 份。已完成的不会丢失；重新运行同一命令即可继续。",
        "Stopped: {made} made in this run, {left} left. Nothing that is done is lost; run the same "
        "command again to go on.",
    ),
    "resume": Message(
        "已完成 {made} 份，已保存；解决后重新运行同一命令即可继续。",
        "{made} are made and kept; once this is mended, run the same command again to go on.",
    ),
    "summary": Message(
        "输入文件 {total} 份：新生成 {made}，内容未变 {kept}，退回 {refused}，失败 {failed}。",
        "{total} input files: {made} made, {kept} up to date, {refused} refused, {failed} failed.",
    ),
    "state": Message(
        "逾期 {overdue} 项，七日内到期 {due} 项，冲突 {conflicts} 项，新近确定 {settled} 项。",
        "{overdue} tasks overdue, {due} due within seven days, {conflicts} conflicts, {settled} "
        "dates newly certain.",
    ),
}

PORTFOLIO: Final[dict[str, Message]] = {
    "title": Message("注销项目汇总", "Wind-down portfolio"),
    "as-of": Message("基准日", "As of"),
    "companies": Message("企业", "Companies"),
    "overdue": Message("逾期", "Overdue"),
    "due": Message("七日内到期", "Due within seven days"),
    "conflicts": Message("冲突", "Conflicts"),
    "settled": Message("新近确定", "Newly certain"),
    "refused": Message("未生成", "Not made"),
    "of-companies": Message("涉及{count}家", "in {count} companies"),
    "see-below": Message("见下表", "see below"),
    "by-accountant": Message("按负责会计", "By responsible accountant"),
    "by-client": Message("按客户", "By client"),
    "nobody": Message("未指定负责会计", "No accountant named"),
    "conflicts-heading": Message("存在冲突", "Conflicts"),
    "refused-heading": Message("未生成清单的文件", "Files without a checklist"),
    "refused-note": Message(
        "请按提示修改后重新运行；以前生成的文档（如有）已不是最新。",
        "Mend them as said and run again; documents made earlier, if any, are out of date.",
    ),
    "settled-note": Message(
        "上次汇总时为暂定、本次已确定的日期。",
        "Dates that were provisional in the run before and are certain now.",
    ),
    "client": Message("客户", "Client"),
    "accountant": Message("负责会计", "Accountant"),
    "route": Message("路径", "Route"),
    "expected-end": Message("预计完成", "Expected end"),
    "next": Message("下一日期", "Next date"),
    "next-task": Message("下一事项", "Next task"),
    "provisional": Message("暂定日期", "Provisional dates"),
    "c-overdue": Message("逾期", "Overdue"),
    "c-due": Message("七日内", "Due soon"),
    "c-conflicts": Message("冲突", "Conflicts"),
    "c-provisional": Message("暂定", "Provisional"),
    "done": Message("进度", "Done"),
    "documents": Message("文档", "Documents"),
    "task": Message("事项", "Task"),
    "who": Message("经办", "Who"),
    "limit": Message("法定期限", "Legal limit"),
    "day": Message("计划办理日", "Plan by"),
    "late-by": Message("逾期{days}日", "{days} days late"),
    "before": Message("原暂定", "Was"),
    "now": Message("现确定", "Now"),
    "file": Message("文件", "File"),
    "reason": Message("原因", "Reason"),
    "conflict": Message("冲突内容", "Conflict"),
    "credit-code": Message("统一社会信用代码", "Credit code"),
    "mark-provisional": Message("暂定", "provisional"),
    "none": Message("无。", "None."),
    "count": Message("{count}家", "{count}"),
    "disclaimer": Message(
        "本汇总由各企业清单摘录而成，是工作辅助，不构成法律意见；以各清单及经办机构答复为准。",
        "Drawn from the companies' checklists: a working aid, not legal advice. The checklists and "
        "the offices' answers prevail.",
    ),
    # the sheets of the workbook
    "groups": Message("集团", "Groups"),
    "group": Message("集团", "Group"),
    "member-count": Message("成员单位", "Members"),
    "ended-count": Message("其中{count}家已注销", "{count} of them ended"),
    "all-ended": Message("预计全部完成", "Expected end of all"),
    "deciding": Message("决定完成日的单位", "Decided by"),
    "sheet-groups": Message("集团", "Groups"),
    "sheet-companies": Message("企业", "Companies"),
    "sheet-overdue": Message("逾期", "Overdue"),
    "sheet-due": Message("七日内到期", "Due in 7 days"),
    "sheet-settled": Message("新近确定", "Newly certain"),
    "sheet-accountants": Message("按负责会计", "By accountant"),
    "sheet-conflicts": Message("冲突", "Conflicts"),
    "sheet-refused": Message("未生成", "Not made"),
}
