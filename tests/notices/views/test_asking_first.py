"""The pages of 首问登记: noting, leading on, the slip, the list of the day."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import StaffUser
from matters.enums import How, Level
from matters.guide import Handling
from matters.models import Matter, Site
from notices.enquiries.enquiring import note_arrival, note_enquiry
from notices.enums import EnquiryOutcome as Outcome
from notices.models import Arrival, Enquiry, Notice
from tests.counter import address, signed_in
from tests.factories import make_clerk, make_guide, make_published, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def clerk() -> StaffUser:
    """Works at a community station, which hands nothing out itself here."""
    return make_clerk(make_site(Level.COMMUNITY))


@pytest.fixture
def street(clerk: StaffUser) -> Site:
    """The street centre the community belongs to: the nearest that handles street matters."""
    return make_site(region=clerk.site.region.parent)


@pytest.fixture
def matter(street: Site) -> Matter:
    """Handled by streets only."""
    return make_published(make_guide(handlings=(Handling(level=Level.STREET, how=How.DIRECT),)))


def led(clerk: StaffUser, to: Site, **values: Any) -> Enquiry:
    said = {"site": clerk.site, "clerk": clerk, "outcome": Outcome.LED_SITE, "led_site": to, "about": "问社保卡"}
    return note_enquiry(**{**said, **values})


def send(window: Client, query: str, **data: str) -> Any:
    filled = {"key": "k", "is_ours": "yes", "outcome": "answered", **data}
    return window.post(address("ask_first") + query, filled)


# Noting


def test_what_was_asked_is_found_as_at_the_desk_or_noted_in_its_own_words(window: Client, matter: Matter) -> None:
    page = window.get(address("ask_first"), {"q": matter.name}).content.decode()
    links = (f'href="{address("ask_first")}?m={matter.code}"', f'href="{address("ask_first")}?about=')
    assert [link in page for link in links] == [True, True]


def test_the_form_expects_the_nearest_place_that_handles_it(window: Client, matter: Matter, street: Site) -> None:
    form = window.get(address("ask_first"), {"m": matter.code}).context["form"]
    offered = form.fields["led_site"].choices[1][1][0]
    assert (form["outcome"].value(), form["led_site"].value(), form["is_ours"].value(), offered) == (
        "led_site",
        street.code,
        "no",
        (street.code, street.name),
    )


def test_an_answered_question_is_noted_and_leads_back_to_the_desk(window: Client, clerk: StaffUser) -> None:
    response = send(window, "?about=社保卡在哪领", about="社保卡在哪领")
    made = Enquiry.objects.get(clerk=clerk)
    assert (response.url, made.about, made.outcome, made.is_ours) == (
        address("counter"),
        "社保卡在哪领",
        Outcome.ANSWERED,
        True,
    )


def test_leading_on_leads_to_the_slip(window: Client, clerk: StaffUser, matter: Matter, street: Site) -> None:
    response = send(window, f"?m={matter.code}", outcome="led_site", led_site=street.code, is_ours="no")
    made = Enquiry.objects.get(clerk=clerk)
    assert (response.url, made.matter, made.led_site) == (address("ask_first_slip", made.pk), matter, street)


def test_the_form_sent_twice_is_one_row(window: Client, clerk: StaffUser) -> None:
    for _ in range(2):
        send(window, "?about=x", about="社保")
    assert Enquiry.objects.filter(clerk=clerk).count() == 1


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_is_kept(window: Client) -> None:
    page = send(window, "?about=x", about="社保卡", outcome="led_window", note="带小孩")
    text = page.content.decode()
    assert (page.status_code, "请写明引导到哪个窗口" in text, 'value="带小孩"' in text) == (400, True, True)
    assert [tag for tag in re.findall(r"<input[^>]*>", text) if "autofocus" in tag and 'name="led_to"' not in tag] == []


@pytest.mark.parametrize("query", ["?m=AAAAAA", "?b=AAAAAA", "?m=%00"])
def test_a_matter_nobody_knows_is_not_found(window: Client, query: str) -> None:
    assert window.get(address("ask_first") + query).status_code == 404


def test_a_matter_not_handled_here_is_led_on_from_its_own_page(
    window: Client, clerk: StaffUser, matter: Matter, street: Site
) -> None:
    page = window.get(address("counter_matter", matter.code))
    target = f"{address('ask_first')}?m={matter.code}"
    response = send(window, f"?m={matter.code}", outcome="led_site", led_site=page.context["elsewhere"][0].code)
    made = Enquiry.objects.get(clerk=clerk)
    assert (f'action="{target}"' in page.content.decode(), response.url, made.led_site) == (
        True,
        address("ask_first_slip", made.pk),
        street,
    )


# The list


def test_the_list_is_of_today_and_says_who_arrived(window: Client, clerk: StaffUser, street: Site) -> None:
    here, other = led(clerk, street, about="问甲事"), led(clerk, street, about="问乙事")
    led(clerk, street, about="昨天问的", at=timezone.now() - timedelta(days=1))
    note_arrival(other, site=street, clerk=make_clerk(street))
    pages = {key: window.get(address("ask_first_list"), {"arrived": key}).context["page"] for key in ("", "yes", "no")}
    assert {key: list(page.object_list) for key, page in pages.items()} == {
        "": [other, here],
        "yes": [other],
        "no": [here],
    }


def test_the_list_is_filtered_by_day_and_outcome(window: Client, clerk: StaffUser, street: Site) -> None:
    yesterday = timezone.localtime() - timedelta(days=1)
    old = led(clerk, street, at=yesterday)
    found = window.get(address("ask_first_list"), {"day": yesterday.date().isoformat(), "outcome": "led_site"})
    none = window.get(address("ask_first_list"), {"day": yesterday.date().isoformat(), "outcome": "answered"})
    assert [list(page.context["page"]) for page in (found, none)] == [[old], []]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_it_shows(
    window: Client, clerk: StaffUser, street: Site, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        led(clerk, street)
    window.get(address("ask_first_list"))
    with django_assert_num_queries(7):
        assert len(window.get(address("ask_first_list")).context["page"]) == count


# Arriving


def test_scanning_the_slip_opens_the_matter_with_who_led_there(clerk: StaffUser, street: Site, matter: Matter) -> None:
    enquiry, there = led(clerk, street, subject=matter), signed_in(make_clerk(street))
    response = there.get(address("counter"), {"q": f"https://x/r/{enquiry.token}/"})
    page = there.get(response.url).content.decode()
    assert (response.url, f"<strong>{clerk.site.name} {clerk.window} {clerk}</strong>引来" in page) == (
        f"{address('counter_matter', matter.code)}?slip={enquiry.token}",
        True,
    )


def test_issuing_there_notes_the_arrival_with_the_sheet_once(clerk: StaffUser, street: Site, matter: Matter) -> None:
    enquiry, there = led(clerk, street, subject=matter), signed_in(make_clerk(street))
    url = f"{address('counter_matter', matter.code)}?slip={enquiry.token}"
    here = there.get(url).context["here"]
    for _ in range(2):
        there.post(here, {"key": "k", "manner": "window"})
    assert Arrival.objects.get(enquiry=enquiry).notice == Notice.objects.get(matter=matter)


def test_the_slip_stays_with_the_page_while_questions_are_answered(
    clerk: StaffUser, street: Site, matter: Matter
) -> None:
    enquiry, there = led(clerk, street, subject=matter), signed_in(make_clerk(street))
    page = there.get(address("counter_matter", matter.code), {"slip": enquiry.token})
    assert page.context["here"].endswith(f"?slip={enquiry.token}")


def test_without_a_sheet_a_button_notes_the_arrival(clerk: StaffUser, street: Site) -> None:
    enquiry, there = led(clerk, street), signed_in(receiver := make_clerk(street))
    response = there.get(address("counter"), {"q": f"https://x/r/{enquiry.token}/"})
    for _ in range(2):
        there.post(response.url)
    arrival = Arrival.objects.get(enquiry=enquiry)
    assert (response.url, arrival.clerk, arrival.site, arrival.notice) == (
        address("slip_arrival", enquiry.token),
        receiver,
        street,
        None,
    )


def test_an_unknown_slip_is_said_to_be_one(window: Client) -> None:
    page = window.get(address("counter"), {"q": f"https://x/r/{'0' * 20}/"}).content.decode()
    assert "没有这张引导单" in page


# Who may


@pytest.mark.parametrize("name", ["ask_first_slip", "ask_first_slip_pdf"])
def test_another_sites_slip_does_not_exist(window: Client, name: str) -> None:
    other = make_clerk()
    enquiry = led(other, make_site())
    assert window.get(address(name, enquiry.pk)).status_code == 404


@pytest.mark.parametrize("name", ["ask_first", "ask_first_list", "stand_in"])
def test_an_editor_is_refused_and_the_anonymous_sign_in(name: str) -> None:
    editor = make_user(None, "matters.change_matter", is_staff=True)
    answers = [browser.get(address(name)).status_code for browser in (signed_in(editor), Client())]
    assert answers == [403, 302]


def test_another_sites_enquiries_are_not_listed(window: Client, clerk: StaffUser) -> None:
    led(make_clerk(), make_site())
    assert list(window.get(address("ask_first_list")).context["page"]) == []


def test_an_editor_and_the_anonymous_note_no_arrival(clerk: StaffUser, street: Site) -> None:
    enquiry = led(clerk, street)
    browsers = (signed_in(make_user(None, "matters.change_matter")), Client())
    answers = [browser.post(address("slip_arrival", enquiry.token)).status_code for browser in browsers]
    assert (answers, Arrival.objects.exists()) == ([403, 302], False)
