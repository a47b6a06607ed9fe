"""Two rows of one matter: suspicion, merging, where the old code leads."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry, StaffUser
from matters.duplicates import Row, joined_synonyms, merge, plain_name, rows_of, survivor, suspected, unmerge
from matters.enums import Standing
from matters.models import Bundle, BundleMember, Department, Matter
from matters.publishing import Refused, retire
from matters.reviewing import submit
from notices.issuing import issue
from notices.verifying import State, verify
from tests import factories
from tests.admin_pages import make_staff, make_superuser, signed_in
from tests.factories import make_guide, make_matter, make_published, make_user, new_code

pytestmark = pytest.mark.django_db


def row(pk: int, name: str, code: str = "") -> Row:
    return Row(pk=pk, code=f"C{pk}", name=name, implementation_code=code, department="演示局", standing=Standing.DRAFT)


def found(*rows: Row) -> list[tuple[str, list[int]]]:
    return [(s.reason, [r.pk for r in s.rows]) for s in suspected(rows)]


@pytest.fixture
def editor() -> StaffUser:
    return make_user()


# --- Suspicion


def test_the_same_name_however_it_is_typed_is_suspicious() -> None:
    assert found(row(1, "新办（个人）"), row(2, "新办(个人)"), row(3, "新 办 “个人”"), row(4, "补办（个人）")) == [
        ("名称相同", [1, 2, 3])
    ]


def test_the_same_code_is_suspicious_and_none_is_not() -> None:
    assert found(row(1, "甲", "11A"), row(2, "乙", "11A"), row(3, "丙"), row(4, "丁")) == [("实施编码相同", [1, 2])]


def test_a_pair_that_both_rules_find_comes_once() -> None:
    assert found(row(1, "甲", "11A"), row(2, "甲", "11A")) == [("名称相同、实施编码相同", [1, 2])]


@given(st.text(max_size=20))
def test_a_plain_name_is_plain_already(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)


def test_the_rows_are_one_query_without_what_is_cancelled(django_assert_num_queries: Any, editor: StaffUser) -> None:
    kept, gone = make_published(), make_published()
    retire(gone, by=editor, reason="不办了")
    with django_assert_num_queries(1):
        assert [r.pk for r in rows_of(Matter.objects.filter(pk__in=[kept.pk, gone.pk]))] == [kept.pk]


# --- Merging


def test_the_duplicate_ends_and_points_to_the_other(editor: StaffUser) -> None:
    gone, stays = make_published(), make_published(name="留下的事项")
    assert merge(gone, stays, by=editor) is True
    assert (gone.standing, gone.standing_reason) == (Standing.RETIRED, "已并入“留下的事项”")
    assert (gone.merged_into, gone.successor, survivor(gone)) == (stays, stays, stays)


def test_its_names_become_synonyms_noted_in_the_history(editor: StaffUser) -> None:
    gone = make_matter(name="公共场所 许可", short_name="卫生证", synonyms="健康证 卫生许可")
    stays = make_matter(name="公共场所卫生许可", synonyms="健康证")
    merge(gone, stays, by=editor)
    assert stays.synonyms == "健康证 公共场所许可 卫生证 卫生许可"
    assert (stays.revision, stays.edited_by) == (1, editor)
    entries = AuditEntry.objects.filter(actor=editor).order_by("id").values_list("subject", "action")
    assert list(entries) == [(f"matters.matter:{gone.pk}", "merge"), (f"matters.matter:{stays.pk}", "edit")]


def test_in_a_bundle_the_survivor_takes_its_place_once(editor: StaffUser) -> None:
    gone, stays = make_published(), make_published()
    lead = stays.department
    alone, both = (Bundle.objects.create(code=new_code(), name=n, lead_department=lead) for n in ("一个", "两个"))
    for bundle, matter, position in ((alone, gone, 5), (both, gone, 1), (both, stays, 2)):
        BundleMember.objects.create(bundle=bundle, matter=matter, position=position)
    merge(gone, stays, by=editor)
    members = BundleMember.objects.filter(bundle__in=(alone, both)).order_by("bundle")
    assert list(members.values_list("bundle", "matter", "position")) == [
        (alone.pk, stays.pk, 5),
        (both.pk, stays.pk, 2),
    ]


def test_synonyms_never_outgrow_their_column() -> None:
    assert joined_synonyms("甲", ["乙" * 299, "丙"], known=set()) == "甲 丙"
    assert joined_synonyms("甲", ["乙", "甲", "丁", ""], known={"丁"}) == "甲 乙"


def test_a_survivor_in_review_is_left_as_it_was_submitted(editor: StaffUser, settings: Any) -> None:
    gone, stays = make_matter(name="另一个名称"), make_matter()
    submit(stays, by=editor, note="首次发布")
    assert merge(gone, stays, by=editor) is False
    assert (stays.synonyms, stays.revision, gone.merged_into) == ("", 0, stays)


def test_an_open_review_of_the_duplicate_is_withdrawn(editor: StaffUser) -> None:
    gone = make_matter()
    review = submit(gone, by=editor, note="首次发布")
    merge(gone, make_matter(), by=make_user())
    review.refresh_from_db()
    assert review.state == "withdrawn"


def refused(gone: Matter, stays: Matter, words: str, by: StaffUser) -> None:
    before = Matter.objects.order_by("pk").values_list("pk", "standing", "merged_into", "synonyms")
    rows = list(before)
    with pytest.raises(Refused, match=words):
        merge(gone, stays, by=by)
    assert list(before.all()) == rows


def test_no_circle_can_be_merged(editor: StaffUser) -> None:
    first, second, third = make_matter(), make_matter(), make_matter()
    merge(first, second, by=editor)
    merge(second, third, by=editor)
    refused(third, third, "不能并入它自己", editor)
    refused(third, first, "已并入", editor)
    refused(third, second, "已并入", editor)
    refused(first, third, "已并入", editor)
    assert survivor(Matter.objects.get(pk=first.pk)) == third


def test_what_is_cancelled_takes_no_part(editor: StaffUser) -> None:
    ended = make_published()
    retire(ended, by=editor, reason="不办了")
    refused(make_matter(), ended, "已取消，不能合并", editor)


def test_what_the_public_finds_is_not_merged_into_what_it_cannot_find(editor: StaffUser) -> None:
    refused(make_published(), make_matter(), "还没有发布，群众会找不到", editor)


def test_a_merge_of_a_draft_is_taken_back(editor: StaffUser) -> None:
    gone = make_matter()
    merge(gone, make_matter(), by=editor)
    unmerge(gone, by=editor)
    assert (gone.standing, gone.standing_reason, gone.merged_into, gone.successor) == ("draft", "", None, None)


def test_a_merge_of_what_was_published_stays(editor: StaffUser) -> None:
    gone = make_published()
    merge(gone, make_published(), by=editor)
    with pytest.raises(Refused, match="发布过，合并以后不能取消"):
        unmerge(gone, by=editor)


def test_only_a_merge_is_taken_back(editor: StaffUser) -> None:
    with pytest.raises(Refused, match="没有并入别的事项"):
        unmerge(make_matter(), by=editor)


# --- Where the old code leads


def test_old_addresses_lead_to_the_last_of_a_chain(client: Client, editor: StaffUser) -> None:
    first, second, third = make_published(), make_published(), make_published()
    merge(first, second, by=editor)
    merge(second, third, by=editor)
    for name in ("guide", "blank_sheet"):
        answer = client.get(reverse(name, args=[first.code]), {"a": "who.self"})
        assert (answer.status_code, answer.headers["Location"]) == (301, reverse(name, args=[third.code]))
        assert answer.headers["Cache-Control"] == "no-cache", "a merge that is taken back would lead astray for ever"


def test_an_old_code_of_a_cancelled_survivor_says_that_it_ended(client: Client, editor: StaffUser) -> None:
    gone, stays = make_published(), make_published(name="后来也取消的事项")
    merge(gone, stays, by=editor)
    retire(stays, by=editor, reason="不办了")
    answer = client.get(reverse("guide", args=[gone.code]))
    assert answer.status_code == 410
    assert "后来也取消的事项" in answer.content.decode()


def test_a_merged_draft_was_never_there_until_the_other_is_public(client: Client, editor: StaffUser) -> None:
    gone, stays = make_matter(), make_matter()
    merge(gone, stays, by=editor)
    assert client.get(reverse("guide", args=[gone.code])).status_code == 404


@pytest.mark.parametrize("asked", ["code", "implementation_code"])
def test_the_counter_finds_the_survivor(asked: str, editor: StaffUser) -> None:
    gone, stays = make_published(implementation_code="11ABC"), make_published(implementation_code="11ABC")
    merge(gone, stays, by=editor)
    clerk = signed_in(factories.make_clerk())
    answer = clerk.get(reverse("counter"), {"q": getattr(gone, asked)}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("counter_matter", args=[stays.code])


def test_a_notice_of_the_duplicate_still_verifies_and_leads_on(client: Client, editor: StaffUser) -> None:
    site = factories.make_site()
    gone, stays = make_published(), make_published(name="留下的事项")
    notice = issue(matter=gone, site=site, clerk=factories.make_clerk(site))
    merge(gone, stays, by=editor)
    notice.refresh_from_db()
    assert verify(notice).state == State.WITHDRAWN
    page = client.get(reverse("notice", args=[notice.token])).content.decode()
    assert f'href="{reverse("guide", args=[stays.code])}"' in page


# --- In the admin


def merge_url(one: Matter, other: Matter) -> str:
    return reverse("admin:matters_matter_merge", args=[one.pk, other.pk])


def test_the_page_lists_suspicions_of_ones_own_scope() -> None:
    one, other = make_matter(name="重复（甲）"), make_matter(name="重复(甲)")
    page = signed_in(make_staff("目录编辑")).get(reverse("admin:matters_duplicates"))
    assert [{r.pk for r in s.rows} for s in page.context["suspicions"] if s.rows[0].name.startswith("重复")] == [
        {one.pk, other.pk}
    ]
    assert merge_url(*sorted((one, other), key=lambda m: m.code)) in page.content.decode()
    stranger = make_staff("目录编辑", Department.objects.create(name="安阳市北关区演示局"))
    assert signed_in(stranger).get(reverse("admin:matters_duplicates")).context["count"] == 0


def test_both_are_put_beside_each_other() -> None:
    one, other = make_matter(consult_phone="0372-1"), make_matter(consult_phone="0372-2")
    page = signed_in(make_staff("目录编辑")).get(merge_url(one, other))
    assert ("咨询电话", "0372-1", "0372-2") in page.context["differences"]


@pytest.mark.parametrize("kept", [0, 1])
def test_the_chosen_one_stays(kept: int) -> None:
    pair = [make_matter(), make_matter()]
    answer = signed_in(make_staff("目录编辑")).post(merge_url(*pair), {"stays": pair[kept].pk})
    pair[1 - kept].refresh_from_db()
    assert answer.headers["Location"] == reverse("admin:matters_duplicates")
    assert pair[1 - kept].merged_into == pair[kept]


def test_an_editor_ends_nothing_that_is_public_and_a_reviewer_does() -> None:
    gone, stays = make_published(make_guide()), make_published(make_guide())
    page = signed_in(make_staff("目录编辑")).post(merge_url(gone, stays), {"stays": stays.pk})
    assert page.context["refusal"] == f"您没有取消“{gone.name}”的权限，请让审核发布人员来合并。"
    signed_in(make_staff("审核发布")).post(merge_url(gone, stays), {"stays": stays.pk})
    gone.refresh_from_db()
    assert gone.merged_into == stays


def test_taking_back_from_the_page() -> None:
    gone = make_matter()
    merge(gone, make_matter(), by=make_user())
    client = signed_in(make_superuser())
    assert (
        reverse("admin:matters_matter_unmerge", args=[gone.pk])
        in client.get(reverse("admin:matters_duplicates")).content.decode()
    )
    client.post(reverse("admin:matters_matter_unmerge", args=[gone.pk]))
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_looking_merges_nothing() -> None:
    gone, stays = make_matter(), make_matter()
    client = signed_in(make_superuser())
    assert client.get(merge_url(gone, stays)).status_code == 200
    assert client.get(reverse("admin:matters_matter_unmerge", args=[gone.pk])).status_code == 405
    gone.refresh_from_db()
    assert gone.merged_into is None
