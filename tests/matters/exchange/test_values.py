"""The cells of real files, each kind of dirt by itself."""

from datetime import date

import pytest

from matters.enums import LimitUnit
from matters.exchange.finding import ABSENT
from matters.exchange.numbered_lists import listed
from matters.exchange.values import text, written_text
from matters.exchange.values_counts import counts
from matters.exchange.values_limits import duration
from matters.exchange.values_lists import names, words, written_list
from matters.exchange.values_numbers import whole_number
from matters.exchange.values_scalars import address, day, phones, yes_no

WORKDAY, DAY, MONTH = LimitUnit.WORKDAY, LimitUnit.DAY, LimitUnit.MONTH


@pytest.mark.parametrize(
    "marker", ["无", "/", "-", "—", "null", "NULL", "N/A", "空", " ", "——", "无。", "详见附件", "见附件"]
)
def test_an_empty_marker_says_nothing(marker):
    assert text(marker).value == ""


def test_an_attachment_that_is_pointed_to_is_told():
    assert [f.check for f in text("详见附件").findings] == ["attached"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("１０ＡＢｚ", "10ABz"),
        ("，。：（）", "，。：（）"),
        ("　前后　", "前后"),
        ("<p class=MsoNormal style='mso-x:1'>一<o:p></o:p></p><p>二&nbsp;三<br>四</p>", "一\n二 三\n四"),
        ("<style>p{mso-a:b}</style>字", "字"),
        ("不足1<2的", "不足1<2的"),
        ("'无", "无"),
        ("\ufeff零\u200b宽", "零宽"),
    ],
)  # fmt: skip
def test_text_is_taken_as_it_is_meant(written, meant):
    assert text(written) == (meant, ())


def test_a_character_that_cannot_be_printed_is_an_error():
    found = text("好😀")
    assert (found.value, [(f.severity.value, f.check) for f in found.findings]) == (ABSENT, [("error", "unprintable")])


@pytest.mark.parametrize("value", ["无", "=1+1", "'字", " 字", "<b>", "１", "/", "+86", "普通"])
def test_what_is_written_is_read_back(value):
    assert text(written_text(value)).value == value


@pytest.mark.parametrize("value", ["=1+1", "+86", "-1", "@x"])
def test_nothing_is_written_that_a_spreadsheet_would_calculate(value):
    assert written_text(value) == f"'{value}"


@pytest.mark.parametrize(
    ("words_", "meant"),
    [
        ("即办", (0, WORKDAY)),
        ("当场", (0, WORKDAY)),
        ("当场办结", (0, WORKDAY)),
        ("一个月", (1, MONTH)),
        ("20天", (20, DAY)),
        ("10个工作日", (10, WORKDAY)),
        ("１０个工作日", (10, WORKDAY)),
        ("二十个工作日", (20, WORKDAY)),
        ("自受理之日起15个工作日内", (15, WORKDAY)),
        ("24小时", (24, LimitUnit.HOUR)),
        ("10", (10, None)),
        ("/", ABSENT),
    ],
)  # fmt: skip
def test_a_time_limit_is_understood(words_, meant):
    assert duration(words_) == (meant, ())


def test_of_a_span_the_longer_end_counts_and_is_doubted():
    found = duration("1-3个工作日")
    assert (found.value, [f.check for f in found.findings]) == ((3, WORKDAY), ["limit_span"])


def test_a_limit_in_other_words_is_an_error():
    assert [f.check for f in duration("尽快").findings] == ["limit_unreadable"]


@pytest.mark.parametrize(
    ("words_", "meant"),
    [
        ("一式两份", (2, 0)),
        ("2张", (2, 0)),
        ("原件1份复印件2份", (1, 2)),
        ("原件1份，复印件2份", (1, 2)),
        ("原件及复印件", (1, 1)),
        ("复印件一份", (0, 1)),
        ("正本1份副本1份", (1, 1)),
        ("验原件", (1, 0)),
        ("原件和复印件各1份", (1, 1)),
        ("3", (3, 0)),
        ("无", ABSENT),
    ],
)  # fmt: skip
def test_copies_are_counted(words_, meant):
    assert counts(words_) == (meant, ())


@pytest.mark.parametrize(
    "written", ["2026-01-02", "2026/1/2", "2026年1月2日", "20260102", "2026.1.2", "2026-01-02 00:00:00"]
)
def test_a_day_in_every_notation(written):
    assert day(written).value == date(2026, 1, 2)


@pytest.mark.parametrize("written", ["2026年13月1日", "明天"])
def test_what_is_no_day_is_an_error(written):
    assert [f.check for f in day(written).findings] == ["not_a_date"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("是", True),
        ("1", True),
        ("Y", True),
        ("√", True),
        ("否", False),
        ("0", False),
        ("N", False),
        ("2", False),
        ("", ABSENT),
    ],
)
def test_yes_or_no_in_every_notation(written, meant):
    assert yes_no(written) == (meant, ())


@pytest.mark.parametrize(("written", "meant"), [("1次", 1), ("3", 3), ("２", 2), ("两次", 2)])
def test_a_number_of_times(written, meant):
    assert whole_number(written) == (meant, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0911-3631903;0911-3631904", "0911-3631903、0911-3631904"),
        ("0911-3631903 0911-3631904", "0911-3631903、0911-3631904"),
        ("12345或0911-3631903／值班", "12345、0911-3631903／值班"),
        ("0911-3631903", "0911-3631903"),
    ],
)
def test_several_phones_are_kept_with_one_separator(written, meant):
    assert phones(written).value == meant


def test_an_address_without_scheme_is_doubted_and_another_text_refused():
    assert [(address(a).value, [f.check for f in address(a).findings]) for a in ("www.a.gov.cn/x", "见官网")] == [
        ("http://www.a.gov.cn/x", ["url_scheme"]),
        (ABSENT, ["url_malformed"]),
    ]


@pytest.mark.parametrize("separator", list("、,，;；|^ —"))
def test_words_are_separated_by_anything_usual(separator):
    assert words(f"自然人{separator}企业法人").value == ("自然人", "企业法人")


def test_a_name_keeps_the_mark_in_its_brackets():
    assert names("镇（乡、街道）民政站^区民政局").value == ("镇（乡、街道）民政站", "区民政局")


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("①填写申请表;②携带身份证;③照片4张。", ("填写申请表", "携带身份证", "照片4张")),
        (
            "1、个人申请2、领取并填写申请表3、村委会公示、盖章4、 县老龄办复审",
            ("个人申请", "领取并填写申请表", "村委会公示、盖章", "县老龄办复审"),
        ),
        ("1.甲2.5米\n2.乙", ("甲2.5米", "乙")),
        ("（一）甲；（二）乙。", ("甲", "乙")),
        ("一、甲；二、乙", ("甲", "乙")),
        ("甲\n乙", ("甲", "乙")),
        ("申请条件：1、甲", ("甲",)),
        ("依照第二条办理，周一、周二", ("依照第二条办理，周一、周二",)),
    ],
)
def test_a_list_in_one_cell_is_taken_apart(written, items):
    assert listed(written) == items


def test_a_list_that_a_spreadsheet_would_take_for_a_formula_is_written_as_json():
    cell = written_list(("=1+1", "残疾证"), " ", words)
    assert (cell, words(cell).value) == ('["=1+1", "残疾证"]', ("=1+1", "残疾证"))
