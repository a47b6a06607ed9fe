"""What changed for the public since a moment: the streams told as one, and where to go on."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge

from matters.open_data.change_streams import STREAMS, Point
from matters.open_data.shapes import Change, Changes

SETTLED = timedelta(seconds=10)
"""After so long nothing appears any more before what was told: a transaction that writes a change is done by then."""
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_ALL, _NONE = -1, 2**62
_EPOCH = datetime.fromtimestamp(0, tz=UTC)


class BadCursor(ValueError):
    """A cursor that did not come from here."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Just after an event: its moment, the number of its stream and its key. Without these, just before everything of that moment."""

    at: datetime
    stream: int = -1
    key: int = 0

    @property
    def cursor(self) -> str:
        """As it stands in an address."""
        micros = (self.at - _EPOCH) // timedelta(microseconds=1)
        return urlsafe_b64encode(f"{micros}.{self.stream}.{self.key}".encode()).decode().rstrip("=")

    @classmethod
    def of(cls, cursor: str) -> "Position":
        """The inverse of `cursor`. Raises BadCursor."""
        try:
            said = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
            micros, stream, key = map(int, said.split("."))
            found = cls(_EPOCH + timedelta(microseconds=micros), stream, key)
        except (ValueError, OverflowError) as error:
            raise BadCursor(cursor) from error
        is_ours = EARLIEST <= found.at <= LATEST and -1 <= stream < len(STREAMS) and 0 <= key < _NONE
        if not is_ours or found.cursor != cursor:
            raise BadCursor(cursor)
        return found

    def point_in(self, stream: int) -> Point:
        """Where that stream goes on."""
        return Point(self.at, self.key if stream == self.stream else _ALL if stream > self.stream else _NONE)


def since(moment: datetime) -> Position:
    """Before everything of that moment; one that no database holds counts as the nearest that does."""
    return Position(min(max(moment, EARLIEST), LATEST))


def changes(after: Position, size: int, now: datetime) -> Changes:
    """At most `size` changes after a position, as the public knows them at `now`; six queries however many."""
    streams = [_read(number, after, size + 1, now) for number in range(len(STREAMS))]
    found = list(merge(*streams, key=lambda one: one[0]))
    told, has_more = found[:size], len(found) > size
    settled = [position for position, _ in told if has_more or position.at <= now - SETTLED]
    last = settled[-1] if settled else after
    return Changes(items=tuple(change for _, change in told), cursor=last.cursor, has_more=has_more)


def _read(number: int, after: Position, limit: int, now: datetime) -> Sequence[tuple[Position, Change]]:
    rows = STREAMS[number](after.point_in(number), limit, now)
    return [(Position(change.at, number, key), change) for key, change in rows]
