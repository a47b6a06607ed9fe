"""What the system answers by itself: of each question a verdict, where it can know, and a sentence that says why. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from notices.enums import Decision, Manner, ReceiptHow, RepeatCause
from oversight.enums import Verdict
from oversight.inspection.facts import Came, Facts

OFFICE_CAUSES = (RepeatCause.CLERK, RepeatCause.CATALOG)
"""Why a visit should not have been needed: not told clearly, or told wrongly."""


@dataclass(frozen=True, slots=True)
class Found:
    """`verdict` is None where a person must judge; `words` help them."""

    verdict: Verdict | None
    words: str


def materials(facts: Facts) -> Found:
    """All materials of the situation stand on the sheet; a supplement asked for everything at once."""
    if facts.own_visit and facts.own_visit.decision == Decision.SUPPLEMENT:
        return _at_once(facts.own_visit)
    if not facts.is_sheet:
        return Found(Verdict.NONE, "这份文书不列全部材料。")
    if facts.missing is None:
        return Found(None, "这一版指南里没有当时选的情形，无法核对，请人工比对。")
    if facts.missing:
        return Found(Verdict.NO, f"单子上缺{len(facts.missing)}项：{'、'.join(facts.missing)}。")
    return Found(Verdict.YES, f"与第{facts.edition}版在该情形下的清单一致，共{facts.material_count}行。")


def written(facts: Facts) -> Found:
    """It was told on paper or on a page that stays."""
    if facts.printed_at:
        return Found(Verdict.YES, f"{_day(facts.printed_at)}排版打印。")
    if facts.manner == Manner.ONLINE:
        return Found(Verdict.YES, "网络告知，告知单网页可以随时查看、下载。")
    if facts.manner == Manner.PHONE:
        return Found(None, "电话告知，按告知单念稿；没有打印记录，请核实是否另给了书面。")
    return Found(Verdict.NO, f"{facts.manner.label}告知，没有排版打印的记录。")


def situation(facts: Facts) -> Found:
    """Every question of the situation was asked; whether the answers are right a person must judge."""
    if not facts.is_sheet:
        return Found(Verdict.NONE, "这份文书不选情形。")
    if facts.missing is None:
        return Found(None, "这一版指南里没有当时选的情形，请人工核对。")
    if facts.open_questions:
        return Found(Verdict.NO, f"有{len(facts.open_questions)}个问题没有选：{''.join(facts.open_questions)}")
    if not facts.situation:
        return Found(Verdict.NONE, "这个事项不分情形。")
    return Found(None, f"选的是：{'，'.join(facts.situation)}。是否符合实际，请核对。")


def signed(facts: Facts) -> Found:
    """Somebody confirmed having received it."""
    if facts.receipt is None or facts.received_at is None:
        return Found(Verdict.NO, "没有签收记录。")
    if facts.receipt == ReceiptHow.REFUSED:
        return Found(Verdict.NONE, f"{_day(facts.received_at)}拒绝签收，已登记。")
    return Found(Verdict.YES, f"{_day(facts.received_at)}{facts.receipt.label}。")


def edition(facts: Facts) -> Found:
    """The edition told was the one in force on that day."""
    if facts.in_force == facts.edition:
        return Found(Verdict.YES, f"第{facts.edition}版，告知当天施行。")
    holding = f"施行的是第{facts.in_force}版" if facts.in_force else "没有施行的版本"
    return Found(Verdict.NO, f"用的是第{facts.edition}版，告知当天{holding}。")


def intact(facts: Facts) -> Found:
    """What is stored is what was given out."""
    if facts.is_intact:
        return Found(Verdict.YES, "保存的内容与出具时的校验值一致。")
    return Found(Verdict.NO, "保存的内容与出具时的校验值不一致，请立即报告系统管理员。")


def in_time(facts: Facts) -> Found:
    """What was missing was told within the five working days of 行政许可法 art. 32(1)4 after papers were kept."""
    late = [came for came, due in _kept(facts) if came > due]
    if late:
        return Found(Verdict.NO, f"收下材料后的期限已过，{_date(late[0])}才作出处理。")
    overdue = [due for due in _undecided(facts) if due < facts.today]
    if overdue:
        return Found(Verdict.NO, f"收下材料后到{_date(overdue[0])}没有告知，自收到材料之日起即为受理。")
    if _kept(facts):
        return Found(Verdict.YES, "收下材料后在期限内作出了处理。")
    if any(came.decision == Decision.SUPPLEMENT for came in facts.came):
        return Found(Verdict.YES, "当场一次告知补正。")
    return Found(Verdict.NONE, "没有要补正的。")


def repeat(facts: Facts) -> Found:
    """Nobody came once more because of the office."""
    ours = [came for came in facts.came if came.cause in OFFICE_CAUSES]
    if ours:
        told = "；".join(f"{_date(came.on)}{RepeatCause(came.cause).label}" for came in ours)
        return Found(Verdict.NO, f"多跑了{len(ours)}次：{told}。")
    if not facts.came:
        return Found(Verdict.NONE, "申请人还没有带着材料来过。")
    return Found(Verdict.YES, f"来过{len(facts.came)}次，没有因窗口或告知单的原因多跑。")


def corrected(facts: Facts) -> Found:
    """Where what was told no longer holds, the holder was told so."""
    if not facts.is_sheet:
        return Found(Verdict.NONE, "这份文书不须更正。")
    if facts.correction is None:
        return Found(Verdict.NONE, "告知以后内容没有变化，或者事情已经办完。")
    if facts.correction:
        return Found(Verdict.YES, "告知以后内容有变化，已出具更正告知书。")
    return Found(Verdict.NO, "告知以后内容有变化，还没有出具更正告知书。")


CHECKS: dict[str, Callable[[Facts], Found]] = {
    "materials": materials,
    "written": written,
    "situation": situation,
    "signed": signed,
    "edition": edition,
    "intact": intact,
    "in_time": in_time,
    "repeat": repeat,
    "corrected": corrected,
}

LABELS = {
    "materials": "清单与版本一致",
    "written": "有排版打印的记录",
    "situation": "情形问题都选了",
    "signed": "有签收记录",
    "edition": "告知当天施行的版本",
    "intact": "内容与校验值一致",
    "in_time": "收下材料后按期处理",
    "repeat": "没有因办事机关的原因多跑",
    "corrected": "内容变化后已更正",
}
"""For whoever writes the check sheet."""


def found_by(auto: str, facts: Facts) -> Found | None:
    """What the system finds to a question; None where nothing is looked at by itself."""
    check = CHECKS.get(auto)
    return check(facts) if check else None


def _at_once(visit: Came) -> Found:
    if visit.again:
        return Found(Verdict.NO, f"同一次申请再次要求补正，理由：{visit.again}")
    return Found(Verdict.YES, "材料逐项核对后一次告知补正。")


def _kept(facts: Facts) -> list[tuple[date, date]]:
    """Of papers that were kept: the day they were decided on, and the last day for it."""
    pairs = zip(facts.came, facts.came[1:], strict=False)
    return [(later.on, kept.due_on) for kept, later in pairs if kept.decision == Decision.KEPT and kept.due_on]


def _undecided(facts: Facts) -> list[date]:
    last = facts.came[-1:]
    return [came.due_on for came in last if came.decision == Decision.KEPT and came.due_on]


def _day(at: datetime) -> str:
    return _date(timezone.localdate(at))


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
