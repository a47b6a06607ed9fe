"""The check sheet in the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from matters.publishing import today
from oversight.inspection.checking import check, state_of
from oversight.inspection.gathering import facts_of
from oversight.inspection.items import restore_default
from oversight.models import CheckItem
from tests.admin_pages import make_superuser, signed_in
from tests.counter import make_notice
from tests.oversight.inspection.builders import all_yes, make_inspector, make_patrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    restore_default(by=None)
    return signed_in(make_superuser())


def use_the_sheet() -> None:
    """An inspector answers every question once."""
    inspector = make_inspector()
    drawn = make_patrol(inspector, make_notice()).drawn.get()
    facts = facts_of([drawn.notice_id], today())[drawn.notice_id]
    check(drawn, all_yes(drawn), by=inspector, facts=facts, seen=state_of(drawn))


def deleted(admin: Client, key: str) -> tuple[int, bool]:
    item = CheckItem.objects.get(key=key)
    page = admin.post(reverse("admin:oversight_checkitem_delete", args=[item.pk]), {"post": "yes"})
    return page.status_code, CheckItem.objects.filter(key=key).exists()


def test_only_a_question_nobody_answered_can_be_removed(admin: Client) -> None:
    use_the_sheet()
    CheckItem.objects.create(key="smile", question="是否微笑服务")
    assert [deleted(admin, key) for key in ("signed", "smile")] == [(403, True), (302, False)]


def test_a_used_question_keeps_its_key(admin: Client) -> None:
    use_the_sheet()
    page = admin.get(reverse("admin:oversight_checkitem_change", args=[CheckItem.objects.get(key="signed").pk]))
    assert "key" not in page.context["adminform"].form.fields


def test_what_checks_by_itself_is_chosen_from_what_there_is(admin: Client) -> None:
    sent = {"key": "smile", "question": "是否微笑服务", "hint": "", "position": "11", "is_active": "on"}
    statuses = [
        admin.post(reverse("admin:oversight_checkitem_add"), {**sent, "auto": auto}).status_code
        for auto in ("none", "")
    ]
    assert (statuses, CheckItem.objects.filter(key="smile", auto="").count()) == ([200, 302], 1)
