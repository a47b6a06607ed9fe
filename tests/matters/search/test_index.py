"""Who writes the letters of names, and when."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models.signals import post_migrate

from matters.models import Bundle, Matter, SearchKey
from matters.publishing import publish
from matters.search.index import LONGEST_FULL, fill_gaps, index, rebuild
from tests.factories import add_edition, make_guide, make_matter, make_published, make_user

pytestmark = pytest.mark.django_db


def keys(matter: Matter) -> set[tuple[str, str]]:
    return set(matter.search_keys.values_list("full", "initials"))


def test_every_name_of_an_edition_is_a_key() -> None:
    guide = make_guide(name="残疾人证核发", short_name="残疾证", synonyms=("残证", "残疾证"))
    matter = make_published(guide)
    index(matter.editions.get(), guide)
    assert keys(matter) == {("canjirenzhenghefa", "cjrzhf"), ("canjizheng", "cjz"), ("canzheng", "cz")}


def test_publishing_makes_it_findable_by_the_new_names_and_no_longer_by_the_old() -> None:
    matter = make_matter(make_guide(name="甲证"))
    for name in ("甲证", "乙证"):
        Matter.objects.filter(pk=matter.pk).update(name=name)
        publish(matter, by=make_user(), change_note="改名")
    assert keys(matter) == {("yizheng", "yz")}


def test_a_bundle_of_the_demo_is_findable() -> None:
    bundle = Bundle.objects.public().first()
    assert bundle is not None
    assert SearchKey.objects.filter(bundle=bundle).exists()


def test_a_name_longer_than_the_column_is_found_by_its_beginning() -> None:
    guide = make_guide(name="庄" * 200)
    matter = make_published(guide)
    index(matter.editions.get(), guide)
    assert keys(matter) == {(("zhuang" * 200)[:LONGEST_FULL], "z" * 200)}


def test_rebuilding_takes_the_newest_edition_of_each() -> None:
    matter = make_published(make_guide(name="甲证", short_name="甲"))
    add_edition(matter, make_guide(name="乙证", synonyms=("丙", "丁")))
    SearchKey.objects.all().delete()
    owners = (
        Matter.objects.filter(editions__isnull=False).distinct().count()
        + Bundle.objects.filter(editions__isnull=False).distinct().count()
    )
    assert (rebuild(), keys(matter)) == (owners, {("yizheng", "yz"), ("bing", "b"), ("ding", "d")})


def test_rebuilding_writes_what_publishing_wrote() -> None:
    def everything() -> list[Any]:
        return sorted(SearchKey.objects.values_list("full", "initials", "matter__code", "bundle__code"), key=str)

    before = everything()
    rebuild()
    assert everything() == before


def test_the_command_says_how_many() -> None:
    out = StringIO()
    call_command("index_names", stdout=out)
    count = SearchKey.objects.values("matter", "bundle").distinct().count()
    assert out.getvalue() == f"已为{count}个事项和一件事建立拼音索引。\n"


def test_a_database_without_keys_gets_them_with_migrate() -> None:
    SearchKey.objects.all().delete()
    post_migrate.send(sender=apps.get_app_config("matters"), using="default", app_config=apps.get_app_config("matters"))
    assert SearchKey.objects.filter(matter__code="K7M2PA", initials="cjrzhfxb").count() == 1


def test_filling_gaps_asks_once_where_nothing_is_missing(django_assert_num_queries: Any) -> None:
    fill_gaps()
    with django_assert_num_queries(3):  # with the savepoint around it
        assert fill_gaps() == 0


def test_indexing_is_two_queries_however_many_names(django_assert_num_queries: Any) -> None:
    guide = make_guide(name="甲证", synonyms=tuple("一二三四五六"))
    edition = make_published(guide).editions.get()
    with django_assert_num_queries(2):
        index(edition, guide)
