"""What is measured in the browser: the size of text and of what is tapped, and whether anything is cut."""

from playwright.sync_api import Page

SMALL_TEXT = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, one = node.parentElement;
    if (!node.data.trim() || one.closest(".visually-hidden, .skip-link, script, style, noscript, option") || !one.getClientRects().length) continue;
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    if (style.visibility === "hidden") continue;
    if (size < 24 || parseFloat(style.lineHeight) < 1.3 * size) {
      found.add(`${one.tagName}.${one.className}: ${size}px/${style.lineHeight} ${node.data.trim().slice(0, 12)}`);
    }
  }
  return [...found];
}"""
"""Visible text under 18 pt, or set closer than 1.3."""

SMALL_TARGETS = """() => {
  const found = new Set();
  const inSentence = (one) => {
    if (one.tagName !== "A") return false;
    const around = one.parentElement.closest("p, li, dd, td, small, h1, h2, h3");
    const own = [...(around ? around.childNodes : [])].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    return getComputedStyle(one).display.startsWith("inline") && own.length > 3;
  };
  for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (one.type === "hidden" || !one.getClientRects().length || inSentence(one)) continue;
    if (one.closest(".skip-link, .visually-hidden, [aria-hidden=true]")) continue;
    const target = (["radio", "checkbox"].includes(one.type) && one.closest("label")) || one;
    const { width, height } = target.getBoundingClientRect();
    if (width < 59.5 || height < 59.5) {
      const words = (one.innerText || one.name || "").trim().slice(0, 14);
      found.add(`${one.tagName}.${one.className}: ${Math.round(width)}×${Math.round(height)} ${words}`);
    }
  }
  return [...found];
}"""
"""Links outside sentences, buttons and fields smaller than 60 × 60 CSS px."""

CUT = """() => {
  const found = [];
  for (const one of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(one);
    if (!/hidden|clip/.test(style.overflowX + style.overflowY) || one.matches(".visually-hidden, .visually-hidden *")) continue;
    if (!one.getClientRects().length || one.offsetWidth <= 1) continue;
    if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) found.push(`${one.tagName}.${one.className}`);
  }
  return found;
}"""
"""Elements whose content is larger than they show."""


def too_small(page: Page) -> list[str]:
    """What is too small for 长辈版."""
    return [*page.evaluate(SMALL_TEXT), *page.evaluate(SMALL_TARGETS)]


def cut_or_wide(page: Page, width: int, height: int = 900) -> list[str]:
    """What is cut, or makes the page wider than a window of that size."""
    page.set_viewport_size({"width": width, "height": height})
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*page.evaluate(CUT), *([f"{wider} px too wide at {width}"] if wider else [])]
