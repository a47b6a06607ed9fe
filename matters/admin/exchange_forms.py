"""What is asked before a file is brought in or sent out."""

from typing import Any

from django import forms

from matters.exchange.outgoing import FORMS
from matters.exchange.sources import SOURCES


class ImportForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(
        label="文件",
        help_text=".xlsx、.csv（UTF-8 或 GB18030）或 .json，不超过100 MB。先检查，不会直接改动目录。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
        error_messages={"required": "请选择文件。", "empty": "文件是空的。"},
    )
    source = forms.ChoiceField(
        label="来源",
        required=False,
        help_text="同一个代码在不同系统里含义不同。用本系统模板或导出的文件选“自动识别”。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "自动识别"), *((source.key, source.name) for source in SOURCES.values())]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]


class ExportForm(forms.Form):
    """What kind of file is wanted."""

    form = forms.ChoiceField(
        label="格式",
        choices=[(key, form.words) for key, form in FORMS.items()],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
