"""The office's logos: kept for ever under their sha256, placed into sheets as inline images."""

import base64
import hashlib
import io
from functools import lru_cache
from typing import IO

from PIL import Image, UnidentifiedImageError

from notices.models import OfficeLogo

MAX_BYTES = 500_000
"""What may be uploaded, in bytes."""
MAX_PIXELS = 4000 * 4000
EDGE = 480
"""The longest edge it is stored with, in pixels: 26 mm at more than 450 dpi."""


class BadLogo(ValueError):
    """What was uploaded cannot be a logo; the message says why, in Chinese."""


def store(upload: IO[bytes]) -> OfficeLogo:
    """Keep an uploaded PNG: drawn anew, so that nothing but its pixels is kept, and no larger than EDGE. The same picture twice is one row.

    Raises BadLogo for what is too large or no PNG by its content.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadLogo(f"图片超过{MAX_BYTES // 1000} KB，请先缩小。")
    picture = _opened(data)
    picture.thumbnail((EDGE, EDGE))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    sha256 = hashlib.sha256(out.getvalue()).hexdigest()
    values = {"data": out.getvalue(), "width": picture.width, "height": picture.height}
    return OfficeLogo.objects.get_or_create(sha256=sha256, defaults=values)[0]


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            picture.verify()  # the typesetter tells Pillow to take what is cut off
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadLogo("图片的像素太多，请先缩小到2000×2000以内。")
            return picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, BadLogo):
            raise
        raise BadLogo("只接受 PNG 图片，而且须能正常打开。") from error


def data_uri(sha256: str) -> str:
    """The logo of that sha256 as a data URI; empty where it is not stored."""
    try:
        return _stored(sha256)
    except OfficeLogo.DoesNotExist:
        return ""


@lru_cache(maxsize=8)
def _stored(sha256: str) -> str:
    """A logo never changes, so a process reads it once; that there is none is asked again."""
    return "data:image/png;base64," + base64.b64encode(OfficeLogo.objects.get(sha256=sha256).data).decode()
