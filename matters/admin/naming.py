"""From a vain search to an everyday word: the page with the official names that come nearest, and the buttons of the list."""

import re
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from matters.admin.base import staff
from matters.admin.everyday_words import try_link
from matters.everyday_words.naming import CannotName, name, set_aside
from matters.everyday_words.naming_form import NameForm
from matters.models import MissedSearch, Synonym
from matters.search import searching
from matters.search_page.nearest import nearest

TERMS = 8
"""How many official names are offered."""
_LIST = "admin:matters_missedsearch_changelist"
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")


def name_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """The form with the word filled in; each name offered is a button that saves. `?q=` looks for other names."""
    missed = _missed(model_admin, request, pk, Synonym)
    form = NameForm(_sent(request) if request.method == "POST" else None, initial={"word": missed.words})
    if request.method == "POST" and form.is_valid() and _named(request, missed, form):
        return redirect(_LIST)
    asked = request.GET.get("q", "").strip()
    context = {
        **admin.site.each_context(request),
        "title": f"“{missed.words}”是什么",
        "opts": MissedSearch._meta,
        "missed": missed,
        "form": form,
        "asked": asked,
        "terms": _terms(asked, missed.words),
    }
    return TemplateResponse(request, "admin/matters/missed/name.html", context)


def set_aside_one(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """不处理 for one row."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    missed = _missed(model_admin, request, pk)
    set_aside(missed, by=staff(request))
    messages.success(request, f"“{missed.words}”不处理；再有人搜索时会重新出现。")
    return redirect(_LIST)


def _missed(model_admin: Any, request: HttpRequest, pk: int, *adds: type) -> MissedSearch:
    """The row, for who may deal with it and add a row of these models. Raises PermissionDenied and Http404."""
    may_add = all(request.user.has_perm(f"matters.add_{model.__name__.lower()}") for model in adds)
    if not model_admin.has_change_permission(request) or not may_add:
        raise PermissionDenied("您没有处理没有结果的搜索的权限。")
    return get_object_or_404(MissedSearch, pk=pk)


def _sent(request: HttpRequest) -> dict[str, str]:
    """The form, with the name that was clicked in place of one that was typed."""
    given = request.POST.dict()
    return {"word": given.get("word", ""), "means": given.get("chosen") or given.get("means", "")}


def _named(request: HttpRequest, missed: MissedSearch, form: NameForm) -> bool:
    word, means = form.cleaned_data["word"], form.cleaned_data["means"]
    try:
        name(missed, word=word, means=means, by=staff(request))
    except CannotName as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    done = "“{}”已设为常用词，指“{}”，现在就能搜到。{}"
    messages.success(request, format_html(done, word, means, try_link(word, "试一试")))
    return True


def _terms(asked: str, words: str) -> list[str]:
    """Official names without the case in brackets, so that one term stands for all of them; each once and none longer than the column."""
    hits = searching.suggest(asked, 3 * TERMS) if asked else nearest(words, 3 * TERMS)
    longest = Synonym._meta.get_field("means").max_length or 0
    terms = dict.fromkeys(_IN_BRACKETS.sub("", hit.name) for hit in hits)
    return [term for term in terms if len(term) <= longest][:TERMS]
