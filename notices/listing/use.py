"""How often each matter and each 一件事 was given out lately."""

from datetime import date, timedelta
from typing import Literal

from django.db.models import Count

from matters.publishing import midnight
from notices.models import Notice

DAYS = 90
"""Calendar days before today that count; today itself does not, so that the numbers of a day stay the same."""

Subject = tuple[Literal["matter", "bundle"], int]


def counts(today: date) -> dict[Subject, int]:
    """The 告知单 of the days before `today` by matter or bundle (its primary key); void ones count as well. One query."""
    rows = Notice.objects.sheets().filter(
        issued_at__gte=midnight(today - timedelta(days=DAYS)), issued_at__lt=midnight(today)
    )
    found = rows.order_by().values_list("matter", "bundle").annotate(times=Count("pk"))
    return {("matter", matter) if matter else ("bundle", bundle): times for matter, bundle, times in found}
