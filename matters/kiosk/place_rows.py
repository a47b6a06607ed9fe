"""Where to go, as rows: first the place where the terminal stands, then the nearest others."""

from collections.abc import Iterable, Sequence

from matters import wording
from matters.guide import Guide
from matters.local_promise import why_no_promise
from matters.place import Place

Row = tuple[str | tuple[str, ...], ...]


def place_rows(guide: Guide, here: Place | None, others: Sequence[Place]) -> tuple[Row, ...]:
    """`here` is None where this situation is not handled at the terminal's own place."""
    rows: list[Row] = list(_place(guide, here, "就在这里")) if here else [("p", "您选的情形不在本处办理。")]
    if not here and not others:
        return (("p", "目前没有可以办理的地点，请先拨打咨询电话。"),)
    for other in others:
        rows += _place(guide, other, "" if here else "请到这里")
    return tuple(rows)


def _place(guide: Guide, place: Place, mark: str) -> Iterable[Row]:
    shortens = place.promised is not None and not why_no_promise(place.promised, guide.limits)
    promised = f"本地承诺时限：{wording.duration(place.promised)}" if place.promised and shortens else ""
    ways = "；".join(filter(None, (place.transit, place.accessible)))
    phone = f"电话 {place.phone}" if place.phone else ""
    yield ("h", place.name, mark)
    for text in (place.address + place.position, place.hours, place.how, promised, place.note, phone, ways):
        if text:
            yield ("p", text)
