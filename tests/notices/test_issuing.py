"""Issuing: one row a sheet, told once, kept for ever."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from matters.enums import Level, Standing
from matters.guide import Handling, How, Option, Question
from matters.models import Matter
from matters.plain import digest
from matters.publishing import retire, suspend
from notices import issuing
from notices.enums import Manner
from notices.issuing import CannotIssue, issue
from notices.models import Notice, SerialCounter
from tests.factories import (
    add_edition,
    local,
    make_clerk,
    make_guide,
    make_matter,
    make_published,
    make_requirement,
    make_site,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = local(2026, 3, 9)
WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
ASKING = make_guide(
    questions=(WHO,), requirements=(make_requirement(1), make_requirement(2, "委托书", when=("who.agent",)))
)


@pytest.fixture
def desk() -> dict[str, Any]:
    """What every issue needs: a published matter, a site and its clerk."""
    site = make_site(serial_name="演示站")
    return {"matter": make_published(), "site": site, "clerk": make_clerk(site, display_name="演示员"), "at": AT}


# --- What is written


def test_a_notice_keeps_who_told_what_where_and_when(desk: dict[str, Any]) -> None:
    notice = Notice.objects.get(pk=issue(**desk, manner=Manner.PHONE).pk)
    assert (notice.serial, notice.year, notice.number) == ("演示站〔2026〕000001", 2026, 1)
    assert (notice.matter, notice.site, notice.clerk) == (desk["matter"], desk["site"], desk["clerk"])
    assert (notice.edition, notice.manner, notice.issued_at) == (desk["matter"].editions.get(), Manner.PHONE, AT)


def test_the_snapshot_is_the_sheet_and_has_its_hash(desk: dict[str, Any]) -> None:
    notice = Notice.objects.get(pk=issue(**desk).pk)
    assert (notice.sheet.serial, notice.sheet.issued) == (notice.serial, True)
    assert notice.sheet.url == f"https://zwfw.example.gov.cn/n/{notice.token}/"
    assert notice.is_intact
    assert digest(notice.sheet) == notice.snapshot_sha256


def test_a_notice_holds_no_personal_data_of_the_applicant(desk: dict[str, Any]) -> None:
    notice = issue(**desk)
    assert [(x.label, x.text) for x in notice.sheet.foot][-2:] == [("申请人签收", ""), ("签收日期", "")]


def test_notices_of_a_series_are_chained(desk: dict[str, Any]) -> None:
    first, second = issue(**desk), issue(**desk)
    assert (first.previous_sha256, second.previous_sha256) == ("", first.chain_sha256)
    assert second.chain_sha256 == second.linked_to(first.chain_sha256)
    assert SerialCounter.objects.get(site=desk["site"]).head == second.chain_sha256


def test_only_the_answers_that_count_are_kept(desk: dict[str, Any]) -> None:
    notice = issue(**{**desk, "matter": make_published(ASKING)}, answers={"who": "agent"})
    assert (notice.answers, [m.name for m in notice.sheet.materials]) == ({"who": "agent"}, ["居民身份证", "委托书"])


def test_serials_count_up_per_site(desk: dict[str, Any]) -> None:
    assert [issue(**desk).serial for _ in range(3)] == [f"演示站〔2026〕{n:06d}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("hour", "serial"), [((2026, 12, 31, 23, 59), "演示站〔2026〕000001"), ((2027, 1, 1, 0, 0), "演示站〔2027〕000001")]
)
def test_the_year_of_a_serial_is_that_of_shanghai(desk: dict[str, Any], hour: tuple[int, ...], serial: str) -> None:
    assert issue(**{**desk, "at": local(*hour)}).serial == serial


def test_the_edition_is_the_one_in_force_at_that_time(desk: dict[str, Any]) -> None:
    add_edition(desk["matter"], make_guide(name="七月起的名称"), effective_from=local(2026, 7, 1).date())
    names = [issue(**{**desk, "at": at}).sheet.matter for at in (local(2026, 6, 30, 23, 59), local(2026, 7, 1, 0, 0))]
    assert names == [make_guide().name, "七月起的名称"]


# --- Once


def test_the_same_request_twice_is_one_notice(desk: dict[str, Any]) -> None:
    first, second = (issue(**desk, request_key="once") for _ in range(2))
    assert first == second
    assert Notice.objects.filter(site=desk["site"]).count() == 1


def test_a_request_that_came_in_between_is_found_under_the_lock(
    desk: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issue(**desk, request_key="once")
    answers = iter([None, first])
    monkeypatch.setattr(issuing, "already", lambda key: next(answers))
    assert issue(**desk, request_key="once") == first
    assert SerialCounter.objects.get(site=desk["site"]).last == 1


def test_requests_without_a_key_are_never_the_same(desk: dict[str, Any]) -> None:
    assert issue(**desk) != issue(**desk)


# --- Refusals


def refused(desk: dict[str, Any], match: str, **values: Any) -> None:
    """Nothing is written, no number is used."""
    before = Notice.objects.count()
    with pytest.raises(CannotIssue, match=match):
        issue(**{**desk, **values})
    assert Notice.objects.count() == before
    assert not SerialCounter.objects.filter(site=desk["site"]).exists()


def suspended() -> Matter:
    matter = make_published()
    suspend(matter, by=make_user(), reason="系统升级")
    return matter


def retired() -> Matter:
    matter = make_published()
    retire(matter, by=make_user(), reason="已合并", successor=make_published(name="新的事项"))
    return matter


def not_yet_in_force() -> Matter:
    matter = make_matter(standing=Standing.LIVE)
    add_edition(matter, make_guide(), effective_from=local(2026, 3, 10).date())
    return matter


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        (make_matter, "还没有发布，不能出具告知单"),
        (suspended, "暂停办理：系统升级"),
        (retired, "已取消：已合并。请改用“新的事项”"),
        (not_yet_in_force, "目前没有生效的版本"),
    ],
)
def test_what_is_not_in_force_cannot_be_told(desk: dict[str, Any], matter: Callable[[], Matter], words: str) -> None:
    refused(desk, words, matter=matter())


def test_a_stop_that_came_while_the_page_was_open_holds(desk: dict[str, Any]) -> None:
    suspend(Matter.objects.get(pk=desk["matter"].pk), by=make_user(), reason="刚刚停办")
    refused(desk, "暂停办理：刚刚停办")


@pytest.mark.parametrize("answers", [{"who": "robot"}, {"where": "here"}])
def test_an_unknown_answer_is_refused_with_the_valid_ones(desk: dict[str, Any], answers: dict[str, str]) -> None:
    refused(desk, r"可选：who\.self（本人）、who\.agent（代办）", matter=make_published(ASKING), answers=answers)


def test_a_site_that_does_not_handle_the_matter_cannot_tell_it(desk: dict[str, Any]) -> None:
    elsewhere = make_published(make_guide(handlings=(Handling(level=Level.DISTRICT, how=How.DIRECT),)))
    refused(desk, f"{desk['site'].name}不办理", matter=elsewhere)


def test_a_closed_site_tells_nothing(desk: dict[str, Any]) -> None:
    desk["site"].is_active = False
    desk["site"].save()
    refused(desk, "不办理")


def test_a_failure_after_the_number_was_taken_leaves_no_gap(
    desk: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(**desk)
    with monkeypatch.context() as patch:
        patch.setattr(Notice, "save", _fail)
        with pytest.raises(DatabaseError, match="disk full"):
            issue(**desk)
    assert issue(**desk).number == 2


def _fail(notice: Notice, **values: Any) -> None:
    raise DatabaseError("disk full")
