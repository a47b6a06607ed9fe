"""What is found, in which order, and why; over a handful of entries."""

from typing import Any

import pytest

from matters.enums import Level
from matters.search.catalogue import Catalogue
from matters.search.entry import Entry, with_sounds
from matters.search.found import Found
from matters.search.listed import Listed
from matters.search.wanted import Wanted

WORDS = {"老年补贴": "高龄津贴", "驾照": "机动车驾驶证", "丢了": "挂失 补领"}


def make(*entries: Entry | Listed, words: dict[str, str] | None = None) -> Catalogue:
    listed = [e if isinstance(e, Listed) else Listed(kind="matter", key=n, entry=e) for n, e in enumerate(entries)]
    return Catalogue(listed, WORDS if words is None else words)


def entry(name: str, code: str = "", **values: Any) -> Entry:
    return with_sounds(Entry(code=code or f"K{sum(map(ord, name)) % 99999:05}", name=name, **values))


def names(found: Found) -> list[str]:
    return [hit.name for hit in found.hits]


def look(catalogue: Catalogue, text: str, **filters: str) -> list[str]:
    return names(catalogue.search(Wanted(q=text, **filters)))


CARD = entry("残疾人证核发（新办）", synonyms=("残疾证",), materials=("居民身份证",), topics=("残疾",))
PAY = entry("高龄津贴申领", materials=("居民身份证",), departments=("安阳市北关区民政局", "区民政局"), topics=("养老",))
WED = entry("结婚登记", short_name="领结婚证")
LOST = entry("社会保障卡挂失")
SMALL = make(CARD, PAY, WED, LOST)


@pytest.mark.parametrize(
    "text",
    [
        "残疾人证核发（新办）", "残疾人证核发(新办)", "残疾人证", "残疾", "人证核", "残疾证", "殘疾人證", "canjirenzheng",
        "CanJiRenZheng", "canjiren",
        "renzheng", "cjrz", "CJRZ", "ｃｊｒｚ", "cjz", "rzhf",
        "残疾zheng", "canji证", "残疾rz", "canjrz", "cjirenzheng", "can ji ren", "残疾 核发", "新办 残疾",
        "残疾人证怎么办理", "我想办残疾证", "残疾证需要什么材料", "残疾人新办", CARD.code, CARD.code.lower(),
    ],
)  # fmt: skip
def test_the_card_is_found_first_by(text: str) -> None:
    assert look(SMALL, text)[:1] == [CARD.name]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("残级证", "残疾证"), ("残疾人正", "残疾人证"), ("疾残人证", "残疾人证"), ("残疾人征核发", "残疾人证核发"), ("残残疾人证", "残疾人证"),
        ("canjirenzeng", "残疾人证"), ("canjirnezheng", "残疾人证"), ("canjjirenzheng", "残疾人证"),
    ],
)  # fmt: skip
def test_a_slip_is_forgiven_and_said(text: str, meant: str) -> None:
    found = SMALL.search(Wanted(q=text))
    assert (names(found)[:1], found.did_you_mean) == ([CARD.name], meant)


def test_no_slip_is_thought_of_where_something_fits() -> None:
    catalogue = make(entry("残疾人证核发"), entry("残疾人征地补偿"))
    found = catalogue.search(Wanted(q="残疾人征"))
    assert (names(found), found.did_you_mean) == (["残疾人征地补偿"], "")


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "*", "NOT", "qqqq", "火箭发射", "y" * 200, "\ud800"])
def test_what_nothing_has_finds_nothing(text: str) -> None:
    assert look(SMALL, text) == []


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_without_words_everything_is_listed(text: str) -> None:
    assert sorted(look(SMALL, text)) == sorted([CARD.name, PAY.name, WED.name, LOST.name])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("残疾证", "也叫 残疾证"), ("领结婚证", "也叫 领结婚证"), ("民政局", "部门 区民政局"), ("养老", "主题 养老"),
        ("老年补贴", "常用词 老年补贴＝高龄津贴"),
        ("高龄津贴", ""), ("高龄 民政局", ""), ("gljt", ""),
    ],
)  # fmt: skip
def test_why_says_what_fitted_where_it_was_not_the_name(text: str, why: str) -> None:
    assert SMALL.search(Wanted(q=text)).hits[0].why == why


def test_a_material_is_why_as_well() -> None:
    assert {hit.why for hit in SMALL.search(Wanted(q="身份证")).hits} == {"材料 居民身份证"}


@pytest.mark.parametrize(
    ("text", "marked"),
    [("残疾人证", "残疾人证"), ("核发 残疾", "残疾核发"), ("cjrz", "残疾人证"), ("残疾zheng", "残疾人证"),
        ("新办", "新办"), ("证核发新", "证核发新")],
)  # fmt: skip
def test_what_fitted_is_marked_in_the_name(text: str, marked: str) -> None:
    hit = SMALL.search(Wanted(q=text)).hits[0]
    assert "".join(hit.name[start:end] for start, end in hit.marks) == marked


@pytest.mark.parametrize("text", ["社保卡丢了", "社会保障卡丢了"])
def test_an_everyday_word_inside_stands_for_any_of_its_meanings(text: str) -> None:
    assert look(make(CARD, LOST, entry("社会保障卡查询"), words={**WORDS, "社保卡": "社会保障卡"}), text) == [LOST.name]


def test_everyday_words_are_spelled_too() -> None:
    assert [look(SMALL, text) for text in ("laonianbutie", "老年bt", "老年补帖")] == [[PAY.name]] * 3


def test_the_better_it_fits_the_earlier_it_comes() -> None:
    fitting = ("演示烟花", "演示烟花甲", "申领演示烟花")
    catalogue = make(
        *map(entry, reversed(fitting)), entry("花炮", synonyms=("老演示烟花",)), entry("丁", materials=("演示烟花",))
    )
    assert look(catalogue, "演示烟花") == [*fitting, "花炮", "丁"]


def test_among_equals_the_nearest_level_then_use_then_the_code_decides() -> None:
    near, far = (Level.COMMUNITY,), (Level.DISTRICT,)
    listed = [
        Listed(kind="matter", key=1, entry=entry("甲证", "K4", levels=far), used=99),
        Listed(kind="matter", key=2, entry=entry("甲证", "K3", levels=near)),
        Listed(kind="matter", key=3, entry=entry("甲证", "K2", levels=near)),
        Listed(kind="matter", key=4, entry=entry("甲证", "K5", levels=near), used=1),
    ]
    assert [hit.code for hit in make(*listed).search(Wanted(q="甲证")).hits] == ["K5", "K2", "K3", "K4"]


def test_every_word_must_fit_somewhere() -> None:
    assert [look(SMALL, text) for text in ("身份证 养老", "身份证 结婚")] == [[PAY.name], []]


def test_a_code_of_any_kind_finds_it_alone() -> None:
    catalogue = make(entry("甲证", "K7M2PA", codes=("11410503000000289F4000",)), entry("乙证"))
    found = [look(catalogue, text) for text in ("11410503000000289F4000", "11410503", "k7m")]
    assert found == [["甲证"]] * 3


def test_what_is_coming_is_only_offered_to_a_window() -> None:
    catalogue = make(Listed(kind="matter", key=1, entry=entry("甲证"), is_coming=True))
    offered = [one.entry.name for one in catalogue.offered("甲证", None, 9)]
    assert (look(catalogue, "甲证"), offered) == ([], ["甲证"])


def test_a_window_is_offered_what_it_can_give_out_first() -> None:
    here, there = (entry(name, places=(place,)) for name, place in (("申领甲证", "street"), ("甲证", "district/x")))
    suspended = Listed(kind="matter", key=9, entry=entry("甲证", "K9", places=("street",)), is_suspended=True)
    offered = make(here, there, suspended).offered("甲证", frozenset({"street", "street/dengtalu"}), 9)
    assert [one.entry.name for one in offered] == ["申领甲证", "甲证", "甲证"]


def test_the_list_is_a_sequence() -> None:
    hits = SMALL.search(Wanted()).hits
    assert [hits[0], hits[-1], *hits[1:3]] == [(listed := list(hits))[0], listed[3], *listed[1:3]]
    assert (len(hits), len(hits[2:9]), list(hits[9:])) == (4, 2, [])


def test_what_was_given_out_most_comes_first() -> None:
    catalogue = make(*(Listed(kind="matter", key=n, entry=entry(f"{n}证"), used=n) for n in range(5)))
    assert [[h.key for h in catalogue.most_used(limit)] for limit in (3, 9)] == [[4, 3, 2], [4, 3, 2, 1]]


def test_an_empty_catalogue_finds_nothing() -> None:
    assert [look(Catalogue([]), text) for text in ("", "证", "zheng", "证 zheng")] == [[]] * 4
