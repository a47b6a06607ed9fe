"""The sheet beside the matter's page while it is being typed: what is in the form now, never stored."""

from collections.abc import Mapping
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from matters.admin.as_posted import NotValid, as_posted
from matters.admin.problems import problems
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Edition, Matter
from matters.place import Place
from matters.tailoring import parse_answers
from notices.composing import Ingredients, NotHandledHere, gather
from notices.previewing import LIVE_SECONDS, draft_edition, kept, printed_preview
from notices.views.papers import pdf
from notices.views.preview import matter_in_scope

PERMISSION = "matters.change_matter"


@require_POST
@login_required
@permission_required(PERMISSION, raise_exception=True)
def live_preview(request: HttpRequest, code: str) -> JsonResponse:
    """JSON: `facts` and `choices` as HTML, the address of the `pdf`, and the `setting` to begin the next search with; or `problems`, a list of
    `{message, anchor}`, where the form leads to no sheet.

    Only the reading happens in the transaction that is taken back; layout takes far longer and holds no lock.
    """
    matter = matter_in_scope(request, code)
    model_admin = admin.site.get_model_admin(Matter)
    if not model_admin.has_change_permission(request, matter):
        raise PermissionDenied
    try:
        with as_posted(model_admin, request, matter) as filled:
            edition = draft_edition(filled)
            places = places_for(edition.guide, filled)
            ingredients = _gathered(edition, places, request)
    except NotValid as wrong:
        found = [{"message": p.message, "anchor": p.anchor} for p in problems(wrong.form, wrong.formsets)]
        return JsonResponse({"problems": found})
    except NotHandledHere as refusal:
        return JsonResponse({"problems": [{"message": str(refusal), "anchor": "#handlings-group"}]})
    return JsonResponse(_answer(request, edition, places, ingredients))


@require_safe
@login_required
@permission_required(PERMISSION, raise_exception=True)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def live_preview_pdf(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The PDF that an answer of `live_preview` names; 404 when it is no longer kept."""
    matter_in_scope(request, code)
    printed = kept(key)
    if printed is None:
        raise Http404("这份预览已经过期。")
    return pdf(printed.data, f"preview-{code}.pdf", cache="no-store")


def _gathered(edition: Edition, places: list[Place], request: HttpRequest) -> Ingredients:
    """With the answers and the site chosen beside the form, as far as the form still knows them."""
    site = request.POST.get("site", "")
    chosen = site if site in {place.code for place in places} else None
    return gather(edition, _known_answers(edition.guide, request.POST.getlist("a")), chosen)


def _known_answers(guide: Guide, tokens: list[str]) -> dict[str, str]:
    known = {f"{q.key}.{o.key}" for q in guide.questions for o in q.options}
    return parse_answers([token for token in tokens if token in known])


def _answer(request: HttpRequest, edition: Edition, places: list[Place], ingredients: Ingredients) -> Mapping[str, Any]:
    near = request.POST.get("near", "")
    found = printed_preview(edition.number, ingredients, near=near, timeout=LIVE_SECONDS)
    context = {
        "preview": found,
        "matter": edition.matter,
        "questions": edition.guide.questions,
        "places": places,
        "asked": [f"{question}.{option}" for question, option in ingredients.answers.items()],
        "site": ingredients.place.code if request.POST.get("site") else "",
        "live": True,
    }
    return {
        "facts": render_to_string("notices/preview/_facts.html", context),
        "choices": render_to_string("notices/preview/_choices.html", context),
        "pdf": reverse("sheet_preview_live_pdf", args=[edition.subject.code, found.key]),
        "setting": found.printed.setting.name,
    }
