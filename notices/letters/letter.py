"""The `Letter`: everything a document shows that follows a 告知单 (补正, 容缺受理, 受理, 不予受理, 更正), in its final words, as frozen plain data.

Like a `Sheet` it prints the same for ever and holds nothing of the applicant: name and phone are put in when it is printed, from the erasable
table, or 已按规定清除 in their place.
"""

from dataclasses import dataclass
from datetime import date

from notices.enums import NoticeKind, Tick
from notices.sheet_parts import Line

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What became of one paper of the list: `key` is that of its line on the sheet. `wrong` and `right` are words for the applicant."""

    key: str
    name: str
    state: Tick
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why a letter is written and what it says beyond the guide. All dates are calendar days in Asia/Shanghai.

    `told_serial`, `told_on`: the 告知单 it follows. `received_on`: when the papers were handed in; `accepted_on`: when all was complete. `until`: the
    day by which the applicant supplies what is missing. `reason`: of a rejection, or of a second 补正. `basis`: the rule of a rejection. `authority`:
    who is competent instead, and where. `promise`: what the applicant undertakes when something may follow later. `how`: how to supply it.
    `changes`: of a correction, in sentences; `choose_again`: the questions themselves changed.
    """

    told_serial: str
    told_on: date
    received_on: date | None = None
    accepted_on: date | None = None
    ticks: tuple[Ticked, ...] = ()
    until: date | None = None
    reason: str = ""
    basis: str = ""
    authority: str = ""
    promise: str = ""
    how: str = ""
    changes: tuple[str, ...] = ()
    choose_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One row of a letter's list: the paper, what became of it, what is wrong and what would be right.

    `number` is that of the sheet's list, 0 for a paper that is not on it; rows under one `heading` stand together.
    """

    number: int
    heading: str = ""
    name: str
    counts: str
    state: Tick
    wrong: str = ""
    right: str = ""


_GIST = {"until", "how", "accepted", "completes", "authority", "todo", "guide"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A document as data, in the order of the paper. `body` are paragraphs; `about`, `terms` and `foot` labelled lines.

    `promise` is what the applicant undertakes and signs, `seal` the authority whose stamp makes it valid, `day` its date in words.
    The applicant's name and phone are not in it: the template leaves their place.
    """

    schema: int = SCHEMA
    kind: NoticeKind
    demo: str = ""
    office: str
    title: str
    serial: str
    url: str
    matter_code: str
    matter: str
    about: tuple[Line, ...]
    body: tuple[str, ...]
    papers_title: str = ""
    papers: tuple[PaperLine, ...] = ()
    changes: tuple[str, ...] = ()
    terms: tuple[Line, ...] = ()
    rights: str = ""
    promise: str = ""
    seal: str = ""
    day: str = ""
    foot: tuple[Line, ...]
    footer: str = ""
    logo: str = ""
    accent: str = ""
    has_seal_place: bool = True

    @property
    def gist(self) -> tuple[Line, ...]:
        """Of the terms what somebody acts on, for a screen: until when, how, done by when, where instead."""
        return tuple(line for line in self.terms if line.key in _GIST)

    @property
    def open_papers(self) -> tuple[PaperLine, ...]:
        """Those still to be supplied or corrected."""
        return tuple(row for row in self.papers if row.state != Tick.RECEIVED)
