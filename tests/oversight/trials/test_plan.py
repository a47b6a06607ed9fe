"""What a walk goes through, and what it came to."""

from dataclasses import replace

from matters.guide import Step
from oversight.trials.comparing import Compared, Walked, compare
from oversight.trials.plan import planned
from tests.factories import make_guide, make_requirement


def test_a_walk_has_the_steps_of_the_guide_between_looking_it_up_and_the_result():
    guide = make_guide(steps=(Step(name="受理", who="综合窗口"), Step(name="审查", who="业务科室")))
    assert [step.name for step in planned(guide)] == ["查办事指南", "准备材料", "到现场", "受理", "审查", "拿到结果"]


def test_the_papers_of_the_situation_are_counted_and_named():
    guide = make_guide(requirements=(make_requirement(1, "居民身份证"), make_requirement(2, "授权委托书")))
    (papers,) = (step.told for step in planned(guide) if step.name == "准备材料")
    assert papers.startswith("共2份：居民身份证（")
    assert "授权委托书" in papers


def test_no_papers_and_no_visit_are_said_as_such():
    guide = replace(make_guide(), requirements=(), no_materials=True, visits=0)
    told = {step.name: step.told for step in planned(guide)}
    assert (told["准备材料"], told["到现场"]) == ("无需提交材料。", "不用到现场。")


def test_a_walk_is_held_against_what_was_told():
    steps = [
        Walked(minutes=20, as_told=True, snag=""),
        Walked(minutes=45, as_told=False, snag="复印机坏了"),
        Walked(minutes=None, as_told=None, snag=""),
    ]
    found = compare(steps, visits=3, told_visits=1)
    assert found == Compared(minutes=65, differing=1, snags=1, left=1, visits=3, told_visits=1)
    assert found.extra_visits == 2


def test_before_the_end_nobody_came_too_often():
    assert compare([], visits=None, told_visits=1).extra_visits == 0
