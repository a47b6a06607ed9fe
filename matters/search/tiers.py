"""Sets of entries by how well they fit. A set is a Python integer whose bit i says whether entry i is in it, so that sets of twenty thousand are
cut, joined and counted at once; a `Tiers` has one for each cost, small costs being the better fit. Pure.
"""

from collections.abc import Iterable, Iterator

Tiers = dict[int, int]


def mask_of(entries: Iterable[int], size: int) -> int:
    """The set of these numbers, all below `size`."""
    found = bytearray(size // 8 + 1)
    for entry in entries:
        found[entry >> 3] |= 1 << (entry & 7)
    return int.from_bytes(found, "little")


def everything(tiers: Tiers) -> int:
    """All that is in any tier."""
    whole = 0
    for mask in tiers.values():
        whole |= mask
    return whole


def both(left: Tiers, right: Tiers) -> Tiers:
    """What is in both, at the sum of the costs."""
    found: Tiers = {}
    for cost, mask in left.items():
        for other_cost, other in right.items():
            if together := mask & other:
                found[cost + other_cost] = found.get(cost + other_cost, 0) | together
    return best(found)


def every(parts: Iterable[Tiers]) -> Tiers:
    """What is in all of them, at the mean of its costs."""
    found: Tiers | None = None
    number = 0
    for number, part in enumerate(parts, 1):  # noqa: B007 how many there were is needed below
        found = part if found is None else both(found, part)
        if not found:
            return {}
    mean: Tiers = {}
    for cost, mask in (found or {}).items():
        mean[cost // number] = mean.get(cost // number, 0) | mask
    return mean


def joined(left: Tiers, right: Tiers, more: int = 0) -> Tiers:
    """What is in either; what comes from the right costs `more`."""
    found = dict(left)
    for cost, mask in right.items():
        found[cost + more] = found.get(cost + more, 0) | mask
    return best(found)


def best(tiers: Tiers) -> Tiers:
    """Each entry in its cheapest tier only, the tiers in their order."""
    seen, found = 0, {}
    for cost in sorted(tiers):
        if fresh := tiers[cost] & ~seen:
            found[cost] = fresh
            seen |= fresh
    return found


def within(tiers: Tiers, mask: int) -> Tiers:
    """Those of a set."""
    return {cost: kept for cost, found in tiers.items() if (kept := found & mask)}


def in_order(tiers: Tiers) -> Iterator[tuple[int, int]]:
    """(cost, entry), the best first and by their numbers among equals."""
    for cost in sorted(tiers):
        for entry in members(tiers[cost]):
            yield cost, entry


def members(mask: int) -> Iterator[int]:
    """The numbers in a set, rising."""
    bits = bin(mask)[:1:-1]
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)
