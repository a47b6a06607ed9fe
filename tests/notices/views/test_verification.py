"""`/n/<token>/`: the answer for every state a sheet can be in."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from matters.enums import Level
from matters.guide import Handling, Option, Question
from matters.models import Matter
from matters.publishing import retire, suspend
from notices.chain import read_token
from notices.issuing import issue
from notices.models import Fit, Notice
from notices.voiding import void
from tests.factories import (
    add_edition,
    make_clerk,
    make_guide,
    make_published,
    make_requirement,
    make_user,
)

WHO = Question(
    key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="委托他人"))
)
PAPERS = (make_requirement(1), make_requirement(2, "委托书", when=("who.agent",)))


@pytest.fixture
def clerk(site):
    return make_clerk(site, display_name="演示张三")


@pytest.fixture
def notice(site, clerk, known_rung):
    """A notice for somebody sent by another."""
    matter = make_published(make_guide(questions=(WHO,), requirements=PAPERS))
    return issue(matter=matter, site=site, clerk=clerk, answers={"who": "agent"})


def _answer(client, notice):
    """State, headline and page."""
    response = client.get(f"/n/{notice.token}/")
    assert response.status_code == 200
    page = response.content.decode()
    return re.search(r'data-state="(\w+)"', page)[1], re.search(r"<h1>(.+?)</h1>", page)[1], page


def _next(notice, **values):
    """The next edition, which differs from the notice's in these values only."""
    return add_edition(notice.matter, replace(notice.edition.guide, **values), effective_from=date(2026, 1, 2))


def test_a_sheet_that_holds_is_valid(client, notice):
    assert _answer(client, notice)[:2] == ("valid", "这张告知单仍然有效")


def test_a_new_edition_that_says_the_same_leaves_it_valid(client, notice):
    _next(notice, faqs=())
    assert _answer(client, notice)[0] == "valid"


def test_a_superseded_sheet_lists_what_changed_in_sentences(client, notice):
    _next(notice, requirements=(*notice.edition.guide.requirements, make_requirement(3, "近期照片")))
    state, headline, page = _answer(client, notice)
    assert (state, headline) == ("superseded", "有1处变化，请按新的准备")
    assert "<li>新增申请材料：近期照片" in page


def test_a_superseded_sheet_leads_to_the_guide_and_a_new_sheet_with_the_same_answers(client, notice, site):
    _next(notice, consult_phone="0372-0009999")
    page = _answer(client, notice)[2]
    code = notice.matter.code
    assert f'href="/g/{code}/?a=who.agent"' in page
    assert f'href="/g/{code}/sheet.pdf?a=who.agent&amp;site={site.code}"' in page


def test_changed_questions_ask_to_choose_again(client, notice):
    _next(notice, questions=(), requirements=PAPERS[:1])
    state, headline, page = _answer(client, notice)
    assert (state, headline) == ("superseded", "办事指南已更新，请重新选择情形")
    assert f'href="/g/{notice.matter.code}/"' in page


def test_a_suspended_matter_says_why_and_offers_no_sheet(client, notice):
    suspend(notice.matter, by=make_user(), reason="系统升级")
    state, _, page = _answer(client, notice)
    assert (state, "系统升级" in page, "sheet.pdf" in page) == ("suspended", True, False)


def test_a_retired_matter_points_to_its_successor(client, notice):
    successor = Matter.objects.public().exclude(pk=notice.matter.pk).first()
    retire(notice.matter, by=make_user(), reason="取消", successor=successor)
    state, headline, page = _answer(client, notice)
    assert (state, headline) == ("withdrawn", "这个事项已取消")
    assert f'href="/g/{successor.code}/"' in page


def test_a_site_that_no_longer_handles_it_is_withdrawn(client, notice):
    _next(notice, handlings=(Handling(level=Level.DISTRICT, how="direct"),))
    assert _answer(client, notice)[:2] == ("withdrawn", "这里不再办理这个事项")


def test_a_void_sheet_says_so_but_not_by_whom_or_why(client, notice):
    void(notice, by=make_user(display_name="演示李四"), reason="张某某的电话写错了")
    state, headline, page = _answer(client, notice)
    assert (state, headline) == ("void", "这张告知单已作废")
    assert ("演示李四" in page, "张某某" in page) == (False, False)


def test_the_page_shows_the_paper_but_no_person(client, notice, site):
    page = _answer(client, notice)[2]
    told = timezone.localtime(notice.issued_at)
    shown = (notice.serial, notice.matter.name, "委托他人", site.name, f"{told.year}年{told.month}月{told.day}日")
    assert [text for text in shown if text not in page] == []
    assert "演示张三" not in page


def test_an_unknown_token_is_not_ours_and_leads_on(db, client):
    response = client.get("/n/ABCDEFGHJKMNPQRSTVWX/")
    page = response.content.decode()
    assert (response.status_code, "不是本系统出具的告知单" in page, 'action="/search/"' in page) == (404, True, True)


@pytest.mark.parametrize("token", ["%00", "x" * 500, "告知单", "-"])
def test_nonsense_is_not_ours_either(db, client, token):
    assert client.get(f"/n/{token}/").status_code == 404


def test_a_token_may_be_typed_in_small_letters(client, notice):
    assert client.get(f"/n/{notice.token.lower()}/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "meant"), [("oO0iI1lL1", "000111111"), ("ab-cd ef", "ABCDEF"), ("é", ""), ("a/b", ""), ("\0", "")]
)
def test_read_token_forgives_what_eyes_confuse(typed, meant):
    assert read_token(typed) == meant


def test_the_answer_is_never_stored_and_never_needs_the_session(client, notice):
    response = client.get(f"/n/{notice.token}/")
    assert response["Cache-Control"] == "no-store"
    assert set(response.cookies) <= {"csrftoken"}


def test_scanning_writes_nothing(client, notice):
    before = Notice.objects.count(), Fit.objects.count()
    _answer(client, notice)
    assert (Notice.objects.count(), Fit.objects.count()) == before


def test_an_edition_of_tomorrow_does_not_count_today(client, notice):
    later = timezone.localdate() + timedelta(days=1)
    add_edition(notice.matter, make_guide(code=notice.matter.code), effective_from=later)
    assert _answer(client, notice)[0] == "valid"
