"""Why there is no page of a bundle to show, each with a way on. Shared by the page, its questions and the blank sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from matters.bundle_lookup import FoundBundle
from matters.enums import Standing


def nothing_to_show(request: HttpRequest, code: str, found: FoundBundle | None) -> HttpResponse:
    """404 for an unknown code, 410 for one that has ended, 200 for one whose first edition will hold from a day on, 404 when the last ran out."""
    if found is None:
        return render(request, "404.html", {"reason": f"没有编码为“{code[:20]}”的一件事。"}, status=404)
    if found.bundle.standing == Standing.RETIRED:
        return render(request, "matters/bundle/retired.html", {"bundle": found.bundle}, status=410)
    context = {"bundle": found.bundle, "next_from": found.next_from}
    return render(request, "matters/bundle/not_in_force.html", context, status=200 if found.next_from else 404)
