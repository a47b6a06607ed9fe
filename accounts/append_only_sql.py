"""The SQL of append-only tables: their triggers, and which of them there are.

The ways round an UPDATE or DELETE are closed too: REPLACE on SQLite (a BEFORE INSERT trigger that refuses an existing key); on PostgreSQL TRUNCATE,
and sessions in the role of a replica, in which ordinary triggers sleep (hence ALWAYS).
"""

from collections.abc import Iterable

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "append-only"
_BODY = f" BEGIN RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME; END "
_TYPES = {"update": 1 | 2 | 16, "delete": 1 | 2 | 8, "truncate": 2 | 32}
"""`pg_trigger.tgtype`: for each row, before, and the event's bit."""


def trigger_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The triggers that guard a table on that database."""
    events = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete", "replace")
    return [f"{table}_no_{event}" for event in events]


def installed(connection: BaseDatabaseWrapper, guarded: Iterable[type[models.Model]]) -> set[str]:
    """The names of the triggers that are there and do refuse, exactly as `create_sql` makes them for those models; one query.

    Switched off, asleep for replicas, under a condition, for other events or with another body: as good as missing.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname, tgtype FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid WHERE tgenabled = 'A' AND "
                "tgqual IS NULL AND tgattr::text = '' AND p.proname = 'refuse_change' AND p.prosrc = %s",
                [_BODY],
            )
            return {name for name, kind in cursor.fetchall() if _TYPES.get(name.rpartition("_")[2]) == kind}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ours = {statement for model in guarded for statement in create_sql(connection, model)}
        return {name for name, statement in cursor.fetchall() if statement in ours}


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
    update, delete, truncate = (f"{table}_no_{event}" for event in _TYPES)
    run = "EXECUTE FUNCTION refuse_change()"
    return [
        f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$",
        f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" FOR EACH ROW {run}',
        f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" FOR EACH ROW {run}',
        f'CREATE TRIGGER "{truncate}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {run}',
        # ALTER TABLE refuses while checks of foreign keys are still to be made; CREATE TRIGGER does not mind.
        "SET CONSTRAINTS ALL IMMEDIATE",
        "SET CONSTRAINTS ALL DEFERRED",
        *(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"' for name in (update, delete, truncate)),
    ]
