"""Every form of the counter sent twice, as by a double click or from a page one went back to: one row, and both answers lead to the same place."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from matters.enums import Standing
from matters.models import Bundle
from notices.enquiries.enquiring import note_enquiry
from notices.enums import Decision, EnquiryOutcome
from notices.models import Notice
from notices.personal.applicants import note_applicant
from tests.affairs import make_visit
from tests.counter import address, make_notice, signed_in
from tests.factories import add_edition, make_clerk, make_guide
from tests.notices.access_table import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

PERSON = {"name": "演示人", "phone": "13800003210"}
READ_ONLY = {"sheet_preview_live", "print_start", "print_cancel", "print_again", "counter_export"}
"""Those whose answer is a look (and goes on record each time), and printing, which has tests of its own."""


@pytest.fixture(autouse=True)
def _still(time_machine: Any) -> None:
    time_machine.move_to(timezone.localtime(), tick=False)  # the demo's bundles hold from today on


Sent = tuple[str, dict[str, Any]]
"""Where a form is sent, and what it holds."""


def issue_it(notice: Notice) -> Sent:
    return address("counter_matter", notice.matter.code), {"key": "k", "manner": "window"}


def issue_bundle(notice: Notice) -> Sent:
    notice.clerk.site = apps.get_model("matters", "Site").objects.get(code="beiguan")
    notice.clerk.save()
    code = Bundle.objects.filter(standing=Standing.LIVE).first().code
    return address("counter_bundle", code), {"key": "k", "manner": "window"}


def star(notice: Notice) -> Sent:
    return address("counter_matter_star", notice.matter.code), {"keep": "1"}


def star_bundle(notice: Notice) -> Sent:
    return address("counter_bundle_star", Bundle.objects.filter(standing=Standing.LIVE).first().code), {"keep": "1"}


def reprint(notice: Notice) -> Sent:
    return address("counter_reprint", notice.pk), {}


def void(notice: Notice) -> Sent:
    return address("counter_void", notice.pk), {"reason": "情形选错"}


def correct(notice: Notice) -> Sent:
    add_edition(notice.matter, make_guide(name="改了名称的事项"), timezone.localdate())
    return address("counter_correct", notice.pk), {"manner": "window"}


def correct_matter(notice: Notice) -> Sent:
    correct(notice)
    return f"{address('counter_correct_matter')}?matter={notice.matter.code}", {"manner": "window"}


def receive(notice: Notice) -> Sent:
    return address("counter_receive", notice.pk), {"receiver": "self", "how": "stub"}


def sign(notice: Notice) -> Sent:
    return address("counter_sign", notice.pk), {"receiver": "self", "strokes": "[[[0,0],[9,9],[9,0]]]"}


def scan_a_stub(notice: Notice) -> Sent:
    return address("stubs"), {"line": notice.serial}


def note_person(notice: Notice) -> Sent:
    return address("counter_applicant", notice.pk), {**PERSON, "told_privacy": "on"}


def erase_person(notice: Notice) -> Sent:
    note_applicant(notice, **PERSON, by=notice.clerk, told_privacy=True)
    return address("counter_erase", notice.pk), {}


def come_back(notice: Notice) -> Sent:
    return address("counter_return", notice.pk), {"key": "k", "seen": "0", "decision": "withdrawn", "note": "演示"}


def undo(notice: Notice) -> Sent:
    return address("counter_undo_visit", make_visit(notice, Decision.KEPT).pk), {}


def ask_first(notice: Notice) -> Sent:
    form = {"key": "k", "is_ours": "yes", "outcome": "answered", "manner": "window"}
    return f"{address('ask_first')}?m={notice.matter.code}", form


def arrive(notice: Notice) -> Sent:
    here = {"site": notice.site, "clerk": notice.clerk, "led_to": "2号窗口"}
    return address("slip_arrival", note_enquiry(**here, outcome=EnquiryOutcome.LED_WINDOW, about="演示").token), {}


def stand_in(notice: Notice) -> Sent:
    return address("stand_in"), {"colleague": str(make_clerk(notice.site).pk)}


def stand_in_end(notice: Notice) -> Sent:
    return address("stand_in_end"), {}


FORMS = {
    "counter_matter": issue_it, "counter_bundle": issue_bundle, "counter_matter_star": star, "counter_bundle_star": star_bundle,
    "counter_reprint": reprint, "counter_void": void, "counter_correct": correct, "counter_correct_matter": correct_matter,
    "counter_receive": receive, "counter_sign": sign, "stubs": scan_a_stub, "counter_applicant": note_person,
    "counter_erase": erase_person, "counter_return": come_back, "counter_undo_visit": undo, "ask_first": ask_first,
    "slip_arrival": arrive, "stand_in": stand_in, "stand_in_end": stand_in_end,
}  # fmt: skip
LOOKS = {"counter_unmask", "counter_signature", "counter_stub_photo"}
"""Two looks at personal data, each on record; the photo is tested with its upload."""


def test_no_form_of_the_counter_is_forgotten() -> None:
    posts = {name for name, cells in rows().items() if cells["POST", "anonymous"] == "in"}
    assert posts == set(FORMS) | LOOKS | READ_ONLY


def everything() -> dict[str, int]:
    """How many rows every table of ours has."""
    ours = [m for app in ("accounts", "matters", "notices", "oversight") for m in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._default_manager.count() for model in ours}


@pytest.fixture
def notice() -> Notice:
    """Given out just now, received by nobody yet."""
    return make_notice(at=None)


@pytest.fixture
def window(notice: Notice) -> Client:
    return signed_in(notice.clerk)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_sent_twice_is_sent_once(notice: Notice, window: Client, form: Callable[[Notice], Sent]) -> None:
    path, data = form(notice)
    before = everything()
    first = window.post(path, data)
    once = everything()
    second = window.post(path, data)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert everything() == once
    assert once != before or form is stand_in_end
