"""联系卡: who helps where, and the cards to print."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from notices.access import StaffRequest
from notices.listing.paging import key_of
from notices.views.papers import framed, pdf
from oversight.access import VIEW_CARDS, overseer, visible_cards
from oversight.models import ContactCard
from oversight.requests.cards import MOST, print_card, print_cards


@require_safe
@overseer(VIEW_CARDS)
def cards(request: StaffRequest) -> HttpResponse:
    """`/oversight/cards/`: those within reach."""
    context = {"area": "requests", "cards": _cards(request)[:MOST], "may_change": _may_change(request)}
    return render(request, "oversight/cards/cards.html", context)


@require_safe
@overseer(VIEW_CARDS)
@framed
def card_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """One card, 90 × 54 mm; out of reach it does not exist."""
    card = get_object_or_404(_cards(request), pk=pk)
    return pdf(print_card(card).data, f"联系卡 {card.name}.pdf", cache="private, no-cache")


@require_safe
@overseer(VIEW_CARDS)
@framed
def sheet_pdf(request: StaffRequest) -> HttpResponse:
    """Ten on A4: the cards ticked (`?card=3&card=5`), or all within reach."""
    ticked = [key for key in map(key_of, request.GET.getlist("card")) if key]
    found = _cards(request)
    chosen = list((found.filter(pk__in=ticked[:MOST]) if ticked else found)[:MOST])
    if not chosen:
        return redirect("oversight_cards")
    return pdf(print_cards(chosen).data, "联系卡.pdf", cache="private, no-cache")


def _cards(request: StaffRequest) -> QuerySet[ContactCard]:
    return visible_cards(request.user).filter(is_active=True).select_related("region", "site")


def _may_change(request: StaffRequest) -> bool:
    return request.user.has_perm("oversight.change_contactcard") and request.user.is_staff
