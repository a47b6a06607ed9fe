"""What the documents say that follow a 告知单: by kind, every element of the check list."""

from dataclasses import replace
from datetime import date

import pytest

from matters.enums import LimitKind, LimitUnit, MatterType, RemedyKind
from matters.guide import Limit, Remedy
from matters.tailoring import tailor
from matters.workdays import WorkCalendar
from notices.enums import NoticeKind, Tick
from notices.letters.letter import Letter
from notices.letters.rights import rights
from notices.sheet_parts import Wording
from tests.counter import WHO, asking_guide
from tests.factories import PLACE, PROFILE, make_guide, make_requirement
from tests.letters import (
    AUTHORITY,
    BASIS,
    CHANGES,
    KINDS,
    REASON,
    RIGHT,
    TODAY,
    WRONG,
    lacking,
    make_letter,
    occasion,
    said,
    ticked,
)

SUPPLEMENT, DEFERRAL, ACCEPTANCE, REJECTION, CORRECTION = KINDS


def rows(letter: Letter) -> list[tuple[int, str, str, str, str]]:
    return [(row.number, row.heading, row.name, row.wrong, row.right) for row in letter.papers]


# --- Every kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("matter_type", [t for t in MatterType if t])
def test_nothing_the_check_list_asks_for_is_lacking(kind: NoticeKind, matter_type: MatterType) -> None:
    assert lacking(make_letter(kind, make_guide(matter_type=matter_type))) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_names_its_affair_its_clerk_and_the_sheet_before(kind: NoticeKind) -> None:
    letter = make_letter(kind)
    found = {key: said(letter)[key] for key in ("matter", "told", "place", "clerk", "phone", "consult", "complaint")}
    assert found == {
        "matter": "公共场所卫生许可证核发（新发）",
        "told": "演示〔2026〕000007（2026年3月2日）",
        "place": "灯塔路街道便民服务中心一楼3号综合窗口",
        "clerk": "演示1号 1号窗口",
        "phone": "0372-0001103",
        "consult": "0372-0002013、0372-0001103",
        "complaint": "0372-0009913、0372-0000000",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_stamp_is_that_of_the_authority_which_decides(kind: NoticeKind) -> None:
    letter = make_letter(kind)
    assert (letter.seal, letter.day) == ("安阳市北关区卫生健康委员会", "2026年3月9日")


@pytest.mark.parametrize("kind", KINDS)
def test_the_situation_is_named_in_words(kind: NoticeKind) -> None:
    assert said(make_letter(kind, tailor(asking_guide(), {"who": "agent"})))["situation"] == "请别人代办"


def test_only_a_letter_about_papers_names_the_day_they_came() -> None:
    dated = {kind for kind in KINDS if "received" in said(make_letter(kind, received_on=None))}
    assert dated == {SUPPLEMENT, DEFERRAL, ACCEPTANCE}


def test_copies_are_counted_in_the_kinds_own_word() -> None:
    words = [make_letter(kind).footer for kind in (SUPPLEMENT, DEFERRAL)]
    assert words == [f"本{word}一式两份，一份交申请人，一份存档。" for word in ("告知书", "通知书")]


# --- 补正告知书


def test_a_supplement_sorts_every_paper_with_what_is_wrong_and_right() -> None:
    assert rows(make_letter(SUPPLEMENT)) == [
        (3, "需补齐", "申请表", "没有提交", "按告知单的要求提交"),
        (1, "需更正", "居民身份证", WRONG, RIGHT),
        (2, "已收材料", "居民户口簿", "", ""),
    ]


def test_a_supplement_counts_what_it_found_and_names_the_law_of_licences() -> None:
    (text,) = make_letter(SUPPLEMENT).body
    assert "有1项材料没有提交，1项材料不符合要求。《中华人民共和国行政许可法》第三十二条第一款第四项" in text


@pytest.mark.parametrize("kind", [SUPPLEMENT, ACCEPTANCE, REJECTION])
def test_only_licences_come_under_the_law_of_licences(kind: NoticeKind) -> None:
    types = [t for t in MatterType if t and "行政许可法" in make_letter(kind, make_guide(matter_type=t)).body[0]]
    assert types == [MatterType.PERMIT]


def test_a_supplement_says_until_when_how_and_what_otherwise() -> None:
    found = said(make_letter(SUPPLEMENT, how="补齐后交到原窗口。"))
    unsaid = [said(make_letter(kind, how=""))["how"].split("。")[0] for kind in (SUPPLEMENT, DEFERRAL)]
    assert unsaid == ["请持本告知书到窗口提交", "请持本通知书到窗口提交"]
    assert found["until"] == "2026年3月20日（含当日）"
    where = f"{PLACE.name}{PLACE.position}（{PLACE.address}）；时间：{PLACE.hours}"
    assert found["how"] == f"补齐后交到原窗口。地点：{where}。"
    assert found["late"].startswith("到期仍未补齐的，本次所交材料退还")


def test_a_second_supplement_gives_its_reason() -> None:
    assert make_letter(SUPPLEMENT, reason="新发现印章不符。").body[1] == "本次为再次告知补正，理由：新发现印章不符。"


def test_a_missing_paper_is_asked_for_as_the_sheet_does() -> None:
    paper = make_requirement(standard="三个月内", fill_note="本人签字", original=2, copies=0)
    guide = make_guide(requirements=(paper,))
    (row,) = make_letter(SUPPLEMENT, guide, ticks=(ticked("m1", "居民身份证", Tick.MISSING),)).papers
    assert (row.counts, row.right) == ("原件2，纸质", "三个月内；本人签字")


def test_a_paper_that_is_not_on_the_list_stands_last_without_a_number() -> None:
    papers = (ticked("x", "授权委托书", Tick.MISSING), ticked("m3", "申请表", Tick.MISSING))
    letter = make_letter(SUPPLEMENT, ticks=papers)
    assert [(row.number, row.name) for row in letter.papers] == [(3, "申请表"), (0, "授权委托书")]


# --- 容缺受理通知书


def test_a_deferral_names_what_may_follow_in_which_form_and_until_when() -> None:
    letter = make_letter(DEFERRAL)
    (row,) = letter.open_papers
    assert (row.heading, row.name, row.counts) == ("容缺待补", "居民身份证", "原件1 复印件1，纸质")
    assert said(letter)["until"] == "2026年3月13日（含当日）"


def test_a_deferral_has_the_applicants_promise_and_what_happens_otherwise() -> None:
    letters = make_letter(DEFERRAL), make_letter(DEFERRAL, promise="本人承诺三日内补齐。")
    assert letters[0].promise.startswith("本人（本单位）承诺：在上述期限内补齐容缺材料")
    assert letters[1].promise == "本人承诺三日内补齐。"
    assert said(letters[0])["late"].startswith("到期未补齐的，停止办理并退还材料")


def test_only_a_deferral_asks_for_a_promise() -> None:
    assert [kind for kind in KINDS if make_letter(kind).promise] == [DEFERRAL]


# --- 受理通知书


def test_an_acceptance_of_today_has_the_hour_and_the_last_day() -> None:
    found = said(make_letter(ACCEPTANCE))
    assert found["accepted"] == "2026年3月9日 10:26"
    assert found["completes"] == "最迟2026年3月16日办结（承诺5个工作日，法定20个工作日）"


def test_after_a_supplement_the_day_counts_on_which_all_was_complete() -> None:
    letter = make_letter(ACCEPTANCE, received_on=date(2026, 3, 2), accepted_on=TODAY)
    assert "2026年3月2日提交的" in letter.body[0]
    assert "至2026年3月9日，申请材料齐全、符合要求。" in letter.body[0]
    assert said(letter)["completes"].startswith("最迟2026年3月16日")


def test_told_too_late_it_counts_from_the_day_the_papers_came() -> None:
    letter = make_letter(ACCEPTANCE, received_on=date(2026, 2, 27), accepted_on=date(2026, 2, 27))
    assert "因未在规定期限内告知补正，自收到申请材料之日起即为受理。" in letter.body[0]
    assert (said(letter)["accepted"], said(letter)["completes"][:11]) == ("2026年2月27日", "最迟2026年3月6日")


def test_a_promise_never_goes_beyond_the_statutory_limit() -> None:
    limits = (
        Limit(kind=LimitKind.PROMISED, amount=10, unit=LimitUnit.WORKDAY),
        Limit(kind=LimitKind.STATUTORY, amount=10, unit=LimitUnit.DAY),
    )
    assert said(make_letter(ACCEPTANCE, make_guide(limits=limits)))["completes"].startswith("最迟2026年3月19日")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((Limit(kind=LimitKind.PROMISED, amount=0, unit=LimitUnit.WORKDAY),), "当场办结"),
        ((Limit(kind=LimitKind.STATUTORY, amount=3, unit=LimitUnit.DAY),), "最迟2026年3月12日办结（法定3个自然日）"),
        (
            (Limit(kind=LimitKind.PROMISED, amount=3, unit=LimitUnit.DAY, when=("who.agent",)),),
            "请别人代办时：承诺3个自然日",
        ),
        ((), "以办事指南公布的时限为准"),
    ],
)
def test_the_last_day_where_there_is_no_simple_promise(limits: tuple[Limit, ...], words: str) -> None:
    guide = make_guide(limits=limits, questions=(WHO,))
    assert said(make_letter(ACCEPTANCE, guide))["completes"] == words


def test_a_day_in_a_year_whose_holidays_are_not_announced_is_an_estimate() -> None:
    letter = make_letter(ACCEPTANCE, calendar=WorkCalendar())
    assert said(letter)["completes"].endswith("节假日安排尚未公布，日期为预计")


def test_a_places_own_promise_holds() -> None:
    place = replace(PLACE, promised=Limit(kind=LimitKind.PROMISED, amount=1, unit=LimitUnit.WORKDAY))
    assert said(make_letter(ACCEPTANCE, place=place))["completes"].startswith("最迟2026年3月10日")


def test_an_acceptance_lists_what_was_handed_in() -> None:
    letter = make_letter(ACCEPTANCE)
    assert [(row.number, row.name, row.counts) for row in letter.papers] == [
        (n, name, "原件1 复印件1") for n, name in enumerate(("居民身份证", "居民户口簿", "申请表"), 1)
    ]


# --- 不予受理通知书


def test_a_rejection_gives_reason_basis_and_who_is_competent() -> None:
    found = said(make_letter(REJECTION))
    assert (found["reason"], found["basis"], found["authority"]) == (REASON, BASIS, f"请向{AUTHORITY}申请。")


def test_without_a_rule_from_the_clerk_the_matters_own_stands() -> None:
    assert said(make_letter(REJECTION, basis=""))["basis"] == "《公共场所卫生管理条例》第四条"


def test_papers_go_back_only_where_some_were_handed_in() -> None:
    letters = make_letter(REJECTION), make_letter(REJECTION, received_on=None)
    assert ["returned" in said(letter) for letter in letters] == [True, False]
    assert letters[1].body[0].startswith("您（单位）提出的“公共场所卫生许可证核发（新发）”申请，经审查")


def test_rights_are_those_of_the_guide_and_the_laws_where_it_is_silent() -> None:
    general = "不服本决定的，可以自知道本决定之日起60日内向有管辖权的行政复议机关申请行政复议；"
    assert general in rights(make_guide(remedies=()))
    own = rights(make_guide())
    assert "可以在60日内向北关区人民政府申请行政复议；也可以自知道本决定之日起6个月内向有管辖权的人民法院提起" in own


def test_an_authority_is_named_once_and_a_recheck_where_there_is_one() -> None:
    kinds = (RemedyKind.RECHECK, RemedyKind.REVIEW, RemedyKind.REVIEW)
    periods = ("30日内", "收到决定起60日内", "知道之日起60日内")
    remedies = [Remedy(kind=k, authority="区政府", period=p) for k, p in zip(kinds, periods, strict=True)]
    text = rights(make_guide(remedies=tuple(remedies)))
    assert text.count("区政府") == 2
    assert "可以在30日内向区政府申请复核；也可以自收到决定起60日内向区政府申请行政复议；也可以" in text


# --- 更正告知书


def test_a_correction_tells_the_changes_and_leads_to_the_guide_of_today() -> None:
    letter = make_letter(CORRECTION, tailor(asking_guide(), {"who": "agent"}))
    assert (letter.changes, letter.body) == (
        CHANGES,
        ("2026年3月2日向您（单位）出具的一次性告知单（编号演示〔2026〕000007）内容有变化，现予更正。",),
    )
    assert said(letter)["guide"] == "https://zwfw.example.gov.cn/g/K7M2PA/?a=who.agent"


def test_changed_questions_are_chosen_again() -> None:
    letter = make_letter(CORRECTION, choose_again=True)
    assert "调整了情形问题" in letter.body[0]
    assert said(letter)["todo"].startswith("请扫码或到窗口重新选择情形")


# --- The office's own words


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("supplement.rule", SUPPLEMENT),
        ("deferral.rule", DEFERRAL),
        ("acceptance.rule", ACCEPTANCE),
        ("rejection.rule", REJECTION),
    ],
)
def test_the_local_rule_stands_in_place_of_the_products_words(key: str, kind: NoticeKind) -> None:
    own = (Wording(key=key, text="按照《某区办法》第五条办理。", matter_type=MatterType.PAYMENT),)
    profile = replace(PROFILE, words=own)
    types = (MatterType.PAYMENT, MatterType.PERMIT)
    bodies = [make_letter(kind, make_guide(matter_type=t), profile=profile).body[0] for t in types]
    assert ["《某区办法》" in body for body in bodies] == [True, False]


def test_what_is_pressing_is_read_on_a_screen() -> None:
    keys = {kind: [line.key for line in make_letter(kind).gist] for kind in KINDS}
    assert keys == {
        SUPPLEMENT: ["until", "how"],
        DEFERRAL: ["accepted", "until", "how", "completes"],
        ACCEPTANCE: ["accepted", "completes"],
        REJECTION: ["authority"],
        CORRECTION: ["todo", "guide"],
    }


def test_an_occasion_without_papers_or_days_still_makes_a_letter() -> None:
    empty = {"received_on": None, "accepted_on": None, "until": None, "ticks": ()}
    letters = [make_letter(kind, **empty) for kind in KINDS]
    assert [said(letters[n])["until"] for n in (0, 1)] == ["请尽快补齐"] * 2
    assert occasion(SUPPLEMENT, make_guide(), **empty).ticks == letters[0].papers == ()
