"""When a process notices that lists are no longer right."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from matters.enums import Standing
from matters.guide import Guide
from matters.models import Bundle, Matter, SearchEntry, Synonym
from matters.search import searching
from matters.search.wanted import Wanted
from matters.search.writing import fill_gaps, index
from tests.database import database_url
from tests.factories import add_edition, make_guide, make_published

pytestmark = pytest.mark.django_db


def found(text: str = "演示烟花") -> list[str]:
    """What has the words in its name; fireworks of the demo resemble those of these tests."""
    return [hit.name for hit in searching.search(Wanted(q=text)).hits if text in hit.name or "烟花" not in text]


def findable(guide: Guide, **values: Any) -> Matter:
    matter = make_published(guide, **values)
    index(matter.editions.get(), guide)
    return matter


def standing(row: Matter | Bundle, to: Standing) -> None:
    type(row).objects.filter(pk=row.pk).update(standing=to, standing_reason="测试")


def test_what_is_written_is_found_at_the_next_search() -> None:
    before = found()
    findable(make_guide(name="演示烟花"))
    assert (before, found()) == ([], ["演示烟花"])


def test_an_edition_written_past_the_index_is_found_and_nothing_is_written() -> None:
    make_published(make_guide(name="演示烟花"))
    entries = SearchEntry.objects.count()
    assert (found(), SearchEntry.objects.count()) == (["演示烟花"], entries)


def test_the_edition_in_force_is_what_is_found() -> None:
    matter = findable(make_guide(name="演示烟花甲"))
    for name, start in (("演示烟花乙", date(2026, 1, 2)), ("演示烟花丙", date(2199, 1, 1))):
        guide = make_guide(name=name)
        index(add_edition(matter, guide, start), guide)
    assert found() == ["演示烟花乙"]


def test_a_later_edition_takes_over_on_its_date_without_any_job() -> None:
    matter = findable(make_guide(name="演示烟花甲"))
    later = make_guide(name="演示烟花乙")
    index(add_edition(matter, later, date(2199, 1, 2)), later)
    names, versions = [], set()
    for hour in ("2199-01-01T23:59:59+08:00", "2199-01-02T00:00:00+08:00"):
        with time_machine.travel(datetime.fromisoformat(hour), tick=False):
            names += found()
            versions.add(searching.version())
    assert (names, len(versions)) == (["演示烟花甲", "演示烟花乙"], 2)


@pytest.mark.parametrize("to", [Standing.DRAFT, Standing.RETIRED])
def test_drafts_and_what_was_retired_are_not_found(to: Standing) -> None:
    matter = findable(make_guide(name="演示烟花"))
    first = found()
    standing(matter, to)
    assert (first, found()) == (["演示烟花"], [])


def test_what_is_suspended_is_found_and_says_so() -> None:
    standing(findable(make_guide(name="演示烟花")), Standing.SUSPENDED)
    assert [hit.is_suspended for hit in searching.search(Wanted(q="演示烟花")).hits] == [True]


def test_bundles_stand_on_the_same_list() -> None:
    bundle = Bundle.objects.get(code="BC9N3F")
    first = searching.search(Wanted(q="开餐饮店一件事")).hits[0]
    standing(bundle, Standing.RETIRED)
    assert ((first.kind, first.key, first.code), found("BC9N3F")) == (("bundle", bundle.pk, "BC9N3F"), [])


def test_everyday_words_hold_as_soon_as_they_are_written() -> None:
    findable(make_guide(name="演示烟花"))
    before = found("大炮仗")
    word = Synonym.objects.create(word="大炮仗", means="演示烟花")
    after = found("大炮仗")
    Synonym.objects.filter(pk=word.pk).update(means="没有的词语")
    assert (before, after, found("大炮仗")) == ([], ["演示烟花"], [])


class Undone(Exception):
    """Ends a transaction of these tests."""


def _undone(write: Callable[[], Any], text: str = "演示烟花") -> tuple[list[str], str]:
    seen: list[Any] = []
    try:
        with transaction.atomic():
            write()
            seen += [found(text), searching.version()]
            raise Undone
    except Undone:
        return seen[0], seen[1]


@pytest.mark.parametrize("write", [findable, make_published])
@time_machine.travel("2026-03-09T09:00:00+08:00", tick=False)
def test_what_was_taken_back_is_forgotten_even_where_its_keys_are_used_again(write: Callable[..., Matter]) -> None:
    """The clock stands, the keys and the numbers of rows are the same: only the content differs."""
    version = searching.version()
    seen = [
        _undone(lambda name=name: write(make_guide(name=name), code="ZZZZZ9")) for name in ("演示烟花甲", "演示烟花乙")
    ]
    versions = {version, *(v for _, v in seen)}
    assert ([names for names, _ in seen], found(), len(versions), searching.version()) == (
        [["演示烟花甲"], ["演示烟花乙"]], [], 3, version,
    )  # fmt: skip


@time_machine.travel("2026-03-09T09:00:00+08:00", tick=False)
def test_everyday_words_that_were_taken_back_are_forgotten() -> None:
    findable(make_guide(name="演示烟花"))

    def word(text: str) -> list[str]:
        names, _ = _undone(lambda: Synonym.objects.create(word=text, means="演示烟花"), "大炮仗")
        seen.append(names)
        return found("大炮仗")

    seen: list[list[str]] = []
    assert ([word("大炮仗"), word("小炮仗")], seen) == ([[], []], [["演示烟花"], []])


def test_one_query_where_nothing_changed(django_assert_num_queries: Any) -> None:
    fill_gaps()
    found()
    with django_assert_num_queries(1):
        found("残疾证")


def test_a_search_after_a_change_is_at_most_four_queries(django_assert_max_num_queries: Any) -> None:
    fill_gaps()
    found()
    findable(make_guide(name="演示烟花"))
    with django_assert_max_num_queries(4):
        assert found() == ["演示烟花"]


def test_many_threads_see_the_same_list() -> None:
    searching.forget()
    searching.version()  # the rest needs no connection of its own
    catalogue = searching.current().catalogue
    with ThreadPoolExecutor(4) as pool:
        lists = list(pool.map(lambda _: [h.code for h in catalogue.search(Wanted(q="证")).hits], range(16)))
    assert lists == lists[:1] * 16


@pytest.mark.django_db(transaction=True)
def test_another_process_is_noticed() -> None:
    before = found("大炮仗")
    program = "import django; django.setup(); from matters.models import Synonym; Synonym.objects.create(word='大炮仗', means='结婚登记')"
    environment = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "govservice.settings", "PATH": ""}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert (before, found("大炮仗")[:1]) == ([], ["结婚登记"])


def test_use_orders_equals_and_is_asked_once_a_day(settings: Any) -> None:
    less, more = (findable(make_guide(name="演示烟花"), code=code) for code in ("ZZZZZ7", "ZZZZZ8"))
    settings.USE_COUNTS = f"{__name__}.counts"
    COUNTED.clear()
    COUNTS.update({("matter", less.pk): 1, ("matter", more.pk): 2})
    searching.forget()
    first = [hit.code for hit in searching.search(Wanted(q="演示烟花")).hits]
    findable(make_guide(name="演示烟花丙"))
    used = [hit.code for hit in searching.most_used(1)]
    searching.forget()
    assert (first, used, len(COUNTED)) == (["ZZZZZ8", "ZZZZZ7"], ["ZZZZZ8"], 1)


COUNTS: dict[tuple[str, int], int] = {}
COUNTED: list[date] = []


def counts(day: date) -> dict[tuple[str, int], int]:
    """In place of the ledger's."""
    COUNTED.append(day)
    return COUNTS


def test_the_state_names_tables_that_exist() -> None:
    tables = {model._meta.db_table for model in (Matter, Bundle, SearchEntry, Synonym)}
    assert tables <= set(connection.introspection.table_names())
