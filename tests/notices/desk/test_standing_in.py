"""AB 岗: taking a colleague's place."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import AuditEntry, StaffUser
from matters.models import Site
from notices.desk.standing_in import CannotStandIn, acting_for, begin, colleagues, end
from notices.models import Notice
from tests.counter import address, signed_in
from tests.factories import make_clerk, make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def absent(site: Site) -> StaffUser:
    """Whose place it is."""
    return make_clerk(site)


@pytest.fixture
def request_of() -> Callable[[StaffUser], Any]:
    """A request of a user with a session."""

    def make(user: StaffUser) -> Any:
        request = RequestFactory().get("/counter/")
        request.user, request.session = user, SessionStore()
        return request

    return make


def take_place(browser: Client, colleague: StaffUser) -> Any:
    return browser.post(address("stand_in"), {"colleague": str(colleague.pk)})


def test_nobodys_place_is_taken_at_first(request_of: Any, clerk: StaffUser, absent: StaffUser) -> None:
    assert acting_for(request_of(clerk)) is None


def test_a_place_once_taken_is_held_until_it_is_given_back(
    request_of: Any, clerk: StaffUser, absent: StaffUser
) -> None:
    request = request_of(clerk)
    begin(request, colleague=str(absent.pk))
    held = acting_for(request)
    end(request)
    assert (held, acting_for(request)) == (absent, None)


def test_the_end_of_the_day_ends_it(
    request_of: Any, clerk: StaffUser, absent: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = request_of(clerk)
    begin(request, colleague=str(absent.pk))
    tomorrow: date = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("notices.desk.standing_in.timezone.localdate", lambda: tomorrow)
    assert acting_for(request) is None


@pytest.mark.parametrize("change", [{"is_active": False}, {"site": None}])
def test_it_ends_when_the_colleague_leaves(
    request_of: Any, clerk: StaffUser, absent: StaffUser, change: dict[str, Any]
) -> None:
    request = request_of(clerk)
    begin(request, colleague=str(absent.pk))
    StaffUser.objects.filter(pk=absent.pk).update(**change)
    assert acting_for(request) is None


def test_only_the_other_active_clerks_of_the_site_are_offered(clerk: StaffUser, absent: StaffUser, site: Site) -> None:
    make_user(site)
    make_clerk(site, is_active=False)
    make_clerk()
    assert list(colleagues(clerk)) == [absent]


@pytest.mark.parametrize("who", ["", "x", "self", "foreign"])
def test_no_other_place_can_be_taken(request_of: Any, clerk: StaffUser, who: str) -> None:
    keys = {"self": str(clerk.pk), "foreign": str(make_clerk().pk)}
    with pytest.raises(CannotStandIn, match="请选择一位本办事地点的窗口人员"):
        begin(request_of(clerk), colleague=keys.get(who, who))


def test_beginning_twice_and_ending_twice_are_on_record_once(
    request_of: Any, clerk: StaffUser, absent: StaffUser
) -> None:
    request = request_of(clerk)
    for _ in range(2):
        begin(request, colleague=str(absent.pk))
    for _ in range(2):
        end(request)
    entries = AuditEntry.objects.filter(actor=clerk, subject=f"accounts.staffuser:{absent.pk}").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == ["stand_in", "stand_in_end"]


def test_the_sheet_names_both(clerk: StaffUser, absent: StaffUser, known_rung: None) -> None:
    window, matter = signed_in(clerk), make_published()
    take_place(window, absent)
    window.post(address("counter_matter", matter.code), {"key": "k", "manner": "window"})
    notice = Notice.objects.get(matter=matter)
    foot = {line.key: line.text for line in notice.sheet.foot}
    assert (notice.acting_for, foot["clerk"]) == (absent, f"{clerk}（代{absent}） {clerk.window}")


def test_every_page_of_the_counter_says_so(clerk: StaffUser, absent: StaffUser) -> None:
    window = signed_in(clerk)
    take_place(window, absent)
    pages = [window.get(address(name)).content.decode() for name in ("counter", "counter_notices", "ask_first_list")]
    assert [f"{absent.window} {absent}</strong>顶岗" in page for page in pages] == [True] * 3


def test_signing_out_ends_it(clerk: StaffUser, absent: StaffUser) -> None:
    window = signed_in(clerk)
    take_place(window, absent)
    window.post(address("logout"))
    window.force_login(clerk)
    assert "正在代" not in window.get(address("counter")).content.decode()


def test_a_click_in_the_banner_ends_it(clerk: StaffUser, absent: StaffUser) -> None:
    window = signed_in(clerk)
    take_place(window, absent)
    page = window.post(address("stand_in_end"), follow=True).content.decode()
    assert ("正在代" in page, "顶岗已结束" in page) == (False, True)


def test_somebody_of_another_site_is_refused_on_the_page(clerk: StaffUser) -> None:
    page = take_place(signed_in(clerk), make_clerk())
    assert (page.status_code, "请选择一位本办事地点的窗口人员" in page.content.decode()) == (409, True)


def test_who_has_no_counter_stands_in_for_nobody() -> None:
    pages = [signed_in(make_user()).get(address("stand_in")), Client().get(address("stand_in"))]
    assert [page.status_code for page in pages] == [403, 302]
