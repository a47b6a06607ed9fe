"""Two editors on one matter: what is put together, what is shown, and that nothing is lost or overwritten unseen."""

from typing import Any

import pytest
from django.test import Client

from accounts.history import entries_of
from accounts.models import StaffUser
from matters import models
from matters.admin import opening
from matters.editing import editing
from matters.enums import Standing
from matters.keeping import copy_of
from matters.models import Matter, Review
from tests import factories
from tests.admin_pages import change_url, form_data, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter() -> Matter:
    return factories.make_matter()


@pytest.fixture
def me() -> Client:
    return signed_in(make_superuser())


@pytest.fixture
def other() -> StaffUser:
    return factories.make_user(display_name="另一位编辑")


def opened(client: Client, matter: Matter, **changes: Any) -> dict[str, Any]:
    """The page's form as it stands now, with what will be typed into it."""
    return form_data(client, change_url(matter)) | {k.replace("__", "-"): v for k, v in changes.items()}


def change(matter: Matter, by: StaffUser, **values: Any) -> None:
    """Somebody else's save."""
    with editing(matter, by=by, via="页面编辑"):
        Matter.objects.filter(pk=matter.pk).update(**values)


def send(client: Client, matter: Matter, data: dict[str, Any]) -> Any:
    return client.post(change_url(matter), data)


def choose(client: Client, matter: Matter, page: Any, choice: str) -> Any:
    """Press one of the conflict page's buttons."""
    return client.post(page.context["resolve_url"], {"unsaved": page.context["unsaved"], "choice": choice})


def test_a_save_is_noted_field_by_field_and_counted(me: Client, matter: Matter) -> None:
    assert send(me, matter, opened(me, matter, consult_phone="0372-1", requirements__1__copies=4)).status_code == 302
    matter.refresh_from_db()
    entry = entries_of(matter).get()
    assert (matter.revision, entry.actor, entry.detail["via"]) == (1, matter.edited_by, "页面编辑")
    assert [(c["place"], c["old"], c["new"]) for c in entry.detail["changes"]] == [
        ("consult_phone", "0372-0002013", "0372-1"),
        ("requirements[m2].copies", "1", "4"),
    ]


def test_an_untouched_page_is_no_change(me: Client, matter: Matter) -> None:
    send(me, matter, opened(me, matter))
    matter.refresh_from_db()
    assert (matter.revision, entries_of(matter).count()) == (0, 0)


def test_a_desk_counts_as_a_change(me: Client, matter: Matter) -> None:
    desk = {"desks__TOTAL_FORMS": 1, "desks__0__site": factories.make_site(code="e-desk").pk, "desks__0__window": "9号"}
    send(me, matter, opened(me, matter, **desk))
    assert [c["place"] for c in entries_of(matter).get().detail["changes"]] == ["desks[e-desk]"]


def test_different_fields_are_merged_and_both_survive(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, summary="我写的说明", requirements__0__copies=7)
    change(matter, other, consult_phone="0372-2", visits=4)
    page = send(me, matter, data)
    matter.refresh_from_db()
    assert (page.status_code, matter.summary, matter.revision) == (409, "", 1)
    assert page.context["clashes"] == ()
    choose(me, matter, page, "merge")
    matter.refresh_from_db()
    assert (matter.summary, matter.consult_phone, matter.visits, matter.revision) == ("我写的说明", "0372-2", 4, 2)
    assert list(matter.requirements.values_list("copies", flat=True)) == [7, 1, 1]
    assert entries_of(matter).first().detail["via"] == "页面编辑（合并）"


def test_the_conflict_page_says_who_changed_what_and_what_i_typed(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, consult_phone="0372-1", requirements__0__copies=7)
    change(matter, other, consult_phone="0372-2")
    page = send(me, matter, data)
    (save,) = page.context["meanwhile"]
    assert save.entry.actor == other
    assert [(t.place, t.old, t.new, t.by_both) for t in save.touched] == [("咨询电话", "0372-0002013", "0372-2", True)]
    assert [(t.place, t.new, t.by_both) for t in page.context["mine"]] == [
        ("咨询电话", "0372-1", True),
        ("申请材料 居民身份证 · 复印件份数", "7", False),
    ]


def test_of_a_field_that_both_changed_the_merge_takes_mine(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, consult_phone="0372-1")
    change(matter, other, consult_phone="0372-2", visits=4)
    choose(me, matter, send(me, matter, data), "merge")
    matter.refresh_from_db()
    assert (matter.consult_phone, matter.visits) == ("0372-1", 4)


def test_overwriting_is_what_i_filled_in_and_nothing_else(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, consult_phone="0372-1")
    change(matter, other, summary="对方的说明", visits=4)
    choose(me, matter, send(me, matter, data), "overwrite")
    matter.refresh_from_db()
    assert (matter.consult_phone, matter.summary, matter.visits) == ("0372-1", "", 1)
    assert entries_of(matter).first().detail["via"] == "页面编辑（覆盖）"


def test_rows_that_were_written_anew_meanwhile_do_not_lose_my_change(
    me: Client, matter: Matter, other: StaffUser
) -> None:
    data = opened(me, matter, steps__0__limit="1个工作日")
    with editing(matter, by=other, via="批量修改"):
        rows = list(matter.requirements.all())
        matter.requirements.all().delete()
        for row in rows[1:]:
            row.pk = None
            row.save()
    page = send(me, matter, data)
    assert [t.place for t in page.context["mine"]] == ["办理环节 受理 · 时限"]
    choose(me, matter, page, "merge")
    assert (matter.steps.first().limit, matter.requirements.count()) == ("1个工作日", 2)


def test_a_third_save_between_shows_the_page_again(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, summary="我写的说明")
    change(matter, other, visits=4)
    page = send(me, matter, data)
    change(matter, other, visits=5)
    again = choose(me, matter, page, "overwrite")
    assert (again.status_code, len(again.context["meanwhile"])) == (409, 2)
    choose(me, matter, again, "merge")
    matter.refresh_from_db()
    assert (matter.summary, matter.visits) == ("我写的说明", 5)


def test_a_second_click_on_save_is_no_conflict(me: Client, matter: Matter) -> None:
    data = opened(me, matter, summary="我写的说明")
    assert [send(me, matter, data).status_code for _ in range(2)] == [302, 302]
    matter.refresh_from_db()
    assert (matter.summary, matter.revision) == ("我写的说明", 1)


def test_an_untouched_page_after_somebodys_save_is_no_conflict(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter)
    change(matter, other, visits=4)
    assert send(me, matter, data).status_code == 302
    matter.refresh_from_db()
    assert matter.visits == 4


def test_what_cannot_be_saved_keeps_the_page_with_what_was_typed(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, name="", summary="我写的说明")
    change(matter, other, visits=4)
    page = send(me, matter, data)
    assert page.status_code == 200
    assert [p.anchor for p in page.context["problems"]] == ["#id_name"]
    assert page.context["adminform"].form["summary"].value() == "我写的说明"
    assert matter.requirements.count() == 3
    assert page.context["overview"].errors == []


def test_a_page_without_its_mark_is_not_saved_unseen(me: Client, matter: Matter) -> None:
    page = send(me, matter, opened(me, matter, summary="我写的说明", opened="nonsense"))
    matter.refresh_from_db()
    assert (page.status_code, page.context["base_known"], matter.summary) == (409, False, "")
    choose(me, matter, page, "overwrite")
    matter.refresh_from_db()
    assert matter.summary == "我写的说明"


def test_a_mark_belongs_to_one_matter(matter: Matter) -> None:
    mark = opening.token(matter)
    assert opening.read(matter, mark) == opening.Opened(0, copy_of(matter))
    assert opening.read(factories.make_matter(), mark) is None


def test_somebody_else_cannot_use_what_i_left(me: Client, matter: Matter, other: StaffUser) -> None:
    data = opened(me, matter, summary="我写的说明")
    change(matter, other, visits=4)
    page = send(me, matter, data)
    assert choose(signed_in(make_superuser()), matter, page, "overwrite").status_code == 302
    matter.refresh_from_db()
    assert matter.summary == ""


def test_what_contradicts_when_merged_is_refused_with_words(me: Client, matter: Matter, other: StaffUser) -> None:
    row = matter.requirements.first()
    models.Requirement.objects.filter(pk=row.pk).update(necessity="deferrable")
    data = opened(me, matter, requirements__0__necessity="required")
    with editing(matter, by=other, via="页面编辑"):
        models.Requirement.objects.filter(pk=row.pk).update(defer="7日内")
    again = choose(me, matter, send(me, matter, data), "merge")
    assert (again.status_code, again.context["problem"][:12]) == (409, "合在一起的内容互相矛盾，")


# --- Locked


def put_in_review(matter: Matter) -> Review:
    by = factories.make_user()
    return Review.objects.create(matter=matter, revision=matter.revision, submitted_by=by, note="请审核")


def test_a_matter_in_review_is_shown_read_only_and_says_why(me: Client, matter: Matter) -> None:
    review = put_in_review(matter)
    page = me.get(change_url(matter))
    assert page.context["has_change_permission"] is False
    assert page.context["locked"] == f"“{matter.name}”正在审核。要修改请先撤回，或者等审核人退回。"
    assert f'href="/admin/matters/review/{review.pk}/"' in page.content.decode()


@pytest.mark.parametrize(
    "locked", [{"standing": Standing.RETIRED, "standing_reason": "已并入"}, {"merged_into": "another"}]
)
def test_a_retired_or_merged_matter_is_read_only(me: Client, matter: Matter, locked: dict[str, Any]) -> None:
    values = {k: factories.make_matter() if v == "another" else v for k, v in locked.items()}
    Matter.objects.filter(pk=matter.pk).update(**values)
    assert me.get(change_url(matter)).context["has_change_permission"] is False


def test_a_save_into_a_review_is_refused_and_shows_what_was_typed(me: Client, matter: Matter) -> None:
    data = opened(me, matter, summary="我写的说明")
    put_in_review(matter)
    page = send(me, matter, data)
    matter.refresh_from_db()
    assert (page.status_code, matter.summary) == (409, "")
    assert [(t.place, t.new) for t in page.context["mine"]] == [("一句话说明", "我写的说明")]
    assert "正在审核" in page.context["problem"]


def test_a_matter_in_review_is_not_deleted(me: Client, matter: Matter) -> None:
    put_in_review(matter)
    assert me.post(f"/admin/matters/matter/{matter.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_a_new_matter_and_a_deleted_draft_are_noted(me: Client, matter: Matter) -> None:
    data = {"name": "演示新事项", "department": matter.department_id}
    me.post("/admin/matters/matter/add/", form_data(me, "/admin/matters/matter/add/") | data)
    made = Matter.objects.get(name="演示新事项")
    assert [(e.action, e.actor) for e in entries_of(made)] == [("create", made.edited_by)]
    me.post(f"/admin/matters/matter/{matter.pk}/delete/", {"post": "yes"})
    assert [e.action for e in entries_of(matter)] == ["delete"]


def test_who_may_not_change_cannot_resolve(matter: Matter) -> None:
    reader, before = signed_in(make_staff("审计员")), Matter.objects.values().get(pk=matter.pk)
    assert reader.post(f"/admin/matters/matter/{matter.pk}/resolve/", {"choice": "merge"}).status_code == 403
    assert Matter.objects.values().get(pk=matter.pk) == before
