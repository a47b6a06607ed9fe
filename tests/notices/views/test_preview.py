"""The sheet of a working copy, before anything is published."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matters.models import Department, Edition, Matter
from notices.models import Fit, Notice
from notices.previewing import draft_edition, preview
from tests import factories
from tests.admin_pages import make_asking_matter, make_staff, make_superuser, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.pdf, pytest.mark.one_database]


@pytest.fixture
def editor() -> Client:
    return signed_in(make_staff("目录编辑"))


def url(matter: Matter, query: str = "") -> str:
    return f"/counter/preview/{matter.code}/{query}"


def pdf_url(matter: Matter, query: str = "") -> str:
    return f"/counter/preview/{matter.code}/sheet.pdf{query}"


def test_a_draft_is_shown_as_the_edition_it_would_become() -> None:
    draft, published = factories.make_matter(), factories.make_published()
    assert (draft_edition(draft).number, draft_edition(published).number) == (1, 2)
    assert draft_edition(draft).pk is None


def test_the_page_shows_what_stands_in_the_working_copy(editor: Client) -> None:
    published = factories.make_published()
    Matter.objects.filter(pk=published.pk).update(name="尚未发布的名称")
    shown = editor.get(url(published)).context["preview"]
    assert shown.sheet.matter == "尚未发布的名称"
    assert (shown.sheet.issued, shown.printed.pages, shown.refusal) == (False, 1, "")
    assert shown.printed.setting.rung == 1


def test_the_pdf_is_the_one_the_page_describes(editor: Client) -> None:
    matter = factories.make_matter()
    described = editor.get(url(matter)).context["preview"].printed
    pdf = editor.get(pdf_url(matter))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content == described.data


def test_only_the_pdf_may_stand_in_a_frame_and_only_in_ours(editor: Client) -> None:
    matter = factories.make_matter()
    page, pdf = editor.get(url(matter)), editor.get(pdf_url(matter))
    frames = [_directive(answer, "frame-ancestors") for answer in (page, pdf)]
    assert frames == ["frame-ancestors 'none'", "frame-ancestors 'self'"]
    assert (page.headers["X-Frame-Options"], pdf.headers["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")


def _directive(answer: Any, name: str) -> str:
    policy = answer.headers["Content-Security-Policy"].split("; ")
    return next(directive for directive in policy if directive.startswith(name))


def test_answers_and_site_choose_the_sheet(editor: Client) -> None:
    matter, site = make_asking_matter(), factories.make_site(name="演示二号中心")
    query = f"?site={site.code}&a=who.self"
    page = editor.get(url(matter, query))
    sheet = page.context["preview"].sheet
    assert [line.name for line in sheet.materials] == ["居民身份证", "申请表"]
    assert [line.text for line in sheet.situation] == ["本人办理"]
    assert any("演示二号中心" in line.text for line in sheet.place)
    assert page.context["pdf_url"] == pdf_url(matter, f"?site={site.code}&a=who.self")


def test_open_questions_leave_every_row(editor: Client) -> None:
    sheet = editor.get(url(make_asking_matter(), "?a=")).context["preview"].sheet
    assert [line.condition for line in sheet.materials if line.condition] == ["委托他人代办时"]


def test_an_unknown_option_is_explained(editor: Client) -> None:
    matter = make_asking_matter()
    page = editor.get(url(matter, "?a=who.nobody"))
    assert page.status_code == 400
    assert page.context["problem"] == (
        "没有“who.nobody”这个选项。可选：who.self（本人办理）、who.agent（委托他人代办）"
    )
    assert editor.get(pdf_url(matter, "?a=who.nobody")).status_code == 400


def test_a_site_that_does_not_handle_it_is_explained(editor: Client) -> None:
    page = editor.get(url(factories.make_matter(), "?site=nowhere"))
    assert (page.status_code, page.context["preview"]) == (400, None)
    assert page.context["problem"] == "“nowhere”不办理“公共场所卫生许可证核发（新发）”。"


def test_an_empty_draft_has_a_page_and_no_sheet(editor: Client) -> None:
    department = Department.objects.create(name="安阳市北关区演示局")
    empty = {"code": factories.new_code(), "name": "空事项", "department": department}
    matter = Matter.objects.create(**empty, matter_type="permit", processing_type="committed")
    page = editor.get(url(matter))
    assert (page.status_code, page.context["problem"]) == (200, "各办事地点不办理“空事项”。")


def test_what_does_not_fit_is_shown_on_two_sides_with_the_reason() -> None:
    papers = tuple(
        replace(factories.make_requirement(i, f"第{i}份名称很长的演示材料" + "长" * 60), fill_note="须知" * 40)
        for i in range(40)
    )
    matter = factories.make_matter(factories.make_guide(requirements=papers))
    shown = preview(draft_edition(matter), {})
    assert shown.printed.pages > 1
    assert shown.printed.setting.two_sided is True
    assert shown.refusal.startswith("一页放不下，超出约")


def test_nothing_is_stored(editor: Client) -> None:
    matter = factories.make_published()
    before = [model.objects.count() for model in (Edition, Fit, Notice)]
    editor.get(url(matter))
    editor.get(pdf_url(matter))
    assert [model.objects.count() for model in (Edition, Fit, Notice)] == before


def test_another_departments_matter_is_not_shown() -> None:
    stranger = signed_in(make_staff("目录编辑", Department.objects.create(name="安阳市北关区演示局")))
    matter = factories.make_matter()
    assert [stranger.get(address(matter)).status_code for address in (url, pdf_url)] == [404, 404]


def test_a_clerk_may_not_preview_and_a_stranger_signs_in_first() -> None:
    matter = factories.make_matter()
    assert signed_in(factories.make_clerk()).get(url(matter)).status_code == 403
    assert Client().get(url(matter)).headers["Location"].startswith("/accounts/login/")


def test_the_page_takes_as_many_queries_for_three_sites_as_for_one() -> None:
    client, matter = signed_in(make_superuser()), factories.make_matter()
    client.get(url(matter))  # what is asked once a process is asked now
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url(matter))
        counts.append(len(queries))
        factories.make_site()
    assert counts[0] == counts[1]
