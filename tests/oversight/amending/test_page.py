"""`/oversight/amend/` and the button that leads there."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import StaffUser
from oversight.amending.panel import panel_of
from oversight.models import Amendment, SharedCause
from oversight.orders.finding import find
from tests.admin_pages import change_url, make_staff, signed_in
from tests.bundles import make_bundle
from tests.counter import text_of
from tests.factories import make_clerk, make_published
from tests.oversight.amending.told import make_case, make_editor, two_matters

pytestmark = pytest.mark.django_db

URL = "/oversight/amend/"


def part(user: StaffUser, **context: Any) -> str:
    """What the include shows on somebody's page."""
    request = RequestFactory().get("/")
    request.user = user
    html = Template('{% include "oversight/amending/_amend.html" %}').render(Context({"request": request, **context}))
    return text_of(type("Page", (), {"content": html.encode()}))


def test_one_click_leads_to_the_matter_s_page() -> None:
    case, editor = make_case(), signed_in(make_editor())
    assert case.matter
    for _ in range(2):
        answer = editor.post(URL, {"case": case.pk, "matter": case.matter.code})
        assert answer["Location"] == change_url(case.matter)
    assert Amendment.objects.get().reference == case.ref


def test_the_button_is_for_who_may_change_the_matter() -> None:
    own, foreign = two_matters()
    case = make_case(own)
    assert f"修改“{own.name}”" in part(make_editor(department=own.department), case=case)
    assert part(make_editor(department=foreign.department), case=case) == ""
    assert part(make_clerk(), case=case) == ""


def test_who_may_not_change_still_reads_what_became_of_it() -> None:
    case = make_case()
    assert case.matter
    signed_in(make_editor()).post(URL, {"case": case.pk, "matter": case.matter.code})
    words = part(make_staff("督查人员"), case=case)
    assert (case.matter.name in words, "还没有发布" in words, "接着改" in words) == (True, True, False)
    assert "接着改" in part(make_editor(), case=case)


def test_a_bundle_s_matters_are_offered_one_by_one() -> None:
    bundle = make_bundle()
    case = make_case(make_published())
    case.matter, case.bundle = None, bundle
    case.save()
    members = [member.matter for member in bundle.members.order_by("matter__code")]
    assert list(panel_of(case, make_editor()).choices) == members


def test_what_is_about_nothing_in_particular_asks_for_a_code() -> None:
    case, matter = make_case(), make_published()
    case.matter = None
    case.save()
    editor = signed_in(make_editor())
    assert 'name="matter" maxlength' in editor.get(f"{URL}?case={case.pk}").content.decode()
    refused = editor.post(URL, {"case": case.pk, "matter": "nosuch"})
    assert (refused.status_code, "没有编码是“NOSUCH”的" in text_of(refused)) == (400, True)
    assert editor.post(URL, {"case": case.pk, "matter": matter.code.lower()})["Location"] == change_url(matter)


def test_a_matter_in_review_is_refused_on_a_page_with_the_way_back(settings: Any) -> None:
    from matters.reviewing import submit
    from tests.oversight.amending.told import change

    settings.PUBLICATION_GATES = []
    case, user = make_case(), make_editor()
    assert case.matter
    change(case.matter, user)
    submit(case.matter, by=user, note="加一步")
    page = signed_in(user).post(URL, {"case": case.pk, "matter": case.matter.code})
    assert (page.status_code, "正在审核" in text_of(page), f"返回{case.ref}" in text_of(page)) == (400, True, True)


def test_an_editor_opens_a_finding_of_their_department_and_no_other() -> None:
    own, foreign = two_matters()
    finding = find(by=make_staff("督查人员"), words="告知单漏了照片", case=make_case(own))
    editor = signed_in(make_editor(department=own.department))
    assert editor.post(URL, {"finding": finding.pk, "matter": own.code})["Location"] == change_url(own)
    other = signed_in(make_editor(department=foreign.department))
    assert other.post(URL, {"finding": finding.pk, "matter": foreign.code}).status_code == 404


def test_a_shared_cause_leads_to_the_catalog() -> None:
    shared = SharedCause.objects.create(title="照片没有写明", cause="materials", opened_by=make_editor())
    matter = make_published()
    answer = signed_in(make_editor()).post(URL, {"shared": shared.pk, "matter": matter.code})
    assert (answer["Location"], Amendment.objects.get().shared) == (change_url(matter), shared)


@pytest.mark.parametrize(
    "query", ["", "?case=", "?case=0", "?case=x", "?case=²", "?finding=9999", "?shared=99999999999999999999"]
)
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert signed_in(make_editor()).get(URL + query).status_code == 404


def test_who_changes_no_matters_is_not_let_in() -> None:
    case = make_case()
    assert signed_in(make_staff("督查人员")).get(f"{URL}?case={case.pk}").status_code == 403
    assert reverse("oversight_amend") == URL


@pytest.mark.parametrize("rows", [1, 3])
def test_the_part_takes_the_same_queries_however_much_it_shows(rows: int, django_assert_num_queries: Any) -> None:
    case, editor = make_case(), make_editor()
    client = signed_in(editor)
    for _ in range(rows):
        client.post(URL, {"case": case.pk, "matter": make_published().code})
    editor.has_perm("matters.change_matter")  # asked once a request
    with django_assert_num_queries(2):
        assert len(panel_of(case, editor).outcomes) == rows
