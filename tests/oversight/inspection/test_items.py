"""The check sheet an office has."""

import pytest

from oversight.inspection.items import default_items, items_now, restore_default, was_used
from oversight.models import CheckItem
from tests.counter import audited
from tests.oversight.inspection.builders import make_inspector, make_patrol

pytestmark = pytest.mark.django_db


def test_an_office_without_a_sheet_begins_with_the_product_s_own() -> None:
    assert [item["key"] for item in items_now()] == [item.key for item in default_items()]


def test_restoring_twice_changes_nothing_more() -> None:
    inspector = make_inspector()
    counts = [restore_default(by=inspector) for _ in range(2)]
    assert (counts, len(audited("restore_check_sheet"))) == ([10, 0], 1)


def test_restoring_mends_what_was_changed_and_leaves_the_office_s_own() -> None:
    restore_default(by=None)
    CheckItem.objects.filter(key="signed").update(question="签了吗", is_active=False)
    CheckItem.objects.create(key="smile", question="是否微笑服务", position=99)
    assert restore_default(by=None) == 1
    rows = CheckItem.objects.filter(key__in=("signed", "smile")).values_list("question", "is_active")
    assert list(rows) == [("是否签收", True), ("是否微笑服务", True)]


def test_a_question_is_used_once_somebody_answered_it() -> None:
    make_patrol(make_inspector())
    assert [was_used(item) for item in CheckItem.objects.all()] == [False] * 10
