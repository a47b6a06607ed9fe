"""What the desk offers before anything is typed, and the star."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, StaffUser
from matters.enums import Standing
from matters.models import Bundle, Matter, Site
from notices.desk.at_hand import AT_HAND, at_hand
from notices.desk.favourites import MOST, CannotKeep, drop, is_kept, keep
from notices.models import Favourite
from tests.counter import address, make_notice, signed_in, turned
from tests.factories import make_clerk, make_published, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def clerk(site: Site) -> StaffUser:
    """Who works there, at window 3."""
    return make_clerk(site, window="3号窗口")


def groups(user: StaffUser) -> dict[str, list[Any]]:
    return {group.heading: [one.subject for one in group.found] for group in at_hand(user)}


def give(clerk: StaffUser, *matters: Matter, days_ago: int = 0) -> None:
    for matter in matters:
        make_notice(clerk.site, clerk, matter=matter, at=timezone.now() - timedelta(days=days_ago))


def test_favourites_come_first_then_what_the_window_gave_out_then_what_the_site_gives_out(
    site: Site, clerk: StaffUser
) -> None:
    kept, lately, before, usual = (make_published() for _ in range(4))
    keep(kept, by=clerk)
    give(clerk, before, lately)
    give(make_clerk(site, window="9号窗口"), usual, kept)
    assert groups(clerk) == {"本窗口收藏": [kept], "本窗口最近出具": [lately, before], "本点近一个月常办": [usual]}


def test_the_lines_are_numbered_through(clerk: StaffUser) -> None:
    keep(make_published(), by=clerk)
    give(clerk, make_published(), make_published())
    assert [(group.before, len(group.found)) for group in at_hand(clerk)] == [(0, 1), (1, 2)]


def test_who_shares_the_window_shares_what_is_at_hand(site: Site, clerk: StaffUser) -> None:
    keep(matter := make_published(), by=clerk)
    others = [make_clerk(site, window="3号窗口"), make_clerk(site, window="4号窗口"), make_clerk(window="3号窗口")]
    assert [groups(other) for other in others] == [{"本窗口收藏": [matter]}, {}, {}]


def test_there_are_as_many_as_digits(clerk: StaffUser) -> None:
    keep(make_published(), by=clerk)
    give(clerk, *(make_published() for _ in range(AT_HAND)))
    assert [len(found) for found in groups(clerk).values()] == [1, AT_HAND - 1]


def test_the_usual_ones_are_those_given_out_most_here_in_the_last_month(site: Site, clerk: StaffUser) -> None:
    often, once, long_ago, elsewhere = (make_published() for _ in range(4))
    colleague = make_clerk(site, window="9号窗口")
    give(colleague, once, often, often)
    give(colleague, long_ago, days_ago=40)
    give(make_clerk(window="9号窗口"), elsewhere)
    assert groups(clerk) == {"本点近一个月常办": [often, once]}


def test_bundles_are_kept_and_listed_like_matters(clerk: StaffUser) -> None:
    bundle = Bundle.objects.public().first()
    assert bundle is not None
    keep(bundle, by=clerk)
    assert (groups(clerk), is_kept(bundle, clerk)) == ({"本窗口收藏": [bundle]}, True)


def test_a_suspended_favourite_is_marked_and_a_retired_one_gone(clerk: StaffUser) -> None:
    suspended, retired = make_published(), make_published()
    for matter, standing in ((suspended, Standing.SUSPENDED), (retired, Standing.RETIRED)):
        keep(matter, by=clerk)
        turned(matter, standing)
    assert [(one.subject, one.obstacle) for one in at_hand(clerk)[0].found] == [(suspended, "暂停办理")]


def test_nothing_is_at_hand_without_a_site() -> None:
    assert at_hand(make_user(is_superuser=True)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_six_queries_whatever_is_at_hand(clerk: StaffUser, count: int, django_assert_num_queries: Any) -> None:
    keep(Bundle.objects.public()[0], by=clerk)
    for _ in range(count):
        give(clerk, make_published())
    with django_assert_num_queries(6):
        assert sum(len(group.found) for group in at_hand(clerk)) == 1 + count


# The star


def test_keeping_and_dropping_twice_change_nothing_and_are_on_record_once(clerk: StaffUser) -> None:
    matter = make_published()
    for deed in (keep, keep, drop, drop):
        deed(matter, by=clerk)
    actions = AuditEntry.objects.filter(actor=clerk, target=matter.code).order_by("pk").values_list("action", flat=True)
    assert (list(actions), Favourite.objects.count()) == (["favourite", "unfavourite"], 0)


def test_a_window_keeps_as_many_as_there_are_digits(clerk: StaffUser) -> None:
    for _ in range(MOST):
        keep(make_published(), by=clerk)
    with pytest.raises(CannotKeep, match="每个窗口最多收藏9项，请先取消一项。"):
        keep(make_published(), by=clerk)


def test_the_star_is_set_and_taken_away_and_leads_back(clerk: StaffUser) -> None:
    matter, window = make_published(), signed_in(clerk)
    page = address("counter_matter", matter.code) + "?a=who.agent"
    seen = []
    for wanted in ("1", "1", "0"):
        response = window.post(address("counter_matter_star", matter.code), {"keep": wanted, "back": page})
        seen.append((response.url, is_kept(matter, clerk)))
    assert seen == [(page, True), (page, True), (page, False)]


@pytest.mark.parametrize("back", ["", "https://evil.example/counter/", "//evil.example", "/admin/", "javascript:x"])
def test_the_star_leads_nowhere_else(clerk: StaffUser, back: str) -> None:
    matter = make_published()
    response = signed_in(clerk).post(address("counter_matter_star", matter.code), {"keep": "1", "back": back})
    assert response.url == address("counter")


def test_one_too_many_is_said_and_not_kept(clerk: StaffUser) -> None:
    for _ in range(MOST):
        keep(make_published(), by=clerk)
    matter = make_published()
    page = signed_in(clerk).post(address("counter_matter_star", matter.code), {"keep": "1"}, follow=True)
    assert ("每个窗口最多收藏9项" in page.content.decode(), is_kept(matter, clerk)) == (True, False)


def test_a_superuser_without_a_site_has_no_star(clerk: StaffUser) -> None:
    matter, boss = make_published(), make_user(is_superuser=True)
    page: Client = signed_in(boss)
    said = page.post(address("counter_matter_star", matter.code), {"keep": "1"}, follow=True).content.decode()
    assert ("不能收藏" in said, "counter_matter_star" in said, Favourite.objects.count()) == (True, False, 0)
