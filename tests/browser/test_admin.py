"""The catalog's admin in a real Chromium: no console error under the CSP, links that lead to the field, a whole publication."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from matters.models import Matter
from tests import factories
from tests.admin_pages import change_url, deed_url, make_asking_matter, make_superuser
from tests.browser.conftest import AXE, sign_in_to_admin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page) -> Page:
    """Sign a superuser of its own in."""
    page.set_default_timeout(15_000)
    return sign_in_to_admin(page, make_superuser())


@pytest.fixture
def admin(page: Page, district: Any) -> Page:
    """A page on which a superuser is signed in."""
    return sign_in(page)


def test_list_change_and_deed_pages_work_under_the_csp(admin: Page) -> None:
    matter = Matter.objects.get(code="K2ZB7H")
    for address in ("/admin/matters/matter/", "/admin/matters/matter/add/", change_url(matter)):
        admin.goto(address)
        admin.wait_for_load_state("networkidle")
    for deed in ("submit", "suspend", "retire"):
        admin.goto(deed_url(matter, deed))
        expect(admin.locator("h1").last).to_contain_text(matter.name)


def test_our_own_parts_have_no_accessibility_violation(admin: Page) -> None:
    matter = factories.make_published(factories.make_guide(), consult_phone="")
    pages = {
        change_url(matter): [[".overview"], [".sections"]],
        deed_url(matter, "submit"): [[".deed"]],
        deed_url(matter, "retire"): [[".deed"]],
        f"/counter/preview/{matter.code}/": [[".preview-side"]],
    }
    for address, parts in pages.items():
        admin.goto(address)
        found = Axe().run(admin, context={"include": parts}, options=AXE).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.both_databases
def test_a_finding_leads_to_its_row_and_another_material_is_found_by_typing(admin: Page) -> None:
    matter = factories.make_matter()
    matter.requirements.filter(position=1).update(name_override="身份证、户口本")
    admin.goto(change_url(matter))
    admin.get_by_role("link", name="像是两份材料写在一行").click()
    expect(admin.locator("#requirements-1")).to_be_in_viewport()
    admin.locator("#requirements-1 .select2-selection").first.click()
    admin.locator(".select2-search__field").last.fill("身份证")
    admin.get_by_role("option", name="居民身份证 · ").first.click()
    expect(admin.locator("#requirements-1 .select2-selection__rendered").first).to_contain_text("居民身份证 · ")


def test_a_row_is_added_and_refused_at_its_field(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.locator("#conditions-group .add-row a").click()
    admin.fill("#id_conditions-1-text", "第二条")
    admin.fill("#id_conditions-1-when", "who.self")
    admin.locator("input[name=_continue]").first.click()
    expect(admin.locator("#conditions-1 .errorlist, #conditions-group .row-form-errors")).to_contain_text(
        "没有“who.self”"
    )
    admin.fill("#id_conditions-1-when", "")
    admin.locator("input[name=_continue]").first.click()
    expect(admin.locator(".messagelist")).to_contain_text("成功修改")
    expect(admin.locator("#id_conditions-1-text")).to_have_value("第二条")
    assert matter.conditions.count() == 2


def test_a_draft_is_previewed_and_submitted_and_then_read_only(admin: Page) -> None:
    matter = factories.make_matter()
    with admin.expect_response(lambda response: "sheet.pdf" in response.url) as pdf:
        admin.goto(f"/counter/preview/{matter.code}/")
    assert pdf.value.headers["content-type"] == "application/pdf"
    expect(admin.locator(".preview-facts")).to_contain_text("1页")
    admin.goto(deed_url(matter, "submit"))
    admin.get_by_label("变更说明").fill("首次发布")
    admin.get_by_role("button", name="提交审核").click()
    admin.goto(change_url(matter))
    expect(admin.locator(".locked")).to_contain_text("正在审核")
    expect(admin.locator("#id_name")).to_have_count(0)


def save(page: Page) -> None:
    page.locator("input[name=_continue]").first.click()


def test_two_editors_change_different_fields_and_both_survive(
    admin: Page, open_page: Callable[..., Page], district: Any
) -> None:
    matter, other = factories.make_matter(), sign_in(open_page())
    for page in (admin, other):
        page.goto(change_url(matter))
    other.fill("#id_consult_phone", "0372-0008888")
    save(other)
    expect(other.locator(".messagelist")).to_contain_text("成功")
    admin.fill("#id_summary", "我写的说明")
    save(admin)
    expect(admin.locator("#theirs-title + h3 + table")).to_contain_text("0372-0008888")
    admin.get_by_role("button", name="把我的修改合并到最新内容上").click()
    expect(admin.locator("#id_consult_phone")).to_have_value("0372-0008888")
    expect(admin.locator("#id_summary")).to_have_value("我写的说明")


def test_two_editors_change_one_field_and_nothing_is_lost(
    admin: Page, open_page: Callable[..., Page], district: Any
) -> None:
    matter, other = factories.make_matter(), sign_in(open_page())
    for page in (admin, other):
        page.goto(change_url(matter))
    other.fill("#id_consult_phone", "0372-0008888")
    save(other)
    expect(other.locator(".messagelist")).to_contain_text("成功")
    admin.fill("#id_consult_phone", "0372-0009999")
    save(admin)
    expect(admin.locator(".conflict .mark")).to_have_text(["两人都改了", "两人都改了"])
    expect(admin.locator(".conflict")).to_contain_text("0372-0009999")
    matter.refresh_from_db()
    assert matter.consult_phone == "0372-0008888"
    check_parts(admin, ".conflict")
    admin.get_by_role("button", name="仍按我填写的保存").click()
    expect(admin.locator("#id_consult_phone")).to_have_value("0372-0009999")


def names(page: Page) -> list[str]:
    """The papers in the order they stand in on the page."""
    rows = page.locator("#requirements-group .inline-related:not(.empty-form)").all()
    return [row.locator(".inline_label").inner_text().strip() for row in rows]


def test_rows_are_moved_by_keyboard_and_saved_in_their_order(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    down = admin.locator("#requirements-0").get_by_role("button", name="下移")
    down.focus()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Enter")
    assert names(admin) == ["居民户口簿", "申请表", "居民身份证"]
    expect(down).to_be_focused()
    expect(admin.get_by_role("status").filter(has_text="已移到第3行")).to_have_count(1)
    save(admin)
    expect(admin.locator(".messagelist")).to_contain_text("成功")
    assert [r.name for r in matter.requirements.all()] == ["居民户口簿", "申请表", "居民身份证"]


def test_rows_are_dragged_by_their_handle(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    handle = admin.locator("#limits-1 .row-handle")
    handle.scroll_into_view_if_needed()
    start, target = handle.bounding_box(), admin.locator("#limits-0").bounding_box()
    admin.mouse.move(start["x"] + 5, start["y"] + 5)
    admin.mouse.down()
    admin.mouse.move(start["x"] + 5, target["y"] + 4, steps=4)
    admin.mouse.up()
    assert [admin.locator(f"#id_limits-{n}-position").input_value() for n in (0, 1)] == ["2", "1"]


def test_an_added_row_goes_to_the_end_and_can_be_moved(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.locator("#conditions-group .add-row a").click()
    admin.fill("#id_conditions-1-text", "先看这条")
    admin.locator("#conditions-1").get_by_role("button", name="上移").click()
    save(admin)
    expect(admin.locator(".messagelist")).to_contain_text("成功")
    assert [c.text for c in matter.conditions.all()] == ["先看这条", "从业场所符合卫生标准"]


def test_without_a_script_the_numbers_are_typed(open_page: Callable[..., Page], district: Any) -> None:
    page = sign_in(open_page(javascript=False))
    matter = factories.make_matter()
    page.goto(change_url(matter))
    page.fill("#id_limits-0-position", "9")
    save(page)
    assert [limit.kind for limit in matter.limits.all()] == ["promised", "statutory"]


def test_the_sheet_beside_the_form_follows_what_is_typed(open_page: Callable[..., Page], district: Any) -> None:
    page, matter = sign_in(open_page(width=1600)), factories.make_matter()
    page.goto(change_url(matter))
    page.get_by_role("button", name="边改边看").click()
    expect(page.locator("#live-preview .preview-facts")).to_contain_text("1页")
    first = page.locator("#live-preview iframe").get_attribute("src")
    page.fill("#id_name", "正在填写的名称")
    expect(page.locator("#live-preview iframe")).not_to_have_attribute("src", first)
    page.fill("#id_name", "")
    expect(page.locator("#live-preview .preview-problem")).to_contain_text("事项名称：这个字段是必填项。")
    panel, form = (page.locator(part).bounding_box() for part in ("#live-preview", "#content-main"))
    assert panel["x"] >= form["x"] + form["width"]
    check_parts(page, "#live-preview")
    page.evaluate("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
    page.reload()
    expect(page.locator("#live-preview")).to_be_visible()
    matter.refresh_from_db()
    assert matter.name == "公共场所卫生许可证核发（新发）"


def test_control_s_saves_and_stays(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.fill("#id_summary", "按键保存")
    admin.keyboard.press("Control+s")
    expect(admin.locator(".messagelist")).to_contain_text("成功")
    expect(admin.locator("#id_summary")).to_have_value("按键保存")


def test_leaving_with_unsaved_changes_asks_and_without_does_not(admin: Page) -> None:
    asked: list[str] = []
    admin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    for typed in ("", "没有保存的说明"):
        admin.goto(change_url(factories.make_matter()))
        if typed:
            admin.locator("#id_summary").press_sequentially(typed)
        admin.goto("/admin/")
    assert asked == ["beforeunload"]


def test_errors_on_top_lead_to_their_fields(admin: Page) -> None:
    admin.goto(change_url(factories.make_matter()))
    admin.fill("#id_name", "")
    save(admin)
    expect(admin.locator("#problems")).to_be_focused()
    check_parts(admin, "#problems")
    admin.get_by_role("link", name="事项名称：这个字段是必填项。").click()
    expect(admin.locator("#id_name")).to_be_in_viewport()


def test_a_new_material_is_made_in_place(admin: Page) -> None:
    admin.goto(change_url(factories.make_matter()))
    with admin.expect_popup() as popup:
        admin.locator("#add_id_requirements-0-material").click()
    popup.value.fill("#id_name", "演示新材料")
    popup.value.locator("input[name=_save]").click()
    expect(admin.locator("#requirements-0 .select2-selection__rendered").first).to_contain_text("演示新材料")


def test_clone_compare_and_material_pages_have_no_violation(admin: Page) -> None:
    matter = factories.make_published()
    Matter.objects.filter(pk=matter.pk).update(consult_phone="0372-1")
    admin.goto(f"{change_url(matter)}../clone/")
    check_parts(admin, ".deed")
    admin.goto(f"{change_url(matter)}../compare/")
    expect(admin.locator(".compared tbody th")).to_have_text("修改")
    check_parts(admin, ".compare")
    admin.goto(f"/admin/matters/material/{matter.requirements.first().material_id}/change/")
    check_parts(admin, ".overview")


def test_the_lists_of_the_page_have_a_name_for_every_input(admin: Page) -> None:
    admin.goto(change_url(make_asking_matter()))
    check_parts(admin, "#matter_form")


def check_parts(page: Page, *parts: str) -> None:
    """No violation in these parts of the page."""
    found = Axe().run(page, context={"include": [[part] for part in parts]}, options=AXE).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_what_was_typed_outlives_the_session(admin: Page, open_page: Callable[..., Page]) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.fill("#id_summary", "写了一个小时")
    admin.context.clear_cookies(name="sessionid")
    admin.keyboard.press("Control+s")
    expect(admin.locator("#signed-out")).to_be_focused()
    expect(admin.locator("#id_summary")).to_have_value("写了一个小时")
    sign_in_to_admin(admin.context.new_page(), make_superuser())
    admin.keyboard.press("Control+s")
    expect(admin.locator(".messagelist")).to_contain_text("成功修改")
    assert Matter.objects.get(pk=matter.pk).summary == "写了一个小时"


def test_a_paste_that_is_too_long_is_refused_with_its_length_and_kept(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.fill("#id_summary", "长" * 1000)
    admin.keyboard.press("Control+s")
    expect(admin.locator("#problems")).to_contain_text("目前字符数 1000")
    expect(admin.locator("#id_summary")).to_have_value("长" * 1000)
    expect(admin).to_have_title("错误：修改 政务服务事项 | 目录管理")


@pytest.mark.parametrize("width", [900, 1280])
def test_the_preview_beside_the_form_is_in_sight_at_once(admin: Page, width: int) -> None:
    admin.set_viewport_size({"width": width, "height": 800})
    admin.goto(change_url(factories.make_matter()))
    admin.locator("[data-preview-toggle]").click()
    expect(admin.locator("#live-preview [data-status]")).to_be_in_viewport()
    assert admin.locator("#live-preview").bounding_box()["height"] <= 800  # type: ignore[index]


def test_the_fields_of_a_row_stay_inside_a_narrow_window(admin: Page) -> None:
    admin.set_viewport_size({"width": 400, "height": 800})
    admin.goto(change_url(make_asking_matter()))
    for field in ("#id_questions-0-text", "#id_requirements-0-name_override"):
        box = admin.locator(field).bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= 400 - box["width"]
