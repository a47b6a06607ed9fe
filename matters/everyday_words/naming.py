"""What becomes of a vain search: an everyday word, or nothing."""

from django.db import transaction
from django.utils import timezone

from accounts import history
from accounts.models import StaffUser
from matters.models import MissedSearch, Synonym

VIA = "没有结果的搜索"


class CannotName(Exception):
    """Nothing was written; the message says why in words for the editor. `field` is a field of the form."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def name(missed: MissedSearch, *, word: str, means: str, by: StaffUser) -> Synonym:
    """Make `word` stand for `means` in every search, and the vain search dealt with. Said twice it is one word.

    Raises CannotName where the word stands for something else already.
    """
    synonym, is_new = Synonym.objects.get_or_create(word=word, defaults={"means": means, "note": VIA})
    if synonym.means != means:
        raise CannotName(f"“{word}”已经是常用词，指的是“{synonym.means}”。要改，请到常用词里修改。", "word")
    if is_new:
        changes = history.differences({}, history.fields_of(synonym))
        history.note(actor=by, action="create", row=synonym, changes=changes, via=VIA)
    _mark_seen(missed)
    return synonym


@transaction.atomic
def set_aside(missed: MissedSearch, *, by: StaffUser) -> None:
    """不处理: it waits no longer, until somebody looks for it again. Doing it twice changes nothing more."""
    if MissedSearch.objects.waiting().filter(pk=missed.pk).exists():
        _mark_seen(missed)
        history.note(actor=by, action="set_aside", row=missed)


def _mark_seen(missed: MissedSearch) -> None:
    """Only what is written is touched: searches are counted at the same time."""
    MissedSearch.objects.filter(pk=missed.pk).update(seen_at=timezone.now())
