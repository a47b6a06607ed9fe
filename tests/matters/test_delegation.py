"""批量下放 and 收回: what an order makes of handlings, and the pages that do it to many matters."""

from dataclasses import replace

import pytest
from django.urls import reverse

from matters.bulk_applying import apply_all, undo_plans
from matters.delegating import plans, preview
from matters.delegation import Conflict, Give, Needless, TakeBack, delegated
from matters.enums import How, Level
from matters.guide import Handling, Party
from matters.keeping import copy_of
from matters.models import Matter, Review
from matters.publishing import retire
from matters.reviewing import submit
from matters.working_copy import WorkingCopy
from tests.admin_pages import make_staff, signed_in
from tests.factories import make_guide, make_matter, make_published, make_site, make_user

OWN = Party(name="区民政局", code="1")
DIRECT = Handling(level=Level.DISTRICT, how=How.DIRECT)
FORWARD = Handling(level=Level.STREET, how=How.FORWARD, sites=("a",), back_office=OWN)
COPY = WorkingCopy(name="甲", department=OWN, handlings=(DIRECT,))
GIVE = Give(level=Level.STREET, how=How.FORWARD)


def after(copy, order):
    return delegated(copy, order).on(copy).handlings


def test_giving_adds_the_level_with_the_matters_own_department_as_back_office():
    assert after(COPY, GIVE) == (DIRECT, replace(FORWARD, sites=()))
    assert after(COPY, replace(GIVE, how=How.ASSIST))[1].back_office is None


@pytest.mark.parametrize(
    ("conflict", "sites", "there"),
    [
        (Conflict.REPLACE, ("b",), (DIRECT, replace(FORWARD, sites=("b",)))),
        (Conflict.ADD, ("b",), (DIRECT, replace(FORWARD, sites=("a", "b")))),
        (Conflict.ADD, (), (DIRECT, replace(FORWARD, sites=()))),
    ],
)
def test_what_the_level_does_already_is_replaced_or_joined(conflict, sites, there):
    copy = replace(COPY, handlings=(DIRECT, FORWARD))
    assert after(copy, replace(GIVE, sites=sites, conflict=conflict)) == there


def test_adding_another_way_is_a_row_of_its_own():
    copy = replace(COPY, handlings=(DIRECT, FORWARD))
    order = replace(GIVE, how=How.ASSIST, conflict=Conflict.ADD)
    assert after(copy, order) == (DIRECT, FORWARD, Handling(level=Level.STREET, how=How.ASSIST))


@pytest.mark.parametrize(
    ("handlings", "order", "reason"),
    [
        ((DIRECT, FORWARD), replace(GIVE, names={"a": "甲街"}), "已有街道的办理层级（街道前端受理转报（转区民政局）：甲街）"),
        ((DIRECT, FORWARD), replace(GIVE, sites=("a",), conflict=Conflict.ADD), "已经是这样，没有变化"),
        ((DIRECT,), TakeBack(level=Level.STREET), "街道本来不办理"),
        ((FORWARD,), TakeBack(level=Level.STREET), "收回后没有任何地方办理；请先交给别的层级"),
    ],
)  # fmt: skip
def test_what_need_not_or_cannot_be_done_is_said(handlings, order, reason):
    with pytest.raises(Needless, match="^" + reason.replace("（", ".").replace("）", ".") + "$"):
        delegated(replace(COPY, handlings=handlings), order)


def test_taking_back_one_site_of_all_names_the_others():
    copy = replace(COPY, handlings=(DIRECT, replace(FORWARD, sites=())))
    order = TakeBack(level=Level.STREET, sites=("b",), every=("c", "a", "b"))
    assert after(copy, order) == (DIRECT, replace(FORWARD, sites=("a", "c")))
    assert after(copy, TakeBack(level=Level.STREET)) == (DIRECT,)


def test_the_inverse_takes_it_back():
    change = delegated(COPY, GIVE)
    assert change.inverse.on(change.on(COPY)) == COPY


# --- In the catalog


def make_district_matter(**values):
    return make_matter(make_guide(handlings=(DIRECT,)), **values)


def everything():
    return Matter.objects.all()


@pytest.mark.django_db
def test_a_preview_says_what_changes_and_why_some_are_left_out():
    free, foreign, reviewed = (make_district_matter() for _ in range(3))
    gone = make_published(make_guide(handlings=(DIRECT,)))
    retire(gone, by=make_user(), reason="取消")
    submit(reviewed, by=make_user(), note="首次")
    made = everything().filter(pk__in=[m.pk for m in (free, foreign, reviewed, gone)])
    shown = preview(made, made.exclude(pk=foreign.pk), GIVE)
    assert [p.matter for p in shown.possible] == [free]
    assert {p.matter: p.reason for p in shown.left_out} == {
        foreign: "不属于您的部门，只能查看",
        reviewed: "正在审核，要修改请先撤回或退回",
        gone: "已取消",
    }


@pytest.mark.django_db
def test_a_run_changes_drafts_and_can_be_taken_back():
    matter, user = make_district_matter(), make_user()
    apply_all(plans(everything(), GIVE, {matter.pk: matter.revision}), by=user, via="批量下放", token="t")
    assert [h.level for h in copy_of(matter).handlings] == [Level.DISTRICT, Level.STREET]
    apply_all(undo_plans(everything(), "t"), by=user, via="撤销", token="u")
    assert copy_of(matter).handlings == (DIRECT,)


@pytest.mark.django_db
def test_the_pages_lead_from_the_list_to_a_review():
    client, site, matter = signed_in(make_staff("目录编辑")), make_site(), make_district_matter()
    listed = client.post(
        reverse("admin:matters_matter_changelist"), {"action": "delegate_selected", "_selected_action": [matter.pk]}
    )
    assert "选中了1个事项" in listed.content.decode()
    asked = {"within": matter.pk, "level": "street", "sites": [site.pk], "how": "forward", "conflict": "skip"}
    page = reverse("admin:matters_delegate", args=["give"])
    shown = client.post(page, {**asked, "step": "preview"}).content.decode()
    assert f'value="{matter.pk}.{matter.revision}"' in shown
    done = client.post(page, {**asked, "step": "apply", "matter": [f"{matter.pk}.{matter.revision}"]})
    assert copy_of(matter).handlings[1].sites == (site.code,)
    client.post(f"{done.url}submit/", {"note": "下放街道"})
    assert [r.note for r in Review.objects.open().filter(matter=matter)] == ["下放街道"]


@pytest.mark.django_db
def test_sites_of_another_level_are_refused():
    client, site, matter = signed_in(make_staff("目录编辑")), make_site(Level.COMMUNITY), make_district_matter()
    asked = {"within": matter.pk, "level": "street", "sites": [site.pk], "how": "direct", "conflict": "skip"}
    page = client.post(reverse("admin:matters_delegate", args=["give"]), {**asked, "step": "preview"})
    assert f"“{site.name}”不是街道的地点。" in page.content.decode()


@pytest.mark.django_db
def test_who_may_not_change_matters_is_refused():
    client = signed_in(make_staff("督查人员"))
    assert client.post(reverse("admin:matters_delegate", args=["give"])).status_code == 403
