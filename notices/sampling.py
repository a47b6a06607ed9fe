"""The longest sheet that can come to be: what the one-page ladder is tried with, so that every real one fits as well."""

from dataclasses import replace
from datetime import date, datetime

from matters.enums import Level
from matters.guide import Guide
from matters.handling_places import OTHER_SITES, nearest_others
from matters.place import Place
from matters.wording import duration
from matters.workdays import WorkCalendar
from notices.bundle_blocks import abridged
from notices.composing import notice_url
from notices.enums import Manner
from notices.sheet import EditionMark, Issuance, Line, Profile, Sheet, compose

TOKEN = "0" * 20
_UNKNOWN_YEARS: frozenset[int] = frozenset()  # so that the completion date carries its mark 预计


def sample_sheet(guide: Guide, place: Place, others: tuple[Place, ...], number: int, profile: Profile) -> Sheet:
    """An issued sheet with the longest serial, names and dates that occur.

    While questions are open, it names for each the longest answer: so it takes no less room than any sheet with only some of them answered.
    """
    issuance = Issuance(
        serial=f"{place.name[:14]}〔2026〕000000",
        clerk="首问责任人员",
        window=place.window or "综合窗口",
        manner=Manner.WINDOW,
        told_at=datetime(2026, 12, 28, 12, 0),  # noqa: DTZ001  (local time, as on paper)
        calendar=WorkCalendar(official_years=_UNKNOWN_YEARS),
    )
    mark = EditionMark(number=max(number, 10), effective_from=date(2026, 12, 28))
    url = notice_url(TOKEN)
    sheet = compose(guide, place, mark=mark, profile=profile, url=url, others=others, issuance=issuance)
    return sheet if guide.answers else replace(sheet, situation=_longest_answers(guide))


def _longest_answers(guide: Guide) -> tuple[Line, ...]:
    return tuple(
        Line(key=q.key, label=q.text, text=max((o.text for o in q.options), key=len, default=""))
        for q in (abridged(guide) if guide.members else guide).questions
    )


def others_of(place: Place, places: list[Place]) -> tuple[Place, ...]:
    """The further sites named beside a place; beside the longest of all, the longest ones."""
    if place.code:
        return nearest_others(place, places)
    return tuple(sorted(places, key=lambda p: -len(p.name + p.phone))[:OTHER_SITES])


def longest_place(places: list[Place]) -> Place:
    """A place none of whose texts is shorter than any real one's: what fits there fits everywhere."""
    if not places:
        return Place(code="", name="（未指定办理点）", level=Level.DISTRICT, address="")
    fields = ("name", "address", "floor", "window", "phone", "hours", "transit", "accessible", "note")
    longest = {name: max((getattr(p, name) for p in places), key=len) for name in fields}
    promises = [p.promised for p in places if p.promised]
    return replace(places[0], code="", promised=max(promises, key=lambda x: len(duration(x)), default=None), **longest)
