"""What the sheet would look like if the working copy were published now: the same path as every other sheet, and nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import caches

from matters.bundling import composed
from matters.freezing import freeze, ready_to_freeze
from matters.models import Bundle, Edition, Matter
from matters.plain import to_plain
from matters.publishing import next_number, today
from notices import fitting
from notices.composing import Ingredients, gather, guide_url
from notices.ladder import FOLD_WORDS, LADDER, SETTINGS, Setting
from notices.rendering import Printed, blank_key, render_whole
from notices.sampling import sample_sheet
from notices.sheet import Sheet

LIVE_SECONDS = 60 * 60
"""How long the paper of a page that is being typed on is kept."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A blank sheet of the working copy. `refusal` says why it does not fit one page and is set on two sides; empty when it fits. `key` finds the
    PDF again with `kept`.
    """

    sheet: Sheet
    printed: Printed
    refusal: str
    key: str

    @property
    def folded(self) -> list[str]:
        """The blocks behind the QR code, in Chinese."""
        return [FOLD_WORDS[name] for name in self.printed.setting.folded]

    @property
    def kilobytes(self) -> float:
        """The size of the PDF in kB of 1000 bytes."""
        return len(self.printed.data) / 1000


def draft_edition(matter: Matter) -> Edition:
    """The edition that publishing would write today; never saved."""
    guide = freeze(ready_to_freeze().get(pk=matter.pk))
    return Edition(matter=matter, number=next_number(matter), content=to_plain(guide), effective_from=today())


def draft_bundle_edition(bundle: Bundle) -> Edition:
    """The same for a bundle: what its members' editions in force are merged to today. Raises publishing.Refused where they cannot be."""
    guide = composed(bundle)
    return Edition(bundle=bundle, number=next_number(bundle), content=to_plain(guide), effective_from=today())


def preview(edition: Edition, answers: Mapping[str, str], site: str | None = None) -> Preview:
    """The blank sheet of a draft edition for those answers at that site (its code; default the nearest level's first).

    Raises tailoring.UnknownOption, and composing.NotHandledHere where the site does not handle the matter.
    """
    return printed_preview(edition.number, gather(edition, answers, site))


def printed_preview(number: int, ingredients: Ingredients, *, near: str = "", timeout: int | None = None) -> Preview:
    """The paper of what was gathered; asks the database nothing. `near` is the setting a similar sheet came to rest in, if known, `timeout` how many
    seconds the PDF is kept (None: as long as there is room).
    """
    sheet = ingredients.sheet(guide_url(ingredients.guide))
    setting, refusal = _rung(number, ingredients, near)
    key = blank_key(sheet, SETTINGS[setting])
    return Preview(sheet, _printed(sheet, SETTINGS[setting], key, timeout), refusal, key)


def kept(key: str) -> Printed | None:
    """The paper of an earlier preview, as long as it is kept."""
    printed: Printed | None = caches["sheets"].get(f"preview-{key}")
    return printed


def _printed(sheet: Sheet, setting: Setting, key: str, timeout: int | None) -> Printed:
    printed = kept(key)
    if printed is None:
        printed = render_whole(sheet, setting)
        caches["sheets"].set(f"preview-{key}", printed, timeout)
    return printed


def _rung(number: int, ingredients: Ingredients, near: str) -> tuple[str, str]:
    """The setting's name and why it is two-sided, kept by content: the page and the PDF in it ask one after the other."""
    sample = sample_sheet(ingredients.guide, ingredients.place, ingredients.others, number, ingredients.profile)
    key = f"rung-{blank_key(sample, LADDER[0])}"
    found: tuple[str, str] | None = caches["sheets"].get(key)
    if found is None:
        found = _climb(sample, near)
        caches["sheets"].set(key, found)
    return found


def _climb(sample: Sheet, near: str) -> tuple[str, str]:
    start = SETTINGS.get(near)
    try:
        return fitting.climb(sample, LADDER[-1] if start and start not in LADDER else start).setting.name, ""
    except fitting.DoesNotFit as refusal:
        return fitting.spilled(sample).setting.name, str(refusal)
