"""The affected sheets as the counter lists them: a card for what happened to one matter, a line for each sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from accounts.models import StaffUser
from notices.access import may_work_on
from notices.corrections.affected import Affected, Held
from notices.models import Applicant, Notice
from notices.personal.applicants import Person, masked


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet; `person` is masked, `correction` the letter that was written already."""

    notice: Notice
    person: Person | None
    correction: Notice | None
    may_correct: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What happened, and (some of) the sheets it happened to."""

    affected: Affected
    lines: list[Line]


def in_order(found: Iterable[Affected]) -> list[tuple[Affected, Held]]:
    """Every sheet with what happened to it; of each matter those to be corrected first, oldest first."""
    return [(one, held) for one in found for held in sorted(one.held, key=lambda h: (h.correction or 0, h.issued_at))]


def cards(page: Iterable[tuple[Affected, Held]], user: StaffUser) -> list[Card]:
    """A page of them, with what `user` may do; three queries."""
    page = list(page)
    wanted = {key for _, held in page for key in (held.notice, held.correction) if key}
    rows = Notice.objects.select_related("clerk", "site").defer("snapshot").in_bulk(wanted)
    people = {a.notice_id: masked(a) for a in Applicant.objects.filter(notice__in=wanted)}
    return [
        Card(one, [_line(held, rows, people, user) for _, held in group])
        for one, group in ((group[0][0], group) for group in _groups(page))
    ]


def _groups(page: list[tuple[Affected, Held]]) -> list[list[tuple[Affected, Held]]]:
    return [list(group) for _, group in groupby(page, key=lambda pair: id(pair[0]))]


def _line(held: Held, rows: dict[int, Notice], people: dict[int, Person], user: StaffUser) -> Line:
    notice, correction = rows[held.notice], rows.get(held.correction or 0)
    return Line(notice, people.get(held.notice), correction, correction is None and may_work_on(user, notice))
