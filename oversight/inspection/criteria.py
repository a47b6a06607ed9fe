"""From which notices is drawn, in names that mean the same in every database: codes of sites, matters and bundles, user names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import StaffUser
from matters.models import Bundle, Matter
from notices.access import ISSUE, ledger_sites
from oversight.inspection.drawing import Size
from oversight.inspection.strata import Stratum

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Told from `since` to `until` (days in Asia/Shanghai, both included), and not by or in the place of `inspector` (a user name).

    None leaves a question open; an empty tuple lets nothing in. Where matters or bundles are named, only these are in. Void documents are in:
    otherwise voiding one later would change the draw.
    """

    since: date
    until: date
    inspector: str
    size: Size
    stratum: Stratum = Stratum.NONE
    sites: Names | None = None
    clerks: Names | None = None
    matters: Names | None = None
    bundles: Names | None = None
    kinds: Names | None = None


def within_reach(asked: Criteria, user: StaffUser) -> Criteria:
    """`asked` narrowed to what `user` may see of the ledger today, in names, so that it stays the same when their scope changes.

    By the rule of `notices.access.in_ledger_scope`.
    """
    if user.is_superuser:
        return asked
    if user.region_id or (user.site_id and not user.department_id and not user.has_perm(ISSUE)):
        sites = ledger_sites(user).order_by("code").values_list("code", flat=True)
        return replace(asked, sites=_both(asked.sites, sites))
    if user.department_id:
        return _within_department(asked, user)
    return asked


def _within_department(asked: Criteria, user: StaffUser) -> Criteria:
    matters = Matter.objects.filter(department=user.department_id).order_by("code").values_list("code", flat=True)
    bundles = Bundle.objects.filter(lead_department=user.department_id).order_by("code").values_list("code", flat=True)
    if asked.matters is None and asked.bundles is None:
        return replace(asked, matters=tuple(matters), bundles=tuple(bundles))
    return replace(asked, matters=_both(asked.matters or (), matters), bundles=_both(asked.bundles or (), bundles))


def _both(asked: Names | None, allowed: Iterable[str]) -> Names:
    return tuple(name for name in allowed if asked is None or name in asked)
