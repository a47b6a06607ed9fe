"""`/n/<token>/rate/`: how was it?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from matters.publishing import today
from notices.chain import read_token
from notices.models import Notice
from oversight.cases.receipt import progress_of
from oversight.forms import RatingForm
from oversight.models import Rating
from oversight.models.rating import FeedbackWay
from oversight.rating import CannotRate, rate


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def rate_notice(request: HttpRequest, token: str) -> HttpResponse:
    """`?way=window` on the screen that a clerk turns to somebody. Ask (GET), store (POST) and thank; once for each document. 404 for what is none of
    ours.
    """
    notice = get_object_or_404(
        Notice.objects.select_related("matter", "bundle", "edition", "voiding"), token=read_token(token)
    )
    rating = Rating.objects.filter(notice=notice).first()
    way = FeedbackWay.WINDOW if request.GET.get("way") == FeedbackWay.WINDOW else FeedbackWay.SHEET
    form = RatingForm(request.POST if request.method == "POST" else None)
    if rating is None and form.is_valid():
        try:
            rate(notice, **form.cleaned_data, way=way)
        except CannotRate as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect(request.get_full_path())
    context = {
        "notice": notice,
        "rating": rating,
        "form": form,
        "at_window": way == FeedbackWay.WINDOW,
        "progress": progress_of(rating, today()) if rating else None,
    }
    refused = form.is_bound and rating is None
    return render(request, "oversight/rate.html", context, status=400 if refused else 200)
