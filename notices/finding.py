"""What the one input at the counter finds, this site's own matters first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from matters.enums import Standing
from matters.handling_places import handles
from matters.models import Edition, Handling, Matter, Site
from matters.publishing import today
from notices.models import Notice

LIMIT = 30
"""How many results are shown; whoever needs more types another word."""
USUAL = 9
USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A matter on the list. `here`: the edition in force is handled at the site. `obstacle`: why no sheet can be issued, empty when one can."""

    matter: Matter
    here: bool
    obstacle: str

    @property
    def is_ready(self) -> bool:
        """Whether this window can issue it now."""
        return self.here and not self.obstacle


def find(text: str, site: Site | None) -> list[Found]:
    """Public matters that match every word of `text`: ready ones first, of these the ones whose name starts with it. Two queries."""
    matching = Matter.objects.public().matching(text).annotate(rank=_rank(text), near=_near(site))
    found = matching.select_related("department").order_by("-near", "rank", "code")[: LIMIT + 1]
    return sorted(_judge(found, site), key=lambda one: not one.is_ready)


def usual(site: Site | None) -> list[Found]:
    """What was issued most at the site in the last month: on the desk before anything is typed. Three queries."""
    if site is None:
        return []
    recent = Notice.objects.for_site(site).filter(issued_at__gte=timezone.now() - timedelta(days=USUAL_DAYS))
    counts = dict(recent.order_by().values_list("matter").annotate(n=Count("id")).order_by("-n", "matter")[:USUAL])
    matters = Matter.objects.public().filter(pk__in=counts).select_related("department")
    return _judge(sorted(matters, key=lambda matter: (-counts[matter.pk], matter.pk)), site)


def _judge(matters: Iterable[Matter], site: Site | None) -> list[Found]:
    """The matters with what the editions in force say of them."""
    matters = list(matters)
    editions: dict[int, Edition] = {}
    for edition in Edition.objects.in_force(today()).filter(matter__in=matters):
        editions.setdefault(edition.matter_id, edition)
    return [_judged(matter, editions.get(matter.pk), site) for matter in matters]


def _judged(matter: Matter, edition: Edition | None, site: Site | None) -> Found:
    obstacle = "暂停办理" if matter.standing == Standing.SUSPENDED else "" if edition else "尚未生效"
    return Found(matter, edition is not None and (site is None or handles(edition.guide, site)), obstacle)


def _rank(text: str) -> Case:
    starts = Q(name__istartswith=text) | Q(short_name__istartswith=text)
    contains = Q(name__icontains=text) | Q(short_name__icontains=text)
    return Case(When(starts, then=0), When(contains, then=1), default=2, output_field=IntegerField())


def _near(site: Site | None) -> Exists | Value:
    """Which to take when there are too many, from the working copy: cheap, and `_judge` has the last word from the edition."""
    if site is None:
        return Value(1)
    handling = Handling.objects.filter(matter=OuterRef("pk"), level=site.level)
    return Exists(handling.filter(Q(sites=site) | Q(sites__isnull=True)))
