"""The frame of a draw: all notices that criteria let in, as the ledger stood when its series had reached `heads`.

Whatever is entered later has a number beyond its series' head, however early a day it carries; so the frame is the same for ever.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from matters.publishing import midnight
from notices.models import Notice
from notices.models.notice import SerialCounter
from oversight.inspection.criteria import Criteria
from oversight.inspection.drawing import Ticket, frame_digest
from oversight.inspection.strata import COLUMNS, key_of, words_of

Heads = Mapping[str, int]
"""`{"site code|kind|year": last number}`."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`words` names each stratum for people."""

    tickets: tuple[Ticket, ...]
    words: Mapping[str, str]

    @property
    def digest(self) -> str:
        """See `drawing.frame_digest`."""
        return frame_digest(ticket.token for ticket in self.tickets)

    @property
    def counts(self) -> dict[str, int]:
        """How many notices each stratum holds, by its stable name in order."""
        counted = Counter(ticket.stratum for ticket in self.tickets)
        return dict(sorted(counted.items()))


def heads_now(criteria: Criteria) -> dict[str, int]:
    """Where every series that criteria can reach stands now. A number is only seen here once its notice is."""
    series = SerialCounter.objects.order_by("site__code", "kind", "year")
    if criteria.sites is not None:
        series = series.filter(site__code__in=criteria.sites)
    if criteria.kinds is not None:
        series = series.filter(kind__in=criteria.kinds)
    rows = series.values_list("site__code", "kind", "year", "last")
    return {_series(code, kind, year): last for code, kind, year, last in rows}


def frame_of(criteria: Criteria, heads: Heads) -> Frame:
    """Every notice that is in; one query."""
    columns = COLUMNS[criteria.stratum]
    tickets, words = [], {}
    rows = _asked_for(criteria).values_list("site__code", "kind", "year", "number", "token", *columns)
    for code, kind, year, number, token, *values in rows.iterator(2000):
        if number <= heads.get(_series(code, kind, year), 0):
            stratum = key_of(tuple(values))
            tickets.append(Ticket(token, stratum))
            if stratum not in words:
                words[stratum] = words_of(criteria.stratum, tuple(values))
    return Frame(tuple(tickets), words)


def _series(site: str, kind: str, year: int) -> str:
    return f"{site}|{kind}|{year}"


def _asked_for(criteria: Criteria) -> QuerySet[Notice, Any]:
    rows = Notice.objects.filter(
        issued_at__gte=midnight(criteria.since), issued_at__lt=midnight(criteria.until + timedelta(days=1))
    )
    for field, names in {"site__code": criteria.sites, "kind": criteria.kinds}.items():
        if names is not None:
            rows = rows.filter(**{f"{field}__in": names})
    if criteria.clerks is not None:
        rows = rows.filter(Q(clerk__username__in=criteria.clerks) | Q(acting_for__username__in=criteria.clerks))
    if criteria.matters is not None or criteria.bundles is not None:
        named = Q(matter__code__in=criteria.matters or ()) | Q(bundle__code__in=criteria.bundles or ())
        rows = rows.filter(named)
    others = rows.exclude(clerk__username=criteria.inspector).exclude(acting_for__username=criteria.inspector)
    return others.order_by()
