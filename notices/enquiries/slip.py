"""The slip (引导单) that a person who is led on takes along, as frozen plain data in its final words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matters.guide import Guide
from matters.place import Place
from notices.material_lines import material_count
from notices.sheet_parts import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip: where to go stands largest, who sent the person smallest. `url` is what the QR code holds."""

    office: str
    demo: str = ""
    matter: str
    to: str
    position: str = ""
    lines: tuple[Line, ...]
    sender: str
    day: str
    url: str


def where(place: Place | None) -> tuple[Line, ...]:
    """How to get there and whom to call; nothing of another office, of which the clerk only knew the name."""
    if place is None:
        return ()
    rows = (
        ("address", "地址", place.address),
        ("hours", "时间", place.hours),
        ("phone", "电话", place.phone),
        ("transit", "交通", "；".join(filter(None, (place.transit, place.accessible)))),
        ("note", "说明", place.note),
    )
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)


def to_bring(guide: Guide | None) -> str:
    """How many papers, in one breath; the list itself is behind the link."""
    if guide is None:
        return ""
    if not guide.requirements:
        return "不用带材料"
    fewer = "（按您的情形可能少一些）" if guide.questions else ""
    return f"{material_count(guide)}项材料{fewer}"


def sender(names: Iterable[str]) -> str:
    """`北关区政务服务中心 咨询台 演示07号`."""
    return " ".join(filter(None, names))


FOLDED = ("transit", "note", "hours")
"""What stands only on the page behind the code where even small type leaves it no room."""
MOST = 60
"""Characters of a text that is cut on such a slip, the sign of the cut included."""


def shortened(slip: Slip) -> Slip:
    """The same for a place whose texts are so long that they fill a book: what is left out is behind the code, and cut texts say so."""
    lines = tuple(replace(line, text=_cut(line.text)) for line in slip.lines if line.key not in FOLDED)
    names = {name: _cut(getattr(slip, name)) for name in ("office", "matter", "to", "position", "sender")}
    return replace(slip, lines=lines, **names)


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
