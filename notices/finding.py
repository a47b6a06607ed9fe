"""What the one input at the counter finds, matters and 一件事, what this site handles first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from matters.enums import Standing
from matters.handling_places import handles
from matters.models import Bundle, Edition, Handling, Matter, Site, Subject
from matters.publishing import today
from notices.models import Notice

LIMIT = 30
"""How many results are shown; whoever needs more types another word."""
USUAL = 9
USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A matter or a bundle on the list. `here`: the edition in force is handled at the site. `obstacle`: why no sheet can be issued, empty when
    one can.
    """

    subject: Subject
    here: bool
    obstacle: str

    @property
    def is_bundle(self) -> bool:
        """Whether it is a 一件事."""
        return isinstance(self.subject, Bundle)

    @property
    def department(self) -> str:
        """Who handles or leads it, as the house says."""
        row = self.subject.lead_department if isinstance(self.subject, Bundle) else self.subject.department
        return row.short_name or row.name

    @property
    def is_ready(self) -> bool:
        """Whether this window can issue it now."""
        return self.here and not self.obstacle


def find(text: str, site: Site | None) -> list[Found]:
    """Public matters and bundles that match every word of `text`: ready ones first, of these the ones whose name starts with it. Three queries."""
    matching = Matter.objects.public().matching(text).annotate(rank=_rank(text), near=_near(site))
    found = matching.select_related("department").order_by("-near", "rank", "code")[: LIMIT + 1]
    named = Bundle.objects.public().matching(text, by_matter=False).select_related("lead_department")
    ranked: list[Any] = [*found, *named.annotate(rank=_starts(text)).order_by("rank", "code")]
    ranked.sort(key=lambda row: row.rank)
    return sorted(_judge(ranked, site), key=lambda one: not one.is_ready)


def usual(site: Site | None) -> list[Found]:
    """What was issued most at the site in the last month: on the desk before anything is typed. Four queries."""
    if site is None:
        return []
    recent = Notice.objects.for_site(site).filter(issued_at__gte=timezone.now() - timedelta(days=USUAL_DAYS))
    counted = recent.order_by().values_list("matter", "bundle").annotate(n=Count("id"))
    counts = {(matter, bundle): n for matter, bundle, n in counted.order_by("-n", "matter", "bundle")[:USUAL]}
    matters, bundles = zip(*counts, strict=True) if counts else ((), ())
    found: list[Subject] = [
        *Matter.objects.public().filter(pk__in=filter(None, matters)).select_related("department"),
        *Bundle.objects.public().filter(pk__in=filter(None, bundles)).select_related("lead_department"),
    ]
    return _judge(sorted(found, key=lambda row: (-counts[_key(row)], row.pk)), site)


def _judge(subjects: Iterable[Subject], site: Site | None) -> list[Found]:
    """Each with what the edition in force says of it."""
    subjects = list(subjects)
    editions: dict[tuple[int | None, int | None], Edition] = {}
    of_matters = Q(matter__in=[row for row in subjects if isinstance(row, Matter)])
    of_bundles = Q(bundle__in=[row for row in subjects if isinstance(row, Bundle)])
    for edition in Edition.objects.in_force(today()).filter(of_matters | of_bundles):
        editions.setdefault((edition.matter_id, edition.bundle_id), edition)
    return [_judged(row, editions.get(_key(row)), site) for row in subjects]


def _key(subject: Subject) -> tuple[int | None, int | None]:
    """Matter and bundle as notices and editions name them."""
    return (None, subject.pk) if isinstance(subject, Bundle) else (subject.pk, None)


def _judged(subject: Subject, edition: Edition | None, site: Site | None) -> Found:
    obstacle = "暂停办理" if subject.standing == Standing.SUSPENDED else "" if edition else "尚未生效"
    return Found(subject, edition is not None and (site is None or handles(edition.guide, site)), obstacle)


def _rank(text: str) -> Case:
    starts = Q(name__istartswith=text) | Q(short_name__istartswith=text)
    contains = Q(name__icontains=text) | Q(short_name__icontains=text)
    return Case(When(starts, then=0), When(contains, then=1), default=2, output_field=IntegerField())


def _starts(text: str) -> Case:
    """The same for bundles, which have one name."""
    return Case(
        When(name__istartswith=text, then=0),
        When(name__icontains=text, then=1),
        default=2,
        output_field=IntegerField(),
    )


def _near(site: Site | None) -> Exists | Value:
    """Which to take when there are too many, from the working copy: cheap, and `_judge` has the last word from the edition."""
    if site is None:
        return Value(1)
    handling = Handling.objects.filter(matter=OuterRef("pk"), level=site.level)
    return Exists(handling.filter(Q(sites=site) | Q(sites__isnull=True)))
