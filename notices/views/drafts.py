"""The page of a sheet that nobody has published yet, with the choices beside the PDF: of a working copy and of a bundle alike."""

from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from matters.handling_places import places_for
from matters.models import Edition
from matters.tailoring import UnknownOption, parse_answers
from notices.composing import NotHandledHere
from notices.previewing import Preview, preview
from notices.views.papers import pdf


def draft_page(request: HttpRequest, edition: Edition, *, pdf_page: str) -> HttpResponse:
    """What cannot be composed is explained in place of the sheet. `pdf_page` is the name of the address of the PDF."""
    subject, guide = edition.subject, edition.guide
    found, problem = None, ""
    try:
        found = _preview(request, edition)
    except (UnknownOption, NotHandledHere) as error:
        problem = str(error)
    lists = f"admin:{subject._meta.app_label}_{subject._meta.model_name}"
    chosen = [(name, value) for name in ("site", "a") for value in request.GET.getlist(name) if value]
    context = {
        **admin.site.each_context(request),
        "title": f"预览告知单：{guide.name}",
        "matter": subject,
        "edition": edition,
        "questions": guide.questions,
        "places": places_for(guide, subject),
        "asked": request.GET.getlist("a"),
        "site": request.GET.get("site", ""),
        "preview": found,
        "problem": problem,
        "pdf_url": f"{reverse(pdf_page, args=[subject.code])}?{urlencode(chosen)}",
        "matter_url": reverse(f"{lists}_change", args=[subject.pk]),
        "list_url": reverse(f"{lists}_changelist"),
        "list_name": subject._meta.verbose_name_plural,
    }
    return render(request, "notices/preview.html", context, status=400 if problem and request.GET else 200)


def draft_pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The PDF in the page. 400 with the reason where the choices lead to no sheet."""
    try:
        found = _preview(request, edition)
    except (UnknownOption, NotHandledHere) as error:
        return no_sheet(str(error))
    return pdf(found.printed.data, f"preview-{edition.subject.code}.pdf", cache="no-store")


def no_sheet(reason: str) -> HttpResponse:
    """400 where a PDF was asked for."""
    return HttpResponse(reason, status=400, content_type="text/plain; charset=utf-8")


def _preview(request: HttpRequest, edition: Edition) -> Preview:
    return preview(edition, parse_answers(request.GET.getlist("a")), request.GET.get("site") or None)
