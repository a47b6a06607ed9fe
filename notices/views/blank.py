"""The blank sheet for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from matters import lookup, situation
from matters.bundle_lookup import find_bundle, halted
from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Edition
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals
from matters.views.bundle_refusals import nothing_to_show
from matters.views.guide import in_capitals
from matters.views.reading import read_only
from notices.composing import Ingredients, NotHandledHere, gather
from notices.enums import Layout
from notices.rendering import print_blank


@read_only
def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/sheet.pdf?site=&a=&layout=`: paper to print, of the edition in force, tailored, for a site; one A4 page without `layout`.

    404 for an unknown code or site, 400 for an unknown option or layout, 410 when retired; where nothing can be printed now, the guide page
    says why.
    """
    if address := in_capitals(request, "blank_sheet", code):
        return redirect(address, permanent=True)
    found = lookup.find(code, today())
    if found is None:
        return refusals.unknown_code(request, code)
    if found.matter.standing == Standing.RETIRED:
        return refusals.retired(request, found.matter, "blank_sheet")
    if found.edition is None or found.matter.standing != Standing.LIVE:
        return redirect("guide", code)
    return _sheet(request, found.edition)


@read_only
def bundle_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/sheet.pdf?site=&a=&layout=`: the same of a bundle. While one of its matters is suspended its page says so instead."""
    if address := in_capitals(request, "bundle_sheet", code):
        return redirect(address, permanent=True)
    found = find_bundle(code, today())
    if found is None or found.bundle.standing == Standing.RETIRED:
        return nothing_to_show(request, code, found)
    if found.edition is None or found.bundle.standing != Standing.LIVE:
        return redirect("bundle", code)
    return _sheet(request, found.edition)


def _sheet(request: HttpRequest, edition: Edition) -> HttpResponse:
    tokens, subject = request.GET.getlist("a"), edition.subject
    try:
        ingredients = gather(edition, parse_answers(tokens), request.GET.get("site") or None)
    except UnknownOption as error:
        return refusals.unknown_option(request, edition.guide, tokens, error, subject.page)
    except NotHandledHere as error:
        return _not_here(request, edition, str(error))
    if ingredients.guide.members and halted(ingredients.guide):
        return redirect(reverse(subject.page, args=[subject.code]) + situation.query_of(ingredients.answers))
    return _pdf(request, edition, ingredients)


def _pdf(request: HttpRequest, edition: Edition, ingredients: Ingredients) -> HttpResponse:
    layout = request.GET.get("layout") or Layout.A4
    if layout not in Layout.values:
        return _unknown_layout(request, edition, ingredients.guide, layout)
    printed = print_blank(edition, ingredients, layout=Layout(layout))
    whole = HttpResponse(printed.data, content_type="application/pdf")
    whole["Content-Disposition"] = (
        content_disposition_header(False, _file_name(ingredients, Layout(layout))) or "inline"
    )
    etag = quote_etag(printed.sha256)
    response = get_conditional_response(request, etag=etag, response=whole) or whole
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _file_name(ingredients: Ingredients, layout: Layout) -> str:
    """`残疾人证核发-遗失补办-灯塔路街道便民服务中心-一次性告知单.pdf`."""
    kind = "一次性告知单" if layout == Layout.A4 else layout.label
    chosen = (a.option_text for a in ingredients.guide.answers)
    parts = "-".join((ingredients.guide.name, *chosen, ingredients.place.name, kind))
    return "".join(c for c in parts if c.isprintable() and c not in '\\/:*?"<>|') + ".pdf"


def _unknown_layout(request: HttpRequest, edition: Edition, guide: Guide, given: str) -> HttpResponse:
    """400: the layouts there are, each with the same answers and site."""
    query = request.GET.copy()
    choices = []
    for layout in Layout:
        query["layout"] = layout
        choices.append((f"{layout.label}（{layout}）", f"{request.path}?{query.urlencode()}"))
    context = {
        "reason": f"没有“{given[:40]}”这种版式。",
        "choices": choices,
        "page": reverse(edition.subject.page, args=[guide.code]),
        "guide": guide,
    }
    return render(request, "400.html", context, status=400)


def _not_here(request: HttpRequest, edition: Edition, reason: str) -> HttpResponse:
    """404: the site is unknown or does not handle it; the ones that do, with their sheets."""
    known = situation.known_only(edition.guide, request.GET.getlist("a"))
    tailored = tailor(edition.guide, known)
    subject = edition.subject
    page, query = reverse(subject.sheet_page, args=[tailored.code]), situation.query_of(known)
    choices = [
        (place.name, f"{page}{query}{'&' if query else '?'}site={place.code}")
        for place in places_for(tailored, subject)
    ]
    context = {
        "reason": reason,
        "choices": choices,
        "choices_title": "这些地点可以办理，点开就是对应的告知单：",
        "page": reverse(subject.page, args=[tailored.code]) + query,
        "guide": tailored,
    }
    return render(request, "404.html", context, status=404)
