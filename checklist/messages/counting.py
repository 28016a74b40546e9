"""The counting steps in words: what `checklist.periods` did, for a reader with a calendar."""

import datetime as dt
from typing import Final

from checklist.holidays import Calendar
from checklist.messages import Lang, Message, say
from checklist.periods import Also, Step

STEPS: Final[dict[str, Message]] = {
    "nominal-days": Message(
        "起算当日不计入，第1日为{0}；第{n}日为{1}。",
        "The trigger day is not counted; day 1 is {0}, day {n} is {1}.",
    ),
    "restarts": Message(
        "解散事由出现于{0}，至{1}未满15日，15日期限自{1}重新起算。",
        "The cause arose on {0}; fifteen days had not run by {1}, so they restart on {1}.",
    ),
    "same-day": Message("须于{0}当日办理。", "It is done on the day itself, {0}."),
    "nominal-months": Message(
        "自{0}起满{n}个月，到期月的对应日（没有对应日的为月末日）为{1}。",
        "{n} months from {0} end on the same day of the end month, or its last day: {1}.",
    ),
    "nominal-years": Message(
        "自{0}起满{n}年，对应日（没有对应日的为月末日）为{1}。",
        "{n} years from {0} end on the same date, or the month's last day: {1}.",
    ),
    "working-day": Message("{0}为工作日，不顺延。", "{0} is a working day, nothing rolls."),
    "rolls": Message(
        "{0}为休息日，顺延至其后第一个工作日{1}。",
        "{0} is a rest day; the last day rolls to the next working day, {1}.",
    ),
    "may-work": Message(
        "{0}可能调休上班，按保守一侧视为工作日，不顺延。",
        "{0} may become a make-up workday; on the safe side nothing rolls.",
    ),
    "may-be-off": Message(
        "{0}临近节日，可能放假，按保守一侧视为工作日，不顺延。",
        "{0} is near a festival and may become a day off; on the safe side nothing rolls.",
    ),
    "may-rest": Message(
        "{0}可能放假，按保守一侧顺延至其后确定的工作日{1}。",
        "{0} may become a day off; on the safe side it rolls to the next certain working day, {1}.",
    ),
    "no-run-of-three": Message(
        "{0}至{1}之间没有连续3日以上的休息日，不按第一百零九条顺延。",
        "No three or more consecutive rest days lie between {0} and {1}: art. 109 adds nothing.",
    ),
    "run-of-rest": Message(
        "期限内{0}至{1}连续休息{n}日。", "{0} to {1}: {n} consecutive rest days inside the period."
    ),
    "extends": Message(
        "按休息日天数顺延{n}个工作日：自{0}后数第{n}个工作日，为{1}。",
        "Extended by {n} working days: the working day no. {n} after {0} is {1}.",
    ),
    "extension-doubtful": Message(
        "该期限不是《税收征收管理法》及其实施细则规定的期限，是否适用第一百零九条的顺延有疑义："
        "如适用则为{0}，不宜按此安排。",
        "This period is not set by the Tax Collection Law or its Rules, so the extension of art. "
        "109 is doubtful: with it the day would be {0}; do not aim for it.",
    ),
    "not-a-month-end": Message(
        "{0}不是月末，申报期限表不适用，按第一百零九条推算。",
        "{0} is not the end of a month: the published table does not apply; counted by art. 109.",
    ),
    "year-of": Message(
        "{0}所在年度的最后一日为{1}，以当日余额为准，不因休息日顺延。",
        "The year of {0} ends on {1}; the balance of that day counts, a rest day moves nothing.",
    ),
    "month-of": Message(
        "{0}所在月份的最后一日为{1}，从次日起算。",
        "The month of {0} ends on {1}; counting starts on the day after it.",
    ),
    "table": Message(
        "国家税务总局公布的{year}年申报纳税期限表载明为{0}。",
        "The filing table published for {year} says {0}.",
    ),
    "table-differs": Message(
        "按第一百零九条推算为{0}，与公布日期不同，以公布日期为准。",
        "By art. 109 it would be {0}; the published date prevails.",
    ),
    "no-table": Message(
        "未收录{year}年的申报纳税期限表，按第一百零九条推算；以主管税务机关公布为准。",
        "No filing table is recorded for {year}; counted by art. 109. The bureau's table prevails.",
    ),
    "working-days": Message(
        "起算当日不计入，自{0}后只数工作日，第{n}个工作日为{1}。",
        "The trigger day is not counted; counting working days after {0}, no. {n} is {1}.",
    ),
    "skipped": Message("其间不计的休息日：{days}。", "Rest days skipped: {days}."),
    "plan-by": Message(
        "建议不晚于{0}办理（名义到期日当日或之前的最后一个工作日）。",
        "Plan for {0}, the last working day on or before the nominal day.",
    ),
    "plan-by-limit": Message(
        "名义到期日之前没有可用的工作日，以到期日{0}为安排日。",
        "There is no working day before it; the limit itself, {0}, is the day to plan for.",
    ),
    "plan-by-usual": Message(
        "放假安排未公布，期间内没有确定的工作日；按通常的放假天数，宜不晚于{0}办理。",
        "The days off are not published and no day of it is surely a working day; with the long "
        "holidays at their usual length, act by {0}.",
    ),
    "others-until": Message(
        "他人可以主张权利至{0}（含当日）。", "Others may act up to and including {0}."
    ),
    "next-step": Message(
        "下一步最早于其后第一个工作日{0}进行。",
        "The next step may be taken on the next working day, {0}, at the earliest.",
    ),
    "ran-in-full": Message(
        "期间须走满：{0}届满，最早于其后第一个工作日{1}申请。",
        "It must run in full: it ends with {0}; file on the next working day, {1}, or later.",
    ),
    "window-opens": Message(
        "申请期自公示期届满次日{0}（第1日）起算。",
        "The application window opens the day after the notice ends: day 1 is {0}.",
    ),
    "only-after": Message(
        "{0}届满，最早次日{1}方可开始。", "It ends with {0}; {1} is the earliest day."
    ),
    "platform-margin": Message(
        "平台规则未说明首日是否计入，另留1日余量：{0}。",
        "The vendor does not say whether the first day counts: one day of margin gives {0}.",
    ),
    "platform-margin-before": Message(
        "平台规则未说明首日是否计入，提前1日办理：{0}。",
        "The vendor does not say whether the first day counts: act one day earlier, {0}.",
    ),
    "back-at-least": Message(
        "自{0}向前数{n}，最迟于{1}提出。",
        "Counting {n} back from {0}: {1} is the latest day.",
    ),
    "back-inside": Message(
        "自{2}向前数{n}日，期间为{0}至{1}。",
        "Counting {n} days back from {2}: the window is {0} to {1}.",
    ),
    "both-readings": Message(
        "“清算前十五日内”与“至少提前十五日”两种理解并存，在{0}当日办理可同时满足。",
        'Some read it as "at least so many days before"; acting on {0} itself satisfies both.',
    ),
    "keep-through": Message("至少保存至{0}，不因休息日缩短。", "Keep through {0} at least."),
    "provisional-day": Message(
        "【暂定】{0}是否放假，要看该年度的放假安排，尚未公布或者未收录，已按保守一侧取值；"
        "公布后须重新计算。",
        "PROVISIONAL: whether {0} is a day off hangs on that year's notice, not published or not "
        "recorded; the safe side is shown. Compute again once it is.",
    ),
    "provisional": Message(
        "【暂定】推算用到{0}至{1}的放假安排，该年度尚未公布或者未收录，已按保守一侧取值；"
        "公布后须重新计算。",
        "PROVISIONAL: the days off for a year between {0} and {1} are not published or not "
        "recorded; the safe side is shown. Compute again once they are.",
    ),
}

REASONS: Final[dict[str, Message]] = {
    "calendar-day-extension": Message(
        "按字面以自然日顺延", "literal extension by calendar days instead of working days"
    ),
    "tax-109-extension": Message(
        "如认为第一百零九条的顺延同样适用", "if the extension of art. 109 applied here too"
    ),
    "without-margin": Message("不留余量", "without the day of margin"),
    "strict-notice-end": Message(
        "从严理解：届满日遇休息日先顺延，次一工作日方可申请",
        "strict reading: the end rolls off a rest day, and filing opens the working day after",
    ),
    "unrolled-end": Message("届满日不因休息日顺延", "the end does not roll off a rest day"),
    "at-least-reading": Message("理解为至少提前相应日数", "read as at least so many days before"),
    "transition-edge": Message(
        "如认为至2024年7月1日未满15日而重新起算",
        "if the fifteen days are held not to have run out on 2024-07-01 and to restart",
    ),
    "old-law-edge": Message(
        "如认为至2024年7月1日已满15日，适用旧法",
        "if the fifteen days had run out under the old law",
    ),
    "grace-thirty-in-total": Message(
        "如“最长30日”理解为公示期满后合计30日（更稳妥）",
        'if "at most 30 days" means 30 in all after the notice (the safer limit)',
    ),
}

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FESTIVALS_EN = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}


def day_words(day: int, calendar: Calendar, lang: Lang) -> str:
    """A day with its weekday and, where it matters, why it rests or works."""
    date = dt.date.fromordinal(day)
    kind = calendar.describe(day)
    if lang == "en":
        words = _WEEKDAYS_EN[date.weekday()]
        if kind.startswith("festival:"):
            name = kind.removeprefix("festival:")
            festivals = "/".join(_FESTIVALS_EN.get(part, part) for part in name.split("、"))
            words += f", {festivals}"
        elif kind == "make-up":
            words += ", make-up workday"
        return f"{date} ({words})"
    words = f"周{_WEEKDAYS_ZH[date.weekday()]}"
    if kind.startswith("festival:"):
        words += f"，{kind.removeprefix('festival:')}放假"
    elif kind == "make-up":
        words += "，调休上班"
    return f"{date}（{words}）"


def _said_as(step: Step, calendar: Calendar) -> str:
    """The step's sentence: in an unpublished year a rest day or workday is only an assumption."""
    if step.key == "working-day" and _may_be_off(step.days[0], calendar):
        return "may-work" if calendar.describe(step.days[0]) == "weekend" else "may-be-off"
    if step.key == "provisional" and step.days[0] == step.days[1]:
        return "provisional-day"
    if step.key == "rolls" and calendar.describe(step.days[0]) == "workday":
        return "may-rest"
    return step.key


def _may_be_off(day: int, calendar: Calendar) -> bool:
    """Whether a paper that is not recorded may still make a rest day of it."""
    year = dt.date.fromordinal(day).year
    calendar.all_rest.cover(year, year)
    return calendar.all_rest.is_rest(day)


def step_words(step: Step, calendar: Calendar, lang: Lang) -> str:
    """One counting step as a sentence."""
    if lang == "zh-en":
        return f"{step_words(step, calendar, 'zh')} / {step_words(step, calendar, 'en')}"
    days = [day_words(day, calendar, lang) for day in step.days]
    message = STEPS[_said_as(step, calendar)]
    text = message.zh if lang == "zh" else message.en
    separator = "、" if lang == "zh" else ", "
    return text.format(*days, n=step.number, year=step.number, days=separator.join(days))


def reason_words(also: Also, lang: Lang) -> str:
    """Why another reading can be defended."""
    return say(REASONS[also.why], lang)
