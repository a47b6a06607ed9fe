"""What changed between two editions, in words a citizen understands."""

from dataclasses import replace

import pytest
from hypothesis import given

from matters import enums
from matters.changes import ChangeKind, Fact, compare, diff
from matters.guide import Charge, Faq, Guide, Limit, Option, Party, Question
from tests import strategies
from tests.factories import make_guide, make_requirement

CARD, BOOK = make_requirement(1, "居民身份证"), make_requirement(2, "居民户口簿")
OLD = make_guide(requirements=(CARD, BOOK))
WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))


def sentences(new: Guide, old: Guide = OLD) -> list[str]:
    return [change.sentence for change in diff(old, new)]


@given(strategies.guides)
def test_a_guide_does_not_differ_from_itself(guide: Guide) -> None:
    assert diff(guide, guide) == []


@given(strategies.asking_guides(), strategies.asking_guides())
def test_every_paper_that_came_or_went_is_told(old: Guide, new: Guide) -> None:
    papers = {kind: set() for kind in ChangeKind}
    for change in diff(old, new):
        if change.block == "申请材料":
            papers[change.kind].add(change.label)
    before, after = ({r.key: r.name for r in g.requirements} for g in (old, new))
    assert papers[ChangeKind.ADDED] == {name for key, name in after.items() if key not in before}
    assert papers[ChangeKind.REMOVED] == {name for key, name in before.items() if key not in after}


@given(strategies.asking_guides(), strategies.asking_guides())
def test_additions_one_way_are_removals_the_other_way(old: Guide, new: Guide) -> None:
    added = sorted((c.block, c.label) for c in diff(old, new) if c.kind == ChangeKind.ADDED)
    removed = sorted((c.block, c.label) for c in diff(new, old) if c.kind == ChangeKind.REMOVED)
    assert added == removed


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ((CARD, BOOK, make_requirement(3, "结婚证")), "新增申请材料：结婚证（原件1 复印件1，纸质）"),
        ((BOOK,), "取消申请材料：居民身份证"),
        (
            (replace(CARD, copies=2), BOOK),
            "申请材料“居民身份证”由“原件1 复印件1，纸质”改为“原件1 复印件2，纸质”",
        ),
        ((replace(CARD, name="有效身份证件"), BOOK), "申请材料“居民身份证”由“居民身份证”改为“有效身份证件”"),
        (
            (replace(CARD, necessity=enums.Necessity.DEFERRABLE, defer="3个工作日内补交"), BOOK),
            "申请材料“居民身份证”由“原件1 复印件1，纸质”改为“原件1 复印件1，纸质，可容缺：3个工作日内补交”",
        ),
    ],
)
def test_a_change_of_papers_is_one_sentence(new: tuple, sentence: str) -> None:
    assert sentences(make_guide(requirements=new)) == [sentence]


PROMISED = Limit(kind=enums.LimitKind.PROMISED, amount=3, unit=enums.LimitUnit.WORKDAY)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"limits": (OLD.limits[0], PROMISED)}, "办理时限“承诺”由“5个工作日”改为“3个工作日”"),
        ({"charges": (Charge(name="工本费", standard="20元/证"),)}, "新增收费：工本费（工本费：20元/证）"),
        ({"consult_phone": "0372-0002099"}, "基本信息“咨询电话”由“0372-0002013”改为“0372-0002099”"),
        ({"department": Party(name="北关区行政审批局")},
         "基本信息“实施机关”由“安阳市北关区卫生健康委员会”改为“北关区行政审批局”"),
        ({"steps": OLD.steps[:1]}, "取消办理环节：决定"),
        ({"faqs": (Faq(question="可以代办吗？", answer="可以。"),)}, "新增常见问题：可以代办吗？（可以。）"),
        ({"visits_reason": "核验原件"}, "基本信息“必须到现场的原因”由“现场核验”改为“核验原件”"),
        ({"questions": (WHO,)}, "新增办理情形：谁来办？（本人、代办）"),
        ({"visits": 0}, "基本信息“到现场次数”由“1次”改为“0次”"),
    ],
)  # fmt: skip
def test_a_change_of_anything_else_is_one_sentence(values: dict[str, object], sentence: str) -> None:
    assert sentences(replace(OLD, **values)) == [sentence]


def test_a_new_condition_is_told_in_the_options_words() -> None:
    who = Question(
        key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办"))
    )
    before = replace(OLD, questions=(who,))
    after = replace(before, requirements=(CARD, replace(BOOK, when=("who.agent",))))
    assert sentences(after, before) == ["申请材料“居民户口簿”由“原件1 复印件1，纸质”改为“原件1 复印件1，纸质，代办时”"]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("年满16周岁", "", "基本信息“受理条件”取消，原为“年满16周岁”"),
        ("", "年满16周岁", "基本信息“受理条件”新增“年满16周岁”"),
    ],
)
def test_a_text_that_became_empty_or_was_empty_is_told_as_such(before: str, after: str, sentence: str) -> None:
    line = (Fact(block="基本信息", key="conditions", label="受理条件", text=text) for text in (before, after))
    assert [change.sentence for change in compare([next(line)], [next(line)])] == [sentence]


def test_changes_of_a_block_stand_together_with_removals_last() -> None:
    new = replace(OLD, requirements=(BOOK, make_requirement(3, "结婚证")), visits=2)
    assert [(c.block, c.kind) for c in diff(OLD, new)] == [
        ("基本信息", ChangeKind.CHANGED),
        ("申请材料", ChangeKind.ADDED),
        ("申请材料", ChangeKind.REMOVED),
    ]


def test_two_rows_of_one_name_do_not_hide_each_other() -> None:
    fee = Charge(name="工本费", standard="10元")
    new = replace(OLD, charges=(fee, replace(fee, standard="20元")))
    assert sentences(new, replace(OLD, charges=(fee,))) == ["新增收费：工本费（工本费：20元）"]


def test_the_sentence_under_the_title_and_the_small_print_of_the_result_are_told():
    new = replace(
        OLD,
        summary="符合条件的居民首次申领",
        result=replace(OLD.result, annual_check="每年年检"),
        scope_form=next(iter(enums.ScopeForm)),
    )
    assert {"一句话说明", "年检", "通办形式"} <= {change.label for change in diff(OLD, new)}
