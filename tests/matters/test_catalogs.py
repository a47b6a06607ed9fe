"""实施清单: counted and listed from editions in force, as page, print and workbook."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from matters.catalogs import COLUMNS, edition_keys, entries, level_scope, site_scope, tallies
from matters.edition_handlings import write_all
from matters.enums import How, Level, LimitKind, LimitUnit, Standing
from matters.guide import Handling, Limit
from matters.models import Edition, Matter
from matters.publishing import retire, suspend, today
from tests.factories import add_edition, make_guide, make_published, make_site, make_user

pytestmark = pytest.mark.django_db
DIRECT = Handling(level=Level.DISTRICT, how=How.DIRECT)
STREET = Handling(level=Level.STREET, how=How.FORWARD)
ASSIST = Handling(level=Level.STREET, how=How.ASSIST)


@pytest.fixture(autouse=True)
def _nothing_else(db):
    Matter.objects.update(standing=Standing.DRAFT)


def published(*handlings, **values):
    """Published with its rows, as publishing writes them."""
    matter = make_published(make_guide(handlings=handlings, **values))
    edition = matter.editions.get()
    edition.handlings.all().delete()
    write_all([(edition, edition.guide)])
    return matter


def counted():
    return [t.matters for t in tallies(today())]


def names(scope):
    return [entry.name for entry in entries(scope, list(edition_keys(scope, today())))]


def test_a_matter_counts_once_at_each_of_its_levels():
    published(DIRECT, STREET, ASSIST)
    published(DIRECT)
    assert counted() == [2, 1, 0]
    assert [t.words for t in tallies(today())] == ["区级", "下放至街道", "下放至社区"]


def test_working_copies_earlier_editions_and_retired_matters_count_for_nothing():
    matter, gone = published(DIRECT, STREET), published(STREET)
    matter.handlings.create(level=Level.COMMUNITY, how=How.DIRECT)
    later = add_edition(matter, make_guide(code=matter.code, handlings=(DIRECT,)), date(2026, 2, 1))
    later.handlings.all().delete()
    write_all([(later, later.guide)])
    retire(gone, by=make_user(), reason="取消")
    assert counted() == [1, 0, 0]


def test_the_catalog_of_a_site_has_what_names_it_and_what_names_all():
    here, elsewhere = make_site(), make_site()
    published(STREET, name="全部街道")
    published(Handling(level=Level.STREET, how=How.DIRECT, sites=(here.code,)), name="只在这里")
    published(Handling(level=Level.STREET, how=How.DIRECT, sites=(elsewhere.code,)), name="在别处")
    assert names(site_scope(here)) == ["全部街道", "只在这里"]
    assert len(names(level_scope(Level.STREET))) == 3


def test_a_line_of_a_site_says_its_window_and_its_shorter_promise():
    site = make_site()
    ten = Limit(kind=LimitKind.PROMISED, amount=10, unit=LimitUnit.WORKDAY)
    matter = published(STREET, limits=(ten,))
    matter.desks.create(site=site, window="9号窗口", promised_amount=3)
    (entry,) = entries(site_scope(site), list(Edition.objects.filter(matter=matter).values_list("pk", flat=True)))
    assert (entry.where.endswith("9号窗口"), entry.promised, entry.how) == (True, "3个工作日", "前端受理转报")
    (entry,) = entries(level_scope(Level.STREET), [matter.editions.get().pk])
    assert (entry.where, entry.promised) == ("全部街道", "10个工作日")


def test_a_suspended_matter_is_still_counted_and_marked_wherever_it_is_listed(client):
    site, matter = make_site(), published(STREET)
    suspend(matter, by=make_user(), reason="系统升级")
    paths = ("/catalog/street/", "/catalog/street/print/", f"/sites/{site.code}/")
    assert [client.get(path).content.decode().count(">暂停办理<") for path in paths] == [1, 1, 1]
    workbook = client.get("/catalog/street/catalog.xlsx")
    sheet = load_workbook(BytesIO(b"".join(workbook.streaming_content))).active
    assert (counted(), sheet["B3"].value) == ([0, 1, 0], f"{matter.name}（暂停办理）")


def test_a_workbook_has_numbered_rows_and_no_formula(client):
    published(STREET, name="=1+1")
    response = client.get("/catalog/street/catalog.xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.values)
    assert (rows[1], rows[2][:2], sheet.page_setup.orientation) == (COLUMNS, (1, "'=1+1"), "landscape")


@pytest.mark.parametrize("more", [0, 3])
def test_pages_take_the_same_few_queries_whatever_they_list(client, django_assert_num_queries, more):
    site = make_site()
    for _ in range(1 + more):
        published(DIRECT, STREET)
    paths = {"/catalog/": 1, "/catalog/street/": 4, "/catalog/street/print/": 4, f"/sites/{site.code}/catalog/": 5}
    for path, queries in paths.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_an_unknown_level_or_site_is_not_found(client):
    assert [client.get(p).status_code for p in ("/catalog/mars/", "/sites/nowhere/catalog/")] == [404, 404]
