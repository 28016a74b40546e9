"""The command line: a group that imports a command only when it is used.

`checklist validate` must cost no more than what it needs, so a command's module (and with it
Jinja2 or WeasyPrint) is imported on first use; the names and one-line helps stand here.
"""

import importlib
import os
import sys
from typing import Final

import click

COMMANDS: Final[dict[str, str]] = {
    "init": "写一份带注释的初始文件 / Write a commented starter file",
    "validate": "检查输入文件 / Check input files",
    "plan": "生成注销清单 / Make the dated checklist",
    "due": "到期提醒 / What is due, over many companies",
    "attach": "附到工单、邮件或者群聊 / Into a ticket, a mail, a chat",
    "batch": "批量生成清单和汇总 / Many checklists and their portfolio",
    "bundle": "打包成工单附件 / Pack every format for a ticket",
    "explain": "说明某项任务为何列入、日期如何算出 / Why a task is in or out, and its dates",
    "deadline": "计算一个法定期限 / Compute one period of the law",
    "money": "计算补偿、滞纳金和分配的税 / What the dates cost: severance, surcharge, tax",
    "diff": "比较两份计划 / What changed between two plans",
    "law": "查看法律依据与规则 / The sources and rules",
    "progress": "把勾选结果写回输入文件 / Write ticks back into the input file",
    "extract": "取出 PDF 中附带的输入文件 / The input file carried in a PDF",
    "schema": "输出JSON Schema / Print the JSON Schemas",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of this package, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"checklist.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("命令 / Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="winddown-checklist", prog_name="checklist")
def cli() -> None:
    """公司注销清单：由 YAML 生成带法定期限的注销计划。

    From a YAML description of a company to a dated checklist for closing it.
    """


def main() -> None:
    """Entry point: no traceback reaches a user, unless CHECKLIST_DEBUG asks for it."""
    try:
        cli(prog_name="checklist")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("CHECKLIST_DEBUG"):
            raise
        click.echo(
            f"程序内部错误，请报告 / internal error, please report it: "
            f"{type(error).__name__}: {error}\n"
            "CHECKLIST_DEBUG=1 显示详情 / shows the details.",
            err=True,
        )
        sys.exit(3)
