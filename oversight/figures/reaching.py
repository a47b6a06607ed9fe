"""Whose figures somebody sees: the table of `oversight.access`, asked of what they want to see. And which rows belong to what was asked for."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import StaffUser
from matters.models import Region
from matters.scoping import below
from oversight.access import VIEW_FIGURES, is_at_site
from oversight.figures.asked import Asked
from oversight.refusal import CannotDo


def require_within(asked: Asked, user: StaffUser) -> None:
    """Raises CannotDo where `asked` is more than `user` may see."""
    if not may_see(asked, user):
        raise CannotDo("您的账号不能查看这个范围的统计。")
    if asked.since > asked.until:
        raise CannotDo("开始日期不能晚于结束日期。", "since")


def may_see(asked: Asked, user: StaffUser) -> bool:
    """Whether it is within reach: one's own always; with the right to view figures one's region, department or site, or everything."""
    if user.is_superuser or (asked.clerk and asked.clerk.pk == user.pk):
        return True
    if not user.has_perm(VIEW_FIGURES):
        return False
    if user.region_id:
        return _is_in_region(asked, user.region_id)
    if user.department_id:
        return asked.of is not None and asked.of == user.department
    return asked.site == user.site or _works_at(asked.clerk, user.site_id) if is_at_site(user) else True


def of(asked: Asked, *, site: str = "", matter: str = "", bundle: str = "", clerk: str = "") -> Q:
    """Which rows belong to what was asked for; the arguments name the fields that lead to sites, matters, bundles and members of staff."""
    if asked.is_person:
        return Q(**{f"{clerk}__in": people(asked)})
    if asked.site:
        return Q(**{site: asked.site.pk})
    if asked.department:
        office = asked.department.pk
        return Q(**{f"{matter}__department": office}) | Q(**{f"{bundle}__lead_department": office})
    return below(f"{site}__region", asked.region.pk) if asked.region else Q()


def people(asked: Asked) -> list[int]:
    """The clerk, or those whose account names that window of the site today."""
    if asked.clerk:
        return [asked.clerk.pk]
    return list(StaffUser.objects.filter(site=asked.site, window=asked.window).values_list("pk", flat=True))


def of_owner(asked: Asked, *, of_whole: Iterable[str] = ()) -> Q:
    """The same for tables that hold everything once for each kind of owner, of which only one may be added up. `of_whole` names the fields that are
    filled in the rows to take where no person and no department is asked for.
    """
    if asked.is_person:
        return Q(clerk__in=people(asked))
    filled = Q(**{f"{name}__isnull": False for name in of_whole})
    return Q(department=asked.department.pk) if asked.department else filled & of(asked, site="site")


def _is_in_region(asked: Asked, top: int) -> bool:
    if asked.clerk:
        region = asked.clerk.site.region_id if asked.clerk.site else None
    elif asked.site:
        region = asked.site.region_id
    elif asked.department:
        region = asked.department.region_id
    else:
        region = asked.region.pk if asked.region else None
    return region is not None and Region.objects.filter(below("", top), pk=region).exists()


def _works_at(clerk: StaffUser | None, site: int | None) -> bool:
    return clerk is not None and site is not None and clerk.site_id == site
