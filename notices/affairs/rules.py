"""What may be decided at a visit, and what must be said with it. Pure; each refusal is a sentence for the clerk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from notices.affairs.checklist import Paper, lacking, not_deferrable, unticked
from notices.affairs.deadlines import DEEMED, LONGEST_DAYS
from notices.affairs.standing import Past, came_again, deemed_accepted_on, in_effect, is_deferred
from notices.enums import Decision, Tick
from notices.letters.letter import Ticked

AT_FIRST = (
    Decision.ACCEPTANCE,
    Decision.SUPPLEMENT,
    Decision.DEFERRAL,
    Decision.KEPT,
    Decision.RETURNED,
    Decision.REJECTION,
    Decision.WITHDRAWN,
)
"""What may be decided of an application, in the order offered. What was kept is not handed back without a decision."""

AFTER_DEFERRAL = (Decision.COMPLETED, Decision.RETURNED, Decision.REJECTION, Decision.WITHDRAWN)
"""What may follow on 容缺受理: it is accepted already."""

CHECKED = (Decision.SUPPLEMENT, Decision.DEFERRAL, Decision.ACCEPTANCE, Decision.COMPLETED)
"""Decisions that need the whole list looked at."""


class CannotReceive(Exception):
    """Nothing was written; the message says why in words for the clerk. `field` names the input it belongs to, empty for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a visit ends, in the clerk's words. `until` is the calendar day by which the applicant supplies, `cause` why they had to come again.

    `again` is the reason to ask for papers a second time, or too late; `reason`, `basis` and `authority` belong to a rejection, `promise` and `how`
    to papers that follow.
    """

    decision: Decision
    until: date | None = None
    cause: str = ""
    again: str = ""
    note: str = ""
    reason: str = ""
    basis: str = ""
    authority: str = ""
    promise: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Said):
    """A decision about to be taken, with what it is taken on. `filing` are the visits of this application so far, `ticks` settled, `latest` the last
    day a paper may follow (calendar days).
    """

    today: date
    papers: tuple[Paper, ...]
    ticks: tuple[Ticked, ...]
    filing: tuple[Past, ...] = ()
    latest: date


def possible(filing: Sequence[Past]) -> tuple[Decision, ...]:
    """What may be decided next, by what came before, in the order offered."""
    if is_deferred(filing):
        return AFTER_DEFERRAL
    effective = in_effect(filing)
    is_kept = effective is not None and effective.decision == Decision.KEPT
    return tuple(d for d in AT_FIRST if not (is_kept and d == Decision.RETURNED))


def needs_again(filing: Sequence[Past], today: date) -> str:
    """Why a supplement now would break the rule that it is told once and in time; empty where it would not."""
    if any(visit.decision == Decision.SUPPLEMENT for visit in filing):
        return "这次申请已经出具过补正告知书"
    return DEEMED if deemed_accepted_on(filing, today) else ""


def require_permitted(case: Case) -> None:
    """Raises CannotReceive where the rules of one-time telling do not allow that decision, or something must still be said with it."""
    _require_order(case)
    if case.decision in CHECKED:
        _require_checked(case)
    _RULES.get(case.decision, _anything)(case)
    if came_again(case.filing, case.decision) and not case.cause:
        raise CannotReceive("这是同一次申请的再次来访，请选择原因。", "cause")


def _require_order(case: Case) -> None:
    if case.decision in possible(case.filing):
        return
    if case.decision == Decision.COMPLETED:
        raise CannotReceive("只有容缺受理以后才登记“容缺材料已补齐”。", "decision")
    effective = in_effect(case.filing)
    because = f"：已经{effective.decision.label}" if effective else ""
    raise CannotReceive(f"这次申请现在不能“{case.decision.label}”{because}。", "decision")


def _require_checked(case: Case) -> None:
    if names := unticked(case.papers, case.ticks):
        raise CannotReceive(f"还有材料没有核对：{'、'.join(names)}。", "ticks")
    for tick in case.ticks:
        if tick.state == Tick.WRONG and not tick.wrong:
            raise CannotReceive(f"“{tick.name}”需更正，请写明差在哪里。", "ticks")


def _anything(case: Case) -> None:
    """No rule of its own."""


def _require_complete(case: Case) -> None:
    if short := lacking(case.ticks):
        names = "、".join(tick.name for tick in short)
        raise CannotReceive(f"材料还没有齐：{names}。可以出具补正告知书或容缺受理。", "decision")


def _require_lacking(case: Case) -> None:
    if not lacking(case.ticks):
        raise CannotReceive("材料已经齐全，没有要补的，应当受理。", "decision")
    if case.until is None:
        raise CannotReceive("请填写补齐的期限。", "until")
    if case.until < case.today:
        raise CannotReceive("期限已经过去，请改成今天以后的日期。", "until")
    if case.until > case.today + timedelta(days=LONGEST_DAYS):
        raise CannotReceive(f"期限太远，最多{LONGEST_DAYS}天。", "until")


def _require_supplement(case: Case) -> None:
    _require_lacking(case)
    rule = needs_again(case.filing, case.today)
    if rule and not case.again:
        raise CannotReceive(f"{rule}，再要求补正必须写明理由，并会标记给督查。", "again")


def _require_deferral(case: Case) -> None:
    _require_lacking(case)
    if case.until and case.until > case.latest:
        raise CannotReceive(f"不能超过承诺办结的日期{case.latest:%Y-%m-%d}。", "until")
    if (strict := not_deferrable(case.papers, case.ticks)) and not case.note:
        names = "、".join(tick.name for tick in strict)
        raise CannotReceive(f"办事指南没有写“{names}”可以容缺。仍要容缺受理的，请在备注里写明理由。", "note")


def _require_rejection(case: Case) -> None:
    if not case.reason:
        raise CannotReceive("不予受理必须写明理由。", "reason")
    if not case.basis:
        raise CannotReceive("不予受理必须写明依据。", "basis")
    if deemed_accepted_on(case.filing, case.today) and not case.note:
        raise CannotReceive(f"{DEEMED}。仍要不予受理的，请在备注里写明理由。", "note")


def _require_papers(case: Case) -> None:
    if not any(tick.state != Tick.MISSING for tick in case.ticks):
        raise CannotReceive("一份材料也没有收到，不能登记为收件。", "decision")


_RULES = {
    Decision.KEPT: _require_papers,
    Decision.SUPPLEMENT: _require_supplement,
    Decision.DEFERRAL: _require_deferral,
    Decision.ACCEPTANCE: _require_complete,
    Decision.COMPLETED: _require_complete,
    Decision.REJECTION: _require_rejection,
}
