"""What whoever published is told of the sheets given out before."""

import pytest
from django.test import RequestFactory

from accounts.models import StaffUser
from matters.admin.told_before import told_before
from matters.models import Matter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def said(user: StaffUser) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return told_before(request, Matter(code="K7M2PA"))


@pytest.mark.parametrize("right", ["notices.view_notice", "notices.issue_notice"])
def test_who_may_see_the_affected_sheets_gets_the_link(right: str) -> None:
    link = '<a href="/counter/affected/?matter=K7M2PA">请看哪些要更正</a>'
    assert said(make_user(None, right)) == f"已发出的告知单可能因此不再准确，{link}。"


def test_who_may_not_is_told_who_does() -> None:
    assert said(make_user(None, "matters.publish_matter")) == "已发出的告知单可能因此不再准确，窗口会在工作台上看到。"
