"""How long personal data are kept: erased once nothing happened to a thread for long enough. The ledger itself is not touched."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import audit
from notices.models import Applicant, Arrival, Enquiry, Notice, Receipt, Reprint, Signature, Visit
from notices.models.notice import NoticeQuerySet
from notices.personal.applicants import erase_all, erase_handwriting

BATCH = 500
"""Threads erased in one transaction: a counter that writes waits no longer than that."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased (or would be): threads, applicants and signatures whose last event is before `before`, an ISO time."""

    before: str
    threads: int = 0
    applicants: int = 0
    signatures: int = 0

    def as_plain(self) -> dict[str, str | int]:
        """For JSON."""
        return asdict(self)


def due(before: datetime) -> NoticeQuerySet:
    """The 告知单 whose thread holds personal data and had its last event before that time."""
    applicant = Applicant.objects.filter(notice=OuterRef("pk"), erased_at__isnull=True)
    return (
        Notice.objects.sheets()
        .filter(Exists(applicant) | Exists(_signatures()), issued_at__lt=before)
        .exclude(_is_alive(before))
    )


def erase_personal_data(*, days: int, dry_run: bool = False) -> Erased:
    """Erase names, phones and signatures of threads without an event in the last `days` calendar days; a second run finds nothing.

    Each batch is one transaction with its entry in the audit trail (counts only).
    """
    before = timezone.now() - timedelta(days=days)
    done = Erased(before=before.isoformat(timespec="seconds"))
    for keys in _batches(before):
        with transaction.atomic():
            applicants, signatures = _erase(due(before).filter(pk__in=keys), dry_run=dry_run)
            if not dry_run:
                audit.record(
                    actor=None,
                    action="erase_personal_data",
                    target="个人信息定期清除",
                    days=days,
                    applicants=applicants,
                    signatures=signatures,
                )
        done = Erased(done.before, done.threads + len(keys), done.applicants + applicants, done.signatures + signatures)
    if done.threads and not dry_run:
        leave_no_trace(Applicant, Signature)
    return done


def erase_elsewhere(*, days: int, dry_run: bool = False) -> dict[str, int]:
    """The same of what other apps keep: what each of PERSONAL_DATA_ERASERS erased (or would), by its own names."""
    counts: dict[str, int] = {}
    for name in settings.PERSONAL_DATA_ERASERS:
        counts |= import_string(name)(days=days, dry_run=dry_run)
    return counts


def leave_no_trace(*models: type[Model]) -> None:
    """Out of the files too, as far as the database lets us: SQLite overwrites (`secure_delete`) and empties its journal, PostgreSQL frees the
    old versions of the rows. What a disk may still hold is sealed.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join(model._meta.db_table for model in models)}")


def _is_alive(before: datetime) -> Q:
    """Whether anything happened to the thread since."""
    thread = Q(notice=OuterRef("pk")) | Q(notice__follows=OuterRef("pk"))
    events = (
        Notice.objects.filter(follows=OuterRef("pk"), issued_at__gte=before),
        Visit.objects.filter(notice=OuterRef("pk"), at__gte=before),
        Receipt.objects.filter(thread, at__gte=before),
        Reprint.objects.filter(thread, at__gte=before),
        Enquiry.objects.filter(thread, at__gte=before),
        Arrival.objects.filter(thread, at__gte=before),
        Applicant.objects.filter(notice=OuterRef("pk"), recorded_at__gte=before),
    )
    alive = Q()
    for event in events:
        alive |= Q(Exists(event))
    return alive


def _signatures() -> QuerySet[Signature]:
    kept = Signature.objects.filter(erased_at__isnull=True)
    root = Q(receipt__notice=OuterRef("pk")) | Q(receipt__notice__follows=OuterRef("pk"))
    return kept.filter(root)


def _batches(before: datetime) -> Iterator[list[int]]:
    """Keys of roots. They are all read first: erasing changes what `due` finds."""
    keys = iter(list(due(before).order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        yield batch


def _erase(still_due: NoticeQuerySet, *, dry_run: bool) -> tuple[int, int]:
    """How many applicants and signatures; of a thread that woke up since the keys were read, none."""
    roots = list(still_due.values_list("pk", flat=True))
    applicants = Applicant.objects.filter(notice__in=roots, erased_at__isnull=True)
    thread = Q(receipt__notice__in=roots) | Q(receipt__notice__follows__in=roots)
    signatures = Signature.objects.filter(thread, erased_at__isnull=True)
    if dry_run:
        return applicants.count(), signatures.count()
    return erase_all(applicants), erase_handwriting(signatures)
