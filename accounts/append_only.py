"""Tables whose rows the database itself refuses to change or remove.

A model says so with `append_only = True`. The triggers are made after every `migrate` (SQLite drops a table's triggers silently when a
later migration rebuilds it) and a system check fails while one is missing. One install/remove pair holds all the SQL, the ways round an
UPDATE or DELETE included: REPLACE on SQLite (a BEFORE INSERT trigger that refuses an existing key), TRUNCATE on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "append-only"


def protected_models() -> list[type[models.Model]]:
    """Every installed model that is append-only."""
    return [m for m in apps.get_models() if getattr(m, "append_only", False)]


def install(alias: str = "default") -> None:
    """Create (or re-create) the triggers of every append-only table that exists."""
    connection = connections[alias]
    for model in _existing(connection):
        _execute(connection, _drop_sql(connection, model._meta.db_table))
        _execute(connection, _create_sql(connection, model))


def remove(alias: str = "default") -> None:
    """Drop the triggers: for test teardown and for nothing else."""
    connection = connections[alias]
    for model in _existing(connection):
        _execute(connection, _drop_sql(connection, model._meta.db_table))


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
    found = _installed(connection)
    return [
        name
        for model in _existing(connection)
        for name in _trigger_names(connection, model._meta.db_table)
        if name not in found
    ]


def _existing(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    tables = set(connection.introspection.table_names())
    return [m for m in protected_models() if m._meta.db_table in tables]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _trigger_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    events = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{event}" for event in events]


def _installed(connection: BaseDatabaseWrapper) -> set[str]:
    query = (
        # tgenabled 'D' is a trigger somebody switched off, another body one somebody put in its place: as good as missing.
        "SELECT tgname FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid "
        "WHERE NOT tgisinternal AND tgenabled <> 'D' AND p.proname = 'refuse_change'"
        if connection.vendor == "postgresql"
        else f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%{REFUSAL}%'"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _drop_sql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    suffix = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"{suffix}' for name in _trigger_names(connection, table)]


def _create_sql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    table = model._meta.db_table
    return _postgresql_sql(table) if connection.vendor == "postgresql" else _sqlite_sql(table, _unique_columns(model))


def _unique_columns(model: type[models.Model]) -> list[list[str]]:
    """Column groups that identify a row: a REPLACE removes the row that shares any of them."""
    meta = model._meta
    groups = [[str(f.column)] for f in meta.concrete_fields if f.unique]
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None:
            groups.append([str(meta.get_field(name).column) for name in constraint.fields])  # type: ignore[union-attr]
    return groups


def _sqlite_sql(table: str, unique: list[list[str]]) -> list[str]:
    same = " OR ".join("(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in group) + ")" for group in unique)
    abort = f"SELECT RAISE(ABORT, '{REFUSAL}: {table}')"
    return [
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" BEGIN {abort}; END',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN {abort}; END',
        f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '  # noqa: S608  (names of our own tables)
        f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same}) BEGIN {abort}; END',
    ]


def _postgresql_sql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME; END $$",
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change()',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change()',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
