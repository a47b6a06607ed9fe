"""Several processes at one batch: together they make what one makes, and none of them outlives the run."""

from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from accounts.models import StaffUser
from notices.batches import printing, typesetting
from notices.batches.batching import Selection, gather_batch
from notices.batches.joining import join
from notices.batches.typesetting import Chunk, TypesettingFailed, chunks_of, set_all
from notices.enums import Layout
from tests.database import database_url
from tests.factories import make_user
from tests.notices.printed import make_matters, print_dir

__all__ = ["print_dir"]
pytestmark = [pytest.mark.pdf, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("print_dir")]


@pytest.fixture
def chunks(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[Chunk]:
    """Three sheets in three parts, and a database that other processes find."""
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setenv("PUBLIC_BASE_URL", settings.PUBLIC_BASE_URL)
    monkeypatch.setenv("SHEET_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(typesetting, "PART_SHEETS", 1)
    chief: StaffUser = make_user(is_superuser=True)
    batch = gather_batch(Selection(matters=tuple(matter.pk for matter in make_matters(3))), chief)
    return chunks_of(batch.wanted, tmp_path, title="样张", layout=Layout.A4)


def test_two_processes_make_the_same_file_as_one(chunks: list[Chunk], tmp_path: Path) -> None:
    made, counted = [], []
    for processes in (1, 2):
        outcomes = set_all(chunks, processes=processes, on_sheet=counted.append)
        join([outcome.part for outcome in outcomes if outcome.part], tmp_path / "whole.pdf")
        made.append((tmp_path / "whole.pdf").read_bytes())
    assert made[0] == made[1]
    assert (counted[:3], counted[-1], active_children()) == ([1, 2, 3], 3, [])


def test_stopping_ends_the_processes_at_once(chunks: list[Chunk]) -> None:
    def stop(done: int) -> None:
        raise printing.Stopped

    with pytest.raises(printing.Stopped):
        set_all(chunks, processes=2, on_sheet=stop)
    assert active_children() == []


def test_a_process_that_is_killed_fails_the_batch_and_ends_the_others(chunks: list[Chunk]) -> None:
    def kill(done: int) -> None:
        for process in active_children():
            process.kill()

    with pytest.raises(TypesettingFailed, match="was ended"):
        set_all(chunks, processes=2, on_sheet=kill)
    assert active_children() == []
