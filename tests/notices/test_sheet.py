"""The sheet as data: everything the guide demands is on it, in its final words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from matters import enums, wording
from matters.changes import compare
from matters.completeness import texts
from matters.guide import Charge, Faq, Guide, Handling, Limit, Mode, Option, Party, Pause, Question
from matters.plain import digest, from_plain, to_plain
from matters.tailoring import tailor
from notices.sheet import EditionMark, Sheet, sheet_facts
from tests import strategies
from tests.factories import PLACE, PROFILE, make_guide, make_requirement, make_sheet
from tests.guides import full_guide
from tests.paper import spoken
from tests.sheets import issued, on_paper


def line(sheet: Sheet, key: str) -> str:
    """The text of the labelled line of that key, wherever on the sheet."""
    blocks = (sheet.strip, sheet.meta, sheet.place, sheet.details, sheet.foot, sheet.stub, (sheet.conditions,))
    return next((x.text for block in blocks for x in block if x.key == key), "")


# --- Nothing of the guide is lost


@given(strategies.answered_guides())
def test_every_paper_that_applies_is_on_the_sheet_with_all_that_is_said_of_it(
    case: tuple[Guide, dict[str, str]],
) -> None:
    guide = tailor(*case)
    rows = {m.key: m for m in make_sheet(guide).materials}
    assert list(rows) != [] or guide.requirements == ()
    for r in guide.requirements:
        row, said = rows[r.key], spoken(rows[r.key])
        assert (row.name, row.original, row.copies) == (r.name, str(r.original or ""), str(r.copies or ""))
        assert (row.form, row.source, row.condition) == (
            wording.form(r),
            wording.source(r),
            wording.condition(guide, r.when),
        )
        details = (wording.issued_by(r), r.how_to_get, r.fill_note, r.standard, r.waiver, wording.necessity(r))
        assert [text for text in details if text not in said] == []


@given(strategies.answered_guides())
def test_every_other_demand_is_on_the_sheet(case: tuple[Guide, dict[str, str]]) -> None:
    guide = tailor(*case)
    told = [
        *(a.option_text for a in guide.answers),
        *(wording.conditional(guide, wording.duration(x), x.when) for x in guide.limits),
        *(wording.conditional(guide, wording.charge_words(c), c.when) for c in guide.charges),
        *(wording.condition(guide, s.when) for s in guide.steps),
        *(wording.conditional(guide, "", h.when) + h.how.label for h in guide.handlings if not h.when),
        *(text for s in guide.steps for text in (s.name, s.who, s.limit, s.result)),
        *(c.text for c in guide.conditions),
        "不收费" if not guide.charges else "收费，见下",
    ]
    said = spoken(make_sheet(guide))
    assert [text for text in told if text not in said] == []


NOT_ON_PAPER = {
    "code": "the address beside the QR code holds it",
    "short_name": "for searching", "synonyms": "for searching", "source_note": "on screen",
    "intermediary": "on screen", "entrusting_department": "on screen",
    "questions": "only what was answered is printed", "implementation_code": "the item's own code is nearer",
    "requirements.key": "internal", "requirements.material": "internal", "requirements.when": "in words",
    "requirements.basis": "on screen", "requirements.source": "in words", "requirements.form": "in words",
    "requirements.necessity": "in words", "requirements.any_of": "as a group",
    "charges.when": "in words", "handlings.sites": "as places", "handlings.when": "in words",
    "handlings.level": "in words", "handlings.how": "in words", "handlings.back_office.code": "internal",
    "department.code": "part of the implementation code", "limits.kind": "in words", "limits.unit": "in words",
    "matter_type": "in words", "processing_type": "in words", "audiences": "in words", "exercise_level": "on screen",
    "power_source": "on screen", "result.kind": "on screen", "result.delivery": "in words", "scope": "in words",
    "scope_form": "in words", "channels.kind": "in words", "modes.kind": "in words", "remedies.kind": "in words",
    "channels.url": "the QR code leads there", "channels.note": "on screen",
}  # fmt: skip


def test_a_text_of_the_guide_is_on_paper_or_known_not_to_be() -> None:
    guide = full_guide()
    said = spoken(make_sheet(guide))
    left_out = {"".join(c for c in path if not c.isdigit()).replace("[]", "") for path, text in texts(guide)
                if "".join(text.split()) not in said}  # fmt: skip
    assert sorted(path for path in left_out if not _is_known(path)) == []


def _is_known(path: str) -> bool:
    return path in NOT_ON_PAPER or path.partition(".")[0] in NOT_ON_PAPER


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "公共场所卫生许可证核发（新发）"),
        ({"item_code": "1141050300000028901"}, "1141050300000028901"),
        ({}, "11410503000000289F4000123001000"),
        ({}, "行政许可 · 承诺件"),
        ({}, "安阳市北关区卫生健康委员会"),
        ({"joint_departments": (Party(name="区消防大队"),)}, "安阳市北关区卫生健康委员会、区消防大队"),
        ({}, "《公共场所卫生管理条例》第四条"),
        ({}, "0372-0002013、0372-0001103"),
        ({}, "0372-0009913、0372-0000000"),
        ({}, "灯塔路街道便民服务中心一楼3号综合窗口（安阳市北关区灯塔路演示128号）"),
        ({}, "周一至周五 9:00—12:00、13:30—17:00"),
        ({}, "乘演示7路至“灯塔路”站"),
        ({}, "公共场所卫生许可证，窗口领取"),
        ({}, "行政复议：北关区人民政府，60日内"),
        ({"pauses": (Pause(name="现场核查", limit="10个工作日", note="不计入"),)}, "现场核查10个工作日不计入时限"),
        ({"modes": (Mode(kind=enums.ModeKind.GREEN, note="老年人"),)}, "绿色通道（老年人）"),
        ({"scope": enums.Scope.CITY, "scope_form": enums.ScopeForm.COLLECT}, "窗口（全市通办，代收代办）"),
        ({"prohibitions": "禁止转让", "quantity_limit": "每户一证"}, "每户一证；禁止转让"),
        ({"faqs": (Faq(question="可以代办吗？", answer="可以。"),)}, "可以代办吗？"),
    ],
)
def test_the_sheet_says(values: dict[str, object], words: str) -> None:
    assert "".join(words.split()) in spoken(make_sheet(make_guide(**values)))


# --- Blank and issued


def test_a_blank_sheet_has_lines_to_fill_in_and_no_stub() -> None:
    sheet = make_sheet()
    assert (sheet.issued, sheet.serial, sheet.stub) == (False, "", ())
    assert [(x.label, x.text) for x in sheet.foot] == [
        ("首问责任人", ""),
        ("告知方式", ""),
        ("告知时间", ""),
        ("申请人签收", ""),
        ("签收日期", ""),
    ]


def test_a_blank_sheet_says_how_long_and_an_issued_one_until_when() -> None:
    assert [x.key for x in make_sheet().strip] == ["count", "promised", "fee", "visits"]
    assert line(issued(), "completes") == "最迟3月16日办结"


def test_an_issued_sheet_says_who_told_how_and_when() -> None:
    sheet = issued()
    assert sheet.serial == "北关灯塔路〔2026〕000123"
    assert [x.text for x in sheet.foot] == ["演示02号 2号综合窗口", "电话", "2026年3月9日 09:41", "", ""]


def test_the_stub_repeats_number_matter_clerk_and_time() -> None:
    assert [x.text for x in issued().stub] == [
        "北关灯塔路〔2026〕000123",
        "公共场所卫生许可证核发（新发） 第7版",
        "演示02号 2号综合窗口",
        "电话 2026年3月9日 09:41",
    ]


def test_the_stub_repeats_the_situation() -> None:
    who = Question(key="who", text="谁？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
    sheet = issued(tailor(make_guide(questions=(who,)), {"who": "agent"}))
    assert next(x.text for x in sheet.stub if x.key == "matter") == "公共场所卫生许可证核发（新发）（代办） 第7版"


def test_a_completion_date_in_a_year_not_announced_is_called_an_estimate() -> None:
    assert line(issued(told_at=on_paper(2026, 12, 30)), "completes").endswith("（预计）")


def test_no_completion_date_is_promised_while_the_limit_depends_on_an_open_answer() -> None:
    who = Question(key="who", text="谁？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
    open_limits = tuple(
        Limit(kind=enums.LimitKind.PROMISED, amount=n, unit=enums.LimitUnit.WORKDAY, when=(f"who.{key}",))
        for n, key in ((1, "self"), (3, "agent"))
    )
    guide = make_guide(questions=(who,), limits=open_limits)
    assert (line(issued(guide), "completes"), line(issued(guide), "promised")) == (
        "",
        "【本人时】1个工作日；【代办时】3个工作日",
    )
    assert line(issued(tailor(guide, {"who": "self"})), "completes") == "最迟3月10日办结"


def test_the_edition_and_its_date_stand_on_the_sheet() -> None:
    assert make_sheet().edition == "第7版（2026年1月1日起施行）"


@pytest.mark.parametrize(("demo", "mark"), [(True, "演示数据"), (False, "")])
def test_demonstration_data_are_marked(demo: bool, mark: str) -> None:
    assert make_sheet(make_guide(demo=demo)).demo == mark


# --- The list of papers


def test_alternatives_share_a_number_and_count_once() -> None:
    group = {"any_of": "身份证明"}
    guide = make_guide(
        requirements=(
            make_requirement(1, "居民身份证", **group),
            make_requirement(2, "照片"),
            make_requirement(3, "护照", **group),
        )
    )
    sheet = make_sheet(guide)
    assert [(m.number, m.name, m.group_size, m.group_label) for m in sheet.materials] == [
        (1, "居民身份证", 2, "二选一"),
        (1, "护照", 0, "二选一"),
        (2, "照片", 0, ""),
    ]
    assert (line(sheet, "count"), sheet.materials_title) == ("2项", "申请材料（共2项，请逐项核对）")


def test_a_group_that_tailoring_left_alone_is_an_ordinary_paper() -> None:
    (row,) = make_sheet(make_guide(requirements=(make_requirement(1, any_of="身份证明"),))).materials
    assert (row.group, row.group_size, row.group_label) == ("", 0, "")


def test_deferral_waiver_and_samples_are_marked_as_such() -> None:
    paper = make_requirement(
        1,
        necessity=enums.Necessity.DEFERRABLE,
        defer="3日内补交",
        waiver="已有电子证照",
        blank_url="/files/a.pdf",
        sample_url="/files/b.pdf",
    )
    sheet = make_sheet(make_guide(requirements=(paper,)))
    assert sheet.materials[0].flags == ("可容缺：3日内补交", "免交：已有电子证照", "样表")
    assert sheet.materials_title.endswith("空白表、样表扫码下载）")


def test_a_matter_without_papers_says_so() -> None:
    sheet = make_sheet(make_guide(requirements=(), no_materials=True))
    assert (sheet.materials_title, line(sheet, "count")) == ("申请材料（本事项无需提交材料）", "无需提交")


def test_an_open_condition_is_printed_and_a_met_one_is_not() -> None:
    who = Question(key="who", text="谁？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
    guide = make_guide(questions=(who,), requirements=(make_requirement(1, "委托书", when=("who.agent",)),))
    assert make_sheet(guide).materials[0].condition == "代办时"
    tailored = make_sheet(tailor(guide, {"who": "agent"}))
    assert (tailored.materials[0].condition, tailored.situation[0].label, tailored.situation[0].text) == (
        "",
        "谁？",
        "代办",
    )


# --- Other lines


@pytest.mark.parametrize(
    ("charges", "short", "long"),
    [
        ((), "不收费", ""),
        (
            (Charge(name="工本费", standard="20元", basis="豫发改〔2019〕1号", reduction="低保免收"),),
            "收费，见下",
            "工本费：20元；依据：豫发改〔2019〕1号；减免：低保免收",
        ),
    ],
)
def test_the_fee_is_told_with_basis_and_reduction(charges: tuple[Charge, ...], short: str, long: str) -> None:
    sheet = make_sheet(make_guide(charges=charges))
    assert (line(sheet, "fee"), line(sheet, "charges")) == (short, long)


def test_levels_that_do_the_same_are_named_together() -> None:
    forward = {"how": enums.How.FORWARD, "back_office": Party(name="演示局")}
    guide = make_guide(
        handlings=(
            Handling(level=enums.Level.COMMUNITY, **forward),
            Handling(level=enums.Level.STREET, **forward),
            Handling(level=enums.Level.DISTRICT, how=enums.How.DIRECT),
        )
    )
    assert line(make_sheet(guide), "handling") == "社区、街道前端受理转报（转演示局）；区直接办理"


def test_further_sites_are_named_with_their_phone() -> None:
    (other,) = make_sheet(others=[replace(PLACE, code="hongqilu", name="红旗路便民服务中心")]).other_sites
    assert (other.label, other.text) == ("红旗路便民服务中心", "0372-0001103")


# --- Stored and compared


@given(strategies.answered_guides())
def test_a_stored_sheet_reads_back_without_loss(case: tuple[Guide, dict[str, str]]) -> None:
    sheet = issued(tailor(*case))
    stored = to_plain(sheet)
    assert from_plain(Sheet, stored) == sheet
    assert digest(stored) == digest(sheet)


def test_two_papers_of_one_sheet_do_not_differ_in_what_they_tell() -> None:
    other = issued(serial="北关红旗路〔2026〕000001", clerk="演示03号", told_at=on_paper(2026, 4, 1))
    assert compare(sheet_facts(issued()), sheet_facts(other)) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"consult_phone": "0372-0002099"},
            "办理地点“咨询”由“0372-0002013、0372-0001103”改为“0372-0002099、0372-0001103”",
        ),
        ({"requirements": make_guide().requirements[:2]}, "取消申请材料：申请表"),
        ({"visits": 0, "visits_reason": ""}, "基本信息“到现场”由“1次”改为“不用跑”"),
    ],
)
def test_what_changed_on_paper_is_told(values: dict[str, object], sentence: str) -> None:
    changes = compare(sheet_facts(make_sheet()), sheet_facts(make_sheet(make_guide(**values))))
    assert sentence in [change.sentence for change in changes]


def test_a_new_address_is_a_change_of_the_sheet() -> None:
    moved = make_sheet(place=replace(PLACE, address="安阳市北关区演示大道1号"))
    assert [c.block for c in compare(sheet_facts(make_sheet()), sheet_facts(moved))] == ["办理地点"]


def test_the_office_speaks_in_its_own_words() -> None:
    sheet = make_sheet(profile=replace(PROFILE, title="一次性告知书", progress="电话查询"))
    assert (sheet.title, sheet.office, line(sheet, "progress"), sheet.footer) == (
        "一次性告知书",
        PROFILE.office,
        "电话查询",
        PROFILE.footer,
    )


def test_a_matter_of_no_visit_needs_no_reason_to_come() -> None:
    sheet = make_sheet(make_guide(visits=0, visits_reason="不应出现"))
    assert (line(sheet, "visits"), "不应出现" in spoken(sheet)) == ("不用跑", False)


def test_the_date_of_the_edition_is_that_of_taking_effect() -> None:

    assert (
        make_sheet(mark=EditionMark(number=1, effective_from=date(2026, 10, 8))).edition
        == "第1版（2026年10月8日起施行）"
    )
