"""The public side: home, search, guides, forms."""

from django.urls import path

from matters.views import ask, bundle, catalogs, files, finding, guide, sites

urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("g/<str:code>/", guide.guide, name="guide"),
    path("g/<str:code>/ask/", ask.ask, name="ask"),
    path("b/<str:code>/", bundle.bundle, name="bundle"),
    path("b/<str:code>/ask/", bundle.ask, name="bundle_ask"),
    path("sites/", sites.directory, name="sites"),
    path("sites/<slug:code>/", sites.site, name="site"),
    path("sites/<slug:code>/catalog/", catalogs.site_catalog, name="site_catalog"),
    path("sites/<slug:code>/catalog/print/", catalogs.site_print, name="site_catalog_print"),
    path("sites/<slug:code>/catalog/catalog.xlsx", catalogs.site_workbook, name="site_catalog_workbook"),
    path("catalog/", catalogs.overview, name="catalog"),
    path("catalog/<slug:level>/", catalogs.level_catalog, name="level_catalog"),
    path("catalog/<slug:level>/print/", catalogs.level_print, name="level_catalog_print"),
    path("catalog/<slug:level>/catalog.xlsx", catalogs.level_workbook, name="level_catalog_workbook"),
    path("files/<str:folder>/<str:name>", files.form_file, name="form_file"),
]
