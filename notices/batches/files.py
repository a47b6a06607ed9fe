"""Where batches are made and lie until they expire: a folder of their own, apart from everything that is served, readable by us alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings

from matters.exchange.files import fresh_name, sha256_of
from notices.models import PrintRun

SHEET_BYTES = 60_000
"""What a sheet takes on disk while parts and whole lie there together, generously."""
SPARE_BYTES = 200_000_000
"""What must stay free for everybody else."""


class NoRoom(Exception):
    """The disk is too full for that many sheets; the message says so in Chinese."""


def folder() -> Path:
    """The folder of all of them, made when missing."""
    place = Path(settings.PRINT_DIR)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(run: PrintRun) -> Path:
    """Where the run's file lies, or would lie."""
    return folder() / PurePath(run.stored_name).name


def fresh_path() -> Path:
    """A name that is not in use and that nobody can guess."""
    return folder() / fresh_name(".pdf")


def described(path: Path) -> dict[str, object]:
    """A finished file, closed to others from now on, as its run has it."""
    path.chmod(0o600)
    return {"stored_name": path.name, "sha256": sha256_of(path), "size": path.stat().st_size}


def remove(run: PrintRun) -> None:
    """Delete the run's file, if it is still there."""
    if run.stored_name:
        path_of(run).unlink(missing_ok=True)


def require_room(sheets: int) -> None:
    """Raises NoRoom where the disk could not hold so many."""
    if shutil.disk_usage(folder()).free < SPARE_BYTES + sheets * SHEET_BYTES:
        raise NoRoom("服务器磁盘空间不足，暂时不能批量打印。请联系系统管理员。")


@contextmanager
def workshop(run: PrintRun) -> Iterator[Path]:
    """A folder for the parts, gone with everything in it afterwards; so is what an earlier attempt that was killed has left."""
    for left in folder().glob(f"parts-{run.pk}-*"):
        shutil.rmtree(left, ignore_errors=True)
    place = folder() / f"parts-{run.pk}-{run.options['token']}"
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def remove_strays(known: set[str], limit: datetime) -> int:
    """Delete what belongs to no run and was left untouched since `limit`: the traces of a process that was killed."""
    strays = [p for p in folder().iterdir() if p.name not in known and p.stat().st_mtime < limit.timestamp()]
    for path in strays:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(strays)
