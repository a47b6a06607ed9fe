"""The pages: what a clerk does, sent twice, out of reach, refused."""

from datetime import date

import pytest

from oversight.enums import RequestState
from oversight.models import ServiceRequest, Step
from tests.counter import address, make_notice, signed_in, text_of
from tests.factories import make_clerk, make_user
from tests.oversight.requests.making import ADDRESS, make_request

pytestmark = pytest.mark.django_db

LIST = "/oversight/requests/"
NEW = "/oversight/requests/new/"


def sent(clerk, **values):
    """What the form sends."""
    return {
        "key": "k1", "mode": "home", "what": "", "words": "代办证件", "site": clerk.site.code, "on": "2026-03-10",
        "starts": "09:00", "ends": "", "place": "", "assignee": "", "name": "张三丰", "phone": "13812343210",
        "address": ADDRESS, "told_privacy": "1", **values,
    }  # fmt: skip


def test_the_same_form_sent_twice_is_one_row():
    clerk = make_clerk()
    client = signed_in(clerk)
    answers = [client.post(NEW, sent(clerk)) for _ in range(2)]
    row = ServiceRequest.objects.get()
    assert [answer["Location"] for answer in answers] == [address("oversight_request", row.pk)] * 2


def test_another_form_of_the_same_page_is_another_row():
    clerk = make_clerk()
    for words in ("代办证件", "代取证件"):
        signed_in(clerk).post(NEW, sent(clerk, words=words))
    assert ServiceRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"address": ""}, "上门办要有地址"),
        ({"on": "2026-03-08"}, "这一天已经过去"),
        ({"what": "没有这样的事项呀"}, "没有找到“没有这样的事项呀”"),
        ({"words": "打13900001111"}, "像是有电话或证件号码"),
        ({"starts": "25:00"}, "请填时间"),
        ({"words": "代办😀"}, "印不出来"),
        ({"place": "自由路社区5号楼1单元301"}, "门牌请填在联系方式的地址里"),
        ({"key": ""}, "请重新打开本页再登记"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(values, said):
    clerk = make_clerk()
    answer = signed_in(clerk).post(NEW, sent(clerk, **values))
    page = answer.content.decode()
    assert (answer.status_code, said in text_of(answer), "张三丰" in page) == (400, True, True)
    assert ServiceRequest.objects.count() == 0


@pytest.mark.usefixtures("known_rung")
def test_from_a_notice_its_matter_is_filled_in_and_kept():
    notice = make_notice()
    client = signed_in(notice.clerk)
    form = client.get(NEW, {"n": notice.pk, "mode": "home"}).content.decode()
    assert f'value="{notice.matter.code}"' in form
    client.post(NEW, sent(notice.clerk, n=notice.pk, what=notice.matter.code))
    row = ServiceRequest.objects.get()
    assert (row.notice, row.matter) == (notice, notice.matter)


def test_from_arranging_to_the_end_and_back():
    clerk = make_clerk()
    row, client = make_request(clerk), signed_in(clerk)
    when = {"on": "2026-03-09", "starts": "14:00", "assignee": clerk.pk, "revision": 0}
    client.post(address("oversight_request_arrange", row.pk), when)
    client.post(address("oversight_request_end", row.pk), {"how": "done", "result": "送到", "revision": 1})
    client.post(address("oversight_request_undo", row.pk), {"revision": 2})
    row.refresh_from_db()
    assert (row.state, row.assignee, row.revision) == (RequestState.ARRANGED, clerk, 3)


def test_done_from_the_list_leads_back_to_the_list_and_counts_once():
    clerk = make_clerk()
    row, client = make_request(clerk), signed_in(clerk)
    data = {"how": "done", "revision": 0, "next": f"{LIST}?date=2026-03-09"}
    answers = [client.post(address("oversight_request_end", row.pk), data) for _ in range(2)]
    assert (answers[0]["Location"], answers[1].status_code) == (f"{LIST}?date=2026-03-09", 400)
    assert list(Step.objects.values_list("deed", flat=True)) == ["opened", "done"]


@pytest.mark.parametrize("verb", ["arrange", "end", "undo", "contact"])
def test_another_sites_request_does_not_exist(verb):
    row = make_request()
    client = signed_in(make_clerk())
    assert client.get(address("oversight_request", row.pk)).status_code == 404
    assert client.post(address(f"oversight_request_{verb}", row.pk), {"revision": 0}).status_code == 404


def test_without_the_right_there_is_no_list():
    assert signed_in(make_user()).get(LIST).status_code == 403


def test_the_list_is_masked_and_has_its_buttons():
    clerk = make_clerk()
    make_request(clerk)
    answer = signed_in(clerk).get(LIST)
    said = text_of(answer)
    assert ["3月9日 星期一 服务清单" in said, "张** 138****3210" in said, "办成了" in said] == [True, True, True]
    assert ["张三丰" in said, "13812343210" in said, ADDRESS in said] == [False, False, False]


def test_a_day_that_is_none_is_said():
    answer = signed_in(make_clerk()).get(LIST, {"date": "gestern"})
    assert (answer.status_code, "请填日期" in text_of(answer)) == (200, True)


def test_tomorrow_keeps_the_other_filters():
    page = signed_in(make_clerk()).get(LIST, {"mine": "on"}).content.decode()
    assert f'href="?mine=on&amp;date={date(2026, 3, 10)}"' in page


def test_a_contact_is_corrected_on_the_page():
    row = make_request()
    data = {"phone": "0372-1234567", "told_privacy": "1"}
    signed_in(row.created_by).post(address("oversight_request_contact", row.pk), data)
    page = signed_in(row.created_by).get(address("oversight_request", row.pk))
    assert "张** 电话 0372-****567" in text_of(page)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31"])
@pytest.mark.parametrize("page", [LIST, f"{LIST}paper/"])
def test_a_day_at_the_end_of_the_calendar_is_refused(page, day):
    answer = signed_in(make_user(is_superuser=True)).get(page, {"date": day}, follow=True)
    assert "请填1900年到2199年之间的日期。" in text_of(answer)
