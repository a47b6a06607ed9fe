"""检查发现: the one writer of what was found wrong, in a round, in a case or on a trial run."""

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site
from notices.models import Notice
from oversight.models import Case, Drawn, Finding, Round, TrialRun
from oversight.once import already
from oversight.orders.about import About, about, completed
from oversight.refusal import CannotDo
from oversight.said import said

WORDS_LENGTH = 500
"""Characters of what is written of a finding, and of its order."""


def find(
    *,
    by: StaffUser,
    words: str,
    round: Round | None = None,
    drawn: Drawn | None = None,
    case: Case | None = None,
    trial: TrialRun | None = None,
    item: str = "",
    matter: Matter | None = None,
    bundle: Bundle | None = None,
    notice: Notice | None = None,
    site: Site | None = None,
    clerk: StaffUser | None = None,
    request_key: str | None = None,
) -> Finding:
    """Write a finding down; what it is about is taken from its source where it is not given. The same `request_key` again returns the first row.

    `item` is a question of the round's check sheet. Raises CannotDo for words that cannot be kept, a round that is closed, and what is about
    oneself: nobody inspects their own.
    """
    if earlier := already(Finding, request_key):
        return earlier
    words = said(words, "words", longest=WORDS_LENGTH, missing="请写明发现了什么问题。")
    round = drawn.round if drawn else round
    _require_source(round, case, trial, item)
    origin = about(drawn, case, trial)
    source = completed(About(matter, bundle, notice, site, clerk), origin)
    _require_not_own(by, origin)  # naming somebody else's document does not make it theirs
    _require_not_own(by, source)
    try:
        with transaction.atomic():
            _require_open(round)
            row = Finding.objects.create(
                round=round, drawn=drawn, case=case, trial=trial, item=item, words=words, by=by, request_key=request_key,
                matter=source.matter, bundle=source.bundle, notice=source.notice, site=source.site, clerk=source.clerk,
            )  # fmt: skip
            audit.record(actor=by, action="find", target=row.ref, subject=f"oversight.finding:{row.pk}")
    except IntegrityError:
        if earlier := already(Finding, request_key):
            return earlier
        raise
    return row


def _require_source(round_: Round | None, case: Case | None, trial: TrialRun | None, item: str) -> None:
    if [round_, case, trial].count(None) != 2:
        raise CannotDo("请从一次检查、一张办理单或一次走流程登记发现的问题。")
    if item and item not in {question["key"] for question in (round_.items if round_ else ())}:
        raise CannotDo("检查表里没有这个问题。", "item")


def _require_open(round_: Round | None) -> None:
    """Locked, so that no finding comes after the report that closing makes final."""
    if round_ and Round.objects.select_for_update().get(pk=round_.pk).closed_at:
        raise CannotDo("这次检查已经结束，不能再登记发现的问题。")


def _require_not_own(by: StaffUser, source: About) -> None:
    concerned = {source.clerk.pk if source.clerk else None}
    if source.notice:
        concerned |= {source.notice.clerk_id, source.notice.acting_for_id}
    if by.pk in concerned:
        raise CannotDo("这是您自己经办的，请由别人检查和登记。")
