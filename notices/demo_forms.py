"""Blank forms and filled samples for the demo district: plain, marked 演示数据, and real files to download."""

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from notices import pdf

ROWS = (
    ("申请人姓名（名称）", "示例填写"),
    ("证件号码", "本人持有的有效证件号码"),
    ("联系电话", "0372-0000000"),
    ("住址（地址）", "安阳市北关区演示路演示号"),
    ("申请事项", "按告知单所列事项填写"),
    ("申请理由", "如实简要填写"),
    ("申请人承诺", "所填内容和所交材料真实有效"),
)


def make_form(field: FieldFile, title: str, *, filled: bool) -> None:
    """Write the form called `title` to the storage of `field`, under the name it already has."""
    rows = [(label, sample if filled else "") for label, sample in ROWS]
    html = render_to_string("notices/demo_form.html", {"title": title, "rows": rows, "filled": filled})
    field.storage.save(field.name, ContentFile(pdf.render_pdf(html).data))
