"""Checks of what a sheet shows beside the guide: sites and departments."""

from collections.abc import Iterator

from stdnum.cn import uscc

from matters.completeness import Finding, Severity
from matters.models import Department, Site


def check_site(site: Site) -> Iterator[Finding]:
    """An address without floor or window, no opening hours, no phone."""
    if not (site.floor or site.window):
        yield _warning("site_position", "floor", f"“{site.name}”的地址没有写到楼层或窗口。")
    if not site.hours.all():
        yield _warning("site_hours", "hours", f"“{site.name}”没有填写办公时间。")
    if not site.phone:
        yield _warning("site_phone", "phone", f"“{site.name}”没有填写电话。")


def check_department(department: Department) -> Iterator[Finding]:
    """The check digit of the 统一社会信用代码 (GB 32100-2015): warned about, never refused."""
    if department.code and not uscc.is_valid(department.code):
        message = f"“{department.name}”的统一社会信用代码“{department.code}”格式或校验位不对。"
        yield _warning("department_code", "code", message)


def _warning(check: str, field: str, message: str) -> Finding:
    return Finding(severity=Severity.WARNING, check=check, field=field, message=message)
