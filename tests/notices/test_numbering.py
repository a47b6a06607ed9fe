"""Serial numbers: one series for each site, kind and year, without a gap."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from notices import numbering
from notices.enums import NoticeKind
from notices.models import OfficeProfile, SerialCounter
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def take(site: object, kind: NoticeKind = NoticeKind.GUIDANCE, year: int = 2026, head: str = "") -> str:
    with transaction.atomic():
        allocation = numbering.allocate(site=site, kind=kind, year=year)  # type: ignore[arg-type]
        numbering.close(allocation, head)
    return allocation.serial


@pytest.mark.parametrize(
    ("kind", "serial"),
    [
        (NoticeKind.GUIDANCE, "演示站〔2026〕000001"),
        (NoticeKind.SUPPLEMENT, "演示站补〔2026〕000001"),
        (NoticeKind.DEFERRAL, "演示站容〔2026〕000001"),
        (NoticeKind.ACCEPTANCE, "演示站受〔2026〕000001"),
        (NoticeKind.REJECTION, "演示站不受〔2026〕000001"),
    ],
)
def test_the_number_says_site_kind_and_year(kind: NoticeKind, serial: str) -> None:
    assert take(make_site(serial_name="演示站"), kind) == serial


def test_every_site_kind_and_year_counts_for_itself() -> None:
    one, other = make_site(serial_name="甲站"), make_site(serial_name="乙站")
    taken = [take(one), take(one), take(other), take(one, NoticeKind.SUPPLEMENT), take(one, year=2027), take(one)]
    assert taken == [
        "甲站〔2026〕000001",
        "甲站〔2026〕000002",
        "乙站〔2026〕000001",
        "甲站补〔2026〕000001",
        "甲站〔2027〕000001",
        "甲站〔2026〕000003",
    ]


def test_a_transaction_that_fails_gives_its_number_back() -> None:
    site = make_site(serial_name="甲站")
    take(site)
    with transaction.atomic():
        numbering.close(numbering.allocate(site=site, kind=NoticeKind.GUIDANCE, year=2026), "")
        transaction.set_rollback(True)
    assert take(site) == "甲站〔2026〕000002"


def test_a_number_that_was_not_closed_is_not_used() -> None:
    site = make_site(serial_name="甲站")
    with transaction.atomic():
        numbering.allocate(site=site, kind=NoticeKind.GUIDANCE, year=2026)
    assert take(site) == "甲站〔2026〕000001"


def test_renaming_a_site_does_not_change_a_series_midway() -> None:
    site = make_site(serial_name="旧名")
    take(site)
    site.serial_name = "新名"
    site.save()
    assert (take(site), take(site, year=2027)) == ("旧名〔2026〕000002", "新名〔2027〕000001")


def test_each_number_knows_the_hash_of_the_notice_before() -> None:
    site = make_site()
    take(site, head="a" * 64)
    with transaction.atomic():
        allocation = numbering.allocate(site=site, kind=NoticeKind.GUIDANCE, year=2026)
    assert (allocation.number, allocation.previous_sha256) == (2, "a" * 64)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_not_taken_outside_of_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        numbering.allocate(site=make_site(), kind=NoticeKind.GUIDANCE, year=2026)


def test_a_series_is_written_as_its_last_number() -> None:
    take(make_site(serial_name="演示站"))
    assert str(SerialCounter.objects.get(prefix="演示站")) == "演示站〔2026〕1"


def test_the_offices_prefix_stands_once_before_the_sites_name() -> None:
    OfficeProfile.objects.update_or_create(pk=1, defaults={"office": "演示", "serial_prefix": "演"})
    serials = [take(make_site(serial_name=name)) for name in ("灯塔站", "演二站")]
    assert serials == ["演灯塔站〔2026〕000001", "演二站〔2026〕000001"]


def test_two_sites_that_a_prefix_would_give_the_same_numbers_are_named() -> None:
    for name in ("灯塔站", "演灯塔站", "二站"):
        make_site(serial_name=name)
    assert numbering.clashing("演") == ["演灯塔站"]
    assert numbering.clashing("") == []
