"""首问负责: noting what somebody asked first of all here, where they were led, and that they arrived. Rows are only ever added."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import StaffUser
from accounts.personal_numbers import holds_personal_number
from matters.models import Matter, Site, Subject
from notices import chain, fonts
from notices.access import ISSUE, VIEW, in_ledger_scope
from notices.enums import EnquiryOutcome, Manner
from notices.models import Arrival, Enquiry, Notice
from notices.models.enquiry import EnquiryQuerySet

LED = (EnquiryOutcome.LED_WINDOW, EnquiryOutcome.LED_SITE, EnquiryOutcome.LED_OFFICE)
"""Those after which a person is on the way, with a slip in hand."""
_WHERE_TO = {
    EnquiryOutcome.LED_WINDOW: "请写明引导到哪个窗口。",
    EnquiryOutcome.LED_OFFICE: "请写明引导到哪个单位，最好带上电话。",
    EnquiryOutcome.PUT_THROUGH: "请写明转接到哪个单位或电话。",
}


class CannotNote(Exception):
    """Nothing was written; the message says why in words for the clerk, `field` which entry it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def note_enquiry(
    *,
    site: Site,
    clerk: StaffUser,
    outcome: EnquiryOutcome,
    subject: Subject | None = None,
    about: str = "",
    is_ours: bool = True,
    led_site: Site | None = None,
    led_to: str = "",
    note: str = "",
    manner: Manner = Manner.WINDOW,
    notice: Notice | None = None,
    at: datetime | None = None,
    request_key: str | None = None,
    acting_for: StaffUser | None = None,
) -> Enquiry:
    """Note that somebody asked `clerk` at `site` about `subject` or `about`, and what became of it.

    `at` is an aware time (default now). The same `request_key` again returns the first row. Somebody who is led on within the site has this site as
    `led_site`. Raises CannotNote where it is not said what was asked or where the person was led, or where a text holds a personal number or a
    character that cannot be printed on the slip.
    """
    about, led_to, note = about.strip(), led_to.strip(), note.strip()
    if outcome == EnquiryOutcome.LED_WINDOW:
        led_site = site
    _require_complete(outcome, site, subject, about, led_site, led_to, notice)
    _require_fit({"about": about, "led_to": led_to, "note": note})
    values = {
        "token": chain.new_token(),
        "site": site,
        "clerk": clerk,
        "acting_for": acting_for,
        "at": at or timezone.now(),
        "manner": manner,
        "matter" if isinstance(subject, Matter) else "bundle": subject,
        "about": about,
        "is_ours": is_ours,
        "outcome": outcome,
        "led_site": led_site if outcome in LED else None,
        "led_to": led_to,
        "note": note,
        "notice": notice,
    }
    if request_key is None:
        return Enquiry.objects.create(**values)
    return Enquiry.objects.get_or_create(request_key=request_key, defaults=values)[0]


def note_arrival(
    enquiry: Enquiry,
    *,
    site: Site,
    clerk: StaffUser,
    notice: Notice | None = None,
    acting_for: StaffUser | None = None,
) -> Arrival:
    """Note that the person who was led on arrived at `site`; `notice` is the sheet they were given there. Once: later calls return the first row.

    Raises CannotNote for an enquiry that led nobody anywhere.
    """
    if enquiry.outcome not in LED:
        raise CannotNote("这条首问登记没有引导到别处，不用登记到达。")
    try:
        with transaction.atomic():
            return Arrival.objects.create(enquiry=enquiry, site=site, clerk=clerk, acting_for=acting_for, notice=notice)
    except IntegrityError:
        return Arrival.objects.get(enquiry=enquiry)


def led_by(token: str) -> Enquiry | None:
    """The enquiry of a slip with that token, with the rows that its page and its paper name."""
    return Enquiry.objects.filter(outcome__in=LED, token=token).with_parts().first() if token else None


def visible_enquiries(user: StaffUser) -> EnquiryQuerySet:
    """What `user` may read of them: as of notices, those in the scope of who may view the ledger, else their own site's for a clerk."""
    if user.has_perm(VIEW):
        return Enquiry.objects.filter(in_ledger_scope(user))
    if user.has_perm(ISSUE) and user.site:
        return Enquiry.objects.filter(site=user.site)
    return Enquiry.objects.none()


def _require_complete(
    outcome: EnquiryOutcome,
    site: Site,
    subject: Subject | None,
    about: str,
    led_site: Site | None,
    led_to: str,
    notice: Notice | None,
) -> None:
    if subject is None and not about:
        raise CannotNote("请写明问的是什么事。", "about")
    if outcome == EnquiryOutcome.TOLD and notice is None:
        raise CannotNote("出具告知单的，请打开事项直接出具。", "outcome")
    if outcome == EnquiryOutcome.LED_SITE and (led_site is None or led_site == site or not led_site.is_active):
        raise CannotNote("请选择引导到哪个办事地点，不能是本点。", "led_site")
    if outcome in _WHERE_TO and not led_to:
        raise CannotNote(_WHERE_TO[outcome], "led_to")


def _require_fit(said: dict[str, str]) -> None:
    for field, text in said.items():
        if field != "led_to" and holds_personal_number(text, landline=False):
            raise CannotNote("首问登记不记个人信息，请去掉手机号、身份证号。", field)
        if missing := fonts.missing_characters(text):
            raise CannotNote(f"字符“{''.join(missing[:3])}”印不出来，请换一个。", field)
