"""What the open data hold, as plain frozen data; their description for machines is made from these. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from matters.enums import Audience, DepartmentNature, Level, SiteKind, Standing
from matters.guide import Guide, Party
from matters.search.found import Kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """One published edition. `effective_to` is the last day, null while it is open; `sha256` is of its content as canonical JSON."""

    number: int
    effective_from: date
    effective_to: date | None
    published_at: datetime
    sha256: str
    change_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGuide(Guide):
    """A guide with the edition it is of. Suspended: nothing is handled for the time being, `standing_reason` says why."""

    standing: Standing
    standing_reason: str
    edition: EditionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMatter:
    """A line of the list, from the edition in force. `why` says what fitted the words looked for where that was not the name."""

    kind: Kind
    code: str
    name: str
    short_name: str
    summary: str
    department: str
    levels: tuple[Level, ...]
    is_online: bool
    is_suspended: bool
    demo: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMatter:
    """A matter without its guide. `edition` is the one in force, null where none holds at present; the texts are of that or of the last one.

    Retired: it has ended, and `successor` is the code of what takes its place, if anything does.
    """

    code: str
    name: str
    short_name: str
    summary: str
    department: Party
    audiences: tuple[Audience, ...]
    topics: tuple[str, ...]
    levels: tuple[Level, ...]
    standing: Standing
    standing_reason: str
    successor: str
    edition: EditionLine | None
    demo: bool
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMember:
    """A matter of a bundle; those of one `stage` (from 1) run in parallel."""

    code: str
    name: str
    stage: int
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBundle(PublishedMatter):
    """一件事: several matters handled as one; `department` leads it."""

    members: tuple[ListedMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod:
    """`weekdays` are digits 1 (Monday) to 7, the times Asia/Shanghai; `season` two month-days (06-01, 09-30), empty for all year."""

    weekdays: str
    opens: str
    closes: str
    season: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSite:
    """办事地点. `region` is the 12-digit code, `branch` its street and community by name. Public holidays are excepted from `periods`."""

    code: str
    name: str
    kind: SiteKind
    level: Level
    region: str
    branch: tuple[str, ...]
    address: str
    floor: str
    window: str
    phone: str
    transit: str
    accessible: str
    hours: str
    periods: tuple[OpenPeriod, ...]
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTopic:
    """A life or business event, and how many matters stand under it."""

    name: str
    kind: Literal["life", "business"]
    matters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDepartment:
    """An authority by name and 统一社会信用代码, and for how many matters it is responsible."""

    name: str
    code: str
    nature: DepartmentNature
    matters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a matter or bundle, and since when the public sees it.

    published: an edition took effect (`edition` is its number). expired: its last day has passed. suspended, resumed, retired, merged: its
    standing changed, `note` says why. `id` is the same whenever the same change is told again.
    """

    id: str
    at: datetime
    event: Literal["published", "expired", "suspended", "resumed", "retired", "merged"]
    kind: Kind
    code: str
    edition: int | None = None
    sha256: str = ""
    note: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes in order, oldest first. Go on with `cursor`; `has_more` says whether that is worth doing at once.

    What is a few seconds old is told again with the next cursor, since a slower change may still slip in before it: recognise it by its id.
    """

    items: tuple[Change, ...]
    cursor: str
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything that holds on a day."""

    day: date
    matters: tuple[PublishedGuide, ...]
    bundles: tuple[PublishedGuide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A part of a list in a stable order: how many there are in all, and where the neighbouring pages are."""

    total: int
    page: int
    size: int
    pages: int
    links: dict[str, str]
    items: tuple[T, ...]
