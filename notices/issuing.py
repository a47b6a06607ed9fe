"""Issuing a notice: one transaction allocates the serial and stores the sheet; rendering follows the commit (`rendering`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.completeness import texts
from matters.enums import Standing
from matters.models import CalendarDay, Edition, Matter, Site
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
    matter: Matter,
    site: Site,
    clerk: StaffUser,
    answers: Mapping[str, str] | None = None,
    manner: Manner = Manner.WINDOW,
    at: datetime | None = None,
    request_key: str | None = None,
) -> Notice:
    """Tell `answers`' part of the edition in force, at `site` by `clerk`, and write it into the ledger.

    `at` is an aware time (default now); its date in Asia/Shanghai decides edition, year of the serial and completion date. The same `request_key`
    again (a double click, a resent form) returns the first notice.

    Raises CannotIssue when the matter is a draft, suspended or retired, has no edition in force, is not handled at the site, or an option is unknown.
    """
    at = timezone.localtime(at)
    if earlier := _already(request_key):
        return earlier
    edition = issuable_edition(matter, at)
    try:
        ingredients = gather(edition, answers or {}, site)
    except (UnknownOption, NotHandledHere) as error:
        raise CannotIssue(str(error)) from error
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
        columns = {"matter": matter, "edition": edition, "site": site, "clerk": clerk, "answers": ingredients.answers}
        columns |= {"manner": manner, "issued_at": at, "setting": setting.name, "request_key": request_key}
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


def issuable_edition(matter: Matter, at: datetime) -> Edition:
    """The edition that a notice told at `at` is made from.

    Raises CannotIssue with the reason when there is none.
    """
    matter.refresh_from_db(fields=["standing", "standing_reason", "successor"])
    if matter.standing == Standing.DRAFT:
        raise CannotIssue(f"“{matter.name}”还没有发布，不能出具告知单。")
    if matter.standing == Standing.SUSPENDED:
        raise CannotIssue(f"“{matter.name}”暂停办理：{matter.standing_reason}")
    if matter.standing == Standing.RETIRED:
        successor = f"请改用“{matter.successor.name}”。" if matter.successor else ""
        raise CannotIssue(f"“{matter.name}”已取消：{matter.standing_reason}。{successor}")
    edition = edition_in_force(matter, at.date())
    if edition is None:
        raise CannotIssue(f"“{matter.name}”目前没有生效的版本。")
    return edition


def _require_printable(sheet: Sheet) -> None:
    """An address, a window or a name may hold a character that was never published with the guide."""
    for _, text in texts(sheet):
        if missing := fonts.missing_characters(text):
            raise CannotIssue(f"“{text[:20]}”里的字符“{''.join(missing[:3])}”印不出来，请联系管理员改正后再出具。")


def _already(request_key: str | None) -> Notice | None:
    return Notice.objects.filter(request_key=request_key).first() if request_key else None
