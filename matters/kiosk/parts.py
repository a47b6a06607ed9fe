"""The guides of one part of a site's stock, packed."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from matters.guide import Guide
from matters.kiosk.packing import packed
from matters.kiosk.stock import Held, Stock
from matters.models import Edition


def part(stock: Stock, number: int) -> dict[str, object]:
    """The version of a part, as the list names it, and its packed guides by code; one query."""
    rows = Edition.objects.only("content").in_bulk([held.edition for held in stock.parts[number]])
    guides = {held.code: _packed(stock, held, rows[held.edition].guide) for held in stock.parts[number]}
    return {"version": stock.version(number), "guides": guides}


def _packed(stock: Stock, held: Held, guide: Guide) -> dict[str, object]:
    return packed(
        guide,
        page=settings.PUBLIC_BASE_URL + reverse("bundle" if held.bundle else "guide", args=[held.code]),
        spots=stock.spotter.spots(held.matter),
        remarks=lambda tailored: _remarks(stock, held, tailored),
        edition=f"第{held.number}版，{_day(held.effective_from)}起施行",
    )


def _remarks(stock: Stock, held: Held, guide: Guide) -> tuple[str, ...]:
    """Why it is not handled at present, and when a new edition comes."""
    halted = [stock.halted[m.code] for m in guide.members if m.code in stock.halted]
    stopped = [f"暂停办理：{held.standing_reason}"] if held.is_suspended else halted
    coming = [f"新一版自{_day(held.next_from)}起施行，届时以新版为准。"] if held.next_from else []
    return (*stopped, *coming)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
