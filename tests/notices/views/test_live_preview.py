"""The sheet of what is being typed: composed from the form, never stored."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry
from matters.keeping import copy_of
from matters.models import Department, Matter, Review
from notices.fitting import Fitted
from notices.ladder import LADDER
from tests import factories
from tests.admin_pages import change_url, form_data, make_asking_matter, make_staff, make_superuser, signed_in
from tests.paper import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.pdf, pytest.mark.one_database]


@pytest.fixture
def editor() -> Client:
    return signed_in(make_superuser())


def url(matter: Matter) -> str:
    return f"/counter/preview/{matter.code}/live/"


def ask(client: Client, matter: Matter, **changes: Any) -> dict[str, Any]:
    """The answer for the page's form with those changes."""
    data = form_data(client, change_url(matter)) | {k.replace("__", "-"): v for k, v in changes.items()}
    answer: dict[str, Any] = client.post(url(matter), data).json()
    return answer


def text(client: Client, answer: dict[str, Any]) -> str:
    """What stands on the paper of an answer."""
    return "".join(Paper(client.get(answer["pdf"]).content).text.split())


def test_the_paper_says_what_is_in_the_form(editor: Client) -> None:
    matter = factories.make_matter()
    answer = ask(editor, matter, name="正在填写的名称", requirements__0__name_override="临时身份证明")
    assert "正在填写的名称" in text(editor, answer)
    assert "临时身份证明" in text(editor, answer)
    assert answer["setting"] in {setting.name for setting in LADDER}
    assert "1页" in answer["facts"]


def test_nothing_of_it_is_stored(editor: Client) -> None:
    matter = make_asking_matter()
    before, rows, noted = copy_of(matter), list(matter.requirements.values()), AuditEntry.objects.count()
    ask(editor, matter, name="正在填写的名称", questions__0__options_text="self 本人\nagent 代办\nother 其他")
    assert (copy_of(matter), list(matter.requirements.values())) == (before, rows)
    matter.refresh_from_db()
    assert (matter.revision, AuditEntry.objects.count()) == (0, noted)


def test_a_new_question_can_be_chosen_at_once(editor: Client) -> None:
    matter = make_asking_matter()
    options = "self 本人\nagent 代办\nother 其他"
    answer = ask(editor, matter, questions__0__options_text=options, a="who.other")
    assert '<option value="who.other" selected>' in answer["choices"]


def test_an_answer_that_is_gone_is_forgotten(editor: Client) -> None:
    answer = ask(editor, factories.make_matter(), a="who.agent", site="nowhere")
    assert answer["pdf"].endswith(".pdf")


def test_site_and_answers_choose_the_sheet(editor: Client) -> None:
    matter, site = make_asking_matter(), factories.make_site(name="演示二号中心")
    answer = ask(editor, matter, a="who.self", site=site.code)
    assert "演示二号中心" in text(editor, answer)
    assert "居民户口簿" not in text(editor, answer)


def test_a_desk_in_the_form_is_on_the_paper(editor: Client) -> None:
    matter, site = factories.make_matter(), factories.make_site(name="演示二号中心")
    desk = {"desks__TOTAL_FORMS": 1, "desks__0__site": site.pk, "desks__0__window": "88号窗口"}
    assert "88号窗口" in text(editor, ask(editor, matter, **desk, site=site.code))


def test_rows_that_somebody_else_replaced_are_no_problem(editor: Client) -> None:
    matter = factories.make_matter()
    data = form_data(editor, change_url(matter))
    matter.requirements.all().delete()
    assert "pdf" in editor.post(url(matter), data).json()


def test_errors_are_said_with_their_places(editor: Client) -> None:
    answer = ask(editor, factories.make_matter(), name="", steps__1__when="who.self")
    message = "没有“who.self”这个情形选项。本事项还没有情形问题，请先在“情形问题”里添加。"
    assert answer["problems"] == [
        {"message": "事项名称：这个字段是必填项。", "anchor": "#id_name"},
        {"message": f"办理环节第2行 · 适用情形：{message}", "anchor": "#id_steps-1-when"},
    ]


def test_a_matter_nobody_handles_has_no_sheet(editor: Client) -> None:
    answer = ask(editor, factories.make_matter(), handlings__0__DELETE="on")
    assert answer["problems"] == [
        {"message": "各办事地点不办理“公共场所卫生许可证核发（新发）”。", "anchor": "#handlings-group"}
    ]


def test_the_search_begins_where_the_last_one_ended(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    monkeypatch.setattr(
        "notices.fitting._tried", lambda sheet, setting: tried.append(setting.name) or Fitted(setting, 1)
    )
    ask(editor, factories.make_matter(), near="even")
    assert tried == ["even", "normal", "roomy"]


def test_what_does_not_fit_says_how_many_lines_are_over(editor: Client) -> None:
    matter = factories.make_matter(
        factories.make_guide(
            requirements=tuple(factories.make_requirement(i, f"第{i}份材料" + "长" * 60) for i in range(40))
        )
    )
    assert "一页放不下，超出约" in ask(editor, matter, near="fold4")["facts"]


def test_the_pdf_may_stand_in_our_own_frame_only(editor: Client) -> None:
    pdf = editor.get(ask(editor, factories.make_matter())["pdf"])
    assert (pdf.headers["Content-Type"], pdf.headers["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in pdf.headers["Content-Security-Policy"]


def test_a_paper_that_is_not_kept_is_not_found(editor: Client) -> None:
    assert editor.get(f"{url(factories.make_matter())}{'0' * 64}.pdf").status_code == 404


def test_only_who_may_change_the_matter_is_answered() -> None:
    matter, other = factories.make_matter(), Department.objects.create(name="安阳市北关区演示局")
    assert signed_in(make_staff("审核发布")).post(url(matter)).status_code == 403
    assert signed_in(make_staff("目录编辑", other)).post(url(matter)).status_code == 404
    assert signed_in(make_staff("目录编辑")).get(url(matter)).status_code == 405


def test_a_matter_in_review_has_no_such_panel(editor: Client) -> None:
    matter = factories.make_matter()
    Review.objects.create(matter=matter, revision=0, submitted_by=factories.make_user(), note="请审核")
    page = editor.get(change_url(matter))
    assert (page.context["live_preview_url"], 'id="live-preview"' in page.content.decode()) == ("", False)
