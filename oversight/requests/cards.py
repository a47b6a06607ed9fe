"""联系卡 on paper: one card of 90 × 54 mm, or ten of them on A4 with marks to cut along."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from matters import qr
from matters.models import Site
from notices import pdf
from notices.models import OfficeProfile
from oversight.models import ContactCard

ON_A4 = 10
"""Two across and five down: 180 × 270 mm of 210 × 297."""
MOST = 100
"""Cards of one PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """Everything one card shows. `site` is where to go, with its address, hours and phone; `code` leads to its page and is empty without a site."""

    office: str
    name: str
    title: str
    phone: str
    region: str
    grid: str
    services: str
    site: str = ""
    address: str = ""
    code: qr.QrImage | None = None
    demo: bool = False

    @property
    def is_tight(self) -> bool:
        """Whether smaller type is needed. What does not fit even so is refused at input (`fits`)."""
        lines = (
            (self.name + self.title, 11),
            (self.region + self.grid, 18),
            (self.services, 44),
            (self.site + self.address, 44),
        )
        return any(len(text) > most for text, most in lines)


def fits(card: ContactCard) -> bool:
    """Whether all of it is on one card. Raises what `notices.pdf.count_pages` raises."""
    return pdf.count_pages(render_card(card)) == 1


def face_of(card: ContactCard, office: str) -> CardFace:
    """The card as it is printed today; `office` is the name at its head."""
    site = card.site
    return CardFace(
        office=office,
        name=card.name,
        title=card.title,
        phone=card.phone,
        region=card.region.name,
        grid=card.grid,
        services=card.services,
        site=site.name if site else "",
        address=site.address if site else "",
        code=qr.make(_address(site)) if site else None,
        demo=card.demo,
    )


def render_card(card: ContactCard) -> str:
    """The HTML of one card."""
    return render_to_string("oversight/cards/card.html", {"face": face_of(card, _office())})


def render_cards(cards: Iterable[ContactCard]) -> str:
    """The HTML of A4 pages with ten cards each; a single card fills its page ten times over."""
    office = _office()
    faces = [face_of(card, office) for card in cards]
    if len(faces) == 1:
        faces *= ON_A4
    pages = [faces[start : start + ON_A4] for start in range(0, len(faces), ON_A4)]
    return render_to_string("oversight/cards/sheet.html", {"pages": pages})


def print_card(card: ContactCard) -> pdf.Pdf:
    """The PDF of one card. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    return pdf.render_pdf(render_card(card))


def print_cards(cards: Iterable[ContactCard]) -> pdf.Pdf:
    """The PDF of sheets to cut. Raises pdf.RenderFailed, fonts.FontsNotReady."""
    return pdf.render_pdf(render_cards(cards))


def _address(site: Site) -> str:
    return f"{settings.PUBLIC_BASE_URL}{reverse('site', args=[site.code])}"


def _office() -> str:
    return OfficeProfile.current().office
