"""QR codes that a phone reads from paper."""

import base64
import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from matters import qr
from notices import pdf
from tests.paper import DPI, ORDEALS, decoded

NOTICE = "https://zwfw.example.gov.cn/n/0123456789ABCDEFGHJK/"
GUIDE = "https://zwfw.example.gov.cn/g/K7M2PA/?a=who.agent&a=kind.renewal&a=why.lost"


def printed(text: str) -> Image.Image:
    """The code on a page of its own, at 150 dots an inch."""
    image = qr.make(text)
    html = f'<html lang=zh-CN><title>QR</title><img alt="" src="{image.data_uri}" style="width: {image.size_mm}mm">'
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.render_pdf(html).data))
    return document[0].render(scale=DPI / 72, grayscale=True).to_pil()


@pytest.mark.pdf
@pytest.mark.parametrize("ordeal", ORDEALS)
@pytest.mark.parametrize("text", [NOTICE, GUIDE])
def test_a_code_is_read_whatever_happened_to_the_paper(text: str, ordeal: str) -> None:
    assert decoded(ORDEALS[ordeal](printed(text))) == [text]


@pytest.mark.parametrize("text", ["https://a.cn/", NOTICE, GUIDE, GUIDE + "&a=where.elsewhere" * 4])
def test_a_code_is_large_enough(text: str) -> None:
    image = qr.make(text)
    modules = _modules(image)
    assert image.size_mm >= 25
    assert image.size_mm / modules >= 0.5 - 1e-9


def test_the_quiet_zone_is_four_modules() -> None:
    path = _svg(qr.make(NOTICE)).partition('<path fill="#000" d="')[2]
    assert path.startswith("M4 4h7v1h-7z")


def test_the_image_is_one_path_of_merged_strokes() -> None:
    svg = _svg(qr.make(NOTICE))
    assert svg.count("<path") == 1
    assert len(svg) < 8_000


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=6))
def test_the_strokes_paint_exactly_the_dark_modules(matrix: list[list[bool]]) -> None:
    painted = [[False] * 6 for _ in matrix]
    for stroke in filter(None, qr._path(matrix).split("M")):
        x, y, wide, high = _rectangle(stroke)
        for row in range(y, y + high):
            for column in range(x, x + wide):
                assert not painted[row][column], "painted twice"
                painted[row][column] = True
    assert painted == matrix


def _rectangle(stroke: str) -> tuple[int, int, int, int]:
    x, rest = stroke.split(" ")
    y, rest = rest.split("h", 1)
    wide, rest = rest.split("v", 1)
    return int(x), int(y), int(wide), int(rest.split("h")[0])


def _svg(image: qr.QrImage) -> str:
    return base64.b64decode(image.data_uri.partition(",")[2]).decode()


def _modules(image: qr.QrImage) -> int:
    return int(_svg(image).partition('viewBox="0 0 ')[2].split(" ")[0])
