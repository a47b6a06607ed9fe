"""Issuing a notice: one transaction allocates the serial and stores the sheet; rendering follows the commit (`rendering`)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.bundle_lookup import halted
from matters.enums import Standing
from matters.guide import Guide
from matters.models import Bundle, Edition, Matter, Site, Subject
from matters.publishing import edition_in_force
from matters.tailoring import UnknownOption
from notices import chain, numbering
from notices.composing import NotHandledHere, gather, notice_url
from notices.enums import Manner, NoticeKind
from notices.fitting import setting_for
from notices.ledger import CannotIssue, act_of_telling, already, enter
from notices.models import Notice

__all__ = ["CannotIssue", "issuable_edition", "issue", "require_running"]


def issue(
    *,
    matter: Matter | None = None,
    bundle: Bundle | None = None,
    subject: Subject | None = None,
    site: Site,
    clerk: StaffUser,
    answers: Mapping[str, str] | None = None,
    manner: Manner = Manner.WINDOW,
    at: datetime | None = None,
    request_key: str | None = None,
    acting_for: StaffUser | None = None,
    replaces: Notice | None = None,
) -> Notice:
    """Tell `answers`' part of the edition in force, at `site` by `clerk`, and write it into the ledger.

    What is told about is given as `matter`, as `bundle`, or as `subject` where it may be either.

    `at` is an aware time (default now); its date in Asia/Shanghai decides edition, year of the serial and completion date. The same `request_key`
    again (a double click, a resent form) returns the first notice. `acting_for` is the colleague whose place `clerk` takes (AB 岗),
    `replaces` the older 告知单 on the same subject that this one is given out instead of.

    Raises CannotIssue when the matter or bundle is a draft, suspended or retired, has no edition in force, is not handled at the site, when a
    matter of the bundle is suspended, or an option is unknown.
    """
    subject = subject or matter or bundle
    if subject is None:
        raise TypeError("issue() needs a matter or a bundle")
    at = timezone.localtime(at)
    if earlier := already(request_key):
        return earlier
    edition = issuable_edition(subject, at)
    try:
        ingredients = gather(edition, answers or {}, site)
    except (UnknownOption, NotHandledHere) as error:
        raise CannotIssue(str(error)) from error
    require_running(ingredients.guide)
    setting = setting_for(edition, ingredients)
    with transaction.atomic():
        allocation = numbering.allocate(site=site, kind=NoticeKind.GUIDANCE, year=at.year)
        # Asked again under the lock of the series: of two equal requests the second finds the first's notice here.
        if earlier := already(request_key):
            return earlier
        token = chain.new_token()
        issuance = act_of_telling(allocation.serial, clerk, acting_for, manner, at)
        return enter(
            allocation,
            token,
            ingredients.sheet(notice_url(token), issuance),
            matter=edition.matter,
            bundle=edition.bundle,
            edition=edition,
            site=site,
            clerk=clerk,
            acting_for=acting_for,
            replaces=replaces,
            answers=ingredients.answers,
            manner=manner,
            issued_at=at,
            setting=setting.name,
            request_key=request_key,
        )


def issuable_edition(subject: Subject, at: datetime) -> Edition:
    """The edition that a notice told at `at` is made from.

    Raises CannotIssue with the reason when there is none.
    """
    replaced = ["successor"] if isinstance(subject, Matter) else []
    subject.refresh_from_db(fields=["standing", "standing_reason", *replaced])
    if subject.standing == Standing.DRAFT:
        raise CannotIssue(f"“{subject.name}”还没有发布，不能出具告知单。")
    if subject.standing == Standing.SUSPENDED:
        raise CannotIssue(f"“{subject.name}”暂停办理：{subject.standing_reason}")
    if subject.standing == Standing.RETIRED:
        successor = subject.successor if isinstance(subject, Matter) else None
        instead = f"请改用“{successor.name}”。" if successor else ""
        raise CannotIssue(f"“{subject.name}”已取消：{subject.standing_reason}。{instead}")
    edition = edition_in_force(subject, at.date())
    if edition is None:
        raise CannotIssue(f"“{subject.name}”目前没有生效的版本。")
    return edition


def require_running(guide: Guide) -> None:
    """Raises CannotIssue when a matter of a bundle that these answers do not leave out is not handled at present."""
    for matter in halted(guide) if guide.members else ():
        raise CannotIssue(
            f"“{guide.name}”里的“{matter.name}”{matter.get_standing_display()}：{matter.standing_reason}。"
            "可以先就其他事项分别出具告知单。"
        )
