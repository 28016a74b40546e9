"""Questions by weight, and the dialogue that asks them and writes the answers in."""

import codecs
import datetime as dt
import difflib
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.cli import cli
from checklist.company import Company, unknown_facts
from checklist.editing import edit
from checklist.holidays import Calendar
from checklist.messages.interview import INTERVIEW
from checklist.messages.questions import QUESTIONS
from checklist.plan import Plan, Question
from checklist.planning.build import make_plan
from checklist.planning.questions import OPERATIONS_CEASED
from checklist.reading import read_company
from checklist.replies import kind_of, loc_of, reply
from checklist.rules.conditions import named_facts
from checklist.rules.loader import load_law
from checklist.vocabulary import LegalForm, Tri
from checklist.yaml_text import Plain

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent / "checklist"
AS_OF = dt.date(2026, 11, 23)
LAW = load_law()
CALENDAR = Calendar(LAW.holidays.values(), LAW.filing.values())
IDENTITY = {"name": "测试有限公司", "legal_form": "llc"}
MINIMAL = "company:\n  name: 测试有限公司\n  legal_form: llc\n"
UNKNOWN = Company.model_validate({"company": IDENTITY})


def plan_of(data: dict[str, Any]) -> Plan:
    company = Company.model_validate({"company": IDENTITY, **data})
    return make_plan(company, LAW, CALENDAR, AS_OF, lambda keys: 1)


def asked(plan: Plan) -> dict[str, Question]:
    """The company's questions by the key they ask for."""
    return {
        question.input_path: question
        for question in plan.questions
        if question.ask == "company" and question.input_path
    }


# Ranking


def test_one_question_a_key_the_weightiest_first_ties_as_in_the_file() -> None:
    plan = plan_of({})
    company = [question for question in plan.questions if question.ask == "company"]
    assert plan.questions[: len(company)] == tuple(company)
    paths = [question.input_path for question in company]
    assert None not in paths
    assert len(set(paths)) == len(paths)
    assert len({question.id for question in plan.questions}) == len(plan.questions)
    order = [*unknown_facts(UNKNOWN), f"events.{OPERATIONS_CEASED}"]
    ranks = [(-question.weight, order.index(str(question.input_path))) for question in company]
    assert ranks == sorted(ranks)
    offices = [question.weight for question in plan.questions if question.ask == "office"]
    assert offices == sorted(offices, reverse=True)


def test_what_decides_the_route_weighs_as_much_as_the_plan() -> None:
    plan = plan_of({})
    questions = asked(plan)
    for ground in LAW.grounds:
        for path in named_facts(UNKNOWN)[ground.fact].asks():
            question = questions[".".join(path)]
            assert question.decides_route
            assert question.weight == len(plan.tasks)
    rest = [question for question in questions.values() if not question.decides_route]
    assert rest
    assert all(question.weight == len(question.tasks) < len(plan.tasks) for question in rest)


def test_the_tasks_named_are_those_that_the_fact_holds_in_the_plan() -> None:
    plan = plan_of({})
    telecom = asked(plan)["internet.telecom_licence"]
    assert set(telecom.tasks) == {"telecom-apply", "telecom-stop"} & {t.id for t in plan.tasks}
    assert telecom.weight == len(telecom.tasks) >= 2
    marked = {task.id for task in plan.tasks if task.to_confirm}
    named = {name for question in asked(plan).values() for name in question.tasks}
    assert marked <= named


@pytest.mark.parametrize("value", ["yes", "no"])
def test_an_answer_takes_its_question_away(value: str) -> None:
    for path in ("tax.refund_due", "customs.filed", "internet.domains", "personal_data"):
        if path not in asked(plan_of({})):
            continue
        data: dict[str, Any] = {}
        section, _, key = path.rpartition(".")
        data = {section: {key: value}} if section else {key: value}
        assert path not in asked(plan_of(data))


def test_a_composite_asks_for_every_key_that_could_still_decide_it() -> None:
    parts = {"debts.outstanding", "debts.insolvent", "tax.arrears", "shareholders.all_agree"}
    assert parts <= set(asked(plan_of({})))
    known = plan_of({"debts": {"outstanding": "no"}, "tax": {"arrears": "no"}})
    # who owes nothing is not asked whether the assets cover it
    assert set(asked(known)) & parts == {"shareholders.all_agree"}
    # without staff nobody can be owed wages
    assert "staff.wages_unpaid" not in asked(plan_of({"staff": {"count": 0}}))


def test_a_bar_that_cannot_be_cured_ends_the_questions_about_the_route() -> None:
    plan = plan_of({"simple_route": {"approval_required": "yes"}})
    assert not any(question.decides_route for question in plan.questions)
    assert "simple_route.chattel_mortgage" not in asked(plan)
    # An abnormal listing is asked for all the same: a task of every route hangs on it.
    assert asked(plan)["simple_route.abnormal_list"].tasks == ("lift-abnormal-list",)


def test_a_bar_that_can_be_cured_leaves_them_without_weight() -> None:
    plan = plan_of({"simple_route": {"abnormal_list": "yes"}})
    question = asked(plan)["simple_route.chattel_mortgage"]
    assert not question.decides_route
    assert question.weight == 0
    assert asked(plan)["branches"].weight == len(asked(plan)["branches"].tasks) > 0


def test_who_wants_the_general_route_is_not_asked_for_the_simple_one() -> None:
    plan = plan_of({"route": "general"})
    assert not any(question.decides_route for question in plan.questions)
    assert "simple_route.chattel_mortgage" not in asked(plan)
    wanted = plan_of({"route": "simple"})
    assert asked(wanted)["simple_route.chattel_mortgage"].decides_route


def test_what_moves_dates_is_asked_though_no_task_hangs_on_it() -> None:
    assert OPERATIONS_CEASED in LAW.events
    questions = asked(plan_of({}))
    assert questions["tax.filing.vat"].tasks == questions["tax.taxpayer"].tasks != ()
    assert "tax.taxpayer" not in asked(plan_of({"tax": {"filing": {"vat": "monthly"}}}))
    small = asked(plan_of({"tax": {"taxpayer": "small-scale"}}))
    assert "tax.taxpayer" not in small
    assert "tax.filing.vat" in small
    ceased = questions[f"events.{OPERATIONS_CEASED}"]
    assert ceased.tasks
    known = plan_of({"events": {OPERATIONS_CEASED: "2026-11-01"}})
    assert ceased.input_path not in asked(known)
    done = plan_of({"done": {"cease-operations": "2026-11-01"}})
    assert ceased.input_path not in asked(done)


def test_every_fact_has_a_question_and_every_question_a_fact() -> None:
    grounds = {ground.input_path for ground in LAW.grounds}
    forms = [
        Company.model_validate({"company": {"name": "甲", "legal_form": form}})
        for form in LegalForm
    ]
    facts = {path for company in forms for path in unknown_facts(company)}
    facts.add(f"events.{OPERATIONS_CEASED}")
    assert set(QUESTIONS) | {path for path in grounds if path.startswith("simple_route.")} == facts
    for message in QUESTIONS.values():
        assert message.zh.endswith("？")
        assert message.en.endswith("?")
    asks = {".".join(p) for of in forms for fact in named_facts(of).values() for p in fact.asks()}
    assert asks <= facts


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_question_is_open_exactly_while_its_key_is(data: st.DataObject) -> None:
    """Answering what is asked, in any way, ends: every answer takes its question away."""
    text = MINIMAL.encode()
    seen: set[str] = set()
    for _ in range(100):
        plan = plan_from(text)
        questions = [each for each in asked(plan).values() if each.weight]
        assert not seen & {each.input_path for each in questions}
        if not questions:
            break
        path = str(data.draw(st.sampled_from(questions)).input_path)
        answer = data.draw(st.sampled_from(answers_to(path)))
        value = reply(kind_of(path), answer, "zh")
        assert value is not None
        if path == "simple_route.licence_revoked":
            value = Plain("否")
        text = edit(text, {loc_of(path): value}, name="a.yaml")
        seen.add(path)
    assert seen
    assert not [each for each in asked(plan_from(text)).values() if each.weight]


def plan_from(text: bytes) -> Plan:
    loaded = read_company(text, name="a.yaml")
    return make_plan(loaded.company, LAW, CALENDAR, AS_OF, lambda keys: 1)


def answers_to(path: str) -> list[str]:
    kind = kind_of(path)
    if path == "staff.count":  # no fewer than any group of the staff
        return ["3"]
    if kind.name == "word":
        assert kind.words is not None
        return [word.value for word in kind.words if word != "unknown"]
    return {
        "fact": ["是", "否", "yes", "N"],
        "number": ["0", "３"],
        "date": ["2026-11-01", "2026年12月1日"],
        "list": ["有", "没有", "2", "甲、乙, 丙"],
        "holdings": ["是", "否", "4"],
        "text": ["王芳"],
    }[kind.name]


# What may be answered


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_can_be_answered(lang: str) -> None:
    for path in (*unknown_facts(UNKNOWN), "events.operations-ceased"):
        if path == "company.credit_code":
            continue
        for answer in answers_to(path):
            value = reply(kind_of(path), answer, lang)  # type: ignore[arg-type]
            assert value is not None
            after = edit(MINIMAL.encode(), {loc_of(path): value}, name="a.yaml")
            company = read_company(after, name="a.yaml").company
            assert path not in unknown_facts(company)


@pytest.mark.parametrize(
    ("path", "answer", "written"),
    [
        ("tax.arrears", "没有", Plain("否")),
        ("tax.arrears", "Y", Plain("是")),
        ("tax.arrears", "不知道", None),
        ("tax.arrears", "待确认", None),
        ("staff.count", "１８", 18),
        ("staff.count", "十八", "十八"),
        ("branches", "杭州分公司，宁波分公司", [{"name": "杭州分公司"}, {"name": "宁波分公司"}]),
        ("wecom.accounts", "王芳", [{"person": "王芳"}]),
        (
            "bank.accounts",
            "中国工商银行、交通银行",
            [{"bank": "中国工商银行"}, {"bank": "交通银行"}],
        ),
        ("debts.known_creditors", "甲公司", ["甲公司"]),
        ("debts.known_creditors", "无", Plain("否")),
        ("certificates", "两个", "两个"),
        ("tax.filing.vat", "按季", Plain("quarterly")),
        ("tax.taxpayer", "小规模", Plain("small-scale")),
        ("tax.taxpayer", "不清楚", None),
        ("events.operations-ceased", "2026/11/1", dt.date(2026, 11, 1)),
        ("events.operations-ceased", "昨天", "昨天"),
    ],
)
def test_an_answer_becomes_what_the_file_says(path: str, answer: str, written: object) -> None:
    assert reply(kind_of(path), answer, "zh") == written


# The dialogue, from a pipe


@pytest.fixture
def talk(tmp_path: Path) -> Callable[..., Result]:
    """Runs the interview on `a.yaml` in a folder of its own with lines of answers."""

    def run(*lines: str | bytes, lang: str = "zh") -> Result:
        data = b"".join(line if isinstance(line, bytes) else f"{line}\n".encode() for line in lines)
        arguments = ["init", "--interview", str(tmp_path / "a.yaml"), "--lang", lang]
        result = CliRunner().invoke(cli, [*arguments, "--as-of", AS_OF.isoformat()], input=data)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


Talk = Callable[..., Result]


def shown(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]


def test_a_new_file_begins_with_name_and_legal_form(tmp_path: Path, talk: Talk) -> None:
    result = talk("", "甲贸易有限公司", "联营体", "股份有限公司", "q")
    assert result.exit_code == 0
    assert "“企业类型”（company.legal_form）不能写“联营体”" in result.stderr
    assert "必须填写" in result.stdout
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    starter = CliRunner().invoke(cli, ["init", "-", "--lang", "zh"]).stdout
    changed = [line[:10] for line in shown(starter, text)]
    assert changed == ["-  name: 上", "-  legal_f", "+  name: 甲", "+  legal_f"]
    about = read_company(text.encode(), name="a").company.company
    assert (about.name, about.legal_form) == ("甲贸易有限公司", "jsc")
    assert "checklist plan" in result.stdout


def test_the_diff_shows_the_answers_and_nothing_else(tmp_path: Path, talk: Talk) -> None:
    sample = (ROOT / "sample_inputs" / "general-with-staff.yaml").read_text(encoding="utf-8")
    for known, unknown in (
        ("  refund_due: 是      ", "  refund_due: 未知    "),
        ("  export_rebate_record: 否", "  export_rebate_record:"),
        ("  icp_filings: [沪ICP备17023456号]\n", ""),
    ):
        assert known in sample
        sample = sample.replace(known, unknown)
    path = tmp_path / "a.yaml"
    path.write_text(sample, encoding="utf-8")
    result = talk("2026年11月8日", "是", "", "沪ICP备1号、沪ICP备2号")
    assert result.exit_code == 0
    text = path.read_text(encoding="utf-8")
    changed = shown(sample, text)
    assert changed == [
        "-  refund_due: 未知         # 2025 年度汇算清缴多缴税款尚未退回",
        "+  refund_due: 是           # 2025 年度汇算清缴多缴税款尚未退回",
        "+  icp_filings: [沪ICP备1号, 沪ICP备2号]",
        "+  operations-ceased: 2026-11-08",
    ]
    for line in changed:
        assert (line[1:].strip() in result.stdout) == line.startswith("+")
    company = read_company(text.encode(), name="a").company
    assert company.tax.refund_due is Tri.YES
    assert company.tax.export_rebate_record is Tri.UNKNOWN
    left = [each for each in asked(plan_from(text.encode())).values() if each.weight]
    assert INTERVIEW["some-left"].zh.format(number=len(left)) in result.stdout


def test_a_file_that_records_a_period_or_a_persons_event_is_taken(
    tmp_path: Path, talk: Talk
) -> None:
    recorded = (
        "wecom: {accounts: [{person: 王芳}]}\n"
        "events: {wecom-login@王芳: 2026-11-02}\n"
        "done: {hf-contribution@2026-08: 2026-09-14}\n"
    )
    (tmp_path / "a.yaml").write_text(MINIMAL + recorded, encoding="utf-8")
    result = talk("q")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_weightiest_comes_first_with_reason_and_choices(tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    plan = plan_from(MINIMAL.encode())
    result = talk("?", "", *[""] * 80)
    assert result.exit_code == 0
    output = result.stdout
    texts = [each.text.zh for each in asked(plan).values() if each.weight]
    places = [output.index(text) for text in texts]
    assert places == sorted(places)
    assert INTERVIEW["why-route"].zh.format(number=len(plan.tasks)) in output
    assert "telecom" not in output.split("？")[0]
    assert "可以回答：是 / 否 / 不知道" in output
    assert "对应的键：" in output
    assert INTERVIEW["some-left"].zh.format(number=len(texts)) in output
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == MINIMAL


def test_a_question_mark_explains_key_ground_cure_and_tasks(tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    plan = plan_from(MINIMAL.encode())
    paths = list(asked(plan))
    ground = next(each for each in plan.route.unknown if each.ground == "not-meeting-art-33")
    assert ground.cure
    skipped = [""] * paths.index("debts.insolvent")
    output = talk(*skipped, "？", "q").stdout.split(asked(plan)["debts.insolvent"].text.zh)[1]
    assert "debts.insolvent（资不抵债）" in output
    for words in (ground.title.zh, ground.citation.zh, ground.cure.zh):
        assert words in output
    skipped = [""] * paths.index("internet.telecom_licence")
    output = talk(*skipped, "?", "q").stdout.split("对应的键")[1]
    titles = {task.id: task.title.zh for task in plan.tasks}
    for name in asked(plan)["internet.telecom_licence"].tasks:
        assert f"  - {titles[name]}\n" in output


def test_a_wrong_answer_gets_the_validators_words_and_is_asked_again(
    tmp_path: Path, talk: Talk, run: Callable[..., Result]
) -> None:
    text = MINIMAL + "route: general\nstaff:\n  pregnant_or_nursing: 3\n"
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    before = list(asked(plan_from(text.encode()))).index("staff.count")
    result = talk(*[""] * before, "eighteen", "2", "-1", "18", "q")
    for given_ in ("eighteen", "2", "-1"):
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(f"{text}  count: {given_}\n", encoding="utf-8")
        refused = run("validate", str(wrong), "--lang", "zh").stderr
        sentence = refused.split("错误：")[1].split("\n")[0]
        assert sentence in result.stderr
    assert path.read_text(encoding="utf-8") == f"{text}  count: 18\n"


def test_a_question_that_no_longer_matters_disappears(tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    before = {
        path: each for path, each in asked(plan_from(MINIMAL.encode())).items() if each.weight
    }
    skipped = [""] * list(before).index("simple_route.approval_required")
    result = talk(*skipped, "是", *[""] * 80)
    earlier, later = result.stdout.split(INTERVIEW["written"].zh)
    assert before["debts.outstanding"].text.zh in earlier
    about_the_route = [
        question.text.zh
        for path, question in before.items()
        if path.startswith("simple_route.") and question.text.zh not in earlier
        if not question.tasks  # a lawsuit and an abnormal listing matter on every route
    ]
    assert len(about_the_route) == 8
    assert not [text for text in about_the_route if text in later]
    assert before["staff.union"].text.zh in later


def test_a_plan_that_is_refused_after_an_answer_wants_attention(
    tmp_path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else breaks the file while it is being asked for."""
    from checklist.cli import interview as module

    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    original = module.show_change

    def and_break(*arguments: Any) -> None:
        original(*arguments)
        path.write_text(path.read_text(encoding="utf-8") + "done: [\n", encoding="utf-8")

    monkeypatch.setattr(module, "show_change", and_break)
    result = talk("是", "是")
    assert result.exit_code == 1
    assert INTERVIEW["refused"].zh in result.stderr
    assert "改法" in result.stderr
    assert "是" in path.read_text(encoding="utf-8")


def test_what_somebody_else_writes_meanwhile_is_kept(
    tmp_path: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checklist.cli import interview as module

    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    original = module.present

    def and_add(*arguments: Any) -> None:
        original(*arguments)
        path.write_text(path.read_text(encoding="utf-8") + "# 备注\n", encoding="utf-8")

    monkeypatch.setattr(module, "present", and_add)
    talk("否", "q")
    text = path.read_text(encoding="utf-8")
    assert text.count("# 备注") == 2
    assert "否" in text


@pytest.mark.parametrize("end", [["q"], ["ｑ"], []])
def test_nothing_answered_so_far_is_lost(end: list[str], tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    result = talk("否", "否", *end)
    assert result.exit_code == 0
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8").count("否") == 2


def test_a_file_where_nothing_is_left_to_ask(tmp_path: Path, talk: Talk) -> None:
    sample = (ROOT / "sample_inputs" / "simple-shell.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(sample, encoding="utf-8")
    result = talk("2026-11-01")
    assert result.exit_code == 0
    assert INTERVIEW["all-answered"].zh in result.stdout
    again = talk()
    assert again.exit_code == 0
    assert INTERVIEW["all-answered"].zh in again.stdout


def test_what_cannot_be_asked_exits_with_2(tmp_path: Path, talk: Talk) -> None:
    path = tmp_path / "a.yaml"
    nothing = talk()
    assert nothing.exit_code == 2
    assert not path.exists()
    assert talk("甲公司").exit_code == 2
    assert not path.exists()
    stopped = talk("甲公司", "q")
    assert (stopped.exit_code, path.exists()) == (0, False)
    path.write_text("company: {name: 甲}\n", encoding="utf-8")
    broken = talk("是")
    assert broken.exit_code == 2
    assert "a.yaml:1:" in broken.stderr
    assert path.read_text(encoding="utf-8") == "company: {name: 甲}\n"
    result = CliRunner().invoke(cli, ["init", "--interview", "-"])
    assert result.exit_code == 2
    assert result.stdout == ""


def test_bytes_that_are_no_text_are_asked_again(tmp_path: Path, talk: Talk) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    result = talk("是".encode("gbk") + b"\n", "否\r", "q")
    assert "UTF-8" in result.stderr
    assert path.read_text(encoding="utf-8").count("否") == 1


@pytest.mark.parametrize("lang", ["zh", "en", "zh-en"])
def test_it_speaks_the_language_asked_for(lang: str, tmp_path: Path, talk: Talk) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, encoding="utf-8")
    result = talk("?", "maybe", *[""] * 80, lang=lang)
    output = result.stdout.replace(str(tmp_path), "") + result.stderr
    said = output.replace("工商企注字〔2016〕253号", "")  # a circular's number stays as it is
    chinese = any("\u4e00" <= character <= "\u9fff" for character in said)
    assert chinese == (lang != "en")
    assert ("Answer: yes / no / unknown" in said) == (lang != "zh")


def test_a_file_keeps_its_rights_its_link_and_its_mark(tmp_path: Path, talk: Talk) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())
    real.chmod(0o600)
    (tmp_path / "a.yaml").symlink_to(real)
    assert talk("否", "q").exit_code == 0
    assert (tmp_path / "a.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    data = real.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 3
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")] == []


# The dialogue, in a terminal


class Terminal:
    """A child process on a terminal of its own."""

    def __init__(self, path: Path) -> None:
        self.main, child = pty.openpty()
        arguments = [str(BIN), "init", "--interview", str(path), "--lang", "zh"]
        environment = {**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [*arguments, "--as-of", AS_OF.isoformat()],
            stdin=child,
            stdout=child,
            stderr=child,
            env=environment,
            start_new_session=True,
            preexec_fn=take_terminal,
        )
        os.close(child)
        self.seen = ""
        self.looked = 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def interrupt(self) -> None:
        """Ctrl-C of a person who has read the prompt: one that comes before Python's readline has
        begun to wait is noticed only with the next key."""
        time.sleep(0.5)
        self.type("\x03")

    def until(self, text: str, seconds: float = 60) -> None:
        """Read on until `text` appears; nothing is looked at twice."""
        end = time.monotonic() + seconds
        while (found := self.seen.find(text, self.looked)) < 0:
            assert time.monotonic() < end, self.seen
            if select.select([self.main], [], [], 0.2)[0]:
                try:
                    self.seen += self.decoder.decode(os.read(self.main, 65536))
                except OSError:  # the child has closed its end
                    raise AssertionError(self.seen) from None
        self.looked = found + len(text)

    def type(self, text: str) -> None:
        os.write(self.main, text.encode())


def take_terminal() -> None:
    """In the child: make the terminal its own, so that Ctrl-C reaches it."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path / "公司.yaml")
    yield opened
    if opened.process.poll() is None:
        opened.process.send_signal(signal.SIGKILL)
        opened.process.wait()
    os.close(opened.main)


def test_in_a_terminal_with_a_slip_mended_and_ctrl_c(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until("> ")
    terminal.type("甲公司乙\x7f\r")  # a Chinese character, taken back
    terminal.until("> ")
    terminal.type("llc\r")
    terminal.until("> ")
    terminal.type("否\r")
    terminal.until("已写入")
    terminal.until("> ")
    terminal.interrupt()
    terminal.until("checklist plan")
    assert terminal.process.wait(timeout=60) == 0
    assert "Traceback" not in terminal.seen
    company = read_company((tmp_path / "公司.yaml").read_bytes(), name="a").company
    assert company.company.name == "甲公司"
    assert Tri.NO in (company.shareholders.foreign, company.shareholders.all_agree)
    assert [entry.name for entry in tmp_path.iterdir()] == ["公司.yaml"]


def test_in_a_terminal_the_end_of_input_before_the_first_answers(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.until("> ")
    terminal.type("\x04")
    terminal.until(INTERVIEW["needs-answers"].zh[:8])
    assert terminal.process.wait(timeout=60) == 2
    assert list(tmp_path.iterdir()) == []
