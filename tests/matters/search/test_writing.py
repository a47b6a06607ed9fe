"""Who writes search entries, and when."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models.signals import post_migrate

from matters.models import Edition, Matter, SearchEntry
from matters.plain import digest, from_plain, to_plain
from matters.publishing import publish
from matters.search.entry import Entry, entry_of
from matters.search.writing import EMPTIED, fill_gaps, index, rebuild
from tests.factories import add_edition, make_guide, make_matter, make_published, make_user

pytestmark = pytest.mark.django_db


def entry(edition: Edition) -> Entry | None:
    row = SearchEntry.objects.filter(edition=edition).first()
    return from_plain(Entry, row.content) if row and row.stamp else None


def test_publishing_writes_the_entry_and_empties_that_of_the_edition_before() -> None:
    matter = make_matter(make_guide(name="甲证"))
    editions = []
    for name in ("甲证", "乙证"):
        Matter.objects.filter(pk=matter.pk).update(name=name)
        editions.append(publish(matter, by=make_user(), change_note="改名"))
    first, second = map(entry, editions)
    assert (first, second and second.name, SearchEntry.objects.filter(edition__matter=matter).count()) == (
        None,
        "乙证",
        2,
    )


def test_an_edition_that_takes_over_later_leaves_the_one_in_force() -> None:
    matter = make_published(make_guide(name="甲证"))
    now, later = matter.editions.get(), add_edition(matter, make_guide(name="乙证"), date(2199, 1, 1))
    fill_gaps()
    assert [e and e.name for e in map(entry, (now, later))] == ["甲证", "乙证"]


def test_a_correction_with_an_end_leaves_the_edition_that_comes_back_after_it() -> None:
    matter = make_published(make_guide(name="甲证"))
    guide = make_guide(name="乙证")
    Edition.objects.create(
        matter=matter, number=2, content=to_plain(guide), sha256=digest(guide), effective_from=date(2026, 1, 2),
        effective_to=date(2199, 1, 1), published_by=make_user(), change_note="更正",
    )  # fmt: skip
    fill_gaps()
    assert SearchEntry.objects.filter(edition__matter=matter).exclude(stamp=EMPTIED).count() == 2


def test_the_entry_has_the_public_code_and_the_short_name_of_the_department() -> None:
    guide = make_guide(code="WRONGX")
    matter = make_published(guide)
    index(matter.editions.get(), guide)
    assert entry(matter.editions.get()) == entry_of(guide, code=matter.code, departments=("区卫健委",))


def test_rebuilding_writes_what_publishing_wrote() -> None:
    def everything() -> list[Any]:
        return list(SearchEntry.objects.order_by("pk").values_list("pk", "content"))

    before = everything()
    rebuild()
    assert everything() == before


def test_rebuilding_gives_new_stamps_so_that_every_process_loads_again() -> None:
    before = set(SearchEntry.objects.values_list("stamp", flat=True))
    rebuild()
    assert before & set(SearchEntry.objects.values_list("stamp", flat=True)) <= {EMPTIED}


def test_the_command_says_how_many() -> None:
    out = StringIO()
    call_command("index_names", stdout=out)
    assert out.getvalue() == f"已为{SearchEntry.objects.exclude(stamp=EMPTIED).count()}个版本建立搜索索引。\n"


def test_a_database_without_entries_gets_them_with_migrate() -> None:
    SearchEntry.objects.all().delete()
    post_migrate.send(sender=apps.get_app_config("matters"), using="default", app_config=apps.get_app_config("matters"))
    assert SearchEntry.objects.count() == Edition.objects.count()


def test_an_edition_that_is_no_guide_is_left_out() -> None:
    matter = make_matter(make_guide())
    broken = Edition.objects.create(
        matter=matter, number=1, content={"name": "坏"}, sha256="", effective_from=date(2026, 1, 1),
        published_by=make_user(), change_note="坏",
    )  # fmt: skip
    fill_gaps()
    assert entry(broken) is None


def test_filling_gaps_asks_once_where_nothing_is_missing(django_assert_num_queries: Any) -> None:
    fill_gaps()
    with django_assert_num_queries(3):  # with the savepoint around it
        assert fill_gaps() == 0


def test_indexing_is_three_queries_however_many_names(django_assert_num_queries: Any) -> None:
    guide = make_guide(name="甲证", synonyms=tuple("一二三四五六"))
    edition = make_published(guide).editions.get()
    assert edition.subject.pk
    with django_assert_num_queries(3):
        index(edition, guide)
