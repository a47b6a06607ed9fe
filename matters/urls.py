"""The public side: home, search, guides, bundles."""

from django.urls import path

from matters.views import public

urlpatterns = [
    path("", public.home, name="home"),
    path("search/", public.search, name="search"),
    path("g/<str:code>/", public.guide, name="guide"),
]
