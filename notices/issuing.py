"""Issuing a notice: one transaction allocates the serial and stores the sheet; rendering follows the commit (`rendering`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.bundle_lookup import halted
from matters.completeness import texts
from matters.enums import Standing
from matters.guide import Guide
from matters.models import Bundle, CalendarDay, Edition, Matter, Site, Subject
from matters.plain import digest, to_plain
from matters.publishing import edition_in_force
from matters.tailoring import UnknownOption
from notices import chain, fonts, numbering
from notices.composing import NotHandledHere, gather, notice_url
from notices.enums import Manner, NoticeKind
from notices.fitting import setting_for
from notices.models import Notice
from notices.sheet import Issuance, Sheet


class CannotIssue(Exception):
    """Nothing was written; the message says why in words for the clerk."""


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
) -> Notice:
    """Tell `answers`' part of the edition in force, at `site` by `clerk`, and write it into the ledger.

    What is told about is given as `matter`, as `bundle`, or as `subject` where it may be either.

    `at` is an aware time (default now); its date in Asia/Shanghai decides edition, year of the serial and completion date. The same `request_key`
    again (a double click, a resent form) returns the first notice.

    Raises CannotIssue when the matter or bundle is a draft, suspended or retired, has no edition in force, is not handled at the site, when a
    matter of the bundle is suspended, or an option is unknown.
    """
    subject = subject or matter or bundle
    if subject is None:
        raise TypeError("issue() needs a matter or a bundle")
    at = timezone.localtime(at)
    if earlier := _already(request_key):
        return earlier
    edition = issuable_edition(subject, at)
    try:
        ingredients = gather(edition, answers or {}, site)
    except (UnknownOption, NotHandledHere) as error:
        raise CannotIssue(str(error)) from error
    require_running(ingredients.guide)
    setting = setting_for(edition, ingredients)
    calendar = CalendarDay.objects.around(at.date()).as_calendar()
    with transaction.atomic():
        allocation = numbering.allocate(site=site, kind=NoticeKind.GUIDANCE, year=at.year)
        # Asked again under the lock of the series: of two equal requests the second finds the first's notice here.
        if earlier := _already(request_key):
            return earlier
        issuance = Issuance(
            serial=allocation.serial,
            clerk=clerk.public_name,
            window=clerk.window,
            manner=manner,
            told_at=at.replace(tzinfo=None),
            calendar=calendar,
        )
        token = chain.new_token()
        sheet = ingredients.sheet(notice_url(token), issuance)
        _require_printable(sheet)
        columns: dict[str, Any] = {"matter": edition.matter, "bundle": edition.bundle, "edition": edition, "site": site}
        columns |= {"clerk": clerk, "answers": ingredients.answers, "manner": manner, "issued_at": at}
        columns |= {"setting": setting.name, "request_key": request_key}
        return _write(allocation, token, sheet, columns)


def _write(allocation: numbering.Allocation, token: str, sheet: Sheet, columns: dict[str, Any]) -> Notice:
    """The ledger's row, tied to the one before it, and its number used; inside the transaction that took the number."""
    notice = Notice(
        serial=allocation.serial,
        token=token,
        kind=sheet.kind,
        year=allocation.counter.year,
        number=allocation.number,
        snapshot=to_plain(sheet),
        snapshot_sha256=digest(sheet),
        previous_sha256=allocation.previous_sha256,
        **columns,
    )
    notice.chain_sha256 = notice.linked_to(allocation.previous_sha256)
    notice.save(force_insert=True)
    numbering.close(allocation, notice.chain_sha256)
    return notice


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


def _require_printable(sheet: Sheet) -> None:
    """An address, a window or a name may hold a character that was never published with the guide."""
    for _, text in texts(sheet):
        if missing := fonts.missing_characters(text):
            raise CannotIssue(f"“{text[:20]}”里的字符“{''.join(missing[:3])}”印不出来，请联系管理员改正后再出具。")


def _already(request_key: str | None) -> Notice | None:
    return Notice.objects.filter(request_key=request_key).first() if request_key else None
