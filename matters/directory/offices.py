"""A department as the public meets it: how to reach it, and where its matters are handled."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from matters.models import Department, Edition, EditionHandling, Matter, Site

MOST_PHONES = 3
MOST_SITES = 6


@dataclass(frozen=True, slots=True)
class Office:
    """`phones` and `complaint_phones` are those its guides name most often; `sites` (code, name, address) those they name expressly."""

    name: str
    code: str = ""
    phones: tuple[str, ...] = ()
    complaint_phones: tuple[str, ...] = ()
    sites: tuple[tuple[str, str, str], ...] = ()


def name_of_code(code: str) -> str:
    """The name of the one department with that 统一社会信用代码; empty where there is none, or more than one."""
    names = list(Department.objects.filter(code=code).values_list("name", flat=True)[:2]) if code else []
    return names[0] if len(names) == 1 else ""


def office(name: str, day: date) -> Office | None:
    """The department of that name, by the editions in force on `day`; None for an unknown one. Three queries."""
    code = Department.objects.filter(name=name).values_list("code", flat=True).first()
    if code is None:
        return None
    current = Edition.objects.key_in_force(day, matter=OuterRef("pk"))
    matters = Matter.objects.public().filter(department__name=name).order_by()
    editions = matters.annotate(current=Subquery(current)).values("current")
    said = Edition.objects.filter(pk__in=editions).values_list("content__consult_phone", "content__complaint_phone")
    phones = list(said)
    named = EditionHandling.objects.filter(edition__in=editions).exclude(site="").values("site")
    sites = Site.objects.filter(is_active=True, code__in=named).order_by("region__code", "code")
    return Office(
        name,
        code,
        _most(consult for consult, _ in phones),
        _most(complaint for _, complaint in phones),
        tuple(sites.values_list("code", "name", "address")[:MOST_SITES]),
    )


def _most(phones: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(phone for phone in phones if phone)
    return tuple(sorted(counted, key=lambda phone: (-counted[phone], phone))[:MOST_PHONES])
