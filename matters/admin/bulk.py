"""批量修改 in the admin: say what, see every change, tick, confirm, see what was done, take it back."""

import secrets
from collections import defaultdict
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.models import AuditEntry, StaffUser
from matters.admin.base import staff
from matters.bulk_applying import apply_all, entries_of, plans_for, undo_plans
from matters.bulk_editing import MOST, preview
from matters.bulk_forms import KINDS, BulkForm
from matters.bulk_submitting import submit_all, submittable
from matters.models import Matter
from matters.scoping import workable

_CHANGE = "matters.change_matter"
_LONGEST_SELECTION = 2000
"""Matters that can be selected in the list for one bulk edit."""


def bulk_urls(model_admin: Any) -> list[URLPattern]:
    """The pages' addresses, below the list of matters."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("bulk/done/<str:token>/", wrap(bulk_done), name="matters_bulk_done"),
        path("bulk/done/<str:token>/undo/", wrap(require_POST(bulk_undo)), name="matters_bulk_undo"),
        path("bulk/done/<str:token>/submit/", wrap(require_POST(bulk_submit)), name="matters_bulk_submit"),
        path("bulk/<str:kind>/", wrap(bulk_page), name="matters_bulk"),
    ]


@admin.action(description="批量修改所选的事项", permissions=["change"])
def bulk_edit_selected(model_admin: Any, request: HttpRequest, matters: QuerySet[Matter]) -> HttpResponse | None:
    """From the list: the bulk edit confined to what is selected."""
    pks = list(matters.order_by("code").values_list("pk", flat=True)[: _LONGEST_SELECTION + 1])
    if len(pks) > _LONGEST_SELECTION:
        messages.error(request, f"一次最多选{_LONGEST_SELECTION}个；要改全部，请直接打开“批量修改”。")
        return None
    return _show(request, "replace", KINDS["replace"](initial={"within": ",".join(map(str, pks))}))


def bulk_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Asks, previews (`step=preview`) and, by `step=apply`, does what is ticked."""
    user = editor(request)
    if kind not in KINDS:
        raise Http404
    if request.method != "POST":
        return _show(request, kind, KINDS[kind](initial=request.GET.dict()))
    form = KINDS[kind](request.POST)
    if not form.is_valid() or request.POST.get("step") not in {"preview", "apply"}:
        return _show(request, kind, form)
    if request.POST["step"] == "preview":
        return _show(request, kind, form, preview=preview(_matters(user, form), form.wanted()))
    plans = plans_for(_matters(user, form), form.wanted().rule, _ticked(request.POST.getlist("swap")))
    token = secrets.token_urlsafe(12)
    apply_all(plans, by=user, via=f"批量修改：{form.title}", token=token)
    return redirect("admin:matters_bulk_done", token)


def bulk_done(request: HttpRequest, token: str) -> HttpResponse:
    """What a run changed and what it left out, and the button that takes it back."""
    user = editor(request)
    changed, summary = _run(user, token)
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": f"{summary.target}：结果" if summary else "批量修改：没有做完",
        "summary": summary,
        "changed": [(entry, _matter_of(entry)) for entry in changed],
        "can_undo": len(undo_plans(workable(Matter.objects.all(), user), token)),
        "can_submit": len(submittable(workable(Matter.objects.all(), user), token)),
        "token": token,
    }
    return TemplateResponse(request, "admin/matters/bulk/done.html", context)


def bulk_undo(request: HttpRequest, token: str) -> HttpResponse:
    """Puts the old texts back in the matters that nobody changed since; a run of its own."""
    user = editor(request)
    _run(user, token)
    fresh = secrets.token_urlsafe(12)
    apply_all(undo_plans(workable(Matter.objects.all(), user), token), by=user, via="撤销批量修改", token=fresh)
    return redirect("admin:matters_bulk_done", fresh)


def bulk_submit(request: HttpRequest, token: str) -> HttpResponse:
    """全部提交审核: what the run changed, as it left it; what is refused is said, the others are submitted all the same."""
    user = editor(request)
    _run(user, token)
    note = request.POST.get("note", "").strip()[:300]
    if not note:
        messages.error(request, "请写明这一版改了什么（变更说明）。")
        return redirect("admin:matters_bulk_done", token)
    done = submit_all(submittable(workable(Matter.objects.all(), user), token), by=user, note=note)
    messages.success(request, f"{sum(one.review is not None for one in done)}个事项已提交审核。")
    for one in done:
        if one.review is None:
            messages.warning(request, f"“{one.matter.name}”没有提交：{one.reason}")
    return redirect("admin:matters_bulk_done", token)


def editor(request: HttpRequest) -> StaffUser:
    """The editor who asks. Raises PermissionDenied for everybody else."""
    user = staff(request)
    if not user.has_perm(_CHANGE):
        raise PermissionDenied("您没有修改事项的权限。")
    return user


def _run(user: StaffUser, token: str) -> tuple[list[AuditEntry], AuditEntry | None]:
    """The entries of a run, matter by matter, and that of the whole. One's own runs only, a superuser's all."""
    entries = [entry for entry in entries_of(token) if user.is_superuser or entry.actor_id == user.pk]
    if not entries:
        raise Http404
    changed = [entry for entry in entries if "matter" in entry.detail]
    return changed, next((entry for entry in entries if "matter" not in entry.detail), None)


def _matter_of(entry: AuditEntry) -> int:
    return int(entry.detail["matter"])


def _matters(user: StaffUser, form: BulkForm) -> QuerySet[Matter]:
    matters = workable(Matter.objects.all(), user)
    within = form.cleaned_data["within"]
    return matters.filter(pk__in=within) if within else matters


def _ticked(tokens: list[str]) -> dict[int, tuple[int, frozenset[str]]]:
    """`["17.3.consult_phone"]`: of matter 17, as it was at revision 3, that place."""
    places: dict[tuple[int, int], set[str]] = defaultdict(set)
    for token in tokens[:MOST]:
        pk, revision, place = [*token.split(".", 2), "", ""][:3]
        if pk.isdecimal() and revision.isdecimal():
            places[int(pk), int(revision)].add(place)
    return {pk: (revision, frozenset(found)) for (pk, revision), found in places.items()}


def _show(request: HttpRequest, kind: str, form: BulkForm, **more: Any) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": form.title,
        "kind": kind,
        "kinds": [(name, each.title) for name, each in KINDS.items()],
        "form": form,
        "within": len([part for part in str(form["within"].value() or "").split(",") if part]),
        "most": MOST,
        **more,
    }
    return TemplateResponse(request, "admin/matters/bulk/page.html", context)
