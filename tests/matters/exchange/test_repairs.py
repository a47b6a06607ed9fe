"""Repairs: what is proposed, and that nothing is made that was not accepted."""

import pytest

from matters.enums import Necessity
from matters.exchange.repairs import mends
from matters.exchange.repairs_materials import proposals
from matters.exchange.repairs_texts import (
    document_number_brackets,
    doubled_words,
    footer_lines,
    full_width_brackets,
    mixed_brackets,
    title_blanks,
)
from matters.guide import Option, Question
from tests.matters.exchange.asking import NAME, ask, matter, requirements, table


@pytest.mark.parametrize(
    ("repair", "text", "better"),
    [
        (mixed_brackets, "发票领用(县级行使）", "发票领用（县级行使）"),
        (mixed_brackets, "审批（新办）（据省政府令，８市)", "审批（新办）（据省政府令，８市）"),
        (full_width_brackets, "许可证(变更)", "许可证（变更）"),
        (full_width_brackets, "依据残联发(2017)34号(试行)", "依据残联发(2017)34号（试行）"),
        (
            document_number_brackets,
            "陕民发(2012)11号及延市民发（2012）63号文件",
            "陕民发〔2012〕11号及延市民发〔2012〕63号文件",
        ),
        (doubled_words, "每周一至五到到户口所在地", "每周一至五到户口所在地"),
        (doubled_words, "收到到账通知", "收到到账通知"),
        (title_blanks, "录入《 陕西省高龄补贴动态管理系统 》", "录入《陕西省高龄补贴动态管理系统》"),
        (footer_lines, "一个月\n上一条:没有了\n下一条:敬老优待证", "一个月"),
    ],
)
def test_a_text_is_repaired(repair, text, better):
    assert repair(text) == better


def test_a_clean_text_has_nothing_to_repair():
    assert mends("残疾人证核发（新办）", is_name=True) == ()


def test_a_repair_names_its_place_and_what_would_become_of_it():
    (given,) = ask(table("事项", {"事项名称": "许可证(变更)"}))
    (repair,) = given.repairs
    assert (repair.id, repair.proposal) == ("事项!2!事项名称!full_width_brackets", "许可证（变更）")
    assert given.values["name"] == "许可证(变更)"


@pytest.mark.parametrize("accepted", ["full_width_brackets", "事项!2!事项名称!full_width_brackets", "all"])
def test_a_repair_is_made_when_it_is_accepted_by_kind_by_place_or_with_all(accepted):
    (given,) = ask(table("事项", {"事项名称": "许可证(变更)"}), accepted={accepted})
    assert (given.values["name"], given.problems) == ("许可证（变更）", ())


def test_a_repair_of_another_place_is_not_made():
    (given,) = ask(table("事项", {"事项名称": "许可证(变更)"}), accepted={"事项!3!事项名称!full_width_brackets"})
    assert given.values["name"] == "许可证(变更)"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("身份证、户口本", ["split_materials", "library_name"]),
        ("身份证或户口簿", ["alternatives", "library_name"]),
        ("授权委托书(非本人办理时提供)", ["lift_condition"]),
        ("户口本原件及复印件2张", ["lift_copies", "library_name"]),
        ("申请表（必要）", ["lift_necessity"]),
        ("病历(可容缺)", ["lift_necessity"]),
        ("《城乡规划、建设》许可", []),
        ("营业执照副本", []),
        ("居民身份证", []),
        ("①营业执照②场地平面图", ["split_list"]),
        ("1、申请表；2、照片2张", ["split_list", "lift_copies"]),
    ],
)
def test_what_could_be_made_of_a_material(name, kinds):
    assert [kind for kind, _ in proposals(name)] == kinds


@pytest.mark.parametrize(
    "name", ["身份证、户口本", "身份证或户口簿", "授权委托书(非本人办理时提供)", "户口本原件及复印件2张"]
)
def test_a_material_stays_as_it_is_until_a_repair_is_accepted(name):
    assert [r.material for r in requirements(材料名称=name)] == [name]


def test_several_materials_in_one_name_are_split():
    found = requirements(("all",), 材料名称="身份证原件、农行卡、户口本原件及复印件2张、二寸照片2张")
    assert [(r.material, r.original, r.copies) for r in found] == [
        ("居民身份证", 1, 0), ("农行卡", 1, 0), ("居民户口簿", 1, 2), ("二寸照片", 2, 0),
    ]  # fmt: skip


def test_original_and_copy_said_once_hold_for_all_that_are_split():
    found = requirements(("all",), 材料名称="残疾人居民身份证、户口簿原件及复印件")
    assert [(r.original, r.copies) for r in found] == [(1, 1), (1, 1)]


def test_alternatives_share_a_group():
    found = requirements(("alternatives",), 材料名称="身份证或户口簿")
    assert [(r.material, r.any_of) for r in found] == [("身份证", "身份证或户口簿"), ("户口簿", "身份证或户口簿")]


def test_necessity_is_lifted_out_of_the_name():
    (row,) = requirements(("lift_necessity",), 材料名称="病历（可容缺）")
    assert (row.material, row.necessity) == ("病历", Necessity.DEFERRABLE)


def test_a_condition_binds_to_the_question_that_means_it():
    asked = {**NAME, "问题代号": "deliver", "问题": "谁来交？", "选项代号": "other", "选项": "请人代办"}
    (given,) = ask(
        table("情形", asked),
        table("材料", {**NAME, "材料名称": "授权委托书(非本人办理时提供)"}),
        accepted={"lift_condition"},
    )
    assert [(r.material, r.when) for r in given.lists["requirements"]] == [("授权委托书", ("deliver.other",))]


def test_a_condition_without_a_question_brings_one():
    (given,) = ask(table("材料", {**NAME, "材料名称": "授权委托书（委托代办时提供）"}), accepted={"all"})
    assert given.lists["requirements"][0].when == ("who.agent",)
    assert given.lists["questions"] == (
        Question(
            key="who", text="谁来办理？",
            options=(Option(key="self", text="本人办理"), Option(key="agent", text="委托他人代办")),
        ),
    )  # fmt: skip


def test_the_questions_of_the_catalog_are_kept_beside_the_new_one():
    kind = Question(key="kind", text="哪一类？", options=(Option(key="a", text="甲"),))
    (given,) = ask(
        table("材料", {**NAME, "材料名称": "委托书（代办时提供）"}),
        accepted={"all"},
        questions_of=lambda values: (kind,),
    )
    assert [q.key for q in given.lists["questions"]] == ["kind", "who"]


def test_a_list_of_materials_in_the_matters_own_cell_is_repaired_too():
    (given,) = ask(
        table("事项", {**NAME, "办理材料": "①申请表;②身份证、户口簿原件及复印件;③照片4张"}), accepted={"all"}
    )
    assert [(r.material, r.original, r.copies) for r in given.lists["requirements"]] == [
        ("申请表", 1, 0), ("居民身份证", 1, 1), ("居民户口簿", 1, 1), ("照片", 4, 0),
    ]  # fmt: skip


def test_the_brackets_of_a_document_number_are_proposed():
    assert [(r.kind, r.proposal) for r in matter(设定依据="陕民发(2012)11号").repairs] == [
        ("document_number_brackets", "陕民发〔2012〕11号")
    ]


def test_a_numbered_list_in_one_material_is_taken_apart_when_accepted():
    found = requirements(("split_list",), 材料名称="①营业执照②场地平面图③安全承诺书")
    assert [r.material for r in found] == ["营业执照", "场地平面图", "安全承诺书"]


def test_a_condition_behind_the_last_of_several_is_that_one_s_alone():
    (given,) = ask(table("材料", {**NAME, "材料名称": "申请表、授权委托书（非本人办理时提供）"}), accepted={"all"})
    assert [(r.material, bool(r.when)) for r in given.lists["requirements"]] == [
        ("申请表", False),
        ("授权委托书", True),
    ]


def test_a_condition_is_not_lifted_out_of_several_that_stay_together():
    found = requirements(("lift_condition",), 材料名称="申请表、授权委托书（非本人办理时提供）")
    assert [(r.material, r.when) for r in found] == [("申请表、授权委托书（非本人办理时提供）", ())]
