"""首问负责: noting what was asked, and that who was led on arrived."""

from typing import Any

import pytest

from accounts.models import StaffUser
from matters.models import Matter
from notices.enquiries.enquiring import CannotNote, led_by, note_arrival, note_enquiry, visible_enquiries
from notices.enums import EnquiryOutcome as Outcome
from notices.models import Arrival, Enquiry
from tests.factories import make_clerk, make_matter, make_site, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter() -> Matter:
    """Any matter."""
    return make_matter()


def noted(clerk: StaffUser, outcome: Outcome = Outcome.ANSWERED, **values: Any) -> Enquiry:
    return note_enquiry(**{"site": clerk.site, "clerk": clerk, "outcome": outcome, "about": "问社保卡", **values})


def test_an_enquiry_keeps_what_was_asked_and_how_it_ended(clerk: StaffUser, matter: Matter) -> None:
    other = make_site()
    made = noted(clerk, Outcome.LED_SITE, subject=matter, about="", led_site=other, is_ours=False, note="带小孩")
    kept = Enquiry.objects.get(pk=made.pk)
    assert (kept.site, kept.clerk, kept.matter, kept.led_site, kept.is_ours, kept.note, len(kept.token)) == (
        clerk.site,
        clerk,
        matter,
        other,
        False,
        "带小孩",
        20,
    )


def test_somebody_led_to_another_window_stays_at_the_site(clerk: StaffUser) -> None:
    made = noted(clerk, Outcome.LED_WINDOW, led_to=" 5号窗口 ")
    assert (made.led_site, made.led_to) == (clerk.site, "5号窗口")


def test_where_nobody_was_led_no_site_is_kept(clerk: StaffUser) -> None:
    assert noted(clerk, Outcome.ANSWERED, led_site=make_site()).led_site is None


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"about": " "}, "about", "请写明问的是什么事"),
        ({"outcome": Outcome.TOLD}, "outcome", "请打开事项直接出具"),
        ({"outcome": Outcome.LED_SITE}, "led_site", "请选择引导到哪个办事地点"),
        ({"outcome": Outcome.LED_WINDOW}, "led_to", "请写明引导到哪个窗口"),
        ({"outcome": Outcome.LED_OFFICE}, "led_to", "请写明引导到哪个单位"),
        ({"outcome": Outcome.PUT_THROUGH}, "led_to", "请写明转接到哪个单位"),
        ({"about": "13800138000问社保"}, "about", "不记个人信息"),
        ({"note": "身份证11010119900307123X"}, "note", "不记个人信息"),
        ({"about": "问😀"}, "about", "印不出来"),
    ],
)
def test_an_incomplete_enquiry_is_refused_with_the_field(
    clerk: StaffUser, values: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(CannotNote, match=reason) as refusal:
        noted(clerk, **values)
    assert (refusal.value.field, Enquiry.objects.exists()) == (field, False)


@pytest.mark.parametrize("closed", [False, True])
def test_nobody_is_led_to_the_same_or_a_closed_site(clerk: StaffUser, *, closed: bool) -> None:
    with pytest.raises(CannotNote, match="不能是本点"):
        noted(clerk, Outcome.LED_SITE, led_site=make_site(is_active=False) if closed else clerk.site)


def test_the_same_request_again_is_the_same_row(clerk: StaffUser) -> None:
    first, second = (noted(clerk, request_key="k") for _ in range(2))
    assert (first, Enquiry.objects.count()) == (second, 1)


def test_who_was_led_on_arrives_once(clerk: StaffUser) -> None:
    other = make_clerk()
    enquiry = noted(clerk, Outcome.LED_SITE, led_site=other.site)
    first, second = (note_arrival(enquiry, site=other.site, clerk=other) for _ in range(2))
    assert (first, first.site, Arrival.objects.count()) == (second, other.site, 1)


def test_who_was_not_led_on_does_not_arrive(clerk: StaffUser) -> None:
    with pytest.raises(CannotNote, match="没有引导到别处"):
        note_arrival(noted(clerk), site=clerk.site, clerk=clerk)


def test_a_slip_is_known_by_its_token_and_only_a_slip(clerk: StaffUser) -> None:
    led, answered = noted(clerk, Outcome.LED_WINDOW, led_to="5号窗口"), noted(clerk)
    assert [led_by(token) for token in (led.token, answered.token, "", "0" * 20)] == [led, None, None, None]


def test_clerks_see_their_sites_enquiries_and_inspectors_their_scopes(clerk: StaffUser) -> None:
    here, elsewhere = noted(clerk), noted(make_clerk())
    inspector = make_user(None, "notices.view_notice", region=clerk.site.region)
    seen = {user: set(visible_enquiries(user)) for user in (clerk, inspector, make_user(clerk.site))}
    assert list(seen.values()) == [{here}, {here}, set()]
    assert elsewhere in visible_enquiries(make_user(None, "notices.view_notice"))
