"""Whom a case or a request concerns: shown in full for a reason, erased on wish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from notices.access import StaffRequest
from oversight.access import UNMASK, overseer
from oversight.contacts.forms import ReasonForm
from oversight.contacts.keeping import erase, masked, of_contact, unmask
from oversight.contacts.rights import UNMASK_APPLICANTS, may_unmask, visible_contacts
from oversight.models import Contact
from oversight.refusal import CannotDo


@require_POST
@overseer(UNMASK, UNMASK_APPLICANTS)
@cache_control(no_store=True)
def unmask_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Name, phone and address in full, in the answer itself: they are kept in no session and no address."""
    contact = _contact_or_404(request, pk)
    form = ReasonForm(request.POST)
    context = {
        "contact": contact,
        "of": of_contact(contact),
        "back": back_to(request, "oversight"),
        "form": form,
        "area": "",
    }
    if form.is_valid():
        try:
            plain = unmask(contact, by=request.user, reason=form.cleaned_data["reason"])
        except CannotDo as error:
            form.add_error("reason", str(error))
        else:
            return render(request, "oversight/contacts/unmasked.html", {**context, "plain": plain})
    return render(
        request,
        "oversight/contacts/reason.html",
        {**context, "person": masked(contact), "may_unmask": True},
        status=400,
    )


@require_POST
@overseer(UNMASK, UNMASK_APPLICANTS)
def erase_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """On the person's wish, at once."""
    erase(_contact_or_404(request, pk), by=request.user)
    messages.success(request, "姓名、电话和地址已清除。")
    return redirect(back_to(request, "oversight"))


def _contact_or_404(request: StaffRequest, pk: int) -> Contact:
    """Within reach, and of something that does not concern the user themselves."""
    contact = get_object_or_404(visible_contacts(request.user), pk=pk)
    return contact if may_unmask(request.user, contact) else get_object_or_404(Contact.objects.none())


def back_to(request: StaffRequest, name: str, *args: object) -> str:
    """The page the form stood on (`next`); the page of that name for anything that is none of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/oversight/")
    return wanted if ours else reverse(name, args=args)
