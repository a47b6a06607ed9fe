"""Writing a letter into the ledger: 补正, 容缺受理, 受理, 不予受理 and 更正, each in its own series of numbers.

As with a sheet one transaction takes the number and stores what the paper says; it is laid out when it is first printed.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Edition, Site
from matters.site_as_place import place_of
from matters.tailoring import UnknownOption, tailor
from notices import chain, numbering
from notices.composing import notice_url
from notices.enums import Manner, NoticeKind
from notices.ladder import LETTER_LADDER
from notices.ledger import CannotIssue, act_of_telling, already, enter
from notices.letters.composing import compose_letter
from notices.letters.letter import Occasion
from notices.models import Notice, OfficeProfile, Visit


def write_letter(
    root: Notice,
    *,
    kind: NoticeKind,
    site: Site,
    clerk: StaffUser,
    occasion: Occasion,
    manner: Manner = Manner.WINDOW,
    visit: Visit | None = None,
    edition: Edition | None = None,
    at: datetime | None = None,
    request_key: str | None = None,
    acting_for: StaffUser | None = None,
) -> Notice:
    """The letter of that kind on the affair of `root`, a 告知单, and the row of the ledger it stands in.

    It speaks of exactly what that sheet told (its edition and answers); a correction of `edition`, the one in force now. `at` is an aware time
    (default now). The same `request_key` again returns the first letter. Raises ledger.CannotIssue where the sheet is void, and ValueError for a
    告知单 as `kind`.
    """
    if kind == NoticeKind.GUIDANCE or not root.is_sheet:
        raise ValueError("a letter follows a 告知单 and is none")
    at = timezone.localtime(at)
    edition = edition or root.edition
    guide = _tailored(edition, root)
    place = next((p for p in places_for(guide, root.subject) if p.code == site.code), place_of(site))
    profile = OfficeProfile.current().as_plain()
    with transaction.atomic():
        _lock_unless_void(root)
        allocation = numbering.allocate(site=site, kind=kind, year=at.year)
        if earlier := already(request_key):
            return earlier
        token = chain.new_token()
        issuance = act_of_telling(allocation.serial, clerk, acting_for, manner, at)
        url = notice_url(token)
        return enter(
            allocation,
            token,
            compose_letter(kind, guide, place, occasion, profile=profile, url=url, issuance=issuance),
            follows=root,
            visit=visit,
            matter=root.matter,
            bundle=root.bundle,
            edition=edition,
            site=site,
            clerk=clerk,
            acting_for=acting_for,
            answers=root.answers,
            manner=manner,
            issued_at=at,
            setting=LETTER_LADDER[0].name,
            request_key=request_key,
        )


def _lock_unless_void(root: Notice) -> None:
    """The lock of the thread, taken before that of the series wherever both are: no letter comes to be on a sheet while it is withdrawn."""
    locked = Notice.objects.select_for_update().only("pk", "serial").get(pk=root.pk)
    if locked.is_void:
        raise CannotIssue(f"{root.serial} 已经作废，不能再出文书。")


def _tailored(edition: Edition, root: Notice) -> Guide:
    try:
        return tailor(edition.guide, root.answers)
    except UnknownOption:  # a correction says that the questions changed
        return edition.guide
