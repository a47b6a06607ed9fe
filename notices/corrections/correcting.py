"""Writing the 更正告知书 of a sheet that is no longer right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from accounts.models import StaffUser
from notices.corrections.keys import corrections_of, request_key
from notices.corrections.news import news_of
from notices.enums import Manner, NoticeKind
from notices.ledger import CannotIssue
from notices.letters.letter import Occasion
from notices.letters.writing import write_letter
from notices.models import Notice
from notices.verifying import State, verify


@dataclass(frozen=True, slots=True)
class Corrected:
    """What came of correcting several: the letters, and of the others the reason."""

    letters: list[Notice] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def correct(
    root: Notice,
    *,
    clerk: StaffUser,
    manner: Manner = Manner.WINDOW,
    at: datetime | None = None,
    acting_for: StaffUser | None = None,
) -> Notice:
    """Tell the holder of `root`, a 告知单, in writing what changed since. The same news twice gives the first letter back, unless that was voided.

    `at` is an aware time (default now). Raises CannotIssue for a sheet that is void, still holds, or whose affair is closed.
    """
    at = timezone.localtime(at)
    verdict = verify(root, at.date())
    _require_need(root, verdict.state)
    news = news_of(verdict, root)
    return write_letter(
        root,
        kind=NoticeKind.CORRECTION,
        site=root.site,
        clerk=clerk,
        manner=manner,
        edition=verdict.edition,
        occasion=Occasion(
            told_serial=root.serial,
            told_on=timezone.localdate(root.issued_at),
            changes=news.sentences,
            choose_again=news.choose_again,
        ),
        at=at,
        request_key=request_key(root.pk, verdict.edition, news, corrections_of(root)),
        acting_for=acting_for,
    )


def correct_all(
    roots: Iterable[Notice], *, clerk: StaffUser, manner: Manner, acting_for: StaffUser | None = None
) -> Corrected:
    """One letter each. What cannot be written stops none of the others."""
    done = Corrected()
    for root in roots:
        try:
            done.letters.append(correct(root, clerk=clerk, manner=manner, acting_for=acting_for))
        except CannotIssue as refusal:
            done.refusals.append(str(refusal))
    return done


def _require_need(root: Notice, state: State) -> None:
    if state == State.VOID:
        raise CannotIssue(f"{root.serial} 已经作废，不用更正。")
    if state == State.VALID:
        raise CannotIssue(f"{root.serial} 与现行内容一致，不用更正。")
    if not Notice.objects.still_open().filter(pk=root.pk).exists():
        raise CannotIssue(f"{root.serial} 的申请已经办结，不用更正。")
