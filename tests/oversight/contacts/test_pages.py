"""Who may see a contact in full, and what the page says."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from oversight.cases.opening import open_case
from oversight.contacts.keeping import keep
from oversight.contacts.person import Person
from oversight.models import Contact, Stars
from oversight.rating import rate
from tests.counter import address, audited, make_notice, signed_in, text_of
from tests.factories import make_clerk, make_region, make_user
from tests.oversight.requests.making import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return make_request(on=timezone.localdate()).contact


def ask(user, contact, **sent):
    data = {"reason": "约定上门时间", "next": "/oversight/requests/", **sent}
    return signed_in(user).post(address("oversight_unmask", contact.pk), data)


def test_whoever_goes_to_the_door_sees_the_door(contact):
    answer = ask(contact.recorded_by, contact)
    assert "张三丰 电话 13812343210 地址 北关区灯塔路街道自由路社区5号楼1单元201" in text_of(answer)
    assert (answer["Cache-Control"], len(audited("unmask_contact"))) == ("no-store", 1)


def test_another_sites_clerk_does_not_know_of_it(contact):
    assert (ask(make_clerk(), contact).status_code, audited("unmask_contact")) == (404, [])


def test_an_auditor_reads_but_does_not_unmask(contact):
    auditor = make_user()
    auditor.groups.add(Group.objects.get(name="审计员"))
    assert (ask(auditor, contact).status_code, audited("unmask_contact")) == (403, [])


def test_an_inspector_of_another_region_does_not_know_of_it(contact):
    inspector = make_user(None, region=make_region())
    inspector.groups.add(Group.objects.get(name="督查人员"))
    assert ask(inspector, contact).status_code == 404


def test_without_a_reason_the_page_asks_for_it(contact):
    answer = ask(contact.recorded_by, contact, reason="")
    assert (answer.status_code, "请写明为什么要看完整信息" in text_of(answer)) == (400, True)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/oversight/", "/admin/"])
def test_the_way_back_stays_among_these_pages(contact, elsewhere):
    page = ask(contact.recorded_by, contact, next=elsewhere).content.decode()
    assert (elsewhere in page.partition("<main")[2], 'href="/oversight/"' in page) == (False, True)


@pytest.mark.usefixtures("known_rung")
def test_whom_a_case_is_about_never_learns_who_complained():
    clerk = make_clerk()
    lead = make_user(clerk.site, "notices.issue_notice")
    for user in (clerk, lead):
        user.groups.add(Group.objects.get(name="窗口负责人"))
    case = open_case(rate(make_notice(clerk.site, clerk), stars=Stars.BAD))
    noted = keep(case, phone="13812343210", told_privacy=True, by=None)
    assert (case.clerk, ask(clerk, noted).status_code, ask(lead, noted).status_code) == (clerk, 404, 200)


def test_erasing_goes_back_to_where_it_was_asked(contact):
    client = signed_in(contact.recorded_by)
    answer = client.post(address("oversight_erase_contact", contact.pk), {"next": "/oversight/requests/"})
    assert (answer["Location"], Contact.objects.get().phone_sealed) == ("/oversight/requests/", "")


def test_what_was_typed_as_a_name_is_only_text():
    row = make_request(on=timezone.localdate(), person=Person(name="<b>x</b>", address="自由路1号", told_privacy=True))
    page = signed_in(row.created_by).get(address("oversight_request", row.pk)).content.decode()
    assert "<b>x" not in page
