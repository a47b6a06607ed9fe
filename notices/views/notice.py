"""One notice as the counter sees it: its page, its PDF, reprinting and voiding."""

from csp.constants import SELF
from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from notices.access import ISSUE, VIEW, VOID, StaffRequest, allowed, may_work_on, visible_notices, workable_notices
from notices.affairs.threads import thread_of
from notices.enums import Layout
from notices.rendering import layouts_of, print_notice
from notices.telling.panel import telling_of
from notices.verifying import State, verify
from notices.views.addresses import fresh_notice_url, issue_url, tokens_of
from notices.views.applicant import applicant_panel
from notices.views.correcting import correction_panel
from notices.views.receiving import receipt_panel
from notices.voiding import CannotReprint, note_reprint


@require_safe
@allowed(ISSUE, VIEW)
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """One notice with its paper. `?fresh` follows issuing or reprinting: then it is printed without a further record."""
    row = get_object_or_404(visible_notices(request.user).with_parts(), pk=pk)
    verdict = verify(row)
    is_outdated = row.is_sheet and verdict.state in (State.VOID, State.SUPERSEDED)
    context = {
        "notice": row,
        "paper": row.paper,
        "verdict": verdict,
        "again": issue_url(row.subject, tokens_of(row.answers), instead=row.pk)
        if is_outdated and request.user.has_perm(ISSUE)
        else "",
        "reprints": row.reprints.select_related("by"),
        "telling": telling_of(row),
        "thread": thread_of(row.root),
        "may_check": may_work_on(request.user, row) and not row.root.is_void,
        "is_fresh": "fresh" in request.GET,
        "may_print": may_work_on(request.user, row) and not row.is_void,
        "may_void": may_work_on(request.user, row, VOID) and not row.is_void,
        **correction_panel(request, row, verdict),
        **receipt_panel(request, row),
        **applicant_panel(request, row),
    }
    return render(request, "notices/counter/notice/notice.html", context)


@require_safe
@allowed(ISSUE, VIEW)  # type: ignore[arg-type]  # django-csp types its views without arguments
@xframe_options_sameorigin
@csp({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # nothing else: a PDF viewer needs its own styles
def notice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper itself, the same bytes each time; `?layout=large` in large type, to read beside the one that is signed."""
    row = get_object_or_404(visible_notices(request.user), pk=pk)
    layout = request.GET.get("layout", Layout.A4)
    if layout not in layouts_of(row):
        raise Http404
    # Who may look but not work at the site reads the letter without the applicant's name.
    printed = print_notice(row, layout=Layout(layout), named=may_work_on(request.user, row))
    headers = {
        "Content-Disposition": content_disposition_header(False, f"{row.serial}.pdf") or "inline",
        "Cache-Control": "private",
        "ETag": f'"{printed.sha256}"',
    }
    return HttpResponse(printed.data, content_type="application/pdf", headers=headers)


@require_POST
@allowed(ISSUE)
def reprint(request: StaffRequest, pk: int) -> HttpResponse:
    """Record one more printing of the same paper, then show it."""
    row = get_object_or_404(workable_notices(request.user), pk=pk)
    try:
        note_reprint(row, by=request.user)
    except CannotReprint as error:
        messages.error(request, str(error))
        return redirect("counter_notice", pk=pk)
    return redirect(fresh_notice_url(pk, at_once=True))
