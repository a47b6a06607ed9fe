"""The catalog's admin: the stock one, made usable for editors and reviewers."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from matters.admin import (
    bundles,
    calendar,
    editions,
    everyday_words,
    faults,
    links,
    materials,
    matter,
    missed,
    places,
    reviews,
)

__all__ = [
    "bundles", "calendar", "editions", "everyday_words", "faults", "links", "materials", "matter", "missed", "places", "reviews",
]  # fmt: skip

admin.site.site_header = "政务服务事项目录管理"
admin.site.site_title = "目录管理"
admin.site.index_title = "目录、地点与日历"

# The queue's own page speaks of tasks and arguments; how an import or a link check stands is said on their own pages.
admin.site.unregister(DBTaskResult)
