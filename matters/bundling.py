"""一件事: what a bundle would say now, its editions and its public standing.

Its content is the merge of its members' editions, so that it is reviewed twice over: what the members say was published by somebody, and how
they are put together is published here. Whoever wrote the composition last (`Bundle.edited_by`, emptied by publishing) does not publish it. A
bundle whose composition nobody wrote since its last edition is merged again and published by one person alone: all that is new in it comes
from editions that two people stood for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from accounts import history
from accounts.models import StaffUser
from matters.bundle_checks import check_bundle
from matters.changes import diff
from matters.completeness import Finding, Severity, errors
from matters.enums import CopiesRule, How, Level, LimitKind, LimitUnit, Standing
from matters.guide import Guide, Handling, Limit, Party
from matters.merging import Composition, Membership, Unmergeable, merge
from matters.models import Bundle, BundleMember, Edition, Matter
from matters.plain import digest
from matters.publishing import (
    Refused,
    edition_in_force,
    gates,
    next_number,
    require_sensible_dates,
    today,
    write_edition,
)
from matters.tailoring import UnknownOption, parse_answers, settle


@dataclass(frozen=True, slots=True)
class Drawn:
    """A member and the edition of its matter that holds on a day; None where none does."""

    member: BundleMember
    edition: Edition | None

    @property
    def obstacle(self) -> str:
        """Why the bundle cannot be published with it, in Chinese; empty when it can."""
        matter = self.member.matter
        if matter.standing == Standing.SUSPENDED:
            return f"“{matter.name}”暂停办理：{matter.standing_reason}"
        if matter.standing == Standing.RETIRED:
            return f"“{matter.name}”已取消：{matter.standing_reason}"
        return "" if self.edition else f"“{matter.name}”没有生效的版本，请先发布它。"


def draw(bundle: Bundle, day: date) -> list[Drawn]:
    """The members in their order with what holds on `day`; two queries."""
    members = list(bundle.members.select_related("matter", "yields"))
    holding = Edition.objects.key_in_force(day, matter=OuterRef("matter"))
    found = Edition.objects.filter(matter__in=[m.matter_id for m in members], pk=Subquery(holding))
    editions = {edition.matter_id: edition for edition in found}
    return [Drawn(member, editions.get(member.matter_id)) for member in members]


def composed(bundle: Bundle, day: date | None = None) -> Guide:
    """The guide that the bundle would have on `day` (default today), suspended members included.

    Raises Refused with the members that have nothing in force, and with why the others cannot be put together.
    """
    return merged(bundle, draw(bundle, day or today()))


def merged(bundle: Bundle, members: Iterable[Drawn]) -> Guide:
    """The same from members already drawn."""
    members = list(members)
    if missing := [one for one in members if one.edition is None]:
        raise Refused(f"“{bundle.name}”还不能合并：", [_finding(one.obstacle) for one in missing])
    try:
        return merge([_membership(one.member, one.edition) for one in members if one.edition], composition(bundle))
    except (Unmergeable, UnknownOption) as error:
        raise Refused(f"“{bundle.name}”还不能合并：", [_finding(str(error))]) from error


def composition(bundle: Bundle) -> Composition:
    """What the office decided for the bundle as a whole, as plain data."""
    lead, amount = bundle.lead_department, bundle.promised_amount
    return Composition(
        code=bundle.code,
        name=bundle.name,
        summary=bundle.summary,
        synonyms=tuple(bundle.synonyms.split()),
        lead=Party(name=lead.name, code=lead.code),
        copies_rule=CopiesRule(bundle.copies_rule),
        result_name=bundle.result_name,
        promised=None
        if amount is None
        else Limit(kind=LimitKind.PROMISED, amount=amount, unit=LimitUnit(bundle.promised_unit)),
        handlings=_handlings(bundle),
        consult_phone=bundle.consult_phone,
        complaint_phone=bundle.complaint_phone,
        topics=tuple(topic.name for topic in bundle.topics.all()),
        source_note=bundle.source_note,
        demo=bundle.demo,
    )


def findings_for(bundle: Bundle, day: date | None = None) -> list[Finding]:
    """What stops publishing the bundle on `day`, and what is doubtful; the gates are not asked."""
    members = draw(bundle, day or today())
    found = [_finding(one.obstacle) for one in members if one.obstacle]
    try:
        return found + check_bundle(bundle, merged(bundle, members), _guides(members))
    except Refused as refusal:
        return found + [f for f in refusal.findings if f not in found]


def what_changed(bundle: Bundle) -> list[str]:
    """From the edition in force to what would be merged now, a sentence each. Raises Refused as `composed` does."""
    edition = edition_in_force(bundle)
    return [change.sentence for change in diff(edition.guide, composed(bundle))] if edition else []


def publish_bundle(
    bundle: Bundle,
    *,
    by: StaffUser,
    change_note: str,
    effective_from: date | None = None,
    effective_to: date | None = None,
    seen: str = "",
) -> Edition:
    """Merge what holds on `effective_from` (default today) of the members and write it as the bundle's next edition.

    `seen` is the sha256 of the guide that was looked at. Raises Refused when a member has nothing in force, is suspended or retired, when the
    merge is incomplete, when a gate objects (the sheet does not fit), when nothing changed, when the dates are in the wrong order or in the past,
    when `by` wrote the composition last, or when it or a member changed meanwhile.
    """
    start = effective_from or today()
    require_sensible_dates(start, effective_to)
    bundle = Bundle.objects.select_related("lead_department").get(pk=bundle.pk)
    _require_another(bundle, by)
    guide = _publishable(bundle, start)
    if seen and seen != digest(guide):
        raise Refused("内容在您打开本页以后有了变化，请重新查看再发布。")
    verdicts = [gate(guide, bundle, next_number(bundle)) for gate in gates()]
    if found := errors([f for verdict in verdicts for f in verdict.findings]):
        raise Refused(f"“{bundle.name}”还不能发布：", found)
    with transaction.atomic():
        locked = _locked(bundle)
        _require_another(locked, by)
        if locked.revision != bundle.revision or _publishable(locked, start) != guide:
            raise Refused(f"“{bundle.name}”或者它的事项在发布过程中又有变化，请重新查看。")
        edition = write_edition(locked, guide, by, change_note, start, effective_to)
        Bundle.objects.filter(pk=locked.pk).update(edited_by=None)
        for verdict in verdicts:
            verdict.store(edition)
    return edition


def suspend(bundle: Bundle, *, by: StaffUser, reason: str) -> None:
    """Stop handling for the time being: the page says so with `reason`, nothing can be issued."""
    _change_standing(bundle, by, Standing.SUSPENDED, {Standing.LIVE}, reason)


def resume(bundle: Bundle, *, by: StaffUser) -> None:
    """Take a suspended bundle up again with the edition in force."""
    _change_standing(bundle, by, Standing.LIVE, {Standing.SUSPENDED}, "")


def retire(bundle: Bundle, *, by: StaffUser, reason: str) -> None:
    """End a bundle for good; its page answers 410 and its matters go on."""
    _change_standing(bundle, by, Standing.RETIRED, {Standing.LIVE, Standing.SUSPENDED}, reason)


def mark_edited(bundle: Bundle, by: StaffUser | None) -> None:
    """Inside the transaction of an edit: the next revision, written by `by`."""
    Bundle.objects.filter(pk=bundle.pk).update(revision=F("revision") + 1, edited_by=by)


def _membership(member: BundleMember, edition: Edition) -> Membership:
    return Membership(
        guide=settle(edition.guide, parse_answers(member.answers.split())),
        stage=member.stage,
        edition=edition.number,
        yields=member.yields.name if member.yields else "",
        is_optional=member.is_optional,
    )


def _guides(members: Iterable[Drawn]) -> list[Guide]:
    return [one.edition.guide for one in members if one.edition]


def _handlings(bundle: Bundle) -> tuple[Handling, ...]:
    """The sites that were chosen, by level."""
    by_level: dict[Level, list[str]] = {}
    for site in bundle.sites.select_related("region").order_by("code"):
        by_level.setdefault(Level(site.level), []).append(site.code)
    return tuple(Handling(level=x, how=How.DIRECT, sites=tuple(by_level[x])) for x in Level if x in by_level)


def _publishable(bundle: Bundle, day: date) -> Guide:
    """Raises Refused with all that stops it."""
    members = draw(bundle, day)
    found = [_finding(one.obstacle) for one in members if one.obstacle]
    if found:
        raise Refused(f"“{bundle.name}”还不能发布：", found)
    guide = merged(bundle, members)
    if wrong := errors(check_bundle(bundle, guide, _guides(members))):
        raise Refused(f"“{bundle.name}”还不能发布，请先补全：", wrong)
    return guide


def _finding(message: str) -> Finding:
    return Finding(severity=Severity.ERROR, check="member_not_in_force", field="members", message=message)


def _locked(bundle: Bundle) -> Bundle:
    """The bundle's row and those of its matters, so that none is suspended or published while its merge is written."""
    locked = Bundle.objects.select_for_update(of=("self",)).select_related("lead_department").get(pk=bundle.pk)
    members = BundleMember.objects.filter(bundle=locked).values("matter")
    list(Matter.objects.select_for_update().filter(pk__in=members).order_by("pk").values_list("pk"))
    return locked


def _require_another(bundle: Bundle, by: StaffUser) -> None:
    if bundle.edited_by_id == by.pk:
        raise Refused(f"“{bundle.name}”是您最后修改的，须由另一个人发布。")


def _change_standing(bundle: Bundle, by: StaffUser, standing: Standing, allowed: set[Standing], reason: str) -> None:
    with transaction.atomic():
        locked = Bundle.objects.select_for_update().get(pk=bundle.pk)
        if locked.standing not in allowed:
            raise Refused(f"“{locked.name}”当前是“{locked.get_standing_display()}”，不能改为“{standing.label}”。")
        if standing != Standing.LIVE and not reason.strip():
            raise Refused("请写明原因，群众会在页面上看到。")
        locked.standing, locked.standing_reason = standing, reason
        locked.save(update_fields=["standing", "standing_reason"])
        history.note(actor=by, action=standing.value, row=locked, target=locked.code, reason=reason)
    bundle.refresh_from_db()
