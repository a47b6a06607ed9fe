"""Bulk edits: shown before they are done, done where nobody interfered, taken back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, StaffUser
from matters import find_replace as rules
from matters.bulk_applying import Plan, apply_all, entries_of, undo_plans
from matters.bulk_editing import MOST, Wanted, preview
from matters.bulk_forms import KINDS
from matters.editing import editing
from matters.find_replace import GROUPS
from matters.keeping import copy_of
from matters.models import Department, Faq, Material, Matter
from matters.publishing import retire
from matters.replacing_text import Search
from matters.reviewing import submit
from matters.text_places import swaps
from tests.admin_pages import make_staff, make_superuser, signed_in
from tests.factories import make_guide, make_matter, make_published, make_requirement, make_user

pytestmark = pytest.mark.django_db

OLD, NEW = "0372-7770001", "0372-7770002"


@pytest.fixture
def user() -> StaffUser:
    return make_user()


@pytest.fixture
def editor() -> Client:
    return signed_in(make_staff("目录编辑"))


def phones() -> Wanted:
    return Wanted(rule=rules.phone(OLD, NEW), where=rules.PHONES, needle=OLD)


def having_old_phone(number: int = 1, **values: Any) -> list[Matter]:
    matters = [make_matter(consult_phone=OLD, **values) for _ in range(number)]
    return sorted(matters, key=lambda matter: matter.code)


def all_matters() -> Any:
    return Matter.objects.all()


def plan(matter: Matter, wanted: Wanted) -> Plan:
    return Plan(matter, matter.revision, lambda copy: swaps(copy, wanted.rule))


def phone_of(matter: Matter) -> str:
    return Matter.objects.get(pk=matter.pk).consult_phone


# --- Preview


def test_the_preview_names_every_text_with_old_and_new() -> None:
    (matter,) = having_old_phone()
    shown = preview(all_matters(), phones())
    assert [
        (a.matter, [(p.words, p.swap.old, p.swap.new, p.problem) for p in a.proposals]) for a in shown.affected
    ] == [(matter, [("咨询电话", OLD, NEW, "")])]
    assert (shown.possible, shown.is_cut) == (1, False)


def test_what_is_in_review_is_shown_as_left_out(user: StaffUser) -> None:
    (matter,) = having_old_phone()
    submit(matter, by=user, note="首次发布")
    shown = preview(all_matters(), phones())
    assert [a.obstacle for a in shown.affected] == ["正在审核，要修改请先撤回或退回"]
    assert shown.possible == 0


def test_what_is_cancelled_is_not_looked_at(user: StaffUser) -> None:
    retire(make_published(make_guide(consult_phone=OLD)), by=user, reason="不办了")
    assert preview(all_matters(), phones()).affected == []


@pytest.mark.parametrize(
    ("by", "problem"),
    [("长" * 61, "确保该变量包含不超过 60 字符 (目前字符数 61)。"), ("😀", "印不出来")],
    ids=["long", "emoji"],
)
def test_what_the_field_does_not_take_is_shown_with_the_reason(by: str, problem: str) -> None:
    having_old_phone()
    shown = preview(all_matters(), Wanted(rule=rules.phone(OLD, by), where=rules.PHONES, needle=OLD))
    assert shown.possible == 0
    assert problem in shown.affected[0].proposals[0].problem


def test_a_long_preview_is_cut_and_says_so() -> None:
    matter = make_matter()
    Faq.objects.bulk_create(
        Faq(matter=target, position=n, question=f"罕见词{n}", answer="是")
        for target in (matter, make_matter())
        for n in range(MOST - 10)
    )
    wanted = Wanted(
        rule=rules.replacing(Search(find="罕见词"), "常见词", GROUPS["all"][1]), where=GROUPS["all"][1], needle="罕见词"
    )
    shown = preview(all_matters(), wanted)
    assert (len(shown.affected), shown.possible, shown.is_cut) == (1, MOST - 10, True)


@pytest.mark.parametrize(
    ("find", "typed"), [("abc9", "ABC9"), ("abc9", "ＡＢＣ９"), ("ＡＢＣ９", "ABC9"), ("第9号ａ", "第９号A")]
)
def test_other_widths_are_found_in_the_database_too(find: str, typed: str) -> None:
    matter, places = make_matter(prohibitions=f"禁止{typed}入内"), GROUPS["all"][1]
    rule = rules.replacing(Search(find=find, exact=False), "", places)
    shown = preview(all_matters(), Wanted(rule=rule, where=places, needle=find, exact=False))
    assert [(a.matter, [p.swap.new for p in a.proposals]) for a in shown.affected] == [(matter, ["禁止入内"])]


def test_a_preview_takes_as_many_queries_for_three_as_for_one(django_assert_max_num_queries: Any) -> None:
    having_old_phone(1)
    with django_assert_max_num_queries(60) as one:
        preview(all_matters(), phones())
    having_old_phone(2)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(preview(all_matters(), phones()).affected) == 3


# --- Doing it, and taking it back


def test_every_matter_is_changed_and_noted(user: StaffUser) -> None:
    matters = having_old_phone(2)
    outcomes = apply_all([plan(m, phones()) for m in matters], by=user, via="批量修改：换电话", token="t1")
    assert [(o.matter, o.changed, o.reason) for o in outcomes] == [(m, 1, "") for m in matters]
    assert [phone_of(m) for m in matters] == [NEW, NEW]
    entry = AuditEntry.objects.get(subject=f"matters.matter:{matters[0].pk}", action="edit")
    assert (entry.actor, entry.detail["via"]) == (user, "批量修改：换电话")
    assert entry.detail["changes"] == [{"place": "consult_phone", "old": OLD, "new": NEW}]


def test_what_somebody_changed_meanwhile_or_submitted_is_left_out(user: StaffUser) -> None:
    changed, submitted, free = having_old_phone(3)
    plans = [plan(m, phones()) for m in (changed, submitted, free)]
    with editing(changed, by=make_user(), via="页面编辑") as locked:
        locked.name = "别人改了"
        locked.save()
    submit(submitted, by=user, note="首次发布")
    outcomes = apply_all(plans, by=user, via="批量修改", token="t2")
    assert [o.changed for o in outcomes] == [0, 0, 1]
    assert outcomes[0].reason == "预览以后有人修改过"
    assert "正在审核" in outcomes[1].reason
    assert [phone_of(m) for m in (changed, submitted, free)] == [OLD, OLD, NEW]
    assert [pk for pk, _, _ in entries_of("t2")[-1].detail["skipped"]] == [changed.pk, submitted.pk]


def test_only_the_changed_texts_change(user: StaffUser) -> None:
    (matter,) = having_old_phone()
    before = copy_of(matter)
    apply_all([plan(matter, phones())], by=user, via="批量修改", token="t3")
    apply_all(undo_plans(all_matters(), "t3"), by=user, via="撤销批量修改", token="t4")
    assert copy_of(Matter.objects.get(pk=matter.pk)) == before


def test_taking_back_leaves_what_was_changed_since(user: StaffUser) -> None:
    touched, untouched = having_old_phone(2)
    apply_all([plan(m, phones()) for m in (touched, untouched)], by=user, via="批量修改", token="t5")
    with editing(touched, by=make_user(), via="页面编辑") as locked:
        locked.name = "后来改了名"
        locked.save()
    plans = undo_plans(all_matters(), "t5")
    apply_all(plans, by=user, via="撤销批量修改", token="t6")
    assert [p.matter for p in plans] == [untouched]
    assert [phone_of(m) for m in (touched, untouched)] == [NEW, OLD]
    assert undo_plans(all_matters(), "t5") == []


def test_a_material_is_replaced_under_the_same_key(user: StaffUser) -> None:
    matter = make_matter(make_guide(requirements=(make_requirement(1, "旧执照"), make_requirement(2, "照片"))))
    Material.objects.create(name="新执照")
    wanted = KINDS["material"]({"old": "旧执照", "new": "新执照"})
    assert wanted.is_valid()
    apply_all([plan(matter, wanted.wanted())], by=user, via="批量修改：换材料", token="t7")
    assert list(matter.requirements.values_list("key", "material__name")) == [("m1", "新执照"), ("m2", "照片")]


# --- The pages


def url(kind: str) -> str:
    return reverse("admin:matters_bulk", args=[kind])


def ticks(page: Any) -> list[str]:
    return [
        f"{a.matter.pk}.{a.matter.revision}.{p.swap.place}"
        for a in page.context["preview"].affected
        for p in a.proposals
    ]


FORMS: dict[str, dict[str, str]] = {
    "replace": {"find": OLD, "by": NEW, "where": "all"},
    "phone": {"old": OLD, "new": NEW},
    "basis": {"old": "《公共场所卫生管理条例》", "new": "《新条例》", "number": "国令1号"},
    "material": {"old": "居民身份证", "new": "居民户口簿"},
    "requirement": {"old": "居民身份证", "field": "fill_note", "new": "原件核对后退还"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_asks_previews_and_does(kind: str, editor: Client) -> None:
    (matter,) = having_old_phone()
    assert editor.get(url(kind)).status_code == 200
    given = {**FORMS[kind], "within": str(matter.pk)}
    page = editor.post(url(kind), {**given, "step": "preview"})
    chosen = ticks(page)
    assert Matter.objects.get(pk=matter.pk).revision == 0
    answer = editor.post(url(kind), {**given, "step": "apply", "swap": chosen}, follow=True)
    assert [entry.detail["matter"] for entry, _ in answer.context["changed"]] == [matter.pk]
    assert answer.context["summary"].detail["changed"] == len(chosen) > 0
    assert preview(Matter.objects.filter(pk=matter.pk), _wanted(kind)).affected == []


def _wanted(kind: str) -> Wanted:
    form = KINDS[kind](FORMS[kind])
    assert form.is_valid()
    return form.wanted()


def test_only_what_is_ticked_is_done(editor: Client) -> None:
    ticked, unticked = having_old_phone(2)
    editor.post(url("phone"), {**FORMS["phone"], "step": "apply", "swap": [f"{ticked.pk}.0.consult_phone"]})
    assert [phone_of(ticked), phone_of(unticked)] == [NEW, OLD]


def test_what_is_sent_by_hand_is_held_to_the_rule(editor: Client) -> None:
    (matter,) = having_old_phone()
    sent = [f"{matter.pk}.0.name", f"{matter.pk}.9.consult_phone", "x.y.z", "", f"{matter.pk}"]
    answer = editor.post(url("phone"), {**FORMS["phone"], "step": "apply", "swap": sent}, follow=True)
    assert (phone_of(matter), answer.context["changed"]) == (OLD, [])


def test_a_second_click_changes_nothing(editor: Client) -> None:
    (matter,) = having_old_phone()
    sent = {**FORMS["phone"], "step": "apply", "swap": [f"{matter.pk}.0.consult_phone"]}
    editor.post(url("phone"), sent)
    page = editor.post(url("phone"), sent, follow=True)
    assert [name for _, name, _ in page.context["summary"].detail["skipped"]] == [matter.name]
    assert Matter.objects.get(pk=matter.pk).revision == 1


def test_the_result_offers_to_take_it_back(editor: Client) -> None:
    (matter,) = having_old_phone()
    sent = {**FORMS["phone"], "step": "apply", "swap": [f"{matter.pk}.0.consult_phone"]}
    done = editor.post(url("phone"), sent, follow=True)
    assert done.context["can_undo"] == 1
    back = editor.post(reverse("admin:matters_bulk_undo", args=[done.context["token"]]), follow=True)
    assert (phone_of(matter), back.context["title"]) == (OLD, "撤销批量修改：结果")
    assert editor.get(reverse("admin:matters_bulk_done", args=[done.context["token"]])).context["can_undo"] == 0


def test_a_run_is_shown_to_whoever_made_it_and_to_a_superuser(editor: Client) -> None:
    (matter,) = having_old_phone()
    sent = {**FORMS["phone"], "step": "apply", "swap": [f"{matter.pk}.0.consult_phone"]}
    address = editor.post(url("phone"), sent).headers["Location"]
    other = signed_in(make_staff("目录编辑"))
    assert [client.get(address).status_code for client in (editor, other, signed_in(make_superuser()))] == [
        200,
        404,
        200,
    ]


def test_another_departments_matters_are_out_of_reach() -> None:
    (matter,) = having_old_phone()
    stranger = signed_in(make_staff("目录编辑", Department.objects.create(name="安阳市北关区演示局")))
    assert stranger.post(url("phone"), {**FORMS["phone"], "step": "preview"}).context["preview"].affected == []
    stranger.post(url("phone"), {**FORMS["phone"], "step": "apply", "swap": [f"{matter.pk}.0.consult_phone"]})
    assert phone_of(matter) == OLD


@pytest.mark.parametrize("role", ["审核发布", "窗口人员"])
def test_only_editors_change_in_bulk(role: str) -> None:
    (matter,) = having_old_phone()
    sent = {**FORMS["phone"], "step": "apply", "swap": [f"{matter.pk}.0.consult_phone"]}
    assert signed_in(make_staff(role)).post(url("phone"), sent).status_code == 403
    assert phone_of(matter) == OLD


def test_the_list_hands_over_what_is_selected(editor: Client) -> None:
    matters = having_old_phone(2)
    having_old_phone(1)
    chosen = [m.pk for m in matters]
    page = editor.post(
        reverse("admin:matters_matter_changelist"), {"action": "bulk_edit_selected", "_selected_action": chosen}
    )
    assert page.context["within"] == 2
    given = {**FORMS["phone"], "within": page.context["form"]["within"].value(), "step": "preview"}
    shown = editor.post(url("phone"), given).context["preview"]
    assert [a.matter for a in shown.affected] == matters


def test_a_material_that_is_not_in_the_library_is_refused(editor: Client) -> None:
    page = editor.post(url("material"), {"old": "居民身份证", "new": "没有的材料", "step": "preview"})
    assert page.context["form"].errors == {"new": ["材料库里没有“没有的材料”。"]}


def test_an_unknown_kind_does_not_exist(editor: Client) -> None:
    assert editor.get(url("everything")).status_code == 404


def test_a_link_can_fill_in_the_form(editor: Client) -> None:
    page = editor.get(url("material"), {"old": "居民身份证"})
    assert page.context["form"]["old"].value() == "居民身份证"
