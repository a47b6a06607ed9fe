"""The page of a matter's situations: who sees it, who saves, what is asked first, and that nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.history import entries_of
from accounts.models import StaffUser
from matters.editing import editing
from matters.keeping import copy_of
from matters.models import Department, Matter, Review
from tests import factories
from tests.admin_pages import change_url, make_asking_matter, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter() -> Matter:
    return make_asking_matter()


@pytest.fixture
def me() -> Client:
    return signed_in(make_superuser())


def url_of(matter: Matter) -> str:
    return reverse("admin:matters_matter_situations", args=[matter.pk])


def opened(client: Client, matter: Matter, **changes: Any) -> dict[str, Any]:
    """What a browser would send if nothing were touched, with changes; None leaves a field out."""
    page = client.get(url_of(matter)).context
    data: dict[str, Any] = {"opened": page["opened"], "q-total": len(page["cards"])}
    for card in page["cards"]:
        question = card.question
        data |= {f"{card.name}-{name}": getattr(question, name) for name in ("position", "key", "text", "help")}
        data |= {f"{card.name}-when": list(question.when), f"{card.name}-o-total": len(card.lines)}
        for line in card.lines:
            data |= {f"{line.name}-{name}": getattr(line.option, name) for name in ("position", "key", "text", "note")}
    for row in (row for section in page["sections"] for row in section.rows):
        data[f"when:{row.place}"] = [*row.strays, *(cell.token for cell in row.cells if cell.is_on)]
    return {name: value for name, value in (data | changes).items() if value is not None}


def send(client: Client, matter: Matter, data: dict[str, Any]) -> Any:
    return client.post(url_of(matter), data)


def whens(matter: Matter) -> list[str]:
    return list(matter.requirements.values_list("when", flat=True))


def change(matter: Matter, by: StaffUser, **values: Any) -> None:
    """Somebody else's save."""
    with editing(matter, by=by, via="页面编辑"):
        Matter.objects.filter(pk=matter.pk).update(**values)


# --- Looking


def test_the_page_shows_questions_matrix_picture_and_outcomes(me: Client, matter: Matter) -> None:
    page = me.get(url_of(matter))
    assert [card.question.text for card in page.context["cards"]] == ["谁来办理？", ""]
    assert [section.title for section in page.context["sections"]] == [
        "申请材料", "办理环节", "办结时限", "受理条件", "办理层级",
    ]  # fmt: skip
    assert page.context["flow"].startswith('<svg class="flow"')
    assert [row.materials for row in page.context["table"].rows] == [2, 3]
    assert f'href="/counter/preview/{matter.code}/?a=who.agent"' in page.content.decode()


def test_a_draft_whose_question_opens_itself_can_still_be_looked_at_and_repaired(me: Client, matter: Matter) -> None:
    matter.questions.update(when="who.self")
    page = me.get(url_of(matter))
    assert (page.status_code, "who.self" in page.content.decode()) == (200, True)


def test_the_matter_links_to_it(me: Client, matter: Matter) -> None:
    assert f'href="{url_of(matter)}"' in me.get(change_url(matter)).content.decode()


def test_a_matter_without_questions_offers_to_add_one(me: Client) -> None:
    page = me.get(url_of(factories.make_matter()))
    assert (page.context["flow"], [card.question.is_new for card in page.context["cards"]]) == ("", [True])


def test_outcomes_are_narrowed_by_the_address(me: Client, matter: Matter) -> None:
    table = me.get(url_of(matter), {"o": ["who.agent", ""], "sort": "most"}).context["table"]
    assert [row.chosen for row in table.rows] == [("委托他人代办",)]


def test_what_is_wrong_leads_to_its_place_on_this_page(me: Client, matter: Matter) -> None:
    matter.steps.update(when="who.dog")
    matter.requirements.update(when="")
    page = me.get(url_of(matter)).context
    assert [pointer.anchor for pointer in page["errors"]] == ["#row-steps-0", "#row-steps-1"]
    assert [pointer.anchor for pointer in page["warnings"]] == ["#question-0"]


# --- Who may


def test_a_clerk_and_another_departments_editor_do_not_see_it(matter: Matter) -> None:
    other = Department.objects.create(name="安阳市北关区演示局", short_name="演示局")
    assert signed_in(factories.make_clerk(is_staff=True)).get(url_of(matter)).status_code in {403, 404}
    assert signed_in(make_staff("目录编辑", other)).get(url_of(matter)).status_code == 404


def test_who_may_only_look_gets_no_form_to_send(matter: Matter) -> None:
    reviewer = signed_in(make_staff("审核发布"))
    page = reviewer.get(url_of(matter))
    assert page.context["may_change"] is False
    assert "csrfmiddlewaretoken" not in page.content.decode().split('id="matter_form"')[1]
    data = opened(signed_in(make_superuser()), matter, **{"q0-text": "改了？"})
    assert send(reviewer, matter, data).status_code == 403


def test_a_matter_in_review_is_shown_and_a_save_into_it_is_refused_with_what_was_typed(
    me: Client, matter: Matter
) -> None:
    data = opened(me, matter, **{"q0-text": "由谁办理？"})
    Review.objects.create(matter=matter, revision=matter.revision, submitted_by=factories.make_user(), note="请审核")
    page = me.get(url_of(matter)).context
    assert (page["may_change"], "正在审核" in page["locked"]) == (False, True)
    refused = send(me, matter, data)
    assert (refused.status_code, "正在审核" in refused.context["problem"]) == (409, True)
    assert [touched.new for touched in refused.context["mine"]] == ["由谁办理？"]


# --- Saving


def test_an_untouched_page_is_no_change(me: Client, matter: Matter) -> None:
    before = copy_of(matter)
    assert send(me, matter, opened(me, matter)).status_code == 302
    matter.refresh_from_db()
    assert (copy_of(matter), matter.revision, entries_of(matter).count()) == (before, 0, 0)


def test_ticks_texts_and_a_new_option_are_saved_together_and_noted(me: Client, matter: Matter) -> None:
    changes = {"when:requirements[0]": ["who.self"], "q0-text": "由谁办理？", "q0-o2-text": "邮寄"}
    send(me, matter, opened(me, matter, **changes))
    matter.refresh_from_db()
    assert whens(matter) == ["who.self", "who.agent", ""]
    assert [o.key for o in matter.questions.get().options.all()] == ["self", "agent", "a"]
    entry = entries_of(matter).get()
    assert (matter.revision, entry.detail["via"]) == (1, "情形编辑")
    assert sorted(c["place"] for c in entry.detail["changes"]) == [
        "questions[who].options", "questions[who].text", "requirements[m1].when",
    ]  # fmt: skip


def test_all_options_ticked_are_no_condition(me: Client, matter: Matter) -> None:
    send(me, matter, opened(me, matter, **{"when:requirements[1]": ["who.self", "who.agent"]}))
    assert whens(matter) == ["", "", ""]


def test_a_question_is_added_with_what_opens_it(me: Client, matter: Matter) -> None:
    fresh = {"q1-text": "是亲属吗？", "q1-key": "kin", "q1-when": ["who.agent"], "q1-o0-text": "是", "q1-o1-text": "否"}
    send(me, matter, opened(me, matter, **fresh))
    made = matter.questions.get(key="kin")
    assert (made.when, [(o.key, o.text) for o in made.options.all()]) == ("who.agent", [("a", "是"), ("b", "否")])


def test_what_cannot_be_saved_leads_to_its_field_and_keeps_what_was_typed(me: Client, matter: Matter) -> None:
    wrong = {"q0-text": "", "q0-o0-text": "😀", "q0-position": "一", "q0-o2-key": "Who", "q0-o2-text": "邮寄",
             "when:requirements[2]": ["who.agent"]}  # fmt: skip
    page = send(me, matter, opened(me, matter, **wrong))
    assert [pointer.anchor for pointer in page.context["problems"]] == [
        "#id_q0-text", "#id_q0-position", "#id_q0-o0-text", "#id_q0-o2-key",
    ]  # fmt: skip
    row = page.context["sections"][0].rows[2]
    assert [cell.token for cell in row.cells if cell.is_on] == ["who.agent"]
    assert (whens(matter), copy_of(matter).questions[0].text) == (["", "who.agent", ""], "谁来办理？")


@pytest.mark.parametrize(
    ("fresh", "anchor"),
    [
        ({"q1-key": "who", "q1-text": "再问一次", "q1-o0-text": "是"}, "#id_q1-key"),
        ({"q1-text": "没有选项？"}, "#question-1"),
        ({"q0-o2-key": "self", "q0-o2-text": "邮寄"}, "#id_q0-o2-key"),
        ({"q1-text": "早问", "q1-position": "0", "q1-when": ["who.self"], "q1-o0-text": "是"}, "#question-1"),
    ],
    ids=["key taken", "no options", "option's key taken", "before what opens it"],
)
def test_a_malformed_question_is_refused_at_its_place(
    me: Client, matter: Matter, fresh: dict[str, Any], anchor: str
) -> None:
    page = send(me, matter, opened(me, matter, **fresh))
    assert [pointer.anchor for pointer in page.context["problems"]] == [anchor]
    assert copy_of(matter).questions[0].key == "who"


# --- Removing


def test_an_option_that_a_row_depends_on_is_not_removed_unasked(me: Client, matter: Matter) -> None:
    page = send(me, matter, opened(me, matter, **{"q0-o1-delete": "on"}))
    assert [(row.name, row.lost, row.must_choose) for row in page.context["asked"]] == [
        ("居民户口簿", "“委托他人代办”", True)
    ]
    assert whens(matter) == ["", "who.agent", ""]


@pytest.mark.parametrize(
    ("fate", "left"), [("always", [("m1", ""), ("m2", ""), ("m3", "")]), ("delete", [("m1", ""), ("m3", "")])]
)
def test_it_is_removed_as_was_chosen(me: Client, matter: Matter, fate: str, left: list[tuple[str, str]]) -> None:
    data = opened(me, matter, **{"q0-o1-delete": "on"})
    asked = send(me, matter, data)
    send(me, matter, data | {"confirmed": asked.context["confirmed"], "fate:requirements[1]": fate})
    assert list(matter.requirements.values_list("key", "when")) == left
    assert [o.key for o in matter.questions.get().options.all()] == ["self"]


def test_a_choice_without_having_seen_the_list_is_not_enough(me: Client, matter: Matter) -> None:
    page = send(me, matter, opened(me, matter, **{"q0-delete": "on", "fate:requirements[1]": "always"}))
    assert [row.fate for row in page.context["asked"]] == ["always"]
    assert matter.questions.count() == 1


def test_a_question_on_which_nothing_depends_goes_at_once(me: Client, matter: Matter) -> None:
    assert send(me, matter, opened(me, matter, **{"q0-delete": "on", "when:requirements[1]": []})).status_code == 302
    assert (matter.questions.count(), whens(matter)) == (0, ["", "", ""])


# --- Two editors


def test_somebody_elses_save_shows_both_sides_and_the_merge_keeps_both(me: Client, matter: Matter) -> None:
    data = opened(me, matter, **{"when:requirements[2]": ["who.self"]})
    change(matter, factories.make_user(), visits=4)
    page = send(me, matter, data)
    assert (page.status_code, whens(matter)) == (409, ["", "who.agent", ""])
    assert [(t.place, t.new) for t in page.context["mine"]] == [("申请材料 申请表 · 适用情形", "who.self")]
    me.post(page.context["resolve_url"], {"unsaved": page.context["unsaved"], "choice": "merge"})
    matter.refresh_from_db()
    assert (matter.visits, whens(matter)) == (4, ["", "who.agent", "who.self"])


def test_a_second_click_on_save_is_no_conflict(me: Client, matter: Matter) -> None:
    data = opened(me, matter, **{"when:requirements[2]": ["who.self"]})
    assert [send(me, matter, data).status_code for _ in range(2)] == [302, 302]
    matter.refresh_from_db()
    assert matter.revision == 1


def test_a_page_without_its_mark_is_not_saved_unseen(me: Client, matter: Matter) -> None:
    page = send(me, matter, opened(me, matter, opened="nonsense", **{"when:requirements[2]": ["who.self"]}))
    assert (page.status_code, page.context["base_known"], whens(matter)) == (409, False, ["", "who.agent", ""])
