"""常见问题 from an answered consultation."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from matters.models import Matter
from matters.models.rows import Faq
from matters.reviewing import submit
from oversight.amending.faq import add_faq
from oversight.models import Amendment, Case
from oversight.refusal import CannotDo
from tests.admin_pages import change_url, signed_in
from tests.counter import text_of
from tests.factories import make_clerk
from tests.oversight.amending.told import change, make_case, make_editor, published

pytestmark = pytest.mark.django_db

QUESTION, ANSWER = "照片要几寸的？", "一寸，白底，两张。"


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


def make_answered(answer: str = ANSWER) -> Case:
    case = make_case(words=QUESTION)
    case.answer, case.answered_by, case.answered_at = answer, make_editor(), timezone.now()
    case.save()
    return case


def faqs(matter: Matter | None) -> list[tuple[str, str]]:
    return list(Faq.objects.filter(matter=matter).values_list("question", "answer"))


def url(case: Case) -> str:
    return reverse("oversight_faq", args=[case.pk])


def test_it_enters_the_working_copy_and_is_public_with_the_next_edition() -> None:
    case = make_answered()
    assert case.matter
    add_faq(case, case.matter, question=QUESTION, answer=ANSWER, by=make_editor())
    assert faqs(case.matter) == [(QUESTION, ANSWER)]
    edition = published(case.matter, note="加一个常见问题")
    assert [(faq.question, faq.answer) for faq in edition.guide.faqs] == [(QUESTION, ANSWER)]
    assert edition.change_note == f"加一个常见问题（根据：{case.ref}）"


def test_the_same_question_again_is_answered_anew() -> None:
    case, editor = make_answered(), make_editor()
    assert case.matter
    for answer in (ANSWER, "两寸"):
        add_faq(case, case.matter, question=QUESTION, answer=answer, by=editor)
    assert (faqs(case.matter), Amendment.objects.count()) == ([(QUESTION, "两寸")], 1)


def test_what_has_no_answer_is_no_question_for_everybody() -> None:
    case = make_case()
    assert case.matter
    with pytest.raises(CannotDo, match="还没有答复"):
        add_faq(case, case.matter, question=QUESTION, answer=ANSWER, by=make_editor())


def test_the_form_proposes_what_was_asked_and_answered() -> None:
    case = make_answered(answer="长" * 600)
    form = signed_in(make_editor()).get(url(case)).context["form"]
    assert case.matter
    assert form.initial == {"matter": case.matter.code, "question": QUESTION, "answer": "长" * 500}


def test_it_leads_to_the_matter_s_page() -> None:
    case = make_answered()
    assert case.matter
    sent = {"matter": case.matter.code, "question": QUESTION, "answer": ANSWER}
    answer = signed_in(make_editor()).post(url(case), sent)
    assert (answer.status_code, answer["Location"], len(faqs(case.matter))) == (302, change_url(case.matter), 1)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"question": ""}, "必填"),
        ({"answer": "打13800003210问"}, "请删去"),
        ({"answer": "好😀"}, "印不出来"),
        ({"matter": "NOSUCH"}, "没有编码是“NOSUCH”的"),
    ],
)
def test_what_is_refused_stays_typed(typed: dict[str, str], why: str) -> None:
    case = make_answered()
    assert case.matter
    sent = {"matter": case.matter.code, "question": QUESTION, "answer": ANSWER, **typed}
    page = signed_in(make_editor()).post(url(case), sent)
    assert (page.status_code, why in text_of(page), faqs(case.matter)) == (400, True, [])
    assert f"{sent['answer']}</textarea>" in page.content.decode()


def test_a_matter_in_review_is_refused_with_words() -> None:
    case, editor = make_answered(), make_editor()
    assert case.matter
    change(case.matter, editor)
    submit(case.matter, by=editor, note="加一步")
    sent = {"matter": case.matter.code, "question": QUESTION, "answer": ANSWER}
    page = signed_in(editor).post(url(case), sent)
    assert (page.status_code, "正在审核" in text_of(page), faqs(case.matter)) == (400, True, [])


def test_a_clerk_makes_no_questions() -> None:
    assert signed_in(make_clerk()).get(url(make_answered())).status_code == 403
