"""`/healthz` and `/readyz`."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def test_healthz_answers_without_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_says_what_is_there(db, client, monkeypatch):
    monkeypatch.setattr("notices.fonts.is_ready", lambda: True)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": True, "migrations": True, "fonts": True})


def test_readyz_is_503_without_fonts(db, client, monkeypatch):
    monkeypatch.setattr("notices.fonts.is_ready", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["fonts"]) == (503, False)


def test_readyz_is_503_with_migrations_to_come(db, client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("matters.0002", False)])
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, False)


def test_readyz_is_503_without_a_database(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, False)
