"""What every test may ask for. The demo district is loaded once a session, small catalogs come from `tests.factories`."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import settings as hypothesis_settings

from notices.ladder import LADDER
from tests import restoring

# The same examples every time, so that a change is judged by itself and not by luck; FULL=1 looks for new ones.
hypothesis_settings.register_profile("steady", derandomize=True)
if not os.environ.get("FULL"):
    hypothesis_settings.load_profile("steady")


QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""What is slow on purpose would be slow in every test that signs somebody in."""
USES_THE_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What says the same beside either database is run beside SQLite only, unless FULL=1."""
    if connection.vendor == "sqlite" or os.environ.get("FULL"):
        return
    kept = [item for item in items if _may_differ(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _may_differ(item)])
    items[:] = kept


def _may_differ(item: pytest.Item) -> bool:
    """Whether it asks a database for something that no cheaper test asks: pages are asked for by tests of views as well as in a browser."""
    marks = {mark.name for mark in item.iter_markers()}
    if "browser" in marks:
        return "both_databases" in marks
    fixtures = getattr(item, "fixturenames", ())
    return "one_database" not in marks and ("django_db" in marks or not USES_THE_DATABASE.isdisjoint(fixtures))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On SQLite a file of this run's own: two runs at the same time do not meet, and other processes can open it. It need not survive a power cut."""
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The test database with the demo district in it. Its sheets find their rung when first asked for, not at publishing."""
    from notices import demo

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    quick = override_settings(PUBLICATION_GATES=[], PASSWORD_HASHERS=QUICK_HASHERS)
    with django_db_blocker.unblock(), quick, pytest.MonkeyPatch.context() as patch:
        patch.setattr("notices.demo.make_form", _empty_form)
        demo.load()
        restoring.keep()


def _empty_form(field: Any, title: str, *, filled: bool) -> None:
    """In place of a typeset form: only the page that offers it is tested with the whole district."""
    path = Path(settings.MEDIA_ROOT, field.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7\n")


@pytest.fixture(autouse=True)
def _own_settings(settings: Any, tmp_path: Path) -> None:
    """No test sees another's cache or files; the address in QR codes is that of a real office's form."""
    settings.PUBLIC_BASE_URL = "https://zwfw.example.gov.cn"
    settings.SECURE_SSL_REDIRECT = False
    settings.CACHES = {**settings.CACHES, "sheets": {**settings.CACHES["sheets"], "LOCATION": str(tmp_path / "sheets")}}
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture
def known_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets are issued on the first rung; to search theirs takes seconds."""
    monkeypatch.setattr("notices.issuing.setting_for", lambda *_, **__: LADDER[0])


@pytest.fixture
def today() -> date:
    """A working Monday of a year whose holidays are announced."""
    return date(2026, 3, 9)


def _back_to_the_demo(self: TransactionTestCase) -> None:
    """After a test with real transactions the demo district is put back, whatever the test did to append-only tables."""
    restoring.restore()


TransactionTestCase._fixture_teardown = _back_to_the_demo  # type: ignore[method-assign]
