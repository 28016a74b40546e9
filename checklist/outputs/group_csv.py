"""A group as CSV: the rows of every member's own table, and what the group makes of them."""

from collections.abc import Iterator, Mapping
from typing import Final

from checklist.groupplan import GroupPlan
from checklist.messages import Lang
from checklist.messages.group import GROUP
from checklist.outputs.csv_table import COLUMNS, csv_rows, write_csv
from checklist.outputs.documents import Printed
from checklist.outputs.options import Look
from checklist.outputs.plain import punct, words
from checklist.outputs.view import View

GROUP_COLUMNS: Final = (*COLUMNS, "holder", "on-path")


def render_group_csv(
    group: GroupPlan, members: Mapping[str, Printed], lang: Lang, look: Look
) -> bytes:
    """Every task of every member; the members in the order in which they end."""
    return write_csv(GROUP_COLUMNS, _rows(group, members, lang, look), lang)


def _rows(
    group: GroupPlan, members: Mapping[str, Printed], lang: Lang, look: Look
) -> Iterator[dict[str, object]]:
    short = {one.key: one.short for one in group.members}
    path = on_path(group)
    for one in group.members:
        held = punct("list-separator", lang).join(short[key] for key in one.holders)
        for cells in csv_rows(View(members[one.key].plan, lang, look)):
            critical = (one.key, cells["task"]) in path
            mark = words(GROUP["critical"], lang) if critical else ""
            yield {**cells, "holder": held, "on-path": mark}


def on_path(group: GroupPlan) -> frozenset[tuple[str, object]]:
    """The members' tasks that decide the end of the group."""
    return frozenset((step.member, step.step.task) for step in group.critical_path)
