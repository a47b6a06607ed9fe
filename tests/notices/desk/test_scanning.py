"""What the scanner types, and what a clerk reads off the paper."""

import pytest

from notices.desk.scanning import Scan, read_scan, read_serial

TOKEN = "X4TRDR7BQS5XTV584A3V"


@pytest.mark.parametrize(
    "text",
    [
        f"https://zwfw.example.gov.cn/n/{TOKEN}/",
        f"http://10.0.0.7:8000/n/{TOKEN}",
        f"  https://zwfw.example.gov.cn/n/{TOKEN}/\n",
        f"HTTPS://ZWFW.EXAMPLE.GOV.CN/N/{TOKEN}/",
        f"https：、、zwfw。example。gov。cn、n、{TOKEN}、",
        f"https：／／zwfw.example.gov.cn／n／{TOKEN}／",
        TOKEN,
        TOKEN.lower(),
    ],
)
def test_an_issued_sheet_is_read_however_the_keyboard_is_set(text: str) -> None:
    assert read_scan(text) == Scan(token=TOKEN)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("https://zwfw.example.gov.cn/g/K7M2PA/", ()),
        ("https://zwfw.example.gov.cn/g/K7M2PA", ()),
        ("https://zwfw.example.gov.cn/g/k7m2pa/?a=who.agent", ("who.agent",)),
        ("https://zwfw.example.gov.cn/g/K7M2PA/?a=who.agent&a=kind.new", ("who.agent", "kind.new")),
        ("https://zwfw.example.gov.cn/g/K7M2PA/?site=beiguan&a=who.agent", ("who.agent",)),
        ("https：、、zwfw。example。gov。cn、g、K7M2PA、？a=who。agent", ("who.agent",)),
        ("https://zwfw.example.gov.cn/g/K7M2PA/sheet.pdf?a=who.agent", ("who.agent",)),
    ],
)
def test_a_blank_sheet_brings_its_answers(text: str, answers: tuple[str, ...]) -> None:
    assert read_scan(text) == Scan(code="K7M2PA", answers=answers)


@pytest.mark.parametrize("text", ["", "残疾人证", "K7M2PA", "https://zwfw.example.gov.cn/", f"{TOKEN}0", "/n/short/"])
def test_other_words_are_no_scan(text: str) -> None:
    assert read_scan(text) is None


@pytest.mark.parametrize(
    "text",
    ["北关灯塔路〔2026〕000123", "北关灯塔路[2026]123", "北关灯塔路（2026）000123号", " 北关灯塔路【2026】 123 "],
)
def test_a_serial_is_read_with_any_brackets(text: str) -> None:
    assert read_serial(text) == "北关灯塔路〔2026〕000123"


@pytest.mark.parametrize("text", ["", "残疾人证（新办）", "残疾人证（2026）", "〔2026〕000123", "2026 000123"])
def test_other_words_are_no_serial(text: str) -> None:
    assert read_serial(text) is None


@pytest.mark.parametrize(
    "line", ["https://zwfw.example.gov.cn/r/{token}/", "https://x/R/{token}", "https:、、x、r、{token}、"]
)
def test_a_slip_is_read_from_its_address(line: str) -> None:
    assert read_scan(line.format(token=TOKEN)) == Scan(slip=TOKEN)
