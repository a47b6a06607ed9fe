"""Forms to download."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from matters.directory import blanks
from matters.publishing import today
from matters.views.reading import read_only
from matters.views.shown import shown

PER_PAGE = 30


@read_only
def forms(request: HttpRequest) -> HttpResponse:
    """`/forms/?q=&page=`: every blank form and filled sample with the matters that ask for it. Four queries."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[: blanks.LONGEST]
    page = Paginator(blanks.downloads(asked), PER_PAGE).get_page(request.GET.get("page"))
    found = blanks.with_uses(list(page), today())
    context = {"asked": asked, "page": page, "blanks": found}
    return shown(request, "matters/directory/forms.html", context, found, page.paginator.count)
