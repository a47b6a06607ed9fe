"""Puts the test database back to the demo district after a test with real transactions: a copy beside it, taken once, instead of loading anew."""

import sqlite3
from pathlib import Path

from django.db import connection

from accounts import append_only

KEPT = "kept"
"""On PostgreSQL the schema that holds the copies."""


def keep() -> None:
    """Take the copy."""
    _keep_sqlite() if connection.vendor == "sqlite" else _keep_postgresql()


def restore() -> None:
    """Every table as it was when the copy was taken, triggers and all."""
    _restore_sqlite() if connection.vendor == "sqlite" else _restore_postgresql()


def _copy(source: str, target: str) -> None:
    with sqlite3.connect(source, timeout=30) as old, sqlite3.connect(target, timeout=30) as new:
        new.execute("PRAGMA synchronous=OFF")
        old.backup(new)
    old.close()
    new.close()


def _beside() -> tuple[str, str]:
    name = str(connection.settings_dict["NAME"])
    return name, str(Path(name).with_suffix(".kept"))


def _keep_sqlite() -> None:
    database, kept = _beside()
    _copy(database, kept)


def _restore_sqlite() -> None:
    database, kept = _beside()
    _copy(kept, database)


def _tables() -> list[str]:
    return [f'"{name}"' for name in connection.introspection.table_names()]


def _keep_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in _tables():
            cursor.execute(f"CREATE TABLE {KEPT}.{table} AS TABLE {table}")
        cursor.execute(
            f"CREATE TABLE {KEPT}.numbers AS SELECT sequencename AS name, last_value AS last FROM pg_sequences "
            "WHERE schemaname = 'public'"
        )


def _restore_postgresql() -> None:
    """As a replica does it: no foreign key is asked."""
    tables = _tables()
    statements = [
        "BEGIN",
        "SET LOCAL session_replication_role = replica",
        f"TRUNCATE {', '.join(tables)}",
        *(f"INSERT INTO {table} SELECT * FROM {KEPT}.{table}" for table in tables),
        f"SELECT setval('public.' || quote_ident(name), coalesce(last, 1), last IS NOT NULL) FROM {KEPT}.numbers",
        "COMMIT",
    ]
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute(";".join(statements))
