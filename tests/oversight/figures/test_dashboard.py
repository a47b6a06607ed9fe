"""The page of figures."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import StaffUser
from benchmarks import figures_year as year
from notices.models import Notice
from tests.counter import signed_in, text_of
from tests.factories import make_clerk, make_user

pytestmark = pytest.mark.django_db
YEAR = {"since": "2026-01-01", "until": "2026-12-31"}


def shown(user: StaffUser, **query: str) -> Any:
    return signed_in(user).get(reverse("oversight_figures"), query)


def test_a_clerk_sees_their_own_figures_and_is_told_so() -> None:
    year.fill(year.prepare(), notices=40, first=date(2026, 1, 5), days=5)
    notice = Notice.objects.filter(kind="guidance", voiding=None)[0]
    notice.clerk.user_permissions.add(Permission.objects.get(codename="issue_notice"))
    answer = shown(notice.clerk, **YEAR)
    own = Notice.objects.filter(kind="guidance", voiding=None, clerk=notice.clerk).count()

    assert answer.context["page"].found["told"].value == own > 0
    assert "您看到的是自己的数字" in text_of(answer)
    assert 'name="of"' not in answer.content.decode()


def test_a_stranger_is_sent_to_sign_in_and_who_has_no_right_is_refused(client: Any) -> None:
    assert client.get(reverse("oversight_figures")).status_code == 302
    assert shown(make_user()).status_code == 403


def test_without_any_row_it_says_so_and_shows_no_rate() -> None:
    answer = shown(make_user(is_superuser=True), **YEAR)

    assert "这段时间没有人缺过告知单上写明的材料" in text_of(answer)
    assert answer.context["page"].found["signed"].value is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "2026-03-09", "until": "2026-03-01"}, "结束日期早于开始日期。"),
        ({"since": "nonsense"}, "请填写日期，如2026-03-09。"),
        ({"until": "0001-01-01"}, "请填2000年到2199年之间的日期。"),
    ],
)
def test_a_period_that_cannot_be_read_is_said_and_shown_as_this_month(query: dict[str, str], words: str) -> None:
    answer = shown(make_user(is_superuser=True), **query)

    assert words in text_of(answer)
    assert answer.context["asked"].since.day == 1


@pytest.mark.parametrize("of", ["site:999999", "clerk:0", "nonsense", "region:'--"])
def test_what_is_not_there_is_not_found(of: str) -> None:
    assert shown(make_user(is_superuser=True), of=of).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_ledger() -> None:
    chief = make_user(is_superuser=True)
    ground = year.prepare(sites=3)
    year.fill(ground, notices=60, first=date(2026, 1, 5), days=2)
    client = signed_in(chief)

    def queries() -> int:
        client.get(reverse("oversight_figures"), YEAR)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("oversight_figures"), YEAR)
        return len(captured)

    before = queries()
    year.fill(ground, notices=150, first=date(2026, 3, 2), days=9)
    make_clerk()
    assert queries() == before
