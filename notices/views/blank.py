"""The blank sheet for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import lookup, situation
from matters.enums import Standing
from matters.handling_places import places_for
from matters.models import Edition
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals
from matters.views.guide import canonical
from notices.composing import Ingredients, NotHandledHere, gather
from notices.rendering import print_blank


@csrf_exempt  # nothing is written: a POST is told 405 instead of being asked for a token
@require_safe
def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/sheet.pdf?site=&a=`: one page to print, of the edition in force, tailored, for a site.

    404 for an unknown code or site, 400 for an unknown option, 410 when retired; where nothing can be printed now, the guide page says why.
    """
    if code != code.upper() and lookup.is_code(code.upper()):
        return redirect(canonical("blank_sheet", code, request), permanent=True)
    found = lookup.find(code, today())
    if found is None:
        return refusals.unknown_code(request, code)
    if found.matter.standing == Standing.RETIRED:
        return refusals.retired(request, found.matter, "blank_sheet")
    if found.edition is None or found.matter.standing != Standing.LIVE:
        return redirect("guide", code)
    tokens = request.GET.getlist("a")
    try:
        ingredients = gather(found.edition, parse_answers(tokens), request.GET.get("site") or None)
    except UnknownOption as error:
        return refusals.unknown_option(request, found.edition.guide, tokens, error)
    except NotHandledHere as error:
        return _not_here(request, found.edition, str(error))
    return _pdf(request, found.edition, ingredients)


def _pdf(request: HttpRequest, edition: Edition, ingredients: Ingredients) -> HttpResponse:
    printed = print_blank(edition, ingredients)
    whole = HttpResponse(printed.data, content_type="application/pdf")
    whole["Content-Disposition"] = content_disposition_header(False, _file_name(ingredients)) or "inline"
    etag = quote_etag(printed.sha256)
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _file_name(ingredients: Ingredients) -> str:
    """`残疾人证核发-遗失补办-灯塔路街道便民服务中心-一次性告知单.pdf`."""
    chosen = (a.option_text for a in ingredients.guide.answers)
    parts = "-".join((ingredients.guide.name, *chosen, ingredients.place.name, "一次性告知单"))
    return "".join(c for c in parts if c.isprintable() and c not in '\\/:*?"<>|') + ".pdf"


def _not_here(request: HttpRequest, edition: Edition, reason: str) -> HttpResponse:
    """404: the site is unknown or does not handle it; the ones that do, with their sheets."""
    known = situation.known_only(edition.guide, request.GET.getlist("a"))
    tailored = tailor(edition.guide, known)
    page, query = reverse("blank_sheet", args=[tailored.code]), situation.query_of(known)
    choices = [
        (place.name, f"{page}{query}{'&' if query else '?'}site={place.code}")
        for place in places_for(tailored, edition.matter)
    ]
    context = {
        "reason": reason,
        "choices": choices,
        "choices_title": "这些地点可以办理，点开就是对应的告知单：",
        "page": reverse("guide", args=[tailored.code]) + query,
        "guide": tailored,
    }
    return render(request, "404.html", context, status=404)
