"""A sheet read aloud on the telephone."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given

from matters.enums import Form
from matters.guide import Guide
from matters.workdays import WorkCalendar
from notices.enums import Manner
from notices.sheet import Issuance, Sheet
from notices.telling.spoken import AT_ONCE, Group, script
from tests.factories import PLACE, make_guide, make_requirement, make_sheet
from tests.strategies import asking_guides


def told_to(sheet: Sheet) -> str:
    """Everything that is said or stands beside it."""
    return "\n".join(f"{s.text} {s.written}" for group in script(sheet) for s in group.sentences)


def group(sheet: Sheet, title: str) -> list[str]:
    return [s.text for g in script(sheet) if g.title == title for s in g.sentences]


def sheet_with(*papers: object, **values: object) -> Sheet:
    return make_sheet(make_guide(requirements=papers, **values))


def issued() -> Sheet:
    told = datetime(2026, 3, 9, 9, 41)  # noqa: DTZ001
    serial = "北关灯塔路〔2026〕000123"
    issuance = Issuance(
        serial=serial,
        clerk="演示甲（代演示乙）",
        window="5号窗口",
        manner=Manner.PHONE,
        told_at=told,
        calendar=WorkCalendar(),
    )
    return make_sheet(issuance=issuance)


@given(asking_guides())
def test_nothing_that_must_be_brought_or_known_is_lost(guide: Guide) -> None:
    sheet = make_sheet(guide)
    told = told_to(sheet)
    needed = [m.name for m in sheet.materials] + [line.text.rstrip("。") for line in sheet.place]
    assert [text for text in needed if text not in told] == []


@given(asking_guides())
def test_never_more_papers_in_one_go_than_can_be_written_down(guide: Guide) -> None:
    sheet = make_sheet(guide)
    numbers = len({m.number for m in sheet.materials})
    parts = [g for g in script(sheet) if g.title.startswith("材料：")]
    assert len(parts) == -(-numbers // AT_ONCE)


@given(asking_guides())
def test_every_group_says_something(guide: Guide) -> None:
    assert all(one.title and one.sentences and all(s.text for s in one.sentences) for one in script(make_sheet(guide)))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"original": 1, "copies": 2}, "第一项，照片，原件一份、复印件两份。"),
        ({"original": 0, "copies": 1}, "第一项，照片，复印件一份。"),
        ({"form": Form.PAPER, "copies": 0}, "第一项，照片，原件一份，要纸质的。"),
        ({"copies": 0, "fill_note": "2寸"}, "第一项，照片，原件一份。两寸。"),
    ],
)
def test_a_paper_is_said_with_its_counts(values: dict[str, object], said: str) -> None:
    assert group(sheet_with(make_requirement(1, "照片", **{"form": Form.EITHER, **values})), "材料：第一项") == [said]


def test_alternatives_are_named_together_and_then_one_by_one() -> None:
    sheet = sheet_with(
        *(make_requirement(n, name, any_of="身份", form=Form.EITHER) for n, name in enumerate(("护照", "身份证"), 1))
    )
    assert group(sheet, "材料：第一项") == [
        "第一项，两样任选其一：护照、身份证。",
        "用护照，原件一份、复印件一份。",
        "或者用身份证，原件一份、复印件一份。",
    ]


def test_a_condition_comes_before_the_paper() -> None:
    line = replace(make_sheet().materials[0], condition="委托他人代办时")
    sheet = replace(make_sheet(), materials=(line,))
    assert group(sheet, "材料：第一项")[0].startswith("第一项，委托他人代办时才要，居民身份证，")


def test_no_papers_is_said_as_well() -> None:
    assert group(sheet_with(), "材料") == ["不用带任何材料。"]


def test_the_phone_is_read_digit_by_digit_and_stands_beside_in_figures() -> None:
    consult = next(s for g in script(make_sheet()) if g.title == "电话" for s in g.sentences)
    assert (consult.text, consult.written) == (
        "有问题打咨询电话：零三七二 零零零 二零幺三、零三七二 零零零 幺幺零三。",
        f"0372-0002013、{PLACE.phone}",
    )


def test_an_issued_sheet_announces_its_link_and_reads_its_number() -> None:
    closing = group(issued(), "告知单和结束语")
    assert closing[:2] == [
        "这张告知单的网址我用短信发给您，点开就能看、能打印。",
        "也请记一下编号：北关灯塔路，二零二六，零零零 幺二三。",
    ]


def test_whoever_stands_in_says_so() -> None:
    assert "我是首问责任人，演示甲（代演示乙），五号窗口。" in group(issued(), "开头")


def test_a_sheet_that_is_not_issued_has_no_number_to_note() -> None:
    assert [text for text in group(make_sheet(), "告知单和结束语") if "编号" in text] == []


def test_numbered_conditions_are_said_one_by_one() -> None:
    conditions = replace(make_sheet().conditions, text="1. 年满60岁；2. 户口在本区")
    assert group(replace(make_sheet(), conditions=conditions), "情形") == [
        "受理条件有两条。",
        "第一条，年满六十岁。",
        "第二条，户口在本区。",
    ]


def test_what_is_only_told_when_asked_comes_last() -> None:
    groups: tuple[Group, ...] = script(make_sheet())
    assert [g.title for g in groups][-2:] == ["告知单和结束语", "对方问到再说"]
