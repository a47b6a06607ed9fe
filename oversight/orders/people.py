"""Who may be made responsible, who reports a correction done, and who rechecks it: never the same person twice."""

from django.db.models import QuerySet

from accounts.models import StaffUser
from matters.scoping import below
from oversight.access import ADD_ORDERS, ASSIGN_CASES, is_at_site
from oversight.enums import StepDeed
from oversight.models import CorrectionOrder, Finding, Step


def within_reach(by: StaffUser) -> QuerySet[StaffUser]:
    """The active staff whom `by` may hold responsible: of their region's sites and departments, of their department, of their site, or all."""
    people = StaffUser.objects.filter(is_active=True)
    if by.is_superuser:
        return people
    if by.region_id:
        return people.filter(below("site__region", by.region_id) | below("department__region", by.region_id))
    if by.department_id:
        return people.filter(department=by.department_id)
    return people.filter(site=by.site_id) if is_at_site(by) else people


def concerned(finding: Finding, by: StaffUser) -> list[tuple[str, list[StaffUser]]]:
    """Those within reach, the nearest to the finding first: (heading, people) with at least one each. One query."""
    department = _department(finding)
    groups: dict[str, list[StaffUser]] = {"涉及的工作人员": [], "这个办事地点": [], "主管部门": [], "其他": []}
    for person in within_reach(by).select_related("site", "department").order_by("site__name", "window", "username"):
        if person.pk == finding.clerk_id:
            groups["涉及的工作人员"].append(person)
        elif person.site_id and person.site_id == finding.site_id:
            groups["这个办事地点"].append(person)
        elif person.department_id and person.department_id == department:
            groups["主管部门"].append(person)
        else:
            groups["其他"].append(person)
    return [(heading, people) for heading, people in groups.items() if people]


def may_report(order: CorrectionOrder, user: StaffUser) -> bool:
    """Who says that it is done: the person responsible, or the lead of their site or of the finding's."""
    leads = user.site_id and user.site_id in (order.finding.site_id, order.responsible.site_id)
    return order.responsible_id == user.pk or bool(leads and user.has_perm(ASSIGN_CASES))


def may_recheck(order: CorrectionOrder, user: StaffUser) -> bool:
    """Who rechecks: with the right to order, and neither responsible, nor concerned, nor who reported it done."""
    own = {order.responsible_id, order.finding.clerk_id, reported_by(order)}
    return user.has_perm(ADD_ORDERS) and user.pk not in own


def reported_by(order: CorrectionOrder) -> int | None:
    """The key of who last reported it done."""
    done = Step.objects.filter(order=order, deed=StepDeed.DONE).order_by("-pk")
    return done.values_list("by", flat=True).first()


def _department(finding: Finding) -> int | None:
    if finding.matter:
        return finding.matter.department_id
    return finding.bundle.lead_department_id if finding.bundle else None
