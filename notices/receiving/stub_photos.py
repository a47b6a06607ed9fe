"""The photo of a signed stub: taken in by content, drawn anew so that nothing but its pixels is kept."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MAX_BYTES = 8_000_000
"""What may be uploaded, in bytes."""
MAX_PIXELS = 50_000_000
EDGE = 1600
"""The longest edge it is kept with, in pixels: a stub of 190 mm at more than 200 dpi."""
QUALITY = 75
"""JPEG's scale of 1 to 95."""
MEDIA_TYPE = "image/jpeg"


class BadPhoto(ValueError):
    """What was uploaded cannot be kept; the message says why, in Chinese."""


def cleaned(upload: IO[bytes]) -> bytes:
    """An uploaded JPEG or PNG as a JPEG without metadata (place, device, time), upright and no larger than EDGE.

    Raises BadPhoto for what is too large or no picture by its content.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadPhoto(f"照片超过{MAX_BYTES // 1_000_000} MB，请把相机调到较小的尺寸再拍。")
    picture = _opened(data)
    picture.thumbnail((EDGE, EDGE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


@contextmanager
def _nothing_cut_off() -> Iterator[None]:
    """The typesetter tells Pillow to take what is cut off; a stub whose signature is grey proves nothing, and its photo is taken once."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _opened(data: bytes) -> Image.Image:
    formats = ["JPEG", "PNG"]
    try:
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            picture.verify()
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadPhoto("照片的像素太多，请把相机调到较小的尺寸再拍。")
            picture.draft("RGB", (EDGE, EDGE))  # a JPEG is decoded at the scale that is needed
            with _nothing_cut_off():
                picture.load()
            upright = ImageOps.exif_transpose(picture)
            upright.info.clear()
            return upright.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, BadPhoto):
            raise
        raise BadPhoto("只接受能正常打开的 JPEG 或 PNG 照片。") from error
