"""One notice as the counter sees it: its page, its PDF, reprinting and voiding."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from notices.access import ISSUE, VIEW, VOID, StaffRequest, allowed, may_work_on, visible_notices, workable_notices
from notices.affairs.threads import thread_of
from notices.desk.standing_in import acting_for
from notices.enums import Layout
from notices.models import Notice
from notices.rendering import layouts_of, print_notice
from notices.telling.panel import telling_of
from notices.verifying import State, verify
from notices.views.addresses import fresh_notice_url, issue_url, tokens_of
from notices.views.applicant import applicant_panel
from notices.views.correcting import correction_panel
from notices.views.papers import framed, pdf
from notices.views.receiving import receipt_panel
from notices.voiding import CannotReprint, note_reprint


@require_safe
@allowed(ISSUE, VIEW)
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """One notice with its paper. `?fresh` follows issuing or reprinting: then it is printed without a further record."""
    row = get_object_or_404(visible_notices(request.user).with_parts(), pk=pk)
    verdict = verify(row)
    context = {
        "notice": row,
        "paper": row.paper,
        "verdict": verdict,
        "again": _again_url(row, verdict.state) if request.user.has_perm(ISSUE) else "",
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
@allowed(ISSUE, VIEW)
@framed
def notice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper itself, the same bytes each time; `?layout=large` in large type, to read beside the one that is signed."""
    row = get_object_or_404(visible_notices(request.user), pk=pk)
    layout = request.GET.get("layout", Layout.A4)
    if layout not in layouts_of(row):
        raise Http404
    # Who may look but not work at the site reads the letter without the applicant's name.
    printed = print_notice(row, layout=Layout(layout), named=may_work_on(request.user, row))
    # A letter may carry the name: once that is erased it must not come out of a browser's cache.
    response = pdf(printed.data, f"{row.serial}.pdf", cache="private" if row.is_sheet else "no-store")
    response["ETag"] = f'"{printed.sha256}"'
    return response


@require_POST
@allowed(ISSUE)
def reprint(request: StaffRequest, pk: int) -> HttpResponse:
    """Record one more printing of the same paper, then show it."""
    row = get_object_or_404(workable_notices(request.user), pk=pk)
    try:
        note_reprint(row, by=request.user, acting_for=acting_for(request))
    except CannotReprint as error:
        messages.error(request, str(error))
        return redirect("counter_notice", pk=pk)
    return redirect(fresh_notice_url(pk, at_once=True))


def _again_url(row: Notice, state: State) -> str:
    """Where a new sheet is issued in place of one that no longer holds, with the same answers."""
    is_outdated = row.is_sheet and state in (State.VOID, State.SUPERSEDED)
    return issue_url(row.subject, tokens_of(row.answers), instead=row.pk) if is_outdated else ""
