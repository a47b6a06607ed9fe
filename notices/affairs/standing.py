"""How an affair stands, from the visits that count: which application it is, what is in the office's hands, what is due. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matters.workdays import WorkCalendar
from notices.affairs.checklist import as_found
from notices.affairs.deadlines import Countdown, countdown
from notices.enums import Decision, Tick
from notices.letters.letter import Ticked

HOLDING = (Decision.KEPT, Decision.SUPPLEMENT, Decision.DEFERRAL)
"""After these the papers that were received are with the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A visit that counts. `on` and `due_on` are calendar days in Asia/Shanghai."""

    decision: Decision
    on: date
    filing: int = 1
    due_on: date | None = None
    ticks: tuple[Ticked, ...] = ()


def filing_now(past: Sequence[Past]) -> int:
    """Which application a visit now belongs to: a decision that ends one makes the next visit the first of another."""
    if not past:
        return 1
    return past[-1].filing + (past[-1].decision in Decision.closing())


def this_filing(past: Sequence[Past]) -> tuple[Past, ...]:
    """The visits of the application that a visit now belongs to; none at its beginning."""
    number = filing_now(past)
    return tuple(visit for visit in past if visit.filing == number)


def in_effect(filing: Sequence[Past]) -> Past | None:
    """The visit that decided how the application stands: one from which the papers went home again changes nothing."""
    return next((visit for visit in reversed(filing) if visit.decision != Decision.RETURNED), None)


def came_again(filing: Sequence[Past], decision: Decision) -> bool:
    """Whether this visit is one that should not have been needed, so that its cause is asked for.

    Not the office's own decision on papers it kept, not the paper that was allowed to follow, not taking an application back.
    """
    if not filing or decision == Decision.WITHDRAWN:
        return False
    return filing[-1].decision in (Decision.SUPPLEMENT, Decision.RETURNED) and not is_deferred(filing)


def is_deferred(filing: Sequence[Past]) -> bool:
    """Whether it was accepted with papers to follow."""
    effective = in_effect(filing)
    return effective is not None and effective.decision == Decision.DEFERRAL


def received_on(filing: Sequence[Past], today: date) -> date:
    """The day on which papers of this application were first handed in; `today` where they are now."""
    return next((visit.on for visit in filing if visit.decision in HOLDING), today)


def deemed_accepted_on(filing: Sequence[Past], today: date) -> date | None:
    """The day from which the application counts as accepted because the office did not say in time what was missing (行政许可法 art. 32(1)4)."""
    kept = in_effect(filing)
    if kept is None or kept.decision != Decision.KEPT or kept.due_on is None or kept.due_on >= today:
        return None
    return next(visit.on for visit in filing if visit.decision == Decision.KEPT and visit.due_on == kept.due_on)


def in_hand(filing: Sequence[Past]) -> Mapping[str, Ticked]:
    """The papers the office has, by key: what earlier visits of this application left."""
    effective = in_effect(filing)
    ticks = effective.ticks if effective and effective.decision in HOLDING else ()
    return as_found(tick for tick in ticks if tick.state == Tick.RECEIVED)


def spoken_of(filing: Sequence[Past]) -> frozenset[str] | None:
    """The keys that the last look at the whole list spoke of; None where nobody looked. A conditional paper it left out does not apply."""
    effective = in_effect(filing)
    if effective is None or effective.decision not in (Decision.SUPPLEMENT, Decision.DEFERRAL):
        return None
    return frozenset(tick.key for tick in effective.ticks)


def last_found(filing: Sequence[Past]) -> Mapping[str, Ticked]:
    """What the newest visit said of each paper, by key."""
    return as_found(filing[-1].ticks) if filing else {}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an affair stands, in words, with its deadline where one is running. `is_ours`: the office must act next. `is_over`: nobody must."""

    words: str
    countdown: Countdown | None = None
    is_ours: bool = False
    is_over: bool = False


STAGES = {
    Decision.KEPT: "待审",
    Decision.RETURNED: "材料带回",
    Decision.SUPPLEMENT: "待补正",
    Decision.DEFERRAL: "容缺待补",
    Decision.ACCEPTANCE: "已受理",
    Decision.REJECTION: "不予受理",
    Decision.COMPLETED: "已补齐",
    Decision.WITHDRAWN: "已撤回",
}
"""How an affair stands after a visit that ended so."""


def standing(
    past: Sequence[Past], today: date, calendar: WorkCalendar, *, is_void: bool = False, newer: str = ""
) -> Standing:
    """How the affair with those visits stands on `today`. `newer` is the serial of the 告知单 that took this one's place."""
    if is_void:
        return Standing("告知单已作废", is_over=True)
    if not past and newer:
        return Standing(f"已由{newer}代替", is_over=True)
    if not past:
        return Standing("已告知，等申请人来办")
    newest = past[-1]
    if newest.decision in Decision.closing():
        return Standing(STAGES[newest.decision], is_over=True)
    effective = in_effect([visit for visit in past if visit.filing == newest.filing]) or newest
    is_ours = effective.decision == Decision.KEPT
    running = countdown(newest.due_on, today, calendar, is_ours=is_ours) if newest.due_on else None
    return Standing(STAGES[effective.decision], running, is_ours)
