"""An edition as search sees it. Pure."""

from dataclasses import dataclass, replace
from enum import IntEnum

from matters.enums import Audience, ChannelKind, How, Level
from matters.guide import Guide, Handling
from matters.search.folding import fold
from matters.search.pinyin import spelled

ONLINE_CHANNELS = frozenset({ChannelKind.WEB, ChannelKind.MOBILE})
ONLINE_WAYS = frozenset({How.ONLINE, How.MOBILE})


class Role(IntEnum):
    """What a phrase is to its entry, in the order in which a fit counts."""

    NAME = 0
    SHORT = 1
    SYNONYM = 2
    MEMBER = 3
    TOPIC = 4
    DEPARTMENT = 5
    MATERIAL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is searched and shown of one edition. `code` is the public code, `codes` the others that somebody may type.

    `departments` are all names of those who handle it, `department` the first of them; `members` the matters of a 一件事.
    `places` are levels (`street`: every site of it) and single sites (`street/dengtalu`). `sounds` holds the syllables of each of `phrases`, in
    their order, with spaces between them, so that whoever loads entries needs no dictionary of readings.
    """

    code: str
    name: str
    short_name: str = ""
    synonyms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    summary: str = ""
    department: str = ""
    departments: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    levels: tuple[Level, ...] = ()
    places: tuple[str, ...] = ()
    is_online: bool = False
    demo: bool = False
    sounds: tuple[str, ...] = ()

    def is_handled_at(self, level: str, site: str) -> bool:
        """Whether some handling includes the site of that code, which is of that level."""
        return level in self.places or f"{level}/{site}" in self.places

    @property
    def phrases(self) -> tuple[tuple[Role, str], ...]:
        """All that it is found by beside its codes."""
        by_role = {
            Role.NAME: (self.name,),
            Role.SHORT: (self.short_name,) if self.short_name else (),
            Role.SYNONYM: self.synonyms,
            Role.MEMBER: self.members,
            Role.TOPIC: self.topics,
            Role.DEPARTMENT: self.departments,
            Role.MATERIAL: self.materials,
        }
        return tuple((role, text) for role, texts in by_role.items() for text in texts)


def entry_of(
    guide: Guide, *, code: str = "", departments: tuple[str, ...] = (), members: tuple[str, ...] = ()
) -> Entry:
    """The entry of a guide. `code` is its public code where the guide's is another; `departments` are further names of who handles it, `members` of
    the matters of a 一件事, which its guide calls by their short names.
    """
    offices = (guide.department.name, *departments, *(party.name for party in guide.joint_departments))
    entry = Entry(
        code=code or guide.code,
        name=guide.name,
        short_name=guide.short_name,
        synonyms=guide.synonyms,
        codes=_distinct(guide.implementation_code, guide.basic_code, guide.item_code),
        summary=guide.summary,
        department=guide.department.name,
        departments=_distinct(*offices),
        members=_distinct(*(member.name for member in guide.members), *members),
        topics=guide.topics,
        materials=_distinct(*(text for r in guide.requirements for text in (r.name, r.material))),
        audiences=guide.audiences,
        levels=tuple(level for level in Level if any(h.level == level for h in guide.handlings)),
        places=_distinct(*(place for h in guide.handlings for place in _places(h))),
        is_online=is_online(guide),
        demo=guide.demo,
    )
    return with_sounds(entry)


def is_online(guide: Guide) -> bool:
    """Whether something of it can be done on the web or the phone."""
    return any(c.kind in ONLINE_CHANNELS for c in guide.channels) or any(h.how in ONLINE_WAYS for h in guide.handlings)


def _places(handling: Handling) -> tuple[str, ...]:
    return tuple(f"{handling.level.value}/{site}" for site in handling.sites) or (handling.level.value,)


def with_sounds(entry: Entry) -> Entry:
    """The same, spelled: what it takes a dictionary of readings for."""
    return replace(entry, sounds=tuple(" ".join(spelled(fold(text))) for _, text in entry.phrases))


def _distinct(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
