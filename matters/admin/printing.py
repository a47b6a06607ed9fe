"""From the list of matters to the page that prints many sheets. That page belongs to a higher layer: only its address is known here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from matters.models import Matter

PRINTED_AT_ONCE = 400
"""Keys that fit into an address."""


@admin.action(description="批量打印", permissions=["view"])
def print_selected(model_admin: Any, request: HttpRequest, queryset: QuerySet[Matter]) -> HttpResponse | None:
    """Those rows, to be looked through there before anything is printed."""
    keys = [str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True)[: PRINTED_AT_ONCE + 1]]
    if len(keys) > PRINTED_AT_ONCE:
        words = f"一次最多勾选{PRINTED_AT_ONCE}个事项。更多的请在批量打印页按部门、层级或地点选。"
        messages.warning(request, words)
        return None
    return redirect(f"{reverse('print_batches')}?matters={','.join(keys)}")
