"""What every test may ask for. The demo district is loaded once a session (`demo`), small catalogs come from `tests.factories`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase

from accounts import append_only


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The test database with the demo district in it. Its sheets find their rung when first asked for, not at publishing."""
    from notices import demo

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    gates, settings.PUBLICATION_GATES = settings.PUBLICATION_GATES, []
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("notices.demo.make_form", _empty_form)
        demo.load()
    settings.PUBLICATION_GATES = gates
    yield


def _empty_form(field: Any, title: str, *, filled: bool) -> None:
    """In place of a typeset form: only the page that offers it is tested with the whole district."""
    path = Path(settings.MEDIA_ROOT, field.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7\n")


@pytest.fixture(autouse=True)
def _own_settings(settings: Any, tmp_path: Path) -> Iterator[None]:
    """No test sees another's cache or files; the address in QR codes is that of a real office's form."""
    settings.PUBLIC_BASE_URL = "https://zwfw.example.gov.cn"
    settings.SECURE_SSL_REDIRECT = False
    settings.CACHES = {**settings.CACHES, "sheets": {**settings.CACHES["sheets"], "LOCATION": str(tmp_path / "sheets")}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caches["sheets"]
    yield


@pytest.fixture
def today() -> date:
    """A working Monday of a year whose holidays are announced."""
    return date(2026, 3, 9)


_teardown = TransactionTestCase._fixture_teardown


def _lifted_teardown(self: TransactionTestCase) -> None:
    """Append-only tables refuse to be emptied; between tests they must be."""
    with append_only.lifted():
        _teardown(self)


TransactionTestCase._fixture_teardown = _lifted_teardown  # type: ignore[method-assign]
