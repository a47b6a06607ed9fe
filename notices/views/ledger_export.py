"""What of the ledger leaves the house as a workbook: by who may, within their scope, and on record."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.workbooks import new_file, workbook
from notices.access import EXPORT, ISSUE, VIEW, StaffRequest, allowed
from notices.listing.filter import LedgerFilter
from notices.listing.paging import count_up_to
from notices.listing.workbook import write_workbook
from notices.views.ledger import asked_for

MOST = 50_000
"""Rows of one workbook: some 25 seconds of writing, and a worker is given 60."""


@require_POST
@allowed(ISSUE, VIEW)
def export(request: StaffRequest) -> HttpResponse:
    """The rows that meet the filter in the address, as xlsx. A POST, for it goes on record."""
    if not request.user.has_perm(EXPORT):
        raise PermissionDenied("您的账号没有导出告知记录的权限。需要的话，请联系系统管理员开通。")
    form, rows = asked_for(request)
    if refusal := _refusal(form, count_up_to(rows, MOST)):
        messages.error(request, refusal)
        return redirect(f"{reverse('counter_notices')}?{request.GET.urlencode()}")
    file = new_file()
    written = write_workbook(file, rows)
    asked = {name: form.data[name] for name, value in form.cleaned_data.items() if value}
    audit.record(actor=request.user, action="export", target="告知记录", filters=asked, rows=written)
    name = f"告知记录 {timezone.localtime():%Y-%m-%d %H%M}.xlsx"
    return workbook(file, name)


def _refusal(form: LedgerFilter, count: int) -> str:
    """Why nothing is exported: a filter that cannot be read must not become the whole ledger."""
    if not form.is_valid():
        return "筛选条件有误，没有导出。请先改正。"
    if count > MOST:
        return f"符合条件的超过{MOST}条，没有导出。请缩小日期范围，分几次导出。"
    return "" if count else "没有符合条件的告知记录，没有导出。"
