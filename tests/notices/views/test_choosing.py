"""Where a sheet is issued: choose, see what will be printed, issue."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import StaffUser
from matters.enums import How, Level, Standing
from matters.guide import Handling
from matters.models import Matter, Site
from notices.enums import Manner
from notices.models import Notice
from tests.counter import address, asking_guide, make_notice, signed_in, text_of, turned
from tests.factories import make_clerk, make_guide, make_published, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def matter() -> Matter:
    """With two questions."""
    return make_published(asking_guide())


def key_on(page: Any) -> str:
    """The hidden one-time key of the page."""
    return page.context["form"]["key"].value()


def issue_from(window: Client, url: str, **data: str) -> Any:
    """Open the page, press the button."""
    return window.post(url, {"key": key_on(window.get(url)), "manner": "window", **data})


# Choosing


def test_the_page_shows_the_materials_that_will_be_printed(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code) + "?a=who.agent&a=kind.lost"
    shown = [m.name for m in window.get(url).context["prospect"].sheet.materials]
    window.post(url, {"key": "k", "manner": "window"})
    assert [m["name"] for m in Notice.objects.get(matter=matter).snapshot["materials"]] == shown


def test_open_questions_are_pointed_out(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code)
    warned = [
        "个问题没问清" in text_of(window.get(url + query)) for query in ("", "?a=who.self", "?a=who.self&a=kind.new")
    ]
    assert warned == [True, True, False]


def test_a_lower_case_code_is_the_same_matter(window: Client, matter: Matter) -> None:
    assert window.get(address("counter_matter", matter.code.lower())).context["matter"] == matter


def test_a_question_left_open_on_purpose_is_asked_no_more(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code)
    pages = [window.get(url + query).context for query in ("", "?a=who.", "?a=who.&a=kind.new")]
    assert [[one.is_current for one in page["prospect"].questions] for page in pages] == [
        [True, False],
        [False, True],
        [False, False],
    ]
    assert [page["prospect"].is_ready for page in pages] == [False, False, True]


def test_the_last_answer_can_be_taken_back(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code)
    back = [window.get(url + query).context["before"] for query in ("", "?a=who.", "?a=who.agent&a=kind.")]
    assert back == ["", url, url + "?a=who.agent"]


def test_what_was_left_open_is_issued_as_open(window: Client, matter: Matter) -> None:
    issue_from(window, address("counter_matter", matter.code) + "?a=who.agent&a=kind.")
    assert matter.notices.get().answers == {"who": "agent"}


@pytest.mark.parametrize(
    "query", ["?a=planet.", "?a=who.nobody", "?a=planet.mars", "?a=who", "?a=.", "?a=who.self&a=%00"]
)
def test_an_answer_nobody_knows_leads_to_choosing_again(window: Client, matter: Matter, query: str) -> None:
    page = window.get(address("counter_matter", matter.code) + query)
    assert (page.status_code, "请重新选择" in text_of(page), page.context["prospect"].lost) == (400, True, True)


def test_a_site_that_does_not_handle_it_names_who_does(window: Client) -> None:
    matter = make_published(make_guide(handlings=(Handling(level=Level.DISTRICT, how=How.DIRECT),)))
    page = window.get(address("counter_matter", matter.code))
    assert ([p.name for p in page.context["elsewhere"]], page.context["prospect"]) == (["北关区政务服务中心"], None)


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.RETIRED])
def test_what_cannot_be_issued_says_why_and_has_no_button(window: Client, matter: Matter, standing: Standing) -> None:
    page = window.get(address("counter_matter", turned(matter, standing).code))
    assert ("系统升级" in text_of(page), 'data-key="p"' in page.content.decode()) == (True, False)


def test_a_retired_matter_leads_to_its_successor(window: Client, matter: Matter) -> None:
    matter.successor = make_published()
    page = window.get(address("counter_matter", turned(matter, Standing.RETIRED).code)).content.decode()
    assert f'href="{address("counter_matter", matter.successor.code)}"' in page


# Issuing


def test_issuing_writes_what_was_chosen_and_shows_it(
    window: Client, clerk: StaffUser, site: Site, matter: Matter
) -> None:
    response = issue_from(window, address("counter_matter", matter.code) + "?a=who.agent", manner="phone")
    notice = Notice.objects.get(matter=matter)
    assert response.url == address("counter_notice", notice.pk) + "?fresh=1"
    assert (notice.clerk, notice.site, notice.answers, notice.manner) == (
        clerk,
        site,
        {"who": "agent"},
        Manner.PHONE,
    )


def test_the_same_page_sent_twice_is_one_notice(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code)
    data = {"key": key_on(window.get(url)), "manner": "window"}
    first, second = (window.post(url, data).url for _ in range(2))
    assert (first, Notice.objects.filter(matter=matter).count()) == (second, 1)


def test_the_page_opened_again_is_another_notice(window: Client, matter: Matter) -> None:
    for _ in range(2):
        issue_from(window, address("counter_matter", matter.code))
    assert Notice.objects.filter(matter=matter).count() == 2


@pytest.mark.parametrize(
    ("query", "manner"), [("?a=who.self", "window"), ("?a=who.agent", "phone")], ids=["answers", "manner"]
)
def test_going_back_and_choosing_otherwise_is_another_notice(
    window: Client, matter: Matter, query: str, manner: str
) -> None:
    url = address("counter_matter", matter.code)
    for chosen in ({"query": "?a=who.agent", "manner": "window"}, {"query": query, "manner": manner}):
        window.post(url + chosen["query"], {"key": "same", "manner": chosen["manner"]})
    assert Notice.objects.filter(matter=matter).count() == 2


def test_another_clerks_key_does_not_lead_to_their_notice(window: Client, matter: Matter) -> None:
    url = address("counter_matter", matter.code)
    pages = [
        browser.post(url, {"key": "same", "manner": "window"}).url for browser in (signed_in(make_clerk()), window)
    ]
    assert len(set(pages)) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"manner": "window"}, "请重新打开本页再出具"),
        ({"key": "k"}, "请选择告知方式"),
        ({"key": "k", "manner": "pigeon"}, "没有这种告知方式"),
    ],
)
def test_an_incomplete_form_says_what_is_missing(
    window: Client, matter: Matter, data: dict[str, str], message: str
) -> None:
    response = window.post(address("counter_matter", matter.code), data)
    assert (response.status_code, message in text_of(response), matter.notices.count()) == (409, True, 0)


def test_a_refusal_keeps_what_was_chosen(window: Client, matter: Matter) -> None:
    """The editor suspended it while the clerk was choosing."""
    turned(matter, Standing.SUSPENDED)
    response = window.post(address("counter_matter", matter.code) + "?a=who.agent", {"key": "k", "manner": "phone"})
    assert (response.status_code, "暂停办理：系统升级" in text_of(response), response.context["manner"]) == (
        409,
        True,
        "phone",
    )


def test_an_answer_that_is_no_longer_known_is_never_dropped_silently(window: Client, matter: Matter) -> None:
    """A new edition took effect while the page was open: the known answers stay, nothing is issued."""
    url = address("counter_matter", matter.code) + "?a=who.agent&a=kind.gone"
    response = window.post(url, {"key": "k", "manner": "window"})
    assert (response.status_code, matter.notices.count()) == (409, 0)
    assert response.context["here"] == address("counter_matter", matter.code) + "?a=who.agent"


def test_a_clerk_cannot_issue_for_another_site(window: Client, site: Site, matter: Matter) -> None:
    issue_from(window, address("counter_matter", matter.code) + f"?site={make_site().code}")
    assert [n.site for n in matter.notices.all()] == [site]


def test_a_superuser_chooses_the_site(matter: Matter, site: Site) -> None:
    boss = signed_in(make_user(is_superuser=True))
    url = address("counter_matter", matter.code)
    assert "请先选择在哪个办事地点出具" in text_of(boss.get(url))
    issue_from(boss, f"{url}?site={site.code}")
    assert [n.site for n in matter.notices.all()] == [site]


def test_a_superuser_without_a_chosen_site_issues_nothing(matter: Matter) -> None:
    boss = signed_in(make_user(is_superuser=True))
    response = boss.post(address("counter_matter", matter.code), {"key": "k", "manner": "window"})
    assert (response.status_code, matter.notices.count()) == (409, 0)


def test_the_time_of_telling_is_now(window: Client, matter: Matter) -> None:
    before: datetime = timezone.now()
    issue_from(window, address("counter_matter", matter.code))
    assert before <= matter.notices.get().issued_at <= timezone.now()


# --- In place of an older sheet


def test_a_sheet_given_out_instead_of_an_older_one_closes_that(clerk: StaffUser) -> None:
    older = make_notice(clerk.site, clerk, matter=make_published(asking_guide()))
    client, page = signed_in(clerk), address("counter_matter", older.matter.code) + f"?instead={older.pk}"
    assert client.get(page).context["older"] == older
    client.post(page, {"key": "k", "manner": "window"})
    newer = Notice.objects.latest("pk")
    assert newer.replaces == older
    assert list(Notice.objects.still_open().filter(site=clerk.site)) == [newer]
    assert client.get(page).context["older"] is None


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 30])
def test_no_older_sheet_is_no_error(clerk: StaffUser, asked: str) -> None:
    matter = make_published(asking_guide())
    page = signed_in(clerk).get(address("counter_matter", matter.code) + f"?instead={asked}")
    assert (page.status_code, page.context["older"]) == (200, None)
