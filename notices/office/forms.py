"""The forms for the office's own words and marks. Both refuse to overwrite what somebody else saved meanwhile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.opened_forms import OpenedForm
from matters.enums import MatterType
from notices import fonts, logos, numbering
from notices.models import OfficeLogo, OfficeProfile, SheetWording
from notices.models.profile import is_colour
from notices.office import contrast
from notices.sheet_words import DEFAULTS, HEADINGS, LABELS, TEXTS


class PrintedForm(OpenedForm):
    """A form whose texts are printed: each character needs a glyph, or no sheet could be given out any more."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (missing := fonts.missing_characters(value)):
                self.add_error(name, f"字符“{''.join(missing[:5])}”没有字形，印不出来，请换一种写法。")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.revision += 1
        return super().save(commit)


class ProfileForm(PrintedForm):
    """机关信息. The logo is uploaded anew or taken off; what earlier sheets carry stays."""

    logo_file = forms.FileField(label="换标志", required=False, help_text="PNG，不超过500 KB")
    no_logo = forms.BooleanField(label="去掉标志", required=False)

    class Meta:
        model = OfficeProfile
        fields = (
            "office", "title", "district", "hotline", "consult", "progress", "footer", "serial_prefix", "accent",
            "has_seal_place",
        )  # fmt: skip

    def clean_accent(self) -> str:
        """Raises ValidationError for what is no colour, and for one that is hard to read on white."""
        accent: str = self.cleaned_data["accent"].lower()
        if accent:
            is_colour(accent)
        if accent and (ratio := contrast.on_white(accent)) < contrast.ENOUGH:
            raise ValidationError(
                f"这个颜色印在白纸上太淡（对比度{ratio:.1f}，至少要{contrast.ENOUGH}），请选深一些的。"
            )
        return accent

    def clean_serial_prefix(self) -> str:
        """Raises ValidationError where two sites would print the same numbers."""
        prefix: str = self.cleaned_data["serial_prefix"]
        if same := numbering.clashing(prefix):
            raise ValidationError(f"加上这个前缀后，不同地点的编号会相同：{'、'.join(same)}。")
        return prefix

    def clean_logo_file(self) -> OfficeLogo | None:
        """The stored logo. Raises ValidationError for what is none."""
        upload = self.cleaned_data["logo_file"]
        try:
            return logos.store(upload) if upload else None
        except logos.BadLogo as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("logo_file") or self.instance.logo
        self.instance.logo = None if cleaned.get("no_logo") else chosen
        return cleaned


def _places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place on the paper, by block, with the product's words."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, word in (LABELS | HEADINGS | TEXTS).items():
        groups.setdefault(word.where, []).append((key, word.text or word.where))
    return list(groups.items())


class WordingForm(PrintedForm):
    """告知单用语: one place on the paper, for all matters or one 事项类型."""

    key = forms.ChoiceField(label="用在哪里", choices=_places)
    matter_type = forms.ChoiceField(
        label="事项类型",
        required=False,
        choices=[("", "全部类型"), *((t.value, t.label) for t in MatterType if t.value)],
        help_text="只有页脚、一次告知的依据和各种通知书的用语可以按类型不同",
    )

    class Meta:
        model = SheetWording
        fields = ("key", "matter_type", "text")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        word = DEFAULTS.get(cleaned.get("key", ""))
        if word is None:
            return cleaned
        if cleaned.get("matter_type") and not word.by_type:
            self.add_error("matter_type", "这一处各类事项用同样的文字。")
        if len(cleaned.get("text") or "") > word.longest:
            self.add_error("text", f"这里最多{word.longest}个字，现在有{len(cleaned['text'])}个。")
        elif not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "请填写文字。想恢复原来的用语，请删除这一条。")
        return cleaned
