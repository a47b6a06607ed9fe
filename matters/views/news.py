"""What changed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from matters.directory import news
from matters.publishing import today
from matters.views.reading import read_only
from matters.views.shown import shown

PER_PAGE = 50
COMING = 10


@read_only
def new(request: HttpRequest) -> HttpResponse:
    """`/new/?page=`: what took effect, by day, the latest first; above it what will soon. Four queries."""
    page = Paginator(news.held_from(today()), PER_PAGE).get_page(request.GET.get("page"))
    changes = news.changes(page.object_list)  # type: ignore[arg-type]  # a slice of the query
    coming = news.coming(today(), COMING) if page.number == 1 else ()
    context = {"page": page, "days": news.by_day(changes), "coming": coming}
    return shown(request, "matters/directory/new.html", context, changes, coming, page.paginator.count)
