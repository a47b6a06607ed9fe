"""How long contacts are kept: erased once what they were noted for is over and nothing happened to it for long enough."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts import audit
from notices.personal.retention import BATCH, leave_no_trace
from oversight.contacts.keeping import erase_all
from oversight.models import CallBack, Contact, Step


def erase_older(*, days: int, dry_run: bool = False) -> dict[str, int]:
    """Erase the contacts of what was over and quiet for `days` calendar days: how many these are (or would be). Named in PERSONAL_DATA_ERASERS.

    Each batch is one transaction with its entry in the audit trail (counts only).
    """
    before = timezone.now() - timedelta(days=days)
    if dry_run:
        return {"contacts": due(before).count()}
    erased = sum(_erase(due(before).filter(pk__in=keys), days) for keys in _batches(before))
    if erased:
        leave_no_trace(Contact)
    return {"contacts": erased}


def due(before: datetime) -> QuerySet[Contact]:
    """Contacts of cases closed before that time, and of requests whose day was before it, that saw no step, call or correction since."""
    day = timezone.localtime(before).date()
    over = Q(case__closed_at__lt=before) | Q(request__on__lt=day)
    steps = Step.objects.filter(Q(case=OuterRef("case")) | Q(request=OuterRef("request")), at__gte=before)
    calls = CallBack.objects.filter(case=OuterRef("case"), at__gte=before)
    kept = Contact.objects.filter(over, erased_at__isnull=True, recorded_at__lt=before)
    return kept.exclude(Exists(steps) | Exists(calls))


def _batches(before: datetime) -> Iterator[list[int]]:
    """They are all read first: erasing changes what `due` finds."""
    keys = iter(list(due(before).order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        yield batch


@transaction.atomic
def _erase(contacts: QuerySet[Contact], days: int) -> int:
    erased = erase_all(contacts)
    audit.record(actor=None, action="erase_personal_data", target="联系方式定期清除", days=days, contacts=erased)
    return erased
