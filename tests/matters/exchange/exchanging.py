"""What the tests of runs, pages and tasks share: a folder of their own, small files, somebody who brings them in."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.models import StaffUser
from matters.exchange import runs
from matters.models import ExchangeRun
from tests import factories
from tests.admin_pages import make_staff

DEPARTMENT = "演示卫生健康委员会"
HEADINGS = ("事项名称", "实施主体", "事项类型", "咨询电话", "法定办结时限")


@pytest.fixture
def exchange_dir(settings: Any, tmp_path: Any) -> Any:
    """The folder of files, empty."""
    settings.EXCHANGE_DIR = tmp_path / "exchange"
    return settings.EXCHANGE_DIR


def make_csv(*names: str, phone: str = "0372-0001111") -> bytes:
    """A csv with a matter a name."""
    rows = [",".join(HEADINGS), *(f"{name},{DEPARTMENT},行政许可,{phone},20个工作日" for name in names)]
    return "\n".join(rows).encode()


def make_dirty_workbook() -> bytes:
    """A good matter with a doubtful material, and a matter that cannot go in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "事项"
    sheet.append(HEADINGS)
    sheet.append(["演示事项甲", DEPARTMENT, "行政许可", "0372-0001111", "20个工作日"])
    sheet.append(["演示事项乙", DEPARTMENT, "行政怪事", "0372-0001111", "=1+1"])
    materials = book.create_sheet("材料")
    materials.append(["事项名称", "材料名称", "原件份数"])
    materials.append(["演示事项甲", "营业执照、法人授权书", 1])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def make_upload(content: bytes, name: str = "目录.csv") -> SimpleUploadedFile:
    """As the form hands it on."""
    return SimpleUploadedFile(name, content)


def make_editor(**values: Any) -> StaffUser:
    """An editor of the centre itself, or of a department."""
    return make_staff("目录编辑", **values)


def make_run(*names: str, by: StaffUser | None = None, small: bool = True, **values: Any) -> ExchangeRun:
    """A csv of those matters, brought in by an editor and looked through; with `small=False` it is left to the worker."""
    by = by or make_editor()
    lines = names or ("演示事项甲",)
    if not small:
        lines = (*lines, *(f"演示事项{number}号" for number in range(runs.SMALL + 1 - len(lines))))
    run = runs.receive(make_upload(make_csv(*lines)), by=by)
    ExchangeRun.objects.filter(pk=run.pk).update(**values)
    run.refresh_from_db()
    return run


__all__ = ["exchange_dir", "factories", "make_csv", "make_dirty_workbook", "make_editor", "make_run", "make_upload"]
