"""Who may see and do what: every address of the counter for every kind of person, as a table."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.models import Site
from notices.access import issuing_site, visible_notices
from notices.models import Notice
from tests.counter import address, make_notice, signed_in
from tests.factories import make_clerk, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture(autouse=True)
def _no_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes of the paper are not what is tested here."""
    monkeypatch.setattr("notices.views.notice.print_notice", lambda _, **__: _Printed())


@dataclass
class _Printed:
    data: bytes = b"%PDF-1.7"
    sha256: str = "0"


def inspector(site: Site) -> StaffUser:
    return make_user(None, "notices.view_notice")


PEOPLE = {
    "anonymous": lambda site: None,
    "nobody": lambda site: make_user(site),
    "homeless": lambda site: make_user(None, "notices.issue_notice", "notices.void_notice"),
    "own": make_clerk,
    "other": lambda site: make_clerk(),
    "novoid": lambda site: make_user(site, "notices.issue_notice"),
    "inspector": inspector,
    "superuser": lambda site: make_user(is_superuser=True),
}
"""`homeless` is a clerk without a site, `novoid` one without the right to void."""

LOGIN = 302
#                            anonymous nobody homeless own  other novoid inspector superuser
TABLE = [
    ("GET", "counter",            LOGIN, 403, 403, 200, 200, 200, 302, 200),
    ("GET", "counter_matter",     LOGIN, 403, 403, 200, 200, 200, 403, 200),
    ("POST", "counter_matter",    LOGIN, 403, 403, 409, 409, 409, 403, 409),
    ("GET", "counter_notices",    LOGIN, 403, 403, 200, 200, 200, 200, 200),
    ("GET", "counter_notice",     LOGIN, 403, 403, 200, 404, 200, 200, 200),
    ("GET", "counter_notice_pdf", LOGIN, 403, 403, 200, 404, 200, 200, 200),
    ("GET", "counter_reprint",    405, 405, 405, 405, 405, 405, 405, 405),
    ("POST", "counter_reprint",   LOGIN, 403, 403, 302, 404, 302, 403, 302),
    ("GET", "counter_void",       LOGIN, 403, 403, 200, 404, 403, 403, 200),
    ("POST", "counter_void",      LOGIN, 403, 403, 302, 404, 403, 403, 302),
]  # fmt: skip
CASES = [
    pytest.param(method, name, person, status, id=f"{method}-{name}-{person}")
    for method, name, *statuses in TABLE
    for person, status in zip(PEOPLE, statuses, strict=True)
]


def url_of(name: str, notice: Notice) -> str:
    arguments = {"counter": (), "counter_notices": (), "counter_matter": (notice.matter.code,)}
    return address(name, *arguments.get(name, (notice.pk,)))


@pytest.mark.parametrize(("method", "name", "person", "status"), CASES)
def test_every_address_for_everybody(notice: Notice, method: str, name: str, person: str, status: int) -> None:
    user = PEOPLE[person](notice.site)
    client = signed_in(user) if user else Client()
    data = {"reason": "情形选错"} if method == "POST" else {}
    response = client.generic(method, url_of(name, notice), *_body(data))
    assert response.status_code == status
    if user is None and status == LOGIN:
        assert response.url == f"/accounts/login/?next={url_of(name, notice)}"


def _body(data: dict[str, str]) -> tuple[str, str]:
    return "&".join(f"{key}={value}" for key, value in data.items()), "application/x-www-form-urlencoded"


WRITES = [(name, person) for name in ("counter_reprint", "counter_void") for person in ("other", "inspector", "nobody")]


@pytest.mark.parametrize(("name", "person"), WRITES)
def test_who_may_not_act_changes_nothing(notice: Notice, name: str, person: str) -> None:
    signed_in(PEOPLE[person](notice.site)).post(url_of(name, notice), {"reason": "情形选错"})
    stored = Notice.objects.get(pk=notice.pk)
    assert (stored.is_void, stored.reprints.count()) == (False, 0)


@pytest.mark.parametrize(
    ("name", "pk"), [(name, 10**9) for name in ("counter_notice", "counter_notice_pdf", "counter_void")]
)
def test_a_notice_that_does_not_exist_is_not_found(notice: Notice, name: str, pk: int) -> None:
    assert signed_in(make_clerk(notice.site)).get(address(name, pk)).status_code == 404


def test_a_matter_that_does_not_exist_is_not_found() -> None:
    assert signed_in(make_clerk()).get(address("counter_matter", "AAAAAA")).status_code == 404


def test_the_sets_of_notices_follow_the_site(notice: Notice) -> None:
    other = make_notice()
    seen = {person: set(visible_notices(make(notice.site))) for person, make in PEOPLE.items() if person != "anonymous"}
    both = {notice, other}
    assert {person: found & both for person, found in seen.items()} == {
        "nobody": set(), "homeless": set(), "own": {notice}, "other": set(), "novoid": {notice},
        "inspector": both, "superuser": both,
    }  # fmt: skip


def test_a_clerk_who_may_also_inspect_reads_everywhere_and_acts_at_home(notice: Notice) -> None:
    user = make_clerk()
    user.user_permissions.set(make_user(None, "notices.view_notice").user_permissions.all())
    client = signed_in(user)
    page = client.get(address("counter_notice", notice.pk))
    assert (page.context["may_print"], client.post(address("counter_reprint", notice.pk)).status_code) == (False, 404)


def test_a_clerk_without_a_site_is_told_whom_to_ask() -> None:
    boss = make_user(is_superuser=True, display_name="演示总管")
    StaffUser.objects.filter(is_superuser=True).exclude(pk=boss.pk).update(is_active=False)
    page = signed_in(make_user(None, "notices.issue_notice")).get(address("counter")).content.decode()
    assert ("还没有分配办事地点" in page, "演示总管" in page) == (True, True)


def test_who_has_no_right_is_told_why() -> None:
    assert "没有窗口出单或查看告知记录的权限" in signed_in(make_user()).get(address("counter")).content.decode()


@pytest.mark.parametrize(
    ("values", "permissions", "where"),
    [({}, ["notices.view_notice"], "/counter/notices/"), ({"is_staff": True}, [], "/admin/")],
    ids=["inspector", "editor"],
)
def test_staff_without_a_counter_are_sent_to_their_work(
    values: dict[str, Any], permissions: list[str], where: str
) -> None:
    assert signed_in(make_user(None, *permissions, **values)).get(address("counter")).url == where


def test_a_closed_site_is_no_choice_for_a_superuser() -> None:
    closed = make_site(is_active=False)
    assert issuing_site(make_user(is_superuser=True), closed.code) is None


def test_nobody_is_offered_a_page_of_the_counter_that_would_refuse_them() -> None:
    editor = make_user(None, "matters.view_matter", is_staff=True)
    page = signed_in(editor).get("/counter/print/").content.decode()
    offered = re.findall(r'<li><a href="(/counter/[^"]*)"', page)
    assert offered == ["/counter/print/"]
