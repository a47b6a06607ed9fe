"""What search keeps of a guide."""

import pytest

from matters.enums import Audience, ChannelKind, How, Level
from matters.guide import Channel, Handling, Member, Party
from matters.plain import from_plain, to_plain
from matters.search.entry import Entry, entry_of
from tests.factories import make_guide, make_requirement


def test_an_entry_has_all_that_is_searched_and_shown() -> None:
    guide = make_guide(
        short_name="卫生证",
        synonyms=("卫生许可",),
        topics=("公共卫生",),
        joint_departments=(Party(name="消防大队"),),
        requirements=(make_requirement(1, "营业执照"), make_requirement(2, "身份证（复印件）", material="居民身份证")),
    )
    assert entry_of(guide, departments=("区卫健委",)) == Entry(
        code="K7M2PA",
        name="公共场所卫生许可证核发（新发）",
        short_name="卫生证",
        synonyms=("卫生许可",),
        codes=("11410503000000289F4000123001000",),
        department="安阳市北关区卫生健康委员会",
        departments=("安阳市北关区卫生健康委员会", "区卫健委", "消防大队"),
        topics=("公共卫生",),
        materials=("营业执照", "身份证（复印件）", "居民身份证"),
        audiences=(Audience.ENTERPRISE,),
        levels=(Level.STREET,),
        places=("street",),
        sounds=(
            "gong gong chang suo wei sheng xu ke zheng he fa xin fa",
            "wei sheng zheng",
            "wei sheng xu ke",
            "gong gong wei sheng",
            "an yang shi bei guan qu wei sheng jian kang wei yuan hui",
            "qu wei jian wei",
            "xiao fang da dui",
            "ying ye zhi zhao",
            "shen fen zheng fu yin jian",
            "ju min shen fen zheng",
        ),
    )


def test_it_is_the_same_after_storing() -> None:
    entry = entry_of(make_guide(synonyms=("卫生证",)))
    assert from_plain(Entry, to_plain(entry)) == entry


def test_a_bundle_is_found_by_its_matters() -> None:
    member = Member(code="AAAAAA", name="公章刻制备案", department=Party(name="公安局"))
    assert entry_of(make_guide(members=(member,))).members == ("公章刻制备案",)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, False),
        ({"channels": (Channel(kind=ChannelKind.WEB),)}, True),
        ({"channels": (Channel(kind=ChannelKind.MOBILE),)}, True),
        ({"handlings": (Handling(level=Level.STREET, how=How.ONLINE),)}, True),
        ({"handlings": (Handling(level=Level.STREET, how=How.SELF_SERVICE),)}, False),
    ],
)
def test_online_is_what_can_be_done_on_the_web_or_the_phone(values: dict, expected: bool) -> None:
    assert entry_of(make_guide(**values)).is_online is expected


def test_places_are_levels_and_single_sites() -> None:
    handlings = (
        Handling(level=Level.STREET, how=How.DIRECT, sites=("dengtalu",)),
        Handling(level=Level.DISTRICT, how=How.DIRECT),
    )
    entry = entry_of(make_guide(handlings=handlings))
    at = [("street", "dengtalu"), ("street", "other"), ("district", "beiguan"), ("community", "dengtalu")]
    assert [entry.is_handled_at(*place) for place in at] == [True, False, True, False]
