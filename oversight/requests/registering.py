"""A service is asked for: one row, with the contact apart from it."""

from dataclasses import asdict
from datetime import date, time

from django.db import IntegrityError, transaction

from accounts.models import StaffUser
from accounts.personal_numbers import holds_personal_number
from matters.models import Bundle, Matter, Site
from matters.publishing import today as day_now
from notices.models import Notice
from oversight.contacts.keeping import keep
from oversight.contacts.person import NOBODY, Person
from oversight.enums import RequestState, ServiceMode, StepDeed
from oversight.models import ServiceRequest
from oversight.once import already
from oversight.refusal import CannotDo
from oversight.requests.scope import helpers_of, sites_of
from oversight.requests.times import require_possible
from oversight.requests.times import words as span_words
from oversight.storytelling import step


def register(
    *,
    by: StaffUser,
    mode: ServiceMode,
    site: Site,
    on: date,
    starts: time | None = None,
    ends: time | None = None,
    matter: Matter | None = None,
    bundle: Bundle | None = None,
    notice: Notice | None = None,
    place: str = "",
    words: str = "",
    assignee: StaffUser | None = None,
    person: Person = NOBODY,
    request_key: str | None = None,
) -> ServiceRequest:
    """Note that a service is asked for; with an `assignee` it is arranged at once. The same `request_key` again returns the first row.

    Raises CannotDo for a site or helper out of reach, a day that has passed, a home visit without an address, and words that tell who somebody is.
    """
    if earlier := already(ServiceRequest, request_key):
        return earlier
    require_possible(on, (starts, ends), day_now())
    require_reachable(by, site, assignee)
    require_impersonal(person.name, place=place, words=words)
    if not (matter or bundle or words):
        raise CannotDo("请选一个事项，或写一句要办什么。", "words")
    if mode == ServiceMode.HOME and not person.address.strip():
        raise CannotDo("上门办要有地址，才找得到门。地址加密保存。", "address")
    try:
        with transaction.atomic():
            row = ServiceRequest.objects.create(
                mode=mode, site=site, on=on, starts=starts, ends=ends, matter=matter, bundle=bundle, notice=notice,
                place=place, words=words, assignee=assignee, created_by=by, request_key=request_key,
                state=RequestState.ARRANGED if assignee else RequestState.WAITING,
            )  # fmt: skip
            helper = assignee.public_name if assignee else ""
            step(row, StepDeed.OPENED, by=by, day=on.isoformat(), time=span_words((starts, ends)), helper=helper)
            if person.is_given:
                keep(row, **asdict(person), by=by)
            return row
    except IntegrityError:
        if earlier := already(ServiceRequest, request_key):
            return earlier
        raise


def require_reachable(by: StaffUser, site: Site, assignee: StaffUser | None) -> None:
    """Raises CannotDo where `by` arranges nothing at `site`, or `assignee` does not work there."""
    if not sites_of(by).filter(pk=site.pk).exists():
        raise CannotDo("这个办事地点不在您的范围内。", "site")
    require_helper(site, assignee)


def require_helper(site: Site, assignee: StaffUser | None) -> None:
    """Raises CannotDo where `assignee` does not work at `site`."""
    if assignee and not helpers_of(site).filter(pk=assignee.pk).exists():
        raise CannotDo(f"{assignee.public_name}不是{site.name}的工作人员。", "assignee")


def require_impersonal(name: str, **texts: str) -> None:
    """Raises CannotDo with the field whose words hold a person's number, or that name."""
    for field, text in texts.items():
        if holds_personal_number(text):
            raise CannotDo("里面像是有电话或证件号码，请只填在下面的联系方式里。", field)
        if len(name.strip()) > 1 and name.strip() in text:
            raise CannotDo("请不要在这里写姓名，姓名只填在联系方式里。", field)
