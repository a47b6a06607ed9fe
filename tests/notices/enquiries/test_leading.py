"""Where somebody who was led on has to go: the public page and the slip."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.models import Matter, Site
from notices.enquiries.enquiring import led_by, note_arrival, note_enquiry
from notices.enquiries.leading import destination, print_slip, slip_of
from notices.enquiries.slip import Slip, to_bring
from notices.enums import EnquiryOutcome as Outcome
from notices.models import Enquiry
from notices.sheet_parts import Line
from tests.counter import address, asking_guide
from tests.factories import local, make_clerk, make_guide, make_published, make_site
from tests.paper import Paper, decoded, outside, overlaps, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> StaffUser:
    """Who leads on."""
    return make_clerk()


@pytest.fixture
def there() -> Site:
    """Where to."""
    return make_site(transit="乘演示7路")


@pytest.fixture
def matter() -> Matter:
    """With questions."""
    return make_published(asking_guide())


def led(clerk: StaffUser, outcome: Outcome = Outcome.LED_SITE, **values: Any) -> Enquiry:
    made = note_enquiry(site=clerk.site, clerk=clerk, outcome=outcome, **values)
    found = led_by(made.token)
    assert found is not None
    return found


def test_the_slip_says_where_to_go_what_to_bring_and_who_sends(clerk: StaffUser, there: Site, matter: Matter) -> None:
    enquiry = led(clerk, subject=matter, led_site=there)
    slip = slip_of(enquiry)
    lines = {line.key: line.text for line in slip.lines}
    assert (slip.to, slip.position, slip.matter, slip.sender, slip.url) == (
        there.name,
        "一楼1号窗口",
        matter.name,
        f"{clerk.site.name} {clerk.window} {clerk}",
        f"https://zwfw.example.gov.cn/r/{enquiry.token}/",
    )
    assert lines == {
        "address": there.address,
        "phone": there.phone,
        "transit": there.transit,
        "bring": f"3项材料（按您的情形可能少一些），https://zwfw.example.gov.cn/g/{matter.code}/",
    }


def test_another_window_is_named_as_the_clerk_wrote_it(clerk: StaffUser, matter: Matter) -> None:
    slip = slip_of(led(clerk, Outcome.LED_WINDOW, subject=matter, led_to="5号窗口"))
    assert (slip.to, slip.position) == (clerk.site.name, "5号窗口")


def test_of_another_office_only_what_the_clerk_knew_is_said(clerk: StaffUser) -> None:
    slip = slip_of(led(clerk, Outcome.LED_OFFICE, about="公积金", led_to="公积金中心 0372-0005555"))
    assert (slip.to, slip.position, slip.lines) == ("公积金中心 0372-0005555", "", ())


def test_whoever_stands_in_is_named_on_the_slip(clerk: StaffUser, there: Site) -> None:
    colleague = make_clerk(clerk.site)
    slip = slip_of(led(clerk, about="公积金", led_site=there, acting_for=colleague))
    assert slip.sender.endswith(f"{clerk}（代{colleague}）")


def test_no_papers_and_no_matter_are_said_shortly() -> None:
    assert [to_bring(guide) for guide in (None, make_guide(requirements=()), make_guide())] == [
        "",
        "不用带材料",
        "3项材料",
    ]


def test_the_slip_is_one_a6_page_whose_code_decodes(clerk: StaffUser, there: Site, matter: Matter) -> None:
    slip = slip_of(led(clerk, subject=matter, led_site=there))
    paper = Paper(print_slip(slip).data)
    printed = (slip.to, slip.position, slip.matter, slip.sender, slip.day, slip.url, *(x.text for x in slip.lines))
    assert ([page.size for page in paper.pages], decoded(paper.raster)) == ([(298, 420)], [slip.url])
    assert [text for text in printed if squeezed(text) not in paper.text] == []


def test_the_longest_slip_there_can_be_is_one_page() -> None:
    lines = [("address", 200), ("hours", 100), ("phone", 40), ("transit", 302), ("note", 200), ("bring", 90)]
    slip = Slip(
        office="机" * 100,
        demo="演示数据",
        matter="事" * 200,
        to="地" * 100,
        position="窗" * 200,
        lines=tuple(Line(key=key, label="标签", text="字" * length) for key, length in lines),
        sender="人" * 220,
        day="2026年12月31日 23:59",
        url="https://zwfw.example.gov.cn/r/0123456789ABCDEFGHJK/",
    )
    paper = Paper(print_slip(slip).data)
    assert (len(paper.pages), decoded(paper.raster), overlaps(paper), outside(paper)) == (1, [slip.url], [], [])


# The public page


def page_of(enquiry: Enquiry) -> Any:
    return Client().get(address("slip", enquiry.token))


def test_the_public_page_says_where_and_leads_to_the_list(clerk: StaffUser, there: Site, matter: Matter) -> None:
    page = page_of(led(clerk, subject=matter, led_site=there)).content.decode()
    parts = (there.name, there.address, f'href="https://zwfw.example.gov.cn/g/{matter.code}/"', f"tel:{there.phone}")
    assert [part in page for part in parts] == [True] * 4


def test_the_public_page_says_whether_it_is_open(clerk: StaffUser, matter: Matter) -> None:
    demo = Site.objects.get(code="dengtalu")
    found = destination(led(clerk, subject=matter, led_site=demo), local(2026, 3, 9, 10, 0))
    assert found.state is not None
    assert found.state.words.startswith("现在开门，12:00关门")


def test_the_public_page_names_no_person(clerk: StaffUser, there: Site, matter: Matter) -> None:
    page = page_of(led(clerk, subject=matter, led_site=there, note="腿脚不便")).content.decode()
    assert [word in page for word in (clerk.public_name, "腿脚不便")] == [False, False]


def test_the_public_page_says_that_somebody_arrived(clerk: StaffUser, there: Site) -> None:
    enquiry = led(clerk, about="公积金", led_site=there)
    note_arrival(enquiry, site=there, clerk=make_clerk(there))
    assert "已到达" in page_of(enquiry).content.decode()


@pytest.mark.parametrize("token", ["0" * 20, "x", "。"])
def test_a_slip_nobody_knows_is_not_found(token: str) -> None:
    page = Client().get(address("slip", token))
    assert (page.status_code, "没有这张引导单" in page.content.decode()) == (404, True)


def test_the_token_is_read_as_people_type_it(clerk: StaffUser, there: Site) -> None:
    enquiry = led(clerk, about="公积金", led_site=there)
    typed = enquiry.token.lower().replace("0", "o").replace("1", "l")
    assert Client().get(address("slip", typed)).status_code == 200


def test_the_public_page_cannot_be_written_to(clerk: StaffUser, there: Site) -> None:
    url = address("slip", led(clerk, about="公积金", led_site=there).token)
    assert Client(enforce_csrf_checks=True).post(url).status_code == 405
