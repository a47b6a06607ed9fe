"""Submitting, suspending, resuming and retiring from the admin, and the page of a review."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from matters.editing import editing
from matters.models import Department, Matter
from matters.publishing import today
from tests import factories
from tests.admin_pages import change_url, deed_url, make_asking_matter, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    """The catalog's own rules are what is looked at here."""
    settings.PUBLICATION_GATES = []


@pytest.fixture
def editor() -> Client:
    return signed_in(make_staff("目录编辑"))


@pytest.fixture
def reviewer() -> Client:
    return signed_in(make_staff("审核发布"))


def submit(client: Client, matter: Matter, **given: Any) -> Any:
    """Send the submitting page's form."""
    return client.post(deed_url(matter, "submit"), {"note": "首版", **given})


def review_url(matter: Matter) -> str:
    """The page of the newest review."""
    return reverse("admin:matters_review_page", args=[matter.reviews.first().pk])  # type: ignore[union-attr]


def press(client: Client, matter: Matter, verb: str, **given: Any) -> Any:
    """Send the form of a button on the review's page; the publishing form as it stands unless the test says otherwise."""
    url = review_url(matter)
    shown = client.get(url).context["forms"].get(verb)
    data = {field.html_name: field.value() or "" for field in shown} if shown else {}
    return client.post(url, {**data, "verb": verb, **{f"{verb}-{k}": v for k, v in given.items()}})


# --- Submitting


def test_an_editor_submits_a_complete_draft(editor: Client) -> None:
    matter = make_asking_matter()
    page = submit(editor, matter, note="首次发布", effective_from=today() + timedelta(days=9))
    review = matter.reviews.get()
    assert page.headers["Location"] == change_url(matter)
    assert (review.state, review.note, review.effective_from) == ("open", "首次发布", today() + timedelta(days=9))


def test_a_submission_is_written_into_the_pages_history(editor: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter, note="首次发布")
    messages = LogEntry.objects.filter(object_id=str(matter.pk)).values_list("change_message", flat=True)
    assert list(messages) == ["提交审核；首次发布"]


def test_an_incomplete_matter_is_refused_with_links_to_what_is_missing(editor: Client) -> None:
    matter = factories.make_matter(consult_phone="")
    matter.steps.all().delete()
    page = submit(editor, matter)
    assert [pointer.anchor for pointer in page.context["missing"]] == ["#steps-group", "#id_consult_phone"]
    assert f'href="{change_url(matter)}#steps-group"' in page.content.decode()
    assert matter.reviews.count() == 0


def test_a_refusal_without_findings_is_one_sentence(editor: Client) -> None:
    page = submit(editor, factories.make_published())
    assert str(page.context["refusal"]) == "内容与第1版相同，没有可发布的变化。"
    assert page.context["missing"] == []


def test_what_is_in_review_says_so_instead_of_asking(editor: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    assert editor.get(deed_url(matter, "submit")).context["obstacle"] == f"“{matter.name}”已经在审核中。"
    assert editor.get(change_url(matter)).context["overview"].review == matter.reviews.get()


def test_a_note_is_asked_for(editor: Client) -> None:
    page = submit(editor, factories.make_matter(), note="")
    assert list(page.context["form"].errors) == ["note"]


# --- The page of a review


def test_another_person_publishes(editor: Client, reviewer: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter, note="首次发布")
    page = press(reviewer, matter, "publish")
    edition = matter.editions.get()
    matter.refresh_from_db()
    assert page.headers["Location"] == review_url(matter)
    assert (matter.standing, edition.number, edition.change_note) == ("live", 1, "首次发布")


def test_the_form_proposes_the_note_and_the_day_asked_for(editor: Client, reviewer: Client) -> None:
    matter, day = factories.make_matter(), today() + timedelta(days=4)
    submit(editor, matter, note="首次发布", effective_from=day)
    form = reviewer.get(review_url(matter)).context["forms"]["publish"]
    assert (form["change_note"].value(), form["effective_from"].value()) == ("首次发布", day)


def test_the_dates_given_are_those_of_the_edition(editor: Client, reviewer: Client) -> None:
    matter, start = factories.make_matter(), today() + timedelta(days=10)
    submit(editor, matter)
    press(reviewer, matter, "publish", effective_from=start, effective_to=start + timedelta(days=5))
    edition = matter.editions.get()
    assert (edition.effective_from, edition.effective_to) == (start, start + timedelta(days=5))


def test_a_past_date_is_refused(editor: Client, reviewer: Client) -> None:
    matter, yesterday = factories.make_matter(), today() - timedelta(days=1)
    submit(editor, matter)
    page = press(reviewer, matter, "publish", effective_from=yesterday)
    assert str(page.context["refusal"]) == f"施行日期{yesterday}已经过去，只能从今天或以后开始。"


def test_what_the_page_did_not_show_is_not_published(editor: Client, reviewer: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    page = press(reviewer, matter, "publish", seen="0" * 64)
    assert "内容在您打开审核页以后有了变化" in str(page.context["refusal"])
    assert press(reviewer, matter, "publish", seen=page.context["seen"]).status_code == 302


def test_it_goes_back_with_a_reason_that_the_matters_page_shows(editor: Client, reviewer: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    assert list(press(reviewer, matter, "return", reason="").context["forms"]["return"].errors) == ["reason"]
    press(reviewer, matter, "return", reason="电话不对")
    assert "：电话不对" in editor.get(change_url(matter)).content.decode()


def test_an_editor_comments_and_withdraws_but_never_publishes(editor: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    assert list(editor.get(review_url(matter)).context["forms"]) == ["withdraw", "comment"]
    press(editor, matter, "comment", text="请先看电话")
    assert press(editor, matter, "publish").status_code == 403
    press(editor, matter, "withdraw")
    assert (matter.reviews.get().state, matter.editions.count()) == ("withdrawn", 0)
    assert "请先看电话" in editor.get(review_url(matter)).content.decode()


def test_a_superuser_who_submitted_is_told_to_ask_somebody_else() -> None:
    client, matter = signed_in(make_superuser()), factories.make_matter()
    submit(client, matter)
    page = client.get(review_url(matter))
    assert (list(page.context["forms"]), page.context["obstacle"]) == (
        ["withdraw", "comment"],
        "这是您提交的，须由另一个人审核。",
    )
    assert press(client, matter, "publish").status_code == 403


def test_the_page_shows_what_changed_field_by_field(reviewer: Client) -> None:
    user, matter = make_staff("目录编辑"), factories.make_published()
    with editing(matter, by=user, via="页面编辑") as locked:
        locked.consult_phone = "0372-0008888"
        locked.save()
    submit(signed_in(user), matter, note="换电话")
    page = reviewer.get(review_url(matter))
    assert page.context["overview"].changes == ["基本信息“咨询电话”由“0372-0002013”改为“0372-0008888”"]
    assert [changes for _, changes in page.context["entries"]] == [[("咨询电话", "0372-0002013", "0372-0008888")]]


def test_a_decided_review_still_opens_without_buttons(editor: Client, reviewer: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    press(reviewer, matter, "publish")
    assert list(reviewer.get(review_url(matter)).context["forms"]) == ["comment"]
    press(reviewer, matter, "return", reason="晚了")
    assert matter.reviews.get().state == "published"


def test_the_list_leads_to_the_page(editor: Client, reviewer: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    stock = reverse("admin:matters_review_change", args=[matter.reviews.get().pk])
    assert stock in reviewer.get(reverse("admin:matters_review_changelist")).content.decode()
    assert reviewer.get(stock).headers["Location"] == review_url(matter)


@pytest.mark.parametrize("role", ["窗口人员", "督查人员"])
def test_who_has_no_part_in_the_catalog_sees_no_review(editor: Client, role: str) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    assert signed_in(make_staff(role)).get(review_url(matter)).status_code == 403


def test_another_departments_review_does_not_exist(editor: Client) -> None:
    matter = factories.make_matter()
    submit(editor, matter)
    stranger = signed_in(make_staff("审核发布", Department.objects.create(name="安阳市北关区演示局")))
    assert stranger.get(review_url(matter)).status_code == 404


# --- Deeds and rights


@pytest.mark.parametrize("deed", ["suspend", "resume", "retire"])
def test_an_editor_may_do_none_of_it(deed: str, editor: Client) -> None:
    matter = factories.make_published()
    page = editor.post(deed_url(matter, deed), {"reason": "试试"})
    matter.refresh_from_db()
    assert (page.status_code, matter.standing, matter.editions.count()) == (403, "live", 1)


def test_a_reviewer_submits_nothing(reviewer: Client) -> None:
    matter = factories.make_matter()
    assert (submit(reviewer, matter).status_code, matter.reviews.count()) == (403, 0)


def test_an_editor_is_offered_the_preview_and_submitting() -> None:
    page = signed_in(make_staff("目录编辑")).get(change_url(factories.make_published()))
    assert [deed.name for deed in page.context["deeds"]] == ["submit"]
    assert page.context["preview_url"].startswith("/counter/preview/")


def test_another_departments_matter_does_not_exist() -> None:
    department = Department.objects.create(name="安阳市北关区演示局")
    page = submit(signed_in(make_staff("目录编辑", department)), factories.make_matter())
    assert page.status_code == 404


@pytest.mark.parametrize("deed", ["submit", "suspend", "resume", "retire"])
def test_looking_at_the_page_does_nothing(deed: str) -> None:
    matter = factories.make_published()
    assert signed_in(make_superuser()).get(deed_url(matter, deed)).status_code == 200
    matter.refresh_from_db()
    assert (matter.standing, matter.reviews.count(), matter.editions.count()) == ("live", 0, 1)


def test_suspending_and_resuming(reviewer: Client) -> None:
    matter = factories.make_published()
    reviewer.post(deed_url(matter, "suspend"), {"reason": "系统升级"})
    matter.refresh_from_db()
    assert (matter.standing, matter.standing_reason) == ("suspended", "系统升级")
    reviewer.post(deed_url(matter, "resume"), {"csrf": ""})
    matter.refresh_from_db()
    assert (matter.standing, matter.standing_reason) == ("live", "")


def test_retiring_names_the_successor(reviewer: Client) -> None:
    matter, successor = factories.make_published(), factories.make_published()
    reviewer.post(deed_url(matter, "retire"), {"reason": "合并", "successor": successor.pk})
    matter.refresh_from_db()
    assert (matter.standing, matter.successor) == ("retired", successor)


def test_a_matter_is_no_successor_of_its_own(reviewer: Client) -> None:
    matter = factories.make_published()
    page = reviewer.post(deed_url(matter, "retire"), {"reason": "合并", "successor": matter.pk})
    assert list(page.context["form"].errors) == ["successor"]


def test_what_a_standing_does_not_allow_is_said_instead_of_asked(reviewer: Client) -> None:
    page = reviewer.get(deed_url(factories.make_matter(), "suspend"))
    assert page.context["obstacle"].endswith("当前是“未发布”，不能暂停办理。")
    assert "当前是“未发布”，不能暂停办理。" in page.content.decode()


def test_the_page_offers_what_the_standing_allows() -> None:
    client = signed_in(make_superuser())
    offered = {
        standing: [deed.name for deed in client.get(change_url(matter)).context["deeds"]]
        for standing, matter in (("draft", factories.make_matter()), ("live", factories.make_published()))
    }
    assert offered == {"draft": ["submit"], "live": ["submit", "suspend", "retire"]}


@pytest.mark.parametrize("verb", ["publish", "return"])
def test_who_comes_second_is_told_what_became_of_the_review(editor: Client, reviewer: Client, verb: str) -> None:
    matter = make_asking_matter()
    submit(editor, matter)
    given = {"return": {"reason": "电话不对"}}.get(verb, {})
    press(reviewer, matter, verb, **given)
    second = signed_in(make_staff("审核发布"))
    page = second.post(review_url(matter), {"verb": verb, **{f"{verb}-{k}": v for k, v in given.items()}}, follow=True)
    assert page.redirect_chain == [(review_url(matter), 302)]
    assert [str(message).startswith("没有再次") for message in page.context["messages"]] == [True]
    assert matter.editions.count() == (verb == "publish")
