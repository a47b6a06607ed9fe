"""The change note of the next edition names why it was made."""

from typing import Any

import pytest
from django.urls import reverse

from matters.change_notes import LONGEST, Source, naming
from matters.models import Matter
from matters.publishing import Refused
from matters.reviewing import approve, submit
from oversight.amending.notes import sources_of
from oversight.amending.opening import amend
from oversight.models import Case
from tests.admin_pages import change_url, deed_url, make_staff, signed_in
from tests.counter import text_of
from tests.oversight.amending.told import SAID, change, make_case, make_editor, published


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


@pytest.fixture
def case(db: None) -> Case:
    """One that led to an opened and changed working copy."""
    case, editor = make_case(), make_editor()
    assert case.matter
    amend(case, case.matter, by=editor)
    change(case.matter, editor)
    return case


@pytest.fixture
def matter(case: Case) -> Matter:
    assert case.matter
    return case.matter


# Words


def test_missing_references_are_added_once() -> None:
    assert naming("写明照片", []) == "写明照片"
    assert naming("写明照片", ["甲1号", "乙2号"]) == "写明照片（根据：甲1号、乙2号）"
    assert naming("写明照片（根据：甲1号）", ["甲1号"]) == "写明照片（根据：甲1号）"


@pytest.mark.parametrize("note", ["", " \n", "甲1号", "（根据：甲1号）"])
def test_a_note_of_nothing_but_references_explains_nothing(note: str) -> None:
    with pytest.raises(Refused, match="请写明这一版改了什么"):
        naming(note, ["甲1号"])


def test_a_note_without_room_is_refused_with_what_is_over() -> None:
    added = len("（根据：甲1号）")
    assert len(naming("字" * (LONGEST - added), ["甲1号"])) == LONGEST
    with pytest.raises(Refused, match=r"根据：甲1号.*超出2个字"):
        naming("字" * (LONGEST - added + 2), ["甲1号"])


# From submitting to the edition


def test_what_is_open_is_known_with_what_was_said(case: Case, matter: Matter) -> None:
    (source,) = sources_of(matter)
    assert (source.reference, source.words) == (case.ref, SAID)


def test_the_edition_names_it_and_then_it_is_answered(case: Case, matter: Matter) -> None:
    edition = published(matter)
    assert edition.change_note == f"写明照片（根据：{case.ref}）"
    assert sources_of(matter) == []


def test_an_edition_may_leave_it_open(matter: Matter) -> None:
    assert published(matter, answers=()).change_note == "写明照片"
    assert len(sources_of(matter)) == 1


def test_a_reviewer_who_rewrites_the_note_loses_no_reference(case: Case, matter: Matter) -> None:
    review = submit(matter, by=make_editor(), note="写明照片")
    edition = approve(review, by=make_staff("审核发布"), change_note="补充照片的要求")
    assert edition.change_note == f"补充照片的要求（根据：{case.ref}）"


def test_what_the_editor_left_out_the_reviewer_s_note_does_not_name(matter: Matter) -> None:
    review = submit(matter, by=make_editor(), note="写明照片", answers=[])
    assert approve(review, by=make_staff("审核发布")).change_note == "写明照片"


def test_an_older_edition_that_happens_to_name_it_does_not_answer_it(case: Case, matter: Matter) -> None:
    assert published(matter, note=f"与{case.ref}无关", answers=()).number == 2
    assert sources_of(matter) == []  # named is answered, whatever else the sentence says
    other = make_case(matter, words="还少一张表")
    amend(other, matter, by=make_editor())
    assert [source.reference for source in sources_of(matter)] == [other.ref]


def test_a_catalog_without_later_stages_names_nothing(matter: Matter, settings: Any) -> None:
    settings.CHANGE_NOTE_SOURCES = []
    assert published(matter).change_note == "写明照片"


def test_sources_take_one_query(matter: Matter, django_assert_num_queries: Any) -> None:
    for n in range(3):
        amend(make_case(matter, words=f"第{n}样没有写"), matter, by=make_editor())
    with django_assert_num_queries(1):
        assert len(sources_of(matter)) == 4


# Pages


def test_the_matter_s_page_says_why_it_was_opened(case: Case, matter: Matter) -> None:
    page = signed_in(make_editor()).get(change_url(matter))
    assert f"为什么打开修改 {case.ref} ：{SAID}" in text_of(page)
    assert "为什么打开修改" not in text_of(signed_in(make_staff("审核发布")).get(change_url(matter)))


def test_the_form_offers_what_is_open_and_an_untouched_tick_answers_it(case: Case, matter: Matter) -> None:
    editor = signed_in(make_editor())
    field = editor.get(deed_url(matter, "submit")).context["form"]["answers"]
    assert (field.initial, [label for _, label in field.field.choices]) == ([case.ref], [f"{case.ref}：{SAID}"])
    editor.post(deed_url(matter, "submit"), {"note": "写明照片", "answers": [case.ref]})
    assert matter.reviews.get().note == f"写明照片（根据：{case.ref}）"


def test_a_tick_taken_away_leaves_it_open(matter: Matter) -> None:
    signed_in(make_editor()).post(deed_url(matter, "submit"), {"note": "写明照片"})
    assert matter.reviews.get().note == "写明照片"


def test_a_note_without_room_stays_typed(matter: Matter) -> None:
    note = "字" * LONGEST
    page = signed_in(make_editor()).post(
        deed_url(matter, "submit"), {"note": note, "answers": [s.reference for s in sources_of(matter)]}
    )
    assert ("超出" in text_of(page), note in page.content.decode(), matter.reviews.exists()) == (True, True, False)


def test_a_source_says_where_to_read_more(case: Case, matter: Matter) -> None:
    assert sources_of(matter) == [Source(reference=case.ref, words=SAID, url=reverse("oversight_case", args=[case.pk]))]
