"""What a search brings, as plain data. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matters.enums import Level

Kind = Literal["matter", "bundle"]
"""What was found: a matter or a 一件事."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the list, all of it from the edition in force. `key` is the primary key of the matter or bundle.

    `marks` are the stretches [start, end) of `name` to highlight. Where the name itself was not what fitted, `why` says what was, in words
    ("也叫 残疾证", "材料 结婚证"). `exactness` is 0 for the whole name, rising; for tests and for whoever orders further.
    """

    kind: Kind
    key: int
    code: str
    name: str
    short_name: str = ""
    summary: str = ""
    department: str = ""
    levels: tuple[Level, ...] = ()
    is_online: bool = False
    is_suspended: bool = False
    demo: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    why: str = ""
    exactness: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list: the parameter and value of `Wanted`, its words, and how many of the list would remain."""

    parameter: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The list, best first, ties by code; the facets by parameter, each with counts over the whole list; `did_you_mean` is what was probably
    meant where nothing fits as it was typed (the list is then of that), empty otherwise. `is_near`: nothing has all that was typed, the list is of
    what has the most of it.
    """

    hits: Sequence[Hit] = ()
    facets: dict[str, tuple[Facet, ...]]
    did_you_mean: str = ""
    is_near: bool = False
