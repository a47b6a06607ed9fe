"""What the tests of batches share: a folder of their own, sheets whose rung is known, and a run of them."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import StaffUser
from matters.models import Matter
from notices.batches import runs as print_runs
from notices.batches.batching import Selection
from notices.ladder import LADDER
from notices.models import PrintRun
from tests.factories import make_published, make_site, make_user


@pytest.fixture
def print_dir(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of files, empty; and no search for rungs."""
    settings.PRINT_DIR = tmp_path / "prints"
    monkeypatch.setattr("notices.batches.typesetting.setting_for", lambda *_, **__: LADDER[0])
    return tmp_path / "prints"


def make_matters(count: int) -> tuple[Matter, ...]:
    """Published matters that street sites handle."""
    make_site()
    return tuple(make_published(name=f"批量事项{number}") for number in range(count))


def make_run(*matters: Matter, by: StaffUser | None = None, key: str = "once", **values: Any) -> PrintRun:
    """A batch of one sheet a matter."""
    selection = Selection(matters=tuple(matter.pk for matter in matters or make_matters(2)), **values)
    return print_runs.ask_for(selection, title="告知单 样张", by=by or make_user(is_superuser=True), key=key)
