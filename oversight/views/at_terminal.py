"""A rating at a touch terminal: sent by its script, without a page of ours and without a keyboard."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from accounts.often import too_often
from accounts.own_pages import is_from_our_page
from notices.views.request_keys import request_key
from oversight.about import About
from oversight.forms import FeedbackForm
from oversight.models.feedback import FeedbackKind
from oversight.models.rating import FeedbackWay
from oversight.telling_us import CannotTell, tell

LONGEST_KEY = 64


def is_fetched(request: HttpRequest) -> bool:
    """Whether a script sends it and wants to read the answer itself."""
    return request.method == "POST" and request.accepts("application/json") and not request.accepts("text/html")


def rate_at_terminal(request: HttpRequest, what: About) -> HttpResponse:
    """`stars` (and `reasons`) as a form's fields; no words, whatever is sent. `request_key` is the script's own: sent again it is the same row.

    201 {"number", "thanks"}; 400 or 429 {"errors": {field: [sentence]}}; 403 from another site's page: there is no token to ask for.
    """
    form = FeedbackForm({**_sent(request), "kind": FeedbackKind.RATING})
    if not is_from_our_page(request):
        return _refused({"": ["只能在本系统的页面里评价。"]}, 403)
    if not form.is_valid():
        return _refused({name: [*map(str, errors)] for name, errors in form.errors.items()}, 400)
    if too_often(request, "terminal"):
        return _refused({"": ["评价得太频繁，请稍后再试。"]}, 429)
    key = str(request.POST.get("request_key", ""))[:LONGEST_KEY]
    given = {name: form.cleaned_data[name] for name in ("kind", "stars", "reasons")}
    try:
        said = tell(what, **given, way=FeedbackWay.TERMINAL, request_key=request_key("terminal", key) if key else None)
    except CannotTell as refusal:
        return _refused({refusal.field: [str(refusal)]}, 400)
    return JsonResponse({"number": said.number, "thanks": "谢谢您的评价。"}, status=201)


def _sent(request: HttpRequest) -> dict[str, object]:
    return {"stars": request.POST.get("stars"), "reasons": request.POST.getlist("reasons")}


def _refused(errors: dict[str, list[str]], status: int) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)
