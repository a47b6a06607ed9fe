"""What a walk came to, held against the edition. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """One step as it went: `minutes` it took, whether it was `as_told` (None: not said), and where it snagged."""

    minutes: int | None
    as_told: bool | None
    snag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`minutes` are the sum of those that were written down; `visits` and `told_visits` how often one had to come and how often it was told.

    `left` steps were not walked: nothing was written of them.
    """

    minutes: int
    differing: int
    snags: int
    left: int
    visits: int | None
    told_visits: int

    @property
    def extra_visits(self) -> int:
        """How often somebody had to come beyond what was told."""
        return max(0, (self.visits or 0) - self.told_visits)


def compare(steps: Sequence[Walked], *, visits: int | None, told_visits: int) -> Compared:
    """All steps of one walk."""
    return Compared(
        minutes=sum(step.minutes or 0 for step in steps),
        differing=sum(step.as_told is False for step in steps),
        snags=sum(bool(step.snag) for step in steps),
        left=sum(step.minutes is None and step.as_told is None and not step.snag for step in steps),
        visits=visits,
        told_visits=told_visits,
    )
