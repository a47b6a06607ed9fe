"""What a matter's page shows beside its form: state, what is missing, the parts in the order of the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from matters.admin import opening
from matters.admin.deeds import DEEDS
from matters.admin.overview import overview
from matters.admin.problems import problems
from matters.change_notes import sources_of
from matters.models import Matter

ORDER = (
    "名称与部门", "分类与编码", "questions", "conditions", "requirements", "steps", "limits", "pauses", "charges",
    "handlings", "desks", "channels", "modes", "到现场、通办与电话", "办理结果", "legal_basis", "remedies", "faqs", "其他",
)  # fmt: skip
"""Fieldsets by their titles and lists by their names, as the sheet says things: what it is, what to bring, how, where, what comes of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A fieldset or a list of the page. `anchor` is the id of its heading or group, `rows` how many a list has."""

    key: str
    title: str
    anchor: str
    index: int
    fieldset: Any = None
    inline: Any = None

    @property
    def rows(self) -> int | None:
        """None for a fieldset."""
        return self.inline.formset.initial_form_count() if self.inline else None


def page_context(
    model_admin: Any, request: HttpRequest, context: dict[str, Any], matter: Matter | None
) -> dict[str, Any]:
    """What the template needs for `matter` (None: a new one), beside the admin's own."""
    form, inlines = context["adminform"].form, context["inline_admin_formsets"]
    found = {
        "parts": sorted(_parts(context["adminform"], inlines), key=lambda part: ORDER.index(part.key)),
        "problems": problems(form, [i.formset for i in inlines]) if form.is_bound else [],
        "known_options": model_admin.options_of(request, matter),
    }
    if matter is None:
        return found
    may_change = model_admin.has_change_permission(request, matter)
    if may_change and not form.is_bound:
        form.initial["opened"] = opening.token(matter)
    return found | {
        # Asked for when the page is written: a page that was refused is made while its rows are put aside.
        "overview": SimpleLazyObject(lambda: overview(matter)),
        "locked": model_admin.lock_of(request, matter),
        "sources": sources_of(matter) if may_change else (),
        "preview_url": reverse("sheet_preview", args=[matter.code]),
        "live_preview_url": _live_preview(matter) if may_change else "",
        "may_add": model_admin.has_add_permission(request),
        "deeds": [deed for deed in DEEDS if deed.is_open_to(request.user, matter)],
    }


def _live_preview(matter: Matter) -> str:
    """The sheet belongs to a later stage of the product; without it the page has no such panel."""
    try:
        return reverse("sheet_preview_live", args=[matter.code])
    except NoReverseMatch:
        return ""


def _parts(adminform: Any, inlines: Any) -> Iterator[Part]:
    for index, fieldset in enumerate(adminform):
        yield Part(fieldset.name, fieldset.name, f"fieldset-0-{index}-heading", index, fieldset=fieldset)
    for index, inline in enumerate(inlines):
        prefix = inline.formset.prefix
        yield Part(prefix, str(inline.opts.verbose_name_plural), f"{prefix}-group", index, inline=inline)
