"""The catalog's admin: who sees what, what may be saved, and that saving leaves editions alone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matters.admin.overview import anchor
from matters.admin.page import ORDER
from matters.codes import fresh_code
from matters.freezing import freeze, ready_to_freeze
from matters.models import Department, Edition, Material, Matter
from matters.models.matter import CODE_ALPHABET
from matters.plain import digest
from tests import factories
from tests.admin_pages import (
    change_url,
    form_data,
    make_asking_matter,
    make_staff,
    make_superuser,
    row_errors,
    save,
    signed_in,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/matters/matter/add/"
LIST = "/admin/matters/matter/"


@pytest.fixture
def admin() -> Client:
    return signed_in(make_superuser())


def other_department() -> Department:
    return Department.objects.create(name="安阳市北关区演示局", short_name="演示局")


def shown(client: Client, url: str = LIST) -> set[str]:
    """The codes on a list page."""
    return {matter.code for matter in client.get(url).context["cl"].result_list}


@pytest.mark.parametrize(
    "model", ["region", "department", "site", "topic", "material", "bundle", "calendarday", "edition"]
)
def test_every_list_page_opens(admin: Client, model: str) -> None:
    page = admin.get(reverse(f"admin:matters_{model}_changelist"), {"q": "演示"} if model != "edition" else {})
    assert page.status_code == 200


@pytest.mark.parametrize(
    "model", ["region", "department", "site", "topic", "material", "bundle", "calendarday", "matter"]
)
def test_every_add_page_opens(admin: Client, model: str) -> None:
    assert admin.get(reverse(f"admin:matters_{model}_add")).context["adminform"].form.is_bound is False


def queries_of(client: Client, url: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", ["matter", "edition", "material"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(admin: Client, model: str) -> None:
    for name in ("演示许可甲", "演示许可乙", "演示许可丙"):
        paper = factories.make_requirement(1, f"{name}所需材料")
        factories.make_published(factories.make_guide(name=name, requirements=(paper,)))
    url = reverse(f"admin:matters_{model}_changelist")
    assert [len(admin.get(url, {"q": q}).context["cl"].result_list) for q in ("许可甲", "演示许可")] == [1, 3]
    assert queries_of(admin, f"{url}?q=许可甲") == queries_of(admin, f"{url}?q=演示许可")


def test_a_row_shows_levels_standing_and_newest_edition(admin: Client) -> None:
    matter = factories.make_published()
    factories.add_edition(matter, matter.editions.get().guide)
    row = admin.get(LIST, {"q": matter.code}).content.decode()
    assert '<span class="chip">街道</span>' in row
    assert '<span class="chip chip-live">已发布</span>' in row
    assert '<td class="field-newest_edition">第2版</td>' in row


def test_the_level_filter_leaves_the_others_out(admin: Client) -> None:
    matter = factories.make_matter()
    assert matter.code in shown(admin, f"{LIST}?level=street&q={matter.code}")
    assert shown(admin, f"{LIST}?level=district&q={matter.code}") == set()


def test_an_editor_sees_only_matters_of_their_department() -> None:
    own, foreign = factories.make_matter(department=other_department()), factories.make_matter()
    editor = signed_in(make_staff("目录编辑", own.department))
    assert shown(editor) == {own.code}
    assert editor.get(change_url(own)).status_code == 200
    assert editor.get(change_url(foreign)).headers["Location"] == "/admin/"


def test_an_editor_without_department_sees_all() -> None:
    listed = signed_in(make_staff("目录编辑")).get(reverse("admin:matters_matter_changelist"), {"all": ""})
    assert listed.context["cl"].result_count == Matter.objects.count()


def test_editions_of_another_department_are_not_shown() -> None:
    published = factories.make_published()
    url = reverse("admin:matters_edition_change", args=[published.editions.get().pk])
    assert signed_in(make_staff("审核发布", published.department)).get(url).status_code == 200
    assert signed_in(make_staff("审核发布", other_department())).get(url).headers["Location"] == "/admin/"


def test_an_editor_cannot_give_a_matter_to_another_department() -> None:
    matter, other = factories.make_matter(), other_department()
    refused = save(signed_in(make_staff("目录编辑", matter.department)), change_url(matter), department=other.pk)
    assert list(refused.context["adminform"].form.errors) == ["department"]


def test_a_clerk_has_no_business_in_the_catalog() -> None:
    client = signed_in(factories.make_clerk(is_staff=True))
    assert client.get(LIST).status_code == 403


def test_a_reviewer_reads_every_row_and_changes_none() -> None:
    matter = make_asking_matter()
    page = signed_in(make_staff("审核发布")).get(change_url(matter))
    assert len(page.context["inline_admin_formsets"]) == 14
    assert page.context["has_change_permission"] is False


def test_an_editor_may_choose_departments_and_sites() -> None:
    editor = signed_in(make_staff("目录编辑"))
    for model, field in (("matter", "department"), ("desk", "site"), ("requirement", "material")):
        query = {"app_label": "matters", "model_name": model, "field_name": field}
        assert editor.get("/admin/autocomplete/", query).status_code == 200


def test_a_new_matter_comes_with_an_unused_code(admin: Client) -> None:
    code = admin.get(ADD).context["adminform"].form["code"].value()
    assert len(code) == 6
    assert set(code) <= set(CODE_ALPHABET)
    assert not Matter.objects.filter(code=code).exists()


def test_a_taken_code_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = factories.make_matter().code
    letters = iter(taken + "ZZZZZ9")
    monkeypatch.setattr("matters.codes.secrets.choice", lambda alphabet: next(letters))
    assert fresh_code() == "ZZZZZ9"


def test_a_new_matter_is_saved_as_a_draft_with_its_choices(admin: Client) -> None:
    department = other_department()
    data = {"name": "演示新事项", "department": department.pk, "matter_type": "permit", "processing_type": "committed"}
    save(admin, ADD, **data, audiences=["person", "enterprise"], result_delivery=["post"])
    matter = Matter.objects.get(name="演示新事项")
    assert (matter.standing, matter.audiences, matter.result_delivery) == ("draft", ["person", "enterprise"], ["post"])


def test_the_code_is_fixed_once_an_edition_exists(admin: Client) -> None:
    draft, published = factories.make_matter(), factories.make_published()
    assert "code" in form_data(admin, change_url(draft))
    before = published.code
    save(admin, change_url(published), code="ZZZZZ8", name="改了名称")
    published.refresh_from_db()
    assert (published.code, published.name) == (before, "改了名称")


def test_a_published_matter_cannot_be_deleted(admin: Client) -> None:
    published = factories.make_published()
    assert admin.post(reverse("admin:matters_matter_delete", args=[published.pk]), {"post": "yes"}).status_code == 403


def test_saving_an_untouched_page_changes_nothing(admin: Client) -> None:
    matter = make_asking_matter()
    before = freeze(ready_to_freeze().get(pk=matter.pk))
    assert save(admin, change_url(matter)).status_code == 302
    assert freeze(ready_to_freeze().get(pk=matter.pk)) == before


def test_every_demo_matter_can_be_saved_untouched(admin: Client) -> None:
    codes = ("TX2V8G", "K2ZB7H")
    assert [save(admin, change_url(Matter.objects.get(code=code))).status_code for code in codes] == [302, 302]
    fresh = [digest(freeze(m)) for m in ready_to_freeze().filter(code__in=codes)]
    assert fresh == [m.editions.get().sha256 for m in Matter.objects.filter(code__in=codes)]


def test_saving_leaves_editions_alone(admin: Client) -> None:
    published = factories.make_published()
    before = list(Edition.objects.values())
    save(admin, change_url(published), name="另一个名称", requirements__0__copies=9)
    assert list(Edition.objects.values()) == before


def test_an_unknown_option_is_refused_at_its_row_with_the_valid_ones(admin: Client) -> None:
    matter = make_asking_matter()
    refused = save(admin, change_url(matter), requirements__0__when="who.nobody")
    message = "没有“who.nobody”这个情形选项。可以填：who.self（本人办理）、who.agent（委托他人代办）。"
    assert row_errors(refused, "requirements") == [{"when": [message]}, {}, {}]


def test_without_questions_no_condition_can_be_met(admin: Client) -> None:
    refused = save(admin, change_url(factories.make_matter()), steps__0__when="who.self")
    message = "没有“who.self”这个情形选项。本事项还没有情形问题，请先在“情形问题”里添加。"
    assert row_errors(refused, "steps")[0] == {"when": [message]}


def test_a_question_and_the_row_that_needs_it_are_saved_together(admin: Client) -> None:
    matter = factories.make_matter()
    asked = {
        "questions__TOTAL_FORMS": 1,
        "questions__0__key": "kind",
        "questions__0__text": "新办还是换发？",
        "questions__0__options_text": "new 新办\nagain 换发｜带旧证",
    }
    assert save(admin, change_url(matter), **asked, limits__1__when="kind.new、kind.again").status_code == 302
    options = matter.questions.get().options.values_list("key", "text", "note")
    assert list(options) == [("new", "新办", ""), ("again", "换发", "带旧证")]
    assert [limit.when for limit in matter.limits.all()] == ["", "kind.new kind.again"]


def test_removing_a_question_in_use_is_refused_at_the_row(admin: Client) -> None:
    refused = save(admin, change_url(make_asking_matter()), questions__0__DELETE="on")
    assert [list(errors) for errors in row_errors(refused, "requirements")] == [[], ["when"], []]


def test_an_option_that_cannot_be_read_is_named(admin: Client) -> None:
    refused = save(admin, change_url(make_asking_matter()), questions__0__options_text="self 本人\n代办")
    message = "第2行：代号“代办”须以小写字母开头，只用小写字母、数字和下划线。"
    assert row_errors(refused, "questions") == [{"options_text": [message]}]


def test_a_row_without_position_goes_to_the_end(admin: Client) -> None:
    matter = factories.make_matter()
    added = {"conditions__TOTAL_FORMS": 3, "conditions__1__text": "第二条", "conditions__2__text": "第三条"}
    save(admin, change_url(matter), **added, conditions__0__position=4)
    assert list(matter.conditions.values_list("position", "text")) == [
        (4, "从业场所符合卫生标准"),
        (5, "第二条"),
        (6, "第三条"),
    ]


def test_a_constraint_speaks_chinese_at_the_form(admin: Client) -> None:
    refused = save(admin, change_url(factories.make_matter()), requirements__0__defer="7日内")
    assert row_errors(refused, "requirements")[0] == {"__all__": ["只有“容缺后补”的材料才填写补交期限。"]}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("consult_phone", "#id_consult_phone"),
        ("result.delivery", "#id_result_delivery"),
        ("department.name", "#id_department"),
        ("limits", "#limits-group"),
        ("requirements[2].name", "#requirements-2"),
        ("questions[0].options[1].text", "#questions-0"),
        ("conditions[0]", "#conditions-0"),
    ],
)
def test_a_finding_points_to_where_it_is_put_right(field: str, place: str) -> None:
    assert anchor(field) == place


def test_the_page_of_an_incomplete_draft_says_what_is_missing(admin: Client) -> None:
    matter = factories.make_matter(consult_phone="", complaint_phone="")
    overview = admin.get(change_url(matter)).context["overview"]
    assert [pointer.anchor for pointer in overview.errors] == ["#id_consult_phone", "#id_complaint_phone"]
    assert (overview.in_force, overview.changes) == (None, [])


def test_every_anchor_of_a_finding_is_on_the_page(admin: Client) -> None:
    guide = factories.make_guide(steps=(), legal_basis=(), limits=(), channels=(), conditions=(), handlings=())
    matter = factories.make_matter(guide, consult_phone="待补充", result_name="", result_delivery=[], audiences=[])
    matter.requirements.update(name_override="身份证、户口本")
    page = admin.get(change_url(matter))
    overview = page.context["overview"]
    anchors = {pointer.anchor for pointer in (*overview.errors, *overview.warnings)}
    assert len(anchors) > 8
    assert [a for a in anchors if f'id="{a[1:]}"' not in page.content.decode()] == []


def test_the_page_says_how_the_draft_differs_from_the_edition_in_force(admin: Client) -> None:
    published = factories.make_published()
    assert admin.get(change_url(published)).context["overview"].is_same is True
    save(admin, change_url(published), consult_phone="0372-0007777")
    overview = admin.get(change_url(published)).context["overview"]
    assert overview.is_same is False
    assert overview.changes == ["基本信息“咨询电话”由“0372-0002013”改为“0372-0007777”"]


def test_a_material_says_how_many_matters_use_it(admin: Client) -> None:
    for _ in range(2):
        factories.make_matter(factories.make_guide(requirements=(factories.make_requirement(1, "演示用纸"),)))
    page = admin.get("/admin/matters/material/", {"q": "演示用纸"}).content.decode()
    assert '<td class="field-used_by">2个事项</td>' in page


@pytest.mark.parametrize(
    ("name", "content", "errors"),
    [
        ("表.pdf", b"%PDF-1.7\n", {}),
        ("表.pdf", b"<html>", {"blank_form": ["只接受 PDF、Word、Excel、JPG、PNG 文件，且内容要与扩展名一致。"]}),
        ("表.exe", b"%PDF-1.7\n", {"blank_form": ["只接受 PDF、Word、Excel、JPG、PNG 文件，且内容要与扩展名一致。"]}),
    ],
)
def test_a_form_is_taken_by_its_content(
    admin: Client, settings: Any, tmp_path: Any, name: str, content: bytes, errors: dict[str, Any]
) -> None:
    settings.MEDIA_ROOT = tmp_path
    data = {"name": "演示用表", "kind": "form", "source": "applicant", "blank_form": SimpleUploadedFile(name, content)}
    page = admin.post("/admin/matters/material/add/", data)
    assert (page.context["adminform"].form.errors if page.context else {}) == errors


def test_a_doubtful_department_code_is_warned_about_and_saved(admin: Client) -> None:
    department = other_department()
    url = reverse("admin:matters_department_change", args=[department.pk])
    page = admin.post(url, {"name": department.name, "code": "123", "nature": "statutory"}, follow=True)
    department.refresh_from_db()
    assert department.code == "123"
    assert "“安阳市北关区演示局”的统一社会信用代码“123”格式或校验位不对。" in [str(m) for m in page.context["messages"]]


def test_editions_are_read_only(admin: Client) -> None:
    edition = factories.make_published().editions.get()
    page = admin.get(reverse("admin:matters_edition_change", args=[edition.pk]))
    assert page.context["has_change_permission"] is False
    assert edition.sha256 in page.content.decode()
    assert admin.get("/admin/matters/edition/add/").status_code == 403


def make_papers(count: int) -> Matter:
    """A matter that asks for so many papers, handled at two sites, one with a desk of its own."""
    papers = tuple(factories.make_requirement(i, f"演示材料{i}") for i in range(count))
    matter = factories.make_matter(factories.make_guide(requirements=papers))
    matter.desks.create(site=factories.make_site(), window="9号")
    matter.handlings.get().sites.set([factories.make_site(), factories.make_site()])
    return matter


def test_the_page_of_forty_papers_takes_as_many_queries_as_that_of_one(admin: Client) -> None:
    few, many = make_papers(1), make_papers(40)
    admin.get(change_url(few))  # what is asked once a process is asked now
    assert queries_of(admin, change_url(many)) == queries_of(admin, change_url(few))


def test_a_page_of_more_than_a_thousand_fields_is_saved(admin: Client) -> None:
    matter = make_papers(70)
    data = form_data(admin, change_url(matter)) | {"requirements-69-copies": 5}
    assert len(data) > 1000
    assert admin.post(change_url(matter), data).status_code == 302
    assert matter.requirements.get(key="m69").copies == 5


def test_the_parts_of_the_page_follow_the_sheet(admin: Client) -> None:
    parts = admin.get(change_url(factories.make_matter())).context["parts"]
    assert [part.key for part in parts] == list(ORDER)


def test_every_input_of_a_row_says_what_it_is(admin: Client) -> None:
    page = admin.get(change_url(factories.make_matter())).content.decode()
    assert 'aria-label="第2行数量"' in page
    assert 'aria-label="第1行删除"' in page


def test_the_errors_of_a_refused_page_stand_on_top_with_their_places(admin: Client) -> None:
    refused = save(admin, change_url(factories.make_matter()), name="", limits__0__amount="很多")
    assert [(p.message, p.anchor) for p in refused.context["problems"]] == [
        ("事项名称：这个字段是必填项。", "#id_name"),
        ("办结时限第1行 · 数量：输入整数。", "#id_limits-0-amount"),
    ]


def test_the_page_says_how_complete_the_matter_is(admin: Client) -> None:
    meter = admin.get(change_url(factories.make_matter(consult_phone=""))).context["overview"].meter
    assert (meter.percent, meter.missing) == (94, ("咨询与投诉电话",))


def suggestions(client: Client, term: str) -> list[str]:
    query = {"term": term, "app_label": "matters", "model_name": "requirement", "field_name": "material"}
    return [row["text"] for row in client.get("/admin/matters/material/suggest/", query).json()["results"]]


def test_materials_are_suggested_exact_first_with_how_many_matters_use_them(admin: Client) -> None:
    used = factories.make_requirement(1, "演示纸")
    for name in ("演示纸附页", "新演示纸"):
        Material.objects.create(name=name)
    for _ in range(2):
        factories.make_matter(factories.make_guide(requirements=(used,)))
    assert suggestions(admin, "演示纸") == [
        "演示纸 · 2个事项在用",
        "演示纸附页 · 0个事项在用",
        "新演示纸 · 0个事项在用",
    ]


def test_suggestions_are_for_who_may_see_the_library() -> None:
    client = signed_in(factories.make_clerk(is_staff=True))
    query = {"term": "", "app_label": "matters", "model_name": "requirement", "field_name": "material"}
    assert client.get("/admin/matters/material/suggest/", query).status_code == 403


def test_a_material_names_the_matters_that_use_it_by_department(admin: Client) -> None:
    paper, other = factories.make_requirement(1, "演示用纸"), other_department()
    first = factories.make_matter(factories.make_guide(requirements=(paper,)))
    second = factories.make_matter(factories.make_guide(requirements=(paper,)), department=other)
    url = reverse("admin:matters_material_change", args=[Material.objects.get(name="演示用纸").pk])
    usage = admin.get(url).context["usage"]
    assert (usage.total, usage.unnamed) == (2, 0)
    assert usage.departments == {str(first.department): [first], str(other): [second]}
    confined = signed_in(make_staff("目录编辑", other)).get(url).context["usage"]
    assert (confined.total, confined.unnamed, confined.departments) == (2, 1, {str(other): [second]})
