"""The report of a round: counted, in words, on paper and as a workbook; constant in queries and without a citizen."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from time_machine import travel

from accounts.models import StaffUser
from notices.personal.applicants import note_applicant
from oversight.enums import CallOutcome, Verdict
from oversight.inspection.drawing import Size
from oversight.inspection.report import percent
from oversight.inspection.report_frame import RULE_IN_STRATA
from oversight.inspection.report_paper import ON_PAPER, listed_on_paper, print_report
from oversight.inspection.report_reading import report_of
from oversight.inspection.strata import Stratum
from oversight.models import CallBack, CheckAnswer, Drawn, Round
from oversight.orders.finding import find
from oversight.orders.ordering import order
from tests.counter import address, audited, make_notice, signed_in, text_of
from tests.factories import make_region, make_site
from tests.oversight.inspection.builders import make_inspector, make_patrol, make_sample
from tests.paper import Paper, squeezed

NOTE = "漏了授权委托书"


def answered(drawn: Drawn, *noes: str, left: int = 0) -> None:
    """是 to all questions but those, and none to the last `left`."""
    keys = [item["key"] for item in drawn.round.items]
    for key in keys[: len(keys) - left]:
        verdict, note = (Verdict.NO, NOTE) if key in noes else (Verdict.YES, "")
        CheckAnswer.objects.create(drawn=drawn, key=key, verdict=verdict, note=note, by=drawn.round.by)


@pytest.fixture
def begun(inspector: StaffUser) -> Round:
    """A patrol of three notices: one is right, one is wrong, one is not done."""
    begun = make_patrol(inspector, *(make_notice() for _ in range(3)))
    right, wrong, left = begun.drawn.order_by("position")
    answered(right)
    answered(wrong, "at_once", "situation")
    answered(left, left=1)
    return begun


def with_order(begun: Round, day: date) -> None:
    """A finding on the wrong one, with an order until that day."""
    wrong = begun.drawn.get(position=2)
    row = find(by=begun.by, drawn=wrong, item="at_once", words="少告知一份材料")
    order(row, by=begun.by, responsible=row.clerk, measure="补发更正", due_on=day)


@pytest.mark.parametrize(("part", "whole", "words"), [(0, 0, "—"), (7, 8, "87.5%"), (2, 3, "66.7%"), (3, 3, "100%")])
def test_percent_in_words(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_answers_are_counted_by_question_and_by_notice(begun: Round) -> None:
    report = report_of(begun, begun.by)
    first, second = report.answered[:2]
    assert (first.yes, first.no, first.none, first.left, first.share) == (2, 1, 0, 0, "66.7%")
    assert (second.yes, second.no, second.share, report.answered[-1].left) == (3, 0, "100%", 1)
    assert (report.passing, report.wrong, report.left, report.passed) == (1, 1, 1, "50%")
    assert report.checked[1].notes == ((1, NOTE), (3, NOTE))


def test_findings_stand_with_their_orders(begun: Round) -> None:
    with travel("2026-03-09T04:00:00Z"):
        with_order(begun, date(2026, 3, 16))
    with travel("2026-03-17T04:00:00Z"):
        (found,) = report_of(begun, begun.by).found
    assert (found.question, found.measure, found.state, found.is_late) == (
        "是否一次性告知全部材料",
        "补发更正",
        "整改中",
        True,
    )


def test_a_draw_can_be_repeated_from_what_the_report_says(inspector: StaffUser) -> None:
    site = make_site()
    for _ in range(3):
        make_notice(site)
    begun = make_sample(inspector, Size(2), sites=(site.code,), stratum=Stratum.SITE)
    assert report_of(begun, inspector).how == (
        ("告知日期", "2026-03-01 至 2026-03-31"),
        ("办事地点", site.name),
        ("抽取", "从3份中抽2份（按2份，按办事地点）"),
        ("种子", "seed"),
        ("范围校验值", begun.frame_sha256),
        ("抽取规则", RULE_IN_STRATA),
    )


def test_calls_are_counted_by_their_end_and_by_stars(begun: Round) -> None:
    first, second, _ = begun.drawn.order_by("position")
    for one in (first, second):
        note_applicant(one.notice, name="演示甲", phone="13800003210", by=one.notice.clerk, told_privacy=True)
    for outcome, stars in ((CallOutcome.NO_ANSWER, None), (CallOutcome.REACHED, 2), (CallOutcome.NO_ANSWER, None)):
        CallBack.objects.create(drawn=first, outcome=outcome, stars=stars, by=begun.by)
    CallBack.objects.create(drawn=second, outcome=CallOutcome.REFUSED, by=begun.by)
    report = report_of(begun, begun.by)
    assert report.answers.outcomes == ((CallOutcome.REACHED, 1), (CallOutcome.REFUSED, 1))
    assert (report.answers.phones, report.answers.drawn, report.answers.called, report.content) == (2, 3, 2, "0%")


def test_the_report_asks_the_database_the_same_whatever_it_shows(inspector: StaffUser) -> None:
    asked = []
    for count in (1, 3):
        begun = make_patrol(inspector, *(make_notice() for _ in range(count)))
        for one in begun.drawn.all():
            answered(one, "at_once")
            find(by=inspector, drawn=one, words="少告知一份材料")
        with CaptureQueriesContext(connection) as queries:
            report_of(Round.objects.select_related("by").get(pk=begun.pk), inspector)
        asked.append(len(queries))
    assert asked == asked[:1] * 2


def test_a_long_round_lists_on_paper_what_is_not_in_order(begun: Round) -> None:
    three = report_of(begun, begun.by).checked
    assert listed_on_paper(three) == list(three)
    assert listed_on_paper(three * 41) == [*three[1:]] * 41
    assert listed_on_paper(three[1:] * 100) == [*three[1:]] * (ON_PAPER // 2)


@pytest.mark.one_database
def test_on_paper_it_says_it_all_and_names_no_citizen(begun: Round) -> None:
    notice = begun.drawn.get(position=2).notice
    note_applicant(notice, name="欧阳某某", phone="13800003210", by=notice.clerk, told_privacy=True)
    with travel("2026-03-09T04:00:00Z"):
        with_order(begun, date(2026, 3, 16))
        paper = Paper(print_report(report_of(begun, begun.by)).data)
    told = (notice.serial, NOTE, "少告知一份材料", "补发更正", "责任人", "2026年3月16日", "合格率", "检查人：")
    assert [words for words in told if squeezed(words) not in paper.text] == []
    assert [words for words in ("欧阳", "3210") if words in paper.text] == []
    assert paper.root["title"] == f"一次性告知检查报告：{begun.title}"


def test_the_workbook_holds_three_sheets_and_no_formula(begun: Round) -> None:
    find(by=begun.by, drawn=begun.drawn.get(position=2), words="=1+1 少告知一份材料")
    answer = signed_in(begun.by).post(address("oversight_round_report_xlsx", begun.pk))
    book = load_workbook(BytesIO(b"".join(answer)))
    checked, found = book["逐份核对"], book["发现与整改"]
    assert book.sheetnames == ["概况", "逐份核对", "发现与整改"]
    assert [row[7].value for row in checked.iter_rows(min_row=2)] == ["合格", "有问题", "未查完"]
    assert (found["B2"].value, found["L2"].value) == ("'=1+1 少告知一份材料", "未下达整改")
    assert [action for action, _, _ in audited("export")] == ["export"]


def test_another_region_s_report_is_not_found(begun: Round) -> None:
    elsewhere = signed_in(make_inspector(region=make_region()))
    names = (
        "oversight_round_report",
        "oversight_round_report_pdf",
        "oversight_round_calls",
        "oversight_round_calls_pdf",
    )
    assert [elsewhere.get(address(name, begun.pk)).status_code for name in names] == [404] * 4
    assert elsewhere.post(address("oversight_round_report_xlsx", begun.pk)).status_code == 404


def test_the_page_says_what_the_report_says(begun: Round) -> None:
    page: Any = signed_in(begun.by).get(address("oversight_round_report", begun.pk))
    assert [words for words in (begun.title, "50% 合格率", f"1. {NOTE}") if words not in text_of(page)] == []
