"""The catalog's admin: the stock one, made usable for editors and reviewers."""

from django.contrib import admin

from matters.admin import bundles, calendar, editions, links, materials, matter, places, reviews

__all__ = ["bundles", "calendar", "editions", "links", "materials", "matter", "places", "reviews"]

admin.site.site_header = "政务服务事项目录管理"
admin.site.site_title = "目录管理"
admin.site.index_title = "目录、地点与日历"
