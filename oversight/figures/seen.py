"""How far the ledger's tables have been read: with that, what was counted can be told apart from what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Seen:
    """Each table was read up to the key `to`, except for the keys in `gaps`."""

    to: Mapping[str, int]
    gaps: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """As it stands in the mark (`TallyMark.seen`)."""
        tables = {name: read for name, read in stored.items() if isinstance(read, dict)}
        return cls(
            {name: read["to"] for name, read in tables.items()},
            {name: frozenset(read["gaps"]) for name, read in tables.items()},
        )

    def has(self, table: str, key: int | None) -> bool:
        """Whether that row was read; no row was not."""
        return key is not None and key <= self.to.get(table, 0) and key not in self.gaps[table]
