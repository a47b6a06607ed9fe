"""A search that found nothing, told by the page that said so."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.often import too_often
from accounts.own_pages import is_from_our_page
from matters.everyday_words.missed import count_missed


@csrf_exempt  # pages that a proxy keeps carry no token; who sends it is seen by the headers that scripts cannot set
@never_cache
@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """`/search/missed/` with `words`: 204, whether they were counted or not, so that nobody learns anything by trying."""
    if is_from_our_page(request) and not too_often(request, "missed"):
        count_missed(request.POST.get("words", ""))
    return HttpResponse(status=204)
