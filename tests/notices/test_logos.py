"""A logo is kept as pixels alone, for ever, and whatever else is uploaded is refused."""

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from notices import pdf
from notices.html import render_html
from notices.ladder import LADDER
from notices.logos import EDGE, MAX_BYTES, BadLogo, store
from notices.models import OfficeLogo
from tests.factories import PROFILE, make_sheet

pytestmark = pytest.mark.django_db


def png(size: tuple[int, int] = (40, 30), tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#1a4f8b").save(out, "PNG")
    return out.getvalue() + tail


def test_a_large_picture_is_stored_smaller() -> None:
    logo = store(io.BytesIO(png((1200, 600))))
    assert (logo.width, logo.height) == (EDGE, EDGE // 2)


def test_the_same_picture_twice_is_one() -> None:
    assert store(io.BytesIO(png())) == store(io.BytesIO(png()))
    assert OfficeLogo.objects.count() == 1


def test_only_pixels_are_kept() -> None:
    logo = store(io.BytesIO(png(tail=b"<script>alert(1)</script>")))
    assert b"script" not in bytes(logo.data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "只接受 PNG"),
        (b"\xff\xd8\xff\xe0" + b"0" * 100, "只接受 PNG"),
        (png()[:60], "只接受 PNG"),
        (b"", "只接受 PNG"),
        (png((9000, 9000)), "像素太多"),
        (b"0" * (MAX_BYTES + 1), "超过"),
    ],
    ids=["svg", "jpeg", "truncated", "empty", "giant", "heavy"],
)
def test_what_is_no_logo_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadLogo, match=reason):
        store(io.BytesIO(data))
    assert not OfficeLogo.objects.exists()


@pytest.mark.pdf
def test_the_logo_is_on_the_paper() -> None:
    logo = store(io.BytesIO(png()))
    sheet = make_sheet(profile=replace(PROFILE, logo=logo.sha256))
    data = pdf.render_pdf(render_html(sheet, LADDER[0])).data
    with pikepdf.open(io.BytesIO(data)) as document:
        images = [image for page in document.pages for image in page.get_images().values()]
        assert [(int(image.Width), int(image.Height)) for image in images] == [(40, 30)]
