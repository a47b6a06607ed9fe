"""`/feedback/`: anybody tells the office something, and keeps a number under which the answer can be read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.often import too_often
from matters import qr
from matters.publishing import today
from matters.views.reading import read_only
from notices.chain import read_token
from notices.views.request_keys import request_key
from oversight.about import About, about, told_about
from oversight.cases.receipt import progress_of
from oversight.forms import FeedbackForm
from oversight.models import Feedback
from oversight.models.feedback import FeedbackKind
from oversight.models.rating import FeedbackWay
from oversight.page_age import Age, Page, new_page, read_page
from oversight.reasons import REASONS
from oversight.telling_us import CannotTell, tell
from oversight.views.at_terminal import is_fetched, rate_at_terminal
from oversight.wording import KIND_QUESTIONS, in_fours

_AGAIN = {
    Age.TOO_FAST: "提交得太快了，没有收到。您写的还在，请再点一次“提交”。",
    Age.TOO_OLD: "页面停留太久，没有收到。您写的还在，请再点一次“提交”。",
}


@csrf_exempt  # the page asks for its token below; a terminal rates without a page
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def feedback(request: HttpRequest) -> HttpResponse:
    """`/feedback/?kind=&g=|b=|n=&s=&a=&way=`: the form (GET), storing and on to the receipt (POST). `?number=` leads to a receipt."""
    what = asked_about(request)
    if is_fetched(request):
        return rate_at_terminal(request, what)
    return _page(request, what)


@read_only
@cache_control(no_store=True)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """`/feedback/<number>/`: what was said, and the answer once there is one. 404 for a number that is none of ours."""
    said = _said(number)
    if said is None:
        return render(request, "404.html", {"reason": "没有这个回执编号，请对照回执再输一次。"}, status=404)
    if said.number != number:
        return redirect("feedback_receipt", said.number)
    url = settings.PUBLIC_BASE_URL + reverse("feedback_receipt", args=[said.number])
    context = {
        "said": said,
        "reasons": [REASONS[key] for key in said.reasons if key in REASONS],
        "about": told_about(said),
        "progress": progress_of(said, today()),
        "number": in_fours(said.number),
        "url": url,
        "qr": qr.make(url),
        "trail": [("意见反馈", reverse("feedback"))],
    }
    return render(request, "oversight/receipt.html", context)


def asked_about(request: HttpRequest) -> About:
    """What the address names."""
    asked = {name: request.GET.get(name, "") for name in ("g", "b", "n", "s")}
    return about(**asked, answers=request.GET.getlist("a"), day=today())


@csrf_protect
def _page(request: HttpRequest, what: About) -> HttpResponse:
    if request.method == "POST":
        return _send(request, what)
    if "number" in request.GET:
        return _look_up(request, what)
    kind = request.GET.get("kind", "")
    if what.notice and kind == FeedbackKind.RATING:
        return redirect("rate", what.notice.token)
    known = kind if kind in FeedbackKind.values else FeedbackKind.MISSING if what.subject else ""
    return _form(request, what, FeedbackForm(initial={"kind": known}), new_page())


def _send(request: HttpRequest, what: About) -> HttpResponse:
    form = FeedbackForm(request.POST)
    page, age = read_page(str(request.POST.get("page", ""))) or (new_page(), Age.TOO_OLD)
    if not form.is_valid():
        return _form(request, what, form, page)
    if form.cleaned_data["website"] or age != Age.FINE:
        form.add_error(None, _AGAIN.get(age, "没有收到，请再点一次“提交”。"))
        return _form(request, what, form, new_page() if age == Age.TOO_OLD else page)
    if too_often(request, "feedback"):
        form.add_error(None, "同一个网络里提交的太多了，没有收到。您写的还在，请过一会儿再点“提交”。")
        return _form(request, what, form, page, status=429)
    return _store(request, what, form, page)


def _store(request: HttpRequest, what: About, form: FeedbackForm, page: Page) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("kind", "words", "stars", "reasons")}
    contact = {"phone": form.cleaned_data["phone"]}
    key = _key(page, what, {**given, **contact})
    try:
        said = tell(what, **given, way=way_of(request, what), contact=contact, request_key=key)
    except CannotTell as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _form(request, what, form, page)
    return redirect("feedback_receipt", said.number)


def _form(request: HttpRequest, what: About, form: FeedbackForm, page: Page, status: int = 0) -> HttpResponse:
    context = {
        "form": form,
        "about": what,
        "kinds": [(k, question) for k, question in KIND_QUESTIONS.items() if not (what.notice and k == "rating")],
        "page_signed": page.signed,
        "keep_days": settings.PERSONAL_DATA_DAYS,
        "unknown_number": request.GET.get("number", ""),
    }
    return render(request, "oversight/feedback.html", context, status=status or (400 if form.is_bound else 200))


def _look_up(request: HttpRequest, what: About) -> HttpResponse:
    said = _said(request.GET["number"])
    if said is not None:
        return redirect("feedback_receipt", said.number)
    return _form(request, what, FeedbackForm(), new_page())


def _said(number: str) -> Feedback | None:
    typed = read_token(number[:60])
    rows = Feedback.objects.select_related("matter", "bundle", "notice__matter", "notice__bundle", "site", "edition")
    return rows.filter(number=typed).first() if typed else None


def way_of(request: HttpRequest, what: About) -> FeedbackWay:
    """Where it is written: as the address says, else on the sheet's page where it is about one."""
    asked = request.GET.get("way", "")
    if asked in (FeedbackWay.WEB, FeedbackWay.SHEET):
        return FeedbackWay(asked)
    return FeedbackWay.SHEET if what.notice else FeedbackWay.WEB


def _key(page: Page, what: About, given: dict[str, object]) -> str:
    subject = (what.matter, what.bundle, what.notice, what.site)
    return request_key(page.key, [row and row.pk for row in subject], *map(str, given.values()))
