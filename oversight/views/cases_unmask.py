"""The full number of the applicant whose document a case is about: for a call, with a reason, on record."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from notices.access import StaffRequest
from notices.personal.applicants import CannotUnmask, unmask
from oversight.access import UNMASK, overseer
from oversight.cases.forms import UnmaskForm
from oversight.cases.phones import applicant_to_call
from oversight.views.cases import case_or_404, show


@require_POST
@overseer(UNMASK)
@cache_control(no_store=True)
def unmask_applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """In the answer itself: kept in no session and no address. Whom the case is about never learns who rated."""
    row, form = case_or_404(request, pk), UnmaskForm(request.POST)
    applicant = applicant_to_call(row)
    if applicant is None or row.clerk_id == request.user.pk:
        raise Http404("没有可以看的号码。")
    if form.is_valid():
        try:
            plain = unmask(applicant, by=request.user, reason=form.cleaned_data["reason"])
        except CannotUnmask as refusal:
            form.add_error("reason", str(refusal))
        else:
            context = {"area": "cases", "plain": plain, "back": reverse("oversight_case", args=[row.pk])}
            return render(request, "oversight/contacts/unmasked.html", context)
    return show(request, row, {"unmask": form}, status=400)
