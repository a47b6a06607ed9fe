"""Files of imports and exports: kept apart from everything that is served, readable by us alone, under a name that nobody can guess."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings

from matters.models import ExchangeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that was put away, under the names its run has for it."""

    stored_name: str
    sha256: str
    size: int


def path_of(run: ExchangeRun) -> Path:
    """Where the run's file lies, or would lie."""
    return folder() / PurePath(run.stored_name).name


def folder() -> Path:
    """The folder of all of them, made when missing."""
    place = Path(settings.EXCHANGE_DIR)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def fresh_name(ending: str) -> str:
    """A name that is not in use; `ending` like ".xlsx"."""
    return secrets.token_hex(20) + ending


def put(chunks: Iterable[bytes], *, ending: str) -> Stored:
    """Write a new file. Nothing stays behind when it fails."""
    name, digest, size = fresh_name(ending), hashlib.sha256(), 0
    path = folder() / name
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Stored(stored_name=name, sha256=digest.hexdigest(), size=size)


def described(path: Path) -> Stored:
    """A file that somebody else wrote into our folder, closed to others from now on."""
    path.chmod(0o600)
    return Stored(stored_name=path.name, sha256=sha256_of(path), size=path.stat().st_size)


def sha256_of(path: Path) -> str:
    """Of the file's bytes, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(run: ExchangeRun) -> None:
    """Delete the run's file, if it is still there."""
    if run.stored_name:
        path_of(run).unlink(missing_ok=True)
