"""“复制为新事项”: a page that asks for the name, and the POST that makes the draft."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from matters.admin.base import staff
from matters.cloning import NameTaken, clone
from matters.codes import fresh_code
from matters.forms import CloneForm
from matters.models import Matter
from matters.scoping import why_not


def clone_urls(model_admin: Any) -> list[URLPattern]:
    """The page's address, below the matter's."""
    view = model_admin.admin_site.admin_view(partial(clone_page, model_admin))
    return [path("<int:pk>/clone/", view, name="matters_matter_clone")]


def clone_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the new name; a POST leads to the new draft."""
    matter = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not (model_admin.has_view_permission(request, matter) and model_admin.has_add_permission(request)):
        raise PermissionDenied("您没有新建事项的权限。")
    if reason := why_not(matter, request.user):  # the clone stays with the department of what it is made of
        raise PermissionDenied(reason)
    form = CloneForm(request.POST or None, initial={"name": matter.name, "code": fresh_code()})
    if form.is_valid():
        made = _clone(request, matter, form)
        if made is not None:
            messages.success(request, f"已复制为新事项“{made.name}”，请改好与原事项不同的内容。")
            return redirect("admin:matters_matter_change", made.pk)
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": f"复制为新事项：{matter.name}",
        "matter": matter,
        "matter_url": reverse("admin:matters_matter_change", args=[matter.pk]),
        "form": form,
    }
    return TemplateResponse(request, "admin/matters/matter/clone.html", context)


def _clone(request: HttpRequest, matter: Matter, form: CloneForm) -> Matter | None:
    """The draft; None with the reason in the form when it cannot be made."""
    try:
        return clone(matter, by=staff(request), **form.cleaned_data)
    except NameTaken as taken:
        form.add_error("name", str(taken))
        return None
