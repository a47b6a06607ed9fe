"""Beginning, adding to and closing a round."""

import pytest

from accounts.models import StaffUser
from oversight.enums import RoundKind
from oversight.inspection import rounds
from oversight.inspection.drawing import Size
from oversight.inspection.items import default_items
from oversight.inspection.rounds import add_to_patrol, close, prepared, start_patrol, start_sample
from oversight.inspection.strata import Stratum
from oversight.models import CheckItem, Drawn, Round
from oversight.refusal import CannotDo
from tests.counter import audited, make_notice
from tests.factories import make_clerk, make_site
from tests.oversight.inspection.builders import make_inspector, make_patrol, make_sample, march

pytestmark = pytest.mark.django_db


def test_a_draw_keeps_all_that_decides_over_it(inspector: StaffUser) -> None:
    notice = make_notice()
    sample = Round.objects.get(pk=make_sample(inspector, stratum=Stratum.SITE).pk)
    kept = (sample.kind, sample.seed, sample.frame_size, sample.heads, sample.frame["since"], sample.frame["stratum"])
    series = f"{notice.site.code}|guidance|2026"
    assert kept == (RoundKind.SAMPLE, "seed", 1, sample.heads | {series: 1}, "2026-03-01", "site")
    assert [(one.notice, one.position, one.stratum) for one in sample.drawn.all()] == [(notice, 1, notice.site.name)]


def test_the_same_page_sent_twice_is_one_round(inspector: StaffUser) -> None:
    make_notice()
    sent = {"by": inspector, "title": "抽查", "asked": march(inspector), "request_key": "k"}
    assert start_sample(**sent, seed="1") == start_sample(**sent, seed="2")
    walked = {"by": inspector, "title": "巡查", "site": None, "request_key": "p"}
    assert start_patrol(**walked) == start_patrol(**walked)
    assert (Round.objects.count(), Drawn.objects.count()) == (2, 1)


def test_an_empty_frame_draws_nothing(inspector: StaffUser) -> None:
    with pytest.raises(CannotDo, match="范围里没有一份告知记录"):
        make_sample(inspector)


def test_more_than_can_be_checked_is_refused(inspector: StaffUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MOST", 1)
    site = make_site()
    make_notice(site), make_notice(site)
    with pytest.raises(CannotDo, match="一次最多抽1份，现在要抽2份"):
        make_sample(inspector)


def test_a_preview_writes_nothing(inspector: StaffUser) -> None:
    make_notice()
    draft = prepared(march(inspector, Size(3)), inspector)
    assert (len(draft.frame.tickets), draft.number, Round.objects.count()) == (1, 1, 0)


def test_a_round_keeps_its_questions_when_the_sheet_changes(inspector: StaffUser) -> None:
    patrol = make_patrol(inspector)
    CheckItem.objects.update(is_active=False)
    assert [item["key"] for item in Round.objects.get(pk=patrol.pk).items] == [i.key for i in default_items()]


def test_without_an_active_question_no_round_begins(inspector: StaffUser) -> None:
    CheckItem.objects.create(key="own", question="是否微笑", is_active=False)
    with pytest.raises(CannotDo, match="没有启用的问题"):
        make_patrol(inspector)


def test_a_patrol_takes_notices_in_the_order_they_were_looked_at(inspector: StaffUser) -> None:
    first, second = make_notice(), make_notice()
    patrol = make_patrol(inspector, first, second, first)
    assert list(patrol.drawn.values_list("notice", "position")) == [(first.pk, 1), (second.pk, 2)]


@pytest.mark.parametrize("part", ["clerk", "acting_for"])
def test_nobody_adds_their_own_notice(part: str) -> None:
    site = make_site()
    inspector = make_inspector()
    own = make_notice(site, **{"clerk": make_clerk(site), part: inspector})
    with pytest.raises(CannotDo, match="不能检查自己出具的告知单"):
        make_patrol(inspector, own)


def test_a_notice_out_of_reach_cannot_be_added() -> None:
    with pytest.raises(CannotDo, match="不在您的检查范围内"):
        make_patrol(make_inspector(region=make_site().region), make_notice())


def test_nothing_is_added_to_a_draw(inspector: StaffUser) -> None:
    site = make_site()
    make_notice(site)
    sample = make_sample(inspector)
    with pytest.raises(CannotDo, match="不能另外添加"):
        add_to_patrol(sample, make_notice(site), by=inspector)


def test_a_round_with_unchecked_notices_closes_only_on_purpose(inspector: StaffUser) -> None:
    patrol = make_patrol(inspector, make_notice())
    with pytest.raises(CannotDo, match="还有1份没有查完"):
        close(patrol, by=inspector, summary="查过")
    assert close(patrol, by=inspector, summary="查过", leave_rest=True).summary == "查过"


def test_closed_is_closed(inspector: StaffUser) -> None:
    patrol = make_patrol(inspector)
    close(patrol, by=inspector, summary="第一次")
    assert close(patrol, by=inspector, summary="第二次").summary == "第一次"
    with pytest.raises(CannotDo, match="已经结束"):
        add_to_patrol(patrol, make_notice(), by=inspector)


def test_what_was_done_is_on_record(inspector: StaffUser) -> None:
    notice = make_notice()
    patrol = make_patrol(inspector, notice)
    close(patrol, by=inspector, summary="好", leave_rest=True)
    deeds = [(action, detail) for action, _, detail in audited("start_round", "add_to_round", "close_round")]
    assert deeds == [
        ("start_round", {"site": "", "changes": []}),
        ("add_to_round", {"serial": notice.serial, "changes": []}),
        ("close_round", {"unchecked": 1, "changes": []}),
    ]
