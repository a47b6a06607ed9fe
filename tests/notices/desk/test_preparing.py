"""What a clerk sees before issuing."""

from collections.abc import Mapping

import pytest

from matters.enums import How, Level, LimitUnit
from matters.guide import Handling
from matters.models import Desk, Site
from notices.composing import NotHandledHere
from notices.desk.preparing import Asked, asked_questions, known_answers, prepare
from notices.issuing import CannotIssue
from tests.counter import asking_guide
from tests.factories import local, make_guide, make_matter, make_published

AT = local(2026, 3, 9)


def asked(answers: Mapping[str, str]) -> list[Asked]:
    return list(asked_questions(asking_guide(), answers))


def test_the_first_open_question_is_the_current_one() -> None:
    assert [(one.question.key, one.chosen, one.is_current) for one in asked({})] == [
        ("who", "", True),
        ("kind", "", False),
    ]


def test_an_answered_question_stays_on_the_page_and_hands_on() -> None:
    assert [(one.chosen, one.is_current) for one in asked({"who": "agent"})] == [("agent", False), ("", True)]


def test_changing_one_answer_keeps_the_others() -> None:
    found = asked({"who": "agent", "kind": "lost"})
    assert [one.others for one in found] == [("kind.lost",), ("who.agent",)]


def test_a_question_left_open_hands_on_and_stays_open() -> None:
    found = list(asked_questions(asking_guide(), {}, left={"who"}))
    assert [(one.token, one.others, one.is_current) for one in found] == [("who.", (), False), ("", ("who.",), True)]


def test_an_answer_counts_more_than_leaving_it_open() -> None:
    found = list(asked_questions(asking_guide(), {"who": "agent"}, left={"who"}))
    assert [(one.token, one.is_left) for one in found] == [("who.agent", False), ("", False)]


def test_a_question_nothing_depends_on_is_not_asked() -> None:
    guide = make_guide(questions=asking_guide().questions)
    assert list(asked_questions(guide, {})) == []


def test_unknown_answers_are_left_out() -> None:
    given = {"who": "agent", "kind": "mars", "planet": "mars"}
    assert known_answers(asking_guide(), given) == {"who": "agent"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "materials", "still_open"),
    [
        ({}, ["居民身份证", "授权委托书", "遗失声明"], 2),
        ({"who": "self"}, ["居民身份证", "遗失声明"], 1),
        ({"who": "agent", "kind": "new"}, ["居民身份证", "授权委托书"], 0),
    ],
)
def test_the_prospect_lists_the_materials_of_the_answers(
    site: Site, answers: dict[str, str], materials: list[str], still_open: int
) -> None:
    prospect = prepare(make_published(asking_guide()), site, answers, AT)
    assert ([m.name for m in prospect.sheet.materials], prospect.open_count) == (materials, still_open)


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "lost"), [({"who": "self"}, False), ({"who": "nobody"}, True)])
def test_the_prospect_says_when_an_answer_was_lost(site: Site, answers: dict[str, str], lost: bool) -> None:
    assert prepare(make_published(asking_guide()), site, answers, AT).lost == lost


@pytest.mark.django_db
def test_a_draft_has_no_prospect(site: Site) -> None:
    with pytest.raises(CannotIssue, match="还没有发布"):
        prepare(make_matter(), site, {}, AT)


@pytest.mark.django_db
def test_a_site_that_does_not_handle_it_has_no_prospect(site: Site) -> None:
    guide = make_guide(handlings=(Handling(level=Level.DISTRICT, how=How.DIRECT),))
    with pytest.raises(NotHandledHere, match=site.name):
        prepare(make_published(guide), site, {}, AT)


@pytest.mark.django_db
def test_a_clerk_reads_when_it_is_done_if_it_is_accepted_now(site: Site) -> None:
    matter = make_published()
    assert prepare(matter, site, {}, AT).completion.dates == "承诺最迟3月16日办结（法定最迟4月7日办结）"
    Desk.objects.create(matter=matter, site=site, promised_amount=2, promised_unit=LimitUnit.WORKDAY)
    assert prepare(matter, site, {}, AT).completion.dates == "承诺最迟3月11日办结（法定最迟4月7日办结）"
