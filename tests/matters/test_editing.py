"""Every change of a working copy: one editor at a time, noted field by field, never over somebody else's unseen."""

from datetime import UTC, datetime

import pytest

from accounts import history
from accounts.models import AuditEntry
from matters.editing import Conflict, Locked, editing
from matters.enums import ReviewState, Standing
from matters.models import Matter, Review
from tests import factories

pytestmark = pytest.mark.django_db


def change_visits(matter: Matter, by: object, visits: int, opened: int | None = None) -> None:
    with editing(matter, by=by, via="页面编辑", opened=opened) as locked:
        locked.visits = visits
        locked.save(update_fields=["visits"])


def test_a_change_is_noted_with_who_and_what() -> None:
    matter, editor = factories.make_matter(), factories.make_user()
    change_visits(matter, editor, 4)
    entry = history.entries_of(matter).get()
    assert (entry.actor, entry.action, entry.detail) == (
        editor,
        "edit",
        {"changes": [{"place": "visits", "old": "1", "new": "4"}], "via": "页面编辑", "revision": 1},
    )
    matter.refresh_from_db()
    assert (matter.revision, matter.edited_by) == (1, editor)


def test_a_save_that_changes_nothing_leaves_no_trace() -> None:
    matter = factories.make_matter()
    change_visits(matter, factories.make_user(), matter.visits)
    matter.refresh_from_db()
    assert (matter.revision, matter.edited_by, AuditEntry.objects.filter(subject=history.subject_of(matter)).count()) == (
        0, None, 0,
    )  # fmt: skip


def change_and_fail(matter: Matter) -> None:
    with editing(matter, by=factories.make_user(), via="页面编辑") as locked:
        Matter.objects.filter(pk=locked.pk).update(visits=5)
        raise ZeroDivisionError


def test_a_failure_inside_changes_and_notes_nothing() -> None:
    matter = factories.make_matter()
    with pytest.raises(ZeroDivisionError):
        change_and_fail(matter)
    matter.refresh_from_db()
    assert (matter.visits, matter.revision, history.entries_of(matter).count()) == (1, 0, 0)


def test_a_save_over_somebody_elses_is_refused_and_says_what_they_did() -> None:
    matter, first, second = factories.make_matter(), factories.make_user(), factories.make_user()
    change_visits(matter, first, 2, opened=0)
    with pytest.raises(Conflict) as refused:
        change_visits(matter, second, 3, opened=0)
    assert [(entry.actor, entry.detail["changes"]) for entry in refused.value.since] == [
        (first, [{"place": "visits", "old": "1", "new": "2"}])
    ]
    matter.refresh_from_db()
    assert matter.visits == 2


def test_who_has_seen_the_other_change_may_go_on() -> None:
    matter = factories.make_matter()
    change_visits(matter, factories.make_user(), 2, opened=0)
    change_visits(matter, factories.make_user(), 3, opened=1)
    matter.refresh_from_db()
    assert (matter.visits, matter.revision) == (3, 2)


def test_a_matter_in_review_is_locked() -> None:
    matter, editor = factories.make_matter(), factories.make_user()
    review = Review.objects.create(matter=matter, revision=0, submitted_by=editor, note="首次发布")
    with pytest.raises(Locked, match="正在审核"):
        change_visits(matter, editor, 2)
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.RETURNED,
        decided_by=factories.make_user(),
        decided_at=datetime(2026, 3, 9, tzinfo=UTC),
        reason="缺依据",
    )
    change_visits(matter, editor, 2)
    assert Matter.objects.get(pk=matter.pk).visits == 2


def test_a_retired_and_a_merged_matter_are_locked() -> None:
    other = factories.make_matter()
    retired = factories.make_matter(standing=Standing.RETIRED, standing_reason="合并到其他事项")
    merged = factories.make_matter(merged_into=other)
    for matter, words in ((retired, "已取消"), (merged, "已并入")):
        with pytest.raises(Locked, match=words):
            change_visits(matter, factories.make_user(), 2)
