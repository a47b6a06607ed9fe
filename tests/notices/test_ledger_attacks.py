"""Somebody with a line to the database against the ledger: what they try is refused there, or found by `check_ledger`.

UPDATE, DELETE, REPLACE and TRUNCATE of every protected table are in `tests.accounts.test_append_only`, what is found after a row was altered or
removed in `test_ledger_check`; here are the ways round these.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import append_only
from matters.plain import digest
from notices.enums import Manner
from notices.issuing import issue
from notices.models import Notice, SerialCounter
from notices.proving.ledger_check import check_ledger
from notices.proving.printed_heads import read_head
from tests.factories import local, make_clerk, make_published, make_site

pytestmark = pytest.mark.django_db

is_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's way round")
is_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's way round")
TABLE, TRIGGER = "notices_notice", "notices_notice_no_update"
EDIT = f"UPDATE {TABLE} SET manner = 'home' WHERE number = 3"


@pytest.fixture
def notices() -> list[Notice]:
    """A series of five."""
    site = make_site(code="alpha", serial_name="甲站")
    matter, clerk = make_published(), make_clerk(site)
    at = local(2026, 3, 9)
    made = [issue(matter=matter, site=site, clerk=clerk, at=at + timedelta(minutes=n)) for n in range(5)]
    connection.check_constraints()  # or PostgreSQL would not let a trigger be switched off with checks still to be made
    return made


@pytest.fixture(autouse=True)
def _guarded_again(db: None) -> Iterator[None]:
    yield
    append_only.install()


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def stored() -> list[dict[str, Any]]:
    return list(Notice.objects.order_by("pk").values())


def refused(*statements: str) -> None:
    """By the database's own word, and every row is as before."""
    before = stored()
    with pytest.raises(DatabaseError, match=f"append-only: {TABLE}"), transaction.atomic():
        sql(*statements)
    assert stored() == before != []


def found() -> list[str]:
    """What the check says, without where."""
    return [row.why for row in check_ledger().broken]


# --- Refused by the database


def test_an_upsert_changes_nothing(notices: list[Notice]) -> None:
    columns = ", ".join(f'"{field.column}"' for field in Notice._meta.concrete_fields)
    rows = f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} WHERE true"
    refused(f"{rows} ON CONFLICT (serial) DO UPDATE SET manner = 'home'")


@is_sqlite
@pytest.mark.parametrize("how", ["REPLACE", "IGNORE", "ROLLBACK"])
def test_an_update_with_a_conflict_clause_changes_nothing(notices: list[Notice], how: str) -> None:
    refused(EDIT.replace("UPDATE", f"UPDATE OR {how}"))


@is_sqlite
def test_a_replaced_row_is_refused_with_recursive_triggers_off(notices: list[Notice]) -> None:
    refused("PRAGMA recursive_triggers = OFF", f"REPLACE INTO {TABLE} SELECT * FROM {TABLE} WHERE number = 3")


@is_postgresql
def test_a_session_in_the_role_of_a_replica_is_refused_too(notices: list[Notice]) -> None:
    refused("SET LOCAL session_replication_role = replica", EDIT)


@is_postgresql
def test_a_merge_changes_nothing(notices: list[Notice]) -> None:
    refused(f"MERGE INTO {TABLE} n USING {TABLE} m ON n.id = m.id WHEN MATCHED THEN UPDATE SET manner = 'home'")


# --- Let through, and found: a guard that was made to sleep


FORGED = f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE}"
ON_SQLITE = {
    "dropped": [f"DROP TRIGGER {TRIGGER}"],
    "a condition": [f"DROP TRIGGER {TRIGGER}", f"{FORGED} WHEN 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END"],
    "another body": [f"DROP TRIGGER {TRIGGER}", f"{FORGED} BEGIN SELECT 'append-only: {TABLE}'; END"],
    "one column only": [
        f"DROP TRIGGER {TRIGGER}",
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OF serial ON {TABLE} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    ],
}
_RUN = "FOR EACH ROW EXECUTE FUNCTION"
ON_POSTGRESQL = {
    "dropped": [f"DROP TRIGGER {TRIGGER} ON {TABLE}"],
    "switched off": [f"ALTER TABLE {TABLE} DISABLE TRIGGER {TRIGGER}"],
    "for replicas only": [f"ALTER TABLE {TABLE} ENABLE REPLICA TRIGGER {TRIGGER}"],
    "a condition": [f"DROP TRIGGER {TRIGGER} ON {TABLE}", f"{FORGED} FOR EACH ROW WHEN (false) {_RUN[13:]} refuse_change()"],
    "another event": [f"DROP TRIGGER {TRIGGER} ON {TABLE}", f"{FORGED.replace('UPDATE', 'INSERT', 1)} {_RUN} refuse_change()"],
    "one column only": [
        f"DROP TRIGGER {TRIGGER} ON {TABLE}",
        f"{FORGED.replace('UPDATE', 'UPDATE OF serial', 1)} {_RUN} refuse_change()",
    ],
}  # fmt: skip


@is_sqlite
@pytest.mark.parametrize("sleep", ON_SQLITE.values(), ids=ON_SQLITE)
def test_a_sleeping_guard_is_missed_on_sqlite(notices: list[Notice], sleep: list[str]) -> None:
    sql(*sleep)
    assert found() == [f"trigger missing: {TRIGGER}"]
    sql(EDIT)
    assert found() == [f"trigger missing: {TRIGGER}", "the chain is broken"]


@is_postgresql
@pytest.mark.parametrize("sleep", ON_POSTGRESQL.values(), ids=ON_POSTGRESQL)
def test_a_sleeping_guard_is_missed_on_postgresql(notices: list[Notice], sleep: list[str]) -> None:
    sql(*sleep)
    assert found() == [f"trigger missing: {TRIGGER}"]


@is_postgresql
def test_a_guard_with_its_words_taken_out_is_missed_everywhere(notices: list[Notice]) -> None:
    sql("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    assert len(append_only.missing()) == 3 * len(append_only.protected_models())


# --- Done with the guards down and put back: the rows themselves tell


@pytest.fixture
def columns(notices: list[Notice]) -> dict[str, Any]:
    """For every column of the ledger another value that the table would take."""
    other = make_clerk(notices[0].site)
    matter = make_published()
    return {
        "serial": "甲站〔2026〕900003", "token": "Z" * 20, "kind": "correction", "site": make_site(), "year": 2025, "number": 99,
        "clerk": other, "matter": matter, "edition": matter.editions.get(), "answers": {"who": "agent"},
        "manner": Manner.HOME, "issued_at": local(2026, 3, 8), "snapshot": {}, "snapshot_sha256": digest({}),
        "setting": "compact", "previous_sha256": "0" * 64, "chain_sha256": "0" * 64, "acting_for": other,
        "replaces": notices[0],
    }  # fmt: skip


NOT_TOLD = {"id", "request_key", "bundle", "visit", "follows"}
"""Numbers of our own, and those that the table lets change together with another only (a bundle with the matter, the two bonds with the kind)."""
TOLD = [field.name for field in Notice._meta.concrete_fields if field.name not in NOT_TOLD]


@pytest.mark.parametrize("name", TOLD)
def test_no_column_of_a_row_can_be_edited_unseen(notices: list[Notice], columns: dict[str, Any], name: str) -> None:
    with append_only.lifted():
        also = {"follows": notices[0]} if name == "kind" else {}
        Notice.objects.filter(pk=notices[2].pk).update(**{name: columns[name]}, **also)
    assert found() != []


def insert_one(rows: list[Notice]) -> None:
    _forge(rows[4], number=6, serial="甲站〔2026〕000006", token="Y" * 20)


def insert_one_and_count_it(rows: list[Notice]) -> None:
    insert_one(rows)
    SerialCounter.objects.filter(site=rows[0].site).update(last=6)


def put_back_another_in_its_place(rows: list[Notice]) -> None:
    Notice.objects.filter(pk=rows[2].pk).delete()
    _forge(rows[2], number=3, serial=rows[2].serial, token=rows[2].token, manner=Manner.HOME)


def take_the_clerk_out_of_all(rows: list[Notice]) -> None:
    Notice.objects.filter(site=rows[0].site).update(clerk=make_clerk(rows[0].site))


def _forge(like: Notice, **values: Any) -> None:
    row = Notice.objects.get(pk=like.pk) if Notice.objects.filter(pk=like.pk) else like
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@pytest.mark.parametrize(
    ("attack", "why"),
    [
        (insert_one, "the chain is broken"),
        (insert_one_and_count_it, "the chain is broken"),
        (put_back_another_in_its_place, "the chain is broken"),
        (take_the_clerk_out_of_all, "the chain is broken"),
    ],
)
def test_rows_put_in_or_exchanged_are_found(
    notices: list[Notice], attack: Callable[[list[Notice]], None], why: str
) -> None:
    with append_only.lifted():
        attack(notices)
    assert found() == [why]


# --- Whoever reckons the whole chain anew is found by what was printed


def cut_the_tail(rows: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[rows[3].pk, rows[4].pk]).delete()
    SerialCounter.objects.filter(site=rows[0].site).update(last=3, head=rows[2].chain_sha256)


def reckon_anew(rows: list[Notice]) -> None:
    """One row edited and every hash after it made to fit, the counter's as well."""
    head = rows[1].chain_sha256
    for row in rows[2:]:
        row.manner, row.previous_sha256 = Manner.HOME, head
        head = row.linked_to(head)
        Notice.objects.filter(pk=row.pk).update(
            manner=Manner.HOME, previous_sha256=row.previous_sha256, chain_sha256=head
        )
    SerialCounter.objects.filter(site=rows[0].site).update(head=head)


def wipe_the_series(rows: list[Notice]) -> None:
    Notice.objects.filter(site=rows[0].site).delete()
    SerialCounter.objects.filter(site=rows[0].site).delete()


@pytest.mark.parametrize(
    ("attack", "why"),
    [
        (cut_the_tail, "the tail is cut: printed head 甲站〔2026〕000005 is not in the ledger"),
        (reckon_anew, "printed head 甲站〔2026〕000005 has another hash"),
        (wipe_the_series, "the tail is cut: printed head 甲站〔2026〕000005 is not in the ledger"),
    ],
)
def test_a_ledger_whole_in_itself_is_held_against_the_printed_head(
    notices: list[Notice], attack: Callable[[list[Notice]], None], why: str
) -> None:
    head = read_head(f"{notices[4].serial} {notices[4].chain_sha256}")
    assert check_ledger([head]).broken == []
    with append_only.lifted():
        attack(notices)
    assert (found(), [row.why[: len(why)] for row in check_ledger([head]).broken]) == ([], [why])
