"""目录修改 as a list, and what of it waits for somebody."""

from typing import Any

import pytest

from accounts.models import StaffUser
from matters.models import Matter
from matters.publishing import today
from matters.reviewing import submit
from oversight.amending.listing import Which, amendments_for
from oversight.amending.opening import amend
from oversight.amending.reminders import waiting
from oversight.enums import CaseState
from oversight.models import Case
from tests.admin_pages import make_staff, signed_in
from tests.counter import text_of
from tests.factories import make_clerk, make_published
from tests.oversight.amending.told import SAID, change, make_case, make_editor, published, two_matters

pytestmark = pytest.mark.django_db

URL = "/oversight/amendments/"


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


def opened(matter: Matter | None = None, words: str = SAID) -> Case:
    """A case whose matter was opened and changed."""
    case, editor = make_case(matter or make_published(), words=words), make_editor()
    assert case.matter
    amend(case, case.matter, by=editor)
    change(case.matter, editor)
    return case


def answered() -> Case:
    case = opened()
    assert case.matter
    published(case.matter)
    return case


def references(user: StaffUser, which: Which) -> list[str]:
    return [row.reference for row in amendments_for(user, which)]


def counts(user: StaffUser) -> dict[str, int]:
    return {reminder.title: reminder.count for reminder in waiting(user, today())}


def test_what_is_published_leaves_the_list_of_what_is_open() -> None:
    first, second, editor = answered(), opened(), make_editor()
    assert references(editor, Which.OPEN) == [second.ref]
    assert references(editor, Which.ALL) == [second.ref, first.ref]


def test_what_is_published_may_be_answered_until_it_is() -> None:
    case, editor = answered(), make_editor()
    opened()
    assert references(editor, Which.ANSWER) == [case.ref]
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    assert references(editor, Which.ANSWER) == []


def test_an_editor_reads_of_their_department_s_matters_alone() -> None:
    own, foreign = two_matters()
    cases = [opened(matter) for matter in (own, foreign)]
    editors = [make_editor(department=matter.department) for matter in (own, foreign)]
    assert [references(editor, Which.ALL) for editor in editors] == [[case.ref] for case in cases]
    assert references(make_staff("督查人员"), Which.ALL) == [case.ref for case in reversed(cases)]


def test_the_first_page_tells_editors_and_who_answers() -> None:
    answered(), opened()
    assert counts(make_editor()) == {"目录修改还没有发布": 1, "目录已改好，等答复": 1}
    assert counts(make_staff("督查人员")) == {"目录已改好，等答复": 1}
    assert counts(make_clerk()) == {}


def test_the_page_says_why_and_what_came_of_it() -> None:
    case, reviewed = answered(), opened(words="还少一张表")
    assert case.matter
    assert reviewed.matter
    submit(reviewed.matter, by=make_editor(), note="加一张表")
    words = text_of(signed_in(make_editor()).get(f"{URL}?which=all"))
    assert f"{case.ref} {SAID} {case.matter.name} 第2版" in words
    assert f"{reviewed.ref} 还少一张表 {reviewed.matter.name} 审核中" in words


def test_the_page_is_for_who_has_a_part_in_it() -> None:
    assert signed_in(make_staff("督查人员")).get(URL).status_code == 200
    assert signed_in(make_clerk()).get(URL).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_many_rows(rows: int, django_assert_max_num_queries: Any) -> None:
    for n in range(rows):
        opened(words=f"第{n}样没有写")
    client = signed_in(make_staff("督查人员"))
    with django_assert_max_num_queries(11):
        assert text_of(client.get(URL)).count("还没有发布") == rows + 1
