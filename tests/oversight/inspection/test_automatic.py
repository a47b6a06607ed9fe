"""What the system answers by itself, question by question."""

from datetime import date
from typing import Any

import pytest

from notices.enums import Decision, Manner, ReceiptHow, RepeatCause
from oversight.enums import Verdict
from oversight.inspection.automatic import CHECKS, LABELS, Found, found_by
from oversight.inspection.facts import Came, Facts
from oversight.inspection.items import default_items
from tests.factories import local

YES, NO, NONE = Verdict.YES, Verdict.NO, Verdict.NONE
MONDAY = date(2026, 3, 9)


def facts(**values: Any) -> Facts:
    """A sheet told at the window on 9 March 2026, looked at a month later."""
    usual = {"is_sheet": True, "manner": Manner.WINDOW, "told_on": MONDAY, "edition": 3, "in_force": 3}
    return Facts(**{**usual, "today": date(2026, 4, 9), "is_intact": True, "missing": (), **values})


def came(decision: Decision, day: int = 9, **values: Any) -> Came:
    return Came(decision=decision, on=date(2026, 3, day), **values)


def kept(day: int, due: int) -> Came:
    return came(Decision.KEPT, day, due_on=date(2026, 3, due))


SUPPLEMENT = came(Decision.SUPPLEMENT)
CASES = [
    ("materials", {"material_count": 5}, YES, "与第3版在该情形下的清单一致，共5行。"),
    ("materials", {"missing": ("户口簿", "照片")}, NO, "单子上缺2项：户口簿、照片。"),
    ("materials", {"missing": None}, None, "这一版指南里没有当时选的情形，无法核对，请人工比对。"),
    ("materials", {"is_sheet": False}, NONE, "这份文书不列全部材料。"),
    ("materials", {"is_sheet": False, "own_visit": SUPPLEMENT}, YES, "材料逐项核对后一次告知补正。"),
    (
        "materials",
        {"is_sheet": False, "own_visit": came(Decision.SUPPLEMENT, again="漏看一页")},
        NO,
        "同一次申请再次要求补正，理由：漏看一页",
    ),
    ("written", {"printed_at": local(2026, 3, 9)}, YES, "2026年3月9日排版打印。"),
    ("written", {}, NO, "现场告知，没有排版打印的记录。"),
    ("written", {"manner": Manner.ONLINE}, YES, "网络告知，告知单网页可以随时查看、下载。"),
    ("written", {"manner": Manner.PHONE}, None, "电话告知，按告知单念稿；没有打印记录，请核实是否另给了书面。"),
    ("situation", {"situation": ("新办", "自己办")}, None, "选的是：新办，自己办。是否符合实际，请核对。"),
    ("situation", {"open_questions": ("谁来办理？",)}, NO, "有1个问题没有选：谁来办理？"),
    ("situation", {}, NONE, "这个事项不分情形。"),
    ("situation", {"missing": None}, None, "这一版指南里没有当时选的情形，请人工核对。"),
    ("situation", {"is_sheet": False}, NONE, "这份文书不选情形。"),
    ("signed", {}, NO, "没有签收记录。"),
    ("signed", {"receipt": ReceiptHow.PAD, "received_at": local(2026, 3, 9)}, YES, "2026年3月9日屏幕签名。"),
    (
        "signed",
        {"receipt": ReceiptHow.REFUSED, "received_at": local(2026, 3, 9)},
        NONE,
        "2026年3月9日拒绝签收，已登记。",
    ),
    ("edition", {}, YES, "第3版，告知当天施行。"),
    ("edition", {"in_force": 4}, NO, "用的是第3版，告知当天施行的是第4版。"),
    ("edition", {"in_force": None}, NO, "用的是第3版，告知当天没有施行的版本。"),
    ("intact", {}, YES, "保存的内容与出具时的校验值一致。"),
    ("intact", {"is_intact": False}, NO, "保存的内容与出具时的校验值不一致，请立即报告系统管理员。"),
    ("in_time", {}, NONE, "没有要补正的。"),
    ("in_time", {"came": (SUPPLEMENT,)}, YES, "当场一次告知补正。"),
    ("in_time", {"came": (kept(9, 16), came(Decision.SUPPLEMENT, 16))}, YES, "收下材料后在期限内作出了处理。"),
    (
        "in_time",
        {"came": (kept(9, 16), came(Decision.SUPPLEMENT, 17))},
        NO,
        "收下材料后的期限已过，2026年3月17日才作出处理。",
    ),
    (
        "in_time",
        {"came": (kept(9, 16),)},
        NO,
        "收下材料后到2026年3月16日没有告知，自收到材料之日起即为受理。",
    ),
    ("in_time", {"came": (kept(9, 16),), "today": date(2026, 3, 16)}, NONE, "没有要补正的。"),
    ("repeat", {}, NONE, "申请人还没有带着材料来过。"),
    ("repeat", {"came": (SUPPLEMENT,)}, YES, "来过1次，没有因窗口或告知单的原因多跑。"),
    (
        "repeat",
        {"came": (SUPPLEMENT, came(Decision.ACCEPTANCE, 11, cause=RepeatCause.CATALOG))},
        NO,
        "多跑了1次：2026年3月11日告知单内容有误。",
    ),
    (
        "repeat",
        {"came": (SUPPLEMENT, came(Decision.ACCEPTANCE, 11, cause=RepeatCause.APPLICANT))},
        YES,
        "来过2次，没有因窗口或告知单的原因多跑。",
    ),
    ("corrected", {}, NONE, "告知以后内容没有变化，或者事情已经办完。"),
    ("corrected", {"correction": True}, YES, "告知以后内容有变化，已出具更正告知书。"),
    ("corrected", {"correction": False}, NO, "告知以后内容有变化，还没有出具更正告知书。"),
    ("corrected", {"is_sheet": False}, NONE, "这份文书不须更正。"),
]


@pytest.mark.parametrize(("key", "known", "verdict", "words"), CASES)
def test_the_system_answers_and_says_why(key: str, known: dict[str, Any], verdict: Verdict | None, words: str) -> None:
    assert found_by(key, facts(**known)) == Found(verdict, words)


def test_nothing_is_answered_where_nothing_is_looked_at() -> None:
    assert [found_by(key, facts()) for key in ("", "gone")] == [None, None]


def test_every_check_has_a_name_and_the_default_sheet_knows_them_all() -> None:
    assert set(CHECKS) == set(LABELS) == {item.auto for item in default_items()} - {""}
