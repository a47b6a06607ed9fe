"""The photo of a stub."""

import io

import pytest
from PIL import Image

from notices.receiving import stub_photos
from notices.receiving.stub_photos import BadPhoto, cleaned

ORIENTATION, MAKER = 0x0112, 0x010F


def picture(kind="JPEG", size=(60, 40), **values):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **values)
    return io.BytesIO(out.getvalue())


def exif(**values):
    tags = Image.Exif()
    for tag, value in values.items():
        tags[int(tag[1:])] = value
    return tags


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_kept_as_a_jpeg(kind):
    assert Image.open(io.BytesIO(cleaned(picture(kind)))).format == "JPEG"


def test_nothing_but_its_pixels_is_kept():
    kept = cleaned(picture(exif=exif(**{f"_{MAKER}": "MAKER-SENTINEL"}), comment=b"COMMENT-SENTINEL"))
    assert (b"SENTINEL" in kept, dict(Image.open(io.BytesIO(kept)).getexif())) == (False, {})


def test_it_is_turned_upright():
    kept = cleaned(picture(exif=exif(**{f"_{ORIENTATION}": 6})))
    assert Image.open(io.BytesIO(kept)).size == (40, 60)


def test_a_large_one_is_made_smaller():
    assert Image.open(io.BytesIO(cleaned(picture(size=(3200, 400))))).size == (1600, 200)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(BadPhoto, match="JPEG 或 PNG"):
        cleaned(io.BytesIO(data))


def test_another_kind_of_picture_is_refused():
    with pytest.raises(BadPhoto, match="JPEG 或 PNG"):
        cleaned(picture("BMP"))


def test_one_that_is_cut_off_is_refused():
    with pytest.raises(BadPhoto, match="正常打开"):
        cleaned(io.BytesIO(picture("PNG", size=(400, 400)).getvalue()[:-20]))


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(stub_photos, "MAX_BYTES", 100)
    with pytest.raises(BadPhoto, match="超过"):
        cleaned(picture())


def test_too_many_pixels_are_refused(monkeypatch):
    monkeypatch.setattr(stub_photos, "MAX_PIXELS", 60 * 40 - 1)
    with pytest.raises(BadPhoto, match="像素太多"):
        cleaned(picture())


def test_a_photo_that_is_cut_off_is_refused():
    whole = picture(size=(300, 200)).getvalue()
    with pytest.raises(BadPhoto, match="能正常打开"):
        cleaned(io.BytesIO(whole[: len(whole) // 2]))
