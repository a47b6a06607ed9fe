"""Which rows a member of staff sees and which they may change, decided in querysets, so that every door asks the same question.

| who is confined to | matters | places |
|---|---|---|
| nothing (the centre's own staff), a superuser | all | all |
| a department | its own | all to look at, none to change |
| a region | of departments below it; those handled at its sites to look at | below it |
| a site | those handled at it, to look at | that one |

A department decides about matters and a region about places where somebody has both.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import StaffUser
from matters.enums import PUBLIC
from matters.models import (
    Bundle,
    Department,
    Edition,
    ExchangeRun,
    Handling,
    Material,
    Matter,
    Region,
    Requirement,
    Review,
    Site,
)

User = StaffUser | AnonymousUser
Row = TypeVar("Row", bound=Model)
_NOTHING = Q(pk__in=())
_EVERYTHING = Q()

OPEN_CHOICES = {
    ("matter", "joint_departments"): _EVERYTHING,
    ("handling", "back_office"): _EVERYTHING,
    ("bundlemember", "matter"): Q(standing__in=PUBLIC),
}
"""Fields that may name a row beyond the scope: who else takes part is nobody's secret. Of matters only those the public reads."""


def own_department(user: User) -> Department | None:
    """The one department `user` is confined to; None for a superuser and for staff of the centre itself."""
    if not isinstance(user, StaffUser) or user.is_superuser:
        return None
    return user.department


def is_confined(user: User) -> bool:
    """Whether `user` sees less than everything."""
    if not isinstance(user, StaffUser):
        return True
    return not user.is_superuser and bool(user.department_id or user.region_id or user.site_id)


def in_scope(matters: QuerySet[Matter], user: User) -> QuerySet[Matter]:
    """Those of `matters` that `user` sees."""
    return matters.filter(_seen_matters(user))


def workable(matters: QuerySet[Matter], user: User) -> QuerySet[Matter]:
    """Those of `matters` that `user` works on: edits, reviews, publishes, as far as their role goes."""
    return matters.filter(_own_matters(user))


def departments_in_scope(departments: QuerySet[Department], user: User) -> QuerySet[Department]:
    """Those of `departments` whose matters `user` works on."""
    return departments.filter(_own_departments(user))


def visible(rows: QuerySet[Row], user: User) -> QuerySet[Row]:
    """Those of `rows`, of whatever model of the catalog, that `user` sees. What belongs to nobody (topics, days, the library) everybody sees."""
    rule = _SEEN.get(rows.model)
    return rows.filter(rule(user)) if rule else rows


def choosable(rows: QuerySet[Row], user: User, model: str, field: str) -> QuerySet[Row]:
    """Those of `rows` that `user` may put into `field` of `model` ("handling", "back_office")."""
    rule, beyond = _SEEN.get(rows.model), OPEN_CHOICES.get((model, field))
    if rule is None or beyond == _EVERYTHING:
        return rows
    return rows.filter(rule(user) if beyond is None else rule(user) | beyond)


def why_not(row: Model, user: User) -> str:
    """Why `user` must not change `row` although their role could, in Chinese; empty when they may."""
    if not is_confined(user) or type(row) not in _MINE:
        return ""
    rule, reason = _MINE[type(row)]
    if type(row)._default_manager.filter(rule(user), pk=row.pk).exists():
        return ""
    return reason


def why_not_new(model: type[Model], user: User) -> str:
    """Why `user` must not add a row of `model`: who is confined to a place opens no further ones."""
    if model in (Site, Region, Department) and isinstance(user, StaffUser) and is_confined(user):
        return "" if user.region_id else "新增区划、部门和地点请联系中心。"
    return ""


def why_not_import(user: User) -> str:
    """Why `user` must not bring in a file of matters: a file is held against one department or against none, not against a place."""
    if isinstance(user, StaffUser) and is_confined(user) and not user.department_id:
        return "导入按部门进行：您的账号只管地点，请联系中心或本部门的目录编辑导入。"
    return ""


def _seen_matters(user: User) -> Q:
    own = _own_matters(user)
    if not isinstance(user, StaffUser) or user.is_superuser or user.department_id:
        return own
    return own | _handled_at(_own_sites(user)) if user.region_id or user.site_id else own


def _own_matters(user: User) -> Q:
    return _of_own_departments(user, "department")


def _handled_at(sites: Q) -> Q:
    """Matters that some site of `sites` handles. A handling without sites means all of its level."""
    found = Site.objects.filter(sites)
    named, every = Q(sites__in=found), Q(sites=None, level__in=found.values("region__level"))
    return Q(pk__in=Handling.objects.filter(named | every).values("matter"))


def _seen_sites(user: User) -> Q:
    if isinstance(user, StaffUser) and user.department_id and not user.region_id:
        return _EVERYTHING
    return _own_sites(user)


def _own_sites(user: User) -> Q:
    """The sites whose data `user` keeps."""
    if not isinstance(user, StaffUser):
        return _NOTHING
    if user.is_superuser:
        return _EVERYTHING
    if user.region_id:
        return below("region", user.region_id)
    if user.department_id:
        return _NOTHING
    return Q(pk=user.site_id) if user.site_id else _EVERYTHING


def _own_departments(user: User) -> Q:
    return _of_own_departments(user, "")


def _of_own_departments(user: User, field: str) -> Q:
    """`field` is a department whose matters `user` works on. An empty `field` is the row itself."""
    if not isinstance(user, StaffUser):
        return _NOTHING
    if user.is_superuser:
        return _EVERYTHING
    if user.department_id:
        return Q(**{field or "pk": user.department_id})
    if user.region_id:
        return below(f"{field}__region" if field else "region", user.region_id)
    return _NOTHING if user.site_id else _EVERYTHING


def _seen_regions(user: User) -> Q:
    if isinstance(user, StaffUser) and user.region_id and not user.is_superuser:
        return below("", user.region_id)
    return _EVERYTHING


def _own_regions(user: User) -> Q:
    return _seen_regions(user) if isinstance(user, StaffUser) and user.region_id else _NOTHING


def _of_seen_matters(user: User) -> Q:
    return Q(matter__in=Matter.objects.filter(_seen_matters(user))) if is_confined(user) else _EVERYTHING


def _of_own_matters(user: User) -> Q:
    return Q(matter__in=Matter.objects.filter(_own_matters(user)))


def _led_bundles(user: User) -> Q:
    if not is_confined(user):
        return _EVERYTHING
    return Q(lead_department__in=Department.objects.filter(_own_departments(user)))


def _own_runs(user: User) -> Q:
    """Their own: a file may hold what others are not to see before it is in the catalog. A superuser sees all."""
    if not isinstance(user, StaffUser):
        return _NOTHING
    return _EVERYTHING if user.is_superuser else Q(by=user)


def _own_materials(user: User) -> Q:
    """Entries that no matter of somebody else asks for: a change of the library reaches every matter that uses it."""
    foreign = Matter.objects.exclude(_own_matters(user))
    return Q(~Exists(Requirement.objects.filter(material=OuterRef("pk"), matter__in=foreign)))


def below(field: str, region: int) -> Q:
    """`field` is that region or one below it: the tree has three levels. An empty `field` is the row itself."""
    up = f"{field}__" if field else ""
    return Q(**{field or "pk": region}) | Q(**{f"{up}parent": region}) | Q(**{f"{up}parent__parent": region})


Rule = Callable[[User], Any]
_SEEN: dict[type[Model], Rule] = {
    Matter: _seen_matters,
    Edition: _of_seen_matters,
    Review: _of_seen_matters,
    ExchangeRun: _own_runs,
    Bundle: _led_bundles,
    Site: _seen_sites,
    Department: _own_departments,
    Region: _seen_regions,
}
_MINE: dict[type[Model], tuple[Rule, str]] = {
    Matter: (_own_matters, "这个事项不属于您的部门，只能查看。"),
    Review: (_of_own_matters, "这个事项不属于您的部门，只能查看。"),
    Bundle: (_led_bundles, "这件事由别的部门牵头，只能查看。"),
    Site: (_own_sites, "这个地点由中心或所在街道维护，只能查看。"),
    Department: (_own_departments, "这个部门不归您管理，只能查看。"),
    Region: (_own_regions, "这个区划不归您管理，只能查看。"),
    Material: (_own_materials, "这项材料也被其他部门的事项使用，只能查看；要修改请联系中心。"),
}
