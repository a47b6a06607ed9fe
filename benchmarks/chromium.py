"""The sheet's own HTML as a page for Chromium, and a browser kept open that prints it."""

from pathlib import Path
from types import TracebackType

from playwright.sync_api import sync_playwright

from notices import fonts

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "var" / "bench" / "chromium.html"
BINARY = "/usr/bin/chromium"
_LINK = '<link rel="stylesheet" href="/static/css/sheet.css">'
# Chromium has no footnotes: the stub is nailed to the foot of the page instead.
_STUB = (
    ".stub { float: none; position: fixed; bottom: 0; left: 0; right: 0; height: 30mm; border-top: 0.9pt dashed #000; }"
)


def equivalent_page(html: str) -> str:
    """The same HTML with the style sheet inlined and the prepared faces named as files."""
    css = (ROOT / "static" / "css" / "sheet.css").read_text("utf-8")
    assert _LINK in html
    return html.replace(_LINK, f"<style>{_faces()}\n{css}\n{_STUB}</style>")


def _faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' src: url("{(fonts.font_dir() / face.file).resolve().as_uri()}"); }}'
        for face in fonts.manifest().faces
    )


class Chromium:
    """One browser and one tab, open for the whole benchmark."""

    def __enter__(self) -> "Chromium":
        self._driver = sync_playwright().start()
        arguments = ["--no-sandbox", "--allow-file-access-from-files"]
        self._browser = self._driver.chromium.launch(executable_path=BINARY, args=arguments)
        self._tab = self._browser.new_page()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._browser.close()
        self._driver.stop()

    def take(self, page: str) -> None:
        """Lay the page ready as a file; not part of the time."""
        PAGE.write_text(page, "utf-8")

    def print(self) -> bytes:
        """Load the page that lies ready, faces included, and print it as tagged PDF."""
        self._tab.goto(PAGE.as_uri())
        self._tab.evaluate("document.fonts.ready.then(() => true)")
        return self._tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
