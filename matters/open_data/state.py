"""Whether anything public has changed, without reading it."""

from datetime import date

from django.db.models import Count, F, Max, Q, Value

from matters.enums import Standing
from matters.models import Bundle, Desk, Edition, Matter, OpeningHours, Site
from matters.plain import digest


def catalog_state(day: date) -> str:
    """Another text whenever an edition, a standing or the day is another; two queries.

    Editions are only ever added. One with a lower key can appear late, when its transaction took longer: so both their number and the highest
    key count.
    """
    editions = Edition.objects.aggregate(number=Count("pk"), highest=Max("pk"))
    usual = Q(standing__in=(Standing.DRAFT, Standing.LIVE))
    columns = ("code", "standing", "standing_reason")
    matters = Matter.objects.exclude(usual).order_by().values_list(*columns, F("successor__code"))
    bundles = Bundle.objects.exclude(usual).order_by().values_list(*columns, Value(""))
    standings = sorted([str(value or "") for value in row] for row in matters.union(bundles))
    return digest([day.isoformat(), editions["number"], editions["highest"], standings])


def places_state() -> str:
    """Another text whenever a site, its hours or a desk says something else; three queries."""
    tables = (Site.objects.order_by("pk"), OpeningHours.objects.order_by("pk"), Desk.objects.order_by("pk"))
    return digest([[[str(cell) for cell in row] for row in rows.values_list()] for rows in tables])
