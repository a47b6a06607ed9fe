"""Which release of the terminal this is: a terminal that holds an older one takes the new one over by itself."""

from functools import cache
from hashlib import sha256

from django.conf import settings

ASSETS = (
    "css/tokens.css", "css/kiosk/frame.css", "css/kiosk/touch.css", "css/kiosk/guide.css", "css/kiosk/idle.css", "css/kiosk/low.css",
    "js/kiosk/dom.js", "js/kiosk/qr.js", "js/kiosk/store.js", "js/kiosk/pad.js", "js/kiosk/speech.js",
    "js/kiosk/printing.js", "js/kiosk/lists.js", "js/kiosk/rating.js", "js/kiosk/guide.js", "js/kiosk/idle.js", "js/kiosk/kiosk.js",
    "img/favicon.svg",
)  # fmt: skip
"""The static files of the shell, styles and scripts in the order in which they are loaded."""


@cache
def release() -> str:
    """Changes with any file that makes the shell or words a pack."""
    sources = ("templates/matters/kiosk/*", "static/js/kiosk/*.js", "matters/*.py", "matters/kiosk/*.py")
    styles = [settings.BASE_DIR / "static" / name for name in ASSETS if name.endswith(".css")]
    files = [file for pattern in sources for file in sorted(settings.BASE_DIR.glob(pattern)) if file.is_file()]
    return sha256(b"\0".join(file.read_bytes() for file in [*styles, *files])).hexdigest()[:16]
