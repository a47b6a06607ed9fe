"""`/api/v1/` for people: what there is, with examples to click on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from matters.api.addresses import Address, addresses
from matters.api.gate import PREFIX
from matters.api.paging import LARGEST
from matters.models import Bundle, Matter, Site
from matters.plain import digest
from matters.views.caching import page_version, tagged


def home(request: HttpRequest) -> HttpResponse:
    """Three queries; a page like any other, without a script."""
    codes = example_codes()

    def page() -> HttpResponse:
        groups: dict[str, list[tuple[Address, str]]] = {}
        for address in addresses():
            groups.setdefault(address.tag, []).append((address, address.example(codes)))
        context = {"groups": groups.items(), "rate": settings.API_RATE, "largest": LARGEST}
        return render(request, "matters/api/home.html", context)

    return tagged(request, digest([page_version(), settings.API_RATE, codes]), page)


def example_codes() -> dict[str, str]:
    """A code of each kind by the address it stands in; one of a matter anywhere else."""
    first = {
        "": Matter.objects.public().order_by("code"),
        f"{PREFIX}bundles/": Bundle.objects.public().order_by("code"),
        f"{PREFIX}sites/": Site.objects.filter(is_active=True).order_by("code"),
    }
    return {before: rows.values_list("code", flat=True).first() or "" for before, rows in first.items()}
