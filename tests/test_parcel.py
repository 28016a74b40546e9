"""What may be delivered, and what is refused before anybody is asked."""

import datetime as dt
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from delivering import AS_OF, CANARIES, write_company

from checklist.delivery.errors import TargetError
from checklist.delivery.flow import Before, lines_of, same
from checklist.delivery.note import inert, merged, subtasks_of
from checklist.delivery.parcel import Parcel, Plans, pack
from checklist.delivery.targets import read_target
from checklist.holidays import Calendar
from checklist.loading import loaded_group, planned_group
from checklist.outputs.options import Embed, Grouping, Look, Options
from checklist.plan import Plan
from checklist.rules.schema import Law

Run = Callable[..., Result]
Pack = Callable[..., Parcel]


@pytest.fixture
def packed(law: Law, calendar: Calendar) -> Pack:
    def planner(path: Path, data: bytes, day: dt.date | None) -> Plans:
        as_of = day or dt.date.fromisoformat(AS_OF)
        group = loaded_group(path, law, as_of, data)
        return Plans(group, planned_group(group, law, calendar, as_of))

    def invoke(
        *files: Path, kinds: str = "md", embed: Embed = "redacted", grouping: Grouping = "each"
    ) -> Parcel:
        options = Options("zh", Look(compact=True), embed=embed)
        return pack(files, kinds.split(","), options, planner, grouping)

    return invoke


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("redmine:1234", "redmine:1234"),
        ("Redmine: #7", "redmine:7"),
        ("gitlab:group/sub.group/pro-ject#12", "gitlab:group/sub.group/pro-ject#12"),
        ("jira:OPS_2-12", "jira:OPS_2-12"),
        ("mail:a@b.cn,财务@例子.中国", "mail:a@b.cn,财务@例子.中国"),
        ("wecom:财务群", "wecom:财务群"),
    ],
)
def test_targets(text: str, name: str) -> None:
    assert read_target(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "redmine",
        "redmine:",
        "redmine:0",
        "redmine:12/../13",
        "redmine:1?key=x",
        "gitlab:group#0",
        "gitlab:../admin#1",
        "gitlab:a b#1",
        "jira:ops-1",
        "jira:OPS-1/../../x",
        "mail:nobody",
        "mail:a@b.cn,",
        "mail:a@b.cn\nBcc: c@d.cn",
        "mail:A <a@b.cn>",
        "wecom:a/b",
        "https://redmine.example.cn/issues/1",
    ],
)
def test_what_is_no_target(text: str) -> None:
    with pytest.raises(TargetError):
        read_target(text)


def test_a_company_and_the_plan_that_goes_with_it(packed: Pack, tmp_path: Path) -> None:
    parcel = packed(write_company(tmp_path), kinds="md,md-gitlab,ics")
    assert [item.name for item in parcel.items] == [
        "见山茶业-2026-11-24.md",
        "见山茶业-2026-11-24.gitlab.md",
        "见山茶业-2026-11-24.ics",
    ]
    (data,) = parcel.data
    assert data.name == "见山茶业-2026-11-24.json"
    assert parcel.plan is not None
    assert Plan.model_validate_json(data.data) == parcel.plan
    again = packed(write_company(tmp_path), kinds="md,json")
    assert again.data == (), "the JSON is among the files"
    assert again.items[1].data == data.data


@pytest.mark.parametrize("embed", ["redacted", "full", "none"])
def test_what_is_said_never_holds_what_must_not_travel(
    packed: Pack, tmp_path: Path, embed: Embed
) -> None:
    parcel = packed(write_company(tmp_path), embed=embed)
    assert parcel.plan is not None
    (data,) = parcel.data
    said = parcel.plan.model_dump_json() + data.data.decode()
    for canary in CANARIES:
        assert canary not in said
    assert (CANARIES[1] in parcel.items[0].data.decode()) == (embed == "full")


def test_a_bundle_and_the_plan_in_it(
    packed: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.outputs.bundle.FORMATS", ("md", "json"))  # to be quick
    (bundle,) = packed(write_company(tmp_path), kinds="bundle").items
    assert bundle.name == "winddown-D8LU2U-2026-11-24.zip"
    (tmp_path / bundle.name).write_bytes(bundle.data)
    parcel = packed(tmp_path / bundle.name)
    assert parcel.plan is not None
    assert parcel.plan.company.name == "杭州见山茶业有限公司"
    assert parcel.code


def test_a_plan_that_was_not_redacted_is_refused(packed: Pack, run: Run, tmp_path: Path) -> None:
    path = write_company(tmp_path)
    look = ("--as-of", AS_OF, "--format", "json,pdf", "--compact", "--embed", "full")
    assert run("plan", str(path), *look, "-o", str(tmp_path)).exit_code in (0, 1)
    for kind in ("json", "pdf"):
        made = tmp_path / f"见山茶业-{AS_OF}.{kind}"
        with pytest.raises(TargetError, match="--embed full"):
            packed(made)
        parcel = packed(made, embed="full")
        assert parcel.items[0].data == made.read_bytes()
        assert parcel.plan is not None
        assert CANARIES[1] not in parcel.plan.model_dump_json()


def test_other_files_go_as_they_are(packed: Pack, tmp_path: Path) -> None:
    files = {"a.json": b'{"not": "a plan"}', "b.pdf": b"%PDF-1.4 broken", "c.zip": b"PK\x03\x04no"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    parcel = packed(*(tmp_path / name for name in files))
    assert {item.name: item.data for item in parcel.items} == files
    assert (parcel.plan, parcel.data) == (None, ())


def test_what_cannot_be_delivered(packed: Pack, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    for folder, text in ((tmp_path, "one"), (tmp_path / "sub", "two")):
        (folder / "a.txt").write_text(text)
    one = write_company(tmp_path)
    other = write_company(tmp_path, "别家", company={"name": "别家公司", "legal_form": "llc"})
    for files, said in (
        ((tmp_path / "empty.txt",), "空文件"),
        ((tmp_path / "nobody.txt",), "无法读取"),
        ((tmp_path / "sub",), "无法读取"),
        ((tmp_path / "a.txt", tmp_path / "sub" / "a.txt"), "内容不同的文件都叫"),
        ((one, other), "分别运行一次"),
    ):
        with pytest.raises(TargetError, match=said):
            packed(*files)
    same = packed(tmp_path / "a.txt", tmp_path / "a.txt")
    assert len(same.items) == 1


@pytest.mark.skipif(os.name == "nt", reason="such names do not exist there")
def test_names_that_only_a_disk_takes(packed: Pack, tmp_path: Path) -> None:
    names = (b"a\nBcc: x.txt", b"\xff\xfe.txt", "清单\u200b\u202e.txt".encode())
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(name)
    parcel = packed(*(tmp_path / os.fsdecode(name) for name in names))
    assert [item.name for item in parcel.items] == ["a_Bcc: x.txt", "??.txt", "清单__.txt"]


def test_an_archive_that_swells_is_not_unpacked(packed: Pack, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.json", json.dumps({"plan_version": 1}) + " " * (64 << 20))
    assert packed(path).plan is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mail:a@b.cn", "--subtasks"), "没有子任务"),
        (("redmine:1", "--subtasks"), "找不到清单数据"),
        (("redmine:1", "--format", "docx"), "docx"),
        (("redmine:1", "--since", "nobody.json"), "nobody.json"),
        (("fax:1",), "不认识的目标"),
    ],
)
def test_arguments_that_make_no_sense(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "a.txt").write_text("a")
    target, *more = arguments
    result = run("attach", target, str(tmp_path / "a.txt"), *more, "--lang", "zh")
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/close", "·close"),
        ("#12 与 @admin", "＃12 与 ＠admin"),
        ("1. 甲", "·1. 甲"),
        ("[a](b) **c** `d`", "［a］(b) ＊＊c＊＊ ｀d｀"),
        ("见 https://x.cn 和 www.x.cn", "见 https：//x.cn 和 www．x.cn"),
        ("甲\n/close", "甲 /close"),
        ("{{macro}} <b>&amp;", "｛｛macro｝｝ ＜b＞＆amp;"),
        ("2026-11-24 办理（法务）", "2026-11-24 办理（法务）"),
    ],
)
def test_names_are_only_text(text: str, said: str) -> None:
    assert inert(text) == said


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """Side by side: a company with a holding, and one that stands inside the file."""
    folder = tmp_path / "group"
    folder.mkdir()
    form = "company: {{name: {}, legal_form: llc}}\nroute: general\n"
    (folder / "a.yaml").write_text(
        form.format("甲有限公司")
        + "investments: [{name: 乙有限公司, disposed: no, file: b.yaml}]\n"
        + f"people: [{{name: 孟清和 {CANARIES[1]}, team: finance}}]\n"
    )
    (folder / "b.yaml").write_text(form.format("乙有限公司"))
    path = folder / "all.yaml"
    path.write_text(
        "group: 甲氏名下\nmembers:\n  - {file: a.yaml}\n"
        "  - {name: 丙有限公司, inline: {company: {legal_form: llc}}}\n"
    )
    return path


def names(parcel: Parcel) -> list[str]:
    return [item.name.replace(f"-{AS_OF}", "") for item in parcel.items]


def test_a_holder_travels_with_its_members(packed: Pack, group: Path) -> None:
    holder = group.with_name("a.yaml")
    parcel = packed(holder)
    assert names(parcel) == ["a.md", "b.md", "a-group.md"]
    assert parcel.plan is not None
    assert parcel.plan.company.name == "甲有限公司"
    assert parcel.group is not None
    assert [item.name for item in parcel.data] == [f"a-{AS_OF}.json", f"a-{AS_OF}.group.json"]
    assert not any(CANARIES[1].encode() in item.data for item in (*parcel.items, *parcel.data))
    text = "\n".join(lines_of(parcel, Before(), "zh"))
    assert text.index("预计注销登记日") < text.index("集团共2家")
    assert "· 乙有限公司" in text
    alone = packed(holder, grouping="none")
    assert names(alone) == ["a.md"]
    assert (alone.group, alone.members) == (None, ())
    assert names(packed(holder, grouping="one")) == ["a-group.md"]


def test_companies_side_by_side_travel_together(packed: Pack, group: Path) -> None:
    parcel = packed(group, kinds="md,bundle")
    *made, bundle = names(parcel)
    assert made == ["a.md", "all-members-2.md", "b.md", "all-group.md"]
    assert bundle.endswith(".zip")
    assert parcel.plan is None
    first, _, *lines = lines_of(parcel, Before(), "zh")
    assert first == f"集团注销总表 · 甲氏名下 · 基准日 {AS_OF}"
    assert sum("有限公司" in line for line in lines) >= 3
    with pytest.raises(TargetError, match="--group none"):
        packed(group, grouping="none")
    with pytest.raises(TargetError):
        packed(group, group.with_name("a.yaml"))


def test_what_changed_in_a_group_is_told(packed: Pack, group: Path) -> None:
    """Also what no single plan of the holder says: a member's progress alone is news."""
    before = packed(group).group
    assert before is not None
    assert same(Before(None, before), packed(group))
    text = "\n".join(lines_of(packed(group), Before(None, before), "zh"))
    assert "没有变化" in text
    member = group.with_name("b.yaml")
    member.write_text(member.read_text() + "done: {precheck: 2026-11-20}\n")
    after = packed(group)
    assert not same(Before(None, before), after)
    text = "\n".join(lines_of(after, Before(None, before), "zh"))
    assert "乙有限公司已办事项：0 → 1" in text
    over = "events: {deregistration-completed: 2026-11-23}\n"
    member.write_text(member.read_text() + over)
    text = "\n".join(lines_of(packed(group), Before(None, before), "zh"))
    assert "乙有限公司已于 2026-11-23 注销" in text


def test_the_sub_tasks_of_a_group_say_whose_they_are(packed: Pack, group: Path) -> None:
    parcel = packed(group.with_name("a.yaml"))
    parts = [subtasks_of(plan, "zh", None, name) for name, plan in parcel.members]
    found = merged(parts)
    assert len(found.mine) == sum(len(part.mine) for part in parts)
    assert len({entry.id for entry in found.mine}) == len(found.mine)
    own = subtasks_of(parcel.plan, "zh")  # type: ignore[arg-type]
    assert set(own.mine) <= set(found.mine), "the holder's own are called as before"
    others = [entry.subject for entry in found.mine if entry not in own.mine]
    assert others
    assert all(subject.startswith("乙有限公司 · ") for subject in others)


def test_the_bundle_of_a_group_is_told_as_the_group(packed: Pack, group: Path) -> None:
    holder = group.with_name("a.yaml")
    made = packed(holder, kinds="bundle").items[0]
    path = group.parent / made.name
    path.write_bytes(made.data)
    parcel = packed(path)
    assert parcel.plan is not None
    assert parcel.plan.company.name == "甲有限公司"
    assert parcel.group is not None
    assert {one.name for one in parcel.group.members} == {"甲有限公司", "乙有限公司"}
