"""What is asked before a batch is printed."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout as Arrangement
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from accounts.models import StaffUser
from matters.enums import Level
from matters.models import Department, Site
from matters.scoping import departments_in_scope, own_department, visible
from notices.batches.batching import Selection
from notices.enums import Layout

PICKED_AT_ONCE = 400
"""Matters picked by hand; they stand in the address of the page."""
_OUTCOMES = (("", "每个事项一张，不分情形"), ("every", "每种情形一张"))
_PLACES = (("", "每个事项一个办理点（最近一级的第一个）"), ("every", "每个办理点各一张"))


class BatchForm(forms.Form):
    """Which matters, in which situations, at which sites, on which layout. What somebody cannot choose anyway is not asked."""

    matters = forms.CharField(required=False, widget=forms.HiddenInput)
    department = forms.ModelChoiceField(Department.objects.none(), label="部门", required=False, empty_label="全部部门")
    level = forms.ChoiceField(label="层级", required=False, choices=[("", "全部层级"), *Level.choices])
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", required=False, empty_label="全部地点", to_field_name="code"
    )
    since = forms.DateField(
        label="这一天以来有变化的",
        required=False,
        help_text="只打印这一天或以后开始施行的版本，不填则不限。",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "请写成 2026-03-01 这样的日期。"},
    )
    outcomes = forms.ChoiceField(label="情形", required=False, choices=_OUTCOMES, widget=forms.RadioSelect)
    places = forms.ChoiceField(label="办理点", required=False, choices=_PLACES, widget=forms.RadioSelect)
    layout = forms.ChoiceField(label="版式", required=False, choices=Layout.choices)

    def __init__(self, user: StaffUser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = visible(Site.objects.filter(is_active=True), user).order_by("region__code", "code")
        departments = departments_in_scope(Department.objects.all(), user)
        self._offer("site", sites)
        self._offer("department", departments)
        if user.site_id and not user.is_superuser:
            self._drop("level", "site", "places", "department")
        elif own_department(user):
            self._drop("department")
        self.helper = _helper(list(self.fields))

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def _drop(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean_matters(self) -> tuple[int, ...]:
        """The keys, comma-separated."""
        words = [word for word in self.cleaned_data["matters"].split(",") if word]
        if not all(word.isdecimal() and len(word) < 19 for word in words):
            raise ValidationError("勾选的事项看不懂，请回到事项列表重新勾选。")
        if len(words) > PICKED_AT_ONCE:
            raise ValidationError(f"一次最多勾选{PICKED_AT_ONCE}个事项，更多的请按部门、层级或地点选。")
        return tuple(sorted(map(int, words)))

    @property
    def selection(self) -> Selection:
        """What a valid form asks for."""
        data = self.cleaned_data
        department, site = data.get("department"), data.get("site")
        return Selection(
            matters=data["matters"],
            department=department.pk if department else None,
            level=data.get("level", ""),
            site=site.code if site else "",
            since=data["since"],
            every_outcome=data["outcomes"] == "every",
            every_place=data.get("places") == "every",
            layout=Layout(data["layout"] or Layout.A4),
        )

    @property
    def title(self) -> str:
        """What the file is called, from what was chosen."""
        data = self.cleaned_data
        since: date | None = data["since"]
        parts = (
            str(data.get("department") or ""),
            Level(data["level"]).label if data.get("level") else "",
            data["site"].name if data.get("site") else "",
            f"{since:%Y-%m-%d}以来" if since else "",
            f"{len(data['matters'])}个事项" if data["matters"] else "",
            Layout(data["layout"]).label if data["layout"] not in ("", Layout.A4) else "",
        )
        return "告知单 " + ("，".join(filter(None, parts)) or "全部事项")


def _helper(fields: list[str]) -> FormHelper:
    helper = FormHelper()
    helper.form_method = "get"
    helper.form_id = "batch"
    helper.form_action = "#preview"
    helper.layout = Arrangement(*fields, Submit("", "看看有多少张", css_id="batch-look"))
    return helper
