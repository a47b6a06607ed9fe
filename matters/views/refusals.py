"""Why there is no guide to show, each with a way on. Shared by the guide page and the blank sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from matters import situation
from matters.guide import Guide
from matters.lookup import Found, moved_to
from matters.models import Matter
from matters.tailoring import UnknownOption


def unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    """404: no such matter, or one that has not been published."""
    return render(request, "404.html", {"reason": f"没有编码为“{code[:20]}”的事项。"}, status=404)


def retired(request: HttpRequest, matter: Matter, page: str = "guide") -> HttpResponse:
    """410: the matter has ended; its successor where there is one. 301 to the same `page` of the matter it was merged into, without the answers,
    which that one need not know; 404 where it was never public. A merge can be undone: no browser may go on leading there by itself.
    """
    if code := moved_to(matter):
        response = redirect(page, code, permanent=True)
        patch_cache_control(response, no_cache=True)
        return response
    if matter.merged_into_id is not None and not matter.editions.exists():
        return unknown_code(request, matter.code)
    return render(request, "matters/retired.html", {"matter": matter}, status=410)


def not_in_force(request: HttpRequest, found: Found) -> HttpResponse:
    """200 when an edition will hold from a day on; 404 when the last one has run out and none follows."""
    context = {"matter": found.matter, "next_from": found.next_from}
    return render(request, "matters/not_in_force.html", context, status=200 if found.next_from else 404)


def unknown_option(
    request: HttpRequest, guide: Guide, tokens: list[str], error: UnknownOption, page_name: str = "guide"
) -> HttpResponse:
    """400: an answer the guide does not know; the valid ones as links to `page_name` that keep the other answers."""
    page = reverse(page_name, args=[guide.code])
    known = situation.known_only(guide, tokens)
    choices = [(words, page + query) for words, query in situation.offers(guide, known, error.choices)]
    context = {
        "reason": f"“{guide.name}”没有“{error.given[:40]}”这个选项。",
        "choices": choices,
        "page": page,
        "guide": guide,
    }
    return render(request, "400.html", context, status=400)
