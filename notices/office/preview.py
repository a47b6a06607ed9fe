"""A sheet with the office's words and marks as they are and as they would be: what is looked at before a change is saved. Nothing is stored."""

from dataclasses import dataclass, replace

from matters.models import Edition, Matter
from matters.publishing import edition_in_force
from notices.composing import gather
from notices.models import SheetWording
from notices.previewing import LIVE_SECONDS, Preview, printed_preview
from notices.sheet_parts import Profile, Wording


@dataclass(frozen=True, slots=True)
class Compared:
    """One matter's blank sheet before and after."""

    edition: Edition
    before: Preview
    after: Preview


def sample(text: str) -> Edition | None:
    """The edition to look at: of the live matter of that code, or whose name holds the text; the first one there is without any."""
    found = Matter.objects.public().matching(text.strip()).order_by("code")
    return next((edition for matter in found[:20] if (edition := edition_in_force(matter))), None)


def compared(edition: Edition, profile: Profile) -> Compared:
    """The untailored sheet at the nearest place, with today's profile and with `profile`."""
    now = gather(edition, {})
    then = replace(now, profile=profile)
    before, after = (printed_preview(edition.number, x, timeout=LIVE_SECONDS) for x in (now, then))
    return Compared(edition, before, after)


def with_wording(profile: Profile, wording: Wording, instead: SheetWording | None = None) -> Profile:
    """The profile with one more wording; `instead` of a stored one where that is being changed."""
    old = instead.as_plain() if instead is not None else None
    return replace(profile, words=(*(w for w in profile.words if w != old), wording))
