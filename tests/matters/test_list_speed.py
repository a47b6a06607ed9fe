"""The list of matters asks the database the same number of questions however many there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matters.models import Department, Matter
from tests import factories
from tests.admin_pages import make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/matters/matter/"


@pytest.fixture
def department() -> Department:
    return Department.objects.create(name="演示局", short_name="演局")


def queries(client: Client, query: str) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        assert client.get(LIST + query).status_code == 200
    return [q["sql"] for q in found]


@pytest.mark.parametrize(
    "query",
    ["", "?q=许可", "?standing__exact=live", "?level=street", "?o=2", "?o=3", "?o=6", "?p=2"],
    ids=["first", "searched", "filtered", "level", "by name", "by department", "by edition", "second page"],
)
def test_the_list_of_two_pages_takes_as_many_queries_as_that_of_one(department: Department, query: str) -> None:
    client = signed_in(make_staff("目录编辑", department))
    matter = factories.make_published(department=department, name="演示许可")
    queries(client, "")  # the first visit also stamps the session
    first = len(queries(client, query.replace("?p=2", "")))
    _copy(matter, 60)
    assert len(queries(client, query)) == first


def test_only_one_count_is_made(department: Department) -> None:
    factories.make_published(department=department)
    counts = [
        sql
        for sql in queries(signed_in(make_superuser()), "?q=许可")
        if sql.startswith("SELECT COUNT(*)") and 'FROM "matters_matter" ' in sql
    ]
    assert len(counts) == 1


def test_no_row_is_grouped_or_made_distinct(department: Department) -> None:
    # Either sorts the whole catalog with all its columns for a page of fifty rows.
    factories.make_published(department=department)
    page = [sql for sql in queries(signed_in(make_superuser()), "?level=street&stale=yes") if "LIMIT 50" in sql]
    assert [word for sql in page for word in ("GROUP BY", "DISTINCT") if word in sql] == []


def _copy(matter: Matter, count: int) -> None:
    """As many matters with one edition and one handling each, in three statements."""
    fields = [
        f.attname for f in Matter._meta.concrete_fields if f.name not in ("id", "code", "updated_at", "created_at")
    ]
    now = timezone.now()
    rows = Matter.objects.bulk_create(
        Matter(**{name: getattr(matter, name) for name in fields}, code=factories.new_code(), updated_at=now)
        for _ in range(count)
    )
    edition, handling = matter.editions.get(), matter.handlings.get()
    for row in rows:
        edition.pk, edition.matter = None, row
        edition.save(force_insert=True)
        handling.pk, handling.matter = None, row
        handling.save(force_insert=True)
