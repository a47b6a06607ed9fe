"""Dirty names and the matters they mean."""

import pytest

from matters.bundle_matching import Known, Manner, core, likeness, match, plain

CATALOG = (
    Known("AAAAA2", ("户外广告及临时悬挂、设置标语或者宣传品许可", "户外广告许可", "户外广告设置审批")),
    Known("AAAAA3", ("个体工商户设立登记",)),
    Known("AAAAA4", ("公众聚集场所投入使用、营业前消防安全检查",)),
    Known("AAAAA5", ("建设项目环境影响评价文件审批（报告表）",)),
    Known("AAAAA6", ("公共场所卫生许可证核发（新发）",)),
    Known("AAAAA7", ("公共场所卫生许可证核发（变更）",)),
    Known("AAAAA8", ("公章刻制备案",)),
    Known("AAAAA9", ("个体工商户注销登记",)),
)


@pytest.mark.parametrize(
    ("given", "manner", "code"),
    [
        ("个体工商户设立登记", Manner.EXACT, "AAAAA3"),
        (" 户外广告许可 ", Manner.EXACT, "AAAAA2"),
        ("户外广告设置的审批", Manner.NORMALISED, "AAAAA2"),
        ("公共场所卫生许可证(新发)", Manner.NORMALISED, "AAAAA6"),
        ("公众聚集场地投入使用营业前消防安全检查", Manner.NORMALISED, "AAAAA4"),
        ("公众聚集场地开业，使用前消防安全检查", Manner.SIMILAR, "AAAAA4"),
        ("建设项目环境影响评价报告审批（不含如海排污口设置审批", Manner.SIMILAR, "AAAAA5"),
        ("建设项目影响评价报告表审批", Manner.SIMILAR, "AAAAA5"),
        ("公章（法人印鉴）刻制备案", Manner.SIMILAR, "AAAAA8"),
    ],
)
def test_a_dirty_name_is_matched_and_says_how(given, manner, code):
    found = match(given, CATALOG)
    assert (found.manner, found.found.code) == (manner, code)


def test_what_nothing_comes_near_to_is_not_found():
    found = match("烟草专卖零售许可", CATALOG)
    assert (found.manner, found.found) == (Manner.NOT_FOUND, None)


def test_what_two_matters_are_called_is_ambiguous_and_names_both():
    twins = (Known("BBBBB2", ("食品经营许可",)), Known("BBBBB3", ("食品经营（许可）",)))
    found = match("食品经营许可 证", twins)
    assert (found.manner, [c.known.code for c in found.candidates]) == (Manner.AMBIGUOUS, ["BBBBB2", "BBBBB3"])


def test_an_official_name_goes_before_a_synonym_of_another():
    other = Known("BBBBB2", ("营业执照登记", "个体工商户设立登记"))
    assert match("个体工商户设立登记", (other, *CATALOG)).found.code == "AAAAA3"


def test_public_matters_go_before_drafts():
    draft = Known("BBBBB2", ("建设项目影响评价报告表审批",), is_public=False)
    assert match("建设项目影响评价报告表审批", (draft, *CATALOG)).found.code == "AAAAA5"
    assert match("建设项目影响评价报告表审批", (draft,)).found == draft


def test_changing_and_ending_are_never_taken_for_setting_up():
    assert likeness("个体工商户变更登记", "个体工商户设立登记") == 0
    assert match("个体工商户变更登记", CATALOG).manner == Manner.NOT_FOUND


def test_what_is_left_of_a_name():
    assert plain("户外广告设置的审批 ") == "户外广告设置审批"
    assert core("场地评价报告书审批(不含入海排污口") == "场所评价报告审批"
