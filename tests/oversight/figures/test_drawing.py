"""The charts as XML: what is drawn is in proportion, and nothing in a name gets out of its place."""

from xml.etree import ElementTree as Tree

import pytest

from oversight.figures.drawing import Bar, cut, fine, room_of
from oversight.figures.drawing_bars import bars
from oversight.figures.drawing_columns import columns
from oversight.figures.drawing_heat import SHADES, heat, shade
from oversight.figures.drawing_limits import Shortened, limits

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\"'&\x00\x1b\ud800 户口"


def lengths(markup: str, side: str) -> list[float]:
    return [float(rect.get(side, "")) for rect in Tree.fromstring(markup).iter(f"{SVG}rect")]


def words(markup: str) -> list[str]:
    return [text.text or "" for text in Tree.fromstring(markup).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_numbers_say():
    found = lengths(bars("b", "材料", [Bar("照片", 200, "200"), Bar("户口簿", 50, "50"), Bar("其他", 0, "0")]), "width")

    assert found[0] == pytest.approx(4 * found[1], abs=0.02)
    assert found[2] == 0


def test_a_share_of_a_hundred_fills_its_width():
    half, whole = (lengths(bars("b", "率", [Bar("率", value, "50%")], most=100), "width")[0] for value in (50, 100))

    assert whole == pytest.approx(2 * half, abs=0.02)


def test_columns_are_as_high_as_their_numbers_say_and_stand_on_one_line():
    markup = columns("c", "每天", [Bar("1日", 30, "30"), Bar("2日", 10, "10"), Bar("3日", 0, "0")])
    high, low, none = lengths(markup, "height")

    assert high == pytest.approx(3 * low, abs=0.03)
    assert none == 0
    assert {round(y + h, 1) for y, h in zip(lengths(markup, "y"), lengths(markup, "height"), strict=True)} == {204.0}


def test_columns_of_a_year_write_only_the_names_there_is_room_for():
    markup = columns("c", "每天", [Bar(f"12月{day}日", day, str(day)) for day in range(1, 366)])

    assert len(lengths(markup, "height")) == 365
    assert len(words(markup)) < 25


def test_the_heat_table_has_a_cell_an_hour_with_its_number():
    markup = heat("h", "忙时", {(0, 9): 12, (4, 10): 3}, range(9, 12))
    shown = words(markup)

    assert len(lengths(markup, "width")) == 21
    assert (shown.count("12"), shown.count("3"), shown.count("·")) == (1, 1, 19)


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (25, 1), (26, 2), (51, 3), (76, 4), (100, 4)])
def test_shades_are_quarters_of_the_most(count: int, expected: int):
    assert shade(count, 100) == expected


def test_even_the_darkest_shade_keeps_dark_letters_legible():
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = [light(colour) for colour in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert (lights[-1] + 0.05) / (light("#1b232c") + 0.05) > 7


def test_before_and_after_are_drawn_to_one_scale():
    markup = limits("l", "时限", [Shortened("低保", 30, 10), Shortened("残疾证", 15, 15)], unit="天")
    widths = lengths(markup, "width")[2:]

    assert widths[0] == pytest.approx(3 * widths[1], abs=0.02)
    assert widths[2] == widths[3] == pytest.approx(widths[0] / 2, abs=0.02)


DRAWINGS = [
    bars("k", HOSTILE, [Bar(HOSTILE, 1, HOSTILE)]),
    columns("k", HOSTILE, [Bar(HOSTILE, 1, HOSTILE)]),
    heat("k", HOSTILE, {(0, 9): 1}, [9]),
    limits("k", HOSTILE, [Shortened(HOSTILE, 2, 1)], unit="天"),
]


@pytest.mark.parametrize("markup", DRAWINGS)
def test_hostile_names_stay_text(markup: str):
    tags = {element.tag.removeprefix(SVG) for element in Tree.fromstring(markup).iter()}

    assert tags <= {"svg", "title", "desc", "rect", "line", "text"}
    assert "<script" not in markup


@pytest.mark.parametrize("markup", DRAWINGS)
def test_a_chart_says_what_it_is_and_carries_no_style(markup: str):
    root = Tree.fromstring(markup)

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "k-title k-desc"
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == ["k-title", "k-desc"]  # type: ignore[union-attr]
    assert not [element for element in root.iter() if "style" in element.attrib]


@pytest.mark.parametrize(
    "markup",
    [bars("k", "空", []), columns("k", "空", []), heat("k", "空", {}, [9]), limits("k", "空", [], unit="天")],
)
def test_a_chart_of_nothing_says_so(markup: str):
    assert Tree.fromstring(markup).find(f"{SVG}desc").text == "没有数据"  # type: ignore[union-attr]


def test_long_names_are_cut_to_their_room():
    assert cut("居民最低生活保障待遇", 200, 20) == "居民最低生活保障待遇"
    assert room_of(cut("居民最低生活保障待遇审核确认", 200, 20), 20) <= 200
    assert fine(1 / 3) == "0.33"
