"""The catalog."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class MattersConfig(AppConfig):
    name = "matters"
    verbose_name = "事项目录"

    def ready(self) -> None:
        post_migrate.connect(_after_migrate, sender=self, dispatch_uid="matters.after_migrate")


def _after_migrate(using: str, **_: Any) -> None:
    """A database from before the search entries gets them with the update that brings their table."""
    from matters.models import SearchEntry
    from matters.search.writing import fill_gaps

    # Not there when somebody migrates back beyond it.
    if SearchEntry._meta.db_table in connections[using].introspection.table_names():
        fill_gaps()
