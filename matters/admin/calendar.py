"""节假日与调休 in the admin, with the import of the yearly notice: upload, look at what would change, confirm."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from accounts.models import StaffUser
from matters import calendar_import
from matters.admin.base import CatalogAdmin, staff
from matters.calendar_gaps import missing_years
from matters.models import CalendarDay
from matters.publishing import today


class NoticeForm(forms.Form):
    """The file, or what was read from it when the preview is confirmed."""

    file = forms.FileField(label="CSV文件", required=False)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=calendar_import.LARGEST)


@admin.register(CalendarDay)
class CalendarDayAdmin(CatalogAdmin):
    """The days that differ from Monday-to-Friday."""

    change_list_template = "admin/matters/calendar/change_list.html"
    list_display = ("date", "is_workday", "name", "is_official")
    list_filter = ("is_official", "is_workday")
    search_fields = ("name",)
    date_hierarchy = "date"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_notice), name="matters_calendarday_import"),
            path("import/template.csv", wrap(self.template), name="matters_calendarday_template"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"missing": missing_years(today()), "may_import": _may_import(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def template(self, request: HttpRequest) -> HttpResponse:
        """A file to fill in."""
        response = HttpResponse(calendar_import.TEMPLATE, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="calendar-template.csv"'
        return response

    def import_notice(self, request: HttpRequest) -> HttpResponse:
        """Upload and confirm are the same address: nothing is written before the second POST."""
        if not _may_import(request):
            raise PermissionDenied("您没有导入节假日的权限。")
        form = NoticeForm(request.POST or None, request.FILES or None)
        notice = None
        if form.is_valid():
            try:
                notice = _read(form)
                if form.cleaned_data["confirmed"]:
                    return self._apply(request, notice, staff(request))
            except calendar_import.Unreadable as error:
                form.add_error("file", str(error))
        context = {
            **self.admin_site.each_context(request),
            "title": "导入节假日通知",
            "opts": self.opts,
            "form": form,
            "notice": notice,
            "changes": calendar_import.changes(notice) if notice and not notice.problems else [],
            "confirmed": calendar_import.written(notice) if notice and not notice.problems else "",
        }
        return TemplateResponse(request, "admin/matters/calendar/import.html", context)

    def _apply(self, request: HttpRequest, notice: calendar_import.Notice, by: StaffUser) -> HttpResponse:
        found = calendar_import.apply(notice, by=by)
        messages.success(request, f"{notice.year}年节假日与调休：改动{len(found)}天。")
        return redirect("admin:matters_calendarday_changelist")


def _may_import(request: HttpRequest) -> bool:
    return all(request.user.has_perm(f"matters.{verb}_calendarday") for verb in ("add", "change", "delete"))


def _read(form: NoticeForm) -> calendar_import.Notice:
    """What was confirmed, else what was uploaded. Raises Unreadable."""
    if form.cleaned_data["confirmed"]:
        return calendar_import.read(form.cleaned_data["confirmed"])
    file = form.cleaned_data["file"]
    if not file:
        raise calendar_import.Unreadable("请选择文件。")
    return calendar_import.read(calendar_import.decode(file.read(calendar_import.LARGEST + 1)))
