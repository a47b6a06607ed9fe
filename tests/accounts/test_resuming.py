"""A form sent when the session has ended: nothing typed is lost, nothing is done unasked, and a colleague's typing stays theirs."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings as conf
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEntry, StaffUser
from notices.models import Notice
from oversight.models import Round
from tests.admin_pages import make_staff
from tests.counter import address, make_notice
from tests.factories import make_clerk, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

PASSWORD = "secret-word-9"
REASON = "选错了 <b>“情形”</b>\n第二行 & 'x'"


class Browser(Client):
    """A client that keeps to CSRF as a browser does: every page hands it the token for the next form."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)
        self.token = ""

    def open(self, path: str) -> Any:
        return self.seen(self.get(path))

    def send(self, path: str, data: dict[str, Any], **extra: Any) -> Any:
        return self.seen(self.post(path, {"csrfmiddlewaretoken": self.token, **data}, **extra))

    def seen(self, answer: Any) -> Any:
        if found := hidden(answer).get("csrfmiddlewaretoken"):
            self.token = found
        return answer


def hidden(answer: Any) -> dict[str, str]:
    """What the page's form carries along."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def clerk() -> StaffUser:
    return make_clerk(make_site())


@pytest.fixture
def notice(clerk: StaffUser) -> Notice:
    return make_notice(clerk.site, clerk)


@pytest.fixture
def void_page(notice: Notice) -> str:
    return address("counter_void", notice.pk)


@pytest.fixture
def window(clerk: StaffUser, void_page: str) -> Browser:
    """The clerk's browser with the page for voiding open."""
    browser = Browser()
    browser.force_login(clerk)
    browser.open(void_page)
    return browser


def end_session() -> None:
    """However it ends: swept away, taken back, left alone in another tab."""
    Session.objects.all().delete()


def sign_in(user: StaffUser, page: Any, password: str = PASSWORD) -> dict[str, str]:
    """The form as the browser sends it: what it carries along, and who signs in."""
    return {**hidden(page), "again-username": user.username, "again-password": password}


def test_a_form_sent_too_late_asks_for_the_password_and_carries_everything_along(
    window: Browser, void_page: str, notice: Notice
) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON, "more": ["1", "2"]})
    carried = [value for value in page.context["fields"] if value[0] != "csrfmiddlewaretoken"]
    assert (page.status_code, carried) == (403, [("reason", REASON), ("more", "1"), ("more", "2")])
    assert (hidden(page)["reason"], "<b>" in page.content.decode(), notice.is_void) == (REASON, False, False)


def test_after_the_password_it_goes_where_it_was_sent(
    window: Browser, void_page: str, notice: Notice, clerk: StaffUser
) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON})
    answer = window.send(void_page, sign_in(clerk, page))
    assert answer.url == address("counter_notice", notice.pk)
    voiding = Notice.objects.get(pk=notice.pk).voiding
    assert (voiding.by, voiding.reason) == (clerk, REASON)
    assert window.get(answer.url).status_code == 200


def test_it_works_the_same_after_an_idle_hour(window: Browser, void_page: str, clerk: StaffUser, settings: Any) -> None:
    settings.SESSION_IDLE_SECONDS = -1
    page = window.send(void_page, {"reason": REASON})
    settings.SESSION_IDLE_SECONDS = 3600
    assert (page.status_code, window.send(void_page, sign_in(clerk, page)).status_code) == (403, 302)
    assert Notice.objects.get(clerk=clerk).voiding.reason == REASON


def test_the_situation_in_the_address_comes_along(window: Browser, clerk: StaffUser) -> None:
    end_session()
    path = "/counter/m/K7M2PA/?a=who.self&site=x"
    page = window.send(path, {"key": "k"}).content.decode()
    assert f'action="{path.replace("&", "&amp;")}"' in page


def test_a_wrong_password_keeps_what_was_typed_and_never_shows_the_password(
    window: Browser, void_page: str, notice: Notice, clerk: StaffUser
) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON})
    again = window.send(void_page, sign_in(clerk, page, "wrong-word-1"))
    assert (again.status_code, hidden(again)["reason"], "wrong-word-1" in again.content.decode()) == (
        403, REASON, False,
    )  # fmt: skip
    assert window.send(void_page, sign_in(clerk, again)).status_code == 302
    assert Notice.objects.get(pk=notice.pk).voiding.reason == REASON


def test_too_many_wrong_passwords_lock_here_as_well(window: Browser, void_page: str, clerk: StaffUser) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON})
    wrong = [window.send(void_page, sign_in(clerk, page, "wrong")).status_code for _ in range(conf.AXES_FAILURE_LIMIT)]
    assert (wrong[-1], window.send(void_page, sign_in(clerk, page)).status_code) == (429, 429)


def test_a_colleague_who_signs_in_does_not_submit_it(window: Browser, void_page: str, clerk: StaffUser) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON})
    colleague = make_clerk(clerk.site)
    answer = window.send(void_page, sign_in(colleague, page))
    assert answer.url == "/counter/"
    assert "是另一位同事的，没有提交" in window.get("/counter/").content.decode()
    assert not Notice.objects.get(clerk=clerk).is_void


@pytest.mark.parametrize("whose", ["", "forged", None])
def test_nobody_known_means_the_ordinary_sign_in(void_page: str, whose: str | None) -> None:
    data = {"reason": REASON} | ({} if whose is None else {"again-whose": whose})
    assert Client().post(void_page, data).url == f"/accounts/login/?next={void_page}"


def test_a_password_that_must_be_changed_comes_first(window: Browser, void_page: str, clerk: StaffUser) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON})
    StaffUser.objects.filter(pk=clerk.pk).update(must_change_password=True)
    assert window.send(void_page, sign_in(clerk, page)).url == "/accounts/password/"
    assert not Notice.objects.get(clerk=clerk).is_void


def test_a_file_is_left_out_with_a_word(window: Browser, void_page: str) -> None:
    end_session()
    page = window.send(void_page, {"reason": REASON, "photo": SimpleUploadedFile("a.jpg", b"\xff\xd8")})
    assert ("不能保留" in page.content.decode(), "photo" in hidden(page)) == (True, False)


def test_a_form_from_elsewhere_is_refused_before_any_of_it(window: Browser, void_page: str) -> None:
    end_session()
    page = Client.post(window, void_page, {"reason": REASON}, headers={"origin": "https://evil.example"})
    assert (page.status_code, hidden(page), "页面停留时间过长" in page.content.decode()) == (403, {}, True)


@pytest.mark.parametrize("path", ["/admin/notices/notice/", "/accounts/password/"])
def test_only_forms_of_the_counter_are_kept(window: Browser, path: str) -> None:
    end_session()
    assert "/login/?next=" in window.send(path, {"reason": REASON}).url


def test_who_stood_in_for_a_colleague_still_does(window: Browser, void_page: str, clerk: StaffUser) -> None:
    session = window.session
    session["standing_in"] = held = {"colleague": 1, "on": "2026-03-09"}
    session.save()
    window.open(void_page)
    end_session()
    window.send(void_page, sign_in(clerk, window.send(void_page, {"reason": REASON})))
    assert window.session["standing_in"] == held


# --- Two tabs: signing in again in one makes the other's token worthless


@pytest.fixture
def other_tab(window: Browser, clerk: StaffUser) -> Browser:
    """The window's browser after the session ended and a new one was begun in another tab; `token` is still the old page's."""
    end_session()
    stale = window.token
    window.open("/accounts/login/?next=/counter/")
    window.send("/accounts/login/", {"username": clerk.username, "password": PASSWORD})
    window.token = stale
    return window


def ours() -> dict[str, Any]:
    return {"headers": {"origin": "http://testserver"}}


def test_the_old_tab_asks_once_more_and_loses_nothing(other_tab: Browser, void_page: str, clerk: StaffUser) -> None:
    page = other_tab.send(void_page, {"reason": REASON}, **ours())
    assert (page.status_code, hidden(page)["reason"], clerk.public_name in page.content.decode()) == (403, REASON, True)
    assert not Notice.objects.get(clerk=clerk).is_void
    assert other_tab.send(void_page, hidden(page), **ours()).status_code == 302
    assert Notice.objects.get(clerk=clerk).voiding.reason == REASON


def test_a_sign_in_form_left_open_meanwhile_loses_nothing_either(
    window: Browser, void_page: str, clerk: StaffUser
) -> None:
    end_session()
    left = window.send(void_page, {"reason": REASON})
    window.open("/accounts/login/?next=/counter/")
    window.send("/accounts/login/", {"username": clerk.username, "password": PASSWORD})
    page = window.send(void_page, sign_in(clerk, left), **ours())
    assert (page.status_code, set(hidden(page))) == (403, {"csrfmiddlewaretoken", "reason"})
    assert window.send(void_page, hidden(page), **ours()).status_code == 302


def test_a_colleague_in_the_other_tab_does_not_submit_it(window: Browser, void_page: str, clerk: StaffUser) -> None:
    end_session()
    left = window.send(void_page, {"reason": REASON})
    window.open("/accounts/login/?next=/counter/")
    window.send("/accounts/login/", {"username": make_clerk(clerk.site).username, "password": PASSWORD})
    assert window.send(void_page, sign_in(clerk, left), **ours()).url == "/counter/"
    assert not Notice.objects.get(clerk=clerk).is_void


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_stale_token_without_our_own_origin_is_refused(
    other_tab: Browser, void_page: str, origin: str | None
) -> None:
    headers = {"origin": origin} if origin else {}
    page = other_tab.send(void_page, {"reason": REASON}, headers=headers)
    assert (page.status_code, hidden(page)) == (403, {})


def test_two_sessions_ended_and_the_token_too_old_ask_for_the_password(
    other_tab: Browser, void_page: str, clerk: StaffUser
) -> None:
    end_session()
    page = other_tab.send(void_page, {"reason": REASON}, **ours())
    assert other_tab.send(void_page, sign_in(clerk, page), **ours()).status_code == 302
    assert Notice.objects.get(clerk=clerk).voiding.reason == REASON


def test_every_sign_in_on_the_way_is_on_record(window: Browser, void_page: str, clerk: StaffUser) -> None:
    end_session()
    window.send(void_page, sign_in(clerk, window.send(void_page, {"reason": REASON})))
    assert AuditEntry.objects.filter(action="login", actor=clerk).count() == 2


def test_what_an_inspector_wrote_is_not_lost_either() -> None:
    inspector = make_staff("督查人员")
    inspector.set_password(PASSWORD)
    inspector.save()
    browser, page = Browser(), "/oversight/rounds/patrol/"
    browser.force_login(inspector)
    opened = browser.open(page)
    typed = {"key": opened.context["form"]["key"].value(), "title": "上午巡查", "site": ""}
    end_session()
    asked = browser.send(page, typed)
    answer = browser.send(page, sign_in(inspector, asked))
    assert (asked.status_code, answer.status_code, Round.objects.get().title) == (403, 302, "上午巡查")


def test_no_page_of_the_public_gets_the_cookies(window: Browser) -> None:
    window.open("/oversight/")
    paths = {name: cookie["path"] for name, cookie in window.cookies.items() if name.startswith("resuming")}
    assert paths == {"resuming": "/counter/", "resuming-oversight": "/oversight/"}
