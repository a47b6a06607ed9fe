"""What somebody looks for, as it stands in an address. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

LONGEST = 100
"""Characters of a parameter that count; nobody types more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Words, and what narrows them down. Empty means any.

    `level` and `audience` are values of the enums, `department` and `topic` names, `online` is "1" for what can be done without coming, `bundle`
    "1" for 一件事 only and "0" for matters only.
    """

    q: str = ""
    level: str = ""
    department: str = ""
    audience: str = ""
    topic: str = ""
    online: str = ""
    bundle: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Wanted":
        """What a request asks for, without what no database can compare (NUL)."""
        return cls(**{f.name: parameters.get(f.name, "").replace("\0", "").strip()[:LONGEST] for f in fields(cls)})

    @property
    def filters(self) -> dict[str, str]:
        """The parameters beside the words that are given."""
        return {f.name: value for f in fields(self) if f.name != "q" and (value := getattr(self, f.name))}

    def query(self, **changes: str) -> str:
        """The query of the address that looks for this with some of it changed, `?q=…`."""
        changed = replace(self, **changes)
        return "?" + urlencode([(f.name, value) for f in fields(self) if (value := getattr(changed, f.name))])
