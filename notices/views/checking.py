"""`/check/`: the sheet in my hand, without a camera.

A document is found by its token alone, which nobody can guess (100 bits). Its number (灯塔路〔2026〕000123) can be guessed: whoever counts up
would see what others were told, where and when. So a number is never looked up here. Who has only the paper compares by what it says of itself,
the edition's number or its day, which tells of the catalog and of no person.
"""

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from matters import situation
from matters.lookup import is_code, told_name
from matters.models import Bundle, Matter, Subject
from matters.publishing import today
from matters.tailoring import parse_answers
from matters.views.reading import read_only
from notices.chain import TOKEN_LENGTH, read_token
from notices.desk.scanning import Scan, read_scan, read_serial

LONGEST = 300
"""Characters of what is typed that count: an address with its answers."""


@read_only
@cache_control(no_store=True)
def check(request: HttpRequest) -> HttpResponse:
    """`/check/?q=&g=CODE` (`b=` of a bundle): on to the document, guide or slip that is typed; else the forms. One query where a code is given."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    if address := _leads_to(asked):
        return redirect(address)
    subject = _subject(request.GET.get("g", ""), request.GET.get("b", ""))
    context = {
        "asked": asked,
        "problem": _problem(asked),
        "subject": subject,
        "history_page": reverse(subject.history_page, args=[subject.code]) if subject else "",
        "answers": request.GET.getlist("a"),
    }
    return render(request, "notices/check.html", context)


def _leads_to(text: str) -> str:
    """The page of what was typed: an address of ours, or a token as it is printed, read leniently. Empty when it is neither."""
    if scan := read_scan(text):
        return _address(scan)
    token = read_token(text)
    return reverse("notice", args=[token]) if len(token) == TOKEN_LENGTH else ""


def _address(scan: Scan) -> str:
    if scan.token:
        return reverse("notice", args=[scan.token])
    if scan.slip:
        return reverse("slip", args=[scan.slip])
    page = reverse("bundle" if scan.is_bundle else "guide", args=[scan.code])
    return page + situation.query_of(parse_answers([token for token in scan.answers if token.count(".") == 1]))


def _problem(text: str) -> str:
    if not text:
        return ""
    if read_serial(text):
        return "凭编号不能查：编号是连着的，谁都能猜到别人的。请输入二维码旁边印的网址，或者按下面的办法比一比。"
    return "看不出这是哪张单子。请照着二维码旁边印的网址输入，大小写都可以。"


def _subject(matter: str, bundle: str) -> Subject | None:
    """Named as the edition in force names it."""
    found: Subject | None = None
    pk = OuterRef("pk")
    if is_code(matter):
        found = Matter.objects.public().filter(code=matter).annotate(told=told_name(today(), matter=pk)).first()
    elif is_code(bundle):
        found = Bundle.objects.public().filter(code=bundle).annotate(told=told_name(today(), bundle=pk)).first()
    if found:
        found.name = getattr(found, "told", None) or found.name
    return found
