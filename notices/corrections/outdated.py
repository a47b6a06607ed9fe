"""A quick first look for the desk: are there sheets of a site whose matter moved on since they were told?"""

from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from matters.enums import Standing
from matters.models import BundleMember, Edition, Site
from matters.publishing import midnight
from notices.corrections.affected import affected
from notices.enums import NoticeKind
from notices.models import Notice
from notices.models.notice import NoticeQuerySet

SECONDS = 60
"""How long the desk goes without counting again."""


def to_correct(site: Site, day: date) -> int:
    """How many sheets of the site are no longer right because of a new edition, a suspension or a retirement, and nobody corrected them yet.

    One query when no matter moved on. Otherwise what `affected` finds among the sheets concerned, remembered for SECONDS. A changed address
    alone is not looked for here, only on the page of affected sheets.
    """
    rows = moved_on(Notice.objects.for_site(site).still_open(), day)
    since = midnight(day - timedelta(days=settings.AFFECTED_DAYS))
    if not rows.filter(issued_at__gte=since).exists():
        return 0
    letters = Notice.objects.for_site(site).filter(kind=NoticeKind.CORRECTION)
    newest = letters.order_by("-pk").values_list("pk", flat=True).first()  # a letter just written counts at once
    return cache.get_or_set(f"to_correct:{site.pk}:{day}:{newest}", lambda: _count(rows, day), SECONDS) or 0


def moved_on(notices: NoticeQuerySet, day: date) -> NoticeQuerySet:
    """Those whose edition is not the one in force on `day`, and those whose matter, bundle or a matter of it is not handled at present."""
    of_matter = Edition.objects.key_in_force(day, matter=OuterRef("matter"))
    of_bundle = Edition.objects.key_in_force(day, bundle=OuterRef("bundle"))
    halted = BundleMember.objects.filter(bundle=OuterRef("bundle")).exclude(matter__standing=Standing.LIVE)
    live = Q(matter__standing=Standing.LIVE) | Q(bundle__standing=Standing.LIVE)
    return notices.annotate(holding=Coalesce(Subquery(of_matter), Subquery(of_bundle))).filter(
        Q(holding__isnull=True) | ~Q(edition=F("holding")) | ~live | Exists(halted)
    )


def _count(rows: NoticeQuerySet, day: date) -> int:
    return sum(len(one.open) for one in affected(rows, day=day, within_days=settings.AFFECTED_DAYS))
