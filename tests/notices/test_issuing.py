"""Issuing: one row a sheet, told once, kept for ever."""

import pytest

from matters.enums import Standing
from notices.issuing import CannotIssue, issue
from notices.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


def test_serials_count_up_per_site() -> None:
    matter, site = factories.make_published(), factories.make_site()
    clerk = factories.make_clerk(site)
    at = factories.local(2026, 3, 9)
    serials = [issue(matter=matter, site=site, clerk=clerk, at=at).serial for _ in range(3)]
    assert serials == [f"{site.serial_name}〔2026〕{n:06d}" for n in (1, 2, 3)]


def test_the_same_request_twice_is_one_notice() -> None:
    matter, site = factories.make_published(), factories.make_site()
    clerk = factories.make_clerk(site)
    first, second = (issue(matter=matter, site=site, clerk=clerk, request_key="once") for _ in range(2))
    assert first == second
    assert Notice.objects.filter(site=site).count() == 1


def test_a_draft_cannot_be_issued() -> None:
    site = factories.make_site()
    with pytest.raises(CannotIssue, match="还没有发布"):
        issue(matter=factories.make_matter(), site=site, clerk=factories.make_clerk(site))


def test_a_retired_matter_names_its_successor() -> None:
    site, successor = factories.make_site(), factories.make_published()
    retired = factories.make_published(standing_reason="已合并")
    retired.standing, retired.successor = Standing.RETIRED, successor
    retired.save()
    with pytest.raises(CannotIssue, match=f"请改用“{successor.name}”"):
        issue(matter=retired, site=site, clerk=factories.make_clerk(site))
