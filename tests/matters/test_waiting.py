"""What waits for whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Department, Matter, Review
from matters.reviewing import approve, send_back, submit, withdraw
from matters.waiting import FORGOTTEN_DAYS, Waiting, count_for, waiting_for
from tests import factories
from tests.admin_pages import make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


@pytest.fixture
def editor() -> StaffUser:
    return make_staff("目录编辑")


@pytest.fixture
def reviewer() -> StaffUser:
    return make_staff("审核发布")


def submitted(by: StaffUser, **values: Any) -> Review:
    return submit(factories.make_matter(**values), by=by, note="首次发布")


def sizes(waiting: Waiting) -> tuple[int, int, int, int]:
    lists = (waiting.to_decide, waiting.returned, waiting.pending, waiting.forgotten)
    return tuple(len(rows) for rows in lists)  # type: ignore[return-value]


def left_alone(by: StaffUser, days: int, matter: Matter | None = None) -> Matter:
    """A matter that `by` wrote last, so many days ago."""
    matter = matter or factories.make_matter()
    at = timezone.now() - timedelta(days=days)
    Matter.objects.filter(pk=matter.pk).update(edited_by=by, updated_at=at)
    return matter


def test_a_submission_waits_for_reviewers_and_its_editor_sees_it_pending(
    editor: StaffUser, reviewer: StaffUser
) -> None:
    review = submitted(editor)
    assert list(waiting_for(reviewer).to_decide) == [review]
    assert sizes(waiting_for(reviewer)) == (1, 0, 0, 0)
    assert sizes(waiting_for(editor)) == (0, 0, 1, 0)
    assert (count_for(reviewer), count_for(editor)) == (1, 0)


def test_the_oldest_comes_first(editor: StaffUser, reviewer: StaffUser) -> None:
    first, second = submitted(editor), submitted(editor)
    assert list(waiting_for(reviewer).to_decide) == [first, second]


def test_nobody_waits_for_themselves() -> None:
    admin = make_superuser()
    submitted(admin)
    submitted(factories.make_user(), edited_by=admin)
    assert sizes(waiting_for(admin)) == (0, 0, 1, 0)
    assert count_for(admin) == 0


def test_what_was_returned_waits_for_its_editor_until_it_is_submitted_again(
    editor: StaffUser, reviewer: StaffUser
) -> None:
    review = submitted(editor)
    send_back(review, by=reviewer, reason="电话不对")
    assert (sizes(waiting_for(editor)), count_for(editor), count_for(reviewer)) == ((0, 1, 0, 0), 1, 0)
    submit(review.matter, by=editor, note="改好了")
    assert (sizes(waiting_for(editor)), count_for(editor), count_for(reviewer)) == ((0, 0, 1, 0), 0, 1)


def test_what_was_decided_or_withdrawn_waits_for_nobody(editor: StaffUser, reviewer: StaffUser) -> None:
    approve(submitted(editor), by=reviewer)
    withdraw(submitted(editor), by=editor)
    assert (sizes(waiting_for(editor)), sizes(waiting_for(reviewer))) == ((0, 0, 0, 0), (0, 0, 0, 0))


def test_another_departments_review_waits_elsewhere(editor: StaffUser) -> None:
    submitted(editor)
    stranger = make_staff("审核发布", Department.objects.create(name="安阳市北关区演示局"))
    assert (sizes(waiting_for(stranger)), count_for(stranger)) == ((0, 0, 0, 0), 0)


def test_a_draft_left_alone_is_brought_to_mind(editor: StaffUser) -> None:
    forgotten = left_alone(editor, FORGOTTEN_DAYS + 1)
    left_alone(editor, FORGOTTEN_DAYS - 1)
    left_alone(factories.make_user(), FORGOTTEN_DAYS + 1)
    assert list(waiting_for(editor).forgotten) == [forgotten]


def test_what_was_published_after_the_last_change_is_not_forgotten(editor: StaffUser) -> None:
    left_alone(editor, FORGOTTEN_DAYS + 1, factories.make_published())
    assert list(waiting_for(editor).forgotten) == []


def test_counting_is_one_query(editor: StaffUser, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        submitted(factories.make_user())
    admin = make_superuser()
    with django_assert_num_queries(1):
        assert count_for(admin) == 3


def test_every_admin_page_says_how_much_waits(editor: StaffUser, reviewer: StaffUser) -> None:
    submitted(editor)
    page = signed_in(reviewer).get(reverse("admin:index")).content.decode()
    assert '<span class="waiting-count">1</span>' in page
    assert f'href="{reverse("admin:matters_waiting")}"' in page


def test_the_page_lists_links_and_says_when_nothing_waits(editor: StaffUser, reviewer: StaffUser) -> None:
    empty = signed_in(reviewer).get(reverse("admin:matters_waiting")).content.decode()
    assert "没有等您审核的事项。" in empty
    review = submitted(editor)
    page = signed_in(reviewer).get(reverse("admin:matters_waiting"))
    assert page.context["to_decide"] == [review]
    assert reverse("admin:matters_review_page", args=[review.pk]) in page.content.decode()


def test_the_page_takes_as_many_queries_for_three_as_for_one(
    editor: StaffUser, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(make_superuser())
    submitted(editor)
    client.get(reverse("admin:matters_waiting"))
    with django_assert_max_num_queries(50) as one:
        client.get(reverse("admin:matters_waiting"))
    submitted(editor)
    submitted(editor)
    with django_assert_max_num_queries(len(one.captured_queries)):
        page = client.get(reverse("admin:matters_waiting"))
    assert len(page.context["to_decide"]) == 3


def test_a_clerk_has_nothing_waiting_here() -> None:
    client = signed_in(make_staff("窗口人员"))
    assert client.get(reverse("admin:matters_waiting")).status_code == 403
    assert "waiting-link" not in client.get(reverse("admin:index")).content.decode()
