"""Large files that are made once for each state of the catalog and then only sent."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from matters.exchange.writing import in_place_of


class BeingMade(Exception):
    """Somebody else is making this file right now."""


def kept(name: str, state: str, write: Callable[[Path], None]) -> Path:
    """The file of that name for that state; `write` makes it where it is missing, and those of other states go.

    Raises BeingMade instead of waiting: a process that waits answers nobody else.
    """
    folder = Path(settings.OPEN_DATA_DIR)
    path = folder / f"{state[:32]}-{name}"
    if not path.exists():
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        with _alone(folder / f"{name}.lock"):
            if not path.exists():
                _make(path, name, write)
    return path


def _make(path: Path, name: str, write: Callable[[Path], None]) -> None:
    with in_place_of(path) as beside:
        write(beside)
    for other in path.parent.glob(f"*-{name}"):
        if other != path:
            other.unlink(missing_ok=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """The lock ends with the process, however that ends."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BeingMade from error
        yield
