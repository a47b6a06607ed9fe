"""The states the ledger is searched by: of a document itself, and of the affair that its 告知单 began."""

from django.db.models import Exists, OuterRef, Q, TextChoices

from notices.enums import Decision, ReceiptHow
from notices.models import Visit
from notices.models.notice import NoticeQuerySet
from notices.models.visit import VisitQuerySet


class LedgerState(TextChoices):
    """From 待审 on it is the affair that is meant, as its newest visit that counts left it."""

    VALID = "valid", "未作废"
    VOID = "void", "已作废"
    UNSIGNED = "unsigned", "未签收"
    SIGNED = "signed", "已签收"
    REFUSED = "refused", "拒绝签收"
    KEPT = "kept", "待审"
    SUPPLEMENT = "supplement", "待补正"
    DEFERRAL = "deferral", "容缺待补"
    ACCEPTED = "accepted", "已受理"
    REJECTED = "rejected", "不予受理"
    AGAIN = "again", "再次补正"


_DECISIONS = {
    LedgerState.KEPT: (Decision.KEPT,),
    LedgerState.SUPPLEMENT: (Decision.SUPPLEMENT,),
    LedgerState.DEFERRAL: (Decision.DEFERRAL,),
    LedgerState.ACCEPTED: (Decision.ACCEPTANCE, Decision.COMPLETED),
    LedgerState.REJECTED: (Decision.REJECTION,),
}
_OF_DOCUMENT = {
    LedgerState.VALID: Q(voiding__isnull=True),
    LedgerState.VOID: Q(voiding__isnull=False),
    LedgerState.UNSIGNED: Q(receipt__isnull=True, voiding__isnull=True),
    LedgerState.SIGNED: Q(receipt__isnull=False) & ~Q(receipt__how=ReceiptHow.REFUSED),
    LedgerState.REFUSED: Q(receipt__how=ReceiptHow.REFUSED),
}
_FEW = 500


def in_state(rows: NoticeQuerySet, state: LedgerState, *, of_letters: bool = False) -> NoticeQuerySet:
    """Those of `rows` in that state.

    An affair is listed once, by its 告知单; with `of_letters` by the documents that follow it, for who asks for such a kind.
    """
    if state in _OF_DOCUMENT:
        return rows.filter(_OF_DOCUMENT[state])
    root = "follows" if of_letters else "pk"
    return rows.filter(_begun_by(_visits(state), root), voiding__isnull=True)


def _begun_by(visits: VisitQuerySet, root: str) -> Q | Exists:
    """Rows whose `root` is the 告知单 of one of these visits: few are named one by one, of many the first page is found by looking at each row."""
    sheets = list(visits.order_by().values_list("notice", flat=True)[: _FEW + 1])
    return Q(**{f"{root}__in": sheets}) if len(sheets) <= _FEW else Exists(visits.filter(notice=OuterRef(root)))


def _visits(state: LedgerState) -> VisitQuerySet:
    if state == LedgerState.AGAIN:
        return Visit.objects.standing().exclude(again="")
    return Visit.objects.newest().filter(decision__in=_DECISIONS[state])
