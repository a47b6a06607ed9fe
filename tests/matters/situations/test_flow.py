"""The flow of the questions: which follows which, in what order, and as a picture."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given

from matters.guide import Guide, Option, Question
from matters.situations.flow import Flow, flow, flow_in_words
from matters.situations.flow_layout import wrapped
from matters.situations.flow_svg import flow_svg
from tests.factories import make_guide, make_requirement
from tests.matters.situations.copies import KIN, WHO
from tests.strategies import asking_guides

GUIDE = make_guide(
    questions=(WHO, KIN),
    requirements=(
        make_requirement(1),
        make_requirement(2, "委托书", when=("who.agent",)),
        make_requirement(3, "关系证明", when=("kin.yes",)),
        make_requirement(4, "邮寄申请", when=("who.post",)),
    ),
)
SVG = "{http://www.w3.org/2000/svg}"


def many(count: int) -> Guide:
    """That many questions of three options, each of which one paper depends on."""
    questions = tuple(
        Question(key=f"q{n}", text=f"问{n}", options=tuple(Option(key=k, text=f"答{k}") for k in "abc"))
        for n in range(count)
    )
    papers = (make_requirement(n, f"证明{n}", when=(f"q{n}.a",)) for n in range(count))
    return make_guide(questions=questions, requirements=tuple(papers))


def told(cards: Flow) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(card.text, [(edge.text, cards[edge.target].text) for edge in card.edges]) for card in cards]


def test_cards_say_what_follows_each_option_and_how_many_papers_come_of_it() -> None:
    assert told(flow(GUIDE)) == [
        ("谁来办理？", [("本人", "1项材料"), ("代办", "是亲属吗？"), ("邮寄", "2项材料")]),
        ("1项材料", []),
        ("是亲属吗？", [("是", "3项材料"), ("否", "2项材料")]),
        ("3项材料", []),
        ("2项材料", []),
    ]


def test_every_edge_leads_to_the_right() -> None:
    cards = flow(GUIDE)
    assert [card.layer for card in cards] == [0, 2, 1, 2, 2]


def test_without_questions_there_is_no_picture() -> None:
    assert (flow(make_guide()), flow_svg((), "图")) == ((), "")


def test_many_ways_share_their_cards_and_the_end_says_from_how_many_to_how_many() -> None:
    assert told(flow(many(4))) == [
        *[(f"问{n}", [(f"答{k}", f"问{n + 1}" if n < 3 else "0～4项材料") for k in "abc"]) for n in range(4)],
        ("0～4项材料", []),
    ]


def test_more_outcomes_than_can_be_worked_through_are_drawn_without_numbers() -> None:
    cards = flow(many(7))
    assert [card.text for card in cards] == [*(f"问{n}" for n in range(7)), ""]
    assert [len(card.edges) for card in cards] == [3] * 7 + [0]


def test_without_numbers_the_options_keep_their_order_and_their_ways() -> None:
    guide = many(6)
    papers = (*guide.requirements, *GUIDE.requirements)
    cards = flow(replace(guide, questions=(WHO, KIN, *guide.questions), requirements=papers))
    assert told(cards)[0] == ("谁来办理？", [("本人", "问0"), ("代办", "是亲属吗？"), ("邮寄", "问0")])


def test_a_question_is_drawn_once_rather_than_for_the_sake_of_numbers() -> None:
    cards = flow(many(2))
    assert [card.text for card in cards] == ["问0", "问1", "0～2项材料"]


def test_the_flow_in_words() -> None:
    assert flow_in_words(flow(GUIDE)) == (
        "“谁来办理？”：选“本人”，答完，1项材料；选“代办”，接着问“是亲属吗？”；选“邮寄”，答完，2项材料。"
        "“是亲属吗？”：选“是”，答完，3项材料；选“否”，答完，2项材料。"
    )


@given(asking_guides())
def test_every_picture_is_well_formed_and_the_same_each_time(guide: Guide) -> None:
    drawn = flow_svg(flow(guide), "图")
    assert drawn == flow_svg(flow(guide), "图")
    if drawn:
        picture = ET.fromstring(drawn)
        assert [picture.find(f"{SVG}{name}").text for name in ("title", "desc")] == ["图", flow_in_words(flow(guide))]
        assert len(picture.findall(f"{SVG}g")) == len(flow(guide))


def test_texts_are_escaped_and_kept_whole() -> None:
    odd = replace(WHO, text='<b>“谁”&来"办理', options=(replace(WHO.options[0], text="一" * 40), *WHO.options[1:]))
    drawn = flow_svg(flow(replace(GUIDE, questions=(odd, KIN))), "<图>")
    picture = ET.fromstring(drawn)
    texts = ["".join(span.text for span in text) for text in picture.iter(f"{SVG}text")]
    assert texts[:2] == ['<b>“谁”&来"办理', "一" * 40]


def test_no_card_lies_over_another_or_outside_the_picture() -> None:
    picture = ET.fromstring(flow_svg(flow(GUIDE), "图"))
    boxes = [[float(rect.get(k)) for k in ("x", "y", "width", "height")] for rect in picture.iter(f"{SVG}rect")]
    for number, (x, y, w, h) in enumerate(boxes):
        assert 0 < x < x + w < float(picture.get("width"))
        assert 0 < y < y + h < float(picture.get("height"))
        for left, top, wide, high in boxes[:number]:
            assert x >= left + wide or left >= x + w or y >= top + high or top >= y + h


def test_lines_break_anywhere_but_before_a_closing_mark() -> None:
    assert wrapped("一二三四五，六七", 65) == ("一二三四五，", "六七")
    assert wrapped("ABCDEFGHIJ一", 65) == ("ABCDEFGH", "IJ一")
