"""The draw, pure: from the same tokens, seed and size anybody draws the same, whatever the database, its order or its keys.

Every notice gets a rank: sha256 over the seed, a NUL and its token, in hexadecimal. The smallest ranks are drawn; of a stratified draw the smallest
of each stratum, as many as `allocation` gives it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest


@dataclass(frozen=True, slots=True)
class Ticket:
    """A notice in the drum; `stratum` is the stable name of its part, empty where there are none."""

    token: str
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """How many are to be drawn: so many, or so many per cent of the frame, rounded up."""

    amount: int
    is_percent: bool = False

    def of(self, frame: int) -> int:
        """The number to draw from a frame of that many; never more than there are."""
        wanted = -(-frame * self.amount // 100) if self.is_percent else self.amount
        return min(frame, wanted)


def rank(seed: str, token: str) -> str:
    """Where a notice stands in the draw: 64 hexadecimal digits, the smallest first."""
    return sha256(f"{seed}\0{token}".encode()).hexdigest()


def draw(tickets: Iterable[Ticket], seed: str, size: Size) -> list[Ticket]:
    """Those drawn, by their rank."""
    strata: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        strata.setdefault(ticket.stratum, []).append(ticket)
    counts = {name: len(members) for name, members in strata.items()}
    seats = allocation(counts, size.of(sum(counts.values())))

    def by_rank(ticket: Ticket) -> str:
        return rank(seed, ticket.token)

    drawn = [one for name, members in strata.items() for one in nsmallest(seats[name], members, key=by_rank)]
    return sorted(drawn, key=by_rank)


def allocation(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """How many are drawn of each stratum: in proportion by largest remainder (equal remainders by name), so that no stratum is more than one away
    from its exact share. Then, where `size` is enough for all, each that got none gets one from the stratum that has most (of equals the first by
    name): nobody stays unlooked at for being few.
    """
    seats = _by_largest_remainder(counts, min(size, sum(counts.values())))
    if size < len(counts):
        return seats
    for name in sorted(counts):
        if not seats[name]:
            giver = min(seats, key=lambda other: (-seats[other], other))
            seats[giver] -= 1
            seats[name] = 1
    return seats


def frame_digest(tokens: Iterable[str]) -> str:
    """sha256 over the sorted tokens, a line each: whether two frames hold the same notices."""
    return sha256("\n".join(sorted(tokens)).encode()).hexdigest()


def _by_largest_remainder(counts: Mapping[str, int], size: int) -> Counter[str]:
    total = sum(counts.values())
    seats: Counter[str] = Counter({name: size * count // total for name, count in counts.items()})
    by_remainder = sorted(counts, key=lambda name: (-(size * counts[name] % total), name))
    seats.update(by_remainder[: size - seats.total()])
    return seats
