"""What was found wrong: written down once, about what it is about, and never about oneself."""

from typing import Any

import pytest

from accounts.models import StaffUser
from notices.issuing import issue
from oversight.about import About
from oversight.inspection.rounds import close
from oversight.models import Feedback, Finding
from oversight.models.feedback import FeedbackKind
from oversight.orders.finding import find
from oversight.refusal import CannotDo
from tests.counter import audited, make_notice
from tests.factories import make_clerk, make_published, make_site
from tests.oversight.cases.made import asked
from tests.oversight.inspection.builders import make_patrol
from tests.oversight.orders.made import WORDS, found, looked_at


def about(row: Finding) -> tuple[Any, ...]:
    return row.matter, row.bundle, row.notice, row.site, row.clerk


def refusal(**values: Any) -> tuple[str, str]:
    with pytest.raises(CannotDo) as error:
        find(**values)
    return error.value.field, str(error.value)


def test_a_drawn_notice_tells_what_it_is_about() -> None:
    drawn = looked_at()
    notice, row = drawn.notice, found(drawn=drawn)
    assert (row.round, about(row)) == (drawn.round, (notice.matter, None, notice, notice.site, notice.clerk))


def test_a_case_tells_what_it_is_about(inspector: StaffUser) -> None:
    site, matter = make_site(), make_published()
    case = asked(FeedbackKind.COMPLAINT, About(matter=matter, site=site))
    row = find(by=inspector, case=case, words=WORDS)
    assert (Feedback.objects.get(case__findings=row), about(row)) == (case.feedback, (matter, None, None, site, None))


def test_a_document_named_on_a_patrol_tells_the_rest(inspector: StaffUser) -> None:
    notice = make_notice()
    row = find(by=inspector, round=make_patrol(inspector), notice=notice, words=WORDS)
    assert about(row) == (notice.matter, None, notice, notice.site, notice.clerk)


def test_a_site_alone_will_do(inspector: StaffUser) -> None:
    site = make_site()
    row = find(by=inspector, round=make_patrol(inspector), site=site, words=WORDS)
    assert about(row) == (None, None, None, site, None)


def test_another_matter_is_never_joined_by_the_source_s_bundle(inspector: StaffUser) -> None:
    drawn, other = looked_at(inspector), make_published()
    assert about(found(drawn=drawn, matter=other))[:2] == (other, None)


def test_nobody_inspects_what_they_gave_out_themselves(inspector: StaffUser) -> None:
    drawn = looked_at(inspector)
    assert refusal(by=drawn.notice.clerk, drawn=drawn, words=WORDS) == ("", "这是您自己经办的，请由别人检查和登记。")


def test_nor_what_was_given_out_in_their_place(inspector: StaffUser) -> None:
    clerk = make_clerk()
    stand_in = make_clerk(clerk.site)
    notice = issue(subject=make_published(), site=clerk.site, clerk=stand_in, acting_for=clerk)
    patrol = make_patrol(inspector, notice)
    assert refusal(by=clerk, drawn=patrol.drawn.get(), words=WORDS)[1] == "这是您自己经办的，请由别人检查和登记。"


def test_the_same_page_sent_twice_is_one_finding(inspector: StaffUser) -> None:
    drawn = looked_at(inspector)
    rows = [found(drawn=drawn, request_key="once") for _ in range(2)]
    assert (rows[0], Finding.objects.count(), len(audited("find"))) == (rows[1], 1, 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (" \r\n ", "请写明发现了什么问题。"),
        ("错" * 501, "最多500个字，现在有501个字。"),
        ("让张三打13800003210", "里面像是有手机、身份证或银行卡号码，请删去：这些话会一直留着。"),
        ("没有给😀", "“😀”（U+1F600）印不出来，请换一种写法。"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(inspector: StaffUser, words: str, why: str) -> None:
    assert refusal(by=inspector, drawn=looked_at(inspector), words=words) == ("words", why)


def test_a_question_that_is_not_on_the_check_sheet_is_refused(inspector: StaffUser) -> None:
    drawn = looked_at(inspector)
    assert refusal(by=inspector, drawn=drawn, words=WORDS, item="smile") == ("item", "检查表里没有这个问题。")


def test_nothing_is_added_to_a_round_that_is_closed(inspector: StaffUser) -> None:
    patrol = make_patrol(inspector)
    close(patrol, by=inspector, summary="")
    patrol.refresh_from_db()
    assert refusal(by=inspector, round=patrol, words=WORDS)[1] == "这次检查已经结束，不能再登记发现的问题。"


def test_naming_another_s_document_does_not_make_one_s_own_case_theirs() -> None:
    case = asked(FeedbackKind.COMPLAINT, About(notice=make_notice()))
    own = "这是您自己经办的"
    assert own in refusal(by=case.clerk, case=case, notice=make_notice(), words=WORDS)[1]
