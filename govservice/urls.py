"""All addresses. Public codes and tokens in them never change meaning."""

from django.contrib import admin
from django.urls import include, path

from govservice import probes
from matters.api.home import home as open_data
from matters.api.interface import api

handler400 = "govservice.errors.bad_request"
handler403 = "govservice.errors.forbidden"
handler404 = "govservice.errors.not_found"
handler500 = "govservice.errors.server_error"

urlpatterns = [
    path("healthz", probes.healthz),
    path("readyz", probes.readyz),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", open_data, name="open_data"),
    path("api/v1/", api.urls),
    path("", include("matters.urls")),
    path("", include("notices.urls")),
    path("", include("oversight.urls")),
]
