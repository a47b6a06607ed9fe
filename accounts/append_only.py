"""Tables whose rows the database itself refuses to change or remove.

A model says so with `append_only = True`. The triggers are made after every `migrate` (SQLite drops a table's triggers silently when a
later migration rebuilds it) and a system check fails while one is missing. Their SQL is in `append_only_sql`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.append_only_sql import create_sql, drop_sql, installed, trigger_names


def protected_models() -> list[type[models.Model]]:
    """Every installed model that is append-only."""
    return [m for m in apps.get_models() if getattr(m, "append_only", False)]


def install(alias: str = "default") -> None:
    """Create (or re-create) the triggers of every append-only table that exists."""
    connection = connections[alias]
    for model in _existing(connection):
        _execute(connection, drop_sql(connection, model._meta.db_table))
        _execute(connection, create_sql(connection, model))


def remove(alias: str = "default") -> None:
    """Drop the triggers: for test teardown and for nothing else."""
    connection = connections[alias]
    for model in _existing(connection):
        _execute(connection, drop_sql(connection, model._meta.db_table))


@contextmanager
def lifted(alias: str = "default") -> Iterator[None]:
    """Triggers off inside, on again afterwards: how a test database is emptied."""
    remove(alias)
    try:
        yield
    finally:
        install(alias)


def missing(alias: str = "default") -> list[str]:
    """Names of triggers that should be there and are not."""
    connection = connections[alias]
    guarded = _existing(connection)
    found = installed(connection, guarded)
    return [name for model in guarded for name in trigger_names(connection, model._meta.db_table) if name not in found]


def _existing(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    tables = set(connection.introspection.table_names())
    return [m for m in protected_models() if m._meta.db_table in tables]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
