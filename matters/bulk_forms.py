"""The forms of bulk edits: each says what is wanted, as `bulk_editing` takes it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.printable import printable
from matters import find_replace as rules
from matters.bulk_editing import Wanted
from matters.models import Material
from matters.replacing_text import Search


def _text(label: str, *, required: bool = True, long: bool = False, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": 2}) if long else forms.TextInput({"size": 50})
    return forms.CharField(
        label=label, required=required, widget=widget, max_length=500, validators=[printable], **kwargs
    )


class BulkForm(forms.Form):
    """`within`: the keys of the matters it is confined to, joined by commas; empty for all that the user works on."""

    title = ""
    within = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_within(self) -> list[int]:
        return [int(part) for part in self.cleaned_data["within"].split(",") if part.isdecimal()]

    def wanted(self) -> Wanted:
        """What the valid form asks for."""
        raise NotImplementedError


class ReplaceForm(BulkForm):
    """查找替换."""

    title = "查找替换"
    find = _text("查找", strip=False)
    by = _text("替换为", required=False, strip=False, help_text="不填：删去找到的文字。")
    where = forms.ChoiceField(
        label="在哪里找",
        choices=[(key, words) for key, (words, _) in rules.GROUPS.items()],
        help_text="材料名称属于材料库，请用“换材料”。",
    )
    whole = forms.BooleanField(label="整词匹配", required=False, help_text="不在更长的数字或字母中间找。")
    loose = forms.BooleanField(label="不分大小写和全角半角", required=False)

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        search = Search(find=given["find"], whole=given["whole"], exact=not given["loose"])
        places = rules.GROUPS[given["where"]][1]
        return Wanted(
            rule=rules.replacing(search, given["by"], places), where=places, needle=given["find"], exact=search.exact
        )


class PhoneForm(BulkForm):
    """换电话."""

    title = "换电话"
    old = _text("原电话")
    new = _text("新电话")

    def wanted(self) -> Wanted:
        old, new = self.cleaned_data["old"], self.cleaned_data["new"]
        return Wanted(rule=rules.phone(old, new), where=rules.PHONES, needle=old)


class BasisForm(BulkForm):
    """换依据."""

    title = "换依据名称"
    old = _text("原名称", help_text="与目录里的完全一致，如：《公共场所卫生管理条例》")
    new = _text("新名称")
    number = _text("新文号", required=False, help_text="不填：文号不变。")

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            rule=rules.legal_title(given["old"], given["new"], given["number"] or None),
            where=frozenset({("legal_basis", "title")}),
            needle=given["old"],
            lookup="exact",
        )


def _library(name: str) -> str:
    if not Material.objects.filter(name=name).exists():
        raise ValidationError(f"材料库里没有“{name}”。")
    return name


def _asking_for(rule: Any, material: str) -> Wanted:
    return Wanted(rule=rule, where=frozenset({("requirements", "material")}), needle=material, lookup="exact")


class MaterialForm(BulkForm):
    """换材料."""

    title = "换材料"
    old = _text("原材料")
    new = _text("换成", help_text="两者都须是材料库里的名称。")

    def clean_old(self) -> str:
        return _library(self.cleaned_data["old"])

    def clean_new(self) -> str:
        return _library(self.cleaned_data["new"])

    def wanted(self) -> Wanted:
        old, new = self.cleaned_data["old"], self.cleaned_data["new"]
        return _asking_for(rules.other_material(old, new), old)


class RequirementForm(BulkForm):
    """改材料要求."""

    title = "改材料要求"
    old = _text("材料", help_text="材料库里的名称。")
    field = forms.ChoiceField(label="改哪一项", choices=list(rules.WRITABLE.items()))
    new = _text("改为", required=False, long=True, help_text="不填：清空，按材料库的。")

    def clean_old(self) -> str:
        return _library(self.cleaned_data["old"])

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return _asking_for(rules.requirement_text(given["old"], given["field"], given["new"]), given["old"])


KINDS: dict[str, type[BulkForm]] = {
    "replace": ReplaceForm,
    "phone": PhoneForm,
    "basis": BasisForm,
    "material": MaterialForm,
    "requirement": RequirementForm,
}
"""The kinds of bulk edits by their names in addresses."""
