"""`/n/<token>/rate/`: how was it?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from notices.chain import read_token
from notices.models import Notice
from oversight.forms import RatingForm
from oversight.models import Rating
from oversight.rating import CannotRate, rate


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def rate_notice(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET), store (POST) and thank; once for each document. 404 for what is not one of ours."""
    notice = get_object_or_404(
        Notice.objects.select_related("matter", "bundle", "edition", "voiding"), token=read_token(token)
    )
    rating = Rating.objects.filter(notice=notice).first()
    form = RatingForm(request.POST if request.method == "POST" else None)
    if rating is None and form.is_valid():
        try:
            rate(notice, **form.cleaned_data)
        except CannotRate as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect("rate", token=notice.token)
    context = {"notice": notice, "rating": rating, "form": form}
    refused = form.is_bound and rating is None
    return render(request, "oversight/rate.html", context, status=400 if refused else 200)
