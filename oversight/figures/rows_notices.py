"""The documents behind a figure."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from notices.enums import Manner, NoticeKind, ReceiptHow
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from oversight.figures.asked import Asked
from oversight.figures.rows_reach import in_days, told_by

_SHEET, _LETTER = Q(kind=NoticeKind.GUIDANCE), ~Q(kind=NoticeKind.GUIDANCE)
_STANDS = Q(voiding__isnull=True)
_TOLD = _SHEET & _STANDS
_MEASURES: Mapping[str, Q] = {
    "told": _TOLD,
    "void": _SHEET & ~_STANDS,
    "letters": _LETTER & _STANDS,
    "void_letters": _LETTER & ~_STANDS,
    "signed": _TOLD & Q(receipt__isnull=False) & ~Q(receipt__how=ReceiptHow.REFUSED),
    "refused": _TOLD & Q(receipt__how=ReceiptHow.REFUSED),
    **{kind.value: _STANDS & Q(kind=kind) for kind in NoticeKind if kind != NoticeKind.GUIDANCE},
    **{manner.value: _TOLD & Q(manner=manner) for manner in Manner},
}


def documents(measure: str) -> Callable[[Asked], NoticeQuerySet]:
    """Those given out in the days asked for that count under `measure`. Raises KeyError."""
    condition = _MEASURES[measure]
    return lambda asked: Notice.objects.filter(condition, in_days("issued_at", asked), told_by(asked))
