"""Does this sheet still hold? The stored sheet against the one that would be composed now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matters.bundle_lookup import halted
from matters.changes import Change, compare
from matters.enums import Standing
from matters.guide import Guide
from matters.models import Edition, Matter, Site
from matters.publishing import edition_in_force, today
from matters.tailoring import UnknownOption
from notices.composing import Ingredients, NotHandledHere, gather
from notices.models import Notice
from notices.sheet import sheet_facts


class State(StrEnum):
    """What `/n/<token>/` answers."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one notice: `changes` in citizens' words, `edition` the one in force now, `choose_again` when its questions changed, `halted`
    the matters of a bundle that are suspended.
    """

    state: State
    changes: tuple[Change, ...] = ()
    edition: Edition | None = None
    choose_again: bool = False
    halted: tuple[Matter, ...] = ()


def verify(notice: Notice, day: date | None = None) -> Verdict:
    """Whether the notice's sheet is still what would be told on `day` (default today), for the same answers at the same site."""
    if notice.is_void:
        return Verdict(State.VOID)
    if not notice.is_sheet:  # a decision in writing holds until it is withdrawn
        return Verdict(State.VALID)
    return judge(notice, edition_in_force(notice.subject, day or today()), gather, halted)


def judge(
    notice: Notice,
    edition: Edition | None,
    gather: Callable[[Edition, Mapping[str, str], Site], Ingredients],
    halted: Callable[[Guide], list[Matter]],
) -> Verdict:
    """The same for a 告知单 that is not void, given the edition in force and two ways to find what would be told now: from the database for one
    sheet, from what was read before for many (`notices.corrections.told_now`).
    """
    subject = notice.subject
    if subject.standing == Standing.SUSPENDED:
        return Verdict(State.SUSPENDED)
    if subject.standing == Standing.RETIRED or edition is None:
        return Verdict(State.WITHDRAWN)
    try:
        now = gather(edition, notice.answers, notice.site)
    except UnknownOption:
        return Verdict(State.SUPERSEDED, edition=edition, choose_again=True)
    except NotHandledHere:
        return Verdict(State.WITHDRAWN, edition=edition)
    if stopped := tuple(halted(now.guide)) if now.guide.members else ():
        return Verdict(State.SUSPENDED, edition=edition, halted=stopped)
    changes = tuple(compare(sheet_facts(notice.sheet), sheet_facts(now.sheet(notice.sheet.url))))
    return Verdict(State.SUPERSEDED if changes else State.VALID, changes, edition)
