"""What became of what was said."""

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone

from matters.models import Matter
from matters.publishing import today
from oversight.amending.opening import amend
from oversight.amending.outcome import outcome_of
from oversight.cases.opening import open_case
from oversight.models import Case, Problem, SharedCause
from oversight.orders.finding import find
from tests.admin_pages import make_staff
from tests.factories import make_published, make_site
from tests.oversight.amending.told import change, make_case, make_editor, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings: Any) -> None:
    settings.PUBLICATION_GATES = []


@pytest.fixture
def matter() -> Matter:
    return make_published()


def opened(source: Any, matter: Matter) -> None:
    editor = make_editor()
    amend(source, matter, by=editor)
    change(matter, editor, name=f"第{matter.revision}步")
    matter.refresh_from_db()


def numbers(source: Any) -> list[int | None]:
    return [outcome.edition and outcome.edition.number for outcome in outcome_of(source)]


def receipt(case: Case) -> str:
    """The part of the receipt, in one line."""
    from tests.counter import text_of

    html = Template('{% include "oversight/amending/_outcome.html" %}').render(Context({"case": case}))
    return text_of(type("Page", (), {"content": html.encode()}))


def test_nothing_opened_is_nothing_to_tell(matter: Matter) -> None:
    case = make_case(matter)
    assert (outcome_of(case), receipt(case)) == ((), "")


def test_an_opened_matter_has_no_edition_until_one_names_it(matter: Matter) -> None:
    case = make_case(matter)
    opened(case, matter)
    assert (numbers(case), receipt(case)) == ([None], "")
    published(matter, answers=())
    assert numbers(case) == [None]
    change(matter, make_editor(), name="领证")
    published(matter)
    assert numbers(case) == [3]


def test_the_first_edition_that_names_it_is_the_answer(matter: Matter) -> None:
    case = make_case(matter)
    opened(case, matter)
    published(matter)
    change(matter, make_editor(), name="领证")
    published(matter, note=f"再次改进{case.ref}说的")
    assert numbers(case) == [2]


def test_a_case_is_answered_by_what_its_findings_led_to(matter: Matter) -> None:
    case = make_case(matter)
    finding = find(by=make_staff("督查人员"), words="告知单漏了照片", case=case)
    opened(finding, matter)
    published(matter)
    assert (numbers(case), numbers(finding), numbers(make_case(matter, "别的事"))) == ([2], [2], [])


def test_an_edition_is_told_once_however_many_reasons_it_names(matter: Matter) -> None:
    case = make_case(matter)
    opened(case, matter)
    amend(find(by=make_staff("督查人员"), words="告知单漏了照片", case=case), matter, by=make_editor())
    published(matter)
    assert (numbers(case), receipt(case).count("第2版")) == ([2, 2], 1)


def test_what_could_not_be_done_is_answered_by_its_shared_cause(matter: Matter) -> None:
    boss = make_editor()
    shared = SharedCause.objects.create(title="照片没有写明", cause="materials", opened_by=boss)
    problem = Problem.objects.create(
        at=timezone.now(), site=make_site(), cause="materials", what="没有照片", received_by=boss, shared=shared
    )
    case = open_case(problem)
    opened(shared, matter)
    published(matter)
    assert (numbers(shared), numbers(case)) == ([2], [2])


@pytest.mark.parametrize("ahead", [0, 9])
def test_the_receipt_says_which_edition_since_when_and_what(matter: Matter, ahead: int) -> None:
    case, start = make_case(matter), today() + timedelta(days=ahead)
    opened(case, matter)
    published(matter, effective_from=start)
    day = f"{start.year}年{start.month}月{start.day}日"
    assert receipt(case) == (
        f"根据您的意见，办事指南已更新。 “{matter.name}”第2版，{day}起施行：写明照片（根据：{case.ref}） 改了什么"
    )
    page = f"/g/{matter.code}/history/"
    assert outcome_of(case)[0].changes_page(today()) == (page if ahead else f"{page}?since=1")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_two_queries_however_many_matters_were_opened(rows: int, django_assert_num_queries: Any) -> None:
    case = make_case()
    for _ in range(rows):
        other = make_published()
        opened(case, other)
        published(other)
    with django_assert_num_queries(2):
        assert len([outcome.edition.change_note for outcome in outcome_of(case) if outcome.edition]) == rows
