"""One drawn notice answered question by question."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from oversight.enums import Verdict
from oversight.inspection.automatic import Found, found_by
from oversight.inspection.facts import Facts
from oversight.inspection.items import Item, items_of
from oversight.inspection.rounds import open_round, require_somebody_else_s
from oversight.models import CheckAnswer, Drawn
from oversight.refusal import CannotDo
from oversight.said import said as kept

LONGEST = 300
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Said:
    """The inspector's answer to one question."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what the system found and what was answered; `said` None where nobody did. `error` is why an answer was refused."""

    item: Item
    found: Found | None
    said: Said | None
    error: str = ""

    @property
    def verdict(self) -> str:
        """What the page offers: the answer given, else what the system found."""
        if self.said:
            return self.said.verdict
        return self.found.verdict or "" if self.found else ""

    @property
    def note(self) -> str:
        """The words given, else what the system found wrong."""
        if self.said:
            return self.said.note
        return self.found.words if self.found and self.found.verdict == Verdict.NO else ""


def rows_of(drawn: Drawn, facts: Facts) -> list[Row]:
    """The check sheet of a drawn notice."""
    said = {a.key: Said(Verdict(a.verdict), a.note) for a in drawn.answers.all()}
    return [Row(item, found_by(item.auto, facts), said.get(item.key)) for item in items_of(drawn.round.items)]


def state_of(drawn: Drawn) -> str:
    """What was answered so far, as 16 hexadecimal digits: a page that shows something older is refused."""
    rows = sorted(drawn.answers.values_list("key", "verdict", "note"))
    return sha256(repr(rows).encode()).hexdigest()[:16]


def check(drawn: Drawn, said: Mapping[str, Said], *, by: StaffUser, facts: Facts, seen: str) -> Drawn:
    """Keep the answers to all questions of the round. `seen` is `state_of` when the page was made; sending the same again changes nothing.

    Raises CannotDo when the round is closed, the notice is one's own, a question is unanswered, a 否 is not explained, or somebody answered in
    between; its `field` is the key of the question.
    """
    with transaction.atomic():
        begun = open_round(drawn.round_id)
        require_somebody_else_s(drawn.notice, by)
        items = items_of(begun.items)
        said = {item.key: _own_words(said[item.key], found_by(item.auto, facts)) for item in items if item.key in said}
        _require_complete(items, said)
        if _already(drawn, said):
            return drawn
        if state_of(drawn) != seen:
            raise CannotDo("您打开本页以后，这份已经有人查过。下面是刚才查的结果，请看过再改。")
        for item in items:
            _answer(drawn, item, said[item.key], by=by, facts=facts)
        verdicts = {item.key: str(said[item.key].verdict) for item in items}
        history.note(actor=by, action="check", row=begun, target=drawn.notice.serial, verdicts=verdicts)
    return drawn


def _own_words(said: Said, found: Found | None) -> Said:
    """What the system found wrong stands in the note to begin with; it is no word of an inspector who found otherwise."""
    is_left_over = found is not None and said.verdict != Verdict.NO and said.note == found.words
    return Said(said.verdict) if is_left_over else said


def _require_complete(items: list[Item], said: Mapping[str, Said]) -> None:
    for item in items:
        if item.key not in said:
            raise CannotDo("请选“是”“否”或者“不适用”。", item.key)
        if said[item.key].verdict == Verdict.NO and not said[item.key].note:
            raise CannotDo("答“否”的，请写明是什么问题。", item.key)
        kept(said[item.key].note, item.key, longest=LONGEST)


def _already(drawn: Drawn, said: Mapping[str, Said]) -> bool:
    kept = {a.key: Said(Verdict(a.verdict), a.note) for a in CheckAnswer.objects.filter(drawn=drawn)}
    return bool(kept) and kept == dict(said)


def _answer(drawn: Drawn, item: Item, said: Said, *, by: StaffUser, facts: Facts) -> None:
    found = found_by(item.auto, facts)
    verdict = found.verdict if found and found.verdict else ""
    values = {"verdict": said.verdict, "note": said.note, "found": verdict, "by": by}
    CheckAnswer.objects.update_or_create(drawn=drawn, key=item.key, defaults=values)
