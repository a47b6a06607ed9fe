"""A site as plain data: what a sheet or a page tells of where to go. It enters beside the guide, never inside an edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from matters.enums import Level
from matters.guide import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """办事地点 for one matter: the site, with what the matter has of its own there (窗口安排) instead.

    `note` is what is said of this place alone, `promised` a promise it makes itself (see `local_promise`), `how` how the matter is handled here,
    `branch` its street and community by name.
    """

    code: str
    name: str
    level: Level
    region: str = ""
    address: str
    floor: str = ""
    window: str = ""
    phone: str = ""
    hours: str = ""
    transit: str = ""
    accessible: str = ""
    note: str = ""
    promised: Limit | None = None
    how: str = ""
    branch: tuple[str, ...] = ()

    @property
    def position(self) -> str:
        """`一楼3号综合窗口`."""
        return self.floor + self.window


@dataclass(frozen=True, slots=True)
class Area:
    """A street or community that somebody may say they live in: its region code, its name and that of its street."""

    code: str
    name: str
    street: str


def areas(places: Iterable[Place]) -> tuple[Area, ...]:
    """The streets and communities in which there are places, each street before its communities."""
    found: dict[str, Area] = {}
    for place in places:
        for end, name in zip((9, 12), place.branch, strict=False):
            code = place.region[:end].ljust(12, "0")
            found[code] = Area(code, name, place.branch[0])
    return tuple(found[code] for code in sorted(found))


def distance(region: str, other: str) -> int:
    """Steps between two regions in the tree district, street, community, by their 12-digit codes: 0 the same, 1 a community and its street.

    The first six digits are the district, nine the street, all twelve the community (国家统计局, 统计用区划代码); unused digits are 0.
    """
    one, two = _branch(region), _branch(other)
    shared = sum(a == b for a, b in zip(one, two, strict=False))
    return len(one) + len(two) - 2 * shared


def nearest(region: str, places: Iterable[Place]) -> list[Place]:
    """All the places, those in the closest branch of the hierarchy to that region (its code) first; otherwise in their order."""
    return sorted(places, key=lambda place: distance(region, place.region))


def _branch(region: str) -> tuple[str, ...]:
    """`410503003001` → `("410503", "410503003", "410503003001")`."""
    depth = 3 if region[9:].strip("0") else 2 if region[6:9].strip("0") else 1
    return tuple(region[:end] for end in (6, 9, 12)[:depth])
