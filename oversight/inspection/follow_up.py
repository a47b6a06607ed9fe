"""电话回访 of a round: whom of the drawn notices one can call, masked, and what became of the calls."""

from collections import Counter
from dataclasses import dataclass

from notices.clerks import named
from notices.models import Applicant
from notices.personal.applicants import Person, masked
from oversight.enums import CallOutcome
from oversight.inspection.progress import drawn_of
from oversight.models import CallBack, Drawn, Round, Stars


@dataclass(frozen=True, slots=True)
class Callee:
    """A drawn notice whose applicant left a phone; `person` is masked, `calls` are what was tried, oldest first."""

    drawn: Drawn
    person: Person
    calls: tuple[CallBack, ...]

    @property
    def told_by(self) -> str:
        """The clerk, and in whose place."""
        return named(self.drawn.notice.clerk, self.drawn.notice.acting_for)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`without` counts the notices of applicants that left no phone, `erased` those whose phone was erased by rule."""

    callees: tuple[Callee, ...]
    without: int
    erased: int

    @property
    def reached(self) -> int:
        """How many were spoken to."""
        return sum(any(call.outcome == CallOutcome.REACHED for call in one.calls) for one in self.callees)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the calls of a round came to: how many drawn notices have a phone, the last outcome of each that was called, and the last stars given."""

    phones: int
    drawn: int
    outcomes: tuple[tuple[CallOutcome, int], ...]
    stars: tuple[tuple[Stars, int], ...]

    @property
    def called(self) -> int:
        """How many were tried."""
        return sum(count for _, count in self.outcomes)

    @property
    def rated(self) -> int:
        """How many said how content they are."""
        return sum(count for _, count in self.stars)

    @property
    def content(self) -> int:
        """How many of these are at least 基本满意."""
        return sum(count for stars, count in self.stars if stars >= Stars.FAIR)


def follow_up_of(begun: Round) -> FollowUp:
    """Everybody who can be called, in the order of the draw; three queries."""
    drawn = drawn_of(begun)
    noted = {row.notice_id: row for row in Applicant.objects.filter(notice__in={_root(one) for one in drawn})}
    calls = calls_of(begun)
    callees, erased = [], 0
    for one in drawn:
        applicant = noted.get(_root(one))
        erased += bool(applicant and applicant.erased_at)
        if applicant and applicant.phone_sealed:
            callees.append(Callee(one, masked(applicant), tuple(calls.get(one.pk, ()))))
    return FollowUp(tuple(callees), len(drawn) - len(callees) - erased, erased)


def calls_of(begun: Round) -> dict[int, list[CallBack]]:
    """The calls by drawn notice, oldest first; one query."""
    found: dict[int, list[CallBack]] = {}
    for call in CallBack.objects.filter(drawn__round=begun).select_related("by").order_by("pk"):
        found.setdefault(call.drawn_id or 0, []).append(call)
    return found


def answers_of(begun: Round, roots: list[int]) -> Answers:
    """What the calls came to; `roots` are the keys of the 告知单 of every drawn notice. Two queries."""
    have = set(
        Applicant.objects.filter(notice__in=set(roots)).exclude(phone_sealed="").values_list("notice", flat=True)
    )
    calls = calls_of(begun)
    outcomes = Counter(_outcome(several) for several in calls.values())
    stars = Counter(last for several in calls.values() if (last := _last_stars(several)))
    return Answers(
        phones=sum(root in have for root in roots),
        drawn=len(roots),
        outcomes=tuple((outcome, outcomes[outcome]) for outcome in CallOutcome if outcomes[outcome]),
        stars=tuple((one, stars[one]) for one in Stars if stars[one]),
    )


def applicant_of_drawn(one: Drawn) -> Applicant | None:
    """Whom the thread of a drawn notice belongs to."""
    return Applicant.objects.filter(notice=_root(one)).select_related("notice").first()


def _outcome(calls: list[CallBack]) -> CallOutcome:
    """Reached once is reached; else as the last call ended."""
    if any(call.outcome == CallOutcome.REACHED for call in calls):
        return CallOutcome.REACHED
    return CallOutcome(calls[-1].outcome)


def _last_stars(calls: list[CallBack]) -> Stars | None:
    given = [call.stars for call in calls if call.stars]
    return Stars(given[-1]) if given else None


def _root(one: Drawn) -> int:
    return one.notice.follows_id or one.notice_id
