"""批量下放 and 批量收回 in the admin: from the list, see what becomes of every matter, tick, confirm; undone and submitted like other bulk edits."""

import secrets
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from matters.admin.bulk import editor
from matters.bulk_applying import apply_all
from matters.delegating import MOST, plans, preview
from matters.delegation_forms import KINDS, OrderForm
from matters.models import Matter
from matters.scoping import in_scope, workable


def delegation_urls(model_admin: Any) -> list[URLPattern]:
    """The page's address, below the list of matters."""
    return [path("delegate/<str:kind>/", model_admin.admin_site.admin_view(delegation_page), name="matters_delegate")]


@admin.action(description="批量下放所选的事项", permissions=["change"])
def delegate_selected(model_admin: Any, request: HttpRequest, matters: QuerySet[Matter]) -> HttpResponse | None:
    """From the list: hand what is selected to a level."""
    return _begin(request, "give", matters)


@admin.action(description="批量收回所选的事项", permissions=["change"])
def take_back_selected(model_admin: Any, request: HttpRequest, matters: QuerySet[Matter]) -> HttpResponse | None:
    """From the list: take what is selected back from a level."""
    return _begin(request, "take-back", matters)


def delegation_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Previews (`step=preview`) and, by `step=apply`, does what is ticked. Without a selection it leads back to the list."""
    user = editor(request)
    if kind not in KINDS:
        raise Http404
    if request.method != "POST":
        messages.info(request, "请先在列表里勾选事项，再选“批量下放”或“批量收回”。")
        return redirect("admin:matters_matter_changelist")
    form = KINDS[kind](request.POST)
    if not form.is_valid() or request.POST.get("step") not in {"preview", "apply"}:
        return _show(request, kind, form)
    own = workable(Matter.objects.all(), user)
    if request.POST["step"] == "preview":
        seen = in_scope(Matter.objects.filter(pk__in=form.cleaned_data["within"]), user)
        return _show(request, kind, form, preview=preview(seen, own, form.order()))
    token = secrets.token_urlsafe(12)
    apply_all(plans(own, form.order(), _ticked(request.POST.getlist("matter"))), by=user, via=form.title, token=token)
    return redirect("admin:matters_bulk_done", token)


def _begin(request: HttpRequest, kind: str, matters: QuerySet[Matter]) -> HttpResponse | None:
    pks = list(matters.order_by("code").values_list("pk", flat=True)[: MOST + 1])
    if len(pks) > MOST:
        messages.error(request, f"一次最多选{MOST}个事项。")
        return None
    return _show(request, kind, KINDS[kind](initial={"within": ",".join(map(str, pks))}))


def _ticked(tokens: list[str]) -> dict[int, int]:
    """`["17.3"]`: matter 17 as it was at revision 3."""
    pairs = (token.split(".", 1) for token in tokens[:MOST])
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(str.isdecimal, pair))}


def _show(request: HttpRequest, kind: str, form: OrderForm, **more: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": form.title,
        "kind": kind,
        "address": reverse("admin:matters_delegate", args=[kind]),
        "form": form,
        "within": len([part for part in str(form["within"].value() or "").split(",") if part]),
        **more,
    }
    return TemplateResponse(request, "admin/matters/delegation/page.html", context)
