"""`manage.py check_catalog`: what it prints and how it ends."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters.enums import Standing
from matters.models import Matter
from tests import factories

pytestmark = pytest.mark.django_db
INCOMPLETE = {
    "severity": "error",
    "check": "block_empty",
    "field": "consult_phone",
    "message": "没有填写咨询电话，告知单上的这一栏会是空的。",
}


PLAIN = factories.make_guide(requirements=(factories.make_requirement(),))
"""A guide that nothing is to be said against."""


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_catalog", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def rows_of(code: str) -> list[dict[str, str]]:
    """The findings of one matter, without its code."""
    rows = json.loads(run("--json")[1])
    return [{k: v for k, v in row.items() if k != "code"} for row in rows if row["code"] == code]


def test_the_demo_district_has_no_errors() -> None:
    assert run()[0] == 0


def test_an_incomplete_matter_is_an_error() -> None:
    matter = factories.make_matter(PLAIN, consult_phone="")
    assert rows_of(matter.code) == [INCOMPLETE]
    assert run()[0] == 1


def test_a_warning_alone_is_no_failure() -> None:
    matter = factories.make_matter(PLAIN, complaint_phone="0372-0002013")
    assert [row["check"] for row in rows_of(matter.code)] == ["phones_doubtful"]
    assert run()[0] == 0


def test_a_retired_matter_is_left_alone() -> None:
    matter = factories.make_matter(consult_phone="", standing=Standing.RETIRED, standing_reason="已合并")
    assert rows_of(matter.code) == []


def test_a_site_without_window_hours_and_phone_is_named() -> None:
    site = factories.make_site(floor="", window="", phone="")
    assert [row["check"] for row in rows_of(site.code)] == ["site_position", "site_hours", "site_phone"]


def test_a_department_with_a_wrong_check_digit_is_named() -> None:
    department = factories.make_matter().department
    department.code = "11410503000000289X"
    department.save()
    assert [row["field"] for row in rows_of(department.code)] == ["code"]


def test_lines_for_people_end_with_the_count() -> None:
    matter = factories.make_matter(consult_phone="")
    lines = run()[1].splitlines()
    assert f"{matter.code} error block_empty consult_phone: {INCOMPLETE['message']}" in lines
    assert lines[-1] == f"{len(lines) - 1} findings"


def test_the_number_of_queries_does_not_grow_with_the_catalog() -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            run()
        counts.append(len(queries))
        for _ in range(3):
            factories.make_matter()
    assert counts[0] == counts[1]
    assert Matter.objects.count() > 6
