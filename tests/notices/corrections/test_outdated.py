"""The desk's quick look: how many sheets of a site are to be corrected?"""

from typing import Any

import pytest
from django.core.cache import cache

from matters.publishing import suspend, today
from notices.corrections.correcting import correct
from notices.corrections.outdated import to_correct
from notices.models import Notice
from tests.bundles import make_live_bundle, member, move_on
from tests.counter import make_notice
from tests.factories import make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    """What another test counted is forgotten."""
    cache.clear()


@pytest.fixture
def notice() -> Notice:
    """Given out today."""
    return make_notice(at=None)


def counted(notice: Notice) -> int:
    cache.clear()
    return to_correct(notice.site, today())


def test_where_no_matter_moved_on_one_query_says_so(notice: Notice, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert to_correct(notice.site, today()) == 0


def test_what_was_counted_is_remembered_for_a_while(notice: Notice, django_assert_num_queries: Any) -> None:
    move_on(notice.matter)
    assert to_correct(notice.site, today()) == 1
    with django_assert_num_queries(2):
        assert to_correct(notice.site, today()) == 1


def test_only_the_own_site_counts(notice: Notice) -> None:
    move_on(notice.matter)
    assert to_correct(make_site(), today()) == 0


def test_a_corrected_sheet_counts_no_more(notice: Notice) -> None:
    move_on(notice.matter)
    assert to_correct(notice.site, today()) == 1
    correct(notice, clerk=notice.clerk)
    assert to_correct(notice.site, today()) == 0


def test_a_suspended_matter_counts(notice: Notice) -> None:
    suspend(notice.matter, by=make_user(), reason="升级")
    assert counted(notice) == 1


def test_a_bundle_with_a_suspended_matter_counts() -> None:
    bundle = make_live_bundle()
    notice = make_notice(subject=bundle, at=None)
    assert counted(notice) == 0
    suspend(member(bundle, 2), by=make_user(), reason="升级")
    assert counted(notice) == 1
