"""What is filled in about findings and orders. Texts are judged by the verbs, so that every door says the same."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import StaffUser
from matters.models import Matter, Site
from notices.desk.scanning import read_scan, read_serial
from notices.models import Notice
from notices.models.notice import NoticeQuerySet

AGAIN = {"required": "请重新打开本页再提交。", "invalid": "请重新打开本页再提交。"}
DAY = {"required": "请选期限。", "invalid": "请写成2026-03-09这样的日期。"}


class FindingForm(forms.Form):
    """What was found. `key` was made with the page. Where nothing is known beforehand (a patrol) also about what."""

    key = forms.CharField(max_length=40, error_messages=AGAIN)
    item = forms.ChoiceField(
        label="检查表里的哪一个问题", required=False, error_messages={"invalid_choice": "检查表里没有这个问题。"}
    )
    words = forms.CharField(label="发现了什么问题", required=False)
    serial = forms.CharField(label="告知单编号（可扫码，可不填）", required=False, max_length=200)
    code = forms.CharField(label="事项编码（可不填）", required=False, max_length=40)
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", required=False, to_field_name="code", empty_label="不涉及具体地点"
    )

    def __init__(
        self, *args: Any, items: list[tuple[str, str]], sites: QuerySet[Site], notices: NoticeQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "不对应具体问题"), *items]  # type: ignore[attr-defined]
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self._notices = notices

    def clean_serial(self) -> Notice | None:
        """The document of that number or scan, within reach."""
        text = self.cleaned_data["serial"].strip()
        if not text:
            return None
        scan, serial = read_scan(text), read_serial(text)
        named = {"token": scan.token} if scan and scan.token else {"serial": serial or text}
        if found := self._notices.with_parts().defer("snapshot").filter(**named).first():
            return found
        raise forms.ValidationError("没有这个编号的告知记录，请核对。")

    def clean_code(self) -> Matter | None:
        """The matter of that code."""
        code = self.cleaned_data["code"].strip()
        found = Matter.objects.known().filter(code=code.upper()).first() if code else None
        if code and not found:
            raise forms.ValidationError("没有这个编码的事项，请核对。")
        return found


class OrderForm(forms.Form):
    """Who mends it, how, by when."""

    responsible = forms.ModelChoiceField(
        StaffUser.objects.none(),
        label="责任人",
        error_messages={"required": "请选责任人。", "invalid_choice": "责任人须是您管辖范围内在岗的工作人员。"},
    )
    measure = forms.CharField(label="整改措施", required=False)
    due_on = forms.DateField(label="期限", error_messages=DAY)

    def __init__(self, *args: Any, people: QuerySet[StaffUser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """What was done about it."""

    revision = forms.IntegerField(min_value=0, error_messages=AGAIN)
    words = forms.CharField(label="做了什么整改", required=False)


class RecheckForm(forms.Form):
    """What the recheck came to; a new day where it has to be mended again."""

    revision = forms.IntegerField(min_value=0, error_messages=AGAIN)
    result = forms.ChoiceField(
        label="复查结果",
        choices=(("passed", "通过，销号"), ("failed", "不通过，继续整改")),
        error_messages={"required": "请选复查结果。", "invalid_choice": "没有这种结果。"},
    )
    words = forms.CharField(label="复查情况（不通过的，写明还有什么没改好）", required=False)
    due_on = forms.DateField(label="新的期限（不通过时）", required=False, error_messages=DAY)


class ChangeForm(forms.Form):
    """Another person or another day."""

    revision = forms.IntegerField(min_value=0, error_messages=AGAIN)
    responsible = forms.ModelChoiceField(
        StaffUser.objects.none(),
        label="责任人",
        required=False,
        error_messages={"invalid_choice": "责任人须是您管辖范围内在岗的工作人员。"},
    )
    due_on = forms.DateField(label="期限", required=False, error_messages=DAY)
    reason = forms.CharField(label="为什么改", required=False)

    def __init__(self, *args: Any, people: QuerySet[StaffUser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]
