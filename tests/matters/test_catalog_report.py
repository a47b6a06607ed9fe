"""The catalog's quality by department: the command and the admin's pages."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matters.catalog_report import Summary, matter_rows, summaries
from matters.models import Department, Matter
from matters.publishing import today
from tests import factories
from tests.admin_pages import change_url, make_staff, make_superuser, signed_in

pytestmark = pytest.mark.django_db
PLAIN = factories.make_guide(requirements=(factories.make_requirement(),))
REPORT = "/admin/matters/matter/report/"


@pytest.fixture
def department() -> Department:
    """Of three matters: one incomplete, one doubtful, one without fault; its own code is wrong."""
    department = Department.objects.create(name="演示局", short_name="演局", code="1")
    factories.make_matter(PLAIN, department=department, consult_phone="")
    factories.make_matter(PLAIN, department=department, complaint_phone="0372-0002013")
    factories.make_matter(PLAIN, department=department)
    factories.make_matter(PLAIN, department=department, standing="retired", standing_reason="取消", consult_phone="")
    return department


def run(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_catalog", *options, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_department_adds_up(department: Department) -> None:
    found = summaries(Department.objects.filter(pk=department.pk), today())
    assert found == [Summary(department=department, matters=3, errors=1, warnings=2, faulty=1)]


def test_the_command_sums_up_by_department(department: Department) -> None:
    code, text = run("--by-department", "--department", "演局")
    assert (code, text) == (1, "演示局：3个事项，1个不完整，1处错误，2处提醒\n")
    counts = {"department": "演示局", "matters": 3, "errors": 1, "warnings": 2, "faulty": 1}
    assert json.loads(run("--by-department", "--department", "演示局", "--json")[1]) == [counts]


def test_every_department_with_matters_has_a_line(department: Department) -> None:
    rows = json.loads(run("--by-department", "--json")[1])
    with_matters = Department.objects.filter(matters__isnull=False).distinct()
    assert {row["department"] for row in rows} == set(with_matters.values_list("name", flat=True))


def test_the_findings_of_one_department_only(department: Department) -> None:
    rows = json.loads(run("--department", "演示局", "--json")[1])
    assert sorted(row["check"] for row in rows) == ["block_empty", "department_code", "phones_doubtful"]


def test_a_department_that_does_not_exist_is_a_mistake_of_use() -> None:
    with pytest.raises(CommandError, match="没有名称或简称为“没有局”的部门") as refused:
        run("--department", "没有局")
    assert refused.value.returncode == 2


def test_checking_takes_the_same_queries_for_three_matters_as_for_one(department: Department) -> None:
    matters = Matter.objects.filter(department=department)

    def queries(found: object) -> int:
        with CaptureQueriesContext(connection) as captured:
            list(matter_rows(found, today()))
        return len(captured)

    assert queries(matters) == queries(matters.filter(consult_phone="").exclude(standing="retired"))


# --- In the admin


def test_the_page_has_a_line_a_department_with_the_way_to_its_matters(department: Department) -> None:
    page = signed_in(make_superuser()).get(REPORT)
    assert {s.department: s.errors for s in page.context["summaries"]}[department] == 1
    assert f"/admin/matters/matter/?department__id__exact={department.pk}" in page.content.decode()


def test_a_large_catalog_is_looked_at_department_by_department(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matters.admin.report.AT_ONCE", 2)
    page = signed_in(make_superuser()).get(REPORT)
    assert page.context["summaries"] is None
    assert {d.pk: d.held for d in page.context["departments"]}[department.pk] == 3


def test_the_page_of_a_department_leads_to_what_is_missing(department: Department) -> None:
    page = signed_in(make_superuser()).get(f"{REPORT}{department.pk}/")
    found = [(f["row"].finding.check, f["anchor"]) for f in page.context["findings"]]
    assert found[0] == ("block_empty", "#id_consult_phone")
    matter = Matter.objects.get(department=department, consult_phone="", standing="draft")
    assert f'href="{change_url(matter)}#id_consult_phone"' in page.content.decode()


def test_an_editor_sees_the_own_department_only(department: Department) -> None:
    client = signed_in(make_staff("目录编辑", department))
    assert [s.department for s in client.get(REPORT).context["summaries"]] == [department]
    other = factories.make_matter(PLAIN, department=Department.objects.create(name="演示二局")).department
    assert client.get(f"{REPORT}{other.pk}/").status_code == 404


def test_the_pages_ask_for_the_right_to_see_matters(department: Department) -> None:
    client = signed_in(make_staff("系统管理员"))
    urls = (REPORT, f"{REPORT}{department.pk}/", reverse("admin:matters_matter_stale"))
    assert [client.get(url).status_code for url in urls] == [403, 403, 403]
