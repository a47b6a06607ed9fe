"""The SQL of append-only tables: their triggers, and which of them there are.

The ways round an UPDATE or DELETE are closed too: REPLACE on SQLite (a BEFORE INSERT trigger that refuses an existing key), TRUNCATE on
PostgreSQL.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "append-only"


def trigger_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The triggers that guard a table on that database."""
    events = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{event}" for event in events]


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that are there and do refuse; one query."""
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


def drop_sql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Statements that take a table's triggers away, whether or not they are there."""
    suffix = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"{suffix}' for name in trigger_names(connection, table)]


def create_sql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    """Statements that guard a model's table; those of `drop_sql` come before them."""
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
