"""Many sheets into parts of one PDF, by several processes: each has a WeasyPrint of its own, for Pango is not thread-safe.

The process that asks hands out chunks and hears of every sheet. However it ends, the others find their pipe closed and end as well.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from matters.models import Edition
from matters.tailoring import UnknownOption
from notices import pdf
from notices.batches.batching import LeftOut, Wanted
from notices.batches.joining import Part, SheetMark
from notices.batches.typesetter import CHUNK, LEFT, serve
from notices.composing import NotHandledHere, gather, guide_url
from notices.enums import Layout
from notices.fitting import setting_for
from notices.rendering import lay_out_whole

PART_SHEETS = 20
"""Sheets of a part: what is lost of shared faces below, and held in memory above (about 2 MB a laid out sheet)."""
PATIENCE = 1.0
"""Seconds until `on_sheet` is called although no sheet was finished, so that a cancelled run is noticed."""


ENDED = "a typesetting process was ended"


class TypesettingFailed(RuntimeError):
    """A process ended without its part; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The sheets of one part, and where it goes. `title` is that of the whole."""

    number: int
    title: str
    path: Path
    layout: Layout
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a chunk: no part when every sheet of it was left out."""

    number: int
    part: Part | None
    left_out: tuple[LeftOut, ...]


def set_chunk(chunk: Chunk, on_sheet: Callable[[], None]) -> Outcome:
    """Compose and lay out the sheets of a chunk and write them as one; `on_sheet` is called after each and may raise to give up.

    What an editor changed since the list was made, so that a sheet can no longer be composed, is left out and noted.
    """
    marks: list[SheetMark] = []
    laid: list[pdf.Laid] = []
    left_out: list[LeftOut] = []
    for wanted in chunk.wanted:
        try:
            laid.append(_laid_out(wanted, chunk.layout))
            marks.append(SheetMark(wanted.label, laid[-1].pages))
        except (NotHandledHere, UnknownOption) as refusal:
            left_out.append(LeftOut(wanted.label, str(refusal)))
        on_sheet()
    if laid:
        pdf.write_together(laid, chunk.path, title=chunk.title, key=f"{chunk.number}-")
    return Outcome(chunk.number, Part(chunk.path, tuple(marks)) if laid else None, tuple(left_out))


def _laid_out(wanted: Wanted, layout: Layout) -> pdf.Laid:
    edition = Edition.objects.select_related("matter").get(pk=wanted.edition)
    ingredients = gather(edition, wanted.answers, wanted.site)
    setting = setting_for(edition, ingredients, layout=layout)
    return lay_out_whole(ingredients.sheet(guide_url(ingredients.guide)), setting)[0]


def set_all(chunks: Iterable[Chunk], *, processes: int, on_sheet: Callable[[int], None]) -> list[Outcome]:
    """Set `chunks` in this process or in several others; the outcomes in order.

    `on_sheet` is called with how many sheets are done by now, every PATIENCE seconds at least; when it raises, everything stops.
    Raises TypesettingFailed, and what `set_chunk` raises when this process does it.
    """
    if processes == 1:
        return _alone(chunks, on_sheet)
    with _started(processes) as pool:
        return _together(list(chunks), pool, on_sheet)


def chunks_of(wanted: Sequence[Wanted], folder: Path, *, title: str, layout: Layout) -> list[Chunk]:
    """The sheets in parts of PART_SHEETS below `folder`: always the same ones, so that the same sheets give the same file."""
    starts = range(0, len(wanted), PART_SHEETS)
    return [
        Chunk(number, title, folder / f"{number:05}.pdf", layout, tuple(wanted[start : start + PART_SHEETS]))
        for number, start in enumerate(starts)
    ]


def cores() -> int:
    """How many processes can work at the same time here."""
    return len(os.sched_getaffinity(0))


def _alone(chunks: Iterable[Chunk], on_sheet: Callable[[int], None]) -> list[Outcome]:
    done = count(1)
    return [set_chunk(chunk, lambda: on_sheet(next(done))) for chunk in chunks]


def _together(chunks: list[Chunk], pool: Sequence[Connection], on_sheet: Callable[[int], None]) -> list[Outcome]:
    """Keep every process busy until all is done."""
    waiting, outcomes, done = iter(chunks), dict[int, Outcome](), 0
    for connection in pool:
        _send_next(connection, waiting)
    while len(outcomes) < len(chunks):
        for connection in _talking(pool):
            outcome = _heard(connection)
            done += outcome is None
            if outcome is not None:
                outcomes[outcome.number] = outcome
                _send_next(connection, waiting)
        on_sheet(done)
    return [outcomes[number] for number in sorted(outcomes)]


def _send_next(connection: Connection, waiting: Iterator[Chunk]) -> None:
    chunk = next(waiting, None)
    if chunk is None:
        return
    try:
        connection.send(chunk)
    except ConnectionError:
        raise TypesettingFailed(ENDED) from None


def _talking(pool: Sequence[Connection]) -> list[Connection]:
    """Those that have something to say, as soon as one has."""
    return wait(list(pool), PATIENCE)  # type: ignore[return-value]


def _heard(connection: Connection) -> Outcome | None:
    """The outcome of a chunk, or None: one more sheet of it is done."""
    try:
        word, said = connection.recv()
    except (EOFError, ConnectionError):
        raise TypesettingFailed(ENDED) from None
    if word == LEFT:
        raise TypesettingFailed(said)
    return said if word == CHUNK else None


@contextmanager
def _started(processes: int) -> Iterator[list[Connection]]:
    """So many processes with a pipe to each. None of them outlives this."""
    context = get_context("spawn")  # a copy of this process would share its locks and database connections
    pool: list[Connection] = []
    running: list[BaseProcess] = []
    try:
        for _ in range(processes):
            ours, theirs = context.Pipe()
            running.append(context.Process(target=serve, args=(theirs,), daemon=True))
            running[-1].start()
            theirs.close()
            pool.append(ours)
        yield pool
    finally:
        for connection in pool:
            connection.close()
        for process in running:
            process.kill()
            process.join()
