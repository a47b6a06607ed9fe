"""AB 岗: taking a colleague's place, and giving it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from notices.access import ISSUE, StaffRequest, allowed
from notices.desk.standing_in import CannotStandIn, acting_for, begin, colleagues, end


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def stand_in(request: StaffRequest) -> HttpResponse:
    """Choose whose place to take (GET), take it (POST)."""
    refusal = ""
    if request.method == "POST":
        try:
            begin(request, colleague=request.POST.get("colleague", ""))
        except CannotStandIn as error:
            refusal = str(error)
        else:
            return redirect("counter")
    context = {"colleagues": colleagues(request.user), "now": acting_for(request), "refusal": refusal}
    return render(request, "notices/counter/desk/stand_in.html", context, status=409 if refusal else 200)


@require_POST
@allowed(ISSUE)
def stand_in_end(request: StaffRequest) -> HttpResponse:
    """Work for oneself again; from the banner of any page."""
    end(request)
    messages.info(request, "顶岗已结束，现在以您自己的名义办理。")
    return redirect("counter")
