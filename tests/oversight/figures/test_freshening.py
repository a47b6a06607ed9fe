"""The tallies follow the ledger: kept up to date bit by bit they are what counting everything anew finds."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks import figures_year as year
from matters.models import Department
from notices.models import Notice, Receipt, Visit, Voiding
from oversight.figures import changed, freshening
from oversight.models import HourTally, PaperTally, Rating, Tally, TallyMark

FIRST = date(2026, 1, 28)
SEEDS = range(40 if os.environ.get("FULL") else 3)
Deed = Callable[[year.Ground, Random], Any]


def tallies() -> list[list[dict[str, Any]]]:
    """All rows in the order of their keys, which say what each is about."""
    return [list(model.objects.order_by("pk").values()) for model in (Tally, HourTally, PaperTally)]


def burn(model: type[Any]) -> int:
    """The next key of a table, as a transaction takes it that has not been committed yet."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            return cursor.fetchone()[0]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = %s", [table])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        return cursor.fetchone()[0]


def more(ground: year.Ground, random: Random) -> None:
    year.day_of(ground, random, FIRST + timedelta(days=random.randrange(60)), random.randrange(1, 6))


def late(ground: year.Ground, random: Random) -> None:
    """A sheet whose key is below one that was counted before it was there."""
    key = burn(Notice)
    more(ground, random)
    freshening.up_to_date()
    sheet = year.sheet_at(ground, random, FIRST)
    sheet.pk = key
    sheet.save(force_insert=True)


def visit(ground: year.Ground, random: Random) -> None:
    sheet = random.choice(list(Notice.objects.filter(follows=None, voiding=None, visits=None)))
    at = sheet.issued_at + timedelta(days=random.randrange(40))
    one = year.visit_on(ground, sheet, random.choice(("kept", "deferral", "returned", "acceptance")), at, random)
    one.save()
    if random.random() < 0.7 and one.decision in ("deferral", "acceptance"):
        year.letter_of(ground, one).save()


def take_back(ground: year.Ground, random: Random) -> None:
    one = random.choice(list(Visit.objects.standing()))
    year.withdraw(Notice.objects.filter(visit=one), [one])


def void(ground: year.Ground, random: Random) -> None:
    notice = random.choice(list(Notice.objects.filter(voiding=None)))
    Voiding.objects.create(notice=notice, by=notice.clerk, reason="测试")


def sign(ground: year.Ground, random: Random) -> None:
    Receipt.objects.create(notice=random.choice(list(Notice.objects.filter(receipt=None))), how="pad")


def rate(ground: year.Ground, random: Random) -> None:
    Rating.objects.create(notice=random.choice(list(Notice.objects.filter(rating=None))), stars=random.choice((1, 5)))


def move(ground: year.Ground, random: Random) -> None:
    """A matter goes to another department, with everything that was ever told of it."""
    matter = random.choice(list(Notice.objects.exclude(matter=None))).matter
    matter.department = random.choice(list(Department.objects.all()))
    matter.save()


DEEDS: tuple[Deed, ...] = (more, late, visit, visit, take_back, void, sign, rate, move)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_kept_up_to_date_after_any_sequence_of_events_the_tallies_are_those_from_scratch(seed: int) -> None:
    random, ground = Random(seed), year.prepare(sites=4)
    year.fill(ground, notices=60, first=FIRST, days=8, seed=seed)
    for _ in range(12):
        random.choice(DEEDS)(ground, random)
        if random.random() < 0.6:
            freshening.up_to_date()
    freshening.up_to_date()
    kept = tallies()
    freshening.from_scratch()
    assert kept == tallies()
    assert all(kept)


@pytest.mark.django_db
def test_a_key_that_never_comes_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "LATE", 30)
    ground, random = year.prepare(sites=2), Random(1)
    more(ground, random)
    gone = burn(Notice)
    more(ground, random)
    freshening.up_to_date()
    assert gone in TallyMark.objects.get().seen["notice"]["gaps"]
    year.day_of(ground, random, FIRST, 40)
    freshening.up_to_date()
    assert TallyMark.objects.get().seen["notice"]["gaps"] == []


@pytest.mark.django_db
def test_without_anything_new_nothing_is_locked_or_written(django_assert_num_queries: Any) -> None:
    more(year.prepare(sites=2), Random(1))
    first = freshening.up_to_date()
    mark = TallyMark.objects.values().get()
    with django_assert_num_queries(8):
        assert freshening.up_to_date() > first
    assert TallyMark.objects.values().get() == mark


@pytest.mark.django_db
def test_who_is_cut_off_midway_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = year.prepare(sites=4)
    year.fill(ground, notices=60, first=FIRST, days=40)
    monkeypatch.setattr(freshening, "STEP", 10)
    steps = iter([freshening.tally, freshening.tally])
    with monkeypatch.context() as patch:
        patch.setattr(freshening, "tally", lambda *args, **views: next(steps)(*args, **views))
        with pytest.raises(StopIteration):
            freshening.from_scratch()
    assert freshening.up_to_date() is None
    more(ground, Random(1))
    freshening.catch_up()
    kept = tallies()
    freshening.from_scratch()
    assert kept == tallies()


@pytest.mark.django_db
def test_a_large_ledger_is_left_to_the_worker_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(freshening, "AT_HAND", 5)
    year.fill(year.prepare(sites=2), notices=60, first=FIRST, days=8)
    assert [freshening.up_to_date(), freshening.up_to_date()] == [None, None]
    (task,) = DBTaskResult.objects.filter(task_path="oversight.tasks.tally_figures")
    task.task.call()
    assert freshening.up_to_date() is not None
    assert Tally.objects.exists()


@pytest.mark.django_db
def test_much_that_is_new_is_left_to_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = year.prepare(sites=2)
    year.fill(ground, notices=60, first=FIRST, days=8)
    before = freshening.up_to_date()
    monkeypatch.setattr(freshening, "IN_REQUEST", 5)
    year.fill(ground, notices=60, first=FIRST, days=8)
    kept = tallies()
    assert before > freshening.up_to_date() == TallyMark.objects.get().counted_at
    assert tallies() == kept
    assert freshening.catch_up() > 5
    assert freshening.catch_up() == 0
    assert freshening.up_to_date() > before
    assert tallies() != kept


@pytest.mark.django_db
def test_where_no_worker_comes_the_request_counts_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = year.prepare(sites=2)
    more(ground, Random(1))
    freshening.up_to_date()
    monkeypatch.setattr(freshening, "IN_REQUEST", 0)
    more(ground, Random(2))
    kept = tallies()
    freshening.up_to_date()
    assert tallies() == kept
    monkeypatch.setattr(freshening, "ASK_AGAIN", timedelta(0))
    freshening.up_to_date()
    assert tallies() != kept


@pytest.mark.django_db
def test_the_command_says_what_it_counted(capsys: pytest.CaptureFixture[str]) -> None:
    year.fill(year.prepare(sites=2), notices=30, first=FIRST, days=2)
    call_command("tally_figures", "--from-scratch")
    said = capsys.readouterr()
    sheets = Notice.objects.filter(follows=None).count()
    assert said.out.startswith(f"统计已更新：统计了{sheets}张告知单，")
    assert said.err == f"已统计{sheets}张告知单\n"
    call_command("tally_figures", "--json")
    assert f'"threads": 0, "rows": {Tally.objects.count()}' in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_at_once_count_everything_once() -> None:
    year.fill(year.prepare(sites=2), notices=60, first=FIRST, days=8)
    together = Barrier(2)

    def count() -> None:
        together.wait()
        freshening.up_to_date()
        connection.close()

    threads = [Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = tallies()
    freshening.from_scratch()
    assert kept == tallies()
