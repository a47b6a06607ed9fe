"""Names, phones and addresses as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.personal.contact import (
    BadContact,
    mask_address,
    mask_name,
    mask_phone,
    read_address,
    read_name,
    read_phone,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("13812343210", "13812343210"),
        (" 138 1234-3210 ", "13812343210"),
        ("＋86 138 1234 3210", "13812343210"),
        ("１３８１２３４３２１０", "13812343210"),
        ("0372-1234567", "0372-1234567"),
        ("（0372）1234567", "0372-1234567"),
        ("01012345678", "010-12345678"),
        ("0372 1234567 转 8001", "0372-1234567转8001"),
    ],
)
def test_a_phone_is_kept_in_one_form(typed, kept):
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12812343210", "请填11位手机号"),
        ("1381234321", "请填11位手机号"),
        ("1234567 8", "请填11位手机号"),
        ("2345678", "座机请带上区号"),
        ("没有", "请填11位手机号"),
        ("410503199001011234", "不能填身份证号"),
        ("410503 19900101 123X", "不能填身份证号"),
        ("４１０５０３１９９００１０１１２３４", "不能填身份证号"),
        ("410503900101123", "不能填身份证号"),
    ],
)
def test_what_is_no_phone_is_refused(typed, says):
    with pytest.raises(BadContact, match=says) as refusal:
        read_phone(typed)
    assert refusal.value.field == "phone"


@pytest.mark.parametrize("typed", ["张三", "  张三 ", "阿依古丽·买买提", "北关区第3建材厂", "John Smith", "䶮"])
def test_a_name_is_kept_as_it_is(typed):
    assert read_name(typed) == typed.strip()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("张三410503199001011234", "不能填身份证号"),
        ("410503 1990 0101 123x", "不能填身份证号"),
        ("410503900101123", "不能填身份证号"),
        ("张三13812343210", "电话请填在"),
        ("张三 1381234 3210", "电话请填在"),
        ("张" * 41, "最多40个字"),
        ("张\u200b三", "看不见的字符"),
    ],
)
def test_what_is_no_name_is_refused(typed, says):
    with pytest.raises(BadContact, match=says) as refusal:
        read_name(typed)
    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("full", "shown"),
    [("", ""), ("张三", "张**"), ("欧阳娜娜", "欧**"), ("李", "李**")],
)
def test_a_masked_name_tells_the_family_only(full, shown):
    assert mask_name(full) == shown


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("", ""),
        ("13812343210", "138****3210"),
        ("0372-1234567", "0372-****567"),
        ("010-12345678转8001", "010-****678"),
    ],
)
def test_a_masked_phone_hides_the_middle(full, shown):
    assert mask_phone(full) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_any_mobile_is_kept_and_never_shown_in_full(phone):
    assert (read_phone(phone), phone in mask_phone(phone), len(mask_phone(phone))) == (phone, False, 11)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_no_identity_number_passes(number, gap):
    spaced = gap.join((number[:6], number[6:14], number[14:]))
    for read in (read_name, read_phone):
        with pytest.raises(BadContact, match="身份证号"):
            read(spaced)


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("", ""),
        ("北关区灯塔路街道自由路社区5号楼1单元201", "北关区灯塔路街道自由路社区****"),
        ("河南省安阳市北关区彰德路1号", "河南省安阳市北关区彰德路****"),
        ("安阳市文峰区 文峰大道5号", "安阳市文峰区文峰大道****"),
        ("韩陵镇张庄村西头", "韩陵镇张庄村****"),
        ("万达小区3号楼", "****"),
        ("3号楼2单元", "****"),
        ("某某超市二楼", "****"),
    ],
)
def test_an_address_is_told_up_to_the_community_or_the_road(address, masked):
    assert mask_address(address) == masked


@given(st.text(max_size=100))
def test_a_masked_address_never_tells_a_digit(address):
    assert not any(char.isdigit() for char in mask_address(address))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("自由路1号 13812343210", "不要填号码"),
        ("自由路 410503199001011234", "不能填身份证号"),
        ("路" * 101, "最多100个字"),
        ("自由路\u202e1号", "看不见的字符"),
    ],
)
def test_what_is_no_address_is_refused_at_its_field(typed, says):
    with pytest.raises(BadContact, match=says) as refused:
        read_address(typed)
    assert refused.value.field == "address"
