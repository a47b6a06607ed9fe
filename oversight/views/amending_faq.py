"""`/oversight/cases/<pk>/faq/`: what was asked and answered becomes a 常见问题 of a matter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from matters.editing import Conflict, Locked
from notices.access import StaffRequest
from oversight.access import overseer
from oversight.amending.faq import add_faq
from oversight.amending.forms import LONGEST_ANSWER, LONGEST_QUESTION, FaqForm
from oversight.amending.opening import CHANGE
from oversight.amending.source import page_of, words_of
from oversight.amending.subjects import case_or_404, matters_of, open_to
from oversight.models import Case
from oversight.refusal import CannotDo


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(CHANGE)
def faq(request: StaffRequest, pk: int) -> HttpResponse:
    """Question and answer to be edited (GET), put into the matter's working copy (POST)."""
    case = case_or_404(request.user, pk)
    form = FaqForm(request.POST or None, user=request.user, initial=_proposed(request, case))
    if form.is_valid():
        try:
            amendment = add_faq(case, by=request.user, **form.cleaned_data)
        except (CannotDo, Locked, Conflict) as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(request, "已放进常见问题，审核发布以后群众就能看到。")
            return redirect("admin:matters_matter_change", amendment.matter_id)
    context = {"area": "cases", "case": case, "said": words_of(case), "form": form, "back": page_of(case)}
    context["choices"] = open_to(request.user, matters_of(case))
    return render(request, "oversight/amending/faq.html", context, status=400 if form.is_bound else 200)


def _proposed(request: StaffRequest, case: Case) -> dict[str, str]:
    """What was made public where it was, else what was said, each as long as a guide lets it be."""
    first = open_to(request.user, matters_of(case)).first()
    asked = " ".join((case.public_question or words_of(case)).split())
    return {
        "matter": first.code if first else "",
        "question": asked[:LONGEST_QUESTION],
        "answer": case.answer[:LONGEST_ANSWER],
    }
