"""The product's addresses and the reference: the least a view can do that reads one row."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from matters.models import Matter


def row(request: HttpRequest, pk: int) -> HttpResponse:
    """The name of a matter."""
    return HttpResponse(Matter.objects.values_list("name", flat=True).get(pk=pk))


urlpatterns = [path("row/<int:pk>/", row), path("", include("govservice.urls"))]
handler400 = "govservice.errors.bad_request"
handler403 = "govservice.errors.forbidden"
handler404 = "govservice.errors.not_found"
handler500 = "govservice.errors.server_error"
