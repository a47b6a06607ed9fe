"""Proving the ledger: whatever was done to it outside of this system is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from accounts import append_only
from matters.plain import digest
from notices.issuing import issue
from notices.models import Notice, SerialCounter
from notices.proving.ledger_check import Broken, check_ledger
from notices.voiding import void
from tests.factories import local, make_clerk, make_published, make_site

pytestmark = pytest.mark.django_db

AT = local(2026, 3, 9)


@pytest.fixture
def notices() -> list[Notice]:
    """A series of five at one site, and one at another."""
    site, other = make_site(code="alpha", serial_name="甲站"), make_site(code="beta", serial_name="乙站")
    matter, clerk = make_published(), make_clerk(site)
    sites = [site] * 5 + [other]
    return [issue(matter=matter, site=s, clerk=clerk, at=AT + timedelta(minutes=n)) for n, s in enumerate(sites)]


@contextmanager
def tampering() -> Iterator[None]:
    """Somebody with the keys to the database."""
    with append_only.lifted():
        yield


def broken(serial: str, why: str) -> list[Broken]:
    return [Broken("alpha", "guidance", 2026, serial, why)]


def test_an_untouched_ledger_is_whole(notices: list[Notice]) -> None:
    report = check_ledger()
    assert (report.rows, report.broken) == (6, [])
    assert [(head["site"], head["last"]) for head in report.heads] == [("alpha", 5), ("beta", 1)]
    assert report.heads[0]["head"] == notices[4].chain_sha256


def test_voiding_does_not_break_it(notices: list[Notice]) -> None:
    void(notices[2], by=notices[2].clerk, reason="打错")
    assert check_ledger().broken == []


def edit_snapshot(rows: list[Notice]) -> None:
    Notice.objects.filter(pk=rows[2].pk).update(snapshot={**rows[2].snapshot, "matter": "改写"})


def edit_snapshot_and_hash(rows: list[Notice]) -> None:
    forged = {**rows[2].snapshot, "matter": "改写"}
    Notice.objects.filter(pk=rows[2].pk).update(snapshot=forged, snapshot_sha256=digest(forged))


def edit_token(rows: list[Notice]) -> None:
    Notice.objects.filter(pk=rows[2].pk).update(token="Z" * 20)


def swap(rows: list[Notice]) -> None:
    numbers = rows[2].number, rows[3].number
    for row, number in ((rows[2], 99), (rows[3], numbers[0]), (rows[2], numbers[1])):
        Notice.objects.filter(pk=row.pk).update(number=number)


def remove(rows: list[Notice]) -> None:
    Notice.objects.filter(pk=rows[2].pk).delete()


def remove_and_close_up(rows: list[Notice]) -> None:
    remove(rows)
    Notice.objects.filter(pk__in=[rows[3].pk, rows[4].pk]).order_by("number").update(number=F("number") - 1)


@pytest.mark.parametrize(
    ("tamper", "serial", "why"),
    [
        (edit_snapshot, "甲站〔2026〕000003", "the snapshot does not have its hash"),
        (edit_snapshot_and_hash, "甲站〔2026〕000003", "the chain is broken"),
        (edit_token, "甲站〔2026〕000003", "the chain is broken"),
        (swap, "甲站〔2026〕000004", "the chain is broken"),
        (remove, "甲站〔2026〕000004", "number 3 is missing"),
        (remove_and_close_up, "甲站〔2026〕000004", "the chain is broken"),
    ],
)
def test_the_first_broken_row_is_named(
    notices: list[Notice], tamper: Callable[[list[Notice]], None], serial: str, why: str
) -> None:
    with tampering():
        tamper(notices)
    assert check_ledger().broken == broken(serial, why)


def test_a_cut_tail_is_found(notices: list[Notice]) -> None:
    with tampering():
        Notice.objects.filter(pk__in=[notices[3].pk, notices[4].pk]).delete()
    assert check_ledger().broken == broken("甲站〔2026〕000005", "the tail is cut: 3 rows, 5 numbers used")


def test_a_series_wiped_out_is_found(notices: list[Notice]) -> None:
    with tampering():
        Notice.objects.filter(site=notices[0].site).delete()
    assert check_ledger().broken == broken("甲站〔2026〕000005", "the tail is cut: 0 rows, 5 numbers used")


def test_a_series_whose_counter_is_gone_is_found(notices: list[Notice]) -> None:
    SerialCounter.objects.filter(site=notices[0].site).delete()
    assert check_ledger().broken == broken("甲站〔2026〕000001", "its series has no counter")


def test_a_broken_series_does_not_hide_another(notices: list[Notice]) -> None:
    with tampering():
        edit_snapshot(notices)
        Notice.objects.filter(pk=notices[5].pk).delete()
    assert [b.site for b in check_ledger().broken] == ["alpha", "beta"]


def test_a_missing_trigger_is_reported(notices: list[Notice]) -> None:
    name = "notices_notice_no_delete"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON notices_notice" if connection.vendor == "postgresql" else ""))
    assert check_ledger().broken == [Broken("", "", 0, "", f"trigger missing: {name}")]
    append_only.install()
    assert check_ledger().broken == []
