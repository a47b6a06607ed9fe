"""A place may be quicker than the catalog promises, never slower."""

from dataclasses import replace

import pytest

from matters.enums import LimitKind, LimitUnit
from matters.exchange.checking import faults
from matters.exchange.kinds import PROMISE
from matters.exchange.sources import UNKNOWN
from matters.guide import Limit, Party
from matters.local_promise import at_place, is_shorter, why_no_promise
from matters.publishing import findings_for
from matters.working_copy import Desk, WorkingCopy
from notices.sheet import compose
from tests.admin_pages import change_url, form_data
from tests.factories import MARK, PLACE, PROFILE, make_guide, make_matter, make_site


def promise(amount: int, unit: LimitUnit = LimitUnit.WORKDAY, kind: LimitKind = LimitKind.PROMISED) -> Limit:
    return Limit(kind=kind, amount=amount, unit=unit)


TEN = promise(10)


@pytest.mark.parametrize(
    ("local", "shorter"),
    [
        (promise(9), True),
        (promise(10), False),
        (promise(0), True),
        (promise(13, LimitUnit.DAY), True),
        (promise(14, LimitUnit.DAY), False),
        (promise(2, LimitUnit.WEEK), False),
        (promise(8, LimitUnit.HOUR), True),
    ],
)
def test_shorter_is_less_time_whatever_the_unit(local, shorter):
    assert is_shorter(local, TEN) is shorter


def test_a_longer_or_equal_promise_is_refused_with_both():
    assert why_no_promise(promise(12), [TEN]) == "本地承诺时限（12个工作日）必须比目录里的承诺时限（10个工作日）短"
    assert why_no_promise(promise(9), [TEN]) == ""


def test_without_a_promise_in_the_catalog_there_is_nothing_to_shorten():
    statutory = promise(20, kind=LimitKind.STATUTORY)
    assert why_no_promise(promise(5), [statutory]).startswith("目录里没有承诺时限")


def test_only_longer_promises_become_the_local_one():
    guide = make_guide(limits=(promise(20, kind=LimitKind.STATUTORY), TEN, promise(3)))
    assert [x.amount for x in at_place(guide, promise(5)).limits] == [20, 5, 3]
    assert at_place(guide, promise(11)).limits == guide.limits


def test_the_sheet_of_that_place_says_its_promise_and_its_note():
    guide = make_guide(limits=(TEN,))
    place = replace(PLACE, promised=promise(5), note="请从西门进")
    sheet = compose(guide, place, mark=MARK, profile=PROFILE, url="https://x/")
    assert {x.key: x.text for x in sheet.strip}["promised"] == "5个工作日"
    assert {x.key: x.text for x in sheet.place}["note"] == "请从西门进"


@pytest.mark.parametrize("written", ["5个工作日", "当场办结", "2周", "10个自然日", "1个月", "3小时"])
def test_a_files_column_says_it_as_pages_do(written):
    amount, unit = PROMISE.read(written, UNKNOWN).value
    assert PROMISE.write(promise(amount, unit or LimitUnit.WORKDAY)) == written


def test_the_catalogs_page_refuses_it_at_its_field(admin_client):
    matter = make_matter(make_guide(limits=(TEN,)))
    desk = {"site": make_site().pk, "promised_amount": 10, "promised_unit": "workday"}
    posted = {**form_data(admin_client, change_url(matter)), "desks-TOTAL_FORMS": 1}
    refused = admin_client.post(change_url(matter), {**posted, **{f"desks-0-{k}": v for k, v in desk.items()}})
    assert "本地承诺时限（10个工作日）必须比目录里的承诺时限（10个工作日）短。" in refused.content.decode()
    admin_client.post(
        change_url(matter), {**posted, **{f"desks-0-{k}": v for k, v in desk.items()}, "desks-0-promised_amount": 9}
    )
    assert matter.desks.get().promised_amount == 9


@pytest.mark.django_db
def test_a_promise_that_shortens_nothing_any_more_is_found():
    matter = make_matter(make_guide(limits=(TEN,)))
    matter.desks.create(site=make_site(name="某站"), promised_amount=10)
    found = [f for f in findings_for(matter) if f.check == "promise_not_shorter"]
    assert [f.message[:5] for f in found] == ["“某站”的"]


def test_an_import_refuses_a_promise_that_is_not_shorter():
    copy = WorkingCopy(
        name="甲", department=Party(name="乙"), limits=(TEN,), desks=(Desk(site="a", promised_amount=10),)
    )
    assert ("promise_not_shorter", "desks[0].promised_amount") in [(f.check, f.path) for f in faults(copy)]
