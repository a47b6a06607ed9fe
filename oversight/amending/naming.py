"""Which edition came of an amendment: the first one after it was opened whose change note names it. Asked inside the query of the amendments."""

from django.db.models import OuterRef, QuerySet

from matters.models import Edition


def naming() -> QuerySet[Edition]:
    """For Exists and Subquery over amendments: the editions that name the outer row, the first first."""
    later = Edition.objects.filter(matter=OuterRef("matter"), number__gt=OuterRef("after_number"))
    return later.filter(change_note__contains=OuterRef("reference")).order_by("number")
