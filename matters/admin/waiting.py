"""等我处理: the page a member of staff of the catalog starts the day with."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from matters.admin.base import staff
from matters.models import Matter, Review
from matters.publishing import today
from matters.scoping import workable
from matters.staleness import stale
from matters.waiting import DECIDE, EDIT, FORGOTTEN_DAYS, SHOWN, waiting_for


def waiting_page(request: HttpRequest) -> HttpResponse:
    """What waits for this user, in four short lists."""
    user = staff(request)
    if not (user.has_perm(DECIDE) or user.has_perm(EDIT)):
        raise PermissionDenied("您没有编辑或审核事项的权限。")
    waiting = waiting_for(user)
    context: dict[str, Any] = {
        name: getattr(waiting, name)[: SHOWN + 1] for name in ("to_decide", "returned", "pending", "forgotten")
    }
    return TemplateResponse(
        request,
        "admin/matters/review/waiting.html",
        {
            **admin.site.each_context(request),
            **{name: list(rows) for name, rows in context.items()},
            "opts": Review._meta,
            "title": "等我处理",
            "may_decide": user.has_perm(DECIDE),
            "may_edit": user.has_perm(EDIT),
            "shown": SHOWN,
            "days": FORGOTTEN_DAYS,
            "due": stale(workable(Matter.objects.order_by(), user), today()).count() if user.has_perm(EDIT) else 0,
        },
    )
