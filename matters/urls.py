"""The public side: home, search, guides, forms."""

from django.urls import path

from matters.views import files, finding, guide

urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("g/<str:code>/", guide.guide, name="guide"),
    path("files/<str:folder>/<str:name>", files.form_file, name="form_file"),
]
