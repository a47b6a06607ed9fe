"""审核单 in the admin: the list, and the page of one: what changes, what was said, and the buttons of those who may press them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts import history
from accounts.models import AuditEntry, StaffUser
from matters import reviewing
from matters.admin.base import ReadOnlyAdmin, staff
from matters.admin.field_names import place_words, row_names
from matters.admin.overview import overview, pointers
from matters.admin.told_before import told_before
from matters.admin.waiting import waiting_page
from matters.enums import ReviewState
from matters.freezing import freeze, ready_to_freeze
from matters.keeping import copy_of
from matters.models import Matter, Review
from matters.plain import digest
from matters.publishing import Refused, edition_in_force
from matters.review_forms import ApproveForm, CommentForm, ReturnForm, VerbForm, WithdrawForm
from matters.scoping import why_not
from matters.waiting import DECIDE


@dataclass(frozen=True, slots=True)
class Verb:
    """A button of the page. `permission` is asked for beside that of seeing the page."""

    name: str
    title: str
    permission: str
    form: type[VerbForm]
    run: Any
    done: str


VERBS = (
    Verb("publish", "发布", DECIDE, ApproveForm, reviewing.approve, "已发布"),
    Verb("return", "退回", DECIDE, ReturnForm, reviewing.send_back, "已退回"),
    Verb("withdraw", "撤回", "", WithdrawForm, reviewing.withdraw, "已撤回"),
    Verb("comment", "发表意见", "matters.add_reviewcomment", CommentForm, reviewing.comment, "意见已发表"),
)


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Who submitted what, and what became of it."""

    list_display = ("matter", "state", "submitted_by", "submitted_at", "note", "decided_by", "decided_at")
    list_select_related = ("matter", "submitted_by", "decided_by")
    list_filter = ("state", "submitted_at")
    search_fields = ("matter__name", "matter__code", "note")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("waiting/", wrap(waiting_page), name="matters_waiting"),
            path("<int:pk>/", wrap(self.page), name="matters_review_page"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The stock page of a row is the review's own."""
        return redirect("admin:matters_review_page", object_id)

    def page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was submitted; a POST does what the pressed button says, once."""
        if not self.has_view_permission(request):
            raise PermissionDenied("您没有查看审核单的权限。")
        review = get_object_or_404(self.get_queryset(request).select_related("matter", "edition"), pk=pk)
        forms, refusal = self._forms(request, review), None
        verb = next((v for v in VERBS if v.name == request.POST.get("verb")), None)
        if request.method == "POST" and verb is not None:
            if verb.name not in forms:
                if review.state != ReviewState.OPEN:
                    messages.warning(request, f"没有再次{verb.title}：{_outcome(review)}。")
                    return redirect("admin:matters_review_page", pk)
                raise PermissionDenied(f"您不能{verb.title}：{reviewing.obstacle(review, staff(request))}")
            if forms[verb.name].is_valid():
                refusal = _carry_out(request, verb, review, forms[verb.name].cleaned_data)
                if refusal is None:
                    return redirect("admin:matters_review_page", pk)
        return TemplateResponse(request, "admin/matters/review/page.html", _context(request, review, forms, refusal))

    def _forms(self, request: HttpRequest, review: Review) -> dict[str, VerbForm]:
        """The forms of the buttons this user has, the pressed one with what was sent."""
        found = {}
        for verb in VERBS:
            if _is_offered(verb, staff(request), review):
                data = request.POST if request.POST.get("verb") == verb.name else None
                found[verb.name] = verb.form(data, review=review)
        return found


def _is_offered(verb: Verb, user: StaffUser, review: Review) -> bool:
    if verb.name == "comment":
        return user.has_perm(verb.permission)
    if review.state != ReviewState.OPEN:
        return False
    if verb.name == "withdraw":
        return review.submitted_by_id == user.pk
    return user.has_perm(verb.permission) and not why_not(review, user) and not reviewing.obstacle(review, user)


def _outcome(review: Review) -> str:
    """`这份审核单已由演示审核员处理（已发布）`: what a second click, or a second reviewer, is told."""
    by = f"由{review.decided_by}" if review.decided_by else ""
    return f"这份审核单已{by}处理（{review.get_state_display()}）"


def _carry_out(request: HttpRequest, verb: Verb, review: Review, given: dict[str, Any]) -> Refused | None:
    try:
        verb.run(review, by=staff(request), **given)
    except Refused as refusal:
        return refusal
    more = told_before(request, review.matter) if verb.name == "publish" else ""
    messages.success(request, format_html("“{}”：{}。{}", review.matter.name, verb.done, more))
    return None


def _context(
    request: HttpRequest, review: Review, forms: dict[str, VerbForm], refusal: Refused | None
) -> dict[str, Any]:
    matter, user = review.matter, staff(request)
    is_open = review.state == ReviewState.OPEN
    return {
        **admin.site.each_context(request),
        "opts": Review._meta,
        "title": f"审核：{matter.name}",
        "review": review,
        "matter": matter,
        "matter_url": reverse("admin:matters_matter_change", args=[matter.pk]),
        "preview_url": reverse("sheet_preview", args=[matter.code]),
        "is_open": is_open,
        "overview": overview(matter) if is_open else None,
        "seen": digest(freeze(ready_to_freeze().get(pk=matter.pk))) if "publish" in forms else "",
        "entries": _edits_since(matter) if is_open else [],
        "comments": review.comments.select_related("by"),
        "forms": forms,
        "obstacle": reviewing.obstacle(review, user) if is_open and user.has_perm(DECIDE) else "",
        "refusal": refusal,
        "missing": pointers(refusal.findings) if refusal else [],
    }


def _edits_since(matter: Matter) -> list[tuple[AuditEntry, list[tuple[str, str, str]]]]:
    """The noted changes of the working copy since the edition in force, newest first, each field with its old and new text."""
    entries = history.entries_of(matter).filter(action="edit")
    edition = edition_in_force(matter)
    names = row_names(copy_of(matter))
    return [
        (entry, [(place_words(c["place"], names), c["old"], c["new"]) for c in entry.detail["changes"]])
        for entry in (entries.filter(at__gt=edition.published_at) if edition else entries)[:50]
    ]
