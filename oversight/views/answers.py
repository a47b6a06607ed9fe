"""`/feedback/answers/`: what others asked, with the answers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from matters.lookup import is_code
from matters.publishing import today
from matters.views.reading import read_only
from matters.views.shown import shown
from oversight.cases.published import as_told, published

PER_PAGE = 20
LONGEST = 60
"""Characters of what is searched for that count."""


@read_only
def answers(request: HttpRequest) -> HttpResponse:
    """`?g=CODE` (a matter's or a bundle's) `&q=words&page=`: newest first. The same for everybody; sent again only when something changed."""
    code, text = (request.GET.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("g", "q"))
    rows = published(today(), code=code.upper() if is_code(code.upper()) else "", text=text)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = [as_told(case) for case in page]
    trail = [("意见反馈", reverse("feedback"))]
    context = {"page": page, "answers": found, "code": code, "q": text, "trail": trail}
    return shown(request, "oversight/answers.html", context, found, page.paginator.count)
