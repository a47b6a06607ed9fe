"""The sheet as HTML: what stands where, safely."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from matters.completeness import texts
from matters.guide import Faq, Guide, LegalBasis, Step
from matters.tailoring import tailor
from notices.enums import Layout
from notices.html import render_html
from notices.ladder import BUNDLE_LADDER, FOLD_ORDER, FOLD_WORDS, LADDER, LADDERS, LETTER_LADDER, SETTINGS, TWO_SIDED
from notices.rows import headline, name_parts, pack, pair, step_rows
from notices.sheet import Line
from tests import strategies
from tests.factories import PLACE, make_guide, make_requirement, make_sheet
from tests.paper import squeezed
from tests.sheets import issued

ROOMY, LAST = LADDER[0], LADDER[-1]
FOLDABLE = make_guide(
    faqs=(Faq(question="可以代办吗", answer="常见问题的解答"),),
    legal_basis=(LegalBasis(title="《条例》", text="法律条文的全文"),),
    steps=(Step(name="受理", who="窗口", content="环节的详情"),),
)
OTHERS = [replace(PLACE, code="hongqilu", name="另一个办理点")]
WORDS = {
    "faqs": "常见问题的解答", "legal_texts": "法律条文的全文", "step_details": "环节的详情", "other_sites": "另一个办理点",
}  # fmt: skip


def shown(html: str) -> str:
    """The text of the page without tags and white space."""
    body = html.partition("<body")[2].partition(">")[2]
    text = re.sub(r"<[^>]*>", "", body)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return squeezed(text)


@settings(max_examples=40)
@given(strategies.answered_guides())
def test_every_text_of_the_sheet_is_on_the_page(case: tuple[Guide, dict[str, str]]) -> None:
    sheet = issued(tailor(*case))
    page = shown(render_html(sheet, SETTINGS["tight-faq"]))
    said = [text for m in sheet.materials for _, text in texts(replace(m, key="", group=""))]
    said += [x.text for block in (sheet.strip, sheet.meta, sheet.place, sheet.details, sheet.stub) for x in block]
    assert [text for text in said if squeezed(text) not in page] == []


@pytest.mark.parametrize("setting", LADDER, ids=lambda setting: setting.name)
def test_only_what_a_setting_folds_is_left_out_and_said_so(setting) -> None:  # type: ignore[no-untyped-def]
    page = shown(render_html(make_sheet(FOLDABLE, others=OTHERS), setting))
    assert {name for name, words in WORDS.items() if words not in page} == set(setting.folded)
    assert ("见二维码页面" in page) == bool(setting.folded)


def test_blocks_fold_in_the_fixed_order_and_never_come_back() -> None:
    folded = [setting.folded for setting in LADDER]
    assert folded == sorted(folded, key=len)
    assert [names for names in folded if names != FOLD_ORDER[: len(names)]] == []


def test_the_ladder_goes_down_and_nothing_is_folded_on_two_sides() -> None:
    assert [setting.rung for setting in LADDER] == sorted(setting.rung for setting in LADDER)
    assert (LADDER[0].rung, LADDER[-1].rung, TWO_SIDED[0].folded) == (1, 3, ())


def test_a_setting_that_folds_nothing_this_sheet_has_does_not_mention_it() -> None:
    assert "见二维码页面" not in shown(render_html(make_sheet(make_guide(legal_basis=())), LAST))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7|add:7 }}", "{% now 'Y' %}", "&lt;"]
)
def test_text_is_printed_as_it_stands(text: str) -> None:
    guide = make_guide(
        name=text,
        requirements=(make_requirement(1, text, fill_note=text),),
        steps=(Step(name=text, who=text, content=text),),
        faqs=(Faq(question=text, answer=text),),
    )
    html = render_html(issued(guide), ROOMY)
    assert "<script" not in html
    assert "<img src=x" not in html
    assert shown(html).count(squeezed(text)) >= 7


def test_a_blank_sheet_has_no_stub_and_one_code_an_issued_one_two() -> None:
    pages = [render_html(sheet, ROOMY) for sheet in (make_sheet(), issued())]
    assert [page.count('class="qr"') for page in pages] == [1, 2]
    assert ["存根" in page for page in pages] == [False, True]


def test_the_manner_of_telling_is_ticked() -> None:
    html = render_html(issued(), ROOMY)
    assert re.findall(r'<span class="box checked"></span>(\S+)', html) == ["电话"]
    assert 'class="box checked"' not in render_html(make_sheet(), ROOMY)


def test_every_paper_has_a_box_to_tick() -> None:
    rows = render_html(make_sheet(), ROOMY).partition("<tbody>")[2].partition("</tbody>")[0]
    assert (rows.count("<tr"), rows.count('class="box"')) == (3, 3)


def test_alternatives_share_their_number_in_one_cell() -> None:
    group = {"any_of": "身份证明"}
    guide = make_guide(requirements=(make_requirement(1, "身份证", **group), make_requirement(2, "护照", **group)))
    rows = render_html(make_sheet(guide), ROOMY).partition("<tbody>")[2]
    assert '<td class="n" rowspan="2">1</td>' in rows
    assert rows.count("二选一") == 2


def test_on_two_sides_the_stub_stands_before_the_text() -> None:
    one, two = (render_html(issued(), setting) for setting in (ROOMY, TWO_SIDED[0]))
    assert one.index('class="stub"') > one.index('class="materials"')
    assert two.index('class="stub"') < two.index('class="materials"')


def test_code_images_are_named_for_those_who_do_not_see() -> None:
    sheet = issued()
    assert re.findall(r'alt="([^"]*)"', render_html(sheet, ROOMY)) == [
        f"二维码：{sheet.url}",
        f"存根二维码：{sheet.url}",
    ]


def rows(arrange, *texts: str) -> list[list[str]]:  # type: ignore[no-untyped-def]
    return [[x.text for x in row] for row in arrange(Line(key=t, label="标签", text=t) for t in texts)]


def test_two_short_lines_share_a_row_and_a_long_one_has_its_own() -> None:
    long = "长" * 20
    assert rows(pair, "甲", "乙", long, "丙", "丁", "戊") == [["甲", "乙"], [long], ["丙", "丁"], ["戊"]]


def test_lines_share_a_row_as_long_as_they_fit() -> None:
    third = "长" * 12
    assert rows(pack, third, third, third, "长" * 60) == [[third, third], [third], ["长" * 60]]


# --- Other layouts

OTHER = [layout for layout in Layout if layout != Layout.A4]


@pytest.mark.parametrize("layout", OTHER)
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7|add:7 }}"])
def test_other_layouts_print_text_as_it_stands(layout: Layout, text: str) -> None:
    guide = make_guide(name=text, requirements=(make_requirement(1, text),), steps=(Step(name=text, who=text),))
    html = render_html(make_sheet(guide), LADDERS[layout][0])
    assert "<script" not in html
    assert "<img src=x" not in html
    assert squeezed(text) in shown(html)


@pytest.mark.parametrize("layout", OTHER)
def test_the_code_and_its_address_stand_on_every_layout(layout: Layout) -> None:
    sheet = make_sheet()
    html = render_html(sheet, LADDERS[layout][-1])
    assert re.findall(r'class="qr" src="[^"]+" alt="([^"]*)"', html) == [f"二维码：{sheet.url}"]
    assert sheet.url in shown(html)


@pytest.mark.parametrize("setting", [s for layout in OTHER for s in LADDERS[layout]], ids=lambda s: s.name)
def test_what_a_layout_folds_is_named_and_the_papers_stay(setting) -> None:  # type: ignore[no-untyped-def]
    paper = make_requirement(1, "营业执照", fill_note="填写的要求", how_to_get="去哪里取得", issuer="市场监管局")
    sheet = make_sheet(replace(FOLDABLE, requirements=(paper,)), others=OTHERS)
    page = shown(render_html(sheet, setting))
    named = [name for name in setting.folded if FOLD_WORDS[name] in page]
    assert named == [name for name in setting.folded if name != "situation"]
    gone = {
        "notes": "填写的要求",
        "how_to_get": "去哪里取得",
        "steps": "环节的详情",
        "conditions": "从业场所符合卫生标准",
    }
    if setting.layout in (Layout.LARGE, Layout.POSTER):
        assert ["营业执照" in page, "灯塔路演示128号" in page, "9:00—12:00" in page, "0372-0001103" in page] == [
            True
        ] * 4
        assert [name for name, text in gone.items() if name in setting.folded and text in page] == []


def test_a_poster_has_no_heading_without_anything_below_it() -> None:
    sheet = make_sheet(replace(FOLDABLE, charges=()))
    ladder = LADDERS[Layout.POSTER]
    assert ["办理须知" in shown(render_html(sheet, setting)) for setting in (ladder[0], ladder[-1])] == [True, False]


@pytest.mark.parametrize("layout", OTHER)
def test_every_ladder_goes_down_and_folds_more_and_more(layout: Layout) -> None:
    ladder = LADDERS[layout]
    assert [s.rung for s in ladder] == sorted(s.rung for s in ladder)
    assert [s.folded for s in ladder] == sorted((s.folded for s in ladder), key=len)
    assert {s.layout for s in ladder} == {layout}


def test_no_two_settings_share_a_name() -> None:
    assert len(SETTINGS) == len({*sum(LADDERS.values(), ()), *BUNDLE_LADDER, *LETTER_LADDER, *TWO_SIDED})


def test_large_type_shows_how_to_get_a_paper_after_its_notes_are_gone() -> None:
    paper = make_requirement(1, fill_note="填写的要求", issuer="公安机关", how_to_get="去派出所")
    sheet = make_sheet(make_guide(requirements=(paper,)))
    pages = [shown(render_html(sheet, SETTINGS[name])) for name in ("large-fold1", "large-fold2", "large-fold5")]
    assert ["填写的要求" in page for page in pages] == [True, False, False]
    assert ["去派出所" in page for page in pages] == [True, True, False]


def test_an_issued_sheet_in_large_type_names_the_one_to_sign() -> None:
    pages = [shown(render_html(sheet, SETTINGS["large-normal"])) for sheet in (make_sheet(), issued())]
    assert ["签收以A4告知单为准" in page for page in pages] == [False, True]


def test_steps_are_drawn_in_rows_of_about_the_same_length() -> None:
    steps = make_sheet(make_guide(steps=tuple(Step(name=str(n), who="窗口") for n in range(11)))).steps
    assert [[len(row) for row in step_rows(steps[:n])] for n in (0, 1, 5, 6, 7, 11)] == [
        [],
        [1],
        [5],
        [3, 3],
        [4, 3],
        [4, 4, 3],
    ]


def test_a_name_breaks_before_its_bracket_and_is_set_by_its_longest_part() -> None:
    assert name_parts("公共场所卫生许可证核发（新发）") == ["公共场所卫生许可证核发", "（新发）"]
    assert name_parts("（试行）登记") == ["（试行）登记"]
    assert [headline(name) for name in ("结婚登记", "公共场所卫生许可证核发（新发）", "长" * 200)] == [
        "h6",
        "h12",
        "h80",
    ]
